"""The result of ``verify`` as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ddcompare.corpus.verify import Verified
from ddcompare.model.verification import FAILED
from ddcompare.model.wording import texts_in_words
from ddcompare.render.blocks import Block, Heading, Item, Items, Paragraph, Span, Table

COUNTS = ("citations", "found", "with_terms", "whole", "no_text", "failed")


def summary(result: Verified) -> Mapping[str, int]:
    """How many distinct citations of a law were found, carry terms, failed, or had no text."""
    checked = result.verification.citations
    statuses = Counter(item.status for item in checked.values())
    with_terms = sum(bool(c.terms) and item.status == "found" for c, item in checked.items())
    return {
        "citations": len(checked),
        "found": statuses["found"],
        "with_terms": with_terms,
        "whole": statuses["whole"],
        "no_text": statuses["no_text"],
        "failed": sum(statuses[status] for status in FAILED),
    }


def verify_page(results: Sequence[Verified]) -> list[Block]:
    """One line a law: what was found, and against which version of which text."""
    rows, read = [], []
    for result in results:
        counts = summary(result)
        cells = (result.law.id, *(str(counts[name]) for name in COUNTS))
        rows.append(tuple(Span(cell, "warning" if result.problems else "plain") for cell in cells))
        texts = texts_in_words(result.verification) or "no text at hand"
        read.append(Item(f"{result.law.id} against: {texts}"))
    head = ("law", *(name.replace("_", " ") for name in COUNTS))
    return [
        Heading("Citations against official texts", 1),
        Table(head, tuple(rows), (24, 11, 7, 12, 7, 9, 8)),
        Items(tuple(read)),
        Paragraph(
            Span(
                "found: the pinpoint exists, with its terms. whole, no text: not verified.",
                "muted",
            )
        ),
    ]
