"""A company against the laws on a day: which bind which entity, why, what lacks, what is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ddcompare.comply.applicability import applicability
from ddcompare.comply.currency import Rates
from ddcompare.comply.due import duties_due
from ddcompare.comply.missing import missing_facts
from ddcompare.comply.records import Applicability, Check, EntityCheck, MissingFact
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Company, Entity
from ddcompare.model.corpus import Corpus
from ddcompare.model.law import Law


def check(
    company: Company,
    corpus: Corpus,
    as_of: date,
    rates: Rates,
    laws: Sequence[str] = (),
    entities: Sequence[str] = (),
    window: tuple[date, date] | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Check:
    """Check entities against laws on a day.

    ``laws`` and ``entities`` are ids; empty means all, in the order of the corpus and of the
    company file. Duties fall due in ``window``, both days inclusive (default: the twelve months
    that begin on ``as_of``). ``progress`` is called with the entities done and all of them. Raises
    KeyError for an id that does not exist.
    """
    chosen = [corpus.laws[name] for name in dict.fromkeys(laws or corpus.laws)]
    members = [company.by_id[name] for name in dict.fromkeys(entities or company.by_id)]
    window = window or (as_of, last_of_twelve_months(as_of))
    checks: list[EntityCheck] = []
    for entity in members:
        found = tuple(_one(company, corpus, as_of, rates, entity, law, window) for law in chosen)
        checks.append(EntityCheck(entity, found))
        if progress:
            progress(len(checks), len(members))
    return Check(company, as_of, window, corpus.version, corpus.digest, tuple(checks))


def last_of_twelve_months(first: date) -> date:
    """The last of the twelve months from a day on: every day of the year stands in them once."""
    if first.year == date.max.year:
        return date.max
    leap_day = (first.month, first.day) == (2, 29)
    next_year = first.replace(year=first.year + 1, **({"month": 3, "day": 1} if leap_day else {}))
    return next_year - timedelta(days=1)


def _one(
    company: Company,
    corpus: Corpus,
    as_of: date,
    rates: Rates,
    entity: Entity,
    law: Law,
    window: tuple[date, date],
) -> Applicability:
    codebook = corpus.codebook
    result = applicability(company, entity, law, as_of, codebook, rates)
    return replace(
        result,
        missing=_missing(result, company, codebook, rates),
        duties=duties_due(result, window, codebook),
    )


def _missing(
    result: Applicability, company: Company, codebook: Codebook, rates: Rates
) -> tuple[MissingFact, ...]:
    """What would decide an open answer; in a yes, what would decide the classes that are open."""
    if result.applies != "yes":
        return missing_facts(result, company, codebook, rates)
    return tuple(
        replace(fact, addressee=item.title)
        for item, trace in result.classes
        if trace.result == "unknown"
        for fact in missing_facts(replace(result, trace=trace), company, codebook, rates)
    )
