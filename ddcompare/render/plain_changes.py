"""Changes and timelines as plain data for JSON."""

from __future__ import annotations

from typing import Any

from ddcompare.compare.change import Answered, Change, Measured, Regraded, What
from ddcompare.compare.changes import Changes
from ddcompare.compare.timeline import LeftOpen, Moment, Timeline
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Answer, Law, Layered
from ddcompare.model.rules import Threshold
from ddcompare.render.change_words import KINDS, cites, words
from ddcompare.render.plain import plain_cites, plain_value


def plain_changes(found: Changes, codebook: Codebook) -> dict[str, Any]:
    """Changes in the shape ``ddcompare.changes/1``."""
    return {
        "format": "ddcompare.changes/1",
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "data": {"version": found.version, "digest": found.digest},
        "against": [standard.id for standard in found.standards],
        "laws": [law.id for law in found.laws],
        "unchanged": [law.id for law in found.unchanged],
        "absent": [law.id for law in found.absent],
        "changes": [_change(change, codebook) for change in found.changes],
    }


def _change(change: Change, codebook: Codebook) -> dict[str, Any]:
    what = change.what
    before, after = cites(what)
    return {
        "law": change.law.id,
        "date": change.day.isoformat(),
        "kind": KINDS[type(what)],
        "layer": what.layer if isinstance(what, Answered) else "law",
        "indicator": what.indicator.id if isinstance(what, Answered | Regraded) else None,
        "text": words(what, codebook),
        **_sides(what),
        "cite_before": plain_cites(change.law, before),
        "cite": plain_cites(change.law, after),
        **(_grades(what) if isinstance(what, Regraded) else {}),
    }


def _sides(what: What) -> dict[str, Any]:
    """State and value on both sides, where the change has them."""
    match what:
        case Answered():
            return {"before": _answer(what.before), "after": _answer(what.after)}
        case Measured():
            return {"before": _threshold(what.before), "after": _threshold(what.after)}
    return {"before": None, "after": None}


def _answer(side: Answer | Layered | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {"state": side.state, "value": plain_value(side.value), "text": side.text}


def _threshold(side: Threshold | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {"state": side.state, "value": plain_value(side.quantity), "text": None}


def _grades(what: Regraded) -> dict[str, Any]:
    return {
        "standard": what.standard.id,
        "expectation": what.expectation.id,
        "effect": what.effect,
        "grade_before": what.before.grade,
        "grade": what.after.grade,
    }


def plain_timeline(found: Timeline) -> dict[str, Any]:
    """A timeline in the shape ``ddcompare.timeline/1``."""
    return {
        "format": "ddcompare.timeline/1",
        "as_of": found.as_of.isoformat(),
        "data": {"version": found.version, "digest": found.digest},
        "laws": [law.id for law in found.laws],
        "events": [_event(moment) for moment in found.moments],
        "without_date": [_event(item) for item in found.left_open],
    }


def _event(item: Moment | LeftOpen) -> dict[str, Any]:
    law: Law = item.law
    return {
        "law": law.id,
        "date": item.day.isoformat() if isinstance(item, Moment) else None,
        "event": item.event.event,
        "label": item.label,
        "ahead": isinstance(item, Moment) and item.ahead,
        "state": item.event.state,
        "note": item.event.note,
        "cite": plain_cites(law, item.event.cite),
        "confidence": item.event.confidence,
    }
