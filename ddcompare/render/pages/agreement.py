"""The second readings as a page: how far two coders agreed, and what they disagreed on."""

from __future__ import annotations

from collections.abc import Sequence

from ddcompare.compare.agreement import Agreement
from ddcompare.model.codebook import Codebook, Indicator
from ddcompare.model.reading import Coding, SecondReading
from ddcompare.model.wording import value_in_words
from ddcompare.render.blocks import Block, Heading, Item, Items, Paragraph, Span, Table


def agreement_page(
    readings: Sequence[SecondReading], figures: Sequence[Agreement], codebook: Codebook
) -> list[Block]:
    """Figures by family, laws read twice, and every disagreement with its decision."""
    if not readings:
        return [Paragraph("No law has been read a second time yet.")]
    cells = sum(len(reading.cells) for reading in readings)
    rows = tuple(_figures(figure) for figure in figures)
    return [
        Heading(f"Second reading: {len(readings)} laws, {cells} cells", 1),
        Paragraph("How independent the readings were:"),
        _independence(readings),
        Table(("family", "cells", "same", "agreement", "alpha", "Jaccard"), rows,
              (20, 8, 8, 13, 12, 12)),
        Paragraph(Span(
            "alpha: Krippendorff's, on levels, codes or states; - where it is not defined. "
            "Jaccard: mean overlap of two sets.", "muted")),
        *_laws(readings),
        *_disagreements(readings, codebook),
    ]  # fmt: skip


def _independence(readings: Sequence[SecondReading]) -> Items:
    """Each statement once, with the laws it was made for."""
    said: dict[str, list[str]] = {}
    for reading in readings:
        said.setdefault(f"{reading.coder}: {reading.independence}", []).append(reading.law)
    return Items(
        tuple(
            Item((Span(f"{', '.join(laws)}. ", "strong"), Span(words)))
            for words, laws in said.items()
        )
    )


def _figures(figure: Agreement) -> tuple[str, ...]:
    share = "-" if figure.share is None else f"{100 * figure.share:.0f} %"
    numbers = (figure.alpha, figure.jaccard)
    shown = ("-" if number is None else f"{number:.2f}" for number in numbers)
    return (figure.family, str(figure.cells), str(figure.same), share, *shown)


def _laws(readings: Sequence[SecondReading]) -> list[Block]:
    rows = []
    for reading in readings:
        same = sum(cell.first.same_as(cell.second) for cell in reading.cells)
        rows.append((reading.law, f"{same} of {len(reading.cells)} the same", str(reading.on)))
    return [Heading("By law"), Table((), tuple(rows), (26, 34, 20))]


def _words(indicator: Indicator, coding: Coding) -> str:
    value = value_in_words(indicator, coding.value)
    return value if coding.state == "value" and value else coding.state.replace("_", " ")


def _disagreements(readings: Sequence[SecondReading], codebook: Codebook) -> list[Block]:
    rows = []
    for reading in readings:
        for cell in reading.cells:
            if cell.first.same_as(cell.second) or cell.settled is None:
                continue
            indicator = codebook.indicators[cell.indicator]

            first, second, settled = (
                _words(indicator, coding) for coding in (cell.first, cell.second, cell.settled)
            )
            kept = {first: "first kept", second: "second taken"}.get(settled, settled)
            rows.append(
                (
                    (Span(cell.law, "strong"), Span(f" {cell.indicator}")),
                    f"{first} / {second}",
                    (Span(kept, "strong"), Span(f": {cell.settled.why or ''}")),
                )
            )
    head = ("cell", "first / second", "decision")
    return [Heading(f"Disagreements ({len(rows)})"), Table(head, tuple(rows), (34, 16, 30))]
