"""How far two answers lie apart: Gower's coefficient on the fixed ranges of codebook rule 10.

Gower (1971) compares each question on its own scale, from 0 (the same) to 1 (as far apart as can
be). The ranges stand in the codebook and are not taken from the laws compared, so that adding a
law moves no old pair. Nothing is imputed: where one of two answers has no place on the scale of
its question, the pair is left out on that question.

Pairs of n laws stand in condensed order, (0, 1), (0, 2) ... (n-2, n-1), as in scipy's ``pdist``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from ddcompare.compare.magnitudes import like_amounts
from ddcompare.model.codebook import Indicator, Rates
from ddcompare.model.law import Answer, Value
from ddcompare.model.quantities import Duration, Money, Number

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

OPEN = ("not_applicable", "unclear", "not_coded", "varies")
"""States in which an answer is not compared, even where a value stands beside it."""

Place = float | frozenset[str]
"""A place on a scale of length 1, or codes."""

DAYS_IN_YEAR = 365.25


def place(indicator: Indicator, answer: Answer, rates: Rates | None) -> Place | None:
    """Where an answer stands on the scale of its question; None where it has no place.

    Silence stands where the codebook puts it: at a level of an ordinal scale, at the empty set, at
    ``no``, at a code of its own. A quantity on which a law is silent, that it requires without a
    figure, or whose currency has no rate has no place. A single code is a set of one.
    """
    value, absent = answer.value, answer.state in ("silent", "no")
    if answer.state in OPEN:
        return None
    match indicator.type:
        case "ordinal":
            return _level(indicator, answer.score, absent)
        case "set":
            codes = value if isinstance(value, tuple) else None
            return frozenset(codes or ()) if absent or codes is not None else None
        case "yes_no":
            return frozenset([str(value or "no")]) if absent or value else None
        case "code":
            return frozenset([str(value or answer.state)]) if absent or value else None
    return _figure(indicator, value, rates)


def _level(indicator: Indicator, score: int | None, absent: bool) -> float | None:
    if score is None:
        return 0.0 if absent else None
    scores = [level.score or 0 for level in indicator.levels]
    return (score - min(scores)) / (max(scores) - min(scores))


def _figure(indicator: Indicator, value: Value | None, rates: Rates | None) -> float | None:
    amount = _amount(indicator, value, rates)
    if amount is None or indicator.range is None:
        return None
    # No sum or number of a law is below zero; one that is by mistake is read as zero.
    scaled = math.log10(max(amount, 0) + 1) if indicator.range.scale == "log10" else amount
    return scaled / indicator.range.span


def _amount(indicator: Indicator, value: Value | None, rates: Rates | None) -> float | None:
    """The amount in the unit of the range: euro, per cent, persons, months, years since year 1."""
    match value:
        case Money(currency="EUR"):
            return float(value.amount)
        case Money():
            euro = rates.in_euro(value) if rates else None
            return None if euro is None else float(euro)
        case Number() | Duration():
            amounts = like_amounts(value, type(value)(1, indicator.unit or value.unit))
            return float(amounts[0]) / float(amounts[1]) if amounts else None
        case date():
            return value.toordinal() / DAYS_IN_YEAR
    return None


def distances(places: Sequence[Place | None]) -> Floats:
    """The distance of every pair of laws on one question, 0 to 1; NaN where it does not count.

    Figures and levels: the difference on the scale, at most 1. Codes: 1 minus Jaccard's index,
    which is 0 or 1 for single codes; two empty sets do not count.
    """
    import numpy as np
    from scipy.spatial.distance import pdist

    if any(isinstance(item, float) for item in places):
        column = np.array([[np.nan if item is None else item] for item in places], dtype=float)
        apart: Floats = np.minimum(pdist(column, "cityblock"), 1.0)
        return apart
    codes = sorted({code for item in places if isinstance(item, frozenset) for code in item})
    rows, columns = pairs(len(places))
    if not codes:
        return np.full(len(rows), np.nan)
    sets = [item if isinstance(item, frozenset) else frozenset() for item in places]
    held = np.array([[code in item for code in codes] for item in sets])
    unknown = np.array([item is None for item in places])
    empty = np.array([not item for item in sets])
    found: Floats = pdist(held, "jaccard")
    found[unknown[rows] | unknown[columns] | (empty[rows] & empty[columns])] = np.nan
    return found


@lru_cache(maxsize=2)
def pairs(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The two laws of every pair, in condensed order."""
    import numpy as np

    return np.triu_indices(count, 1)


def in_both(answers: Sequence[Answer], state: str) -> Flags:
    """The pairs of laws that are both in a state."""
    rows, columns = pairs(len(answers))
    found = _in(answers, state)
    return found[rows] & found[columns]


def in_one(answers: Sequence[Answer], state: str, other: str) -> Flags:
    """The pairs of laws of which one is in a state and the other in another."""
    rows, columns = pairs(len(answers))
    first, second = _in(answers, state), _in(answers, other)
    return (first[rows] & second[columns]) | (second[rows] & first[columns])


def _in(answers: Sequence[Answer], state: str) -> Flags:
    import numpy as np

    return np.array([answer.state == state for answer in answers])
