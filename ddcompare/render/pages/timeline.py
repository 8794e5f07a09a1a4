"""The steps in the life of laws as a page, year by year."""

from __future__ import annotations

from itertools import groupby

from ddcompare.compare.timeline import Moment, Timeline
from ddcompare.model.law import Event, Law
from ddcompare.render.blocks import Block, Heading, Line, Paragraph, Span, Table, Tone
from ddcompare.render.caveats import review_line
from ddcompare.render.citations import pinpoints
from ddcompare.render.picture_timeline import Life, Mark, timeline_picture

NOTES_UP_TO = 3
"""Of more laws than this each step takes one line where there is little room."""


def timeline_page(found: Timeline, *, wide: bool = False, drawn: bool = False) -> list[Block]:
    """Every step with its date, law and citation; what lies ahead is marked with a plus.

    The notes of the coders are shown of few laws, or where lines may be ``wide``. A document begins
    with a picture, ``drawn`` from the same steps.
    """
    count = len(found.laws)
    of = found.laws[0].short_title if count == 1 else f"{count} laws"
    notes = wide or count <= NOTES_UP_TO
    widths = (11, 22, 26, 21) if notes else (11, 22, 22, 25)
    blocks: list[Block] = [Heading(f"Timeline of {of}, as the law stood on {found.as_of}", 1)]
    if not found.moments:
        blocks.append(Paragraph("No step falls between these days."))
    elif drawn:
        blocks.append(timeline_picture(lives(found), found.as_of))
    for year, moments in groupby(found.moments, key=lambda moment: moment.day.year):
        rows = tuple(_moment(moment, notes) for moment in moments)
        blocks += [Heading(str(year)), Table((), rows, widths)]
    if found.left_open:
        rows = tuple(
            (
                Span(item.event.state.replace("_", " "), "muted"),
                item.law.short_title,
                _words(item.label, item.event, notes),
                _evidence(item.law, item.event),
            )
            for item in found.left_open
        )
        blocks += [Heading("Without a date"), Table((), rows, widths)]
    if any(moment.ahead for moment in found.moments):
        blocks.append(Paragraph(Span(f"+: lies after {found.as_of}.", "muted")))
    more = "" if notes else " Notes: name up to three laws."
    replaced = "Dates that have since been replaced: ddcompare changes."
    blocks.append(Paragraph(Span(replaced + more, "muted")))
    return [*blocks, Paragraph(review_line(found.laws))]


def lives(found: Timeline) -> list[Life]:
    """The steps of each law, as the picture takes them."""
    return [
        (
            law.short_title,
            [Mark(m.day, m.event.event, m.label) for m in found.moments if m.law is law],
        )
        for law in found.laws
    ]


def _moment(moment: Moment, notes: bool) -> tuple[Line, ...]:
    tone: Tone = "muted" if moment.ahead else "plain"
    mark = "+" if moment.ahead else " "
    return (
        Span(f"{moment.day:%m-%d} {mark}", tone),
        Span(moment.law.short_title, tone),
        _words(moment.label, moment.event, notes),
        _evidence(moment.law, moment.event),
    )


def _words(label: str, event: Event, notes: bool) -> Line:
    name = Span(label, "strong")
    return (name, Span(f": {event.note}")) if notes and event.note else name


def _evidence(law: Law, event: Event) -> Line:
    doubt = "" if event.confidence in (None, "high") else f" [{event.confidence}]"
    return (*pinpoints(law, event.cite), Span(doubt, "muted"))
