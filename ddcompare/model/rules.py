"""The rule language of the personal scope, and its three-valued evaluation.

A rule is a tree of ``all``, ``any``, ``not`` and "at least N among" over two kinds of leaves: a
test of a fact and a test of a figure against a dated threshold. Evaluation follows the strong
three-valued logic of Kleene (1952): an absent fact is unknown, never false or zero, and a result is
``unknown`` only where the missing facts could still turn it. A figure is known as an interval: what
it is at least and at most for certain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Protocol

from ddcompare.model.counting import Count, average
from ddcompare.model.counting import Truth as Truth
from ddcompare.model.law import Citation
from ddcompare.model.quantities import Quantity

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
    over which the test must hold, as written in the law file (None: the last closed one).
    """

    figure: str
    where: str
    of: str
    operator: str
    thresholds: tuple[Threshold, ...]
    years: Mapping[str, object] | None = None

    @property
    def periods(self) -> tuple[int, ...]:
        """The financial years that are counted, as steps back: 0 is the last closed one."""
        if not self.years:
            return (0,)
        kind, count = next(iter(self.years.items()))
        return (1,) if kind == "before_last" else tuple(range(int(str(count))))

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

    def origin(self, name: str) -> str | None:
        """How the value of a fact was found that was not given; None where it was given."""
        ...

    def counts(self, test: FigureTest, threshold: Quantity) -> Sequence[Count]:
        """The figure of a test, one count for each of its ``periods``, in the threshold's unit."""
        ...


@dataclass(frozen=True, slots=True)
class Trace:
    """The result of a node and of the nodes below it, in the order of the rule.

    ``compared`` is the fact, or the figure of the year that decided if it is known exactly;
    ``counts`` shows each year's figure with its bounds and addends; ``origin`` how a fact was found
    that was not given.
    """

    result: Truth
    node: Node
    children: tuple[Trace, ...] = ()
    threshold: Threshold | None = None
    compared: FactValue | Quantity | None = None
    counts: tuple[Count, ...] = ()
    origin: str | None = None

    def leaves(self) -> Iterator[Trace]:
        """The tests of facts and figures, in the order of the rule."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            if isinstance(here.node, FactTest | FigureTest):
                yield here
            waiting += reversed(here.children)

    def recombined(self, leaf: Callable[[Trace], Truth]) -> Truth:
        """What the result would be if each leaf had the result that ``leaf`` gives it."""
        if isinstance(self.node, FactTest | FigureTest):
            return leaf(self)
        return _combined(self.node, [child.recombined(leaf) for child in self.children])

    def on(self, day: date) -> Truth:
        """What the result would be on another day, with that day's thresholds and these figures."""

        def weigh(leaf: Trace) -> Truth:
            if not isinstance(leaf.node, FigureTest):
                return leaf.result
            return _measure(leaf.node, leaf.counts, leaf.node.threshold_on(day))[0]

        return self.recombined(weigh)


@dataclass(frozen=True)
class Facts:
    """Facts given one by one; whatever is not named is unknown."""

    facts: Mapping[str, FactValue] = field(default_factory=dict)
    figures: Mapping[tuple[str, str], Quantity] = field(default_factory=dict)
    """Figures by (figure, where), taken as counted for the perimeter and all years of the test."""

    def fact(self, name: str) -> FactValue | None:
        """The value of a fact, if given."""
        return self.facts.get(name)

    def origin(self, name: str) -> str | None:
        """None: these facts were all given."""
        return None

    def counts(self, test: FigureTest, threshold: Quantity) -> Sequence[Count]:
        """The figure of a test, if given."""
        figure = self.figures.get((test.figure, test.where))
        count = Count(figure, figure) if figure else Count(replace(threshold, amount=0), None)
        return (count,) * len(test.periods)


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


def evaluate(
    node: Node, facts: FactSource, on: date, below: Callable[[Node], Trace] | None = None
) -> Trace:
    """Evaluate a rule with the thresholds in force on a day (Kleene 1952).

    ``below`` evaluates the limbs of the node where that may be done in another way.
    """
    match node:
        case FactTest():
            fact = facts.fact(node.fact)
            if fact is None:
                return Trace("unknown", node)
            return Trace(_holds(node, fact), node, compared=fact, origin=facts.origin(node.fact))
        case FigureTest():
            threshold = node.threshold_on(on)
            limit = threshold.quantity if threshold else None
            counts = facts.counts(node, limit) if limit else ()
            decided, by, weighed = _measure(node, counts, threshold)
            return Trace(decided, node, (), threshold, by.exact if by else None, weighed)
        case All() | Any() | Among() | Not():
            children = tuple(
                [below(limb) if below else evaluate(limb, facts, on) for limb in limbs(node)]
            )
            return Trace(_combined(node, [child.result for child in children]), node, children)
    raise TypeError(f"not a rule node: {node!r}")


_NEGATION: Mapping[Truth, Truth] = {"yes": "no", "no": "yes", "unknown": "unknown"}


def _combined(node: Node, results: Sequence[Truth]) -> Truth:
    match node:
        case Not():
            return _NEGATION[results[0]]
        case All():
            return _at_least(len(results), results)
        case Among():
            return _at_least(node.minimum, results)
    return _at_least(1, results)


def _at_least(needed: int, results: Sequence[Truth]) -> Truth:
    if results.count("yes") >= needed:
        return "yes"
    return "unknown" if len(results) - results.count("no") >= needed else "no"


def _holds(test: FactTest, fact: FactValue) -> Truth:
    if isinstance(fact, bool):
        fact = "yes" if fact else "no"
    if isinstance(fact, date):
        day = fact.isoformat()
        reached = day >= test.values[0]
        return "yes" if reached == (test.operator == "on_or_after") else "no"
    held = (str(fact),) if isinstance(fact, str | int) else tuple(fact)
    found = [_at_least(1, [_matches(one, wanted) for one in held]) for wanted in test.values]
    return _at_least(len(found) if test.operator == "includes_all" else 1, found)


def _matches(held: str, wanted: str) -> Truth:
    """Whether a value is the one that is wanted; US-CA is part of US, US may lie in US-CA."""
    if held == wanted or held.startswith(f"{wanted}-"):
        return "yes"
    return "unknown" if wanted.startswith(f"{held}-") else "no"


def _measure(
    test: FigureTest, counts: Sequence[Count], threshold: Threshold | None
) -> tuple[Truth, Count | None, tuple[Count, ...]]:
    """The result, the count that decides, and the counts with the result of each year."""
    if threshold is None or threshold.quantity is None or not counts:
        return "unknown", None, tuple(counts)
    limit = threshold.quantity
    weighed = tuple([count.against(test.operator, limit) for count in counts])
    kind = next(iter(test.years or ()), None)
    if kind == "average_of":
        mean = average(counts).against(test.operator, limit)
        return mean.result, mean, weighed
    results = [count.result for count in weighed]
    result = _at_least(1 if kind == "any_of_last" else len(results), results)
    return result, weighed[results.index(result)], weighed
