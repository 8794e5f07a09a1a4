"""Why a law applies or not: its scope rule with the result of every limb, in its own order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ddcompare.comply.explain import between
from ddcompare.comply.records import Applicability
from ddcompare.model.codebook import Codebook
from ddcompare.model.counting import Addend, Conversion, Count
from ddcompare.model.law import AddresseeClass, Citation, Law
from ddcompare.model.quantities import Quantity
from ddcompare.model.rules import FactTest, FactValue, FigureTest, Trace, Truth
from ddcompare.render.blocks import Item, Run, Span, Tone
from ddcompare.render.citations import footnote
from ddcompare.render.pages.law import rule_in_words

ANSWERS: dict[Truth, str] = {"yes": "yes", "no": "no", "unknown": "cannot tell"}
TONES: dict[Truth, Tone] = {"yes": "strong", "no": "plain", "unknown": "warning"}
ADDENDS_SHOWN = 12
"""More entities than this are counted, not named, in running text; the data names them all."""


@dataclass(frozen=True, slots=True)
class TraceLine:
    """A limb of a rule: what it asks, its result, and what it was compared with."""

    depth: int
    result: Truth
    test: str
    compared: str | None
    cite: tuple[Citation, ...]
    note: str | None = None
    confidence: str | None = None


def trace_lines(result: Applicability, codebook: Codebook) -> Iterator[TraceLine]:
    """The classes of addressees of a law, each followed by the limbs of its rule."""
    for item, trace in result.classes:
        yield _of_class(item, trace)
        yield from _limb(trace, result.as_of, codebook, 1)


def _of_class(item: AddresseeClass, trace: Trace) -> TraceLine:
    return TraceLine(0, trace.result, item.title, None, item.cite, item.note, item.confidence)


def _limb(trace: Trace, day: date, codebook: Codebook, depth: int) -> Iterator[TraceLine]:
    node = trace.node
    known = {(cite.source, cite.at): cite for cite in (*node.cite, *_threshold_cite(trace))}
    yield TraceLine(
        depth, trace.result, test_in_words(trace, day, codebook), compared_in_words(trace),
        tuple(known.values()), node.note, node.confidence,
    )  # fmt: skip
    for child in trace.children:
        yield from _limb(child, day, codebook, depth + 1)


def _threshold_cite(trace: Trace) -> tuple[Citation, ...]:
    return trace.threshold.cite if trace.threshold else ()


def test_in_words(trace: Trace, day: date, codebook: Codebook) -> str:
    """What a node asks, with the threshold that was used and the day from which it holds."""
    start = trace.threshold.valid_from if trace.threshold else None
    words = rule_in_words(trace.node, start or day, codebook)
    return f"{words} (since {start})" if start else words


def why(result: Applicability) -> str:
    """The reason without the answer that it begins with, for places that show the answer."""
    answer, _, rest = result.reason.partition(": ")
    return (
        f"{rest[:1].upper()}{rest[1:]}" if answer.casefold() in ANSWERS.values() else result.reason
    )


def trace_items(law: Law, lines: Iterator[TraceLine]) -> Iterator[Item]:
    """The lines of a trace as a nested list with citations."""
    for line in lines:
        runs: list[Run] = [
            Span(ANSWERS[line.result], TONES[line.result]),
            Span(f": {line.test}"),
        ]
        if line.compared:
            runs.append(Span(f" - {line.compared}", TONES[line.result]))
        if line.cite:
            runs.append(footnote(law, line.cite))
        if line.confidence not in (None, "high"):
            runs.append(Span(f" [{line.confidence}]", "muted"))
        if line.note:
            runs.append(Span(f" {line.note}", "muted"))
        yield Item(tuple(runs), line.depth)


def compared_in_words(trace: Trace) -> str | None:
    """What a leaf was compared with, and where it came from; None for a combination of limbs."""
    match trace.node:
        case FactTest():
            if trace.compared is None:
                return "not given"
            found = f" ({trace.origin})" if trace.origin else ""
            return f"given: {_fact(trace.compared)}{found}"  # type: ignore[arg-type]
        case FigureTest():
            if trace.threshold is None or trace.threshold.quantity is None:
                return "no threshold to compare with on this day"
            return "; ".join(count_in_words(count) for count in trace.counts)
    return None


def _fact(value: FactValue) -> str:
    if isinstance(value, str):
        return value.replace("_", " ")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date | int):
        return str(value)
    return ", ".join(item.replace("_", " ") for item in value) or "none"


def count_in_words(count: Count) -> str:
    """A figure with its bounds, its year, and the entities whose figures were added up."""
    year = f"financial year {count.year}: " if count.year else ""
    counted = [addend for addend in count.addends if addend.basis != "outside"]
    if len(counted) == 1:
        return f"{year}{_bounds(count.least, count.most)}{_source(counted[0])}"
    shown = [
        f"{addend.entity} {_bounds(addend.least, addend.most)}{_source(addend)}"
        for addend in counted[:ADDENDS_SHOWN]
    ]
    if len(counted) > ADDENDS_SHOWN:
        shown.append(f"{len(counted) - ADDENDS_SHOWN} more entities")
    added = f" = {' + '.join(shown)}" if shown else ""
    return f"{year}{_bounds(count.least, count.most)}{added}"


def _bounds(least: Quantity, most: Quantity | None) -> str:
    return between(least, most) if most is not None or least.amount else "not known"


def _source(addend: Addend) -> str:
    words = ["consolidated accounts"] if addend.basis == "consolidated" else []
    words += [addend.why] if addend.why else []
    words += [_rate(item) for item in addend.conversions]
    return f" ({'; '.join(words)})" if words else ""


def _rate(found: Conversion) -> str:
    assumed = ", the day taken for want of the end of the financial year" if found.assumed else ""
    return f"from {found.given} at the reference rate {found.rate} of {found.rate_day}{assumed}"
