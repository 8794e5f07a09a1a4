"""The matrix as an annex: side by side where the laws fit on a page that lies across."""

from __future__ import annotations

from collections.abc import Iterator

from ddcompare.compare.matrix import Matrix
from ddcompare.model.codebook import Dimension, Indicator
from ddcompare.model.law import Answer, Law, Layered
from ddcompare.model.wording import layer_in_words
from ddcompare.render.blocks import Block, Heading, Line, Span, Table
from ddcompare.render.pages.cells import answer_line, dimension_cells, evidence

SIDE_BY_SIDE = 4
"""More laws than this do not fit beside each other in full words."""


def annex(matrix: Matrix) -> Iterator[Block]:
    """Every cell with its answer and citation, dimension by dimension."""
    for dimension in matrix.dimensions:
        if len(matrix.columns) > SIDE_BY_SIDE:
            yield from dimension_cells(matrix, dimension, level=3)
        else:
            yield Heading(dimension.title, 3)
            yield _side_by_side(matrix, dimension)


def _side_by_side(matrix: Matrix, dimension: Dimension) -> Table:
    count = len(matrix.columns)
    rows = []
    for row in matrix.rows:
        if row.indicator.dimension != dimension.id:
            continue
        cells: list[Line] = [Span(row.indicator.label, "strong")]
        for column in matrix.columns:
            cells.append(_cell(row.indicator, column.law, row.cells[column.law.id]))
        rows.append(tuple(cells))
    head = ("question", *(column.law.short_title for column in matrix.columns))
    return Table(head, tuple(rows), (20, *([60 // count] * count)))


def _cell(indicator: Indicator, law: Law, answer: Answer) -> tuple[Span, ...]:
    """The answer with its evidence, then what guidance and practice say beside it."""
    runs = (*answer_line(indicator, answer), *_where(law, answer))
    for layer in ("guidance", "practice"):
        beside: Layered | None = getattr(answer, layer)
        if beside:
            words = Span(layer_in_words(indicator, beside))
            runs = (*runs, Span(f" {layer.capitalize()}: ", "muted"), words, *_where(law, beside))
    return runs


def _where(law: Law, found: Answer | Layered) -> tuple[Span, ...]:
    where = evidence(law, found)
    return (Span(" ["), *where, Span("]")) if where else ()
