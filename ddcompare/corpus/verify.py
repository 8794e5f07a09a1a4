"""Check every citation of a law file against official texts at hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ddcompare.corpus.fetch import TextCache
from ddcompare.corpus.lawfile import build_law
from ddcompare.corpus.texts.check import CitationResult, check
from ddcompare.corpus.texts.readers import read_text, reader_of
from ddcompare.corpus.texts.reading import TextError
from ddcompare.corpus.yamlfile import Document
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Citation, Law, Source
from ddcompare.model.problem import KeyPath, Problem
from ddcompare.model.provisions import OfficialText, combine
from ddcompare.model.verification import FAILED, CheckedCitation, CheckedText, Verification

MAX_TEXT = 32_000_000


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome for one law file."""

    law: Law
    verification: Verification
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """Where official texts lie: a folder ``DIR/LAW/FILE`` given by the user, then the cache."""

    folder: Path | None = None
    cache: TextCache | None = None

    def paths(self, law: str, source: Source) -> list[Path]:
        """The files that hold the text of a source; empty if one of them is missing."""
        if self.folder is not None and source.text:
            paths = [self.folder / law / name for name in source.text]
            if all(path.is_file() for path in paths):
                return paths
        current = self.cache.current(law, source.id) if self.cache else None
        return [current] if current else []


def verify_law(document: Document, codebook: Codebook, texts: Texts) -> Verified:
    """Check the citations of a law file against the texts at hand.

    The document must have passed ``validate``. A text that is missing is not a fault; one that
    cannot be read is.
    """
    law = build_law(document, codebook)
    problems: list[Problem] = []
    read: dict[str, tuple[CheckedText, OfficialText]] = {}
    for source in law.sources.values():
        try:
            found = load_text(law.id, source, texts)
        except TextError as error:
            place: KeyPath = ("sources", source.id)
            message = f"the text of {source.id!r} cannot be read: {error}"
            problems.append(document.problem(place, "text", message))
            continue
        if found:
            read[source.id] = found
    results: dict[Citation, CheckedCitation] = {}
    for path, cite in citations(document.data):
        if cite not in results:
            omitted = cite.at in law.sources[cite.source].text_omits
            results[cite] = CheckedCitation("no_text") if omitted else _checked(cite, read)
        if results[cite].status in FAILED:
            problems.append(_problem(document, path, cite, results[cite]))
    verification = Verification(law.id, {k: copy for k, (copy, _) in read.items()}, results)
    return Verified(law, verification, tuple(sorted(problems)))


def load_text(law: str, source: Source, texts: Texts) -> tuple[CheckedText, OfficialText] | None:
    """The official text of a source and what identifies the copy; None if there is none.

    Raises TextError if a file is there and cannot be read.
    """
    paths = texts.paths(law, source)
    if not paths:
        return None
    digest, parts, formats = hashlib.sha256(), [], set()
    for path in paths:
        data = read_bounded(path)
        digest.update(data)
        parts.append(read_text(data))
        formats.add(getattr(reader_of(data), "id", ""))
    text = combine(parts)
    version = source.version.isoformat() if source.version else text.version
    names = source.text if paths[0].name in source.text else ()
    kind = "+".join(sorted(formats))
    return CheckedText(names, digest.hexdigest(), version, text.complete, kind), text


def read_bounded(path: Path) -> bytes:
    """The bytes of a text file of bearable size. Raises TextError otherwise."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_TEXT + 1)
    except OSError as error:
        raise TextError(f"{path.name}: {error.strerror or error}") from None
    if len(data) > MAX_TEXT:
        raise TextError(f"{path.name} is larger than {MAX_TEXT // 1_000_000} MB")
    return data


def citations(data: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Citation]]:
    """Every citation of a law file with its place, in the order of the file."""
    if isinstance(data, dict):
        if "source" in data and "at" in data:
            yield path, Citation(data["source"], data["at"], tuple(data.get("terms", ())))
            return
        for key, value in data.items():
            yield from citations(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from citations(value, (*path, index))


def _checked(
    cite: Citation, texts: Mapping[str, tuple[CheckedText, OfficialText]]
) -> CheckedCitation:
    if cite.source not in texts:
        return CheckedCitation("no_text")
    result = check(texts[cite.source][1], cite.at, cite.terms)
    return CheckedCitation(result.status, _hash(result), result.missing_terms, result.hint)


def _hash(result: CitationResult) -> str | None:
    if not result.provisions:
        return None
    words = "\n".join(provision.full_text() for provision in result.provisions)
    return hashlib.sha256(words.encode()).hexdigest()


def _problem(document: Document, path: KeyPath, cite: Citation, result: CheckedCitation) -> Problem:
    if result.status == "term_missing":
        missing = ", ".join(repr(term) for term in result.missing)
        message = f"{missing} not in {cite.at} of {cite.source!r}"
        return document.problem((*path, "terms"), "term-missing", message, result.hint)
    if result.status == "malformed":
        message = f"the pinpoint {cite.at!r} cannot be read"
        return document.problem((*path, "at"), "pinpoint", message, result.hint)
    message = f"{cite.at} does not exist in {cite.source!r}"
    return document.problem((*path, "at"), "not-found", message, result.hint)
