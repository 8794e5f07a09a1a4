"""Short law files: a snippet in the real format over a file in which nothing is coded."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ddcompare.corpus.lawfile import read_law
from ddcompare.corpus.yamlfile import parse_yaml
from ddcompare.model.codebook import Codebook
from ddcompare.model.derive import answer
from ddcompare.model.law import Answer, Law

GOOD = Path(__file__).parent.parent / "data" / "good"
Encode = Callable[[str], Law]
Ask = Callable[[Law, str, str], Answer]


@pytest.fixture(scope="session")
def encode(mini: Codebook) -> Encode:
    """The law of a snippet; the snippet must be a sound law file."""

    def encode(snippet: str) -> Law:
        data = parse_yaml((GOOD / "smallest.yaml").read_bytes(), "smallest.yaml").data
        change = parse_yaml(snippet.encode(), "snippet").data
        answers = {**data["answers"], **change.pop("answers", {})}
        text = json.dumps({**data, **change, "answers": answers}, default=str)
        law, problems = read_law(text.encode(), "smallest.yaml", mini)
        assert problems == []
        assert law is not None
        return law

    return encode


@pytest.fixture(scope="session")
def ask(mini: Codebook) -> Ask:
    """The answer of a law to an indicator on a day (YYYY-MM-DD)."""

    def ask(law: Law, indicator: str, day: str) -> Answer:
        return answer(law, mini.indicators[indicator], date.fromisoformat(day), mini)

    return ask
