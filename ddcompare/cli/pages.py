"""Write a page in the format that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ddcompare.cli.options import write
from ddcompare.render.blocks import Block


def write_page(page: Sequence[Block], format: str, output: Path | None) -> None:
    """Show a page in the terminal, or write it as text or Markdown."""
    if format == "md":
        from ddcompare.render.markdown import to_markdown

        return write(to_markdown(page), output)
    from ddcompare.render.terminal import console, show, to_text

    if output is not None:
        return write(to_text(page), output)
    show(page, console())
