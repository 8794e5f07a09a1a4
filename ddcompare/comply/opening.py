"""From an undetermined answer to its open rule, and to the names of what it waits for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

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
from ddcompare.comply.parts import Addends, Lacking, lacking
from ddcompare.comply.perimeter import GROUP
from ddcompare.comply.recall import recalled
from ddcompare.comply.records import Applicability
from ddcompare.model.codebook import Codebook, Term
from ddcompare.model.company import Company
from ddcompare.model.counting import Addend, Count
from ddcompare.model.rules import All, Among, FactTest, FigureTest, Node, Not, Trace, Truth, limbs

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


@recalled(8)
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
    shape = Shape(result, company, skipped, numbered=False)
    return rule_of(result.trace.node, shape.states, result.entity.id)


class Figure(NamedTuple):
    """An open test of a figure: a day on which its threshold stands, and what is known by year."""

    day: date
    sums: tuple[Sum, ...]


State = Truth | Figure | None
"""How a node stands: its result, what is known of an open figure, None if nothing can decide it."""


def rule_of(node: Node, states: Sequence[State], entity: str) -> Open:
    """The open part of a rule of which the nodes stand as a shape says."""
    found = _opened(node, iter(states), entity)
    assert not isinstance(found, str)
    return found


def _opened(node: Node, states: Iterator[State], entity: str) -> Open | Truth:
    state = next(states)
    if state is None:
        return Never()
    if isinstance(state, Figure):
        assert isinstance(node, FigureTest)
        return FigureLeaf(node, state.day, state.sums)
    if state != "unknown":
        return state
    if isinstance(node, FactTest):
        return FactLeaf(node, Input(entity, node.fact))
    below = [_opened(limb, states, entity) for limb in limbs(node)]
    still = [limb for limb in below if not isinstance(limb, str)]
    if isinstance(node, Not):
        return Negation(still[0])
    needed = len(below) if isinstance(node, All) else 1
    if isinstance(node, Among):
        needed = node.minimum
    return Branch(needed - below.count("yes"), still)


@dataclass(slots=True)
class Shape:
    """What an open rule depends on, beside the rule itself: the same for answers that are alike.

    ``states`` are those of the nodes in the order of the rule, without any below a settled one.
    ``entities`` are those in question with their numbers, by which the states call them where
    ``numbered``; 0 is the one asked about. ``written`` are all amounts as text: 5.00 equals 5, but
    is not shown alike.
    """

    result: Applicability
    company: Company
    skipped: Skipped = ()
    numbered: bool = True
    states: list[State] = field(default_factory=list)
    entities: dict[str, int] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._call(self.result.entity.id)
        waiting = [self.result.trace] if self.result.trace else []
        while waiting:
            here = waiting.pop()
            self.states.append(self._state(here))
            if here.result == "unknown":
                waiting += reversed(here.children)

    def _call(self, entity: str) -> str:
        number = self.entities.setdefault(entity, len(self.entities))
        return str(number) if self.numbered else entity

    def _state(self, trace: Trace) -> State:
        node = trace.node
        if trace.result != "unknown":
            return trace.result
        if isinstance(node, FigureTest):
            return self._figure(trace, node)
        if self.skipped and isinstance(node, FactTest):
            entity = self.result.entity.id
            return "unknown" if self._is_asked(entity, Input(entity, node.fact)) else None
        return "unknown"

    def _is_asked(self, entity: str, input: Input) -> bool:
        name = YEAR_END if needs_year_end(input) else name_of(input)
        return (entity, name) not in self.skipped

    def _figure(self, trace: Trace, test: FigureTest) -> Figure | None:
        if trace.threshold is None or trace.threshold.quantity is None:
            return None
        years = zip(trace.counts, test.periods if trace.counts else (), strict=True)
        sums = tuple([self._sum(count, test, period) for count, period in years])
        if not any(part.gaps for part in sums):
            return None
        return Figure(trace.threshold.valid_from or date.min, sums)

    def _sum(self, count: Count, test: FigureTest, period: int) -> Sum:
        found = Sum(count.least, count.most)
        if count.result == "unknown" or is_averaged(test):
            lacks = self._lacking(count, test, period)
            gaps = tuple([self._gap(one, test, period, count.year) for one in lacks.first])
            whole = self._whole(count, test, period, lacks)
            found = Sum(count.least, count.most, lacks.low, lacks.high, gaps, whole)
        for low, high in (
            (count.least.amount, count.most.amount if count.most else None),
            (found.low, found.high),
            *((gap.low, gap.high) for gap in found.gaps),
        ):
            self.written += (str(low), str(high))
        return found

    def _lacking(self, count: Count, test: FigureTest, period: int) -> Lacking:
        addends = count.addends
        if self.skipped:

            def is_asked(addend: Addend) -> bool:
                gap = self._gap(addend, test, period, count.year)
                return self._is_asked(addend.entity, gap.input)

            return lacking(addends, is_asked)
        return addends.lacking if isinstance(addends, Addends) else lacking(addends)

    def _gap(self, addend: Addend, test: FigureTest, period: int, year: int | None) -> Gap:
        least, most = addend.least.amount, addend.most.amount if addend.most else None
        entity = self.company.by_id[addend.entity]
        called = self._call(entity.id)
        seated = "seat" in entity.facts or entity.id == self.result.entity.id
        if test.of == "with_domestic_subsidiaries" and not seated:
            return Gap(Input(called, "seat"), 0, most, self.result.law.jurisdiction)
        if entity.year_end:
            year = entity.year_end.year - period
        earlier = year if period else None
        return Gap(Input(called, test.figure, test.where, period, earlier), least, most)

    def _whole(self, count: Count, test: FigureTest, period: int, lacks: Lacking) -> Gap | None:
        if test.of not in GROUP or len(lacks.first) < 2 or lacks.unlisted:
            return None
        earlier = count.year if period else None
        called = self._call(lacks.head)
        input = Input(called, test.figure, test.where, period, earlier, consolidated=True)
        if self.skipped and not self._is_asked(lacks.head, input):
            return None
        return Gap(input, count.least.amount, count.most.amount if count.most else None)
