"""The commands for contributors: validate, codebook, schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ddcompare.cli.options import (
    LawFolders,
    Output,
    day,
    format_of,
    format_option,
    known,
    usage_fault,
    write,
)

if TYPE_CHECKING:
    from ddcompare.model.codebook import Codebook, Indicator
    from ddcompare.model.law import Law
    from ddcompare.model.problem import Problem

FINDINGS = 1
PROBLEM_FORMATS = ("text", "json", "github")
CODEBOOK_FORMATS = ("table", "md", "json")


def validate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Law or standard files, or folders [all]."),
    ] = None,
    format: Annotated[str, format_option(PROBLEM_FORMATS, "text")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as findings.")] = False,
    output: Output = None,
) -> None:
    """Check law and standard files; every problem with line and column."""
    format_of(format, PROBLEM_FORMATS)
    from ddcompare.corpus.codebook import load_codebook
    from ddcompare.corpus.standards import check_standard_files, is_standard_file, standard_files
    from ddcompare.corpus.store import check_files, law_files

    given = files or [*law_files(), *standard_files()]
    paths = [path for one in given for path in _expand(one)]
    book = load_codebook()
    standards = [path for path in paths if is_standard_file(path)]
    laws, problems = check_files([p for p in paths if p not in standards], book, date.today())
    problems = sorted(problems + check_standard_files(standards, book, date.today())[1])
    write(_problems(problems, format), output)
    if format == "text":
        for name, law in laws.items():
            typer.echo(_distance(name, law, book), err=True, nl=False)
    serious = [problem for problem in problems if strict or problem.severity == "error"]
    if format == "text":
        typer.echo(_verdict(len(paths), problems), err=True)
    if serious:
        raise typer.Exit(FINDINGS)


def _distance(name: str, law: Law, book: Codebook) -> str:
    """How far an incomplete law is from a full one, as a line; nothing for a full one."""
    from ddcompare.model.derive import answer

    today = date.today()
    cells = [answer(law, indicator, today, book) for indicator in book.indicators.values()]
    done = sum(cell.state != "not_coded" for cell in cells)
    empty = [part for part in ("scope", "duties") if not getattr(law, part)]
    if done == len(cells) or not (empty or done < len(cells) / 2):
        return ""
    nothing = f"; nothing under {' and '.join(empty)} yet" if empty else ""
    return f"{name}: {done} of {len(cells)} cells coded{nothing}\n"


def _expand(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(path.glob("*.yaml"))
    if not found:
        usage_fault(f"no files (*.yaml) in {path}")
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
    blind: Annotated[
        bool, typer.Option("--blind", help="Without the laws at each level, for a second reader.")
    ] = False,
    format: Annotated[str, format_option(CODEBOOK_FORMATS)] = "table",
    output: Output = None,
    folders: LawFolders = None,
) -> None:
    """Explain questions, levels and words of the law file."""
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
        indicator = book.indicators[name]
        taken = {} if blind else _positions(indicator, folders)
        page = pages.indicator_page(indicator, taken)
    else:
        page = pages.vocabulary_page(name, book.terms[name])
    write_page(page, format, output)


def _positions(indicator: Indicator, folders: Sequence[Path] | None) -> Mapping[str, Sequence[str]]:
    from ddcompare.compare.usage import positions_taken
    from ddcompare.corpus.store import load_corpus

    return positions_taken(load_corpus(folders or ()), indicator, date.today())


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
    """Print the JSON Schema of law, standard or company files, or of an output."""
    from ddcompare.corpus.codebook import load_codebook
    from ddcompare.corpus.datadir import schemas_dir
    from ddcompare.corpus.schema import SCHEMAS
    from ddcompare.render.plain import dump

    shipped = {
        path.name.removesuffix(".schema.json"): path
        for path in sorted(schemas_dir().glob("*.schema.json"))
    }
    known("schema", [name], [*SCHEMAS, *(other for other in shipped if other not in SCHEMAS)])
    if name in SCHEMAS:
        return write(dump(SCHEMAS[name](load_codebook())), output)
    write(shipped[name].read_text("utf-8"), output)


def new(
    law: Annotated[str, typer.Argument(metavar="LAW_ID", help="Lower case, such as xx_example.")],
    title: Annotated[str, typer.Option("--title", help="The official title.")],
    jurisdiction: Annotated[str, typer.Option("--jurisdiction", help="GB, US-CA or EU.")],
    adopted: Annotated[str, typer.Option("--adopted", metavar="DATE", help="When it became law.")],
    url: Annotated[str, typer.Option("--url", help="Where the official text is published.")],
    short: Annotated[str | None, typer.Option("--short", help="At most 20 characters.")] = None,
    kind: Annotated[str, typer.Option("--kind", help="ddcompare codebook kind.")] = "statute",
    language: Annotated[str, typer.Option("--language", help="Of the text, ISO 639.")] = "en",
    folder: Annotated[
        Path, typer.Option("--folder", metavar="DIR", help="Where to write LAW_ID.yaml [laws].")
    ] = Path("laws"),
) -> None:
    """Begin a law file: every question, none answered."""
    import re

    from ddcompare.corpus.codebook import load_codebook
    from ddcompare.corpus.lawfile import read_law
    from ddcompare.render.annotations import problem_lines
    from ddcompare.render.scaffold import Stub, scaffold

    book = load_codebook()
    known("kind", [kind], book.terms["kind"])
    if re.fullmatch(r"[a-z][a-z0-9_]{0,59}", law) is None:
        usage_fault(f"{law!r} is not an id: lower-case letters, digits, underscores")
    target = folder / f"{law}.yaml"
    if target.exists():
        usage_fault(f"{target} exists already and is not overwritten")
    stub = Stub(
        law, title, short or law.replace("_", " ").upper()[:20], jurisdiction, kind, language, url,
        day(adopted, "--adopted"), date.today(),
    )  # fmt: skip
    text = scaffold(stub, book)
    _, problems = read_law(text.encode(), target.name, book)
    if problems:
        usage_fault(f"the file would not be valid:\n{problem_lines(problems)}")
    write(text, target)
    typer.echo(f"{target} written. Next: ddcompare validate {target}")


COMMANDS = (validate, new, codebook, schema)
