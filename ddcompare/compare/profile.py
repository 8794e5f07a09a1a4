"""The profile: what each law says, dimension by dimension, without a score or a rank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ddcompare.compare.matrix import Matrix
from ddcompare.model.codebook import Indicator
from ddcompare.model.law import Answer

ANSWERED = ("value", "no", "delegated", "varies", "unclear")
"""States in which the text says something on the question."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a law stands on one question.

    ``share`` is level/top level of an ordinal scale that has a direction (0 lowest, 1 highest), and
    None where there is no such scale.
    """

    indicator: Indicator
    state: str
    share: float | None


@dataclass(frozen=True, slots=True)
class DimensionProfile:
    """The positions of one law in one dimension, in the order of the codebook."""

    positions: tuple[Position, ...]

    @property
    def states(self) -> Mapping[str, int]:
        """How many cells are in which state."""
        return Counter(position.state for position in self.positions)

    @property
    def answered(self) -> int:
        """Questions on which the text says something."""
        return sum(self.states.get(state, 0) for state in ANSWERED)

    @property
    def applicable(self) -> int:
        """Questions that can arise under the instrument."""
        return len(self.positions) - self.states.get("not_applicable", 0)


Profile = Mapping[str, Mapping[str, DimensionProfile]]


def profile(matrix: Matrix) -> Profile:
    """The profile of every law of a matrix: law id -> dimension id -> profile."""
    return {
        column.law.id: {
            dimension.id: DimensionProfile(
                tuple(
                    position_of(row.indicator, row.cells[column.law.id])
                    for row in matrix.rows
                    if row.indicator.dimension == dimension.id
                )
            )
            for dimension in matrix.dimensions
        }
        for column in matrix.columns
    }


def position_of(indicator: Indicator, answer: Answer) -> Position:
    """Where an answer stands on the scale of its indicator."""
    scaled = indicator.type == "ordinal" and indicator.direction != "neutral"
    if not scaled or answer.score is None or answer.state not in ANSWERED:
        return Position(indicator, answer.state, None)
    share = answer.score / (indicator.top_score or 1)
    return Position(indicator, answer.state, 1 - share if indicator.direction == "lower" else share)
