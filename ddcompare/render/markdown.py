"""Blocks as Markdown; nothing in a data file can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ddcompare.render.blocks import (
    Block,
    Heading,
    Items,
    Line,
    NewPage,
    Paragraph,
    Picture,
    Span,
    Table,
    spans,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~^$])")


def escape(text: str) -> str:
    """Text that Markdown shows as it is, also inside a table."""
    safe = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    safe = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    safe = re.sub(r"^(\d+)\.", r"\1\\.", safe)
    safe = re.sub(r"^([-=])", r"\\\1", safe)
    return safe.replace("://", "&#58;//")


def to_markdown(blocks: Iterable[Block]) -> str:
    """Blocks as a Markdown document (GitHub flavour)."""
    parts = (_block(block) for block in blocks if not isinstance(block, NewPage))
    return "\n\n".join(parts) + "\n"


def _block(block: Heading | Paragraph | Items | Table | Picture) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {escape(block.text)}"
        case Paragraph():
            return _line(block.text)
        case Items():
            return "\n".join(f"{'  ' * item.depth}- {_line(item.text)}" for item in block.items)
        case Table():
            head = block.head or ("",) * len(block.widths)
            lines = [_row(head), "|" + " --- |" * len(block.widths)]
            return "\n".join(lines + [_row(row) for row in block.rows])
        case Picture():
            return _line((Span(block.caption, "strong"), Span(f" {block.alt}", "muted")))


def _row(cells: Iterable[Line]) -> str:
    return "| " + " | ".join(_line(cell) for cell in cells) + " |"


def _line(line: Line) -> str:
    return "".join(_span(span.text, span.tone, span.link) for span in spans(line))


def _span(text: str, tone: str, link: str | None) -> str:
    safe = escape(text)
    if tone == "strong" and safe.strip():
        safe = f"**{safe}**"
    elif tone == "muted" and safe.strip():
        safe = f"*{safe}*"
    lead = " " if text[:1] == " " else ""
    tail = " " if text[-1:] == " " and len(text) > 1 else ""
    if link:
        target = link.replace("(", "%28").replace(")", "%29").replace("|", "%7C")
        safe = f"[{safe}](<{target}>)"
    return lead + safe + tail
