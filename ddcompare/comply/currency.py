"""Turning an amount into the currency of a law, at the reference rate of the relevant day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from typing import Protocol

from ddcompare.model.counting import Conversion
from ddcompare.model.quantities import Amount, Money

CENT = Decimal("0.01")
DIGITS = Context(prec=8)
"""A rate is used as it is shown, so that anybody can redo the sum."""
NEARNESS = Decimal("0.01")
"""Within this share of a threshold the answer hinges on the rate."""


class Rates(Protocol):
    """Reference rates by day, such as those of the European Central Bank."""

    def rate(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        """Units of ``target`` for one unit of ``source``, and the day of that rate.

        It is the rate of the day, or of the last day before it that has one; None without one.
        """
        ...


@dataclass(frozen=True, slots=True)
class RelevantDay:
    """The day whose rate counts; ``assumed`` where no end of the financial year is known."""

    day: date
    assumed: bool = False


def convert(
    given: Money, currency: str, relevant: RelevantDay, rates: Rates
) -> tuple[Amount, Conversion] | None:
    """An amount in another currency, in cents at the rate of the relevant day; None without one."""
    found = rates.rate(given.currency, currency, relevant.day)
    if found is None:
        return None
    rate, rate_day = DIGITS.plus(found[0]), found[1]
    amount = (given.amount * rate).quantize(CENT)
    return amount, Conversion(given, rate, rate_day, relevant.day, relevant.assumed)


def is_near(amount: Amount, threshold: Amount) -> bool:
    """Whether an amount lies within one per cent of a threshold, on either side of it."""
    return abs(Decimal(amount) - threshold) <= NEARNESS * threshold
