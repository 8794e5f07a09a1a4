"""The command guidelines: a draft document for a ministry."""

from __future__ import annotations

from typing import Annotated

import typer

from ddcompare.cli.options import (
    AsOf,
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
)
from ddcompare.cli.pages import fit_to_write, write_page

GUIDELINES_FORMATS = ("table", "md", "html", "docx")
DOCUMENTS = ("html", "docx")


def guidelines(
    laws: LawIds = None,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", "-a", metavar="ID", help="A standard; repeatable [all]."),
    ] = None,
    as_of: AsOf = None,
    format: Annotated[str, format_option(GUIDELINES_FORMATS)] = "table",
    output: Output = None,
    template: Template = None,
    folders: LawFolders = None,
    standards: StandardFolders = None,
) -> None:
    """Draft guidelines: what converges, diverges, and could be done."""
    format_of(format, GUIDELINES_FORMATS)
    fit_to_write(format, output, template)
    when = day(as_of)
    from ddcompare.compare.guidelines import guidelines as draft
    from ddcompare.corpus.standards import load_standards
    from ddcompare.corpus.store import load_corpus
    from ddcompare.render.pages.guidelines import guidelines_page
    from ddcompare.render.pages.standing import not_law

    corpus = load_corpus(folders or ())
    measures = load_standards(corpus.codebook, standards or ())
    chosen = known("law", laws or [], corpus.laws)
    names = known("standard", against or list(measures), measures)
    found = draft(corpus, chosen, [measures[name] for name in names], when)
    if len(found.matrix.columns) < 2:
        absent = "; ".join(not_law(law, when) for law in found.matrix.absent)
        usage_fault(f"guidelines compare two laws or more{': ' if absent else ''}{absent}")
    page = guidelines_page(found, corpus.codebook, drawn=format in DOCUMENTS)
    write_page(page, format, output, template=template)


COMMANDS = (guidelines,)
