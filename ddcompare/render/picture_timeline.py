"""The lives of laws side by side, as a picture: adopted, in force, applied, amended, ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from ddcompare.render.blocks import Picture
from ddcompare.render.canvas import (
    ACCENT,
    GROUND,
    RAMP,
    RULE,
    SOFT,
    STRONG,
    Canvas,
    drawing,
    width_of,
)

BEFORE, AFTER = 17, 6
"""The years before and after the day that are drawn; what lies outside is named at the edge."""

_WIDTH, _ROW, _TOP, _FOOT, _LINE = 470, 23, 22, 30, 14
_ABOVE, _BELOW = -7, 7
_Sign = tuple[str, bool, float, float]
_SIGNS: dict[str, _Sign] = {
    "adopted": ("o", False, 8, 0),
    "entered_into_force": ("v", False, 5, _ABOVE),
    "first_applied": ("o", True, 4.5, 0),
    "cohort": ("v", True, 5, _ABOVE),
    "amended": ("D", False, 4, _BELOW),
    "partly_suspended": ("s", False, 4.5, _BELOW),
    "suspended": ("s", False, 4.5, _BELOW),
    "resumed": ("s", True, 4.5, _BELOW),
    "repealed": ("X", True, 7, 0),
    "superseded": ("X", True, 7, 0),
}
"""The sign of each kind of event that is drawn: shape, filled or not, size, place by the line.

Signs that may fall on one day differ in place or size, so that none hides another.
"""

_BINDS, _ENDS = ("first_applied", "resumed"), ("suspended", "repealed", "superseded")


@dataclass(frozen=True, slots=True)
class Mark:
    """An event in the life of a law: its day, its kind in the codebook, the kind in words."""

    date: date
    kind: str
    label: str


Life = tuple[str, Sequence[Mark]]


def timeline_picture(rows: Sequence[Life], as_of: date, caption: str | None = None) -> Picture:
    """The lives of laws: for each its name and its dated events, one line a law.

    Kinds of events without a sign (guidance, milestones) are left out. A bar is drawn over the
    time in which a law applies; it is pale after ``as_of``, which is still to come.
    """
    lives = [
        (label, sorted((m for m in marks if m.kind in _SIGNS), key=lambda mark: mark.date))
        for label, marks in rows
    ]
    said = f"A line for each of {len(lives)} laws."
    for label, marks in lives:
        first = {mark.kind: mark for mark in reversed(marks)}
        told = [first[k] for k in ("adopted", "entered_into_force", "first_applied") if k in first]
        dates = ", ".join(f"{mark.label} {mark.date}" for mark in told) or "no dated event"
        said += f" {label}: {dates}."
    title = caption or (
        f"When laws were adopted, entered into force and began to apply. The upright line is "
        f"{as_of}; the bar is the time in which a law applies, pale where it is still to come."
    )
    return Picture(drawing(partial(_timeline, lives, as_of)), said, title)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days along the width of the sheet."""

    left: float
    right: float
    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day lies; days outside lie at the edge."""
        share = (day - self.first).days / (self.last - self.first).days
        return self.left + (self.right - self.left) * min(max(share, 0), 1)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def _timeline(lives: Sequence[Life], as_of: date) -> Canvas:
    days = [mark.date for _, marks in lives for mark in marks] or [as_of]
    first = max(min(days).year, as_of.year - BEFORE)
    last = max(min(max(days).year, as_of.year + AFTER), as_of.year)
    left = max((width_of(label) for label, _ in lives), default=0) + 36
    axis = _Axis(left, _WIDTH - 26, date(first, 1, 1), date(last + 1, 1, 1))
    bottom = _TOP + _ROW * len(lives)
    legend = _legend(mark for _, marks in lives for mark in marks)
    lines = max((line for _, line, _, _ in legend), default=0)
    canvas = Canvas(_WIDTH, bottom + _FOOT + _LINE * lines)
    _years(canvas, axis, bottom)
    for number, (label, marks) in enumerate(lives):
        y = _TOP + _ROW * (number + 0.5)
        canvas.text(left - 34, y, label, side="right")
        _life(canvas, axis, y, marks, as_of)
    x = axis.at(as_of)
    canvas.line((x, x), (_TOP - 6, bottom), ACCENT, 1)
    for x, line, (shape, filled, size, _), words in legend:
        y = bottom + 18 + _LINE * line
        canvas.sign(x, y, shape, filled=filled, size=size)
        canvas.text(x + 8, y, words, 6.5)
    return canvas


def _years(canvas: Canvas, axis: _Axis, bottom: float) -> None:
    years = range(axis.first.year, axis.last.year + 1)
    step = 1 if len(years) <= 12 else 2
    for year in years:
        x = axis.at(date(year, 1, 1))
        canvas.line((x, x), (_TOP - 4, bottom), RULE)
        if year % step == 0:
            canvas.text(x, _TOP - 11, str(year), 6.5, side="center", colour=SOFT)


def _life(canvas: Canvas, axis: _Axis, y: float, marks: Sequence[Mark], as_of: date) -> None:
    canvas.line((axis.left, axis.right), (y, y), GROUND)
    if not marks:
        return
    for start, end in _binding(marks):
        begin, stop = axis.at(start), axis.at(end or date.max)
        now = min(max(axis.at(as_of), begin), stop)
        canvas.box(begin, y - 3, now - begin, 6, RAMP[2])
        canvas.box(now, y - 3, stop - now, 6, RAMP[0], edge=RAMP[2])
    ends = next((mark.date for mark in marks if mark.kind in _BINDS), as_of)
    canvas.line((axis.at(marks[0].date), axis.at(ends)), (y, y), STRONG, 1)
    for mark in marks:
        if axis.holds(mark.date):
            shape, filled, size, place = _SIGNS[mark.kind]
            canvas.sign(axis.at(mark.date), y + place, shape, filled=filled, size=size)
    early = [mark.date.year for mark in marks if mark.date < axis.first]
    late = [mark.date.year for mark in marks if mark.date > axis.last]
    if early:
        canvas.text(axis.left - 4, y, f"‹ {min(early)}", 6.5, side="right", colour=SOFT)
    if late:
        canvas.text(axis.right + 3, y, f"{max(late)} ›", 6.5, colour=SOFT)


def _binding(marks: Sequence[Mark]) -> Iterable[tuple[date, date | None]]:
    """The spans in which a law applies; the end is None where none is known."""
    start = None
    for mark in marks:
        if mark.kind in _BINDS and start is None:
            start = mark.date
        elif mark.kind in _ENDS and start is not None:
            yield start, mark.date
            start = None
    if start is not None:
        yield start, None


def _legend(marks: Iterable[Mark]) -> list[tuple[float, int, _Sign, str]]:
    """The signs that are used, with their names and their places: how far right, which line."""
    names: dict[_Sign, list[str]] = {}
    labels = {mark.kind: mark.label for mark in marks}
    for kind in _SIGNS:
        if kind in labels:
            names.setdefault(_SIGNS[kind], []).append(labels[kind])
    placed, x, line = [], 6.0, 0
    for sign, found in names.items():
        words = " or ".join(found)
        wide = width_of(words, 6.5) + 24
        if x + wide > _WIDTH and x > 6:
            x, line = 6.0, line + 1
        placed.append((x, line, sign, words))
        x += wide
    return placed
