"""How much a figure hangs on the weights: random weightings, and each dimension left out in turn.

Codebook rule 9: every figure stands beside its interval under random weights of the dimensions, and
ranks that overlap under them are ties.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ddcompare.compare.distance import Flags, Floats

LOW, HIGH = 0.05, 0.95
"""The interval that is shown: nine of ten weightings lie within it."""


def weightings(dimensions: int, count: int, seed: int) -> Floats:
    """Random weights of the dimensions, one weighting a row; each row sums to 1.

    They are drawn from the flat Dirichlet distribution, as exponential variates divided by their
    sum (Devroye 1986), from the raw output of PCG64, which numpy keeps the same in every version.
    """
    import numpy as np

    raw = np.random.PCG64(seed).random_raw(count * dimensions) >> np.uint64(11)
    drawn: Floats = -np.log((raw.astype(float) + 0.5) / 2.0**53).reshape(count, dimensions)
    weights: Floats = drawn / drawn.sum(axis=1, keepdims=True)
    return weights


@dataclass(frozen=True, eq=False)
class Spread:
    """What a set of weightings makes of the pairs, and of the mean of every law.

    ``low`` and ``high`` bound nine of ten weightings for every pair; ``means`` has a row for every
    law and a column for every weighting, NaN for a law of which no pair is shown.
    """

    low: Floats
    high: Floats
    means: Floats


def spread(shared: Floats, usable: Floats, shown: Flags, weights: Floats, laws: int) -> Spread:
    """Weigh the dimensions of every pair by every weighting.

    ``shared`` and ``usable`` hold for each dimension and pair the similarity summed over usable
    questions and the share of usable questions; similarity is the weighted sum of the one over the
    weighted sum of the other. ``shown`` marks the pairs with enough coverage, which alone enter the
    mean of a law. A law is worked through at a time, so that memory stays small.
    """
    import numpy as np

    count = len(weights)
    first, last = _bounds(count)
    low, high = np.empty(len(shown)), np.empty(len(shown))
    sums, counted = np.zeros((laws, count)), np.zeros(laws)
    start = 0
    for law in range(laws - 1):
        block = slice(start, start + laws - 1 - law)
        start = block.stop
        with np.errstate(invalid="ignore"):
            found = shared[:, block].T @ weights.T
            found /= usable[:, block].T @ weights.T
        seen = shown[block]
        found[~seen] = 0.0
        sums[law] += found.sum(axis=0)
        sums[law + 1 :] += found
        counted[law] += seen.sum()
        counted[law + 1 :] += seen
        found.sort(axis=1)
        low[block], high[block] = found[:, first], found[:, last]
    with np.errstate(invalid="ignore"):
        return Spread(low, high, sums / counted[:, None])


@dataclass(frozen=True, slots=True)
class Standing:
    """How much a law has in common with the others: the mean of its similarities, and its rank.

    ``mean`` is None, with everything else, where no pair of the law is shown; ``pairs`` counts
    those that are. ``low`` and ``high`` bound the mean under random weights, ``ranks`` the rank
    (1 is nearest to the others), and ``without`` the rank with each dimension left out in turn.
    """

    pairs: int
    mean: float | None = None
    rank: int | None = None
    low: float | None = None
    high: float | None = None
    ranks: tuple[int, int] | None = None
    without: tuple[int, int] | None = None

    def tied_with(self, other: Standing) -> bool:
        """Whether the ranks of two laws overlap under random weights (rule 9)."""
        if self.ranks is None or other.ranks is None:
            return self.rank is not None and self.rank == other.rank
        return self.ranks[0] <= other.ranks[1] and other.ranks[0] <= self.ranks[1]


def standings(
    means: Floats, pairs: Sequence[int], sensitivity: tuple[Floats, Floats] | None
) -> tuple[Standing, ...]:
    """The standing of every law, from its mean similarity with equal weights.

    ``sensitivity`` holds the means under random weights, with a column for every weighting, and the
    means with a dimension left out, with a column for each; None where there is only one dimension.
    """
    import numpy as np

    rank = ranks(means[:, None])[:, 0]
    found = [
        Standing(count) if np.isnan(mean) else Standing(count, float(mean), int(first))
        for count, mean, first in zip(pairs, means, rank, strict=True)
    ]
    if sensitivity is None:
        return tuple(found)
    random, without = sensitivity
    by_weights, by_dimension = ranks(random), ranks(without)
    for law, standing in enumerate(found):
        if standing.rank is not None:
            low, high = interval(random[law])
            found[law] = replace(
                standing,
                low=float(low),
                high=float(high),
                ranks=_span(standing.rank, interval(by_weights[law])),
                without=_span(standing.rank, by_dimension[law]),
            )
    return tuple(found)


def _span(rank: int, others: NDArray[np.int64]) -> tuple[int, int]:
    return int(min(rank, others.min())), int(max(rank, others.max()))


def interval(values: NDArray[Any]) -> NDArray[Any]:
    """The bounds within which nine of ten of the values lie, by nearest rank."""
    import numpy as np

    first, last = _bounds(len(values))
    bounds: NDArray[Any] = np.sort(values)[[first, last]]
    return bounds


def _bounds(count: int) -> tuple[int, int]:
    return math.ceil(LOW * count) - 1, math.ceil(HIGH * count) - 1


def ranks(means: Floats) -> NDArray[np.int64]:
    """The rank of every row in every column, 1 for the largest; equals share the better rank."""
    import numpy as np

    # Rounded, so that what is equal but for the order of summation ranks equal; NaN ranks last.
    falling = -np.round(means, 12)
    found = np.empty(means.shape, dtype=np.int64)
    for column in range(means.shape[1]):
        values = falling[:, column]
        found[:, column] = np.searchsorted(np.sort(values), values) + 1
    return found
