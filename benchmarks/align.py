"""Comparing invented laws pair by pair, against numpy's own pairwise cost in the same run.

The floor is the least that any comparison of n laws on k questions does: the mean absolute
difference of every pair of rows of an (n, k) array, law by law so that it fits in memory. ``align``
does more: eight kinds of questions, answers without a place, two treatments of silence, thirteen
dimensions, and 1,000 weightings of every pair. The last two columns say what the comparison costs
without the weightings (one is drawn) and with them.

Prints one line a number of laws, and the exponent by which the time grows from line to line (2 is
what pairs cost at least). It judges nothing.
"""

from __future__ import annotations

import math
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ddcompare.compare.align import align  # noqa: E402
from ddcompare.compare.matrix import Matrix, matrix  # noqa: E402
from ddcompare.corpus.store import load_corpus  # noqa: E402

SIZES = {20: 15, 200: 5, 1000: 1}
"""The numbers of laws, and how many times each is timed."""


def main() -> None:
    """Print times, ratios and exponents."""
    corpus = load_corpus()
    shipped = matrix(corpus, date(2026, 11, 24))
    print("laws     numpy floor   one weighting   x floor   1,000 weightings   x floor   exponents")
    before: tuple[int, float, float] | None = None
    for laws, runs in SIZES.items():
        field = invented(shipped, laws)
        table = np.random.default_rng(0).random((laws, len(field.rows)))
        times = in_turn(
            runs,
            lambda table=table: floor(table),
            lambda field=field: align(field, corpus.codebook, weightings=1),
            lambda field=field: align(field, corpus.codebook),
        )
        least, once, often = (statistics.median(each) for each in times)
        ratios = [statistics.median(a / b for a, b in zip(each, times[0], strict=True))
                  for each in times[1:]]  # fmt: skip
        grown = ""
        if before:
            step = math.log(laws / before[0])
            grown = (
                f"{math.log(once / before[1]) / step:.2f}, {math.log(often / before[2]) / step:.2f}"
            )
        print(
            f"{laws:5} {least * 1000:11.1f} ms {once:13.3f} s {ratios[0]:9.0f} "
            f"{often:16.3f} s {ratios[1]:9.0f}   {grown}"
        )
        before = laws, once, often


def invented(field: Matrix, laws: int) -> Matrix:
    """As many laws, each answering every question as some shipped law does, drawn by a seed."""
    draw = random.Random(laws)
    columns = tuple(
        replace(column, law=replace(column.law, id=f"law{number}"))
        for number, column in enumerate(draw.choices(field.columns, k=laws))
    )
    rows = []
    for row in field.rows:
        answers = list(row.cells.values())
        rows.append(replace(row, cells={c.law.id: draw.choice(answers) for c in columns}))
    return replace(field, columns=columns, rows=tuple(rows))


def floor(table: np.ndarray) -> np.ndarray:
    """The mean absolute difference of every pair of rows."""
    return np.stack([np.abs(table - row).mean(axis=1) for row in table])


def in_turn(runs: int, *works: Callable[[], object]) -> list[list[float]]:
    """The wall times of several works, run one after the other, after a round that warms up."""
    times: list[list[float]] = [[] for _ in works]
    for run in range(runs + 1):
        for found, work in zip(times, works, strict=True):
            start = time.perf_counter()
            work()
            if run or runs == 1:
                found.append(time.perf_counter() - start)
    return [each[-runs:] for each in times]


if __name__ == "__main__":
    main()
