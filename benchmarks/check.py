"""How quickly companies are checked: per rule for one entity, and how it grows with the group.

The reference for one entity is what no checker can leave out: evaluating the same rules (Kleene)
on facts that lie ready. Growth is measured from 10 to 10,000 entities against all laws; an exponent
of 1 is linear. A size that would take more than two minutes, to go by the one before, is left out.

Run it with ``python3 run.py bench``. It prints and judges nothing.
"""

from __future__ import annotations

import math
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ddcompare.comply.check import check  # noqa: E402
from ddcompare.corpus.companyfile import company_from  # noqa: E402
from ddcompare.corpus.rates import ecb_rates  # noqa: E402
from ddcompare.corpus.store import load_corpus  # noqa: E402
from ddcompare.model.law import in_force  # noqa: E402
from ddcompare.model.rules import Facts, evaluate, walk  # noqa: E402

DAY = date(2026, 11, 28)
SIZES = (10, 100, 1_000, 10_000)
PATIENCE = 120.0
RUNS = 15
SEATS = ("GB", "DE", "FR", "NL", "NO", "US-CA", "VN", "CH")


def main() -> None:
    """Print the cost of a rule and the growth with the number of entities."""
    corpus, rates = load_corpus(), ecb_rates()
    rules = [i.rule for law in corpus.laws.values() for i in in_force(law.scope, DAY)]
    nodes = sum(1 for rule in rules for _ in walk(rule))
    print(f"{len(corpus.laws)} laws, {len(rules)} rules in force with {nodes} nodes")
    one = company_from(group(1), corpus.codebook)

    def ours() -> None:
        check(one, corpus, DAY, rates)

    def reference() -> None:
        for rule in rules:
            evaluate(rule, Facts(), DAY)

    mine, theirs = paired(ours, reference)
    ratio = statistics.median(x / y for x, y in zip(mine, theirs, strict=True))
    each = statistics.median(mine) * 1000
    print(
        f"     1 entity   {each / 1000:8.3f} s {1000 / each:8.0f} entities per second "
        f"{each / nodes * 100:6.2f} ms per hundred nodes   x {ratio:.1f} of evaluating them alone"
    )
    before: tuple[int, float] | None = None
    for size in SIZES:
        if before and before[1] * size / before[0] > PATIENCE:
            print(f"{size:6,} entities would take more than {PATIENCE:.0f} s")
            break
        company = company_from(group(size), corpus.codebook)
        start = time.perf_counter()
        check(company, corpus, DAY, rates)
        took = time.perf_counter() - start
        growth = ""
        if before:
            exponent = math.log(took / before[1]) / math.log(size / before[0])
            growth = f"   growth exponent {exponent:.2f}"
        print(
            f"{size:6,} entities {took:8.2f} s {size / took:8.0f} entities per second "
            f"{took / size / nodes * 100_000:6.2f} ms per hundred nodes{growth}"
        )
        before = size, took


def paired(ours: Callable[[], None], reference: Callable[[], None]) -> tuple[list[float], ...]:
    """The times of two pieces of work, run in turn; the first turn does not count."""
    times: tuple[list[float], list[float]] = [], []
    for run in range(RUNS + 1):
        for place, work in enumerate((ours, reference)):
            start = time.perf_counter()
            work()
            if run:
                times[place].append(time.perf_counter() - start)
    return times


def group(size: int) -> Mapping[str, Any]:
    """The data of a company file: a tree in which every entity controls up to eight others."""
    entities = []
    for number in range(size):
        seat = SEATS[number % len(SEATS)]
        facts = {
            "legal_form": "company", "seat": seat, "head_office": seat,
            "does_business_in": [seat], "sells_in": sorted({"GB", "DE", seat}),
            "supplies": ["goods"], "activities": ["manufacturing", "retail"],
            "financial_year_end": "2025-12-31",
            "employees": {"worldwide": str(100 + number % 900)},
            "turnover": {"worldwide": f"{5_000_000 + number * 1000} EUR"},
            "balance_sheet_total": f"{2_000_000 + number * 500} USD",
        }  # fmt: skip
        entity: dict[str, Any] = {"id": f"e{number}", "facts": facts}
        if number:
            entity["parent"] = f"e{(number - 1) // 8}"
        entities.append(entity)
    return {"company": "Example Group", "entities": entities}


if __name__ == "__main__":
    main()
