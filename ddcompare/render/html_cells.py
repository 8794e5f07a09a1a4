"""A cell of the HTML matrix: what stands in it, and what it tells when it is opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from re import fullmatch
from urllib.parse import urlsplit

from ddcompare.compare.matrix import Column, Row
from ddcompare.compare.profile import position_of
from ddcompare.model.codebook import Codebook, Indicator
from ddcompare.model.law import Answer, Citation, Law, Layered
from ddcompare.model.wording import VERIFIED, layer_in_words, position, value_in_words
from ddcompare.render.citations import pinpoint
from ddcompare.render.html_marks import marks, shade

LAYERS = ("guidance", "practice")
_DIRECTIONS = {"higher": "higher is more protective", "lower": "lower is more protective"}


@dataclass(frozen=True, slots=True)
class Pin:
    """A pinpoint with the title of its source, and its address where that is http or https."""

    at: str
    url: str | None
    source: str
    lang: str | None
    about: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the details: a term, what is said on it, and where that stands."""

    term: str
    lines: tuple[str, ...]
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class Badge:
    """A mark beside an answer: another layer, or less than high confidence."""

    kind: str
    label: str
    letter: str
    symbol: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What guidance or practice says, in the closed cell."""

    layer: str
    words: str
    at: str


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell, closed (symbols, words, own text, pinpoints, badges) and open (entries).

    ``group`` is the number of the position among those taken in the row: equal answers share it.
    """

    number: int
    css: str
    symbols: tuple[str, ...]
    law: str
    question: str
    words: str
    text: str | None
    at: str
    badges: tuple[Badge, ...]
    beside: tuple[Beside, ...]
    entries: tuple[Entry, ...]
    group: int


def web_address(url: str | None) -> str | None:
    """The address if a browser may be sent there (http or https, with a host), else None."""
    if url is None or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def language_tag(language: str) -> str | None:
    """A language as the ``lang`` attribute takes it (BCP 47), if it is one."""
    return language if fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else None


def row_cells(columns: Sequence[Column], row: Row, codebook: Codebook) -> tuple[CellView, ...]:
    """The cells of a row, in the order of the columns."""
    indicator = row.indicator
    groups: dict[str, int] = {}
    found = []
    for number, column in enumerate(columns):
        answer = row.cells[column.law.id]
        entries = _entries(column.law, indicator, answer, codebook)
        words = position(indicator, answer)
        place = position_of(indicator, answer)
        found.append(
            CellView(
                number=number,
                css=shade(place),
                symbols=marks(place, answer.value),
                law=column.law.short_title,
                question=indicator.label,
                words=words,
                text=own_text(answer.text, words),
                at=written(column.law, answer.cite),
                badges=tuple(_badges(answer)),
                beside=tuple(besides(column.law, indicator, answer)),
                entries=(*entries, *_machine_check(row.verified.get(column.law.id))),
                group=groups.setdefault(words, len(groups)),
            )
        )
    return tuple(found)


def own_text(text: str | None, words: str) -> str | None:
    """The coder's own words, where they add to those of the position."""
    return None if not text or text.casefold() == words.casefold() else text


def written(law: Law, cites: Sequence[Citation]) -> str:
    """The pinpoints of an answer in a line, each once."""
    return "; ".join(dict.fromkeys(pinpoint(law, cite) for cite in cites))


def _badges(answer: Answer) -> Iterator[Badge]:
    for layer in LAYERS:
        if getattr(answer, layer):
            yield Badge(layer, layer, layer[0].upper())
    if answer.confidence in ("medium", "low"):
        yield Badge(
            answer.confidence, f"{answer.confidence} confidence", "", f"i-{answer.confidence}"
        )


def besides(law: Law, indicator: Indicator, answer: Answer) -> Iterator[Beside]:
    """What guidance and practice say beside an answer."""
    for layer in LAYERS:
        found: Layered | None = getattr(answer, layer)
        if found:
            yield Beside(layer, layer_in_words(indicator, found), written(law, found.cite))


