"""How alike laws are, as a page: the matrix, families, pairs, weights, and what divides them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ddcompare.compare.align import SILENCE, Alignment, Figure
from ddcompare.compare.clusters import FAMILY
from ddcompare.compare.convergence import Convergence
from ddcompare.compare.similarity import COVERAGE
from ddcompare.compare.weights import Standing
from ddcompare.render.align_words import NOT_SHOWN, interval, name, per_cent
from ddcompare.render.blocks import Block, Heading, Line, Paragraph, Span, Table, Tone
from ddcompare.render.caveats import NO_RANKING, review_line
from ddcompare.render.pages.align_questions import divided, positions_in_full, weights
from ddcompare.render.pages.profile import absent_lines
from ddcompare.render.pictures import heat_map

LISTED = 5
"""How many pairs the short view names at each end."""


def align_page(
    found: Alignment,
    positions: Sequence[Convergence],
    silence: Sequence[str],
    *,
    whole: bool = False,
    wide: bool = False,
    drawn: bool = False,
) -> list[Block]:
    """The similarity of more than two laws, under one or both treatments of silence.

    ``whole`` adds every pair and the positions on every question; ``wide`` says that lines may be
    longer than 80 columns, so that the matrix of any number of laws has room. In a document the
    matrix is ``drawn`` as a picture.
    """
    matrix = found.matrix
    count, questions = len(found.order) or len(found.columns), len(matrix.rows)
    blocks: list[Block] = [
        Heading(f"How alike {count} laws are on {matrix.as_of}: {questions} questions", 1)
    ]
    if found.order:
        blocks += [
            *(_pictures(found, silence) if drawn else _heat(found, silence, wide)),
            *_families(found, silence),
            *_extremes(found, silence),
            *divided(found, positions),
            *weights(found, silence),
        ]
    else:
        blocks.append(Paragraph(Span(too_little("these laws"), "warning")))
    if whole:
        blocks += [*_pairs(found, silence), *positions_in_full(found, positions)]
    return [*blocks, *_notes(found, silence), *closing_lines(found)]


def closing_lines(found: Alignment) -> list[Block]:
    """Laws that did not exist on the day, and the caveats of every output."""
    return [
        *absent_lines(found.matrix),
        Paragraph(NO_RANKING),
        Paragraph(review_line([column.law for column in found.columns])),
    ]


def too_little(who: str) -> str:
    """Why no similarity is shown."""
    least = f"{100 * COVERAGE:.0f} % of the weight"
    return f"No similarity is shown: {who} cannot be compared on {least}."


def _pictures(found: Alignment, silence: Sequence[str]) -> Iterator[Block]:
    labels = [name(found, index) for index in found.order]
    for treatment in silence:
        caption = f"Similarity of laws ({treatment}): {SILENCE[treatment]}."
        yield heat_map(labels, found.square(treatment), caption)


def _heat(found: Alignment, silence: Sequence[str], wide: bool) -> Iterator[Block]:
    """Laws against laws: one treatment below the diagonal, the other above it."""
    both, count = len(silence) > 1, len(found.order)
    columns = count if both else count - 1
    label = min(27, 81 - 3 * columns)
    if label < 4 and not wide:
        yield Paragraph(
            f"{count} laws are too many for a matrix in 80 columns; name some, or see it with "
            "--format md or json."
        )
        return
    head: tuple[Line, ...] = ("", *(f"{number:2}" for number in range(1, columns + 1)))
    rows: list[tuple[Line, ...]] = []
    for row, one in enumerate(found.order):
        named = f"{row + 1:2} {name(found, one)}" if label > 13 or wide else f"{row + 1:2}"
        cells: list[Line] = [Span(named, "muted" if found.columns[one].greyed else "plain")]
        for column, other in enumerate(found.order[:columns]):
            treatment = silence[0] if column < row or not both else silence[1]
            if column == row:
                cells.append(Span(" ="))
            elif column > row and not both:
                cells.append("")
            else:
                cells.append(_mark(found.figure(one, other, treatment)))
        rows.append(tuple(cells))
    yield Table(head, tuple(rows), (label, *([3] * columns)), gap=1)
    words = {
        "A": "silence counts as the lowest level",
        "B": "questions on which both are silent do not count",
    }
    where = ("Below the diagonal", "above it") if both else ("Per cent",)
    legend = "; ".join(f"{at} {n}: {words[n]}" for at, n in zip(where, silence, strict=True))
    yield Paragraph(
        Span(
            f"{legend}. {NOT_SHOWN}: less than {100 * COVERAGE:.0f} % of the weight can be "
            "compared. =: the same. (name): neither applied nor in force.",
            "muted",
        )
    )


def _mark(figure: Figure) -> Span:
    """A similarity in two digits; laws whose answers are all the same have none."""
    if figure.similarity is None:
        return Span(NOT_SHOWN, "muted")
    if figure.similarity == 1:
        return Span(" =", "strong")
    tone: Tone = "strong" if figure.similarity >= FAMILY else "plain"
    return Span(f"{min(round(100 * figure.similarity), 99):2}", tone)


def _families(found: Alignment, silence: Sequence[str]) -> Iterator[Block]:
    yield Heading("Families, and how near each law is to all others")
    head = ("", "law", *(cell for n in silence for cell in (n, "5-95 %", "rank")))
    rows: list[tuple[Line, ...]] = []
    numbers = {index: number for number, index in enumerate(found.order, 1)}
    for family in found.families:
        title = "on its own" if len(family) == 1 else f"family of {len(family)}"
        rows.append(("", Span(title, "muted"), *([""] * 3 * len(silence))))
        for index in family:
            tone: Tone = "muted" if found.columns[index].greyed else "plain"
            cells = [f"{numbers[index]:2}", name(found, index)]
            for treatment in silence:
                cells += _standing(found.silence[treatment].standings[index])
            rows.append(tuple(Span(cell, tone) for cell in cells))
    yield Table(head, tuple(rows), (4, 26, *([6, 9, 9] * len(silence))), gap=1)
    yield Paragraph(
        Span(
            f"Families under A: on average at least {100 * FAMILY:.0f} % alike. Figures: mean "
            "similarity to the others in per cent. Ranks are ranges under the random weightings; "
            "laws whose ranges overlap are tied.",
            "muted",
        )
    )


def _standing(standing: Standing) -> tuple[str, str, str]:
    bounds = interval(standing.low, standing.high)
    low, high = standing.ranks or (standing.rank, standing.rank)
    rank = "" if low is None else str(low) if low == high else f"{low}-{high}"
    return per_cent(standing.mean), bounds, rank


def _ordered(found: Alignment, silence: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs that are shown under the first treatment, the most alike first."""
    known = {
        pair: figure.similarity
        for pair in found.pairs()
        if (figure := found.figure(*pair, silence[0])).similarity is not None
    }
    return sorted(known, key=lambda pair: (-round(known[pair] or 0, 12), pair))


