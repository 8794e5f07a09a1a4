"""The rule language: three-valued evaluation against a reference, thresholds, and the walk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddcompare.model.counting import Count
from ddcompare.model.quantities import Duration, Money, Number, Quantity
from ddcompare.model.rules import (
    FIGURE_OPERATORS,
    All,
    Among,
    Any,
    Facts,
    FactTest,
    FactValue,
    FigureTest,
    Node,
    Not,
    Threshold,
    evaluate,
    limbs,
    walk,
)

DAY = date(2026, 6, 1)
TRUTHS = ("yes", "no", "unknown")
NAMES = ("a", "b", "c", "d")


def leaf(name: str) -> FactTest:
    return FactTest(name, "is", ("yes",))


def given_facts(truths: dict[str, str]) -> Facts:
    return Facts({name: truth for name, truth in truths.items() if truth != "unknown"})


def result(node: Node, truths: dict[str, str]) -> str:
    return evaluate(node, given_facts(truths), DAY).result


def reference(node: Node, truths: dict[str, str]) -> str:
    """Kleene (1952) by definition: true where every completion is, false where none is."""
    unknown = [name for name, truth in truths.items() if truth == "unknown"]
    outcomes = {
        classical(node, {**truths, **dict(zip(unknown, chosen, strict=True))})
        for chosen in product(("yes", "no"), repeat=len(unknown))
    }
    return "unknown" if len(outcomes) > 1 else "yes" if outcomes.pop() else "no"


def classical(node: Node, truths: dict[str, str]) -> bool:
    match node:
        case FactTest():
            return truths[node.fact] == "yes"
        case Not():
            return not classical(node.limb, truths)
        case All():
            return all(classical(limb, truths) for limb in node.limbs)
        case Any():
            return any(classical(limb, truths) for limb in node.limbs)
        case Among():
            return sum(classical(limb, truths) for limb in node.limbs) >= node.minimum
    raise AssertionError(node)


def rules(once: bool) -> st.SearchStrategy[Node]:
    """Rules over four facts; with ``once`` no fact stands twice, so that Kleene is exact."""

    def grow(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.one_of(
            several.map(All),
            several.map(Any),
            inner.map(Not),
            several.flatmap(lambda s: st.integers(1, len(s)).map(lambda n: Among(n, s))),
        )

    tree = st.recursive(st.sampled_from(NAMES).map(leaf), grow, max_leaves=4)
    if not once:
        return tree
    return tree.filter(
        lambda node: (
            len(used := [n.fact for n, _ in walk(node) if isinstance(n, FactTest)])
            == len(set(used))
        )
    )


situations = st.fixed_dictionaries({name: st.sampled_from(TRUTHS) for name in NAMES})


@given(rules(once=True), situations)
def test_agrees_with_the_definition_where_no_fact_stands_twice(
    node: Node, truths: dict[str, str]
) -> None:
    assert result(node, truths) == reference(node, truths)


@given(rules(once=False), situations)
def test_certain_results_are_always_right(node: Node, truths: dict[str, str]) -> None:
    assert result(node, truths) in (reference(node, truths), "unknown")


@given(rules(once=False), situations, st.sampled_from(NAMES), st.sampled_from(("yes", "no")))
def test_one_more_fact_never_turns_a_certain_result(
    node: Node, truths: dict[str, str], name: str, learnt: str
) -> None:
    before = result(node, {**truths, name: "unknown"})
    after = result(node, {**truths, name: learnt})
    assert before in (after, "unknown")


@given(
    rules(once=False), st.fixed_dictionaries(dict.fromkeys(NAMES, st.sampled_from(("yes", "no"))))
)
def test_nothing_is_unknown_once_all_facts_are_given(node: Node, truths: dict[str, str]) -> None:
    assert result(node, truths) == ("yes" if classical(node, truths) else "no")


@pytest.mark.parametrize("one", TRUTHS)
@pytest.mark.parametrize("other", TRUTHS)
def test_kleene_tables(one: str, other: str) -> None:
    order = {"no": 0, "unknown": 1, "yes": 2}
    truths, both = {"a": one, "b": other}, (leaf("a"), leaf("b"))
    assert result(All(both), truths) == min(one, other, key=order.__getitem__)
    assert result(Any(both), truths) == max(one, other, key=order.__getitem__)
    assert result(Among(1, both), truths) == result(Any(both), truths)
    assert result(Among(2, both), truths) == result(All(both), truths)
    negated = {"yes": "no", "no": "yes", "unknown": "unknown"}
    assert result(Not(leaf("a")), truths) == negated[one]


@pytest.mark.parametrize(
    ("truths", "expected"),
    [
        ("yes yes no", "yes"), ("yes yes unknown", "yes"), ("yes unknown unknown", "unknown"),
        ("yes no unknown", "unknown"), ("yes no no", "no"), ("unknown no no", "no"),
        ("unknown unknown no", "unknown"), ("unknown unknown unknown", "unknown"),
    ],
)  # fmt: skip
def test_two_of_three(truths: str, expected: str) -> None:
    two = Among(2, (leaf("a"), leaf("b"), leaf("c")))
    assert result(two, dict(zip("abc", truths.split(), strict=True))) == expected


@pytest.mark.parametrize(
    ("operator", "values", "fact", "expected"),
    [
        ("equals", ["GB"], "GB", "yes"), ("equals", ["GB"], "FR", "no"),
        ("in", ["GB", "FR"], "FR", "yes"),
        ("in", ["GB", "FR"], "DE", "no"), ("equals", ["2"], 2, "yes"),
        ("includes", ["GB"], ["FR", "GB"], "yes"), ("includes", ["GB"], [], "no"),
        ("includes", ["GB"], ("FR",), "no"),
        ("includes_any", ["GB", "FR"], ["FR"], "yes"), ("includes_any", ["GB", "FR"], ["DE"], "no"),
        ("includes_all", ["GB", "FR"], ["FR"], "no"),
        ("includes_all", ["GB", "FR"], ["FR", "GB", "DE"], "yes"),
        ("is", ["yes"], True, "yes"), ("is", ["yes"], False, "no"), ("is", ["no"], False, "yes"),
        ("is", ["yes"], "yes", "yes"), ("is", ["no"], "yes", "no"),
        ("equals", ["US"], "US-CA", "yes"), ("equals", ["US-CA"], "US-NY", "no"),
        ("in", ["FR", "US-CA"], "US", "unknown"), ("in", ["US", "US-CA"], "US", "yes"),
        ("includes", ["US"], ["DE", "US-CA"], "yes"), ("includes", ["US-CA"], ["US"], "unknown"),
        ("includes", ["US-CA"], ["US", "US-CA"], "yes"), ("includes", ["US-CA"], ["US-NY"], "no"),
        ("includes_any", ["US-CA", "GB"], ["US"], "unknown"),
        ("includes_any", ["US-CA", "GB"], ["US", "GB"], "yes"),
        ("includes_all", ["US-CA", "GB"], ["US", "GB"], "unknown"),
        ("includes_all", ["US-CA", "GB"], ["US", "FR"], "no"), ("equals", ["US"], "USA", "no"),
        ("includes", ["GB"], "GB", "yes"), ("includes_all", ["GB", "FR"], "GB", "no"),
        ("on_or_after", ["2020-01-01"], date(2020, 1, 1), "yes"),
        ("on_or_after", ["2020-01-01"], date(2019, 12, 31), "no"),
        ("before", ["2020-01-01"], date(2020, 1, 1), "no"),
        ("before", ["2020-01-01"], date(2019, 12, 31), "yes"),
    ],
)  # fmt: skip
def test_facts(operator: str, values: Sequence[str], fact: FactValue, expected: str) -> None:
    test = FactTest("x", operator, tuple(values))
    assert evaluate(test, Facts({"x": fact}), DAY).result == expected
    assert evaluate(test, Facts(), DAY).result == "unknown", "what is not given is not known"


def figure(operator: str, *thresholds: Threshold) -> FigureTest:
    return FigureTest("employees", "GB", "own", operator, thresholds)


def measured(test: FigureTest, quantity: Quantity, day: date = DAY) -> str:
    return evaluate(test, Facts(figures={("employees", "GB"): quantity}), day).result


FIFTY = Threshold(None, Number(50, "persons"))


@pytest.mark.parametrize(
    ("operator", "of_49", "of_50", "of_51"),
    [
        ("at_least", "no", "yes", "yes"), ("more_than", "no", "no", "yes"),
        ("less_than", "yes", "no", "no"), ("at_most", "yes", "yes", "no"),
    ],
)  # fmt: skip
def test_the_comparison_decides_at_the_threshold(
    operator: str, of_49: str, of_50: str, of_51: str
) -> None:
    test = figure(operator, FIFTY)
    assert [measured(test, Number(n, "persons")) for n in (49, 50, 51)] == [of_49, of_50, of_51]
    assert evaluate(test, Facts(), DAY).result == "unknown"


@given(st.sampled_from(FIGURE_OPERATORS), st.integers(0, 99), st.integers(0, 99))
def test_comparisons_are_monotone(operator: str, one: int, other: int) -> None:
    low, high = sorted((one, other))
    results = [measured(figure(operator, FIFTY), Number(n, "persons")) for n in (low, high)]
    assert results != (["yes", "no"] if operator in ("at_least", "more_than") else ["no", "yes"])


@pytest.mark.parametrize(
    ("threshold", "quantity"),
    [
        (Money(50, "GBP"), Money(99, "EUR")), (Money(50, "GBP"), Number(99, "persons")),
        (Number(50, "persons"), Number(99, "per_cent")),
        (Duration(6, "months"), Duration(99, "days")),
    ],
)  # fmt: skip
def test_unlike_units_are_not_compared(threshold: Quantity, quantity: Quantity) -> None:
    assert measured(figure("at_least", Threshold(None, threshold)), quantity) == "unknown"


def test_decimals_and_whole_numbers_are_compared() -> None:
    test = figure("at_least", Threshold(None, Number(Decimal("49.5"), "persons")))
    assert [measured(test, Number(n, "persons")) for n in (49, 50)] == ["no", "yes"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2022-12-31", "unknown"), ("2023-01-01", "no"), ("2023-12-31", "no"), ("2024-01-01", "yes"),
        ("2025-01-01", "unknown")],
)  # fmt: skip
def test_dated_thresholds_hold_from_their_day(day: str, expected: str) -> None:
    test = figure(
        "at_least",
        Threshold(date(2023, 1, 1), Number(3000, "persons")),
        Threshold(date(2024, 1, 1), Number(1000, "persons")),
        Threshold(date(2025, 1, 1), None, "delegated"),
    )
    trace = evaluate(
        test, Facts(figures={("employees", "GB"): Number(2000, "persons")}), date.fromisoformat(day)
    )
    assert trace.result == expected
    assert trace.threshold == test.threshold_on(date.fromisoformat(day))
    assert (trace.threshold is None) == (day == "2022-12-31"), "nothing before the first date"


@given(rules(once=False))
def test_walk_visits_every_node_once_and_counts_negations(node: Node) -> None:
    def count(here: Node) -> int:
        return 1 + sum(count(limb) for limb in limbs(here))

    visited = list(walk(node))
    assert len(visited) == count(node)
    assert visited[0] == (node, False)
    assert [(n, not neg) for n, neg in visited] == list(walk(Not(node)))[1:]
    assert list(walk(Not(Not(node))))[2:] == visited


@given(rules(once=False), situations)
def test_trace_mirrors_the_rule(node: Node, truths: dict[str, str]) -> None:
    trace = evaluate(node, given_facts(truths), DAY)
    assert trace.node is node
    assert [child.node for child in trace.children] == list(limbs(node))
    for child in trace.children:
        assert child == evaluate(child.node, given_facts(truths), DAY)


class Years:
    """Figures of several financial years, each known between two bounds."""

    def __init__(self, *bounds: tuple[int, int | None]) -> None:
        self.bounds = bounds

    def fact(self, name: str) -> FactValue | None:
        return None

    def origin(self, name: str) -> str | None:
        return None

    def counts(self, test: FigureTest, threshold: Quantity) -> Sequence[Count]:
        return [
            Count(Number(low, "persons"), None if high is None else Number(high, "persons"))
            for low, high in self.bounds
        ]


@pytest.mark.parametrize(
    ("operator", "low", "high", "expected"),
    [
        ("at_least", 50, None, "yes"), ("at_least", 49, None, "unknown"),
        ("at_least", 0, 49, "no"), ("at_least", 0, 50, "unknown"),
        ("more_than", 51, 99, "yes"), ("more_than", 50, 51, "unknown"), ("more_than", 0, 50, "no"),
        ("less_than", 0, 49, "yes"), ("less_than", 0, 50, "unknown"), ("less_than", 50, None, "no"),
        ("at_most", 0, 50, "yes"), ("at_most", 0, 51, "unknown"), ("at_most", 51, None, "no"),
        ("at_most", 50, None, "unknown"),
    ],
)  # fmt: skip
def test_bounds_decide_where_both_ends_agree(
    operator: str, low: int, high: int | None, expected: str
) -> None:
    trace = evaluate(figure(operator, FIFTY), Years((low, high)), DAY)
    assert (trace.result, trace.compared) == (expected, None)
    assert [count.result for count in trace.counts] == [expected]


@given(
    st.sampled_from(FIGURE_OPERATORS), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)
)
def test_bounds_never_contradict_what_lies_between(operator: str, a: int, b: int, c: int) -> None:
    low, true, high = sorted((a, b, c))
    test = figure(operator, FIFTY)
    bounded = evaluate(test, Years((low, high)), DAY).result
    assert bounded in (measured(test, Number(true, "persons")), "unknown")


@pytest.mark.parametrize(
    ("years", "bounds", "expected"),
    [
        ({"consecutive": 2}, [(60, 60), (50, 50)], "yes"),
        ({"consecutive": 2}, [(60, 60), (0, None)], "unknown"),
        ({"consecutive": 2}, [(49, 49), (0, None)], "no"),
        ({"any_of_last": 2}, [(49, 49), (60, 60)], "yes"),
        ({"any_of_last": 2}, [(49, 49), (0, None)], "unknown"),
        ({"any_of_last": 2}, [(60, 60), (0, None)], "yes"),
        ({"any_of_last": 2}, [(49, 49), (0, 49)], "no"),
        ({"average_of": 2}, [(49, 49), (51, 51)], "yes"),
        ({"average_of": 2}, [(49, 49), (50, 50)], "no"),
        ({"average_of": 2}, [(100, 100), (0, None)], "yes"),
        ({"average_of": 2}, [(99, 99), (0, None)], "unknown"),
        ({"average_of": 2}, [(90, 90), (0, 9)], "no"),
        ({"before_last": True}, [(50, 50)], "yes"),
    ],
)  # fmt: skip
def test_years_together(
    years: dict[str, object], bounds: list[tuple[int, int | None]], expected: str
) -> None:
    test = replace(figure("at_least", FIFTY), years=years)
    trace = evaluate(test, Years(*bounds), DAY)
    assert trace.result == expected
    assert len(trace.counts) == len(test.periods) == len(bounds)


@pytest.mark.parametrize(
    ("years", "periods"),
    [
        (None, (0,)), ({"consecutive": 3}, (0, 1, 2)), ({"any_of_last": 2}, (0, 1)),
        ({"average_of": 2}, (0, 1)), ({"before_last": True}, (1,)),
    ],
)  # fmt: skip
def test_periods_are_steps_back(years: dict[str, object] | None, periods: tuple[int, ...]) -> None:
    assert replace(figure("at_least", FIFTY), years=years).periods == periods


def test_the_figure_of_an_average_is_the_average() -> None:
    test = replace(figure("at_least", FIFTY), years={"average_of": 2})
    trace = evaluate(test, Years((49, 49), (52, 52)), DAY)
    assert trace.compared == Number(Decimal("50.5"), "persons")


@given(rules(once=False), situations)
def test_the_leaves_recombine_to_the_result(node: Node, truths: dict[str, str]) -> None:
    trace = evaluate(node, given_facts(truths), DAY)
    assert [leaf.node for leaf in trace.leaves()] == [
        n for n, _ in walk(node) if isinstance(n, FactTest)
    ]
    assert trace.recombined(lambda leaf: leaf.result) == trace.result == trace.on(DAY)
    assert trace.recombined(lambda leaf: "unknown") == result(node, dict.fromkeys(NAMES, "unknown"))
    other = {name: "no" if truth == "yes" else "yes" for name, truth in truths.items()}
    assert trace.recombined(
        lambda leaf: other[leaf.node.fact]  # type: ignore[attr-defined, return-value]
    ) == result(node, other)


def test_a_trace_can_be_weighed_on_another_day() -> None:
    dated = figure(
        "at_least",
        Threshold(date(2023, 1, 1), Number(3000, "persons")),
        Threshold(date(2024, 1, 1), Number(1000, "persons")),
        Threshold(date(2025, 1, 1), None, "delegated"),
    )
    trace = evaluate(All((dated, leaf("a"))), Sized(), date(2023, 6, 1))
    assert trace.result == "no"
    days = ("2022-06-01", "2023-06-01", "2024-06-01", "2025-06-01")
    weighed = [trace.on(date.fromisoformat(day)) for day in days]
    assert weighed == ["unknown", "no", "yes", "unknown"]


class Sized(Years):
    """2,000 persons, and every fact is yes."""

    def __init__(self) -> None:
        super().__init__((2000, 2000))

    def fact(self, name: str) -> FactValue | None:
        return "yes"


def test_how_a_fact_was_found_is_kept() -> None:
    class Derived(Sized):
        def origin(self, name: str) -> str | None:
            return "from the tree"

    assert evaluate(leaf("a"), Derived(), DAY).origin == "from the tree"
    assert evaluate(leaf("a"), Sized(), DAY).origin is None


def test_only_nodes_are_evaluated() -> None:
    with pytest.raises(TypeError, match="not a rule node"):
        evaluate(Node(), Facts(), DAY)
