"""Blocks as a Word document: real headings, lists, tables, footnotes, pictures with their words.

WordprocessingML is ECMA-376, part 1. Needs the extra ``documents``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from ddcompare.render.blocks import (
    Block,
    Heading,
    Items,
    Line,
    NewPage,
    Note,
    Paragraph,
    Picture,
    Run,
    Span,
    Table,
    runs,
    spans,
)
from ddcompare.render.docx_lists import DEPTHS, bullets
from ddcompare.render.docx_notes import Footnotes
from ddcompare.render.docx_pages import Pages
from ddcompare.render.docx_styles import CELL, LINK, MARK, NOTE, SOFT, TABLE, WARN, complete_styles
from ddcompare.render.docx_template import LANGUAGE, open_template, rewritten
from ddcompare.render.docx_xml import every, field, node, paragraph, spacer, val, words
from ddcompare.render.html_cells import web_address
from ddcompare.render.outline import Outline, outline

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part
    from lxml.etree import _Element as Element

CHAPTER = 2
EMU_PER_TWIP = 635
_NO_CLOCK = ("dcterms:created", "dcterms:modified", "cp:lastModifiedBy", "cp:revision")
_TONES = {
    "plain": (),
    "strong": (("w:b", None),),
    "muted": (("w:color", SOFT),),
    "warning": (("w:b", None), ("w:i", None), ("w:color", WARN)),
}


def to_docx(
    blocks: Iterable[Block], title: str | None = None, *, template: Path | None = None
) -> bytes:
    """Blocks as the bytes of a .docx file; the same blocks and template give the same bytes.

    ``title`` is the first level-1 heading unless given. ``template`` is a Word file with
    ``{{ body }}`` in a paragraph of its own; its styles and its paper are kept. Raises
    WordTemplateError if it cannot be used.
    """
    content = outline(blocks, title)
    document, place = open_template(template, content.title)
    _Writer(document, place).write(content)
    properties = document.core_properties
    properties.title, properties.language = content.title[:255], LANGUAGE
    for name in _NO_CLOCK:
        for item in properties._element.findall(qn(name)):
            properties._element.remove(item)
    out = BytesIO()
    document.save(out)
    return rewritten(out.getvalue())


class _Writer:
    """Writes blocks before the place that a template has kept for them."""

    def __init__(self, document: Document, place: Element) -> None:
        self._part = document.part
        self._styles = complete_styles(document)
        self._pages = Pages(place)
        self._notes = Footnotes(document)
        self._bullets = bullets(document)
        root = place.getroottree()
        self._bookmarks = _highest(root.iter(qn("w:bookmarkStart")), "w:id")
        self._pictures = _highest(root.iter(qn("wp:docPr")), "id")
        self._chapters = 0
        self._shown = len(every(place, "preceding::w:footnoteReference"))
        self._given: dict[tuple[Span, ...], tuple[int, str]] = {}

    def write(self, content: Outline) -> None:
        self._contents(content)
        blocks = content.blocks
        for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            if isinstance(block, NewPage):
                self._pages.begin(block.across)
                continue
            if isinstance(before, Table) and isinstance(block, Table):
                self._add(spacer(8))
            for element in self._block(block, before, after):
                self._add(element)
        self._pages.finish()

    def _add(self, element: Element) -> None:
        self._pages.place.addprevious(element)

    def _block(
        self,
        block: Heading | Paragraph | Items | Table | Picture,
        before: Block | None,
        after: Block | None,
    ) -> Iterator[Element]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                introduces = isinstance(after, Table | Items | Picture)
                properties = node(
                    "w:pPr",
                    {},
                    node("w:keepNext") if introduces else None,
                    node("w:spacing", {"before": 140}) if isinstance(before, Table) else None,
                )
                yield self._filled(node("w:p", {}, properties), block.text)
            case Items():
                for item in block.items:
                    yield self._filled(self._item(item.depth), item.text)
            case Table():
                yield self._table(block)
            case Picture():
                yield self._picture(block)
                yield self._filled(paragraph(self._styles["caption"]), block.caption)

    def _heading(self, block: Heading) -> Element:
        found = paragraph(self._styles[f"heading {min(block.level - 1, 5)}"])
        if block.level > CHAPTER:
            found.append(words(block.text))
            return found
        self._chapters += 1
        self._given.clear()
        found.extend(self._bookmarked(_chapter(self._chapters), words(block.text)))
        return found

    def _contents(self, content: Outline) -> None:
        """A table of contents with links; Word adds the page numbers when it is updated."""
        begin, code, middle, end = field('TOC \\o "1-1" \\h \\z \\u')
        lines = []
        for number, heading in enumerate(content.contents, 1):
            line = paragraph(self._styles["toc 1"])
            anchor = {"anchor": _chapter(number), "history": 1}
            line.append(node("w:hyperlink", anchor, words(heading.text)))
            lines.append(line)
        if lines:
            keep = node("w:pPr", {}, node("w:keepNext"))
            self._add(node("w:p", {}, keep, words("Contents", node("w:b"))))
            for place, run in enumerate((begin, code, middle), 1):
                lines[0].insert(place, run)
            lines[-1].append(end)
            for line in lines:
                self._add(line)

    def _item(self, depth: int) -> Element:
        level = node(
            "w:numPr", {}, val("w:ilvl", min(depth, DEPTHS - 1)), val("w:numId", self._bullets)
        )
        return paragraph(self._styles["List Bullet"], level)

    def _table(self, block: Table) -> Element:
        total = self._pages.width
        widths = [total * share // sum(block.widths) for share in block.widths]
        look = {"val": "0620" if block.head else "0600", "firstRow": int(bool(block.head)),
                "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 1,
                "noVBand": 1}  # fmt: skip
        found = node(
            "w:tbl",
            {},
            node(
                "w:tblPr",
                {},
                val("w:tblStyle", self._styles[TABLE]),
                node("w:tblW", {"w": sum(widths), "type": "dxa"}),
                node("w:tblLayout", {"type": "fixed"}),
                node("w:tblLook", look),
            ),
            node("w:tblGrid", {}, *(node("w:gridCol", {"w": width}) for width in widths)),
        )
        if block.head:
            found.append(self._row(block.head, widths, head=True))
        for row in block.rows:
            found.append(self._row(row, widths))
        return found

    def _row(self, cells: Iterable[Line], widths: Iterable[int], *, head: bool = False) -> Element:
        whole = [node("w:cantSplit"), *([node("w:tblHeader")] if head else [])]
        found = node("w:tr", {}, node("w:trPr", {}, *whole))
        for line, width in zip(cells, widths, strict=True):
            keep = [node("w:keepNext")] if head else []
            text = self._filled(paragraph(self._styles[CELL], *keep), spans(line))
            size = node("w:tcPr", {}, node("w:tcW", {"w": width, "type": "dxa"}))
            found.append(node("w:tc", {}, size, text))
        return found

    def _picture(self, block: Picture) -> Element:
        data = block.draw("png")
        image = Image.from_blob(data)
        width = min(int(image.width), self._pages.width * EMU_PER_TWIP)
        inline = self._part.new_pic_inline(BytesIO(data), width, None)
        self._pictures += 1
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        inline.docPr.set("id", str(self._pictures))
        inline.docPr.set("name", f"Picture {self._pictures}")
        inline.docPr.set("descr", block.alt)
        drawing = node("w:r", {}, node("w:drawing", {}, inline))
        return node("w:p", {}, node("w:pPr", {}, node("w:keepNext")), drawing)

    def _filled(self, element: Element, line: Line) -> Element:
        """A paragraph with its text; notes that follow one another are told apart by a comma."""
        before: Run | None = None
        for run in runs(line):
            if isinstance(run, Note):
                if isinstance(before, Note):
                    element.append(words(",", val("w:vertAlign", "superscript")))
                element.extend(self._note(run))
            elif run.text:
                element.append(_text(run, self._part, self._styles[LINK]))
            before = run
        return element

    def _note(self, note: Note) -> list[Element]:
        """The mark of a footnote; a note that the chapter has already is referred to again."""
        if note.full in self._given:
            shown, name = self._given[note.full]
            return field(f"NOTEREF {name} \\h", str(shown), val("w:rStyle", self._styles[MARK]))
        text = paragraph(self._styles[NOTE])
        text.append(self._mark("w:footnoteRef"))
        text.append(node("w:r", {}, node("w:tab")))
        for span in note.full:
            text.append(_text(span, self._notes.part, self._styles[LINK]))
        number = self._notes.add(text)
        self._shown += 1
        name = f"_RefNote{number}"
        self._given[note.full] = self._shown, name
        return self._bookmarked(name, self._mark("w:footnoteReference", {"id": number}))

    def _mark(self, tag: str, attributes: Mapping[str, object] | None = None) -> Element:
        style = node("w:rPr", {}, val("w:rStyle", self._styles[MARK]))
        return node("w:r", {}, style, node(tag, attributes))

    def _bookmarked(self, name: str, *inside: Element) -> list[Element]:
        self._bookmarks += 1
        number = {"id": self._bookmarks}
        start = node("w:bookmarkStart", {**number, "name": name})
        return [start, *inside, node("w:bookmarkEnd", number)]


def _text(span: Span, part: Part, link: str) -> Element:
    """A run in its tone, inside a link if its address is http or https."""
    tone = [node(tag) if value is None else val(tag, value) for tag, value in _TONES[span.tone]]
    url = web_address(span.link)
    if url is None:
        return words(span.text, *tone)
    target = {"r:id": part.relate_to(url, RT.HYPERLINK, is_external=True), "w:history": 1}
    return node("w:hyperlink", target, words(span.text, val("w:rStyle", link)))


def _chapter(number: int) -> str:
    return f"_Toc{number:08d}"


def _highest(elements: Iterable[Element], attribute: str) -> int:
    name = qn(attribute) if ":" in attribute else attribute
    return max((int(item.get(name, 0)) for item in elements), default=0)
