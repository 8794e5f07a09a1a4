"""Which class of addressees or duty of the new text takes the place of which one of the old."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from ddcompare.model.law import AddresseeClass, Duty
from ddcompare.model.rules import All, Among, FactTest, FigureTest, Node, Not, limbs, walk
from ddcompare.model.rules import Any as AnyOf

_YEAR = re.compile(r"(?:_(?:to|until|from|since))?_[0-9]{4}$")

Dated = TypeVar("Dated", AddresseeClass, Duty)


def successions(
    before: Sequence[Dated], after: Sequence[Dated]
) -> list[tuple[Dated | None, Dated | None]]:
    """Classes or duties of two days in pairs; one side is None where something ended or began.

    A new text has an entry of its own, whose id is that of the old one but for a year at its end;
    else the two are a pair if they say the same.
    """
    pairs: list[tuple[Dated | None, Dated | None]] = []
    left = list(before)
    for item in after:
        partner = next((old for old in left if old.id == item.id), None) or next(
            (old for old in left if _same_place(old, item) and old not in after), None
        )
        if partner:
            left.remove(partner)
        pairs.append((partner, item))
    ended: list[tuple[Dated | None, Dated | None]] = [(item, None) for item in left]
    return ended + pairs


def _same_place(one: Dated, other: Dated) -> bool:
    return _YEAR.sub("", one.id) == _YEAR.sub("", other.id) or _words(one) == _words(other)


def _words(item: AddresseeClass | Duty) -> str:
    return item.summary if isinstance(item, Duty) else item.title


def figure_tests(item: AddresseeClass) -> list[FigureTest]:
    """The tests of figures in the rule of a class, in the order of the rule."""
    return [node for node, _ in walk(item.rule) if isinstance(node, FigureTest)]


def outline(node: Node, day: date | None) -> tuple[object, ...]:
    """What a rule asks, without its citations; with the thresholds of a day, or without any."""
    below = tuple(outline(limb, day) for limb in limbs(node))
    match node:
        case FactTest():
            return ("fact", node.fact, node.operator, node.values)
        case FigureTest():
            threshold = node.threshold_on(day) if day else None
            amount = threshold and (threshold.state, threshold.quantity)
            years = tuple(sorted((node.years or {}).items()))
            return ("figure", node.figure, node.where, node.of, node.operator, years, amount)
        case All():
            return ("all", *below)
        case AnyOf():
            return ("any", *below)
        case Not():
            return ("not", *below)
        case Among():
            return ("among", node.minimum, *below)
    raise TypeError(f"not a rule node: {node!r}")
