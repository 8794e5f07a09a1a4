"""The marks of the HTML matrix: a shade and a symbol for each position, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from ddcompare.compare.profile import Position
from ddcompare.model.codebook import CONFIDENCES, STATES, Codebook

SHADES = 4
"""Shades run from 0 (lowest position on a scale) to this number (highest)."""

_CIRCLE = "M8 2.25A5.75 5.75 0 1 1 8 13.75A5.75 5.75 0 1 1 8 2.25Z"
_LINES = {
    "answered": "M5 5H11V11H5Z",
    "yes": "M3 8.5L6.5 12L13 4.5",
    "silent": "M8 6.6A1.4 1.4 0 1 1 8 9.4A1.4 1.4 0 1 1 8 6.6Z",
    "no": "M4 4L12 12M12 4L4 12",
    "not_applicable": "M3.5 8H12.5",
    "delegated": "M2.5 8H13M9 4L13 8L9 12",
    "varies": "M2.5 8H6.5L11 3.8M6.5 8L11 12.2M8.6 3.2H11.6V6.2M8.6 12.8H11.6V9.8",
    "unclear": "M5.2 6A2.8 2.8 0 1 1 8.9 8.6Q8 9 8 10.4M8 12.6V13.4",
    "not_coded": "M3 3H13V13H3ZM3 8L8 3M3 13L13 3M8 13L13 8",
    "medium": "M8 2.5L13.5 8L8 13.5L2.5 8Z",
    "low": "M8 2.5L13.5 8L8 13.5L2.5 8Z",
}
_FILLED = ("answered", "silent")
_LABELS = {"answered": "answered, no scale", "yes": "yes"}
_DEFINITIONS = {
    "answered": "The text gives an answer that has no scale from weak to strong: a date, a list.",
    "yes": "A yes-or-no question is answered with yes.",
}


@dataclass(frozen=True, slots=True)
class Symbol:
    """A drawing on a 16 x 16 field: lines, and perhaps an area that is filled."""

    id: str
    lines: str
    area: str | None = None


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A symbol on its ground, with its name and what it means."""

    symbol: str
    css: str
    label: str
    definition: str


def disc(share: float) -> Symbol:
    """A disc of which a share is filled, clockwise from the top: 0 is empty, 1 is full."""
    if share >= 1:
        return Symbol("i-100", _CIRCLE, _CIRCLE)
    if share <= 0:
        return Symbol("i-0", _CIRCLE)
    angle = 2 * pi * share
    x, y = 8 + 5.75 * sin(angle), 8 - 5.75 * cos(angle)
    wedge = f"M8 8V2.25A5.75 5.75 0 {int(share > 0.5)} 1 {x:.2f} {y:.2f}Z"
    return Symbol(f"i-{round(share * 100)}", _CIRCLE, wedge)


def symbols(shares: set[float]) -> tuple[Symbol, ...]:
    """All drawings that a page needs, each once, in a fixed order."""
    signs = [
        Symbol(f"i-{name}", lines, lines if name in _FILLED else None)
        for name, lines in _LINES.items()
    ]
    half = Symbol("i-medium", _LINES["medium"], "M8 2.5L2.5 8L8 13.5Z")
    signs = [half if sign.id == "i-medium" else sign for sign in signs]
    return (*(disc(share) for share in sorted(shares | {0.0, 0.5, 1.0})), *signs)


def marks(position: Position, value: object = None) -> tuple[str, ...]:
    """The ids of the symbols of a cell: its place on the scale, its state, or both."""
    state = position.state
    found = () if position.share is None else (disc(position.share).id,)
    if state != "value":
        return (*found, f"i-{state}")
    if found:
        return found
    if position.indicator.type == "yes_no" and value in ("yes", "no"):
        return (f"i-{value}",)
    return ("i-answered",)


def shade(position: Position) -> str:
    """The CSS class of the ground of a cell: a shade where there is a scale, else the state."""
    ground = f"k-{position.state.replace('_', '-')}"
    return ground if position.share is None else f"{ground} s{round(position.share * SHADES)}"


def legend(codebook: Codebook) -> tuple[LegendItem, ...]:
    """What the symbols mean, in the words of the codebook."""
    items = [LegendItem("i-answered", "k-value", _LABELS["answered"], _DEFINITIONS["answered"])]
    if any(indicator.type == "yes_no" for indicator in codebook.indicators.values()):
        items.append(LegendItem("i-yes", "k-value", _LABELS["yes"], _DEFINITIONS["yes"]))
    terms = codebook.terms["state"]
    items += [
        LegendItem(
            f"i-{state}",
            f"k-{state.replace('_', '-')}",
            terms[state].label,
            terms[state].definition,
        )
        for state in STATES
        if state != "value"
    ]
    confidence = codebook.terms["confidence"]
    items += [
        LegendItem(f"i-{name}", "k-plain", f"{name} confidence", confidence[name].definition)
        for name in CONFIDENCES
        if name != "high"
    ]
    return tuple(items)
