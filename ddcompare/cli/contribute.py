"""The commands for contributors: validate, codebook, schema."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ddcompare.cli.options import (
    LawFolders,
    Output,
    format_of,
    format_option,
    known,
    usage_fault,
    write,
)

if TYPE_CHECKING:
    from ddcompare.model.problem import Problem

FINDINGS = 1
PROBLEM_FORMATS = ("text", "json", "github")
CODEBOOK_FORMATS = ("table", "md", "json")


def validate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Law files or folders [all laws]."),
    ] = None,
    format: Annotated[str, format_option(PROBLEM_FORMATS, "text")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as findings.")] = False,
    output: Output = None,
) -> None:
    """Check law files; every problem of every file, with file, line and column."""
    format_of(format, PROBLEM_FORMATS)
    from ddcompare.corpus.codebook import load_codebook
    from ddcompare.corpus.store import check_files, law_files

    paths = [path for given in files or law_files() for path in _expand(given)]
    _, problems = check_files(paths, load_codebook(), date.today())
    write(_problems(problems, format), output)
    serious = [problem for problem in problems if strict or problem.severity == "error"]
    if format == "text":
        typer.echo(_verdict(len(paths), problems), err=True)
    if serious:
        raise typer.Exit(FINDINGS)


def _expand(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(path.glob("*.yaml"))
    if not found:
        usage_fault(f"no law files (*.yaml) in {path}")
    return found


def _problems(problems: Sequence[Problem], format: str) -> str:
    if format == "json":
        from ddcompare.render.plain import dump, plain_problems

        return dump(plain_problems(problems))
    from ddcompare.render.annotations import github_annotations, problem_lines

    return github_annotations(problems) if format == "github" else problem_lines(problems)


def _verdict(files: int, problems: Sequence[Problem]) -> str:
    counted = f"{files} file{'s' if files != 1 else ''} checked"
    if not problems:
        return f"{counted}: no problems"
    errors = sum(problem.severity == "error" for problem in problems)
    return f"{counted}: {errors} error(s), {len(problems) - errors} warning(s)"


def codebook(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="An indicator, dimension or vocabulary.")
    ] = None,
    facts: Annotated[bool, typer.Option("--facts", help="The facts of the company file.")] = False,
    format: Annotated[str, format_option(CODEBOOK_FORMATS)] = "table",
    output: Output = None,
    folders: LawFolders = None,
) -> None:
    """Explain the questions, their levels and every word of the law file."""
    format_of(format, CODEBOOK_FORMATS)
    from ddcompare.cli.pages import write_page
    from ddcompare.corpus.codebook import load_codebook
    from ddcompare.render.pages import codebook as pages

    book = load_codebook()
    if name is not None:
        known(
            "indicator, dimension or vocabulary",
            [name],
            [*book.by_dimension, *book.indicators, *book.terms],
        )
    if format == "json":
        return write(_codebook_json(name), output)
    if facts:
        from ddcompare.compare.usage import facts_used
        from ddcompare.corpus.store import load_corpus

        page = pages.facts_page(book, facts_used(load_corpus(folders or ())))
    elif name is None:
        page = pages.codebook_page(book)
    elif name in book.by_dimension:
        page = pages.dimension_page(book.by_dimension[name])
    elif name in book.indicators:
        from ddcompare.compare.usage import positions_taken
        from ddcompare.corpus.store import load_corpus

        indicator = book.indicators[name]
        taken = positions_taken(load_corpus(folders or ()), indicator, date.today())
        page = pages.indicator_page(indicator, taken)
    else:
        page = pages.vocabulary_page(name, book.terms[name])
    write_page(page, format, output)


def _codebook_json(name: str | None) -> str:
    from ddcompare.corpus.codebook import load_codebook
    from ddcompare.render.plain import dump, plain_codebook

    book = load_codebook()
    chosen = [
        indicator
        for indicator in book.indicators.values()
        if name is None or name in (indicator.id, indicator.dimension)
    ]
    if not chosen:
        usage_fault(f"--format json shows indicators; {name!r} is a vocabulary")
    return dump(plain_codebook(chosen, book.version))


def schema(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Which schema [law].")] = "law",
    output: Output = None,
) -> None:
    """Print the JSON Schema of law files or of an output."""
    from ddcompare.corpus.codebook import load_codebook
    from ddcompare.corpus.datadir import schemas_dir
    from ddcompare.corpus.schema import law_schema
    from ddcompare.render.plain import dump

    shipped = {
        path.name.removesuffix(".schema.json"): path
        for path in sorted(schemas_dir().glob("*.schema.json"))
    }
    known("schema", [name], ["law", *(other for other in shipped if other != "law")])
    if name == "law":
        return write(dump(law_schema(load_codebook())), output)
    write(shipped[name].read_text("utf-8"), output)


COMMANDS = (validate, codebook, schema)
