"""Whatever is put in, a law or problems with a place inside the file come out, and no exception."""

from __future__ import annotations

import copy
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ddcompare.corpus.codebook import load_codebook
from ddcompare.corpus.lawfile import read_law
from ddcompare.corpus.yamlfile import Document, parse_yaml
from ddcompare.model.derive import answer
from ddcompare.model.problem import LoadError, Problem

DATA = Path(__file__).parent.parent / "data"
MINI = load_codebook(DATA / "codebook")
TODAY = date(2026, 6, 1)
SOUND = {
    path.stem: parse_yaml(path.read_bytes(), path.name).data
    for path in (DATA / "good").glob("*.yaml")
}
BREAKS = re.compile("\r\n|\n|\r")

yaml_like = st.text(st.sampled_from("ab:- \n\t#'\"[]{},&*!|>%@?~0.é\x85\u2028\ufeff"), max_size=60)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**18), 10**18), st.text(max_size=12),
    st.sampled_from([
        "", "act", "value", "silent", "no", "yes", "2015-03-26", "2022-13-01", "0001-01-01",
        "9999-12-31",
        "36000000 GBP", "6 months", "250 persons", "company", "GB", "XX", "worldwide", "excluded",
        "whole act", "x" * 2_000, "a\nb", "unquantified", 1.5, 10**20,
    ]),
)  # fmt: skip
structures = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def paths_of(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    return [path, *(found for key, value in below for found in paths_of(value, (*path, key)))]


PATHS = {name: paths_of(data) for name, data in SOUND.items()}


def check_places(problems: list[Problem] | tuple[Problem, ...], text: str) -> None:
    lines = BREAKS.split(text.removeprefix("\ufeff"))
    for problem in problems:
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        assert str(problem).isprintable(), "one line, and nothing that moves the cursor"
        assert len(str(problem)) < 1_500, "a message is to be read"


@settings(max_examples=600)
@given(st.binary(max_size=200) | yaml_like.map(str.encode) | st.text(max_size=60).map(str.encode))
@example(b"? a\n: - b\n  -")
@example(b"'")
@example(b"a:\n  b\n c: d")
@example(b"%TAG ! x\n--- !a b")
def test_any_bytes_end_in_a_document_or_a_load_error(data: bytes) -> None:
    problems = problems_of(data)
    assert len(problems) <= 1
    check_places(problems, data.decode("utf-8", "replace"))


def problems_of(data: bytes) -> tuple[Problem, ...]:
    try:
        document = parse_yaml(data, "x.yaml")
    except LoadError as error:
        return error.problems or pytest.fail("a fault without a problem")
    assert isinstance(document, Document)
    return ()


@settings(max_examples=300)
@given(st.binary(max_size=200) | yaml_like.map(str.encode))
def test_any_bytes_end_in_problems_of_a_law_file(data: bytes) -> None:
    law, problems = read_law(data, "x.yaml", MINI, TODAY)
    assert law is None
    assert problems


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(SOUND)),
    st.integers(0),
    st.binary(min_size=1, max_size=4) | yaml_like.map(str.encode),
    st.integers(0, 9),
)
def test_any_bytes_within_a_sound_file(name: str, where: int, insert: bytes, drop: int) -> None:
    data = (DATA / "good" / f"{name}.yaml").read_bytes()
    where %= len(data)
    changed = data[:where] + insert + data[where + drop :]
    _, problems = read_law(changed, f"{name}.yaml", MINI, TODAY)
    check_places(problems, changed.decode("utf-8", "replace"))


@st.composite
def faulty(draw: st.DrawFn) -> tuple[str, Any]:
    """A sound file with one to three nodes replaced, deleted, doubled or added."""
    name = draw(st.sampled_from(sorted(SOUND)))
    data = copy.deepcopy(SOUND[name])
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(PATHS[name]))
        data = change(
            data, path, draw(st.sampled_from(CHANGES)), draw(structures), draw(st.text(max_size=6))
        )
    return name, data


CHANGES = ("replace", "delete", "double", "add", "wrap", "rename")


def change(data: Any, path: tuple[Any, ...], what: str, new: Any, word: str) -> Any:
    if not path:
        return new if what == "replace" else data
    here = data
    try:
        for step in path[:-1]:
            here = here[step]
        old = here[path[-1]]
    except (LookupError, TypeError):
        return data
    if not isinstance(here, dict | list):
        return data
    if what == "delete":
        del here[path[-1]]
    elif what == "double" and isinstance(here, list):
        here.append(copy.deepcopy(old))
    elif what == "add" and isinstance(old, dict):
        old[word] = new
    elif what == "rename" and isinstance(here, dict):
        here[word] = here.pop(path[-1])
    else:
        here[path[-1]] = [old] if what == "wrap" else new
    return data


@settings(max_examples=1_000)
@given(faulty())
def test_any_structure_ends_in_a_law_or_problems(made: tuple[str, Any]) -> None:
    name, data = made
    text = json.dumps(data, indent=1, default=str, ensure_ascii=False)
    law, problems = read_law(text.encode("utf-8", "replace"), f"{name}.yaml", MINI, TODAY)
    check_places(problems, text)
    assert law is not None or problems
    if law is not None and all(problem.severity == "warning" for problem in problems):
        for indicator in MINI.indicators.values():
            for day in (date.min, date(2015, 3, 26), TODAY, date.max):
                answer(law, indicator, day, MINI)


@pytest.mark.parametrize(
    ("inside", "times"),
    [
        ("answers:\n", "  a{n}: 1\n"),
        ("sources:\n", "  a{n}: {{layer: law}}\n"),
        ("kind: statute\n", "a{n}: [1, 2]\n"),
        ("reviewed_by: null, not_checked: [", "{n}, "),
        ("  remedy.powers: {state: not_coded}\n", "  x{n}: *a\n"),
    ],
)
def test_thousands_of_faults_are_told_one_by_one(inside: str, times: str) -> None:
    text = (DATA / "good" / "smallest.yaml").read_text("utf-8")
    many = "".join(times.format(n=n) for n in range(3_000))
    _, problems = read_law(text.replace(inside, inside + many).encode(), "smallest.yaml", MINI)
    assert len(problems) >= (1 if "*" in times else 3_000)


def test_many_country_codes_are_looked_up_quickly() -> None:
    codes = ", ".join(f"US-{n % 1000:03}" for n in range(20_000))
    rule = f"{{fact: branches, includes_any: [{codes}], cite: {{source: act, at: s 1}}}}"
    scope = f"scope: [{{id: a, title: A, confidence: high, rule: {rule}}}]"
    text = (DATA / "good" / "smallest.yaml").read_text("utf-8").replace("scope: []", scope)
    _, problems = read_law(text.encode(), "smallest.yaml", MINI)
    assert {problem.code for problem in problems} == {"unknown-country"}
