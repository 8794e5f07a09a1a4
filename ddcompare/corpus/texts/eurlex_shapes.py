"""What an element of EUR-Lex XHTML is, told by its name and class, and what it says."""

from __future__ import annotations

import re
from enum import IntEnum

from lxml import etree

from ddcompare.corpus.texts.safexml import local

NS = "{http://www.w3.org/1999/xhtml}"


class Shape(IntEnum):
    """What part an element plays in the layout."""

    SKIP = 0  # notes, marks of consolidation, signatures
    INLINE = 1
    TEXT = 2  # a paragraph; its number, if it has one, stands in its words
    HEADING = 3  # of a part of an annex
    NUMBERED = 4  # a paragraph whose number stands in the first column
    LISTED = 5  # an item of a list, the label in the first column
    TABLE = 6  # an item of a list, laid out as a table; or a real table
    WRAPPER = 7  # a division without meaning


_INLINE = {"span", "a", "br", "b", "i", "em", "u", "sup", "sub", "strong", "ins", "del", "img"}
_INLINE |= {"hr", "small", "q", "code", "abbr"}
_SKIPPED = {"modref", "arrow", "note", "footnote", "disclaimer", "reference"}
_SKIPPED |= {"signatory", "final"}
_MARKS = re.compile(r"[►▼]\s?[A-Z]+\d*\s?|\s?◄|\(\s*\)")
_HEADINGS = ("ti-grseq", "title-gr-seq", "ti-section", "ti-tbl", "title-tbl")
_known: dict[tuple[object, str | None], Shape] = {}


def shape(element: etree._Element) -> Shape:
    """The part an element plays. Comments and the like are skipped."""
    key = (element.tag, element.get("class"))
    found = _known.get(key)
    if found is None:
        found = _classify(element)
        if len(_known) < 1_000:  # a hostile file has any number of classes
            _known[key] = found
    return found


def css(element: etree._Element) -> str:
    """The class of an element, without the prefix that newer files have."""
    return (element.get("class") or "").removeprefix("oj-")


def _classify(element: etree._Element) -> Shape:
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    kind = css(element)
    if not name or kind in _SKIPPED:
        return Shape.SKIP
    if name in _INLINE:
        return Shape.INLINE
    if name == "p":
        return Shape.HEADING if kind.startswith(_HEADINGS) else Shape.TEXT
    if name == "div":
        if kind.startswith("grid-container"):
            return Shape.LISTED
        return Shape.NUMBERED if kind == "norm" else Shape.WRAPPER
    return Shape.TABLE if name == "table" else Shape.WRAPPER


def words(element: etree._Element) -> str:
    """The words of an element, white space collapsed, without the marks of amendments."""
    if not len(element):
        text = element.text or ""
    elif len(element) > 1 and element.text is None:
        text = "".join(_spaced(element))
    else:
        text = "".join(element.itertext())  # type: ignore[arg-type]
    return clean(text)


def clean(text: str) -> str:
    """Words with single spaces, without the marks of amendments."""
    text = " ".join(text.split())
    if "◄" in text or "►" in text or "( )" in text:
        text = " ".join(_MARKS.sub(" ", text).split())
    return text


def _spaced(element: etree._Element) -> list[str]:
    """The parser drops white space between the first inline elements; this puts it back."""
    parts = []
    for child in element:
        parts.append("".join(child.itertext()))  # type: ignore[arg-type]
        raised = "super" in (child.get("class") or "") or local(child) in ("sup", "sub")
        parts.append(child.tail if child.tail is not None else "" if raised else " ")
    return parts


def table(element: etree._Element) -> str:
    """The words of a table or figure, cell by cell."""
    cells = [cell for cell in element.iter() if local(cell) in ("p", "td", "th")]
    return " ".join(
        words(cell)
        for cell in cells
        if local(cell) == "p" or not any(local(inner) == "p" for inner in cell)
    )
