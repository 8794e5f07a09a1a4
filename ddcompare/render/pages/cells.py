"""The cells of a matrix in full: the answer in words, its evidence, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from ddcompare.compare.matrix import Matrix, Row
from ddcompare.model.codebook import Codebook, Dimension, Indicator
from ddcompare.model.law import Answer, Law, Layered
from ddcompare.model.wording import in_words, layer_in_words
from ddcompare.render.blocks import Block, Heading, Paragraph, Span, Table
from ddcompare.render.caveats import NO_RANKING, review_line
from ddcompare.render.citations import pinpoints
from ddcompare.render.pages.profile import absent_lines, state_span

_TONES = {"value": "plain", "not_coded": "warning"}
_WIDTHS = (22, 36, 22)


def cells_page(matrix: Matrix, codebook: Codebook) -> list[Block]:
    """Every cell of a matrix, question by question."""
    title = f"Cells of {len(matrix.columns)} laws on {matrix.as_of}"
    blocks: list[Block] = [Heading(title, 1)]
    if matrix.columns:
        standing = [
            (Span(column.law.short_title, "strong"), state_span(column, codebook))
            for column in matrix.columns
        ]
        blocks.append(Table((), tuple(standing), (24, 56)))
    blocks += absent_lines(matrix)
    if matrix.columns:
        for dimension in matrix.dimensions:
            blocks += dimension_cells(matrix, dimension)
    blocks += [Paragraph(NO_RANKING), Paragraph(review_line([c.law for c in matrix.columns]))]
    return blocks


def dimension_cells(matrix: Matrix, dimension: Dimension, level: int = 2) -> Iterator[Block]:
    """The cells of one dimension, a table a question, under headings from a level on."""
    yield Heading(dimension.title, level)
    for row in matrix.rows:
        if row.indicator.dimension == dimension.id:
            yield Heading(f"{row.indicator.id}: {row.indicator.question}", level + 1)
            yield _row(matrix, row)


def _row(matrix: Matrix, row: Row) -> Table:
    rows: list[tuple[Span | tuple[Span, ...], ...]] = []
    for column in matrix.columns:
        answer = row.cells[column.law.id]
        name = Span(column.law.short_title, "muted" if column.greyed else "strong")
        rows.append((name, answer_line(row.indicator, answer), evidence(column.law, answer)))
        for layer in ("guidance", "practice"):
            beside: Layered | None = getattr(answer, layer)
            if beside:
                words = (Span(f"{layer}: ", "muted"), Span(layer_in_words(row.indicator, beside)))
                rows.append((Span(""), words, evidence(column.law, beside)))
    return Table((), tuple(rows), _WIDTHS)


def answer_line(indicator: Indicator, answer: Answer) -> tuple[Span, ...]:
    """The answer in words, with the readings where it is unclear."""
    runs = [Span(in_words(indicator, answer), _TONES.get(answer.state, "muted"))]  # type: ignore[arg-type]
    for reading in answer.readings:
        held = f" ({reading.held_by})" if reading.held_by else ""
        runs.append(Span(f" / {reading.text}{held}", "muted"))
    return tuple(runs)


def evidence(law: Law, answer: Answer | Layered) -> tuple[Span, ...]:
    """Pinpoints and confidence of an answer."""
    runs = pinpoints(law, answer.cite)
    if answer.confidence and answer.confidence != "high":
        runs = (*runs, Span(f" [{answer.confidence}]", "muted"))
    return runs
