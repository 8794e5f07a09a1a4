"""The workbook: five sheets, dates as dates, nothing a formula, the same bytes each time."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from ddcompare.comply.records import Check
from ddcompare.model.codebook import Codebook
from ddcompare.render import workbook_check
from ddcompare.render.workbook_check import MOST_LETTERS, TooManyRowsError, check_workbook


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


def rows(sheet: Any, first: int = 2) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def test_sheets_and_heads(checked: Check, codebook: Codebook) -> None:
    book = opened(check_workbook(checked, codebook))
    assert book.sheetnames == ["Overview", "Reasons", "Duties", "Missing", "Sources"]
    overview = book["Overview"]
    assert "No encoding shown has been reviewed" in overview["A2"].value
    assert checked.digest in overview["A3"].value
    answers = [row[4] for row in rows(overview, 6)]
    assert answers == ["yes", "cannot tell", "no"] * 2
    assert rows(overview, 6)[2][5] == "yes"


def test_duties_have_real_dates_and_say_which_layer(checked: Check, codebook: Codebook) -> None:
    found = rows(opened(check_workbook(checked, codebook))["Duties"])
    dated = [row for row in found if row[3]]
    assert [(row[0], row[3], row[4]) for row in dated] == [
        ("parent", datetime(2027, 6, 30), "guidance")
    ]
    assert "no date in the text (read: s 54)" in [row[5] for row in found]


def test_reasons_carry_figures_thresholds_and_pinpoints(checked: Check, codebook: Codebook) -> None:
    text = " ".join(
        str(cell)
        for row in rows(opened(check_workbook(checked, codebook))["Reasons"])
        for cell in row
    )
    for words in (
        "at least GBP 36,000,000 (since 2015-10-29)",
        "GBP 40,000,000 = parent GBP 20,000,000 + sub_vn GBP 20,000,000",
        "s 54(2); para 3 (guide)",
    ):
        assert words in text


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2", "{=A1}", "http://x"]
)
def test_no_text_is_a_formula_or_a_link(checked: Check, codebook: Codebook, text: str) -> None:
    entity = checked.entities[0]
    hostile = replace(entity, entity=replace(entity.entity, id=text, name=text))
    book = opened(check_workbook(replace(checked, entities=[hostile]), codebook))
    cells = [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text
    ]
    assert len(cells) > 3
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []


def test_same_check_same_bytes(checked: Check, codebook: Codebook, monkeypatch) -> None:
    first = check_workbook(checked, codebook)
    monkeypatch.setattr(time, "time", lambda: 2e9)
    monkeypatch.setattr(time, "localtime", lambda *a: time.gmtime(2e9))
    assert check_workbook(checked, codebook) == first


def test_text_longer_than_a_cell_says_that_it_goes_on(checked: Check, codebook: Codebook) -> None:
    entity = checked.entities[0]
    long = replace(entity, laws=(replace(entity.laws[0], reason="x" * 40_000),))
    (row,) = rows(
        opened(check_workbook(replace(checked, entities=[long]), codebook))["Overview"], 6
    )
    assert len(row[7]) == MOST_LETTERS
    assert row[7].endswith("see --format json)")


def test_more_rows_than_a_sheet_holds_are_refused(
    checked: Check, codebook: Codebook, monkeypatch
) -> None:
    monkeypatch.setattr(workbook_check, "MOST_ROWS", 5)
    with pytest.raises(TooManyRowsError, match="Overview"):
        check_workbook(checked, codebook)
