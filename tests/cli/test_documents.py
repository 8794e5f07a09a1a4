"""Documents as people ask for them: formats, files, templates, what is missing."""

from __future__ import annotations

import importlib.util
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

DAY = ("--as-of", "2026-11-24")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["matrix", "-f", "xlsx"], "xlsx is a file: say which with --output FILE.xlsx"),
        (["matrix", "-f", "docx"], "docx is a file: say which with --output FILE.docx"),
        (["show", "uk_msa", "-f", "docx"], "docx is a file"),
        (["show", "uk_msa", "--template", "x.docx"], "--template is for --format docx"),
        (["show", "uk_msa", "-f", "xlsx"], "no format 'xlsx'"),
        (["show", "uk_msa", "-f", "docx", "-o", "x.docx", "--template", "none.docx"],
         "--template: none.docx cannot be read: No such file or directory"),
        (["show", "uk_msa", "-f", "docx", "-o", "nowhere/x.docx"], "no folder nowhere"),
    ],
)  # fmt: skip
def test_what_is_missing_is_exit_2_and_a_sentence(
    run, arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.code == 2
    assert message in result.err
    assert result.err.count("\n") == 1
    assert result.out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("library", "arguments"),
    [
        ("docxtpl", ["show", "uk_msa", "-f", "docx", "-o", "x.docx"]),
        ("xlsxwriter", ["matrix", "-f", "xlsx", "-o", "x.xlsx"]),
        ("matplotlib", ["matrix", "uk_msa", "-f", "docx", "-o", "x.docx"]),
    ],
)
def test_a_missing_library_is_named_with_the_way_to_get_it(
    run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, library: str, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name == library else find(name)
    )
    result = run(*arguments)
    assert result.code == 2
    assert f"needs the library {library}: pip install 'ddcompare[documents]'" in result.err
    assert list(tmp_path.iterdir()) == []


def test_the_matrix_as_word_has_every_cell_and_its_pinpoints(run, tmp_path: Path) -> None:
    path = tmp_path / "matrix.docx"
    laws = ["nl_child_labour_dd", "fr_vigilance", "uk_msa"]
    assert run("matrix", *laws, *DAY, "-f", "docx", "-o", path).code == 0
    found: Any = docx.Document(str(path))
    tables = [table for table in found.tables if table.rows[0].cells[0].text == "question"]
    assert sum(len(table.rows) - 1 for table in tables) == 90
    assert len(tables) == 13
    text = "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert "L.225-102-1" in text
    assert "Guidance: 6 months" in text
    assert [section.orientation for section in found.sections] == [0, 1, 0]
    assert len(found.inline_shapes) == 1
    assert "No encoding shown has been reviewed" in "\n".join(p.text for p in found.paragraphs)


def test_a_law_as_word_in_the_template_of_a_ministry(run, tmp_path: Path) -> None:
    own = docx.Document()
    own.add_paragraph("Ministry of Examples")
    own.add_paragraph("{{ body }}")
    own.save(str(tmp_path / "own.docx"))
    path = tmp_path / "law.docx"
    arguments = ("-f", "docx", "-o", path, "--template", tmp_path / "own.docx")
    assert run("show", "uk_msa", *DAY, *arguments).code == 0
    found: Any = docx.Document(str(path))
    assert found.paragraphs[0].text == "Ministry of Examples"
    assert "Who is bound" in [p.text for p in found.paragraphs if p.style.name == "Heading 1"]


def test_a_law_as_html_is_text_and_needs_no_file(run) -> None:
    result = run("show", "uk_msa", *DAY, "-f", "html")
    assert result.code == 0
    assert result.out.startswith("<!DOCTYPE html>")
    assert result.out.endswith("</html>\n")


def test_the_matrix_as_a_workbook(run, tmp_path: Path) -> None:
    path = tmp_path / "matrix.xlsx"
    assert run("matrix", "uk_msa", *DAY, "-d", "form", "-f", "xlsx", "-o", path).code == 0
    found = load_workbook(BytesIO(path.read_bytes()))
    assert {row[0].value for row in found["Cells"].iter_rows(min_row=2)} == {"uk_msa"}
    assert path.stat().st_mode & 0o600 == 0o600
