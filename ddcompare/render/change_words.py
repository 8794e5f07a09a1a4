"""Changes of law in legal words, the same in every output."""

from __future__ import annotations

from collections.abc import Sequence

from ddcompare.compare.change import (
    Addressed,
    Answered,
    Arranged,
    Became,
    Happened,
    Measured,
    Moved,
    Owed,
    Regraded,
    Replanned,
    Unknown,
    What,
)
from ddcompare.compare.magnitudes import like_amounts
from ddcompare.model.codebook import Codebook, Indicator
from ddcompare.model.evidence import unique
from ddcompare.model.law import AddresseeClass, Answer, Citation, Duty, Event, Layered, Part
from ddcompare.model.quantities import Number
from ddcompare.model.rules import Threshold, walk
from ddcompare.model.wording import in_words, layer_in_words, position
from ddcompare.render.html_names import jurisdiction_name
from ddcompare.render.pages.law import PART_NAMES, part_in_words

KINDS: dict[type, str] = {
    Happened: "event", Replanned: "date", Became: "became_law", Addressed: "addressees",
    Measured: "threshold", Owed: "duty", Arranged: "duty_element", Answered: "answer",
    Moved: "moved", Unknown: "not_coded", Regraded: "gap",
}  # fmt: skip
"""The name of each kind of change in JSON."""


def words(what: What, codebook: Codebook) -> str:
    """A change in one sentence, without its citations."""
    match what:
        case Happened():
            return _label(what.event, codebook) + (
                f": {what.event.note}" if what.event.note else ""
            )
        case Replanned():
            return _replanned(what, codebook)
        case Became():
            return (
                f"Becomes law: {_count(what.duties, 'duty', 'duties')} for "
                f"{_count(what.classes, 'class', 'classes')} of addressees; {what.answered} "
                "questions are coded"
            )
        case Addressed():
            return _addressed(what.before, what.after)
        case Measured():
            return _measured(what, codebook)
        case Owed():
            return _owed(what.before, what.after)
        case Arranged():
            return _arranged(what, codebook)
        case Answered():
            return _answered(what)
        case Moved():
            return _moved(what)
        case Unknown():
            return _unknown(what)
        case Regraded():
            return _regraded(what)


def cites(what: What) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
    """The citations behind a change: of the text before, and of the text after."""
    match what:
        case Happened():
            return (), what.event.cite
        case Replanned() | Answered() | Owed():
            return _cite(what.before), _cite(what.after)
        case Addressed():
            return _class_cite(what.before), _class_cite(what.after)
        case Measured():
            tests = tuple(cite for test in what.tests for cite in test.cite)
            own = tuple(cite for item in what.classes for cite in _class_cite(item))
            return (), unique((*(tests or own), *what.after.cite))
        case Arranged():
            after = _parts(what.after) or what.duty.cite
            return _parts(what.before), after
        case Moved():
            return _example(what)
        case Regraded():
            return (), what.answer.cite
    return (), ()


def _cite(side: Event | Answer | Layered | Duty | None) -> tuple[Citation, ...]:
    return side.cite if side else ()


def _class_cite(item: AddresseeClass | None) -> tuple[Citation, ...]:
    """The citations of a class; where it has none of its own, the first in its rule."""
    if item is None or item.cite:
        return item.cite if item else ()
    return next((node.cite for node, _ in walk(item.rule) if node.cite), ())


def _example(what: Moved) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
    """The first provision that is another than before, with the one whose place it takes."""
    duties = [(old.cite, new.cite) for old, new in what.duties]
    for old, new in (*duties, *((old.cite, new.cite) for _, old, new in what.answers)):
        left = tuple(cite for cite in old if cite not in new)[:1]
        come = tuple(cite for cite in new if cite not in old)[:1]
        if left or come:
            return left, come
    return (), ()


def _parts(parts: Sequence[Part]) -> tuple[Citation, ...]:
    return unique(cite for part in parts for cite in part.cite)


def _label(event: Event, codebook: Codebook) -> str:
    label = codebook.terms["event"][event.event].label
    return label[:1].upper() + label[1:]


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _replanned(what: Replanned, codebook: Codebook) -> str:
    before, after = what.before, what.after
    event = after or before
    assert event is not None
    label, note = _label(event, codebook), f": {event.note}" if event.note else ""
    if after is None:
        return f"{label} no longer set for {event.date or 'an open date'}{note}"
    if after.date is None:
        was = f" (before: {before.date})" if before else ""
        return f"{label}: date left open{was}{note}"
    if before is None or before.date is None:
        was = " (left open before)" if before else ""
        return f"{label} set for {after.date}{was}{note}"
    if before.date == after.date:
        return f"{label} stays on {after.date}{note}"
    verb = "postponed" if after.date > before.date else "brought forward"
    return f"{label} {verb} from {before.date} to {after.date}{note}"


def _addressed(before: AddresseeClass | None, after: AddresseeClass | None) -> str:
    if after is None:
        return f"No longer addressed: {before.title if before else ''}"
    return f"{'Defined otherwise' if before else 'Now addressed'}: {after.title}"


