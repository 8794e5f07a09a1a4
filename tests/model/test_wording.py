"""Answers in words."""

from __future__ import annotations

from datetime import date

import pytest

from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Answer, Value
from ddcompare.model.quantities import Duration, Money, Number
from ddcompare.model.wording import in_words, position, state_label, value_in_words


@pytest.mark.parametrize(
    ("indicator", "value", "words"),
    [
        ("remedy.civil_liability", "own_cause_of_action", "own cause of action"),
        ("remedy.reach", "foreign_only", "foreign only"),
        ("remedy.powers", ("court_injunction", "inspect"), "court injunction, inspect"),
        ("remedy.powers", (), "none"), ("remedy.group_report", "yes", "yes"),
        ("remedy.fine_fixed", Money(5000, "GBP"), "GBP 5,000"),
        ("remedy.fine_turnover", Number(3, "per_cent"), "3 per cent"),
        ("remedy.limitation_period", Duration(1, "years"), "1 year"),
        ("status.review_date", date(2026, 1, 2), "2026-01-02"),
        ("remedy.reach", None, None),
    ],
)  # fmt: skip
def test_value(mini: Codebook, indicator: str, value: Value | None, words: str | None) -> None:
    assert value_in_words(mini.indicators[indicator], value) == words


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(value="excluded"), "excluded"), (Answer(state="silent"), "silent"),
        (Answer(state="not_applicable"), "not applicable"),
        (Answer(state="not_coded"), "not coded"),
        (Answer(state="varies", value="excluded"), "varies: excluded"),
        (Answer(attributes={"unquantified": "soon"}), "no figure (soon)"),
        (Answer(attributes={"unquantified": True}), "no figure"),
        (Answer(attributes={"one_off": True}), "once"),
        (Answer(attributes={"counted_from": "notice"}), "no figure"),
    ],
)  # fmt: skip
def test_position(mini: Codebook, answer: Answer, words: str) -> None:
    assert position(mini.indicators["remedy.civil_liability"], answer) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [(None, "excluded"), ("Excluded", "excluded"), ("by section 3", "excluded: by section 3")],
)
def test_own_words_are_added_where_they_add(mini: Codebook, text: str | None, words: str) -> None:
    answer = Answer(value="excluded", text=text)
    assert in_words(mini.indicators["remedy.civil_liability"], answer) == words


def test_state_label_is_that_of_the_codebook(mini: Codebook) -> None:
    assert state_label(mini, "adopted_not_in_force") == "adopted, not in force"
