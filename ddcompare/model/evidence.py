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
