"""Documents as Word files, read back: structure, notes, links, pictures, paper, templates."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ddcompare.render.blocks import Block, Heading, NewPage, Paragraph, Span, Table
from ddcompare.render.docx import to_docx
from ddcompare.render.docx_template import WordTemplateError, default_template

from .documents import ACT, BAD_LINKS, HOSTILE, document, hostile, long, note

Maker = Callable[..., Path]


def read(data: bytes) -> Any:
    return docx.Document(BytesIO(data))


def footnotes(found: Any) -> list[str]:
    """The texts of the footnotes, without the lines that set them off."""
    (part,) = [r.target_part for r in found.part.rels.values() if r.reltype == RT.FOOTNOTES]
    root = parse_xml(part.blob)
    notes = [note for note in root if note.get(qn("w:type")) is None]
    return ["".join(text.text for text in note.iter(qn("w:t"))) for note in notes]


def links(part: Any) -> set[str]:
    return {r.target_ref for r in part.rels.values() if r.reltype == RT.HYPERLINK}


@pytest.fixture(scope="module")
def data() -> bytes:
    return to_docx(document())


@pytest.fixture(scope="module")
def word(data: bytes) -> Any:
    return read(data)


@pytest.fixture
def make(tmp_path: Path) -> Maker:
    """A template on disk, changed by a function before it is saved."""

    def make(change: Callable[[Any], None], name: str = "own.docx") -> Path:
        found = docx.Document()
        change(found)
        found.save(str(tmp_path / name))
        return tmp_path / name

    return make


def with_body(found: Any) -> None:
    found.add_paragraph("Before")
    found.add_paragraph("{{ body }}")
    found.add_paragraph("Ministry of Examples")


def test_headings_are_headings_of_word(word: Any) -> None:
    styles = [(p.style.name, p.text) for p in word.paragraphs if "Head" in p.style.name]
    assert styles == [
        ("Heading 1", "Who is bound"),
        ("Heading 2", "Details"),
        ("Heading 1", "A picture"),
        ("Heading 1", "Annex"),
        ("Heading 1", "Sources"),
    ]
    assert [p.text for p in word.paragraphs if p.style.name == "Title"] == [
        "Two laws & a <standard>"
    ]
    assert word.core_properties.title == "Two laws & a <standard>"


def test_entries_of_lists_have_their_depth(word: Any) -> None:
    found = [
        (p.text, p._p.pPr.numPr.ilvl.val)
        for p in word.paragraphs
        if p._p.pPr is not None and p._p.pPr.numPr is not None
    ]
    assert [depth for _, depth in found] == [0, 1, 2, 0]
    assert found[2] == ("seat: GB", 2)


def test_the_head_of_a_table_is_repeated_and_rows_stay_whole(word: Any) -> None:
    first, second, third = word.tables
    assert [cell.text for cell in first.rows[0].cells] == ["law", "", "says"]
    assert first.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert first.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert second.rows[0]._tr.trPr.find(qn("w:tblHeader")) is None
    assert all(r._tr.trPr.find(qn("w:cantSplit")) is not None for r in third.rows)
    assert {table.style.name for table in word.tables} == {"Document Table"}


def test_footnotes_name_source_and_address_once_a_chapter(word: Any) -> None:
    first, second = f"An Act 2015, s 1, {ACT}", f"An Act 2015, s 2, {ACT}"
    assert footnotes(word) == [first, second, first]
    again = [item.text for item in word.element.body.iter(qn("w:instrText"))]
    assert again == [" NOTEREF _RefNote1 \\h "]
    (line,) = [p for p in word.paragraphs if p.text.startswith("It says so twice.")]
    assert line.text == "It says so twice.1,"


def test_a_note_counts_those_of_the_template_before_it(tmp_path: Path) -> None:
    path = tmp_path / "noted.docx"
    template = read(to_docx([Paragraph((Span("A"), note("s 9")))]))
    template.add_paragraph("{{ body }}")
    template.save(str(path))
    twice: list[Block] = [Paragraph((Span("B"), note("s 1"), note("s 1")))]
    found = read(to_docx(twice, template=path))
    assert [text.split(",")[1] for text in footnotes(found)] == [" s 9", " s 1"]
    assert [p.text for p in found.paragraphs if p.text.startswith("B")] == ["B,2"]


def test_addresses_are_links_in_text_tables_and_notes(word: Any) -> None:
    (notes,) = [r.target_part for r in word.part.rels.values() if r.reltype == RT.FOOTNOTES]
    assert links(word.part) == {ACT, "https://example.org/four"}
    assert links(notes) == {ACT}


def test_a_picture_has_its_words_its_size_and_a_caption(word: Any) -> None:
    (shape,) = word.inline_shapes
    assert shape._inline.docPr.get("descr") == "Three laws; one is unlike the others."
    assert round(shape.width.inches, 2) == 0.4
    captions = [p.text for p in word.paragraphs if p.style.name == "Caption"]
    assert captions == ["How alike they are."]


def test_the_annex_lies_across_and_what_follows_does_not(word: Any) -> None:
    sizes = [(section.page_width.mm, section.page_height.mm) for section in word.sections]
    assert [tuple(round(n) for n in size) for size in sizes] == [(210, 297), (297, 210), (210, 297)]
    assert all(section.footer.paragraphs[0].text for section in word.sections)
    annex, before = word.tables[-1], word.tables[0]
    assert _width(annex) > _width(before) * 1.4


def _width(table: Any) -> int:
    return int(table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w")))


def test_pages_are_numbered(word: Any) -> None:
    codes = [item.text.strip() for item in word.sections[0].footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_many_chapters_are_listed_with_links_that_arrive() -> None:
    found = read(to_docx(long(9)))
    anchors = [a.get(qn("w:anchor")) for a in found.element.body.iter(qn("w:hyperlink"))]
    names = {b.get(qn("w:name")) for b in found.element.body.iter(qn("w:bookmarkStart"))}
    assert len(anchors) == 9
    assert set(anchors) <= names
    assert 'TOC \\o "1-1"' in "".join(i.text for i in found.element.body.iter(qn("w:instrText")))
    assert not list(read(to_docx(long(8))).element.body.iter(qn("w:instrText")))


def test_ids_are_unique_and_every_part_is_sound(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                parse_xml(archive.read(name))
    body = read(data).element.body
    ids = [b.get(qn("w:id")) for b in body.iter(qn("w:bookmarkStart"))]
    assert len(ids) == len(set(ids))


def test_same_blocks_same_bytes_whatever_the_day(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = time.time() + 400 * 24 * 3600
    monkeypatch.setattr(time, "time", lambda: later)
    assert to_docx(document()) == data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert "created" not in core
    assert "modified" not in core
    assert "en-GB" in core


def test_no_text_is_code_and_no_link_runs() -> None:
    blocks = [*hostile(), Paragraph("a\x0bb\ud800c\ufffed")]
    found = read(to_docx(blocks))
    assert [p.text for p in found.paragraphs if p.style.name == "Heading 1"] == [HOSTILE]
    assert any("{{ 7 * 7 }}" in p.text for p in found.paragraphs)
    assert found.paragraphs[-1].text == "a\ufffdb\ufffdc\ufffdd"
    assert not links(found.part) & set(BAD_LINKS)
    assert all(link.startswith("https://") for link in links(found.part))


def test_two_tables_and_a_table_at_the_end_keep_apart() -> None:
    table = Table((), (("a", "b"),), (40, 40))
    body = read(to_docx([table, table])).element.body
    tags = [child.tag for child in body]
    places = [number for number, tag in enumerate(tags) if tag == qn("w:tbl")]
    assert len(places) == 2
    assert all(tags[place + 1] == qn("w:p") for place in places)


# Templates of one's own.


def test_the_template_keeps_its_text_its_paper_and_its_styles(make: Maker) -> None:
    def change(found: Any) -> None:
        with_body(found)
        found.sections[0].header.paragraphs[0].text = "About {{ title }}"
        found.styles["Heading 1"].font.size = docx.shared.Pt(31)

    found = read(to_docx(document(), template=make(change)))
    assert found.paragraphs[0].text == "Before"
    assert found.paragraphs[-1].text == "Ministry of Examples"
    assert found.sections[0].header.paragraphs[0].text == "About Two laws & a <standard>"
    assert found.styles["Heading 1"].font.size.pt == 31
    assert [p.text for p in found.paragraphs if p.style.name == "Title"] == []
    assert [round(section.page_width.mm) for section in found.sections] == [216, 279, 216]


def test_what_follows_the_text_lies_as_the_template_has_it(make: Maker) -> None:
    blocks: list[Block] = [Paragraph("x"), NewPage(across=True), Paragraph("y")]
    found = read(to_docx(blocks, template=make(with_body)))
    assert [round(section.page_width.mm) for section in found.sections] == [216, 279, 216]


def test_styles_that_a_template_lacks_are_added(make: Maker) -> None:
    def bare(found: Any) -> None:
        found.add_paragraph("{{ body }}")
        element = found.styles.element
        for style in list(element.style_lst):
            if not style.get(qn("w:default")):
                element.remove(style)
        for style in element.style_lst:  # as a Word that speaks Dutch has it
            if style.get(qn("w:styleId")) == "Normal":
                style.set(qn("w:styleId"), "Standaard")

    found = read(to_docx(document(), template=make(bare)))
    headings = [p for p in found.paragraphs if p.style.name == "Heading 1"]
    assert len(headings) == 4
    assert headings[0].style.base_style.style_id == "Standaard"
    assert found.tables[0].style.name == "Document Table"


def test_parts_that_a_template_lacks_are_added(make: Maker, tmp_path: Path) -> None:
    def bare(found: Any) -> None:
        found.add_paragraph("{{ body }}")
        for name in [name for name, rel in found.part.rels.items() if rel.reltype == RT.NUMBERING]:
            found.part.rels.pop(name)
        for section in list(found.element.body.iter(qn("w:sectPr"))):
            section.getparent().remove(section)

    found = read(to_docx(document(), template=make(bare)))
    depths = [p._p.pPr.numPr.ilvl.val for p in found.paragraphs if p._p.xpath("w:pPr/w:numPr")]
    assert depths == [0, 1, 2, 0]


def test_the_text_may_stand_in_a_table_of_the_template(make: Maker) -> None:
    def change(found: Any) -> None:
        found.add_table(1, 1).cell(0, 0).paragraphs[0].text = "{{ body }}"

    found = read(to_docx([*document(), document()[6]], template=make(change)))
    cell = found.tables[0].cell(0, 0)
    assert cell.paragraphs[-1].text == ""
    assert len(cell.tables) == 4
    assert len(found.sections) == 1


@pytest.mark.parametrize("body", ["{{ body }}", "{{p body }}", "{{body}}"])
def test_ways_to_write_the_placeholder(make: Maker, body: str) -> None:
    found = read(to_docx(long(2), template=make(lambda found: found.add_paragraph(body))))
    assert [p.text for p in found.paragraphs] == ["Chapter 1", "Chapter 2"]


def test_a_dotx_is_a_template_too(tmp_path: Path) -> None:
    path = tmp_path / "own.dotx"
    with zipfile.ZipFile(BytesIO(default_template())) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"document.main+xml", b"template.main+xml")
            new.writestr(name, content)
    assert read(to_docx(long(2), template=path)).paragraphs[0].text == "Long"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nothing", r"has no place for the text; write \{\{ body \}\} in a paragraph of its own"),
        ("{{ body }} {{ minister }}", "'minister' is undefined; there are title, body"),
        ("{{ body }} {% if %}", "has a placeholder that cannot be filled: Expected an"),
        ("{{ body }} {{ ''.__class__.__mro__ }}", "cannot be filled: access to attribute"),
        ("{{ body }} {{ 1 / 0 }}", "cannot be filled: division by zero"),
    ],
)
def test_a_template_that_cannot_be_used_says_why(make: Maker, text: str, message: str) -> None:
    path = make(lambda found: found.add_paragraph(text))
    with pytest.raises(WordTemplateError, match=message) as caught:
        to_docx(document(), template=path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_file_that_is_no_word_file_says_so(tmp_path: Path) -> None:
    text, archive = tmp_path / "text.docx", tmp_path / "zip.docx"
    text.write_text("not a document")
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.txt", "a")
    for path in (text, archive):
        with pytest.raises(WordTemplateError, match="is not a Word document"):
            to_docx(document(), template=path)
    for path in (tmp_path / "missing.docx", tmp_path):
        with pytest.raises(WordTemplateError, match="cannot be read"):
            to_docx(document(), template=path)


def test_headings_deeper_than_word_styles_are_still_headings() -> None:
    deep: list[Block] = [Heading("Long", 1), *(Heading(f"h{n}", n) for n in range(2, 9))]
    found = read(to_docx(deep))
    assert found.paragraphs[-1].style.name == "Heading 5"
