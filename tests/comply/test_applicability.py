"""Whether a law binds: states, classes and their dates, reasons, what stands beside the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ddcompare.comply.explain import support
from ddcompare.comply.records import Applicability, Beside
from ddcompare.model.counting import Truth
from ddcompare.model.law import AddresseeClass, Answer, Citation, Event, Law, Layered
from ddcompare.model.quantities import Number
from ddcompare.model.rules import All, Among, FactTest, FigureTest, Node, Not, Threshold, Trace
from ddcompare.model.rules import Any as AnyOf

D = date.fromisoformat
Judge = Callable[..., Applicability]
Make = Callable[..., Law]
Figure = Callable[..., FigureTest]

CITE = (Citation("act", "s 2"),)
SEAT = FactTest("seat", "equals", ("DE",), cite=CITE)
INSIDE = "company: One\nfacts: {seat: DE}"
OUTSIDE = "company: One\nfacts: {seat: FR}"
NOTHING = "company: One\nfacts: {}"


def a_class(name: str, rule: Node = SEAT, **more: Any) -> AddresseeClass:
    title = name.replace("_", " ").capitalize()
    known = {name: D(day) if name.startswith("valid") else day for name, day in more.items()}
    return AddresseeClass(id=name, title=title, rule=rule, confidence="high", **known)


class TestTheRule:
    @pytest.mark.parametrize(
        ("text", "applies"), [(INSIDE, "yes"), (OUTSIDE, "no"), (NOTHING, "unknown")]
    )
    def test_decides_where_the_law_applies(
        self, judge: Judge, law: Make, text: str, applies: str
    ) -> None:
        found = judge(text, law(SEAT))
        assert (found.applies, found.would_apply) == (applies, None)
        assert found.application_state == "applied"
        assert found.missing == found.duties == ()

    def test_one_class_is_enough_and_every_class_has_its_trace(
        self, judge: Judge, law: Make
    ) -> None:
        french = FactTest("seat", "equals", ("FR",))
        found = judge(OUTSIDE, law(SEAT, french))
        assert found.applies == "yes"
        assert [(item.id, trace.result) for item, trace in found.classes] == [
            ("class_1", "no"), ("class_2", "yes"),
        ]  # fmt: skip
        assert found.trace
        assert found.trace.result == "yes"
        assert found.trace.children == tuple(trace for _, trace in found.classes)

    def test_the_thresholds_are_those_of_the_day(self, judge: Judge, law: Make) -> None:
        rule = FigureTest(
            "employees", "DE", "own", "at_least",
            (Threshold(D("2020-01-01"), Number(3000, "persons")),
             Threshold(D("2024-01-01"), Number(1000, "persons"))),
        )  # fmt: skip
        text = "company: One\nfacts: {employees: {DE: 1500}}"
        assert judge(text, law(rule), "2023-12-31").applies == "no"
        assert judge(text, law(rule), "2024-01-01").applies == "yes"


class TestStates:
    ADOPTED = {"adopted": "2020-01-01"}  # noqa: RUF012
    LIFE = {  # noqa: RUF012
        "proposed": "2018-01-01", "adopted": "2020-01-01", "entered_into_force": "2021-01-01",
        "first_applied": "2022-01-01", "partly_suspended": "2023-01-01",
        "suspended": "2024-01-01", "resumed": "2025-01-01", "repealed": "2026-01-01",
    }  # fmt: skip

    @pytest.mark.parametrize(
        ("day", "state", "applies", "said"),
        [
            ("2017-01-01", None, "no", "not law yet on 2017-01-01 (adopted 2020-01-01)"),
            ("2019-12-31", "proposed", "no", "not law yet on 2019-12-31 (adopted 2020-01-01)"),
            ("2020-01-01", "adopted_not_in_force", "no",
             "adopted on 2020-01-01 but not in force (in force from 2021-01-01)"),
            ("2021-12-31", "in_force_not_yet_applied", "no",
             "in force but not applied yet (applies from 2022-01-01)"),
            ("2022-01-01", "applied", "yes", "Yes: Class 1: seat: DE (s 2)"),
            ("2023-06-30", "partly_suspended", "yes", "part of it is suspended since 2023-01-01"),
            ("2024-06-30", "suspended", "no", "suspended since 2024-01-01"),
            ("2025-06-30", "applied", "yes", "Yes: Class 1: seat: DE (s 2)"),
            ("2026-06-30", "repealed", "no", "repealed with effect from 2026-01-01"),
        ],
    )  # fmt: skip
    def test_only_two_of_them_bind(
        self, judge: Judge, law: Make, day: str, state: str | None, applies: str, said: str
    ) -> None:
        made = law(SEAT, events=self.LIFE)
        found = judge(INSIDE, made, day)
        assert (found.application_state, found.applies) == (state, applies)
        assert found.would_apply == (None if applies == "yes" else "yes")
        assert said in found.reason
        assert found.reason.startswith("Yes: " if applies == "yes" else "No: ")
        if applies == "no":
            assert "by its rule the answer would be yes: Class 1: seat: DE (s 2)" in found.reason

    def test_the_rule_of_a_law_that_does_not_bind_may_be_open_or_no(
        self, judge: Judge, law: Make
    ) -> None:
        made = law(SEAT, events=self.ADOPTED)
        assert judge(OUTSIDE, made).would_apply == "no"
        found = judge(NOTHING, made)
        assert (found.applies, found.would_apply) == ("no", "unknown")
        assert "would be open: needs seat (Class 1)" in found.reason

    def test_superseded(self, judge: Judge, law: Make) -> None:
        made = law(SEAT, events={**self.ADOPTED, "superseded": "2021-05-01"})
        assert "replaced by another instrument from 2021-05-01" in judge(INSIDE, made).reason

    def test_a_day_that_is_left_open_is_not_invented(self, judge: Judge, law: Make) -> None:
        made = law(SEAT, events=self.ADOPTED)
        assert (
            "adopted on 2020-01-01 but not in force (no day is fixed)" in judge(INSIDE, made).reason
        )

    def test_a_postponed_day_is_not_the_one_that_is_told(self, judge: Judge, law: Make) -> None:
        events = (
            Event(event="adopted", date=D("2020-01-01")),
            Event(event="entered_into_force", date=D("2020-01-02")),
            Event(event="first_applied", date=D("2027-01-01"), valid_to=D("2024-12-31")),
            Event(event="first_applied", date=D("2028-01-01"), valid_from=D("2025-01-01")),
        )
        made = law(SEAT, timeline=events)
        assert "applies from 2027-01-01" in judge(INSIDE, made, "2024-12-31").reason
        assert "applies from 2028-01-01" in judge(INSIDE, made, "2025-01-01").reason
        assert judge(INSIDE, made, "2027-06-30").applies == "no"


class TestClasses:
    def test_a_class_binds_from_its_first_to_its_last_day(self, judge: Judge, law: Make) -> None:
        made = law(
            a_class("early", valid_to="2023-12-31"),
            a_class("late", FactTest("seat", "equals", ("FR",)), valid_from="2024-01-01"),
        )
        assert judge(INSIDE, made, "2023-12-31").applies == "yes"
        assert judge(INSIDE, made, "2024-01-01").applies == "no"
        assert [item.id for item, _ in judge(INSIDE, made, "2024-01-01").classes] == ["late"]

    def test_before_the_first_class_the_next_one_is_asked(self, judge: Judge, law: Make) -> None:
        made = law(
            a_class("second", FactTest("seat", "equals", ("FR",)), valid_from="2029-01-01"),
            a_class("first", valid_from="2028-01-01"),
        )
        found = judge(INSIDE, made)
        assert (found.applies, found.would_apply) == ("no", "yes")
        assert "nobody is bound on 2026-06-30; First from 2028-01-01" in found.reason

    def test_after_the_last_class_it_is_asked(self, judge: Judge, law: Make) -> None:
        made = law(
            a_class("last", valid_from="2021-01-01", valid_to="2023-12-31"),
            a_class("older", FactTest("seat", "equals", ("FR",)), valid_to="2020-12-31"),
        )
        found = judge(INSIDE, made)
        assert (found.applies, found.would_apply) == ("no", "yes")
        assert "nobody is bound any more on 2026-06-30" in found.reason

    def test_the_threshold_of_a_class_that_comes_is_that_of_its_first_day(
        self, judge: Judge, law: Make
    ) -> None:
        rule = FigureTest(
            "employees", "DE", "own", "at_least",
            (Threshold(D("2028-01-01"), Number(1000, "persons")),),
        )  # fmt: skip
        made = law(a_class("first", rule, valid_from="2028-01-01"))
        text = "company: One\nfacts: {employees: {DE: 1500}}"
        assert judge(text, made).would_apply == "yes"

    def test_a_law_without_classes_says_so(self, judge: Judge, law: Make) -> None:
        found = judge(INSIDE, law())
        assert (found.applies, found.trace) == ("no", None)
        assert "no class of addressees is coded" in found.reason

    def test_a_later_class_is_announced(self, judge: Judge, law: Make) -> None:
        small = FigureTest(
            "employees", "worldwide", "own", "at_least",
            (Threshold(None, Number(1000, "persons")),
             Threshold(D("2027-01-01"), Number(500, "persons"))),
        )  # fmt: skip
        made = law(small, a_class("later", valid_from="2028-01-01"))
        text = "company: One\nfacts: {seat: %s, employees: {worldwide: %d}}"
        assert "it would be yes from 2027-01-01" in judge(text % ("FR", 600), made).reason
        assert "it would be yes from 2028-01-01" in judge(text % ("DE", 400), made).reason
        assert "from 202" not in judge(text % ("FR", 400), made).reason
        assert "from 202" not in judge(text % ("DE", 1000), made).reason

    def test_nothing_is_announced_for_a_day_after_the_end(self, judge: Judge, law: Make) -> None:
        events = {"adopted": "2019-01-01", "first_applied": "2020-01-01", "repealed": "2027-01-01"}
        made = law(FactTest("seat", "equals", ("FR",)), a_class("later", valid_from="2028-01-01"),
                   events=events)  # fmt: skip
        assert "with the same facts" not in judge(INSIDE, made).reason


class TestReason:
    def test_a_figure_is_told_with_its_threshold_and_pinpoint(
        self, judge: Judge, law: Make, figure: Figure
    ) -> None:
        text = "company: One\nfacts: {seat: DE, employees: {DE: %d}}"
        made = law(All((SEAT, figure("employees DE own at_least 1000 persons"))))
        assert judge(text % 1200, made).reason == (
            "Yes: Class 1: employees in DE (the entity alone) of 1,200 persons is at least "
            "1,000 persons (s 1)."
        )
        assert judge(text % 999, made).reason == (
            "No: Class 1: employees in DE (the entity alone) of 999 persons is not at least "
            "1,000 persons (s 1)."
        )

    def test_a_dated_threshold_has_a_pinpoint_of_its_own(self, judge: Judge, law: Make) -> None:
        limit = Threshold(None, Number(5, "persons"), cite=(Citation("act", "s 9"),))
        rule = FigureTest("employees", "DE", "own", "at_least", (limit,), cite=CITE)
        text = "company: One\nfacts: {employees: {DE: 9}}"
        assert judge(text, law(rule)).reason.endswith("is at least 5 persons (s 9).")

    def test_the_class_that_comes_nearest_is_named(self, judge: Judge, law: Make) -> None:
        far = All(
            (FactTest("seat", "equals", ("NL",)), FactTest("legal_form", "equals", ("fund",)))
        )
        near = All((SEAT, FactTest("legal_form", "equals", ("fund",), cite=CITE)))
        text = "company: One\nfacts: {seat: DE, legal_form: company}"
        assert judge(text, law(far, near)).reason == (
            "No: Class 2 (the nearest of 2 classes): legal form: company, not fund (s 2)."
        )

    def test_an_open_limb_is_nearer_than_one_that_fails(self, judge: Judge, law: Make) -> None:
        fund = FactTest("legal_form", "equals", ("fund",))
        dutch = FactTest("seat", "equals", ("NL",))
        listed = FactTest("listed_in", "includes", ("DE",))
        text = "company: One\nfacts: {seat: DE, legal_form: company}"
        reason = judge(text, law(All((fund, dutch)), All((listed, fund)))).reason
        assert reason.startswith("No: Class 2 (the nearest of 2 classes): legal form: company")

    def test_the_first_limb_that_fails_is_told(
        self, judge: Judge, law: Make, figure: Figure
    ) -> None:
        linked = AnyOf((SEAT, FactTest("head_office", "equals", ("DE",))))
        size = figure("employees DE own at_least 1000 persons")
        text = "company: One\nfacts: {seat: VN, head_office: VN, employees: {DE: 0}}"
        assert judge(text, law(All((linked, size)))).reason == (
            "No: Class 1: seat: VN, not DE (s 2) and head office: VN, not DE."
        )
        assert "employees" in judge(text, law(All((size, linked)))).reason

    def test_an_open_answer_says_what_it_needs(
        self, judge: Judge, law: Make, figure: Figure
    ) -> None:
        made = law(All((SEAT, figure("turnover worldwide with_subsidiaries at_least 9 EUR"))))
        text = """
