"""Limbs of a rule that test facts alone: entities with the same facts share their traces."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ddcompare.comply.perimeter import EntityFacts
from ddcompare.comply.recall import recalled
from ddcompare.model.law import Law
from ddcompare.model.rules import FactTest, FigureTest, Node, Trace, evaluate, limbs, walk

PLAIN = (type(None), str, tuple, date)
"""Types of facts of which equal values are the same; True is 1, and a list has no hash."""


def evaluated(rule: Node, law: Law, facts: EntityFacts, day: date) -> Trace:
    """The trace of a rule of a law, as ``evaluate`` makes it."""
    asked, known = _asked(law), facts.books.limbs

    def trace(node: Node) -> Trace:
        names = asked.get(id(node))
        if names is None:
            return evaluate(node, facts, day, trace)
        values = [value for name in names for value in facts.found(name)]
        if not all(isinstance(value, PLAIN) for value in values):
            return evaluate(node, facts, day)
        key = (id(node), *values)
        if key not in known:
            known[key] = evaluate(node, facts, day)
        return known[key]

    return trace(rule)


@recalled(512)
def _asked(law: Law) -> Mapping[int, tuple[str, ...]]:
    """The facts that a limb asks for, for each largest limb that asks for nothing else."""
    found: dict[int, tuple[str, ...]] = {}
    waiting: list[Node] = [item.rule for item in law.scope]
    while waiting:
        node = waiting.pop()
        below = [under for under, _ in walk(node)]
        if any(isinstance(under, FigureTest) for under in below):
            waiting += limbs(node)
        else:
            names = [under.fact for under in below if isinstance(under, FactTest)]
            found[id(node)] = tuple(dict.fromkeys(names))
    return found
