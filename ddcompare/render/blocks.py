"""A document as a list of blocks: built once from records, shown in the terminal or as Markdown.

A block knows what it says and how strongly, never how it looks in a format.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "strong", "muted", "warning"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one tone, perhaps with a link (http or https)."""

    text: str
    tone: Tone = "plain"
    link: str | None = None


Line = str | Span | tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the document."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Line


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, ``depth`` levels in."""

    text: Line
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Items:
    """A list with nesting."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``widths`` are the columns' shares of an 80-column line, ``head`` may be empty.

    ``gap`` is how many columns of each share stay blank on its right.
    """

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]
    gap: int = 2


Block = Heading | Paragraph | Items | Table
Blocks = tuple[Block, ...]


def spans(line: Line) -> tuple[Span, ...]:
    """A line as its runs of text."""
    if isinstance(line, str):
        return (Span(line),)
    return (line,) if isinstance(line, Span) else line


def plain(line: Line) -> str:
    """A line without tones and links."""
    return "".join(span.text for span in spans(line))
