"""The rule language of the personal scope, and its three-valued evaluation.

A rule is a tree of ``all``, ``any``, ``not`` and "at least N among" over two kinds of leaves: a
test of a fact and a test of a figure against a dated threshold. Evaluation follows the strong
three-valued logic of Kleene (1952): an absent fact is unknown, never false or zero, and a result is
``unknown`` only where the missing facts could still turn it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, Protocol

from ddcompare.model.law import Citation
from ddcompare.model.quantities import Money, Quantity

Truth = Literal["yes", "no", "unknown"]
FactValue = str | bool | date | int | Sequence[str]

FIGURE_OPERATORS = ("at_least", "more_than", "less_than", "at_most")
FACT_OPERATORS = (
    "equals", "in", "includes", "includes_any", "includes_all", "is", "on_or_after", "before",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a threshold is from a day on: a quantity, or the state of a figure still left open."""

    valid_from: date | None
    quantity: Quantity | None
    state: str = "value"
    cite: tuple[Citation, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node of a rule can carry, so that a trace reads like the statute."""

    id: str | None = None
    cite: tuple[Citation, ...] = ()
    note: str | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class All(Node):
    """Every limb must hold."""

    limbs: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any(Node):
    """One limb is enough."""

    limbs: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The limb must not hold."""

    limb: Node


@dataclass(frozen=True, slots=True)
class Among(Node):
    """At least ``minimum`` of the limbs must hold (two of three)."""

    minimum: int
    limbs: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class FactTest(Node):
    """A fact compared with values; ``operator`` is one of FACT_OPERATORS."""

    fact: str
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureTest(Node):
    """A figure compared with a dated threshold.

    ``where`` is where it is counted (worldwide, a country, EU), ``of`` whose figures count (own,
    with_subsidiaries ...), ``operator`` one of FIGURE_OPERATORS, ``years`` the financial years
    over which the test must hold, as written in the law file (None: the last one).
    """

    figure: str
    where: str
    of: str
    operator: str
    thresholds: tuple[Threshold, ...]
    years: Mapping[str, object] | None = None

    def threshold_on(self, day: date) -> Threshold | None:
        """The threshold in force on a day; None before the first date (nothing is filled in)."""
        current = None
        for threshold in self.thresholds:
            if threshold.valid_from is None or threshold.valid_from <= day:
                current = threshold
        return current

    def last_day(self, day: date) -> date | None:
        """The last day on which the threshold of a day holds; None where no later one is known."""
        later = (t.valid_from for t in self.thresholds if t.valid_from and t.valid_from > day)
        first = min(later, default=None)
        return first - timedelta(days=1) if first else None


class FactSource(Protocol):
    """Where an evaluation gets its facts; None means unknown."""

    def fact(self, name: str) -> FactValue | None:
        """The value of a fact."""
        ...

    def figure(self, test: FigureTest) -> Quantity | None:
        """The figure that a test compares, counted for its perimeter."""
        ...


@dataclass(frozen=True, slots=True)
class Trace:
    """The result of a node and of the nodes below it, in the order of the rule."""

    result: Truth
    node: Node
    children: tuple[Trace, ...] = ()
    threshold: Threshold | None = None
    compared: FactValue | Quantity | None = None


@dataclass(frozen=True)
class Facts:
    """Facts given one by one; whatever is not named is unknown."""

    facts: Mapping[str, FactValue] = field(default_factory=dict)
    figures: Mapping[tuple[str, str], Quantity] = field(default_factory=dict)
    """Figures by (figure, where), taken as already counted for the perimeter of the test."""

    def fact(self, name: str) -> FactValue | None:
        """The value of a fact, if given."""
        return self.facts.get(name)

    def figure(self, test: FigureTest) -> Quantity | None:
        """The figure of a test, if given."""
        return self.figures.get((test.figure, test.where))


def limbs(node: Node) -> tuple[Node, ...]:
    """The nodes directly below a node."""
    match node:
        case All() | Any() | Among():
            return node.limbs
        case Not():
            return (node.limb,)
    return ()


def walk(node: Node, negated: bool = False) -> Iterator[tuple[Node, bool]]:
    """Every node of a rule, with whether it stands under an odd number of ``not``."""
    yield node, negated
    for limb in limbs(node):
        yield from walk(limb, negated != isinstance(node, Not))


def evaluate(node: Node, facts: FactSource, on: date) -> Trace:
    """Evaluate a rule with the thresholds in force on a day (Kleene 1952)."""
    match node:
        case All() | Any() | Among():
            children = tuple(evaluate(limb, facts, on) for limb in node.limbs)
            needed = {All: len(children), Any: 1}.get(type(node), getattr(node, "minimum", 1))
            return Trace(_at_least(needed, children), node, children)
        case Not():
            child = evaluate(node.limb, facts, on)
            return Trace(_NEGATION[child.result], node, (child,))
        case FactTest():
            fact = facts.fact(node.fact)
            result: Truth = "unknown" if fact is None else _truth(_holds(node, fact))
            return Trace(result, node, compared=fact)
        case FigureTest():
            threshold, figure = node.threshold_on(on), facts.figure(node)
            return Trace(_compare(node.operator, figure, threshold), node, (), threshold, figure)
    raise TypeError(f"not a rule node: {node!r}")


_NEGATION: Mapping[Truth, Truth] = {"yes": "no", "no": "yes", "unknown": "unknown"}


def _truth(holds: bool) -> Truth:
    return "yes" if holds else "no"


def _at_least(needed: int, children: Sequence[Trace]) -> Truth:
    certain = sum(child.result == "yes" for child in children)
    possible = sum(child.result != "no" for child in children)
    if certain >= needed:
        return "yes"
    return "unknown" if possible >= needed else "no"


def _holds(test: FactTest, fact: FactValue) -> bool:
    values = test.values
    if isinstance(fact, bool):
        return values == ("yes" if fact else "no",)
    if isinstance(fact, date):
        day = fact.isoformat()
        return day >= values[0] if test.operator == "on_or_after" else day < values[0]
    if isinstance(fact, str | int):
        return str(fact) in values
    held = set(fact)
    if test.operator == "includes_all":
        return held.issuperset(values)
    return not held.isdisjoint(values)


def _kind(quantity: Quantity) -> tuple[type, str]:
    unit = quantity.currency if isinstance(quantity, Money) else quantity.unit
    return type(quantity), unit


def _compare(operator: str, figure: Quantity | None, threshold: Threshold | None) -> Truth:
    if figure is None or threshold is None or threshold.quantity is None:
        return "unknown"
    amount, limit = figure.amount, threshold.quantity.amount
    if _kind(figure) != _kind(threshold.quantity):
        return "unknown"
    return _truth(
        {
            "at_least": amount >= limit,
            "more_than": amount > limit,
            "less_than": amount < limit,
            "at_most": amount <= limit,
        }[operator]
    )
