"""The evidence for draft guidelines: where laws converge, where they part, what standards ask.

Nothing here recommends: options follow from positions and from codebook rule 11 (the higher level
covers the lower where a direction is known; where none is known, both are listed).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ddcompare.compare.burden import Burden, burden
from ddcompare.compare.closing import field_of
from ddcompare.compare.convergence import Convergence, Group, convergence
from ddcompare.compare.gaps import Gaps, gaps
from ddcompare.compare.grading import Graded, grade
from ddcompare.compare.matrix import Matrix, Row, matrix
from ddcompare.compare.timeline import Timeline, timeline
from ddcompare.model.codebook import Dimension, Level, Term
from ddcompare.model.corpus import Corpus
from ddcompare.model.standard import Expectation, Standard, Want

SILENCE = ("silent", "no")
"""States in which a law has no rule on a question that arises under it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a standard asks on one question, and the grade of each law by its id."""

    standard: Standard
    expectation: Expectation
    want: Want
    grades: Mapping[str, Graded]


@dataclass(frozen=True, slots=True)
class Element:
    """One question with the answers of the laws, their positions, and what the standards ask."""

    row: Row
    positions: Convergence
    asked: tuple[Asked, ...]

    @property
    def speaking(self) -> tuple[Group, ...]:
        """The positions of laws that have a rule on the question."""
        return tuple(group for group in self.positions.asked if group.state not in SILENCE)

    @property
    def converges(self) -> bool:
        """Whether at least two laws answer, and all that do take one position that is a rule."""
        return len(self.positions.asked) == 1 and self._count > 1 and bool(self.speaking)

    @property
    def silent(self) -> bool:
        """Whether no law has a rule on the question, although it arises."""
        return bool(self.positions.asked) and not self.speaking

    @property
    def diverges(self) -> bool:
        """Whether two laws at least take different positions, one of them a rule."""
        return len(self.positions.asked) > 1 and bool(self.speaking)

    @property
    def floor(self) -> Level | None:
        """The level that every law reaches where the question arises, if it is above the lowest.

        Only for scales with a direction; None where a law takes no position.
        """
        indicator = self.row.indicator
        scores = [self.row.cells[law].score for group in self.positions.asked for law in group.laws]
        known = [score for score in scores if score is not None]
        if indicator.type != "ordinal" or indicator.direction == "neutral":
            return None
        if len(known) < max(len(scores), 2) or min(known) == indicator.levels[0].score:
            return None
        return next(level for level in indicator.levels if level.score == min(known))

    @property
    def shared(self) -> tuple[str, ...]:
        """The codes of a set that every law has where the question arises, if two laws answer."""
        values = [self.row.cells[law].value for group in self.positions.asked for law in group.laws]
        sets = [set(value) for value in values if isinstance(value, tuple)]
        if len(sets) < max(len(values), 2):
            return ()
        held = set.intersection(*sets)
        return tuple(level.id for level in self.row.indicator.levels if level.id in held)

    @property
    def _count(self) -> int:
        return sum(len(group.laws) for group in self.positions.asked)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A theme that has a chapter of its own, with the questions that serve it."""

    theme: Term
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Guidelines:
    """The evidence for a draft, on a day.

    ``elements`` are all questions in the order of the codebook. ``gaps`` has the reports of each
    law (by id) against each standard, in the order of ``standards``.
    """

    matrix: Matrix
    standards: tuple[Standard, ...]
    elements: tuple[Element, ...]
    gaps: Mapping[str, tuple[Gaps, ...]]
    burden: Burden
    chapters: tuple[Chapter, ...]
    timeline: Timeline

    def of(self, dimension: Dimension) -> tuple[Element, ...]:
        """The questions of one dimension."""
        return tuple(e for e in self.elements if e.row.indicator.dimension == dimension.id)


def guidelines(
    corpus: Corpus, laws: Sequence[str], standards: Sequence[Standard], as_of: date
) -> Guidelines:
    """Gather the evidence on some laws (empty: all) and standards on a day.

    Laws that did not exist on the day are in ``matrix.absent`` and nowhere else. Raises KeyError
    for a law that does not exist.
    """
    book = corpus.codebook
    found = matrix(corpus, as_of, laws)
    wants: dict[str, list[tuple[Standard, Expectation, Want]]] = {}
    for standard in standards:
        for expectation in standard.expectations:
            for want in expectation.wants:
                wants.setdefault(want.indicator, []).append((standard, expectation, want))
    elements = tuple(
        Element(
            row,
            positions,
            tuple(
                Asked(standard, expectation, want, _grades(row, want))
                for standard, expectation, want in wants.get(row.indicator.id, ())
            ),
        )
        for row, positions in zip(found.rows, convergence(found, book), strict=True)
    )
    field = field_of(corpus, wants, as_of)
    chapters = tuple(
        Chapter(theme, tuple(e for e in elements if theme.id in e.row.indicator.themes))
        for theme in book.terms["theme"].values()
        if "chapter" in theme.extra
    )
    return Guidelines(
        found,
        tuple(standards),
        elements,
        {
            column.law.id: tuple(
                gaps(corpus, column.law.id, standard, as_of, field=field) for standard in standards
            )
            for column in found.columns
        },
        burden([column.law for column in found.columns], as_of, book),
        chapters,
        timeline(corpus, [column.law.id for column in found.columns], as_of, beside=False),
    )


def _grades(row: Row, want: Want) -> Mapping[str, Graded]:
    return {law: grade(row.indicator, want, cell) for law, cell in row.cells.items()}
