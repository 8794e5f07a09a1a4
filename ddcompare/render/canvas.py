"""A sheet to draw on, in points from the top left; one drawing gives SVG and PNG.

Fonts are those that matplotlib brings along, letters are drawn as shapes, and nothing depends on
the clock, the locale or the reader's own matplotlib settings: the same drawing is the same bytes.
Needs the extra ``documents``.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from functools import cache, partial
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

Format = Literal["svg", "png"]
Side = Literal["left", "center", "right"]

INK, SOFT, PAPER, RULE, STRONG = "#16202a", "#4b5763", "#ffffff", "#d5dae0", "#8a949f"
ACCENT, GROUND = "#0f4c81", "#eef0f2"
RAMP = ("#f3f8fc", "#cfe2f0", "#9dc3e0", "#5f96c2", "#0f4c81")
"""From little to much; lightness falls from step to step, so it reads in grey as well."""

PIXELS_PER_INCH = 200
POINTS_PER_INCH = 72


class Canvas:
    """A white sheet of ``width`` x ``height`` points."""

    def __init__(self, width: float, height: float) -> None:
        from matplotlib.figure import Figure

        self._figure = Figure(figsize=(width / POINTS_PER_INCH, height / POINTS_PER_INCH))
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set(xlim=(0, width), ylim=(height, 0))
        self._axes.set_axis_off()
        self._order = count()

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 8,
        *,
        side: Side = "left",
        colour: str = INK,
        bold: bool = False,
        upright: bool = False,
    ) -> None:
        """Words whose middle is at height ``y``; ``upright`` ones begin there and go up."""
        self._axes.text(
            x, y, words, color=colour, ha="center" if upright else side,
            va="bottom" if upright else "center_baseline", rotation=90 if upright else 0,
            fontproperties=_font(size, bold), parse_math=False,
            zorder=next(self._order),
        )  # fmt: skip

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        edge: str | None = None,
        hatched: bool = False,
    ) -> None:
        """A box from its top left corner."""
        from matplotlib.patches import Rectangle

        patch = Rectangle(
            (x, y), width, height, facecolor=fill, linewidth=0.6 if edge else 0,
            edgecolor=edge or (STRONG if hatched else fill), hatch="/////" if hatched else None,
            clip_on=False, zorder=next(self._order),
        )  # fmt: skip
        self._axes.add_patch(patch)

    def line(
        self, x: Sequence[float], y: Sequence[float], colour: str = RULE, width: float = 0.6,
        dashed: bool = False,
    ) -> None:  # fmt: skip
        """A line through points."""
        style = (0, (2, 2)) if dashed else "solid"
        self._axes.plot(
            x, y, color=colour, linewidth=width, linestyle=style, clip_on=False,
            zorder=next(self._order),
        )  # fmt: skip

    def sign(self, x: float, y: float, shape: str, *, filled: bool, size: float = 6) -> None:
        """A sign such as a circle (``o``), a triangle (``^``) or a diamond (``D``)."""
        self._axes.plot(
            [x], [y], marker=shape, markersize=size, markeredgewidth=1, markeredgecolor=INK,
            markerfacecolor=INK if filled else PAPER, linestyle="none", clip_on=False,
            zorder=next(self._order),
        )  # fmt: skip

    def save(self, format: Format) -> bytes:
        """The bytes of the file."""
        out = BytesIO()
        metadata = {"svg": {"Date": None}, "png": {"Software": None}}[format]
        self._figure.savefig(out, format=format, dpi=PIXELS_PER_INCH, metadata=metadata)
        return out.getvalue()


def drawing(draw: Callable[[], Canvas]) -> Callable[[Format], bytes]:
    """What a ``Picture`` block asks for, from a function that draws."""
    return partial(_drawn, draw)


def _drawn(draw: Callable[[], Canvas], format: Format) -> bytes:
    import matplotlib

    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that the font lacks is drawn as a box
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({"svg.hashsalt": "ddcompare", "hatch.linewidth": 0.5})
        return draw().save(format)


@cache
def _font(size: float, bold: bool) -> FontProperties:
    import matplotlib
    from matplotlib.font_manager import FontProperties

    name = f"DejaVuSans{'-Bold' if bold else ''}.ttf"
    path = Path(matplotlib.get_data_path(), "fonts", "ttf", name)
    return FontProperties(fname=str(path), size=size)


def width_of(words: str, size: float = 8) -> float:
    """How wide words are, in points."""
    from matplotlib.textpath import text_to_path

    font = _font(size, False)
    return float(text_to_path.get_text_width_height_descent(words, font, ismath=False)[0])


def shade(share: float) -> str:
    """The colour of a share from 0 to 1, between the steps of the ramp."""
    place = min(max(share, 0.0), 1.0) * (len(RAMP) - 1)
    low = min(int(place), len(RAMP) - 2)
    parts = (
        round(one + (two - one) * (place - low))
        for one, two in zip(_rgb(RAMP[low]), _rgb(RAMP[low + 1]), strict=True)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def ink_on(ground: str) -> str:
    """Black or white, whichever stands out more: by a ratio of 4.5 at least (WCAG 2.2, 1.4.3)."""
    light = _luminance(ground) + 0.05
    return "#000000" if light / 0.05 >= 1.05 / light else PAPER


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _rgb(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