company: Group
entities:
  - {id: top, facts: {turnover: {worldwide: 1 EUR}}}
  - {id: sub, parent: top}
"""
        assert judge(text.replace("1 EUR}}}", "1 EUR}, seat: DE}}"), made).reason == (
            "Cannot tell: needs turnover.worldwide of sub (Class 1)."
        )
        assert judge(text, made).reason == (
            "Cannot tell: depends on seat and turnover.worldwide of sub (Class 1)."
        )

    def test_a_threshold_that_is_not_fixed_is_told(self, judge: Judge, law: Make) -> None:
        rule = FigureTest(
            "employees", "DE", "own", "at_least", (Threshold(None, None, "delegated"),)
        )
        text = "company: One\nfacts: {employees: {DE: 5}}"
        assert judge(text, law(rule)).reason == (
            "Cannot tell: needs the threshold of employees.DE (not fixed) (Class 1)."
        )

    @pytest.mark.parametrize(
        ("fact", "text", "said"),
        [
            (FactTest("sells_in", "includes", ("GB",)), "[DE, FR]",
             "sells in: DE and FR, without GB"),
            (FactTest("sells_in", "includes_any", ("GB", "NL")), "[]",
             "sells in: none, without GB or NL"),
            (FactTest("sells_in", "includes_all", ("DE", "NL")), "[DE]",
             "sells in: DE, not all of DE and NL"),
            (FactTest("financial_year_end", "on_or_after", ("2027-01-01",)), "2026-12-31",
             "financial year end: 2026-12-31, before 2027-01-01"),
            (FactTest("financial_year_end", "before", ("2026-01-01",)), "2026-12-31",
             "financial year end: 2026-12-31, not before 2026-01-01"),
            (FactTest("ultimate_parent", "is", ("yes",)), '"no"', "ultimate parent: no"),
            (Not(FactTest("sells_in", "includes", ("DE",))), "[DE]", "sells in: DE"),
            (FactTest("seat", "in", ("AT", "BE", "BG", "CY", "CZ")), "US",
             "seat: US, not AT, BE, BG or 2 more"),
        ],
    )  # fmt: skip
    def test_facts_in_words(
        self, judge: Judge, law: Make, fact: Node, text: str, said: str
    ) -> None:
        (leaf, *_) = [fact.limb] if isinstance(fact, Not) else [fact]
        given = f"company: One\nfacts: {{{leaf.fact}: {text}}}"  # type: ignore[attr-defined]
        assert judge(given, law(fact)).reason == f"No: Class 1: {said}."

    def test_kinds_say_what_they_are(self, judge: Judge, law: Make) -> None:
        directive = judge(INSIDE, law(SEAT, kind="eu_directive"))
        assert directive.reason.endswith("; a directive binds companies only through national law.")
        agreement = judge(INSIDE, law(SEAT, kind="sector_agreement"))
        assert agreement.reason.endswith(
            "; the instrument is voluntary and binds only its signatories."
        )
        voluntary = Answer(value="voluntary")
        soft = judge(INSIDE, law(SEAT, answers={"status.bindingness": (voluntary,)}))
        assert soft.reason.endswith("; the instrument is voluntary.")
        assert "directive" not in judge(OUTSIDE, law(SEAT, kind="eu_directive")).reason


def leaf(result: Truth, name: str = "x") -> Trace:
    return Trace(result, FactTest(name, "is", ("yes",)))


@pytest.mark.parametrize(
    ("trace", "names"),
    [
        (leaf("yes"), "x"),
        (Trace("yes", All(()), (leaf("yes", "a"), leaf("yes", "b"))), "a b"),
        (Trace("no", All(()), (leaf("yes", "a"), leaf("no", "b"), leaf("no", "c"))), "b"),
        (Trace("yes", AnyOf(()), (leaf("no", "a"), leaf("yes", "b"), leaf("yes", "c"))), "b"),
        (Trace("no", AnyOf(()), (leaf("no", "a"), leaf("no", "b"))), "a b"),
        (Trace("yes", Among(2, ()), (leaf("yes", "a"), leaf("no", "b"), leaf("yes", "c"))), "a c"),
        (Trace("no", Among(2, ()), (leaf("yes", "a"), leaf("no", "b"), leaf("no", "c"))), "b c"),
        (Trace("no", Not(SEAT), (leaf("yes", "a"),)), "a"),
        (Trace("unknown", Not(SEAT), (leaf("unknown", "a"),)), "a"),
        (Trace("unknown", All(()), (leaf("unknown", "a"), leaf("yes", "b"))), "a"),
        (Trace("unknown", All(()), (leaf("unknown", "a"), leaf("unknown", "b"))), "a b"),
        (Trace("no", All(()), (Trace("no", AnyOf(()), (leaf("no"), leaf("no"))), leaf("no", "c"))),
         "c"),
    ],
)  # fmt: skip
def test_support_is_the_least_that_proves_a_result(trace: Trace, names: str) -> None:
    assert " ".join(found.node.fact for found in support(trace)) == names  # type: ignore[attr-defined]


class TestBeside:
    def test_guidance_and_practice_stand_beside_and_change_nothing(
        self, judge: Judge, law: Make
    ) -> None:
        guidance = Layered(text="only branches count", cite=CITE)
        practice = Layered(text="never asked", cite=CITE, valid_from=D("2027-01-01"))
        answers = {
            "scope.foreign_entities": (
                Answer(state="silent", guidance=guidance, practice=practice),
            ),
            "form.deadline": (Answer(state="silent", guidance=guidance),),
        }
        bare = judge(INSIDE, law(SEAT))
        found = judge(INSIDE, law(SEAT, answers=answers))
        assert found.beside == (
            Beside("guidance", "Companies seated abroad: only branches count", CITE),
        )
        assert (found.applies, found.reason) == (bare.applies, bare.reason)
        later = judge(INSIDE, law(SEAT, answers=answers), "2027-01-01").beside
        assert [item.layer for item in later] == ["guidance", "practice"]

    def test_announced_non_enforcement_is_told(self, judge: Judge, law: Make) -> None:
        events = (
            Event(event="adopted", date=D("2020-01-01")),
            Event(
                event="first_applied", date=D("2021-01-01"), cite=CITE,
                attributes={"non_enforcement": "reports are not reviewed"},
            ),
        )  # fmt: skip
        found = judge(INSIDE, law(SEAT, timeline=events))
        assert found.beside == (
            Beside("practice", "announced non-enforcement: reports are not reviewed", CITE),
        )
        assert found.applies == "yes"
        assert judge(INSIDE, law(SEAT, timeline=events), "2020-06-30").beside == ()


class TestAssumptions:
    GROUP = """