def _entries(law: Law, indicator: Indicator, answer: Answer, book: Codebook) -> Iterator[Entry]:
    """Everything the record says, in a fixed order; what is empty is left out."""
    if answer.state != "value":
        term = book.terms["state"][answer.state]
        yield Entry("State", (f"{term.label}: {term.definition}",))
    if answer.score is not None and indicator.top_score:
        direction = _DIRECTIONS.get(indicator.direction, "no direction")
        yield Entry("Scale", (f"level {answer.score} of 0 to {indicator.top_score}; {direction}",))
    if answer.cite:
        yield Entry("Pinpoint", (), pins(law, answer.cite, book))
    for layer in LAYERS:
        found: Layered | None = getattr(answer, layer)
        if found:
            sure = f"{found.confidence} confidence" if found.confidence else None
            lines = (layer_in_words(indicator, found), found.note, sure, _validity(found))
            kept = tuple(line for line in lines if line)
            yield Entry(layer.capitalize(), kept, pins(law, found.cite, book))
    for number, reading in enumerate(answer.readings, 1):
        value = value_in_words(indicator, reading.value)
        held = f"held by {reading.held_by}" if reading.held_by else None
        kept = tuple(line for line in (value, reading.text, held) if line)
        yield Entry(f"Reading {number}", kept, pins(law, reading.cite, book))
    attributes = tuple(
        _attribute(name, answer.attributes[name], book) for name in answer.attributes
    )
    yield from _lines("Qualified by", *sorted(attributes))
    yield from _lines("Note", answer.note)
    yield from _lines("Parts read", answer.read)
    if answer.confidence:
        term = book.terms["confidence"][answer.confidence]
        yield Entry("Confidence", (f"{term.label}: {term.definition}",))
    yield from _lines("Holds", _validity(answer))
    if answer.derived:
        yield Entry("Derived", (f"computed from the {answer.derived} in the law file",))


def _machine_check(verified: str | None) -> Iterator[Entry]:
    if verified:
        yield Entry("Machine check", (VERIFIED[verified],))


def _lines(term: str, *lines: str | None) -> Iterator[Entry]:
    kept = tuple(line for line in lines if line)
    if kept:
        yield Entry(term, kept)


def pins(law: Law, cites: Sequence[Citation], codebook: Codebook) -> tuple[Pin, ...]:
    """Citations with the title, the language and the standing of their source."""
    found = []
    for cite in cites:
        source = law.sources.get(cite.source)
        if source is None:
            found.append(Pin(cite.at, None, cite.source, None, ""))
            continue
        about = [] if source.layer == "law" else [codebook.terms["layer"][source.layer].label]
        about += ["translation"] if source.translation else []
        about += [] if source.read == "full" else [codebook.terms["read"][source.read].label]
        found.append(
            Pin(
                cite.at, web_address(source.url), source.title, language_tag(source.language),
                ", ".join(about),
            )
        )  # fmt: skip
    return tuple(dict.fromkeys(found))


def _validity(found: Answer | Layered) -> str | None:
    parts = [
        f"from {found.valid_from}" if found.valid_from else "",
        f"until {found.valid_to}" if found.valid_to else "",
    ]
    return " ".join(part for part in parts if part) or None


def _attribute(name: str, value: object, codebook: Codebook) -> str:
    term = codebook.terms["attribute"].get(name)
    label = term.label if term else name.replace("_", " ")
    return label if value is True else f"{label}: {_plain(value)}"


def _plain(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Mapping():
            return ", ".join(f"{str(k).replace('_', ' ')} {_plain(v)}" for k, v in value.items())
        case list() | tuple():
            return "; ".join(_plain(item) for item in value)
        case date():
            return value.isoformat()
    text = str(value)
    return text.replace("_", " ") if fullmatch(r"[a-z]+(_[a-z]+)+", text) else text
