"""The thresholds, from the scope rule: the lowest figure that brings an ordinary company in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from ddcompare.model.law import Answer, Law
from ddcompare.model.quantities import Money, Number

Encode = Callable[[str], Law]
Ask = Callable[[Law, str, str], Answer]
EMPLOYEES, TURNOVER = "scope.employee_threshold", "scope.turnover_threshold"
SEAT = "{fact: seat, equals: GB}"


def persons(test: str, of: str = "own", more: str = "") -> str:
    return f"{{figure: employees, where: worldwide, of: {of}, {test}{more}}}"


def money(test: str) -> str:
    return f"{{figure: turnover, where: GB, of: with_subsidiaries, {test}}}"


def scope(rule: str, more: str = "") -> str:
    return f"""
scope:
  - id: companies
    title: Companies
    confidence: high
    cite: {{source: act, at: s 1}}
    rule: {rule}
{more}"""


FIFTY, HUNDRED = persons("at_least: 50 persons"), persons("more_than: 100 persons")
DATED = persons(
    "at_least: [{from: 2023-01-01, value: 3000 persons}, {from: 2024-01-01, value: 1000 persons}]"
)


@pytest.mark.parametrize(
    ("rule", "employees", "turnover"),
    [
        (FIFTY, Number(50, "persons"), "not_applicable"),
        (HUNDRED, Number(100, "persons"), "not_applicable"),
        (f"{{all: [{SEAT}, {FIFTY}]}}", Number(50, "persons"), "not_applicable"),
        (f"{{any: [{HUNDRED}, {FIFTY}]}}", Number(50, "persons"), "not_applicable"),
        (f"{{at_least: 1, among: [{HUNDRED}, {FIFTY}]}}", Number(50, "persons"), "not_applicable"),
        (f"{{all: [{FIFTY}, {money('at_least: 7 GBP')}]}}", Number(50, "persons"), Money(7, "GBP")),
        (money("more_than: 7.5 GBP"), "not_applicable", Money(Decimal("7.5"), "GBP")),
        (SEAT, Number(1, "persons"), Money(0, "GBP")),
        (f"{{all: [{FIFTY}, {{not: {persons('at_least: 10 persons')}}}]}}", Number(50, "persons"),
            "not_applicable"),
        (f"{{all: [{FIFTY}, {{not: {{not: {persons('at_least: 10 persons')}}}}}]}}",
            Number(10, "persons"), "not_applicable"),
        (f"{{all: [{FIFTY}, {persons('less_than: 10 persons')}]}}", Number(50, "persons"),
            "not_applicable"),
        (f"{{not: {persons('less_than: 20 persons')}}}", Number(20, "persons"), "not_applicable"),
        (f"{{not: {{any: [{persons('at_most: 20 persons')}, {SEAT}]}}}}", Number(20, "persons"),
            "not_applicable"),
        ("{figure: imports, where: GB, of: own, at_least: 5 tonnes}", Number(1, "persons"),
            Money(0, "GBP")),
    ],
)  # fmt: skip
def test_lowest_threshold(
    encode: Encode, ask: Ask, rule: str, employees: object, turnover: object
) -> None:
    law = encode(scope(rule))
    for indicator, expected in ((EMPLOYEES, employees), (TURNOVER, turnover)):
        found = ask(law, indicator, "2026-01-01")
        if expected == "not_applicable":
            assert (found.state, found.value) == ("not_applicable", None)
            assert found.note
        else:
            assert found.state == "value"
            assert found.value == expected
        assert found.derived == "scope"
        assert [cite.at for cite in found.cite] == ["s 1"]
        assert found.confidence == "high"


@pytest.mark.parametrize(
    ("day", "value", "last"),
    [
        ("2022-12-31", None, None),
        ("2023-01-01", 3000, "2023-12-31"),
        ("2023-12-31", 3000, "2023-12-31"),
        ("2024-01-01", 1000, None),
    ],
)
def test_dated_threshold(
    encode: Encode, ask: Ask, day: str, value: int | None, last: str | None
) -> None:
    found = ask(encode(scope(DATED)), EMPLOYEES, day)
    assert found.state == ("value" if value else "not_coded")
    assert found.value == (Number(value, "persons") if value else None)
    assert found.valid_from == (date(int(day[:4]), 1, 1) if value else None)
    assert (found.valid_to and found.valid_to.isoformat()) == last


def test_other_threshold_says_nothing_before_its_day_either(encode: Encode, ask: Ask) -> None:
    law = encode(scope(DATED))
    assert ask(law, TURNOVER, "2022-12-31").state == "not_coded"
    later = ask(law, TURNOVER, "2023-01-01")
    assert later.note == "no turnover test; size is tested by employees"


def test_threshold_left_open_is_delegated(encode: Encode, ask: Ask) -> None:
    rule = persons("at_least: [{from: 2020-01-01, state: delegated, note: by regulation}]")
    found = ask(encode(scope(rule)), EMPLOYEES, "2026-01-01")
    assert (found.state, found.value, found.text) == ("delegated", None, None)
    assert found.note == "by regulation"
    assert found.valid_from == date(2020, 1, 1)


def test_fixed_alternative_goes_before_one_left_open(encode: Encode, ask: Ask) -> None:
    delegated = persons("at_least: [{from: 2020-01-01, state: delegated, note: by regulation}]")
    found = ask(encode(scope(f"{{any: [{delegated}, {HUNDRED}]}}")), EMPLOYEES, "2026-01-01")
    assert found.value == Number(100, "persons")
    assert found.attributes["alternative_test"] == [
        "at least an amount still to be fixed worldwide (own)"
    ]


def test_threshold_says_how_it_is_counted(encode: Encode, ask: Ask) -> None:
    years = persons(
        "more_than: 100 persons", of="with_subsidiaries", more=", years: {consecutive: 2}"
    )
    found = ask(
        encode(scope(f"{{any: [{years}, {persons('at_least: 500 persons')}]}}")),
        EMPLOYEES,
        "2026-01-01",
    )
    assert found.text == "more than 100 persons worldwide (with subsidiaries), 2 consecutive years"
    assert found.attributes == {
        "comparison": "more_than",
        "counting_base": "worldwide, with its subsidiaries",
        "years_in_a_row": "2 consecutive years",
        "alternative_test": ["at least 500 persons worldwide (own)"],
    }


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ("{consecutive: 2}", "2 consecutive years"),
        ("{any_of_last: 3}", "one of the last 3 years"),
        ("{average_of: 2}", "average of 2 years"),
        ("{before_last: true}", "the year before the last"),
    ],
)  # fmt: skip
def test_years_in_words(encode: Encode, ask: Ask, years: str, words: str) -> None:
    law = encode(scope(persons("at_least: 50 persons", more=f", years: {years}")))
    assert ask(law, EMPLOYEES, "2026-01-01").attributes["years_in_a_row"] == words


def test_evidence_is_that_of_the_leaf_and_of_the_threshold(encode: Encode, ask: Ask) -> None:
    rule = persons(
        "at_least: [{from: 2020-01-01, value: 50 persons, note: raised,"
        " cite: {source: act, at: reg 2}}]",
        more=", cite: {source: act, at: s 7}, confidence: low, note: on average",
    )
    found = ask(encode(scope(rule)), EMPLOYEES, "2026-01-01")
    assert [cite.at for cite in found.cite] == ["s 7", "reg 2"]
    assert (found.confidence, found.note) == ("low", "on average. raised.")


OTHER_CLASS = """
  - id: bodies
    title: Public bodies
    confidence: low
    cite: {source: act, at: s 2}
    ordinary: ORDINARY
    rule: {figure: employees, where: worldwide, of: own, at_least: 5 persons}
