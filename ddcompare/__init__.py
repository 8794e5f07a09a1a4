"""Compare supply-chain transparency and human-rights due diligence laws, cell by cited cell.

The functions below are the ones the command line calls; they suit a notebook as well::

    >>> import ddcompare
    >>> from datetime import date
    >>> corpus = ddcompare.load_corpus()
    >>> found = ddcompare.matrix(corpus, date(2026, 11, 24))
    >>> law = found.columns[0].law
    >>> cell = found.rows[0].cells[law.id]
    >>> cell.state, cell.value, cell.cite, law.url(cell.cite[0])  # doctest: +SKIP

Records are frozen dataclasses; ``ddcompare.plain_matrix(found)`` is the same as plain data in the
shape of ``ddcompare matrix --format json``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from ddcompare.compare.matrix import Column, Matrix, Row, matrix
    from ddcompare.compare.overview import Overview, overview
    from ddcompare.compare.profile import Profile, profile
    from ddcompare.corpus.codebook import load_codebook
    from ddcompare.corpus.store import load_corpus
    from ddcompare.model.codebook import Codebook, Dimension, Indicator
    from ddcompare.model.corpus import Corpus
    from ddcompare.model.derive import answer
    from ddcompare.model.law import Answer, Citation, Law, Source
    from ddcompare.model.problem import LoadError, Problem
    from ddcompare.model.quantities import Duration, Money, Number
    from ddcompare.model.wording import in_words
    from ddcompare.render.plain import plain_matrix

_PUBLIC = {
    "Answer": "model.law",
    "Citation": "model.law",
    "Codebook": "model.codebook",
    "Column": "compare.matrix",
    "Corpus": "model.corpus",
    "Dimension": "model.codebook",
    "Duration": "model.quantities",
    "Indicator": "model.codebook",
    "Law": "model.law",
    "LoadError": "model.problem",
    "Matrix": "compare.matrix",
    "Money": "model.quantities",
    "Number": "model.quantities",
    "Overview": "compare.overview",
    "Problem": "model.problem",
    "Profile": "compare.profile",
    "Row": "compare.matrix",
    "Source": "model.law",
    "answer": "model.derive",
    "in_words": "model.wording",
    "load_codebook": "corpus.codebook",
    "load_corpus": "corpus.store",
    "matrix": "compare.matrix",
    "overview": "compare.overview",
    "plain_matrix": "render.plain",
    "profile": "compare.profile",
}

__all__ = [
    "Answer",
    "Citation",
    "Codebook",
    "Column",
    "Corpus",
    "Dimension",
    "Duration",
    "Indicator",
    "Law",
    "LoadError",
    "Matrix",
    "Money",
    "Number",
    "Overview",
    "Problem",
    "Profile",
    "Row",
    "Source",
    "answer",
    "in_words",
    "load_codebook",
    "load_corpus",
    "matrix",
    "overview",
    "plain_matrix",
    "profile",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the command line starts quickly."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'ddcompare' has no attribute {name!r}")
    return getattr(import_module(f"ddcompare.{_PUBLIC[name]}"), name)
