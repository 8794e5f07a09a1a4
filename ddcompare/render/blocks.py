"""A document as a list of blocks: built once from records, shown in every format for reading.

A block knows what it says and how strongly, never how it looks in a format.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "strong", "muted", "warning"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one tone, perhaps with a link (http or https)."""

    text: str
    tone: Tone = "plain"
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """The citations behind a statement in running text.

    ``short`` stands in brackets where there are no footnotes (terminal, Markdown, tables);
    ``full`` is the footnote of a document, with the titles and addresses of the sources.
    """

    short: tuple[Span, ...]
    full: tuple[Span, ...]


Run = Span | Note
Line = str | Run | tuple[Run, ...]


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


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and in ``alt`` what it shows, for those who do not see it.

    ``draw`` gives the bytes of an SVG or PNG file; nothing is drawn before a format asks for it.
    """

    draw: Callable[[Literal["svg", "png"]], bytes]
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """On paper a new page begins, and ``across`` says how it and those after it lie."""

    across: bool = False


Block = Heading | Paragraph | Items | Table | Picture | NewPage
Blocks = tuple[Block, ...]


def runs(line: Line) -> tuple[Run, ...]:
    """A line as its runs of text and its notes."""
    if isinstance(line, str):
        return (Span(line),)
    return line if isinstance(line, tuple) else (line,)


def spans(line: Line) -> tuple[Span, ...]:
    """A line as its runs of text, with the notes in brackets."""
    found: list[Span] = []
    for run in runs(line):
        found += (Span(" ["), *run.short, Span("]")) if isinstance(run, Note) else (run,)
    return tuple(found)


def plain(line: Line) -> str:
    """A line without tones and links."""
    return "".join(span.text for span in spans(line))
