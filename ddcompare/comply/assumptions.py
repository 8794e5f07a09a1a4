"""What a certain answer takes for granted: rates, sums, the tree, the year of the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from ddcompare.comply.currency import is_near
from ddcompare.comply.perimeter import EntityFacts
from ddcompare.comply.records import Assumption
from ddcompare.model.counting import Conversion, Count
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
    return tuple(
        dict.fromkeys(
            (
                *_derived(trace),
                *_rates(trace),
                *_sums(trace),
                *_tree(trace, facts),
                *_years(trace, facts, as_of),
            )
        )
    )


def _rests(trace: Trace, on: Callable[[Trace], bool]) -> bool:
    """Whether the result would be open if the leaves that pass a test were."""
    if not any(on(leaf) for leaf in trace.leaves()):
        return False
    weighed = trace.recombined(lambda leaf: "unknown" if on(leaf) else leaf.result)
    return weighed != trace.result


def _derived(trace: Trace) -> Iterator[Assumption]:
    origins = {
        leaf.node.fact: leaf.origin
        for leaf in trace.leaves()
        if leaf.origin and isinstance(leaf.node, FactTest)
    }
    for name, origin in origins.items():
        if _rests(trace, lambda leaf, name=name: getattr(leaf.node, "fact", None) == name):  # type: ignore[misc]
            yield Assumption(f"{name.replace('_', ' ')} is taken from the tree: {origin}")


def _rates(trace: Trace) -> Iterator[Assumption]:
    if not _rests(trace, lambda leaf: any(count.rates for count in leaf.counts)):
        return
    hinging = {
        _used(conversion, count)
        for leaf in trace.leaves()
        for count, conversion in _conversions(leaf)
        if _is_near(leaf)
    } if _rests(trace, _is_near) else set()  # fmt: skip
    used = {
        _used(conversion, count): conversion
        for leaf in trace.leaves()
        for count, conversion in _conversions(leaf)
    }
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


def _conversions(leaf: Trace) -> Iterator[tuple[Count, Conversion]]:
    for count in leaf.counts:
        for conversion in count.rates:
            yield count, conversion


def _used(conversion: Conversion, count: Count) -> str:
    unit = getattr(count.least, "currency", "")
    return (
        f"1 {conversion.given.currency} is taken for {conversion.rate} {unit}, the reference rate "
        f"of {conversion.rate_day}"
    )


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


def _sums(trace: Trace) -> Iterator[Assumption]:
    """Accounts that leave out what the entities sell each other can only be lower than the sum."""

    def on(leaf: Trace) -> bool:
        summed = any(count.summed and count.least.amount for count in leaf.counts)
        test = leaf.node
        return (
            summed
            and isinstance(test, FigureTest)
            and leaf.result == ("yes" if test.operator in UPWARD else "no")
        )

    figures = _figures(leaf for leaf in trace.leaves() if on(leaf))
    if figures and _rests(trace, on):
        yield Assumption(
            f"the entities' figures are added up for the consolidated {figures}, with what they "
            "owe or sell each other"
        )


def _figures(leaves: Iterable[Trace]) -> str:
    names = dict.fromkeys(x.node.figure for x in leaves if isinstance(x.node, FigureTest))
    return " and ".join(name.replace("_", " ") for name in names)


def _tree(trace: Trace, facts: EntityFacts) -> Iterator[Assumption]:
    """A figure below a threshold rests on there being no further entity in the group."""

    def on(leaf: Trace) -> bool:
        test = leaf.node
        if not isinstance(test, FigureTest) or test.of == "own":
            return False
        first = [next(iter(count.addends)) for count in leaf.counts]
        given = any(addend.basis == "consolidated" for addend in first)
        return not given and leaf.result == ("no" if test.operator in UPWARD else "yes")

    if _rests(trace, on):
        yield Assumption("the group has no other entities than those of the file")


def _years(trace: Trace, facts: EntityFacts, as_of: date) -> Iterator[Assumption]:
    end, year = facts.books.closed[facts.index], facts.books.year[facts.index]
    if end is None:
        if year is not None and _rests(trace, _is_of_earlier_years):
            yield Assumption(
                f"{year} is taken for the last financial year, the one after the newest of the "
                "years given, as the end of the financial year is not"
            )
        return
    if not _rests(trace, lambda leaf: bool(leaf.counts)):
        return
    if end > as_of:
        yield Assumption(f"the figures are those of the year to {end}, after the day asked about")
    elif as_of - end > FRESH:
        yield Assumption(f"the figures are still those of the year to {end}")


def _is_of_earlier_years(leaf: Trace) -> bool:
    return isinstance(leaf.node, FigureTest) and leaf.node.periods != (0,)
