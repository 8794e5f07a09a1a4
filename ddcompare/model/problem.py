"""A finding about a file: where, what, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault or doubt, with its place (line and column count from 1)."""

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.severity}[{self.code}]: {self.message}{hint}"


class LoadError(Exception):
    """Data that cannot be loaded, with every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint that names the closest known word, if one is close; None otherwise."""
    import difflib

    near = difflib.get_close_matches(word[:80], list(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else None
