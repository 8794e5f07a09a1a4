"""The answer of a law to an indicator on a day: looked up if coded, computed if derived.

Derived indicators are computed nowhere else. The codebook declares which they are
and from which part of the law file each comes (``derived``); law files never type them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from ddcompare.model.codebook import Codebook, Indicator
from ddcompare.model.derive_duties import from_duties
from ddcompare.model.derive_scope import from_scope
from ddcompare.model.evidence import NOT_CODED
from ddcompare.model.law import Answer, Event, Law, Layered, Value, in_force, latest


def answer(law: Law, indicator: Indicator, day: date, codebook: Codebook) -> Answer:
    """What a law answers to an indicator on a day.

    Before the first date of an answer, and where nobody looked, the state is ``not_coded``.
    """
    if indicator.derived is None:
        found = latest(law.answers.get(indicator.id, ()), day)
        return _without_later_layers(found, day) if found else NOT_CODED
    return _DERIVATIONS[indicator.derived](law, indicator, day, codebook)


def _without_later_layers(found: Answer, day: date) -> Answer:
    """Guidance and practice have dates of their own within an answer."""
    hidden: dict[str, Layered | None] = {
        layer: None
        for layer, beside in (("guidance", found.guidance), ("practice", found.practice))
        if beside and not beside.on(day)
    }
    return replace(found, **hidden) if hidden else found  # type: ignore[arg-type]


def application_state(law: Law, day: date, codebook: Codebook) -> str | None:
    """The state of an instrument on a day; None before its first event that brings one about."""
    event = _state_event(law, day, codebook)
    return str(codebook.terms["event"][event.event].extra["state"]) if event else None


def is_present(law: Law, day: date, codebook: Codebook) -> bool:
    """Whether a law is shown on a day: adopted by then, or a bill that was tabled by then."""
    state = application_state(law, day, codebook)
    return state is not None and (state != "proposed" or law.kind == "bill")


def _state_event(law: Law, day: date, codebook: Codebook) -> Event | None:
    """The event that brought about the state of a day; its validity ends with the next such one."""
    current = None
    for event in in_force(law.timeline, day):
        if event.date and "state" in codebook.terms["event"][event.event].extra:
            if event.date > day:
                eve = event.date - timedelta(days=1)
                return current and replace(current, valid_to=min(eve, current.valid_to or eve))
            current = event
    return current


def _timeline(law: Law, indicator: Indicator, day: date, codebook: Codebook) -> Answer:
    if indicator.type == "code":
        event = _state_event(law, day, codebook)
        return _from_event(event, application_state(law, day, codebook)) if event else NOT_CODED
    if not is_present(law, day, codebook):
        return NOT_CODED
    for event in in_force(law.timeline, day):
        if event.event == "first_applied":
            known_since = event.valid_from or law.adopted_on
            return replace(_from_event(event, event.date), valid_from=known_since)
    return NOT_CODED


def _from_event(event: Event, value: Value | None) -> Answer:
    return Answer(
        state=event.state,
        value=value if event.state == "value" else None,
        cite=event.cite,
        confidence=event.confidence,
        note=event.note,
        attributes=event.attributes,
        valid_from=event.valid_from or event.date,
        valid_to=event.valid_to,
        derived="timeline",
    )


_DERIVATIONS: Mapping[str, Callable[[Law, Indicator, date, Codebook], Answer]] = {
    "timeline": _timeline,
    "scope": from_scope,
    "duties": from_duties,
}
