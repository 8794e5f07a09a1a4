"""Several laws against a standard or a law: counts by grade, and a mark for each element."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ddcompare.compare.gaps import expectation_grade
from ddcompare.compare.gaps_laws import RELATIONS, LawGaps
from ddcompare.compare.gaps_table import GapTable, Report
from ddcompare.compare.grading import GRADES
from ddcompare.compare.matrix import Column
from ddcompare.model.codebook import Codebook
from ddcompare.model.standard import Standard
from ddcompare.render.blocks import Block, Heading, Line, Paragraph, Span, Table, Tone
from ddcompare.render.caveats import NO_RANKING, review_line
from ddcompare.render.gap_words import GRADE_WORDS, TEXT_ONLY

MARKS = {
    "unicode": {"met": "●", "exceeds": "◆", "partly": "◐", "not_met": "○", "not_assessable": "?",
                "equal": "=", "above": "▲", "below": "▽", "different": "≠", "conflicting": "!",
                "not_comparable": "?"},
    "ascii": {"met": "M", "exceeds": "E", "partly": "p", "not_met": "-", "not_assessable": "?",
              "equal": "=", "above": "^", "below": "v", "different": "~", "conflicting": "!",
              "not_comparable": "?"},
}  # fmt: skip
_SHORT = {"not_assessable": "open", "not_comparable": "open", "conflicting": "conflict",
          "different": "differ"}  # fmt: skip
_NAME, _LAW = 31, 3
"""The widths of the names of elements, at most, and of a law's marks."""


def gap_table_page(table: GapTable, codebook: Codebook, *, unicode: bool = True) -> list[Block]:
    """Laws by grades, then the elements with one mark for each law."""
    marks = MARKS["unicode" if unicode else "ascii"]
    laws = [report.column.law for report in table.reports]
    count = f"{len(laws)} law{'s' if len(laws) != 1 else ''}"
    blocks: list[Block] = [
        Heading(f"{count} against {table.against.short_title} on {table.as_of}", 1)
    ]
    grades = GRADES if isinstance(table.against, Standard) else RELATIONS
    blocks.append(_counts(table.reports, grades))
    blocks += _marks(table.reports, marks)
    read = ", ".join(f"{marks[grade]} {GRADE_WORDS[grade]}" for grade in grades)
    blocks += [
        Heading("How to read this"),
        Paragraph(read + "; (name): neither applied nor in force on the day."),
        *_rolled_up(table),
        Paragraph(f"{NO_RANKING} One law in full: ddcompare gaps LAW --against ..."),
    ]
    if table.absent:
        names = ", ".join(law.short_title for law in table.absent)
        blocks.append(Paragraph(Span(f"Not law on {table.as_of}, so not shown: {names}.", "muted")))
    return [*blocks, Paragraph(review_line(laws))]


def _rolled_up(table: GapTable) -> Iterator[Block]:
    if not isinstance(table.against, Standard):
        return
    yield Paragraph(
        "The counts are of elements: what an expectation wants of one question. The mark of an "
        "expectation is met (not met) if all its elements are, and partly in between; those that "
        "cannot be assessed do not count."
    )
    unverified = [item.id for item in table.against.expectations if not item.verified]
    if unverified:
        yield Paragraph(f"Unverified readings of the standard: {', '.join(unverified)}.")
    yield Paragraph(TEXT_ONLY)


def _counts(reports: Sequence[Report], grades: Sequence[str]) -> Table:
    rows: list[tuple[Line, ...]] = []
    for number, report in enumerate(reports, 1):
        tone: Tone = "muted" if report.column.greyed else "plain"
        cells = (str(number), _name(report.column), *(str(report.summary[g]) for g in grades))
        rows.append(tuple(Span(cell, tone) for cell in cells))
    head = ("", "law", *(_SHORT.get(grade, GRADE_WORDS[grade]) for grade in grades))
    return Table(head, tuple(rows), (4, 22, *([9] * len(grades))), gap=1)


def _name(column: Column) -> str:
    return f"({column.law.short_title})" if column.greyed else column.law.short_title


def _marks(reports: Sequence[Report], marks: Mapping[str, str]) -> Iterator[Block]:
    grids = [_grades(report) for report in reports]
    names = list(dict.fromkeys(name for grid in grids for name in grid))
    wide = min(max(len(name) for name in names) + 1, _NAME)
    fit = (80 - wide) // _LAW
    for start in range(0, len(grids), fit):
        part = grids[start : start + fit]
        numbers = [str(number) for number in range(start + 1, start + len(part) + 1)]
        rows = tuple((name, *(marks[grid[name]] for grid in part)) for name in names)
        which = f", laws {numbers[0]} to {numbers[-1]}" if fit < len(grids) else ""
        yield Heading(f"One by one{which}")
        yield Table(("", *numbers), rows, (wide, *([_LAW] * len(part))), gap=1)


def _grades(report: Report) -> Mapping[str, str]:
    """The mark of each expectation, or of each question where laws are held against a law."""
    if isinstance(report, LawGaps):
        return {item.indicator.label: item.grade for item in report.items}
    return {
        expectation.id: expectation_grade(
            [item for item in report.items if item.expectation.id == expectation.id]
        )
        for expectation in dict.fromkeys(item.expectation for item in report.items)
    }
