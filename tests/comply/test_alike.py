"""What is remembered for many entities is what each would get alone, and a group grows linearly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ddcompare.comply.applicability import applicability
from ddcompare.comply.books import Books
from ddcompare.comply.deciding import wanted
from ddcompare.comply.limbs import evaluated
from ddcompare.comply.missing import in_words, missing_facts
from ddcompare.comply.opening import open_rule
from ddcompare.comply.perimeter import EntityFacts
from ddcompare.comply.recall import recalled
from ddcompare.comply.records import Applicability, MissingFact
from ddcompare.corpus.store import load_corpus
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Accounts, Company, Entity, Figures
from ddcompare.model.law import Law
from ddcompare.model.quantities import Amount, Money, Number, Quantity
from ddcompare.model.rules import (
    FactTest,
    FactValue,
    FigureTest,
    evaluate,
    walk,
)

D = date.fromisoformat
DAY = D("2026-11-28")
CORPUS = load_corpus()
BOOK = CORPUS.codebook
LAWS = list(CORPUS.laws.values())
NODES = [n for law in LAWS for item in law.scope for n, _ in walk(item.rule)]
FIGURES = sorted({(n.figure, n.where) for n in NODES if isinstance(n, FigureTest)})
SEATS = ("DE", "FR", "GB", "NO", "US-CA")
FACTS: dict[str, tuple[FactValue, ...]] = {
    "legal_form": ("company", "partnership"), "does_business_in": (("DE", "GB"), ("FR",), ()),
    "sells_in": (("FR", "US-CA"), ("NO",)), "supplies": (("goods",), ("services",)),
    "incorporated": ("yes", "no"), "ultimate_parent": ("yes", "no"),
    "financial_year_end": (D("2025-12-31"), D("2026-03-31")),
}  # fmt: skip
AMOUNTS: tuple[Amount, ...] = (0, 49, 1000, Decimal("1000.00"), 5_000_000, Decimal("5000000.50"))


class Half:
    """Every other currency is worth half of it, but for one that has no rate."""

    def rate(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        return None if "VND" in (source, target) else (Decimal("0.5"), on)


RATES = Half()


def quantity(figure: str, amount: Amount, currency: str) -> Quantity:
    unit = str(BOOK.terms["figure"][figure].extra["unit"])
    return Money(amount, currency) if unit == "money" else Number(int(amount), unit)


def accounts() -> st.SearchStrategy[Accounts]:
    amount = st.tuples(st.sampled_from(AMOUNTS), st.sampled_from(("EUR", "GBP", "VND")))
    given = st.dictionaries(st.sampled_from(FIGURES), amount, max_size=6)
    figures: st.SearchStrategy[Figures] = given.map(
        lambda found: {key: quantity(key[0], *value) for key, value in found.items()}
    )
    return st.builds(lambda last, before: Accounts(last, {2024: before}), figures, figures)


@st.composite
def groups(draw: st.DrawFn) -> Company:
    """Groups of entities that are much, but not quite, alike."""
    some = {name: st.sampled_from(values) for name, values in FACTS.items()}
    facts = st.fixed_dictionaries({}, optional={**some, "seat": st.sampled_from(SEATS)})
    kinds = draw(st.lists(st.tuples(facts, accounts(), accounts()), min_size=1, max_size=3))
    entities: list[Entity] = []
    for number in range(draw(st.integers(1, 14))):
        given, own, whole = draw(st.sampled_from(kinds))
        consolidated = whole if draw(st.integers(0, 4)) == 0 else Accounts()
        parents = [None, *(entity.id for entity in entities)]
        parent = draw(st.sampled_from(parents))
        entities.append(Entity(f"e{number}", None, parent, given, own, consolidated))
    return Company(tuple(draw(st.permutations(entities))))


def fresh(result: Applicability, company: Company) -> tuple[MissingFact, ...]:
    """What is missing, from the rule of this one answer with the entities by their names."""
    if result.trace is None or result.trace.result != "unknown":
        return ()
    others = [entity.id for entity in company.entities if entity is not result.entity]
    places = {name: place for place, name in enumerate([result.entity.id, *others])}
    found = wanted(open_rule(result, company), places, BOOK, result.as_of)
    return tuple(dict.fromkeys(in_words(item, company, BOOK) for item in found))


@settings(max_examples=40, deadline=None)
@given(groups(), st.data())
def test_what_is_remembered_is_what_is_found_afresh(company: Company, data: st.DataObject) -> None:
    for law in data.draw(st.lists(st.sampled_from(LAWS), min_size=1, max_size=5, unique_by=id)):
        for entity in company.entities:
            result = applicability(company, entity, law, DAY, BOOK, RATES)
            facts = EntityFacts(company, entity, law, DAY, RATES, BOOK)
            for item, trace in result.classes:
                assert trace == evaluate(item.rule, facts, DAY)
            assert missing_facts(result, company, BOOK, RATES) == fresh(result, company)


def test_entities_are_asked_about_in_the_order_of_the_file(
    law: Callable[..., Law], figure: Callable[..., FigureTest]
) -> None:
    """However the tree lies, and whatever was remembered of a like tree."""
    rule = law(figure("employees DE with_domestic_subsidiaries at_least 9 persons"))
    none = Accounts({("employees", "DE"): Number(0, "persons")})
    top = Entity("top", facts={"seat": "DE"}, own=none)
    one, two = (
        Entity("one", None, "top", {"seat": "DE"}),
        Entity("two", None, "one", {"seat": "DE"}),
    )
    for order in ((top, one, two), (two, one, top), (one, top, two)):
        company = Company(order)
        result = applicability(company, top, rule, DAY, BOOK, RATES)
        found = [item.entity for item in missing_facts(result, company, BOOK, RATES)]
        assert found == [entity.id for entity in order if entity is not top]


def test_equal_amounts_that_are_not_written_alike(
    law: Callable[..., Law], figure: Callable[..., FigureTest]
) -> None:
    rule = law(figure("turnover worldwide with_subsidiaries at_least 900 EUR"))
    for written in (Decimal("100.00"), 100, Decimal("100.0"), Decimal("100.00")):
        entities = (
            Entity("top", own=Accounts({("turnover", "worldwide"): Money(written, "EUR")})),
            Entity("one", parent="top"),
        )
        company = Company(entities)
        result = applicability(company, entities[0], rule, DAY, BOOK, RATES)
        (one,) = missing_facts(result, company, BOOK, RATES)
        assert one.if_yes == f"at least EUR {900 - written}"


def test_equal_facts_that_are_not_the_same(law: Callable[..., Law]) -> None:
    """True is "yes" in a rule and 1 is not, though they are equal; a list has no hash."""
    node = FactTest("incorporated", "is", ("yes",))
    given: tuple[Any, ...] = (True, 1, True, "yes", ["yes"], ("yes",))
    entities = tuple(Entity(f"e{n}", facts={"incorporated": g}) for n, g in enumerate(given))
    company, asked = Company(entities), law(node)
    for entity, value in zip(entities, given, strict=True):
        facts = EntityFacts(company, entity, asked, DAY, RATES, BOOK)
        trace = evaluated(node, asked, facts, DAY)
        assert trace.compared is value
        assert trace == evaluate(node, facts, DAY)


def test_like_facts_share_a_trace_and_others_do_not(law: Callable[..., Law]) -> None:
    node = FactTest("ultimate_parent", "is", ("no",))
    entities = (Entity("top"), Entity("one", parent="top"), Entity("two", parent="top"),
                Entity("low", parent="one"))  # fmt: skip
    company, asked = Company(entities), law(node)
    traces = [
        evaluated(node, asked, EntityFacts(company, entity, asked, DAY, RATES, BOOK), DAY)
        for entity in entities
    ]
    assert [trace.origin for trace in traces[1:]] == ["top controls it"] * 2 + ["one controls it"]
    assert traces[1] is traces[2]


def test_sums_of_a_group_are_listed_once_and_not_for_each_of_its_entities(
    law: Callable[..., Law], figure: Callable[..., FigureTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = law(figure("turnover worldwide ultimate_parent at_least 900 EUR"))
    made: list[str] = []
    addend = Books.addend

    def noted(books: Books, index: int, *more: Any) -> Any:
        made.append(books.entities[index].id)
        return addend(books, index, *more)

    monkeypatch.setattr(Books, "addend", noted)

    def listed(size: int) -> int:
        made.clear()
        below = tuple(Entity(f"e{number}", parent="top") for number in range(size))
        company = Company((Entity("top"), *below))
        for entity in company.entities:
            result = applicability(company, entity, rule, DAY, BOOK, RATES)
            assert missing_facts(result, company, BOOK, RATES)
        return len(made)

    assert listed(200) < 3 * listed(100)


def test_tuples_are_recalled_by_what_they_hold(shipped: Codebook) -> None:
    calls: list[object] = []

    @recalled(2)
    def noted(held: object, of: object) -> int:
        calls.append(held)
        return len(calls)

    assert noted((1, "a"), shipped) == noted((1, "a"), shipped) == 1
    assert noted([1], shipped) != noted([1], shipped), "lists are told apart"
