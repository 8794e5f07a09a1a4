"""Markdown of German federal law: ``# § 1 – ...``, ``(1)``, ``1.``, ``a)``; sentences uncounted.

Sentences are not marked in the text; a pinpoint counts them when it names one.
"""

from __future__ import annotations

import re

from ddcompare.corpus.texts import markdown
from ddcompare.corpus.texts.outline import Node, Outline
from ddcompare.model.provisions import OfficialText

_HEAD = re.compile("#+ +(?:(?:§){1,2}|Art\\.?|Artikel) +\\d+[a-z]* +[–-]".encode())
_TITLE = re.compile(
    r"(?:(?P<section>§+)|(?P<article>Art(?:ikel|\.)?)|(?P<annex>Anlage|Anhang)\b)"
    r" *(?P<label>\d+[a-z]*|[A-Z]\b)?(?: +(?:bis|und) .*?)? *(?:[–-] *(?P<heading>.*))?$"
)
_NAME = re.compile(r"% *(.+)")
_REMARK = re.compile(r"§ \d+[a-z]* (?:Abs\. \S+ )?(?:(?:Satz|Nr\.) \S+ )*[A-ZÄÖÜ]\w+:")
_KINDS = {"paren:n": "paragraph"}


class GermanMarkdown:
    """Reader of German federal law."""

    id = "german-markdown"

    def sniff(self, head: bytes) -> bool:
        """A heading with a section sign, a number and a dash."""
        return markdown.has_heading(head, _HEAD)

    def read(self, data: bytes) -> OfficialText:
        """Sections or articles, and annexes."""
        document = markdown.read(data)
        roots: list[Node] = []
        outline: Outline | None = None
        title = ""
        for line in document.lines:
            match = _TITLE.match(line.text) if line.level else None
            if match:
                kind = match.lastgroup and next(
                    name for name in ("section", "article", "annex") if match[name]
                )
                roots.append(Node(kind or "section", match["label"] or "", match["heading"] or ""))
                outline = Outline(roots[-1], _KINDS, frozenset({"paren:n"}), rejoin=True)
            elif line.level:
                outline = None
            elif outline and not _REMARK.match(line.text):
                outline.line(line.text)
            elif not roots and not title:
                name = _NAME.match(line.text)
                title = name[1].split(" % ")[0] if name else ""
        return document.text([root.finish() for root in roots], "de", title)
