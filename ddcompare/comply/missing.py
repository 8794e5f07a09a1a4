"""The facts that an undetermined answer waits for: the fewest that could decide it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ddcompare.comply.conditions import question
from ddcompare.comply.currency import Rates
from ddcompare.comply.deciding import Wanted, wanted
from ddcompare.comply.opening import (
    YEAR_END,
    Shape,
    Skipped,
    State,
    name_of,
    needs_year_end,
    rule_of,
)
from ddcompare.comply.openrule import Input
from ddcompare.comply.recall import recalled
from ddcompare.comply.records import Applicability, MissingFact
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Company
from ddcompare.model.rules import Node


def missing_facts(
    result: Applicability,
    company: Company,
    codebook: Codebook,
    rates: Rates,
    skipped: Skipped = (),
) -> tuple[MissingFact, ...]:
    """The smallest set of facts that would decide an undetermined answer; () for any other.

    ``skipped`` are facts that cannot be had, by entity and name; the set does without them, and is
    empty where nothing else could decide. Amounts are compared in the currency of the law, into
    which the trace has turned what is known; ``rates`` are not asked again.
    """
    if result.trace is None or result.trace.result != "unknown":
        return ()
    shape = Shape(result, company, skipped)
    names = tuple(shape.entities)
    found = _remembered(
        result.trace.node, tuple(shape.states), tuple(shape.written),
        _places(names, _file_order(company)), result.as_of, codebook,
    )  # fmt: skip
    called = [item._replace(input=_called(item.input, names)) for item in found]
    return tuple(dict.fromkeys([in_words(item, company, codebook) for item in called]))


@recalled(4_000)
def _remembered(
    node: Node,
    states: tuple[State, ...],
    written: tuple[str, ...],
    places: tuple[int, ...],
    as_of: date,
    codebook: Codebook,
) -> tuple[Wanted, ...]:
    """What is wanted, with numbers for entities: in a large group most answers are alike."""
    return wanted(
        rule_of(node, states, "0"), {str(n): p for n, p in enumerate(places)}, codebook, as_of
    )


@recalled(8)
def _file_order(company: Company) -> Mapping[str, int]:
    return {entity.id: index for index, entity in enumerate(company.entities)}


def _places(names: tuple[str, ...], order: Mapping[str, int]) -> tuple[int, ...]:
    """The places of entities among each other, by the company file but for the first."""
    first, *others = names
    ranked = {
        name: place for place, name in enumerate([first, *sorted(others, key=order.__getitem__)])
    }
    return tuple([ranked[name] for name in names])


def _called(input: Input, names: Sequence[str]) -> Input:
    return input._replace(entity=names[int(input.entity)])


def in_words(item: Wanted, company: Company, codebook: Codebook) -> MissingFact:
    """An input that is wanted, as it is asked for."""
    input = item.input
    if needs_year_end(input):
        end = codebook.terms["fact"][YEAR_END]
        return MissingFact(end.id, end.definition, input.entity, decides=False)
    return MissingFact(
        fact=name_of(input._replace(year=None)),
        question=question(input, company, codebook),
        entity=input.entity,
        decides=item.decides,
        if_yes=item.if_yes,
        if_no=item.if_no,
        year=input.year,
    )
