"""What must hold of every company: knowledge only adds, bounds are true, leaves make the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ddcompare.comply.applicability import applicability
from ddcompare.comply.perimeter import EntityFacts
from ddcompare.comply.standing import BINDING
from ddcompare.corpus.store import load_corpus
from ddcompare.model.company import Accounts, Company, Entity, Figures
from ddcompare.model.corpus import Corpus
from ddcompare.model.law import Law
from ddcompare.model.quantities import Money, Number, Quantity
from ddcompare.model.rules import FactTest, FactValue, FigureTest, Threshold, evaluate, walk

D = date.fromisoformat
DAY = D("2026-06-30")
PLACES = ("DE", "FR", "GB", "US-CA")
WHOLES = {"EU": ("DE", "FR"), "US": ("US-CA",), "worldwide": PLACES}
PERIMETERS = (
    "own", "with_subsidiaries", "with_domestic_subsidiaries", "domestic_group_at_top",
    "consolidated", "ultimate_parent",
)  # fmt: skip
YEARS: tuple[dict[str, object] | None, ...] = (
    None, {"consecutive": 2}, {"any_of_last": 2}, {"average_of": 2}, {"before_last": True},
)  # fmt: skip


@dataclass(frozen=True)
class Parity:
    """Every currency is worth the same."""

    def rate(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        return Decimal(1), on


CORPUS = load_corpus()
RATES = Parity()
LAW = CORPUS.laws[min(CORPUS.laws)]


def quantity(figure: str, amount: int) -> Quantity:
    return Number(amount, "persons") if figure == "employees" else Money(amount, "EUR")


amounts = st.integers(0, 20)


@st.composite
def figures(draw: st.DrawFn) -> dict[tuple[str, str], Quantity]:
    """All figures of a year, none at odds with another."""
    found: dict[tuple[str, str], Quantity] = {}
    for name in ("employees", "turnover"):
        by_place = {place: draw(amounts) for place in PLACES}
        for whole, parts in WHOLES.items():
            inside = sum(by_place[p] for p in parts)
            found[name, whole] = quantity(name, inside + (whole == "worldwide") * draw(amounts))
        found |= {(name, place): quantity(name, n) for place, n in by_place.items()}
    return found


@st.composite
def groups(draw: st.DrawFn) -> Company:
    """A forest in which every figure of two years and every seat is given."""
    entities = []
    for n in range(draw(st.integers(1, 5))):
        parent = draw(st.sampled_from([None, *(e.id for e in entities)]))
        facts: dict[str, FactValue] = {
            "seat": draw(st.sampled_from(PLACES)), "financial_year_end": D("2025-12-31"),
        }  # fmt: skip
        own = Accounts(draw(figures()), {2024: draw(figures())})
        entities.append(Entity(f"e{n}", parent=parent, facts=facts, own=own))
    return Company(tuple(entities))


def total(group: Company, entity: Entity, test: FigureTest, period: int, home: str) -> int:
    """The figure by definition, from complete figures."""
    if test.of == "ultimate_parent":
        entity = group.top(entity)
    counted = [entity] if test.of == "own" else [entity, *group.subsidiaries(entity)]
    if test.of == "with_domestic_subsidiaries":
        counted = [e for e in counted if e is entity or e.facts["seat"] == home]
    years = [e.own.last if period == 0 else e.own.earlier[2024] for e in counted]
    return sum(int(year[test.figure, test.where].amount) for year in years)


tests = st.builds(
    lambda figure, where, of, operator, limit, years: FigureTest(
        figure, where, of, operator, (Threshold(None, quantity(figure, limit)),), years
    ),
    st.sampled_from(["employees", "turnover"]),
    st.sampled_from([*PLACES, *WHOLES]),
    st.sampled_from(PERIMETERS),
    st.sampled_from(["at_least", "more_than", "less_than", "at_most"]),
    st.integers(0, 150),
    st.sampled_from(YEARS),
)


def ask(group: Company, entity: str, test: FigureTest, law: Law = LAW) -> Any:
    facts = EntityFacts(group, group.by_id[entity], law, DAY, RATES, CORPUS.codebook)
    return evaluate(test, facts, DAY)


@st.composite
def forgotten(draw: st.DrawFn, group: Company) -> Company:
    """The same company, of which less is known."""

    def some(given: Figures) -> Figures:
        kept = draw(st.sets(st.sampled_from(sorted(given)))) if given else ()
        return {key: value for key, value in given.items() if key in kept}

    return replace(
        group,
        entities=tuple(
            replace(
                entity,
                facts={k: v for k, v in entity.facts.items() if k != "seat" or draw(st.booleans())},
                own=Accounts(
                    some(entity.own.last), {y: some(f) for y, f in entity.own.earlier.items()}
                ),
            )
            for entity in group.entities
        ),
    )


@given(st.data(), groups(), tests)
def test_bounds_hold_what_is_true_and_knowledge_only_adds(
    data: st.DataObject, group: Company, test: FigureTest
) -> None:
    entity = data.draw(st.sampled_from(group.entities))
    home = LAW.jurisdiction
    full, less = ask(group, entity.id, test), ask(data.draw(forgotten(group)), entity.id, test)
    assert full.result != "unknown", "everything is given"
    for period, known, open_ in zip(test.periods, full.counts, less.counts, strict=True):
        true = total(group, entity, test, period, home)
        assert known.exact is not None
        assert known.exact.amount == true == sum(a.least.amount for a in known.addends)
        assert open_.least.amount <= true
        assert open_.most is None or open_.most.amount >= true
        assert open_.least.amount >= sum(a.least.amount for a in open_.addends if a.basis == "own")
    assert less.result in (full.result, "unknown")


@given(st.data(), groups(), tests)
def test_consolidated_accounts_that_equal_the_sum_change_nothing(
    data: st.DataObject, group: Company, test: FigureTest
) -> None:
    head = data.draw(st.sampled_from(group.entities))
    members = [head, *group.subsidiaries(head)]

    def whole(years: list[Figures]) -> Figures:
        return {
            key: quantity(key[0], sum(int(year[key].amount) for year in years)) for key in years[0]
        }

    accounts = Accounts(
        whole([e.own.last for e in members]), {2024: whole([e.own.earlier[2024] for e in members])}
    )
    with_accounts = replace(
        group,
        entities=tuple(
            replace(e, consolidated=accounts) if e is head else e for e in group.entities
        ),
    )
    entity = data.draw(st.sampled_from(group.entities)).id
    before, after = ask(group, entity, test), ask(with_accounts, entity, test)
    assert after.result == before.result
    less = ask(data.draw(forgotten(with_accounts)), entity, test)
    assert less.result in (before.result, "unknown"), "accounts and figures never contradict"


@given(st.data(), groups(), tests, st.integers(1, 20))
def test_more_people_and_money_are_monotone(
    data: st.DataObject, group: Company, test: FigureTest, more: int
) -> None:
    grown = data.draw(st.sampled_from(group.entities))
    key = (test.figure, test.where)
    bigger = {**grown.own.last, key: quantity(key[0], int(grown.own.last[key].amount) + more)}
    after = replace(
        group,
        entities=tuple(
            replace(e, own=Accounts(bigger, e.own.earlier)) if e is grown else e
            for e in group.entities
        ),
    )
    entity = data.draw(st.sampled_from(group.entities)).id
    results = (ask(group, entity, test).result, ask(after, entity, test).result)
    upward = test.operator in ("at_least", "more_than")
    assert results != (("yes", "no") if upward else ("no", "yes"))


COUNTRIES = ["DE", "FR", "GB", "US", "US-CA", "CA", "AU", "NO", "CH", "JP"]


def values(name: str, extra: Mapping[str, object]) -> st.SearchStrategy[Any]:
    match extra["type"]:
        case "yes_no":
            return st.sampled_from(["yes", "no"])
        case "code":
            return st.sampled_from(extra["values"])  # type: ignore[arg-type]
        case "codes":
            return st.sets(st.sampled_from(extra["values"])).map(sorted).map(tuple)  # type: ignore[arg-type]
        case "country":
            return st.sampled_from([c for c in COUNTRIES if c != "US"])
        case "countries":
            # Not the country alone: whether that is in one of its parts is a question of its own.
            several = st.sets(st.sampled_from([c for c in COUNTRIES if c != "US"]))
            return several.map(sorted).map(tuple)
    return st.dates(D("2015-01-01"), D("2031-12-31"))


def everything(corpus: Corpus) -> st.SearchStrategy[Entity]:
    """A single company of which every fact is given that any law asks for."""
    nodes = [n for law in corpus.laws.values() for item in law.scope for n, _ in walk(item.rule)]
    names = sorted({node.fact for node in nodes if isinstance(node, FactTest)})
    asked = sorted({(n.figure, n.where) for n in nodes if isinstance(n, FigureTest)})
    units = {
        name: str(term.extra["unit"]) for name, term in corpus.codebook.terms["figure"].items()
    }
    small, large = st.integers(0, 6000), st.integers(0, 2_000_000_000)

    def year(amounts: tuple[int, ...]) -> Figures:
        drawn = dict(zip(asked, amounts, strict=True))
        for figure, where in asked:
            if where == "worldwide":
                drawn[figure, where] += max(
                    (n for (other, part), n in drawn.items() if other == figure and part != where),
                    default=0,
                )
        return {
            key: Money(n, "EUR") if units[key[0]] == "money" else Number(n, units[key[0]])
            for key, n in drawn.items()
        }

    each = st.tuples(*(large if units[f] == "money" else small for f, _ in asked)).map(year)
    facts = st.fixed_dictionaries(
        {name: values(name, corpus.codebook.terms["fact"][name].extra) for name in names}
    )
    return st.builds(
        lambda given, last, before, older: Entity(
            "company", facts=given,
            own=Accounts(last, {(e := given["financial_year_end"].year) - 1: before, e - 2: older}),
        ),
        facts, each, each, each,
    )  # fmt: skip


days = st.sampled_from([D("2023-06-30"), D("2026-06-30"), D("2027-12-31"), D("2029-08-01")])


@settings(max_examples=40)
@given(st.data(), everything(CORPUS), days)
def test_the_laws_that_ship(data: st.DataObject, entity: Entity, day: date) -> None:
    kept = data.draw(st.sets(st.sampled_from(sorted(entity.facts))))
    figures_kept = data.draw(st.sets(st.sampled_from(sorted(entity.own.last))))
    less = replace(
        entity,
        facts={name: value for name, value in entity.facts.items() if name in kept}
        | {"financial_year_end": entity.facts["financial_year_end"]},
        own=replace(
            entity.own, last={k: v for k, v in entity.own.last.items() if k in figures_kept}
        ),
    )
    for law in CORPUS.laws.values():
        full, some = (
            applicability(Company((e,)), e, law, day, CORPUS.codebook, RATES)
            for e in (entity, less)
        )
        assert full.trace
        assert some.trace
        assert full.trace.result != "unknown", "every fact is given, and every judgement made"
        assert some.trace.result in (full.trace.result, "unknown")
        for found in (full, some):
            assert found.trace
            assert found.trace.recombined(lambda leaf: leaf.result) == found.trace.result
            assert found.trace.on(day) == found.trace.result
            binds = found.application_state in BINDING
            assert found.applies == (found.trace.result if binds else "no")
            assert found.would_apply == (None if binds else found.trace.result)
            assert "  " not in found.reason


@pytest.mark.parametrize("law", sorted(CORPUS.laws))
def test_of_nothing_nothing_is_said_for_certain(law: str) -> None:
    """Only a law that nothing about a company could bring in answers without facts."""
    nobody = Entity("company")
    found = applicability(Company((nobody,)), nobody, CORPUS.laws[law], DAY, CORPUS.codebook, RATES)
    assert found.trace
    assert found.trace.result == "unknown"
