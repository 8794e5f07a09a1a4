"""Which fact is asked for next: the one that decides most of what is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ddcompare.comply.interview import Question, assess, is_open, next_question, term_of
from ddcompare.comply.records import Applicability, MissingFact
from ddcompare.corpus.companyfile import company_from, with_fact
from ddcompare.corpus.rates import ecb_rates
from ddcompare.corpus.store import load_corpus
from ddcompare.corpus.yamlfile import parse_yaml
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Company, Entity
from ddcompare.model.law import Citation, Law
from ddcompare.model.quantities import Money
from ddcompare.model.rules import All, FactTest
from ddcompare.model.rules import Any as AnyOf

DAY = date(2026, 6, 30)
A, B, C = "us_uflpa.goods_from_xinjiang", "incorporated", "ultimate_parent"


def fact(name: str, operator: str = "is", *values: str, **more: Any) -> FactTest:
    return FactTest(name, operator, values or ("yes",), **more)


@pytest.fixture
def ask(company: Callable[[str], Company], shipped: Codebook, rates: Any) -> Callable[..., Any]:
    """The next question about the company of a text, under some laws."""

    def ask(text: str, *laws: Law, skipped: Any = ()) -> Question | None:
        group = company(text)
        found = assess(group, list(group.by_id), laws, DAY, shipped, rates, skipped)
        return next_question(found, group, shipped)

    return ask


def path_of(question: Question | None) -> str:
    assert question is not None
    return question.fact.path


def test_fact_that_most_laws_wait_for_comes_first(ask: Any, law: Any) -> None:
    laws = (law(All((fact(A), fact(C)))), law(fact(A)), law(fact(B)))
    assert path_of(ask("facts: {}", *laws)) == A


def test_among_equals_the_one_that_rules_out_more(ask: Any, law: Any) -> None:
    laws = (law(AnyOf((fact(B), fact(C)))), law(fact(A)))
    assert path_of(ask("facts: {}", *laws)) == A


def test_then_the_order_of_the_codebook(ask: Any, law: Any, figure: Any) -> None:
    tested = figure("turnover worldwide own at_least 5 EUR")
    assert path_of(ask("facts: {}", law(fact(A)), law(tested))) == "turnover.worldwide"
    assert path_of(ask("facts: {}", law(fact(A)), law(tested), law(fact(C)))) == C


def test_what_no_longer_matters_is_not_asked(ask: Any, law: Any) -> None:
    laws = (law(All((fact(A), fact(B)))), law(AnyOf((fact(A), fact(C)))))
    assert ask(f"facts: {{{A}: 'no', ultimate_parent: 'no'}}", *laws) is None
    assert path_of(ask(f"facts: {{{A}: 'no'}}", *laws)) == C
    assert path_of(ask(f"facts: {{{A}: 'yes'}}", *laws)) == B


def test_nothing_open_and_nothing_that_could_decide(ask: Any, law: Any) -> None:
    assert ask("facts: {}") is None
    assert ask("facts: {}", law(fact(A)), skipped={("company", A)}) is None
    assert path_of(ask("facts: {}", law(AnyOf((fact(A), fact(B)))), skipped={("company", B)})) == A


def test_question_knows_who_asks_and_where(ask: Any, law: Any, shipped: Codebook) -> None:
    cite, other = (Citation("act", "s 1(2)"),), (Citation("act", "s 3"),)
    first = law(All((fact(A, cite=cite), AnyOf((fact(A, "is", "no", cite=other), fact(B))))))
    question = ask("facts: {incorporated: 'no'}", first, law(fact(C)), law(fact(A)))
    assert question is not None
    assert question.term is shipped.terms["fact"][A]
    assert [asking.cite for asking in question.asked_by] == [(*cite, *other), ()]
    effects = [(asking.fact.if_yes, asking.fact.if_no) for asking in question.asked_by]
    assert effects == [(None, "whatever it is"), ("yes", "no")]


def test_figure_of_a_subsidiary_is_asked_for_there(ask: Any, law: Any, figure: Any) -> None:
    text = """
    entities:
      - {id: top, facts: {employees: 5, seat: DE}}
      - {id: sub, name: Tochter GmbH, parent: top, facts: {seat: DE}}
    """
    tested = law(figure("employees worldwide with_subsidiaries at_least 500 persons"))
    question = ask(text, tested)
    assert question is not None
    assert (question.fact.fact, question.entity.name) == ("employees.worldwide", "Tochter GmbH")
    assert len(question.asked_by) == 2, "it decides for the parent and for the subsidiary"


def test_term_of_a_fact_and_of_figures(shipped: Codebook) -> None:
    def name(fact: str) -> str:
        return term_of(MissingFact(fact, "", "company", decides=True), shipped).id

    assert name(A) == A
    assert name("turnover.worldwide") == "turnover"
    assert name("consolidated.employees.DE") == "employees"


# An interview with somebody who knows the company of a case

CORPUS = load_corpus()
BOOK = CORPUS.codebook


def answer(entity: Entity, question: Question) -> str | None:
    """What the file of the entity says, as somebody would type it."""
    item = question.fact
    if item.fact in entity.facts:
        value = entity.facts[item.fact]
        return f"[{', '.join(value)}]" if isinstance(value, tuple) else str(value)
    group = item.fact.startswith("consolidated.")
    accounts = entity.consolidated if group else entity.own
    figures = accounts.last if item.year is None else accounts.earlier.get(item.year, {})
    name, _, where = item.fact.removeprefix("consolidated.").rpartition(".")
    amount = figures.get((name, where))
    if amount is None:
        return None
    return f"{amount.amount} {amount.currency}" if isinstance(amount, Money) else str(amount.amount)


def held(entity: Entity, day: date) -> tuple[tuple[Applicability, ...], int]:
    """The answers after an interview that begins with nothing, and the number of questions."""
    company, laws = Company((Entity(entity.id),)), list(CORPUS.laws.values())
    skipped: set[tuple[str, str]] = set()
    for asked in range(1_000):
        found = assess(company, [entity.id], laws, day, BOOK, ecb_rates(), skipped)
        question = next_question(found, company, BOOK)
        if question is None:
            return found, asked
        typed = answer(entity, question)
        if typed is None:
            skipped.add((question.fact.entity, question.fact.path))
        else:
            company = with_fact(company, question.fact.path, typed, BOOK, entity.id)
    pytest.fail("the interview does not end")


MANUFACTURER = """
facts:
  legal_form: company
  incorporated: "yes"
  seat: DE
  head_office: DE
  branches: []
  does_business_in: [DE]
  sells_in: [DE, FR, US]
  listed_in: []
  supplies: [goods]
  activities: [manufacturing]
  imports_into: [DE]
  ultimate_parent: "no"
  financial_year_end: 2025-12-31
  employees: {worldwide: 1200, DE: 1200}
  turnover: {worldwide: 300000000 EUR, EU: 250000000 EUR}
  balance_sheet_total: 200000000 EUR
  years: {2024: {employees: {worldwide: 1100}, turnover: {worldwide: 280000000 EUR}}}
"""


def test_interview_ends_with_the_answers_that_the_whole_file_gives() -> None:
    full = company_from(parse_yaml(MANUFACTURER.encode(), "x").data, BOOK)
    entity = full.entities[0]
    found, asked = held(entity, DAY)
    laws = list(CORPUS.laws.values())
    expected = assess(full, [entity.id], laws, DAY, BOOK, ecb_rates())
    certain = {r.law.id: r.applies for r in found if not is_open(r)}
    assert certain
    assert certain == {r.law.id: r.applies for r in expected if r.law.id in certain}
    assert {r.law.id for r in expected if not is_open(r)} <= set(certain)
    assert asked < len(BOOK.terms["fact"]) / 2, "most facts are never asked for"
