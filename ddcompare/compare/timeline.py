"""The steps in the life of laws in order of date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ddcompare.model.codebook import Codebook
from ddcompare.model.corpus import Corpus
from ddcompare.model.derive import is_present
from ddcompare.model.law import Event, Law, in_force

BESIDE = ("guidance_issued", "review", "milestone")
"""Events that help to understand an instrument without changing what it says."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated step of a law; ``ahead`` where it lies after the day of the timeline."""

    law: Law
    day: date
    event: Event
    label: str
    ahead: bool


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A step without a date; the event's state and note say why."""

    law: Law
    event: Event
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps of laws by date, as they were law on a day: dates since replaced are left out.

    Of an instrument that had not become law by the day only the steps up to it are shown.
    """

    as_of: date
    version: str
    digest: str
    laws: tuple[Law, ...]
    moments: tuple[Moment, ...]
    left_open: tuple[LeftOpen, ...]


def timeline(
    corpus: Corpus,
    laws: Sequence[str],
    as_of: date,
    first: date | None = None,
    last: date | None = None,
    beside: bool = True,
) -> Timeline:
    """The steps of laws (empty: all) from a first to a last day, both included.

    ``beside`` says whether guidance, reviews and other dates beside the law are shown. Raises
    KeyError for a law that does not exist.
    """
    chosen = tuple(corpus.laws[name] for name in dict.fromkeys(laws or corpus.laws))
    terms = corpus.codebook.terms["event"]
    events = [
        (law, event)
        for law in chosen
        for event in _known(law, as_of, corpus.codebook)
        if beside or event.event not in BESIDE
    ]
    moments = [
        Moment(law, event.date, event, terms[event.event].label, event.date > as_of)
        for law, event in events
        if event.date
        and (first is None or first <= event.date)
        and (last is None or event.date <= last)
    ]
    return Timeline(
        as_of,
        corpus.version,
        corpus.digest,
        chosen,
        tuple(sorted(moments, key=lambda moment: moment.day)),
        tuple(
            LeftOpen(law, event, terms[event.event].label)
            for law, event in events
            if event.date is None
        ),
    )


def _known(law: Law, as_of: date, codebook: Codebook) -> list[Event]:
    events = in_force(law.timeline, as_of)
    if is_present(law, as_of, codebook):
        return events
    return [event for event in events if event.date and event.date <= as_of]