def _extremes(found: Alignment, silence: Sequence[str]) -> Iterator[Block]:
    ordered = _ordered(found, silence)
    if len(ordered) <= 2 * LISTED:
        yield Heading("Pairs, the most alike first")
        yield _pair_table(found, ordered, silence)
        return
    yield Heading("The nearest pairs")
    yield _pair_table(found, ordered[:LISTED], silence)
    yield Heading("The farthest pairs")
    yield _pair_table(found, ordered[: -LISTED - 1 : -1], silence)


def _pairs(found: Alignment, silence: Sequence[str]) -> Iterator[Block]:
    yield Heading("Every pair")
    ordered = _ordered(found, silence)
    rest = [pair for pair in found.pairs() if pair not in set(ordered)]
    yield _pair_table(found, [*ordered, *rest], silence)


def _pair_table(
    found: Alignment, pairs: Sequence[tuple[int, int]], silence: Sequence[str]
) -> Table:
    asked = f"of {len(found.matrix.rows)}"
    head = ("", *(cell for n in silence for cell in (n, "5-95 %", asked)))
    rows = []
    for one, other in pairs:
        cells = [f"{name(found, one)} / {name(found, other)}"]
        for treatment in silence:
            figure = found.figure(one, other, treatment)
            bounds = interval(figure.low, figure.high)
            cells += [per_cent(figure.similarity), bounds, str(figure.usable)]
        rows.append(tuple(cells))
    return Table(head, tuple(rows), (44, *([4, 8, 6] * len(silence))), gap=1)


def _notes(found: Alignment, silence: Sequence[str]) -> Iterator[Block]:
    lines = []
    if found.apart:
        most = {index: _most_usable(found, index) for index in found.apart}
        names = ", ".join(f"{name(found, index)} ({most[index]})" for index in found.apart)
        lines.append(
            f"Not compared, because with no other law {100 * COVERAGE:.0f} % of the weight can be "
            f"compared (in brackets the most questions): {names}."
        )
    if len(found.matrix.dimensions) > 1:
        lines.append(
            f"5-95 %: where nine of ten of {found.weightings:,} random weightings of the "
            f"dimensions leave a figure (Dirichlet, seed {found.seed}). of "
            f"{len(found.matrix.rows)}: questions compared. without: the mean with that dimension "
            "left out."
        )
    if found.rates:
        lines.append(f"Sums of money are compared at the ECB reference rates of {found.rates.on}.")
    lines.append("Every pair and every position: --cells. Two laws in detail: align LAW LAW.")
    for line in lines:
        yield Paragraph(Span(line, "muted"))


def _most_usable(found: Alignment, index: int) -> int:
    others = (other for other in range(len(found.columns)) if other != index)
    return max(found.figure(index, other).usable for other in others)
