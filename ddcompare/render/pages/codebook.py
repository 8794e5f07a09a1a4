"""The codebook explained: dimensions, one indicator with its levels, vocabularies, facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ddcompare.model.codebook import Codebook, Dimension, Indicator, Term
from ddcompare.render.blocks import Block, Heading, Item, Items, Paragraph, Span, Table


def codebook_page(codebook: Codebook) -> list[Block]:
    """The dimensions, the method rules and the vocabularies."""
    rows = tuple(
        (Span(d.id, "strong"), str(len(d.indicators)), f"{d.title}. {d.about}")
        for d in codebook.dimensions
    )
    count = len(codebook.indicators)
    vocabularies = ", ".join(name for name in codebook.terms if name not in ("fact", "figure"))
    return [
        Heading(f"Codebook {codebook.version}: {count} indicators", 1),
        Table(("dimension", "", ""), rows, (14, 4, 62)),
        Heading("Method rules"),
        Items(tuple(Item(f"{number}. {text}") for number, text in codebook.rules)),
        Heading("Vocabularies"),
        Paragraph(f"{vocabularies}; facts and figures: --facts"),
        Paragraph(
            Span("Explain one: ddcompare codebook DIMENSION, INDICATOR or VOCABULARY", "muted")
        ),
    ]


def dimension_page(dimension: Dimension) -> list[Block]:
    """The indicators of a dimension."""
    rows = tuple(
        (Span(i.id, "strong"), f"{i.question} ({type_in_words(i)})") for i in dimension.indicators
    )
    return [
        Heading(f"{dimension.title} ({dimension.id})", 1),
        Paragraph(dimension.about),
        Table((), rows, (32, 48)),
    ]


def type_in_words(indicator: Indicator) -> str:
    """The type of an indicator, with its span or unit."""
    if indicator.type == "ordinal":
        return f"ordinal 0-{indicator.top_score}"
    words = indicator.type.replace("_", "/")
    return f"{words} in {indicator.unit.replace('_', ' ')}" if indicator.unit else words


def indicator_page(indicator: Indicator, used_by: Mapping[str, Sequence[str]]) -> list[Block]:
    """Everything about one indicator: levels, rule, states, standards.

    ``used_by`` maps a position (level or code) to the laws that take it today.
    """
    return [
        Heading(f"{indicator.id}: {indicator.label}", 1),
        Paragraph(Span(indicator.question, "strong")),
        *_positions(indicator, used_by),
        Heading("How to code"),
        Paragraph(indicator.rule),
        Table((), tuple(_facts(indicator)), (18, 62)),
        *_decisions(indicator),
    ]


def _positions(indicator: Indicator, used_by: Mapping[str, Sequence[str]]) -> Iterator[Block]:
    if not indicator.levels:
        return
    rows = []
    for level in indicator.levels:
        laws = used_by.get(level.id, ())
        said = f" [{', '.join(laws)}]" if laws else ""
        score = "" if level.score is None else str(level.score)
        name = (Span(level.id, "strong"),)
        rows.append((score, name, (Span(level.definition), Span(said, "muted"))))
    yield Table(("", "position", "definition"), tuple(rows), (4, 26, 50))


def _facts(indicator: Indicator) -> Iterator[tuple[str, str]]:
    note = f" ({indicator.direction_note})" if indicator.direction_note else ""
    yield "Type", type_in_words(indicator)
    yield "Direction", f"{indicator.direction}{note}"
    if indicator.derived:
        yield "Derived from", f"{indicator.derived} (never typed in a law file)"
    yield "Silent", indicator.silent
    yield "Not applicable", indicator.not_applicable
    yield "Delegated", indicator.delegated
    if indicator.range:
        yield "Range", f"{indicator.range.scale}, span {indicator.range.span:g} (rule 10)"
    if indicator.attributes:
        yield "Attributes", ", ".join(indicator.attributes)
    if indicator.exclusive:
        held = ", ".join(indicator.by_id[name].label for name in indicator.exclusive.positions)
        yield "Conflict", f"two laws at: {held}, because {indicator.exclusive.reason}"
    yield "Rests on", ", ".join(indicator.rests_on) or "no direct standard"
    yield "Themes", ", ".join(indicator.themes) or "-"


def _decisions(indicator: Indicator) -> Iterator[Block]:
    if indicator.decisions:
        yield Heading("Decisions after the pre-test")
        yield Items(tuple(Item(f"{number}. {text}") for number, text in indicator.decisions))


def vocabulary_page(name: str, terms: Mapping[str, Term]) -> list[Block]:
    """The terms of one vocabulary."""
    rows = tuple((Span(term.id, "strong"), term.definition) for term in terms.values())
    return [Heading(f"Vocabulary: {name} ({len(terms)} terms)", 1), Table((), rows, (26, 54))]


def facts_page(codebook: Codebook, used_by: Mapping[str, Sequence[str]]) -> list[Block]:
    """The facts and figures of the company file, and which laws ask for each."""
    rows = []
    for vocabulary in ("fact", "figure"):
        for term in codebook.terms[vocabulary].values():
            kind = str(term.extra.get("type") or term.extra["unit"])
            laws = ", ".join(used_by.get(term.id, ())) or "no law yet"
            rows.append(
                (
                    Span(term.id, "strong"),
                    (Span(f"{term.definition} ({kind}) "), Span(laws, "muted")),
                )
            )
    return [Heading(f"Facts about a company ({len(rows)})", 1), Table((), tuple(rows), (32, 48))]
