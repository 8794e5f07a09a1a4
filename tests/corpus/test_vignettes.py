"""Invented laws with a known answer (codebook rule 13), coded under the codebook that ships."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from ddcompare.corpus.lawfile import read_law
from ddcompare.corpus.yamlfile import parse_yaml
from ddcompare.model.codebook import Codebook
from ddcompare.model.derive import answer
from ddcompare.model.law import Law, Value

FOLDER = Path(__file__).parent.parent / "data" / "vignettes"
KEY: Mapping[str, Mapping[str, Mapping[str, object]]] = parse_yaml(
    (FOLDER / "key.yaml").read_bytes(), "key.yaml"
).data
TODAY = date(2026, 11, 24)
FIELDS = {"state", "score", "value", "attributes", "note", "guidance"}


def law(name: str, codebook: Codebook) -> Law:
    found, problems = read_law(
        (FOLDER / f"{name}.yaml").read_bytes(), f"{name}.yaml", codebook, TODAY
    )
    assert problems == []
    assert found is not None
    return found


def shown(value: Value | None) -> object:
    """A value as the key writes it: a word, a list of codes, an amount without separators."""
    if isinstance(value, tuple):
        return list(value)
    return value if value is None else str(value).replace(",", "")


@pytest.mark.parametrize(
    ("name", "indicator"), [(name, indicator) for name, cells in KEY.items() for indicator in cells]
)
def test_cell_agrees_with_the_key(name: str, indicator: str, shipped: Codebook) -> None:
    wanted = KEY[name][indicator]
    assert wanted.keys() <= FIELDS
    question = shipped.indicators[indicator]
    found = answer(law(name, shipped), question, TODAY, shipped)
    assert found.state == wanted.get("state", "value")
    if "score" in wanted:
        assert found.score == wanted["score"]
    if "value" in wanted:
        assert shown(found.value) == wanted["value"]
    assert set(wanted.get("attributes", ())) <= found.attributes.keys()  # type: ignore[call-overload]
    assert str(wanted.get("note", "")) in (found.note or "")
    if "guidance" in wanted:
        assert found.guidance is not None
        assert found.guidance.score == wanted["guidance"]


def test_every_vignette_has_a_key() -> None:
    assert sorted(KEY) == sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != "key")


@pytest.mark.parametrize("name", KEY)
def test_what_a_vignette_does_not_say_is_not_coded(name: str, shipped: Codebook) -> None:
    vignette = law(name, shipped)
    assert list(vignette.answers) == [indicator.id for indicator in shipped.coded()]
    said = {
        indicator for indicator, (only,) in vignette.answers.items() if only.state != "not_coded"
    }
    assert said <= KEY[name].keys()
