"""The corpus: all laws that were asked for, checked, with the digest of the data behind them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from ddcompare import __version__
from ddcompare.corpus.codebook import codebook_files, load_codebook
from ddcompare.corpus.datadir import laws_dir
from ddcompare.corpus.lawfile import read_law, trust_law
from ddcompare.corpus.verified import Verified
from ddcompare.corpus.yamlfile import read_bytes
from ddcompare.model.codebook import Codebook
from ddcompare.model.corpus import Corpus
from ddcompare.model.law import Law
from ddcompare.model.problem import LoadError, Problem


def law_files(folders: Iterable[Path] = ()) -> list[Path]:
    """The law files of the shipped folder and of further folders, by name within each.

    Raises LoadError for a folder that does not exist.
    """
    files = []
    for folder in (laws_dir(), *folders):
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
    coding = [(path, path.read_bytes()) for path in codebook_files()]
    for path, data in coding:
        _digest(digest, path, data)
    verified = Verified(data for _, data in coding)
    laws: dict[str, Law] = {}
    problems: list[Problem] = []
    for path in law_files(folders) if files is None else files:
        name = shown_name(path)
        try:
            data = read_bytes(path, name)
        except LoadError as error:
            problems += error.problems
            continue
        _digest(digest, path, data)
        known = (path.name, data) in verified
        law, found = trust_law(data, name, codebook) if known else read_law(data, name, codebook)
        faults = [problem for problem in found if problem.severity == "error"]
        problems += faults
        if law is not None:
            laws[law.id] = law
            if not known and not faults:
                verified.add(path.name, data)
    if problems:
        raise LoadError(problems)
    return Corpus(
        laws=MappingProxyType(dict(sorted(laws.items()))),
        codebook=codebook,
        version=__version__,
        digest=f"sha256:{digest.hexdigest()}",
    )


def _digest(digest: hashlib._Hash, path: Path, data: bytes) -> None:
    digest.update(f"{path.name} {len(data)}\n".encode())
    digest.update(data)


def check_files(
    files: Sequence[Path], codebook: Codebook, today: date | None
) -> tuple[dict[str, Law], list[Problem]]:
    """Read each file and gather every problem of all of them; laws are by the file's name."""
    laws: dict[str, Law] = {}
    problems: list[Problem] = []
    for path in files:
        name = shown_name(path)
        try:
            data = read_bytes(path, name)
        except LoadError as error:
            problems += error.problems
            continue
        law, found = read_law(data, name, codebook, today)
        problems += found
        if law is not None:
            laws[name] = law
    return laws, sorted(problems)
