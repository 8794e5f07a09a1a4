"""A law held against another law, as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ddcompare.compare.gaps_laws import Comparison, LawGaps
from ddcompare.model.codebook import Codebook, Indicator
from ddcompare.model.evidence import joined
from ddcompare.model.law import Answer, Law
from ddcompare.model.wording import in_words, position
from ddcompare.render.blocks import Block, Heading, Paragraph, Span, Table, Tone
from ddcompare.render.caveats import NO_RANKING, review_line
from ddcompare.render.citations import footnote
from ddcompare.render.gap_words import GRADE_WORDS, open_sides, remark, why_related
from ddcompare.render.pages.standing import cited, standing

RELATIONS_READ = {
    "below": "the other law is stricter or more protective",
    "different": "unlike, and neither is the stricter",
    "conflicting": "cannot both be met by one and the same report or act",
    "equal": "the same position on the scale",
    "above": "this law is stricter or more protective",
    "not_comparable": "a side takes no position that can be measured",
}
_TONES: dict[str, Tone] = {"below": "warning", "conflicting": "warning"}


def law_gaps_page(gaps: LawGaps, codebook: Codebook) -> list[Block]:
    """The page of a law against another: conflicts, then where it is below, then the rest."""
    law, other = gaps.column.law, gaps.other.law
    blocks: list[Block] = [
        Heading(f"{law.short_title} against {other.short_title} on {gaps.as_of}", 1),
        Table(
            (),
            (standing(gaps.column, codebook, "Law"), standing(gaps.other, codebook, "Against")),
            (12, 68),
        ),
        *_summary(gaps),
        *_conflicts(gaps, codebook),
    ]
    for grade in ("below", "different", "above"):
        blocks += _side_by_side(gaps, grade)
    silent = [
        item for item in _of(gaps, "equal") if item.answer.state == item.other.state == "silent"
    ]
    blocks += _equal(gaps, "Equal", [item for item in _of(gaps, "equal") if item not in silent])
    blocks += _equal(gaps, "Equal in silence", silent)
    blocks += _not_comparable(gaps)
    blocks += [
        Heading("How to read this"),
        Paragraph(NO_RANKING),
        Paragraph("Equal positions on a scale can hide unlike rules: read both pinpoints."),
        Paragraph(review_line([law, other])),
    ]
    return blocks


def _summary(gaps: LawGaps) -> Iterator[Block]:
    total = sum(gaps.summary.values())
    yield Heading(f"{total} question{'s' if total != 1 else ''} compared")
    rows = []
    for grade, words in RELATIONS_READ.items():
        count = gaps.summary[grade]
        tone: Tone = _TONES.get(grade, "plain") if count else "muted"
        rows.append((Span(GRADE_WORDS[grade], tone), Span(f"{count:>3}", tone), Span(words)))
    yield Table((), tuple(rows), (16, 6, 58))
    if len(gaps.items) < total:
        yield Paragraph(Span(f"{len(gaps.items)} of them are shown.", "muted"))
    yield from _accepting(gaps)


def _accepting(gaps: LawGaps) -> Iterator[Block]:
    for found in gaps.accepting:
        words = f"{found.law.short_title} on reports or processes under other laws: "
        said = Span(words + in_words(found.indicator, found.answer))
        yield Paragraph((said, footnote(found.law, found.answer.cite)))
    if gaps.accepting:
        yield Paragraph(
            "Where a law accepts a report made under the other, its own reporting items count as "
            "covered, on its conditions."
        )


def _of(gaps: LawGaps, *grades: str) -> Sequence[Comparison]:
    return [item for item in gaps.items if item.grade in grades]


def _conflicts(gaps: LawGaps, codebook: Codebook) -> Iterator[Block]:
    if gaps.summary["conflicting"]:
        yield from _side_by_side(gaps, "conflicting")
        return
    asked = [item.label for item in codebook.indicators.values() if item.exclusive]
    yield Paragraph(
        f"No conflict was found (looked for under: {', '.join(asked) or 'no question'}). Most "
        "differences can be met by doing the stricter."
    )


def _side_by_side(gaps: LawGaps, grade: str) -> Iterator[Block]:
    items = _of(gaps, grade)
    if not items:
        return
    law, other = gaps.column.law, gaps.other.law
    yield Heading(f"{GRADE_WORDS[grade].capitalize()}: {len(items)}")
    rows: list[tuple[str | Span | tuple[Span, ...], ...]] = []
    for item in items:
        name = Span(item.indicator.label, "strong")
        mine = _cell(law, item.indicator, item.answer)
        rows.append((name, mine, _cell(other, item.indicator, item.other)))
        if said := remark(item):
            rows.append(("", Span(said, "muted"), ""))
    yield Table(("", law.short_title, other.short_title), tuple(rows), (20, 30, 30))


def _cell(law: Law, indicator: Indicator, answer: Answer) -> tuple[Span, ...]:
    tone: Tone = "muted" if answer.state != "value" else "plain"
    return Span(f"{in_words(indicator, answer)} ", tone), *cited(law, answer)


def _equal(gaps: LawGaps, title: str, items: Sequence[Comparison]) -> Iterator[Block]:
    if not items:
        return
    law, other = gaps.column.law, gaps.other.law
    yield Heading(f"{title}: {len(items)}")
    rows = []
    for item in items:
        one, two = (position(item.indicator, answer) for answer in (item.answer, item.other))
        where = (*cited(law, item.answer), Span(" / "), *cited(other, item.other))
        rows.append((item.indicator.label, one if one == two else f"{one} / {two}", where))
    head = ("", "position", f"{law.short_title} / {other.short_title}")
    yield Table(head, tuple(rows), (20, 20, 40))


def _not_comparable(gaps: LawGaps) -> Iterator[Block]:
    items = _of(gaps, "not_comparable")
    if not items:
        return
    law, other = gaps.column.law.short_title, gaps.other.law.short_title
    yield Heading(f"Not comparable: {len(items)}")
    rows = []
    for item in items:
        sides = open_sides(item, law, other)
        note = joined(words for _, answer in sides for words in (answer.text, answer.note))
        said = (Span(why_related(item, law, other)), Span(f" {note}" if note else "", "muted"))
        rows.append((item.indicator.label, said))
    yield Table((), tuple(rows), (20, 60))
