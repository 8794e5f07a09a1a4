"""Families of laws: hierarchical clustering of their similarities."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ddcompare.compare.distance import Floats

FAMILY = 0.70
"""Laws of one family are on average at least as alike as this. Like the ranges of codebook rule 10
it is fixed, and not taken from the laws compared."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """Laws by their index, in an order in which like laws stand side by side; families in it."""

    order: tuple[int, ...]
    families: tuple[tuple[int, ...], ...]


def cluster(similarity: Floats, laws: int) -> Clusters:
    """Group laws by average linkage (Sokal and Michener 1958) with optimal order of the leaves.

    ``similarity`` is condensed and complete. The leaves are ordered so that neighbours are as alike
    as can be (Bar-Joseph and others 2001); of the two directions the one is taken that starts with
    the law that comes first.
    """
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, leaves_list, linkage

    if laws < 2:
        alone = tuple(range(laws))
        return Clusters(alone, tuple((index,) for index in alone))
    tree = linkage(np.round(1 - similarity, 12), "average", optimal_ordering=True)
    order = [int(index) for index in leaves_list(tree)]
    if order[0] > order[-1]:
        order.reverse()
    family = fcluster(tree, round(1 - FAMILY, 12) + 1e-12, "distance")
    families = tuple(tuple(group) for _, group in groupby(order, key=lambda index: family[index]))
    return Clusters(tuple(order), families)
