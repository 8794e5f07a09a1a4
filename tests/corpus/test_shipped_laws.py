"""The laws that ship: each file in ``laws/`` is sound and answers every question on any day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ddcompare.corpus.datadir import laws_dir
from ddcompare.corpus.lawfile import read_law
from ddcompare.corpus.store import law_files
from ddcompare.model.codebook import CONFIDENCES, STATES, Codebook
from ddcompare.model.derive import answer, application_state, is_present
from ddcompare.model.law import Law

LAWS = sorted(laws_dir().glob("*.yaml"))
TODAY = date(2026, 11, 24)
DAYS = [
    date.min,
    date(2011, 1, 1),
    date(2016, 6, 1),
    date(2018, 1, 1),
    date(2021, 1, 1),
    date(2023, 12, 31),
    TODAY,
    date.max,
]
each = pytest.mark.parametrize("path", LAWS, ids=lambda path: path.stem)


def read(path: Path, codebook: Codebook) -> Law:
    law, _ = read_law(path.read_bytes(), path.name, codebook, TODAY)
    assert law is not None
    return law


@each
def test_law_file_has_no_problem(path: Path, shipped: Codebook) -> None:
    law, problems = read_law(path.read_bytes(), path.name, shipped, TODAY)
    assert [str(problem) for problem in problems] == []
    assert law is not None


@each
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_question_has_an_answer_on_every_day(
    path: Path, day: date, shipped: Codebook
) -> None:
    law = read(path, shipped)
    for indicator in shipped.indicators.values():
        found = answer(law, indicator, day, shipped)
        assert found.state in STATES
        if not is_present(law, day, shipped):
            continue
        if found.state == "not_coded":
            continue
        assert found.on(day), f"{indicator.id} holds {found.valid_from} to {found.valid_to}"
        assert found.cite, indicator.id
        assert found.confidence in CONFIDENCES, indicator.id
        assert {cite.source for cite in found.cite} <= law.sources.keys()
        if found.state in ("value", "silent") and indicator.type == "ordinal":
            assert (found.score is None) == (
                found.state == "silent" and indicator.silent_score is None
            ) or "unquantified" in found.attributes, indicator.id
        if found.state == "silent":
            assert found.value is None
            assert found.read


@each
def test_nothing_of_a_law_is_known_before_it_is_there(path: Path, shipped: Codebook) -> None:
    law = read(path, shipped)
    assert application_state(law, date.min, shipped) is None
    assert not is_present(law, date.min, shipped)
    states = {answer(law, i, date.min, shipped).state for i in shipped.indicators.values()}
    assert states == {"not_coded"}


@each
def test_no_review_is_claimed(path: Path, shipped: Codebook) -> None:
    assert read(path, shipped).checked.reviewed_by is None


@each
def test_editors_find_the_schema(path: Path) -> None:
    first = path.read_text("utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../ddcompare/schemas/law.schema.json"


def test_the_program_loads_these_files() -> None:
    assert law_files() == LAWS
    assert len({path.stem for path in LAWS}) == len(LAWS)
