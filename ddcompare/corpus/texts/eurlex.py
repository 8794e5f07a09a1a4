"""XHTML of EUR-Lex: the Official Journal as published, and consolidated texts.

Articles, annexes and recitals are found by their ``id`` (``art_2``, ``anx_I``, ``rct_16``), in
older files, which have none, by the class of their titles. Marks of consolidation (``►M1``,
``▼B``) and the numbers of footnotes are taken out before anything is read.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from ddcompare.corpus.texts import safexml
from ddcompare.corpus.texts.eurlex_blocks import NS, Block, Entry, blocks, provision, words
from ddcompare.corpus.texts.reading import TextError
from ddcompare.model.provisions import OfficialText, Provision, Row

_KINDS = {"art": "article", "anx": "annex", "rct": "recital"}
_DIVS = (f"{NS}div", "div")
_TITLE = re.compile(r"[‘“]?(Article|ANNEX|Annex)\s*([0-9]+[a-z]{0,3}|[IVXLC]+[a-z]?|[A-Z])?\b\.?\s*")
_PART = re.compile(r"(part|section|module)\b|\d|[A-Z]\.", re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:[►▼]\s*[A-Z]+\d*|\(?\s*\*?\d+\s*\)?)\s*")
_REFERENCE = re.compile(r"\b(\w+)\s+—\s+([A-Z]{2})\s+—\s+(\d\d)\.(\d\d)\.(\d{4})")
_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_TITLES = ("ti-art", "title-article-norm", "doc-ti", "title-annex-1")
_SUBTITLES = ("sti-art", "stitle-article-norm")
_GROUP_TITLES = ("ti-grseq-1", "title-gr-seq-level-1")


class EurLex:
    """Reader of EUR-Lex XHTML in both of its dialects."""

    id = "eurlex-xhtml"

    def sniff(self, head: bytes) -> bool:
        """XHTML, or HTML that is well-formed."""
        return b"<html" in head[:4096].lower()

    def read(self, data: bytes) -> OfficialText:
        """Articles, annexes and recitals; those that are never cited are never built."""
        root = safexml.parse(data)
        for name in (f"{NS}a", "a"):
            for link in root.iter(name):
                if _NOTE.fullmatch("".join(link.itertext())):  # type: ignore[arg-type]
                    link.clear(keep_tail=True)
        found = _with_id(next(root.iter(f"{NS}body", "body"), root))
        roots = _indexed(found) if found else _by_titles(root)
        if not len(roots):
            raise TextError("the file is HTML, but no article of EUR-Lex was found in it")
        title, version, language = _about(root)
        return OfficialText(title, version, language, roots)


def _with_id(container: etree._Element) -> list[etree._Element]:
    """Articles, annexes and recitals, which stand in nested divisions (parts, chapters)."""
    found: list[etree._Element] = []
    for child in container:
        if child.tag in _DIVS:
            name = child.get("id", "")
            if name[:3] in _KINDS and name[3:4] == "_" and "." not in name:
                found.append(child)
            elif len(child) and not (child.get("class") or "").startswith(("norm", "grid")):
                found.extend(_with_id(child))
    return found


def _indexed(elements: list[etree._Element]) -> Row:
    outline = []
    for element in elements:
        prefix, _, label = element.get("id", "").partition("_")
        if prefix == "anx":
            title = _annex_title(element)
            match = _TITLE.match(title)
            label = (match[2] or "") if match else label
        outline.append((_KINDS[prefix], label))

    def make(index: int) -> Provision:
        kind, label = outline[index]
        element = elements[index]
        if kind == "recital":
            entry = provision(Entry("recital", label, "", blocks(element)))
            inner = entry.children[0] if len(entry.children) == 1 else entry
            return Provision("recital", label, "", inner.text, inner.children)
        heading = _heading(element, kind)
        content = [block for block in blocks(element) if block is not heading]
        return _root(kind, label, content, "" if heading is None else words(heading))

    return Row(outline, make)


def _root(kind: str, label: str, content: list[Block], heading: str) -> Provision:
    annex = kind == "annex"
    return provision(Entry(kind, label, heading, content), not annex, annex)


def _css(element: etree._Element) -> str:
    return (element.get("class") or "").removeprefix("oj-")


def _annex_title(element: etree._Element) -> str:
    for inner in islice(element.iter(f"{NS}p", "p"), 5):
        if _css(inner) in _TITLES:
            return words(inner)
    return ""


def _heading(element: etree._Element, kind: str) -> etree._Element | None:
    """The subject of an article or annex; not the heading of a numbered part of an annex."""
    wanted = _SUBTITLES if kind == "article" else _GROUP_TITLES
    for inner in islice(element.iter(f"{NS}p", "p"), 6):
        if _css(inner) in wanted:
            return None if kind == "annex" and _PART.match(words(inner)) else inner
    return None


def _by_titles(root: etree._Element) -> Row:
    """Files without ids: everything in one line, cut at the titles."""
    made: list[tuple[str, str, str, list[Block]]] = []
    recitals: list[Block] = []
    body = next(root.iter(f"{NS}body", "body"), root)
    for block in blocks(body):
        if not isinstance(block, str) and _css(block) in _TITLES + _SUBTITLES:
            text = words(block)
            match = _TITLE.match(text)
            if match and _css(block) in _TITLES:
                kind = "article" if match[1] == "Article" else "annex"
                made.append((kind, match[2] or "", "", []))
                continue
            if made and _css(block) in _SUBTITLES:
                made[-1] = (*made[-1][:2], text, made[-1][3])
                continue
        (made[-1][3] if made else recitals).append(block)
    before = provision(Entry("preamble", "", "", recitals)).children if made else Row()
    found = [
        Provision("recital", one.label, "", one.text, one.children)
        for one in before
        if one.label and one.kind in ("point", "paragraph")
    ]
    outline = [("recital", one.label) for one in found] + [one[:2] for one in made]

    def make(index: int) -> Provision:
        if index < len(found):
            return found[index]
        kind, label, heading, content = made[index - len(found)]
        return _root(kind, label, content, heading)

    return Row(outline, make)


def _about(root: etree._Element) -> tuple[str, str | None, str]:
    """Title, version and language as the head of the document states them."""
    title: list[str] = []
    version: str | None = None
    language = ""
    for element in islice(root.iter(f"{NS}p", "p"), 40):
        css = _css(element)
        if css == "reference":
            match = _REFERENCE.search(words(element))
            if match:
                language = match[2].lower()
                version = f"{match[5]}-{match[4]}-{match[3]}"
        elif css == "hd-lg":
            language = words(element).lower()[:2]
        elif css == "hd-date":
            match = _DATE.search(words(element))
            if match:
                version = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
        elif css in ("doc-ti", "title-doc-first", "title-doc-last") and len(title) < 4:
            title.append(words(element))
        elif css in ("ti-art", "title-article-norm"):
            break
    return " ".join(part for part in title if part) or "untitled", version, language or "en"
