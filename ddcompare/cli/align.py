"""The commands on a field of laws: align, changes, timeline."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

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
)
from ddcompare.cli.pages import fit_to_write, write_page

FORMATS = ("table", "md", "json", "html", "docx")
DOCUMENTS = ("html", "docx")
Beside = Annotated[
    bool, typer.Option("--all", help="Also guidance, practice, reviews and other dates.")
]


def align(
    laws: LawIds = None,
    as_of: AsOf = None,
    dimension: Dimensions = None,
    silence: Annotated[
        str | None,
        typer.Option(
            "--silence", metavar="A|B", help="A: as the lowest level; B: left out [both]."
        ),
    ] = None,
    cells: Annotated[
        bool, typer.Option("--cells", help="Add every pair and the positions on every question.")
    ] = False,
    format: Annotated[str, format_option(FORMATS)] = "table",
    output: Output = None,
    template: Template = None,
    folders: LawFolders = None,
) -> None:
    """How alike laws are, in families and pair by pair."""
    import importlib.util

    format_of(format, FORMATS)
    fit_to_write(format, output, template)
    when = day(as_of)
    if importlib.util.find_spec("scipy") is None:
        usage_fault("align needs two libraries: pip install 'ddcompare[align]'")
    from ddcompare.compare.align import SILENCE
    from ddcompare.compare.align import align as compare
    from ddcompare.compare.convergence import convergence
    from ddcompare.compare.matrix import matrix
    from ddcompare.corpus.store import load_corpus

    treatments = known("treatment of silence", [silence] if silence else list(SILENCE), SILENCE)
    corpus = load_corpus(folders or ())
    chosen = known("law", laws or [], corpus.laws)
    dimensions = known("dimension", dimension or [], corpus.codebook.by_dimension)
    if len(chosen) == 1:
        usage_fault(f"align compares laws; name another beside {chosen[0]}, or none for all")
    found = matrix(corpus, when, chosen, dimensions)
    if len(found.columns) < 2:
        named = "these laws" if chosen else "the laws"
        usage_fault(
            f"fewer than two of {named} had been adopted by {when}; see: ddcompare timeline"
        )
    alignment, positions = compare(found, corpus.codebook), convergence(found, corpus.codebook)
    if format == "json":
        from ddcompare.render.plain import dump
        from ddcompare.render.plain_align import plain_alignment

        return write(dump(plain_alignment(alignment, positions, treatments)), output)
    from ddcompare.render.pages.align import align_page
    from ddcompare.render.pages.align_pair import pair_page

    if len(found.columns) == 2:
        page = pair_page(alignment, treatments)
    else:
        page = align_page(
            alignment,
            positions,
            treatments,
            whole=cells,
            wide=format != "table",
            drawn=format in DOCUMENTS,
        )
    write_page(page, format, output, template=template)


def changes(
    laws: LawIds = None,
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="The first day [a year before the last]."),
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day [today].")
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(
            "--against", "-a", metavar="ID", help="Also gaps against a standard; repeatable."
        ),
    ] = None,
    beside: Beside = False,
    format: Annotated[str, format_option(FORMATS)] = "table",
    output: Output = None,
    template: Template = None,
    folders: LawFolders = None,
    standards: StandardFolders = None,
) -> None:
    """What changed in law between two dates, with citations."""
    format_of(format, FORMATS)
    fit_to_write(format, output, template)
    last = day(end, "--to")
    first = day(start, "--from") if start else _year_before(last)
    if last < first:
        usage_fault(f"--from {first} comes after --to {last}")
    from ddcompare.compare.changes import changes as compare
    from ddcompare.corpus.standards import load_standards
    from ddcompare.corpus.store import load_corpus

    corpus = load_corpus(folders or ())
    chosen = known("law", laws or [], corpus.laws)
    measures = load_standards(corpus.codebook, standards or ()) if against else {}
    picked = [measures[name] for name in known("standard", against or [], measures)]
    found = compare(corpus, first, last, chosen, picked, beside)
    if format == "json":
        from ddcompare.render.plain import dump
        from ddcompare.render.plain_changes import plain_changes

        return write(dump(plain_changes(found, corpus.codebook)), output)
    from ddcompare.render.pages.changes import changes_page

    page = changes_page(found, corpus.codebook, beside=beside)
    write_page(page, format, output, template=template)


def _year_before(last: date) -> date:
    """The day after the same day a year earlier, so that the two days span one year."""
    return last - timedelta(days=364)


def timeline(
    laws: LawIds = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Only from this day on.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Only up to this day.")
    ] = None,
    as_of: AsOf = None,
    beside: Beside = False,
    format: Annotated[str, format_option(FORMATS)] = "table",
    output: Output = None,
    template: Template = None,
    folders: LawFolders = None,
) -> None:
    """Adoption, entry into force, application, amendment: by year."""
    format_of(format, FORMATS)
    fit_to_write(format, output, template)
    when = day(as_of)
    first = day(start, "--from") if start else None
    last = day(end, "--to") if end else None
    if first and last and last < first:
        usage_fault(f"--from {first} comes after --to {last}")
    from ddcompare.compare.timeline import timeline as compare
    from ddcompare.corpus.store import load_corpus

    corpus = load_corpus(folders or ())
    chosen = known("law", laws or [], corpus.laws)
    found = compare(corpus, chosen, when, first, last, beside)
    if format == "json":
        from ddcompare.render.plain import dump
        from ddcompare.render.plain_changes import plain_timeline

        return write(dump(plain_timeline(found)), output)
    from ddcompare.render.pages.timeline import timeline_page

    page = timeline_page(found, wide=format != "table", drawn=format in DOCUMENTS)
    write_page(page, format, output, template=template)


COMMANDS = (align, changes, timeline)
