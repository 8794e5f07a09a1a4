"""What is still open in the rule of an undetermined answer: what it waits for, and what that does.

Whatever the trace has settled is left out, so that trying a value costs little. A figure that is a
sum over entities may be completed entity by entity or, where several are missing, by the
consolidated figure; it is then known again as an interval, as in the trace.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple, Protocol

from ddcompare.model.counting import Count
from ddcompare.model.quantities import Amount, Money, Number, Quantity
from ddcompare.model.rules import Facts, FactTest, FactValue, FigureTest, Trace, Truth, evaluate


class Input(NamedTuple):
    """A place in the company file that is empty: a fact, or a figure (with ``where``).

    ``entity`` is its id, or a number in place of it in what is said of many entities alike.
    ``period`` counts financial years back from the last closed one; ``year`` is the calendar year
    in which an earlier one ended, if known.
    """

    entity: str
    name: str
    where: str | None = None
    period: int = 0
    year: int | None = None
    consolidated: bool = False


Choice = FactValue | Quantity
Chosen = Mapping[Input, Choice]
NOTHING: frozenset[Input] = frozenset()


class Open(Protocol):
    """An undetermined part of a rule.

    ``turns`` are the inputs that could give it a result alone; whatever else is filled in alone
    leaves it open.
    """

    inputs: frozenset[Input]
    turns: Mapping[Truth, frozenset[Input]]

    def truth(self, chosen: Chosen) -> Truth:
        """The result with some inputs filled in."""
        ...


class Never:
    """A test that nothing in the file can decide, such as one of a threshold that is not fixed."""

    inputs = NOTHING
    turns: Mapping[Truth, frozenset[Input]] = {"yes": NOTHING, "no": NOTHING}

    def truth(self, chosen: Chosen) -> Truth:
        """Unknown, whatever is filled in."""
        return "unknown"


class Branch:
    """At least ``needed`` of the limbs must hold."""

    def __init__(self, needed: int, limbs: Sequence[Open]) -> None:
        self.needed, self.limbs = needed, limbs
        self._touched: dict[Input, list[Open]] = defaultdict(list)
        for limb in limbs:
            for input in limb.inputs:
                self._touched[input].append(limb)
        self.inputs = frozenset(self._touched)
        self.turns: Mapping[Truth, frozenset[Input]] = {
            "yes": self._turned("yes", needed), "no": self._turned("no", len(limbs) - needed + 1),
        }  # fmt: skip

    def _turned(self, result: Truth, limbs: int) -> frozenset[Input]:
        """The inputs that could alone bring so many limbs to a result."""
        found = Counter(input for limb in self.limbs for input in limb.turns[result])
        return frozenset([input for input, times in found.items() if times >= limbs])

    def truth(self, chosen: Chosen) -> Truth:
        """Yes with enough limbs that hold, no with too many that do not."""
        certain, possible = 0, len(self.limbs)
        for limb in dict.fromkeys([limb for input in chosen for limb in self._of(input)]):
            found = limb.truth(chosen)
            certain += found == "yes"
            possible -= found == "no"
        if certain >= self.needed:
            return "yes"
        return "unknown" if possible >= self.needed else "no"

    def _of(self, input: Input) -> Sequence[Open]:
        return self._touched.get(input, ())


class Negation:
    """The limb must not hold."""

    def __init__(self, limb: Open) -> None:
        self.limb, self.inputs = limb, limb.inputs
        self.turns: Mapping[Truth, frozenset[Input]] = {
            result: limb.turns[OPPOSITE[result]] for result in limb.turns
        }

    def truth(self, chosen: Chosen) -> Truth:
        """The opposite of the limb's result."""
        return OPPOSITE[self.limb.truth(chosen)]


OPPOSITE: Mapping[Truth, Truth] = {"yes": "no", "no": "yes", "unknown": "unknown"}


class FactLeaf:
    """A test of a fact that is not given."""

    def __init__(self, test: FactTest, input: Input) -> None:
        self.test, self.order = test, (input,)
        self.inputs = frozenset(self.order)
        self.turns: Mapping[Truth, frozenset[Input]] = {"yes": self.inputs, "no": self.inputs}

    def truth(self, chosen: Chosen) -> Truth:
        """The result for the value that was chosen."""
        value = chosen.get(self.order[0])
        return "unknown" if value is None else holds(self.test.operator, self.test.values, value)


@lru_cache(50_000)
def holds(operator: str, values: tuple[str, ...], value: Choice) -> Truth:
    """The result of a test for a value of a fact."""
    assert not isinstance(value, Quantity)
    return evaluate(FactTest("", operator, values), Facts({"": value}), date.min).result


