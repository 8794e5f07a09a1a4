"""What a standard file owes beyond its schema.

- ``file-name``, ``stale``, ``checked-in-future``, ``uncited-source``, ``whole-act``,
  ``unknown-currency``: as for laws.
- ``double-id``: two expectations with one id.
- ``double-want``: an expectation compares one indicator twice in the same way.
- ``known-without-text``: ``known: primary`` although no cited text was read.
- ``unmeasured-without-note``: no wants, and no note that says why.

Fails: ``known: primary`` citing a source with ``read: secondary``. Passes: with ``read: part``.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from ddcompare.corpus.checks.evidence import READ, uncited_sources
from ddcompare.corpus.checks.identity import freshness, named_by_id
from ddcompare.corpus.iso import currency_exists
from ddcompare.corpus.yamlfile import Document
from ddcompare.model.problem import KeyPath, Problem
from ddcompare.model.quantities import Money
from ddcompare.model.standard import WANTS, Expectation, Standard

CODES = (
    "file-name", "stale", "checked-in-future", "uncited-source", "whole-act", "unknown-currency",
    "double-id", "double-want", "known-without-text", "unmeasured-without-note",
)  # fmt: skip


def check(
    document: Document,
    standard: Standard,
    skipped: Container[KeyPath],
    cited: Container[str],
    today: date | None,
) -> Iterator[Problem]:
    """Check a standard that was built without the entries at the paths ``skipped``."""
    yield from named_by_id(document)
    yield from freshness(document, standard.checked, today, "standard")
    yield from uncited_sources(document, cited)
    paths: list[KeyPath] = [
        ("expectations", index) for index in range(len(document.data["expectations"]))
    ]
    seen: set[str] = set()
    kept = (path for path in paths if path not in skipped)
    for path, expectation in zip(kept, standard.expectations, strict=True):
        if expectation.id in seen:
            yield document.problem(
                (*path, "id"), "double-id", f"the id {expectation.id!r} stands twice",
                "give each expectation an id of its own",
            )  # fmt: skip
        seen.add(expectation.id)
        yield from _evidence(document, path, standard, expectation)
        yield from _wants(document, path, expectation)


def _evidence(
    document: Document, path: KeyPath, standard: Standard, expectation: Expectation
) -> Iterator[Problem]:
    sources = [standard.sources[c.source] for c in expectation.cite if c.source in standard.sources]
    if expectation.known == "primary" and sources and not any(s.read in READ for s in sources):
        yield document.problem(
            (*path, "known"), "known-without-text",
            f"{expectation.id} claims to be known from the text, but none that it cites was read",
            "say how it is known, or read the text and correct 'read' in the source",
        )  # fmt: skip
    if all(cite.at == "whole act" for cite in expectation.cite):
        yield document.problem(
            path, "whole-act", f"{expectation.id} cites only the whole text",
            "say where in the text it stands", warning=True,
        )  # fmt: skip


def _wants(document: Document, path: KeyPath, expectation: Expectation) -> Iterator[Problem]:
    written = document.data["expectations"][path[1]]["wants"]
    if not written and not expectation.note:
        yield document.problem(
            path, "unmeasured-without-note",
            f"{expectation.id} wants nothing of any indicator and does not say why",
            "add wants, or a note that says why none measures it",
        )  # fmt: skip
    seen = set()
    for index, want in enumerate(written):
        compared = (want["indicator"], tuple(kind for kind in WANTS if kind in want))
        if compared in seen:
            yield document.problem(
                (*path, "wants", index), "double-want",
                f"{expectation.id} compares {want['indicator']} twice in the same way",
                "merge them",
            )  # fmt: skip
        seen.add(compared)
    for want in expectation.wants:
        for value in want.values:
            if isinstance(value, Money) and not currency_exists(value.currency):
                yield document.problem(
                    (*path, "wants"), "unknown-currency",
                    f"{value.currency!r} is not a currency (ISO 4217)",
                )  # fmt: skip
