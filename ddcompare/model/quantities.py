"""Amounts with their unit: money, counted things, spans of time.

A unit is part of the value (``36000000 GBP``, ``250 persons``, ``6 months``); an amount without one
is refused. Amounts are whole numbers or exact decimals, never binary floating point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Amount = int | Decimal

DURATION_UNITS = ("days", "weeks", "months", "years")
_QUANTITY = re.compile(r"(?P<amount>-?[0-9]{1,18}(?:\.[0-9]{1,6})?) (?P<unit>[A-Za-z_]{1,40})")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class QuantityError(ValueError):
    """A text that is not an amount with a unit; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money in the currency the law names (ISO 4217, never converted)."""

    amount: Amount
    currency: str

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,}"


@dataclass(frozen=True, slots=True)
class Number:
    """A count or share with its unit, such as 250 persons or 3 per_cent."""

    amount: Amount
    unit: str

    def __str__(self) -> str:
        unit = self.unit.replace("_", " ")
        if self.amount == 1 and unit.endswith("s"):
            unit = unit[:-1]
        return f"{self.amount:,} {unit}"


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of time as the text states it; months are not turned into days, nor the reverse."""

    amount: Amount
    unit: str

    def __str__(self) -> str:
        unit = self.unit[:-1] if self.amount == 1 else self.unit
        return f"{self.amount} {unit}"


Quantity = Money | Number | Duration


def parse_quantity(text: str) -> Quantity:
    """Read ``36000000 GBP``, ``250 persons`` or ``6 months``.

    A unit of three capital letters is a currency, a unit of time makes a duration, anything else
    a number. Raises QuantityError when the text has no amount, no unit, or digit separators.
    """
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        raise QuantityError(
            f"{text[:60]!r} is not an amount with a unit; expected for example "
            "'36000000 GBP', '250 persons' or '6 months' (no digit separators)"
        )
    digits, unit = match["amount"], match["unit"]
    amount: Amount = Decimal(digits) if "." in digits else int(digits)
    if len(unit) == 3 and unit.isupper():
        return Money(amount, unit)
    plural = unit if unit.endswith("s") else f"{unit}s"
    if plural in DURATION_UNITS:
        return Duration(amount, plural)
    return Number(amount, unit)


def parse_date(text: str) -> date:
    """Read an ISO 8601 calendar date; raises ValueError for any other form or an impossible day."""
    if _ISO_DATE.fullmatch(text) is None:
        raise ValueError(f"{text[:60]!r} is not a date; expected YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day of the calendar ({error})") from None
