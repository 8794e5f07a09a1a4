"""The calendar file: stable identities, whole days, folded and escaped lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from ddcompare.comply.records import Check, DutyDue
from ddcompare.model.codebook import Codebook
from ddcompare.render.calendar import check_calendar


def events(check: Check) -> list[Any]:
    return icalendar.Calendar.from_ical(check_calendar(check)).walk("VEVENT")


def with_duties(check: Check, change: Any) -> Check:
    """The check with each list of duties changed."""
    entities = [
        replace(e, laws=tuple(replace(r, duties=tuple(change(r.duties))) for r in e.laws))
        for e in check.entities
    ]
    return replace(check, entities=entities)


def moved(duties: tuple[DutyDue, ...], days: int) -> list[DutyDue]:
    return [replace(d, due=d.due and d.due + timedelta(days=days)) for d in duties]


def test_an_event_for_every_due_date_and_none_for_the_rest(checked: Check) -> None:
    found = events(checked)
    wanted = [
        item.due
        for entity in checked.entities
        for result in entity.laws
        for item in result.duties
        if item.due
    ]
    assert [event.decoded("dtstart") for event in found] == wanted == [date(2027, 6, 30)]


def test_an_event_is_a_whole_day_with_reason_citation_and_address(checked: Check) -> None:
    (event,) = events(checked)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["summary"] == "Statement Act (guidance): Publish a statement - Example plc"
    text = event["description"]
    for words in ("para 3 (guide)", "Turnover of GBP 40,000,000", "Not legal advice", "low"):
        assert words in text
    assert event["url"] == "http://example.org/guide?a=1&b=2"


def test_time_stamps_come_from_the_day_asked_for(checked: Check) -> None:
    (event,) = events(checked)
    assert event.decoded("dtstamp") == datetime(2026, 11, 24, tzinfo=UTC)
    assert check_calendar(checked) == check_calendar(checked)


def test_a_second_import_moves_an_event_and_doubles_none(checked: Check) -> None:
    later = replace(checked, as_of=checked.as_of + timedelta(days=30))
    later = with_duties(later, lambda duties: moved(duties, -60))
    (before,), (after,) = events(checked), events(later)
    assert before["uid"] == after["uid"]
    assert after.decoded("dtstart") < before.decoded("dtstart")
    assert after["sequence"] > before["sequence"]


def test_every_event_has_an_identity_of_its_own(checked: Check) -> None:
    def doubled(duties: tuple[DutyDue, ...]) -> list[DutyDue]:
        dated = [item for item in duties if item.due]
        next_year = [
            replace(d, period_end=d.period_end and d.period_end.replace(year=2027)) for d in dated
        ]
        statute = [replace(d, layer="law") for d in dated]
        return [*dated, *dated, *next_year, *statute]

    found = [event["uid"] for event in events(with_duties(checked, doubled))]
    assert len(found) == len(set(found)) == 4
    other = replace(checked, company=replace(checked.company, name="Another Group"))
    assert not {event["uid"] for event in events(other)} & set(found)


def test_lines_are_folded_and_end_as_the_standard_wants(checked: Check) -> None:
    data = check_calendar(checked)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75


@pytest.mark.parametrize(
    "text", ["a,b;c\\d", "x\r\nEND:VEVENT\r\nBEGIN:VALARM", "ä" * 200, '"q":1']
)
def test_text_cannot_become_a_property(checked: Check, text: str) -> None:
    hostile = replace(checked, company=replace(checked.company, name=text))
    hostile = with_duties(
        hostile,
        lambda duties: [replace(d, duty=replace(d.duty, summary=text), note=text) for d in duties],
    )
    (event,) = events(hostile)
    assert event.subcomponents == []
    assert " ".join(text.split()) in " ".join(event["description"].split())


def test_no_dates_is_an_empty_calendar(checked: Check, codebook: Codebook) -> None:
    assert events(with_duties(checked, lambda duties: [])) == []
