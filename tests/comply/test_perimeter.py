"""Whose figures count, over which years, and what is certain although a figure lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import pytest

from ddcompare.comply.books import books_of
from ddcompare.comply.perimeter import EntityFacts
from ddcompare.comply.places import Places
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Accounts, Company, Entity
from ddcompare.model.law import Law
from ddcompare.model.quantities import Money, Number
from ddcompare.model.rules import FigureTest, Trace, evaluate

Measure = Callable[..., Trace]

GROUP = """
company: Group
entities:
  - id: top
    facts: {seat: DE, financial_year_end: 2025-12-31, employees: {worldwide: 100, DE: 80}}
  - id: middle
    parent: top
    facts: {seat: FR, employees: {worldwide: 20, DE: 5}}
  - id: leaf
    parent: middle
    facts: {seat: DE, employees: {worldwide: 3, DE: 3}}
  - id: sister
    parent: top
    facts: {seat: NL, employees: {worldwide: 7, DE: 1}}
"""


def amount(trace: Trace) -> object:
    (count,) = trace.counts
    return count.exact.amount if count.exact else (count.least.amount, count.most)


def parts(trace: Trace, year: int = 0) -> dict[str, tuple[object, str]]:
    return {a.entity: (a.least.amount, a.basis) for a in trace.counts[year].addends}


@pytest.mark.parametrize(
    ("of", "where", "entity", "total"),
    [
        ("own", "worldwide", "top", 100), ("own", "DE", "top", 80), ("own", "DE", "leaf", 3),
        ("with_subsidiaries", "worldwide", "top", 130),
        ("with_subsidiaries", "worldwide", "middle", 23),
        ("with_subsidiaries", "worldwide", "leaf", 3),
        ("consolidated", "worldwide", "top", 130), ("consolidated", "worldwide", "sister", 7),
        ("ultimate_parent", "worldwide", "leaf", 130), ("ultimate_parent", "DE", "sister", 89),
        ("domestic_group_at_top", "DE", "top", 89), ("domestic_group_at_top", "DE", "middle", 8),
        ("with_domestic_subsidiaries", "worldwide", "top", 103),
        ("with_domestic_subsidiaries", "worldwide", "middle", 23),
        ("with_domestic_subsidiaries", "DE", "top", 83),
    ],
)  # fmt: skip
def test_each_perimeter_counts_its_own_entities(
    measure: Measure, of: str, where: str, entity: str, total: int
) -> None:
    trace = measure(GROUP, f"employees {where} {of} at_least {total} persons", entity)
    assert amount(trace) == total
    assert trace.compared == Number(total, "persons")
    assert trace.result == "yes"
    more = measure(GROUP, f"employees {where} {of} more_than {total} persons", entity)
    assert more.result == "no"


def test_the_addends_are_shown_with_those_that_do_not_count(measure: Measure) -> None:
    assert parts(measure(GROUP, "employees worldwide with_subsidiaries at_least 1 persons")) == {
        "top": (100, "own"), "middle": (20, "own"), "leaf": (3, "own"), "sister": (7, "own"),
    }  # fmt: skip
    trace = measure(GROUP, "employees worldwide with_domestic_subsidiaries at_least 1 persons")
    assert parts(trace) == {
        "top": (100, "own"), "middle": (0, "outside"), "leaf": (3, "own"), "sister": (0, "outside"),
    }  # fmt: skip
    assert [a.why for a in trace.counts[0].addends][1] == "its seat is in FR"


def test_domestic_is_what_the_law_says(measure: Measure, law: Callable[..., Law]) -> None:
    what = "employees worldwide with_domestic_subsidiaries at_least 1 persons"
    assert amount(measure(GROUP, what, law=law(jurisdiction="NL"))) == 107
    assert amount(measure(GROUP, what, law=law(jurisdiction="US-CA"))) == 100
    assert amount(measure(GROUP, what, law=law(jurisdiction="EU"))) == 130
    british = GROUP.replace("seat: NL", "seat: GB")
    eu = law(jurisdiction="EU")
    assert amount(measure(british, what, law=eu, as_of="2020-01-31")) == 130
    assert amount(measure(british, what, law=eu, as_of="2020-02-01")) == 123


def test_a_seat_that_is_not_known_leaves_a_domestic_sum_open(measure: Measure) -> None:
    text = GROUP.replace("seat: NL, ", "")
    what = "employees worldwide with_domestic_subsidiaries at_least {} persons"
    assert measure(text, what.format(103)).result == "yes"
    trace = measure(text, what.format(104))
    assert (trace.result, amount(trace)) == ("unknown", (103, Number(110, "persons")))
    assert measure(text, what.format(111)).result == "no"
    assert trace.counts[0].addends[3].why == "its seat is not known"


class TestConsolidated:
    TEXT = GROUP + "    consolidated: {employees: {worldwide: 9}}\n"

    def test_it_wins_over_the_sum_and_hides_what_is_below(self, measure: Measure) -> None:
        text = self.TEXT.replace("id: sister\n    parent: top", "id: sister\n    parent: leaf")
        what = "employees worldwide with_subsidiaries at_least 1 persons"
        assert amount(measure(text, what, "sister")) == 9
        assert amount(measure(text, what)) == 100 + 20 + 3 + 9
        top = text.replace(
            "- id: middle", "  consolidated: {employees: {worldwide: 50}}\n  - id: middle"
        )
        assert amount(measure(top, what)) == 50
        assert parts(measure(top, what)) == {"top": (50, "consolidated")}

    def test_what_is_given_for_a_country_is_the_least_for_the_world(self, measure: Measure) -> None:
        text = """
