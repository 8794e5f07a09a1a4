"""What an undetermined answer waits for: the fewest facts, and which way each value turns it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ddcompare.comply.applicability import applicability
from ddcompare.comply.choices import ELSEWHERE, choices, is_likely
from ddcompare.comply.missing import missing_facts
from ddcompare.comply.opening import name_of, open_rule
from ddcompare.comply.records import Applicability, MissingFact
from ddcompare.corpus.companyfile import company_from, with_fact
from ddcompare.corpus.rates import ecb_rates
from ddcompare.corpus.store import load_corpus
from ddcompare.corpus.values import FaultyValueError
from ddcompare.corpus.yamlfile import parse_yaml
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Company
from ddcompare.model.law import Law
from ddcompare.model.quantities import Money, Number, parse_date
from ddcompare.model.rules import All, Among, FactTest, Not, Threshold
from ddcompare.model.rules import Any as AnyOf

Missing = Callable[..., tuple[MissingFact, ...]]
SEVEN = ("AT", "BE", "DE", "FR", "IT", "NL", "PL")
A, B, C = "us_uflpa.goods_from_xinjiang", "incorporated", "ultimate_parent"


def fact(name: str, operator: str = "is", *values: str) -> FactTest:
    return FactTest(name, operator, values or ("yes",))


@pytest.fixture
def missing(
    law: Callable[..., Law], company: Callable[[str], Company], shipped: Codebook, rates: Any
) -> Missing:
    """What is missing for a rule, for an entity of the text of a company file."""

    def missing(
        text: str, *rule: Any, entity: str | None = None, as_of: str = "2026-06-30", **more: Any
    ) -> tuple[MissingFact, ...]:
        group = company(text)
        member = group.by_id[entity] if entity else group.entities[0]
        result = applicability(group, member, law(*rule), date.fromisoformat(as_of), shipped, rates)
        return missing_facts(result, group, shipped, rates, **more)

    return missing


def told(found: tuple[MissingFact, ...]) -> list[tuple[str, bool, str | None, str | None]]:
    return [(item.fact, item.decides, item.if_yes, item.if_no) for item in found]


def test_nothing_is_missing_for_a_certain_answer(missing: Missing) -> None:
    assert missing(f"facts: {{{A}: 'yes'}}", fact(A)) == ()
    assert missing(f"facts: {{{A}: 'no'}}", fact(A)) == ()
    assert missing(f"facts: {{{A}: 'no'}}", All((fact(A), fact(B)))) == ()


def test_one_fact_that_decides_either_way(missing: Missing, shipped: Codebook) -> None:
    (found,) = missing("facts: {}", fact(A))
    question = shipped.terms["fact"][A].definition
    assert found == MissingFact(A, question, "company", True, "yes", "no")


def test_negation_turns_the_direction(missing: Missing) -> None:
    assert told(missing("facts: {}", Not(fact(A)))) == [(A, True, "no", "yes")]


def test_each_fact_that_rules_out_alone_is_named(missing: Missing) -> None:
    rule = All((fact(A), fact(B), fact("seat", "equals", "DE")))
    assert told(missing("facts: {}", rule)) == [
        ("incorporated", True, None, "no"), ("seat", True, None, "not DE"), (A, True, None, "no"),
    ]  # fmt: skip


def test_each_fact_that_makes_it_apply_alone_is_named(missing: Missing) -> None:
    assert told(missing("facts: {}", AnyOf((fact(A), fact(B))))) == [
        ("incorporated", True, "yes", None), (A, True, "yes", None),
    ]  # fmt: skip


def test_fact_that_always_decides_is_all_there_is_to_ask(missing: Missing) -> None:
    rule = AnyOf((All((fact(A), fact("seat", "equals", "DE"))), All((fact(A), fact(B)))))
    assert told(missing("facts: {incorporated: 'yes'}", rule)) == [(A, True, "yes", "no")]


def test_classes_are_alternatives(missing: Missing) -> None:
    assert told(missing("facts: {}", fact(A), fact(B))) == [
        ("incorporated", True, "yes", None), (A, True, "yes", None),
    ]  # fmt: skip


def test_tests_of_one_fact_turn_together(missing: Missing) -> None:
    rule = All(
        (
            AnyOf(
                (fact("legal_form", "equals", "company"), fact("legal_form", "in", "trust", "fund"))
            ),
            Not(fact("legal_form", "equals", "fund")),
        )
    )
    assert told(missing("facts: {}", rule)) == [
        (
            "legal_form", True, "company or trust",
            "fund, partnership, sole trader, public body or nonprofit",
        ),
    ]  # fmt: skip


def test_values_that_exclude_each_other_never_meet(missing: Missing) -> None:
    both = All((fact("legal_form", "equals", "company"), fact("legal_form", "equals", "trust")))
    assert told(missing("facts: {}", both)) == [("legal_form", True, None, "whatever it is")]
    either = AnyOf((fact("seat", "equals", "DE"), Not(fact("seat", "in", "DE", "FR")), fact(A)))
    ((name, _, if_yes, _), _) = told(missing("facts: {}", either))
    assert (name, if_yes) == ("seat", "not FR")


@pytest.mark.parametrize(
    ("test", "if_yes", "if_no"),
    [
        (("legal_form", "equals", "company"), "company", None),
        (("seat", "equals", "DE"), "DE", "not DE"),
        (("seat", "in", "DE", "FR"), "DE or FR", "none of DE and FR"),
        (("seat", "in", *SEVEN), "AT, BE, DE, FR or 3 others", None),
        (("sells_in", "includes", "US"), "US among them", "without US"),
        (
            ("sells_in", "includes_any", "US", "GB"),
            "US or GB among them", "without any of US and GB",
        ),
        (("sells_in", "includes_all", "US", "GB"), "all of US and GB among them", None),
        (("supplies", "includes", "goods"), "goods among them", "without goods"),
        (
            ("financial_year_end", "on_or_after", "2025-12-31"),
            "on or after 2025-12-31", "on or before 2025-12-30",
        ),
        (
            ("financial_year_end", "before", "2025-12-31"),
            "on or before 2025-12-30", "on or after 2025-12-31",
        ),
        ((B, "is", "no"), "no", "yes"),
    ],
)  # fmt: skip
def test_values_in_words(
    missing: Missing, test: tuple[str, ...], if_yes: str, if_no: str | None
) -> None:
    ((_, decides, yes, no),) = told(missing("facts: {}", fact(test[0], test[1], *test[2:])))
    assert decides
    assert yes == if_yes
    assert no if if_no is None else no == if_no


@pytest.mark.parametrize(
    ("operator", "if_yes", "if_no"),
    [
        ("at_least", "at least 500 persons", "less than 500 persons"),
        ("more_than", "more than 500 persons", "at most 500 persons"),
        ("less_than", "less than 500 persons", "at least 500 persons"),
        ("at_most", "at most 500 persons", "more than 500 persons"),
    ],
)
def test_amounts_in_words(
    missing: Missing, figure: Any, operator: str, if_yes: str, if_no: str
) -> None:
    rule = figure(f"employees DE own {operator} 500 persons")
    assert told(missing("facts: {}", rule)) == [("employees.DE", True, if_yes, if_no)]


def test_thresholds_of_one_figure_are_in_order(missing: Missing, figure: Any) -> None:
    rule = AnyOf(
        (
            figure("turnover worldwide own at_least 900 EUR"),
            All((figure("turnover worldwide own at_least 100 EUR"), fact(B))),
        )
    )
    assert told(missing("facts: {}", rule)) == [
        ("turnover.worldwide", True, "at least EUR 900", "less than EUR 100")
    ]
    between = All(
        (
            figure("turnover worldwide own at_least 100 EUR"),
            figure("turnover worldwide own at_most 900 EUR"),
        )
    )
    ((_, _, if_yes, _),) = told(missing("facts: {}", between))
    assert if_yes == "at least EUR 100 and at most EUR 900"


def test_question_says_where_and_when(missing: Missing, figure: Any) -> None:
    text = "facts: {financial_year_end: 2025-12-31}"
    rule = figure("turnover EU own at_least 5 EUR", years={"before_last": True})
    (found,) = missing(text, rule)
    assert found.question == "What is the turnover? (in the European Union, financial year 2024)"
    assert (found.fact, found.year, found.path) == ("turnover.EU", 2024, "years.2024.turnover.EU")
    (found,) = missing(text, figure("employees DE own at_least 5 persons"))
    assert (found.question, found.path) == ("How many employees? (in DE)", "employees.DE")


def test_year_of_figures_needs_the_end_of_the_last_year(missing: Missing, figure: Any) -> None:
    rule = figure("turnover EU own at_least 5 EUR", years={"before_last": True})
    (found,) = missing("facts: {}", rule)
    assert (found.fact, found.decides) == ("financial_year_end", False)
    assert missing("facts: {}", rule, skipped={("company", "financial_year_end")}) == ()


def test_two_years_in_a_row_are_asked_for_together(missing: Missing, figure: Any) -> None:
    text = "facts: {financial_year_end: 2025-12-31}"
    rule = figure("employees worldwide own at_least 500 persons", years={"consecutive": 2})
    found = missing(text, rule)
    assert [(item.path, item.if_yes, item.if_no) for item in found] == [
        ("employees.worldwide", None, "less than 500 persons"),
        ("years.2024.employees.worldwide", None, "less than 500 persons"),
    ]
    known = "facts: {financial_year_end: 2025-12-31, employees: 500}"
    (found_,) = missing(known, rule)
    assert (found_.path, found_.if_yes) == (
        "years.2024.employees.worldwide",
        "at least 500 persons",
    )


GROUP = """
entities:
  - {{id: top, facts: {{seat: DE, financial_year_end: 2025-12-31 {top}}}}}
  - {{id: one, parent: top, facts: {{seat: DE {one}}}}}
  - {{id: two, parent: top, facts: {{ {two} }}}}
