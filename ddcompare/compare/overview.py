"""What there is to know about each law as a whole: coverage, confidence, age of the last check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ddcompare.model.corpus import Corpus
from ddcompare.model.derive import answer, application_state, is_present
from ddcompare.model.law import Law
from ddcompare.model.verification import Verification, verified

UNKNOWN_YET = "not adopted yet"


@dataclass(frozen=True, slots=True)
class Overview:
    """A law on a day. ``application_state`` is None where the law did not exist yet.

    ``states``, ``confidence`` and ``verified`` (verified, partly, not) count the cells of all
    indicators; ``verification`` is the record behind the last. ``age`` is the number of days
    since the encoding was last checked, negative if it was checked after the day asked for.
    """

    law: Law
    application_state: str | None
    states: Mapping[str, int]
    confidence: Mapping[str, int]
    age: int
    verified: Mapping[str, int]
    verification: Verification | None

    @property
    def coded(self) -> int:
        """Cells that somebody looked at."""
        return sum(self.states.values()) - self.states.get("not_coded", 0)


def overview(corpus: Corpus, law: Law, as_of: date) -> Overview:
    """Summarise a law on a day."""
    codebook = corpus.codebook
    present = is_present(law, as_of, codebook)
    cells = [answer(law, i, as_of, codebook) for i in codebook.indicators.values()]
    record = corpus.verification.get(law.id)
    return Overview(
        law=law,
        application_state=application_state(law, as_of, codebook) if present else None,
        states=Counter(cell.state for cell in cells) if present else Counter(),
        confidence=Counter(cell.confidence for cell in cells if cell.confidence)
        if present
        else Counter(),
        age=(as_of - law.checked.on).days,
        verified=Counter(filter(None, (verified(record, cell.cite) for cell in cells)))
        if present
        else Counter(),
        verification=record,
    )
