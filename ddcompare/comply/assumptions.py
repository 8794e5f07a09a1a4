"""What a certain answer takes for granted: rates, sums, the tree, the year of the figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from ddcompare.comply.currency import is_near
from ddcompare.comply.perimeter import EntityFacts
from ddcompare.comply.records import Assumption
from ddcompare.model.counting import Conversion
from ddcompare.model.rules import FactTest, FigureTest, Trace

FRESH = timedelta(days=550)
"""Figures of a year that ended longer ago than this (a year and six months) are called old."""

UPWARD = ("at_least", "more_than")

DAYS_BETWEEN_RATES = timedelta(days=7)


def assumptions(trace: Trace, facts: EntityFacts, as_of: date) -> tuple[Assumption, ...]:
    """What the answer would not be certain without; nothing for an answer that is open anyway.

    An assumption counts where the answer would be open if the limbs that rest on it were.
    """
    if trace.result == "unknown":
        return ()
    answer = _Answer(trace)
    return tuple(
        dict.fromkeys(
            (
                *_derived(answer),
                *_rates(answer),
                *_sums(answer),
                *_tree(answer),
                *_years(answer, facts, as_of),
            )
        )
    )


class _Answer:
    """An answer with its tests of facts and figures, and those of figures alone."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.leaves = tuple(trace.leaves())
        self.figures = [leaf for leaf in self.leaves if isinstance(leaf.node, FigureTest)]

    def rests(self, leaves: Sequence[Trace]) -> bool:
        """Whether the result would be open if these leaves were."""
        if not leaves:
            return False
        open_ = {id(leaf) for leaf in leaves}
        weighed = self.trace.recombined(
            lambda leaf: "unknown" if id(leaf) in open_ else leaf.result
        )
        return weighed != self.trace.result


def _derived(answer: _Answer) -> Iterator[Assumption]:
    derived: dict[tuple[str, str], list[Trace]] = defaultdict(list)
    for leaf in answer.leaves:
        if leaf.origin and isinstance(leaf.node, FactTest):
            derived[leaf.node.fact, leaf.origin].append(leaf)
    for (name, origin), leaves in derived.items():
        if answer.rests(leaves):
            yield Assumption(f"{name.replace('_', ' ')} is taken from the tree: {origin}")


def _rates(answer: _Answer) -> Iterator[Assumption]:
    converted = [leaf for leaf in answer.figures if any(count.rates for count in leaf.counts)]
    if not answer.rests(converted):
        return
    near = [leaf for leaf in converted if _is_near(leaf)]
    hinging = _used(near) if answer.rests(near) else {}
    used = _used(converted)
    for words, conversion in used.items():
        yield Assumption(words, words in hinging)
        if conversion.assumed:
            yield Assumption(
                f"{conversion.day} is taken for the relevant day of the rate, as the end of the "
                "financial year is not given"
            )
        if conversion.day - conversion.rate_day > DAYS_BETWEEN_RATES:
            yield Assumption(
                f"the rate of {conversion.rate_day}, the newest known, stands for that of "
                f"{conversion.day}"
            )


def _used(leaves: Iterable[Trace]) -> dict[str, Conversion]:
    """The conversions that tests used, by what was taken for what."""
    found = {}
    for count in (count for leaf in leaves for count in leaf.counts):
        unit = getattr(count.least, "currency", "")
        for conversion in count.rates:
            words = f"1 {conversion.given.currency} is taken for {conversion.rate} {unit}"
            found[f"{words}, the reference rate of {conversion.rate_day}"] = conversion
    return found


def _is_near(leaf: Trace) -> bool:
    """Whether a converted figure lies so near the threshold that the rate decides."""
    limit = leaf.threshold.quantity if leaf.threshold else None
    if limit is None:
        return False
    return any(
        is_near(quantity.amount, limit.amount)
        for count in leaf.counts
        if count.rates
        for quantity in (count.least, count.most)
        if quantity is not None
    )


def _sums(answer: _Answer) -> Iterator[Assumption]:
    """Accounts that leave out what the entities sell each other can only be lower than the sum."""

    def on(leaf: Trace) -> bool:
        summed = any(count.summed and count.least.amount for count in leaf.counts)
        test = leaf.node
        return (
            summed
            and isinstance(test, FigureTest)
            and leaf.result == ("yes" if test.operator in UPWARD else "no")
        )

    summed = [leaf for leaf in answer.figures if on(leaf)]
    if answer.rests(summed):
        figures = _figures(summed)
        yield Assumption(
            f"the entities' figures are added up for the consolidated {figures}, with what they "
            "owe or sell each other"
        )


def _figures(leaves: Iterable[Trace]) -> str:
    names = dict.fromkeys(x.node.figure for x in leaves if isinstance(x.node, FigureTest))
    return " and ".join(name.replace("_", " ") for name in names)


def _tree(answer: _Answer) -> Iterator[Assumption]:
    """A figure below a threshold rests on there being no further entity in the group."""

    def on(leaf: Trace) -> bool:
        test = leaf.node
        if not isinstance(test, FigureTest) or test.of == "own":
            return False
        if leaf.result != ("no" if test.operator in UPWARD else "yes"):
            return False
        first = [next(iter(count.addends)) for count in leaf.counts]
        return not any(addend.basis == "consolidated" for addend in first)

    if answer.rests([leaf for leaf in answer.figures if on(leaf)]):
        yield Assumption("the group has no other entities than those of the file")


def _years(answer: _Answer, facts: EntityFacts, as_of: date) -> Iterator[Assumption]:
    end, year = facts.books.closed[facts.index], facts.books.year[facts.index]
    if end is None:
        earlier = [leaf for leaf in answer.figures if _is_of_earlier_years(leaf)]
        if year is not None and answer.rests(earlier):
            yield Assumption(
                f"{year} is taken for the last financial year, the one after the newest of the "
                "years given, as the end of the financial year is not"
            )
        return
    if not answer.rests([leaf for leaf in answer.figures if leaf.counts]):
        return
    if end > as_of:
        yield Assumption(f"the figures are those of the year to {end}, after the day asked about")
    elif as_of - end > FRESH:
        yield Assumption(f"the figures are still those of the year to {end}")


def _is_of_earlier_years(leaf: Trace) -> bool:
    return isinstance(leaf.node, FigureTest) and leaf.node.periods != (0,)
