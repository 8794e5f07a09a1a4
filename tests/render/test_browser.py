"""The HTML matrix in a real browser: by mouse, by keyboard, without script, on paper."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ddcompare.compare.matrix import Matrix
from ddcompare.model.codebook import Codebook
from ddcompare.render.html import matrix_html

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

BROWSER = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium or google-chrome on the path")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
A3_LANDSCAPE = (1190.55, 841.89)  # points


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=BROWSER, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="module")
def folder(
    three: Matrix, twenty: Matrix, codebook: Codebook, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "three.html").write_text(matrix_html(three, codebook), "utf-8")
    (folder / "twenty.html").write_text(matrix_html(twenty, codebook), "utf-8")
    return folder


class Opener:
    """Opens pages from disk and keeps what the browser complained about or asked for."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self.browser, self.folder = browser, folder
        self.complaints: list[str] = []
        self.requests: list[str] = []

    def __call__(self, name: str = "three", size: Any = DESK, **more: Any) -> Any:
        file, _, hash_ = name.partition("#")
        page = self.browser.new_context(viewport=size, **more).new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        address = (self.folder / f"{file}.html").as_uri()
        page.goto(f"{address}#{hash_}" if hash_ else address)
        return page


@pytest.fixture
def open_page(browser: Any, folder: Path) -> Iterator[Opener]:
    opener = Opener(browser, folder)
    yield opener
    for context in browser.contexts:
        context.close()
    assert opener.complaints == []
    assert [url for url in opener.requests if not url.startswith("file:")] == []


def cell(page: Any, row: str, law: int) -> Any:
    return page.locator(f'[id="{row}"] > td').nth(law)


def visible_rows(page: Any) -> int:
    return int(page.locator("tr.q:visible").count())


def box(locator: Any) -> dict[str, float]:
    return dict(locator.bounding_box())


@pytest.mark.parametrize("name", ["three", "twenty"])
def test_heads_and_questions_stay_when_scrolled(open_page: Opener, name: str) -> None:
    page = open_page(f"{name}#view=words", {"width": 1100, "height": 700})
    page.evaluate("scrollTo({ top: 3000, left: 500 })")
    head, bar = box(page.locator("thead th.law").last), box(page.locator("#x-bar"))
    assert bar["y"] == pytest.approx(0, abs=1)
    assert head["y"] == pytest.approx(bar["height"], abs=1)
    question = page.locator("tr.q th").nth(20)
    assert box(question)["x"] == pytest.approx(0, abs=1)
    assert box(page.locator("h1"))["x"] >= 0


def test_a_click_opens_a_cell_in_place_and_several_stay_open(open_page: Opener) -> None:
    page = open_page()
    for law in (0, 1):
        cell(page, "form.deadline", law).locator("summary").click()
    cards = page.locator('[id="form.deadline"] > td .card:visible')
    assert cards.count() == 2
    assert cards.first.locator("a").first.get_attribute("href").startswith("https://")


def test_the_whole_cell_can_be_clicked(open_page: Opener) -> None:
    page = open_page()
    target = cell(page, "status.bindingness", 2)
    size = box(target)
    page.mouse.click(size["x"] + size["width"] - 4, size["y"] + size["height"] - 4)
    assert target.locator(".card").is_visible()


@pytest.mark.parametrize("name", ["three", "twenty"])
def test_keyboard_opens_walks_and_closes(open_page: Opener, name: str) -> None:
    page = open_page(name)
    page.locator("tr.q summary").first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    here = cell(page, "status.duty_model", 1)
    assert here.locator("summary").evaluate("it => it === document.activeElement")
    page.keyboard.press("Enter")
    assert here.locator(".card").is_visible()
    page.keyboard.press("Tab")
    assert here.locator(".card a").first.evaluate("it => it === document.activeElement")
    page.keyboard.press("Escape")
    assert not here.locator(".card").is_visible()
    assert here.locator("summary").evaluate("it => it === document.activeElement")
    page.keyboard.press("Home")
    question = page.locator('[id="status.duty_model"] > th summary')
    assert question.evaluate("it => it === document.activeElement")
    assert page.locator('tr.q summary[tabindex="0"]').count() == 1


def test_focus_is_never_hidden_by_the_heads(open_page: Opener) -> None:
    page = open_page("twenty")
    page.locator("tr.q summary").first.focus()
    for _ in range(30):
        page.keyboard.press("ArrowDown")
    for _ in range(29):
        page.keyboard.press("ArrowUp")
        here = box(page.locator(":focus"))
        head = box(page.locator("thead th.law").first)
        assert here["y"] >= head["y"] + head["height"] - 1


def test_filter_by_dimension_in_the_address(open_page: Opener, codebook: Codebook) -> None:
    page = open_page()
    page.select_option("#x-dim", "form")
    asked = len(codebook.by_dimension["form"].indicators)
    assert visible_rows(page) == asked
    assert page.locator("#x-status").inner_text() == f"{asked} of 90 questions"
    assert page.url.endswith("#dim=form")
    again = open_page("three#dim=form")
    assert visible_rows(again) == asked
    page.select_option("#x-dim", "overview")
    assert visible_rows(page) == 0
    assert page.locator("tr.dim:visible").count() == 13


def test_a_link_to_a_question_arrives_below_the_heads(open_page: Opener) -> None:
    page = open_page("three#form.deadline")
    row, head = (
        box(page.locator('[id="form.deadline"] > th')),
        box(page.locator("thead th.law").first),
    )
    assert head["y"] + head["height"] - 1 <= row["y"] < 500


