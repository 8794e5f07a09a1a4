"""Write a page in the format that was asked for."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path

from ddcompare.cli.options import usage_fault, write, write_bytes
from ddcompare.render.blocks import Block, Picture

FILES = {"docx": "docxtpl", "xlsx": "xlsxwriter"}
"""The formats that are files and no text, with the library of ``documents`` that each needs."""


def fit_to_write(format: str, output: Path | None, template: Path | None = None) -> None:
    """Stop before the work is done, where a format lacks its file or its library."""
    if template is not None and format != "docx":
        usage_fault("--template is for --format docx")
    if format in FILES:
        if output is None:
            usage_fault(f"{format} is a file: say which with --output FILE.{format}")
        _need(FILES[format])


def _need(library: str) -> None:
    if importlib.util.find_spec(library) is None:
        usage_fault(f"this needs the library {library}: pip install 'ddcompare[documents]'")


def write_page(
    page: Sequence[Block],
    format: str,
    output: Path | None,
    *,
    title: str | None = None,
    template: Path | None = None,
) -> None:
    """Show a page in the terminal, or write it as text, Markdown, HTML or a Word document.

    ``title`` takes the place of the first level-1 heading in HTML and Word.
    """
    fit_to_write(format, output, template)
    if format in ("html", "docx") and any(isinstance(block, Picture) for block in page):
        _need("matplotlib")
    if format == "docx" and output is not None:
        from ddcompare.render.docx import to_docx
        from ddcompare.render.docx_template import WordTemplateError

        try:
            return write_bytes(to_docx(page, title, template=template), output)
        except WordTemplateError as error:
            usage_fault(f"--template: {error}")
    if format == "html":
        from ddcompare.render.document_html import to_html

        return write(to_html(page, title), output)
    if format == "md":
        from ddcompare.render.markdown import to_markdown

        return write(to_markdown(page), output)
    from ddcompare.render.terminal import console, show, to_text

    if output is not None:
        return write(to_text(page), output)
    show(page, console())
