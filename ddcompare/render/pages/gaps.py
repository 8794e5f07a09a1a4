"""Gap reports as pages: summary first, then what is missing and who has it, then the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ddcompare.compare.gaps import Gaps, Item
from ddcompare.compare.gaps_laws import LawGaps
from ddcompare.compare.gaps_table import GapTable, Report
from ddcompare.model.codebook import Codebook
from ddcompare.model.evidence import joined
from ddcompare.model.standard import Expectation, Standard
from ddcompare.model.wording import layer_in_words
from ddcompare.render.blocks import Block, Heading, Line, Paragraph, Run, Span, Table, Tone
from ddcompare.render.caveats import review_line
from ddcompare.render.citations import footnote
from ddcompare.render.gap_words import (
    GRADE_WORDS,
    TEXT_ONLY,
    closing_in_words,
    held_in_words,
    why_graded,
)
from ddcompare.render.pages.gaps_laws import law_gaps_page
from ddcompare.render.pages.gaps_table import gap_table_page
from ddcompare.render.pages.standing import cited, standing

_ORDER = ("not_met", "partly", "met", "exceeds", "not_assessable")
_GAP_TONES: dict[str, Tone] = {"not_met": "warning", "partly": "warning"}
_WIDTHS = (25, 55)


def gaps_page(gaps: Report | GapTable, codebook: Codebook, *, unicode: bool = True) -> list[Block]:
    """The page of a gap report: against a standard, against a law, or of several laws."""
    match gaps:
        case GapTable():
            return gap_table_page(gaps, codebook, unicode=unicode)
        case LawGaps():
            return law_gaps_page(gaps, codebook)
    law, standard = gaps.column.law, gaps.standard
    blocks: list[Block] = [
        Heading(f"{law.short_title} against {standard.short_title} on {gaps.as_of}", 1),
        *_head(gaps, codebook),
        *_summary(gaps),
    ]
    for grade in ("not_met", "partly"):
        blocks += _gaps_of(gaps, grade)
    blocks += _settled(gaps)
    blocks += _open(gaps)
    blocks += _not_measured(standard, gaps.not_measured)
    blocks += [Heading("How to read this"), Paragraph(TEXT_ONLY)]
    blocks += [Paragraph(Span(trap, "muted")) for trap in standard.traps]
    blocks.append(Paragraph(review_line([law])))
    if not standard.checked.reviewed_by:
        blocks.append(Paragraph("The reading of the standard has not been reviewed either."))
    return blocks


def _head(gaps: Gaps, codebook: Codebook) -> Iterator[Block]:
    standard = gaps.standard
    status = standard.status.replace("_", " ")
    said = f"{standard.title} ({standard.issuer}; {status}; {standard.id})"
    rows = (standing(gaps.column, codebook, "Law"), (Span("Standard", "strong"), said))
    yield Table((), rows, (12, 68))
    if standard.checked.law_as_of > gaps.as_of:
        yield Paragraph(
            Span(f"Read as of {standard.checked.law_as_of}, after the day asked for.", "warning")
        )


def _summary(gaps: Gaps) -> Iterator[Block]:
    total = sum(gaps.summary.values())
    shown = f" {len(gaps.items)} are shown." if len(gaps.items) < total else ""
    yield Heading(f"{total} element{'s' if total != 1 else ''} measured")
    rows = []
    for grade in _ORDER:
        items = [item for item in gaps.items if item.grade == grade]
        names = ", ".join(dict.fromkeys(item.expectation.id for item in items))
        count = gaps.summary[grade]
        tone = _GAP_TONES.get(grade, "plain") if count else "muted"
        rows.append((Span(GRADE_WORDS[grade], tone), Span(f"{count:>3}", tone), names))
    yield Table((), tuple(rows), (16, 6, 58))
    doubtful = sum(not item.expectation.verified for item in gaps.items)
    unsure = f" {doubtful} rest on an unverified reading of the standard." if doubtful else ""
    yield Paragraph(
        Span(
            "An element is what one expectation wants of one question; an expectation can "
            f"stand under several grades.{shown}{unsure}",
            "muted",
        )
    )


def _gaps_of(gaps: Gaps, grade: str) -> Iterator[Block]:
    items = [item for item in gaps.items if item.grade == grade]
    if not items:
        return
    yield Heading(f"{GRADE_WORDS[grade].capitalize()}: {len(items)}")
    for expectation, group in groupby(items, key=lambda item: item.expectation):
        yield Heading(f"{expectation.id} ({expectation.addressee})", 3)
        yield Paragraph(_expectation(gaps.standard, expectation))
        rows = [row for item in group for row in _gap(gaps, item)]
        yield Table((), tuple(rows), _WIDTHS)


def _expectation(standard: Standard, expectation: Expectation) -> tuple[Run, ...]:
    doubt = () if expectation.verified else (Span(" unverified", "warning"),)
    return Span(expectation.summary), footnote(standard, expectation.cite), *doubt


def _gap(gaps: Gaps, item: Item) -> Iterator[tuple[Line, ...]]:
    law, answer = gaps.column.law, item.answer
    yield Span(item.indicator.label, "strong"), why_graded(item)
    if item.want.note:
        yield Span("  asked for", "muted"), item.want.note
    said = "; ".join(filter(None, (answer.text, answer.read and f"read: {answer.read}")))
    yield Span("  the law", "muted"), (Span(f"{said} " if said else ""), *cited(law, answer))
    for layer in item.beside:
        beside = getattr(answer, layer)
        words = f"would meet it, but is not counted: {layer_in_words(item.indicator, beside)} "
        yield Span(f"  {layer}", "muted"), (Span(words), *cited(law, beside))
    yield Span("  to close", "muted"), _closing(item)


def _closing(item: Item) -> tuple[Span, ...]:
    found = item.closing
    runs: list[Span] = [Span(closing_in_words(item))]
    if found is None or not found.examples:
        return (*runs, Span("; no other law here that is applied or in force has it", "muted"))
    for index, holder in enumerate(found.examples):
        lead = "; " if index else ", as in "
        runs += (Span(f"{lead}{holder.law.short_title} "), *cited(holder.law, holder.answer))
    more = found.count - len(found.examples)
    return (*runs, Span(f"; and {more} more", "muted")) if more else tuple(runs)


def _settled(gaps: Gaps) -> Iterator[Block]:
    items = [item for item in gaps.items if item.grade in ("met", "exceeds")]
    if not items:
        return
    yield Heading(f"Met or exceeded: {len(items)}")
    rows = [
        (
            _name(item.expectation),
            item.indicator.label,
            (
                Span("exceeds: " if item.grade == "exceeds" else ""),
                Span(f"{held_in_words(item.indicator, item.answer)} "),
                *cited(gaps.column.law, item.answer),
            ),
        )
        for item in items
    ]
    yield Table(("", "", "the law"), tuple(rows), (14, 25, 41))


def _name(expectation: Expectation) -> tuple[Span, ...]:
    doubt = () if expectation.verified else (Span(" unverified", "warning"),)
    return (Span(expectation.id), *doubt)


def _open(gaps: Gaps) -> Iterator[Block]:
    items = [item for item in gaps.items if item.grade == "not_assessable"]
    if not items:
        return
    yield Heading(f"Not assessable: {len(items)}")
    rows = []
    for item in items:
        note = joined((item.answer.text, item.answer.note))
        words = (Span(why_graded(item)), Span(f" {note}" if note else "", "muted"))
        rows.append((_name(item.expectation), item.indicator.label, words))
    yield Table((), tuple(rows), (14, 25, 41))


def _not_measured(standard: Standard, expectations: Sequence[Expectation]) -> Iterator[Block]:
    if not expectations:
        return
    yield Heading(f"Not measured by the codebook: {len(expectations)}")
    rows = [(item.id, _expectation(standard, item)) for item in expectations]
    yield Table((), tuple(rows), (14, 66))
