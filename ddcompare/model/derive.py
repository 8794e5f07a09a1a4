"""The answer of a law to an indicator on a day: looked up if coded, computed if derived.

This is the only place where derived indicators are computed. The codebook declares which they are
and from which part of the law file each comes (``derived``); law files never type them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from ddcompare.model.codebook import Codebook, Indicator
from ddcompare.model.law import (
    Answer,
    Citation,
    Event,
    Law,
    Layered,
    Part,
    Value,
    in_force,
    latest,
)
from ddcompare.model.quantities import Amount, Duration, Money, Number
from ddcompare.model.rules import FigureTest, Threshold, walk

NOT_CODED = Answer(state="not_coded")


def answer(law: Law, indicator: Indicator, day: date, codebook: Codebook) -> Answer:
    """What a law answers to an indicator on a day.

    Before the first date of an answer, and where nobody looked, the state is ``not_coded``.
    """
    if indicator.derived is None:
        return latest(law.answers.get(indicator.id, ()), day) or NOT_CODED
    return _DERIVATIONS[indicator.derived](law, indicator, day, codebook)


def application_state(law: Law, day: date, codebook: Codebook) -> str | None:
    """The state of an instrument on a day; None before its first event that brings one about."""
    event = _state_event(law, day, codebook)
    return str(codebook.terms["event"][event.event].extra["state"]) if event else None


def is_present(law: Law, day: date, codebook: Codebook) -> bool:
    """Whether a law is shown on a day: adopted by then, or a bill that was tabled by then."""
    state = application_state(law, day, codebook)
    return state is not None and (state != "proposed" or law.kind == "bill")


def _state_event(law: Law, day: date, codebook: Codebook) -> Event | None:
    current = None
    for event in in_force(law.timeline, day):
        if (
            event.date
            and event.date <= day
            and "state" in codebook.terms["event"][event.event].extra
        ):
            current = event
    return current


def _timeline(law: Law, indicator: Indicator, day: date, codebook: Codebook) -> Answer:
    if indicator.type == "code":
        event = _state_event(law, day, codebook)
        return _from_event(event, application_state(law, day, codebook)) if event else NOT_CODED
    if not is_present(law, day, codebook):
        return NOT_CODED
    for event in in_force(law.timeline, day):
        if event.event == "first_applied":
            return _from_event(event, event.date)
    return NOT_CODED


def _from_event(event: Event, value: Value | None) -> Answer:
    return Answer(
        state=event.state,
        value=value if event.state == "value" else None,
        cite=event.cite,
        confidence=event.confidence,
        note=event.note,
        attributes=event.attributes,
        valid_from=event.valid_from or event.date,
        valid_to=event.valid_to,
        derived="timeline",
    )


# -- thresholds, from the scope rule ---------------------------------------------------------


def _scope(law: Law, indicator: Indicator, day: date, codebook: Codebook) -> Answer:
    """The lowest threshold that brings an ordinary company in (codebook rule 1, decision 9)."""
    figure = "employees" if indicator.type == "number" else "turnover"
    classes = [item for item in in_force(law.scope, day) if item.ordinary]
    tests = [
        (node, item)
        for item in classes
        for node, negated in walk(item.rule)
        if isinstance(node, FigureTest) and not negated
    ]
    if not classes:
        return NOT_CODED
    if not any(codebook.terms["figure"][test.figure].extra.get("size") for test, _ in tests):
        return _no_size_test(law, indicator, classes)
    relevant = [
        (threshold, test, item)
        for test, item in tests
        if test.figure == figure
        and test.operator in ("at_least", "more_than")
        and (threshold := test.threshold_on(day)) is not None
    ]
    fixed = [entry for entry in relevant if entry[0].quantity is not None]
    if not relevant:
        others = sorted(
            {test.figure.replace("_", " ") for test, _ in tests if test.figure != figure}
        )
        if not others:
            return NOT_CODED
        return Answer(
            state="not_applicable",
            note=f"no {figure} test; size is tested by {' and '.join(others)}",
            cite=_unique(c for test, item in tests for c in test.cite or item.cite),
            confidence=_weakest(test.confidence or item.confidence for test, item in tests),
            valid_from=max((item.valid_from for item in classes if item.valid_from), default=None),
            derived="scope",
        )
    threshold, test, item = min(fixed or relevant, key=lambda entry: _amount(entry[0]))
    others_text = [_in_words(t, c) for t, c, _ in relevant if c is not test]
    return Answer(
        state=threshold.state,
        value=threshold.quantity,
        text=_in_words(threshold, test) if threshold.quantity else None,
        cite=_unique((*test.cite, *threshold.cite)) or item.cite,
        confidence=test.confidence or item.confidence,
        note="; ".join(filter(None, (test.note, threshold.note))) or None,
        attributes={
            "comparison": test.operator,
            "counting_base": f"{test.where}, {codebook.terms['perimeter'][test.of].label}",
            **({"years_in_a_row": _years(test)} if test.years else {}),
            **({"alternative_test": others_text} if others_text else {}),
        },
        valid_from=threshold.valid_from or item.valid_from,
        valid_to=item.valid_to,
        derived="scope",
    )


def _amount(threshold: Threshold) -> Amount:
    return threshold.quantity.amount if threshold.quantity else 0


def _no_size_test(law: Law, indicator: Indicator, classes: Sequence[Any]) -> Answer:
    """Every company is caught: 1 person, or a turnover of 0 (coding rule of the indicators)."""
    everyone: Value = (
        Number(1, "persons") if indicator.type == "number" else Money(0, law.currency or "EUR")
    )
    return Answer(
        value=everyone,
        text="no size test",
        cite=_unique(c for item in classes for c in item.cite or _rule_cites(item)),
        confidence=_weakest(item.confidence for item in classes),
        valid_from=max((item.valid_from for item in classes if item.valid_from), default=None),
        derived="scope",
    )


def _rule_cites(item: Any) -> tuple[Citation, ...]:
    return tuple(cite for node, _ in walk(item.rule) for cite in node.cite)


def _in_words(threshold: Threshold, test: FigureTest) -> str:
    comparison = test.operator.replace("_", " ")
    years = f", {_years(test)}" if test.years else ""
    quantity = threshold.quantity if threshold.quantity else "an amount still to be fixed"
    where = "worldwide" if test.where == "worldwide" else f"in {test.where}"
    whose = test.of.replace("_", " ")
    return f"{comparison} {quantity} {where} ({whose}){years}"


def _years(test: FigureTest) -> str:
    name, value = next(iter((test.years or {}).items()))
    return {
        "consecutive": f"{value} consecutive years",
        "any_of_last": f"one of the last {value} years",
        "average_of": f"average of {value} years",
        "before_last": "the year before the last",
    }[name]


# -- form and content, from the report duties ------------------------------------------------


def _duties(law: Law, indicator: Indicator, day: date, codebook: Codebook) -> Answer:
    reports = [duty for duty in in_force(law.duties, day) if duty.report]
    if not reports:
        return _without_report(law, day)
    family, _, name = indicator.id.partition(".")
    if family == "content":
        part, compute = "content", _content(name)
    else:
        part, compute = _FORM[name]
    found = [
        item
        for duty in reports
        for item in in_force(duty.parts.get(part, ()), day)
        if part != "content" or item.fields.get("topic") == name or "other_topics" in item.fields
    ]
    if part == "content" and any("topic" in item.fields for item in found):
        listed = {item.layer for item in found if "topic" in item.fields}
        found = [i for i in found if "topic" in i.fields or i.layer not in listed]
    result = _on_layer(indicator, [i for i in found if i.layer == "law"], compute, codebook)
    beside = {
        layer: _on_layer(indicator, [i for i in found if i.layer == layer], compute, codebook)
        for layer in ("guidance", "practice")
    }
    return _replace(
        result,
        derived="duties",
        **{k: _as_layered(v) for k, v in beside.items() if v.state != "not_coded"},
    )


def _without_report(law: Law, day: date) -> Answer:
    """No report duty: not applicable if the file says so under form.report_required."""
    required = latest(law.answers.get("form.report_required", ()), day)
    if required is None or required.score != 0:
        return NOT_CODED
    return Answer(
        state="not_applicable",
        note="no report under the instrument (see form.report_required)",
        cite=required.cite,
        confidence=required.confidence,
        read=required.read,
        valid_from=required.valid_from,
        valid_to=required.valid_to,
        derived="duties",
    )


Computed = tuple[Value | None, str | None, Mapping[str, object]]
Compute = Callable[[Sequence[Part], Indicator, Codebook], Computed]


def _on_layer(
    indicator: Indicator, parts: Sequence[Part], compute: Compute, codebook: Codebook
) -> Answer:
    if not parts:
        return NOT_CODED
    stated = [part for part in parts if part.state == "value"]
    lead = stated or parts[:1]
    value, text, attributes = compute(stated, indicator, codebook) if stated else (None, None, {})
    state = "value" if stated else parts[0].state
    score = indicator.by_id[value].score if isinstance(value, str) and indicator.levels else None
    if state == "silent":
        score = indicator.silent_score
    return Answer(
        state=state,
        value=value,
        score=score,
        text="; ".join(part.text for part in lead if part.text) or text,
        cite=_unique(cite for part in lead for cite in part.cite),
        confidence=_weakest(part.confidence for part in lead),
        note="; ".join(dict.fromkeys(part.note for part in lead if part.note)) or None,
        read=parts[0].read if state == "silent" else None,
        attributes={**attributes, **{k: v for p in lead for k, v in p.attributes.items()}},
        valid_from=max((p.valid_from for p in lead if p.valid_from), default=None),
        valid_to=min((p.valid_to for p in lead if p.valid_to), default=None),
    )


def _as_layered(found: Answer) -> Layered:
    return Layered(**{f.name: getattr(found, f.name) for f in fields(Layered)})


def _replace(found: Answer, **changes: Any) -> Answer:
    from dataclasses import replace

    return replace(found, **changes)


def _content(topic: str) -> Compute:
    def compute(parts: Sequence[Part], indicator: Indicator, codebook: Codebook) -> Computed:
        best = max(_term_score(codebook, "strength", part.fields["strength"]) for part in parts)
        return _level(indicator, best), None, {}

    return compute


def _frequency(parts: Sequence[Part], indicator: Indicator, codebook: Codebook) -> Computed:
    part = parts[0].fields
    if "interval" in part:
        return part["interval"], f"every {part['interval']}", {}  # type: ignore[return-value]
    if "period" in part:
        term = codebook.terms["period"][str(part["period"])]
        return Duration(int(str(term.extra["months"])), "months"), term.label, {}
    if "once" in part:
        return None, "once", {"one_off": True}
    return None, str(part["unquantified"]), {"unquantified": part["unquantified"]}


def _deadline(parts: Sequence[Part], indicator: Indicator, codebook: Codebook) -> Computed:
    """Months after the year end of a calendar-year company; other anchors give no figure."""
    part = parts[0].fields
    if "on" in part:
        month, day = (int(number) for number in str(part["on"]).split("-"))
        whole = month if day > 15 else month - 1
        when = f"by {date(2000, month, day):%d} {_MONTHS[month - 1]} each year".replace(
            "by 0", "by "
        )
        return Duration(whole, "months"), when, {"fixed_due_date": part["on"]}
    if "date" in part:
        return None, f"by {part['date']}, once", {"one_off": True}
    if "unquantified" in part:
        return None, str(part["unquantified"]), {"unquantified": part["unquantified"]}
    anchor, within = codebook.terms["anchor"][str(part["after"])], part["within"]
    text = f"within {within} of {anchor.label}"
    if anchor.extra.get("year_end"):
        return within, text, {}  # type: ignore[return-value]
    return None, text, {"counted_from": anchor.id}


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _approval(parts: Sequence[Part], indicator: Indicator, codebook: Codebook) -> Computed:
    part = parts[0].fields
    approved, signed = part.get("by"), part.get("signed_by")
    words = []
    if approved:
        words.append(f"approved by the {codebook.terms['organ'][str(approved)].label}")
    if signed:
        words.append(f"signed by a {codebook.terms['signatory'][str(signed)].label}")
    return _level(indicator, 2 * bool(approved) + bool(signed)), ", ".join(words), {}


def _publication(parts: Sequence[Part], indicator: Indicator, codebook: Codebook) -> Computed:
    places = list(dict.fromkeys(str(part.fields["where"]) for part in parts))
    best = max(_term_score(codebook, "place", place) for place in places)
    if "website" in places and len(set(places) - {"website", "on_request"}) > 0:
        best = 3
    labels = [codebook.terms["place"][place].label for place in places]
    return _level(indicator, best), ", ".join(labels), {}


def _register(parts: Sequence[Part], indicator: Indicator, codebook: Codebook) -> Computed:
    filings = [str(part.fields["filing"]) for part in parts]
    best = max(filings, key=lambda filing: _term_score(codebook, "filing", filing))
    term = codebook.terms["filing"][best]
    return _level(indicator, _term_score(codebook, "filing", best)), term.label, {}


def _term_score(codebook: Codebook, vocabulary: str, term: object) -> int:
    return int(str(codebook.terms[vocabulary][str(term)].extra["score"]))


def _level(indicator: Indicator, score: int) -> str:
    return indicator.levels[score].id


_FORM: Mapping[str, tuple[str, Compute]] = {
    "frequency": ("every", _frequency),
    "deadline": ("due", _deadline),
    "approval": ("approval", _approval),
    "publication": ("publish", _publication),
    "registry": ("register", _register),
}

_DERIVATIONS: Mapping[str, Callable[[Law, Indicator, date, Codebook], Answer]] = {
    "timeline": _timeline,
    "scope": _scope,
    "duties": _duties,
}


def _weakest(confidences: Iterable[str | None]) -> str | None:
    order = ("low", "medium", "high")
    known = [confidence for confidence in confidences if confidence in order]
    return min(known, key=order.index, default=None)


def _unique(cites: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(cites))
