"""A document as paper and screen want it: one title, headings in order, a list of contents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ddcompare.render.blocks import Block, Heading

CONTENTS_FROM = 9
"""A document with at least this many chapters lists them at its head."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The title and the blocks below it: chapters are headings of level 2, no level is skipped."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The chapters, where there are so many that a reader needs a list of them."""
        chapters = [b for b in self.blocks if isinstance(b, Heading) and b.level == 2]
        return tuple(chapters) if len(chapters) >= CONTENTS_FROM else ()


def outline(blocks: Iterable[Block], title: str | None = None) -> Outline:
    """Blocks with their first level-1 heading as the title, unless another title is given."""
    found: list[Block] = []
    heading, level = None, 1
    for block in blocks:
        if isinstance(block, Heading):
            if block.level == 1 and heading is None:
                heading = block.text
                continue
            level = min(max(block.level, 2), level + 1)
            found.append(replace(block, level=level))
        else:
            found.append(block)
    return Outline(title or heading or "", tuple(found))
