"""What is tried to find the fewest facts that decide: enough, and no more than needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ddcompare.comply.applicability import applicability
from ddcompare.comply.choices import choices
from ddcompare.comply.deciding import turned
from ddcompare.comply.missing import missing_facts
from ddcompare.comply.opening import open_rule
from ddcompare.comply.openrule import Chosen, FigureLeaf, Gap, Input, Sum
from ddcompare.corpus.rates import ecb_rates
from ddcompare.corpus.store import load_corpus
from ddcompare.model.company import Accounts, Company, Entity
from ddcompare.model.law import Law
from ddcompare.model.quantities import Money, Number
from ddcompare.model.rules import All, Among, FactTest, FigureTest, Node, Not, Threshold
from ddcompare.model.rules import Any as AnyOf

D = date.fromisoformat
DAY = D("2026-11-28")
BOOK = load_corpus().codebook
RATES = ecb_rates()


def rules() -> st.SearchStrategy[Node]:
    """Rules over a few facts that share some of them."""
    names = st.sampled_from(("incorporated", "ultimate_parent", "legal_form", "seat"))
    values = {"legal_form": ("company", "partnership"), "seat": ("DE", "FR", "GB")}
    tests = names.flatmap(
        lambda name: st.sampled_from(values.get(name, ("yes",))).map(
            lambda value: FactTest(name, "equals", (value,))
        )
    )

    def nodes(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(below, min_size=1, max_size=4).map(tuple)
        among = several.flatmap(
            lambda limbs: st.integers(1, len(limbs)).map(lambda least: Among(least, limbs))
        )
        return several.map(All) | several.map(AnyOf) | below.map(Not) | among

    return st.recursive(tests, nodes, max_leaves=10)


@settings(max_examples=200, deadline=None)
@given(node=rules())
def test_only_what_turns_a_rule_alone_needs_to_be_tried(
    law: Callable[..., Law], node: Node
) -> None:
    company = Company((Entity("company"),))
    result = applicability(company, company.entities[0], law(node), DAY, BOOK, RATES)
    rule = open_rule(result, company)
    for input, values in choices(rule, BOOK, DAY).items():
        for value in values:
            found = rule.truth({input: value})
            assert found == "unknown" or input in rule.turns[found]


# The fewest choices that turn a test, against trying them all

OPERATORS = ("at_least", "more_than", "less_than", "at_most")
YEARS: tuple[dict[str, object] | None, ...] = (
    None, {"consecutive": 2}, {"any_of_last": 2}, {"average_of": 2},
)  # fmt: skip


@st.composite
def figures_of_a_test(draw: st.DrawFn) -> FigureLeaf:
    """A test of sums with gaps: of amounts, of seats, or of the whole."""
    amount = st.integers(0, 30)
    years = draw(st.sampled_from(YEARS))
    threshold = Threshold(None, Money(draw(amount), "EUR"))
    operator = draw(st.sampled_from(OPERATORS))
    test = FigureTest("turnover", "DE", "consolidated", operator, (threshold,), years)
    sums = []
    for period in test.periods:
        gaps = []
        for number in range(draw(st.integers(0, 2))):
            low, more = draw(amount), draw(st.none() | amount)
            high = None if more is None else low + more
            if draw(st.integers(0, 3)) == 0:
                gaps.append(Gap(Input(f"e{number}", "seat"), 0, high, "DE"))
            else:
                gaps.append(Gap(Input(f"e{number}", "turnover", "DE", period, 2025), low, high))
        low, more = draw(amount), draw(st.sampled_from((0, 5, None)))
        high = None if more is None else low + more
        least = low + sum(gap.low for gap in gaps)
        most = None if high is None else high
        for gap in gaps:
            most = None if most is None or gap.high is None else most + gap.high
        whole = Gap(Input("e0", "turnover", "DE", period, 2025, True), least, most)
        known = None if most is None else Money(most, "EUR")
        named = whole if len(gaps) > 1 and draw(st.booleans()) else None
        sums.append(Sum(Money(least, "EUR"), known, low, high, tuple(gaps), named))
    return FigureLeaf(test, DAY, sums)


def by_trying_all(leaf: FigureLeaf, result: Any, chosen: Chosen, tried: Any) -> Chosen | None:
    free = [input for input in leaf.order if input not in chosen]
    for size in range(1, len(free) + 1):
        for some in combinations(free, size):
            for values in product(*(tried[input] for input in some)):
                more = {**chosen, **dict(zip(some, values, strict=True))}
                if leaf.truth(more) == result:
                    return more
    return None


@settings(max_examples=300, deadline=None)
@given(figures_of_a_test(), st.data())
def test_highest_and_lowest_values_find_what_trying_all_finds(
    leaf: FigureLeaf, data: st.DataObject
) -> None:
    if not leaf.inputs:
        return
    # Another test of the same figure, in another currency, brings values that say nothing here.
    tried = {input: [*values] for input, values in choices(leaf, BOOK, DAY).items()}
    for input, values in tried.items():
        if input.where:
            values.append(Money(7, "GBP"))
    first = data.draw(st.sampled_from(leaf.order))
    already = data.draw(st.sampled_from([{}, {first: tried[first][0]}]))
    for result in ("yes", "no"):
        assert turned(leaf, result, already, tried) == by_trying_all(leaf, result, already, tried)


def test_large_group_of_which_two_years_lack_is_answered(
    law: Callable[..., Law], figure: Callable[..., FigureTest]
) -> None:
    """No one fact decides here, and all values of all facts would take for ever."""
    test = figure("employees DE with_domestic_subsidiaries at_least 9 persons",
                  years={"consecutive": 2})  # fmt: skip
    rule = law(All((FactTest("us_uflpa.goods_from_xinjiang", "is", ("yes",)), test)))
    end = D("2025-12-31")
    nobody = {("employees", "DE"): Number(0, "persons")}
    top = Entity("top", facts={"financial_year_end": end}, own=Accounts(nobody, {2024: nobody}))
    below = tuple(
        Entity(f"e{number}", parent="top", facts={"seat": "DE", "financial_year_end": end})
        for number in range(8)
    )
    company = Company((top, *below))
    result = applicability(company, top, rule, DAY, BOOK, RATES)
    (alone,) = missing_facts(result, company, BOOK, RATES)
    assert (alone.fact, alone.if_no) == ("us_uflpa.goods_from_xinjiang", "no")
    without = {("top", alone.fact)}
    found = missing_facts(result, company, BOOK, RATES, without)
    years = {item.year for item in found}
    assert (len(found), len(years)) == (8, 1), "no answer for one of the years is enough for a no"
