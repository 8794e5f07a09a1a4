"""What aligning would change: for each law the questions on which a standard asks for more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ddcompare.compare.gaps import Item
from ddcompare.compare.grading import GAPS
from ddcompare.compare.guidelines import Guidelines
from ddcompare.compare.matrix import Column
from ddcompare.render.blocks import Block, Heading, Paragraph, Span, Table
from ddcompare.render.gap_words import GRADE_WORDS, closing_in_words, held_in_words
from ddcompare.render.pages.standing import cited


def steps_section(found: Guidelines) -> Iterator[Block]:
    """One table a law: what it says now, and what the standards would have it say."""
    if not found.standards:
        yield Paragraph("No standard was chosen to hold the laws against.")
        return
    yield Paragraph(
        "The tables list what the standards ask for and a law does not have, or has in part. "
        "Whether to change the law is for its legislator."
    )
    for column in found.matrix.columns:
        items = [i for report in found.gaps[column.law.id] for i in report.items if i.grade in GAPS]
        yield Heading(column.law.short_title, 3)
        if not items:
            yield Paragraph("Nothing that the chosen standards ask for is missing.")
            continue
        by_question: dict[str, list[Item]] = {}
        for item in items:
            by_question.setdefault(item.indicator.id, []).append(item)
        rows = tuple(_row(column, group) for group in by_question.values())
        yield Table(("question", "now", "asked for"), rows, (20, 28, 32))


def _row(column: Column, group: Sequence[Item]) -> tuple[Span | tuple[Span, ...], ...]:
    item = group[0]
    now = (
        Span(f"{held_in_words(item.indicator, item.answer)} "),
        *cited(column.law, item.answer),
    )
    return Span(item.indicator.label, "strong"), now, _asked(group)


def _asked(group: Sequence[Item]) -> tuple[Span, ...]:
    """The wants of all standards on one question; equal ones stand once, with all their names."""
    names: dict[str, list[Item]] = {}
    for item in group:
        names.setdefault(f"{closing_in_words(item)} ({GRADE_WORDS[item.grade]})", []).append(item)
    spans: list[Span] = []
    for words, items in names.items():
        spans.append(Span(f"{'; ' if spans else ''}{words}: "))
        for place, item in enumerate(items):
            doubt = "" if item.expectation.verified else " (unverified)"
            spans.append(Span(f"{', ' if place else ''}{item.expectation.id}{doubt}", "muted"))
    return tuple(spans)
