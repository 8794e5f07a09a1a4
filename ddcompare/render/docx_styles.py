"""The styles of a Word document: how they look where a template does not say otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from ddcompare.render.docx_xml import node, val

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element as Element

INK, SOFT, ACCENT, WARN = "16202A", "4B5763", "0F4C81", "8A3B00"
RULE, STRONG, GROUND = "D5DAE0", "8A949F", "F5F6F7"
TABLE, CELL = "Document Table", "Document Table Text"
LINK, NOTE, MARK = "Hyperlink", "footnote text", "footnote reference"


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style: points (None: as the text), colour, space around, level in the outline."""

    size: float | None = None
    before: float = 0
    after: float = 0
    colour: str | None = None
    bold: bool = False
    level: int | None = None
    indent: int = 0
    rule: bool = False


_LOOKS = {
    "Title": _Look(22, 0, 14, bold=True, rule=True),
    "heading 1": _Look(15, 20, 5, ACCENT, bold=True, level=0),
    "heading 2": _Look(11.5, 13, 4, bold=True, level=1),
    "heading 3": _Look(10, 10, 3, bold=True, level=2),
    "heading 4": _Look(10, 8, 2, SOFT, bold=True, level=3),
    "heading 5": _Look(10, 8, 2, SOFT, level=4),
    "List Bullet": _Look(after=3),
    "caption": _Look(9, 4, 12, SOFT),
    "toc 1": _Look(after=3),
    NOTE: _Look(8, 0, 1, indent=340),
    CELL: _Look(9, 1.5, 1.5),
}


def _name(style: Element) -> str:
    """The name of a style, which is English in a Word of any language; its id is not."""
    return str(style.xpath("string(w:name/@w:val)"))


def _id(style: Element) -> str:
    return style.get(qn("w:styleId"), "")


def complete_styles(document: Document, *, anew: bool = False) -> dict[str, str]:
    """Add the styles that a document lacks (all of them if ``anew``); their ids by name."""
    element = document.styles.element
    normal = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    base = normal.style_id if normal is not None else None
    looks = [_paragraph_style(name, look, base) for name, look in _LOOKS.items()]
    made = [*looks, _link_style(), _mark_style(), _table_style()]
    if anew:
        names = {_name(style) for style in made}
        names |= {f"{name} Char" for name in names} | {f"{name.title()} Char" for name in names}
        for old in [style for style in element.style_lst if _name(style) in names]:
            element.remove(old)
    known = {_name(style): _id(style) for style in element.style_lst}
    for style in made:
        if _name(style) not in known:
            if _id(style) in known.values():
                style.set(qn("w:styleId"), f"ddcompare{_id(style)}")
            element.append(style)
            known[_name(style)] = _id(style)
    return known


def _style(kind: str, name: str, *parts: Element | None) -> Element:
    custom = {"customStyle": "1"} if name in (TABLE, CELL) else {}
    id_ = "".join(word[0].upper() + word[1:] for word in name.split())
    return node("w:style", {"type": kind, "styleId": id_, **custom}, val("w:name", name), *parts)


def _paragraph_style(name: str, look: _Look, base: str | None) -> Element:
    borders = {"val": "single", "sz": "18", "space": "6", "color": ACCENT}
    heading = look.level is not None
    spacing = {"before": round(20 * look.before), "after": round(20 * look.after)}
    hanging = {"left": look.indent, "hanging": look.indent}
    return _style(
        "paragraph",
        name,
        val("w:basedOn", base) if base else None,
        val("w:next", base) if base and heading else None,
        node("w:qFormat"),
        node(
            "w:pPr",
            {},
            *((node("w:keepNext"), node("w:keepLines")) if heading else ()),
            node("w:pBdr", {}, node("w:bottom", borders)) if look.rule else None,
            node("w:spacing", spacing),
            node("w:ind", hanging) if look.indent else None,
            val("w:outlineLvl", look.level) if heading else None,
        ),
        node(
            "w:rPr",
            {},
            node("w:b") if look.bold else None,
            val("w:color", look.colour) if look.colour else None,
            val("w:sz", round(2 * look.size)) if look.size else None,
            val("w:szCs", round(2 * look.size)) if look.size else None,
        ),
    )


def _link_style() -> Element:
    return _style(
        "character", LINK, node("w:rPr", {}, val("w:color", ACCENT), val("w:u", "single"))
    )


def _mark_style() -> Element:
    return _style("character", MARK, node("w:rPr", {}, val("w:vertAlign", "superscript")))


def _table_style() -> Element:
    """Rules between the rows, and a head that is told apart without colour."""

    def rule(side: str, colour: str, size: int = 4) -> Element:
        return node(f"w:{side}", {"val": "single", "sz": size, "space": 0, "color": colour})

    def margin(side: str, width: int) -> Element:
        return node(f"w:{side}", {"w": width, "type": "dxa"})

    head = node(
        "w:tblStylePr",
        {"type": "firstRow"},
        node("w:rPr", {}, node("w:b")),
        node(
            "w:tcPr",
            {},
            node("w:tcBorders", {}, rule("bottom", INK, 8)),
            node("w:shd", {"val": "clear", "color": "auto", "fill": GROUND}),
        ),
    )
    return _style(
        "table",
        TABLE,
        node(
            "w:tblPr",
            {},
            node(
                "w:tblBorders",
                {},
                rule("top", STRONG),
                rule("bottom", STRONG),
                rule("insideH", RULE),
            ),
            node("w:tblCellMar", {}, margin("left", 60), margin("right", 100)),
        ),
        head,
    )