def _owed(before: Duty | None, after: Duty | None) -> str:
    if after is None:
        return f"Duty ends: {before.summary if before else ''}"
    if before is None:
        return f"New duty: {after.summary}"
    return f"Duty recast: {after.summary} Before: {before.summary}"


def _measured(what: Measured, codebook: Codebook) -> str:
    """For example: threshold lowered from 3,000 to 1,000 employees in Germany."""
    test, before, after = what.tests[0], what.before, what.after
    name = "Threshold" if test.operator in ("at_least", "more_than") else "Ceiling"
    figure = f"{test.figure.replace('_', ' ')} {place_name(test.where)}"
    old, new = before.quantity if before else None, after.quantity
    if old is None or new is None:
        was = f" (before: {old or _open(before)})" if before else ""
        return f"{name} set at {new or _open(after)}, {figure}{was}"
    amounts = like_amounts(old, new)
    verb = "changed" if amounts is None else "raised" if amounts[1] > amounts[0] else "lowered"
    if isinstance(old, Number) and isinstance(new, Number) and new.unit == "persons":
        return f"{name} {verb} from {old.amount:,} to {new.amount:,} {figure}"
    return f"{name} {verb} from {old} to {new} of {figure}"


def _open(threshold: Threshold | None) -> str:
    return f"no figure ({threshold.state if threshold else 'none'})".replace("_", " ")


def place_name(where: str) -> str:
    """Where a figure is counted, as it stands after it: worldwide, in Germany."""
    if where == "worldwide":
        return where
    name = jurisdiction_name(where)
    article = "the " if name.startswith(("European", "United", "Netherlands")) else ""
    return f"in {article}{name}"


def _arranged(what: Arranged, codebook: Codebook) -> str:
    def said(parts: Sequence[Part]) -> str:
        return "; ".join(part.text or part_in_words(part, codebook) for part in parts)

    name = PART_NAMES[what.part]
    if not what.after:
        return f"{name}: no longer {said(what.before)}; duty: {what.duty.summary}"
    was = f" (before: {said(what.before)})" if what.before else ""
    return f"{name}: {said(what.after)}{was}; duty: {what.duty.summary}"


def _answered(what: Answered) -> str:
    indicator, before, after = what.indicator, what.before, what.after
    name = indicator.label
    if what.layer != "law":
        name = f"{what.layer.capitalize()} on {name[:1].lower()}{name[1:]}"
    if before is None or after is None:
        side = after or before
        assert side is not None
        said = _said(indicator, side)
        return f"{name}: {said}" if after else f"{name}: no longer {said}"
    if not what.same_position:
        amounts = like_amounts(before.value, after.value)
        verb = "" if amounts is None else "raised " if amounts[1] > amounts[0] else "lowered "
        return f"{name}: {verb}from {position(indicator, before)} to {_said(indicator, after)}"
    if before.text != after.text:
        return (
            f"{name}: still {position(indicator, after)}, on other terms: "
            f"{after.text or 'none stated'} (before: {before.text or 'none stated'})"
        )
    return f"{name}: still {position(indicator, after)}, but for {_attributes(before, after)}"


def _said(indicator: Indicator, side: Answer | Layered) -> str:
    return (
        layer_in_words(indicator, side) if isinstance(side, Layered) else in_words(indicator, side)
    )


def _attributes(before: Answer | Layered, after: Answer | Layered) -> str:
    names = dict.fromkeys((*before.attributes, *after.attributes))
    changed = (
        f"{name.replace('_', ' ')}: {_attribute(after, name)} (before: {_attribute(before, name)})"
        for name in names
        if before.attributes.get(name) != after.attributes.get(name)
    )
    return "; ".join(changed)


def _attribute(side: Answer | Layered, name: str) -> str:
    value = side.attributes.get(name)
    if value is None or isinstance(value, bool):
        return {None: "none", True: "yes", False: "no"}[value]
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _moved(what: Moved) -> str:
    counts = [
        _count(len(what.answers), "answer", "answers") if what.answers else "",
        _count(len(what.duties), "duty", "duties") if what.duties else "",
        _count(len(what.classes), "class of addressees", "classes") if what.classes else "",
    ]
    said = ", ".join(filter(None, counts))
    return f"Only the provisions are others, the substance is the same: {said}"


def _unknown(what: Unknown) -> str:
    lost = ", ".join(indicator.label for indicator in what.lost)
    gained = ", ".join(indicator.label for indicator in what.gained)
    said = [f"not coded from this day on: {lost}"] if lost else []
    said += [f"not coded before: {gained}"] if gained else []
    return f"No change can be told where one side is not coded; {'; '.join(said)}"


def _regraded(what: Regraded) -> str:
    before, after = (graded.grade.replace("_", " ") for graded in (what.before, what.after))
    said = _EFFECTS[what.effect]
    return (
        f"{said} against {what.standard.short_title}, {what.expectation.id}: "
        f"{what.indicator.label} was {before}, is {after}"
    )


_EFFECTS = {
    "opened": "Gap opened", "closed": "Gap closed", "narrowed": "Gap narrowed",
    "widened": "Gap widened", "changed": "No gap, but another grade",
    "unsure": "Not assessable on one side,",
}  # fmt: skip
