"""Invented laws and companies, and rates that a reader can work with in the head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ddcompare.comply.applicability import applicability
from ddcompare.comply.perimeter import EntityFacts
from ddcompare.comply.records import Applicability
from ddcompare.corpus.companyfile import company_from
from ddcompare.corpus.yamlfile import parse_yaml
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Company
from ddcompare.model.law import AddresseeClass, Checked, Citation, Event, Law, Source
from ddcompare.model.quantities import parse_quantity
from ddcompare.model.rules import FigureTest, Node, Threshold, Trace, evaluate

D = date.fromisoformat


@dataclass
class FixedRates:
    """Units of a currency for one euro, on the days that are given and no others."""

    per_euro: dict[str, Decimal] = field(
        default_factory=lambda: {"EUR": Decimal(1), "GBP": Decimal("0.8"), "USD": Decimal(2)}
    )
    days: tuple[date, ...] = (D("2024-12-31"), D("2025-12-31"), D("2026-06-30"))
    asked: list[tuple[str, str, date]] = field(default_factory=list)

    def rate(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        self.asked.append((source, target, on))
        known = [day for day in self.days if day <= on]
        if not known or not {source, target} <= self.per_euro.keys():
            return None
        return self.per_euro[target] / self.per_euro[source], max(known)


@pytest.fixture
def rates() -> FixedRates:
    """One euro is 0.80 pounds and 2 dollars."""
    return FixedRates()


def the_law(*classes: AddresseeClass | Node, **more: Any) -> Law:
    """A law that applies since 2020, over classes or bare rules."""
    scope = tuple(
        item
        if isinstance(item, AddresseeClass)
        else AddresseeClass(id=f"class_{n}", title=f"Class {n}", rule=item, confidence="high")
        for n, item in enumerate(classes, 1)
    )
    events = more.pop("events", {"adopted": "2019-01-01", "first_applied": "2020-01-01"})
    known: dict[str, Any] = {
        "id": "xx_law", "title": "Law", "title_en": "Law", "short_title": "Law",
        "jurisdiction": "DE", "kind": "statute", "currency": "EUR",
        "checked": Checked(on=D("2026-01-01"), law_as_of=D("2026-01-01")),
        "sources": {"act": Source("act", "law", "Act", None, "en", "full")},
        "timeline": tuple(Event(event=name, date=D(day)) for name, day in events.items()),
        "scope": scope, "duties": (), "answers": {},
    }  # fmt: skip
    return Law(**(known | more))


def the_test(what: str, **more: Any) -> FigureTest:
    """A test of a figure as one reads it: ``turnover worldwide own at_least 5 EUR``."""
    figure, where, of, operator, amount, unit = what.split()
    threshold = Threshold(None, parse_quantity(f"{amount} {unit}"))
    cite = (Citation("act", "s 1"),)
    return FigureTest(figure, where, of, operator, (threshold,), cite=cite, **more)


@pytest.fixture(scope="session")
def law() -> Callable[..., Law]:
    """Makes a law that applies since 2020 from classes or bare rules."""
    return the_law


@pytest.fixture(scope="session")
def figure() -> Callable[..., FigureTest]:
    """Makes a test of a figure from words: ``turnover worldwide own at_least 5 EUR``."""
    return the_test


@pytest.fixture
def company(shipped: Codebook) -> Callable[[str], Company]:
    """The company of the text of a company file."""

    def read(text: str) -> Company:
        return company_from(parse_yaml(text.encode(), "company.yaml").data, shipped)

    return read


@pytest.fixture
def measure(
    company: Callable[[str], Company], shipped: Codebook, rates: FixedRates
) -> Callable[..., Trace]:
    """The trace of one test of a figure for an entity of a company (default: the first)."""

    def measure(
        text: str, what: str, entity: str | None = None, law: Law | None = None,
        as_of: str = "2026-06-30", **more: Any,
    ) -> Trace:  # fmt: skip
        group = company(text)
        member = group.by_id[entity] if entity else group.entities[0]
        day = D(as_of)
        facts = EntityFacts(group, member, law or the_law(), day, rates, shipped)
        return evaluate(the_test(what, **more), facts, day)

    return measure


@pytest.fixture
def judge(
    company: Callable[[str], Company], shipped: Codebook, rates: FixedRates
) -> Callable[..., Applicability]:
    """The answer of a law for an entity of a company (default: the first)."""

    def judge(
        text: str, law: Law, as_of: str = "2026-06-30", entity: str | None = None
    ) -> Applicability:
        group = company(text)
        member = group.by_id[entity] if entity else group.entities[0]
        return applicability(group, member, law, D(as_of), shipped, rates)

    return judge
