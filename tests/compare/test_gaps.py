"""A law against a standard: items, counts, what stands beside, who has what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from ddcompare.compare.gaps import Gaps, Item, expectation_grade, gaps
from ddcompare.compare.gaps_table import gap_table, of_grades
from ddcompare.compare.grading import GRADES, Graded
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Answer, Law
from ddcompare.model.quantities import Money
from ddcompare.model.standard import Want
from tests.compare.invented import DAY, beside, corpus, expects, law, says, standard

FORMS, POWERS, GROUPS = "scope.entity_forms", "remedy.powers", "scope.group_counting"
OWN = says("own_cause_of_action", score=2)
LIABILITY = Want("remedy.civil_liability", "at_least", ("own_cause_of_action",))
INSPECT = Want(POWERS, "includes", ("inspect", "court_injunction"))
STANDARD = standard(
    expects("P1", LIABILITY, INSPECT),
    expects("P2"),
    expects("P3", Want("form.report_required", "answered"), known="unconfirmed"),
)


def report(mini: Codebook, subject: Law, *others: Law, **more: object) -> Gaps:
    return gaps(corpus(mini, subject, *others), subject.id, STANDARD, DAY, **more)  # type: ignore[arg-type]


def test_every_want_is_one_item_in_the_order_of_the_standard(mini: Codebook) -> None:
    found = report(mini, law("aa", {"remedy.civil_liability": OWN, POWERS: says(("inspect",))}))
    assert [(item.expectation.id, item.want.indicator, item.grade) for item in found.items] == [
        ("P1", "remedy.civil_liability", "met"),
        ("P1", POWERS, "partly"),
        ("P3", "form.report_required", "not_assessable"),
    ]
    assert dict(found.summary) == {
        "met": 1, "partly": 1, "not_met": 0, "exceeds": 0, "not_assessable": 1,
    }  # fmt: skip
    assert tuple(found.summary) == GRADES
    assert [item.id for item in found.not_measured] == ["P2"]


def test_a_dimension_limits_the_items(mini: Codebook) -> None:
    found = report(mini, law("aa", {}), dimensions=["form"])
    assert [item.want.indicator for item in found.items] == ["form.report_required"]
    assert sum(found.summary.values()) == 1
    assert found.not_measured == ()


def test_a_filter_of_grades_keeps_the_counts(mini: Codebook) -> None:
    found = report(mini, law("aa", {POWERS: says(("inspect",))}))
    shown = of_grades(found, ["partly"])
    assert [item.grade for item in shown.items] == ["partly"]
    assert shown.summary == found.summary


def test_guidance_stands_beside_a_gap_and_never_closes_it(mini: Codebook) -> None:
    silent = says(None, "silent", score=1, guidance=beside("own_cause_of_action", 2))
    item = report(mini, law("aa", {"remedy.civil_liability": silent})).items[0]
    assert (item.grade, item.beside) == ("not_met", ("guidance",))


def test_guidance_that_falls_short_is_not_named(mini: Codebook) -> None:
    silent = says(None, "silent", guidance=beside(("inspect",)), practice=beside(("inspect",)))
    item = report(mini, law("aa", {POWERS: silent})).items[1]
    assert (item.grade, item.beside) == ("not_met", ())


def test_those_who_have_it_are_named_but_only_if_applied_or_in_force(mini: Codebook) -> None:
    has = {"remedy.civil_liability": OWN}
    found = report(
        mini,
        law("subject", {"remedy.civil_liability": says(None, "silent", score=1)}),
        law("applied", has, jurisdiction="FR"),
        law("commenced", has, events={"adopted": "2015-01-01", "entered_into_force": "2025-12-31"}),
        law("adopted", has, events={"adopted": "2015-01-01"}),
        law("later", has, events={"adopted": "2015-01-01", "entered_into_force": "2026-01-02"}),
        law("gone", has, events={"first_applied": "2016-01-01", "repealed": "2026-01-01"}),
        law("bill", has, events={"proposed": "2015-01-01"}, kind="bill"),
        law("unlike", {"remedy.civil_liability": says(None, "not_coded")}),
    )
    closing = found.items[0].closing
    assert closing is not None
    assert [holder.law.id for holder in closing.examples] == ["applied", "commenced"]
    assert closing.count == 2


def test_the_nearest_and_surest_come_first_and_jurisdictions_take_turns(mini: Codebook) -> None:
    def with_fine(amount: int, confidence: str = "high") -> dict[str, Answer]:
        fine = Answer(value=Money(amount, "GBP"), confidence=confidence)
        return {"remedy.fine_fixed": fine}

    wanted = standard(expects("P1", Want("remedy.fine_fixed", "at_least", (Money(10, "GBP"),))))
    laws = [
        law("subject", with_fine(1)),
        law("a_more", with_fine(99), jurisdiction="FR"),
        law("b_unsure", with_fine(10, "low"), jurisdiction="DE"),
        law("c_first", with_fine(10), jurisdiction="NO"),
        law("d_again", with_fine(10), jurisdiction="NO"),
    ]
    closing = gaps(corpus(mini, *laws), "subject", wanted, DAY).items[0].closing
    assert closing is not None
    assert [holder.law.id for holder in closing.examples] == ["c_first", "b_unsure", "a_more"]
    assert closing.count == 4


def test_what_is_met_needs_no_closing(mini: Codebook) -> None:
    found = report(mini, law("aa", {"remedy.civil_liability": OWN}), law("bb", {}))
    assert found.items[0].closing is None


def test_grades_are_those_of_the_day(mini: Codebook) -> None:
    old = says(None, "silent", score=1, valid_to=date(2020, 6, 30))
    new = says("own_cause_of_action", score=2, valid_from=date(2020, 7, 1))
    subject = law("aa", {})
    subject = Law(**{**vars(subject), "answers": {"remedy.civil_liability": (old, new)}})
    both = corpus(mini, subject)
    days = (date(2020, 6, 30), date(2020, 7, 1))
    assert [gaps(both, "aa", STANDARD, day).items[0].grade for day in days] == ["not_met", "met"]


def test_an_unknown_law_or_indicator_is_refused(mini: Codebook) -> None:
    with pytest.raises(KeyError):
        gaps(corpus(mini), "nowhere", STANDARD, DAY)
    odd = standard(expects("P1", Want("no.such", "answered")))
    with pytest.raises(KeyError):
        gaps(corpus(mini, law("aa", {})), "aa", odd, DAY)


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ([], "not_assessable"),
        (["not_assessable"], "not_assessable"),
        (["met", "not_assessable"], "met"),
        (["exceeds", "exceeds"], "exceeds"),
        (["exceeds", "met"], "met"),
        (["met", "not_met"], "partly"),
        (["exceeds", "partly"], "partly"),
        (["not_met", "not_assessable"], "not_met"),
        (["not_met", "partly"], "partly"),
    ],
)
def test_an_expectation_is_graded_by_its_elements(
    mini: Codebook, grades: list[str], expected: str
) -> None:
    expectation, indicator = expects("P1", LIABILITY), mini.indicators[LIABILITY.indicator]
    items = [Item(expectation, LIABILITY, indicator, OWN, Graded(grade, "")) for grade in grades]
    assert expectation_grade(items) == expected


def test_several_laws_give_the_reports_that_each_gives_alone(mini: Codebook) -> None:
    laws = [
        law("aa", {"remedy.civil_liability": OWN}),
        law("bb", {POWERS: says(("inspect",))}, jurisdiction="FR"),
        law("cc", {}, events={"adopted": "2026-01-02"}),
    ]
    both = corpus(mini, *laws)
    table = gap_table(both, [], STANDARD, DAY)
    assert [r.column.law.id for r in table.reports] == ["aa", "bb"]
    assert table.reports == tuple(gaps(both, name, STANDARD, DAY) for name in ("aa", "bb"))
    assert [absent.id for absent in table.absent] == ["cc"]
