"""Files that are as they should be: each file of ``tests/data/good`` loads without a problem."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ddcompare.corpus.lawfile import build_law, read_law
from ddcompare.corpus.yamlfile import parse_yaml
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Citation, Law
from ddcompare.model.quantities import Duration, Money, Number, parse_quantity
from ddcompare.model.rules import All, Among, Any, FactTest, FigureTest, Not, walk

GOOD = sorted((Path(__file__).parent.parent / "data" / "good").glob("*.yaml"))
TODAY = date(2026, 6, 1)


def read(name: str, codebook: Codebook) -> Law:
    path = next(path for path in GOOD if path.stem == name)
    law, problems = read_law(path.read_bytes(), path.name, codebook, TODAY)
    assert problems == []
    assert law is not None
    return law


@pytest.fixture(scope="module")
def everything(mini: Codebook) -> Law:
    return read("everything", mini)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_file_has_no_problem(path: Path, mini: Codebook) -> None:
    law, problems = read_law(path.read_bytes(), f"some/folder/{path.name}", mini, TODAY)
    assert problems == []
    assert law is not None
    assert law.id == path.stem


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_trusted_file_gives_the_same_law(path: Path, mini: Codebook) -> None:
    law, _ = read_law(path.read_bytes(), path.name, mini)
    assert build_law(parse_yaml(path.read_bytes(), path.name), mini) == law


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("old", "new"),
    [(b"\n", b"\r\n"), (b"# ", b"\xef\xbb\xbf# "), (b"\n", b"\n\n"), (b": ", b":   ")],
    ids=["crlf", "bom", "empty lines", "spaces"],
)
def test_outer_form_does_not_matter(path: Path, old: bytes, new: bytes, mini: Codebook) -> None:
    data = path.read_bytes()
    times = 1 if new.startswith(b"\xef") else -1
    law, _ = read_law(data, path.name, mini, TODAY)
    other, problems = read_law(data.replace(old, new, times), path.name, mini, TODAY)
    assert problems == []
    assert other is not None
    assert law is not None
    assert other.answers == law.answers
    assert other.scope == law.scope


def test_norway_is_not_false(mini: Codebook) -> None:
    law = read("norway", mini)
    assert law.jurisdiction == "NO"
    tests = [node for node, _ in walk(law.scope[0].rule)]
    assert [t.values for t in tests if isinstance(t, FactTest)] == [("NO",), ("NO",)]
    assert [t.where for t in tests if isinstance(t, FigureTest)] == ["NO"]
    assert law.answers["form.report_required"][0].state == "no"
    assert law.answers["remedy.group_report"][0].value == "no"


def test_head(everything: Law) -> None:
    assert everything.title == "Lag (2015:1) om allt"
    assert everything.title_en == "Act on Everything"
    assert everything.short_title == "Everything"
    assert (everything.jurisdiction, everything.kind, everything.currency) == (
        "US-CA", "statute", "USD",
    )  # fmt: skip
    assert everything.summary == "Everything a law file can say: once."
    assert everything.identifiers == {"official": "2015:1", "eli": "eli/xx/2015/1"}
    checked = everything.checked
    assert (checked.on, checked.law_as_of) == (date(2026, 1, 2), date(2026, 1, 1))
    assert (checked.reviewed_by, checked.not_checked) == ("Jane Doe", ("the guidance of 2025",))


def test_sources(everything: Law) -> None:
    act, rules = everything.sources["act"], everything.sources["rules"]
    assert (act.text, act.text_url, act.text_omits) == (("act.html",), None, ())
    assert rules.text == ("r-1.xml", "r-2.xml")
    assert (rules.text_url, rules.text_omits) == ("https://example.org/r.xml", ("r 4(2)",))
    assert (act.version, act.translation, act.note) == (date(2026, 1, 1), False, None)
    assert (rules.version, rules.translation, rules.note) == (None, True, "a summary")
    assert [source.layer for source in everything.sources.values()] == [
        "law", "law", "guidance", "practice",
    ]  # fmt: skip
    assert everything.url(Citation("act", "s 1")) == "https://example.org/a?b=1"
    assert everything.url(Citation("guide", "p 1")) is None


def test_events_are_in_order_of_date_and_the_open_ones_last(everything: Law) -> None:
    assert [event.date and event.date.year for event in everything.timeline] == [
        2014, 2015, 2015, 2016, 2017, None,
    ]  # fmt: skip
    assert everything.adopted_on == date(2015, 3, 26)
    moved = everything.timeline[4]
    assert (moved.valid_from, moved.valid_to) == (date(2016, 7, 1), None)
    assert moved.attributes == {"by_reference": True}
    assert everything.timeline[5].state == "delegated"


def test_scope_rule(everything: Law) -> None:
    companies, bodies = everything.scope
    rule = companies.rule
    assert isinstance(rule, All)
    assert (rule.id, rule.note, rule.confidence) == ("test", "the whole test", "medium")
    assert rule.cite == (Citation("act", "s 1(1)", ("commercial organisation", "36 million")),)
    kinds = [type(limb) for limb in rule.limbs]
    assert kinds == [Any, *[FactTest] * 7, Not, Among]
    among = rule.limbs[-1]
    assert isinstance(among, Among)
    assert among.minimum == 2
    figures = [limb for limb in among.limbs if isinstance(limb, FigureTest)]
    assert [figure.thresholds[0].quantity for figure in figures] == [
        Number(249, "persons"), Number(Decimal("99.5"), "persons"), Number(7, "tonnes"),
        Money(36000000, "USD"),
    ]  # fmt: skip
    assert [figure.years for figure in figures] == [
        {"consecutive": 2}, {"average_of": 3}, {"before_last": True}, {"any_of_last": 2},
    ]  # fmt: skip
    first, later = figures[3].thresholds
    assert (first.valid_from, first.cite) == (date(2016, 1, 1), (Citation("act", "s 1(2)"),))
    assert (later.quantity, later.state, later.note) == (None, "delegated", "to be fixed")
    assert (companies.ordinary, bodies.ordinary) == (True, False)
    assert companies.valid_from == date(2015, 3, 26), "from the adoption, as nothing is said"
    assert (bodies.valid_from, bodies.valid_to) == (date(2016, 1, 1), date(2020, 12, 31))


def test_what_a_duty_leaves_out_is_taken_from_the_duty(everything: Law) -> None:
    duty = everything.duties[0]
    first, second, guidance, _ = duty.parts["every"]
    assert first.cite == duty.cite
    assert (first.confidence, guidance.confidence) == ("high", "low")
    assert (first.valid_from, first.valid_to) == (date(2016, 1, 1), date(2017, 12, 31))
    assert (second.valid_from, second.valid_to) == (date(2018, 1, 1), date(2029, 12, 31))
    assert (first.layer, guidance.layer) == ("law", "guidance")
    assert second.fields == {"interval": Duration(24, "months")}
    assert duty.parts["due"][0].fields["within"] == Duration(6, "months")
    assert duty.parts["content"][2].state == "silent"
    assert duty.addressees == ("companies", "bodies")


def test_one_element_may_stand_without_a_list(everything: Law) -> None:
    duty = everything.duties[1]
    assert {name: len(parts) for name, parts in duty.parts.items()} == {
        "every": 1, "due": 1, "content": 1, "approval": 1, "publish": 1, "register": 1,
    }  # fmt: skip
    assert duty.report is False


def test_values_of_every_type(everything: Law) -> None:
    values = {name: entries[-1].value for name, entries in everything.answers.items()}
    assert values == {
        "status.review_date": date(2027, 1, 1),
        "scope.entity_forms": ("company", "partnership", "trust"),
        "scope.group_counting": "domestic_group",
        "scope.foreign_entities": "domestic_seat_only",
        "form.report_required": "report_with_substance",
        "remedy.civil_liability": None,
        "remedy.powers": (),
        "remedy.reach": "both",
        "remedy.fine_fixed": parse_quantity("5000.50 EUR"),
        "remedy.fine_turnover": parse_quantity("2.5 per_cent"),
        "remedy.limitation_period": None,
        "remedy.group_report": "yes",
    }


def test_answers_are_in_order_of_date_wherever_they_stand(everything: Law) -> None:
    earlier, later = everything.answers["remedy.powers"]
    assert earlier.value == ("inspect", "publish_findings")
    assert (earlier.valid_from, earlier.valid_to) == (date(2015, 3, 26), date(2019, 12, 31))
    assert (later.valid_from, later.valid_to) == (date(2020, 1, 1), None)


def test_guidance_and_practice_stand_beside_the_law(everything: Law) -> None:
    reach = everything.answers["remedy.reach"][0]
    assert reach.guidance is not None
    assert reach.practice is not None
    assert (reach.value, reach.guidance.value) == ("both", "foreign_only")
    assert reach.guidance.valid_from == date(2020, 1, 1)
    assert (reach.practice.state, reach.practice.read) == ("silent", "judgments")


def test_readings(everything: Law) -> None:
    answer = everything.answers["remedy.civil_liability"][0]
    assert answer.state == "unclear"
    assert [(r.value, r.held_by) for r in answer.readings] == [
        ("excluded", "the ministry"), ("own_cause_of_action", None),
    ]  # fmt: skip


def test_score_is_the_level_and_that_of_silence(everything: Law) -> None:
    silent, report = everything.answers["form.report_required"]
    assert (silent.score, report.score) == (0, 2)
    assert everything.answers["remedy.reach"][0].score is None, "a code has no level"
    assert everything.answers["remedy.civil_liability"][0].score is None
