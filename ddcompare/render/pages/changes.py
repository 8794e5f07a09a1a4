"""What changed in law between two dates, as a page: law by law, in order of date."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ddcompare.compare.change import Change, Moved, Regraded
from ddcompare.compare.changes import Changes
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Law
from ddcompare.render.blocks import Block, Heading, Line, Paragraph, Span, Table, Tone
from ddcompare.render.caveats import review_line
from ddcompare.render.change_words import cites, words
from ddcompare.render.citations import pinpoints

_WIDTHS = (12, 42, 26)


def changes_page(found: Changes, codebook: Codebook, *, beside: bool) -> list[Block]:
    """Every change with its first day and the provisions before and after.

    ``beside`` says whether guidance, practice and other dates are among them.
    """
    changed = len({change.law.id for change in found.changes})
    count = len(found.changes)
    laws = f"{changed} law{'s' if changed != 1 else ''}"
    blocks: list[Block] = [
        Heading(f"Changes of law from {found.first} to {found.last}, both days included", 1),
        Paragraph(
            f"{count} change{'s' if count != 1 else ''} in {laws} of {len(found.laws)}."
            if count
            else "Nothing changed in law."
        ),
    ]
    for _, group in groupby(found.changes, key=lambda change: change.law.id):
        changes = list(group)
        law = changes[0].law
        rows = tuple(_rows(changes, codebook))
        blocks += [Heading(f"{law.short_title} ({law.id})"), Table((), rows, _WIDTHS)]
    return [*blocks, *_rest(found, beside)]


def _rows(changes: list[Change], codebook: Codebook) -> Iterator[tuple[Line, ...]]:
    day = None
    for change in changes:
        when = "" if change.day == day else change.day.isoformat()
        day = change.day
        tone: Tone = "strong" if isinstance(change.what, Regraded) else "plain"
        said = Span(words(change.what, codebook), tone)
        yield Span(when, "strong"), said, _evidence(change.law, change)


def _evidence(law: Law, change: Change) -> Line:
    """The provisions after the change, and those before where they had other numbers."""
    before, after = cites(change.what)
    now = pinpoints(law, after or before)
    old = {cite.at: law.url(cite) for cite in before}
    if not after or set(old) <= {cite.at for cite in after}:
        return now
    lead = "for example " if isinstance(change.what, Moved) else ""
    was = [span for at, url in old.items() for span in (Span("; "), Span(at, link=url))][1:]
    return (Span(lead), *now, Span(" (before: ", "muted"), *was, Span(")", "muted"))


def _rest(found: Changes, beside: bool) -> Iterator[Block]:
    if found.unchanged:
        names = ", ".join(law.short_title for law in found.unchanged)
        yield Paragraph(f"No change: {names}.")
    if found.absent:
        names = ", ".join(law.short_title for law in found.absent)
        yield Paragraph(Span(f"Not law by {found.last}: {names}.", "muted"))
    if not beside:
        line = "Guidance, practice, reviews and other dates beside the law: --all."
        yield Paragraph(Span(line, "muted"))
    yield Paragraph(review_line(found.laws))
