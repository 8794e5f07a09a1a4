"""The profile of laws across the 13 dimensions, at most 80 columns wide."""

from __future__ import annotations

from ddcompare.compare.matrix import Column, Matrix
from ddcompare.compare.profile import DimensionProfile, Position, Profile
from ddcompare.model.codebook import Codebook
from ddcompare.model.wording import state_label
from ddcompare.render.blocks import Block, Heading, Line, Paragraph, Span, Table, Tone
from ddcompare.render.caveats import NO_RANKING, review_line

STRIPS_UP_TO = 3
"""More laws than this do not fit side by side with one mark a question."""

_MARKS = {
    "unicode": {"steps": "▂▄▆█", "answered": "•", "silent": "·", "no": "×",
                "not_applicable": "–", "open": "?", "not_coded": "_"},
    "ascii": {"steps": "1234", "answered": "*", "silent": ".", "no": "x",
              "not_applicable": "-", "open": "?", "not_coded": "_"},
}  # fmt: skip


def profile_page(
    matrix: Matrix, profile: Profile, codebook: Codebook, *, unicode: bool = True
) -> list[Block]:
    """The default view of ``matrix``: how far each law answers, dimension by dimension."""
    marks = _MARKS["unicode" if unicode else "ascii"]
    count = len(matrix.columns)
    questions = len(matrix.rows)
    title = f"{count} law{'s' if count != 1 else ''} on {matrix.as_of}: {questions} questions"
    blocks: list[Block] = [Heading(title, 1)]
    if matrix.columns:
        wide = count <= STRIPS_UP_TO
        table = _strips(matrix, profile, codebook, marks) if wide else _counts(matrix, profile)
        blocks += [table, *_legend(wide, marks)]
    blocks += absent_lines(matrix)
    blocks.append(Paragraph(review_line([column.law for column in matrix.columns])))
    return blocks


def absent_lines(matrix: Matrix) -> list[Block]:
    """Which of the laws asked for did not exist on the day."""
    if not matrix.absent:
        return []
    names = ", ".join(
        f"{law.short_title} ({f'adopted {law.adopted_on}' if law.adopted_on else 'not adopted'})"
        for law in matrix.absent
    )
    return [Paragraph(Span(f"Not law on {matrix.as_of}, so not shown: {names}.", "muted"))]


def state_span(column: Column, codebook: Codebook) -> Span:
    """The application state of a law, in the tone it is shown with."""
    label = state_label(codebook, column.application_state)
    return Span(label, "muted" if column.greyed else "plain")


def _tone(column: Column) -> Tone:
    return "muted" if column.greyed else "strong"


def _strips(matrix: Matrix, profile: Profile, codebook: Codebook, marks: dict[str, str]) -> Table:
    columns = matrix.columns
    head: tuple[Line, ...] = (
        "",
        *(Span(column.law.short_title, _tone(column)) for column in columns),
    )
    rows: list[tuple[Span | str, ...]] = [
        ("", *(state_span(column, codebook) for column in columns))
    ]
    for dimension in matrix.dimensions:
        cells = []
        for column in columns:
            found = profile[column.law.id][dimension.id]
            strip = "".join(_mark(position, marks) for position in found.positions)
            count = f"{found.answered}/{found.applicable}"
            cells.append(Span(f"{strip} {count}", "muted" if column.greyed else "plain"))
        rows.append((dimension.short, *cells))
    return Table(head, tuple(rows), (11, *([23] * len(columns))))


def _name(column: Column) -> str:
    return f"({column.law.short_title})" if column.greyed else column.law.short_title


def _mark(position: Position, marks: dict[str, str]) -> str:
    match position.state:
        case "silent" | "no" | "not_applicable" | "not_coded":
            return marks[position.state]
        case "unclear" | "delegated" | "varies" if position.share is None:
            return marks["open"]
    if position.share is None:
        return marks["answered"]
    steps = marks["steps"]
    return steps[round(position.share * (len(steps) - 1))]


def _counts(matrix: Matrix, profile: Profile) -> Table:
    head = ("", *(dimension.short[:3] for dimension in matrix.dimensions))
    asked = ("questions", *(str(len(dimension.indicators)) for dimension in matrix.dimensions))
    rows: list[tuple[Span, ...]] = [tuple(Span(cell, "muted") for cell in asked)]
    group = None
    for column in matrix.columns:
        if column.group != group:
            group = column.group
            rows.append((Span(group or "", "strong"), *([Span("")] * len(matrix.dimensions))))
        tone: Tone = "muted" if column.greyed else "plain"
        found = [profile[column.law.id][dimension.id] for dimension in matrix.dimensions]
        cells = (_name(column), *(_count(item) for item in found))
        rows.append(tuple(Span(cell, tone) for cell in cells))
    return Table(head, tuple(rows), (24, *([4] * len(matrix.dimensions))), gap=1)


def _count(found: DimensionProfile) -> str:
    return str(found.answered) if found.applicable else "-"


def _legend(wide: bool, marks: dict[str, str]) -> list[Block]:
    if wide:
        read = "How to read: one mark a question; 5/8 = the text answers 5 of the 8 that apply."
        scale = (
            f"{marks['steps']} low to high level  {marks['answered']} answered, no scale  "
            f"{marks['silent']} silent  {marks['no']} excluded"
        )
        rest = (
            f"{marks['not_applicable']} cannot arise  {marks['open']} open or left to others  "
            f"{marks['not_coded']} not coded"
        )
        lines = [read, NO_RANKING, scale, rest]
    else:
        lines = [
            "How to read: how many questions the text answers, by dimension.",
            NO_RANKING,
            "(name): neither applied nor in force on the day. -: no question can arise.",
        ]
    lines.append("Cells with citations: --cells, --dimension NAME, or --format html")
    return [Paragraph(Span(line, "muted")) for line in lines]
