"""The command check: which laws bind a company, why, and what is due when."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ddcompare.cli.options import (
    AsOf,
    LawFolders,
    Output,
    day,
    format_of,
    format_option,
    known,
    usage_fault,
    write,
    write_bytes,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ddcompare.comply.records import Check
    from ddcompare.model.codebook import Codebook
    from ddcompare.model.company import Company
    from ddcompare.model.corpus import Corpus
    from ddcompare.render.pages.check_changes import Comparison

FAULTY_DATA = 3
CHECK_FORMATS = ("table", "json", "md", "html", "xlsx")
PROGRESS_FROM = 50
"""A bar shows the progress of checks of more entities than this."""
MOST_YEARS = 10
"""How many years ahead due dates are computed."""


def check(
    file: Annotated[
        Path | None, typer.Argument(metavar="[COMPANY]", help="A company file [interview].")
    ] = None,
    law: Annotated[
        list[str] | None,
        typer.Option("--law", metavar="LAW", help="Only this law; repeatable [all]."),
    ] = None,
    entity: Annotated[
        list[str] | None,
        typer.Option("--entity", metavar="ID", help="Only this entity; repeatable [all]."),
    ] = None,
    as_of: AsOf = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="Last day of due dates [in twelve months]."),
    ] = None,
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask for what is missing, and save it.")
    ] = False,
    trace: Annotated[
        bool, typer.Option("--trace", help="Show every limb of every rule with its result.")
    ] = False,
    overview: Annotated[
        bool, typer.Option("--overview", help="Only which laws apply, and the due dates.")
    ] = False,
    compare_as_of: Annotated[
        str | None,
        typer.Option("--compare-as-of", metavar="DATE", help="What changes between two days."),
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FACT=VALUE",
            help="What if: employees.DE=999, or ENTITY:FACT=VALUE; repeatable.",
        ),
    ] = None,
    calendar: Annotated[
        Path | None,
        typer.Option("--calendar", metavar="FILE.ics", help="Write the due dates as a calendar."),
    ] = None,
    format: Annotated[str, format_option(CHECK_FORMATS)] = "table",
    output: Output = None,
    folders: LawFolders = None,
) -> None:  # fmt: skip
    """Which laws bind a company, why, what is missing, what is due when."""
    format_of(format, CHECK_FORMATS)
    _libraries(format, output)
    typed, other = day(as_of), day(compare_as_of, "--compare-as-of")
    if trace and overview:
        usage_fault("--overview leaves out what --trace shows; give one of them")
    detail = "trace" if trace else "overview" if overview else "reasons"
    if file is None or ask:
        from ddcompare.cli.interview import need_terminal

        need_terminal()
    from ddcompare.corpus.store import load_corpus

    corpus = load_corpus(folders or ())
    laws = known("law", law or [], corpus.laws)
    given = _company(file, corpus.codebook) if file else None
    when = typed if as_of else (given and given.as_of) or typed
    window = (when, _last_day(until, when))
    names = known("entity", entity or [], given.by_id) if given else []
    company = _asked(corpus, when, given, laws, names, file) if ask or not given else given
    if company is None:
        return
    entities = known("entity", entity or [], company.by_id)
    changed = _with_facts(company, what_if or [], entities, corpus.codebook)

    def checked(company: Company, when: date, window: tuple[date, date] | None = None) -> Check:
        return _checked(company, corpus, when, laws, entities, window)

    found = checked(changed, when, window)
    comparisons: list[Comparison] = []
    if what_if:
        comparisons.append(_compared("set", what_if, checked(company, when), found))
    if compare_as_of:
        first, second = sorted((checked(changed, other), found), key=lambda check: check.as_of)
        days = [str(first.as_of), str(second.as_of)]
        comparisons.append(_compared("as_of", days, first, second))
    _write(found, comparisons, corpus.codebook, format, output, detail)
    if calendar:
        from ddcompare.render.calendar import check_calendar

        write_bytes(check_calendar(found), calendar, "--calendar")


def _libraries(format: str, output: Path | None) -> None:
    if format != "xlsx":
        return
    if output is None:
        usage_fault("a workbook is no text: add --output FILE.xlsx")
    import importlib.util

    if importlib.util.find_spec("xlsxwriter") is None:
        usage_fault("--format xlsx needs a library: pip install 'ddcompare[documents]'")


def _company(file: Path, codebook: Codebook) -> Company:
    """The company of a file; its doubts, or all its faults with exit code 3, go to stderr."""
    from ddcompare.corpus.companyfile import read_company
    from ddcompare.corpus.store import shown_name
    from ddcompare.corpus.yamlfile import read_bytes
    from ddcompare.model.problem import LoadError
    from ddcompare.render.annotations import problem_lines

    if file.is_dir() or not file.exists():
        usage_fault(f"{file} {'is a folder' if file.is_dir() else 'does not exist'}; "
                    "name a company file")  # fmt: skip
    try:
        company, problems = read_company(read_bytes(file, str(file)), shown_name(file), codebook)
    except LoadError as error:
        company, problems = None, list(error.problems)
    typer.echo(problem_lines(problems), nl=False, err=True)
    if company is None:
        errors = sum(problem.severity == "error" for problem in problems)
        typer.echo(f"\nddcompare: {file} has {errors} error(s) and cannot be checked.", err=True)
        raise typer.Exit(FAULTY_DATA)
    return company


def _asked(
    corpus: Corpus,
    when: date,
    start: Company | None,
    laws: Sequence[str],
    entities: Sequence[str],
    file: Path | None,
) -> Company | None:
    """The company after an interview; None where the user left it."""
    from ddcompare.cli.interview import FILE, interview
    from ddcompare.corpus.rates import ecb_rates

    return interview(corpus, when, ecb_rates(), start, laws, entities=entities, file=file or FILE)


def _last_day(until: str | None, first: date) -> date:
    """The end of the window of due dates: twelve months unless another day was typed."""
    from ddcompare.comply.check import last_of_twelve_months

    if until is None:
        return last_of_twelve_months(first)
    last = day(until, "--until")
    furthest = min(first.year + MOST_YEARS, date.max.year)
    if not first <= last or last.year > furthest:
        usage_fault(f"--until: {last} is not a day from {first} to {furthest}-12-31")
    return last


def _with_facts(
    company: Company, changes: Sequence[str], entities: Sequence[str], codebook: Codebook
) -> Company:
    """The company with the facts of --set changed."""
    from ddcompare.corpus.companyfile import with_fact
    from ddcompare.corpus.values import FaultyValueError

    whom = entities[0] if len(entities) == 1 else None
    for change in changes:
        name, equals, value = change.partition("=")
        if not (name and equals):
            usage_fault(f"--set: {change!r} is not FACT=VALUE, such as employees.DE=999")
        try:
            company = with_fact(company, name, value, codebook, entity=whom)
        except FaultyValueError as error:
            usage_fault(f"--set: {error}" + (f"; {error.hint}" if error.hint else ""))
    return company


def _checked(
    company: Company,
    corpus: Corpus,
    when: date,
    laws: Sequence[str],
    entities: Sequence[str],
    window: tuple[date, date] | None,
) -> Check:
    from ddcompare.comply.check import check
    from ddcompare.corpus.rates import ecb_rates

    with _progress(len(entities or company.entities)) as progress:
        return check(company, corpus, when, ecb_rates(), laws, entities, window, progress)


def _compared(kind: str, of: Sequence[str], before: Check, after: Check) -> Comparison:
    from ddcompare.comply.whatif import compare_checks
    from ddcompare.render.pages.check_changes import Comparison

    return Comparison(kind, tuple(of), compare_checks(before, after))


@contextmanager
def _progress(entities: int) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error, for long checks on a terminal only."""
    if entities <= PROGRESS_FROM or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("entities", total=entities)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _write(
    found: Check,
    comparisons: Sequence[Comparison],
    codebook: Codebook,
    format: str,
    output: Path | None,
    detail: str,
) -> None:
    if format == "json":
        from ddcompare.render.plain import dump
        from ddcompare.render.plain_check import plain_check

        return write(dump(plain_check(found, codebook, comparisons)), output)
    if format == "xlsx":
        from ddcompare.render.workbook_check import TooManyRowsError, check_workbook

        assert output is not None
        try:
            return write_bytes(check_workbook(found, codebook), output)
        except TooManyRowsError as error:
            usage_fault(str(error))
    from ddcompare.render.pages.check import check_page

    page = check_page(found, codebook, comparisons, detail, brief=format == "table")
    if format == "html":
        from ddcompare.render.document_html import to_html

        return write(to_html(page), output)
    from ddcompare.cli.pages import write_page

    write_page(page, format, output)


COMMANDS = (check,)
