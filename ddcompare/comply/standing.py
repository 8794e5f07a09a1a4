"""Where a law stands on a day, whoever asks: its state, its classes of addressees, its caveats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ddcompare.comply.recall import recalled
from ddcompare.comply.records import Beside
from ddcompare.model.codebook import Codebook
from ddcompare.model.derive import answer, application_state
from ddcompare.model.law import AddresseeClass, Event, Law, in_force
from ddcompare.model.rules import Any, FigureTest, walk
from ddcompare.model.wording import layer_in_words

BINDING = ("applied", "partly_suspended")
"""The states in which a law binds those whom its rule names (codebook, status)."""

STATE = "status.application_state"
UNENFORCED = "non_enforcement"
_BESIDE = ("status", "scope")


@dataclass(frozen=True)
class Standing:
    """A law on a day.

    ``classes`` are those whose rule is asked, with the thresholds of ``rule_day``: the classes of
    the day or, where none is coded for it, those that come next or were the last; ``rule`` is true
    for a member of any of them. ``why_not`` says why the law binds nobody on the day (None if it
    may bind), ``caveats`` what must be said with an answer. ``ahead`` are the later days on which
    the law binds by another rule: a class begins or ends, or a threshold changes.
    """

    state: str | None
    classes: tuple[AddresseeClass, ...]
    rule_day: date
    rule: Any
    why_not: str | None
    caveats: tuple[str, ...]
    beside: tuple[Beside, ...]
    ahead: tuple[tuple[date, Any], ...]


@recalled(512)
def standing(law: Law, day: date, codebook: Codebook) -> Standing:
    """Where a law stands on a day."""
    state = application_state(law, day, codebook)
    classes, rule_day = _classes(law, day)
    current = bool(in_force(law.scope, day))
    why_not = _why_not(law, day, state, codebook)
    if why_not is None and not current:
        why_not = _no_class(law, day)
    return Standing(
        state,
        classes,
        rule_day,
        Any(tuple(item.rule for item in classes)),
        why_not,
        tuple(_caveats(law, day, state, codebook)),
        tuple(_beside(law, day, codebook)),
        tuple(_ahead(law, day, codebook)),
    )


def _classes(law: Law, day: date) -> tuple[tuple[AddresseeClass, ...], date]:
    """The classes of a day; without any those of the next day with one, else of the last."""
    found = in_force(law.scope, day)
    starts = [item.valid_from for item in law.scope if item.valid_from and item.valid_from > day]
    ends = [item.valid_to for item in law.scope if item.valid_to and item.valid_to < day]
    if found or not (starts or ends):
        return tuple(found), day
    other = min(starts) if starts else max(ends)
    return tuple(in_force(law.scope, other)), other


def _ahead(law: Law, day: date, codebook: Codebook) -> Iterator[tuple[date, Any]]:
    days = {item.valid_from for item in law.scope}
    days |= {item.valid_to + timedelta(days=1) for item in law.scope if item.valid_to}
    days |= {
        threshold.valid_from
        for item in law.scope
        for node, _ in walk(item.rule)
        if isinstance(node, FigureTest)
        for threshold in node.thresholds
    }
    for later in sorted(found for found in days if found and found > day):
        if application_state(law, later, codebook) in BINDING:
            yield later, Any(tuple(item.rule for item in in_force(law.scope, later)))


def _why_not(law: Law, day: date, state: str | None, codebook: Codebook) -> str | None:
    if state in BINDING:
        return None
    match state:
        case None | "proposed":
            return f"not law yet on {day} ({_next(law, day, 'adopted', 'adopted')})"
        case "adopted_not_in_force":
            ahead = _next(law, day, "entered_into_force", "in force from", "first_applied")
            return f"adopted on {law.adopted_on} but not in force ({ahead})"
        case "in_force_not_yet_applied":
            ahead = _next(law, day, "first_applied", "applies from")
            return f"in force but not applied yet ({ahead})"
        case "repealed":
            return f"repealed with effect from {_since(law, day, state, codebook)}"
        case "superseded":
            return f"replaced by another instrument from {_since(law, day, state, codebook)}"
    return f"{state.replace('_', ' ')} since {_since(law, day, state, codebook)}"


def _no_class(law: Law, day: date) -> str:
    starts = [i for i in law.scope if i.valid_from and i.valid_from > day]
    if starts:
        first = min(starts, key=lambda item: item.valid_from or day)
        return f"nobody is bound on {day}; {first.title} from {first.valid_from}"
    return f"nobody is bound any more on {day}"


def _next(law: Law, day: date, event: str, words: str, instead: str | None = None) -> str:
    """The next day of an event as the law stands on a day, or that none is fixed."""
    for name in filter(None, (event, instead)):
        days = [e.date for e in in_force(law.timeline, day) if e.event == name and e.date]
        ahead = min((found for found in days if found > day), default=None)
        if ahead:
            return f"{words} {ahead}"
    return "no day is fixed"


def _since(law: Law, day: date, state: str, codebook: Codebook) -> date | None:
    """The day on which the state of a day began."""
    return max(
        (e.date for e in _state_events(law, day, state, codebook) if e.date and e.date <= day),
        default=None,
    )


def _state_events(law: Law, day: date, state: str, codebook: Codebook) -> Iterator[Event]:
    for event in in_force(law.timeline, day):
        if codebook.terms["event"][event.event].extra.get("state") == state:
            yield event


def _caveats(law: Law, day: date, state: str | None, codebook: Codebook) -> Iterator[str]:
    caveat = codebook.terms["kind"][law.kind].extra.get("caveat")
    bindingness = codebook.indicators.get("status.bindingness")
    if caveat:
        yield str(caveat)
    elif bindingness and answer(law, bindingness, day, codebook).value == "voluntary":
        yield "the instrument is voluntary"
    if state == "partly_suspended":
        yield f"part of it is suspended since {_since(law, day, state, codebook)}"


def _beside(law: Law, day: date, codebook: Codebook) -> Iterator[Beside]:
    """What guidance and practice say on status and personal scope on a day."""
    for indicator in codebook.indicators.values():
        if indicator.dimension not in _BESIDE:
            continue
        found = answer(law, indicator, day, codebook)
        for layer, beside in (("guidance", found.guidance), ("practice", found.practice)):
            if beside is not None:
                words = f"{indicator.label}: {layer_in_words(indicator, beside)}"
                yield Beside(layer, words, beside.cite)
        if indicator.id == STATE and UNENFORCED in found.attributes:
            label = codebook.terms["attribute"][UNENFORCED].label
            yield Beside("practice", f"{label}: {found.attributes[UNENFORCED]}", found.cite)
