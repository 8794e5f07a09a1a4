"""What a law file says: sources, timeline, scope, duties, answers. Frozen records, no I/O.

Every date range is inclusive at both ends: ``valid_from`` is the first day, ``valid_to`` the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from ddcompare.model.quantities import Duration, Money, Number

if TYPE_CHECKING:
    from ddcompare.model.rules import Node

Value = str | tuple[str, ...] | Money | Number | Duration | date
Attributes = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Source:
    """Something that is cited: a text of the law, of guidance, or a record of practice.

    ``read`` says how much of it the coder had before them: full, part, secondary (only others'
    accounts of it) or none.
    """

    id: str
    layer: str
    title: str
    url: str | None
    language: str
    read: str
    version: date | None = None
    translation: bool = False
    note: str | None = None
    text: tuple[str, ...] = ()
    """Names of the files that hold the official text in a folder of texts."""
    text_url: str | None = None
    """Where a machine-readable text is published, if not at ``url``."""
    text_omits: tuple[str, ...] = ()
    """Pinpoints that the copy at hand leaves out although they exist."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A pinpoint in a source; ``terms`` are words or figures that must stand there."""

    source: str
    at: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What holds from a first day to a last day, both inclusive; None is open."""

    valid_from: date | None = None
    valid_to: date | None = None

    def on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


D = TypeVar("D", bound=Dated)


def in_force(items: Iterable[D], day: date) -> list[D]:
    """Those of the items that hold on a day."""
    return [item for item in items if item.on(day)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Dated):
    """An answer with its evidence: a state, perhaps a value, and how it is known (rule 7)."""

    state: str = "value"
    value: Value | None = None
    text: str | None = None
    cite: tuple[Citation, ...] = ()
    confidence: str | None = None
    note: str | None = None
    read: str | None = None
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One of the tenable readings of an unclear provision, and who holds it."""

    value: Value | None
    text: str
    held_by: str | None = None
    cite: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Finding):
    """The answer to one indicator, with what guidance and practice say beside the law.

    ``score`` is the number of the level for ordinals, also where silence equals a level.
    ``derived`` names the part of the law file from which it was computed, if it was.
    """

    score: int | None = None
    guidance: Layered | None = None
    practice: Layered | None = None
    readings: tuple[Reading, ...] = ()
    derived: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layered(Finding):
    """What guidance or practice says beside the law; it never fills a silent cell."""

    score: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Dated):
    """A dated step in the life of an instrument.

    ``date`` is None where the step has been left open; ``state`` then says how (delegated ...).
    The validity limits from when the date was law: a postponement closes one and opens another.
    """

    event: str
    date: date | None = None
    state: str = "value"
    cite: tuple[Citation, ...] = ()
    confidence: str | None = None
    note: str | None = None
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeClass(Dated):
    """A class of addressees with the rule that brings somebody into it.

    ``ordinary`` marks the class of the large ordinary company, which codebook rule 1 takes as
    the view from which the indicators are answered.
    """

    id: str
    title: str
    rule: Node
    confidence: str
    ordinary: bool = True
    cite: tuple[Citation, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Finding):
    """One element of a duty (a due date, an approval, a content item) on one layer.

    ``fields`` holds what is particular to the element, by the names of the law file.
    """

    layer: str = "law"
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Dated):
    """What an addressee must do. ``report`` marks the public-facing report or statement.

    ``parts`` maps every, due, content, approval, publish and register to their elements; a name
    that is missing was not looked at, which is not the same as silence.
    """

    id: str
    step: str
    summary: str
    report: bool
    cite: tuple[Citation, ...]
    confidence: str
    parts: Mapping[str, tuple[Part, ...]]
    addressees: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """When and how far an encoding was checked, and what was not."""

    on: date
    law_as_of: date
    reviewed_by: str | None = None
    not_checked: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Law:
    """One instrument as encoded: the unit of comparison (codebook rule 1)."""

    id: str
    title: str
    title_en: str
    short_title: str
    jurisdiction: str
    kind: str
    checked: Checked
    sources: Mapping[str, Source]
    timeline: tuple[Event, ...]
    scope: tuple[AddresseeClass, ...]
    duties: tuple[Duty, ...]
    answers: Mapping[str, tuple[Answer, ...]]
    currency: str | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict)
    summary: str | None = None

    @property
    def adopted_on(self) -> date | None:
        """The day on which the instrument became law (or, if soft, was adopted)."""
        return next((e.date for e in self.timeline if e.event == "adopted" and e.date), None)

    def url(self, citation: Citation) -> str | None:
        """Where the cited source can be read."""
        source = self.sources.get(citation.source)
        return source.url if source else None


def latest(answers: Sequence[Answer], day: date) -> Answer | None:
    """The one answer that holds on a day, if any."""
    return next((answer for answer in answers if answer.on(day)), None)
