"""The Python interface as the README shows it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import ddcompare

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def test_the_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 12, "six questions of the dimension remedy, two laws"
    assert "remedy.civil_liability fr_vigilance value" in "\n".join(lines)


def test_records_are_immutable() -> None:
    corpus = ddcompare.load_corpus()
    found = ddcompare.matrix(corpus, date(2026, 11, 24))
    with pytest.raises(AttributeError):
        found.as_of = date(2020, 1, 1)  # type: ignore[misc]
    with pytest.raises(TypeError):
        corpus.laws["x"] = None  # type: ignore[index]


def test_the_command_line_and_the_interface_give_the_same() -> None:
    corpus = ddcompare.load_corpus()
    found = ddcompare.matrix(corpus, date(2026, 11, 24), ["uk_msa"], ["remedy"])
    data = ddcompare.plain_matrix(found)
    assert data["data"] == {"version": ddcompare.__version__, "digest": corpus.digest}
    assert [row["indicator"] for row in data["rows"]] == [row.indicator.id for row in found.rows]


def test_an_unknown_id_is_a_key_error() -> None:
    corpus = ddcompare.load_corpus()
    with pytest.raises(KeyError, match="nothing"):
        ddcompare.matrix(corpus, date(2026, 11, 24), ["nothing"])
    with pytest.raises(KeyError, match="nowhere"):
        ddcompare.matrix(corpus, date(2026, 11, 24), [], ["nowhere"])


def test_the_two_commands_open_the_readme() -> None:
    commands = re.findall(r"^    (python3 .*)$", README, flags=re.MULTILINE)
    assert commands[:2] == ["python3 run.py matrix", "python3 run.py test"]
    assert README.index(commands[1]) < 400