company: Group
entities:
  - {id: top, facts: {employees: {worldwide: 10}}, consolidated: {employees: {DE: 30}}}
  - {id: sub, parent: top}
"""
        trace = measure(text, "employees worldwide with_subsidiaries at_least 30 persons")
        assert (trace.result, amount(trace)) == ("yes", (30, None))

    def test_own_figures_are_not_touched(self, measure: Measure) -> None:
        assert (
            amount(measure(self.TEXT, "employees worldwide own at_least 1 persons", "sister")) == 7
        )

    def test_a_sum_of_money_is_marked_as_standing_in(self, measure: Measure) -> None:
        text = """
company: Group
entities:
  - {id: top, facts: {financial_year_end: 2025-12-31, turnover: {worldwide: 10 EUR}}}
  - {id: sub, parent: top, facts: {turnover: {worldwide: 5 EUR}}}
"""
        what = "turnover worldwide {} at_least 15 EUR"
        assert measure(text, what.format("consolidated")).counts[0].summed
        assert measure(text, what.format("ultimate_parent"), "sub").counts[0].summed
        assert not measure(text, what.format("with_subsidiaries")).counts[0].summed
        assert not measure(text, what.format("consolidated"), "sub").counts[0].summed
        assert (
            not measure(GROUP, "employees worldwide consolidated at_least 1 persons")
            .counts[0]
            .summed
        )

    def test_what_is_given_for_the_world_limits_a_country(self, measure: Measure) -> None:
        text = """
company: Group
entities:
  - {id: top, facts: {seat: DE}, consolidated: {employees: {worldwide: 40}}}
  - {id: sub, parent: top, facts: {seat: DE, employees: {DE: 10}}}
