"""Every kind of want against every kind of answer, at the edges."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddcompare.compare.gaps import Item
from ddcompare.compare.grading import GRADES, Graded, grade
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Answer
from ddcompare.model.quantities import Duration, Money, Number
from ddcompare.model.standard import Want
from ddcompare.render.gap_words import why_graded
from tests.compare.invented import any_answer, any_value, expects, says

APPROVAL = "form.approval"
LEVELS = ("nobody_named", "signature", "approval_by_highest_body", "approval_and_signature")
POWERS = "remedy.powers"


def level(number: int, state: str = "value") -> Answer:
    return says(LEVELS[number], state, score=number)


def graded(book: Codebook, name: str, kind: str, values: tuple, answer: Answer) -> Graded:
    return grade(book.indicators[name], Want(name, kind, values), answer)


def test_the_invented_levels_are_those_of_the_codebook(mini: Codebook) -> None:
    assert tuple(item.id for item in mini.indicators[APPROVAL].levels) == LEVELS


@pytest.mark.parametrize(
    ("held", "wanted", "expected"),
    [
        (0, 2, ("not_met", "lowest")),
        (1, 2, ("partly", "between")),
        (2, 2, ("met", "reached")),
        (3, 2, ("exceeds", "above")),
        (0, 1, ("not_met", "lowest")),
        (0, 0, ("met", "reached")),
    ],
)
def test_a_level_is_at_least_what_is_wanted(
    mini: Codebook, held: int, wanted: int, expected: tuple[str, str]
) -> None:
    found = graded(mini, APPROVAL, "at_least", (LEVELS[wanted],), level(held))
    assert (found.grade, found.reason) == expected


@pytest.mark.parametrize("state", ["not_coded", "unclear", "varies", "not_applicable"])
@pytest.mark.parametrize("kind", ["at_least", "answered", "one_of", "includes"])
def test_what_takes_no_position_is_never_a_gap(mini: Codebook, state: str, kind: str) -> None:
    """Not even where a level is given beside the state."""
    found = graded(mini, APPROVAL, kind, (LEVELS[1],), level(3, state))
    assert found == Graded("not_assessable", state)


def test_delegated_counts_with_a_value_and_is_open_without(mini: Codebook) -> None:
    assert graded(mini, APPROVAL, "at_least", (LEVELS[1],), level(1, "delegated")).grade == "met"
    left = graded(mini, APPROVAL, "at_least", (LEVELS[1],), says(None, "delegated"))
    assert left == Graded("not_assessable", "delegated")


@pytest.mark.parametrize("state", ["silent", "no"])
@pytest.mark.parametrize(
    ("name", "kind", "values"),
    [
        (APPROVAL, "at_least", (LEVELS[1],)),
        ("remedy.civil_liability", "at_least", ("own_cause_of_action",)),
        (POWERS, "answered", ()),
        ("form.frequency", "at_most", (Duration(12, "months"),)),
        ("remedy.reach", "one_of", ("both",)),
        ("remedy.group_report", "one_of", ("yes",)),
    ],
)
def test_silence_and_denial_are_not_met_and_say_which(
    mini: Codebook, state: str, name: str, kind: str, values: tuple
) -> None:
    """Also where silence has a level of its own above the lowest."""
    found = graded(mini, name, kind, values, says(None, state, score=1))
    assert found == Graded("not_met", state)


def test_a_denial_meets_a_want_for_it(mini: Codebook) -> None:
    assert graded(mini, "remedy.group_report", "one_of", ("no",), says(None, "no")).grade == "met"
    assert graded(mini, "remedy.group_report", "one_of", ("no",), says("no")).grade == "met"
    assert (
        graded(mini, "remedy.group_report", "one_of", ("no",), says("yes")).reason == "not_listed"
    )


@pytest.mark.parametrize(
    ("held", "grade_", "missing"),
    [
        (("court_injunction", "inspect", "publish_findings"), "met", ()),
        (("court_injunction", "inspect"), "met", ()),
        (("inspect", "publish_findings"), "partly", ("court_injunction",)),
        (("publish_findings",), "not_met", ("inspect", "court_injunction")),
        ((), "not_met", ("inspect", "court_injunction")),
    ],
)
def test_a_set_includes_all_some_or_none(
    mini: Codebook, held: tuple[str, ...], grade_: str, missing: tuple[str, ...]
) -> None:
    found = graded(mini, POWERS, "includes", ("inspect", "court_injunction"), says(held))
    assert (found.grade, found.missing) == (grade_, missing)


def test_a_silent_set_lacks_all_of_the_codes(mini: Codebook) -> None:
    found = graded(mini, POWERS, "includes", ("inspect",), says(None, "silent"))
    assert found == Graded("not_met", "silent", ("inspect",))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Duration(11, "months"), ("exceeds", "above")),
        (Duration(12, "months"), ("met", "reached")),
        (Duration(1, "years"), ("met", "reached")),
        (Duration(Decimal("12.5"), "months"), ("not_met", "outside")),
        (Duration(2, "years"), ("not_met", "outside")),
        (Duration(52, "weeks"), ("not_assessable", "other_unit")),
        (None, ("not_assessable", "no_figure")),
    ],
)
def test_a_figure_is_at_most_what_is_wanted(
    mini: Codebook, value: Duration | None, expected: tuple[str, str]
) -> None:
    found = graded(mini, "form.frequency", "at_most", (Duration(12, "months"),), says(value))
    assert (found.grade, found.reason) == expected


def test_what_is_due_once_has_no_interval_that_is_short_enough(mini: Codebook) -> None:
    once = says(None, attributes={"one_off": True})
    wanted = (Duration(12, "months"),)
    assert graded(mini, "form.frequency", "at_most", wanted, once) == Graded("not_met", "once")
    assert graded(mini, "form.deadline", "at_most", wanted, once).grade == "not_assessable"


@pytest.mark.parametrize(
    ("value", "grade_"),
    [
        (Money(9, "GBP"), "not_met"),
        (Money(10, "GBP"), "met"),
        (Money(11, "GBP"), "exceeds"),
        (Money(11, "EUR"), "not_assessable"),
        (Number(11, "per_cent"), "not_assessable"),
    ],
)
def test_money_compares_in_its_currency_only(
    mini: Codebook, value: Money | Number, grade_: str
) -> None:
    assert (
        graded(mini, "remedy.fine_fixed", "at_least", (Money(10, "GBP"),), says(value)).grade
        == grade_
    )


def test_answered_wants_words_of_the_law(mini: Codebook) -> None:
    no_figure = says(None, attributes={"unquantified": "promptly"})
    assert graded(mini, "form.deadline", "answered", (), no_figure).grade == "met"
    assert graded(mini, POWERS, "answered", (), says(("inspect",))).grade == "met"
    assert graded(mini, POWERS, "answered", (), says(())) == Graded("not_met", "no_words")
    default = says("both", attributes={"by_default": True})
    assert graded(mini, "remedy.reach", "answered", (), default) == Graded("not_met", "no_words")


@given(held=st.integers(0, 3), wanted=st.integers(1, 3))
def test_a_higher_level_never_has_a_worse_grade(mini: Codebook, held: int, wanted: int) -> None:
    order = ("not_met", "partly", "met", "exceeds")
    one = graded(mini, APPROVAL, "at_least", (LEVELS[wanted],), level(held)).grade
    two = graded(mini, APPROVAL, "at_least", (LEVELS[wanted],), level(min(held + 1, 3))).grade
    assert order.index(one) <= order.index(two)
    assert set(order) | {"not_assessable"} == set(GRADES)


FITTING = {"ordinal": ["at_least"], "set": ["includes"], "code": ["one_of"], "yes_no": ["one_of"]}


@given(data=st.data(), number=st.integers(0, 99))
def test_any_answer_has_a_grade_and_a_reason_in_words(
    mini: Codebook, data: st.DataObject, number: int
) -> None:
    indicator = list(mini.indicators.values())[number % len(mini.indicators)]
    kinds = [*FITTING.get(indicator.type, ["at_least", "at_most"]), "answered"]
    kind = data.draw(st.sampled_from(kinds))
    value = data.draw(any_value(indicator))
    values = () if kind == "answered" else value if isinstance(value, tuple) else (value,)
    want, answer = Want(indicator.id, kind, values), data.draw(any_answer(indicator))
    found = grade(indicator, want, answer)
    assert found.grade in GRADES
    why = why_graded(Item(expects("P1", want), want, indicator, answer, found))
    assert why[0].isupper()
    assert why.endswith(".")
    if answer.state == "silent":
        assert "silent" in why
