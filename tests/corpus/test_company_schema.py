"""The JSON Schema of company files: what an editor accepts is what the program accepts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ddcompare.corpus.codebook import load_codebook
from ddcompare.corpus.companydump import dump_company
from ddcompare.corpus.companyfile import company_from, read_company
from ddcompare.corpus.datadir import schemas_dir
from ddcompare.corpus.schema import company_schema
from ddcompare.corpus.yamlfile import parse_yaml
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Company
from ddcompare.model.problem import LoadError

DATA = Path(__file__).parent.parent / "data"
BOOK = load_codebook()
FACTS, FIGURES = BOOK.terms["fact"], BOOK.terms["figure"]
BAD = sorted((DATA / "bad_companies").glob("*.yaml"))
CASES = sorted((DATA / "cases").glob("*.yaml"))
EXPECT = "# expect: "
SCHEMA = company_schema(BOOK)


def expected_of(path: Path) -> list[str]:
    lines = path.read_text("utf-8").split("\n")
    return [line.removeprefix(EXPECT) for line in lines if line.startswith(EXPECT)]


def mappings() -> Iterator[Any]:
    for path in CASES:
        for case in parse_yaml(path.read_bytes(), path.name).data["cases"]:
            yield pytest.param(case["company"], id=f"{path.stem}-{case['id']}")


@pytest.mark.parametrize("raw", list(mappings()))
def test_company_of_a_case_is_sound_and_comes_back_from_its_file(
    raw: dict[str, Any],
) -> None:
    company = company_from(raw, BOOK)
    assert sound(dump_company(company)) == company
    data = json.loads(json.dumps(raw, default=float))
    jsonschema.Draft202012Validator(SCHEMA).validate(data)


def sound(text: str) -> Company:
    company, problems = read_company(text.encode(), "x.yaml", BOOK)
    assert problems == []
    assert company is not None
    return company


def test_shipped_schema_is_that_of_the_codebook(shipped: Codebook) -> None:
    found = json.loads((schemas_dir() / "company.schema.json").read_text("utf-8"))
    assert found == company_schema(shipped), "run: python3 run.py renew"


def test_schema_is_a_schema_with_every_fact_and_figure() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    known = SCHEMA["$defs"]["facts"]["properties"]
    assert list(known) == [*FACTS, *FIGURES, "years"]
    assert known["seat"]["description"] == FACTS["seat"].definition
    assert list(SCHEMA["$defs"]["consolidated"]["properties"]) == [*FIGURES, "years"]
    assert not [key for key in walk_keys(SCHEMA) if key in ("$facts", "$vocabulary")]


def walk_keys(node: Any) -> Iterator[str]:
    for value in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        yield from walk_keys(value)
    if isinstance(node, dict):
        yield from node


IN_WORDS_ONLY = {
    "name_with_escape", "country_unknown", "country_uk", "country_part_unknown", "country_eu",
    "count_in_other_unit", "money_in_unknown_currency", "value_of_list_twice", "duplicate_fact",
    "no_facts", "facts_beside_entities",
}  # fmt: skip
"""Faults that the program finds and an editor cannot."""


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_an_editor_refuses_what_the_program_refuses_but_for_contradictions(path: Path) -> None:
    lines = expected_of(path)
    contradictions = re.compile(
        "warning|-at-odds|two-currencies|not-earlier|double-id|unknown-parent|circle"
    )
    try:
        data = parse_yaml(path.read_bytes(), path.name).data
    except LoadError:
        data = {"facts": {}}
    plain = json.loads(json.dumps(data, default=float))
    checker = jsonschema.FormatChecker(formats=["date"])
    faults = list(
        jsonschema.Draft202012Validator(SCHEMA, format_checker=checker).iter_errors(plain)
    )
    accepted = all(contradictions.search(line) for line in lines) or path.stem in IN_WORDS_ONLY
    assert (faults == []) == accepted
