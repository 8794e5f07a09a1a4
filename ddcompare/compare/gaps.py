"""Gaps: a law against what a standard expects of it, element by element."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ddcompare.compare.closing import Closing, Field, closing, field_of
from ddcompare.compare.grading import GAPS, GRADES, Graded, grade
from ddcompare.compare.matrix import Column
from ddcompare.model.codebook import Indicator
from ddcompare.model.corpus import Corpus
from ddcompare.model.derive import answer, application_state
from ddcompare.model.law import Answer
from ddcompare.model.standard import Expectation, Standard, Want
from ddcompare.model.verification import verified

LAYERS_BESIDE = ("guidance", "practice")


@dataclass(frozen=True, slots=True)
class Item:
    """One want of an expectation, and the law's answer to its indicator.

    ``verified`` says how far the citations of the answer are machine-verified. ``beside`` names
    the layers (guidance, practice) that would meet the want; they do not count (codebook rule 5).
    ``closing`` is there where the grade leaves a gap.
    """

    expectation: Expectation
    want: Want
    indicator: Indicator
    answer: Answer
    graded: Graded
    verified: str | None = None
    beside: tuple[str, ...] = ()
    closing: Closing | None = None

    @property
    def grade(self) -> str:
        """The grade alone."""
        return self.graded.grade


@dataclass(frozen=True, slots=True)
class Gaps:
    """A law against a standard on a day.

    ``summary`` counts the items of each grade, also of those that a filter has left out of
    ``items``. ``not_measured`` are the expectations for which the codebook has no indicator.
    """

    as_of: date
    version: str
    digest: str
    column: Column
    standard: Standard
    items: tuple[Item, ...]
    summary: Mapping[str, int]
    not_measured: tuple[Expectation, ...]


def gaps(
    corpus: Corpus,
    law: str,
    standard: Standard,
    as_of: date,
    dimensions: Sequence[str] = (),
    field: Field | None = None,
) -> Gaps:
    """Grade a law that exists on a day against a standard, one item for each want.

    ``dimensions`` limits the wants to indicators of these dimensions; empty means all, and only
    then are the expectations listed that are not measured. ``field`` saves work where several laws
    are graded: field_of() the same corpus, day and indicators. Raises KeyError for a law that does
    not exist, or a want of an indicator that the codebook lacks.
    """
    book, subject = corpus.codebook, corpus.laws[law]
    wants = wanted(corpus, standard, dimensions)
    if field is None:
        field = field_of(corpus, (want.indicator for _, want in wants), as_of)
    items = []
    for expectation, want in wants:
        indicator = book.indicators[want.indicator]
        found = answer(subject, indicator, as_of, book)
        graded = grade(indicator, want, found)
        items.append(
            Item(
                expectation,
                want,
                indicator,
                found,
                graded,
                verified(corpus.verification.get(law), found.cite),
                _beside(indicator, want, found) if graded.grade in GAPS else (),
                closing(field, indicator, want, subject) if graded.grade in GAPS else None,
            )
        )
    counts = Counter(item.grade for item in items)
    return Gaps(
        as_of,
        corpus.version,
        corpus.digest,
        Column(
            subject,
            application_state(subject, as_of, book) or "proposed",
            corpus.verification.get(law),
        ),
        standard,
        tuple(items),
        {name: counts[name] for name in GRADES},
        () if dimensions else tuple(e for e in standard.expectations if not e.wants),
    )


def wanted(
    corpus: Corpus, standard: Standard, dimensions: Sequence[str] = ()
) -> list[tuple[Expectation, Want]]:
    """The wants of a standard with their expectations, in its order."""
    return [
        (expectation, want)
        for expectation in standard.expectations
        for want in expectation.wants
        if not dimensions or corpus.codebook.indicators[want.indicator].dimension in dimensions
    ]


def _beside(indicator: Indicator, want: Want, found: Answer) -> tuple[str, ...]:
    layers = ((name, getattr(found, name)) for name in LAYERS_BESIDE)
    return tuple(
        name
        for name, layer in layers
        if layer and grade(indicator, want, layer).grade in ("met", "exceeds")
    )


def expectation_grade(items: Sequence[Item]) -> str:
    """The grade of an expectation from the grades of its elements.

    Elements that are not assessable do not count. Met if all others are (exceeds if each exceeds),
    not met if each is, partly in between; not assessable if none is left.
    """
    grades = {item.grade for item in items} - {"not_assessable"}
    if len(grades) < 2:
        return next(iter(grades), "not_assessable")
    return "met" if grades <= {"met", "exceeds"} else "partly"
