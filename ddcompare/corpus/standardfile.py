"""One standard file: bytes, positions, schema, checks, Standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from ddcompare.corpus.buildfile import FileBuilder
from ddcompare.corpus.entries import cited_by, entries_at_fault
from ddcompare.corpus.schema import schema_errors, schema_problems
from ddcompare.corpus.standardchecks import check
from ddcompare.corpus.values import FaultyValueError, read_value
from ddcompare.corpus.yamlfile import parse_yaml
from ddcompare.model.codebook import Codebook, Indicator
from ddcompare.model.law import Value
from ddcompare.model.problem import KeyPath, LoadError, Problem
from ddcompare.model.standard import WANTS, Expectation, Standard, Want

_PARTS = ("expectations", "sources")
_QUANTITIES = ("number", "money", "duration")
_FITS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "at_least": ("ordinal", *_QUANTITIES),
        "at_most": _QUANTITIES,
        "includes": ("set",),
        "one_of": ("code", "yes_no"),
    }
)
"""The types of indicator that a comparison fits; ``answered`` fits all."""


def read_standard(
    data: bytes, name: str, codebook: Codebook, today: date | None = None
) -> tuple[Standard | None, list[Problem]]:
    """Read a standard file: the standard (None if it cannot be built) and every problem of it.

    ``today`` switches on the checks that depend on the day (staleness). Nothing is raised for bad
    input; a file that is not YAML gives the one problem that stops its reading.
    """
    try:
        document = parse_yaml(data, name)
    except LoadError as error:
        return None, list(error.problems)
    found = schema_errors(document, codebook, "standard")
    problems = schema_problems(document, codebook, found)
    skip = entries_at_fault(found, _PARTS)
    if skip is None:
        return None, problems
    builder = StandardBuilder(document, codebook, skip)
    standard = builder.standard()
    cited = builder.cited | cited_by(document.data, skip)
    problems += [*builder.problems, *check(document, standard, skip, cited, today)]
    return standard, sorted(set(problems))


@dataclass
class StandardBuilder(FileBuilder):
    """Builds one standard."""

    def standard(self) -> Standard:
        """The standard that the document describes."""
        raw: Mapping[str, Any] = self.document.data
        return Standard(
            id=raw["id"],
            title=raw["title"]["full"],
            short_title=raw["title"]["short"],
            issuer=raw["issuer"],
            status=raw["status"],
            checked=self.checked(),
            sources=MappingProxyType(self.sources()),
            expectations=tuple(
                self._expectation(path, body) for path, body in self.entries("expectations")
            ),
            summary=raw.get("summary"),
            traps=tuple(raw.get("traps", ())),
        )

    def _expectation(self, path: KeyPath, raw: Mapping[str, Any]) -> Expectation:
        wants = [
            self._want((*path, "wants", index), body) for index, body in enumerate(raw["wants"])
        ]
        return Expectation(
            id=raw["id"],
            addressee=raw["addressee"],
            summary=raw["summary"],
            cite=self.cites(path, raw),
            known=raw["known"],
            wants=tuple(want for want in wants if want is not None),
            note=raw.get("note"),
        )

    def _want(self, path: KeyPath, raw: Mapping[str, Any]) -> Want | None:
        """The want of a node; None, and a problem, where it cannot be measured."""
        indicator = self.codebook.indicators[raw["indicator"]]
        kinds = [kind for kind in WANTS if kind in raw]
        if len(kinds) != 1:
            found = " and ".join(kinds) or "nothing"
            self.fault(
                path, "want-comparison", f"the want of {indicator.id} says {found}",
                f"give exactly one of {', '.join(WANTS)}",
            )  # fmt: skip
            return None
        kind = kinds[0]
        if kind in _FITS and indicator.type not in _FITS[kind]:
            fitting = [
                name for name in WANTS if indicator.type in _FITS.get(name, (indicator.type,))
            ]
            self.fault(
                (*path, kind), "want-type",
                f"{kind!r} does not fit {indicator.id}, which is of type {indicator.type}",
                f"use {' or '.join(fitting)}",
            )  # fmt: skip
            return None
        try:
            values = tuple(_values(kind, raw[kind], indicator))
        except FaultyValueError as fault:
            self.fault((*path, kind), "bad-value", str(fault), fault.hint)
            return None
        return Want(indicator.id, kind, values, raw.get("note"))


def _values(kind: str, raw: Any, indicator: Indicator) -> Iterator[Value]:
    """What a want compares with; raises FaultyValueError where it is none of the indicator's."""
    if kind == "answered":
        return
    if kind == "includes":
        codes = read_value(raw, indicator)
        assert isinstance(codes, tuple)
        yield from codes
        return
    words = [raw] if isinstance(raw, str) else raw
    if len(set(words)) < len(words):
        raise FaultyValueError(f"a code stands twice for {indicator.id}", "delete one")
    for word in words:
        _refuse_silence(word, indicator)
        yield read_value(word, indicator)


def _refuse_silence(word: str, indicator: Indicator) -> None:
    """A position that a law takes by saying nothing cannot be wanted of it."""
    level = indicator.by_id.get(word)
    floor = indicator.silent_score or 0
    if level and (level.silence or (level.score is not None and level.score <= floor)):
        enough = [o.id for o in indicator.levels if o.score is not None and o.score > floor]
        raise FaultyValueError(
            f"{word!r} of {indicator.id} asks nothing: silence or the lowest level reaches it",
            f"the lowest level that can be wanted is {enough[0]}" if enough else None,
        )
