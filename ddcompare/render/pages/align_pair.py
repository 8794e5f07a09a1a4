"""Two laws side by side: how alike they are, on what they part, and on what they agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ddcompare.compare.align import Alignment, Question
from ddcompare.compare.similarity import COVERAGE
from ddcompare.model.law import Answer, Law
from ddcompare.model.wording import position
from ddcompare.render.align_words import interval, name, per_cent
from ddcompare.render.blocks import Block, Heading, Item, Items, Line, Paragraph, Span, Table
from ddcompare.render.citations import footnote
from ddcompare.render.pages.align import closing_lines, too_little


def pair_page(found: Alignment, silence: Sequence[str]) -> list[Block]:
    """The similarity of the two laws of an alignment, and their answers question by question."""
    questions = found.questions(0, 1)
    parted = [question for question in questions if question.distance]
    parted.sort(key=lambda question: -round(question.distance or 0, 12))
    return [
        Heading(f"{name(found, 0)} and {name(found, 1)} on {found.matrix.as_of}", 1),
        *_figures(found, silence),
        *_dimensions(found, silence),
        Heading(f"Where they part ({len(parted)})"),
        _parted(found, parted),
        *_alike(questions),
        *closing_lines(found),
    ]


def _figures(found: Alignment, silence: Sequence[str]) -> Iterator[Block]:
    head = ("silence", "alike", "5-95 %", "less one", "compared", "weight")
    rows: list[tuple[Line, ...]] = []
    words = {"A": "A: the lowest level", "B": "B: left out where shared"}
    for treatment in silence:
        figure = found.figure(0, 1, treatment)
        rows.append(
            (
                words[treatment],
                Span(per_cent(figure.similarity), "strong"),
                interval(figure.low, figure.high),
                interval(*figure.without) if figure.without else "",
                f"{figure.usable} of {len(found.matrix.rows)}",
                f"{100 * figure.coverage:.0f} %",
            )
        )
    yield Table(head, tuple(rows), (26, 8, 10, 10, 14, 12))
    if found.figure(0, 1, silence[0]).similarity is None:
        yield Paragraph(Span(too_little("these two laws"), "warning"))
    one_sided = int(found.one_sided[0])
    yield Paragraph(
        Span(
            f"--: less than {100 * COVERAGE:.0f} % of the weight can be compared. 5-95 %: under "
            f"{found.weightings:,} random weightings of the dimensions (seed {found.seed}). less "
            "one: with each dimension left out in turn. Questions that cannot arise under one law "
            f"and are answered by the other: {one_sided}.",
            "muted",
        )
    )


def _dimensions(found: Alignment, silence: Sequence[str]) -> Iterator[Block]:
    yield Heading("By dimension")
    figures = [found.figure(0, 1, treatment) for treatment in silence]
    rows = tuple(
        (
            dimension.title,
            f"{100 * found.weights[dimension.id]:.1f} %",
            *(per_cent(figure.dimensions[dimension.id]) for figure in figures),
        )
        for dimension in found.matrix.dimensions
    )
    yield Table(("dimension", "weight", *silence), rows, (44, 10, *([6] * len(silence))))


def _parted(found: Alignment, questions: Sequence[Question]) -> Table:
    laws = [column.law for column in found.columns]
    rows = tuple(
        (
            question.indicator.label,
            per_cent(question.distance),
            _answer(laws[0], question, question.one),
            _answer(laws[1], question, question.other),
        )
        for question in questions
    )
    head = ("question", "apart", *(name(found, index) for index in range(2)))
    return Table(head, rows, (22, 6, 26, 26), gap=1)


def _answer(law: Law, question: Question, answer: Answer) -> Line:
    words = Span(position(question.indicator, answer))
    return (words, footnote(law, answer.cite)) if answer.cite else words


def _alike(questions: Sequence[Question]) -> Iterator[Block]:
    """The questions that are answered alike, those on which both are silent, and the rest."""
    same = [question for question in questions if question.distance == 0]
    silent = [
        question for question in same if question.one.state == question.other.state == "silent"
    ]
    answered = [question for question in same if question not in silent]
    left = [question for question in questions if question.distance is None]
    yield Heading(f"Answered alike ({len(answered)})")
    yield _listed(answered)
    yield Heading(f"Both silent ({len(silent)})")
    yield _listed(silent)
    yield Heading(f"Not compared ({len(left)})")
    yield Items(
        tuple(
            Item(f"{question.indicator.label}: {_state(question.one)} / {_state(question.other)}")
            for question in left
        )
    )


def _state(answer: Answer) -> str:
    if answer.state == "value" and not isinstance(answer.value, tuple):
        return "value" if answer.value is not None else "value without a figure"
    return answer.state.replace("_", " ")


def _listed(questions: Sequence[Question]) -> Paragraph:
    return Paragraph("; ".join(question.indicator.label for question in questions) or "None.")
