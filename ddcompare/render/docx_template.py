"""The Word template of a document: the ministry's own, or a plain one made here."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ddcompare.render.docx_styles import INK, SOFT, complete_styles
from ddcompare.render.docx_xml import every, field, node, val, words

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element as Element

FONT, LANGUAGE = "Arial", "en-GB"
WORD_2013 = "15"
"""The mode of compatibility of every Word since; a lower one is announced in its title bar."""

FIELDS = ("title", "body")
_MARK = "\ue000body\ue000"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TYPES = "[Content_Types].xml"


class WordTemplateError(ValueError):
    """A Word template cannot be used; the message is one sentence that says why."""


def open_template(path: Path | None, title: str) -> tuple[Document, Element]:
    """A document from a template, and the paragraph in it whose place the text takes.

    ``path`` is a .docx or .dotx file with ``{{ body }}`` in a paragraph of its own and, where the
    title is wanted, ``{{ title }}``; None is the plain template. Raises WordTemplateError.
    """
    if path is None:
        data, name = default_template(), "the plain template"
    else:
        name = str(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise WordTemplateError(f"{name} cannot be read: {error.strerror or error}") from error
    document = _filled(data, name, title)
    for found in document.element.body.iter(qn("w:t")):
        if found.text == _MARK:
            outer = [item for item in found.iterancestors() if item.tag == qn("w:p")]
            return document, outer[-1]
    raise WordTemplateError(
        f"{name} has no place for the text; write {{{{ body }}}} in a paragraph of its own"
    )


def _filled(data: bytes, name: str, title: str) -> Document:
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]
    from jinja2 import StrictUndefined, UndefinedError
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import Markup

    try:
        template = DocxTemplate(BytesIO(_as_document(data)))
        template.init_docx()
    except Exception as error:
        raise WordTemplateError(f"{name} is not a Word document (.docx or .dotx)") from error
    mark = Markup(f"<w:p><w:r><w:t>{_MARK}</w:t></w:r></w:p>")  # noqa: S704 - no data in it
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        template.render({"title": title, "body": mark}, environment)
        out = BytesIO()
        template.save(out)
        return docx.Document(BytesIO(out.getvalue()))
    except UndefinedError as error:
        raise WordTemplateError(
            f"{name}: {error.message}; there are {', '.join(FIELDS)}"
        ) from error
    except Exception as error:  # whatever the expressions in the placeholders come to
        raise WordTemplateError(
            f"{name} has a placeholder that cannot be filled: {error}"
        ) from error


def _as_document(data: bytes) -> bytes:
    """A Word template (.dotx) as a document (.docx): only the declared type differs."""
    return rewritten(data, {_TYPES: (b"template.main+xml", b"document.main+xml")})


def rewritten(data: bytes, change: dict[str, tuple[bytes, bytes]] | None = None) -> bytes:
    """A zip file whose entries bear no date, so that the same content is the same bytes.

    ``change`` maps an entry's name to what is replaced in it, and by what. Raises BadZipFile.
    """
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if change and name in change:
                content = content.replace(*change[name])
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()


def default_template() -> bytes:
    """The plain template: A4, the title on top, page numbers at the foot."""
    document = docx.Document()
    _base(document)
    complete_styles(document, anew=True)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ body }}")
    foot = section.footer.paragraphs[0]
    foot.style.font.size, foot.style.font.color.rgb = Pt(8), RGBColor.from_string(SOFT)
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot._p.extend(
        [words("{{ title }}  \u00b7  "), *field("PAGE", "1"), words(" / "), *field("NUMPAGES", "1")]
    )
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _base(document: Document) -> None:
    """Replace the fonts, the language and the traces of the library's own template."""
    fonts = {"ascii": FONT, "hAnsi": FONT, "cs": FONT, "eastAsia": FONT}
    defaults = document.styles.element.find(qn("w:docDefaults"))
    defaults.find(qn("w:rPrDefault"))[:] = [
        node("w:rPr", {}, node("w:rFonts", fonts), val("w:color", INK), val("w:sz", 20),
             val("w:szCs", 20), val("w:lang", LANGUAGE))
    ]  # fmt: skip
    normal = document.styles["Normal"].element
    for part in normal.findall(qn("w:rPr")):
        normal.remove(part)
    defaults.find(qn("w:pPrDefault"))[:] = [
        node("w:pPr", {}, node("w:spacing", {"after": 110, "line": 264, "lineRule": "auto"}))
    ]
    for setting in every(document.settings.element, "//w:compatSetting"):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), WORD_2013)
    document.core_properties.author = "ddcompare"
    document.core_properties.comments = ""
    relations = document.part.package.rels
    for name in [name for name, rel in relations.items() if rel.reltype == RT.THUMBNAIL]:
        relations.pop(name)
