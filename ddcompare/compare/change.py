"""What can change in a law from one day to the next: one record for each kind of change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ddcompare.compare.grading import GAPS, Graded
from ddcompare.model.codebook import Indicator
from ddcompare.model.law import AddresseeClass, Answer, Duty, Event, Law, Layered, Part
from ddcompare.model.rules import FigureTest, Threshold
from ddcompare.model.standard import Expectation, Standard, Want


@dataclass(frozen=True, slots=True)
class Happened:
    """A step in the life of the instrument that falls on the day."""

    event: Event


@dataclass(frozen=True, slots=True)
class Replanned:
    """The date of a step that lies ahead was set, moved or dropped.

    ``before`` is None where it is newly set, ``after`` where it is dropped; an event without a date
    is one that has been left open.
    """

    before: Event | None
    after: Event | None


@dataclass(frozen=True, slots=True)
class Became:
    """The instrument became law, and with it everything that it says from this day on."""

    classes: int
    duties: int
    answered: int


@dataclass(frozen=True, slots=True)
class Addressed:
    """A class of addressees begins, ends, or is defined otherwise than before."""

    before: AddresseeClass | None
    after: AddresseeClass | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A threshold changed, in one or several classes of addressees alike.

    ``tests`` are those of the new text; they have the figure and the place of counting in common.
    """

    classes: tuple[AddresseeClass, ...]
    tests: tuple[FigureTest, ...]
    before: Threshold | None
    after: Threshold


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty begins, ends, or is put otherwise than before."""

    before: Duty | None
    after: Duty | None


@dataclass(frozen=True, slots=True)
class Arranged:
    """Elements of a duty that ended and began: ``part`` is their name in the law file."""

    duty: Duty
    part: str
    before: tuple[Part, ...]
    after: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a question changed, in the law, or in guidance or practice beside it.

    Guidance and practice may begin or end; the side on which there is none is None.
    """

    indicator: Indicator
    layer: str
    before: Answer | Layered | None
    after: Answer | Layered | None

    @property
    def same_position(self) -> bool:
        """Whether only the terms changed, and not the state or the value."""
        return (
            self.before is not None
            and self.after is not None
            and (self.before.state, self.before.value) == (self.after.state, self.after.value)
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """What stays as it is and stands at other provisions, before and after."""

    classes: tuple[tuple[AddresseeClass, AddresseeClass], ...]
    duties: tuple[tuple[Duty, Duty], ...]
    answers: tuple[tuple[Indicator, Answer, Answer], ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Questions that nobody has looked at on one of the two sides: a limit of the data, no change.

    ``lost`` are coded up to the eve, ``gained`` from the day on.
    """

    lost: tuple[Indicator, ...]
    gained: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Regraded:
    """What a standard wants is met more or less than before."""

    standard: Standard
    expectation: Expectation
    want: Want
    indicator: Indicator
    before: Graded
    after: Graded
    answer: Answer

    @property
    def effect(self) -> str:
        """What became of the gap: opened, closed, narrowed, widened; else changed or unsure.

        It is unsure where one side is not assessable, and changed where neither side is a gap.
        """
        grades = (self.before.grade, self.after.grade)
        if "not_assessable" in grades:
            return "unsure"
        match tuple(grade in GAPS for grade in grades):
            case (True, True):
                return "narrowed" if self.after.grade == "partly" else "widened"
            case (True, False):
                return "closed"
            case (False, True):
                return "opened"
        return "changed"


What = (
    Happened | Replanned | Became | Addressed | Measured | Owed | Arranged | Answered | Moved
    | Unknown | Regraded
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in a law, and the first day on which it is so."""

    law: Law
    day: date
    what: What
