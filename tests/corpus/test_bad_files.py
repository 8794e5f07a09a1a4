"""One fault a file: each file of ``tests/data/bad`` says in its first lines what is reported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import ddcompare.corpus
from ddcompare.corpus.checks import MODULES
from ddcompare.corpus.lawfile import read_law
from ddcompare.corpus.schema import law_schema
from ddcompare.model.codebook import Codebook

BAD = sorted((Path(__file__).parent.parent / "data" / "bad").glob("*.yaml"))
TODAY = date(2026, 6, 1)
EXPECT = "# expect: "
READING = (
    "yamlfile", "schema", "values", "build", "buildfile", "buildrule", "lawfile", "codebook",
    "store",
)  # fmt: skip

WITHOUT_A_FILE = {"unreadable", "encoding", "too-large", "codebook"}
"""Faults that no text file can show; their tests make what they need."""


def expected_of(path: Path) -> list[str]:
    lines = path.read_text("utf-8").split("\n")
    return [line.removeprefix(EXPECT) for line in lines if line.startswith(EXPECT)]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_file_gives_these_problems_and_no_others(path: Path, mini: Codebook) -> None:
    _, problems = read_law(path.read_bytes(), path.name, mini, TODAY)
    found = [str(problem).removeprefix(f"{path.name}:") for problem in problems]
    assert found == expected_of(path)


def test_every_file_expects_something() -> None:
    assert BAD
    assert [path.name for path in BAD if not expected_of(path)] == []


def test_every_code_of_the_checks_is_in_the_catalogue() -> None:
    promised = {code for module in MODULES for code in module.CODES}
    assert promised - codes_of_catalogue() == set()


def test_every_code_of_the_program_is_in_the_catalogue() -> None:
    missing = set(codes_in_source()) - codes_of_catalogue() - WITHOUT_A_FILE
    assert missing == set()


def test_codes_without_a_file_are_codes_of_the_program() -> None:
    assert set(codes_in_source()) >= WITHOUT_A_FILE


def test_every_limit_of_the_schema_is_in_the_catalogue(mini: Codebook) -> None:
    limits = re.compile("min|max|pattern$|const$")
    used = {f"schema-{word.lower()}" for word in keywords(law_schema(mini)) if limits.match(word)}
    assert used - codes_of_catalogue() == set()


def codes_of_catalogue() -> set[str]:
    lines = (line for path in BAD for line in expected_of(path))
    return {found[1] for line in lines if (found := re.search(r"\[([a-z-]+)\]", line))}


def codes_in_source() -> Iterator[str]:
    """Every constant that is handed over as the code of a problem."""
    places = {"fault": 1, "problem": 1, "_failure": 2, "Problem": 4}
    folder = Path(ddcompare.corpus.__path__[0])
    for path in (*(folder / f"{name}.py" for name in READING), *(folder / "checks").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                place = places.get(name, len(node.args))
                code = node.args[place] if place < len(node.args) else None
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value
            elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
                first = node.value.elts[0]
                if isinstance(first, ast.Constant) and "-" in str(first.value):
                    yield str(first.value)


def keywords(schema: object) -> Iterator[str]:
    if isinstance(schema, list):
        for item in schema:
            yield from keywords(item)
    elif isinstance(schema, dict):
        for word, below in schema.items():
            yield word
            yield from keywords(below)
