"""Which cells a second coder reads: a quarter, drawn by a seed, stratified by dimension."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import ceil

from ddcompare.model.codebook import Codebook

SEED = "ddcompare second reading 1"
SHARE = 0.25


def sample(codebook: Codebook, law: str, share: float = SHARE) -> Sequence[str]:
    """The ids of the indicators to read again for a law (codebook rule 12), in codebook order.

    From each dimension at least the share, rounded up. The draw depends on the seed and the id of
    the law alone, so that anybody can repeat it.
    """
    drawn: list[str] = []
    for dimension in codebook.dimensions:
        names = [indicator.id for indicator in dimension.indicators]
        chance = random.Random(f"{SEED}/{law}/{dimension.id}")  # noqa: S311 - a repeatable draw
        chosen = set(chance.sample(names, ceil(len(names) * share)))
        drawn += [name for name in names if name in chosen]
    return drawn
