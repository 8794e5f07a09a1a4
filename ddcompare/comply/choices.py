"""Which values of a missing fact or figure are worth trying: those that tests tell apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import cast

from ddcompare.comply.openrule import Choice, FactLeaf, Gap, Input, Open, Sum, holds, leaves
from ddcompare.model.codebook import Codebook
from ddcompare.model.quantities import Quantity, parse_date
from ddcompare.model.rules import Truth

ELSEWHERE = "ZZ"
"""Stands for every country that no test names; ISO 3166 will never use it."""

FAR = timedelta(days=3 * 365)
"""Further from the day asked about no date of a company is expected to lie."""

Alike = Mapping[Choice, tuple[Choice, ...]]
"""Values that are worth trying, each with all those that no open test tells from it."""

_Test = tuple[str, tuple[str, ...]]


def choices(rule: Open, codebook: Codebook, as_of: date) -> Mapping[Input, Alike]:
    """For each input of an open rule the values that its tests can tell apart.

    For a fact they are the values that are tested and one that is not (for a date the day asked
    about); for an amount those just below, at and just above each threshold, less what is known of
    a sum.
    """
    tests: dict[Input, dict[_Test, None]] = defaultdict(dict)
    amounts: dict[Input, dict[Quantity, None]] = defaultdict(dict)
    for leaf in leaves(rule):
        if isinstance(leaf, FactLeaf):
            tests[leaf.order[0]][leaf.test.operator, leaf.test.values] = None
            continue
        for part in leaf.sums:
            for gap in part.every_gap:
                if gap.inside is not None:
                    tests[gap.input]["equals", (gap.inside,)] = None
                else:
                    amounts[gap.input].update(dict.fromkeys(_amounts(gap, part, leaf.limit)))
    found: dict[Input, Alike] = {}
    for input, tested in tests.items():
        extra = codebook.terms["fact"][input.name].extra
        allowed = tuple(cast("Sequence[str]", extra.get("values", ())))
        found[input] = _alike(str(extra["type"]), allowed, tuple(tested), as_of)
    for input, tried in amounts.items():
        found[input] = {amount: (amount,) for amount in tried}
    return found


def is_likely(values: Sequence[Choice], as_of: date) -> bool:
    """Whether values that are alike are worth trying: no date lies far from the day asked about."""
    return any(not isinstance(value, date) or abs(value - as_of) <= FAR for value in values)


def _amounts(gap: Gap, part: Sum, limit: Quantity) -> Iterator[Quantity]:
    known = 0 if gap is part.whole else part.low + sum(g.low for g in part.gaps if g is not gap)
    point = limit.amount - known
    for amount in (point - 1, point, point + 1, gap.low):
        if gap.low <= amount and (gap.high is None or amount <= gap.high):
            yield replace(limit, amount=amount)


@lru_cache(4_000)
def _alike(kind: str, allowed: tuple[str, ...], tests: tuple[_Test, ...], as_of: date) -> Alike:
    groups: dict[tuple[Truth, ...], list[Choice]] = defaultdict(list)
    words = list(dict.fromkeys(word for _, values in tests for word in values))
    for value in _values(kind, words, allowed, as_of):
        signature = tuple([holds(operator, values, value) for operator, values in tests])
        groups[signature].append(value)
    return {found[0]: tuple(found) for found in groups.values()}


def _values(kind: str, words: list[str], allowed: tuple[str, ...], as_of: date) -> Sequence[Choice]:
    """Values of a fact that tests of these words can tell apart, in the form that the fact has."""
    match kind:
        case "yes_no":
            return ["yes", "no"]
        case "date":
            tried = {parse_date(word) for word in words}
            return sorted({as_of, *tried, *(day - timedelta(days=1) for day in tried)})
        case "code":
            return [*words, *(word for word in allowed if word not in words)]
        case "country":
            return [*words, ELSEWHERE]
    return [(), *((word,) for word in words), *([tuple(words)] if len(words) > 1 else [])]
