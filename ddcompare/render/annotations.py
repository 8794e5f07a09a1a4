"""Problems as lines of text, and as GitHub workflow annotations."""

from __future__ import annotations

from collections.abc import Sequence

from ddcompare.model.problem import Problem


def problem_lines(problems: Sequence[Problem]) -> str:
    """One line a problem, as the contracts lay down."""
    return "".join(f"{_printable(str(problem))}\n" for problem in problems)


def _printable(text: str) -> str:
    """A line that cannot move the cursor, start a new line or colour the terminal."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def github_annotations(problems: Sequence[Problem]) -> str:
    """Workflow commands ``::error file=...``, with the escapes GitHub asks for."""
    lines = []
    for problem in problems:
        hint = f"; {problem.hint}" if problem.hint else ""
        place = f"file={_property(problem.file)},line={problem.line},col={problem.column}"
        title = _property(problem.code)
        message = _message(f"{problem.message}{hint}")
        lines.append(f"::{problem.severity} {place},title={title}::{message}\n")
    return "".join(lines)


def _message(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return _printable(escaped)


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
