"""The standards that laws are measured by: the shipped ones, and those of further folders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from ddcompare.corpus.datadir import standards_dir
from ddcompare.corpus.standardfile import read_standard
from ddcompare.corpus.store import files_in, read_each
from ddcompare.corpus.yamlfile import read_bytes
from ddcompare.model.codebook import Codebook
from ddcompare.model.problem import LoadError, Problem
from ddcompare.model.standard import Standard


def standard_files(folders: Iterable[Path] = ()) -> list[Path]:
    """The standard files of the shipped folder and of further folders, by name within each.

    Raises LoadError for a folder that does not exist.
    """
    return files_in((standards_dir(), *folders))


def load_standards(codebook: Codebook, folders: Sequence[Path] = ()) -> Mapping[str, Standard]:
    """The shipped standards and those of further folders, checked, sorted by id.

    A standard in a later folder replaces one of the same id. Raises LoadError with every problem
    when a file has errors.
    """
    found, problems = check_standard_files(standard_files(folders), codebook, None)
    faults = [problem for problem in problems if problem.severity == "error"]
    if faults:
        raise LoadError(faults)
    standards = {standard.id: standard for standard in found.values()}
    return MappingProxyType(dict(sorted(standards.items())))


def is_standard_file(path: Path) -> bool:
    """Whether a file has expectations at its top level; False too for what cannot be read."""
    try:
        return _EXPECTATIONS.search(read_bytes(path, path.name)) is not None
    except LoadError:
        return False


_EXPECTATIONS = re.compile(rb"^expectations\s*:", re.MULTILINE)


def check_standard_files(
    paths: Sequence[Path], codebook: Codebook, today: date | None
) -> tuple[dict[str, Standard], list[Problem]]:
    """Read each file and gather every problem of all of them; standards are by the file's name."""
    return read_each(paths, lambda data, name: read_standard(data, name, codebook, today))
