"""Turn what a law file says under ``value`` into a value of its indicator's type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ddcompare.model.codebook import Indicator
from ddcompare.model.law import Value
from ddcompare.model.problem import did_you_mean
from ddcompare.model.quantities import (
    Duration,
    Money,
    Number,
    QuantityError,
    parse_date,
    parse_quantity,
)


class FaultyValueError(ValueError):
    """A value outside its indicator's type; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def read_value(raw: Any, indicator: Indicator) -> Value:
    """Read a value of an indicator: a level or code id, a sorted tuple of codes, an amount, a date.

    Raises FaultyValueError when the value is outside the indicator's type.
    """
    return _READERS[indicator.type](raw, indicator)


def _text(raw: Any, indicator: Indicator) -> str:
    if isinstance(raw, str):
        return raw
    raise FaultyValueError(f"{indicator.id} takes one value, not a list")


def _position(raw: Any, indicator: Indicator) -> Value:
    word = _text(raw, indicator)
    level = indicator.by_id.get(word)
    if level is None:
        hint = did_you_mean(word, indicator.by_id) or _expected(indicator)
        raise FaultyValueError(f"{word[:60]!r} is not a position of {indicator.id}", hint)
    if level.silence:
        raise FaultyValueError(
            f"{word!r} means silence in {indicator.id}",
            "write 'state: silent' and what was read under 'read'",
        )
    return word


def _set(raw: Any, indicator: Indicator) -> Value:
    codes = [raw] if isinstance(raw, str) else raw
    for code in codes:
        if code not in indicator.by_id:
            hint = did_you_mean(str(code), indicator.by_id) or _expected(indicator)
            raise FaultyValueError(f"{str(code)[:60]!r} is not a code of {indicator.id}", hint)
    if len(set(codes)) < len(codes):
        raise FaultyValueError(f"a code stands twice in the set for {indicator.id}", "delete one")
    return tuple(sorted(codes))


def _yes_no(raw: Any, indicator: Indicator) -> Value:
    word = _text(raw, indicator)
    if word not in ("yes", "no"):
        raise FaultyValueError(
            f"{word[:60]!r} is not an answer to {indicator.id}", "expected yes or no"
        )
    return word


def _quantity(kind: type) -> Callable[[Any, Indicator], Value]:
    def read(raw: Any, indicator: Indicator) -> Value:
        try:
            quantity = parse_quantity(_text(raw, indicator))
        except QuantityError as error:
            raise FaultyValueError(str(error)) from None
        if not isinstance(quantity, kind):
            wanted = indicator.unit or "GBP"
            raise FaultyValueError(
                f"{raw!r} has the wrong kind of unit for {indicator.id}",
                f"write for example {quantity.amount} {wanted}",
            )
        if isinstance(quantity, Number) and quantity.unit != indicator.unit:
            raise FaultyValueError(
                f"{indicator.id} is counted in {indicator.unit}, not {quantity.unit}",
                f"write for example {quantity.amount} {indicator.unit}",
            )
        return quantity

    return read


def _date(raw: Any, indicator: Indicator) -> Value:
    try:
        return parse_date(_text(raw, indicator))
    except ValueError as error:
        raise FaultyValueError(str(error)) from None


def _expected(indicator: Indicator) -> str:
    words = list(indicator.by_id)
    more = f" ... ({len(words)} in all)" if len(words) > 12 else ""
    return f"expected one of: {', '.join(words[:12])}{more}"


_READERS: Mapping[str, Callable[[Any, Indicator], Value]] = {
    "ordinal": _position,
    "code": _position,
    "set": _set,
    "yes_no": _yes_no,
    "money": _quantity(Money),
    "number": _quantity(Number),
    "duration": _quantity(Duration),
    "date": _date,
}
