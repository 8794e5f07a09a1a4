"""Markdown of UK legislation: a heading with the bare number, ``- (1)``, ``- (a)`` below it."""

from __future__ import annotations

import re

from ddcompare.corpus.texts import markdown
from ddcompare.corpus.texts.outline import Node, Outline
from ddcompare.model.provisions import OfficialText

_NUMBER = re.compile(rb"#{4,6} +\d+[A-Z]*\s*$")
_SCHEDULE = re.compile(r"schedule\b\s*(\d+[A-Z]*)?", re.IGNORECASE)
_TERM = re.compile(r"[“\"‘]([^”\"’]{1,80})[”\"’]")
_KINDS = {
    "paren:n": "subsection",
    "paren:l": "paragraph",
    "definition": "definition",
    "heading": "paragraph",
}
MAX_GAP = 20
_RANKS = (("regulations", "regulation"), ("order", "article"), ("rules", "rule"))


class UkMarkdown:
    """Reader of acts and statutory instruments of the United Kingdom."""

    id = "uk-markdown"

    def sniff(self, head: bytes) -> bool:
        """A heading that is a number and nothing else."""
        return markdown.has_heading(head, _NUMBER)

    def read(self, data: bytes) -> OfficialText:
        """Sections (regulations, articles, rules) and schedules."""
        document = markdown.read(data)
        kind = _kind(document)
        roots: list[Node] = []
        outline: Outline | None = None
        heading = ""
        for line in document.lines:
            schedule = _SCHEDULE.match(line.text) if line.level else None
            if schedule:
                roots.append(Node("schedule", schedule[1] or "", line.text))
                outline = Outline(roots[-1], _KINDS, frozenset({"heading", "paren:n"}))
            elif line.level > 1 and re.fullmatch(r"\d+[A-Z]*", line.text):
                if roots and roots[-1].kind == "schedule" and outline:
                    outline.item(("heading", line.text), heading=heading)
                else:
                    roots.append(Node(kind, line.text, heading))
                    outline = Outline(roots[-1], _KINDS, frozenset({"paren:n"}))
                heading = ""
            elif line.level:
                heading = line.text
            elif outline:
                term = _TERM.match(line.text) if line.bullet else None
                if term:
                    outline.item(("definition", term[1]), line.text)
                else:
                    outline.line(line.text)
        for root in roots:
            _mark_gaps(root)
        return document.text([root.finish() for root in roots], "en")


def _mark_gaps(node: Node) -> None:
    """Put a mark where a number is missing: what is repealed keeps its number in print, so that
    a gap means that the copy left something out.
    """
    children: list[Node] = []
    last = 0
    for child in node.children:
        _mark_gaps(child)
        if child.form == "paren" and child.label.isdecimal():
            number = int(child.label)
            if last and last + 1 < number < last + MAX_GAP:
                children += [Node("omitted", str(label)) for label in range(last + 1, number)]
            last = number
        children.append(child)
    node.children = children


def _kind(document: markdown.Document) -> str:
    """What the numbered provisions of an instrument are called, by its title."""
    if document.about.get("rank", "") in ("act", ""):
        return "section"
    title = document.about.get("title", "").lower()
    return next((kind for word, kind in _RANKS if word in title), "regulation")
