"""Whatever stands in a company file, a company or problems inside the file come out."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ddcompare.corpus.codebook import load_codebook
from ddcompare.corpus.companydump import dump_company
from ddcompare.corpus.companyfile import read_company
from ddcompare.corpus.yamlfile import parse_yaml
from ddcompare.model.company import Company
from ddcompare.model.problem import Problem

DATA = Path(__file__).parent.parent / "data"
BOOK = load_codebook()
GROUP = (DATA / "companies" / "group.yaml").read_text("utf-8")

BREAKS = re.compile("\r\n|\n|\r")
SOUND = parse_yaml(GROUP.encode(), "x").data
yaml_like = st.text(st.sampled_from("ab:- \n\t#'\"[]{},&*!|>%@?~0.é\x85\u2028\ufeff"), max_size=60)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**18), 10**18), st.text(max_size=12),
    st.sampled_from([
        "", "parent", "sub_de", "yes", "2025-12-31", "2022-13-01", "36000000 GBP", "0 VND",
        "250 persons", "-5 EUR", "company", "GB", "UK", "EU", "worldwide", "x" * 2_000, "a\nb",
        1.5, 10**20, "2024", "24",
    ]),
)  # fmt: skip
structures = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=8)
            | st.sampled_from(["facts", "years", "2024", "turnover", "DE", "id", "parent"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


def paths_of(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if not isinstance(node, dict | list):
        return [path]
    below = node.items() if isinstance(node, dict) else enumerate(node)
    return [path, *(found for key, value in below for found in paths_of(value, (*path, key)))]


def check_places(problems: list[Problem], text: str) -> None:
    lines = BREAKS.split(text.removeprefix("\ufeff"))
    for problem in problems:
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        assert str(problem).isprintable(), "one line, and nothing that moves the cursor"
        assert len(str(problem)) < 1_500, "a message is to be read"


@settings(max_examples=300)
@given(st.binary(max_size=200) | yaml_like.map(str.encode))
@example(b"facts: {employees: {\x1b: 1}}")
@example(b"entities: [{id: a, parent: [a]}]")
def test_any_bytes_end_in_problems(data: bytes) -> None:
    company, problems = read_company(data, "x.yaml", BOOK)
    assert company is None
    assert problems
    check_places(problems, data.decode("utf-8", "replace"))


@settings(max_examples=200)
@given(
    st.integers(0), st.binary(min_size=1, max_size=4) | yaml_like.map(str.encode), st.integers(0, 9)
)
def test_any_bytes_within_a_sound_file(where: int, insert: bytes, drop: int) -> None:
    data = GROUP.encode()
    where %= len(data)
    changed = data[:where] + insert + data[where + drop :]
    company, problems = read_company(changed, "x.yaml", BOOK)
    check_places(problems, changed.decode("utf-8", "replace"))
    assert company is not None or problems


@settings(max_examples=300)
@given(
    st.lists(
        st.tuples(st.sampled_from(paths_of(SOUND)), structures, st.text(max_size=6)),
        min_size=1, max_size=3,
    )
)  # fmt: skip
def test_any_structure_ends_in_a_company_or_problems(
    changes: list[tuple[tuple[Any, ...], Any, str]],
) -> None:
    data = copy.deepcopy(SOUND)
    for path, new, word in changes:
        data = change(data, path, new, word)
    text = json.dumps(data, indent=1, default=str, ensure_ascii=False)
    company, problems = read_company(text.encode("utf-8", "replace"), "x.yaml", BOOK)
    check_places(problems, text)
    if company is None:
        assert any(problem.severity == "error" for problem in problems)
    else:
        assert written_again(dump_company(company)) == company


def change(data: Any, path: tuple[Any, ...], new: Any, word: str) -> Any:
    """Put a value in the place of another, or beside it under a new word."""
    here = data
    try:
        for step in path[:-1]:
            here = here[step]
        if isinstance(here[path[-1]], dict) and word:
            here[path[-1]][word] = new
        else:
            here[path[-1]] = new
    except (LookupError, TypeError):
        pass
    return data


def written_again(text: str) -> Company | None:
    return read_company(text.encode(), "x.yaml", BOOK)[0]
