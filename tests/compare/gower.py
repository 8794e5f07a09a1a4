"""Gower's coefficient once more, slowly, in plain Python, from the text of rule 10 alone.

It works on the JSON of ``matrix`` and on the YAML of the codebook, and shares no code with the
program. Weights are exact fractions.

    s(i,j) = sum of w_k d_ijk s_ijk over sum of w_k d_ijk
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

CODEBOOK = Path(__file__).parents[2] / "codebook"
SPAN = {"persons": 4, "EUR": 10, "per_cent": 10, "months": 60, "days": 90, "years": 10, "dates": 15}
NOT_COMPARED = ("not_applicable", "unclear", "not_coded", "varies")


def read_codebook(folder: Path = CODEBOOK) -> tuple[dict[str, Any], dict[str, float]]:
    """The indicators by id with their dimension, and the rates per euro."""
    load = yaml.CSafeLoader
    head = yaml.load((folder / "codebook.yaml").read_bytes(), load)
    indicators = {}
    for name in head["dimensions"]:
        body = yaml.load((folder / f"{name}.yaml").read_bytes(), load)
        for key, indicator in body["indicators"].items():
            indicators[key] = {**indicator, "dimension": name}
    rates = folder / "rates.yaml"
    return indicators, yaml.load(rates.read_bytes(), load)["per_euro"] if rates.exists() else {}


def similarity(
    indicator: Mapping[str, Any],
    a: Mapping[str, Any],
    b: Mapping[str, Any],
    rates: dict[str, float],
) -> float | None:
    """s_ijk under (A), silence at the lowest level; None where d_ijk = 0."""
    if a["state"] in NOT_COMPARED or b["state"] in NOT_COMPARED:
        return None
    kind = indicator["type"]
    if kind == "ordinal":
        levels = [level["score"] for level in indicator["levels"]]
        scores = []
        for cell in (a, b):
            if cell["score"] is None and cell["state"] not in ("silent", "no"):
                return None
            scores.append(min(levels) if cell["score"] is None else cell["score"])
        return 1 - abs(scores[0] - scores[1]) / (len(levels) - 1)
    if kind in ("yes_no", "code"):
        answers = []
        for cell in (a, b):
            if cell["value"] is not None:
                answers.append(cell["value"])
            elif cell["state"] in ("silent", "no"):
                answers.append("no" if kind == "yes_no" else cell["state"])
            else:
                return None
        return float(answers[0] == answers[1])
    if kind == "set":
        sets = []
        for cell in (a, b):
            if cell["value"] is None and cell["state"] not in ("silent", "no"):
                return None
            sets.append(set(cell["value"] or ()))
        union = sets[0] | sets[1]
        return len(sets[0] & sets[1]) / len(union) if union else None
    places = [figure(indicator, cell["value"], rates) for cell in (a, b)]
    if places[0] is None or places[1] is None:
        return None
    return max(0.0, 1 - abs(places[0] - places[1]))


def figure(indicator: Mapping[str, Any], value: Any, rates: dict[str, float]) -> float | None:
    """A quantity divided by its fixed range R."""
    if value is None:
        return None
    if isinstance(value, str):
        return date.fromisoformat(value).toordinal() / 365.25 / SPAN["dates"]
    if "currency" in value:
        rate = {"EUR": 1.0, **rates}.get(value["currency"])
        return None if rate is None else math.log10(value["amount"] / rate + 1) / SPAN["EUR"]
    if "unit" in value:
        amount, unit = value["amount"], value["unit"]
        if unit == "persons":
            return math.log10(amount + 1) / SPAN["persons"]
        return amount / SPAN["per_cent"] if unit == "per_cent" else None
    ((unit, amount),) = value.items()
    wanted = indicator["unit"]
    factors = {
        ("months", "years"): 1 / 12, ("years", "months"): 12,
        ("days", "weeks"): 1 / 7, ("weeks", "days"): 7,
    }  # fmt: skip
    factor = 1 if unit == wanted else factors.get((unit, wanted))
    return None if factor is None else amount * factor / SPAN[wanted]


class Field:
    """All pairs of the laws of a matrix in JSON."""

    def __init__(self, matrix: Mapping[str, Any], folder: Path = CODEBOOK) -> None:
        self.least = Fraction(6, 10)
        self.known: dict[tuple[str, str, str], dict[str, tuple[str, float]]] = {}
        self.indicators, self.rates = read_codebook(folder)
        self.rows = matrix["rows"]
        self.laws = [law["id"] for law in matrix["laws"]]
        self.dimensions = list(dict.fromkeys(row["dimension"] for row in self.rows))
        self.sizes = {
            name: sum(row["dimension"] == name for row in self.rows) for name in self.dimensions
        }

    def pairs(self) -> Iterator[tuple[str, str]]:
        return combinations(self.laws, 2)

    def usable(self, one: str, other: str, silence: str) -> dict[str, tuple[str, float]]:
        """The questions that count for a pair, with their dimension and similarity."""
        key = (one, other, silence)
        if key not in self.known:
            self.known[key] = self._usable(*key)
        return self.known[key]

    def _usable(self, one: str, other: str, silence: str) -> dict[str, tuple[str, float]]:
        found = {}
        for row in self.rows:
            a, b = row["cells"][one], row["cells"][other]
            if silence == "B" and a["state"] == b["state"] == "silent":
                continue
            s = similarity(self.indicators[row["indicator"]], a, b, self.rates)
            if s is not None:
                found[row["indicator"]] = (row["dimension"], s)
        return found

    def weighed(
        self, one: str, other: str, silence: str, weights: Mapping[str, float | Fraction]
    ) -> tuple[float | None, Fraction | float]:
        """The similarity with weights of the dimensions, and the share of them that counts."""
        top, bottom = 0.0, 0 * next(iter(weights.values()))
        for dimension, s in self.usable(one, other, silence).values():
            weight = weights[dimension] / self.sizes[dimension]
            top += float(weight) * s
            bottom += weight
        share = bottom / sum(weights.values())
        return (top / float(bottom) if bottom else None), share

    def equal(self, leave_out: str | None = None) -> dict[str, Fraction]:
        """Equal weights, but for a dimension that is left out."""
        return {name: Fraction(name != leave_out) for name in self.dimensions}
