"""Which laws a comparison takes, and in which groups they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ddcompare.model.codebook import Codebook
from ddcompare.model.corpus import Corpus
from ddcompare.model.derive import answer, application_state
from ddcompare.model.law import Law

DUTY_MODEL = "status.duty_model"


@dataclass(frozen=True, slots=True)
class Filters:
    """What laws must have to be shown; an empty field lets all pass.

    ``states`` are application states on the day, ``jurisdictions`` codes as in the law files (US
    also lets US-CA pass), ``duty_models`` codes of the indicator status.duty_model.
    """

    states: Sequence[str] = ()
    jurisdictions: Sequence[str] = ()
    duty_models: Sequence[str] = ()


def select(corpus: Corpus, laws: Sequence[str], filters: Filters, day: date) -> list[str]:
    """The ids among ``laws`` (empty: all) that pass the filters on a day, in the given order."""
    names = list(laws or corpus.laws)
    return [name for name in names if _passes(corpus.laws[name], filters, day, corpus.codebook)]


def _passes(law: Law, filters: Filters, day: date, codebook: Codebook) -> bool:
    if filters.states and application_state(law, day, codebook) not in filters.states:
        return False
    if filters.jurisdictions and not {law.jurisdiction, law.jurisdiction.partition("-")[0]} & set(
        filters.jurisdictions
    ):
        return False
    return not filters.duty_models or bool(
        set(filters.duty_models).intersection(_models(law, day, codebook))
    )


def _models(law: Law, day: date, codebook: Codebook) -> Sequence[str]:
    value = answer(law, codebook.indicators[DUTY_MODEL], day, codebook).value
    return value if isinstance(value, tuple) else ()


def _by_jurisdiction(law: Law, day: date, codebook: Codebook) -> str:
    return law.jurisdiction


def _by_duty(law: Law, day: date, codebook: Codebook) -> str:
    """The duty models of a law as one heading, in the order of the codebook."""
    held = _models(law, day, codebook)
    levels = codebook.indicators[DUTY_MODEL].levels
    return ", ".join(level.label for level in levels if level.id in held) or "not coded"


GROUPS: Mapping[str, Callable[[Law, date, Codebook], str]] = {
    "jurisdiction": _by_jurisdiction,
    "duty": _by_duty,
}
