"""What stands inside an article or annex of EUR-Lex XHTML: paragraphs, points, subparagraphs.

Two dialects, both met in one file: in the Official Journal a point is a table of one row with
the label in the first cell, and a paragraph begins with its number; in consolidated texts both
are ``div`` elements with columns. Levels are read one at a time, when they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree

from ddcompare.corpus.texts.eurlex_shapes import Shape, clean, shape, table, words
from ddcompare.corpus.texts.safexml import local
from ddcompare.model.provisions import EMPTY, Outline, Provision, Row

_NUMBER = re.compile(
    r"\s*[‘“'\"]?(?:(\d{1,4}[a-z]{0,2})\.|\((\d{1,4}[a-z]{0,2}|[a-z]{1,5})\))\s+(?=\S)"
)
_LABEL = re.compile(
    r"\s*[‘“'\"]?(?:\(?([0-9]{1,4}(?:\.[0-9]+)*[a-z]{0,2}|[a-z]{1,5}|[A-Z]{1,3}|[IVXL]{1,6})"
    r"[.)]{1,2}|[—–•-])\s*"
)
_GROUP = re.compile(
    r"(?:(?P<word>part|section|module|chapter|title)\s+(?P<name>[0-9]{1,3}[A-Za-z]?|[IVXL]+|[A-Z])\b"
    r"|(?P<number>\d{1,3}(?:\.\d{1,3})*)\.?(?=\s)|(?P<letter>[A-Z])\.(?=\s))[\s.:—–-]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


class Block(NamedTuple):
    """A piece of content: an element with its shape; or words of its own (the element is None).

    ``text`` of a wrapper is the number of the paragraph in it.
    ``start``: the columns before it have been read.
    """

    shape: Shape
    element: etree._Element | None
    text: str = ""
    start: int = 0


class Entry(NamedTuple):
    """One provision of a level before it is made: what it is, and the blocks that belong to it.

    ``numbered``: the words begin with the number, which is not part of them.
    """

    kind: str
    label: str
    content: list[Block]
    heading: str = ""
    numbered: bool = False


def blocks(element: etree._Element, start: int = 0) -> list[Block]:
    """The content of a container, from its nth child on, wrappers opened.

    A wrapper that is known to hold one numbered paragraph stays closed until it is asked for.
    """
    found: list[Block] = []
    loose = element.text or "" if not start else ""
    for child in islice(element, start, None) if start else element:
        kind = shape(child)
        if kind is Shape.INLINE:
            loose += words(child) + (child.tail or "")
            continue
        if loose:
            if not loose.isspace():
                found.append(Block(Shape.TEXT, None, clean(loose)))
            loose = ""
        if child.tail and any(map(str.isalnum, child.tail)):
            loose = child.tail  # not what closes a quotation, nor the dashes of a deleted passage
        if kind is Shape.WRAPPER or (kind is Shape.NUMBERED and len(child) < 2):
            closed = child.get("id", "")[3:4] == "." and len(child)  # "002.001": one paragraph
            number = _number(child[0]) if closed else None
            if number and number[1]:
                found.append(Block(Shape.WRAPPER, child, number[1]))
            else:
                found.extend(blocks(child))
        elif kind != Shape.SKIP:
            found.append(Block(kind, child))
    if loose and not loose.isspace():
        found.append(Block(Shape.TEXT, None, clean(loose)))
    return found


def row(content: Sequence[Block], in_article: bool = False, annex: bool = False) -> Row:
    """The provisions of one level. ``in_article``: numbers are those of paragraphs."""
    return Row(_Level(content, in_article, annex)) if content else EMPTY


def _split(entry: Entry) -> tuple[Block | None, list[Block]]:
    """The block that holds the words of an entry, and those below it."""
    content: list[Block] = []
    for block in entry.content:
        if block.start or block.shape is Shape.WRAPPER:
            assert block.element is not None
            content.extend(blocks(block.element, max(block.start, 0)))
        else:
            content.append(block)
    if not content or content[0].shape is not Shape.TEXT:
        return None, content
    first = content[0]
    own = first.element is None or entry.numbered or entry.kind == "text"
    own = own or (first.element is not None and not _number(first.element))
    return (first, content[1:]) if own else (None, content)


def _lead(entry: Entry, block: Block | None) -> str:
    if block is None:
        return ""
    text = block.text if block.element is None else words(block.element)
    number = _NUMBER.match(text) if entry.numbered else None
    return text[number.end() :] if number else text


class Entries:
    """Entries as the source of a row; a subclass says where they come from."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[Block | None, Row]] = {}

    def entry(self, index: int) -> Entry:
        """An entry of the row."""
        raise NotImplementedError

    def heading(self, index: int) -> str:
        """The heading of an entry."""
        return self.entry(index).heading

    def inside(self, content: list[Block], index: int) -> Row:
        """The row below an entry, out of its blocks."""
        raise NotImplementedError

    def make(self, index: int) -> Provision:
        """See ``Source``."""
        entry = self.entry(index)
        first, children = self._opened(index)
        heading = self.heading(index)
        return Provision(entry.kind, entry.label, heading, _lead(entry, first), children)

    def below(self, index: int) -> Row:
        """See ``Source``."""
        return self._opened(index)[1]

    def _opened(self, index: int) -> tuple[Block | None, Row]:
        opened = self._open.get(index)
        if opened is None:
            first, rest = _split(self.entry(index))
            opened = self._open[index] = (first, self.inside(rest, index))
        return opened


