"""Markdown of EU law: ``#### Article N``, ``##### `` subject, ``1.``, ``- (a)``, ``## ANNEX I``."""

from __future__ import annotations

import re

from ddcompare.corpus.texts import markdown
from ddcompare.corpus.texts.outline import Node, Outline
from ddcompare.model.provisions import OfficialText

_HEAD = re.compile(rb"#+ +Article +\d+[a-z]*\s*$")
_ARTICLE = re.compile(r"Article +(\d+[a-z]*)")
_ANNEX = re.compile(r"ANNEX(?: +([IVXLC]+[a-z]?|[A-Z]))?\b")
_PART = re.compile(
    r"(?:(?P<part>part|module)|section|chapter) +([0-9]+|[IVXL]+|[A-Z])\b[\s:.–-]*(.*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.? +(.*)")
_RECITAL = re.compile(r"\((\d{1,3})\) +(.*)")
_KINDS = {"dot:n": "paragraph"}
_ANNEX_KINDS = {"dot:n": "point"}
_BASE = frozenset({"dot:n"})


class EuMarkdown:
    """Reader of EU acts in Markdown."""

    id = "eu-markdown"

    def sniff(self, head: bytes) -> bool:
        """A heading that is an article with its number."""
        return markdown.has_heading(head, _HEAD)

    def read(self, data: bytes) -> OfficialText:
        """Recitals if they are there, articles, and annexes with their parts."""
        document = markdown.read(data)
        roots: list[Node] = []
        outline: Outline | None = None
        subject = False  # whether the next heading is the subject of the provision
        for line in document.lines:
            if line.level:
                article, annex = _ARTICLE.fullmatch(line.text), _ANNEX.match(line.text)
                if article:
                    roots.append(Node("article", article[1]))
                    outline, subject = Outline(roots[-1], _KINDS, _BASE), True
                elif annex:
                    roots.append(Node("annex", annex[1] or ""))
                    outline, subject = Outline(roots[-1], _ANNEX_KINDS, _BASE), True
                elif outline and roots[-1].kind == "annex" and (part := _part(line.text)):
                    roots[-1].children.append(part)
                    outline, subject = Outline(part, _ANNEX_KINDS, _BASE), False
                elif outline and subject:
                    roots[-1].heading, subject = line.text, False
                else:
                    outline = None  # a chapter
            elif outline:
                if line.text.startswith("Done at ") and roots[-1].kind == "article":
                    outline = None
                elif line.table:
                    outline.below(line.text)
                else:
                    outline.line(line.text)
            elif not roots or roots[-1].kind == "recital":
                recital = _RECITAL.match(line.text)
                if recital:
                    roots.append(Node("recital", recital[1], "", recital[2]))
        return document.text([root.finish() for root in roots], "en")


def _part(heading: str) -> Node | None:
    """A part of an annex by its heading."""
    match = _PART.match(heading)
    if match:
        return Node("part" if match["part"] else "section", match[2], match[3])
    match = _NUMBERED.match(heading)
    return Node("section", match[1], match[2]) if match else None
