"""Compare supply-chain transparency and human-rights due diligence laws, cell by cited cell.

The functions below are the ones the command line calls; they suit a notebook as well::

    >>> import ddcompare
    >>> from datetime import date
    >>> corpus = ddcompare.load_corpus()
    >>> found = ddcompare.matrix(corpus, date(2026, 11, 24))
    >>> law = found.columns[0].law
    >>> cell = found.rows[0].cells[law.id]
    >>> cell.state, cell.value, cell.cite, law.url(cell.cite[0])  # doctest: +SKIP

Against a standard, and for a company::

    >>> standards = ddcompare.load_standards(corpus.codebook)
    >>> report = ddcompare.gaps(corpus, "xx_law", standards["ungp"], date.today())  # doctest: +SKIP
    >>> company = ddcompare.load_company(Path("company.yaml"), corpus.codebook)  # doctest: +SKIP
    >>> ddcompare.check(company, corpus, date.today(), ddcompare.ecb_rates())  # doctest: +SKIP

Records are frozen dataclasses; ``ddcompare.plain_matrix(found)`` is the same as plain data in the
shape of ``ddcompare matrix --format json``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from ddcompare.compare.align import Alignment, align
    from ddcompare.compare.changes import Changes, changes
    from ddcompare.compare.gaps import Gaps, gaps
    from ddcompare.compare.gaps_laws import LawGaps, compare_laws
    from ddcompare.compare.guidelines import Guidelines, guidelines
    from ddcompare.compare.matrix import Column, Matrix, Row, matrix
    from ddcompare.compare.overview import Overview, overview
    from ddcompare.compare.profile import Profile, profile
    from ddcompare.compare.timeline import Timeline, timeline
    from ddcompare.comply.check import check
    from ddcompare.comply.records import Applicability, Check
    from ddcompare.corpus.codebook import load_codebook
    from ddcompare.corpus.companyfile import load_company
    from ddcompare.corpus.rates import ecb_rates
    from ddcompare.corpus.standards import load_standards
    from ddcompare.corpus.store import load_corpus
    from ddcompare.model.codebook import Codebook, Dimension, Indicator
    from ddcompare.model.company import Company
    from ddcompare.model.corpus import Corpus
    from ddcompare.model.derive import answer
    from ddcompare.model.law import Answer, Citation, Law, Source
    from ddcompare.model.problem import LoadError, Problem
    from ddcompare.model.quantities import Duration, Money, Number
    from ddcompare.model.standard import Standard
    from ddcompare.model.wording import in_words
    from ddcompare.render.plain import plain_matrix

_PUBLIC = {
    "Alignment": "compare.align",
    "Answer": "model.law",
    "Applicability": "comply.records",
    "Changes": "compare.changes",
    "Check": "comply.records",
    "Citation": "model.law",
    "Codebook": "model.codebook",
    "Column": "compare.matrix",
    "Company": "model.company",
    "Corpus": "model.corpus",
    "Dimension": "model.codebook",
    "Duration": "model.quantities",
    "Gaps": "compare.gaps",
    "Guidelines": "compare.guidelines",
    "Indicator": "model.codebook",
    "Law": "model.law",
    "LawGaps": "compare.gaps_laws",
    "LoadError": "model.problem",
    "Matrix": "compare.matrix",
    "Money": "model.quantities",
    "Number": "model.quantities",
    "Overview": "compare.overview",
    "Problem": "model.problem",
    "Profile": "compare.profile",
    "Row": "compare.matrix",
    "Source": "model.law",
    "Standard": "model.standard",
    "Timeline": "compare.timeline",
    "align": "compare.align",
    "answer": "model.derive",
    "changes": "compare.changes",
    "check": "comply.check",
    "compare_laws": "compare.gaps_laws",
    "ecb_rates": "corpus.rates",
    "gaps": "compare.gaps",
    "guidelines": "compare.guidelines",
    "in_words": "model.wording",
    "load_codebook": "corpus.codebook",
    "load_company": "corpus.companyfile",
    "load_corpus": "corpus.store",
    "load_standards": "corpus.standards",
    "matrix": "compare.matrix",
    "overview": "compare.overview",
    "plain_matrix": "render.plain",
    "profile": "compare.profile",
    "timeline": "compare.timeline",
}

__all__ = [
    "Alignment",
    "Answer",
    "Applicability",
    "Changes",
    "Check",
    "Citation",
    "Codebook",
    "Column",
    "Company",
    "Corpus",
    "Dimension",
    "Duration",
    "Gaps",
    "Guidelines",
    "Indicator",
    "Law",
    "LawGaps",
    "LoadError",
    "Matrix",
    "Money",
    "Number",
    "Overview",
    "Problem",
    "Profile",
    "Row",
    "Source",
    "Standard",
    "Timeline",
    "align",
    "answer",
    "changes",
    "check",
    "compare_laws",
    "ecb_rates",
    "gaps",
    "guidelines",
    "in_words",
    "load_codebook",
    "load_company",
    "load_corpus",
    "load_standards",
    "matrix",
    "overview",
    "plain_matrix",
    "profile",
    "timeline",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the command line starts quickly."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'ddcompare' has no attribute {name!r}")
    return getattr(import_module(f"ddcompare.{_PUBLIC[name]}"), name)
