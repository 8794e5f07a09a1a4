"""Read the second readings of laws: ``readings/LAW_ID.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ddcompare.corpus.build import score_of
from ddcompare.corpus.datadir import data_dir
from ddcompare.corpus.values import FaultyValueError, read_value
from ddcompare.corpus.yamlfile import Document, read_yaml
from ddcompare.model.codebook import Codebook, Indicator
from ddcompare.model.problem import LoadError, Problem
from ddcompare.model.quantities import parse_date
from ddcompare.model.reading import Coding, ReadTwice, SecondReading


def readings_dir() -> Path:
    """The folder of the second readings."""
    return data_dir() / "readings"


def load_readings(codebook: Codebook, folder: Path | None = None) -> list[SecondReading]:
    """Every second reading in a folder (default: the shipped ones), by law.

    Raises LoadError with the places of what cannot be understood.
    """
    return [
        _reading(read_yaml(path, f"readings/{path.name}"), codebook)
        for path in sorted((folder or readings_dir()).glob("*.yaml"))
    ]


def _reading(document: Document, codebook: Codebook) -> SecondReading:
    raw = document.data
    problems: list[Problem] = []
    cells = []
    try:
        for name, body in raw["cells"].items():
            indicator = codebook.indicators[name]
            if "first" not in body:
                continue
            coded = {
                who: _coding(body[who], indicator)
                for who in ("first", "second", "settled")
                if who in body
            }
            settled = coded.get("settled")
            cells.append(ReadTwice(raw["law"], name, coded["first"], coded["second"], settled))
            if settled is None and not coded["first"].same_as(coded["second"]):
                message = f"{name}: the two codings differ, and nothing settles them"
                problems.append(document.problem(("cells", name), "unsettled", message, key=True))
        second = raw["second"]
        reading = SecondReading(
            law=raw["law"],
            as_of=parse_date(raw["as_of"]),
            coder=second["coder"],
            on=parse_date(second["on"]),
            independence=second["independence"],
            cells=tuple(cells),
        )
    except (KeyError, TypeError, AttributeError, FaultyValueError, ValueError) as error:
        message = f"not a second reading: {error!r}"
        raise LoadError([document.problem((), "reading", message)]) from None
    if problems:
        raise LoadError(problems)
    return reading


def _coding(raw: dict[str, Any], indicator: Indicator) -> Coding:
    """A coding; a level that means silence counts as the state silent, as in law files."""
    state, value = raw.get("state", "value"), raw.get("value")
    level = indicator.by_id.get(value) if isinstance(value, str) else None
    if level is not None and level.silence:
        state, value = "silent", None
    read = None if value is None else read_value(value, indicator)
    score = score_of(indicator, state, read)
    return Coding(state, read, score, raw.get("at"), raw.get("why"))
