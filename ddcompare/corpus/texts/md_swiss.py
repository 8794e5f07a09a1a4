"""Markdown of Swiss federal law: ``##### **Art. 2** ...``, raised numbers, ``- a.``, ``- 1.``."""

from __future__ import annotations

import re

from ddcompare.corpus.texts import markdown
from ddcompare.corpus.texts.outline import Node, Outline, read_marker
from ddcompare.model.provisions import OfficialText

_HEAD = re.compile(rb"#+ +\*\*Art\. *\d+[a-z]*")
_TITLE = re.compile(
    r"(?:Art\. *(?P<article>\d+[a-z]*)|(?:Anhang|Annexe|Allegato) *(?P<annex>\d*))\b *(?P<h>.*)"
)
_RAISED = re.compile(r"<sup>\s*(\d+(?:bis|ter|quater|[a-z])?)\s*</sup>\s*")
_KINDS = {"raised": "paragraph"}


class SwissMarkdown:
    """Reader of Swiss federal acts and ordinances."""

    id = "swiss-markdown"

    def sniff(self, head: bytes) -> bool:
        """A heading with an article in bold type."""
        return markdown.has_heading(head, _HEAD)

    def read(self, data: bytes) -> OfficialText:
        """Articles and annexes. A letter that lost its words in the copy gets them back."""
        document = markdown.read(data)
        roots: list[Node] = []
        outline: Outline | None = None
        for line in document.lines:
            if line.level:
                match = _TITLE.match(line.text)
                outline = None
                if match:
                    kind = "article" if match["article"] else "annex"
                    roots.append(Node(kind, match["article"] or match["annex"] or "", match["h"]))
                    outline = Outline(roots[-1], _KINDS, frozenset({"raised"}))
                continue
            if not outline:
                continue
            raised = _RAISED.match(line.text)
            if raised:
                outline.item(("raised", raised[1]), _RAISED.sub("", line.text[raised.end() :]))
                continue
            marker, words = read_marker(line.text)
            if marker and not words and line.bullet and marker[0] == "dot":
                outline.adopt(marker)
            elif marker and line.bullet:
                outline.line(line.text)
            else:
                outline.text(line.text)
        language = "fr" if document.about.get("language", "").startswith("fr") else "de"
        return document.text([root.finish() for root in roots], language)
