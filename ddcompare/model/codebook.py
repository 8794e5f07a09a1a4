"""What the codebook is: the questions that are asked of every instrument, and their scales."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from ddcompare.model.quantities import Money

STATES = (
    "value", "silent", "no", "not_applicable", "delegated", "varies", "unclear", "not_coded",
)  # fmt: skip
"""The eight answer states of codebook rule 3."""

CONFIDENCES = ("high", "medium", "low")
LAYERS = ("law", "guidance", "practice")


@dataclass(frozen=True, slots=True)
class Level:
    """A position on an ordinal scale (``score`` is its number) or a code of a closed list."""

    id: str
    label: str
    definition: str
    score: int | None = None
    silence: bool = False
    """True where the position means nothing but silence, and must be coded as that state."""


@dataclass(frozen=True, slots=True)
class Range:
    """The fixed range of a quantity for distances (codebook rule 10, Gower 1971)."""

    scale: str
    span: float


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Positions that one and the same report or act cannot satisfy under two laws, and why.

    Each law then prescribes a thing of its own, and following the stricter does not meet both.
    """

    positions: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Indicator:
    """One question of the codebook with its coding rule.

    ``type`` is ordinal, code, set, yes_no, number, money, duration or date. ``direction`` says
    whether a higher or a lower position is more protective, or neither. ``derived`` names the part
    of a law file (timeline, scope, duties) from which the answer is computed; None if it is coded.
    """

    id: str
    dimension: str
    label: str
    question: str
    type: str
    direction: str
    rule: str
    silent: str
    silent_score: int | None
    not_applicable: str
    delegated: str
    levels: tuple[Level, ...] = ()
    unit: str | None = None
    range: Range | None = None
    derived: str | None = None
    direction_note: str | None = None
    exclusive: Exclusive | None = None
    attributes: tuple[str, ...] = ()
    decisions: tuple[tuple[int, str], ...] = ()
    rests_on: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Level]:
        """The levels or codes by their ids."""
        return MappingProxyType({level.id: level for level in self.levels})

    @property
    def top_score(self) -> int | None:
        """The number of the highest level of an ordinal scale."""
        return self.levels[-1].score if self.type == "ordinal" else None


@dataclass(frozen=True, slots=True)
class Dimension:
    """A group of indicators, such as enforcement.

    ``conduct`` says that they ask what companies must do, so that who follows the strictest of
    several laws also does what the others want (codebook rule 11).
    """

    id: str
    title: str
    short: str
    about: str
    indicators: tuple[Indicator, ...]
    conduct: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a closed vocabulary of the law file, with its definition and what it implies."""

    id: str
    label: str
    definition: str
    extra: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rates:
    """What one euro was worth in other currencies on a day, fixed with the release (rule 8)."""

    on: date
    source: str
    url: str
    per_euro: Mapping[str, Decimal]

    def in_euro(self, money: Money) -> Decimal | None:
        """A sum in euro; None for a currency without a rate."""
        if money.currency == "EUR":
            return Decimal(money.amount)
        rate = self.per_euro.get(money.currency)
        return money.amount / rate if rate else None


@dataclass(frozen=True, eq=False)
class Codebook:
    """All dimensions in order, and the vocabularies that law files draw on.

    Compared by identity, so that what is computed from it can be cached.
    ``terms`` maps a vocabulary's name (event, kind, topic, fact, figure, attribute ...) to its
    terms by id. ``rates`` only serve to compare sums of money with each other.
    """

    version: str
    dimensions: tuple[Dimension, ...]
    terms: Mapping[str, Mapping[str, Term]]
    rules: tuple[tuple[int, str], ...] = ()
    rates: Rates | None = None

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """All indicators by id, in the order of the codebook."""
        return MappingProxyType(
            {indicator.id: indicator for d in self.dimensions for indicator in d.indicators}
        )

    @cached_property
    def by_dimension(self) -> Mapping[str, Dimension]:
        """The dimensions by id."""
        return MappingProxyType({dimension.id: dimension for dimension in self.dimensions})

    def coded(self) -> Iterator[Indicator]:
        """The indicators that a law file answers itself, because they are not derived."""
        return (indicator for indicator in self.indicators.values() if indicator.derived is None)
