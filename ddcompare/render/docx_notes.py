"""Footnotes of a Word document: a part of its own, which python-docx does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from ddcompare.render.docx_xml import node

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement
    from lxml.etree import _Element as Element

_SEPARATORS = {"separator": -1, "continuationSeparator": 0}
_AFTER = (
    "w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema",
    "w:themeFontLang", "w:clrSchemeMapping", "w:doNotIncludeSubdocsInStats",
    "w:doNotAutoCompressPictures", "w:forceUpgrade", "w:captions", "w:readModeInkLockDown",
    "w:smartTagType", "sl:schemaLibrary", "w:shapeDefaults", "w:doNotEmbedSmartTags",
    "w:decimalSymbol", "w:listSeparator",
)  # fmt: skip
"""What follows ``w:footnotePr`` in the settings (ECMA-376, part 1, 17.15.1.78)."""


class Footnotes:
    """The footnotes of a document, begun where its template has none yet."""

    def __init__(self, document: Document) -> None:
        self.part = self._part(document)
        notes = self.part.element.findall(qn("w:footnote"))
        self._next = max((int(note.get(qn("w:id"))) for note in notes), default=0) + 1

    def add(self, paragraph: Element) -> int:
        """Add a note; its number in the file, which is not the one that is shown."""
        number, self._next = max(self._next, 1), max(self._next, 1) + 1
        self.part.element.append(node("w:footnote", {"id": number}, paragraph))
        return number

    def _part(self, document: Document) -> XmlPart:
        main = document.part
        relation = next((r for r in main.rels.values() if r.reltype == RT.FOOTNOTES), None)
        if relation:
            old: Part = relation.target_part
            found = XmlPart.load(old.partname, old.content_type, old.blob, main.package)
            for rel in old.rels.values():
                found.load_rel(rel.reltype, rel._target, rel.rId, rel.is_external)
            relation._target = found
            return cast("XmlPart", found)
        element = node("w:footnotes", {}, *map(_separator, _SEPARATORS))
        name, root = PackURI("/word/footnotes.xml"), cast("BaseOxmlElement", element)
        found = XmlPart(name, CT.WML_FOOTNOTES, root, main.package)
        main.relate_to(found, RT.FOOTNOTES)
        ids = [node("w:footnote", {"id": number}) for number in _SEPARATORS.values()]
        document.settings.element.insert_element_before(node("w:footnotePr", {}, *ids), *_AFTER)
        return found


def _separator(kind: str) -> Element:
    spacing = node("w:pPr", {}, node("w:spacing", {"after": 0, "line": 240, "lineRule": "auto"}))
    line = node("w:p", {}, spacing, node("w:r", {}, node(f"w:{kind}")))
    return node("w:footnote", {"type": kind, "id": _SEPARATORS[kind]}, line)
