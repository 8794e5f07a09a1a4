"""A check as a workbook: answers, reasons, duties, missing facts, sources; no text is a formula."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from ddcompare.comply.records import Applicability, Check, EntityCheck
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Citation, Law
from ddcompare.render.caveats import review_line
from ddcompare.render.citations import pinpoint
from ddcompare.render.pages.check_duties import LAYERS
from ddcompare.render.pages.check_trace import ANSWERS, trace_lines

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

Cell = str | date | None
Row = Sequence[Cell]

MOST_ROWS = 1_000_000
"""A sheet holds 1,048,576 rows; a check that needs more has to be asked for in parts."""
MOST_LETTERS = 32_767

SHEETS: dict[str, tuple[tuple[str, int], ...]] = {
    "Overview": (
        ("entity", 18), ("name", 28), ("law", 20), ("title", 36), ("applies", 12),
        ("by its rule", 12), ("state", 22), ("why", 70), ("assumptions", 40),
        ("guidance, practice", 40),
    ),
    "Reasons": (
        ("entity", 18), ("law", 20), ("result", 12), ("limb", 70), ("compared with", 50),
        ("citations", 34), ("confidence", 12), ("note", 60),
    ),
    "Duties": (
        ("entity", 18), ("law", 20), ("duty", 60), ("due", 12), ("layer", 10), ("rule", 40),
        ("year to", 12), ("citations", 34), ("confidence", 12), ("note", 50), ("report", 8),
    ),
    "Missing": (
        ("entity asked", 18), ("law", 20), ("fact", 34), ("of entity", 18), ("question", 60),
        ("decides alone", 14), ("applies if", 30), ("does not apply if", 30), ("also as", 40),
    ),
    "Sources": (
        ("law", 20), ("source", 20), ("layer", 10), ("title", 60), ("version", 12), ("read", 12),
        ("address", 60), ("law as of", 12), ("reviewed by", 18),
    ),
}  # fmt: skip


class TooManyRowsError(ValueError):
    """A check that does not fit on the sheets of a workbook."""


def check_workbook(check: Check, codebook: Codebook) -> bytes:
    """The bytes of an XLSX file with one table on each of five sheets.

    Raises TooManyRowsError where a sheet would overflow; nothing is left out silently.
    """
    from xlsxwriter import Workbook

    tables = {
        "Overview": [_overview(e, r, codebook) for e in check.entities for r in e.laws],
        "Reasons": [
            row for e in check.entities for r in e.laws for row in _reasons(e, r, codebook)
        ],
        "Duties": [row for e in check.entities for r in e.laws for row in _duties(e, r)],
        "Missing": [row for e in check.entities for r in e.laws for row in _missing(e, r)],
        "Sources": list(_sources(check)),
    }
    for name, rows in tables.items():
        if len(rows) > MOST_ROWS:
            raise TooManyRowsError(
                f"{len(rows):,} rows do not fit on the sheet {name}; ask for some entities or laws"
            )
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties(
        {
            "title": f"{check.company.name or 'Company'} on {check.as_of}",
            "comments": f"ddcompare {check.version}, {check.digest}",
            "created": datetime.combine(check.as_of, time()),
        }
    )
    for name, rows in tables.items():
        above = _head(check) if name == "Overview" else []
        _sheet(book, name, rows, above)
    book.close()
    return file.getvalue()


def _sheet(book: Workbook, name: str, rows: Sequence[Row], above: Sequence[str]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    for number, line in enumerate(above):
        sheet.write_string(number, 0, line)
    first = len(above) + 1 if above else 0
    columns = SHEETS[name]
    for place, (head, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(first, place, head, bold)
    for number, row in enumerate(rows, first + 1):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, cell, day)
            elif cell:
                sheet.write_string(number, place, _fitting(cell), text)
    sheet.freeze_panes(first + 1, 0)
    sheet.autofilter(first, 0, first + max(len(rows), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _fitting(text: str) -> str:
    """Text that a cell can hold; what is too long says that it goes on."""
    mark = " ... (more than a cell holds; see --format json)"
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - len(mark)] + mark


def _head(check: Check) -> list[str]:
    first, last = check.window
    laws = [result.law for entity in check.entities[:1] for result in entity.laws]
    return [
        f"{check.company.name or 'Company'} on {check.as_of}; due dates from {first} to {last}",
        review_line(laws),
        f"Data {check.version}, {check.digest}",
    ]


def _overview(entity: EntityCheck, result: Applicability, codebook: Codebook) -> Row:
    state = result.application_state
    states = codebook.indicators["status.application_state"].by_id
    return (
        entity.entity.id, entity.entity.name, result.law.id, result.law.title_en,
        ANSWERS[result.applies], ANSWERS[result.would_apply] if result.would_apply else None,
        states[state].label if state else "not law yet", result.reason,
        " ".join(item.text for item in result.assumptions),
        " ".join(f"{LAYERS[item.layer]}: {item.text}" for item in result.beside),
    )  # fmt: skip


def _reasons(entity: EntityCheck, result: Applicability, codebook: Codebook) -> Iterator[Row]:
    for line in trace_lines(result, codebook):
        yield (
            entity.entity.id, result.law.id, ANSWERS[line.result], "    " * line.depth + line.test,
            line.compared, _cites(result.law, line.cite), line.confidence, line.note,
        )  # fmt: skip


def _duties(entity: EntityCheck, result: Applicability) -> Iterator[Row]:
    for item in result.duties:
        yield (
            entity.entity.id, result.law.id, item.duty.summary, item.due, LAYERS[item.layer],
            item.basis, item.period_end, _cites(result.law, item.cite), item.confidence, item.note,
            "yes" if item.duty.report else "no",
        )  # fmt: skip


def _missing(entity: EntityCheck, result: Applicability) -> Iterator[Row]:
    for fact in result.missing:
        yield (
            entity.entity.id, result.law.id, fact.path, fact.entity, fact.question,
            "yes" if fact.decides else "no", fact.if_yes, fact.if_no, fact.addressee,
        )  # fmt: skip


def _sources(check: Check) -> Iterator[Row]:
    laws = {r.law.id: r.law for entity in check.entities for r in entity.laws}
    for law in laws.values():
        for source in law.sources.values():
            yield (
                law.id, source.id, LAYERS[source.layer], source.title, source.version, source.read,
                source.url, law.checked.law_as_of, law.checked.reviewed_by or "nobody yet",
            )  # fmt: skip


def _cites(law: Law, cites: Sequence[Citation]) -> str:
    return "; ".join(pinpoint(law, cite) for cite in cites)
