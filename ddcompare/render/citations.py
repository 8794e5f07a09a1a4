"""Citations as a reader writes them: pinpoint, and the source where more than one is in play."""

from __future__ import annotations

from collections.abc import Sequence

from ddcompare.model.law import Citation, Law
from ddcompare.render.blocks import Span


def pinpoints(law: Law, cites: Sequence[Citation]) -> tuple[Span, ...]:
    """The citations of an answer, each with a link to its source; never cut."""
    runs: list[Span] = []
    for index, cite in enumerate(cites):
        if index:
            runs.append(Span("; "))
        runs.append(Span(pinpoint(law, cite), link=law.url(cite)))
    return tuple(runs)


def pinpoint(law: Law, cite: Citation) -> str:
    """A citation in words; the source is named unless it is the law's first."""
    main = next(iter(law.sources), None)
    return cite.at if cite.source == main else f"{cite.at} ({cite.source})"
