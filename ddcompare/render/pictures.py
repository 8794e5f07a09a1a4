"""Pictures of comparisons as blocks, each with its text alternative; nothing is drawn yet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ddcompare.render.blocks import Picture
from ddcompare.render.canvas import (
    GROUND,
    PAPER,
    SOFT,
    Canvas,
    drawing,
    ink_on,
    shade,
    width_of,
)

Values = Sequence[Sequence[float | None]]

WIDTH = 470
"""How wide a picture is in points where its cells leave a choice: the text of an A4 page."""

_LEAST, _MOST, _WITH_ZERO, _GAP = 16, 40, 22, 0.8
_LEGEND, _SCALE = 26, 300


def heat_map(labels: Sequence[str], values: Values, caption: str | None = None) -> Picture:
    """How alike laws are, pair by pair, in the order given.

    ``values`` is a square of similarities from 0 (nothing alike) to 1 (the same); None is a pair of
    which too little can be compared: it is hatched and bears no number.
    """
    count = len(labels)
    pairs = [(values[i][j], labels[i], labels[j]) for i in range(count) for j in range(i)]
    known = [(value, one, two) for value, one, two in pairs if value is not None]
    said = f"A table of {count} laws against {count} laws; each cell is the similarity of two."
    if known:
        for word, (value, one, two) in (("most", max(known)), ("least", min(known))):
            said += f" The {word} alike are {two} and {one} ({value:.2f})."
    hidden = len(pairs) - len(known)
    if hidden:
        are = "pair is" if hidden == 1 else "pairs are"
        said += f" {hidden} {are} hatched: too little can be compared."
    draw = partial(_grid, labels, labels, values, square=True)
    title = caption or "Similarity of laws, from 0 (nothing alike) to 1 (the same)."
    return Picture(drawing(draw), said, title)


def coverage(
    labels: Sequence[str], dimensions: Sequence[str], shares: Values, caption: str | None = None
) -> Picture:
    """Of the questions of each dimension that can arise, the share that each law answers.

    ``shares`` has a row for each law with a share (0 to 1) for each dimension; None is a dimension
    in which no question can arise: it is hatched.
    """
    said = f"A table of {len(labels)} laws and {len(dimensions)} dimensions."
    for label, row in zip(labels, shares, strict=True):
        known = [
            (share, name) for share, name in zip(row, dimensions, strict=True) if share is not None
        ]
        if known:
            (most, high), (least, low) = max(known), min(known)
            said += f" {label}: from {least:.0%} ({low}) to {most:.0%} ({high})."
    draw = partial(_grid, labels, dimensions, shares, square=False)
    title = caption or (
        "Share of the questions that can arise which the text answers, in percent, by dimension. "
        "It counts answers, not their strength."
    )
    return Picture(drawing(draw), said.replace("%", " %"), title)


def _grid(rows: Sequence[str], columns: Sequence[str], values: Values, *, square: bool) -> Canvas:
    """Shaded cells with their numbers, names at the left and on top, and the scale below."""
    left = max(map(width_of, rows), default=0) + 8
    cell = min(max((WIDTH - left) / max(len(columns), 1), _LEAST), _MOST)
    height = cell if square else min(cell, 20)
    top = max(map(width_of, columns), default=0) + 10
    wide = left + max(cell * len(columns), _SCALE)
    canvas = Canvas(wide, top + height * len(rows) + _LEGEND)
    for place, name in enumerate(columns):
        canvas.text(left + cell * (place + 0.5), top - 4, name, upright=True)
    for number, name in enumerate(rows):
        y = top + height * number
        canvas.text(left - 6, y + height / 2, name, side="right")
        for place, value in enumerate(values[number]):
            x = left + cell * place
            if square and place == number:
                canvas.box(x, y, cell - _GAP, height - _GAP, GROUND)
            elif value is None:
                canvas.box(x, y, cell - _GAP, height - _GAP, PAPER, hatched=True)
            else:
                words = _two_places(value, cell) if square else f"{100 * value:.0f}"
                ground = shade(value)
                canvas.box(x, y, cell - _GAP, height - _GAP, ground)
                middle = x + (cell - _GAP) / 2, y + (height - _GAP) / 2
                canvas.text(*middle, words, 6.5, side="center", colour=ink_on(ground))
    y = top + height * len(rows) + 12
    _scale(canvas, left, y, square=square)
    if any(value is None for row in values for value in row):
        canvas.box(left + 152, y, 14, 11, PAPER, hatched=True)
        words = "too little in common to compare" if square else "no question can arise"
        canvas.text(left + 170, y + 5.5, words, 6.5, colour=SOFT)
    return canvas


def _two_places(value: float, cell: float) -> str:
    words = f"{value:.2f}"
    return words if cell >= _WITH_ZERO else words.removeprefix("0")


def _scale(canvas: Canvas, x: float, y: float, *, square: bool) -> None:
    """The shades at their numbers."""
    for step in range(5):
        ground = shade(step / 4)
        words = f"{step / 4:g}" if square else f"{25 * step} %"
        canvas.box(x + 28 * step, y, 28, 11, ground)
        canvas.text(x + 28 * step + 14, y + 5.5, words, 6.5, side="center", colour=ink_on(ground))
