"""A small document with every kind of block, and one in which every text is an attack."""

from __future__ import annotations

from ddcompare.render.blocks import (
    Block,
    Heading,
    Item,
    Items,
    NewPage,
    Note,
    Paragraph,
    Picture,
    Span,
    Table,
)

ACT = "https://example.org/act?a=1&b=2"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
HOSTILE = (
    '<script>alert(1)</script></style>"onmouseover="x\'><img src=x onerror=alert(4)>'
    "{{ 7 * 7 }}{% raw %}{_{ <!-- -->]]>&lt;&#x22;"
)
BAD_LINKS = ("javascript:alert(5)", "data:text/html,x", "//example.org", "file:///etc/passwd")


def png() -> bytes:
    """A white picture of 40 x 20 pixels at 100 pixels an inch."""
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (40, 20), "white").save(out, "PNG", dpi=(100, 100))
    return out.getvalue()


def draw(format: str) -> bytes:
    return SVG if format == "svg" else png()


def note(at: str, url: str = ACT) -> Note:
    return Note((Span(at, link=url),), (Span(f"An Act 2015, {at}, "), Span(url, link=url)))


def document() -> list[Block]:
    return [
        Heading("Two laws & a <standard>", 1),
        Paragraph((Span("Law one "), Span("asks", "strong"), Span(" for a plan."), note("s 1"))),
        Paragraph((Span("It says so twice."), note("s 1"), note("s 2"))),
        Heading("Who is bound"),
        Items((
            Item("all of these:"),
            Item((Span("legal form: company"), note("s 1")), 1),
            Item("seat: GB", 2),
            Item("something else"),
        )),
        Heading("Details", 4),
        Table(
            ("law", "", Span("says", "strong")),
            (
                (Span("One", "strong"), "yes", (Span("a plan", "muted"), note("s 3"))),
                (Span(""), "no", Span("s 4", link="https://example.org/four")),
            ),
            (20, 20, 40),
        ),
        Table((), (("State", "applied"), ("Kind", Span("odd", "warning"))), (20, 60)),
        Paragraph("After the table."),
        Heading("A picture"),
        Picture(draw, "Three laws; one is unlike the others.", "How alike they are."),
        NewPage(across=True),
        Heading("Annex"),
        Table(("question", "one", "two"), (("a", "b", "c"),), (20, 30, 30)),
        NewPage(),
        Heading("Sources"),
        Paragraph("An Act 2015"),
    ]  # fmt: skip


def hostile() -> list[Block]:
    link = 'https://example.org/"><script>'
    bad = Note((Span(HOSTILE, link=link),), (Span(HOSTILE, link=link),))
    line = (Span(HOSTILE, "strong"), bad, *(Span(url, "muted", url) for url in BAD_LINKS))
    return [
        Heading(HOSTILE, 1),
        Heading(HOSTILE),
        Paragraph(line),
        Items((Item(line), Item(line, 3))),
        Table((HOSTILE, line), ((line, HOSTILE),), (40, 40)),
        Picture(draw, HOSTILE, HOSTILE),
    ]


def long(chapters: int) -> list[Block]:
    return [Heading("Long", 1), *(Heading(f"Chapter {n}") for n in range(1, chapters + 1))]
