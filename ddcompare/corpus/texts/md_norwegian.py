"""Markdown of Norwegian law: ``##### § 1. ...`` and a line for each ledd.

Lettered lists are flattened in these files: the items run together in the ledd and stand once
more as lines below it, without their letters. They are taken out of the ledd and lettered anew.
Definitions that were letters of one ledd come out as a row of ledd, ``Med ... menes``; they are
put together again.
"""

from __future__ import annotations

import re
from itertools import islice

from ddcompare.corpus.texts import markdown
from ddcompare.corpus.texts.outline import Node
from ddcompare.model.provisions import OfficialText

_HEAD = re.compile("#{3,6} +§ *\\d+(?:-\\d+)?[a-z]?\\.(?: |$)".encode())
_TITLE = re.compile(r"§ *(\d+(?:-\d+)?(?: ?[a-z])?)\. *(.*)")
_DEFINES = re.compile(r"Med [^.:;]{1,80}? menes\b")
_REFERENCE = re.compile(r"(?<=[^\W\d_][.])\d(?=\s+[A-ZÆØÅ]|$)")


class NorwegianMarkdown:
    """Reader of Norwegian law."""

    id = "norwegian-markdown"

    def sniff(self, head: bytes) -> bool:
        """A heading with a section sign, a number and a full stop."""
        return markdown.has_heading(head, _HEAD)

    def read(self, data: bytes) -> OfficialText:
        """Sections, ledd by ledd."""
        document = markdown.read(data)
        roots: list[Node] = []
        ledd: list[str] = []
        for line in document.lines:
            match = _TITLE.match(line.text) if line.level else None
            if line.level:
                _add(roots, ledd)
                ledd = []
            if match:
                roots.append(Node("section", match[1].replace(" ", ""), match[2]))
            elif roots and not line.level:
                ledd.append(line.text)
        _add(roots, ledd)
        return document.text([root.finish() for root in roots], "no")


def _add(roots: list[Node], lines: list[str]) -> None:
    """Put lines into the last section: each is a ledd, or an item of the ledd before."""
    place = 0
    found: list[Node] = []
    while place < len(lines):
        node, used = _ledd(lines, place)
        place += 1 + used
        if found and _DEFINES.match(node.text):
            before = found[-1]
            if before.kind == "definitions":
                before.children.append(node)
                continue
            if _DEFINES.match(before.text):
                found[-1] = Node("definitions", children=[before, node])
                continue
        found.append(node)
    for number, node in enumerate(found, 1):
        for index, item in enumerate(_items(node)):
            item.label = _letter(index)
            for position, inner in enumerate(_items(item), 1):
                inner.label = str(position)
        node.kind, node.label = "paragraph", str(number)
        roots[-1].children.append(node)


def _ledd(lines: list[str], place: int) -> tuple[Node, int]:
    """A ledd without the items that run together in it, and how many lines repeat those."""
    words = lines[place]
    start = end = -1
    items: list[str] = []
    for item in islice(lines, place + 1, None):
        at = words.find(item, max(end, 0))
        if at <= 0 or (items and at - end > 1):
            break
        start = start if items else at
        end = at + len(item)
        items.append(item)
    if not items:
        return Node("point", text=_plain(words)), 0
    node = Node("point", text=_plain(words[:start]))
    node.children = [Node("point", text=_plain(item)) for item in items]
    if words[end:].strip():
        node.children.append(Node("text", text=_plain(words[end:])))
    return node, len(items)


def _items(node: Node) -> list[Node]:
    return [child for child in node.children if child.kind == "point"]


def _letter(index: int) -> str:
    return chr(ord("a") + index) if index < 26 else "a" + chr(ord("a") + index % 26)


def _plain(words: str) -> str:
    return _REFERENCE.sub("", words).strip()
