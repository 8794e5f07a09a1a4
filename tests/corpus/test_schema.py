"""The JSON Schema of law files: filled from the codebook, shipped for editors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ddcompare.corpus.datadir import schemas_dir
from ddcompare.corpus.schema import law_schema
from ddcompare.corpus.yamlfile import parse_yaml
from ddcompare.model.codebook import Codebook

GOOD = sorted((Path(__file__).parent.parent / "data" / "good").glob("*.yaml"))


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, list):
        for item in schema:
            yield from nodes(item)
    elif isinstance(schema, dict):
        yield schema
        for item in schema.values():
            yield from nodes(item)


def test_shipped_schema_is_that_of_the_codebook(shipped: Codebook) -> None:
    found = json.loads((schemas_dir() / "law.schema.json").read_text("utf-8"))
    assert found == law_schema(shipped), "run: python3 run.py renew"


def test_schema_is_a_schema(mini: Codebook) -> None:
    jsonschema.Draft202012Validator.check_schema(law_schema(mini))
    assert law_schema(mini)["$schema"] == jsonschema.Draft202012Validator.META_SCHEMA["$id"]


def test_nothing_of_the_base_is_left_open(mini: Codebook) -> None:
    special = {key for node in nodes(law_schema(mini)) for key in node if key[0] == "$"}
    assert special == {"$schema", "$ref", "$defs"}


def test_answers_are_the_indicators_that_are_coded(mini: Codebook) -> None:
    answers = law_schema(mini)["properties"]["answers"]
    assert list(answers["properties"]) == [indicator.id for indicator in mini.coded()]
    assert answers["additionalProperties"] is False


@pytest.mark.parametrize(
    ("definition", "field", "vocabulary"),
    [
        ("event", "event", "event"), ("event", "state", "state"),
        ("event", "confidence", "confidence"),
        ("source", "layer", "layer"), ("source", "read", "read"), ("duty", "step", "step"),
        ("due", "after", "anchor"),
        ("every", "period", "period"), ("content", "topic", "topic"),
        ("content", "strength", "strength"),
        ("approval", "by", "organ"), ("approval", "signed_by", "signatory"),
        ("publish", "where", "place"),
        ("register", "filing", "filing"), ("rule", "fact", "fact"), ("rule", "figure", "figure"),
        ("rule", "of", "perimeter"),
    ],
)  # fmt: skip
def test_words_are_those_of_the_codebook(
    mini: Codebook, definition: str, field: str, vocabulary: str
) -> None:
    property_ = law_schema(mini)["$defs"][definition]["properties"][field]
    assert property_["enum"] == list(mini.terms[vocabulary])
    first = next(iter(mini.terms[vocabulary].values()))
    assert f"{first.id}: {first.definition}" in property_["description"], "editors show it"


def test_every_mapping_is_closed_or_says_what_may_stand_in_it(mini: Codebook) -> None:
    open_ones = [
        node for node in nodes(law_schema(mini))
        if node.get("type") == "object" and "additionalProperties" not in node
    ]  # fmt: skip
    assert open_ones == []


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_an_editor_accepts_what_the_program_accepts(path: Path, mini: Codebook) -> None:
    data = json.loads(json.dumps(parse_yaml(path.read_bytes(), path.name).data, default=float))
    jsonschema.Draft202012Validator(law_schema(mini)).validate(data)
