"""Due dates at the edges: month ends, leap years, windows, layers, first periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddcompare.comply.due import after, duties_due, in_year
from ddcompare.comply.records import Applicability, DutyDue
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Entity
from ddcompare.model.law import AddresseeClass, Checked, Citation, Duty, Event, Law, Part, Source
from ddcompare.model.quantities import Duration, Number
from ddcompare.model.rules import Facts, FigureTest, Threshold, Trace, evaluate

D = date.fromisoformat
CITE = (Citation("act", "s 1"),)
YEARLY = {"after": "financial_year_end", "within": Duration(6, "months")}
WINDOW = (D("2026-11-28"), D("2027-11-27"))


def part(layer: str = "law", state: str = "value", **more: Any) -> Part:
    own = {"valid_from", "valid_to", "note", "read", "cite", "confidence"}
    kept = {name: value for name, value in more.items() if name in own}
    fields = {name: value for name, value in more.items() if name not in own}
    return Part(layer=layer, state=state, fields=fields, **kept)


def duty(*due: Part, every: Part | None = None, **more: Any) -> Duty:
    parts: dict[str, tuple[Part, ...]] = {"due": due} | ({"every": (every,)} if every else {})
    known: dict[str, Any] = {
        "id": "report", "step": "communicate", "summary": "Report.", "report": True, "cite": CITE,
        "confidence": "high", "parts": parts,
    }  # fmt: skip
    return Duty(**(known | more))


SIZE = FigureTest(
    "employees", "worldwide", "own", "at_least",
    (Threshold(D("2020-01-01"), Number(3000, "persons")),
     Threshold(D("2024-01-01"), Number(1000, "persons"))),
)  # fmt: skip


def make_class(name: str = "company", **more: Any) -> AddresseeClass:
    return AddresseeClass(id=name, title=name, rule=SIZE, confidence="high", **more)


def make_law(*duties: Duty, events: Mapping[str, str] | None = None, **more: Any) -> Law:
    dates = {"adopted": "2019-01-01", **(events or {"first_applied": "2020-01-01"})}
    known: dict[str, Any] = {
        "id": "xx_law", "title": "Law", "title_en": "Law", "short_title": "Law",
        "jurisdiction": "GB", "kind": "statute",
        "checked": Checked(on=D("2026-01-01"), law_as_of=D("2026-01-01")),
        "sources": {"act": Source("act", "law", "Act", None, "en", "full")},
        "timeline": tuple(Event(event=name, date=D(day)) for name, day in dates.items()),
        "scope": (make_class(),), "duties": duties, "answers": {},
    }  # fmt: skip
    return Law(**(known | more))


def bound(
    law: Law, as_of: str = "2026-11-28", year_end: str | None = "2025-12-31", employees: int = 5000
) -> Applicability:
    facts = {"financial_year_end": D(year_end)} if year_end else {}
    day = D(as_of)
    size = Facts(figures={("employees", "worldwide"): Number(employees, "persons")})
    classes = tuple((item, evaluate(item.rule, size, day)) for item in law.scope if item.on(day))
    entity = Entity("e", facts=facts)
    return Applicability(law, entity, day, "yes", None, "applied", "", None, classes)


@pytest.fixture
def due(shipped: Codebook):
    def due(law: Law, window: tuple[date, date] = WINDOW, **more: Any) -> list[DutyDue]:
        return list(duties_due(bound(law, **more), window, shipped))

    return due


def days(found: list[DutyDue]) -> list[str | None]:
    return [item.due.isoformat() if item.due else None for item in found]


@pytest.mark.parametrize(
    ("day", "span", "wanted"),
    [
        ("2025-12-31", Duration(6, "months"), "2026-06-30"),
        ("2025-02-28", Duration(6, "months"), "2025-08-31"),
        ("2024-02-28", Duration(6, "months"), "2024-08-28"),
        ("2024-02-29", Duration(1, "years"), "2025-02-28"),
        ("2023-02-28", Duration(1, "years"), "2024-02-29"),
        ("2025-08-31", Duration(6, "months"), "2026-02-28"),
        ("2023-08-30", Duration(6, "months"), "2024-02-29"),
        ("2023-08-31", Duration(6, "months"), "2024-02-29"),
        ("2025-04-05", Duration(4, "months"), "2025-08-05"),
        ("2025-12-31", Duration(21, "days"), "2026-01-21"),
        ("2024-02-29", Duration(2, "weeks"), "2024-03-14"),
    ],
)
def test_periods_run_in_the_calendar(day: str, span: Duration, wanted: str) -> None:
    assert after(D(day), span) == D(wanted)


@given(st.dates(D("1990-01-01"), D("2090-12-31")), st.integers(0, 60))
def test_month_ends_stay_month_ends_and_no_period_is_shorter_than_its_months(
    day: date, months: int
) -> None:
    moved = after(day, Duration(months, "months"))
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    last = (day + timedelta(days=1)).month != day.month
    assert not last or (moved + timedelta(days=1)).month != moved.month


@given(st.dates(D("1990-01-01"), D("2090-12-31")), st.integers(1990, 2090))
def test_a_year_end_keeps_its_month_in_every_year(day: date, year: int) -> None:
    moved = in_year(day, year)
    assert (moved.year, moved.month) == (year, day.month)
    assert moved.day == day.day or (moved + timedelta(days=1)).month != moved.month


def test_one_year_end_stands_for_all_years(due) -> None:
    found = due(make_law(duty(part(**YEARLY))), (D("2026-06-30"), D("2028-06-30")))
    assert days(found) == ["2026-06-30", "2027-06-30", "2028-06-30"]
    assert [item.period_end for item in found] == [D(f"{y}-12-31") for y in (2025, 2026, 2027)]
    assert {item.basis for item in found} == {"within 6 months of the end of the financial year"}


def test_both_days_of_the_window_count(due) -> None:
    law = make_law(duty(part(**YEARLY)))
    assert days(due(law, (D("2027-06-30"), D("2027-06-30")))) == ["2027-06-30"]
    (none,) = due(law, (D("2027-07-01"), D("2028-06-29")))
    assert none.due is None
    assert none.basis.endswith("; next on 2028-06-30")


def test_the_last_day_of_february_is_right_in_leap_years(due) -> None:
    law = make_law(duty(part(after="financial_year_end", within=Duration(12, "months"))))
    found = due(law, (D("2027-01-01"), D("2029-12-31")), year_end="2025-02-28")
    assert days(found) == ["2027-02-28", "2028-02-29", "2029-02-28"]


def test_a_fixed_day_comes_every_year(due) -> None:
    law = make_law(duty(part(on="05-31")))
    assert days(due(law, (D("2026-05-31"), D("2028-05-30")))) == ["2026-05-31", "2027-05-31"]
    assert days(due(make_law(duty(part(on="02-29"))), (D("2027-01-01"), D("2028-12-31")))) == [
        "2027-02-28",
        "2028-02-29",
    ]


def test_calendar_year_needs_no_financial_year(due) -> None:
    law = make_law(duty(part(after="calendar_year_end", within=Duration(3, "months"))))
    assert days(due(law, year_end=None)) == ["2027-03-31"]


def test_without_a_financial_year_end_there_is_no_date_and_it_says_so(due) -> None:
    (found,) = due(make_law(duty(part(**YEARLY))), year_end=None)
    assert found.due is None
    assert "financial_year_end" in found.basis


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"unquantified": "without delay"}, "without delay"),
        ({"after": "request", "within": Duration(30, "days")}, "within 30 days of the request"),
        ({"state": "silent", "read": "s 1-9"}, "no date in the text (read: s 1-9)"),
        ({"state": "not_applicable", "note": "Continuing duty."}, "no due date"),
        ({"state": "delegated", "note": "no rules yet"}, "delegated"),
        ({"state": "not_coded"}, "not coded"),
    ],
)
def test_what_has_no_day_says_why(due, fields: dict[str, Any], words: str) -> None:
    (found,) = due(make_law(duty(part(**fields))))
    assert (found.due, found.basis) == (None, words)
    assert found.note == fields.get("note")


def test_a_duty_nobody_looked_at_is_not_silent(due) -> None:
    (found,) = due(make_law(duty()))
    assert (found.due, found.layer, found.basis) == (None, "law", "not coded")


def test_guidance_stands_beside_the_silent_law(due) -> None:
    law = make_law(duty(part(state="silent", read="s 1"), part("guidance", **YEARLY)))
    assert [(item.layer, item.due) for item in due(law)] == [
        ("law", None),
        ("guidance", D("2027-06-30")),
    ]


def test_practice_counts_while_it_stood(due) -> None:
    moved = part(
        "practice", date="2024-12-31", valid_from=D("2024-04-29"), valid_to=D("2024-11-24")
    )
    law = make_law(duty(part(state="silent", read="s 1"), moved))
    for day, wanted in [("2024-04-28", 0), ("2024-04-29", 1), ("2024-11-24", 1), ("2024-11-25", 0)]:
        found = due(law, (D(day), D(day) + timedelta(days=364)), as_of=day)
        assert [item.due for item in found if item.layer == "practice"] == [
            D("2024-12-31")
        ] * wanted, day


def test_a_known_amendment_decides_what_is_due_after_it(due) -> None:
    old = part(**YEARLY, valid_to=D("2026-12-31"))
    new = part(after="financial_year_end", within=Duration(4, "months"), valid_from=D("2027-01-01"))
    assert days(due(make_law(duty(old, new)))) == [None, "2027-04-30"]
    lone = due(make_law(duty(old)))
    assert days(lone) == ["2027-06-30"]


def test_a_duty_that_ends_before_its_due_date_says_so(due) -> None:
    found = due(make_law(duty(part(**YEARLY), valid_to=D("2026-12-31"))))
    assert days(found) == ["2027-06-30"]
    assert found[0].basis.endswith("in this form the duty stands until 2026-12-31")


def test_only_duties_in_force_and_addressed_to_a_class_of_the_entity(due) -> None:
    law = make_law(
        duty(part(**YEARLY), id="mine", addressees=("company",)),
        duty(part(**YEARLY), id="others", addressees=("bank",)),
        duty(part(**YEARLY), id="all"),
        duty(part(**YEARLY), id="later", valid_from=D("2026-11-29")),
        duty(part(**YEARLY), id="former", valid_to=D("2026-11-27")),
    )
    assert [item.duty.id for item in due(law)] == ["mine", "all"]


def test_nothing_is_due_unless_the_law_applies(shipped: Codebook) -> None:
    result = bound(make_law(duty(part(**YEARLY))))
    for applies in ("no", "unknown"):
        assert duties_due(replace(result, applies=applies), WINDOW, shipped) == ()


@pytest.mark.parametrize(
    ("year_end", "wanted"), [("2025-12-31", None), ("2026-03-31", "2027-09-30")]
)
def test_no_report_on_a_year_before_the_law_applied(due, year_end: str, wanted: str | None) -> None:
    law = make_law(duty(part(**YEARLY)), events={"first_applied": "2027-01-01"})
    found = due(law, as_of="2027-01-01", year_end=year_end)
    assert days(found) == [wanted]
    if wanted is None:
        assert "applies from 2027-01-01; next on 2028-06-30" in found[0].basis


def test_nothing_before_the_first_due_date_of_the_instrument(due) -> None:
    events = {"first_applied": "2026-01-01", "first_due": "2027-05-31"}
    assert days(due(make_law(duty(part(on="05-31")), events=events))) == ["2027-05-31"]
    (found,) = due(make_law(duty(part(on="05-30")), events=events))
    assert found.due is None
    assert "before 2027-05-31; next on 2028-05-30" in found.basis


def test_no_report_on_a_year_at_whose_end_the_threshold_was_higher(due) -> None:
    law = make_law(duty(part(after="financial_year_end", within=Duration(4, "months"))))
    window = (D("2024-02-01"), D("2025-01-31"))
    assert days(due(law, window, as_of="2024-02-01", employees=3000)) == ["2024-04-30"]
    (found,) = due(law, window, as_of="2024-02-01", employees=1200)
    assert found.due is None
    assert "2023-12-31" in found.basis
    assert found.basis.endswith("next on 2025-04-30")


def test_a_year_under_a_class_that_is_gone_may_have_to_be_reported(due) -> None:
    new = make_class("new", valid_from=D("2026-01-01"))
    old = make_class("old", valid_to=D("2025-12-31"))
    rule = duty(part(**YEARLY))
    window = (D("2026-02-01"), D("2026-12-31"))
    assert days(due(make_law(rule, scope=(old, new)), window, as_of="2026-02-01")) == ["2026-06-30"]
    assert days(due(make_law(rule, scope=(new,)), window, as_of="2026-02-01")) == [None]


def test_a_new_duty_does_not_reach_back_unless_it_follows_another(due) -> None:
    new = duty(part(**YEARLY), id="new", valid_from=D("2026-01-01"))
    old = duty(part(**YEARLY), id="old", valid_to=D("2025-12-31"))
    window = (D("2026-02-01"), D("2026-12-31"))
    assert days(due(make_law(new), window, as_of="2026-02-01")) == [None]
    (found,) = due(make_law(old, new), window, as_of="2026-02-01")
    assert found.due == D("2026-06-30")
    assert "stands since 2026-01-01, after the year reported on" in found.basis


def test_once_is_once(due) -> None:
    once = part(once=True)
    law = make_law(duty(part(**YEARLY), every=once), events={"first_applied": "2026-02-01"})
    wide = (D("2026-11-28"), D("2031-11-27"))
    assert days(due(law, wide)) == ["2027-06-30"]
    assert days(due(law, (D("2027-11-28"), D("2031-11-27")), as_of="2027-11-28")) == [None]
    undated = make_law(duty(part(**YEARLY), every=once), events={"published": "2019-02-02"})
    (found,) = due(undated, wide)
    assert found.basis.endswith("once; from when is not known")


def test_entry_into_force_is_an_anchor_if_it_has_a_date(due) -> None:
    rule = duty(part(after="entry_into_force", within=Duration(6, "months")))
    dated = make_law(
        rule, events={"entered_into_force": "2026-08-31", "first_applied": "2026-08-31"}
    )
    assert days(due(dated)) == ["2027-02-28"]
    (found,) = due(make_law(rule))
    assert found.due is None
    assert "no date of entry into force" in found.basis


def test_every_two_years_leaves_the_year_open(due) -> None:
    every = part(interval=Duration(24, "months"))
    (found,) = due(make_law(duty(part(**YEARLY), every=every)))
    assert found.due is None
    assert found.basis.endswith("every 24 months; in which year is not known")


def test_no_day_is_moved_from_a_weekend(due) -> None:
    (found,) = due(make_law(duty(part(date="2027-05-01"))))
    assert found.due is not None
    assert (found.due, found.due.strftime("%A")) == (D("2027-05-01"), "Saturday")


@pytest.mark.parametrize("as_of", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_fault(due, as_of: str) -> None:
    day = D(as_of)
    law = make_law(duty(part(**YEARLY), part(on="05-31")), timeline=(), scope=(make_class(),))
    assert [item.due for item in due(law, (day, day), as_of=as_of)] == [None, None]


def test_a_trace_without_its_leaves_decides_nothing(shipped: Codebook) -> None:
    result = bound(make_law(duty(part(**YEARLY))))
    item = result.law.scope[0]
    bare = replace(result, classes=((item, Trace("yes", item.rule)),))
    assert days(list(duties_due(bare, WINDOW, shipped))) == ["2027-06-30"]


@pytest.mark.parametrize(
    ("jurisdiction", "on", "window", "wanted"),
    [
        ("US", "05-31", ("2027-05-01", "2027-06-30"), "2027-06-01"),  # Memorial Day, a Monday
        ("US", "05-31", ("2028-05-01", "2028-06-30"), "2028-05-31"),
        ("US", "07-04", ("2026-07-01", "2026-07-31"), "2026-07-06"),  # a Saturday
        ("GB", "12-25", ("2026-12-01", "2026-12-31"), "2026-12-29"),  # 28 December instead of 26
        ("US", "05-30", ("2027-06-01", "2027-06-30"), "2027-06-01"),  # moved into the window
        ("EU", "05-31", ("2026-05-01", "2026-06-30"), "2026-06-01"),  # a Sunday; no holidays known
    ],
)
def test_a_date_is_moved_to_a_business_day_where_the_law_says_so(
    due, jurisdiction: str, on: str, window: tuple[str, str], wanted: str
) -> None:
    law = make_law(duty(part(on=on, business_day="next")), jurisdiction=jurisdiction)
    found = due(law, (D(window[0]), D(window[1])))
    assert days(found) == [wanted]
    assert "(or the next business day)" in found[0].basis
    plain = make_law(duty(part(on=on)), jurisdiction=jurisdiction)
    assert days(due(plain, (D("2020-01-01"), D("2040-01-01"))))[0][5:] == on
