"""How a law stands on a day, and where it says what it says: parts of reports about laws."""

from __future__ import annotations

from ddcompare.compare.matrix import Column
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Answer, Law, Layered
from ddcompare.render.blocks import Span
from ddcompare.render.citations import pinpoints
from ddcompare.render.pages.profile import state_span


def standing(column: Column, codebook: Codebook, what: str) -> tuple[Span, tuple[Span, ...]]:
    """A row on a law: its title and state, with a caution where it is neither applied nor in force.

    ``what`` is the word in front, such as Law.
    """
    law = column.law
    said: tuple[Span, ...] = (
        Span(f"{law.title_en} ({law.jurisdiction}, {law.id}): "),
        state_span(column, codebook),
    )
    if column.greyed:
        said = (*said, Span("; what follows is about its text", "warning"))
    return Span(what, "strong"), said


def not_law(law: Law, day: object) -> str:
    """That a law did not exist on a day, and when it came."""
    when = f"it was adopted on {law.adopted_on}" if law.adopted_on else "it was never adopted"
    return f"{law.short_title} ({law.id}) was not law on {day}: {when}"


def cited(law: Law, found: Answer | Layered) -> tuple[Span, ...]:
    """The pinpoints of an answer in brackets, with the confidence where it is not high."""
    if not found.cite:
        return ()
    doubt = found.confidence not in (None, "high")
    sure = (Span(f"; {found.confidence} confidence", "muted"),) if doubt else ()
    return (Span("["), *pinpoints(law, found.cite), *sure, Span("]"))
