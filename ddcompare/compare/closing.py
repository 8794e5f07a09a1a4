"""Which laws already have what another one lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ddcompare.compare.grading import grade
from ddcompare.compare.matrix import BINDING_STATES
from ddcompare.model.codebook import Indicator
from ddcompare.model.corpus import Corpus
from ddcompare.model.derive import answer, application_state
from ddcompare.model.law import Answer, Law
from ddcompare.model.standard import Want

NAMED = 3
"""How many laws a report names as examples for one gap."""

_SURE = ("high", "medium", "low", None)


@dataclass(frozen=True, slots=True)
class Holder:
    """A law with its answer to an indicator."""

    law: Law
    answer: Answer


Field = Mapping[str, Sequence[Holder]]
"""By indicator id: every law that is applied or in force on a day, with its answer."""


@dataclass(frozen=True, slots=True)
class Closing:
    """Laws that have what is wanted: ``count`` of them, up to three by name."""

    examples: tuple[Holder, ...]
    count: int


def field_of(corpus: Corpus, indicators: Iterable[str], day: date) -> Field:
    """What the laws that are applied or in force on a day answer (codebook rule 4)."""
    book = corpus.codebook
    laws = [
        law for law in corpus.laws.values() if application_state(law, day, book) in BINDING_STATES
    ]
    return {
        name: [Holder(law, answer(law, book.indicators[name], day, book)) for law in laws]
        for name in dict.fromkeys(indicators)
    }


def closing(field: Field, indicator: Indicator, want: Want, law: Law) -> Closing:
    """Other laws that have what is wanted of an indicator.

    Named first are the ones nearest to the want (met before exceeds), read with most confidence,
    and from different jurisdictions.
    """
    graded = [
        (grade(indicator, want, holder.answer).grade, holder)
        for holder in field[indicator.id]
        if holder.law.id != law.id
    ]
    holders = [item for item in graded if item[0] in ("met", "exceeds")]
    holders.sort(
        key=lambda item: (
            item[0] != "met",
            _SURE.index(item[1].answer.confidence),
            item[1].law.id,
        )
    )
    ranked = [holder for _, holder in holders]
    first = {holder.law.jurisdiction: holder for holder in reversed(ranked)}
    spread = [holder for holder in ranked if first[holder.law.jurisdiction] is holder]
    rest = [holder for holder in ranked if first[holder.law.jurisdiction] is not holder]
    return Closing(tuple((spread + rest)[:NAMED]), len(ranked))
