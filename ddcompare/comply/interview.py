"""What to ask next about a company: the fact that decides most of the answers that are open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ddcompare.comply.applicability import applicability
from ddcompare.comply.currency import Rates
from ddcompare.comply.missing import missing_facts
from ddcompare.comply.opening import Skipped, terms_of
from ddcompare.comply.records import Applicability, MissingFact
from ddcompare.model.codebook import Codebook, Term
from ddcompare.model.company import Company, Entity
from ddcompare.model.law import Citation, Law
from ddcompare.model.rules import FactTest, FigureTest


@dataclass(frozen=True, slots=True)
class Asking:
    """A law that waits for a fact: what the fact does to its answer, and where it is tested."""

    law: Law
    fact: MissingFact
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for, with its term of the codebook, and the laws that wait for it."""

    fact: MissingFact
    term: Term
    entity: Entity
    asked_by: tuple[Asking, ...]


def assess(
    company: Company,
    entities: Sequence[str],
    laws: Sequence[Law],
    as_of: date,
    codebook: Codebook,
    rates: Rates,
    skipped: Skipped = (),
) -> tuple[Applicability, ...]:
    """The answer of each law for each entity, with what is missing beside the skipped facts."""
    results = (
        applicability(company, company.by_id[name], law, as_of, codebook, rates)
        for name in entities
        for law in laws
    )
    return tuple(
        replace(found, missing=missing_facts(found, company, codebook, rates, skipped))
        for found in results
    )


def is_open(result: Applicability) -> bool:
    """Whether the rule of a law has no certain answer yet, be the law in force or not."""
    return result.trace is not None and result.trace.result == "unknown"


def next_question(
    results: Sequence[Applicability], company: Company, codebook: Codebook
) -> Question | None:
    """The fact that most of the open answers wait for; None where no fact could decide one.

    Among equals the one that could rule out most laws comes first, then the order of the terms in
    the codebook and of the entities in the file.
    """
    waiting: dict[tuple[str, str], list[tuple[Applicability, MissingFact]]] = defaultdict(list)
    for result in filter(is_open, results):
        for fact in result.missing:
            waiting[fact.entity, fact.path].append((result, fact))
    if not waiting:
        return None
    places = {name: at for at, name in enumerate(terms_of(codebook))}
    rank = {entity.id: at for at, entity in enumerate(company.entities)}

    def key(asked: tuple[str, str]) -> tuple[object, ...]:
        uses = waiting[asked]
        rules_out = sum(fact.if_no is not None for _, fact in uses)
        place = places[term_of(uses[0][1], codebook).id]
        return (-len(uses), -rules_out, place, rank[asked[0]], asked[1])

    uses = waiting[min(waiting, key=key)]
    fact = uses[0][1]
    term = term_of(fact, codebook)
    asked_by = tuple(
        Asking(result.law, found, tuple(dict.fromkeys(_tested(result, term.id))))
        for result, found in uses
    )
    return Question(fact, term, company.by_id[fact.entity], asked_by)


def term_of(fact: MissingFact, codebook: Codebook) -> Term:
    """The term of a missing fact; the name of a figure has its place behind it."""
    name, terms = fact.fact.removeprefix("consolidated."), terms_of(codebook)
    return terms.get(name) or terms[name.partition(".")[0]]


def _tested(result: Applicability, name: str) -> Iterator[Citation]:
    """Where the open tests of a fact stand in the law."""
    for item, trace in result.classes:
        for leaf in trace.leaves():
            node = leaf.node
            tests = (isinstance(node, FactTest) and node.fact == name) or (
                isinstance(node, FigureTest) and node.figure == name
            )
            if tests and leaf.result == "unknown":
                yield from node.cite or item.cite
