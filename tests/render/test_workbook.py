"""Workbooks read back: every cell of the matrix, sheets to look at, and no text that computes."""

from __future__ import annotations

import time
import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from ddcompare.compare.matrix import Column, Matrix
from ddcompare.compare.profile import Position, position_of
from ddcompare.model.codebook import STATES, Codebook, Indicator
from ddcompare.model.law import Answer, Citation, Layered, Source
from ddcompare.render.caveats import NO_RANKING
from ddcompare.render.plain import plain_matrix
from ddcompare.render.workbook import (
    LONGEST_LINK,
    MOST_LETTERS,
    Book,
    Link,
    fitting,
    height,
)
from ddcompare.render.workbook_matrix import SCALE, SYMBOLS, matrix_workbook, symbol

from .conftest import DAY, make_law, make_matrix

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("https://evil.example")')


def read(data: bytes) -> Any:
    return load_workbook(BytesIO(data), rich_text=False)


@pytest.fixture(scope="module")
def data(three: Matrix, codebook: Codebook) -> bytes:
    return matrix_workbook(three, codebook)


@pytest.fixture(scope="module")
def book(data: bytes) -> Any:
    return read(data)


def records(sheet: Any) -> list[dict[str, Any]]:
    rows = sheet.iter_rows(values_only=True)
    head = next(rows)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_four_sheets(book: Any) -> None:
    assert book.sheetnames == ["Matrix", "Cells", "Sources", "About"]


def test_the_table_has_a_row_for_each_cell_of_the_json_matrix(book: Any, three: Matrix) -> None:
    rows = records(book["Cells"])
    found = {(row["law"], row["indicator"]): row for row in rows}
    plain = plain_matrix(three)
    assert len(rows) == len(found) == len(plain["rows"]) * len(plain["laws"])
    for row in plain["rows"]:
        for law, cell in row["cells"].items():
            shown = found[law, row["indicator"]]
            assert shown["state"] == cell["state"]
            assert shown["level"] == cell["score"]
            assert shown["text"] == cell["text"]
            assert shown["confidence"] == cell["confidence"]
            assert shown["note"] == cell["note"]
            assert (shown["guidance"] or None) == (cell["guidance"] or {}).get("text")
            assert (shown["pinpoints"] or "") == "; ".join(
                f"{cite['source']}: {cite['at']}" for cite in cell["cite"]
            )
            day = shown["valid from"]
            assert (day and day.date().isoformat()) == cell["valid_from"]


def test_the_table_can_be_filtered_and_its_head_stays(book: Any) -> None:
    sheet = book["Cells"]
    (table,) = sheet.tables.values()
    assert table.autoFilter is not None
    assert range_boundaries(table.ref) == (1, 1, sheet.max_column, sheet.max_row)
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"


def test_the_matrix_has_a_column_a_law_and_a_row_a_question(book: Any, three: Matrix) -> None:
    sheet = book["Matrix"]
    assert [cell.value for cell in sheet[3]][1:] == [
        "Statement Act", "Duty of Vigilance", "(Child Labour Act)",
    ]  # fmt: skip
    first = {str(row[0].value).partition("\n")[0]: row for row in sheet.iter_rows(min_row=5)}
    for row in three.rows:
        cells = first[row.indicator.label]
        for cell, column in zip(cells[1:], three.columns, strict=True):
            place = position_of(row.indicator, row.cells[column.law.id])
            assert cell.value.startswith(f"{symbol(place)} ")
    assert {dimension.title for dimension in three.dimensions} <= set(first)
    assert len(first) == len(three.rows) + len(three.dimensions)


def test_the_matrix_is_told_apart_without_colour(three: Matrix) -> None:
    assert set(SYMBOLS) == set(STATES)
    assert len(set(SYMBOLS.values()) | set(SCALE)) == len(STATES) + len(SCALE)
    indicator = three.rows[0].indicator
    signs = [symbol(Position(indicator, "value", share)) for share in (0, 0.25, 0.5, 0.75, 1)]
    assert "".join(signs) == SCALE
    assert symbol(Position(indicator, "unclear", 1.0)) == "?●"


