"""One law file: bytes, positions, schema, checks, Law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ddcompare.corpus.build import Builder
from ddcompare.corpus.yamlfile import Document, parse_yaml
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Law
from ddcompare.model.problem import KeyPath, LoadError, Problem

if TYPE_CHECKING:
    from jsonschema import ValidationError

_ENTRIES = ("timeline", "scope", "duties", "answers", "sources")


@dataclass(frozen=True, slots=True)
class LawFile:
    """A law with the document it came from, for checks that must name places."""

    document: Document
    law: Law
    codebook: Codebook
    cited: frozenset[str]
    countries: tuple[tuple[KeyPath, str], ...] = ()
    skipped: frozenset[KeyPath] = frozenset()

    def entry(self, *path: str | int) -> KeyPath:
        """The path of a dated entry: the index is dropped where the file has a single mapping."""
        here = self.document.data
        kept: list[str | int] = []
        for step in path:
            if isinstance(here, dict) and isinstance(step, int):
                continue
            here = here[step]
            kept.append(step)
        return tuple(kept)


def read_law(
    data: bytes, name: str, codebook: Codebook, today: date | None = None
) -> tuple[Law | None, list[Problem]]:
    """Read a law file: the law (None if it cannot be built) and every problem of the file.

    ``today`` switches on the checks that depend on the day (staleness). Nothing is raised for bad
    input; a file that is not YAML gives the one problem that stops its reading.
    """
    from ddcompare.corpus.checks import run_checks
    from ddcompare.corpus.schema import schema_errors, schema_problems

    try:
        document = parse_yaml(data, name)
    except LoadError as error:
        return None, list(error.problems)
    found = schema_errors(document, codebook)
    problems = schema_problems(document, codebook, found)
    skip = _entries_at_fault(found)
    if skip is None:
        return None, problems
    builder = Builder(document, codebook, skip)
    law = builder.law()
    cited, countries = frozenset(builder.cited), tuple(builder.countries)
    file = LawFile(document, law, codebook, cited, countries, skip)
    problems = [*problems, *builder.problems, *run_checks(file, today)]
    return law, sorted(set(problems))


def trust_law(data: bytes, name: str, codebook: Codebook) -> tuple[Law, list[Problem]]:
    """Build the law of a file that is known to have passed every check."""
    builder = Builder(parse_yaml(data, name), codebook)
    return builder.law(), builder.problems


def _entries_at_fault(found: Sequence[ValidationError]) -> frozenset[KeyPath] | None:
    """The entries that break the schema, to be left out; None if the frame itself is broken."""
    skip = set()
    for error in found:
        path = tuple(error.absolute_path)
        if path == ("answers",) and error.validator == "additionalProperties":
            continue
        if len(path) < 2 or path[0] not in _ENTRIES:
            return None
        skip.add(path[:2])
    return frozenset(skip)
