"""Due dates as an iCalendar file (RFC 5545) that calendars can import again and again.

The identity of an event is the company, the entity, the law, the duty and the period that the act
is for. A second import therefore moves an event whose date has changed and doubles none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from ddcompare.comply.records import Applicability, Check, DutyDue
from ddcompare.model.company import Company, Entity
from ddcompare.model.law import Law
from ddcompare.render.caveats import review_line
from ddcompare.render.citations import pinpoint
from ddcompare.render.pages.check import name_of
from ddcompare.render.pages.check_duties import LAYERS

if TYPE_CHECKING:
    from icalendar import Event

_EPOCH = date(1970, 1, 1)


def check_calendar(check: Check) -> bytes:
    """One all-day event for every due date, in order of date.

    The time stamps and sequence numbers come from the as-of date, so that the same check gives the
    same bytes and a later one replaces an earlier one.
    """
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", "-//ddcompare//check//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = f"Due dates: {check.company.name}" if check.company.name else "Due dates"
    calendar.add("x-wr-calname", vText(" ".join(name.split())))
    used: set[str] = set()
    for entity, result, item in _dated(check):
        calendar.add_component(_event(check, entity, result, item, used))
    return bytes(calendar.to_ical(sorted=False))


def _dated(check: Check) -> Iterator[tuple[Entity, Applicability, DutyDue]]:
    found = [
        (item.due, entity.entity, result, item)
        for entity in check.entities
        for result in entity.laws
        for item in result.duties
        if item.due is not None
    ]
    for _, entity, result, item in sorted(found, key=lambda row: row[0]):
        yield entity, result, item


def _event(
    check: Check, entity: Entity, result: Applicability, item: DutyDue, used: set[str]
) -> Event:
    from icalendar import Event

    law, due = result.law, item.due
    assert due is not None
    event = Event()
    event.add("uid", _uid(check.company, entity, law, item, used))
    stamp = datetime.combine(check.as_of, time(), UTC)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", max((check.as_of - _EPOCH).days, 0))
    event.add("dtstart", due)
    if due < date.max:
        event.add("dtend", due + timedelta(days=1))
    layer = "" if item.layer == "law" else f" ({LAYERS[item.layer]})"
    event.add("summary", f"{law.short_title}{layer}: {_brief(item)} - {entity.name or entity.id}")
    event.add("description", _description(entity, result, item))
    url = next((law.url(cite) for cite in item.cite if law.url(cite)), None)
    if url:
        event.add("url", url)
    event.add("categories", [law.short_title, LAYERS[item.layer]])
    event.add("transp", "TRANSPARENT")
    return event


def _uid(company: Company, entity: Entity, law: Law, item: DutyDue, used: set[str]) -> str:
    """An id from what the event is about, never from its date (unless the date is all there is)."""
    assert item.due is not None
    period = item.period_end or item.due.year
    parts = (company.name or "", entity.id, law.id, item.duty.id, item.layer, str(period))
    number = 1
    while True:
        text = "\x1f".join((*parts, str(number)))
        uid = f"{hashlib.sha256(text.encode()).hexdigest()[:32]}@ddcompare"
        if uid not in used:
            used.add(uid)
            return uid
        number += 1


def _brief(item: DutyDue) -> str:
    """The duty in at most one line of a calendar; the whole stands in the description."""
    words = item.duty.summary.split()
    brief = ""
    for word in words:
        if len(brief) + len(word) >= 70:
            return f"{brief} ..."
        brief = f"{brief} {word}" if brief else word
    return brief.rstrip(".")


def _description(entity: Entity, result: Applicability, item: DutyDue) -> str:
    law = result.law
    cites = "; ".join(pinpoint(law, cite) for cite in item.cite)
    ends = f"For the year to {item.period_end}." if item.period_end else None
    doubt = f"Confidence of this date: {item.confidence}." if item.confidence != "high" else None
    lines = [
        item.duty.summary,
        f"Due {item.basis} ({LAYERS[item.layer]}): {cites}.",
        ends,
        doubt if item.confidence else None,
        item.note,
        f"Why {name_of(entity)} is bound on {result.as_of}: {result.reason}",
        f"{law.title_en}, encoded as it stood on {law.checked.law_as_of}.",
        review_line([law]),
    ]
    return "\n".join(" ".join(line.split()) for line in lines if line)
