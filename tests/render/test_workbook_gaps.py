"""Gap reports as workbooks, read back: every item, one grade a cell, no text that computes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from ddcompare.compare.gaps_table import GapTable, gap_table
from ddcompare.model.codebook import Codebook
from ddcompare.model.standard import Want
from ddcompare.render.gap_words import TEXT_ONLY
from ddcompare.render.plain_gaps import plain_gaps
from ddcompare.render.workbook_gaps import gaps_workbook
from tests.compare.invented import DAY, corpus, expects, law, says, standard

STANDARD = standard(
    expects("P1", Want("remedy.civil_liability", "at_least", ("own_cause_of_action",)),
            Want("remedy.powers", "includes", ("inspect", "court_injunction"))),
    expects("P2"),
    expects("P3", Want("form.report_required", "answered"), known="unconfirmed"),
)  # fmt: skip
OWN = says("own_cause_of_action", score=2)


@pytest.fixture(scope="module")
def table(mini: Codebook) -> GapTable:
    one = law("one", {"remedy.civil_liability": OWN, "remedy.powers": says(("inspect",))})
    two = law("two", {"remedy.powers": says(state="silent", text="=1+1")})
    three = law("three", {"remedy.powers": says(("court_injunction", "inspect"))})
    return gap_table(corpus(mini, one, two, three), ["one", "two"], STANDARD, DAY)


def read(data: bytes) -> Any:
    return load_workbook(BytesIO(data))


def records(sheet: Any) -> list[dict[str, Any]]:
    rows = sheet.iter_rows(values_only=True)
    head = next(rows)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_table_has_a_row_for_each_item_of_the_json_report(
    table: GapTable, mini: Codebook
) -> None:
    rows = records(read(gaps_workbook(table, mini))["Items"])
    items = [(r.column.law.id, item) for r in table.reports for item in plain_gaps(r)["items"]]
    assert len(rows) == len(items) == 6
    for row, (name, item) in zip(rows, items, strict=True):
        assert (row["law"], row["expectation"], row["indicator"], row["grade"]) == (
            name, item["expectation"], item["indicator"], item["grade"],
        )  # fmt: skip
        assert row["why"] == item["why"]
        assert row["state"] == item["law"]["state"]
        assert row["to close"] == (item["close"] or {}).get("to")
    (example,) = {row["such as"] for row in rows if row["such as"]}
    assert example == "three (s 1)"


def test_the_sheet_to_look_at_names_grade_reason_and_pinpoint(
    table: GapTable, mini: Codebook
) -> None:
    sheet = read(gaps_workbook(table, mini))["Gaps"]
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0] == ["", "ONE", "TWO"]
    assert rows[1][1] == ("applied; 1 met, 1 partly, 0 not met, 0 exceeds, 1 not assessable")
    liability, powers, report = rows[2:]
    assert liability[0].startswith("P1 ")
    assert [cell.partition("\n")[0] for cell in liability[1:]] == ["● met", "? not assessable"]
    assert [cell.partition("\n")[0] for cell in powers[1:]] == ["◐ partly", "○ not met"]
    assert "s 1" in powers[1]
    assert "to close:" in powers[1]
    assert report[0].endswith("(unverified)")
    assert sheet["A2"].value.startswith(TEXT_ONLY)


def test_a_report_of_one_law_and_of_a_law_against_a_law(table: GapTable, mini: Codebook) -> None:
    alone = read(gaps_workbook(table.reports[0], mini))
    assert alone["Gaps"]["A1"].value == "ONE against Standard on 2026-01-01"
    assert len(records(alone["Items"])) == 3
    laws = [report.column.law for report in table.reports]
    pair = gap_table(corpus(mini, *laws), ["two"], laws[0], DAY)
    book = read(gaps_workbook(pair, mini))
    assert len(records(book["Items"])) == len(mini.indicators)
    grades = {row["indicator"]: row["grade"] for row in records(book["Items"])}
    assert grades["remedy.powers"] == "below"
    assert {row["law"] for row in records(book["Sources"])} == {"one", "two"}


def test_what_is_not_measured_and_what_marks_mean_is_said(table: GapTable, mini: Codebook) -> None:
    about = dict(read(gaps_workbook(table, mini))["About"].values)
    assert about["P2, not measured"] == "Summary of P2."
    assert about["● met"]
    assert about["  review"] == "The reading of the standard has not been reviewed."


def test_no_text_is_a_formula_and_bytes_are_the_same(table: GapTable, mini: Codebook) -> None:
    data = gaps_workbook(table, mini)
    assert gaps_workbook(table, mini) == data
    kinds = {cell.data_type for sheet in read(data) for row in sheet.rows for cell in row}
    assert kinds <= {"s", "n", "d"}
