"""Blocks in the terminal: at most the terminal's width, 80 columns in a pipe or file."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from ddcompare.render.blocks import (
    Block,
    Heading,
    Items,
    Line,
    Paragraph,
    Picture,
    Span,
    Table,
    spans,
)

WIDTH = 80
MAX_WIDTH = 120
_STYLES = {"plain": "", "strong": "bold", "muted": "dim", "warning": "yellow"}


def console() -> Console:
    """A console for standard output: colour only on a terminal, 80 columns elsewhere.

    ``NO_COLOR`` is honoured. Characters that the output's encoding lacks are replaced, not fatal.
    """
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    out = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    out.width = min(out.width, MAX_WIDTH) if out.is_terminal else WIDTH
    return out


def unicode_output() -> bool:
    """Whether standard output can show the marks of the profile."""
    try:
        "█▆▄▂•·–".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def to_text(blocks: Iterable[Block]) -> str:
    """Blocks as plain text of 80 columns, the same wherever it is made."""
    file = StringIO()
    out = Console(
        file=file, width=WIDTH, highlight=False, markup=False, emoji=False, force_terminal=False,
        color_system=None, legacy_windows=False,
    )  # fmt: skip
    show(blocks, out)
    return file.getvalue()


def show(blocks: Iterable[Block], out: Console) -> None:
    """Print blocks; lines are folded, never cut, and end without blanks."""
    with out.capture() as capture:
        for block in blocks:
            match block:
                case Heading():
                    out.print()
                    out.print(
                        Text(block.text, style="bold underline" if block.level == 1 else "bold")
                    )
                case Paragraph():
                    out.print(_text(block.text))
                case Items():
                    for item in block.items:
                        bullet = Text().append("- ", "dim").append_text(_text(item.text))
                        out.print(Padding(_hanging(bullet, out), (0, 0, 0, 2 * item.depth)))
                case Table():
                    out.print(_table(block, out.width))
                case Picture():
                    caption = Span(block.caption, "strong")
                    out.print(_text((caption, Span(f" {block.alt}", "muted"))))
    lines = (line.rstrip() for line in capture.get().split("\n"))
    out.file.write("\n".join(lines).strip("\n") + "\n")


def _hanging(text: Text, out: Console) -> RichTable:
    grid = RichTable.grid(padding=0)
    grid.add_column(width=2)
    grid.add_column(overflow="fold")
    grid.add_row(text[:2], text[2:])
    return grid


def _text(line: Line) -> Text:
    text = Text(overflow="fold")
    for span in spans(line):
        text.append(span.text, style=_STYLES[span.tone])
    return text


def _table(block: Table, width: int) -> RichTable:
    table = RichTable(
        box=None, padding=(0, block.gap, 0, 0), pad_edge=False, show_header=bool(block.head),
        header_style="bold",
    )  # fmt: skip
    spare = max(width - WIDTH, 0)
    widest = max(block.widths)
    for index, share in enumerate(block.widths):
        grown = share + spare * share // sum(block.widths) if share == widest else share
        head = _text(block.head[index]) if block.head else ""
        table.add_column(head, width=grown - block.gap, overflow="fold", vertical="top")
    for row in block.rows:
        table.add_row(*(_text(cell) for cell in row))
    return table