def test_search_finds_questions_and_says_when_there_are_none(open_page: Opener) -> None:
    page = open_page()
    page.fill("#x-find", "child LABOUR")
    assert 0 < visible_rows(page) < 20
    assert "child" in page.locator("tr.q:visible").first.inner_text().lower()
    page.fill("#x-find", "no such words")
    assert visible_rows(page) == 0
    page.click("#x-reset")
    assert visible_rows(page) == 90


def test_hide_a_law(open_page: Opener) -> None:
    page = open_page("twenty")
    page.click("#x-laws > summary")
    page.uncheck("#x-law-1")
    assert page.locator("td.c1:visible").count() == 0
    assert page.locator("tr.q").first.locator("td:visible").count() == 19
    assert page.locator("#x-count").inner_text() == "(19 of 20)"
    page.click("text=In force only")
    assert page.locator("thead th.law.g:visible").count() == 0
    page.keyboard.press("Escape")
    assert not page.locator("#x-laws .panel").is_visible()
    heads = [box(item) for item in page.locator("thead th.law:visible").all()]
    cells = [box(item) for item in page.locator("tr.q").nth(4).locator("td:visible").all()]
    assert [head["x"] for head in heads] == pytest.approx([cell["x"] for cell in cells], abs=1)


def test_the_laws_that_are_left_share_the_room(open_page: Opener) -> None:
    page = open_page("twenty#view=words&hide=" + ",".join(f"law_{n}" for n in range(17)))
    heads = [box(item) for item in page.locator("thead th.law:visible").all()]
    assert [head["width"] for head in heads] == pytest.approx([heads[0]["width"]] * 3, abs=1)
    assert heads[0]["width"] > 300
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"]


def test_only_differences_follows_the_laws_that_are_shown(open_page: Opener) -> None:
    page = open_page()
    page.check("#x-diff")
    differing = visible_rows(page)
    assert 0 < differing < 90
    page.click("#x-laws > summary")
    page.uncheck("#x-law-2")
    assert visible_rows(page) < differing


def test_compact_view_shows_words_on_focus_and_one_card_at_a_time(open_page: Opener) -> None:
    page = open_page("twenty")
    first, last = cell(page, "status.duty_model", 0), cell(page, "status.duty_model", 19)
    assert box(first)["width"] < 80
    first.locator("summary").focus()
    assert box(first.locator("summary .w"))["width"] > 10
    for target in (first, last):
        target.locator("summary").click()
        card = box(target.locator(".card"))
        assert card["x"] >= 0
        assert card["x"] + card["width"] <= DESK["width"]
    assert page.locator("td .card:visible").count() == 1


def test_telephone_needs_no_sideways_scrolling(open_page: Opener) -> None:
    page = open_page("three", PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert (
        page.locator("tr.q td").first.evaluate("it => getComputedStyle(it, '::before').content")
        == '"Statement Act"'
    )


def test_without_script_everything_can_be_read_and_filtered(open_page: Opener) -> None:
    page = open_page("three", java_script_enabled=False)
    assert visible_rows(page) == 90
    target = cell(page, "form.deadline", 1)
    target.locator("summary").click()
    assert target.locator(".card a").first.is_visible()
    assert not page.locator("#x-find").is_visible()
    page.select_option("#x-dim", "form")
    assert 0 < visible_rows(page) < 20
    page.select_option("#x-dim", "")
    page.click("#x-laws > summary")
    page.uncheck("#x-law-0")
    assert page.locator("td.c0:visible").count() == 0


CONTRAST = """() => {
  const channel = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (it) => {
    for (; it; it = it.parentElement) {
      const c = parse(getComputedStyle(it).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const worst = {};
  for (const it of document.querySelectorAll('.top *, .bar *, table *, footer *')) {
    const own = [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !it.getClientRects().length || it.closest('svg, option')) continue;
    const a = light(parse(getComputedStyle(it).color)), b = light(ground(it));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const where = it.className + ' in ' + it.closest('td, th, p, label')?.className;
    if (ratio < 4.5) worst[where] = ratio;
  }
  return worst;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(open_page: Opener, scheme: str) -> None:
    page = open_page("three", color_scheme=scheme)
    page.evaluate("document.querySelectorAll('td details').forEach((it) => { it.open = true; })")
    assert page.evaluate(CONTRAST) == {}


@pytest.mark.parametrize(("name", "most"), [("three", 14), ("twenty", 12)])
def test_prints_on_a3_landscape(open_page: Opener, name: str, most: int) -> None:
    page = open_page(name)
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    sizes = {
        tuple(float(number) for number in match)
        for match in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper)
    }
    assert len(sizes) == 1
    assert sizes.pop() == pytest.approx(A3_LANDSCAPE, abs=1)
    assert 1 < len(re.findall(rb"/Type\s*/Page\b", paper)) <= most


def test_on_paper_words_and_pinpoints_stand_and_nothing_is_cut(open_page: Opener) -> None:
    page = open_page("three", {"width": 1497, "height": 1000})
    page.emulate_media(media="print")
    assert not page.locator("#x-bar").is_visible()
    assert page.locator("tr.q td .at:visible").count() > 90
    assert page.evaluate("document.documentElement.scrollWidth") <= 1497
    assert page.locator("thead").evaluate("it => getComputedStyle(it).display") == (
        "table-header-group"
    )
    cut = page.locator("tr.q td span").evaluate_all(
        "all => all.filter((it) => !it.closest('.vh') && it.scrollHeight > it.clientHeight + 2"
        " && getComputedStyle(it).display !== 'inline').map((it) => it.className)"
    )
    assert cut == []
