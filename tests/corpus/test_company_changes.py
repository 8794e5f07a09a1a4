"""A company is written as a file that reads the same, and one fact of it can be changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ddcompare.corpus.codebook import load_codebook
from ddcompare.corpus.companydump import dump_company
from ddcompare.corpus.companyfile import read_company, with_fact
from ddcompare.corpus.values import FaultyValueError
from ddcompare.model.company import Accounts, Company, Entity
from ddcompare.model.quantities import Money, Number

DATA = Path(__file__).parent.parent / "data"
BOOK = load_codebook()
GROUP = (DATA / "companies" / "group.yaml").read_text("utf-8")


def sound(text: str) -> Company:
    company, problems = read_company(text.encode(), "x.yaml", BOOK)
    assert problems == []
    assert company is not None
    return company


def is_allowed(text: str) -> bool:
    """Whether a file may hold a text: nothing in it turns the direction of writing."""
    return not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in text) and not (
        set(text) & {"\ufffe", "\uffff"}
    )


ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,9}", fullmatch=True) | st.sampled_from(
    ["no", "1", "1.5"]
)
visible = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029")
names = st.none() | st.text(visible, min_size=1, max_size=30).filter(is_allowed)
places = st.sampled_from(["worldwide", "EU", "NO", "DE", "US-CA", "JP"])
FACTS, FIGURES = BOOK.terms["fact"], BOOK.terms["figure"]


def value_of(name: str) -> st.SearchStrategy[Any]:
    kind, allowed = FACTS[name].extra["type"], FACTS[name].extra.get("values", ["yes", "no"])
    if kind == "date":
        return st.dates(date(1990, 1, 1), date(2040, 1, 1))
    word = st.sampled_from(["NO", "DE", "US-CA"] if kind in ("country", "countries") else allowed)
    several = st.lists(word, unique=True, max_size=3).map(tuple)
    return several if kind in ("codes", "countries") else word


def amount_of(name: str) -> st.SearchStrategy[Any]:
    unit = FIGURES[name].extra["unit"]
    places_after = 6 if unit == "money" else 9
    amount = st.integers(0, 10**18 - 1) | st.decimals(0, 10**9, places=places_after).map(abs)
    if unit == "money":
        return st.builds(Money, amount, st.sampled_from(["EUR", "GBP"]))
    return st.builds(Number, amount, st.just(unit))


@st.composite
def figures(draw: st.DrawFn) -> dict[tuple[str, str], Any]:
    """Figures in one place each, so that none contradicts another."""
    names = draw(st.lists(st.sampled_from(sorted(FIGURES)), unique=True, max_size=2))
    return {(name, draw(places)): draw(amount_of(name)) for name in names}


accounts = st.builds(
    Accounts, figures(), st.dictionaries(st.integers(1900, 1989), figures(), max_size=2)
)


@st.composite
def companies(draw: st.DrawFn) -> Company:
    named = draw(st.lists(ids, unique=True, min_size=1, max_size=4))
    entities = []
    for index, id in enumerate(named):
        chosen = draw(st.lists(st.sampled_from(sorted(FACTS)), unique=True, max_size=4))
        parent = draw(st.none() | st.sampled_from(named[:index])) if index else None
        entities.append(
            Entity(
                id,
                draw(names),
                parent,
                {name: draw(value_of(name)) for name in chosen},
                draw(accounts),
                draw(accounts),
            )
        )
    day = draw(st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)))
    return Company(tuple(entities), draw(names), day)


@settings(max_examples=50)
@given(companies())
def test_what_is_written_is_read_again(company: Company) -> None:
    text = dump_company(company)
    again, problems = read_company(text.encode(), "x", BOOK)
    assert [problem for problem in problems if problem.severity == "error"] == [], text
    assert again == company, text
    assert dump_company(again) == text


def test_a_single_company_is_written_without_entities() -> None:
    text = 'company: "Example AG"\nfacts:\n  seat: "NO"\n  incorporated: "yes"\n  listed_in: []\n'
    assert dump_company(sound(text)) == text


PERSONS_5000 = Number(5000, "persons")


@pytest.fixture
def group() -> Company:
    return sound(GROUP)


@pytest.mark.parametrize(
    ("name", "value", "look", "expected"),
    [
        ("employees.DE", "999", lambda e: e.own.last["employees", "DE"], Number(999, "persons")),
        ("employees", "5000", lambda e: e.own.last["employees", "worldwide"], PERSONS_5000),
        ("turnover.EU", "5 EUR", lambda e: e.own.last["turnover", "EU"], Money(5, "EUR")),
        (
            "years.2024.turnover", "5 GBP",
            lambda e: e.own.earlier[2024]["turnover", "worldwide"], Money(5, "GBP"),
        ),
        (
            "years.2023.turnover.EU", "5 GBP",
            lambda e: e.own.earlier[2023]["turnover", "EU"], Money(5, "GBP"),
        ),
        (
            "consolidated.turnover", "5 GBP",
            lambda e: e.consolidated.last["turnover", "worldwide"], Money(5, "GBP"),
        ),
        (
            "consolidated.years.2024.turnover", "5 GBP",
            lambda e: e.consolidated.earlier[2024]["turnover", "worldwide"], Money(5, "GBP"),
        ),
        ("seat", "FR", lambda e: e.facts["seat"], "FR"),
        ("sells_in", "GB, NO", lambda e: e.facts["sells_in"], ("GB", "NO")),
        ("sells_in", "[GB,NO]", lambda e: e.facts["sells_in"], ("GB", "NO")),
        ("sells_in", "[]", lambda e: e.facts["sells_in"], ()),
        ("financial_year_end", " 2026-03-31 ", lambda e: e.year_end, date(2026, 3, 31)),
        ("de_lksg.undertaking", "no", lambda e: e.facts["de_lksg.undertaking"], "no"),
        ("seat", "unknown", lambda e: e.facts.get("seat"), None),
        ("employees.DE", "unknown", lambda e: e.own.last.get(("employees", "DE")), None),
        ("years.2024.turnover", "unknown", lambda e: len(e.own.earlier[2024]), 1),
        ("sub_de:seat", "FR", lambda e: e.facts["seat"], "FR"),
    ],
)  # fmt: skip
def test_one_fact_is_changed(
    group: Company, name: str, value: str, look: Callable[[Entity], Any], expected: object
) -> None:
    changed = with_fact(group, name, value, BOOK)
    owner = name.partition(":")[0] if ":" in name else "parent"
    assert look(changed.by_id[owner]) == expected
    others = [entity for entity in group.entities if entity.id != owner]
    assert [entity for entity in changed.entities if entity.id != owner] == others
    assert group == sound(GROUP), "the company that was given is untouched"


def test_entity_is_named_beside_or_before_the_fact(group: Company) -> None:
    beside = with_fact(group, "seat", "FR", BOOK, "sub_de")
    assert beside == with_fact(group, "sub_de:seat", "FR", BOOK)
    assert beside.by_id["sub_de"].facts["seat"] == "FR"


def test_last_figure_of_a_year_takes_the_year_with_it() -> None:
    company = sound("facts: {years: {2024: {employees: 5}}}")
    gone = with_fact(company, "years.2024.employees", "unknown", BOOK)
    assert gone.entities[0].own.earlier == {}
    assert gone == sound(dump_company(gone))


@pytest.mark.parametrize(
    ("name", "value", "message", "hint"),
    [
        ("employes", "5", "'employes' is not a fact or figure", "did you mean employees?"),
        ("", "5", "'' is not a fact or figure", "see: ddcompare codebook --facts"),
        ("consolidated", "5", "'consolidated' is not a fact or figure", "codebook --facts"),
        ("years.24.turnover", "5 EUR", "is not a fact or figure", "did you mean turnover?"),
        ("employees.Germany", "5", "'Germany' is not a country code", "did you mean DE?"),
        ("employees.DE.FR", "5", "'DE.FR' is not a country code", "ISO 3166"),
        ("nobody:seat", "DE", "no entity 'nobody'", "id of an entity"),
        ("sub:seat", "DE", "no entity 'sub'", "did you mean sub_de?"),
        ("seat", "UK", "'UK' is not a country code", "did you mean GB?"),
        ("seat", "", "'' is not a country code", "ISO 3166"),
        ("sells_in", "", "a value is missing", "write [] where there is none"),
        ("supplies", "goods, good", "'good' is not a value of supplies", "did you mean goods?"),
        ("employees", "-5", "employees is below zero", "leave it out"),
        ("turnover", "5", "needs its currency", "write for example 5 EUR"),
        ("employees.DE", "1201", "employees.DE (1,201 persons) is above", "correct one"),
        ("financial_year_end", "2024-12-31", "2024 is not before the last", "outside of 'years'"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_a_sentence(
    group: Company, name: str, value: str, message: str, hint: str
) -> None:
    with pytest.raises(FaultyValueError) as caught:
        with_fact(group, name, value, BOOK)
    assert message in str(caught.value)
    assert hint in str(caught.value.hint)
