"""Pictures: the same bytes every time, told in words, readable in grey, nothing drawn unasked."""

from __future__ import annotations

import struct
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ddcompare.render import canvas, picture_timeline, pictures
from ddcompare.render.blocks import Picture
from ddcompare.render.canvas import Canvas, drawing, ink_on, shade, width_of
from ddcompare.render.picture_timeline import Mark, timeline_picture
from ddcompare.render.pictures import coverage, heat_map

DAY = date(2026, 11, 24)
LABELS = ("Law one", "Act two", "Code three")
VALUES = ((1.0, 0.25, None), (0.25, 1.0, 0.875), (None, 0.875, 1.0))
DIMENSIONS = ("Scope", "Remedy")
SHARES = ((1.0, 0.0), (0.5, None), (0.25, 0.75))
LIVES = (
    (
        "Law one",
        (
            Mark(date(2015, 3, 26), "adopted", "adopted"),
            Mark(date(2015, 10, 29), "first_applied", "first applied"),
            Mark(date(2015, 10, 29), "entered_into_force", "entered into force"),
            Mark(date(2017, 10, 4), "guidance_issued", "guidance issued"),
        ),
    ),
    (
        "Act two",
        (
            Mark(date(1930, 6, 17), "adopted", "adopted"),
            Mark(date(1930, 6, 18), "first_applied", "first applied"),
            Mark(date(2044, 1, 1), "repealed", "repealed"),
        ),
    ),
    ("Code three", ()),
)
PICTURES = {
    "heat": heat_map(LABELS, VALUES),
    "coverage": coverage(LABELS, DIMENSIONS, SHARES),
    "timeline": timeline_picture(LIVES, DAY),
}


class Written(Canvas):
    """A sheet that remembers what was put on it."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__(width, height)
        self.size = width, height
        self.words: list[tuple[str, float, float, float, bool, str]] = []
        self.boxes: list[dict[str, Any]] = []
        self.signs: list[tuple[str, float]] = []

    def text(self, x: float, y: float, words: str, size: float = 8, **more: Any) -> None:
        super().text(x, y, words, size, **more)
        upright, side = more.get("upright", False), more.get("side", "left")
        self.words.append((words, x, y, size, upright, side))

    def box(self, x: float, y: float, *rest: Any, **more: Any) -> None:
        super().box(x, y, *rest, **more)
        self.boxes.append({"fill": rest[2], **more})

    def sign(self, x: float, y: float, shape: str, **more: Any) -> None:
        super().sign(x, y, shape, **more)
        self.signs.append((shape, x))


def drawn(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> Written:
    """The sheet of a picture after it was drawn."""
    sheets: list[Written] = []

    def make(width: float, height: float) -> Written:
        sheets.append(Written(width, height))
        return sheets[0]

    for module in (pictures, picture_timeline):
        monkeypatch.setattr(module, "Canvas", make)
    picture.draw("svg")
    return sheets[0]


def extent(word: tuple[str, float, float, float, bool, str]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of words."""
    words, x, y, size, upright, side = word
    wide = width_of(words, size)
    if upright:
        return x - size / 2, y - wide, x + size / 2, y
    left = x - {"left": 0, "center": wide / 2, "right": wide}[side]
    return left, y - size / 2, left + wide, y + size / 2


@pytest.mark.parametrize("name", PICTURES)
def test_it_is_the_same_svg_and_png_every_time(name: str) -> None:
    draw = PICTURES[name].draw
    svg, png = draw("svg"), draw("png")
    assert etree.fromstring(svg).tag.endswith("svg")
    assert png.startswith(b"\x89PNG")
    assert (draw("svg"), draw("png")) == (svg, png)
    assert b"Software" not in png
    assert b"<dc:date>" not in svg
    width, height = struct.unpack(">II", png[16:24])
    assert 300 < width <= 1400
    assert height > 100


