"""Workbooks for spreadsheets: sheets to look at and tables to filter; no text is ever a formula.

Needs the extra ``documents``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from ddcompare.model.law import Law
from ddcompare.model.standard import Standard
from ddcompare.render.html_cells import web_address

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

FONT, SIZE = "Arial", 9
INK, SOFT, ACCENT = "#16202A", "#4B5763", "#0F4C81"
RULE, STRONG, GROUND, PLAIN = "#D5DAE0", "#8A949F", "#F5F6F7", "#EEF0F2"
A3, A4 = 8, 9

MOST_LETTERS = 32_767
MOST_LINKS, LONGEST_LINK = 65_530, 2_079
"""What a cell and a sheet of Excel can hold."""


_LETTERS, _LINE, _TALLEST = 1.2, 12, 409
"""Letters in a unit of column width, points of a line, the highest row that Excel has."""
_TABLE_ROW, _A3_WIDTH = 75, 260
"""The highest row of a table, which is there to be scanned, and the width that paper takes."""


@dataclass(frozen=True, slots=True)
class Link:
    """Text with an address; only http and https ones become links."""

    text: str
    url: str | None


Cell = str | int | float | date | Link | None
Columns = Sequence[tuple[str, float]]


class Book:
    """A workbook in the making; what is put in has its place, its look and no life of its own.

    ``day`` stands as the day of creation, so that the same content gives the same bytes.
    """

    def __init__(self, title: str, day: date, comments: str = "") -> None:
        from xlsxwriter import Workbook  # type: ignore[import-untyped]

        self._file = BytesIO()
        base = {"font_name": FONT, "font_size": SIZE}
        options = {"in_memory": True, "default_format_properties": base}
        self._book = Workbook(self._file, options)
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._links: dict[str, int] = {}
        created = datetime.combine(day, time())
        self._book.set_properties({"title": title[:255], "comments": comments, "created": created})

    def look(self, **properties: Any) -> Format:
        """A format: text at the top of its cell in the font of the book, and what is given."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_color": INK, "valign": "top"}
            self._formats[key] = self._book.add_format(base | properties)
        return self._formats[key]

    def sheet(self, name: str) -> Worksheet:
        """An empty sheet, to look at: no grid, across, as wide as the paper."""
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer("&L&8&A&R&8&P / &N")
        return sheet

    def table(self, name: str, columns: Columns, rows: Sequence[Sequence[Cell]]) -> None:
        """A sheet that is one table: a head that stays in view, and a filter on each column."""
        sheet = self.sheet(name)
        last = max(len(rows), 1), len(columns) - 1
        heads = [{"header": head, "header_format": self.look(bold=True)} for head, _ in columns]
        style = {"name": name, "style": "Table Style Light 1", "columns": heads}
        sheet.add_table(0, 0, *last, style)
        for place, (_, width) in enumerate(columns):
            sheet.set_column(place, place, width)
        for number, row in enumerate(rows, 1):
            texts = [
                (cell.text if isinstance(cell, Link) else cell, width)
                for cell, (_, width) in zip(row, columns, strict=True)
                if isinstance(cell, str | Link)
            ]
            sheet.set_row(number, min(height(*texts), _TABLE_ROW))
            for place, cell in enumerate(row):
                self.write(sheet, number, place, cell)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_paper(A3)
        sheet.fit_to_pages(ceil(sum(width for _, width in columns) / _A3_WIDTH), 0)

    def write(self, sheet: Worksheet, row: int, column: int, cell: Cell, **look: Any) -> None:
        """A value in a cell, as the kind of value it is."""
        match cell:
            case None | "":
                sheet.write_blank(row, column, None, self.look(**look))
            case str():
                sheet.write_string(row, column, fitting(cell), self.look(text_wrap=True, **look))
            case date():
                shown = self.look(num_format="yyyy-mm-dd", align="left", **look)
                sheet.write_datetime(row, column, cell, shown)
            case Link():
                self._link(sheet, row, column, cell, look)
            case _:
                sheet.write_number(row, column, cell, self.look(align="left", **look))

    def _link(
        self, sheet: Worksheet, row: int, column: int, link: Link, look: Mapping[str, Any]
    ) -> None:
        url, text = web_address(link.url), link.text or link.url or ""
        count = self._links.get(sheet.name, 0)
        if url is None or len(url) > LONGEST_LINK or count >= MOST_LINKS or len(text) > 255:
            return self.write(sheet, row, column, text, **look)
        self._links[sheet.name] = count + 1
        shown = self.look(text_wrap=True, underline=1, **{**look, "font_color": ACCENT})
        sheet.write_url(row, column, url, shown, text)

    def about(self, lines: Sequence[tuple[str, Cell]]) -> None:
        """The sheet that says what the others are: a term, and what there is to say on it."""
        sheet = self.sheet("About")
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 110)
        for number, (term, said) in enumerate(lines):
            if isinstance(said, str):
                sheet.set_row(number, height((term, 26), (said, 110)))
            self.write(sheet, number, 0, term, bold=True)
            self.write(sheet, number, 1, said)

    def bytes(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._file.getvalue()


def height(*cells: tuple[str, float]) -> float:
    """The height in points that a row needs for its wrapped texts, each in a column's width.

    An estimate for 9 point Arial: not every program finds the height by itself.
    """
    lines = (
        sum(max(ceil(len(line) / (_LETTERS * width)), 1) for line in text.split("\n"))
        for text, width in cells
    )
    return min(_LINE * max(lines, default=1) + 3, _TALLEST)


def fitting(text: str) -> str:
    """Text that a cell can hold; what is too long says that it goes on."""
    mark = " ... (longer than a cell holds; see --format json)"
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - len(mark)] + mark


SOURCE_COLUMNS: Columns = (
    ("law", 22), ("source", 18), ("title", 60), ("layer", 11), ("address", 60), ("version", 12),
    ("language", 10), ("translation", 12), ("read", 11), ("note", 50),
)  # fmt: skip


def source_rows(laws: Sequence[Law | Standard]) -> list[tuple[Cell, ...]]:
    """The sources of laws and standards, a row each."""
    return [
        (
            law.id, source.id, source.title, source.layer, Link(source.url or "", source.url),
            source.version, source.language, "yes" if source.translation else "no", source.read,
            source.note,
        )
        for law in laws
        for source in law.sources.values()
    ]  # fmt: skip
