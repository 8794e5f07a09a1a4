"""Invented laws and standards for tests of comparisons, on the miniature codebook."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from ddcompare.model.codebook import STATES, Codebook, Indicator
from ddcompare.model.corpus import Corpus
from ddcompare.model.law import Answer, Checked, Citation, Event, Law, Layered, Source, Value
from ddcompare.model.quantities import Duration, Money, Number
from ddcompare.model.standard import Expectation, Standard, Want

DAY = date(2026, 1, 1)
CHECKED = Checked(on=date(2026, 1, 2), law_as_of=date(2020, 1, 1))


def cite(at: str = "s 1") -> tuple[Citation, ...]:
    return (Citation("act", at),)


def says(value: Value | None = None, state: str = "value", **more: object) -> Answer:
    """An answer with a pinpoint; the score of an ordinal is to be given."""
    return Answer(state=state, value=value, cite=cite(), confidence="high", **more)  # type: ignore[arg-type]


def beside(value: Value, score: int | None = None) -> Layered:
    return Layered(value=value, score=score, cite=(Citation("guide", "p 2"),), confidence="low")


def source(name: str, url: str, layer: str = "law") -> Source:
    return Source(name, layer, name.title(), url, "en", "full")


def law(
    name: str,
    answers: dict[str, Answer],
    *,
    jurisdiction: str = "GB",
    events: dict[str, str] | None = None,
    kind: str = "statute",
) -> Law:
    """A law that is applied from 2016-01-01 unless other events are given."""
    events = {"adopted": "2015-01-01", "first_applied": "2016-01-01"} if events is None else events
    timeline = tuple(Event(event=e, date=date.fromisoformat(on)) for e, on in events.items())
    title = name.upper()
    return Law(
        id=name, title=title, title_en=title, short_title=title, jurisdiction=jurisdiction,
        kind=kind, checked=CHECKED, timeline=timeline, scope=(), duties=(),
        sources={"act": source("act", f"https://example.org/{name}"),
                 "guide": source("guide", f"https://example.org/{name}/guide", "guidance")},
        answers={indicator: (answer,) for indicator, answer in answers.items()},
    )  # fmt: skip


def corpus(codebook: Codebook, *laws: Law) -> Corpus:
    return Corpus({law.id: law for law in laws}, codebook, "0", "sha256:" + "0" * 64)


def expects(name: str, *wants: Want, known: str = "secondary") -> Expectation:
    at = (Citation("text", f"Principle {name}"),)
    return Expectation(name, "state", f"Summary of {name}.", at, known, wants)


def standard(*expectations: Expectation) -> Standard:
    return Standard(
        id="std", title="The Standard", short_title="Standard", issuer="Issuer",
        status="soft_law", checked=CHECKED, expectations=expectations,
        sources={"text": source("text", "https://example.org/standard")},
    )  # fmt: skip


def any_value(indicator: Indicator) -> st.SearchStrategy[Value]:
    """Any value that fits an indicator."""
    codes = [level.id for level in indicator.levels]
    return {
        "ordinal": st.sampled_from(codes or ["-"]),
        "code": st.sampled_from(codes or ["-"]),
        "yes_no": st.sampled_from(["yes", "no"]),
        "set": st.sets(st.sampled_from(codes or ["-"])).map(lambda found: tuple(sorted(found))),
        "money": st.builds(Money, st.integers(0, 3), st.sampled_from(["GBP", "EUR"])),
        "number": st.builds(Number, st.decimals(0, 3, places=1), st.sampled_from(["x", "y"])),
        "duration": st.builds(
            Duration, st.integers(1, 3), st.sampled_from(["days", "weeks", "months", "years"])
        ),
        "date": st.dates(date(2020, 1, 1), date(2020, 1, 3)),
    }[indicator.type]


@st.composite
def any_answer(draw: st.DrawFn, indicator: Indicator) -> Answer:
    """Any answer to an indicator, also without a value or with a state that has none."""
    value = draw(st.none() | any_value(indicator))
    score = indicator.by_id[value].score if isinstance(value, str) and indicator.levels else None
    attributes = [{}, {"one_off": True}, {"comparison": "more_than"}, {"unquantified": "soon"}]
    return says(
        value, draw(st.sampled_from(STATES)), score=score,
        attributes=draw(st.sampled_from(attributes)),
    )  # fmt: skip
