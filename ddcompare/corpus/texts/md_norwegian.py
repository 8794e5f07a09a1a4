"""Markdown of Norwegian law: ``##### § 1. ...`` and a line for each ledd.

Lettered lists are flattened in these files: the items run together in the ledd and stand once
more as lines below it, without their letters. They are taken out of the ledd and lettered anew.
"""

from __future__ import annotations

import re

from ddcompare.corpus.texts import markdown
from ddcompare.corpus.texts.outline import Node
from ddcompare.model.provisions import OfficialText

_HEAD = re.compile("#{3,6} +§ *\\d+(?:-\\d+)?[a-z]?\\.(?: |$)".encode())
_TITLE = re.compile(r"§ *(\d+(?:-\d+)?(?: ?[a-z])?)\. *(.*)")
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
    while place < len(lines):
        words = lines[place]
        start = end = -1
        items: list[str] = []
        for item in lines[place + 1 :]:
            at = words.find(item, max(end, 0))
            if at < 0 or at == 0 or (end >= 0 and at - end > 1):
                break
            start = at if start < 0 else start
            end = at + len(item)
            items.append(item)
        place += 1 + len(items)
        section = roots[-1]
        number = 1 + sum(child.kind == "paragraph" for child in section.children)
        own = words[:start] if items else words
        node = Node("paragraph", str(number), "", _plain(own))
        for index, item in enumerate(items):
            letter = chr(ord("a") + index) if index < 26 else f"a{chr(ord('a') + index - 26)}"
            node.children.append(Node("point", letter, "", _plain(item)))
        if items and words[end:].strip():
            node.children.append(Node("text", "", "", _plain(words[end:])))
        section.children.append(node)


def _plain(words: str) -> str:
    return _REFERENCE.sub("", words).strip()
