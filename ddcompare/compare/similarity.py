"""The similarities of all pairs of laws under one treatment of silence (codebook rule 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ddcompare.compare.matrix import Matrix, Row
from ddcompare.compare.weights import Standing, spread, standings, weightings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ddcompare.compare.distance import Flags, Floats

COVERAGE = 0.60
"""The share of the weight that must be comparable for a figure to be shown."""


@dataclass(frozen=True, slots=True)
class Divergence:
    """How far apart the laws lie on one question: the mean distance of the pairs that count.

    ``mean`` is None where fewer than 60 % of the pairs count.
    """

    mean: float | None
    pairs: int


@dataclass(frozen=True, eq=False)
class Similarity:
    """All pairs under one treatment of silence, as condensed arrays; NaN where nothing is shown.

    ``dimensions`` has a row for each dimension of the matrix. ``bounds`` are those of nine of ten
    random weightings, ``without`` the range of each pair with every dimension left out in turn,
    ``mean`` and ``dimension_means`` are the means of the pairs that are shown, and ``mean_without``
    is the overall mean with each dimension left out. What concerns other weights is None where
    there is only one dimension.
    """

    overall: Floats
    coverage: Floats
    usable: NDArray[np.int64]
    bounds: tuple[Floats, Floats] | None
    without: tuple[Floats, Floats] | None
    dimensions: Floats
    mean: float | None
    dimension_means: tuple[float | None, ...]
    mean_without: tuple[float | None, ...] | None
    standings: tuple[Standing, ...]
    divergence: Mapping[str, Divergence]


class Sums:
    """Similarities summed up over the questions of each dimension that count for a pair."""

    def __init__(self, matrix: Matrix) -> None:
        import numpy as np

        self.laws = len(matrix.columns)
        self.pairs = self.laws * (self.laws - 1) // 2
        self.rows = {dimension.id: row for row, dimension in enumerate(matrix.dimensions)}
        self.asked = np.array([[float(len(d.indicators))] for d in matrix.dimensions])
        self.similar = np.zeros((len(self.rows), self.pairs))
        self.counted = np.zeros((len(self.rows), self.pairs))
        self.divergence: dict[str, Divergence] = {}

    def add(self, row: Row, found: Floats) -> None:
        """Add the distances of all pairs on one question."""
        import numpy as np

        at, usable = self.rows[row.indicator.dimension], ~np.isnan(found)
        self.similar[at] += np.where(usable, 1 - found, 0.0)
        self.counted[at] += usable
        count = int(usable.sum())
        enough = count >= COVERAGE * self.pairs
        mean = float(found[usable].mean()) if enough else None
        self.divergence[row.indicator.id] = Divergence(mean, count)

    def shares(self) -> tuple[Floats, Floats]:
        """For each dimension and pair the similarity and the share that counts.

        Every question weighs one part in the number of questions of its dimension.
        """
        return self.similar / self.asked, self.counted / self.asked


def similarity(sums: Sums, count: int, seed: int) -> Similarity:
    """The similarities, with ``count`` random weightings of the dimensions drawn from ``seed``."""
    import numpy as np

    by_dimension, counted = sums.shares()
    shared, usable = by_dimension.sum(axis=0), counted.sum(axis=0)
    coverage = usable / len(sums.rows)
    shown = _enough(coverage)
    with np.errstate(invalid="ignore", divide="ignore"):
        overall = np.where(shown, shared / usable, np.nan)
        dimensions = np.where(_enough(counted), by_dimension / counted, np.nan)
    bounds = without = sensitivity = mean_without = None
    if len(sums.rows) > 1:
        weights = weightings(len(sums.rows), count, seed)
        wide = spread(by_dimension, counted, shown, weights, sums.laws)
        with np.errstate(invalid="ignore", divide="ignore"):
            reduced = np.where(shown, (shared - by_dimension) / (usable - counted), np.nan)
        bounds = np.where(shown, wide.low, np.nan), np.where(shown, wide.high, np.nan)
        without = reduced.min(axis=0), reduced.max(axis=0)
        mean_without = tuple(map(_mean, reduced))
        sensitivity = wide.means, np.stack([_means(row) for row in reduced], axis=1)
    return Similarity(
        overall=overall,
        coverage=coverage,
        usable=sums.counted.sum(axis=0).astype(np.int64),
        bounds=bounds,
        without=without,
        dimensions=dimensions,
        mean=_mean(overall),
        dimension_means=tuple(map(_mean, dimensions)),
        mean_without=mean_without,
        standings=standings(_means(overall), _pairs_of(shown), sensitivity),
        divergence=sums.divergence,
    )


def _enough(coverage: Floats) -> Flags:
    import numpy as np

    # Rounded, because a mean of fractions may fall short of 0.6 in floating point.
    return np.round(coverage, 12) >= COVERAGE


def _mean(values: Floats) -> float | None:
    import numpy as np

    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else None


def _means(condensed: Floats) -> Floats:
    """The mean similarity of every law to the others with which it is shown; NaN without any."""
    import numpy as np
    from scipy.spatial.distance import squareform

    square = squareform(np.nan_to_num(condensed))
    counts = squareform((~np.isnan(condensed)).astype(float))
    with np.errstate(invalid="ignore"):
        means: Floats = square.sum(axis=1) / counts.sum(axis=1)
    return means


def _pairs_of(shown: Flags) -> list[int]:
    from scipy.spatial.distance import squareform

    return [int(count) for count in squareform(shown.astype(float)).sum(axis=1)]
