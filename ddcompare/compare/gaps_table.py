"""Several laws against one standard, or against one law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ddcompare.compare.closing import field_of
from ddcompare.compare.gaps import Gaps, gaps, wanted
from ddcompare.compare.gaps_laws import LawGaps, compare_laws
from ddcompare.model.corpus import Corpus
from ddcompare.model.derive import is_present
from ddcompare.model.law import Law
from ddcompare.model.standard import Standard

Against = Standard | Law
Report = Gaps | LawGaps


@dataclass(frozen=True, slots=True)
class GapTable:
    """The reports of several laws against the same; ``absent`` did not exist on the day."""

    as_of: date
    against: Against
    reports: tuple[Report, ...]
    absent: tuple[Law, ...]


def gap_table(
    corpus: Corpus,
    laws: Sequence[str],
    against: Against,
    as_of: date,
    dimensions: Sequence[str] = (),
) -> GapTable:
    """Report on each of the laws; ``laws`` are ids, and empty means all in the corpus.

    A law is not held against itself. Raises KeyError for a law that does not exist.
    """
    chosen = [corpus.laws[name] for name in dict.fromkeys(laws or corpus.laws)]
    present = [law.id for law in chosen if is_present(law, as_of, corpus.codebook)]
    absent = tuple(law for law in chosen if law.id not in present)
    if isinstance(against, Law):
        others = [law for law in present if law != against.id]
        pairs = (compare_laws(corpus, law, against.id, as_of, dimensions) for law in others)
        return GapTable(as_of, against, tuple(pairs), absent)
    indicators = [want.indicator for _, want in wanted(corpus, against, dimensions)]
    field = field_of(corpus, indicators, as_of)
    reports = (gaps(corpus, law, against, as_of, dimensions, field) for law in present)
    return GapTable(as_of, against, tuple(reports), absent)


def of_grades(report: Report, grades: Sequence[str]) -> Report:
    """A report with the items of these grades alone; its summary still counts all of them."""
    if isinstance(report, Gaps):
        return replace(report, items=tuple(i for i in report.items if i.grade in grades))
    return replace(report, items=tuple(i for i in report.items if i.grade in grades))
