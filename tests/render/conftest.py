"""Matrices built from records: every state, type, layer and confidence, no law file needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from ddcompare.compare.matrix import Column, Matrix, Row
from ddcompare.comply.due import duties_due
from ddcompare.comply.records import (
    Applicability,
    Assumption,
    Beside,
    Check,
    EntityCheck,
    MissingFact,
)
from ddcompare.corpus.codebook import load_codebook
from ddcompare.model.codebook import STATES, Codebook, Indicator
from ddcompare.model.company import Company, Entity
from ddcompare.model.counting import Addend
from ddcompare.model.law import (
    AddresseeClass,
    Answer,
    Checked,
    Citation,
    Duty,
    Event,
    Law,
    Layered,
    Part,
    Reading,
    Source,
)
from ddcompare.model.quantities import Duration, Money, Number
from ddcompare.model.rules import All, Facts, FactTest, FigureTest, Threshold, evaluate

DAY = date(2026, 11, 24)
NAMES = (
    ("gb_one", "Statement Act", "GB", "applied"),
    ("fr_two", "Duty of Vigilance", "FR", "applied"),
    ("nl_three", "Child Labour Act", "NL", "adopted_not_in_force"),
)
JURISDICTIONS = ("AU", "CA", "CH", "DE", "EU", "EU", "EU", "EU", "FR", "GB", "NG", "NL", "NO",
                 "US", "US", "US", "US-CA")  # fmt: skip
TEXTS = (
    "the statement must say which steps were taken in the year, or that none were taken",
    "from the end of the financial year",
    None,
    "the plan covers subsidiaries, subcontractors and suppliers with an established relationship",
)


def make_law(
    name: str = "gb_one", title: str = "Statement Act", where: str = "GB", **more: Any
) -> Law:
    sources = {
        "act": Source("act", "law", f"{title} 2015", "https://example.org/act", "en", "full"),
        "guide": Source(
            "guide", "guidance", "Guide", "http://example.org/guide?a=1&b=2", "fr", "part",
            translation=True, version=date(2025, 3, 24),
        ),
    }  # fmt: skip
    fields: dict[str, Any] = {
        "id": name, "title": f"{title} 2015", "title_en": f"{title} 2015", "short_title": title,
        "jurisdiction": where, "kind": "statute",
        "checked": Checked(
            on=date(2026, 11, 23), law_as_of=date(2026, 11, 1), not_checked=("court practice",)
        ),
        "sources": sources, "timeline": (Event(event="adopted", date=date(2015, 3, 26)),),
        "scope": (), "duties": (), "answers": {},
    }  # fmt: skip
    return Law(**(fields | more))


def value_for(indicator: Indicator, turn: int) -> Any:
    ids = [level.id for level in indicator.levels if not level.silence]
    match indicator.type:
        case "ordinal" | "code":
            return ids[turn % len(ids)]
        case "set":
            return tuple(sorted(ids[turn % 3 : turn % 3 + 2]))
        case "yes_no":
            return ("yes", "no")[turn % 2]
        case "money":
            return Money(36_000_000, "GBP")
        case "number":
            return Number(Decimal("2.5") if turn % 2 else 250, "persons")
        case "duration":
            return Duration(6 + turn % 3, "months")
    return date(2016 + turn % 8, 3, 31)


def make_answer(indicator: Indicator, turn: int) -> Answer:
    """An answer whose state, layers and confidence go round with ``turn``."""
    state = "value" if turn % 3 else STATES[turn // 3 % len(STATES)]
    value = value_for(indicator, turn) if state in ("value", "varies", "delegated") else None
    score = indicator.by_id[value].score if indicator.type == "ordinal" and value else None
    cite = (Citation("act", f"s {turn % 60 + 1}(1)"), Citation("guide", f"para {turn % 9 + 1}"))
    beside = Layered(
        value=value_for(indicator, turn + 1), text="as the authority reads it",
        cite=cite[1:], confidence="medium",
    )  # fmt: skip
    unclear = state == "unclear"
    return Answer(
        state=state,
        value=value,
        score=score,
        text=None if state == "not_coded" else TEXTS[turn % len(TEXTS)],
        cite=() if state == "not_coded" else cite[: 1 + turn % 2],
        confidence=None if state == "not_coded" else ("high", "high", "medium", "low")[turn % 4],
        note="a note on the reading" if turn % 5 == 0 else None,
        read="whole act" if state == "silent" else None,
        attributes={"by_reference": True, "trigger": "a complaint"} if turn % 7 == 0 else {},
        guidance=beside if turn % 11 == 0 else None,
        practice=beside if turn % 13 == 0 else None,
        readings=(
            Reading(value=value_for(indicator, 1), text="wide", held_by="the authority", cite=cite),
            Reading(value=None, text="narrow", held_by="a court", cite=()),
        )
        if unclear
        else (),
        derived="duties" if turn % 17 == 0 else None,
        valid_from=date(2015, 10, 29) if turn % 2 else None,
    )


def make_matrix(
    codebook: Codebook,
    columns: Sequence[Column],
    answer: Callable[[Indicator, int], Answer] = make_answer,
    absent: Sequence[Law] = (),
) -> Matrix:
    rows = tuple(
        Row(
            indicator,
            {
                column.law.id: answer(indicator, _turn(place, number))
                for number, column in enumerate(columns)
            },
        )
        for place, indicator in enumerate(codebook.indicators.values())
    )
    return Matrix(
        DAY, "1.0", "sha256:" + "0a" * 32, tuple(columns), codebook.dimensions, rows, tuple(absent)
    )


def _turn(place: int, number: int) -> int:
    """In one row of six all laws agree, in another the first two."""
    if place % 6 == 5:
        return 1
    return place * 7 + (0 if place % 6 == 4 and number < 2 else number * 5)


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook()


@pytest.fixture(scope="session")
def three(codebook: Codebook) -> Matrix:
    """Three laws, the third not in force; a fourth not yet law."""
    columns = [Column(make_law(name, title, where), state) for name, title, where, state in NAMES]
    return make_matrix(codebook, columns, absent=[make_law("later", "Later Act", timeline=())])


@pytest.fixture(scope="session")
def twenty(three: Matrix, codebook: Codebook) -> Matrix:
    """Twenty laws, several of one jurisdiction."""
    more = [
        Column(
            make_law(f"law_{number}", f"Instrument number {number + 4}", where),
            "applied" if number % 5 else "in_force_not_yet_applied",
        )
        for number, where in enumerate(JURISDICTIONS)
    ]
    return make_matrix(codebook, [*three.columns, *more])


def make_check(codebook: Codebook, name: str = "Example Group") -> Check:
    """A group of two against three laws: one applies, one cannot be told, one is not in force."""
    cite = (Citation("act", "s 54(2)"), Citation("guide", "para 3"))
    size = FigureTest(
        "turnover", "worldwide", "with_subsidiaries", "at_least",
        (Threshold(date(2015, 10, 29), Money(36_000_000, "GBP"), cite=cite[1:]),),
        cite=cite[:1],
    )  # fmt: skip
    form = FactTest("legal_form", "in", ("company", "partnership"), cite=cite[:1], note="a note")
    rule = All((form, size), id="limbs")
    classes = (
        AddresseeClass(id="firm", title="Commercial organisation", rule=rule, confidence="medium"),
    )
    year = {"after": "financial_year_end", "within": Duration(6, "months")}
    part = partial(Part, cite=cite[:1], confidence="high")
    duties = (
        Duty(
            id="statement", step="communicate", summary="Publish a statement.", report=True,
            cite=cite[:1], confidence="high",
            parts={
                "due": (
                    part(state="silent", read="s 54", note="no deadline in the Act"),
                    Part(layer="guidance", fields=year, cite=cite[1:], confidence="low"),
                ),
                "content": (
                    part(fields={"topic": "policies", "strength": "mandatory"}),
                    part(fields={"topic": "training", "strength": "suggested"}),
                ),
                "approval": (part(fields={"by": "board", "signed_by": "director"}),),
                "publish": (part(fields={"where": "website"}, note="in English"),),
                "register": (part(state="silent", read="s 54"),),
            },
        ),
        Duty(
            id="copy", step="communicate", summary="Give a copy on request.", report=False,
            cite=cite[:1], confidence="high",
            parts={"due": (part(fields={"after": "request", "within": Duration(30, "days")}),)},
        ),
    )  # fmt: skip
    laws = [
        make_law(name_, title, where, scope=classes, duties=duties)
        for name_, title, where, _ in NAMES
    ]
    parent = Entity("parent", "Example plc", facts={"financial_year_end": date(2025, 12, 31)})
    child = Entity("sub_vn", "Example Vietnam", "parent")
    window = (DAY, date(2027, 11, 23))
    found = []
    for entity in (parent, child):
        full = Facts(
            {"legal_form": "company"}, {("turnover", "worldwide"): Money(40_000_000, "GBP")}
        )
        trace = evaluate(rule, full, DAY)
        addends = tuple(
            Addend(e.id, Money(20_000_000, "GBP"), Money(20_000_000, "GBP"), "own")
            for e in (parent, child)
        )
        leaf = replace(
            trace.children[1],
            counts=(replace(trace.children[1].counts[0], year=2025, addends=addends),),
        )
        trace = replace(trace, children=(trace.children[0], leaf))
        yes = Applicability(
            laws[0], entity, DAY, "yes", None, "applied", "Turnover of GBP 40,000,000 is enough.",
            trace, ((classes[0], trace),),
            assumptions=(Assumption("It hinges on the rate.", True),),
            beside=(Beside("practice", "The office checks nothing.", cite[1:]),),
        )  # fmt: skip
        yes = replace(yes, duties=duties_due(yes, window, codebook))
        half = evaluate(rule, Facts({"legal_form": "company"}), DAY)
        missing = MissingFact(
            "turnover.worldwide", "What is the turnover?", "parent", True,
            "GBP 36,000,000 or more", "less than GBP 36,000,000",
        )  # fmt: skip
        unknown = Applicability(
            laws[1], entity, DAY, "unknown", None, "applied", "The turnover is not known.", half,
            ((classes[0], half),), missing=(missing,),
        )  # fmt: skip
        no = Applicability(
            laws[2], entity, DAY, "no", "yes", "adopted_not_in_force", "Not in force.", trace,
            ((classes[0], trace),),
        )  # fmt: skip
        found.append(EntityCheck(entity, (yes, unknown, no)))
    company = Company((parent, child), name)
    return Check(company, DAY, window, "1.0", "sha256:" + "0a" * 32, found)


@pytest.fixture(scope="session")
def checked(codebook: Codebook) -> Check:
    """A check of a group of two against three laws."""
    return make_check(codebook)
