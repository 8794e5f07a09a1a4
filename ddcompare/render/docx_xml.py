"""The elements of WordprocessingML (ECMA-376, part 1) that documents are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from lxml.etree import _Element as Element

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def node(
    tag: str, attributes: Mapping[str, object] | None = None, *below: Element | None
) -> Element:
    """An element with its children; attributes without a prefix are those of ``w:``."""
    found = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        found.set(qn(name if ":" in name else f"w:{name}"), str(value))
    for child in below:
        if child is not None:
            found.append(child)
    return found


def every(element: Element, path: str) -> list[Element]:
    """The elements at an XPath, seen from an element; the prefixes are those of Word files."""
    return list(cast("BaseOxmlElement", element).xpath(path))


def val(tag: str, value: object) -> Element:
    """An element that is one value."""
    return node(tag, {"val": value})


def words(text: str, *properties: Element) -> Element:
    """A run of text; what XML cannot hold is replaced."""
    found = node("w:t")
    found.text = _ILLEGAL.sub("\ufffd", text)
    found.set(qn("xml:space"), "preserve")
    return node("w:r", {}, node("w:rPr", {}, *properties) if properties else None, found)


def paragraph(style: str, *properties: Element) -> Element:
    """An empty paragraph; ``properties`` in the order of the schema."""
    return node("w:p", {}, node("w:pPr", {}, val("w:pStyle", style), *properties))


def spacer(points: int = 1) -> Element:
    """A paragraph without text, as low as it can be: Word wants one after some tables."""
    spacing = {"before": 0, "after": 0, "line": 20 * points, "lineRule": "exact"}
    return node("w:p", {}, node("w:pPr", {}, node("w:spacing", spacing)))


def field(instruction: str, shown: str = "", *properties: Element) -> list[Element]:
    """A field such as PAGE, with what it shows until it is brought up to date."""
    code = node("w:instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    return [
        node("w:r", {}, node("w:fldChar", {"fldCharType": "begin"})),
        node("w:r", {}, code),
        node("w:r", {}, node("w:fldChar", {"fldCharType": "separate"})),
        *([words(shown, *properties)] if shown else []),
        node("w:r", {}, node("w:fldChar", {"fldCharType": "end"})),
    ]
