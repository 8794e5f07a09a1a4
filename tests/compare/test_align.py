"""Similarity against an independent computation, its properties, families, weights, convergence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ddcompare.compare.align import SILENCE, Alignment, Figure, align
from ddcompare.compare.clusters import cluster
from ddcompare.compare.convergence import Convergence, convergence
from ddcompare.compare.matrix import Matrix, matrix
from ddcompare.compare.weights import Standing, ranks, standings, weightings
from ddcompare.corpus.codebook import load_codebook
from ddcompare.corpus.store import load_corpus
from ddcompare.model.codebook import Codebook
from ddcompare.model.corpus import Corpus
from ddcompare.model.law import Answer, Law
from ddcompare.model.quantities import Money, Number
from ddcompare.render.plain import plain_matrix
from tests.compare.gower import Field
from tests.compare.invented import DAY, any_answer, corpus, law, says

TODAY = date(2026, 11, 24)
MINI_FOLDER = Path(__file__).parent.parent / "data" / "codebook"
MINI = load_codebook(MINI_FOLDER)
BINDS, OWN = "form.report_required", "remedy.civil_liability"


@pytest.fixture(scope="module")
def whole() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="module")
def field(whole: Corpus) -> Matrix:
    return matrix(whole, TODAY)


@pytest.fixture(scope="module")
def found(field: Matrix, shipped: Codebook) -> Alignment:
    return align(field, shipped)


@pytest.fixture(scope="module")
def reference(field: Matrix) -> Field:
    return Field(plain_matrix(field))


def compare(codebook: Codebook, *laws: Law, dimensions: Sequence[str] = ()) -> Alignment:
    return align(matrix(corpus(codebook, *laws), DAY, [], dimensions), codebook, weightings=20)


def near(one: Figure, other: Figure) -> bool:
    """The same but for the order of summation, which is left to the library of linear algebra."""
    sides = (
        [f.similarity, f.coverage, f.usable, f.low, f.high, *(f.without or ()),
         *f.dimensions.values()]
        for f in (one, other)
    )  # fmt: skip
    return all(a == (None if b is None else pytest.approx(b)) for a, b in zip(*sides, strict=True))


def agrees(found: Alignment, reference: Field, silence: str) -> None:
    """Every figure of an alignment against the reference."""
    for (i, j), (one, other) in zip(found.pairs(), reference.pairs(), strict=True):
        figure = found.figure(i, j, silence)
        s, share = reference.weighed(one, other, silence, reference.equal())
        assert figure.usable == len(reference.usable(one, other, silence))
        assert figure.coverage == pytest.approx(float(share))
        expected = pytest.approx(s) if share >= reference.least else None
        assert figure.similarity == expected, (one, other, silence)
        for name, value in figure.dimensions.items():
            alone = {d: reference.equal()[d] * (d == name) for d in reference.dimensions}
            s, share = reference.weighed(one, other, silence, alone)
            assert value == (pytest.approx(s) if share >= reference.least else None)


@pytest.mark.parametrize("silence", SILENCE)
def test_shipped_laws_agree_with_the_reference(
    found: Alignment, reference: Field, silence: str
) -> None:
    agrees(found, reference, silence)
    shown = [pair for pair in found.pairs() if found.figure(*pair, silence).similarity is not None]
    assert len(shown) > 50


@pytest.mark.parametrize("silence", SILENCE)
def test_other_weights_agree_with_the_reference(
    found: Alignment, reference: Field, silence: str
) -> None:
    """The interval is the 50th and the 950th of 1,000 figures, each weighed anew."""
    pair = found.order[7], found.order[14]
    one, other = (found.columns[index].law.id for index in pair)
    figure = found.figure(*pair, silence)
    drawn = weightings(len(reference.dimensions), found.weightings, found.seed)
    figures = sorted(
        reference.weighed(
            one, other, silence, dict(zip(reference.dimensions, row.tolist(), strict=True))
        )[0]
        or 0
        for row in drawn
    )
    assert (figure.low, figure.high) == pytest.approx((figures[49], figures[949]))
    without = [
        reference.weighed(one, other, silence, reference.equal(leave_out=name))[0] or 0
        for name in reference.dimensions
    ]
    assert figure.without == pytest.approx((min(without), max(without)))


def test_the_mean_of_a_law_and_its_rank_agree_with_the_reference(
    found: Alignment, reference: Field
) -> None:
    shown: dict[str, list[float]] = {name: [] for name in reference.laws}
    for one, other in reference.pairs():
        s, share = reference.weighed(one, other, "A", reference.equal())
        if s is not None and share >= reference.least:
            shown[one].append(s)
            shown[other].append(s)
    means = {name: sum(values) / len(values) for name, values in shown.items() if values}
    falling = sorted(means, key=lambda name: -means[name])
    for index, standing in enumerate(found.silence["A"].standings):
        name = reference.laws[index]
        assert standing.pairs == len(shown[name])
        assert standing.mean == (pytest.approx(means[name]) if name in means else None)
        assert standing.rank == (falling.index(name) + 1 if name in means else None)
        if standing.ranks and standing.rank:
            assert standing.ranks[0] <= standing.rank <= standing.ranks[1]


def test_one_sided_questions_are_counted(found: Alignment, reference: Field) -> None:
    for (i, j), pair in zip(found.pairs(), reference.pairs(), strict=True):
        states = ({row["cells"][name]["state"] for name in pair} for row in reference.rows)
        expected = sum(each == {"not_applicable", "value"} for each in states)
        assert found.one_sided[found.position(i, j)] == expected


@st.composite
def laws(draw: st.DrawFn, count: int) -> list[Law]:
    coded = list(MINI.coded())
    return [
        law(
            f"law{number}",
            {i.id: draw(any_answer(i)) for i in coded if draw(st.integers(0, 9))},
            events={"adopted": "2015-01-01", "first_applied": f"20{16 + number}-03-01"},
        )
        for number in range(count)
    ]


@given(laws(3))
@settings(max_examples=25)
def test_any_laws_agree_with_the_reference(drawn: list[Law]) -> None:
    found = compare(MINI, *drawn)
    reference = Field(plain_matrix(found.matrix), MINI_FOLDER)
    for silence in SILENCE:
        agrees(found, reference, silence)


@given(laws(3))
@settings(max_examples=25)
def test_properties(drawn: list[Law]) -> None:
    found = compare(MINI, *drawn)
    fewer = compare(MINI, *drawn[:2])
    twin = replace(drawn[0], id="twin")
    with_twin = compare(MINI, drawn[0], twin)
    for silence in SILENCE:
        for i, j in found.pairs():
            figure = found.figure(i, j, silence)
            assert figure == found.figure(j, i, silence)
            assert 0 <= figure.coverage <= 1 + 1e-12
            if figure.similarity is None:
                assert figure.low is figure.high is figure.without is None
                continue
            assert -1e-12 <= figure.similarity <= 1 + 1e-12
            assert figure.low is not None
            assert figure.high is not None
            assert -1e-12 <= figure.low <= figure.high <= 1 + 1e-12
        for pair in fewer.pairs():
            assert near(found.figure(*pair, silence), fewer.figure(*pair, silence))
        itself = with_twin.figure(0, 1, silence)
        assert itself.similarity in (None, 1.0)
        assert (itself.low, itself.high) in ((None, None), (1.0, 1.0))


def answered(count: int) -> dict[str, Answer]:
    """Answers to the first questions of the dimension remedy, which has seven."""
    values = {
        OWN: says("excluded", score=0), "remedy.powers": says(("inspect",)),
        "remedy.reach": says("both"), "remedy.group_report": says("yes"),
    }  # fmt: skip
    return dict(list(values.items())[:count])


def test_nothing_is_shown_below_the_coverage(mini: Codebook) -> None:
    two = [law(name, answered(4)) for name in ("aa", "bb")]
    figure = compare(mini, *two, dimensions=["remedy"]).figure(0, 1)
    assert (figure.usable, figure.similarity) == (4, None)
    assert figure.coverage == pytest.approx(4 / 7)


def test_exactly_sixty_per_cent_is_enough(mini: Codebook) -> None:
    """Three of the five questions of the scope."""
    answers = {
        "scope.entity_forms": says(("company",)),
        "scope.group_counting": says("entity_alone", score=0),
        "scope.foreign_entities": says("market_presence", score=2),
    }
    two = [law(name, answers) for name in ("aa", "bb")]
    figure = compare(mini, *two, dimensions=["scope"]).figure(0, 1)
    assert (figure.usable, figure.similarity) == (3, 1.0)


def test_one_dimension_has_no_interval(mini: Codebook) -> None:
    two = [law(name, {**answered(4), "remedy.fine_fixed": says(Money(1, "EUR"))})
           for name in ("aa", "bb")]  # fmt: skip
    rich = replace(mini, rates=load_codebook().rates)
    found = compare(rich, *two, dimensions=["remedy"])
    figure = found.figure(0, 1)
    assert figure.similarity == 1.0
    assert figure.low is figure.high is figure.without is None
    assert found.silence["A"].standings[0].ranks is None
    assert found.silence["A"].mean_without is None


def test_a_law_that_is_not_in_force_takes_part_and_is_marked(mini: Codebook) -> None:
    bill = law("bb", {}, events={"adopted": "2015-01-01"})
    found = compare(mini, law("aa", {}), bill)
    assert [column.greyed for column in found.columns] == [False, True]
    assert len(found.silence["A"].standings) == 2


def test_fewer_than_two_laws_cannot_be_compared(mini: Codebook) -> None:
    with pytest.raises(ValueError, match="two laws"):
        compare(mini, law("aa", {}))
    both = matrix(corpus(mini, law("aa", {}), law("bb", {})), DAY)
    with pytest.raises(ValueError, match="one weighting"):
        align(both, mini, weightings=0)


def test_laws_without_coverage_stand_apart(mini: Codebook) -> None:
    full = dict(answered(4))
    found = compare(mini, law("aa", full), law("bb", full), law("cc", {}), dimensions=["remedy"])
    assert (found.order, found.families, found.apart) == ((), (), (0, 1, 2))
    assert found.square() == ()
    assert found.silence["A"].mean is None


def test_the_square_of_a_heat_map_is_in_the_order_of_the_families(found: Alignment) -> None:
    square = found.square("B")
    assert len(square) == len(found.order)
    for row, one in enumerate(found.order):
        assert square[row][row] == 1.0
        for column, other in enumerate(found.order):
            if one != other:
                assert square[row][column] == found.figure(one, other, "B").similarity
    assert [index for family in found.families for index in family] == list(found.order)
    assert sorted((*found.order, *found.apart)) == list(range(len(found.columns)))


def test_families_hold_together(found: Alignment) -> None:
    for family in found.families:
        within = [found.figure(a, b).similarity for a in family for b in family if a < b]
        known = [value for value in within if value is not None]
        if known:
            assert sum(known) / len(known) >= 0.7 - 1e-9
    assert sum(len(family) > 1 for family in found.families) >= 3


def test_the_order_of_the_arguments_changes_nothing(whole: Corpus, found: Alignment) -> None:
    forwards = found
    names = [column.law.id for column in forwards.columns]
    backwards = align(matrix(whole, TODAY, names[::-1]), whole.codebook)
    ids = [column.law.id for column in backwards.columns]
    for i, j in backwards.pairs():
        one, other = names.index(ids[i]), names.index(ids[j])
        assert near(backwards.figure(i, j), forwards.figure(one, other))
    families = {frozenset(names[i] for i in family) for family in forwards.families}
    assert families == {frozenset(ids[i] for i in family) for family in backwards.families}


def condensed(square: Sequence[Sequence[float]]) -> Any:
    rows, columns = np.triu_indices(len(square), 1)
    return np.array(square, dtype=float)[rows, columns]


def test_clusters_put_like_beside_like() -> None:
    like, unlike = 0.9, 0.2
    square = [
        [1, unlike, like, unlike],
        [unlike, 1, unlike, like],
        [like, unlike, 1, unlike],
        [unlike, like, unlike, 1],
    ]
    found = cluster(condensed(square), 4)
    assert {frozenset(family) for family in found.families} == {
        frozenset({0, 2}),
        frozenset({1, 3}),
    }
    assert found.order[0] < found.order[-1]


def test_a_family_is_at_least_seventy_per_cent_alike() -> None:
    assert cluster(condensed([[1, 0.7], [0.7, 1]]), 2).families == ((0, 1),)
    assert cluster(condensed([[1, 0.69], [0.69, 1]]), 2).families == ((0,), (1,))
    assert cluster(np.array([]), 1).families == ((0,),)


def test_weightings_are_flat_and_always_the_same() -> None:
    drawn = weightings(4, 5000, 1971)
    assert np.allclose(drawn.sum(axis=1), 1)
    assert np.allclose(drawn.mean(axis=0), 1 / 4, atol=0.01)
    # The variance of one coordinate of the flat Dirichlet distribution is (n - 1) / (n^2 (n + 1)).
    assert np.allclose(drawn.var(axis=0), 3 / (16 * 5), atol=0.002)
    assert (drawn == weightings(4, 5000, 1971)).all()
    assert not (drawn == weightings(4, 5000, 1972)).all()
    state = np.random.PCG64(1971).random_raw(4).tolist()
    exponential = [-math.log(((raw >> 11) + 0.5) / 2**53) for raw in state]
    assert drawn[0].tolist() == pytest.approx([e / sum(exponential) for e in exponential])


def test_equal_laws_share_the_better_rank_and_unknown_ones_are_last() -> None:
    means = np.array([[0.5], [0.7], [0.7 + 1e-15], [np.nan]])
    assert ranks(means)[:, 0].tolist() == [3, 1, 1, 4]


def test_ranks_that_overlap_are_ties() -> None:
    first, second = Standing(3, 0.8, 1, ranks=(1, 2)), Standing(3, 0.7, 2, ranks=(2, 3))
    third = Standing(3, 0.6, 3, ranks=(3, 4))
    assert first.tied_with(second)
    assert second.tied_with(third)
    assert not first.tied_with(third)
    assert not first.tied_with(Standing(0))
    assert Standing(1, 0.8, 1).tied_with(Standing(1, 0.8, 1))


def test_identical_laws_are_tied(mini: Codebook) -> None:
    answers = {
        **answered(4), "remedy.fine_turnover": says(Number(3, "per_cent")),
        "scope.entity_forms": says(("company",)),
        "scope.group_counting": says("entity_alone", score=0),
        "scope.foreign_entities": says("market_presence", score=2),
    }  # fmt: skip
    other = {**answers, OWN: says("own_cause_of_action", score=2)}
    three = law("aa", answers), law("bb", answers), law("cc", other)
    found = compare(mini, *three, dimensions=["scope", "remedy"])
    assert found.figure(0, 1).similarity == 1.0
    assert found.tied(0) == (1,)


def test_standings_without_pairs() -> None:
    (alone, one, other) = standings(np.array([np.nan, 0.5, 0.6]), [0, 1, 1], None)
    assert alone == Standing(0)
    assert (one.rank, other.rank) == (2, 1)


def positions(codebook: Codebook, indicator: str, *laws: Law) -> Convergence:
    found = convergence(matrix(corpus(codebook, *laws), DAY), codebook)
    return next(item for item in found if item.indicator.id == indicator)


def test_who_takes_which_position(mini: Codebook) -> None:
    own, silent = says("own_cause_of_action", score=2), says(state="silent", score=1)
    found = positions(
        mini, OWN, law("aa", {OWN: silent}), law("bb", {OWN: own}), law("cc", {OWN: silent}),
        law("dd", {OWN: says(state="not_applicable")}), law("ee", {}),
    )  # fmt: skip
    assert [(g.words, g.state, g.laws) for g in found.groups] == [
        ("silent", "silent", ("aa", "cc")),
        ("own cause of action", "value", ("bb",)),
        ("not applicable", "not_applicable", ("dd",)),
        ("not coded", "not_coded", ("ee",)),
    ]
    assert [g.words for g in found.most_common] == ["silent"]
    assert found.share == pytest.approx(2 / 3)
    assert [(g.words, g.laws) for g in found.most_demanding] == [("own cause of action", ("bb",))]


def test_a_law_that_is_not_in_force_is_never_the_most_demanding(mini: Codebook) -> None:
    strong, weak = says("own_cause_of_action", score=2), says(state="silent", score=1)
    bill = law("bb", {OWN: strong}, events={"adopted": "2015-01-01"})
    assert positions(mini, OWN, law("aa", {OWN: weak}), bill).most_demanding == ()


def test_the_lower_direction_and_sets_and_what_has_none(mini: Codebook) -> None:
    rich = replace(mini, rates=load_codebook().rates)
    powers = [says(("inspect",)), says(("court_injunction", "inspect")), says(())]
    fines = [says(Money(10, "EUR")), says(Money(10, "GBP")), says(state="silent")]
    drawn = [
        law(name, {"remedy.powers": p, "remedy.fine_fixed": f, "remedy.reach": says("both")})
        for name, p, f in zip(("aa", "bb", "cc"), powers, fines, strict=True)
    ]
    assert positions(rich, "remedy.powers", *drawn).most_demanding[0].laws == ("bb",)
    assert positions(rich, "remedy.fine_fixed", *drawn).most_demanding[0].laws == ("bb",)
    assert positions(rich, "remedy.reach", *drawn).most_demanding == ()
    assert positions(rich, "remedy.reach", *drawn).share == 1.0
    assert positions(rich, "form.deadline", *drawn).share is None


def test_the_lowest_figure_asks_most_where_lower_is_stricter(
    field: Matrix, shipped: Codebook
) -> None:
    items = {item.indicator.id: item for item in convergence(field, shipped)}
    (most,) = items["scope.employee_threshold"].most_demanding
    assert most.words == "1 person"
    assert len(most.laws) > 3


def test_divergence_is_the_mean_distance_of_the_pairs(found: Alignment) -> None:
    for silence in SILENCE:
        for indicator, divergence in found.silence[silence].divergence.items():
            if divergence.mean is None:
                assert divergence.pairs < 0.6 * len(list(found.pairs()))
                continue
            assert 0 <= divergence.mean <= 1, indicator


def test_the_questions_of_a_pair_are_those_that_count(found: Alignment) -> None:
    questions = found.questions(0, 3)
    assert len(questions) == 90
    counted = [question for question in questions if question.distance is not None]
    assert len(counted) == found.figure(0, 3).usable
