"""The matrix: laws against indicators on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ddcompare.compare.selection import GROUPS
from ddcompare.model.codebook import Dimension, Indicator
from ddcompare.model.corpus import Corpus
from ddcompare.model.derive import answer, application_state, is_present
from ddcompare.model.law import Answer, Law
from ddcompare.model.verification import Verification, verified

BINDING_STATES = ("applied", "in_force_not_yet_applied")
"""Instruments in other states are shown greyed (codebook rule 4)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A law on the day of the matrix; ``greyed`` where it is neither applied nor in force."""

    law: Law
    application_state: str
    verification: Verification | None = None
    group: str | None = None

    @property
    def greyed(self) -> bool:
        """Whether it is shown greyed: neither applied nor in force."""
        return self.application_state not in BINDING_STATES


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator with the answer of every law, by law id.

    ``verified`` says for each law how far the citations of the cell are machine-verified.
    """

    indicator: Indicator
    cells: Mapping[str, Answer]
    verified: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every law has a cell in every row; ``absent`` are the laws that did not exist on the day."""

    as_of: date
    version: str
    digest: str
    columns: tuple[Column, ...]
    dimensions: tuple[Dimension, ...]
    rows: tuple[Row, ...]
    absent: tuple[Law, ...]


def matrix(
    corpus: Corpus,
    as_of: date,
    laws: Sequence[str] = (),
    dimensions: Sequence[str] = (),
    group: str | None = None,
) -> Matrix:
    """Compare laws on a day.

    ``laws`` and ``dimensions`` are ids; empty means all, in the order of the corpus and of the
    codebook. ``group`` is a name of GROUPS: laws then stand group by group. A law that was not yet
    adopted on the day goes to ``absent``. Raises KeyError for an id that does not exist.
    """
    codebook = corpus.codebook
    chosen = [corpus.laws[name] for name in dict.fromkeys(laws or corpus.laws)]
    shown = tuple(d for d in codebook.dimensions if not dimensions or d.id in dimensions)
    unknown = set(dimensions).difference(codebook.by_dimension)
    if unknown:
        raise KeyError(min(unknown))
    present = [law for law in chosen if is_present(law, as_of, codebook)]
    columns = tuple(
        Column(
            law,
            application_state(law, as_of, codebook) or "proposed",
            corpus.verification.get(law.id),
            GROUPS[group](law, as_of, codebook) if group else None,
        )
        for law in present
    )
    if group:
        columns = tuple(sorted(columns, key=lambda column: column.group or ""))
    rows = tuple(
        _row(corpus, indicator, present, as_of)
        for dimension in shown
        for indicator in dimension.indicators
    )
    absent = tuple(law for law in chosen if law not in present)
    return Matrix(as_of, corpus.version, corpus.digest, columns, shown, rows, absent)


def _row(corpus: Corpus, indicator: Indicator, laws: Sequence[Law], as_of: date) -> Row:
    cells = {law.id: answer(law, indicator, as_of, corpus.codebook) for law in laws}
    checked = {
        law: verified(corpus.verification.get(law), cell.cite) for law, cell in cells.items()
    }
    return Row(indicator, cells, checked)
