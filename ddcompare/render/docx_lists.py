"""The numbering part of a Word document, in which its lists are described."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from ddcompare.render.docx_xml import node, val

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.numbering import CT_Numbering
    from lxml.etree import _Element as Element

DEPTHS = 9
"""As many as Word has (ECMA-376, part 1, 17.9.6)."""


def bullets(document: Document) -> int:
    """Add a list with bullets to a document; the number by which its entries refer to it."""
    numbering = _numbering(document)
    kind = _next(numbering, "w:abstractNum", "w:abstractNumId")
    number = _next(numbering, "w:num", "w:numId")
    levels = [
        node(
            "w:lvl",
            {"ilvl": depth},
            val("w:start", 1),
            val("w:numFmt", "bullet"),
            val("w:lvlText", "\u2022\u2013"[depth % 2]),
            val("w:lvlJc", "left"),
            node("w:pPr", {}, node("w:ind", {"left": 284 * (depth + 1), "hanging": 284})),
        )
        for depth in range(DEPTHS)
    ]
    made = node(
        "w:abstractNum", {"abstractNumId": kind}, val("w:multiLevelType", "multilevel"), *levels
    )
    lists = numbering.findall(qn("w:num"))
    if lists:
        lists[0].addprevious(made)  # all kinds stand before all lists
    else:
        numbering.append(made)
    last = lists[-1] if lists else made
    last.addnext(node("w:num", {"numId": number}, val("w:abstractNumId", kind)))
    return number


def _next(numbering: Element, tag: str, name: str) -> int:
    return max((int(i.get(qn(name), 0)) for i in numbering.findall(qn(tag))), default=0) + 1


def _numbering(document: Document) -> Element:
    """The numbering of a document, begun where its template has none."""
    main = document.part
    if all(rel.reltype != RT.NUMBERING for rel in main.rels.values()):
        name, root = PackURI("/word/numbering.xml"), cast("CT_Numbering", node("w:numbering"))
        main.relate_to(NumberingPart(name, CT.WML_NUMBERING, root, main.package), RT.NUMBERING)
    numbering: Element = main.numbering_part.element
    return numbering
