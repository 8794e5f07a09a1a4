"""The HTML matrix without a browser: complete, self-contained, and safe with any text."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from lxml import html as lxml_html

from ddcompare.compare.matrix import Column, Matrix
from ddcompare.model.codebook import STATES, Codebook, Indicator
from ddcompare.model.law import Answer, Checked, Citation, Layered, Source
from ddcompare.render.caveats import NO_RANKING
from ddcompare.render.html import matrix_html
from ddcompare.render.html_cells import language_tag, web_address
from ddcompare.render.html_marks import disc
from ddcompare.render.html_names import in_full, jurisdiction_name

from .conftest import DAY, make_answer, make_law, make_matrix

VOID = {"meta", "link", "br", "hr", "img", "input", "col", "area", "base", "source", "wbr"}
BLOCKS = {"div", "p", "dl", "ul", "ol", "table", "section", "h1", "h2", "h3", "details", "form"}
PHRASING = {"p", "span", "summary", "a", "h1", "h2", "h3", "b", "legend", "button"}
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(2)</script>",
    '"onmouseover="alert(3)',
    "'><img src=x onerror=alert(4)>",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- -->]]>&lt;&#x22;",
)


class Nesting(HTMLParser):
    """Collects faults of nesting: crossed tags, blocks inside phrases, links inside links."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.faults: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in BLOCKS and PHRASING.intersection(self.stack):
            self.faults.append(f"{tag} in {self.stack}")
        if tag in ("a", "button", "input") and {"a", "summary", "button"} & set(self.stack):
            self.faults.append(f"{tag} in {self.stack}")
        if tag not in VOID and not (
            tag in ("path", "use") and self.get_starttag_text()[-2:] == "/>"
        ):
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"</{tag}> closes {self.stack[-3:]}")


def read(page: str) -> Nesting:
    parser = Nesting()
    parser.feed(page)
    parser.close()
    return parser


@pytest.fixture(scope="module")
def page(three: Matrix, codebook: Codebook) -> str:
    return matrix_html(three, codebook)


@pytest.fixture(scope="module")
def hostile(codebook: Codebook) -> str:
    """A page in which every text a data file can bring is an attack."""
    bad = "".join(HOSTILE)
    law = make_law(
        "gb_one", bad, "GB",
        title_en=bad + "!",
        checked=Checked(on=DAY, law_as_of=DAY, reviewed_by=bad, not_checked=(bad,)),
        sources={
            "act": Source(
                "act", "law", bad, "javascript:alert(5)", 'en" onfocus="x', "full", note=bad
            ),
            "guide": Source(
                "guide", "guidance", bad, 'https://example.org/"><script>', "en", "full"
            ),
        },
    )  # fmt: skip

    def answer(indicator: Indicator, turn: int) -> Answer:
        cite = (Citation("act", bad), Citation("guide", bad), Citation("nowhere", bad))
        return Answer(
            state="unclear", text=bad, note=bad, read=bad, cite=cite, confidence="low",
            attributes={bad: bad, "cohorts": [{bad: bad}]}, derived=bad,
            guidance=Layered(text=bad, note=bad, cite=cite),
        )  # fmt: skip

    first = codebook.dimensions[0]
    words = {"label": bad, "question": bad, "rule": bad, "direction_note": bad}
    indicators = tuple(replace(indicator, **words) for indicator in first.indicators)
    dimensions = (replace(first, title=bad, about=bad, indicators=indicators),)
    book = replace(codebook, dimensions=(*dimensions, *codebook.dimensions[1:]))
    matrix = make_matrix(book, [Column(law, "applied")], answer, absent=[law])
    return matrix_html(replace(matrix, version=bad, digest=bad), book)


def test_every_law_has_a_cell_in_every_row(page: str, three: Matrix) -> None:
    rows = lxml_html.fromstring(page).xpath("//tbody/tr[contains(@class, 'q')]")
    assert [row.get("id") for row in rows] == [row.indicator.id for row in three.rows]
    for row in rows:
        cells = row.xpath("./td")
        assert [cell.get("data-law") for cell in cells] == [
            column.law.short_title for column in three.columns
        ]
        assert all(cell.xpath("./details/summary//span[@class='w']/text()") for cell in cells)


def test_heads_name_law_jurisdiction_state_and_check(page: str) -> None:
    heads = lxml_html.fromstring(page).xpath("//thead//th[@scope='col']")
    words = [" ".join(head.text_content().split()) for head in heads]
    assert words[1] == "United Kingdom Statement Act applied checked 2026-11-23 GB"
    assert words[3].startswith("Netherlands Child Labour Act adopted, not in force")
    assert " g" not in heads[1].get("class")
    assert " g" in heads[3].get("class")


def test_states_are_named_in_words(page: str, three: Matrix) -> None:
    text = lxml_html.fromstring(page).text_content()
    seen = {cell.state for row in three.rows for cell in row.cells.values()}
    assert seen == set(STATES)
    for state in ("silent", "not applicable", "delegated", "varies", "unclear", "not coded"):
        assert state in text


def test_details_hold_the_whole_answer(codebook: Codebook) -> None:
    law = make_law()
    indicator = codebook.indicators["form.deadline"]
    turn = 11 * 13 * 17 * 5 * 7 * 3 * 8  # everything that goes round with the turn is there
    answer = replace(make_answer(indicator, turn), state="unclear", read="whole act")
    answer = replace(answer, readings=make_answer(indicator, 18).readings)
    page = matrix_html(make_matrix(codebook, [Column(law, "applied")], lambda *_: answer), codebook)
    (card,) = lxml_html.fromstring(page).xpath("//tr[@id='form.deadline']/td//div[@class='card']")
    terms = card.xpath("./dl/dt/text()")
    assert terms == [
        "State", "Pinpoint", "Guidance", "Practice", "Reading 1", "Reading 2", "Qualified by",
        "Note", "Parts read", "Confidence", "Derived",
    ]  # fmt: skip
    assert "held by the authority" in card.text_content()
    assert "trigger: a complaint" in card.text_content()
    links = card.xpath(".//a/@href")
    assert links[0] == "https://example.org/act"
    assert "http://example.org/guide?a=1&b=2" in links


