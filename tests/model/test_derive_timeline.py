"""The state of application and the first day, from the timeline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ddcompare.model.codebook import Codebook
from ddcompare.model.derive import application_state, is_present
from ddcompare.model.law import Answer, Law

Encode = Callable[[str], Law]
Ask = Callable[[Law, str, str], Answer]
CITE = "cite: {source: act, at: s 9}, confidence: high"

LIFE = f"""
timeline:
  - {{date: 2013-01-01, event: proposed, {CITE}}}
  - {{date: 2014-01-01, event: passed, {CITE}}}
  - {{date: 2015-01-01, event: adopted, {CITE}, note: assent}}
  - {{date: 2015-02-01, event: published, {CITE}}}
  - {{date: 2016-01-01, event: entered_into_force, {CITE}}}
  - {{date: 2017-01-01, event: first_applied, {CITE}, attributes: {{by_reference: true}}}}
  - {{date: 2018-01-01, event: partly_suspended, {CITE}}}
  - {{date: 2019-01-01, event: suspended, {CITE}}}
  - {{date: 2020-01-01, event: amended, {CITE}}}
  - {{date: 2021-01-01, event: resumed, {CITE}}}
  - {{date: 2022-01-01, event: superseded, {CITE}}}
  - {{date: 2023-01-01, event: repealed, {CITE}}}
"""


@pytest.fixture(scope="module")
def life(encode: Encode) -> Law:
    return encode(LIFE)


@pytest.mark.parametrize(
    ("day", "state", "first", "last"),
    [
        ("2012-12-31", None, None, None),
        ("2013-01-01", "proposed", "2013-01-01", "2014-12-31"),
        ("2014-06-01", "proposed", "2013-01-01", "2014-12-31"),
        ("2015-01-01", "adopted_not_in_force", "2015-01-01", "2015-12-31"),
        ("2015-06-01", "adopted_not_in_force", "2015-01-01", "2015-12-31"),
        ("2016-01-01", "in_force_not_yet_applied", "2016-01-01", "2016-12-31"),
        ("2016-12-31", "in_force_not_yet_applied", "2016-01-01", "2016-12-31"),
        ("2017-01-01", "applied", "2017-01-01", "2017-12-31"),
        ("2018-01-01", "partly_suspended", "2018-01-01", "2018-12-31"),
        ("2019-01-01", "suspended", "2019-01-01", "2020-12-31"),
        ("2020-06-01", "suspended", "2019-01-01", "2020-12-31"),
        ("2021-01-01", "applied", "2021-01-01", "2021-12-31"),
        ("2022-01-01", "superseded", "2022-01-01", "2022-12-31"),
        ("2023-01-01", "repealed", "2023-01-01", None),
        ("2099-01-01", "repealed", "2023-01-01", None),
    ],
)
def test_state_across_a_life(
    life: Law,
    mini: Codebook,
    ask: Ask,
    day: str,
    state: str | None,
    first: str | None,
    last: str | None,
) -> None:
    assert application_state(life, date.fromisoformat(day), mini) == state
    found = ask(life, "status.application_state", day)
    assert found.value == state
    assert found.state == ("value" if state else "not_coded")
    assert [d and d.isoformat() for d in (found.valid_from, found.valid_to)] == [first, last]


@pytest.mark.parametrize(
    ("kind", "day", "present"),
    [
        ("statute", "2012-12-31", False), ("statute", "2014-12-31", False),
        ("statute", "2015-01-01", True),
        ("statute", "2023-01-01", True), ("bill", "2012-12-31", False),
        ("bill", "2013-01-01", True),
    ],
)  # fmt: skip
def test_presence(encode: Encode, mini: Codebook, kind: str, day: str, present: bool) -> None:
    law = encode(f"kind: {kind}\n{LIFE}")
    assert is_present(law, date.fromisoformat(day), mini) is present


def test_answer_carries_the_evidence_of_its_event(life: Law, ask: Ask) -> None:
    state = ask(life, "status.application_state", "2015-06-01")
    assert [cite.at for cite in state.cite] == ["s 9"]
    assert (state.confidence, state.note, state.derived) == ("high", "assent", "timeline")
    first = ask(life, "status.first_application_date", "2015-06-01")
    assert first.value == date(2017, 1, 1), "known although it lies ahead"
    assert (first.valid_from, first.valid_to) == (date(2015, 1, 1), None)
    assert first.attributes == {"by_reference": True}
    assert first.derived == "timeline"


def test_no_first_day_before_the_law_was_there(life: Law, ask: Ask) -> None:
    assert ask(life, "status.first_application_date", "2014-12-31").state == "not_coded"


def test_order_in_the_file_does_not_matter(encode: Encode, ask: Ask) -> None:
    law = encode(
        f"""
timeline:
  - {{date: 2017-01-01, event: first_applied, {CITE}}}
  - {{date: 2015-01-01, event: adopted, {CITE}}}
"""
    )
    assert ask(law, "status.application_state", "2016-01-01").value == "adopted_not_in_force"
    assert ask(law, "status.application_state", "2017-01-01").value == "applied"


def test_day_left_to_an_order(encode: Encode, ask: Ask) -> None:
    law = encode(
        f"""
timeline:
  - {{date: 2019-10-24, event: adopted, {CITE}}}
  - {{event: entered_into_force, state: delegated, {CITE}, note: by royal decree}}
  - {{event: first_applied, state: delegated, {CITE}, note: no decree made}}
"""
    )
    assert ask(law, "status.application_state", "2026-01-01").value == "adopted_not_in_force"
    first = ask(law, "status.first_application_date", "2026-01-01")
    assert (first.state, first.value, first.note) == ("delegated", None, "no decree made")


def test_postponed_day(encode: Encode, ask: Ask) -> None:
    law = encode(
        f"""
timeline:
  - {{date: 2015-01-01, event: adopted, {CITE}}}
  - {{date: 2016-01-01, event: entered_into_force, {CITE}}}
  - {{date: 2017-01-01, event: first_applied, to: 2016-06-30, {CITE}}}
  - {{date: 2018-01-01, event: first_applied, from: 2016-07-01, {CITE}}}
"""
    )
    answers = {
        day: ask(law, "status.first_application_date", day) for day in ("2016-06-30", "2016-07-01")
    }
    assert [found.value for found in answers.values()] == [date(2017, 1, 1), date(2018, 1, 1)]
    assert answers["2016-06-30"].valid_to == date(2016, 6, 30)
    assert answers["2016-07-01"].valid_from == date(2016, 7, 1)
    states = [
        ask(law, "status.application_state", day).value
        for day in ("2016-06-30", "2017-06-01", "2017-12-31", "2018-01-01")
    ]
    assert states == ["in_force_not_yet_applied"] * 3 + ["applied"]


def test_law_without_a_first_day_is_not_coded(encode: Encode, ask: Ask) -> None:
    assert (
        ask(encode("kind: statute"), "status.first_application_date", "2026-01-01").state
        == "not_coded"
    )
