"""The matrix as a document to circulate: what was compared, how far laws answer, every cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ddcompare.compare.matrix import Matrix
from ddcompare.compare.profile import profile
from ddcompare.model.codebook import STATES, Codebook
from ddcompare.model.wording import state_label
from ddcompare.render.blocks import (
    Block,
    Heading,
    Item,
    Items,
    Line,
    NewPage,
    Paragraph,
    Picture,
    Span,
    Table,
)
from ddcompare.render.caveats import NO_RANKING, review_line
from ddcompare.render.html_names import in_full, jurisdiction_name
from ddcompare.render.pages.guidelines_annex import SIDE_BY_SIDE, annex
from ddcompare.render.pages.profile import absent_lines
from ddcompare.render.pictures import coverage


def matrix_report(matrix: Matrix, codebook: Codebook) -> list[Block]:
    """The document: a page on the laws and their coverage, the cells, the sources, what is open."""
    laws = [column.law for column in matrix.columns]
    count = f"{len(laws)} law{'s' if len(laws) != 1 else ''}"
    blocks: list[Block] = [
        Heading(f"{count} compared on {in_full(matrix.as_of)}", 1),
        Paragraph(
            f"What each law says on {len(matrix.rows)} questions, with its pinpoint. {NO_RANKING} "
            f"{review_line(laws)}"
        ),
        *absent_lines(matrix),
    ]
    if laws:
        blocks += [
            Heading("The laws"),
            _laws(matrix, codebook),
            Heading("How far each law answers"),
            coverage_picture(matrix),
            Heading("How to read the cells"),
            *_legend(codebook),
            NewPage(across=len(laws) <= SIDE_BY_SIDE),
            *_chapters(annex(matrix)),
            NewPage(),
            *_sources(matrix, codebook),
            *_open(matrix),
        ]
    return [*blocks, Paragraph(Span(f"Data {matrix.version}, {matrix.digest}.", "muted"))]


def coverage_picture(matrix: Matrix) -> Picture:
    """The share of the questions that can arise which each law answers, by dimension."""
    found = profile(matrix)
    shares = [
        [
            place.answered / place.applicable if place.applicable else None
            for place in found[column.law.id].values()
        ]
        for column in matrix.columns
    ]
    labels = [column.law.short_title for column in matrix.columns]
    return coverage(labels, [dimension.short for dimension in matrix.dimensions], shares)


def _chapters(blocks: Iterable[Block]) -> Iterator[Block]:
    """The cells with each dimension as a chapter, which the list of contents then names."""
    for block in blocks:
        yield replace(block, level=block.level - 1) if isinstance(block, Heading) else block


def _laws(matrix: Matrix, codebook: Codebook) -> Table:
    rows = [
        (
            Span(column.law.short_title, "muted" if column.greyed else "strong"),
            f"{column.law.title_en} ({jurisdiction_name(column.law.jurisdiction)})",
            Span(
                state_label(codebook, column.application_state),
                "warning" if column.greyed else "plain",
            ),
            f"{column.law.checked.law_as_of}",
        )
        for column in matrix.columns
    ]
    head = ("law", "title", "on the day", "law as of")
    return Table(head, tuple(rows), (18, 34, 16, 12))


def _legend(codebook: Codebook) -> Iterator[Block]:
    terms = codebook.terms["state"]
    yield Items(
        tuple(
            Item((Span(terms[state].label, "strong"), Span(f": {terms[state].definition}")))
            for state in STATES
        )
    )
    yield Paragraph(
        "After each answer stand its pinpoints, with a link to the source; [medium] and [low] mark "
        "an answer that is not of high confidence."
    )


def _sources(matrix: Matrix, codebook: Codebook) -> Iterator[Block]:
    yield Heading("Sources")
    for column in matrix.columns:
        yield Heading(column.law.short_title, 3)
        rows: list[tuple[Line, ...]] = []
        for source in column.law.sources.values():
            version = f", version of {source.version}" if source.version else ""
            read = codebook.terms["read"][source.read].label
            title = Span(source.title, link=source.url)
            rows.append((source.id, (title, Span(f" ({source.layer}{version})", "muted")), read))
        yield Table(("name", "source", "read"), tuple(rows), (16, 46, 18))


def _open(matrix: Matrix) -> Iterator[Block]:
    yield Heading("What could not be checked")
    for column in matrix.columns:
        yield Heading(column.law.short_title, 3)
        if column.law.checked.not_checked:
            yield Items(tuple(Item(text) for text in column.law.checked.not_checked))
        else:
            yield Paragraph("Nothing is listed.")
