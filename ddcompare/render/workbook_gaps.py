"""Gap reports as a workbook: a sheet to look at, one row an item to filter, sources, a guide."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from ddcompare.compare.gaps import Gaps, Item
from ddcompare.compare.gaps_laws import RELATIONS, Comparison, LawGaps
from ddcompare.compare.gaps_table import GapTable, Report
from ddcompare.compare.grading import GRADES
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Law
from ddcompare.model.standard import Standard
from ddcompare.model.wording import in_words, state_label
from ddcompare.render.caveats import NO_RANKING, review_line
from ddcompare.render.gap_words import (
    GRADE_WORDS,
    TEXT_ONLY,
    closing_in_words,
    wanted_in_words,
    why_graded,
)
from ddcompare.render.html_cells import written
from ddcompare.render.pages.gaps_laws import RELATIONS_READ
from ddcompare.render.pages.gaps_table import MARKS
from ddcompare.render.plain_gaps import plain_gaps
from ddcompare.render.workbook import (
    A3,
    RULE,
    SOFT,
    SOURCE_COLUMNS,
    STRONG,
    Book,
    Cell,
    Columns,
    Link,
    height,
    source_rows,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_GROUNDS: dict[str, dict[str, Any]] = {
    "not_met": {}, "partly": {"bg_color": "#DFECF6"}, "met": {"bg_color": "#C4DCED"},
    "exceeds": {"bg_color": "#A5C8E2"}, "below": {}, "equal": {"bg_color": "#C4DCED"},
    "above": {"bg_color": "#A5C8E2"}, "different": {"bg_color": "#DFECF6"},
    "conflicting": {"bg_color": "#E2E2E2"},
}  # fmt: skip
_MEANINGS = {
    "met": "The law has what is asked for.",
    "partly": "The law has some of it: a lower level, or some of the elements.",
    "not_met": "The law has none of it: it is silent, denies it, or stays at the lowest level.",
    "exceeds": "The law goes further than is asked for.",
    "not_assessable": "It cannot be said: not coded, unclear, left to others, or it cannot arise.",
    **RELATIONS_READ,
}
_OPEN = {"pattern": 18, "fg_color": STRONG, "bg_color": "#FFFFFF"}
_HEAD, _LAWS_A_SHEET, _WIDTH = 4, 5, 40

ITEM_COLUMNS: Columns = (
    ("law", 20), ("against", 18), ("expectation", 14), ("addressee", 12), ("summary", 46),
    ("at", 22), ("known", 13), ("dimension", 13), ("indicator", 28), ("grade", 14), ("wanted", 36),
    ("state", 13), ("value", 24), ("text", 46), ("pinpoints", 30), ("addresses", 40),
    ("confidence", 11), ("verified", 10), ("why", 50), ("to close", 40), ("laws that have it", 12),
    ("such as", 40),
)  # fmt: skip


def gaps_workbook(report: Report | GapTable, codebook: Codebook) -> bytes:
    """The bytes of an XLSX file with the sheets Gaps, Items, Sources and About.

    The same report gives the same bytes.
    """
    reports = report.reports if isinstance(report, GapTable) else (report,)
    first = reports[0]
    against = _against(first)
    count = f"{len(reports)} laws" if len(reports) > 1 else first.column.law.short_title
    title = f"{count} against {against.short_title} on {first.as_of}"
    book = Book(title, first.as_of, f"Data {first.version}, {first.digest}")
    _sheet(book, title, reports, codebook)
    book.table("Items", ITEM_COLUMNS, [row for found in reports for row in _items(found)])
    cited = [*(found.column.law for found in reports), against]
    book.table("Sources", SOURCE_COLUMNS, source_rows(cited))
    book.about(list(_about(reports, against)))
    return book.bytes()


def _against(report: Report) -> Standard | Law:
    return report.standard if isinstance(report, Gaps) else report.other.law


def _sheet(book: Book, title: str, reports: Sequence[Report], codebook: Codebook) -> None:
    """What is asked for down, the laws across: grade, reason, pinpoints."""
    sheet = book.sheet("Gaps")
    sheet.write_string(0, 0, title, book.look(bold=True, font_size=14))
    caveats = f"{TEXT_ONLY} {review_line([report.column.law for report in reports])}"
    sheet.write_string(1, 0, caveats, book.look(font_color=SOFT))
    sheet.set_column(0, len(reports), _WIDTH)
    book.write(sheet, _HEAD - 1, 0, f"{_against(reports[0]).short_title} asks", bold=True, bottom=1)
    for place, report in enumerate(reports, 1):
        law, state = report.column.law, state_label(codebook, report.column.application_state)
        name = f"({law.short_title})" if report.column.greyed else law.short_title
        book.write(sheet, _HEAD - 2, place, name, bold=True, font_size=10)
        counts = (f"{report.summary[g]} {GRADE_WORDS[g]}" for g in _grades(report))
        words = f"{state}; {', '.join(counts)}"
        book.write(sheet, _HEAD - 1, place, words, font_color=SOFT, bottom=1)
    sheet.set_row(_HEAD - 1, height(("\n\n", 1)))
    rows = [list(report.items) for report in reports]
    for line, items in enumerate(zip(*rows, strict=True), _HEAD):
        texts = [_write(book, sheet, line, 0, _asked(book, reports[0], items[0]), {})]
        for place, (report, item) in enumerate(zip(reports, items, strict=True), 1):
            parts = _found(book, report, item)
            texts.append(_write(book, sheet, line, place, parts, _GROUNDS.get(item.grade, _OPEN)))
        sheet.set_row(line, height(*((text, _WIDTH) for text in texts)))
    sheet.freeze_panes(_HEAD, 1)
    sheet.repeat_rows(_HEAD - 2, _HEAD - 1)
    sheet.repeat_columns(0)
    sheet.set_paper(A3)
    sheet.fit_to_pages(ceil(len(reports) / _LAWS_A_SHEET), 0)


def _grades(report: Report) -> Sequence[str]:
    return GRADES if isinstance(report, Gaps) else RELATIONS


def _write(
    book: Book, sheet: Worksheet, line: int, place: int, parts: list[Any], ground: dict[str, Any]
) -> str:
    """Write runs of text, each after its format; the text that they make."""
    look = book.look(border=1, border_color=RULE, text_wrap=True, indent=1, **ground)
    sheet.write_rich_string(line, place, *parts, look)
    return "".join(part for part in parts if isinstance(part, str))


def _asked(book: Book, report: Report, item: Item | Comparison) -> list[Any]:
    strong, plain, soft = book.look(bold=True), book.look(), book.look(font_color=SOFT, font_size=8)
    if isinstance(item, Comparison):
        assert isinstance(report, LawGaps)
        other = report.other.law
        return [
            strong, item.indicator.label, plain, f"\n{in_words(item.indicator, item.other)}",
            soft, f"\n{written(other, item.other.cite) or 'no pinpoint'}",
        ]  # fmt: skip
    expectation = item.expectation
    known = "" if expectation.verified else " (unverified)"
    return [
        strong, f"{expectation.id} {item.indicator.label}",
        plain, f"\n{wanted_in_words(item.indicator, item.want)}",
        soft, f"\n{expectation.summary}{known}",
    ]  # fmt: skip


def _found(book: Book, report: Report, item: Item | Comparison) -> list[Any]:
    mark, grade = MARKS["unicode"][item.grade], GRADE_WORDS[item.grade]
    soft = book.look(font_color=SOFT, font_size=8)
    said = why_graded(item) if isinstance(item, Item) else in_words(item.indicator, item.answer)
    parts = [book.look(bold=True), f"{mark} {grade}", book.look(), f"\n{said}"]
    at = written(report.column.law, item.answer.cite)
    if at:
        sure = "" if item.answer.confidence == "high" else f" [{item.answer.confidence}]"
        parts += [soft, f"\n{at}{sure}"]
    if isinstance(item, Item) and item.closing:
        parts += [book.look(font_size=8), f"\nto close: {closing_in_words(item)}"]
    return parts


def _items(report: Report) -> Iterator[tuple[Cell, ...]]:
    """One row an item, with what the JSON report says of it."""
    data = plain_gaps(report)
    for item in data["items"]:
        cell, close = item["law"], item.get("close") or {}
        urls = list(dict.fromkeys(cite["url"] for cite in cell["cite"] if cite["url"]))
        pinpoints = "; ".join(f"{cite['source']}: {cite['at']}" for cite in cell["cite"])
        holders = "; ".join(
            f"{law['law']} ({', '.join(cite['at'] for cite in law['cite'])})"
            for law in close.get("laws", ())
        )
        yield (
            data["law"], data["against"], item["expectation"], item.get("addressee"),
            item.get("summary"), item["pinpoint"], item.get("known"), item["dimension"],
            item["indicator"], item["grade"], item["wanted"], cell["state"],
            _compact(cell["value"]), cell["text"], Link(pinpoints, urls[0] if urls else None),
            " ".join(urls), cell["confidence"], cell["verified"], item["why"], close.get("to"),
            close.get("held_by"), holders,
        )  # fmt: skip


def _compact(value: object) -> str | None:
    return value if isinstance(value, str | None) else json.dumps(value, ensure_ascii=False)


def _about(reports: Sequence[Report], against: Standard | Law) -> Iterator[tuple[str, Cell]]:
    first = reports[0]
    yield "As of", first.as_of
    yield "Data", f"{first.version}, {first.digest}"
    if isinstance(against, Standard):
        yield against.short_title, f"{against.title} ({against.issuer})"
        for trap in against.traps:
            yield "  mind", trap
        if not against.checked.reviewed_by:
            yield "  review", "The reading of the standard has not been reviewed."
    yield "Caveats", f"{TEXT_ONLY} {NO_RANKING}"
    yield "Review", review_line([report.column.law for report in reports])
    for grade in _grades(first):
        yield f"{MARKS['unicode'][grade]} {GRADE_WORDS[grade]}", _MEANINGS[grade]
    yield "Gaps", "To look at: what is asked for, and how each law answers."
    yield "Items", "To filter: one row for each law and element, with the names of the JSON report."
    yield "Sources", "What is cited, and how much of it was read."
    if isinstance(first, Gaps):
        for expectation in first.not_measured:
            yield f"{expectation.id}, not measured", expectation.summary
