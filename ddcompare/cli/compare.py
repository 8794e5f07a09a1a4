"""The commands that compare: matrix, show, list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ddcompare.cli.options import (
    AsOf,
    Dimensions,
    LawFolders,
    LawIds,
    Output,
    Template,
    day,
    format_of,
    format_option,
    known,
    usage_fault,
    write,
    write_bytes,
)
from ddcompare.cli.pages import fit_to_write, write_page

if TYPE_CHECKING:
    from pathlib import Path

    from ddcompare.model.codebook import Codebook
    from ddcompare.model.corpus import Corpus

MATRIX_FORMATS = ("table", "json", "md", "csv", "html", "docx", "xlsx")
SHOW_FORMATS = ("table", "md", "json", "html", "docx")
PAGE_FORMATS = ("table", "md", "json")


def matrix(
    laws: LawIds = None,
    as_of: AsOf = None,
    dimension: Dimensions = None,
    cells: Annotated[
        bool, typer.Option("--cells", help="Show every cell with its citation.")
    ] = False,
    group: Annotated[
        str | None, typer.Option("--group", metavar="BY", help="jurisdiction or duty.")
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option("--state", metavar="STATE", help="Only laws in this state; repeatable."),
    ] = None,
    jurisdiction: Annotated[
        list[str] | None,
        typer.Option("--jurisdiction", metavar="CODE", help="Only GB, EU, US ...; repeatable."),
    ] = None,
    duty_model: Annotated[
        list[str] | None,
        typer.Option("--duty-model", metavar="KIND", help="Only this kind of duty; repeatable."),
    ] = None,
    format: Annotated[str, format_option(MATRIX_FORMATS)] = "table",
    output: Output = None,
    template: Template = None,
    folders: LawFolders = None,
) -> None:
    """Laws against questions: a profile, or cells with citations."""
    format_of(format, MATRIX_FORMATS)
    fit_to_write(format, output, template)
    when = day(as_of)
    from ddcompare.compare.matrix import matrix as compare
    from ddcompare.compare.selection import DUTY_MODEL, GROUPS, Filters, select
    from ddcompare.corpus.store import load_corpus

    corpus = load_corpus(folders or ())
    chosen = known("law", laws or [], corpus.laws)
    dimensions = known("dimension", dimension or [], corpus.codebook.by_dimension)
    book = corpus.codebook
    filters = Filters(
        known("state", state or [], book.indicators["status.application_state"].by_id),
        known("jurisdiction", jurisdiction or [], _jurisdictions(corpus)),
        known("duty model", duty_model or [], book.indicators[DUTY_MODEL].by_id),
    )
    known("group", [group] if group else [], GROUPS)
    picked = select(corpus, chosen, filters, when)
    if not picked:
        usage_fault("no law passes these filters; leave one out, or see: ddcompare list")
    found = compare(corpus, when, picked, dimensions, group)
    if format == "json":
        from ddcompare.render.plain import dump, plain_matrix

        return write(dump(plain_matrix(found)), output)
    if format == "csv":
        from ddcompare.render.table_csv import matrix_csv

        return write(matrix_csv(found), output)
    if format == "html":
        from ddcompare.render.html import matrix_html

        return write(matrix_html(found, corpus.codebook), output)
    if format == "xlsx" and output is not None:
        from ddcompare.render.workbook_matrix import matrix_workbook

        return write_bytes(matrix_workbook(found, corpus.codebook), output)
    if format == "docx":
        from ddcompare.render.pages.matrix_report import matrix_report

        return write_page(matrix_report(found, corpus.codebook), format, output, template=template)
    from ddcompare.compare.profile import profile
    from ddcompare.render.pages.cells import cells_page
    from ddcompare.render.pages.profile import profile_page
    from ddcompare.render.terminal import unicode_output

    if cells or dimensions:
        page = cells_page(found, corpus.codebook)
    else:
        unicode = format == "md" or output is not None or unicode_output()
        page = profile_page(found, profile(found), corpus.codebook, unicode=unicode)
        if format == "md":
            page += cells_page(found, corpus.codebook)[1:]
    write_page(page, format, output)


def _jurisdictions(corpus: Corpus) -> list[str]:
    codes = {law.jurisdiction for law in corpus.laws.values()}
    return sorted(codes | {code.partition("-")[0] for code in codes})


def show(
    law: Annotated[str, typer.Argument(metavar="LAW", help="A law id.")],
    as_of: AsOf = None,
    format: Annotated[str, format_option(SHOW_FORMATS)] = "table",
    output: Output = None,
    template: Template = None,
    folders: LawFolders = None,
) -> None:
    """One law on one page: who is bound, what is due, sources."""
    format_of(format, SHOW_FORMATS)
    fit_to_write(format, output, template)
    when = day(as_of)
    from ddcompare.compare.matrix import matrix as compare
    from ddcompare.compare.overview import overview
    from ddcompare.corpus.store import load_corpus

    corpus = load_corpus(folders or ())
    (chosen,) = known("law", [law], corpus.laws)
    found = compare(corpus, when, [chosen])
    view = overview(corpus, corpus.laws[chosen], when)
    if format == "json":
        from ddcompare.render.plain import dump
        from ddcompare.render.plain_law import plain_law

        return write(dump(plain_law(view, found)), output)
    from ddcompare.render.pages.law import law_page

    write_page(law_page(view, found, corpus.codebook), format, output, template=template)


def list_(
    as_of: AsOf = None,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="How far a second coder agreed with the first.")
    ] = False,
    format: Annotated[str, format_option(PAGE_FORMATS)] = "table",
    output: Output = None,
    folders: LawFolders = None,
) -> None:
    """All laws: state on the day, coverage, confidence, checks."""
    format_of(format, PAGE_FORMATS)
    when = day(as_of)
    from ddcompare.compare.overview import overview
    from ddcompare.corpus.store import load_corpus

    corpus = load_corpus(folders or ())
    if agreement:
        return _agreement(corpus.codebook, format, output)
    views = [overview(corpus, law, when) for law in corpus.laws.values()]
    if format == "json":
        from ddcompare.render.plain import dump, plain_list

        return write(dump(plain_list(views, when)), output)
    from ddcompare.render.pages.listing import list_page

    write_page(list_page(views, when, corpus.codebook), format, output)


list_.__name__ = "list"


def _agreement(codebook: Codebook, format: str, output: Path | None) -> None:
    import importlib.util

    if importlib.util.find_spec("krippendorff") is None:
        usage_fault("--agreement needs a library: pip install 'ddcompare[agreement]'")
    if format == "json":
        usage_fault("--agreement has no JSON; use table or md")
    from ddcompare.compare.agreement import agreement
    from ddcompare.corpus.readings import load_readings
    from ddcompare.render.pages.agreement import agreement_page

    readings = load_readings(codebook)
    figures = agreement([cell for reading in readings for cell in reading.cells], codebook)
    write_page(agreement_page(readings, figures, codebook), format, output)


COMMANDS = (matrix, show, list_)
