"""The corpus: all laws that were asked for, checked, with the digest of the data behind them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from ddcompare import __version__
from ddcompare.corpus.cache import Cache
from ddcompare.corpus.codebook import codebook_files, load_codebook
from ddcompare.corpus.datadir import laws_dir
from ddcompare.corpus.lawfile import build_law, check_document, read_law
from ddcompare.corpus.verification_file import load_verification
from ddcompare.corpus.yamlfile import Document, parse_yaml, read_bytes, read_yaml
from ddcompare.model.codebook import Codebook
from ddcompare.model.corpus import Corpus
from ddcompare.model.law import Law
from ddcompare.model.problem import LoadError, Problem

T = TypeVar("T")


def law_files(folders: Iterable[Path] = ()) -> list[Path]:
    """The law files of the shipped folder and of further folders, by name within each.

    Raises LoadError for a folder that does not exist.
    """
    return files_in((laws_dir(), *folders))


def files_in(folders: Iterable[Path]) -> list[Path]:
    """The YAML files of folders, by name within each; raises LoadError if one does not exist."""
    files = []
    for folder in folders:
        if not folder.is_dir():
            why = "is not a folder" if folder.exists() else "does not exist"
            raise LoadError(
                [Problem(str(folder), 1, 1, "error", "unreadable", f"the folder {why}")]
            )
        files += sorted(folder.glob("*.yaml"))
    return files


def shown_name(path: Path) -> str:
    """How messages call a file: relative to the working folder where it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def load_corpus(folders: Sequence[Path] = (), files: Sequence[Path] | None = None) -> Corpus:
    """Load and check the shipped laws, and those of further folders.

    ``files`` replaces the search by a list of files. A law in a later folder replaces one of the
    same id. Raises LoadError with every problem when a file has errors.
    """
    codebook = load_codebook()
    digest = hashlib.sha256()
    for stem, data in codebook_files().items():
        _digest(digest, f"{stem}.yaml", data)
    cache = Cache(digest.digest())
    laws: dict[str, Law] = {}
    problems: list[Problem] = []
    for path in law_files(folders) if files is None else files:
        name = shown_name(path)
        try:
            data = read_bytes(path, name)
            document = None if (plain := cache.get(path.name, data)) else parse_yaml(data, name)
        except LoadError as error:
            problems += error.problems
            continue
        _digest(digest, path.name, data)
        if document is None:
            law = build_law(Document(name, plain, None), codebook)
            laws[law.id] = law
            continue
        found, doubts = check_document(document, codebook)
        faults = [problem for problem in doubts if problem.severity == "error"]
        problems += faults
        if found is not None and not faults:
            laws[found.id] = found
            cache.put(path.name, data, document.data)
    if problems:
        raise LoadError(problems)
    return Corpus(
        laws=MappingProxyType(dict(sorted(laws.items()))),
        codebook=codebook,
        version=__version__,
        digest=f"sha256:{digest.hexdigest()}",
        verification=MappingProxyType(
            {law: record for law in laws if (record := load_verification(law)) is not None}
        ),
    )


def read_documents(folders: Sequence[Path] = ()) -> dict[str, Document]:
    """The law files with their positions, by law id; a later folder wins, as in load_corpus."""
    documents = (read_yaml(path, shown_name(path)) for path in law_files(folders))
    return {document.data["id"]: document for document in documents}


def _digest(digest: hashlib._Hash, name: str, data: bytes) -> None:
    digest.update(os.fsencode(name) + f" {len(data)}\n".encode())
    digest.update(data)


def check_files(
    files: Sequence[Path], codebook: Codebook, today: date | None
) -> tuple[dict[str, Law], list[Problem]]:
    """Read each file and gather every problem of all of them; laws are by the file's name."""
    return read_each(files, lambda data, name: read_law(data, name, codebook, today))


def read_each(
    files: Sequence[Path], read: Callable[[bytes, str], tuple[T | None, list[Problem]]]
) -> tuple[dict[str, T], list[Problem]]:
    """What ``read`` makes of each file, by the file's name, and every problem of all of them."""
    found: dict[str, T] = {}
    problems: list[Problem] = []
    for path in files:
        name = shown_name(path)
        try:
            made, faults = read(read_bytes(path, name), name)
        except LoadError as error:
            problems += error.problems
            continue
        problems += faults
        if made is not None:
            found[name] = made
    return found, sorted(problems)
