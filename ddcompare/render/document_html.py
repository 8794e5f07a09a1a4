"""Blocks as one self-contained HTML page, to read on a screen and to print on A4."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from ddcompare.render.blocks import (
    Block,
    Heading,
    Item,
    Items,
    Line,
    NewPage,
    Note,
    Paragraph,
    Picture,
    Span,
    Table,
    plain,
    runs,
    spans,
)
from ddcompare.render.html_cells import web_address
from ddcompare.render.outline import outline
from ddcompare.render.templates import policy_hash, templates

WIDE_FROM = 6
"""A table with at least this many columns scrolls sideways where the screen is narrow."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or the mark of a note (``note`` is its number, ``use`` counts its marks)."""

    text: str
    tone: str = "plain"
    url: str | None = None
    note: int = 0
    use: int = 0


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """An entry of a list, with the entries below it."""

    pieces: Pieces
    below: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A block for the template; which fields are filled depends on ``kind``."""

    kind: str
    level: int = 0
    id: str = ""
    pieces: Pieces = ()
    nodes: tuple[Node, ...] = ()
    head: tuple[Pieces, ...] = ()
    rows: tuple[tuple[Pieces, ...], ...] = ()
    shares: tuple[int, ...] = ()
    wide: bool = False
    image: str = ""
    alt: str = ""


@dataclass(slots=True)
class _Notes:
    """The notes in the order of their first mark; the same note keeps its number."""

    uses: dict[tuple[Span, ...], int] = field(default_factory=dict)

    def mark(self, note: Note) -> Piece:
        self.uses[note.full] = use = self.uses.get(note.full, 0) + 1
        number = list(self.uses).index(note.full) + 1 if use > 1 else len(self.uses)
        return Piece("".join(span.text for span in note.full), note=number, use=use)


def to_html(blocks: Iterable[Block], title: str | None = None, *, lang: str = "en") -> str:
    """Blocks as an HTML document without script, network or anything from outside the page.

    ``title`` is the first level-1 heading unless given. Everything is escaped; only http and https
    addresses become links. Notes stand at the end, each with a way back. The same blocks give the
    same bytes.
    """
    document = outline(blocks, title)
    notes = _Notes()
    pages = _pages(document.blocks, notes)
    parts = [part for _, page in pages for part in page]
    shares = sorted({share for part in parts for share in part.shares})
    style = templates().get_template("document.css.j2").render(shares=shares)
    page = templates().get_template("document.html.j2")
    text = page.render(
        title=document.title,
        lang=lang,
        pages=pages,
        contents=[p for p in parts if p.kind == "heading" and p.level == 2 and document.contents],
        notes=[(tuple(map(_piece, full)), uses) for full, uses in notes.uses.items()],
        style=Markup(style),  # noqa: S704 - from a template and numbers
        style_hash=policy_hash(style),
    )
    return text + "\n"


def _pages(blocks: Sequence[Block], notes: _Notes) -> list[tuple[bool, list[Part]]]:
    """The parts between page breaks, each time with whether the page lies across."""
    pages: list[tuple[bool, list[Part]]] = [(False, [])]
    for number, block in enumerate(blocks):
        if isinstance(block, NewPage):
            pages.append((block.across, []))
        else:
            pages[-1][1].append(_part(block, f"s{number}", notes))
    return [page for page in pages if page[1]]


def _part(block: Heading | Paragraph | Items | Table | Picture, name: str, notes: _Notes) -> Part:
    match block:
        case Heading():
            return Part("heading", level=block.level, id=name, pieces=(Piece(block.text),))
        case Paragraph():
            return Part("paragraph", pieces=_line(block.text, notes))
        case Items():
            return Part("list", nodes=tuple(_tree(block.items, notes)))
        case Picture():
            image = b64encode(block.draw("svg")).decode()
            return Part("picture", pieces=(Piece(block.caption),), image=image, alt=block.alt)
        case Table():
            return Part(
                "table",
                head=tuple(_cell(cell) for cell in block.head),
                rows=tuple(tuple(_cell(cell) for cell in row) for row in block.rows),
                shares=tuple(round(100 * width / sum(block.widths)) for width in block.widths),
                wide=len(block.widths) >= WIDE_FROM,
            )


def _tree(items: Sequence[Item], notes: _Notes) -> Iterator[Node]:
    """The entries of one depth, with those that follow deeper below each."""
    start = 0
    while start < len(items):
        end = start + 1
        while end < len(items) and items[end].depth > items[start].depth:
            end += 1
        pieces = _line(items[start].text, notes)
        yield Node(pieces, tuple(_tree(items[start + 1 : end], notes)))
        start = end


def _line(line: Line, notes: _Notes) -> Pieces:
    return tuple(
        notes.mark(run) if isinstance(run, Note) else _piece(run)
        for run in runs(line)
        if isinstance(run, Note) or run.text
    )


def _cell(line: Line) -> Pieces:
    return tuple(map(_piece, spans(line))) if plain(line).strip() else ()


def _piece(span: Span) -> Piece:
    return Piece(span.text, span.tone, web_address(span.link))