class Gap(NamedTuple):
    """An addend that is not known, at least ``low`` and at most ``high`` (None: no limit).

    Where what is missing is the seat of the entity, ``inside`` is the country in which it counts.
    """

    input: Input
    low: Amount
    high: Amount | None
    inside: str | None = None

    def limits(self, choice: Choice | None, unit: str) -> tuple[Amount, Amount | None]:
        """The addend at least and at most with a choice; one in another unit says nothing."""
        if self.inside is not None and choice is not None:
            own = self.high if self.high is not None else 0
            return (own, self.high) if choice == self.inside else (0, 0)
        if isinstance(choice, Money | Number) and unit_of(choice) == unit:
            return choice.amount, choice.amount
        return self.low, self.high


class Sum(NamedTuple):
    """The figure of one year: at least, at most, what is known of it, and the gaps.

    ``low`` and ``high`` add up the known addends; ``whole`` is the consolidated figure that would
    stand for them all, where several are missing.
    """

    least: Quantity
    most: Quantity | None
    low: Amount = 0
    high: Amount | None = None
    gaps: tuple[Gap, ...] = ()
    whole: Gap | None = None

    @property
    def every_gap(self) -> Iterator[Gap]:
        """All that would complete the figure, or a part of it."""
        yield from self.gaps
        if self.whole:
            yield self.whole

    def filled(self, chosen: Chosen) -> Count:
        """The count with the chosen amounts."""
        if not self.gaps:
            return Count(self.least, self.most)
        unit = unit_of(self.least)
        if self.whole and self.whole.input in chosen:
            low, high = self.whole.limits(chosen[self.whole.input], unit)
        else:
            low, high = self.low, self.high
            for gap in self.gaps:
                least, most = gap.limits(chosen.get(gap.input), unit)
                low += least
                high = None if high is None or most is None else high + most
            low = max(low, self.least.amount)
        if self.most is not None:
            high = self.most.amount if high is None else min(high, self.most.amount)
        make: Callable[[Amount, str], Quantity] = type(self.least)
        return Count(make(low, unit), None if high is None else make(high, unit))


def unit_of(quantity: Quantity) -> str:
    """The unit of an amount, or its currency."""
    return quantity.currency if isinstance(quantity, Money) else quantity.unit


class FigureLeaf:
    """A test of a figure of which at least one year is open, with the threshold of a day."""

    def __init__(self, test: FigureTest, day: date, sums: Sequence[Sum]) -> None:
        threshold = test.threshold_on(day)
        assert threshold is not None
        assert threshold.quantity is not None
        self.test, self.sums, self.limit = test, sums, threshold.quantity
        self._day = day
        self.order = tuple(dict.fromkeys(gap.input for part in sums for gap in part.every_gap))
        self.inputs = frozenset(self.order)
        self.turns: Mapping[Truth, frozenset[Input]] = {"yes": self.inputs, "no": self.inputs}
        self._known: dict[object, Truth] = {}

    def furthest(self, input: Input, values: Sequence[Choice], result: Truth) -> Choice:
        """The value of an input that brings the figure furthest towards a result."""
        unit = unit_of(self.limit)
        gaps = [gap for part in self.sums for gap in part.every_gap if gap.input == input]
        if (result == "yes") == (self.test.operator in ("at_least", "more_than")):
            return max(values, key=lambda value: [gap.limits(value, unit)[0] for gap in gaps])
        highs = ([gap.limits(value, unit)[1] for gap in gaps] for value in values)
        ranked = ([(high is None, high or 0) for high in found] for found in highs)
        return min(zip(ranked, values, strict=True), key=itemgetter(0))[1]

    def truth(self, chosen: Chosen) -> Truth:
        """The result with the chosen amounts."""
        if self.inputs.isdisjoint(chosen):
            return "unknown"
        key = tuple([chosen.get(input) for input in self.order])
        if key not in self._known:
            counts = tuple([part.filled(chosen) for part in self.sums])
            self._known[key] = Trace("unknown", self.test, counts=counts).on(self._day)
        return self._known[key]


def leaves(rule: Open) -> Iterator[FactLeaf | FigureLeaf]:
    """The open tests of a rule, in its order."""
    match rule:
        case Branch():
            for limb in rule.limbs:
                yield from leaves(limb)
        case Negation():
            yield from leaves(rule.limb)
        case FactLeaf() | FigureLeaf():
            yield rule


def is_averaged(test: FigureTest) -> bool:
    """Whether a test compares the mean of several years, so that no year is settled alone."""
    return "average_of" in (test.years or {})
