"""The HTML matrix as records: everything the template shows, in words and in its order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ddcompare.compare.matrix import Column, Matrix, Row
from ddcompare.compare.profile import DimensionProfile, position_of, profile
from ddcompare.model.codebook import Codebook, Dimension, Indicator
from ddcompare.model.law import Law
from ddcompare.model.wording import state_label, texts_in_words
from ddcompare.render.caveats import NO_RANKING, review_line
from ddcompare.render.html_cells import CellView, Pin, language_tag, row_cells, web_address
from ddcompare.render.html_marks import LegendItem, Symbol, legend, marks, symbols
from ddcompare.render.html_names import (
    country_of,
    in_full,
    jurisdiction_name,
    language_name,
)

WORDS_UP_TO = 6
"""With more laws than this the page opens in the compact view."""

LIMITS = 14
"""The number of the rule of the codebook that says what the numbers do not show."""

_TYPES = {
    "ordinal": "scale", "code": "one of a list", "set": "any of a list", "yes_no": "yes or no",
    "number": "number", "money": "amount of money", "duration": "span of time", "date": "date",
}  # fmt: skip
_DIRECTIONS = {
    "higher": "a higher position is more protective",
    "lower": "a lower position is more protective",
    "neutral": "neither end is better",
}


@dataclass(frozen=True, slots=True)
class LawView:
    """A law: the head of its column, and its paragraph at the foot of the page.

    ``edge`` marks the first column after or of a group of several laws of one country.
    """

    number: int
    id: str
    short_title: str
    title: str
    lang: str | None
    title_en: str | None
    jurisdiction: str
    code: str
    state: str
    greyed: bool
    edge: bool
    checked_on: str
    facts: tuple[tuple[str, str], ...]
    not_checked: tuple[str, ...]
    sources: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A question with its coding rule and the cells of all laws."""

    id: str
    label: str
    question: str
    about: str
    rule: str
    levels: tuple[tuple[str, str, str], ...]
    cells: tuple[CellView, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """How far a law answers the questions of a dimension."""

    count: str
    words: str
    symbols: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DimensionView:
    """A dimension: its title, the strip of every law, its questions."""

    number: int
    id: str
    title: str
    about: str
    strips: tuple[Strip, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """The page."""

    day: str
    iso_day: str
    version: str
    digest: str
    laws: tuple[LawView, ...]
    groups: tuple[tuple[str, tuple[LawView, ...]], ...]
    dimensions: tuple[DimensionView, ...]
    absent: tuple[str, ...]
    questions: int
    compact: bool
    symbols: tuple[Symbol, ...]
    legend: tuple[LegendItem, ...]
    no_ranking: str
    review: str
    limits: str


def page_view(matrix: Matrix, codebook: Codebook) -> PageView:
    """Everything the page shows, from the records of a matrix."""
    strips = profile(matrix)
    greyed = [column.greyed for column in matrix.columns]
    laws = tuple(
        _law(number, column, matrix, codebook) for number, column in enumerate(matrix.columns)
    )
    shares = {
        place.share
        for found in strips.values()
        for dimension in found.values()
        for place in dimension.positions
        if place.share is not None
    }
    return PageView(
        day=in_full(matrix.as_of),
        iso_day=matrix.as_of.isoformat(),
        version=matrix.version,
        digest=matrix.digest,
        laws=laws,
        groups=tuple(
            (jurisdiction_name(country), tuple(members))
            for country, members in groupby(laws, lambda law: country_of(law.code))
        ),
        dimensions=tuple(
            _dimension(number, dimension, matrix, strips, codebook)
            for number, dimension in enumerate(matrix.dimensions)
        ),
        absent=tuple(_absent(law) for law in matrix.absent),
        questions=len(matrix.rows),
        compact=len(greyed) > WORDS_UP_TO,
        symbols=symbols(shares),
        legend=legend(codebook),
        no_ranking=NO_RANKING,
        review=review_line([column.law for column in matrix.columns]),
        limits=dict(codebook.rules).get(LIMITS, ""),
    )


def _law(number: int, column: Column, matrix: Matrix, codebook: Codebook) -> LawView:
    law, state = column.law, state_label(codebook, column.application_state)
    places = [country_of(other.law.jurisdiction) for other in matrix.columns]
    reviewer = law.checked.reviewed_by
    facts = [
        ("Jurisdiction", jurisdiction_name(law.jurisdiction)),
        ("Kind", codebook.terms["kind"][law.kind].label),
        (f"State on {matrix.as_of}", state),
        ("Adopted", law.adopted_on.isoformat() if law.adopted_on else "no date"),
        ("Text as of", law.checked.law_as_of.isoformat()),
        ("Encoding checked", law.checked.on.isoformat()),
        ("Reviewed", reviewer or "not by a lawyer of its jurisdiction"),
        ("Machine check", _machine_check(column, matrix)),
    ]
    return LawView(
        number=number,
        id=law.id,
        short_title=law.short_title,
        title=law.title,
        lang=_language_of_title(law),
        title_en=None if law.title_en == law.title else law.title_en,
        jurisdiction=jurisdiction_name(law.jurisdiction),
        code=law.jurisdiction,
        state=state,
        greyed=column.greyed,
        edge=_is_edge(places, number),
        checked_on=law.checked.on.isoformat(),
        facts=tuple(facts),
        not_checked=law.checked.not_checked,
        sources=tuple(_source(law, name, codebook) for name in law.sources),
    )


def _machine_check(column: Column, matrix: Matrix) -> str:
    texts = texts_in_words(column.verification)
    if not texts:
        return "no official text was at hand"
    found = [row.verified.get(column.law.id) for row in matrix.rows]
    return f"{found.count('verified')} of {len(found)} cells fully, against {texts}"


def _is_edge(places: Sequence[str], number: int) -> bool:
    """Whether a group of several laws of one country begins or ends before this column."""
    if number == 0 or places[number - 1] == places[number]:
        return False
    return places[number - 1] in places[: number - 1] or places[number] in places[number + 1 :]


def _language_of_title(law: Law) -> str | None:
    main = next((source for source in law.sources.values() if not source.translation), None)
    same = law.title_en == law.title or main is None
    return None if same or main is None else language_tag(main.language)


def _source(law: Law, name: str, codebook: Codebook) -> Pin:
    source = law.sources[name]
    about = [
        codebook.terms["layer"][source.layer].label,
        language_name(source.language),
        *(["translation"] if source.translation else []),
        codebook.terms["read"][source.read].label,
        *([f"version of {source.version}"] if source.version else []),
        *([source.note] if source.note else []),
    ]
    lang = language_tag(source.language)
    return Pin(name, web_address(source.url), source.title, lang, ", ".join(about))


def _absent(law: Law) -> str:
    when = f"adopted {law.adopted_on}" if law.adopted_on else "not adopted"
    return f"{law.short_title} ({when})"


def _dimension(
    number: int,
    dimension: Dimension,
    matrix: Matrix,
    strips: Mapping[str, Mapping[str, DimensionProfile]],
    codebook: Codebook,
) -> DimensionView:
    rows = [row for row in matrix.rows if row.indicator.dimension == dimension.id]
    return DimensionView(
        number=number,
        id=dimension.id,
        title=dimension.title,
        about=dimension.about,
        strips=tuple(
            _strip(column, strips[column.law.id][dimension.id], rows) for column in matrix.columns
        ),
        rows=tuple(_row(row, matrix.columns, codebook) for row in rows),
    )


def _strip(column: Column, found: DimensionProfile, rows: Sequence[Row]) -> Strip:
    answers = [row.cells[column.law.id] for row in rows]
    signs = tuple(
        marks(position_of(row.indicator, answer), answer.value)[0]
        for row, answer in zip(rows, answers, strict=True)
    )
    if not found.applicable:
        return Strip("–", "no question of this dimension can arise", signs)
    words = f"{found.answered} of {found.applicable} questions that can arise are answered"
    return Strip(f"{found.answered}/{found.applicable}", words, signs)


def _row(row: Row, columns: Sequence[Column], codebook: Codebook) -> RowView:
    indicator = row.indicator
    cells = row_cells(columns, row, codebook)
    return RowView(
        id=indicator.id,
        label=indicator.label,
        question=indicator.question,
        about=_about(indicator),
        rule=indicator.rule,
        levels=tuple(
            ("" if level.score is None else str(level.score), level.label, level.definition)
            for level in indicator.levels
        ),
        cells=cells,
        same=len({cell.group for cell in cells}) < 2,
    )


def _about(indicator: Indicator) -> str:
    kind = _TYPES.get(indicator.type, indicator.type)
    direction = _DIRECTIONS.get(indicator.direction, indicator.direction)
    note = f" ({indicator.direction_note})" if indicator.direction_note else ""
    return f"{kind}; {direction}{note}"