def test_the_matrix_prints_on_a3_across_with_its_heads(book: Any) -> None:
    sheet = book["Matrix"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.freeze_panes == "B5"
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.print_title_cols == "$A:$A"


def test_many_laws_print_on_several_pages(twenty: Matrix, codebook: Codebook) -> None:
    sheet = read(matrix_workbook(twenty, codebook))["Matrix"]
    assert sheet.page_setup.fitToWidth == 4
    assert sheet.max_column == 21


def test_sources_and_caveats_are_there(book: Any, three: Matrix, codebook: Codebook) -> None:
    sources = records(book["Sources"])
    assert len(sources) == sum(len(column.law.sources) for column in three.columns)
    assert sources[1]["version"].date() == date(2025, 3, 24)
    assert sources[1]["translation"] == "yes"
    about = " ".join(str(cell) for row in book["About"].values for cell in row)
    for said in (three.digest, NO_RANKING, "Not legal advice.", "court practice", "Later Act"):
        assert said in about
    for number, rule in codebook.rules:
        assert f"Method rule {number}" in about
        assert rule in about


def test_links_are_those_of_the_sources(book: Any) -> None:
    act, guide = "https://example.org/act", "http://example.org/guide?a=1&b=2"
    for name, expected in (("Cells", {act}), ("Sources", {act, guide})):
        targets = {c.hyperlink.target for r in book[name].rows for c in r if c.hyperlink}
        assert targets == expected
    assert f"{act} {guide}" in {row["addresses"] for row in records(book["Cells"])}


def test_no_text_is_a_formula_and_no_link_runs(codebook: Codebook) -> None:
    bad = " ".join(FORMULAS)
    bad_source = Source("act", "law", "=1+1", "javascript:alert(1)", "=en", "full", note="@x")
    law = make_law("gb_one", "=cmd|' /C calc'!A0", sources={"act": bad_source})

    def answer(indicator: Indicator, turn: int) -> Answer:
        text = FORMULAS[turn % len(FORMULAS)]
        cite = (Citation("act", text),)
        beside = Layered(text=text, cite=cite)
        return Answer(state="unclear", text=text, note=text, read=text, cite=cite, guidance=beside,
                      attributes={text: bad})  # fmt: skip

    matrix = make_matrix(codebook, [Column(law, "applied")], answer)
    book = read(matrix_workbook(matrix, codebook))
    cells = [cell for sheet in book for row in sheet.rows for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    with zipfile.ZipFile(BytesIO(matrix_workbook(matrix, codebook))) as archive:
        sheets = [name for name in archive.namelist() if "worksheets/sheet" in name]
        assert sheets
        assert not any(b"<f>" in archive.read(name) for name in sheets)
    assert "=1+1" in {row["note"] for row in records(book["Cells"])}


def test_same_matrix_same_bytes_whatever_the_day(
    data: bytes, three: Matrix, codebook: Codebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = time.time() + 400 * 24 * 3600
    monkeypatch.setattr(time, "time", lambda: later)
    assert matrix_workbook(three, codebook) == data
    properties = read(data).properties
    assert properties.created.date() == properties.modified.date() == DAY


def test_an_empty_table_is_a_table() -> None:
    book = Book("x", DAY)
    book.table("Empty", (("one", 10), ("two", 20)), [])
    sheet = read(book.bytes())["Empty"]
    assert [cell.value for cell in sheet[1]] == ["one", "two"]


def test_values_keep_their_kinds_and_odd_links_become_text() -> None:
    book = Book("x", DAY)
    long = "https://example.org/" + "a" * LONGEST_LINK
    cells = ["text", 3, 2.5, DAY, None, "", Link("here", "https://example.org/"),
             Link("there", long), Link("nowhere", "ftp://example.org"), Link("", None)]  # fmt: skip
    book.table("Kinds", tuple((str(n), 10) for n in range(len(cells))), [cells])
    row = read(book.bytes())["Kinds"][2]
    assert [cell.value for cell in row][:3] == ["text", 3, 2.5]
    assert row[3].value.date() == DAY
    assert [cell.value for cell in row][4:] == [None, None, "here", "there", "nowhere", None]
    assert [bool(cell.hyperlink) for cell in row][6:] == [True, False, False, False]


def test_text_that_is_too_long_says_that_it_goes_on() -> None:
    assert fitting("a" * MOST_LETTERS) == "a" * MOST_LETTERS
    cut = fitting("a" * (MOST_LETTERS + 1))
    assert len(cut) == MOST_LETTERS
    assert cut.endswith("(longer than a cell holds; see --format json)")


def test_rows_are_as_high_as_their_longest_text() -> None:
    one = height(("short", 20))
    assert height(("a\nb\nc", 20), ("short", 20)) == pytest.approx(3 * (one - 3) + 3)
    assert height(("word " * 40, 20)) > 5 * one
    assert height(("word\n" * 400, 20)) == 409
    assert height() == one
