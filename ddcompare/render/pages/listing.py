"""The list of laws, and the codebook, as pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ddcompare.compare.overview import UNKNOWN_YET, Overview
from ddcompare.model.codebook import Codebook
from ddcompare.model.wording import state_label
from ddcompare.render.blocks import Block, Heading, Paragraph, Span, Table, Tone
from ddcompare.render.caveats import review_line

_BINDING = ("applied", "in_force_not_yet_applied")


def list_page(views: Sequence[Overview], as_of: date, codebook: Codebook) -> list[Block]:
    """All laws with their state, coverage, confidence and the age of the last check."""
    rows = []
    for view in views:
        state = view.application_state
        tone: Tone = "plain" if state in _BINDING else "muted"
        sure = "/".join(str(view.confidence.get(word, 0)) for word in ("high", "medium", "low"))
        rows.append(
            tuple(
                Span(cell, tone)
                for cell in (
                    view.law.id,
                    view.law.jurisdiction,
                    state_label(codebook, state) if state else UNKNOWN_YET,
                    f"{view.coded}/{sum(view.states.values())}" if state else "-",
                    sure if state else "-",
                    verified_share(view),
                    view.law.checked.on.isoformat(),
                )
            )
        )
    head = ("law", "in", "state", "coded", "h/m/l", "verified", "checked")
    laws = [view.law for view in views]
    return [
        Heading(f"{len(views)} law{'s' if len(views) != 1 else ''} on {as_of}", 1),
        Table(head, tuple(rows), (23, 6, 15, 6, 9, 9, 11), gap=1),
        Paragraph(
            Span(
                "coded: of 90 cells. h/m/l: cells of high, medium, low confidence. verified: "
                "share of cells whose citations were all found in the official text by machine.",
                "muted",
            )
        ),
        Paragraph(review_line(laws)),
    ]


def verified_share(view: Overview) -> str:
    """The share of cells whose citations are all machine-verified, of those that cite."""
    cited = sum(view.verified.values())
    return f"{100 * view.verified.get('verified', 0) // cited} %" if cited else "-"
