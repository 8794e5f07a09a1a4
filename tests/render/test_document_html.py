"""Documents as HTML: complete, in order, self-contained, and safe with any text."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from ddcompare.render.blocks import Block, Heading, NewPage, Paragraph, Span
from ddcompare.render.document_html import to_html
from ddcompare.render.markdown import to_markdown
from ddcompare.render.terminal import to_text

from .documents import ACT, BAD_LINKS, HOSTILE, SVG, document, hostile, long
from .test_browser import BROWSER, FLAGS
from .test_html import read


@pytest.fixture(scope="module")
def page() -> str:
    return to_html(document())


@pytest.fixture(scope="module")
def tree(page: str) -> Any:
    return lxml_html.fromstring(page)


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_first_heading_is_the_title_and_no_level_is_skipped(tree: Any) -> None:
    headings = [(item.tag, words(item)) for item in tree.xpath("//h1|//h2|//h3|//h4")]
    assert headings == [
        ("h1", "Two laws & a <standard>"),
        ("h2", "Who is bound"),
        ("h3", "Details"),
        ("h2", "A picture"),
        ("h2", "Annex"),
        ("h2", "Sources"),
        ("h2", "Notes"),
    ]
    assert tree.xpath("string(//title)") == "Two laws & a <standard>"


def test_another_title_takes_the_place_of_the_first_heading() -> None:
    tree = lxml_html.fromstring(to_html(document(), "Mine"))
    assert [words(item) for item in tree.xpath("//h1")] == ["Mine"]


def test_a_later_heading_of_level_1_becomes_a_chapter() -> None:
    tree = lxml_html.fromstring(
        to_html([Heading("One", 1), Heading("Two", 1), Heading("Three", 3)])
    )
    assert [item.tag for item in tree.xpath("//h1|//h2|//h3")] == ["h1", "h2", "h3"]


def test_notes_are_numbered_and_lead_there_and_back(tree: Any) -> None:
    marks = tree.xpath("//a[@role='doc-noteref']")
    assert [words(mark) for mark in marks] == ["1", "1", "2", "1"]
    notes = tree.xpath("//section[@role='doc-endnotes']//li")
    assert [words(note).partition(" ↩")[0] for note in notes] == [
        f"An Act 2015, s 1, {ACT}",
        f"An Act 2015, s 2, {ACT}",
    ]
    assert len(notes[0].xpath(".//a[@role='doc-backlink']")) == 3
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_in_tables_a_citation_is_a_link_in_brackets(tree: Any) -> None:
    (cell,) = tree.xpath("//td[contains(., 'a plan')]")
    assert words(cell) == "a plan [s 3]"
    assert cell.xpath(".//a/@href") == [ACT]
    assert not tree.xpath("//table//sup")


def test_cells_know_their_heads(tree: Any) -> None:
    first, second, _ = tree.xpath("//table")
    assert [words(th) for th in first.xpath(".//thead//th[@scope='col']")] == ["law", "says"]
    assert [words(th) for th in first.xpath(".//tbody//th[@scope='row']")] == ["One"]
    assert not second.xpath(".//thead")
    assert [words(th) for th in second.xpath(".//th[@scope='row']")] == ["State", "Kind"]
    assert all(words(th) for th in tree.xpath("//th"))


def test_lists_are_nested_as_deep_as_their_entries(tree: Any) -> None:
    outer = tree.xpath("//section[contains(@class, 'page')]/ul")
    assert len(outer) == 1
    assert len(outer[0].xpath("./li")) == 2
    assert words(outer[0].xpath("./li/ul/li/ul/li")[0]) == "seat: GB"


def test_a_picture_is_inside_the_page_and_told_in_words(tree: Any) -> None:
    (image,) = tree.xpath("//figure/img")
    assert image.get("alt") == "Three laws; one is unlike the others."
    assert b64decode(image.get("src").removeprefix("data:image/svg+xml;base64,")) == SVG
    assert words(tree.xpath("//figcaption")[0]) == "How alike they are."


def test_where_a_picture_cannot_be_shown_its_words_are() -> None:
    for text in (to_text(document()), to_markdown(document())):
        assert "How alike they are." in text
        assert "Three laws; one is unlike the others." in text
    assert "asks for a plan. [s 1]" in to_text(document())
    assert "\\[[s 1](<https://example.org/act?a=1&b=2>)\\]" in to_markdown(document())
    assert all(len(line) <= 80 for line in to_text(document()).splitlines())


def test_new_pages_say_how_the_paper_lies(tree: Any) -> None:
    pages = tree.xpath("//section[contains(@class, 'page')]/@class")
    assert pages == ["page", "page across", "page"]


def test_no_page_is_left_empty() -> None:
    page = to_html([NewPage(across=True), Paragraph("x"), NewPage(), NewPage()])
    assert lxml_html.fromstring(page).xpath("//section/@class") == ["page across"]


@pytest.mark.parametrize(("chapters", "listed"), [(8, 0), (9, 9)])
def test_many_chapters_are_listed_at_the_head(chapters: int, listed: int) -> None:
    tree = lxml_html.fromstring(to_html(long(chapters)))
    assert len(tree.xpath("//nav//a")) == listed


def test_elements_nest(page: str) -> None:
    for found in (read(page), read(to_html(hostile()))):
        assert [fault for fault in found.faults if not fault.startswith("ul in")] == []
        assert found.stack == []


def test_the_page_loads_nothing_and_runs_nothing(page: str) -> None:
    found = read(page)
    assert {"script", "link", "iframe", "object", "base", "form"}.isdisjoint(found.tags)
    loads = [
        value
        for tag, name, value in found.attributes
        if name in ("src", "srcset", "style") and not value.startswith("data:image/svg+xml;base64,")
    ]
    assert loads == []
    (policy,) = [v for tag, name, v in found.attributes if name == "content" and "'none'" in v]
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def test_no_text_becomes_markup_or_a_link_that_runs() -> None:
    page = to_html(hostile(), lang='en" onload="x')
    found = read(page)
    assert found.tags["script"] == 0
    assert found.tags["img"] == 1
    assert not [name for _, name, _ in found.attributes if name.startswith("on")]
    links = [value for tag, name, value in found.attributes if (tag, name) == ("a", "href")]
    assert not [link for link in links if not re.match(r"#|https?://", link)]
    assert all(
        words(p).count(url) for url in BAD_LINKS for p in lxml_html.fromstring(page).xpath("//p")
    )
    assert lxml_html.fromstring(page).xpath("string(//h1)") == HOSTILE


def test_links_tell_nobody_where_they_were_clicked(tree: Any) -> None:
    rels = tree.xpath("//a[starts-with(@href, 'http')]/@rel")
    assert rels
    assert all("noreferrer" in rel and "noopener" in rel for rel in rels)


def test_same_blocks_same_bytes(page: str) -> None:
    assert to_html(document()) == page


def test_a_document_of_nothing_is_a_page() -> None:
    assert read(to_html([])).faults == []


# In a browser.

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
in_browser = pytest.mark.skipif(BROWSER is None, reason="no chromium or google-chrome on the path")
A4 = (595.28, 841.89)  # points
CONTRAST = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (it) => {
    for (let at = it; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const worst = [];
  for (const it of document.querySelectorAll('main *')) {
    if (![...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const a = light(parse(getComputedStyle(it).color)), b = light(ground(it));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) worst.push([it.tagName, it.className, ratio]);
  }
  return worst;
}"""


