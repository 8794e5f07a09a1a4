"""XHTML of EUR-Lex: the Official Journal as published, and consolidated texts.

Articles, annexes and recitals are found by their ``id`` (``art_2``, ``anx_I``, ``rct_16``), in
older files, which have none, by the class of their titles. Marks of consolidation (``►M1``,
``▼B``) and the numbers of footnotes are taken out before anything is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

from ddcompare.corpus.texts import safexml
from ddcompare.corpus.texts.eurlex_blocks import (
    Block,
    Entries,
    Entry,
    blocks,
    group,
    listed,
    row,
    skim,
)
from ddcompare.corpus.texts.eurlex_shapes import NS, Shape, css, shape, words
from ddcompare.corpus.texts.reading import TextError
from ddcompare.model.provisions import OfficialText, Outline, Row

_KINDS = {"art": "article", "anx": "annex", "rct": "recital"}
_DIVS = (f"{NS}div", "div")
_TITLE = re.compile(r"[‘“]?(Article|ANNEX|Annex)\s*([0-9]+[a-z]{0,3}|[IVXLC]+[a-z]?|[A-Z])?\b")
_NOTE = re.compile(r"\s*(?:[►▼]\s*[A-Z]+\d*|\(?\s*\*?\d+\s*\)?)\s*")
_REFERENCE = re.compile(r"\b(\w+)\s+—\s+([A-Z]{2})\s+—\s+(\d\d)\.(\d\d)\.(\d{4})")
_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_TITLES = ("ti-art", "title-article-norm", "doc-ti", "title-annex-1")
_SUBTITLES = ("sti-art", "stitle-article-norm")
_OWN_TITLES = {*_TITLES, *_SUBTITLES}


class EurLex:
    """Reader of EUR-Lex XHTML in both of its dialects."""

    id = "eurlex-xhtml"

    def sniff(self, head: bytes) -> bool:
        """XHTML, or HTML that is well-formed."""
        return b"<html" in head[:4096].lower()

    def read(self, data: bytes) -> OfficialText:
        """Articles, annexes and recitals; those that are never cited are never built."""
        root = safexml.parse(data)
        for name in _LINKS:
            for link in root.iter(name):
                if _NOTE.fullmatch("".join(link.itertext())):  # type: ignore[arg-type]
                    link.clear(keep_tail=True)  # type: ignore[call-arg]
        body = next(root.iter(f"{NS}body", "body"), root)
        found = _with_id(body) or _by_titles(body)
        if not found:
            raise TextError("the file is HTML, but no article of EUR-Lex was found in it")
        title, version, language = _about(root)
        return OfficialText(title, version, language, Row(_Roots(found)))


_LINKS = (f"{NS}a", "a")


class _Root(NamedTuple):
    """An article, annex or recital: its element, or in files without ids its blocks."""

    kind: str
    label: str
    element: etree._Element | None
    heading: str = ""
    content: list[Block] | None = None


class _Roots(Entries):
    """The provisions of the first level as the source of a row."""

    def __init__(self, found: list[_Root]) -> None:
        super().__init__()
        self._found = found
        self._content: dict[int, tuple[str, list[Block]]] = {}

    def outline(self) -> Outline:
        return [root[:2] for root in self._found]

    def entry(self, index: int) -> Entry:
        root = self._found[index]
        heading, content = self._parts(index)
        return Entry(root.kind, root.label, content, heading)

    def heading(self, index: int) -> str:
        root = self._found[index]
        if root.kind == "article" and root.element is not None:
            for inner in islice(root.element.iter(f"{NS}p", "p"), 4):
                if css(inner) in _SUBTITLES:
                    return words(inner)
        return self._parts(index)[0]

    def inside(self, content: list[Block], index: int) -> Row:
        kind = self._found[index].kind
        return row(content, kind == "article", kind == "annex")

    def skim(self) -> str:
        return " ".join(skim(self._parts(index)[1]) for index in range(len(self._found)))

    def _parts(self, index: int) -> tuple[str, list[Block]]:
        """Heading and blocks of a provision; the subject of an annex is its first heading."""
        parts = self._content.get(index)
        if parts is not None:
            return parts
        root = self._found[index]
        heading = root.heading
        content = list(root.content or ()) if root.element is None else blocks(root.element)
        while content and content[0].element is not None and css(content[0].element) in _OWN_TITLES:
            del content[0]
        if root.kind == "annex":
            for place, block in enumerate(content[:3]):
                if block.shape == Shape.HEADING and block.element is not None:
                    if group(words(block.element)) is None:
                        heading = words(block.element)
                        del content[place]
                    break
        elif root.kind == "recital" and content and content[0].element is not None:
            _, cell = listed(content[0].element, content[0].shape)
            if cell is not None:
                content[0] = Block(Shape.WRAPPER, cell)
        self._content[index] = (heading, content)
        return heading, content


def _with_id(container: etree._Element) -> list[_Root]:
    """Articles, annexes and recitals, which stand in nested divisions (parts, chapters)."""
    found: list[_Root] = []
    for child in container:
        if child.tag in _DIVS:
            prefix, _, label = child.get("id", "").partition("_")
            if prefix in _KINDS and "." not in label and (label or prefix == "anx"):
                if prefix == "anx":  # the only annex has the id anx_1 and no number
                    match = _TITLE.match(_annex_title(child))
                    label = (match[2] or "") if match else label
                found.append(_Root(_KINDS[prefix], label, child))
            elif len(child) and not (child.get("class") or "").startswith(("norm", "grid")):
                found.extend(_with_id(child))
    return found


def _annex_title(element: etree._Element) -> str:
    for inner in islice(element.iter(f"{NS}p", "p"), 5):
        if css(inner) in _TITLES:
            return words(inner)
    return ""


def _by_titles(body: etree._Element) -> list[_Root]:
    """Files without ids: everything in one line, cut at the titles."""
    found: list[_Root] = []
    for element in _flat(body):
        kind = shape(element)
        text = words(element) if css(element) in _TITLES + _SUBTITLES else ""
        match = _TITLE.match(text) if css(element) in _TITLES else None
        label, cell = listed(element, kind) if kind in (Shape.TABLE, Shape.LISTED) else ("", None)
        if match:
            name = "article" if match[1] == "Article" else "annex"
            found.append(_Root(name, match[2] or "", None, "", []))
        elif found and found[-1].kind == "article" and css(element) in _SUBTITLES:
            found[-1] = found[-1]._replace(heading=text)
        elif cell is not None and label.isdigit() and (not found or found[-1].kind == "recital"):
            found.append(_Root("recital", label, None, "", [Block(Shape.WRAPPER, cell)]))
        elif found and found[-1].kind != "recital" and kind != Shape.SKIP:
            assert found[-1].content is not None
            found[-1].content.append(Block(kind, element))
    return found if any(root.kind == "article" for root in found) else []


def _flat(container: etree._Element) -> Iterator[etree._Element]:
    for child in container:
        if shape(child) == Shape.WRAPPER:
            yield from _flat(child)
        else:
            yield child


def _about(root: etree._Element) -> tuple[str, str | None, str]:
    """Title, version and language as the head of the document states them."""
    title: list[str] = []
    version: str | None = None
    language = ""
    for element in islice(root.iter(f"{NS}p", "p"), 40):
        kind = css(element)
        if kind == "reference":
            match = _REFERENCE.search(words(element))
            if match:
                language = match[2].lower()
                version = f"{match[5]}-{match[4]}-{match[3]}"
        elif kind == "hd-lg":
            language = words(element).lower()[:2]
        elif kind == "hd-date":
            match = _DATE.search(words(element))
            if match:
                version = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
        elif kind in ("doc-ti", "title-doc-first", "title-doc-last") and len(title) < 4:
            title.append(words(element))
        elif kind in ("ti-art", "title-article-norm"):
            break
    return " ".join(part for part in title if part) or "untitled", version, language or "en"
