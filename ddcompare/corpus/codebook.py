"""Read the codebook from its YAML files."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ddcompare.corpus.cache import Cache
from ddcompare.corpus.datadir import codebook_dir
from ddcompare.corpus.yamlfile import parse_yaml, read_bytes
from ddcompare.model.codebook import (
    Codebook,
    Dimension,
    Exclusive,
    Indicator,
    Level,
    Range,
    Rates,
    Term,
)
from ddcompare.model.problem import LoadError, Problem
from ddcompare.model.quantities import parse_date


def codebook_files(folder: Path | None = None) -> dict[str, bytes]:
    """The contents of the files of a codebook by name, in the order of the names.

    Raises LoadError when a file cannot be read.
    """
    paths = sorted((folder or codebook_dir()).glob("*.yaml"))
    return {path.stem: read_bytes(path, f"codebook/{path.name}") for path in paths}


def load_codebook(folder: Path | None = None, cache: Cache | None = None) -> Codebook:
    """Read the codebook from a folder (default: the shipped one).

    Raises LoadError when a file is missing, is not strict YAML or lacks a field.
    """
    folder, cache = folder or codebook_dir(), cache or Cache()
    files = codebook_files(folder)
    data = b"".join(files.values())
    raw = cache.get("codebook", data)
    if raw is None:
        raw = {name: parse_yaml(text, f"codebook/{name}.yaml").data for name, text in files.items()}
    try:
        codebook = _codebook(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"the codebook in {folder} is incomplete or malformed: {error!r}"
        hint = "reinstall ddcompare, or restore the folder from the repository"
        raise LoadError([Problem(str(folder), 1, 1, "error", "codebook", what, hint)]) from None
    cache.put("codebook", data, raw)
    return codebook


def _codebook(raw: Mapping[str, Any]) -> Codebook:
    head = raw["codebook"]
    return Codebook(
        version=str(head["version"]),
        dimensions=tuple(_dimension(raw[name]) for name in head["dimensions"]),
        terms=_vocabularies(raw),
        rules=tuple((int(number), text) for number, text in head["rules"].items()),
        rates=_rates(raw["rates"]) if "rates" in raw else None,
    )


def _rates(raw: Mapping[str, Any]) -> Rates:
    return Rates(
        on=parse_date(raw["on"]),
        source=raw["source"],
        url=raw["url"],
        per_euro=MappingProxyType({code: Decimal(rate) for code, rate in raw["per_euro"].items()}),
    )


def _vocabularies(files: Mapping[str, Any]) -> Mapping[str, Mapping[str, Term]]:
    facts = files["facts"]
    raw: dict[str, Any] = {**files["terms"]}
    raw["topic"] = files["topics"]["topics"]
    raw["attribute"] = files["attributes"]
    raw["fact"], raw["figure"], raw["perimeter"] = (
        facts[part] for part in ("facts", "figures", "perimeter")
    )
    return MappingProxyType(
        {
            name: MappingProxyType({term: _term(term, body) for term, body in terms.items()})
            for name, terms in raw.items()
        }
    )


def _term(name: str, body: Mapping[str, Any]) -> Term:
    extra = {k: v for k, v in body.items() if k not in ("label", "definition")}
    definition = body.get("definition") or body["question"]
    label = body.get("label", name.replace("_", " "))
    return Term(name, label, definition, MappingProxyType(extra))


def _dimension(raw: Mapping[str, Any]) -> Dimension:
    return Dimension(
        id=raw["id"],
        title=raw["title"],
        short=raw["short"],
        about=raw["about"],
        conduct=raw.get("conduct", False),
        indicators=tuple(
            _indicator(name, raw["id"], body) for name, body in raw["indicators"].items()
        ),
    )


def _indicator(name: str, dimension: str, raw: Mapping[str, Any]) -> Indicator:
    levels = [
        Level(
            id=level["id"],
            label=level["label"],
            definition=level["definition"],
            score=level.get("score"),
            silence=level.get("silence", False),
        )
        for level in raw.get("levels") or raw.get("codes") or ()
    ]
    span, only = raw.get("range"), raw.get("exclusive")
    return Indicator(
        id=name,
        dimension=dimension,
        label=raw["label"],
        question=raw["question"],
        type=raw["type"],
        direction=raw["direction"],
        rule=raw["rule"],
        silent=raw["silent"]["text"],
        silent_score=raw["silent"]["score"],
        not_applicable=raw["not_applicable"],
        delegated=raw["delegated"],
        levels=tuple(levels),
        unit=raw.get("unit"),
        range=Range(span["scale"], float(span["span"])) if span else None,
        derived=raw.get("derived"),
        direction_note=raw.get("direction_note"),
        exclusive=Exclusive(tuple(only["positions"]), only["reason"]) if only else None,
        attributes=tuple(raw.get("attributes", ())),
        decisions=tuple((item["number"], item["text"]) for item in raw.get("decisions", ())),
        rests_on=tuple(raw["rests_on"]),
        themes=tuple(raw["themes"]),
    )
