"""Read what a company file says of a fact or a figure; every fault says what was expected.

A fault is handed to the caller with the place inside the value, and the value is then None, so that
a file tells all its faults at once, and one typed value the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from ddcompare.corpus.iso import country_meant, currency_exists, jurisdiction_exists
from ddcompare.model.codebook import Term
from ddcompare.model.problem import KeyPath, did_you_mean
from ddcompare.model.quantities import (
    Money,
    Number,
    Quantity,
    QuantityError,
    parse_date,
    parse_quantity,
)
from ddcompare.model.rules import FactValue

Fault = Callable[[KeyPath, str, str, str | None], None]
"""Called with the place inside the value, the code of the problem, the message and a hint."""

WORLDWIDE = "worldwide"
_BARE = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,9})?")
_WANTED = {
    "code": "one word", "codes": "a list of words", "yes_no": "yes or no",
    "country": "the code of a country", "countries": "a list of codes of countries",
    "date": "a date (YYYY-MM-DD)",
}  # fmt: skip


def read_fact(raw: Any, fact: Term, fault: Fault) -> FactValue | None:
    """The value of a fact: a word, a date, or a tuple in the order of the file; None if faulty."""
    kind = str(fact.extra["type"])
    if kind in ("codes", "countries") and isinstance(raw, str | list):
        return _words([raw] if isinstance(raw, str) else raw, fact, fault)
    if not isinstance(raw, str):
        yes_or_no = kind == "yes_no" and isinstance(raw, bool)
        hint = f"write {'yes' if raw else 'no'}" if yes_or_no else None
        wrong_type(raw, (), f"{fact.id} must be {_WANTED[kind]}", fault, hint)
        return None
    if kind != "date":
        return _word(raw, fact, (), fault)
    try:
        return parse_date(raw)
    except ValueError as error:
        fault((), "bad-date", str(error), None)
        return None


def _words(raw: Sequence[Any], fact: Term, fault: Fault) -> tuple[str, ...] | None:
    words: list[str] = []
    for index, item in enumerate(raw):
        if not isinstance(item, str):
            wrong_type(item, (index,), f"an entry of {fact.id} must be one word", fault)
        elif item in words:
            fault((index,), "repeated", f"{item[:60]!r} stands here a second time", "delete one")
        elif (word := _word(item, fact, (index,), fault)) is not None:
            words.append(word)
    return tuple(words) if len(words) == len(raw) else None


def _word(word: str, fact: Term, place: KeyPath, fault: Fault) -> str | None:
    kind = str(fact.extra["type"])
    if kind in ("country", "countries"):
        return read_country(word, place, fault)
    allowed: Any = fact.extra.get("values", ("yes", "no"))
    if word in allowed:
        return word
    hint = did_you_mean(word, allowed) or f"expected one of: {', '.join(allowed)}"
    fault(place, "unknown-term", f"{word[:60]!r} is not a value of {fact.id}", hint)
    return None


def read_country(word: str, place: KeyPath, fault: Fault) -> str | None:
    """The code of a country or of a part of one."""
    if word == "EU":
        hint = "name the Member States, such as [DE, FR]"
        fault(place, "unknown-country", "'EU' is not a country", hint)
    elif jurisdiction_exists(word):
        return word
    else:
        _unknown_country(word, place, fault)
    return None


def read_place(word: str, fault: Fault) -> str | None:
    """Where a figure is counted: worldwide, EU, a country, or a part of one."""
    if word == WORLDWIDE or jurisdiction_exists(word):
        return word
    if word.isdecimal():
        hint = "write numbers without separators: 1200, not 1,200"
        fault((), "unknown-country", f"{word[:60]!r} is not a place", hint)
    elif did_you_mean(word.lower(), [WORLDWIDE]):
        hint = f"did you mean {WORLDWIDE}?"
        fault((), "unknown-country", f"{word[:60]!r} is not a place", hint)
    else:
        _unknown_country(word, (), fault)
    return None


def _unknown_country(word: str, place: KeyPath, fault: Fault) -> None:
    meant = country_meant(word)
    hint = f"did you mean {meant}?" if meant else "use ISO 3166-1 alpha-2, such as DE"
    fault(place, "unknown-country", f"{word[:60]!r} is not a country code", hint)


def read_figure(raw: Any, figure: Term, fault: Fault) -> Quantity | None:
    """The amount of a figure in its unit; a count may leave the unit out, money may not."""
    unit = str(figure.extra["unit"])
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal | str):
        wrong_type(raw, (), f"{figure.id} must be an amount", fault)
        return None
    quantity = _quantity(raw, unit, figure, fault)
    if quantity is not None and quantity.amount < 0:
        fault((), "negative", f"{figure.id} is below zero", "leave it out if it is not known")
        return None
    return quantity


def _quantity(raw: int | Decimal | str, unit: str, figure: Term, fault: Fault) -> Quantity | None:
    if isinstance(raw, str) and not _BARE.fullmatch(raw.strip()):
        try:
            quantity = parse_quantity(raw)
        except QuantityError as error:
            fault((), "bad-value", str(error), None)
            return None
        return _in_unit(quantity, unit, figure, fault)
    amount = Decimal(raw) if isinstance(raw, str) and "." in raw else raw
    if unit == "money":
        hint = f"write for example {amount} EUR"
        fault((), "no-currency", f"{figure.id} is an amount of money and needs its currency", hint)
        return None
    return Number(int(amount) if isinstance(amount, str) else amount, unit)


def _in_unit(quantity: Quantity, unit: str, figure: Term, fault: Fault) -> Quantity | None:
    if unit == "money":
        if isinstance(quantity, Money) and currency_exists(quantity.currency):
            return quantity
        named = quantity.currency if isinstance(quantity, Money) else quantity.unit
        hint = f"write for example {quantity.amount} EUR"
        message = f"{named[:60]!r} is not a currency (ISO 4217)"
        fault((), "unknown-currency", f"{figure.id}: {message}", hint)
        return None
    if isinstance(quantity, Number) and quantity.unit in (unit, unit.removesuffix("s")):
        return Number(quantity.amount, unit)
    named = quantity.currency if isinstance(quantity, Money) else quantity.unit
    message = f"{figure.id} is counted in {unit}, not {named[:60]}"
    fault((), "wrong-unit", message, f"write for example {quantity.amount} {unit}")
    return None


def wrong_type(
    raw: Any, place: KeyPath, message: str, fault: Fault, hint: str | None = None
) -> None:
    """Tell that a value of another type was expected; ``message`` says which."""
    kinds = {dict: "a mapping", list: "a list", bool: "true or false", str: "text"}
    if raw is None:
        fault(place, "wrong-type", f"{message}, not empty", "leave it out if it is not known")
    else:
        what = kinds.get(type(raw), "a number")
        fault(place, "wrong-type", f"{message}, not {what}", hint)