@pytest.mark.parametrize("name", PICTURES)
def test_words_neither_overlap_nor_leave_the_sheet(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = drawn(PICTURES[name], monkeypatch)
    places = [extent(word) for word in sheet.words]
    for left, top, right, bottom in places:
        assert left >= -0.5
        assert top >= -0.5
        assert right <= sheet.size[0] + 0.5
        assert bottom <= sheet.size[1] + 0.5
    for index, one in enumerate(places):
        for two in places[:index]:
            apart = one[2] <= two[0] + 1 or two[2] <= one[0] + 1
            assert apart or one[3] <= two[1] + 1 or two[3] <= one[1] + 1


@pytest.mark.parametrize("count", [2, 25])
def test_numbers_fit_their_cells_with_many_laws(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = [f"Instrument number {n}" for n in range(count)]
    sheet = drawn(heat_map(labels, [[0.888] * count] * count), monkeypatch)
    numbers = [word for word in sheet.words if word[0].endswith(".89")]
    assert len(numbers) == count * count - count
    cell = (sheet.size[0] - max(width_of(label) for label in labels) - 8) / count
    assert all(width_of(word[0], word[3]) <= cell - 2 for word in numbers)


def test_numbers_stand_in_their_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = drawn(PICTURES["heat"], monkeypatch)
    words = [word[0] for word in sheet.words]
    assert words.count("0.25") == 3, "two cells and the scale"
    assert words.count("0.88") == 2
    assert sum(box.get("hatched", False) for box in sheet.boxes) == 3, "a pair, and the legend"
    assert "too little in common to compare" in words
    sheet = drawn(PICTURES["coverage"], monkeypatch)
    words = [word[0] for word in sheet.words]
    assert [word for word in words if word.isdigit()] == ["100", "0", "50", "25", "75"]
    assert "no question can arise" in words


def test_hatching_is_explained_only_where_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = drawn(coverage(LABELS[:1], DIMENSIONS, SHARES[:1]), monkeypatch)
    assert "no question can arise" not in [word[0] for word in sheet.words]


def test_the_words_of_a_heat_map_name_the_extremes() -> None:
    assert PICTURES["heat"].alt == (
        "A table of 3 laws against 3 laws; each cell is the similarity of two. The most alike are "
        "Act two and Code three (0.88). The least alike are Law one and Act two (0.25). "
        "1 pair is hatched: too little can be compared."
    )
    nothing = heat_map(LABELS[:2], ((1.0, None), (None, 1.0)))
    assert "alike are" not in nothing.alt


def test_the_words_of_the_coverage_and_the_timeline_tell_every_law() -> None:
    assert "Law one: from 0 % (Remedy) to 100 % (Scope)." in PICTURES["coverage"].alt
    assert "Act two: from 50 % (Scope) to 50 % (Scope)." in PICTURES["coverage"].alt
    told = PICTURES["timeline"].alt
    assert (
        "Law one: adopted 2015-03-26, entered into force 2015-10-29, first applied 2015-10-29."
        in told
    )
    assert "Code three: no dated event." in told
    assert "2026-11-24" in PICTURES["timeline"].caption


def test_what_lies_outside_the_years_is_named_at_the_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [word[0] for word in drawn(PICTURES["timeline"], monkeypatch).words]
    assert "‹ 1930" in words
    assert "2044 ›" in words


def test_only_kinds_with_a_sign_are_drawn_and_all_are_explained(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet = drawn(PICTURES["timeline"], monkeypatch)
    words = [word[0] for word in sheet.words]
    assert "guidance issued" not in words
    assert {"adopted", "entered into force", "first applied", "repealed"} <= set(words)
    events = len(sheet.signs) - 4
    assert events == 3, "of seven events one has no sign and three lie outside the years"


def test_a_timeline_of_nothing_is_a_picture() -> None:
    assert timeline_picture((), DAY).draw("png").startswith(b"\x89PNG")
    assert heat_map((), ()).draw("png").startswith(b"\x89PNG")


def test_text_is_never_a_formula_and_odd_letters_are_no_fault() -> None:
    odd = ("$\\frac{1}{2}$", "人権 ✊🏿", "<b>&amp;</b>")
    svg = heat_map(odd, VALUES).draw("svg")
    assert etree.fromstring(svg) is not None


def test_settings_of_the_reader_change_nothing() -> None:
    import matplotlib

    before = PICTURES["heat"].draw("svg")
    with matplotlib.rc_context({"font.size": 30, "svg.fonttype": "none", "axes.grid": True}):
        assert PICTURES["heat"].draw("svg") == before
        assert matplotlib.rcParams["font.size"] == 30


def test_nothing_is_drawn_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> Canvas:
        raise AssertionError("drawn")

    for module in (pictures, picture_timeline):
        monkeypatch.setattr(module, "Canvas", never)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    heat_map(LABELS, VALUES)
    coverage(LABELS, DIMENSIONS, SHARES)
    picture = timeline_picture(LIVES, DAY)
    with pytest.raises((AssertionError, ImportError)):
        picture.draw("svg")


def test_pictures_do_not_load_the_library(tmp_path: Path) -> None:
    source = "".join(
        Path(str(module.__file__)).read_text("utf-8") for module in (pictures, picture_timeline)
    )
    assert "matplotlib" not in source
    assert "\nimport matplotlib" not in Path(str(canvas.__file__)).read_text("utf-8")


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_is_darker_and_numbers_stand_out(one: float, two: float) -> None:
    def light(colour: str) -> float:
        return canvas._luminance(colour)

    low, high = sorted((one, two))
    assert light(shade(high)) <= light(shade(low))
    for ground in (shade(low), shade(high)):
        pair = sorted((light(ground), light(ink_on(ground))))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5


def test_a_drawing_is_made_anew_each_time() -> None:
    made = []

    def draw() -> Canvas:
        made.append(1)
        return Canvas(20, 10)

    draw_it = drawing(draw)
    assert draw_it("png") == draw_it("png")
    assert len(made) == 2
