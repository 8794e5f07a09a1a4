"""Figures side by side: only like is measured against like, and nothing is converted."""

from __future__ import annotations

from datetime import date

from ddcompare.model.law import Value
from ddcompare.model.quantities import Amount, Duration, Money, Number

_CALENDAR = {"days": ("days", 1), "weeks": ("days", 7), "months": ("months", 1),
             "years": ("months", 12)}  # fmt: skip


def like_amounts(one: Value | None, other: Value | None) -> tuple[Amount, Amount] | None:
    """Two figures as amounts of one unit; None where they have no unit in common.

    Currencies are not converted. A year is 12 months and a week 7 days, but a month is no number
    of days. Dates become day numbers.
    """
    match one, other:
        case Money(), Money() if one.currency == other.currency:
            return one.amount, other.amount
        case Number(), Number() if one.unit == other.unit:
            return one.amount, other.amount
        case Duration(), Duration():
            (unit, times), (second, second_times) = _CALENDAR[one.unit], _CALENDAR[other.unit]
            return (one.amount * times, other.amount * second_times) if unit == second else None
        case date(), date():
            return one.toordinal(), other.toordinal()
    return None