"""
        trace = measure(text, "employees DE domestic_group_at_top at_least 50 persons")
        assert (trace.result, amount(trace)) == ("no", (10, Number(40, "persons")))
        alone = measure(text, "employees worldwide own at_least 50 persons")
        assert alone.result == "no", "nobody employs more than the group"
        domestic = measure(
            text, "employees worldwide with_domestic_subsidiaries at_least 50 persons"
        )
        assert domestic.result == "no"


class TestMissingFigures:
    TEXT = GROUP.replace("employees: {worldwide: 7, DE: 1}", "employees: {DE: 1}")

    @pytest.mark.parametrize(
        ("operator", "limit", "result"),
        [
            ("at_least", 124, "yes"), ("at_least", 125, "unknown"), ("more_than", 123, "yes"),
            ("more_than", 124, "unknown"), ("less_than", 124, "no"), ("less_than", 125, "unknown"),
            ("at_most", 123, "no"), ("at_most", 124, "unknown"),
        ],
    )  # fmt: skip
    def test_the_known_part_decides_where_it_can(
        self, measure: Measure, operator: str, limit: int, result: str
    ) -> None:
        what = f"employees worldwide with_subsidiaries {operator} {limit} persons"
        trace = measure(self.TEXT, what)
        assert trace.result == result
        assert amount(trace) == (124, None), "the German employee of the sister is certain"

    def test_the_addend_says_what_is_known(self, measure: Measure) -> None:
        trace = measure(self.TEXT, "employees worldwide with_subsidiaries at_least 500 persons")
        addend = trace.counts[0].addends[3]
        assert (addend.entity, addend.basis, addend.most) == ("sister", "bounds", None)
        assert addend.why == "not given; at least DE together"


@pytest.mark.parametrize(
    ("employees", "where", "least", "most"),
    [
        ("DE: 5, FR: 3", "worldwide", 8, None), ("DE: 5, EU: 9, GB: 2", "worldwide", 11, None),
        ("DE: 5, FR: 3, GB: 2", "EU", 8, None), ("DE: 5, worldwide: 9", "EU", 5, 9),
        ("worldwide: 9", "DE", 0, 9), ("worldwide: 9, EU: 4", "DE", 0, 4),
        ("worldwide: 9, EU: 4", "GB", 0, 9), ("US: 9, worldwide: 20", "US-CA", 0, 9),
        ("US-CA: 2, US-NY: 3", "US", 5, None), ("US: 9, US-CA: 2", "worldwide", 9, None),
        ("GB: 9", "DE", 0, None),
    ],
)  # fmt: skip
def test_parts_and_wholes_bound_a_figure(
    measure: Measure, employees: str, where: str, least: int, most: int | None
) -> None:
    text = f"company: One\nfacts: {{employees: {{{employees}}}}}"
    trace = measure(text, f"employees {where} own at_least 1000 persons")
    (count,) = trace.counts
    assert count.least.amount == least
    assert (count.most.amount if count.most else None) == most
    assert count.addends[0].basis == ("bounds" if least or most else "missing")


def test_a_country_is_never_above_the_world(measure: Measure) -> None:
    text = "company: One\nfacts: {employees: {worldwide: 999}}"
    assert measure(text, "employees DE own at_least 1000 persons").result == "no"
    assert measure(text, "employees DE own less_than 1000 persons").result == "yes"
    assert measure(text, "employees DE own at_least 999 persons").result == "unknown"


class TestYears:
    TEXT = """
company: One
facts:
  financial_year_end: 2025-06-30
  employees: {worldwide: 10}
  years:
    2024: {employees: {worldwide: 8}}
    2022: {employees: {worldwide: 2}}
"""

    @pytest.mark.parametrize(
        ("years", "limit", "result"),
        [
            (None, 10, "yes"), (None, 11, "no"),
            ({"consecutive": 1}, 10, "yes"),
            ({"consecutive": 2}, 8, "yes"), ({"consecutive": 2}, 9, "no"),
            ({"consecutive": 3}, 8, "unknown"), ({"consecutive": 3}, 9, "no"),
            ({"any_of_last": 2}, 10, "yes"), ({"any_of_last": 2}, 11, "no"),
            ({"any_of_last": 3}, 10, "yes"), ({"any_of_last": 3}, 11, "unknown"),
            ({"average_of": 2}, 9, "yes"), ({"average_of": 2}, 10, "no"),
            ({"average_of": 3}, 6, "yes"), ({"average_of": 3}, 7, "unknown"),
            ({"before_last": True}, 8, "yes"), ({"before_last": True}, 9, "no"),
        ],
    )  # fmt: skip
    def test_several_years(
        self, measure: Measure, years: dict[str, object] | None, limit: int, result: str
    ) -> None:
        trace = measure(self.TEXT, f"employees worldwide own at_least {limit} persons", years=years)
        assert trace.result == result

    def test_the_year_of_each_count_is_shown_with_its_result(self, measure: Measure) -> None:
        what = "employees worldwide own at_least 9 persons"
        trace = measure(self.TEXT, what, years={"consecutive": 3})
        assert [(c.year, c.result) for c in trace.counts] == [
            (2025, "yes"), (2024, "no"), (2023, "unknown"),
        ]  # fmt: skip
        assert trace.compared == Number(8, "persons"), "the year that decides"

    def test_a_year_that_fails_makes_consecutive_years_fail_at_once(self, measure: Measure) -> None:
        what = "employees worldwide own at_most 9 persons"
        assert measure(self.TEXT, what, years={"consecutive": 3}).result == "no"
        assert measure(self.TEXT, what, years={"any_of_last": 3}).result == "yes"

    def test_without_a_year_end_years_count_back_from_the_newest(self, measure: Measure) -> None:
        text = self.TEXT.replace("  financial_year_end: 2025-06-30\n", "")
        what = "employees worldwide own at_least 8 persons"
        trace = measure(text, what, years={"consecutive": 2})
        assert ([c.year for c in trace.counts], trace.result) == ([2025, 2024], "yes")

    def test_without_any_year_the_last_one_is_all_there_is(self, measure: Measure) -> None:
        text = "company: One\nfacts: {employees: {worldwide: 10}}"
        what = "employees worldwide own at_least {} persons"
        trace = measure(text, what.format(5), years={"consecutive": 2})
        assert ([c.year for c in trace.counts], trace.result) == ([None, None], "unknown")
        assert measure(text, what.format(11), years={"consecutive": 2}).result == "no"

    def test_the_years_of_a_group_are_those_of_each_entity(self, measure: Measure) -> None:
        text = """