def test_caveats_date_and_data_are_on_the_page(
    page: str, three: Matrix, codebook: Codebook
) -> None:
    text = lxml_html.fromstring(page).text_content()
    assert NO_RANKING in text
    assert "Not legal advice." in text
    assert "24 November 2026" in text
    assert three.digest in text
    assert dict(codebook.rules)[14] in text
    assert "Later Act (not adopted)" in text


def test_the_page_is_self_contained(page: str) -> None:
    found = read(page).attributes
    loads = [
        (tag, name, value)
        for tag, name, value in found
        if name in ("src", "srcset", "data", "action", "poster", "formaction", "style")
        or name.startswith("on")
        or (name == "href" and tag != "a" and not value.startswith("#"))
    ]
    assert loads == []
    assert {tag for tag, *_ in found}.isdisjoint({"link", "iframe", "img", "object", "base"})
    assert "@import" not in page
    assert "url(" not in page


def test_policy_allows_this_style_and_this_script_and_nothing_else(page: str) -> None:
    policy = next(
        value
        for tag, name, value in read(page).attributes
        if name == "content" and "'none'" in value
    )
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        (body,) = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        digest = b64encode(sha256(body.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("which", ["page", "hostile"])
def test_elements_nest_and_ids_are_unique(which: str, request: pytest.FixtureRequest) -> None:
    found = read(request.getfixturevalue(which))
    assert found.faults == []
    assert found.stack == []
    ids = Counter(value for _, name, value in found.attributes if name == "id")
    assert [name for name, count in ids.items() if count > 1] == []


def test_links_inside_the_page_arrive(page: str) -> None:
    found = read(page).attributes
    ids = {value for _, name, value in found if name == "id"}
    targets = {value[1:] for _, name, value in found if name == "href" and value.startswith("#")}
    assert targets <= ids


def test_no_text_becomes_markup_style_or_script(hostile: str, page: str) -> None:
    found = read(hostile)
    assert found.tags["script"] == 1
    assert found.tags["style"] == 1
    assert found.tags["img"] == 0
    assert set(found.tags) <= set(read(page).tags)
    names = {name for _, name, _ in found.attributes}
    assert not [name for name in names if name.startswith("on")]
    assert "{{ 7 * 7 }}" in hostile


def test_only_web_addresses_become_links(hostile: str) -> None:
    links = {value for tag, name, value in read(hostile).attributes if (tag, name) == ("a", "href")}
    assert not [link for link in links if not re.match(r"#|https?://", link)]
    assert not [
        value for _, name, value in read(hostile).attributes if name == "lang" and '"' in value
    ]


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("https:///path", False),
        ("http://[broken", False),
        ("https://example.org/a b", False),
        ("file:///etc/passwd", False),
        ("", False),
        (None, False),
    ],
)
def test_web_address(url: str | None, safe: bool) -> None:
    assert web_address(url) == (url if safe else None)


def test_language_tag() -> None:
    assert language_tag("fr") == "fr"
    assert language_tag("pt-BR") == "pt-BR"
    assert language_tag('en" onclick="x') is None


def test_names_of_jurisdictions_and_days() -> None:
    assert jurisdiction_name("EU") == "European Union"
    assert jurisdiction_name("NL") == "Netherlands"
    assert jurisdiction_name("US-CA") == "United States: California"
    assert jurisdiction_name("XX") == "XX"
    assert in_full(DAY) == "24 November 2026"


def test_discs_fill_with_the_share() -> None:
    assert disc(0).area is None
    assert disc(1).area == disc(1).lines
    assert disc(0.5).area == "M8 8V2.25A5.75 5.75 0 0 1 8.00 13.75Z"
    assert disc(0.75).area == "M8 8V2.25A5.75 5.75 0 1 1 2.25 8.00Z"


def test_twenty_laws_open_compact_and_group_by_country(twenty: Matrix, codebook: Codebook) -> None:
    page = lxml_html.fromstring(matrix_html(twenty, codebook))
    assert page.xpath("//input[@id='x-heat']/@checked") == ["checked"]
    assert len(page.xpath("//td[@data-p]")) == 20 * len(twenty.rows)
    assert page.xpath("//fieldset[legend='European Union']//input/@value") == [
        "law_4", "law_5", "law_6", "law_7",
    ]  # fmt: skip


def test_rows_in_which_all_laws_agree_are_marked(page: str, three: Matrix) -> None:
    same = set(lxml_html.fromstring(page).xpath("//tr[contains(@class, 'same')]/@id"))
    assert same
    assert same < {row.indicator.id for row in three.rows}


def test_one_law_and_no_law(three: Matrix, codebook: Codebook) -> None:
    one = matrix_html(make_matrix(codebook, three.columns[:1]), codebook)
    assert "What the Statement Act says" in one
    assert "x-diff" not in one.partition("<body>")[2].partition("<script>")[0]
    none = matrix_html(make_matrix(codebook, [], absent=[make_law()]), codebook)
    assert "None of the laws asked for was law" in none
    assert "<table" not in none
    assert read(none).faults == []


def test_same_matrix_same_bytes(three: Matrix, codebook: Codebook, page: str) -> None:
    assert matrix_html(three, codebook) == page
    assert page.endswith("</html>\n")
