"""Whether a law may have bound an entity on another day than the one asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ddcompare.comply.records import Applicability
from ddcompare.model.counting import Count
from ddcompare.model.law import in_force
from ddcompare.model.quantities import Quantity
from ddcompare.model.rules import FactValue, FigureTest, Trace, evaluate


def may_bind(result: Applicability, day: date) -> bool:
    """Whether the law may bind the entity on a day by the thresholds of that day.

    The facts and figures are those of the trace. A class that was not evaluated because it does
    not hold on the as-of date may bind.
    """
    known = {item.id: trace for item, trace in result.classes}
    return any(
        item.id not in known or evaluate(item.rule, _Compared(known[item.id]), day).result != "no"
        for item in in_force(result.law.scope, day)
    )


@dataclass(frozen=True, slots=True)
class _Compared:
    """The facts and figures that a trace compared, to weigh them by another day's thresholds."""

    trace: Trace

    def fact(self, name: str) -> FactValue | None:
        leaves = (leaf for leaf in self.trace.leaves() if getattr(leaf.node, "fact", None) == name)
        return next((leaf.compared for leaf in leaves), None)  # type: ignore[return-value]

    def origin(self, name: str) -> str | None:
        return None

    def counts(self, test: FigureTest, threshold: Quantity) -> Sequence[Count]:
        found = next((leaf.counts for leaf in self.trace.leaves() if leaf.node == test), ())
        return found or (Count(replace(threshold, amount=0), None),) * len(test.periods)
