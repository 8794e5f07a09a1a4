"""The cells on form and content, from the duties marked as reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Answer, Law
from ddcompare.model.quantities import Duration

Encode = Callable[[str], Law]
Ask = Callable[[Law, str, str], Answer]
DAY = "2026-01-01"
GUIDE = "guide: {layer: guidance, title: Guide, url: null, language: en, read: full}"
HABIT = "habit: {layer: practice, title: Record, url: null, language: en, read: full}"
SILENT = "{state: silent, read: s 2-4, cite: {source: act, at: s 2-4}}"


def duties(parts: str, head: str = "", more: str = "") -> str:
    due = "" if "due:" in parts else f"due: {SILENT}"
    return f"""
sources:
  act: {{layer: law, title: Act, url: null, language: en, read: full}}
  {GUIDE}
  {HABIT}
duties:
  - id: statement
    step: communicate
    report: true
    summary: Publish a statement.
    cite: [{{source: act, at: s 2}}, {{source: guide, at: p 0}}, {{source: habit, at: no 0}}]
    confidence: high
    {head}
    {due}
    {parts}
{more}"""


POLICIES = "topic: policies, strength"
MONTHS = {n: Duration(n, "months") for n in (0, 5, 6, 12, 24)}


@pytest.mark.parametrize(
    ("indicator", "part", "value", "text"),
    [
        ("form.frequency", "every: {period: financial_year}", MONTHS[12], "every financial year"),
        ("form.frequency", "every: {interval: 24 months}", MONTHS[24], "every 24 months"),
        ("form.frequency", "every: {interval: 2 years}", Duration(2, "years"), "every 2 years"),
        ("form.frequency", "every: {once: true}", None, "once"),
        ("form.frequency", "every: {unquantified: regularly}", None, "regularly"),
        ("form.deadline", "due: {after: financial_year_end, within: 6 months}", MONTHS[6],
            "within 6 months of the end of the financial year"),
        ("form.deadline", "due: {after: notice, within: 30 days}", None,
            "within 30 days of the notice"),
        ("form.deadline", 'due: {on: "05-31"}', MONTHS[5], "by 31 May each year"),
        ("form.deadline", 'due: {on: "06-15"}', MONTHS[5], "by 15 June each year"),
        ("form.deadline", 'due: {on: "06-16"}', MONTHS[6], "by 16 June each year"),
        ("form.deadline", 'due: {on: "12-31"}', MONTHS[12], "by 31 December each year"),
        ("form.deadline", 'due: {on: "01-05"}', MONTHS[0], "by 5 January each year"),
        ("form.deadline", 'due: {on: "02-29"}', Duration(2, "months"), "by 29 February each year"),
        ("form.deadline", "due: {date: 2024-05-31}", None, "by 2024-05-31, once"),
        ("form.deadline", "due: {unquantified: without delay}", None, "without delay"),
        ("form.approval", "approval: {by: board, signed_by: director}", "approval_and_signature",
            "approved by the board of directors, signed by a director"),
        ("form.approval", "approval: {by: members}", "approval_by_highest_body",
            "approved by the members"),
        ("form.approval", "approval: {signed_by: director}", "signature", "signed by a director"),
        ("form.approval", "approval: [{signed_by: director}, {by: board, for: partnerships}]",
            "signature", "signed by a director"),
        ("form.publication", "publish: {where: website_prominent}", "prominent_or_second_channel",
            "prominent website link"),
        ("form.publication", "publish: {where: website}", "website_or_management_report",
            "website"),
        ("form.publication", "publish: {where: made_public}", "website_or_management_report",
            "made public, channel left open"),
        ("form.publication", "publish: {where: on_request}", "on_request", "copy on request"),
        ("form.publication", "publish: [{where: website}, {where: on_request}]",
            "website_or_management_report", "website, copy on request"),
        ("form.publication", "publish: [{where: website}, {where: management_report}]",
            "prominent_or_second_channel", "website, management report"),
        ("form.publication", "publish: [{where: other_channel}, {where: management_report}]",
            "website_or_management_report", "another public channel, management report"),
        ("form.registry", "register: {filing: none}", "no_register", "no filing"),
        ("form.registry", "register: {filing: voluntary}", "voluntary_register",
            "voluntary register"),
        ("form.registry", "register: {filing: mandatory_not_public}", "filed_not_public", "filed"),
        ("form.registry", "register: [{filing: voluntary}, {filing: mandatory_public}]",
            "filed_and_public", "filed and published"),
        ("content.policies", "content: {topic: policies, strength: mandatory}", "mandatory", None),
        ("content.policies", "content: {topic: policies, strength: suggested}", "suggested", None),
        ("content.policies", f"content: [{{{POLICIES}: suggested}}, {{{POLICIES}: mandatory}}]",
         "mandatory", None),
    ],
)  # fmt: skip
def test_value(
    encode: Encode,
    ask: Ask,
    mini: Codebook,
    indicator: str,
    part: str,
    value: object,
    text: str | None,
) -> None:
    found = ask(encode(duties(part)), indicator, DAY)
    assert (found.state, found.value, found.text) == ("value", value, text)
    assert (found.confidence, found.derived) == ("high", "duties")
    levels = {level.id: level.score for level in mini.indicators[indicator].levels}
    assert found.score == levels.get(str(value))


@pytest.mark.parametrize(
    ("indicator", "part", "attributes"),
    [
        ("form.frequency", "every: {once: true}", {"one_off": True}),
        ("form.frequency", "every: {unquantified: regularly}", {"unquantified": "regularly"}),
        ("form.deadline", "due: {date: 2024-05-31}", {"one_off": True}),
        ("form.deadline", "due: {unquantified: soon}", {"unquantified": "soon"}),
        ("form.deadline", 'due: {on: "05-31"}', {"fixed_due_date": "05-31"}),
        ("form.deadline", "due: {after: notice, within: 30 days}", {"counted_from": "notice"}),
        ("form.registry", "register: {filing: voluntary, attributes: {by_reference: true}}",
            {"by_reference": True}),
    ],
)  # fmt: skip
def test_attributes_are_those_of_the_codebook(
    encode: Encode,
    ask: Ask,
    mini: Codebook,
    indicator: str,
    part: str,
    attributes: dict[str, object],
) -> None:
    assert ask(encode(duties(part)), indicator, DAY).attributes == attributes
    assert attributes.keys() <= mini.terms["attribute"].keys()


@pytest.mark.parametrize(
    ("indicator", "part", "score"),
    [
        ("form.frequency", "every", None), ("form.deadline", "due", None),
        ("form.approval", "approval", 0),
        ("form.publication", "publish", 0), ("form.registry", "register", 0),
        ("content.risks", "content", 0),
    ],
)  # fmt: skip
def test_silence_has_what_was_read_and_the_level_of_silence(
    encode: Encode, ask: Ask, indicator: str, part: str, score: int | None
) -> None:
    found = ask(encode(duties(f"{part}: {SILENT}")), indicator, DAY)
    assert (found.state, found.value, found.score, found.read) == ("silent", None, score, "s 2-4")
    assert [cite.at for cite in found.cite] == ["s 2-4"]


@pytest.mark.parametrize("state", ["delegated", "varies", "not_applicable"])
@pytest.mark.parametrize(
    ("indicator", "part"), [("form.registry", "register"), ("content.risks", "content")]
)
def test_other_states_keep_their_reason(
    encode: Encode, ask: Ask, indicator: str, part: str, state: str
) -> None:
    found = ask(encode(duties(f"{part}: {{state: {state}, note: later}}")), indicator, DAY)
    assert (found.state, found.value, found.score, found.note) == (state, None, None, "later")


@pytest.mark.parametrize(
    "indicator",
    ["form.frequency", "form.approval", "form.publication", "form.registry", "content.risks"],
)
def test_part_that_is_missing_was_not_looked_at(encode: Encode, ask: Ask, indicator: str) -> None:
    assert ask(encode(duties("")), indicator, DAY).state == "not_coded"


LISTED = "[{topic: policies, strength: suggested}, {topic: glossary, strength: mandatory}"


def test_topic_that_is_not_listed(encode: Encode, ask: Ask) -> None:
    rest = "{other_topics: silent, read: s 3, cite: {source: act, at: s 3}}"
    with_rest = encode(duties(f"content: {LISTED}, {rest}]"))
    without = encode(duties(f"content: {LISTED}]"))
    found = ask(with_rest, "content.risks", DAY)
    assert (found.state, found.score, found.read) == ("silent", 0, "s 3")
    assert ask(without, "content.risks", DAY).state == "not_coded"
    for law in (with_rest, without):
        assert ask(law, "content.policies", DAY).value == "suggested"
    assert [cite.at for cite in ask(with_rest, "content.policies", DAY).cite] == [
        "s 2",
        "p 0",
        "no 0",
    ]


BESIDE = "layer: LAYER, confidence: low, cite: {source: SOURCE, at: p 3}"


@pytest.mark.parametrize(("layer", "source"), [("guidance", "guide"), ("practice", "habit")])
@pytest.mark.parametrize(
    ("indicator", "part", "in_law", "beside", "value"),
    [
        ("form.deadline", "due", SILENT, "{after: financial_year_end, within: 6 months, BESIDE}",
            MONTHS[6]),
        ("form.registry", "register", SILENT, "{filing: voluntary, BESIDE}", "voluntary_register"),
        ("content.risks", "content", "{other_topics: silent, read: s 3}",
            "{topic: risks, strength: suggested, BESIDE}", "suggested"),
    ],
)  # fmt: skip
def test_guidance_and_practice_stand_beside_and_never_fill_silence(
    encode: Encode, ask: Ask, layer: str, source: str, indicator: str, part: str, in_law: str,
    beside: str, value: object
) -> None:  # fmt: skip
    text = beside.replace("BESIDE", BESIDE).replace("LAYER", layer).replace("SOURCE", source)
    found = ask(encode(duties(f"{part}: [{in_law}, {text}]")), indicator, DAY)
    assert (found.state, found.value, found.confidence) == ("silent", None, "high")
    layered = getattr(found, layer)
    assert (layered.state, layered.value, layered.confidence) == ("value", value, "low")
    assert [cite.source for cite in layered.cite] == [source]
    assert getattr(found, "practice" if layer == "guidance" else "guidance") is None


def test_guidance_alone_leaves_the_law_not_coded(encode: Encode, ask: Ask) -> None:
    part = "register: {filing: voluntary, layer: guidance, cite: {source: guide, at: p 3}}"
    found = ask(encode(duties(part)), "form.registry", DAY)
    assert found.state == "not_coded"
    assert found.guidance is not None
    assert found.guidance.value == "voluntary_register"


def test_silence_in_guidance_is_not_silence_of_the_law(encode: Encode, ask: Ask) -> None:
    part = """content:
      - {topic: risks, strength: mandatory}
      - {other_topics: silent, read: the guide, layer: guidance, cite: {source: guide, at: p 3}}"""
    found = ask(encode(duties(part)), "content.risks", DAY)
    assert found.value == "mandatory"
    assert found.guidance is not None
    assert found.guidance.state == "silent"


def test_each_part_has_its_own_days(encode: Encode, ask: Ask) -> None:
    part = """register:
      - {filing: voluntary, to: 2019-12-31}
      - {filing: mandatory_public, from: 2020-01-01}"""
    law = encode(duties(part, head="from: 2016-01-01"))
    days = {
        "2015-12-31": ("not_coded", None, None),
        "2016-01-01": ("voluntary_register", "2016-01-01", "2019-12-31"),
        "2019-12-31": ("voluntary_register", "2016-01-01", "2019-12-31"),
        "2020-01-01": ("filed_and_public", "2020-01-01", None),
    }  # fmt: skip
    for day, (value, first, last) in days.items():
        found = ask(law, "form.registry", day)
        assert (found.value or found.state) == value
        assert [d and d.isoformat() for d in (found.valid_from, found.valid_to)] == [first, last]


def test_weakest_confidence_counts_and_evidence_is_put_together(encode: Encode, ask: Ask) -> None:
    part = """publish:
      - {where: website, cite: {source: act, at: s 4}, text: on the site, note: one}
      - where: management_report
        cite: {source: act, at: s 5}
        confidence: low
        text: in the report
        note: two"""
    found = ask(encode(duties(part)), "form.publication", DAY)
    assert (found.confidence, found.text) == ("low", "on the site; in the report")
    assert [cite.at for cite in found.cite] == ["s 4", "s 5"]
    assert found.note is not None
    assert "one" in found.note
    assert "two" in found.note


OTHER_DUTY = """
  - id: act
    step: act
    report: REPORT
    summary: Act.
    cite: {source: act, at: s 6}
    confidence: high
    due: {unquantified: at once}
    register: {filing: mandatory_public}
"""


@pytest.mark.parametrize(
    ("report", "value"), [("false", "voluntary_register"), ("true", "filed_and_public")]
)
def test_only_reports_count(encode: Encode, ask: Ask, report: str, value: str) -> None:
    law = encode(duties("register: {filing: voluntary}", more=OTHER_DUTY.replace("REPORT", report)))
    assert ask(law, "form.registry", DAY).value == value
