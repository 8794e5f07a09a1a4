"""Form and content where a law asks for no report, not yet, or leaves items to later acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ddcompare.model.law import Answer, Law

Encode = Callable[[str], Law]
Ask = Callable[[Law, str, str], Answer]
DAY = "2026-01-01"
NO_REPORT = "form.report_required: {ANSWER, cite: {source: act, at: s 1}, confidence: medium}"


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("value: no_report", "not_applicable"), ("state: silent, read: s 1-9", "not_applicable"),
        ("state: unclear, readings: [{text: a}, {text: b}]", "not_coded"),
        ("state: delegated, note: later", "not_coded"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("indicator", ["form.deadline", "form.registry", "content.risks"])
def test_law_without_a_report(
    encode: Encode, ask: Ask, answer: str, state: str, indicator: str
) -> None:
    found = ask(encode(f"answers: {{{NO_REPORT.replace('ANSWER', answer)}}}"), indicator, DAY)
    assert found.state == state
    if state == "not_applicable":
        assert found.note
        assert found.confidence == "medium"
        assert [cite.at for cite in found.cite] == ["s 1"]
        assert found.valid_from == date(2015, 3, 26)


def test_law_that_says_nothing_of_a_report_is_not_coded(encode: Encode, ask: Ask) -> None:
    assert ask(encode("kind: statute"), "form.deadline", DAY).state == "not_coded"


def test_report_required_only_later(encode: Encode, ask: Ask) -> None:
    cite = "cite: {source: act, at: s 1}, confidence: high"
    block = cite.replace(", conf", "\n    conf")
    law = encode(
        f"""
duties:
  - id: statement
    step: communicate
    report: true
    summary: Publish a statement.
    from: 2020-01-01
    {block}
    due: {{unquantified: soon}}
    register: {{filing: voluntary}}
answers:
  form.report_required:
    - {{value: no_report, {cite}}}
    - {{from: 2020-01-01, value: report_with_substance, {cite}}}
"""
    )
    before = ask(law, "form.registry", "2019-12-31")
    assert (before.state, before.valid_to) == ("not_applicable", date(2019, 12, 31))
    assert ask(law, "form.registry", "2020-01-01").value == "voluntary_register"


@pytest.mark.parametrize("strength", ["mandatory", "suggested"])
@pytest.mark.parametrize("order", [1, -1])
def test_topic_that_a_later_act_must_specify(
    encode: Encode, ask: Ask, strength: str, order: int
) -> None:
    items = [
        f"{{topic: risks, strength: {strength}, state: delegated, note: by standard}}",
        "{other_topics: silent, read: s 3}",
    ]
    law = encode(
        f"""
duties:
  - id: statement
    step: communicate
    report: true
    summary: Publish a statement.
    cite: {{source: act, at: s 2}}
    confidence: high
    due: {{unquantified: soon}}
    content: [{", ".join(items[::order])}]
"""
    )
    found = ask(law, "content.risks", DAY)
    score = {"mandatory": 2, "suggested": 1}[strength]
    assert (found.state, found.value, found.score) == ("delegated", strength, score)
    assert str(found.note).startswith("by standard")
    assert ask(law, "content.policies", DAY).state == "silent"
