"""The life of the instrument.

- ``timeline-start``: an instrument needs an ``adopted`` event (a bill: ``proposed``) with a date.
- ``timeline-order``: entry into force before adoption, application before entry into force, and the
  like contradict each other.
- ``event-without-date``: an event without a date needs a ``state`` and a ``note`` that say why.

Fails: ``entered_into_force`` in 2015 with ``adopted`` in 2016. Passes: the two the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ddcompare.corpus.checks.answers import unknown_attributes
from ddcompare.corpus.lawfile import LawFile
from ddcompare.model.law import in_force
from ddcompare.model.problem import Problem

CODES = ("timeline-start", "timeline-order", "event-without-date")
ORDER = ("proposed", "passed", "adopted", "entered_into_force", "first_applied", "repealed")


def check(file: LawFile, today: date | None) -> Iterator[Problem]:
    """Check that the events make one possible life."""
    law, document = file.law, file.document
    start = "proposed" if law.kind == "bill" else "adopted"
    dated = any(event.event == start and event.date for event in law.timeline)
    if not dated and file.complete("timeline"):
        yield document.problem(
            ("timeline",), "timeline-start", f"the timeline has no dated event '{start}'",
            "without it no day is known from which the instrument can be shown", key=True,
        )  # fmt: skip
    latest = max((e.valid_from for e in law.timeline if e.valid_from), default=date.max)
    days = {e.event: e.date for e in in_force(law.timeline, latest) if e.date}
    known = [name for name in ORDER if name in days]
    for before, after in pairwise(known):
        if days[after] < days[before]:
            yield document.problem(
                _place(file, after, days[after]), "timeline-order",
                f"'{after}' on {days[after]} comes before '{before}' on {days[before]}",
                "check both dates",
            )  # fmt: skip
    for index, raw in enumerate(document.data["timeline"]):
        if ("timeline", index) in file.skipped:
            continue
        yield from unknown_attributes(file, ("timeline", index), raw.get("attributes", ()))
        if "date" in raw:
            continue
        if raw.get("state", "value") == "value" or "note" not in raw:
            yield document.problem(
                ("timeline", index), "event-without-date",
                f"the event {raw['event']!r} has no date",
                "give the date, or a state (delegated ...) with a note that says why",
            )  # fmt: skip


def _place(file: LawFile, event: str, day: date) -> tuple[str | int, ...]:
    for index, raw in enumerate(file.document.data["timeline"]):
        if raw.get("event") == event and raw.get("date") == day.isoformat():
            return ("timeline", index, "date")
    return ("timeline",)
