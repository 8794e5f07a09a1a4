"""What an element of EUR-Lex XHTML is, told by its name and class."""

from __future__ import annotations

from enum import IntEnum

from lxml import etree

NS = "{http://www.w3.org/1999/xhtml}"


class Shape(IntEnum):
    """What part an element plays in the layout."""

    SKIP = 0  # titles, notes, marks of consolidation
    INLINE = 1
    TEXT = 2  # a paragraph; its number, if it has one, stands in its words
    HEADING = 3  # of a part of an annex
    NUMBERED = 4  # a paragraph whose number stands in the first column
    LISTED = 5  # an item of a list, the label in the first column
    TABLE = 6  # an item of a list, laid out as a table; or a real table
    WRAPPER = 7  # a division without meaning


_INLINE = {"span", "a", "br", "b", "i", "em", "u", "sup", "sub", "strong", "ins", "del", "img"}
_INLINE |= {"hr", "small", "q", "code", "abbr"}
_SKIPPED = {"ti-art", "sti-art", "title-article-norm", "stitle-article-norm", "eli-title"}
_SKIPPED |= {"doc-ti", "title-annex-1", "title-annex-2", "signatory", "final"}
_SKIPPED |= {"modref", "arrow", "note", "footnote", "disclaimer", "reference"}
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
