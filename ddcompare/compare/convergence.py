"""Where laws converge, question by question: who takes which position, and which asks the most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ddcompare.compare.distance import place
from ddcompare.compare.matrix import Column, Matrix, Row
from ddcompare.model.codebook import Codebook, Indicator, Rates
from ddcompare.model.law import Answer, Value
from ddcompare.model.wording import position

NOT_ASKED = ("not_applicable", "not_coded")
"""States of laws under which a question does not arise, or at which nobody has looked."""


@dataclass(frozen=True, slots=True)
class Group:
    """The laws, by their ids, that take the same position on a question."""

    words: str
    state: str
    value: Value | None
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Convergence:
    """The positions of all laws on one question, the most frequent first.

    ``most_demanding`` holds the positions that ask the most, with the laws that take them; it is
    empty where the question has no direction or no law answers it. Only laws that are applied or in
    force count there (codebook rule 4).
    """

    indicator: Indicator
    groups: tuple[Group, ...]
    most_demanding: tuple[Group, ...]

    @property
    def asked(self) -> tuple[Group, ...]:
        """The groups of those laws under which the question arises and that somebody looked at."""
        return tuple(group for group in self.groups if group.state not in NOT_ASKED)

    @property
    def most_common(self) -> tuple[Group, ...]:
        """The position that most of these laws take; several if they are equally frequent."""
        most = max((len(group.laws) for group in self.asked), default=0)
        return tuple(group for group in self.asked if len(group.laws) == most)

    @property
    def share(self) -> float | None:
        """The share of these laws that takes the most common position; None without any."""
        count = sum(len(group.laws) for group in self.asked)
        return len(self.most_common[0].laws) / count if count else None


def convergence(matrix: Matrix, codebook: Codebook) -> tuple[Convergence, ...]:
    """The positions of the laws of a matrix on each of its questions."""
    return tuple(_row(matrix, row, codebook.rates) for row in matrix.rows)


def _row(matrix: Matrix, row: Row, rates: Rates | None) -> Convergence:
    groups = _groups(row, matrix.columns)
    demands = {
        column.law.id: demand
        for column in matrix.columns
        if not column.greyed
        and (demand := demanded(row.indicator, row.cells[column.law.id], rates)) is not None
    }
    most = max(demands.values(), default=0.0)
    top = [column for column in matrix.columns if demands.get(column.law.id) == most]
    return Convergence(row.indicator, groups, _groups(row, top))


def _groups(row: Row, columns: Iterable[Column]) -> tuple[Group, ...]:
    found: dict[tuple[str, str], list[str]] = {}
    for column in columns:
        cell = row.cells[column.law.id]
        words = position(row.indicator, cell)
        found.setdefault((cell.state, words), []).append(column.law.id)
    ordered = sorted(found.items(), key=lambda item: -len(item[1]))
    return tuple(_group(row, *key, laws) for key, laws in ordered)


def _group(row: Row, state: str, words: str, laws: Sequence[str]) -> Group:
    return Group(words, state, row.cells[laws[0]].value, tuple(laws))


def demanded(indicator: Indicator, answer: Answer, rates: Rates | None) -> float | None:
    """How much an answer asks, to be compared with others on the same question.

    A set asks the more the more codes it has. None where that is unknown, where the question has no
    direction, and where nothing is asked: silence, the lowest level, an empty set.
    """
    where = None if answer.state == "silent" else place(indicator, answer, rates)
    if where is None or indicator.direction == "neutral":
        return None
    amount = float(len(where)) if isinstance(where, frozenset) else where
    return -amount if indicator.direction == "lower" else amount or None
