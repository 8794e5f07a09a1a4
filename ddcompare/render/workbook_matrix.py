"""The matrix as a workbook: a sheet to look at, one row a cell to filter, sources, how to read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING, Any

from ddcompare.compare.matrix import Column, Matrix, Row
from ddcompare.compare.profile import Position, position_of
from ddcompare.model.codebook import STATES, Codebook, Dimension
from ddcompare.model.law import Answer
from ddcompare.model.wording import position, state_label, texts_in_words
from ddcompare.render.caveats import NO_RANKING, review_line
from ddcompare.render.html_cells import LAYERS, besides, own_text, written
from ddcompare.render.html_marks import SHADES
from ddcompare.render.html_names import in_full, jurisdiction_name
from ddcompare.render.plain import plain_matrix
from ddcompare.render.workbook import (
    A3,
    GROUND,
    PLAIN,
    RULE,
    SOFT,
    SOURCE_COLUMNS,
    STRONG,
    Book,
    Cell,
    Columns,
    Link,
    height,
    source_rows,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

SYMBOLS = {
    "value": "▪", "silent": "·", "no": "×", "not_applicable": "–", "delegated": "→", "varies": "⋔",
    "unclear": "?", "not_coded": "▨",
}  # fmt: skip
"""What stands before an answer without a place on a scale, by its state."""

SCALE = "○◔◑◕●"
_BLUES = ("#F3F8FC", "#DFECF6", "#C4DCED", "#A5C8E2", "#84B2D5")
_GREYS = ("#F8F8F8", "#EEEEEE", "#E2E2E2", "#D4D4D4", "#C4C4C4")
_PAPER, _HATCH, _DOTS = "#FFFFFF", 14, 18
_HEAD, _LAWS_A_SHEET = 4, 6
_QUESTION_WIDTH, _WORD_WIDTH = 38, 34

CELL_COLUMNS: Columns = (
    ("law", 20), ("short title", 20), ("jurisdiction", 12), ("law state", 22), ("dimension", 13),
    ("indicator", 28), ("question", 42), ("state", 13), ("value", 24), ("level", 7), ("text", 52),
    ("pinpoints", 30), ("addresses", 40), ("confidence", 11), ("verified", 10), ("valid from", 12),
    ("valid to", 12), ("guidance", 40), ("practice", 40), ("note", 40), ("parts read", 20),
    ("attributes", 24), ("derived from", 13),
)  # fmt: skip


def matrix_workbook(matrix: Matrix, codebook: Codebook) -> bytes:
    """The bytes of an XLSX file with the sheets Matrix, Cells, Sources and About.

    The same matrix gives the same bytes.
    """
    title = f"{len(matrix.columns)} laws on {matrix.as_of}"
    book = Book(title, matrix.as_of, f"Data {matrix.version}, {matrix.digest}")
    _matrix(book, matrix, codebook)
    book.table("Cells", CELL_COLUMNS, list(_cells(matrix)))
    book.table("Sources", SOURCE_COLUMNS, source_rows([c.law for c in matrix.columns]))
    book.about(list(_about(matrix, codebook)))
    return book.bytes()


def _matrix(book: Book, matrix: Matrix, codebook: Codebook) -> None:
    sheet = book.sheet("Matrix")
    count = len(matrix.columns)
    title = f"What {count} laws say on {len(matrix.rows)} questions, {in_full(matrix.as_of)}"
    sheet.write_string(0, 0, title, book.look(bold=True, font_size=14))
    review = review_line([column.law for column in matrix.columns])
    sheet.write_string(1, 0, f"{NO_RANKING} {review}", book.look(font_color=SOFT))
    sheet.set_column(0, 0, _QUESTION_WIDTH)
    sheet.set_column(1, max(count, 1), _WORD_WIDTH)
    for number, column in enumerate(matrix.columns, 1):
        _head(book, sheet, number, column, codebook)
    book.write(sheet, _HEAD - 1, 0, "Question", bold=True, bottom=1)
    sheet.set_row(_HEAD - 1, height(("", 1), ("\n", 1)))
    line = _HEAD
    for dimension in matrix.dimensions:
        for place in range(count + 1):
            words = dimension.title if place == 0 else None
            book.write(sheet, line, place, words, bold=True, bg_color=GROUND, bottom=1)
        line = _rows(book, sheet, line + 1, matrix, dimension)
    sheet.outline_settings(True, False, True, False)
    sheet.freeze_panes(_HEAD, 1)
    sheet.repeat_rows(_HEAD - 2, _HEAD - 1)
    sheet.repeat_columns(0)
    sheet.set_paper(A3)
    sheet.fit_to_pages(max(ceil(count / _LAWS_A_SHEET), 1), 0)


def _head(book: Book, sheet: Worksheet, number: int, column: Column, codebook: Codebook) -> None:
    law = column.law
    name = f"({law.short_title})" if column.greyed else law.short_title
    book.write(sheet, _HEAD - 2, number, name, bold=True, italic=column.greyed, font_size=10)
    state = state_label(codebook, column.application_state)
    where = f"{jurisdiction_name(law.jurisdiction)}; {state}; checked {law.checked.on}"
    book.write(sheet, _HEAD - 1, number, where, font_color=SOFT, bottom=1)


def _rows(book: Book, sheet: Worksheet, line: int, matrix: Matrix, dimension: Dimension) -> int:
    """Write the questions of a dimension from a line on; the line after them."""
    for row in matrix.rows:
        if row.indicator.dimension == dimension.id:
            question = [
                book.look(bold=True), row.indicator.label, book.look(font_color=SOFT),
                f"\n{row.indicator.question}",
            ]  # fmt: skip
            sheet.write_rich_string(
                line, 0, *question, book.look(text_wrap=True, bottom=1, bottom_color=RULE)
            )
            texts = [(f"{row.indicator.label}\n{row.indicator.question}", _QUESTION_WIDTH)]
            for number, column in enumerate(matrix.columns, 1):
                texts.append((_cell(book, sheet, line, number, column, row), _WORD_WIDTH))
            sheet.set_row(line, height(*texts), None, {"level": 1})
            line += 1
    return line


def _cell(book: Book, sheet: Worksheet, line: int, number: int, column: Column, row: Row) -> str:
    """Write a cell; its text."""
    answer = row.cells[column.law.id]
    where = position_of(row.indicator, answer)
    words = position(row.indicator, answer)
    loud = where.state not in ("silent", "not_applicable", "not_coded")
    parts = [book.look(bold=loud, italic=not loud), f"{symbol(where)} {words}"]
    own = own_text(answer.text, words)
    if own:
        parts += [book.look(), f"\n{own}"]
    if answer.cite:
        sure = "" if answer.confidence == "high" else f" [{answer.confidence}]"
        parts += [
            book.look(font_color=SOFT, font_size=8),
            f"\n{written(column.law, answer.cite)}{sure}",
        ]
    for beside in besides(column.law, row.indicator, answer):
        at = f" ({beside.at})" if beside.at else ""
        parts += [book.look(font_size=8), f"\n{beside.layer}: {beside.words}{at}"]
    ground = {
        "border": 1,
        "border_color": RULE,
        "text_wrap": True,
        "indent": 1,
        **_ground(where, column.greyed),
    }
    if len(parts) == 2:
        sheet.write_string(line, number, parts[1], book.look(bold=loud, italic=not loud, **ground))
    else:
        sheet.write_rich_string(line, number, *parts, book.look(**ground))
    return "".join(part for part in parts if isinstance(part, str))


def symbol(where: Position) -> str:
    """The sign of a position: a disc for its place on a scale, else one for its state."""
    sign = "" if where.share is None else SCALE[round(where.share * SHADES)]
    if where.state == "value":
        return sign or SYMBOLS["value"]
    return SYMBOLS[where.state] + sign


def _ground(where: Position, greyed: bool) -> dict[str, Any]:
    """The fill of a cell: grey where the law is not in force, dotted where the answer is open."""
    if where.state == "not_coded":
        return {"pattern": _HATCH, "fg_color": RULE, "bg_color": _PAPER}
    if where.state in ("delegated", "varies", "unclear"):
        return {"pattern": _DOTS, "fg_color": STRONG, "bg_color": _PAPER}
    if where.share is not None:
        return {"bg_color": (_GREYS if greyed else _BLUES)[round(where.share * SHADES)]}
    fills = {"value": PLAIN, "not_applicable": GROUND}
    return {"bg_color": fills[where.state]} if where.state in fills else {}


def _cells(matrix: Matrix) -> Iterator[tuple[Cell, ...]]:
    """One row a cell, law by law within each question, with what the JSON matrix says of it."""
    data = plain_matrix(matrix)
    days = {(row.indicator.id, law): row.cells[law] for row in matrix.rows for law in row.cells}
    for row in data["rows"]:
        for law in data["laws"]:
            cell = row["cells"][law["id"]]
            answer: Answer = days[row["indicator"], law["id"]]
            urls = list(dict.fromkeys(cite["url"] for cite in cell["cite"] if cite["url"]))
            pinpoints = "; ".join(f"{cite['source']}: {cite['at']}" for cite in cell["cite"])
            yield (
                law["id"], law["short_title"], law["jurisdiction"], law["application_state"],
                row["dimension"], row["indicator"], row["question"], cell["state"],
                _compact(cell["value"]), cell["score"], cell["text"],
                Link(pinpoints, urls[0] if urls else None), " ".join(urls), cell["confidence"],
                cell["verified"], answer.valid_from, answer.valid_to,
                *((cell[layer] or {}).get("text") for layer in LAYERS), cell["note"], cell["read"],
                _compact(cell["attributes"] or None), cell["derived"],
            )  # fmt: skip


def _compact(value: object) -> str | None:
    return value if isinstance(value, str | None) else json.dumps(value, ensure_ascii=False)


def _about(matrix: Matrix, codebook: Codebook) -> Iterator[tuple[str, Cell]]:
    yield "As of", matrix.as_of
    yield "Data", f"{matrix.version}, {matrix.digest}"
    yield "Caveats", f"{NO_RANKING} {review_line([column.law for column in matrix.columns])}"
    for law in matrix.absent:
        when = f"adopted {law.adopted_on}" if law.adopted_on else "not adopted"
        yield "Not law on that day", f"{law.short_title} ({when})"
    for column in matrix.columns:
        checked = column.law.checked
        texts = texts_in_words(column.verification) or "no official text was at hand"
        yield (
            column.law.short_title,
            (
                f"{column.law.title_en}. Law as of {checked.law_as_of}, checked {checked.on}, "
                f"reviewed by {checked.reviewed_by or 'no lawyer of its jurisdiction'}. "
                f"Machine check against: {texts}."
            ),
        )
        for left_out in checked.not_checked:
            yield "  not checked", left_out
    yield (
        "Matrix",
        (
            "To look at. The fuller the disc and the darker the ground, the higher the position "
            "on its scale. (Name) and grey: neither applied nor in force on the day."
        ),
    )
    yield SCALE, "lowest to highest position on a scale"
    for state in STATES:
        term = codebook.terms["state"][state]
        yield f"{SYMBOLS[state]} {term.label}", term.definition
    yield (
        "Cells",
        "To filter: one row for each law and question, with the names of the JSON matrix.",
    )
    yield (
        "Sources",
        (
            "What is cited, and how much of it was read: full, part, secondary (accounts of it "
            "only) or none."
        ),
    )
    for number, text in codebook.rules:
        yield f"Method rule {number}", text