class _Level(Entries):
    """The blocks of one level as the source of a row."""

    def __init__(self, content: Sequence[Block], in_article: bool, annex: bool) -> None:
        super().__init__()
        self._content = content
        self._kind = "paragraph" if in_article else "point"
        self._annex = annex
        self._entries: list[Entry] = []

    def outline(self) -> Outline:
        self._entries = _entries(self._content, self._kind, self._annex)
        return [entry[:2] for entry in self._entries]

    def entry(self, index: int) -> Entry:
        return self._entries[index]

    def inside(self, content: list[Block], index: int) -> Row:
        return row(content, annex=self._annex)

    def skim(self) -> str:
        return skim(self._content)


def skim(content: Sequence[Block]) -> str:
    """The words of blocks, the labels of items among them."""
    return " ".join(
        block.text if block.element is None else " ".join(block.element.itertext())  # type: ignore[arg-type]
        for block in content
    )


def _number(element: etree._Element) -> re.Match[str] | None:
    """The number with which a paragraph begins."""
    text = element.text
    if text is None or len(text) < 8 or text.isspace():
        text = words(element)
    return None if text[:1].isalpha() else _NUMBER.match(text)


def _blank(element: etree._Element) -> bool:
    """Whether a paragraph holds nothing, or only what closes a quotation."""
    text = element.text
    if text is None or len(text) < 4 or text.isspace():
        text = words(element)
    return len(text) < 4 and not any(map(str.isalnum, text))


def _entries(content: Sequence[Block], number_kind: str, annex: bool) -> list[Entry]:
    """Group blocks: a number or a heading takes along what follows up to the next of its rank."""
    entries: list[Entry] = []
    absorbing: list[Block] | None = None  # content of the numbered paragraph that is open
    rank: int | None = None  # of the heading that is open
    indents = 0
    for block in content:
        kind, element = block[:2]
        if kind is Shape.HEADING and annex and element is not None:
            part = group(words(element))
            if part is not None and (rank is None or part[0] <= rank):
                entries.append(part[1])
                rank, absorbing = part[0], None
                continue
        if rank is not None:
            entries[-1].content.append(block)
        elif element is None or kind is Shape.HEADING:
            if absorbing is None:
                entries.append(Entry("text", "", [_as_text(block)]))
            else:
                absorbing.append(_as_text(block))
        elif kind is Shape.NUMBERED and len(element):
            match = _LABEL.match(element[0].text or "")
            absorbing = [Block(kind, element, "", 1)]
            entries.append(Entry(number_kind, match[1] or "" if match else "", absorbing))
        elif kind is Shape.WRAPPER:  # a numbered paragraph of the Official Journal
            absorbing = [block]
            entries.append(Entry(number_kind, block.text, absorbing, numbered=True))
        elif kind is Shape.TEXT:
            if _blank(element):
                continue
            match = _number(element)
            if match and match[1]:
                absorbing = [block]
                entries.append(Entry(number_kind, match[1], absorbing, numbered=True))
            elif absorbing is not None:
                absorbing.append(block)
            elif match:
                entries.append(Entry("point", match[2], [block], numbered=True))
            else:
                entries.append(Entry("text", "", [block]))
        elif absorbing is not None:
            absorbing.append(block)
        else:
            label, cell = listed(element, kind)
            if cell is None:
                entries.append(Entry("text", "", [Block(Shape.TEXT, None, table(element))]))
            elif label:
                entries.append(Entry("point", label, [Block(Shape.WRAPPER, cell)]))
            else:
                indents += 1
                entries.append(Entry("indent", str(indents), [Block(Shape.WRAPPER, cell)]))
    return entries


def _as_text(block: Block) -> Block:
    return block if block.element is None else Block(Shape.TEXT, None, words(block.element))


def listed(element: etree._Element, kind: Shape) -> tuple[str, etree._Element | None]:
    """Label and content of a list item; no content if the block is none."""
    cells: list[etree._Element] = []
    if kind is Shape.LISTED:
        cells = list(element)
    elif len(element):
        inner = element[-1]  # behind the widths of the columns
        while len(inner) == 1:  # table body with a single row
            inner = inner[0]
        if local(inner) == "tr" and len(inner) in (2, 3):
            cells = list(inner)
            if len(cells) == 3 and not words(cells[0]):
                del cells[0]
    if len(cells) != 2:
        return "", None
    first = cells[0]
    if len(first) == 1 and first.text is None:
        first = first[0]
    match = _LABEL.fullmatch(first.text if first.text and not len(first) else words(cells[0]))
    return (match[1] or "", cells[1]) if match else ("", None)


def group(text: str) -> tuple[int, Entry] | None:
    """Rank and entry of a heading within an annex; None if it has no number of its own."""
    match = _GROUP.match(text)
    if not match:
        return None
    rest = match["rest"].strip()
    if match["word"]:
        kind = "part" if match["word"].lower() in ("part", "module") else "section"
        return (0 if kind == "part" else 1), Entry(kind, match["name"], [], rest)
    if match["letter"]:
        return 2, Entry("part", match["letter"], [], rest)
    number = match["number"]
    return 3 + number.count("."), Entry("section", number, [], rest)
