"""Real output against the JSON Schema that ships for it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from ddcompare.corpus.datadir import schemas_dir

OUTPUTS = {
    "matrix": ["matrix", "--format", "json"],
    "list": ["list", "--format", "json"],
    "show": ["show", "fr_vigilance", "--format", "json"],
    "codebook": ["codebook", "--format", "json"],
}
DAYS = ["2014-01-01", "2015-06-01", "2018-01-01", "2026-11-24"]


def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((schemas_dir() / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", OUTPUTS)
def test_output_fits_its_schema(run, name: str, day: str) -> None:
    dated = [] if name == "codebook" else ["--as-of", day]
    data = json.loads(run(*OUTPUTS[name], *dated).out)
    validator(name).validate(data)


def test_problems_fit_their_schema(run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: a\nid: b\n")
    result = run("validate", tmp_path, "--format", "json")
    data = json.loads(result.out)
    validator("problems").validate(data)
    assert len(data["problems"]) == 1
