"""Where laws part: the positions on each question with citations, and the options there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ddcompare.compare.convergence import Group
from ddcompare.compare.guidelines import Asked, Element, Guidelines
from ddcompare.model.codebook import Indicator
from ddcompare.render.blocks import Block, Heading, Item, Items, Paragraph, Span, Table
from ddcompare.render.gap_words import GRADE_WORDS, wanted_in_words
from ddcompare.render.pages.standing import cited

OPTIONS = "Options (draft, to be decided):"


def divergence(found: Guidelines) -> Iterator[Block]:
    """Every question on which laws part, dimension by dimension."""
    titles = [d.title for d in found.matrix.dimensions if d.conduct]
    conduct = ", ".join(title[:1].lower() + title[1:] for title in titles)
    yield Paragraph(
        f"On what a company must do ({conduct}) one answer can serve all laws: who does what the "
        "most demanding law asks on a point also does what the others ask on it, unless the "
        "options say otherwise. What only describes a law has no options."
    )
    for dimension in found.matrix.dimensions:
        elements = [element for element in found.of(dimension) if element.diverges]
        if elements:
            yield Heading(dimension.title, 3)
        for element in elements:
            yield Heading(element.row.indicator.label, 4)
            yield from _element(found, element)


def _element(found: Guidelines, element: Element) -> Iterator[Block]:
    """One question: what is asked, who takes which position where, and what could be done."""
    yield Paragraph(Span(element.row.indicator.question, "muted"))
    rows = tuple(
        (group.words, laws_with(found, element, group.laws)) for group in element.positions.groups
    )
    yield Table(("position", "laws"), rows, (34, 46))
    found_options = options(found, element)
    if found_options:
        yield Paragraph(Span(OPTIONS, "strong"))
        yield Items(tuple(Item(line) for line in found_options))


def laws_with(found: Guidelines, element: Element, laws: Sequence[str]) -> tuple[Span, ...]:
    """Laws by their short titles, each with the pinpoint of its answer."""
    spans: list[Span] = []
    for column in found.matrix.columns:
        if column.law.id in laws:
            lead = "; " if spans else ""
            spans.append(Span(f"{lead}{column.law.short_title} "))
            spans += cited(column.law, element.row.cells[column.law.id])
    return tuple(spans)


def options(found: Guidelines, element: Element) -> list[str | tuple[Span, ...]]:
    """What could be done about a question; none where it only describes and nothing is asked."""
    if element.row.indicator.direction == "neutral" and not element.asked:
        return []
    lines: list[str | tuple[Span, ...]] = []
    common = [group for group in element.positions.most_common if group in element.speaking]
    if common and len(common[0].laws) > 1:
        words = " or ".join(_named(found, group) for group in common)
        lines.append((Span("most common: ", "strong"), Span(words)))
    if element.positions.most_demanding:
        words = " or ".join(_named(found, group) for group in element.positions.most_demanding)
        lines.append((Span("most demanding law in force: ", "strong"), Span(words)))
    lines += [standard_asks(found, asked) for asked in element.asked]
    once = _interoperable(element)
    if once:
        lines.append((Span("one answer for all: ", "strong"), Span(once)))
    return lines


def _named(found: Guidelines, group: Group) -> str:
    titles = {column.law.id: column.law.short_title for column in found.matrix.columns}
    return f"{group.words} ({', '.join(titles[law] for law in group.laws)})"


def standard_asks(found: Guidelines, asked: Asked) -> tuple[Span, ...]:
    """What a standard asks on a question, where, and the grades of the laws."""
    by_grade: dict[str, list[str]] = {}
    for column in found.matrix.columns:
        grade = asked.grades[column.law.id].grade
        by_grade.setdefault(grade, []).append(column.law.short_title)
    grades = "; ".join(
        f"{GRADE_WORDS[grade]}: {', '.join(by_grade[grade])}"
        for grade in GRADE_WORDS
        if grade in by_grade
    )
    doubt = () if asked.expectation.verified else (Span(" (unverified)", "warning"),)
    indicator = _indicator(found, asked)
    return (
        Span(f"{asked.expectation.id} asks: ", "strong"),
        Span(f"{wanted_in_words(indicator, asked.want)} "),
        *_pinpoint(asked),
        *doubt,
        Span(f"; {grades}"),
    )


def _pinpoint(asked: Asked) -> tuple[Span, ...]:
    cites = asked.expectation.cite
    return tuple(
        Span(f"{'[' if index == 0 else '; '}{cite.at}{']' if index == len(cites) - 1 else ''}",
             link=asked.standard.url(cite))
        for index, cite in enumerate(cites)
    )  # fmt: skip


def _indicator(found: Guidelines, asked: Asked) -> Indicator:
    return next(
        element.row.indicator
        for element in found.elements
        if element.row.indicator.id == asked.want.indicator
    )


def _interoperable(element: Element) -> str | None:
    """Why one company cannot satisfy two of the laws at once, if so."""
    only = element.row.indicator.exclusive
    held = {group.value for group in element.speaking}
    if only is None or not held & set(only.positions):
        return None
    return f"not where two laws prescribe it: {only.reason}."
