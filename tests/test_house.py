"""The house in order: style, types, floors, public names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import ddcompare

ROOT = Path(__file__).parent.parent
TOOLS = {
    "ruff check": [sys.executable, "-m", "ruff", "check", "--no-cache", "."],
    "ruff format": [sys.executable, "-m", "ruff", "format", "--no-cache", "--check", "."],
    "mypy": [sys.executable, "-m", "mypy"],
    "floors": [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
}


@pytest.mark.parametrize("name", TOOLS)
def test_tool_has_nothing_to_say(name: str) -> None:
    done = subprocess.run(TOOLS[name], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ddcompare.__all__)
def test_public_name_exists_and_is_documented(name: str) -> None:
    found = getattr(ddcompare, name)
    documented = getattr(found, "__doc__", None)
    assert documented
    assert documented.strip()


def test_the_public_names_are_the_ones_listed() -> None:
    assert sorted(ddcompare._PUBLIC) == ddcompare.__all__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = ddcompare.nothing


def test_no_law_is_named_in_code() -> None:
    ids = [path.stem for path in (ROOT / "laws").glob("*.yaml")]
    code = [
        path
        for folder in ("ddcompare", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".j2", ".js", ".css")
    ]
    named = [(path.name, law) for path in code for law in ids if law in path.read_text("utf-8")]
    assert named == []
