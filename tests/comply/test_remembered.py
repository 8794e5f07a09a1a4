"""What is remembered between the entities of a company changes nothing: each alone is the same."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ddcompare.comply.check import check
from ddcompare.comply.records import Applicability
from ddcompare.corpus.companyfile import company_from
from ddcompare.corpus.rates import ecb_rates
from ddcompare.corpus.store import load_corpus
from ddcompare.model.corpus import Corpus

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def laws() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="module")
def reread() -> Corpus:
    """The same laws as other objects, for which nothing is remembered."""
    return load_corpus()


def facts(chance: random.Random) -> dict[str, Any]:
    """A few facts of an entity, each of them often left out."""
    currency = chance.choice(["EUR", "GBP"])
    given: dict[str, Any] = {
        "legal_form": chance.choice(["company", "partnership", "nonprofit"]),
        "seat": chance.choice(["DE", "GB", "CH", "NO", "US"]),
        "head_office": chance.choice(["DE", "GB", "CH"]),
        "does_business_in": chance.sample(["GB", "CA", "AU", "US"], 2),
        "supplies": ["goods"],
        "financial_year_end": chance.choice(["2025-12-31", "2026-03-31"]),
        "employees": {"worldwide": str(chance.choice([10, 900, 6000]))},
        "turnover": {"worldwide": f"{chance.choice([1, 40, 2000])}000000 {currency}"},
        "years": {"2024": {"employees": {"worldwide": str(chance.choice([10, 6000]))}}},
    }  # fmt: skip
    return {name: value for name, value in given.items() if chance.random() < 0.6}


def group(seed: int, size: int) -> dict[str, Any]:
    chance = random.Random(seed)
    entities: list[dict[str, Any]] = [{"id": "e0", "facts": facts(chance)}]
    entities += [
        {"id": f"e{n}", "parent": f"e{chance.randrange(n)}", "facts": facts(chance)}
        for n in range(1, size)
    ]
    return {"company": "Group", "entities": entities}


def plain(result: Applicability) -> Applicability:
    """A result without the law, whose comparison would take long."""
    return replace(result, law=None)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(4))
def test_an_entity_alone_is_answered_as_among_the_others(
    laws: Corpus, reread: Corpus, seed: int
) -> None:
    raw, rates = group(seed, 7), ecb_rates()
    together = check(company_from(raw, laws.codebook), laws, DAY, rates)
    for among in together.entities:
        fresh = company_from(raw, reread.codebook)
        (alone,) = check(fresh, reread, DAY, rates, entities=[among.entity.id]).entities
        assert [plain(a) for a in alone.laws] == [plain(b) for b in among.laws]
    kinds = {result.applies for one in together.entities for result in one.laws}
    assert "unknown" in kinds
