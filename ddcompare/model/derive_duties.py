"""Cells on form and content, from the report duties."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date

from ddcompare.model.codebook import Codebook, Indicator
from ddcompare.model.evidence import NOT_CODED, joined, unique, weakest
from ddcompare.model.law import Answer, Law, Layered, Part, Value, in_force, latest
from ddcompare.model.quantities import Duration
from ddcompare.model.wording import due_in_words


def from_duties(law: Law, indicator: Indicator, day: date, codebook: Codebook) -> Answer:
    """The answer to an indicator of form.* or content.* from the duties marked as reports.

    Without such a duty the cell is ``not_applicable`` where the file says that no report is
    required, and ``not_coded`` otherwise. Guidance and practice are computed beside the law.
    """
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
        if part != "content" or item.fields.get("topic", name) == name
    ]

    def on_layer(layer: str) -> Answer:
        parts = [item for item in found if item.layer == layer]
        return _on_layer(indicator, parts, compute, codebook)

    return replace(
        on_layer("law"),
        derived="duties",
        guidance=_as_layered(on_layer("guidance")),
        practice=_as_layered(on_layer("practice")),
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
    fixed = [part for part in parts if part.state == "delegated" and "strength" in part.fields]
    stated = [part for part in parts if part.state == "value"] or fixed
    lead = stated or parts[:1]
    value, text, attributes = compute(stated, indicator, codebook) if stated else (None, None, {})
    state = lead[0].state
    score = indicator.by_id[value].score if isinstance(value, str) and indicator.levels else None
    if state == "silent":
        score = indicator.silent_score
    return Answer(
        state=state,
        value=value,
        score=score,
        text="; ".join(part.text for part in lead if part.text) or text,
        cite=unique(cite for part in lead for cite in part.cite),
        confidence=weakest(part.confidence for part in lead),
        note=joined(part.note for part in lead),
        read=parts[0].read if state == "silent" else None,
        attributes={**attributes, **{k: v for p in lead for k, v in p.attributes.items()}},
        valid_from=max((p.valid_from for p in lead if p.valid_from), default=None),
        valid_to=min((p.valid_to for p in lead if p.valid_to), default=None),
    )


def _as_layered(found: Answer) -> Layered | None:
    if found.state == "not_coded":
        return None
    return Layered(**{f.name: getattr(found, f.name) for f in fields(Layered)})


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
    text = due_in_words(part, codebook)
    if "on" in part:
        month, day = (int(number) for number in str(part["on"]).split("-"))
        whole = month if day > 15 else month - 1
        return Duration(whole, "months"), text, {"fixed_due_date": part["on"]}
    if "date" in part:
        return None, text, {"one_off": True}
    if "unquantified" in part:
        return None, text, {"unquantified": part["unquantified"]}
    anchor = codebook.terms["anchor"][str(part["after"])]
    if anchor.extra.get("year_end"):
        return part["within"], text, {}  # type: ignore[return-value]
    return None, text, {"counted_from": anchor.id}


def _approval(parts: Sequence[Part], indicator: Indicator, codebook: Codebook) -> Computed:
    part = parts[0].fields
    approved, signed = part.get("by"), part.get("signed_by")
    words = []
    if approved:
        words.append(f"approved by the {codebook.terms['organ'][str(approved)].label}")
    if signed:
        words.append(f"signed by {codebook.terms['signatory'][str(signed)].label}")
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
