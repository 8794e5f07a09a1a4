"""The commands align, changes and timeline: every way in, every fault, 80 columns."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from ddcompare.compare.align import align
from ddcompare.compare.convergence import convergence
from ddcompare.compare.matrix import Matrix, matrix
from ddcompare.corpus.datadir import schemas_dir
from ddcompare.corpus.store import load_corpus
from ddcompare.model.corpus import Corpus
from ddcompare.render.blocks import Heading, Paragraph, Picture, Table, plain
from ddcompare.render.pages.align import align_page
from ddcompare.render.terminal import to_text

TODAY = "2026-11-24"
LAWS = ["uk_msa", "au_msa", "fr_vigilance", "de_lksg"]
NEVER_SHOWN = ["ng_child_labour_policy", "nl_irbc_agreements", "us_uflpa"]
FAULTS = {
    "align uk_msa": "name another beside uk_msa",
    "align uk_msa uk_msa": "name another beside uk_msa",
    "align uk_ms au_msa": "no law 'uk_ms'; did you mean uk_msa?",
    "align --as-of 1900-01-01": "fewer than two of the laws had been adopted by 1900-01-01",
    "align uk_msa fr_vigilance --as-of 2016-01-01": "fewer than two of these laws",
    "align --as-of 2026-13-01": "is not a day of the calendar",
    "align --silence C": "no treatment of silence 'C'; there are: A, B",
    "align -d enforcment": "no dimension 'enforcment'; did you mean enforcement?",
    "align --format xml": "no format 'xml'; there are: table, md, json, html, docx",
    "align --format docx": "docx is a file: say which with --output",
    "align --template a.docx": "--template is for --format docx",
    "changes zz": "no law 'zz'; there are:",
    "changes --from 2024-02-30": "--from: '2024-02-30' is not a day of the calendar",
    "changes --to tomorrow": "--to: 'tomorrow' is not a date; expected YYYY-MM-DD",
    "changes --from 2025-01-01 --to 2024-01-01": "--from 2025-01-01 comes after --to 2024-01-01",
    "changes -a ungpp": "no standard 'ungpp'; did you mean ungp?",
    "timeline zz": "no law 'zz'; there are:",
    "timeline --from 2025-01-01 --to 2024-01-01": "--from 2025-01-01 comes after --to 2024-01-01",
}


@pytest.fixture(scope="module")
def whole() -> Corpus:
    return load_corpus()


@pytest.fixture(autouse=True)
def _loaded_once(whole: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the laws is tested elsewhere."""
    monkeypatch.setattr("ddcompare.corpus.store.load_corpus", lambda _: whole)


@pytest.mark.parametrize("command", FAULTS)
def test_faults_of_usage_are_one_sentence(run, command: str) -> None:
    result = run(*command.split())
    assert (result.code, result.out) == (2, "")
    assert FAULTS[command] in result.err
    assert result.err.startswith("ddcompare: ")
    assert result.err.count("\n") == 1


def test_without_the_libraries_align_says_how_to_get_them(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "scipy" else known(name)
    )
    result = run("align")
    assert (result.code, result.out) == (2, "")
    assert "pip install 'ddcompare[align]'" in result.err


