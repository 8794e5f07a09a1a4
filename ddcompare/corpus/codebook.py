"""Read the codebook from its YAML files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ddcompare.corpus.datadir import codebook_dir
from ddcompare.corpus.yamlfile import read_yaml
from ddcompare.model.codebook import Codebook, Dimension, Indicator, Level, Range, Term
from ddcompare.model.problem import LoadError, Problem


def codebook_files(folder: Path | None = None) -> list[Path]:
    """The files of the codebook in a fixed order."""
    return sorted((folder or codebook_dir()).glob("*.yaml"))


def load_codebook(folder: Path | None = None) -> Codebook:
    """Read the codebook from a folder (default: the shipped one).

    Raises LoadError when a file is missing, is not strict YAML or lacks a field.
    """
    folder = folder or codebook_dir()
    try:
        head = _read(folder, "codebook")
        return Codebook(
            version=str(head["version"]),
            dimensions=tuple(_dimension(_read(folder, name)) for name in head["dimensions"]),
            terms=_vocabularies(folder),
            rules=tuple((int(number), text) for number, text in head["rules"].items()),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"the codebook in {folder} is incomplete or malformed: {error!r}"
        hint = "reinstall ddcompare, or restore the folder from the repository"
        raise LoadError([Problem(str(folder), 1, 1, "error", "codebook", what, hint)]) from None


def _read(folder: Path, name: str) -> Any:
    return read_yaml(folder / f"{name}.yaml", f"codebook/{name}.yaml").data


def _vocabularies(folder: Path) -> Mapping[str, Mapping[str, Term]]:
    facts = _read(folder, "facts")
    raw: dict[str, Any] = dict(_read(folder, "terms"))
    raw["topic"] = _read(folder, "topics")["topics"]
    raw["attribute"] = _read(folder, "attributes")
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
    span = raw.get("range")
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
        attributes=tuple(raw.get("attributes", ())),
        decisions=tuple((item["number"], item["text"]) for item in raw.get("decisions", ())),
        rests_on=tuple(raw["rests_on"]),
        themes=tuple(raw["themes"]),
    )