company: Group
entities:
  - id: top
    facts: {financial_year_end: 2025-12-31, years: {2024: {employees: {worldwide: 1}}}}
  - id: other_year_end
    parent: top
    facts: {financial_year_end: 2026-03-31, years: {2025: {employees: {worldwide: 10}}}}
  - id: year_of_its_parent
    parent: top
    facts: {years: {2024: {employees: {worldwide: 100}}, 2023: {employees: {worldwide: 5}}}}
"""
        what = "employees worldwide with_subsidiaries at_least 111 persons"
        trace = measure(text, what, years={"before_last": True})
        assert (amount(trace), trace.counts[0].year) == (111, 2024)


class TestUltimateParent:
    def test_a_parent_outside_the_file_is_not_forgotten(self, measure: Measure) -> None:
        text = GROUP.replace("seat: DE, financial", 'ultimate_parent: "no", seat: DE, financial')
        what = "employees worldwide ultimate_parent {} persons"
        assert measure(text, what.format("at_least 130"), "leaf").result == "yes"
        trace = measure(text, what.format("at_least 131"), "leaf")
        assert trace.result == "unknown"
        last = trace.counts[0].addends[-1]
        assert (last.basis, last.why) == ("unlisted", "whoever controls top is not in the file")

    @pytest.mark.parametrize(
        ("entity", "value", "origin"),
        [
            ("top", "yes", "it controls others, and the file names nobody who controls it"),
            ("middle", "no", "top controls it"), ("leaf", "no", "middle controls it"),
        ],
    )  # fmt: skip
    def test_it_follows_from_the_tree(
        self, known: Callable[..., EntityFacts], entity: str, value: str, origin: str
    ) -> None:
        facts = known(GROUP, entity)
        assert (facts.fact("ultimate_parent"), facts.origin("ultimate_parent")) == (value, origin)

    def test_what_is_given_wins(self, known: Callable[..., EntityFacts]) -> None:
        text = GROUP.replace("seat: DE, financial", 'ultimate_parent: "no", seat: DE, financial')
        facts = known(text, "top")
        assert (facts.fact("ultimate_parent"), facts.origin("ultimate_parent")) == ("no", None)

    def test_of_a_single_company_it_is_not_known(self, known: Callable[..., EntityFacts]) -> None:
        facts = known("company: One\nfacts: {seat: DE}", "company")
        assert (facts.fact("ultimate_parent"), facts.origin("ultimate_parent")) == (None, None)
        assert facts.fact("seat") == "DE"
        assert facts.origin("seat") is None


@pytest.fixture
def known(
    company: Callable[[str], Company], shipped: Codebook, rates: object, law: Callable[..., Law]
) -> Callable[[str, str], EntityFacts]:
    def known(text: str, entity: str) -> EntityFacts:
        group = company(text)
        day = date(2026, 6, 30)
        return EntityFacts(group, group.by_id[entity], law(), day, rates, shipped)  # type: ignore[arg-type]

    return known


def test_of_several_trees_each_counts_alone(measure: Measure) -> None:
    text = GROUP + "  - {id: stranger, facts: {employees: {worldwide: 999}}}\n"
    what = "employees worldwide ultimate_parent at_least 1 persons"
    assert amount(measure(text, what, "leaf")) == 130
    assert amount(measure(text, what, "stranger")) == 999


def test_unlike_units_are_not_added(shipped: Codebook, figure: Callable[..., FigureTest]) -> None:
    odd = Accounts(
        {("employees", "worldwide"): Number(5, "tonnes"), ("turnover", "DE"): Number(1, "x")}
    )
    group = Company((Entity("one", own=odd),))
    day = date(2026, 6, 30)
    facts = EntityFacts(group, group.entities[0], _law(), day, None, shipped)  # type: ignore[arg-type]
    for what in (
        "employees worldwide own at_least 1 persons",
        "turnover worldwide own at_least 1 EUR",
    ):
        assert evaluate(figure(what), facts, day).result == "unknown"


def _law() -> Law:
    class Nowhere:
        jurisdiction = "DE"

    return Nowhere()  # type: ignore[return-value]


def test_the_addends_are_a_sequence_that_is_listed_once(measure: Measure) -> None:
    (count,) = measure(GROUP, "employees worldwide with_subsidiaries at_least 1 persons").counts
    assert next(iter(count.addends)).entity == "top"
    assert len(count.addends) == 4
    assert [a.entity for a in count.addends[1:]] == ["middle", "leaf", "sister"]
    assert count.addends == tuple(count.addends)
    assert count.addends != ()
    assert hash(count.addends) == hash(tuple(count.addends))


@pytest.mark.parametrize("deep", [True, False], ids=["a chain", "one parent"])
def test_ten_thousand_entities(shipped: Codebook, rates: object, deep: bool) -> None:
    size = 10_000
    one = Accounts({("turnover", "worldwide"): Money(Decimal(1), "EUR")})
    group = Company(
        tuple(
            Entity(f"e{n}", parent=(f"e{n - 1}" if deep else "e0") if n else None, own=one)
            for n in range(size)
        )
    )
    day = date(2026, 6, 30)
    books = books_of(group, day, rates, shipped)  # type: ignore[arg-type]
    sums: Sequence[object] = [
        EntityFacts(group, entity, _law(), day, rates, shipped)  # type: ignore[arg-type]
        .counts(_WORLD, Money(1, "EUR"))[0].least.amount
        for entity in group.entities
    ]  # fmt: skip
    assert sums == (list(range(size, 0, -1)) if deep else [size, *[1] * (size - 1)])
    assert books is books_of(group, day, rates, shipped), "added up once for all entities"  # type: ignore[arg-type]


_WORLD = FigureTest("turnover", "worldwide", "with_subsidiaries", "at_least", ())


class TestPlaces:
    @pytest.mark.parametrize(
        ("place", "whole", "day", "expected"),
        [
            ("DE", "DE", "2026-01-01", "yes"), ("DE", "EU", "2026-01-01", "yes"),
            ("DE-BY", "EU", "2026-01-01", "yes"), ("US-CA", "US", "2026-01-01", "yes"),
            ("US", "US-CA", "2026-01-01", "unknown"), ("EU", "DE", "2026-01-01", "unknown"),
            ("GB", "EU", "2020-01-31", "yes"), ("GB", "EU", "2020-02-01", "no"),
            ("HR", "EU", "2013-06-30", "no"), ("HR", "EU", "2013-07-01", "yes"),
            ("FR", "worldwide", "2026-01-01", "yes"), ("CH", "EU", "2026-01-01", "no"),
        ],
    )  # fmt: skip
    def test_within(
        self, shipped: Codebook, place: str, whole: str, day: str, expected: str
    ) -> None:
        assert Places(shipped, date.fromisoformat(day)).within(place, whole) == expected
