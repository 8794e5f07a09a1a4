"""What another day or another fact changes: the answers that flip, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ddcompare.comply.records import Applicability
from ddcompare.comply.whatif import Flip
from ddcompare.model.rules import Truth
from ddcompare.render.blocks import Block, Heading, Paragraph, Span, Table
from ddcompare.render.citations import pinpoints
from ddcompare.render.pages.check_trace import ANSWERS
from ddcompare.render.plain import plain_cites


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two checks held against each other.

    ``kind`` is ``set`` (facts changed; ``of`` names them) or ``as_of`` (``of`` are the two days).
    """

    kind: str
    of: tuple[str, ...]
    flips: tuple[Flip, ...]

    @property
    def turned(self) -> tuple[Flip, ...]:
        """The flips in which the answer or what the rule says is another one.

        A law that begins to apply to others leaves both as they were.
        """
        return tuple(flip for flip in self.flips if _told(flip.before) != _told(flip.after))


def _told(result: Applicability) -> tuple[Truth, Truth]:
    return result.applies, result.would_apply or result.applies


def comparison_blocks(comparisons: Sequence[Comparison], *, several: bool) -> Iterator[Block]:
    """One section for each comparison; ``several`` names the entity of each answer."""
    for found in comparisons:
        yield Heading(_title(found))
        if not found.turned:
            yield Paragraph("No answer changes.")
            continue
        rows = []
        for flip in found.turned:
            who = f" {flip.entity.id}" if several else ""
            turn = f"{_answer(flip.before)}, then {_answer(flip.after)}"
            rows.append((Span(f"{flip.law.short_title}{who}", "strong"), Span(turn), _why(flip)))
        yield Table((), tuple(rows), (22, 18, 40))


def _title(found: Comparison) -> str:
    if found.kind == "set":
        return f"What changes with {', '.join(found.of)}"
    return f"What changes from {found.of[0]} to {found.of[1]}"


def _answer(result: Applicability) -> str:
    """The answer, with what the rule says where the law itself does not bind."""
    words = ANSWERS[result.applies]
    return f"{words} (by its rule: {ANSWERS[result.would_apply]})" if result.would_apply else words


def _why(flip: Flip) -> tuple[Span, ...]:
    runs: list[Span] = []
    for change in flip.changes:
        runs.append(Span(f"{'; ' if runs else ''}{change.text}"))
        if change.cite:
            runs += [Span(" ["), *pinpoints(flip.law, change.cite), Span("]")]
    return tuple(runs) or (Span("for another reason; see --trace", "muted"),)


def plain_comparison(found: Comparison) -> dict[str, Any]:
    """A comparison as data for JSON."""
    return {
        "kind": found.kind,
        "of": list(found.of),
        "flips": [
            {
                "entity": flip.entity.id,
                "law": flip.law.id,
                "before": flip.before.applies,
                "after": flip.after.applies,
                "would_apply_before": flip.before.would_apply,
                "would_apply_after": flip.after.would_apply,
                "why": [
                    {
                        "kind": change.kind,
                        "text": change.text,
                        "cite": plain_cites(flip.law, change.cite),
                    }
                    for change in flip.changes
                ],
            }
            for flip in found.turned
        ],
    }
