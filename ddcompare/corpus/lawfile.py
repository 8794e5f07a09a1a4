"""One law file: bytes, positions, schema, checks, Law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ddcompare.corpus.build import Builder
from ddcompare.corpus.entries import cited_by, entries_at_fault
from ddcompare.corpus.yamlfile import Document, parse_yaml
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Law
from ddcompare.model.problem import KeyPath, LoadError, Problem

_PARTS = ("timeline", "scope", "duties", "answers", "sources")


@dataclass(frozen=True, slots=True)
class LawFile:
    """A law with the document it came from, for checks that must name places.

    ``skipped`` holds the entries that broke the schema and are not in the law; ``order`` says for
    each indicator where its answers, which the law holds by date, stand in the file.
    """

    document: Document
    law: Law
    codebook: Codebook
    cited: frozenset[str]
    countries: tuple[tuple[KeyPath, str], ...] = ()
    currencies: tuple[tuple[KeyPath, str], ...] = ()
    skipped: frozenset[KeyPath] = frozenset()
    order: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def answer(self, name: str, index: int) -> KeyPath:
        """The path of an answer of the law; without index where the file has a single mapping."""
        if isinstance(self.document.data["answers"][name], dict):
            return ("answers", name)
        return ("answers", name, self.order[name][index])

    def kept(self, name: str) -> Iterator[KeyPath]:
        """The paths of the scope classes or duties that are in the law, in its order."""
        paths = ((name, index) for index in range(len(self.document.data[name])))
        return (path for path in paths if path not in self.skipped)

    def complete(self, name: str) -> bool:
        """Whether no entry of a part of the file had to be left out."""
        return all(path[0] != name for path in self.skipped)


def read_law(
    data: bytes, name: str, codebook: Codebook, today: date | None = None
) -> tuple[Law | None, list[Problem]]:
    """Read a law file: the law (None if it cannot be built) and every problem of the file.

    ``today`` switches on the checks that depend on the day (staleness). Nothing is raised for bad
    input; a file that is not YAML gives the one problem that stops its reading.
    """
    try:
        document = parse_yaml(data, name)
    except LoadError as error:
        return None, list(error.problems)
    return check_document(document, codebook, today)


def check_document(
    document: Document, codebook: Codebook, today: date | None = None
) -> tuple[Law | None, list[Problem]]:
    """The law that a document describes, and every problem, as for ``read_law``."""
    from ddcompare.corpus.checks import run_checks
    from ddcompare.corpus.schema import schema_errors, schema_problems

    found = schema_errors(document, codebook)
    problems = schema_problems(document, codebook, found)
    skip = entries_at_fault(found, _PARTS)
    if skip is None:
        return None, problems
    builder = Builder(document, codebook, skip)
    law = builder.law()
    cited = builder.cited | cited_by(document.data, skip)
    file = LawFile(
        document, law, codebook, frozenset(cited), tuple(builder.countries),
        tuple(builder.currencies), skip, builder.order,
    )  # fmt: skip
    problems = [*problems, *builder.problems, *run_checks(file, today)]
    return law, sorted(set(problems))


def build_law(document: Document, codebook: Codebook) -> Law:
    """Build the law of a document that is known to have passed every check."""
    return Builder(document, codebook).law()
