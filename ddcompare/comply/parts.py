"""What one entity contributes to a figure, and sums of such parts, between certain bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, overload

from ddcompare.model.counting import Addend, Conversion
from ddcompare.model.quantities import Amount, Money, Number, Quantity


class Measure(NamedTuple):
    """What is counted: a figure, where, in which year (steps back), in which currency or unit."""

    figure: str
    where: str
    period: int
    unit: str
    money: bool

    def quantity(self, amount: Amount) -> Quantity:
        """An amount in the unit of the measure."""
        return Money(amount, self.unit) if self.money else Number(amount, self.unit)

    def bounds(self, part: Part) -> tuple[Quantity, Quantity | None]:
        """What a part is at least and at most; one object where it is known."""
        least = self.quantity(part.low)
        if part.high is None:
            return least, None
        return least, least if part.high is part.low else self.quantity(part.high)


measure_of = lru_cache(4_096)(Measure)
"""The measure of these parts, one object for all entities."""


class Part(NamedTuple):
    """A figure of one entity, or a sum: what it is at least and at most, and how it is known."""

    low: Amount
    high: Amount | None
    basis: str
    why: str | None = None
    rates: tuple[Conversion, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether the figure was given."""
        return self.basis in ("own", "consolidated")


NOT_GIVEN = Part(0, None, "missing", "not given")

NAMED = 8
"""So many entities of a group are looked at whose figures are missing."""


class Lacking(NamedTuple):
    """A sum of which something lacks: the first addends that are not known, and all the others.

    ``low`` and ``high`` are the sums of the others, ``head`` is the entity of the first addend;
    ``unlisted`` says whether one stands for somebody who is not in the file.
    """

    head: str
    first: tuple[Addend, ...]
    low: Amount
    high: Amount | None
    unlisted: bool


def lacking(addends: Iterable[Addend], is_asked: Callable[[Addend], bool] | None = None) -> Lacking:
    """What lacks in a sum; an addend that may not be asked for is counted as far as it is known."""
    first: list[Addend] = []
    low: Amount = 0
    high: Amount | None = 0
    head, unlisted = "", False
    for addend in addends:
        head = head or addend.entity
        unlisted = unlisted or addend.basis == "unlisted"
        least, most = addend.least.amount, addend.most.amount if addend.most else None
        known = least == most or addend.basis == "unlisted"
        if not known and len(first) < NAMED and (is_asked is None or is_asked(addend)):
            first.append(addend)
        else:
            low += least
            high = None if high is None or most is None else high + most
    return Lacking(head, tuple(first), low, high, unlisted)


class Addends(Sequence[Addend]):
    """The addends of a sum, listed when somebody looks: a group may have thousands."""

    __slots__ = ("_lacking", "_made", "_make", "_of")

    def __init__(self, make: Callable[..., Iterable[Addend]], *of: object) -> None:
        self._make: Callable[..., Iterable[Addend]] | None = make
        self._of = of
        self._made: tuple[Addend, ...] = ()
        self._lacking: Lacking | None = None

    def _all(self) -> tuple[Addend, ...]:
        if self._make is not None:
            self._made, self._make = tuple(self._make(*self._of)), None
        return self._made

    @property
    def lacking(self) -> Lacking:
        """What lacks in the sum."""
        if self._lacking is None:
            self._lacking = lacking(self)
        return self._lacking

    @overload
    def __getitem__(self, index: int) -> Addend: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Addend]: ...
    def __getitem__(self, index: int | slice) -> Addend | Sequence[Addend]:
        return self._all()[index]

    def __iter__(self) -> Iterator[Addend]:
        return iter(self._made if self._make is None else self._make(*self._of))

    def __len__(self) -> int:
        return len(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())


def added(parts: Sequence[Part]) -> Part:
    """The sum of parts, with one conversion for each rate that was used."""
    high: Amount | None = 0
    for part in parts:
        high = None if high is None or part.high is None else high + part.high
    rates = {
        (c.given.currency, c.rate_day, c.day, c.assumed): c for part in parts for c in part.rates
    }
    return Part(sum([part.low for part in parts]), high, "sum", None, tuple(rates.values()))


def capped(part: Part, limit: Amount | None, why: str) -> Part:
    """A part that is at most a limit, for the reason that is given."""
    if limit is None or (part.high is not None and part.high <= limit):
        return part
    return part._replace(low=min(part.low, limit), high=limit, basis="bounds", why=why)
