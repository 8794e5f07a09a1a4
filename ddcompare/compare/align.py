"""How alike laws are: Gower's coefficient for every pair, overall and by dimension (rule 10).

Every dimension weighs the same, and within it every question. A similarity is shown only where at
least 60 % of the weight can be compared, and never without what happens to it under other weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from ddcompare.compare.clusters import cluster
from ddcompare.compare.distance import distances, in_both, in_one, place
from ddcompare.compare.matrix import Column, Matrix
from ddcompare.compare.similarity import Similarity, Sums, similarity
from ddcompare.model.codebook import Codebook, Indicator, Rates
from ddcompare.model.law import Answer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ddcompare.compare.distance import Floats

SEED = 1971
WEIGHTINGS = 1000

SILENCE: Mapping[str, str] = {
    "A": "silence counts as the lowest level: how alike compliance would be",
    "B": "silence shared by two laws does not count: how alike the rules are",
}
"""The two treatments of silence; both are computed."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A similarity from 0 to 1 with what it rests on; None where coverage is too low.

    ``coverage`` is the share of the weight that can be compared, ``usable`` the number of
    questions. ``low`` and ``high`` bound nine of ten random weightings, ``without`` is the range
    with each dimension left out in turn; both are None where there is only one dimension.
    """

    similarity: float | None
    coverage: float
    usable: int
    dimensions: Mapping[str, float | None]
    low: float | None = None
    high: float | None = None
    without: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question put to two laws: their answers, and how far apart these lie (0 to 1).

    ``distance`` is None where the question does not count for the pair under treatment A.
    """

    indicator: Indicator
    one: Answer
    other: Answer
    distance: float | None


@dataclass(frozen=True, eq=False)
class Alignment:
    """How alike the laws of a matrix are; laws are named by their index in its columns.

    ``silence`` holds both treatments (A, B). ``order`` has the laws that can be compared, families
    side by side, both found under A; ``apart`` those of which no pair is shown under A.
    ``one_sided`` counts for each pair the questions that cannot arise under one of the two laws and
    are answered by the other. ``weights`` are those of the dimensions, equal for all.
    """

    matrix: Matrix
    rates: Rates | None
    weights: Mapping[str, float]
    weightings: int
    seed: int
    silence: Mapping[str, Similarity]
    one_sided: NDArray[np.int64]
    order: tuple[int, ...]
    families: tuple[tuple[int, ...], ...]
    apart: tuple[int, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The laws in the order of the matrix."""
        return self.matrix.columns

    def position(self, one: int, other: int) -> int:
        """Where a pair of laws stands in the condensed arrays."""
        low, high = sorted((one, other))
        return len(self.columns) * low - low * (low + 1) // 2 + high - low - 1

    def figure(self, one: int, other: int, silence: str = "A") -> Figure:
        """The similarity of two laws under a treatment of silence."""
        found, at = self.silence[silence], self.position(one, other)
        names = (dimension.id for dimension in self.matrix.dimensions)
        figure = Figure(
            _shown(found.overall[at]),
            float(found.coverage[at]),
            int(found.usable[at]),
            dict(zip(names, map(_shown, found.dimensions[:, at]), strict=True)),
        )
        if figure.similarity is None or found.bounds is None or found.without is None:
            return figure
        low, high = (float(bound[at]) for bound in found.bounds)
        least, most = (float(bound[at]) for bound in found.without)
        return replace(figure, low=low, high=high, without=(least, most))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """All pairs of laws, in the order of the matrix."""
        return combinations(range(len(self.columns)), 2)

    def questions(self, one: int, other: int) -> tuple[Question, ...]:
        """All questions put to two laws, in the order of the codebook."""
        found = []
        for row in self.matrix.rows:
            first, second = (row.cells[self.columns[index].law.id] for index in (one, other))
            places = [place(row.indicator, answer, self.rates) for answer in (first, second)]
            found.append(Question(row.indicator, first, second, _shown(distances(places)[0])))
        return tuple(found)

    def tied(self, law: int, silence: str = "A") -> tuple[int, ...]:
        """The other laws whose rank cannot be told from that of a law (codebook rule 9)."""
        standings = self.silence[silence].standings
        return tuple(
            other
            for other in range(len(standings))
            if other != law and standings[law].tied_with(standings[other])
        )

    def square(self, silence: str = "A") -> tuple[tuple[float | None, ...], ...]:
        """The similarities of a heat map: ``order`` against ``order``."""
        return tuple(
            tuple(
                1.0 if one == other else self.figure(one, other, silence).similarity
                for other in self.order
            )
            for one in self.order
        )


def align(
    matrix: Matrix, codebook: Codebook, weightings: int = WEIGHTINGS, seed: int = SEED
) -> Alignment:
    """Compare the laws of a matrix in pairs.

    ``weightings`` is the number of random weightings of the dimensions, ``seed`` what they are
    drawn from. Laws that are neither applied nor in force take part; their columns say so. Raises
    ValueError for fewer than two laws or no weighting. Needs numpy and scipy.
    """
    import numpy as np

    if len(matrix.columns) < 2 or weightings < 1:
        raise ValueError("a comparison needs two laws and at least one weighting")
    both = {name: Sums(matrix) for name in SILENCE}
    one_sided = np.zeros(both["A"].pairs, dtype=np.int64)
    for row in matrix.rows:
        answers = [row.cells[column.law.id] for column in matrix.columns]
        found = distances([place(row.indicator, answer, codebook.rates) for answer in answers])
        both["A"].add(row, found)
        both["B"].add(row, np.where(in_both(answers, "silent"), np.nan, found))
        one_sided += in_one(answers, "not_applicable", "value")
    silence = {name: similarity(sums, weightings, seed) for name, sums in both.items()}
    order, families, apart = _families(both["A"], silence["A"].overall)
    return Alignment(
        matrix=matrix,
        rates=codebook.rates,
        weights={dimension.id: 1 / len(matrix.dimensions) for dimension in matrix.dimensions},
        weightings=weightings,
        seed=seed,
        silence=silence,
        one_sided=one_sided,
        order=order,
        families=families,
        apart=apart,
    )


def _families(
    sums: Sums, overall: Floats
) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """The order of the laws, their families, and the laws of which no pair is shown.

    A pair that is not shown takes part with what can be compared, or else as unlike: that decides
    only where a law stands.
    """
    import numpy as np
    from scipy.spatial.distance import squareform

    shown = squareform((~np.isnan(overall)).astype(float)).any(axis=1)
    kept = [index for index in range(sums.laws) if shown[index]]
    apart = tuple(index for index in range(sums.laws) if not shown[index])
    if not kept:
        return (), (), apart
    shared, usable = (shares.sum(axis=0) for shares in sums.shares())
    known = squareform(np.divide(shared, usable, out=np.zeros_like(shared), where=usable > 0))
    found = cluster(squareform(known[np.ix_(kept, kept)], checks=False), len(kept))

    def named(group: Sequence[int]) -> tuple[int, ...]:
        return tuple(kept[index] for index in group)

    return named(found.order), tuple(map(named, found.families)), apart


def _shown(value: float) -> float | None:
    return None if value != value else float(value)
