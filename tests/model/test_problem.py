"""Problems as they are shown, and suggestions."""

from __future__ import annotations

import pytest

from ddcompare.model.problem import LoadError, Problem, did_you_mean


@pytest.mark.parametrize(
    ("hint", "shown"),
    [
        (None, "laws/a.yaml:4:7: error[x-y]: it is wrong"),
        ("mend it", "laws/a.yaml:4:7: error[x-y]: it is wrong; mend it"),
    ],
)
def test_one_line(hint: str | None, shown: str) -> None:
    assert str(Problem("laws/a.yaml", 4, 7, "error", "x-y", "it is wrong", hint)) == shown


def test_order_is_that_of_the_files() -> None:
    def at(file: str, line: int, column: int) -> Problem:
        return Problem(file, line, column, "error", "c", "m")

    ordered = [at("a", 1, 2), at("a", 1, 10), at("a", 2, 1), at("a", 10, 1), at("b", 1, 1)]
    shuffled = [ordered[n] for n in (3, 1, 4, 0, 2)]
    assert sorted(shuffled) == ordered


def test_load_error_keeps_and_shows_every_problem() -> None:
    problems = [Problem("a", 1, 1, "error", "c", "one"), Problem("b", 2, 2, "warning", "d", "two")]
    error = LoadError(iter(problems))
    assert error.problems == tuple(problems)
    assert str(error) == "a:1:1: error[c]: one\nb:2:2: warning[d]: two"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("form.deadlin", "did you mean form.deadline?"),
        ("form.frequenzy", "did you mean form.frequency?"),
        ("zzz", None), ("", None), ("form.deadline" * 10_000, None),
    ],
)  # fmt: skip
def test_suggestion(word: str, expected: str | None) -> None:
    assert did_you_mean(word, ["form.frequency", "form.deadline"]) == expected


def test_no_suggestion_without_words() -> None:
    assert did_you_mean("anything", []) is None
