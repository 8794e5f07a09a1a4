"""What changed between two dates: every kind of change, its day, its provisions, its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ddcompare.compare.change import (
    Addressed,
    Answered,
    Arranged,
    Became,
    Change,
    Happened,
    Measured,
    Moved,
    Owed,
    Regraded,
    Replanned,
    Unknown,
)
from ddcompare.compare.changes import Changes, changes
from ddcompare.compare.grading import Graded
from ddcompare.corpus.store import load_corpus
from ddcompare.model.codebook import Codebook
from ddcompare.model.corpus import Corpus
from ddcompare.model.derive import answer, is_present
from ddcompare.model.derive_scope import figure_of
from ddcompare.model.law import AddresseeClass, Answer, Citation, Duty, Event, Law, Part
from ddcompare.model.quantities import Duration, Money, Number
from ddcompare.model.rules import All, FactTest, FigureTest, Node, Threshold
from ddcompare.model.standard import Want
from ddcompare.render.change_words import cites, words
from tests.compare.invented import beside, corpus, expects, law, says, standard

TURN = date(2024, 1, 1)
EVE = TURN - timedelta(days=1)
OWN, POWERS, FINE = "remedy.civil_liability", "remedy.powers", "remedy.fine_fixed"
ADOPTED = date(2015, 1, 1)


def at(*pinpoints: str) -> tuple[Citation, ...]:
    return tuple(Citation("act", pinpoint) for pinpoint in pinpoints)


def dated(name: str, *answers: Answer) -> dict[str, tuple[Answer, ...]]:
    """An answer that holds up to the eve, and one that holds from the day on."""
    before, after = answers
    return {name: (replace(before, valid_to=EVE), replace(after, valid_from=TURN))}


def found(
    codebook: Codebook, *subjects: Law, first: date = TURN, last: date = TURN, **more: object
) -> Changes:
    return changes(corpus(codebook, *subjects), first, last, **more)  # type: ignore[arg-type]


def whats(codebook: Codebook, subject: Law, **more: object) -> list[object]:
    return [change.what for change in found(codebook, subject, **more).changes]


def said(codebook: Codebook, subject: Law, **more: object) -> list[str]:
    return [words(change.what, codebook) for change in found(codebook, subject, **more).changes]


# --- answers


def test_an_answer_that_changes_is_told_once_with_both_provisions(mini: Codebook) -> None:
    old, new = says(state="silent", score=1), says("own_cause_of_action", score=2)
    answers = dated(OWN, replace(old, cite=at("s 1")), replace(new, cite=at("s 9")))
    (change,) = found(mini, replace(law("aa", {}), answers=answers)).changes
    assert (change.law.id, change.day) == ("aa", TURN)
    assert isinstance(change.what, Answered)
    assert not change.what.same_position
    assert cites(change.what) == (at("s 1"), at("s 9"))
    assert words(change.what, mini) == "Civil liability: from silent to own cause of action"


@pytest.mark.parametrize(("first", "last", "count"), [
    (TURN, TURN, 1), (EVE, EVE, 0), (EVE, TURN, 1), (TURN + timedelta(days=1), date(2030, 1, 1), 0),
])  # fmt: skip
def test_both_days_are_included(mini: Codebook, first: date, last: date, count: int) -> None:
    answers = dated("remedy.reach", says("both"), says("foreign_only"))
    subject = replace(law("aa", {}), answers=answers)
    assert len(found(mini, subject, first=first, last=last).changes) == count


def test_the_same_position_on_other_terms(mini: Codebook) -> None:
    old, new = says(("inspect",), text="on complaint"), says(("inspect",), text="at any time")
    subject = replace(law("aa", {}), answers=dated(POWERS, old, new))
    (what,) = whats(mini, subject)
    assert isinstance(what, Answered)
    assert what.same_position
    assert said(mini, subject) == [
        "Powers: still inspect, on other terms: at any time (before: on complaint)"
    ]


def test_other_attributes_are_named(mini: Codebook) -> None:
    old, new = (says("both", attributes={"carve_outs": found}) for found in (["a"], ["a", "b"]))
    subject = replace(law("aa", {}), answers=dated("remedy.reach", old, new))
    assert said(mini, subject) == ["Reach: still both, but for carve outs: a; b (before: a)"]


def test_amounts_are_raised_or_lowered(mini: Codebook) -> None:
    old, new = says(Money(900_000, "EUR")), says(Money(1_030_000, "EUR"))
    up = replace(law("aa", {}), answers=dated(FINE, old, new))
    down = replace(law("aa", {}), answers=dated(FINE, new, old))
    assert said(mini, up) == ["Fixed fine: raised from EUR 900,000 to EUR 1,030,000"]
    assert said(mini, down) == ["Fixed fine: lowered from EUR 1,030,000 to EUR 900,000"]


def test_a_renumbering_is_one_change_however_many_answers_move(mini: Codebook) -> None:
    moved: dict[str, tuple[Answer, ...]] = {}
    for name, value in ((POWERS, ("inspect",)), ("remedy.reach", "both"), (FINE, Money(1, "EUR"))):
        old = says(value)  # type: ignore[arg-type]
        moved |= dated(
            name, replace(old, cite=at("s 1", "s 2")), replace(old, cite=at("s 1", "s 5"))
        )
    subject = replace(law("aa", {}), answers=moved)
    (what,) = whats(mini, subject)
    assert isinstance(what, Moved)
    assert [indicator.id for indicator, _, _ in what.answers] == [POWERS, "remedy.reach", FINE]
    assert cites(what) == (at("s 2"), at("s 5"))
    assert said(mini, subject) == [
        "Only the provisions are others, the substance is the same: 3 answers"
    ]


def test_what_nobody_looked_at_is_no_change_of_law(mini: Codebook) -> None:
    known, open_ = says("both"), Answer(state="not_coded")
    answers = {**dated("remedy.reach", known, open_), **dated(POWERS, open_, says(("inspect",)))}
    subject = replace(law("aa", {}), answers=answers)
    (what,) = whats(mini, subject)
    assert isinstance(what, Unknown)
    assert ([i.id for i in what.lost], [i.id for i in what.gained]) == (["remedy.reach"], [POWERS])
    assert said(mini, subject) == [
        "No change can be told where one side is not coded; not coded from this day on: Reach; "
        "not coded before: Powers"
    ]


def test_guidance_begins_changes_and_ends_beside_the_law(mini: Codebook) -> None:
    early = replace(beside("own_cause_of_action", 2), valid_to=EVE)
    late = replace(beside("excluded", 0), valid_from=TURN)
    silent = says(state="silent", score=1)
    begins = law("aa", {OWN: replace(silent, guidance=late)})
    ends = law("aa", {OWN: replace(silent, practice=early)})
    turns = replace(begins, answers=dated(
        OWN, replace(silent, guidance=early), replace(silent, guidance=late)
    ))  # fmt: skip
    assert said(mini, begins) == ["Guidance on civil liability: excluded"]
    assert said(mini, ends) == ["Practice on civil liability: no longer own cause of action"]
    assert said(mini, turns) == [
        "Guidance on civil liability: from own cause of action to excluded"
    ]
    assert whats(mini, begins, beside=False) == []


# --- addressees and thresholds


def figure(
    *amounts: int, figure: str = "employees", where: str = "DE", **more: object
) -> FigureTest:
    """A test whose threshold changes on the day, if there are two amounts."""
    unit = "persons" if figure == "employees" else None
    days = (ADOPTED, TURN)
    thresholds = tuple(
        Threshold(
            day, Number(amount, unit) if unit else Money(amount, "EUR"), cite=at(f"s {day.year}")
        )
        for day, amount in zip(days, amounts, strict=False)
    )
    named = {"operator": "at_least", "of": "own", "cite": at("s 1"), **more}
    return FigureTest(figure, where, thresholds=thresholds, **named)  # type: ignore[arg-type]


def bound(name: str, rule: Node, **more: object) -> AddresseeClass:
    named = {"title": name.title(), "confidence": "high", "valid_from": ADOPTED, **more}
    return AddresseeClass(id=name, rule=rule, **named)  # type: ignore[arg-type]


def scope(*classes: AddresseeClass) -> Law:
    return replace(law("aa", {}), scope=classes)


def test_a_threshold_is_lowered_in_two_classes_at_once(mini: Codebook) -> None:
    domestic = bound("domestic", figure(3000, 1000))
    foreign = bound("foreign", All((figure(3000, 1000, of="with_subsidiaries", cite=at("s 2")),)))
    (change,) = found(mini, scope(domestic, foreign)).changes
    assert isinstance(change.what, Measured)
    assert [item.id for item in change.what.classes] == ["domestic", "foreign"]
    assert words(change.what, mini) == "Threshold lowered from 3,000 to 1,000 employees in Germany"
    assert cites(change.what) == ((), at("s 1", "s 2", "s 2024"))


@pytest.mark.parametrize(("test", "expected"), [
    (figure(450, 1500, figure="turnover", where="EU"),
     "Threshold raised from EUR 450 to EUR 1,500 of turnover in the European Union"),
    (figure(500, 250, where="worldwide", operator="less_than"),
     "Ceiling lowered from 500 to 250 employees worldwide"),
    (figure(50, 40, where="NL"), "Threshold lowered from 50 to 40 employees in the Netherlands"),
    (replace(figure(50), thresholds=(
        Threshold(ADOPTED, None, "delegated"), Threshold(TURN, Number(50, "persons")))),
     "Threshold set at 50 persons, employees in Germany (before: no figure (delegated))"),
    (replace(figure(50), thresholds=(Threshold(TURN, Number(50, "persons")),)),
     "Threshold set at 50 persons, employees in Germany"),
])  # fmt: skip
def test_thresholds_in_words(mini: Codebook, test: FigureTest, expected: str) -> None:
    assert expected in said(mini, scope(bound("domestic", test)))


def test_classes_begin_and_end(mini: Codebook) -> None:
    old = bound("old", figure(10), title="Mills", valid_to=EVE, cite=at("s 3"))
    new = bound("new", figure(10), title="Mines", valid_from=TURN)
    found_ = [what for what in whats(mini, scope(old, new)) if isinstance(what, Addressed)]
    assert found_ == [Addressed(old, None), Addressed(None, new)]
    assert [words(what, mini) for what in found_] == [
        "No longer addressed: Mills", "Now addressed: Mines",
    ]  # fmt: skip
    assert [cites(what) for what in found_] == [(at("s 3"), ()), ((), at("s 1"))]


def test_a_new_text_takes_the_place_of_the_old_one(mini: Codebook) -> None:
    """The same class under an id with a year: its threshold changed, and nothing else."""
    old = bound("large_2015", figure(500), valid_to=EVE)
    new = bound("large", figure(1000), valid_from=TURN)
    assert said(mini, scope(old, new)) == [
        "Threshold raised from 500 to 1,000 employees in Germany"
    ]


def test_a_class_that_only_stands_elsewhere_has_moved(mini: Codebook) -> None:
    old = bound("large_until_2023", figure(500), valid_to=EVE)
    new = bound("large", figure(500, cite=at("s 8")), valid_from=TURN)
    moved = [what for what in whats(mini, scope(old, new)) if isinstance(what, Moved)]
    assert [what.classes for what in moved] == [((old, new),)]


def test_a_class_with_another_rule_is_defined_otherwise(mini: Codebook) -> None:
    seat = FactTest("seat", "equals", ("DE",))
    old = bound("large_2015", figure(500), valid_to=EVE)
    new = bound("large", All((figure(500), seat)), valid_from=TURN)
    assert said(mini, scope(old, new))[0] == "Defined otherwise: Large"


# --- duties


def duty(name: str, *, report: bool = False, **more: object) -> Duty:
    named = {"step": "identify", "summary": f"Do {name}.", "cite": at("s 1"), "confidence": "high",
             "parts": {}, "valid_from": ADOPTED, **more}  # fmt: skip
    return Duty(id=name, report=report, **named)  # type: ignore[arg-type]


def owes(*duties: Duty) -> Law:
    return replace(law("aa", {}), duties=duties)


def test_duties_begin_end_and_are_recast(mini: Codebook) -> None:
    old = duty("plan_2015", summary="Make a plan.", valid_to=EVE)
    new = duty("plan", summary="Make a plan and publish it.", valid_from=TURN, cite=at("s 4"))
    gone, come = duty("file", valid_to=EVE), duty("train", valid_from=TURN)
    subject = owes(old, gone, new, come)
    assert whats(mini, subject) == [Owed(gone, None), Owed(old, new), Owed(None, come)]
    assert said(mini, subject) == [
        "Duty ends: Do file.",
        "Duty recast: Make a plan and publish it. Before: Make a plan.",
        "New duty: Do train.",
    ]


def test_a_duty_that_says_the_same_elsewhere_has_moved(mini: Codebook) -> None:
    old = duty("first", summary="Make a plan.", valid_to=EVE)
    new = duty("second", summary="Make a plan.", valid_from=TURN, cite=at("s 4"))
    (what,) = whats(mini, owes(old, new))
    assert isinstance(what, Moved)
    assert what.duties == ((old, new),)


def interval(months: int, **more: object) -> Part:
    fields = {"interval": Duration(months, "months")}
    return Part(fields=fields, cite=at(f"s {months}"), **more)  # type: ignore[arg-type]


def test_elements_of_a_duty_that_is_no_report(mini: Codebook) -> None:
    every = (interval(12, valid_to=EVE), interval(60, valid_from=TURN))
    (what,) = whats(mini, owes(duty("assess", parts={"every": every})))
    assert isinstance(what, Arranged)
    assert (what.part, what.before, what.after) == ("every", every[:1], every[1:])
    assert cites(what) == (at("s 12"), at("s 60"))
    assert words(what, mini) == (
        "How often: every 60 months (before: every 12 months); duty: Do assess."
    )


def test_an_element_of_a_report_is_told_by_the_answer_to_its_question(mini: Codebook) -> None:
    every = (interval(12, valid_to=EVE), interval(24, valid_from=TURN))
    subject = owes(duty("report", report=True, parts={"every": every}))
    assert said(mini, subject) == [
        "Interval between reports: raised from 12 months to 24 months: every 24 months"
    ]


def test_guidance_and_unlooked_elements_of_a_duty_are_no_change_of_it(mini: Codebook) -> None:
    parts = {
        "every": (interval(12, layer="guidance", valid_from=TURN),),
        "due": (Part(state="not_coded", valid_from=TURN),),
    }
    assert whats(mini, owes(duty("assess", parts=parts))) == []


# --- the life of the instrument


def lives(*events: Event) -> Law:
    return replace(law("aa", {}), timeline=(*law("aa", {}).timeline, *events))


def event(kind: str, day: str | None, **more: object) -> Event:
    on = date.fromisoformat(day) if day else None
    return Event(event=kind, date=on, cite=at("s 7"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("events", "expected"), [
    ([event("amended", "2024-01-01", note="A word.")], ["Amended: A word."]),
    ([event("cohort", "2026-01-01", valid_to=EVE), event("cohort", "2027-01-01", valid_from=TURN)],
     ["Next cohort bound postponed from 2026-01-01 to 2027-01-01"]),
    ([event("cohort", "2027-01-01", valid_to=EVE), event("cohort", "2026-01-01", valid_from=TURN)],
     ["Next cohort bound brought forward from 2027-01-01 to 2026-01-01"]),
    ([event("cohort", None, valid_to=EVE, state="delegated"),
      event("cohort", "2026-01-01", valid_from=TURN)],
     ["Next cohort bound set for 2026-01-01 (left open before)"]),
    ([event("cohort", "2026-01-01", valid_from=TURN)], ["Next cohort bound set for 2026-01-01"]),
    ([event("cohort", "2026-01-01", valid_to=EVE)],
     ["Next cohort bound no longer set for 2026-01-01"]),
    ([event("cohort", "2026-01-01", valid_to=EVE),
      event("cohort", None, valid_from=TURN, state="delegated")],
     ["Next cohort bound: date left open (before: 2026-01-01)"]),
    ([event("cohort", "2026-01-01", valid_to=EVE), event("cohort", "2026-01-01", valid_from=TURN)],
     ["Next cohort bound stays on 2026-01-01"]),
    ([event("cohort", "2024-01-01", valid_to=EVE)],
     ["Next cohort bound no longer set for 2024-01-01"]),
    ([event("cohort", "2020-01-01", valid_to=EVE)], []),
])  # fmt: skip
def test_steps_and_plans(mini: Codebook, events: Sequence[Event], expected: list[str]) -> None:
    assert said(mini, lives(*events)) == expected


def test_plans_that_cannot_be_paired_are_told_one_by_one(mini: Codebook) -> None:
    old = event("milestone", "2026-01-01", valid_to=EVE)
    new = [event("milestone", f"202{n}-01-01", valid_from=TURN) for n in (7, 8)]
    assert whats(mini, lives(old, *new)) == [
        Replanned(old, None), Replanned(None, new[0]), Replanned(None, new[1]),
    ]  # fmt: skip
    assert whats(mini, lives(old, *new), beside=False) == []


def test_guidance_that_was_issued_is_beside_the_law(mini: Codebook) -> None:
    subject = lives(event("guidance_issued", "2024-01-01"))
    assert len(whats(mini, subject)) == 1
    assert whats(mini, subject, beside=False) == []


def test_becoming_law_is_one_change_and_not_one_for_each_answer(mini: Codebook) -> None:
    subject = replace(
        law("aa", {POWERS: says(("inspect",))}, events={"adopted": "2024-01-01"}),
        scope=(bound("all", figure(1), valid_from=TURN),), duties=(duty("plan", valid_from=TURN),),
    )  # fmt: skip
    adopted, became = whats(mini, subject)
    assert isinstance(adopted, Happened)
    assert isinstance(became, Became)
    assert (became.classes, became.duties) == (1, 1)
    assert words(became, mini).startswith("Becomes law: 1 duty for 1 class of addressees;")


# --- gaps against a standard


@pytest.mark.parametrize(("before", "after", "effect"), [
    ("not_met", "met", "closed"), ("partly", "exceeds", "closed"), ("met", "not_met", "opened"),
    ("not_met", "partly", "narrowed"), ("partly", "not_met", "widened"),
    ("met", "exceeds", "changed"), ("not_met", "not_assessable", "unsure"),
    ("not_assessable", "met", "unsure"),
])  # fmt: skip
def test_what_becomes_of_a_gap(mini: Codebook, before: str, after: str, effect: str) -> None:
    want = Want(OWN, "at_least", ("own_cause_of_action",))
    expectation = expects("P1", want)
    grades = (Graded(before, "silent"), Graded(after, "reached"))
    regraded = Regraded(
        standard(expectation), expectation, want, mini.indicators[OWN], *grades, says()
    )
    assert regraded.effect == effect


def test_gaps_close_on_the_day_of_the_new_rule(mini: Codebook) -> None:
    wanted = standard(expects("P1", Want(OWN, "at_least", ("own_cause_of_action",))))
    answers = dated(OWN, says(state="silent", score=1), says("own_cause_of_action", score=2))
    subject = replace(law("aa", {}), answers=answers)
    result = found(mini, subject, standards=[wanted])
    assert [type(change.what) for change in result.changes] == [Answered, Regraded]
    assert words(result.changes[1].what, mini) == (
        "Gap closed against Standard, P1: Civil liability was not met, is met"
    )
    assert found(mini, subject).standards == ()


# --- the whole


def test_by_law_then_by_date_and_the_rest_is_named(mini: Codebook) -> None:
    late = dated("remedy.reach", says("both"), says("foreign_only"))
    subjects = [
        replace(law(name, {}), answers=late, timeline=(*law(name, {}).timeline, extra))
        for name, extra in (
            ("bb", event("amended", "2023-01-01")),
            ("aa", event("amended", "2025-01-01")),
        )
    ]
    still, later = law("cc", {}), law("dd", {}, events={"adopted": "2029-01-01"})
    result = found(mini, *subjects, still, later, first=date(2020, 1, 1), last=date(2026, 1, 1))
    assert [(change.law.id, change.day.year) for change in result.changes] == [
        ("bb", 2023), ("bb", 2024), ("aa", 2024), ("aa", 2025),
    ]  # fmt: skip
    assert [item.id for item in result.unchanged] == ["cc"]
    assert [item.id for item in result.absent] == ["dd"]


def test_the_last_day_must_not_come_first(mini: Codebook) -> None:
    with pytest.raises(ValueError, match="comes before"):
        found(mini, law("aa", {}), first=TURN, last=EVE)
    with pytest.raises(KeyError):
        changes(corpus(mini), TURN, TURN, ["zz"])


FROM, MIDDLE, TO = date(2023, 1, 1), date(2024, 12, 31), date(2026, 11, 23)


@pytest.fixture(scope="module")
def whole() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="module")
def recent(whole: Corpus) -> Changes:
    return changes(whole, FROM, TO)


def test_the_german_threshold_in_legal_words(recent: Changes, shipped: Codebook) -> None:
    (change,) = [
        change for change in recent.changes
        if change.law.jurisdiction == "DE" and isinstance(change.what, Measured)
    ]  # fmt: skip
    assert change.day == date(2024, 1, 1)
    assert (
        words(change.what, shipped) == "Threshold lowered from 3,000 to 1,000 employees in Germany"
    )
    assert cites(change.what)[1][0].at.startswith("§ 1(1)")


def test_two_spans_hold_what_the_whole_holds(whole: Corpus, recent: Changes) -> None:
    after = MIDDLE + timedelta(days=1)
    halves = [*changes(whole, FROM, MIDDLE).changes, *changes(whole, after, TO).changes]
    order = list(whole.laws)
    halves.sort(key=lambda change: (order.index(change.law.id), change.day))
    assert [(c.law.id, c.day, c.what) for c in halves] == [
        (c.law.id, c.day, c.what) for c in recent.changes
    ]


def test_no_changed_answer_is_missing(whole: Corpus, recent: Changes) -> None:
    """Whatever the matrices of the eve and of the last day tell apart is told by some change."""
    told: dict[str, list[Change]] = {}
    for change in recent.changes:
        told.setdefault(change.law.id, []).append(change)
    eve, book, compared = FROM - timedelta(days=1), whole.codebook, 0
    for name, subject in whole.laws.items():
        if not is_present(subject, eve, book):
            continue
        kinds = [change.what for change in told.get(name, [])]
        answered = {what.indicator.id for what in kinds if isinstance(what, Answered)}
        figures = {
            test.figure for what in kinds if isinstance(what, Measured) for test in what.tests
        }
        unknown = {
            indicator.id for what in kinds if isinstance(what, Unknown)
            for indicator in (*what.lost, *what.gained)
        }  # fmt: skip
        for indicator in book.indicators.values():
            before, after = (answer(subject, indicator, day, book) for day in (eve, TO))
            if (before.state, before.value) == (after.state, after.value):
                continue
            compared += 1
            measured = indicator.derived == "scope" and figure_of(indicator) in figures
            dated_ = indicator.derived == "timeline" and any(
                isinstance(what, Happened | Replanned) for what in kinds
            )
            assert indicator.id in answered | unknown or measured or dated_, (name, indicator.id)
    assert compared > 20
