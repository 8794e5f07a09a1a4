"""The examples in the documents are what the program accepts."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ddcompare.corpus.lawfile import read_law
from ddcompare.corpus.schema import law_schema
from ddcompare.corpus.yamlfile import parse_yaml
from ddcompare.model.codebook import Codebook

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "CONTRIBUTING.md", ROOT / "docs" / "law-file.md"]
BLOCKS = [
    (path.name, number, block)
    for path in DOCUMENTS
    for number, block in enumerate(re.findall(r"```yaml\n(.*?)```", path.read_text("utf-8"), re.S))
]


def test_there_are_examples() -> None:
    assert {name for name, _, _ in BLOCKS} == {path.name for path in DOCUMENTS}


@pytest.mark.parametrize(
    ("name", "number", "block"), BLOCKS, ids=[f"{n}-{k}" for n, k, _ in BLOCKS]
)
def test_example_is_strict_yaml(name: str, number: int, block: str) -> None:
    assert parse_yaml(block.encode(), name).data


def test_template_lacks_nothing_but_answers(shipped: Codebook) -> None:
    (template,) = (
        block for _, _, block in BLOCKS if "\nanswers:" in block and "\nsources:" in block
    )
    found = re.search(r"^id: (\w+)", template, re.M)
    assert found
    law, problems = read_law(template.encode(), f"{found[1]}.yaml", shipped, date(2026, 11, 24))
    assert law is not None
    assert {str(p) for p in problems if p.code != "missing-indicator"} == set()
    missing = {p.message.rpartition(" ")[2] for p in problems}
    assert missing | law.answers.keys() == {indicator.id for indicator in shipped.coded()}


@pytest.mark.parametrize(
    "part", ["every", "due", "content", "approval", "publish", "register", "answer", "rule"]
)
def test_every_field_of_the_schema_is_explained(part: str, shipped: Codebook) -> None:
    text = (ROOT / "docs" / "law-file.md").read_text("utf-8")
    unexplained = [
        field for field in law_schema(shipped)["$defs"][part]["properties"]
        if not re.search(rf"\b{field}\b", text)
    ]  # fmt: skip
    assert unexplained == []
