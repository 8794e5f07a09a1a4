"""A law against a law: directions, sets, figures, silence, conflicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddcompare.compare.gaps_laws import (
    RELATIONS,
    Comparison,
    LawGaps,
    Relation,
    compare_laws,
    relation,
)
from ddcompare.compare.gaps_table import gap_table
from ddcompare.model.codebook import Codebook, Exclusive
from ddcompare.model.law import Answer, Citation, Law
from ddcompare.model.quantities import Duration, Money, Number
from ddcompare.render.gap_words import why_related
from tests.compare.invented import DAY, any_answer, corpus, law, says

APPROVAL, POWERS, FORMS = "form.approval", "remedy.powers", "scope.entity_forms"
SILENT, DENIES = says(None, "silent"), says(None, "no")
ONCE = says(None, attributes={"one_off": True})
PROMPTLY = says(None, attributes={"unquantified": "promptly"})


def related(book: Codebook, name: str, mine: Answer, theirs: Answer) -> tuple[str, str]:
    found = relation(book.indicators[name], mine, theirs)
    return found.grade, found.reason


@pytest.mark.parametrize(
    ("name", "mine", "theirs", "expected"),
    [
        (APPROVAL, says("signature", score=1), says("x", score=2), ("below", "level")),
        (APPROVAL, says("x", score=2), says("x", score=2), ("equal", "same")),
        (APPROVAL, says(None, "silent", score=0), says("y", score=0), ("equal", "same")),
        (APPROVAL, SILENT, says("y", score=0), ("below", "level")),
        ("remedy.civil_liability", says(None, "silent", score=1), says("excluded", "no", score=0),
         ("above", "level")),
        (POWERS, says(("inspect",)), says(("inspect", "publish_findings")), ("below", "subset")),
        (POWERS, says(("inspect",)), says(("publish_findings",)), ("different", "each_more")),
        (POWERS, SILENT, says(("inspect",)), ("below", "subset")),
        (POWERS, SILENT, says(()), ("equal", "same")),
        (FORMS, says(("company",)), says(("company", "trust")), ("different", "no_direction")),
        (FORMS, says(("company", "trust")), says(("trust", "company")), ("equal", "same")),
        ("remedy.reach", says("both"), says("foreign_only"), ("different", "no_direction")),
        ("remedy.reach", says("both"), SILENT, ("different", "silence")),
        ("remedy.group_report", says("no"), DENIES, ("equal", "same")),
        ("remedy.group_report", says("yes"), says("no"), ("different", "no_direction")),
        ("remedy.fine_fixed", says(Money(5, "GBP")), says(Money(6, "GBP")), ("below", "figure")),
        ("remedy.fine_fixed", says(Money(5, "GBP")), says(Money(6, "EUR")),
         ("different", "other_unit")),
        ("remedy.fine_fixed", SILENT, says(Money(6, "EUR")), ("below", "silence")),
        ("remedy.fine_fixed", SILENT, SILENT, ("equal", "same")),
        ("remedy.fine_fixed", SILENT, DENIES, ("different", "denial")),
        ("form.frequency", says(Duration(1, "years")), says(Duration(24, "months")),
         ("above", "figure")),
        ("form.frequency", says(Duration(2, "weeks")), says(Duration(14, "days")),
         ("equal", "same")),
        ("form.frequency", says(Duration(30, "days")), says(Duration(1, "months")),
         ("different", "other_unit")),
        ("form.frequency", SILENT, says(Duration(12, "months")), ("below", "silence")),
        ("form.frequency", ONCE, says(Duration(12, "months")), ("below", "figure")),
        ("form.frequency", ONCE, ONCE, ("equal", "same")),
        ("form.frequency", ONCE, PROMPTLY, ("not_comparable", "no_figure")),
        ("form.frequency", PROMPTLY, says(Duration(12, "months")), ("different", "no_figure")),
        ("form.deadline", says(Duration(6, "months")), says(Duration(7, "months")),
         ("different", "no_direction")),
        ("form.deadline", SILENT, says(Duration(7, "months")), ("different", "silence")),
        ("form.deadline", ONCE, says(Duration(7, "months")), ("different", "no_figure")),
        ("status.review_date", says(date(2026, 1, 1)), says(date(2026, 1, 1)), ("equal", "same")),
        ("status.review_date", says(date(2026, 1, 1)), says(date(2027, 1, 1)),
         ("different", "no_direction")),
        (APPROVAL, says("x", "delegated", score=1), says("x", score=2), ("below", "level")),
        (APPROVAL, says(None, "delegated"), says("x", score=2), ("not_comparable", "delegated")),
    ],
)  # fmt: skip
def test_how_two_answers_stand(
    mini: Codebook, name: str, mine: Answer, theirs: Answer, expected: tuple[str, str]
) -> None:
    assert related(mini, name, mine, theirs) == expected


def test_the_lower_threshold_is_above(mini: Codebook) -> None:
    """And at least 250 persons catches one more than more than 250 persons."""

    def persons(number: int, comparison: str = "at_least") -> Answer:
        return says(Number(number, "persons"), attributes={"comparison": comparison})

    name = "scope.employee_threshold"
    assert related(mini, name, persons(249), persons(250)) == ("above", "figure")
    assert related(mini, name, persons(250), persons(250, "more_than")) == ("above", "figure")
    assert related(mini, name, persons(250, "more_than"), persons(251)) == ("above", "figure")
    assert related(mini, name, persons(250), persons(250)) == ("equal", "same")


@pytest.mark.parametrize("state", ["not_coded", "unclear", "varies", "not_applicable"])
def test_a_side_without_a_position_cannot_be_compared(mini: Codebook, state: str) -> None:
    open_, firm = says("x", state, score=1), says("y", score=2)
    assert related(mini, APPROVAL, open_, firm) == ("not_comparable", state)
    assert related(mini, APPROVAL, firm, open_) == ("not_comparable", state)


@given(data=st.data(), number=st.integers(0, 99))
def test_seen_from_the_other_side_below_is_above(
    mini: Codebook, data: st.DataObject, number: int
) -> None:
    """Any answers whatever: no error, a known relation, and its mirror image."""
    indicator = list(mini.indicators.values())[number % len(mini.indicators)]
    mine, theirs = (data.draw(any_answer(indicator)) for _ in range(2))
    one, two = relation(indicator, mine, theirs), relation(indicator, theirs, mine)
    mirror = {"below": "above", "above": "below"}
    assert one.grade in RELATIONS
    assert two.grade == mirror.get(one.grade, one.grade)
    if indicator.direction == "neutral":
        assert one.grade not in mirror
    assert relation(indicator, mine, mine).grade in ("equal", "not_comparable")
    why = why_related(Comparison(indicator, mine, theirs, one), "One", "Two")
    assert why.endswith(".")


def pair(book: Codebook, one: Law, two: Law, **more: object) -> LawGaps:
    return compare_laws(corpus(book, one, two), one.id, two.id, DAY, **more)  # type: ignore[arg-type]


def test_every_indicator_is_one_item_in_the_order_of_the_codebook(mini: Codebook) -> None:
    found = pair(mini, law("aa", {POWERS: says(("inspect",))}), law("bb", {POWERS: SILENT}))
    assert [item.indicator.id for item in found.items] == list(mini.indicators)
    assert tuple(found.summary) == RELATIONS
    assert sum(found.summary.values()) == len(mini.indicators)
    assert found.summary["above"] == 1


def test_a_dimension_limits_the_questions(mini: Codebook) -> None:
    found = pair(mini, law("aa", {}), law("bb", {}), dimensions=["remedy"])
    assert {item.indicator.dimension for item in found.items} == {"remedy"}


REPORT = "form.report_required"


@pytest.fixture
def exclusive(mini: Codebook) -> Codebook:
    """The miniature codebook, where two laws that ask for a report exclude each other."""
    only = Exclusive(("report_with_substance",), "one report cannot follow two forms")
    return replace(
        mini,
        dimensions=tuple(
            replace(
                dimension,
                indicators=tuple(
                    replace(item, exclusive=only) if item.id == REPORT else item
                    for item in dimension.indicators
                ),
            )
            for dimension in mini.dimensions
        ),
    )


def on_report(found: LawGaps) -> Relation:
    (item,) = [item for item in found.items if item.indicator.id == REPORT]
    return item.relation


def form(value: str = "report_with_substance", state: str = "value") -> dict[str, Answer]:
    return {REPORT: says(value, state, score=2)}


def test_two_exclusive_positions_conflict(exclusive: Codebook) -> None:
    found = pair(exclusive, law("aa", form()), law("bb", form()))
    assert on_report(found) == Relation("conflicting", "exclusive")
    assert found.summary["conflicting"] == 1


def test_no_conflict_without_the_position_on_both_sides(exclusive: Codebook) -> None:
    for other in (form("nil_statement_accepted"), form(state="unclear"), {REPORT: SILENT}):
        found = pair(exclusive, law("aa", form()), law("bb", other))
        assert on_report(found).grade != "conflicting"


def test_laws_that_cite_the_same_text_prescribe_the_same(exclusive: Codebook) -> None:
    shared = law("aa", form()).sources["act"]
    other = law("bb", {REPORT: replace(form()[REPORT], cite=(Citation("shared", "art. 1"),))})
    other = Law(**{**vars(other), "sources": {**other.sources, "shared": shared}})
    assert on_report(pair(exclusive, law("aa", form()), other)) == Relation("equal", "same")


def test_two_laws_without_a_known_text_still_conflict(exclusive: Codebook) -> None:
    nowhere = {REPORT: replace(form()[REPORT], cite=(Citation("gone", "art. 1"),))}
    found = pair(exclusive, law("aa", nowhere), law("bb", nowhere))
    assert on_report(found).grade == "conflicting"


def test_the_shipped_codebook_declares_conflicts_with_their_reason(shipped: Codebook) -> None:
    declared = [item for item in shipped.indicators.values() if item.exclusive]
    assert declared
    for item in declared:
        assert item.exclusive is not None
        assert item.exclusive.reason
        assert set(item.exclusive.positions) <= set(item.by_id)


def test_a_law_that_accepts_other_reports_is_named(shipped: Codebook) -> None:
    name = "coherence.equivalence"
    accepts = law("aa", {name: says("accepted_by_statute", score=2)})
    silent = law("bb", {name: says(None, "silent", score=0)})
    unclear = law("cc", {name: says("accepted_by_statute", "unclear", score=2)})
    assert [f.law.id for f in pair(shipped, accepts, silent).accepting] == ["aa"]
    assert [f.law.id for f in pair(shipped, silent, accepts).accepting] == ["aa"]
    assert pair(shipped, unclear, silent).accepting == ()


def test_several_laws_against_one_leave_out_itself_and_the_unborn(mini: Codebook) -> None:
    born = {"adopted": "2026-01-02"}
    laws = corpus(mini, law("aa", {}), law("bb", {}), law("cc", {}, events=born))
    table = gap_table(laws, [], laws.laws["aa"], DAY)
    assert [report.column.law.id for report in table.reports] == ["bb"]
    assert [absent.id for absent in table.absent] == ["cc"]
