"""The reporting burden, and the chapters on themes that the workshop of 2019 asked for."""

from __future__ import annotations

from collections.abc import Iterator

from ddcompare.compare.burden import Ask, ReportItem
from ddcompare.compare.guidelines import Chapter, Element, Guidelines
from ddcompare.model.codebook import Codebook
from ddcompare.render.blocks import Block, Paragraph, Span, Table
from ddcompare.render.citations import pinpoints
from ddcompare.render.pages.guidelines_elements import laws_with, standard_asks


def burden_section(found: Guidelines, codebook: Codebook) -> Iterator[Block]:
    """Which items of a report are asked for by how many laws, and could be asked for once."""
    burden = found.burden
    if not burden.reporting:
        yield Paragraph("None of the laws requires a report on the day.")
        return
    names = ", ".join(law.short_title for law in burden.reporting)
    yield Paragraph(
        f"A report is required by {len(burden.reporting)} of {len(found.matrix.columns)} laws: "
        f"{names}. {len(burden.shared)} of the {len(burden.items)} items they name are asked for "
        "by two or more. One report outline that gives these once would serve all of them "
        "(draft option, to be decided)."
    )
    rows = tuple(
        (Span(item.topic.label, "strong"), str(len(item.asks)), _asks(item, codebook))
        for item in burden.items
    )
    yield Table(("item", "laws", "asked for by"), rows, (24, 6, 50))


def _asks(item: ReportItem, codebook: Codebook) -> tuple[Span, ...]:
    spans: list[Span] = []
    for ask in item.asks:
        strength = codebook.terms["strength"][ask.strength].label
        lead = "; " if spans else ""
        spans.append(Span(f"{lead}{ask.law.short_title}, {strength} "))
        spans += _cite(ask)
    return tuple(spans)


def _cite(ask: Ask) -> tuple[Span, ...]:
    cites = ask.part.cite or ask.duty.cite
    return (Span("["), *pinpoints(ask.law, cites), Span("]")) if cites else ()


def chapter_section(found: Guidelines, chapter: Chapter) -> Iterator[Block]:
    """A theme: who has a rule on its questions and where, and what the standards ask."""
    silent = [element for element in chapter.elements if element.silent]
    yield Paragraph(
        f"{chapter.theme.definition} The workshop of 2019 asked for this chapter. "
        f"{len(chapter.elements)} questions serve it; on {len(silent)} of them none of the laws "
        "has a rule. Options for questions on which laws differ stand in chapter 4."
    )
    rows = tuple(
        (
            Span(element.row.indicator.label, "strong"),
            _positions(found, element),
            _standards(found, element),
        )
        for element in chapter.elements
    )
    yield Table(("question", "the laws", "the standards"), rows, (18, 36, 26))


def _positions(found: Guidelines, element: Element) -> tuple[Span, ...]:
    spans: list[Span] = []
    for group in element.positions.groups:
        spans.append(Span(f"{'. ' if spans else ''}{group.words}: ", "strong"))
        spans += laws_with(found, element, group.laws)
    return tuple(spans)


def _standards(found: Guidelines, element: Element) -> tuple[Span, ...]:
    spans: list[Span] = []
    for asked in element.asked:
        spans.append(Span("; " if spans else ""))
        spans += standard_asks(found, asked)
    return tuple(spans) or (Span("nothing that is measured", "muted"),)
