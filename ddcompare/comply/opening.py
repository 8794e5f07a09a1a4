"""From an undetermined answer to its open rule, and to the names of what it waits for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ddcompare.comply.openrule import (
    Branch,
    FactLeaf,
    FigureLeaf,
    Gap,
    Input,
    Negation,
    Never,
    Open,
    Sum,
    is_averaged,
)
from ddcompare.comply.perimeter import GROUP
from ddcompare.comply.records import Applicability
from ddcompare.model.codebook import Codebook, Term
from ddcompare.model.company import Company
from ddcompare.model.counting import Addend, Count
from ddcompare.model.quantities import Amount
from ddcompare.model.rules import All, Among, FactTest, FigureTest, Not, Trace, Truth

NAMED = 8
"""So many entities of a group are looked at whose figures are missing."""

YEAR_END = "financial_year_end"

Skipped = Collection[tuple[str, str]]
"""Inputs that cannot be had, by entity and name in the company file."""


def name_of(input: Input) -> str:
    """The name of an input in the company file, as ``--set`` takes it."""
    if input.where is None:
        return input.name
    year = f"years.{input.year}." if input.period and input.year else ""
    return f"{'consolidated.' if input.consolidated else ''}{year}{input.name}.{input.where}"


def needs_year_end(input: Input) -> bool:
    """Whether a figure cannot be given before the file says when the financial year ends.

    Figures of earlier years are given by the calendar year in which each ended.
    """
    return bool(input.period) and input.year is None


def terms_of(codebook: Codebook) -> Mapping[str, Term]:
    """The facts and figures of the company file: what many laws ask before what one law asks."""
    terms = {**codebook.terms["fact"], **codebook.terms["figure"]}

    def place(name: str) -> int:
        figure = name in codebook.terms["figure"]
        if figure:
            return 1 if terms[name].extra.get("size") else 2
        return 2 if "." in name else 0

    return {name: terms[name] for name in sorted(terms, key=place)}


def open_rule(result: Applicability, company: Company, skipped: Skipped = ()) -> Open:
    """The open part of the rule of an answer that is ``unknown``."""
    assert result.trace is not None
    found = _Opener(result, company, skipped).opened(result.trace)
    assert not isinstance(found, str)
    return found


@dataclass(frozen=True, slots=True)
class _Opener:
    result: Applicability
    company: Company
    skipped: Skipped
    known: dict[tuple[object, ...], Input] = field(default_factory=dict)

    def input(self, entity: str, name: str, *place: Any) -> Input:
        """The one object for a place in the file."""
        key = (entity, name, *place)
        if key not in self.known:
            self.known[key] = Input(entity, name, *place)
        return self.known[key]

    def opened(self, trace: Trace) -> Open | Truth:
        """The open part of a node; its result where it is settled."""
        if trace.result != "unknown":
            return trace.result
        match trace.node:
            case FactTest():
                input = self.input(self.result.entity.id, trace.node.fact)
                return FactLeaf(trace.node, input) if self._possible(input) else Never()
            case FigureTest():
                return self._figure(trace, trace.node)
            case Not():
                limb = self.opened(trace.children[0])
                assert not isinstance(limb, str)
                return Negation(limb)
        limbs = [self.opened(child) for child in trace.children]
        needed = len(limbs) if isinstance(trace.node, All) else 1
        if isinstance(trace.node, Among):
            needed = trace.node.minimum
        still = [limb for limb in limbs if not isinstance(limb, str)]
        return Branch(needed - limbs.count("yes"), still)

    def _possible(self, input: Input) -> bool:
        name = YEAR_END if needs_year_end(input) else name_of(input)
        return (input.entity, name) not in self.skipped

    def _figure(self, trace: Trace, test: FigureTest) -> Open:
        if trace.threshold is None or trace.threshold.quantity is None or not trace.counts:
            return Never()
        sums = [
            self._sum(count, test, period)
            for count, period in zip(trace.counts, test.periods, strict=True)
        ]
        leaf = FigureLeaf(trace, sums)
        return leaf if leaf.inputs else Never()

    def _sum(self, count: Count, test: FigureTest, period: int) -> Sum:
        if count.result != "unknown" and not is_averaged(test):
            return Sum(count, 0, None)
        low: Amount = 0
        high: Amount | None = 0
        gaps: list[Gap] = []
        for addend in count.addends:
            least, most = addend.least.amount, addend.most.amount if addend.most else None
            gap = self._gap(addend, test, period, count.year) if len(gaps) < NAMED else None
            if gap is not None and self._possible(gap.input):
                gaps.append(gap)
            else:
                low += least
                high = None if high is None or most is None else high + most
        return Sum(count, low, high, tuple(gaps), self._whole(count, test, period, gaps))

    def _gap(self, addend: Addend, test: FigureTest, period: int, year: int | None) -> Gap | None:
        least, most = addend.least.amount, addend.most.amount if addend.most else None
        if least == most or addend.basis == "unlisted":
            return None
        entity = self.company.by_id[addend.entity]
        seated = "seat" in entity.facts or entity.id == self.result.entity.id
        if test.of == "with_domestic_subsidiaries" and not seated:
            return Gap(self.input(entity.id, "seat"), 0, most, self.result.law.jurisdiction)
        if entity.year_end:
            year = entity.year_end.year - period
        earlier = year if period else None
        return Gap(self.input(entity.id, test.figure, test.where, period, earlier), least, most)

    def _whole(
        self, count: Count, test: FigureTest, period: int, gaps: Sequence[Gap]
    ) -> Gap | None:
        unlisted = any(addend.basis == "unlisted" for addend in count.addends)
        if test.of not in GROUP or len(gaps) < 2 or unlisted:
            return None
        head = count.addends[0].entity
        earlier = count.year if period else None
        input = self.input(head, test.figure, test.where, period, earlier, True)
        most = count.most.amount if count.most else None
        gap = Gap(input, count.least.amount, most)
        return gap if self._possible(input) else None