@pytest.fixture(scope="module")
def open_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder: Path = tmp_path_factory.mktemp("documents")
    complaints: list[str] = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=list(FLAGS))

        def open_(blocks: list[Block], width: int = 1200) -> Any:
            path = folder / "page.html"
            path.write_text(to_html(blocks), "utf-8")
            found = browser.new_page(viewport={"width": width, "height": 900})
            found.on("console", lambda message: complaints.append(message.text))
            found.goto(path.as_uri())
            return found

        yield open_
        browser.close()
    assert complaints == []


@in_browser
def test_contrast_is_enough(open_page: Any) -> None:
    assert open_page(document()).evaluate(CONTRAST) == []


@in_browser
def test_it_prints_on_a4_and_the_annex_across(open_page: Any) -> None:
    paper = open_page(document()).pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper)
    found = [tuple(round(float(number)) for number in size) for size in sizes]
    upright, across = tuple(map(round, A4)), tuple(map(round, reversed(A4)))
    assert Counter(found) == {upright: 2, across: 1}


@in_browser
@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_runs_out_of_the_screen(open_page: Any, width: int) -> None:
    blocks = [*document(), Paragraph(Span("https://example.org/" + "long" * 60, link=ACT))]
    assert open_page(blocks, width).evaluate("document.documentElement.scrollWidth") <= width
