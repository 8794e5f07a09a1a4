"""Putting the evidence of several findings together."""

from __future__ import annotations

from collections.abc import Iterable

from ddcompare.model.law import Answer, Citation

NOT_CODED = Answer(state="not_coded")
"""The answer where nobody has looked."""


def weakest(confidences: Iterable[str | None]) -> str | None:
    """The lowest of several confidences; None if none is given."""
    order = ("low", "medium", "high")
    known = [confidence for confidence in confidences if confidence in order]
    return min(known, key=order.index, default=None)


def unique(cites: Iterable[Citation]) -> tuple[Citation, ...]:
    """Citations without repeats, in their order."""
    return tuple(dict.fromkeys(cites))


def joined(notes: Iterable[str | None]) -> str | None:
    """Notes as one text without repeats, each ended as a sentence where there are several."""
    known = list(dict.fromkeys(note for note in notes if note))
    if len(known) < 2:
        return known[0] if known else None
    return " ".join(note if note.endswith((".", "!", "?")) else f"{note}." for note in known)
