"""The options that commands share, and the faults of usage they can lead to."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ddcompare.model.problem import did_you_mean
from ddcompare.model.quantities import parse_date


def usage_fault(message: str) -> NoReturn:
    """Stop with exit code 2 and one sentence on standard error."""
    typer.echo(f"ddcompare: {message}", err=True)
    raise typer.Exit(2)


def day(text: str | None, option: str = "--as-of") -> date:
    """The date that was typed; today if none was."""
    if text is None:
        return date.today()
    try:
        return parse_date(text)
    except ValueError as error:
        usage_fault(f"{option}: {error}")


def known(what: str, words: Sequence[str], known_words: Iterable[str]) -> list[str]:
    """The words without repeats; stops with "did you mean" at the ones that do not exist."""
    choices = list(known_words)
    for word in words:
        if word not in choices:
            hint = did_you_mean(word, choices) or f"there are: {', '.join(choices[:40]) or 'none'}"
            usage_fault(f"no {what} {word!r}; {hint}")
    return list(dict.fromkeys(words))


def format_of(chosen: str, formats: Sequence[str]) -> str:
    """The format that was typed, if the command has it."""
    return known("format", [chosen], formats)[0]


def write(text: str, output: Path | None) -> None:
    """Print a result, or write it to a file whole or not at all."""
    if output is None:
        sys.stdout.write(text)
    else:
        write_bytes(text.encode("utf-8"), output)


def write_bytes(data: bytes, output: Path, option: str = "--output") -> None:
    """Write a file whole or not at all; ``option`` is named in a fault."""
    folder = output.parent
    if output.is_dir() or not folder.is_dir():
        what = "is a folder" if output.is_dir() else f"cannot be written: no folder {folder}"
        usage_fault(f"{option}: {output} {what}")
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".ddcompare-", delete=False) as file:
            file.write(data)
        temporary = Path(file.name)
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(output)
    except OSError as error:
        usage_fault(f"{option}: cannot write {output}: {error.strerror or error}")


AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The day to answer for, YYYY-MM-DD [today]."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")
]
LawFolders = Annotated[
    list[Path] | None,
    typer.Option(
        "--laws",
        metavar="DIR",
        help="A folder of own law files beside the shipped ones; repeatable.",
    ),
]
StandardFolders = Annotated[
    list[Path] | None,
    typer.Option("--standards", metavar="DIR", help="A folder of own standards; repeatable."),
]
Template = Annotated[
    Path | None,
    typer.Option("--template", metavar="FILE", help="For docx: your own, with {{ body }} in it."),
]
LawIds = Annotated[list[str] | None, typer.Argument(metavar="[LAW]...", help="Law ids [all].")]
Dimensions = Annotated[
    list[str] | None,
    typer.Option("--dimension", "-d", metavar="NAME", help="Only this dimension; repeatable."),
]


def format_option(formats: Sequence[str], default: str = "table") -> typer.models.OptionInfo:
    """The option --format with the formats of a command."""
    option: typer.models.OptionInfo = typer.Option(
        "--format", "-f", metavar="NAME", help=f"{', '.join(formats)} [{default}]."
    )
    return option
