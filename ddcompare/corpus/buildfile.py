"""What every data file that cites has: sources, citations, the day it was checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ddcompare.corpus.yamlfile import Document
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Checked, Citation, Source
from ddcompare.model.problem import KeyPath, Problem, did_you_mean
from ddcompare.model.quantities import parse_date


@dataclass
class FileBuilder:
    """Builds what one file describes and gathers the problems that only show in doing so.

    ``skip`` holds the paths of entries that already broke the schema; they are left out.
    """

    document: Document
    codebook: Codebook
    skip: frozenset[KeyPath] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)

    def fault(self, path: KeyPath, code: str, message: str, hint: str | None = None) -> None:
        """Note a problem at a path."""
        self.problems.append(self.document.problem(path, code, message, hint))

    def entries(self, name: str) -> Iterator[tuple[KeyPath, Any]]:
        """The entries of a list of the file, with their paths."""
        for index, body in enumerate(self.document.data[name]):
            if (name, index) not in self.skip:
                yield (name, index), body

    @cached_property
    def known_sources(self) -> frozenset[str]:
        """The ids of all sources, sound or not."""
        return frozenset(self.document.data["sources"])

    def sources(self) -> dict[str, Source]:
        """The sources of the file by their ids."""
        return {
            name: _source(name, body)
            for name, body in self.document.data["sources"].items()
            if ("sources", name) not in self.skip
        }

    def checked(self) -> Checked:
        """When and how far the encoding was checked."""
        raw = self.document.data["checked"]
        return Checked(
            on=parse_date(raw["on"]),
            law_as_of=parse_date(raw["law_as_of"]),
            reviewed_by=raw["reviewed_by"],
            not_checked=tuple(raw["not_checked"]),
        )

    def cites(self, path: KeyPath, raw: Mapping[str, Any]) -> tuple[Citation, ...]:
        """The citations under ``cite`` of a node; an unknown source is a problem."""
        cite = raw.get("cite", ())
        items = [cite] if isinstance(cite, dict) else cite
        for index, item in enumerate(items):
            name = item["source"]
            self.cited.add(name)
            if name not in self.known_sources:
                place = (*path, "cite", index) if isinstance(cite, list) else (*path, "cite")
                self.fault(
                    (*place, "source"), "unknown-source",
                    f"{name[:60]!r} is not among the sources of this file",
                    did_you_mean(name, self.known_sources) or "add it under 'sources'",
                )  # fmt: skip
        return tuple(
            Citation(item["source"], item["at"], tuple(item.get("terms", ()))) for item in items
        )


def _source(name: str, raw: Mapping[str, Any]) -> Source:
    version, text = raw.get("version"), raw.get("text", ())
    return Source(
        id=name,
        layer=raw["layer"],
        title=raw["title"],
        url=raw["url"],
        language=raw["language"],
        read=raw["read"],
        version=parse_date(version) if version else None,
        translation=raw.get("translation", False),
        note=raw.get("note"),
        text=(text,) if isinstance(text, str) else tuple(text),
        text_url=raw.get("text_url"),
        text_omits=tuple(raw.get("text_omits", ())),
    )
