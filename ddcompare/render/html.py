"""The matrix as one self-contained HTML page, to look at: no network, readable without script."""

from __future__ import annotations

from markupsafe import Markup

from ddcompare.compare.matrix import Matrix
from ddcompare.model.codebook import Codebook
from ddcompare.render.html_page import page_view
from ddcompare.render.templates import policy_hash, templates


def matrix_html(matrix: Matrix, codebook: Codebook) -> str:
    """The matrix as an HTML document: laws across, questions down, evidence inside each cell.

    The page carries its own style and script, and a Content-Security-Policy that lets the browser
    run nothing else. Everything from data files is escaped, and only http and https addresses
    become links. The same matrix gives the same bytes.
    """
    page = page_view(matrix, codebook)
    style = (
        templates()
        .get_template("matrix.css.j2")
        .render(laws=len(page.laws), dimensions=len(page.dimensions))
    )
    script = templates().get_template("matrix.js.j2").render()
    return (
        templates()
        .get_template("matrix.html.j2")
        .render(
            page=page,
            style=Markup(style),  # noqa: S704 - from templates and two numbers
            script=Markup(script),  # noqa: S704 - from a template without data
            style_hash=policy_hash(style),
            script_hash=policy_hash(script),
        )
        + "\n"
    )