COMMANDS = {
    "align": ["align", "--as-of", TODAY],
    "align_two": ["align", *LAWS[:2], "--as-of", TODAY],
    "align_dimension": ["align", "-d", "remedy", "--as-of", TODAY],
    "align_b": ["align", "--silence", "B", "--as-of", TODAY],
    "align_nothing": ["align", *NEVER_SHOWN, "--as-of", TODAY],
    "align_two_nothing": ["align", *NEVER_SHOWN[:2], "--as-of", TODAY],
    "align_cells": ["align", *LAWS, "--cells", "--as-of", TODAY],
    "changes": ["changes", "--from", "2023-01-01", "--to", "2026-11-23", "--all", "-a", "ungp"],
    "changes_none": ["changes", "uk_msa", "--from", "2020-01-01", "--to", "2020-02-01"],
    "timeline": ["timeline", "--as-of", TODAY],
    "timeline_one": ["timeline", "de_lksg", "--all", "--as-of", TODAY],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_terminal_has_80_columns_and_says_the_same_twice(run, name: str) -> None:
    first, second = run(*COMMANDS[name]), run(*COMMANDS[name])
    assert first.code == 0, first.err
    assert first.out == second.out
    assert max(map(len, first.out.splitlines())) <= 80
    assert "lawyer" in first.out


@pytest.mark.parametrize("name", COMMANDS)
def test_json_fits_its_schema(run, name: str) -> None:
    command = COMMANDS[name]
    data = json.loads(run(*command, "--format", "json").out)
    path = schemas_dir() / f"{command[0]}.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(data)
    assert data["format"] == f"ddcompare.{command[0]}/1"


@pytest.mark.parametrize("format", ["md", "html"])
@pytest.mark.parametrize("name", ["align", "align_two", "changes", "timeline"])
def test_documents(run, name: str, format: str) -> None:
    result = run(*COMMANDS[name], "--format", format)
    assert result.code == 0, result.err
    assert result.out.startswith("# " if format == "md" else "<!DOCTYPE html>")
    assert result.out.count("<figure") == (
        {"align": 2, "timeline": 1}.get(name, 0) if format == "html" else 0
    )


def test_a_word_document_is_written_whole(run, tmp_path: Path) -> None:
    file = tmp_path / "align.docx"
    result = run(*COMMANDS["align_two"], "--format", "docx", "--output", file)
    assert (result.code, result.out) == (0, "")
    assert file.read_bytes().startswith(b"PK")


def test_nothing_to_show_is_said(run) -> None:
    said = "No similarity is shown: these laws cannot be compared on 60 % of the weight."
    assert said in " ".join(run(*COMMANDS["align_nothing"]).out.split())
    said = "No similarity is shown: these two laws cannot be compared on 60 % of the weight."
    assert said in " ".join(run(*COMMANDS["align_two_nothing"]).out.split())
    assert "Nothing changed in law." in run(*COMMANDS["changes_none"]).out
    empty = run("timeline", "uk_msa", "--from", "2100-01-01").out
    assert "No step falls between these days." in empty


def test_the_json_of_two_laws_has_their_answers_with_citations(run) -> None:
    data = json.loads(run(*COMMANDS["align_two"], "--format", "json").out)
    assert len(data["answers"]) == 90
    distances = [item["distance"] for item in data["answers"] if item["distance"] is not None]
    assert len(distances) == data["pairs"][0]["A"]["usable"]
    cited = data["answers"][0]["cells"]["uk_msa"]["cite"]
    assert cited[0]["url"].startswith("https://")


def test_the_short_year_of_changes_ends_on_the_last_day(run) -> None:
    data = json.loads(run("changes", "--to", "2024-12-31", "--format", "json").out)
    assert (data["from"], data["to"]) == ("2024-01-02", "2024-12-31")
    assert {change["date"][:4] for change in data["changes"]} == {"2024"}


def test_all_adds_what_is_beside_the_law(run) -> None:
    law, both = (
        json.loads(run("changes", "--from", "2023-01-01", "--to", TODAY, "-f", "json", *more).out)
        for more in ([], ["--all"])
    )
    assert {change["layer"] for change in law["changes"]} == {"law"}
    assert {change["layer"] for change in both["changes"]} == {"law", "guidance", "practice"}
    assert len(both["changes"]) > len(law["changes"])


def many(corpus: Corpus, count: int) -> Matrix:
    """The shipped laws again and again under other ids."""
    field = matrix(corpus, date.fromisoformat(TODAY), LAWS)
    columns = [field.columns[number % len(LAWS)] for number in range(count)]
    named = [
        replace(column, law=replace(column.law, id=f"{column.law.id}_{number}"))
        for number, column in enumerate(columns)
    ]
    rows = tuple(
        replace(
            row,
            cells={
                new.law.id: row.cells[old.law.id] for new, old in zip(named, columns, strict=True)
            },
        )
        for row in field.rows
    )
    return replace(field, columns=tuple(named), rows=rows)


@pytest.mark.parametrize("count", [3, 19, 20, 23, 25, 26, 40])
@pytest.mark.parametrize("silence", [("A", "B"), ("B",)])
def test_any_number_of_laws_fits_80_columns(
    whole: Corpus, count: int, silence: tuple[str, ...]
) -> None:
    field = many(whole, count)
    page = align_page(
        align(field, whole.codebook, weightings=5), convergence(field, whole.codebook), silence
    )
    assert max(map(len, to_text(page).splitlines())) <= 80
    square = next(block for block in page if isinstance(block, Table))
    columns = count if len(silence) == 2 else count - 1
    drawn = len(square.rows) == count and len(square.head) == columns + 1
    assert drawn == (columns <= 25)
    if not drawn:
        words = [plain(block.text) for block in page if isinstance(block, Paragraph)]
        assert any("too many for a matrix" in text for text in words)


def test_laws_whose_answers_are_the_same_have_no_figure(whole: Corpus) -> None:
    field = many(whole, 5)
    found = align(field, whole.codebook, weightings=5)
    page = align_page(found, convergence(field, whole.codebook), ("A",))
    square = next(block for block in page if isinstance(block, Table))
    marks = [plain(cell) for row in square.rows for cell in row[1:]]
    assert marks.count(" =") == 5, "the diagonal without its last cell, and one pair of twins"
    assert "99" not in marks


def test_where_there_is_room_any_matrix_is_shown(whole: Corpus) -> None:
    field = many(whole, 30)
    found = align(field, whole.codebook, weightings=5)
    positions = convergence(field, whole.codebook)
    page = align_page(found, positions, ("A", "B"), wide=True)
    assert any(isinstance(block, Table) and len(block.head) == 31 for block in page)
    drawn = align_page(found, positions, ("A",), wide=True, drawn=True)
    (picture,) = [block for block in drawn if isinstance(block, Picture)]
    assert "30 laws against 30 laws" in picture.alt


def test_a_law_that_is_not_in_force_is_in_brackets(run) -> None:
    out = run("align", "nl_child_labour_dd", *LAWS, "--as-of", TODAY).out
    assert "(NL Child Labour Act)" in out
    assert "neither applied nor in force" in " ".join(out.split())


def test_every_pair_and_position_is_added_on_demand(whole: Corpus) -> None:
    field = many(whole, 4)
    found, positions = align(field, whole.codebook), convergence(field, whole.codebook)
    short, long = (align_page(found, positions, ("A",), whole=whole_) for whole_ in (False, True))
    titles = [block.text for block in long if isinstance(block, Heading)]
    assert "Every pair" in titles
    assert sum(block.level == 3 for block in long if isinstance(block, Heading)) == 90
    assert len(long) > len(short) + 90
