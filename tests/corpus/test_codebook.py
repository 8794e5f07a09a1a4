"""The shipped codebook keeps its promises, and the loader loses nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ddcompare.corpus.codebook import load_codebook
from ddcompare.corpus.yamlfile import parse_yaml
from ddcompare.model.codebook import CONFIDENCES, LAYERS, STATES, Codebook, Indicator, Range

DATA = Path(__file__).parent.parent / "data"
PROMISED: dict[str, str] = parse_yaml((DATA / "promised.yaml").read_bytes(), "promised").data
DIMENSIONS = {
    "status": 4, "scope": 6, "harms": 8, "chain": 6, "dd": 12, "content": 10, "form": 9,
    "voice": 3, "groups": 4,
    "remedy": 6, "enforcement": 7, "market": 5, "coherence": 10,
}  # fmt: skip
DERIVED = {
    "timeline": ["status.application_state", "status.first_application_date"],
    "scope": ["scope.employee_threshold", "scope.turnover_threshold"],
    "duties": [
        *(i for i in PROMISED if i.startswith("content.")), "form.frequency", "form.deadline",
        "form.approval",
        "form.publication", "form.registry",
    ],
}  # fmt: skip
UNITS = {"number": {"persons", "per_cent"}, "duration": {"days", "weeks", "months", "years"}}
SHIPPED = load_codebook()
INDICATORS = list(SHIPPED.indicators.values())
by_id = pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)


def test_ninety_indicators_in_thirteen_dimensions_in_order() -> None:
    assert {d.id: len(d.indicators) for d in SHIPPED.dimensions} == DIMENSIONS
    assert [d.id for d in SHIPPED.dimensions] == list(DIMENSIONS)
    assert list(SHIPPED.indicators) == list(PROMISED)


@by_id
def test_indicator_is_the_one_that_was_promised(indicator: Indicator) -> None:
    direction, kind, *rest = PROMISED[indicator.id].split()
    assert (indicator.direction, indicator.type) == (direction, kind)
    if kind == "ordinal":
        assert indicator.top_score == int(rest[0])
    elif kind in ("set", "code"):
        codes = [level.id for level in indicator.levels]
        assert codes[: len(rest)] == rest, "codes may be added at the end, never moved or dropped"
    elif rest:
        assert indicator.unit == rest[0]


@by_id
def test_indicator_is_complete(indicator: Indicator) -> None:
    assert indicator.id.partition(".")[0] == indicator.dimension
    assert len(indicator.label) <= 30
    assert indicator.question.endswith("?")
    for text in (indicator.rule, indicator.silent, indicator.not_applicable, indicator.delegated):
        assert len(text) > 5
        assert "TODO" not in text
    assert indicator.rests_on
    assert set(indicator.attributes) <= SHIPPED.terms["attribute"].keys()
    assert set(indicator.themes) <= SHIPPED.terms["theme"].keys()
    assert {number for number, _ in indicator.decisions} <= set(range(1, 21))
    assert (indicator.type in UNITS) == (indicator.unit is not None)
    assert indicator.unit is None or indicator.unit in UNITS[indicator.type]
    measured = indicator.type in ("number", "money", "duration", "date")
    assert (indicator.range is not None) == measured
    assert bool(indicator.levels) == (indicator.type in ("ordinal", "code", "set"))


@by_id
def test_levels_are_numbered_from_zero_and_defined(indicator: Indicator) -> None:
    ids = [level.id for level in indicator.levels]
    assert len(set(ids)) == len(ids)
    assert len({level.label.casefold() for level in indicator.levels}) == len(ids)
    wanted = list(range(len(ids))) if indicator.type == "ordinal" else [None] * len(ids)
    assert [level.score for level in indicator.levels] == wanted
    for level in indicator.levels:
        assert level.definition.endswith(".")
        assert re.fullmatch("[A-Za-z][A-Za-z0-9_]*", level.id)
        assert level.id.casefold() not in ("yes", "no", "true", "false", "null", "on", "off")


@by_id
def test_silence_is_one_level_and_the_one_it_equals(indicator: Indicator) -> None:
    silent = [level for level in indicator.levels if level.silence]
    assert len(silent) <= 1
    if indicator.type == "ordinal" and silent:
        assert indicator.silent_score == silent[0].score
    if indicator.silent_score is not None:
        assert indicator.type == "ordinal"
        assert 0 <= indicator.silent_score <= len(indicator.levels) - 1


def test_labels_are_unique() -> None:
    labels = [indicator.label.casefold() for indicator in INDICATORS]
    assert [label for label in labels if labels.count(label) > 1] == []


def test_derived_indicators_are_these_and_no_others() -> None:
    found = {i.id: i.derived for i in INDICATORS if i.derived}
    assert found == {name: part for part, names in DERIVED.items() for name in names}
    assert len(list(SHIPPED.coded())) == 71


def test_ranges_are_those_of_rule_10() -> None:
    expected = {
        "persons": Range("log10", 4), "per_cent": Range("linear", 10),
        "months": Range("linear", 60),
        "days": Range("linear", 90), "years": Range("linear", 10),
    }  # fmt: skip
    for indicator in INDICATORS:
        if indicator.unit:
            assert indicator.range == expected[indicator.unit], indicator.id
        elif indicator.type == "money":
            assert indicator.range == Range("log10", 10), indicator.id
        elif indicator.type == "date":
            assert indicator.range == Range("linear", 15), indicator.id


@pytest.mark.parametrize("codebook", ["mini", "shipped"])
class TestVocabularies:
    """Both codebooks hold what the program takes from them."""

    @pytest.fixture
    def book(self, codebook: str, mini: Codebook, shipped: Codebook) -> Codebook:
        return {"mini": mini, "shipped": shipped}[codebook]

    def test_words_that_the_program_knows(self, book: Codebook) -> None:
        assert list(book.terms["state"]) == list(STATES)
        assert list(book.terms["confidence"]) == list(CONFIDENCES)
        assert list(book.terms["layer"]) == list(LAYERS)
        assert list(book.terms["read"]) == ["full", "part", "secondary", "none"]

    def test_every_term_is_explained(self, book: Codebook) -> None:
        for vocabulary in book.terms.values():
            for name, term in vocabulary.items():
                assert term.id == name
                assert term.label
                assert term.definition

    def test_events_lead_to_states_of_the_indicator(self, book: Codebook) -> None:
        states = book.indicators["status.application_state"].by_id.keys()
        led_to = {t.extra["state"] for t in book.terms["event"].values() if "state" in t.extra}
        assert led_to == set(states)

    def test_topics_belong_to_indicators(self, book: Codebook) -> None:
        content = {i.id for i in book.indicators.values() if i.dimension == "content"}
        belong = {
            t.id: str(t.extra["indicator"])
            for t in book.terms["topic"].values()
            if t.extra.get("indicator")
        }
        assert set(belong.values()) == content
        assert all(indicator == f"content.{topic}" for topic, indicator in belong.items())

    @pytest.mark.parametrize(
        ("vocabulary", "indicator"),
        [("strength", "content.risks"), ("place", "form.publication"), ("filing", "form.registry")],
    )
    def test_scores_of_terms_are_levels(
        self, book: Codebook, vocabulary: str, indicator: str
    ) -> None:
        scores = {level.score for level in book.indicators[indicator].levels}
        assert {term.extra["score"] for term in book.terms[vocabulary].values()} <= scores

    def test_perimeters_say_which_level_of_group_counting_they_are(self, book: Codebook) -> None:
        scores = {level.score for level in book.indicators["scope.group_counting"].levels}
        assert {term.extra["counting"] for term in book.terms["perimeter"].values()} == scores

    def test_facts_and_figures_have_types_that_rules_can_test(self, book: Codebook) -> None:
        kinds = {"code", "codes", "country", "countries", "yes_no", "date"}
        for fact in book.terms["fact"].values():
            assert fact.extra["type"] in kinds
            assert ("values" in fact.extra) == (fact.extra["type"] in ("code", "codes"))
        sizes = {name for name, term in book.terms["figure"].items() if term.extra.get("size")}
        assert {"employees", "turnover"} <= sizes
        assert book.terms["figure"]["turnover"].extra["unit"] == "money"
        assert book.terms["figure"]["employees"].extra["unit"] == "persons"

    def test_periods_have_months(self, book: Codebook) -> None:
        assert all(isinstance(t.extra["months"], int) for t in book.terms["period"].values())


def test_facts_of_one_law_carry_the_name_of_the_law() -> None:
    laws = {path.stem for path in (Path(__file__).parents[2] / "laws").glob("*.yaml")}
    special = [name for name in SHIPPED.terms["fact"] if "." in name]
    assert [name for name in special if name.partition(".")[0] not in laws] == []


def test_codebook_is_told_apart_by_identity(mini: Codebook) -> None:
    assert len({mini, SHIPPED, mini}) == 2
    assert load_codebook(DATA / "codebook") != mini


def test_loader_reads_every_field(mini: Codebook) -> None:
    share = mini.indicators["remedy.fine_turnover"]
    assert (share.type, share.unit, share.range) == ("number", "per_cent", Range("linear", 10.0))
    liability = mini.indicators["remedy.civil_liability"]
    assert (liability.silent_score, liability.silent) == (1, "Level 1.")
    assert (liability.attributes, liability.rests_on) == (("unquantified",), ("UNGP-25",))
    assert [level.silence for level in liability.levels] == [False, True, False]
    assert liability.top_score == 2
    assert mini.indicators["remedy.reach"].top_score is None
    assert mini.version == "0.1"
    assert mini.rules == (
        (1, "Unit: one instrument, seen from the large ordinary company."),
        (3, "States: silence is not denial."),
    )  # fmt: skip
    assert mini.terms["fact"]["seat"].definition == "Which country is the seat in?"
