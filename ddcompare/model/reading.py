"""Two codings of the same cell, and what came of their difference (codebook rule 12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ddcompare.model.law import Value


@dataclass(frozen=True, slots=True)
class Coding:
    """How one coder answered a cell."""

    state: str
    value: Value | None
    score: int | None
    at: str | None = None
    why: str | None = None

    def same_as(self, other: Coding) -> bool:
        """Whether state and value are the same, whatever the pinpoint."""
        return (self.state, self.value) == (other.state, other.value)


@dataclass(frozen=True, slots=True)
class ReadTwice:
    """A cell with its two codings; ``settled`` is the decision where they differ, with a reason."""

    law: str
    indicator: str
    first: Coding
    second: Coding
    settled: Coding | None = None


@dataclass(frozen=True, slots=True)
class SecondReading:
    """The second reading of one law: who read, how independent of the first, and the cells."""

    law: str
    as_of: date
    coder: str
    on: date
    independence: str
    cells: tuple[ReadTwice, ...]