"""


@pytest.mark.parametrize(("ordinary", "lowest"), [("false", 50), ("true", 5)])
def test_only_ordinary_companies_count(
    encode: Encode, ask: Ask, ordinary: str, lowest: int
) -> None:
    law = encode(scope(FIFTY, OTHER_CLASS.replace("ORDINARY", ordinary)))
    found = ask(law, EMPLOYEES, "2026-01-01")
    assert found.value == Number(lowest, "persons")


def test_class_counts_only_while_it_holds(encode: Encode, ask: Ask) -> None:
    text = scope(FIFTY).replace(
        "title: Companies", "title: Companies\n    from: 2020-01-01\n    to: 2020-12-31"
    )
    law = encode(text)
    days = ("2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01")
    assert [ask(law, EMPLOYEES, day).state for day in days] == [
        "not_coded",
        "value",
        "value",
        "not_coded",
    ]
    found = ask(law, EMPLOYEES, "2020-06-01")
    assert (found.valid_from, found.valid_to) == (date(2020, 1, 1), date(2020, 12, 31))


def test_law_without_scope_is_not_coded(encode: Encode, ask: Ask) -> None:
    law = encode("scope: []")
    assert ask(law, EMPLOYEES, "2026-01-01").state == "not_coded"
    assert ask(law, TURNOVER, "2026-01-01").state == "not_coded"


def test_no_size_test_is_zero_in_the_currency_of_the_law(encode: Encode, ask: Ask) -> None:
    found = ask(encode(f"currency: SEK\n{scope(SEAT)}"), TURNOVER, "2026-01-01")
    assert found.value == Money(0, "SEK")
    assert found.text == "no size test"


@pytest.mark.parametrize("indicator", [EMPLOYEES, TURNOVER])
def test_a_ceiling_is_not_taken_for_a_threshold(encode: Encode, ask: Ask, indicator: str) -> None:
    found = ask(encode(scope(persons("less_than: 500 persons"))), indicator, "2026-01-01")
    assert found.value is None, "neither 500 persons nor every company"


@pytest.mark.parametrize("indicator", [EMPLOYEES, TURNOVER])
def test_law_for_others_only_has_no_threshold_for_companies(
    encode: Encode, ask: Ask, indicator: str
) -> None:
    found = ask(
        encode("scope:" + OTHER_CLASS.replace("ORDINARY", "false")), indicator, "2026-01-01"
    )
    assert (found.state, found.value) == ("not_applicable", None)
    assert found.note == "ordinary companies are not addressees"
    assert [cite.at for cite in found.cite] == ["s 2"]
    assert (found.confidence, found.derived) == ("low", "scope")