"""


def test_subsidiary_whose_figure_is_missing_is_named(missing: Missing, figure: Any) -> None:
    text = GROUP.format(top=", employees: 300", one="", two="employees: 50")
    for of in ("with_subsidiaries", "consolidated"):
        (found,) = missing(text, figure(f"employees worldwide {of} at_least 500 persons"))
        assert (found.fact, found.entity) == ("employees.worldwide", "one")
        assert (found.if_yes, found.if_no) == ("at least 150 persons", "less than 150 persons")


def test_consolidated_figure_stands_for_several(missing: Missing, figure: Any) -> None:
    text = GROUP.format(top=", employees: 300", one="", two="")
    (found,) = missing(text, figure("employees worldwide with_subsidiaries at_least 500 persons"))
    assert (found.fact, found.entity) == ("consolidated.employees.worldwide", "top")
    assert (found.if_yes, found.if_no) == ("at least 500 persons", "less than 500 persons")
    assert found.question == "How many employees? (worldwide, consolidated, for the group)"
    years = figure(
        "employees worldwide consolidated at_least 500 persons", years={"before_last": True}
    )
    (found,) = missing(text, years)
    assert found.path == "consolidated.years.2024.employees.worldwide"


def test_group_of_the_ultimate_parent_is_asked_for_there(missing: Missing, figure: Any) -> None:
    text = GROUP.format(top="", one=", employees: 5", two="employees: 5")
    rule = figure("employees worldwide ultimate_parent at_least 500 persons")
    (found,) = missing(text, rule, entity="one")
    assert (found.entity, found.if_yes) == ("top", "at least 490 persons")


def test_seat_may_be_what_is_missing(missing: Missing, figure: Any) -> None:
    rule = figure("employees worldwide with_domestic_subsidiaries at_least 500 persons")
    text = GROUP.format(top=", employees: 300", one=", employees: 0", two="employees: 200")
    (found,) = missing(text, rule)
    assert (found.fact, found.entity) == ("seat", "two")
    assert (found.if_yes, found.if_no) == ("DE", "not DE")


def test_figure_without_a_reference_rate_is_asked_for_in_another_currency(
    missing: Missing, figure: Any
) -> None:
    (found,) = missing(
        "facts: {financial_year_end: 2025-12-31, turnover: 900 VND}",
        figure("turnover worldwide own at_least 5 EUR"),
    )
    assert found.fact == "turnover.worldwide"
    assert "in a currency with a reference rate, as VND has none" in found.question


def test_threshold_that_is_not_fixed_waits_for_no_fact(missing: Missing, figure: Any) -> None:
    test = figure("turnover worldwide own at_least 5 EUR")
    open_test = replace(test, thresholds=(Threshold(None, None, "delegated"),))
    assert missing("facts: {}", open_test) == ()
    assert told(missing("facts: {}", All((open_test, fact(A))))) == [(A, True, None, "no")]


def test_two_facts_that_decide_only_together(missing: Missing) -> None:
    rule = AnyOf((All((fact(A), fact(B))), All((Not(fact(A)), fact(C)))))
    assert told(missing("facts: {}", rule)) == [
        ("incorporated", False, None, None), (A, False, None, None),
    ]  # fmt: skip


def test_many_facts_that_decide_only_together(missing: Missing, shipped: Codebook) -> None:
    names = [n for n, term in shipped.terms["fact"].items() if term.extra["type"] == "yes_no"]
    rule = Among(3, tuple(fact(name) for name in names[:30]))
    found = missing("facts: {}", rule)
    assert [item.fact for item in found] == names[:3]
    assert not any(item.decides for item in found)


def test_skipped_facts_are_done_without(missing: Missing) -> None:
    rule = AnyOf((fact(A), fact(B)))
    (found,) = missing("facts: {}", rule, skipped={("company", B)})
    assert found.fact == A
    assert missing("facts: {}", rule, skipped={("company", A), ("company", B)}) == ()
    assert len(missing("facts: {}", rule, skipped={("other", A)})) == 2


def test_skipped_figure_leaves_the_other_addends(missing: Missing, figure: Any) -> None:
    text = GROUP.format(top=", employees: 300", one="", two="employees: 5")
    rule = figure("employees worldwide with_subsidiaries at_least 500 persons")
    assert missing(text, rule, skipped={("one", "employees.worldwide")}) == ()
    text = GROUP.format(top=", employees: 300", one="", two="")
    skipped = {("one", "employees.worldwide"), ("top", "consolidated.employees.worldwide")}
    (found,) = missing(text, rule, skipped=skipped)
    assert told((found,)) == [("employees.worldwide", True, "at least 200 persons", None)]


def test_answer_that_is_no_for_now_may_still_be_open(
    law: Any, company: Any, shipped: Codebook, rates: Any
) -> None:
    ahead = law(fact(A), events={"adopted": "2019-01-01", "first_applied": "2030-01-01"})
    group = company("facts: {}")
    result = applicability(group, group.entities[0], ahead, date(2026, 1, 1), shipped, rates)
    assert (result.applies, result.would_apply) == ("no", "unknown")
    assert [item.fact for item in missing_facts(result, group, shipped, rates)] == [A]


def test_date_far_from_the_day_asked_about_is_not_worth_asking(missing: Missing) -> None:
    rule = All((fact("financial_year_end", "on_or_after", "2016-03-31"), fact(A)))
    assert told(missing("facts: {}", rule)) == [(A, True, None, "no")]
    (first, _) = missing("facts: {}", rule, as_of="2016-06-30", skipped=())
    assert first.fact == "financial_year_end"


# What is said holds in the engine: whatever is left out of the companies of the cases

CASES = [
    (parsed["law"], case)
    for path in sorted((Path(__file__).parent.parent / "data" / "cases").glob("*.yaml"))
    for parsed in [parse_yaml(path.read_bytes(), path.name).data]
    for case in parsed["cases"]
]
CORPUS = load_corpus()
BOOK = CORPUS.codebook


def typed(value: Any) -> str:
    match value:
        case Money():
            return f"{value.amount} {value.currency}"
        case Number():
            return str(value.amount)
        case tuple():
            return f"[{', '.join(value)}]"
    return "AQ" if value == ELSEWHERE else str(value)


def groups_of(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for entity in raw.get("entities", [raw]):
        facts = entity.get("facts", {})
        yield facts
        yield from facts.get("years", {}).values()


@settings(max_examples=150)
@given(st.sampled_from(CASES), st.data())
def test_what_is_said_of_each_value_holds_in_the_engine(
    chosen: tuple[str, dict[str, Any]], data: st.DataObject
) -> None:
    name, case = chosen
    raw = copy.deepcopy(case["company"])
    for group in groups_of(raw):
        known = sorted(set(group) - {"years"})
        for gone in data.draw(st.lists(st.sampled_from(known), max_size=3)) if known else ():
            group.pop(gone, None)
    company = company_from(raw, BOOK)
    entity = company.by_id[case.get("entity", company.entities[0].id)]
    day = parse_date(case["as_of"])

    def ask(company: Company) -> Applicability:
        member = company.by_id[entity.id]
        return applicability(company, member, CORPUS.laws[name], day, BOOK, ecb_rates())

    result = ask(company)
    if result.trace is None or result.trace.result != "unknown":
        return
    rule = open_rule(result, company)
    named = {
        (item.entity, item.path): item for item in missing_facts(result, company, BOOK, ecb_rates())
    }
    for input, values in choices(rule, BOOK, day).items():
        item = named.pop((input.entity, name_of(input)), None)
        if item is None or (input.period and input.year is None):
            continue
        results = {rule.truth({input: value}) for value in values}
        if item.decides:
            assert (item.if_yes is not None, item.if_no is not None) == (
                "yes" in results, "no" in results,
            )  # fmt: skip
        likely = {rule.truth({input: v}) for v, like in values.items() if is_likely(like, day)}
        assert item.decides == bool(likely - {"unknown"})
        for value in values:
            said = rule.truth({input: value})
            try:
                changed = with_fact(company, item.path, typed(value), BOOK, input.entity)
            except FaultyValueError:
                continue  # the value contradicts other facts of the company
            found = ask(changed).trace
            assert found is not None
            assert said in (found.result, "unknown"), (item.path, value)


@pytest.mark.parametrize("law", CORPUS.laws.values(), ids=lambda law: law.id)
def test_company_of_which_nothing_is_known_can_be_asked_about(law: Law) -> None:
    company = company_from({"facts": {}}, BOOK)
    day = date(2026, 11, 24)
    result = applicability(company, company.entities[0], law, day, BOOK, ecb_rates())
    if result.trace is not None and result.trace.result == "unknown":
        found = missing_facts(result, company, BOOK, ecb_rates())
        assert found
        assert len({(item.entity, item.path) for item in found}) == len(found)


def test_amounts_are_exact(missing: Missing, figure: Any) -> None:
    text = GROUP.format(top=", turnover: 0.30 EUR", one=", turnover: 0.20 EUR", two="")
    rule = figure("turnover worldwide with_subsidiaries at_least 900 EUR")
    (found,) = missing(text, rule)
    assert found.if_yes == f"at least EUR {Decimal('899.50')}"
