"""The commands as people type them: right, wrong, on another day, into a file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

SMALL = "id: x\n"


def test_matrix_json_has_a_cell_of_every_law_in_every_row(run) -> None:
    data = json.loads(run("matrix", "--as-of", "2026-11-24", "--format", "json").out)
    laws = {law["id"] for law in data["laws"]}
    assert {"nl_child_labour_dd", "fr_vigilance", "uk_msa"} <= laws
    assert len(data["rows"]) == 90
    assert all(set(row["cells"]) == laws for row in data["rows"])


@pytest.mark.parametrize(
    ("day", "present", "absent"),
    [
        ("2015-03-25", set(), {"uk_msa", "fr_vigilance", "nl_child_labour_dd"}),
        ("2015-03-26", {"uk_msa"}, {"fr_vigilance", "nl_child_labour_dd"}),
        ("2017-03-26", {"uk_msa"}, {"fr_vigilance", "nl_child_labour_dd"}),
        ("2017-03-27", {"uk_msa", "fr_vigilance"}, {"nl_child_labour_dd"}),
        ("2019-10-23", {"uk_msa", "fr_vigilance"}, {"nl_child_labour_dd"}),
        ("2019-10-24", {"uk_msa", "fr_vigilance", "nl_child_labour_dd"}, set()),
    ],
)
def test_a_law_is_there_from_its_adoption(
    run, day: str, present: set[str], absent: set[str]
) -> None:
    data = json.loads(run("matrix", "--as-of", day, "--format", "json").out)
    laws = {law["id"] for law in data["laws"]}
    assert present <= laws
    assert not absent & laws


def cell(run, law: str, indicator: str, day: str) -> dict:
    data = json.loads(run("matrix", law, "--as-of", day, "--format", "json").out)
    (row,) = [row for row in data["rows"] if row["indicator"] == indicator]
    return row["cells"][law]


def test_an_amended_law_answers_as_it_then_stood(run) -> None:
    """The French renumbering of 1 January 2025 moves the pinpoint and not the position."""
    before = cell(run, "fr_vigilance", "dd.identify", "2024-12-31")
    after = cell(run, "fr_vigilance", "dd.identify", "2025-01-01")
    assert before["value"] == after["value"]
    assert "L.225-102-4" in before["cite"][0]["at"]
    assert "L.225-102-1" in after["cite"][0]["at"]


def test_the_british_threshold_is_open_until_the_regulations_are_made(run) -> None:
    before = cell(run, "uk_msa", "scope.turnover_threshold", "2015-10-27")
    after = cell(run, "uk_msa", "scope.turnover_threshold", "2015-10-28")
    assert (before["state"], before["value"]) == ("delegated", None)
    assert (after["state"], after["value"]) == ("value", {"amount": 36000000, "currency": "GBP"})


def test_guidance_stands_beside_a_silent_statute(run) -> None:
    found = cell(run, "uk_msa", "form.deadline", "2026-11-24")
    assert (found["state"], found["value"]) == ("silent", None)
    assert found["guidance"]["value"] == {"months": 6}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["matrix", "uk_mas"], "no law 'uk_mas'; did you mean uk_msa?"),
        (["show", "fr_vigilence"], "did you mean fr_vigilance?"),
        (["matrix", "--dimension", "enforcment"], "did you mean enforcement?"),
        (["matrix", "--format", "jsn"], "did you mean json?"),
        (["matrix", "--as-of", "2022-13-01"], "'2022-13-01' is not a day of the calendar"),
        (["matrix", "--as-of", "yesterday"], "expected YYYY-MM-DD"),
        (["codebook", "form.deadlin"], "did you mean form.deadline?"),
        (["schema", "matrx"], "did you mean matrix?"),
        (["matrx"], "Did you mean"),
        (["matrix", "--asof", "2020-01-01"], "No such option"),
    ],
)
def test_wrong_usage_is_exit_2_with_a_suggestion(run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert message in result.err
    assert result.out == ""


def test_a_folder_that_does_not_exist_is_exit_3(run, tmp_path: Path) -> None:
    result = run("matrix", "--laws", tmp_path / "nowhere")
    assert result.code == 3
    assert "the folder does not exist" in result.err


def test_a_draft_of_ones_own_stands_beside_the_shipped_laws(run, tmp_path: Path) -> None:
    shipped = Path(__file__).parent.parent.parent / "laws" / "uk_msa.yaml"
    text = shipped.read_text("utf-8").replace("id: uk_msa\n", "id: gb_draft\n", 1)
    (tmp_path / "gb_draft.yaml").write_text(text, "utf-8")
    data = json.loads(run("matrix", "--laws", tmp_path, "--format", "json").out)
    assert {"gb_draft", "uk_msa"} <= {law["id"] for law in data["laws"]}


def test_a_broken_draft_is_exit_3_with_its_place(run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(SMALL)
    result = run("matrix", "--laws", tmp_path)
    assert result.code == 3
    assert "x.yaml:1:1: error[missing]: the file lacks 'title'" in result.err
    assert result.out == ""


def test_validate_reports_all_problems_of_all_files(run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: a\nid: b\n")
    (tmp_path / "b.yaml").write_bytes(b"\xff")
    result = run("validate", tmp_path)
    assert result.code == 1
    assert "a.yaml:2:1: error[duplicate-key]" in result.out
    assert "b.yaml:1:1: error[encoding]" in result.out
    assert "2 files checked: 2 error(s), 0 warning(s)" in result.err


def test_validate_of_the_shipped_laws_finds_nothing(run) -> None:
    result = run("validate")
    assert (result.code, result.out) == (0, "")


def test_validate_of_an_empty_folder_is_wrong_usage(run, tmp_path: Path) -> None:
    assert run("validate", tmp_path).code == 2


def test_github_annotations_escape_what_they_carry(run, tmp_path: Path) -> None:
    (tmp_path / "a%b.yaml").write_text("'x%\ny': 1\n")
    result = run("validate", tmp_path, "--format", "github")
    assert result.code == 1
    assert all(line.startswith("::error file=") for line in result.out.splitlines())
    assert "a%25b.yaml" in result.out


@pytest.mark.parametrize("format", ["json", "md", "csv", "html", "table"])
def test_a_file_holds_what_the_screen_shows_and_nothing_is_left_behind(
    run, tmp_path: Path, format: str
) -> None:
    target = tmp_path / "out"
    arguments = ["matrix", "--as-of", "2026-11-24", "-d", "voice", "--format", format]
    printed = run(*arguments).out
    assert run(*arguments, "--output", target).out == ""
    assert target.read_bytes().decode() == printed
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_output_into_a_missing_folder_is_wrong_usage(run, tmp_path: Path) -> None:
    result = run("list", "--output", tmp_path / "no" / "file")
    assert result.code == 2
    assert not (tmp_path / "no").exists()


def test_the_same_input_gives_the_same_bytes_whatever_the_surroundings(
    run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = run("matrix", "--as-of", "2026-11-24").out
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.chdir(tmp_path)
    assert run("matrix", "--as-of", "2026-11-24").out == first


def test_csv_can_be_read_back_and_holds_no_formula(run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("matrix", "--format", "csv").out)))
    assert len({(row["law"], row["indicator"]) for row in rows}) == len(rows) >= 270
    assert not [text for row in rows for text in row.values() if text[:1] in "=+-@" and text]


def test_a_bug_is_exit_4_and_says_how_to_report_it(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("ddcompare.corpus.store.load_corpus", broken)
    result = run("matrix")
    assert result.code == 4
    assert "internal error: RuntimeError: boom" in result.err
    assert "Traceback" not in result.err


def test_show_of_a_day_before_the_law_says_so(run) -> None:
    result = run("show", "uk_msa", "--as-of", "2010-01-01")
    assert result.code == 0
    assert "Not law on 2010-01-01. It was adopted on 2015-03-26." in result.out


@pytest.mark.parametrize("name", ["law", "matrix", "problems", "list", "show", "codebook"])
def test_schema_prints_a_json_schema(run, name: str) -> None:
    schema = json.loads(run("schema", name).out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


NEW = ["--title", 'An "Act": 1', "--jurisdiction", "FR", "--adopted", "2020-01-01"]


def test_new_writes_a_file_that_validates_and_claims_nothing(run, tmp_path: Path) -> None:
    begun = run("new", "fr_new", *NEW, "--url", "https://example.org/act", "--folder", tmp_path)
    assert begun.code == 0
    checked = run("validate", tmp_path / "fr_new.yaml")
    assert (checked.code, checked.out) == (0, "")
    assert "1 of 90 cells coded; nothing under scope and duties yet" in checked.err
    data = json.loads(run("matrix", "fr_new", "--laws", tmp_path, "--format", "json").out)
    answered = [row["indicator"] for row in data["rows"]
                if row["cells"]["fr_new"]["state"] != "not_coded"]  # fmt: skip
    assert answered == ["status.application_state"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Fr_New", *NEW, "--url", "https://example.org"], "is not an id"),
        (["fr_new", *NEW, "--url", "javascript:alert(1)"], "would not be valid"),
        (["fr_new", *NEW, "--url", "https://example.org", "--kind", "statut"], "statute?"),
        (["fr_new", *NEW[:-1], "2020-13-01", "--url", "https://example.org"], "--adopted"),
    ],
)
def test_new_refuses_what_would_not_validate(
    run, tmp_path: Path, arguments: list[str], message: str
) -> None:
    result = run("new", *arguments, "--folder", tmp_path)
    assert result.code == 2
    assert message in result.err
    assert list(tmp_path.iterdir()) == []


def test_new_overwrites_nothing(run, tmp_path: Path) -> None:
    (tmp_path / "fr_new.yaml").write_text("mine")
    result = run("new", "fr_new", *NEW, "--url", "https://example.org", "--folder", tmp_path)
    assert result.code == 2
    assert (tmp_path / "fr_new.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "laws"),
    [
        (["--jurisdiction", "GB"], {"uk_msa"}),
        (["--state", "adopted_not_in_force"], {"nl_child_labour_dd"}),
        (["--jurisdiction", "FR", "--duty-model", "due_diligence"], {"fr_vigilance"}),
    ],
)
def test_filters_choose_laws(run, arguments: list[str], laws: set[str]) -> None:
    arguments = ["matrix", "--as-of", "2026-11-24", "--format", "json", *arguments]
    data = json.loads(run(*arguments).out)
    assert {law["id"] for law in data["laws"]} == laws


def test_filters_that_nothing_passes_are_wrong_usage(run) -> None:
    result = run("matrix", "--jurisdiction", "GB", "--state", "repealed")
    assert result.code == 2
    assert "no law passes these filters" in result.err


def test_groups_stand_together(run) -> None:
    out = run("matrix", "--as-of", "2026-11-24", "--group", "jurisdiction").out
    lines = out.splitlines()
    assert lines.index("FR") + 1 == next(i for i, x in enumerate(lines) if x.startswith("FR Duty"))


def test_agreement_is_shown_with_its_limits(run) -> None:
    result = run("list", "--agreement")
    assert result.code == 0
    assert "same model family" in " ".join(result.out.split())
    assert "state alone" in result.out
    assert max(map(len, result.out.splitlines())) <= 80


def test_a_blind_reader_is_not_told_where_the_laws_stand(run) -> None:
    seen, blind = run("codebook", "dd.identify").out, run("codebook", "dd.identify", "--blind").out
    assert "uk_msa" in seen
    assert "uk_msa" not in blind
    assert "disclosed_only" in blind
