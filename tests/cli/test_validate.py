"""``validate`` from outside: exit codes and messages for sound, doubtful and hostile files."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ddcompare.corpus.datadir import standards_dir

VIGNETTE = Path(__file__).parent.parent / "data" / "vignettes" / "guidance_only.yaml"
Run = Callable[..., Any]


@pytest.fixture
def stale(tmp_path: Path) -> Path:
    """A law file with nothing but a warning: it was last checked long ago."""
    text = VIGNETTE.read_text("utf-8").replace(
        "on: 2026-11-24, law_as_of: 2026-11-24", "on: 2021-01-02, law_as_of: 2021-01-01"
    )
    path = tmp_path / VIGNETTE.name
    path.write_text(text, "utf-8")
    return path


def test_warnings_are_shown_and_are_no_findings(run: Run, stale: Path) -> None:
    result = run("validate", stale)
    assert result.code == 0
    assert "warning[stale]: last checked on 2021-01-02" in result.out
    assert "1 file checked: 0 error(s), 1 warning(s)" in result.err


def test_warnings_are_findings_on_request(run: Run, stale: Path) -> None:
    assert run("validate", "--strict", stale).code == 1


def test_errors_are_findings(run: Run, stale: Path) -> None:
    stale.write_text(stale.read_text("utf-8").replace("kind: statute", "kind: statue"), "utf-8")
    result = run("validate", stale)
    assert result.code == 1
    assert (
        "error[unknown-term]: 'statue' is not one of the terms for 'kind'; did you mean statute?"
        in result.out
    )


def test_every_problem_is_told_in_every_format(run: Run, stale: Path) -> None:
    stale.write_text(stale.read_text("utf-8").replace("kind: statute", "kind: statue"), "utf-8")
    text = run("validate", stale).out.splitlines()
    problems = json.loads(run("validate", "--format", "json", stale).out)["problems"]
    assert len(text) == len(problems)
    assert {"file", "line", "column", "severity", "code", "message", "hint"} == problems[0].keys()
    for line, problem in zip(text, problems, strict=True):
        place = ":".join(str(problem[key]) for key in ("file", "line", "column"))
        assert line.startswith(
            f"{place}: {problem['severity']}[{problem['code']}]: {problem['message']}"
        )
    annotations = run("validate", "--format", "github", stale).out.splitlines()
    assert len(annotations) == len(problems)
    assert all(line.startswith("::error file=") for line in annotations)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"), (b"\x00", "control-character"), (b"\xff\xfe", "encoding"),
        (b"[" * 10_000, "too-deep"),
        (b"# " + b"x" * 3_000_000, "too-large"), (b"a: &a [*a]", "anchor"),
        (b"\x1b]0;title\x07", "control-character"),
        (b"\x89PNG\r\n\x1a\n", "encoding"), (b"PK\x03\x04", "control-character"),
        (b"{a: " * 50, "too-deep"),
        (b"!!python/object/apply:os.system [id]", "tag"), (b"a: 1\na: 2", "duplicate-key"),
        (b"7", "wrong-type"),
    ],
)  # fmt: skip
def test_hostile_file_ends_in_one_message(
    run: Run, tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    result = run("validate", path)
    assert result.code == 1
    (line,) = result.out.splitlines()
    assert f"error[{code}]" in line
    assert line.isprintable()
    assert len(line) < 1_000
    assert "Traceback" not in result.out + result.err


def test_missing_file_is_a_finding_with_its_name(run: Run, tmp_path: Path) -> None:
    result = run("validate", tmp_path / "nothing.yaml")
    assert result.code == 1
    assert "nothing.yaml:1:1: error[unreadable]: the file does not exist" in result.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_named_pipe_in_a_folder_is_not_waited_for(run: Run, stale: Path) -> None:
    os.mkfifo(stale.parent / "pipe.yaml")
    result = run("validate", stale.parent)
    assert result.code == 1
    assert "pipe.yaml:1:1: error[unreadable]" in result.out
    assert "2 files checked: 1 error(s), 1 warning(s)" in result.err


@pytest.mark.skipif(os.name == "nt", reason="file names are text on this system")
def test_file_name_that_is_not_text(run: Run, stale: Path) -> None:
    stale.rename(stale.with_name(os.fsdecode(b"\xff.yaml")))
    result = run("validate", stale.parent)
    assert result.code == 1
    assert "error[file-name]" in result.out


def test_standards_are_checked_beside_laws(run: Run, tmp_path: Path) -> None:
    shipped = standards_dir() / "ungp.yaml"
    assert run("validate", shipped).code == 0
    faulty = tmp_path / "ungp.yaml"
    faulty.write_text(shipped.read_text("utf-8").replace("known: secondary", "known: rumour", 1))
    result = run("validate", faulty, VIGNETTE)
    assert result.code == 1
    assert "'rumour' is not one of the terms" in result.out
    assert "2 files checked: 1 error(s)" in result.err
