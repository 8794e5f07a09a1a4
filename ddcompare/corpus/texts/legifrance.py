"""Text of a Légifrance print: one article a file, headers and footers of the pages among it.

Divisions (``I.-``) hold alinéas; every numbered line (``1°``, ``a)``) is an alinéa too, as
French drafting counts them, and so is the note that a passage was struck down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ddcompare.corpus.texts.outline import Node, Outline
from ddcompare.corpus.texts.reading import TextError, collapse, decode
from ddcompare.model.provisions import OfficialText, Row

_ARTICLE = re.compile(r"\s*Article\s+([LRDA]?\*{0,2}\.?\s?\d[\w.-]*(?: [A-Z])?)(?:\s{2,}.*)?\s*$")
_VERSION = re.compile(r"Version en vigueur (?:depuis|au|du) le? ?(\d{1,2})(?:er)? (\w+) (\d{4})")
_FURNITURE = re.compile(r"\s*https?://\S+.*|\s*\d\d/\d\d/\d{4} \d\d:\d\d\s{2,}.*")
_HISTORY = re.compile(r"\s*(?:Modifié|Créé|Transféré|Abrogé|Codifié) par |\s*Version en vigueur")
_NOTE = re.compile(r"\s*(?:NOTA|Liens relatifs|Versions|Retourner)\b")
_DIVISION = re.compile(r"([IVX]{1,5}(?: (?:bis|ter|quater))?)\s?\.\s?[-–—]\s?")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_KINDS = {"division": "division", "degree": "item", "close": "item"}


class Legifrance:
    """Reader of articles printed from Légifrance and turned into text."""

    id = "legifrance-text"

    def sniff(self, head: bytes) -> bool:
        """The name or the address of Légifrance in a plain text."""
        return b"<" not in head[:200] and (
            "Légifrance".encode() in head or b"legifrance.gouv.fr" in head
        )

    def read(self, data: bytes) -> OfficialText:
        """The article, or the articles, of the print."""
        lines = decode(data).split("\n")
        match = _VERSION.search("\n".join(lines))
        version = None
        if match and match[2].lower() in _MONTHS:
            version = f"{match[3]}-{_MONTHS.index(match[2].lower()) + 1:02}-{int(match[1]):02}"
        roots: list[Node] = []
        outline: Outline | None = None
        for label, paragraph in _paragraphs(lines):
            if not roots or roots[-1].label != label:
                roots.append(Node("article", label))
                outline = Outline(roots[-1], _KINDS, frozenset({"division"}))
            assert outline is not None
            division = _DIVISION.match(paragraph)
            if division:
                outline.item(("division", division[1]), paragraph[division.end() :])
            elif paragraph.startswith("["):
                outline.text(paragraph)
            else:
                outline.line(paragraph)
        if not roots:
            raise TextError("the file names Légifrance, but no article was found in it")
        code = next((line.strip() for line in lines if line.strip().startswith("Code ")), "")
        title = " ".join(part for part in (code, "article", roots[0].label) if part)
        return OfficialText(title, version, "fr", Row.of(root.finish() for root in roots))


def _paragraphs(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The alinéas with the label of their article, page furniture taken out.

    The article is named twice, above the table of contents and above its text; the second counts.
    """
    titles = [i for i, line in enumerate(lines) if _ARTICLE.match(line)]
    last = {re.sub(r"[.\s*]", "", _label(lines[i])): i for i in titles}
    starts = sorted((start, label) for label, start in last.items())
    for (start, label), (end, _) in pairwise([*starts, (len(lines), "")]):
        yield from ((label, part) for part in _joined(lines[start + 1 : end]))


def _label(line: str) -> str:
    match = _ARTICLE.match(line)
    assert match
    return match[1]


def _joined(lines: list[str]) -> Iterator[str]:
    """Lines joined into alinéas; one that runs on over a page is put together."""
    parts: list[str] = []
    waiting: list[str] = []  # an alinéa that may go on behind the end of the page
    page = False
    for line in [*lines, ""]:
        if _NOTE.match(line):
            break
        if _FURNITURE.match(line):
            page = True
        elif line.strip():
            if waiting or parts or not _HISTORY.match(line):
                parts.append(line)
            continue
        if not parts:
            continue
        paragraph, parts = collapse(" ".join(parts)), []
        if waiting and not (page and paragraph[:1].islower() and waiting[-1][-1] not in ".;:"):
            yield " ".join(waiting)
            waiting = []
        waiting.append(paragraph)
        page = False
    if waiting:
        yield " ".join(waiting)
    if parts:
        yield collapse(" ".join(parts))
