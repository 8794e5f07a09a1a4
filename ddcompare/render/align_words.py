"""Laws and figures of an alignment as they are written on its pages."""

from __future__ import annotations

from ddcompare.compare.align import Alignment

NOT_SHOWN = "--"


def name(found: Alignment, index: int) -> str:
    """The short title of a law, in brackets where it is neither applied nor in force."""
    column = found.columns[index]
    return f"({column.law.short_title})" if column.greyed else column.law.short_title


def per_cent(value: float | None) -> str:
    """A similarity in whole per cent, without the sign."""
    return NOT_SHOWN if value is None else f"{100 * value:.0f}"


def interval(low: float | None, high: float | None) -> str:
    """The bounds of a figure under random weights."""
    return "" if low is None or high is None else f"{per_cent(low)}-{per_cent(high)}"
