"""A figure as far as it is known: what it is at least and at most, and what it was added up from.

Comparing such an interval with a threshold is certain wherever both its ends fall on the same side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from ddcompare.model.quantities import Amount, Money, Quantity

Truth = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount of money that was turned into the currency of the law at a reference rate.

    ``rate`` is the units of that currency for one unit of the amount given, ``rate_day`` the day it
    was published for, ``day`` the relevant day; ``assumed`` where that day was taken for want of
    the end of the financial year.
    """

    given: Money
    rate: Decimal
    rate_day: date
    day: date
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Addend:
    """What one entity contributes to a figure: at least, and at most (None: no certain limit).

    ``basis`` is ``own`` or ``consolidated`` where that figure was given, ``bounds`` where only
    limits are certain, ``missing`` where nothing is known, ``unconverted`` where it was given in a
    currency without a rate, ``outside`` where the entity is not counted, ``unlisted`` where the
    addend stands for somebody above the entity who is not in the file.
    ``why`` says in words what is known or lacks, ``conversions`` at which rates.
    """

    entity: str
    least: Quantity
    most: Quantity | None
    basis: str
    why: str | None = None
    conversions: tuple[Conversion, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A figure counted over its perimeter for one financial year.

    It is ``least`` at least and ``most`` at most, both for certain and in the unit of the
    threshold; ``most`` is None where nothing limits it, equal to ``least`` where the figure is
    known. ``year`` is the calendar year in which the financial year ended, if known;
    ``summed`` says that the addends of a group stand for consolidated accounts that were not given;
    ``rates`` has one conversion for each rate by which addends were converted.
    """

    least: Quantity
    most: Quantity | None
    year: int | None = None
    addends: Sequence[Addend] = ()
    summed: bool = False
    rates: tuple[Conversion, ...] = ()
    result: Truth = "unknown"
    """How this year alone compares with the threshold."""

    @property
    def exact(self) -> Quantity | None:
        """The figure, where it is known and not only bounded."""
        return self.least if self.least == self.most else None

    def against(self, operator: str, threshold: Quantity) -> Count:
        """The count with its result: it passes for certain, fails for certain, or may do either."""
        result = _compared(operator, self.least, self.most, threshold)
        if result == self.result:
            return self
        return Count(
            self.least, self.most, self.year, self.addends, self.summed, self.rates, result
        )


def average(counts: Sequence[Count]) -> Count:
    """The mean of several years, as certain bounds."""

    def mean(amounts: Sequence[Amount]) -> Decimal:
        return Decimal(sum(amounts)) / len(amounts)

    first = counts[0].least
    least = replace(first, amount=mean([count.least.amount for count in counts]))
    tops = [count.most for count in counts]
    known = [top.amount for top in tops if top is not None]
    if len(known) < len(tops) or len({_kind(count.least) for count in counts}) > 1:
        return Count(least, None)
    return Count(least, replace(first, amount=mean(known)))


def _kind(quantity: Quantity) -> tuple[type, str]:
    unit = quantity.currency if isinstance(quantity, Money) else quantity.unit
    return type(quantity), unit


def _compared(operator: str, least: Quantity, most: Quantity | None, threshold: Quantity) -> Truth:
    if _kind(least) != _kind(threshold):
        return "unknown"
    low, high, limit = least.amount, most.amount if most else None, threshold.amount
    if operator in ("at_least", "less_than"):
        reached, below = low >= limit, high is not None and high < limit
    else:
        reached, below = low > limit, high is not None and high <= limit
    upward = operator in ("at_least", "more_than")
    if reached:
        return "yes" if upward else "no"
    if below:
        return "no" if upward else "yes"
    return "unknown"