company: Group
entities:
  - {id: top, facts: {seat: DE, turnover: {worldwide: 10 EUR}, employees: {worldwide: 4}}}
  - {id: sub, parent: top, facts: {turnover: {worldwide: 5 EUR}, employees: {worldwide: 5}}}
"""

    def said(self, found: Applicability) -> list[str]:
        return [item.text for item in found.assumptions]

    def test_a_sum_that_stands_in_for_accounts(
        self, judge: Judge, law: Make, figure: Figure
    ) -> None:
        made = law(figure("turnover worldwide consolidated at_least 15 EUR"))
        assert self.said(judge(self.GROUP, made)) == [
            "the entities' figures are added up for the consolidated turnover, with what they owe "
            "or sell each other"
        ]
        below = law(figure("turnover worldwide consolidated at_least 16 EUR"))
        assert self.said(judge(self.GROUP, below)) == [
            "the group has no other entities than those of the file"
        ], "accounts could only be lower"
        people = law(figure("employees worldwide consolidated at_least 9 persons"))
        assert self.said(judge(self.GROUP, people)) == []

    def test_consolidated_figures_need_no_assumption(
        self, judge: Judge, law: Make, figure: Figure
    ) -> None:
        text = self.GROUP.replace(
            "{id: top,", "{id: top, consolidated: {turnover: {worldwide: 12 EUR}},"
        )
        for limit in (12, 13):
            made = law(figure(f"turnover worldwide consolidated at_least {limit} EUR"))
            assert self.said(judge(text, made)) == []

    def test_a_fact_from_the_tree(self, judge: Judge, law: Make) -> None:
        made = law(FactTest("ultimate_parent", "is", ("yes",)))
        assert self.said(judge(self.GROUP, made)) == [
            "ultimate parent is taken from the tree: it controls others, and the file names "
            "nobody who controls it"
        ]
        assert judge(self.GROUP, made, entity="sub").applies == "no"
        settled = law(AnyOf((FactTest("ultimate_parent", "is", ("yes",)), SEAT)))
        assert self.said(judge(self.GROUP, settled)) == []

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            ("2025-12-30",
             ["the figures are those of the year to 2025-12-31, after the day asked about"]),
            ("2025-12-31", []), ("2027-07-04", []),
            ("2027-07-05", ["the figures are still those of the year to 2025-12-31"]),
        ],
    )  # fmt: skip
    def test_figures_of_another_time(
        self, judge: Judge, law: Make, figure: Figure, day: str, said: list[str]
    ) -> None:
        text = "company: One\nfacts: {financial_year_end: 2025-12-31, employees: {worldwide: 9}}"
        made = law(figure("employees worldwide own at_least 5 persons"))
        assert self.said(judge(text, made, day)) == said
        assert self.said(judge(INSIDE, law(SEAT), day)) == []

    def test_the_last_year_is_inferred_from_the_years_given(
        self, judge: Judge, law: Make, figure: Figure
    ) -> None:
        text = "company: One\nfacts: {years: {2024: {employees: {worldwide: 9}}}}"
        made = law(
            figure("employees worldwide own at_least 5 persons", years={"before_last": True})
        )
        assert self.said(judge(text, made)) == [
            "2025 is taken for the last financial year, the one after the newest of the years "
            "given, as the end of the financial year is not"
        ]
        dated = text.replace("{years", "{financial_year_end: 2025-12-31, years")
        assert self.said(judge(dated, made)) == []

    def test_an_open_answer_takes_nothing_for_granted(
        self, judge: Judge, law: Make, figure: Figure
    ) -> None:
        made = law(figure("turnover worldwide own at_least 5 EUR"))
        assert self.said(judge(INSIDE, made)) == []
