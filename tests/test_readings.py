"""The second readings: drawn as announced, settled where they differ, and the figures on them."""

from __future__ import annotations

from itertools import combinations

import pytest

from ddcompare.compare.agreement import agreement
from ddcompare.compare.sampling import sample
from ddcompare.corpus.datadir import laws_dir
from ddcompare.corpus.readings import load_readings, readings_dir
from ddcompare.model.codebook import Codebook
from ddcompare.model.problem import LoadError
from ddcompare.model.reading import Coding, ReadTwice

FILES = sorted(path.stem for path in readings_dir().glob("*.yaml"))


@pytest.mark.parametrize("law", FILES)
def test_the_cells_are_those_that_the_seed_draws(law: str, shipped: Codebook) -> None:
    (reading,) = [reading for reading in load_readings(shipped) if reading.law == law]
    assert (laws_dir() / f"{law}.yaml").is_file()
    assert [cell.indicator for cell in reading.cells] == list(sample(shipped, law))
    assert reading.independence


def test_the_draw_takes_a_quarter_of_every_dimension(shipped: Codebook) -> None:
    drawn = sample(shipped, "xx_any")
    assert drawn == sample(shipped, "xx_any") != sample(shipped, "xx_other")
    for dimension in shipped.dimensions:
        names = {indicator.id for indicator in dimension.indicators}
        assert len(names.intersection(drawn)) * 4 >= len(names)


def test_a_difference_that_nothing_settles_is_a_fault(shipped: Codebook, tmp_path) -> None:
    (tmp_path / "xx.yaml").write_text(
        """law: xx
as_of: 2026-11-24
second: {coder: B, on: 2026-11-24, independence: none}
cells:
  form.assurance:
    first: {state: silent}
    second: {value: authority_review}
"""
    )
    with pytest.raises(LoadError, match=r"readings/xx.yaml:5:3: error\[unsettled\]"):
        load_readings(shipped, tmp_path)


def coding(state: str, score: int | None = None) -> Coding:
    return Coding(state, None, score)


def nominal_alpha(pairs: list[tuple[str, str]]) -> float:
    """Krippendorff's alpha for two coders and no missing data, written out from the definition."""
    values = [value for pair in pairs for value in pair]
    observed = sum(a != b for a, b in pairs) / len(pairs)
    expected = sum(a != b for a, b in combinations(values, 2)) / (
        len(values) * (len(values) - 1) / 2
    )
    return 1 - observed / expected


def test_alpha_on_states_agrees_with_the_definition(shipped: Codebook) -> None:
    pairs = [("silent", "silent"), ("silent", "value"), ("value", "value"), ("no", "silent")]
    cells = [
        ReadTwice("xx", "form.assurance", coding(first), coding(second)) for first, second in pairs
    ]
    figures = {figure.family: figure for figure in agreement(cells, shipped)}
    assert figures["state alone"].alpha == pytest.approx(nominal_alpha(pairs))
    assert (figures["state alone"].cells, figures["state alone"].same) == (4, 2)


def test_alpha_is_left_out_where_it_is_not_defined(shipped: Codebook) -> None:
    cells = [ReadTwice("xx", "form.assurance", coding("silent", 0), coding("silent", 0))] * 3
    figures = {figure.family: figure for figure in agreement(cells, shipped)}
    assert figures["ordinal"].alpha is None
    assert figures["ordinal"].share == 1
    assert figures["set"].share is None
