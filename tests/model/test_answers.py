"""Coded answers on a day, their validity, and the records they are kept in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddcompare.corpus.build import close_open_ends
from ddcompare.model.law import Answer, Dated, Law, in_force, latest

Encode = Callable[[str], Law]
Ask = Callable[[Law, str, str], Answer]
CITE = "cite: {source: act, at: s 3}, confidence: high"

DATED = f"""
answers:
  remedy.civil_liability:
    - {{from: 2020-01-01, value: own_cause_of_action, {CITE}}}
    - {{value: excluded, {CITE}}}
    - {{from: 2018-01-01, to: 2018-12-31, state: silent, read: s 3, {CITE}}}
"""


@pytest.mark.parametrize(
    ("day", "state", "value", "score", "first", "last"),
    [
        ("2015-03-25", "not_coded", None, None, None, None),
        ("2015-03-26", "value", "excluded", 0, "2015-03-26", "2017-12-31"),
        ("2017-12-31", "value", "excluded", 0, "2015-03-26", "2017-12-31"),
        ("2018-01-01", "silent", None, 1, "2018-01-01", "2018-12-31"),
        ("2018-12-31", "silent", None, 1, "2018-01-01", "2018-12-31"),
        ("2019-06-01", "not_coded", None, None, None, None),
        ("2020-01-01", "value", "own_cause_of_action", 2, "2020-01-01", None),
        ("9999-12-31", "value", "own_cause_of_action", 2, "2020-01-01", None),
    ],
)
def test_answer_of_a_day(
    encode: Encode, ask: Ask, day: str, state: str, value: str | None, score: int | None,
    first: str | None, last: str | None,
) -> None:  # fmt: skip
    found = ask(encode(DATED), "remedy.civil_liability", day)
    assert (found.state, found.value, found.score, found.derived) == (state, value, score, None)
    assert [d and d.isoformat() for d in (found.valid_from, found.valid_to)] == [first, last]


@pytest.mark.parametrize(
    ("day", "guidance", "practice"),
    [("2018-12-31", False, True), ("2019-01-01", True, True), ("2021-01-01", True, False)],
)
def test_layers_have_days_of_their_own(
    encode: Encode, ask: Ask, day: str, guidance: bool, practice: bool
) -> None:
    law = encode(
        f"""
answers:
  remedy.reach:
    value: both
    {CITE.replace(", confidence", chr(10) + "    confidence")}
    guidance: {{from: 2019-01-01, text: narrower, {CITE}}}
    practice: {{to: 2020-12-31, text: wider, {CITE}}}
"""
    )
    found = ask(law, "remedy.reach", day)
    assert found.value == "both"
    assert (found.guidance is not None, found.practice is not None) == (guidance, practice)


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        (None, None, "0001-01-01", True), ("2020-01-01", None, "2019-12-31", False),
        ("2020-01-01", None, "2020-01-01", True),
        (None, "2020-01-01", "2020-01-01", True), (None, "2020-01-01", "2020-01-02", False),
        ("2020-01-01", "2020-01-01", "2020-01-01", True),
    ],
)  # fmt: skip
def test_both_ends_are_inclusive(
    first: str | None, last: str | None, day: str, holds: bool
) -> None:
    begin, end = (date.fromisoformat(d) if d else None for d in (first, last))
    item = Dated(valid_from=begin, valid_to=end)
    assert item.on(date.fromisoformat(day)) is holds
    assert in_force([item], date.fromisoformat(day)) == ([item] if holds else [])


days = st.dates(date(2000, 1, 1), date(2002, 1, 1))


@given(st.lists(days, min_size=1, max_size=5, unique=True), days)
def test_open_ends_are_closed_on_the_eve_of_the_next_entry(starts: list[date], day: date) -> None:
    closed = close_open_ends([Answer(valid_from=start) for start in starts])
    ordered = sorted(starts)
    assert [entry.valid_from for entry in closed] == ordered
    assert [entry.valid_to for entry in closed] == [
        *(start - timedelta(days=1) for start in ordered[1:]), None,
    ]  # fmt: skip
    assert len(in_force(closed, day)) == (day >= ordered[0]), "one answer a day, without a gap"
    found = latest(closed, day)
    assert (found.valid_from if found else None) == max(
        (s for s in ordered if s <= day), default=None
    )


@given(st.lists(st.tuples(st.none() | days, st.none() | days), max_size=5))
def test_ends_that_are_written_stay(spans: list[tuple[date | None, date | None]]) -> None:
    entries = [Answer(valid_from=first, valid_to=last) for first, last in spans]
    closed = close_open_ends(entries) if entries else ()
    assert len(closed) == len(entries)
    assert all(entry in closed for entry in entries if entry.valid_to is not None)


def test_first_day_of_the_calendar_can_be_closed() -> None:
    entries = [Answer(valid_from=None), Answer(valid_from=date.min), Answer(valid_from=date.max)]
    assert [entry.valid_to for entry in close_open_ends(entries)] == [
        None, date.max - timedelta(days=1), None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "answer", "score"),
    [
        ("form.report_required", "state: no", 0),
        ("remedy.civil_liability", "state: no", 1),
        ("remedy.civil_liability", "state: no, value: excluded", 0),
        ("remedy.civil_liability", "state: silent, read: s 3", 1),
        ("remedy.civil_liability", "state: not_applicable, note: x", None),
        ("remedy.civil_liability", "state: delegated, value: excluded, note: x", 0),
        ("remedy.civil_liability", "state: varies, value: own_cause_of_action, note: x", 2),
        ("scope.foreign_entities", "state: silent, read: s 3", None),
        ("remedy.reach", "state: no", None),
    ],
)
def test_level_of_a_state(
    encode: Encode, ask: Ask, indicator: str, answer: str, score: int | None
) -> None:
    law = encode(f"answers: {{{indicator}: {{{answer}, {CITE}}}}}")
    assert ask(law, indicator, "2026-01-01").score == score
