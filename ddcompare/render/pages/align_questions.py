"""What divides laws and what they share, question by question and by dimension, as blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ddcompare.compare.align import Alignment
from ddcompare.compare.convergence import Convergence
from ddcompare.render.align_words import name, per_cent
from ddcompare.render.blocks import Block, Heading, Span, Table

LISTED = 5
"""How many questions are named at each end."""


def divided(found: Alignment, positions: Sequence[Convergence]) -> Iterator[Block]:
    """The questions on which the laws lie farthest apart and nearest to each other, under A."""
    divergence = found.silence["A"].divergence
    known = [item for item in positions if divergence[item.indicator.id].mean is not None]
    ordered = sorted(known, key=lambda item: -round(divergence[item.indicator.id].mean or 0, 12))
    answered = [item for item in ordered if item.most_common[0].state == "value"]
    yield Heading("What divides the laws most")
    yield _question_table(found, ordered[:LISTED])
    if len(answered) > 2 * LISTED:
        yield Heading("What they answer most alike")
        yield _question_table(found, answered[: -LISTED - 1 : -1])


def _question_table(found: Alignment, items: Sequence[Convergence]) -> Table:
    divergence = found.silence["A"].divergence
    rows = []
    for item in items:
        asked = sum(len(group.laws) for group in item.asked)
        common = item.most_common[0]
        alone = len(common.laws) == 1
        words = "each law answers otherwise" if alone else common.words
        counted = f"{len(common.laws)}/{asked}"
        apart = per_cent(divergence[item.indicator.id].mean)
        rows.append((item.indicator.id, apart, counted, words))
    head = ("question", "apart", "laws", "most common position")
    return Table(head, tuple(rows), (31, 6, 7, 36), gap=1)


def weights(found: Alignment, silence: Sequence[str]) -> Iterator[Block]:
    """The weights, also those that follow from the number of questions, and the field by them."""
    dimensions = found.matrix.dimensions
    yield Heading("Weights, and the field by dimension")
    first = found.silence[silence[0]]
    head = ("dimension", "asked", "weight", "of each", *silence, f"{silence[0]} without")
    rows: list[tuple[str, ...]] = []
    for at, dimension in enumerate(dimensions):
        weight, asked = found.weights[dimension.id], len(dimension.indicators)
        means = (per_cent(found.silence[n].dimension_means[at]) for n in silence)
        without = per_cent(first.mean_without[at]) if first.mean_without else ""
        shares = (f"{100 * weight:.1f} %", f"{100 * weight / asked:.1f} %")
        rows.append((dimension.title, str(asked), *shares, *means, without))
    if len(dimensions) > 1:
        overall = (per_cent(found.silence[treatment].mean) for treatment in silence)
        rows.append(("all", str(len(found.matrix.rows)), "100 %", "", *overall, ""))
    yield Table(head, tuple(rows), (41, 6, 8, 8, *([4] * len(silence)), 10), gap=1)


def positions_in_full(found: Alignment, positions: Sequence[Convergence]) -> Iterator[Block]:
    """Who takes which position on every question, and which position asks the most."""
    titles = {column.law.id: name(found, at) for at, column in enumerate(found.columns)}
    for dimension in found.matrix.dimensions:
        yield Heading(f"Positions: {dimension.title}")
        for item in positions:
            if item.indicator.dimension != dimension.id:
                continue
            note = f" ({item.indicator.direction_note})" if item.indicator.direction_note else ""
            yield Heading(f"{item.indicator.id}: {item.indicator.question}{note}", 3)
            most = {group.words for group in item.most_demanding}
            rows = tuple(
                (
                    str(len(group.laws)),
                    (Span(group.words), Span(" (most)" if group.words in most else "", "strong")),
                    ", ".join(titles[law] for law in group.laws),
                )
                for group in item.groups
            )
            yield Table((), rows, (4, 32, 44))
