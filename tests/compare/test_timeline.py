"""The steps in the life of laws: in order, with what lies ahead, as they were law on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ddcompare.compare.timeline import Timeline, timeline
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Event, Law
from ddcompare.render.blocks import Table, plain
from ddcompare.render.pages.timeline import timeline_page
from tests.compare.invented import cite, corpus, law

DAY = date(2026, 1, 1)


def event(kind: str, day: str | None, **more: object) -> Event:
    on = date.fromisoformat(day) if day else None
    return Event(event=kind, date=on, cite=cite(), **more)  # type: ignore[arg-type]


def with_events(name: str, *events: Event) -> Law:
    return replace(law(name, {}), timeline=events)


OLD = with_events(
    "old",
    event("adopted", "2015-01-01"),
    event("guidance_issued", "2016-01-01"),
    event("first_applied", "2020-01-01", valid_to=date(2018, 12, 31)),
    event("first_applied", "2021-01-01", valid_from=date(2019, 1, 1), note="A year later."),
    event("cohort", "2027-01-01"),
)
NEW = with_events(
    "new",
    event("proposed", "2018-01-01"),
    event("adopted", "2019-06-01"),
    event("first_applied", None, state="delegated", note="left to an order"),
)


def found(mini: Codebook, as_of: date = DAY, **more: object) -> Timeline:
    return timeline(corpus(mini, OLD, NEW), [], as_of, **more)  # type: ignore[arg-type]


def steps(result: Timeline) -> list[tuple[str, str, int, bool]]:
    return [(m.law.id, m.event.event, m.day.year, m.ahead) for m in result.moments]


def test_in_order_of_date_and_without_dates_since_replaced(mini: Codebook) -> None:
    result = found(mini)
    assert steps(result) == [
        ("old", "adopted", 2015, False), ("old", "guidance_issued", 2016, False),
        ("new", "proposed", 2018, False), ("new", "adopted", 2019, False),
        ("old", "first_applied", 2021, False), ("old", "cohort", 2027, True),
    ]  # fmt: skip
    assert [(item.law.id, item.event.state) for item in result.left_open] == [("new", "delegated")]


def test_as_the_dates_were_law_on_a_day(mini: Codebook) -> None:
    """Before the postponement the first date stands; the other law was only proposed."""
    assert steps(found(mini, date(2018, 6, 1))) == [
        ("old", "adopted", 2015, False), ("old", "guidance_issued", 2016, False),
        ("new", "proposed", 2018, False), ("old", "first_applied", 2020, True),
        ("old", "cohort", 2027, True),
    ]  # fmt: skip
    assert found(mini, date(2018, 6, 1)).left_open == ()


def test_what_happens_on_the_day_itself_lies_not_ahead(mini: Codebook) -> None:
    today = {m.event.event: m.ahead for m in found(mini, date(2027, 1, 1)).moments}
    eve = {m.event.event: m.ahead for m in found(mini, date(2026, 12, 31)).moments}
    assert (today["cohort"], eve["cohort"]) == (False, True)


@pytest.mark.parametrize(("first", "last", "years"), [
    (date(2016, 1, 1), date(2019, 6, 1), [2016, 2018, 2019]),
    (date(2016, 1, 2), date(2019, 5, 31), [2018]),
    (date(2021, 1, 2), None, [2027]), (None, date(2014, 12, 31), []),
])  # fmt: skip
def test_from_and_to_are_included(
    mini: Codebook, first: date | None, last: date | None, years: list[int]
) -> None:
    assert [m.day.year for m in found(mini, first=first, last=last).moments] == years


def test_what_is_beside_the_law_can_be_left_out(mini: Codebook) -> None:
    assert "guidance_issued" not in {m.event.event for m in found(mini, beside=False).moments}


def test_laws_are_chosen_by_their_ids(mini: Codebook) -> None:
    result = timeline(corpus(mini, OLD, NEW), ["new"], DAY)
    assert {moment.law.id for moment in result.moments} == {"new"}
    with pytest.raises(KeyError):
        timeline(corpus(mini, OLD), ["zz"], DAY)


def test_the_page_marks_what_lies_ahead_and_names_what_is_open(mini: Codebook) -> None:
    rows = [
        [plain(cell) for cell in row]
        for block in timeline_page(found(mini))
        if isinstance(block, Table)
        for row in block.rows
    ]
    assert ["01-01 +", "OLD", "next cohort bound", "s 1"] in rows
    assert ["01-01  ", "OLD", "first applied: A year later.", "s 1"] in rows
    assert ["delegated", "NEW", "first applied: left to an order", "s 1"] in rows
