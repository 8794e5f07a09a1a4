"""The command gaps: laws against a standard, or against a law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ddcompare.cli.options import (
    AsOf,
    Dimensions,
    LawFolders,
    LawIds,
    Output,
    StandardFolders,
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
    from collections.abc import Sequence
    from pathlib import Path

    from ddcompare.compare.gaps_table import GapTable, Report
    from ddcompare.model.codebook import Codebook

FINDINGS = 1
GAPS_FORMATS = ("table", "json", "md", "html", "docx", "xlsx")


def gaps(
    laws: LawIds = None,
    against: Annotated[
        str | None, typer.Option("--against", "-a", metavar="ID", help="A standard or a law.")
    ] = None,
    as_of: AsOf = None,
    dimension: Dimensions = None,
    grade: Annotated[
        list[str] | None,
        typer.Option("--grade", metavar="GRADE", help="Show only this grade; repeatable."),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option("--fail-on", metavar="GRADE", help="Exit 1 if any has it; repeatable."),
    ] = None,
    format: Annotated[str, format_option(GAPS_FORMATS)] = "table",
    output: Output = None,
    template: Template = None,
    folders: LawFolders = None,
    standards: StandardFolders = None,
) -> None:
    """What a law lacks against a standard or another law."""
    format_of(format, GAPS_FORMATS)
    fit_to_write(format, output, template)
    when = day(as_of)
    from ddcompare.compare.gaps_laws import RELATIONS
    from ddcompare.compare.gaps_table import gap_table, of_grades
    from ddcompare.compare.grading import GRADES
    from ddcompare.corpus.standards import load_standards
    from ddcompare.corpus.store import load_corpus
    from ddcompare.model.derive import is_present
    from ddcompare.render.pages.standing import not_law

    corpus = load_corpus(folders or ())
    measures = load_standards(corpus.codebook, standards or ())
    if against is None:
        usage_fault(
            f"--against is missing: give a standard ({', '.join(measures)}) or the id of a law"
        )
    known("standard or law", [against], [*measures, *corpus.laws])
    chosen = known("law", laws or [], corpus.laws)
    dimensions = known("dimension", dimension or [], corpus.codebook.by_dimension)
    names = GRADES if against in measures else RELATIONS
    shown = known("grade", grade or [], names)
    failing = known("grade", fail_on or [], names)
    other = measures.get(against) or corpus.laws[against]
    if against not in measures and not is_present(corpus.laws[against], when, corpus.codebook):
        usage_fault(not_law(corpus.laws[against], when))
    if chosen == [against]:
        usage_fault(f"{against} cannot be held against itself; name another law")
    table = gap_table(corpus, chosen, other, when, dimensions)
    if not table.reports:
        usage_fault("; ".join(not_law(law, when) for law in table.absent) or "no law to compare")
    if not any(sum(report.summary.values()) for report in table.reports):
        usage_fault(f"{against} asks nothing of: {', '.join(dimensions) or 'the codebook'}")
    report: Report | GapTable = table
    if len(chosen) == 1:
        report = of_grades(table.reports[0], shown) if shown else table.reports[0]
    elif shown:
        usage_fault("--grade shows a part of one report; name one law")
    _write(report, corpus.codebook, format, output, template)
    _fail(table, failing)


def _write(
    report: Report | GapTable,
    codebook: Codebook,
    format: str,
    output: Path | None,
    template: Path | None,
) -> None:
    if format == "json":
        from ddcompare.render.plain import dump
        from ddcompare.render.plain_gaps import plain_report

        return write(dump(plain_report(report)), output)
    if format == "xlsx" and output is not None:
        from ddcompare.render.workbook_gaps import gaps_workbook

        return write_bytes(gaps_workbook(report, codebook), output)
    from ddcompare.render.pages.gaps import gaps_page
    from ddcompare.render.terminal import unicode_output

    unicode = format != "table" or output is not None or unicode_output()
    write_page(gaps_page(report, codebook, unicode=unicode), format, output, template=template)


def _fail(table: GapTable, failing: Sequence[str]) -> None:
    """Exit code 1 if any report has an item of a grade that must not be."""
    found = [(g, sum(report.summary[g] for report in table.reports)) for g in failing]
    told = [f"{count} {grade}" for grade, count in found if count]
    if told:
        typer.echo(f"ddcompare: {', '.join(told)} (--fail-on)", err=True)
        raise typer.Exit(FINDINGS)


COMMANDS = (gaps,)
