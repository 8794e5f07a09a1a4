"""Standard files: what is read, what is refused, and the standards that ship."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ddcompare.corpus import standardchecks
from ddcompare.corpus.codebook import load_codebook
from ddcompare.corpus.datadir import schemas_dir, standards_dir
from ddcompare.corpus.schema import law_schema, standard_schema
from ddcompare.corpus.standardfile import read_standard
from ddcompare.corpus.standards import check_standard_files, load_standards, standard_files
from ddcompare.corpus.yamlfile import parse_yaml
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Citation
from ddcompare.model.problem import LoadError, Problem
from ddcompare.model.quantities import Duration, Number
from ddcompare.model.standard import Standard, Want

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
BAD = sorted((DATA / "bad_standards").glob("*.yaml"))
GOOD = DATA / "good_standards" / "everything.yaml"
SHIPPED = sorted(standards_dir().glob("*.yaml"))
TODAY = date(2026, 6, 1)
DAY_OF_SHIPPING = date(2026, 11, 28)
EXPECT = "# expect: "
MINI = load_codebook(DATA / "codebook")
SOUND = parse_yaml(GOOD.read_bytes(), GOOD.name).data
STANDARD_CODES = {
    "want-comparison", "want-type", "bad-value", "unknown-source", "unknown-indicator",
}  # fmt: skip

each = pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)


def expected_of(path: Path) -> list[str]:
    lines = path.read_text("utf-8").split("\n")
    return [line.removeprefix(EXPECT) for line in lines if line.startswith(EXPECT)]


def read_good() -> Standard:
    standard, problems = read_standard(GOOD.read_bytes(), GOOD.name, MINI, TODAY)
    assert problems == []
    assert standard is not None
    return standard


class TestGoodFile:
    def test_head(self) -> None:
        found = read_good()
        assert (found.id, found.title, found.short_title, found.issuer, found.status) == (
            "everything", "A Standard of Everything", "Everything", "An Assembly", "soft_law",
        )  # fmt: skip
        assert (found.summary, found.traps) == (
            "All that can be wanted.", ("It is not a treaty.", "It has no annex B."),
        )  # fmt: skip
        assert (found.checked.on, found.checked.law_as_of) == (date(2026, 3, 1), date(2026, 1, 1))
        assert (found.checked.reviewed_by, found.checked.not_checked) == (
            "A Lawyer",
            ("the annex",),
        )

    def test_sources(self) -> None:
        found = read_good()
        assert list(found.sources) == ["text", "account"]
        assert found.sources["text"].version == date(2020, 5, 4)
        assert (found.sources["account"].translation, found.sources["account"].read) == (
            True, "secondary",
        )  # fmt: skip
        assert found.url(Citation("text", "Principle 1")) == "https://example.org/standard"
        assert found.url(Citation("account", "p. 3")) is None

    def test_expectations_keep_their_order_and_ids(self) -> None:
        found = read_good().expectations
        assert [(e.id, e.addressee, e.known, e.verified) for e in found] == [
            ("EV-1", "state", "primary", True), ("EV-2a/b", "company", "reproduction", True),
            ("EV-3.1", "initiative", "unconfirmed", False), ("EV-5..9", "all", "secondary", True),
        ]  # fmt: skip
        assert found[0].cite == (Citation("text", "Principle 1", ("protect",)),)
        assert found[1].cite == (Citation("text", "Principle 2"), Citation("account", "p. 3"))
        assert (found[1].note, found[2].wants) == ("Commentary not read.", ())

    def test_wants_hold_values_of_their_indicator(self) -> None:
        first, second = read_good().expectations[:2]
        assert first.wants == (
            Want("remedy.civil_liability", "at_least", ("own_cause_of_action",), "a court"),
            Want("scope.employee_threshold", "at_most", (Number(500, "persons"),)),
            Want("remedy.limitation_period", "at_least", (Duration(5, "years"),)),
        )
        assert second.wants == (
            Want("remedy.powers", "includes", ("inspect", "publish_findings")),
            Want("remedy.reach", "one_of", ("both", "foreign_only")),
            Want("remedy.group_report", "one_of", ("yes",)),
            Want("status.review_date", "answered"),
        )

    def test_staleness_is_a_matter_of_the_day(self) -> None:
        data = GOOD.read_bytes()
        assert read_standard(data, GOOD.name, MINI)[1] == []
        (late,) = read_standard(data, GOOD.name, MINI, date(2027, 3, 2))[1]
        assert (late.code, late.severity) == ("stale", "warning")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_file_gives_these_problems_and_no_others(path: Path, mini: Codebook) -> None:
    _, problems = read_standard(path.read_bytes(), path.name, mini, TODAY)
    found = [str(problem).removeprefix(f"{path.name}:") for problem in problems]
    assert found == expected_of(path)
    assert found


def test_every_code_is_in_the_catalogue() -> None:
    lines = [line for path in BAD for line in expected_of(path)]
    shown = {found[1] for line in lines if (found := re.search(r"\[([a-z-]+)\]", line))}
    assert {*standardchecks.CODES, *STANDARD_CODES} - shown == set()


class TestFaultsKeepTheRest:
    def test_a_faulty_expectation_is_left_out_and_the_rest_is_there(self) -> None:
        text = GOOD.read_text("utf-8").replace("addressee: company", "addressee: firm")
        standard, problems = read_standard(text.encode(), GOOD.name, MINI, TODAY)
        assert standard is not None
        assert [e.id for e in standard.expectations] == ["EV-1", "EV-3.1", "EV-5..9"]
        assert [problem.code for problem in problems] == ["unknown-term"]

    def test_a_faulty_want_is_left_out_and_the_rest_is_there(self) -> None:
        text = GOOD.read_text("utf-8").replace("500 persons", "500 EUR")
        standard, problems = read_standard(text.encode(), GOOD.name, MINI, TODAY)
        assert standard is not None
        assert [want.indicator for want in standard.expectations[0].wants] == [
            "remedy.civil_liability", "remedy.limitation_period",
        ]  # fmt: skip
        assert [problem.code for problem in problems] == ["bad-value"]

    def test_want_that_is_faulty_is_no_missing_note(self) -> None:
        text = GOOD.read_text("utf-8").replace("at_least: own_cause_of_action}]", "at_least: zzz}]")
        _, problems = read_standard(text.encode(), GOOD.name, MINI, TODAY)
        assert [problem.code for problem in problems] == ["bad-value"]

    def test_one_cited_text_that_was_read_is_enough_for_primary(self) -> None:
        text = GOOD.read_text("utf-8").replace("known: reproduction", "known: primary")
        assert read_standard(text.encode(), GOOD.name, MINI, TODAY)[1] == []
        unread = text.replace("read: part", "read: none")
        found = [p.code for p in read_standard(unread.encode(), GOOD.name, MINI, TODAY)[1]]
        assert found == ["known-without-text", "known-without-text"]


class TestAnyInput:
    breaks = re.compile("\r\n|\n|\r")

    def check_places(self, problems: list[Problem], text: str) -> None:
        lines = self.breaks.split(text.removeprefix("\ufeff"))
        for problem in problems:
            assert 1 <= problem.line <= len(lines), problem
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
            assert str(problem).isprintable()
            assert len(str(problem)) < 1_500

    @settings(max_examples=200)
    @given(
        st.binary(max_size=200) | st.text("ab:- \n\t#'\"[]{},&*!|>%@?", max_size=60).map(str.encode)
    )
    def test_any_bytes_end_in_problems(self, data: bytes) -> None:
        standard, problems = read_standard(data, "x.yaml", MINI, TODAY)
        assert standard is None
        assert problems
        self.check_places(problems, data.decode("utf-8", "replace"))

    @settings(max_examples=150)
    @given(st.integers(0), st.binary(min_size=1, max_size=4), st.integers(0, 9))
    def test_any_bytes_within_a_sound_file(self, where: int, insert: bytes, drop: int) -> None:
        data = GOOD.read_bytes()
        where %= len(data)
        changed = data[:where] + insert + data[where + drop :]
        _, problems = read_standard(changed, GOOD.name, MINI, TODAY)
        self.check_places(problems, changed.decode("utf-8", "replace"))

    junk = st.recursive(
        st.none() | st.booleans() | st.integers(-9, 10**18) | st.text(max_size=8)
        | st.sampled_from(["text", "own_cause_of_action", "500 persons", "yes", "x" * 900]),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
        ),
        max_leaves=5,
    )  # fmt: skip

    @settings(max_examples=500)
    @given(st.data(), st.sampled_from(["replace", "delete", "double", "wrap", "rename"]), junk)
    def test_any_structure_ends_in_a_standard_or_problems(
        self, data: st.DataObject, what: str, new: Any
    ) -> None:
        made = copy.deepcopy(SOUND)
        for _ in range(data.draw(st.integers(1, 2))):
            change(made, data.draw(st.sampled_from(PATHS)), what, new)
        text = json.dumps(made, indent=1, default=str, ensure_ascii=False)
        standard, problems = read_standard(text.encode("utf-8", "replace"), GOOD.name, MINI, TODAY)
        self.check_places(problems, text)
        assert standard is not None or problems


def paths_of(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(node, dict):
        below = list(node.items())
    else:
        below = list(enumerate(node)) if isinstance(node, list) else []
    return [path, *(found for key, value in below for found in paths_of(value, (*path, key)))]


PATHS = paths_of(SOUND)[1:]


def change(data: Any, path: tuple[Any, ...], what: str, new: Any) -> None:
    here = data
    try:
        for step in path[:-1]:
            here = here[step]
        old = here[path[-1]]
    except (LookupError, TypeError):
        return
    if not isinstance(here, dict | list):
        return
    if what == "delete":
        del here[path[-1]]
    elif what == "double" and isinstance(here, list):
        here.append(copy.deepcopy(old))
    elif what == "rename" and isinstance(here, dict):
        here[str(new)[:6]] = here.pop(path[-1])
    else:
        here[path[-1]] = [old] if what == "wrap" else new


class TestSchema:
    def test_shipped_schema_is_that_of_the_codebook(self, shipped: Codebook) -> None:
        found = json.loads((schemas_dir() / "standard.schema.json").read_text("utf-8"))
        assert found == standard_schema(shipped), "run: python3 run.py renew"

    def test_schema_is_a_schema(self, mini: Codebook) -> None:
        jsonschema.Draft202012Validator.check_schema(standard_schema(mini))

    def test_nothing_of_the_base_is_left_open(self, mini: Codebook) -> None:
        text = json.dumps(standard_schema(mini))
        assert set(re.findall(r'"(\$\w+)":', text)) == {"$schema", "$ref", "$defs"}
        assert len(re.findall('"type": "object"', text)) == len(
            re.findall('"additionalProperties":', text)
        )

    def test_what_law_files_have_too_is_the_same_there(self, mini: Codebook) -> None:
        law, standard = law_schema(mini)["$defs"], standard_schema(mini)["$defs"]
        shared = ("id", "date", "cite", "source", "sources", "checked")
        assert {name: law[name] for name in shared} == {name: standard[name] for name in shared}

    def test_derived_indicators_can_be_wanted(self, mini: Codebook) -> None:
        known = standard_schema(mini)["$defs"]["want"]["properties"]["indicator"]["enum"]
        assert known == list(mini.indicators)

    @pytest.mark.parametrize("path", [GOOD], ids=["good"])
    def test_an_editor_accepts_what_the_program_accepts(self, path: Path, mini: Codebook) -> None:
        data = json.loads(json.dumps(parse_yaml(path.read_bytes(), path.name).data))
        jsonschema.Draft202012Validator(standard_schema(mini)).validate(data)


OWN = """\
id: own
title: {full: A Standard, short: TITLE}
issuer: An Assembly
status: soft_law
checked: {on: 2026-03-01, law_as_of: 2026-01-01, reviewed_by: null, not_checked: []}
sources: {text: {layer: law, title: T, url: null, language: en, read: full}}
expectations:
  - id: OWN-1
    addressee: state
    summary: Protect.
    cite: {source: text, at: Principle 1}
    known: primary
    wants: [{indicator: dd.policy, at_least: general_duty}]
"""


class TestLoading:
    def test_standards_are_sorted_by_id(self, shipped: Codebook) -> None:
        found = load_standards(shipped)
        assert list(found) == sorted(path.stem for path in SHIPPED)
        assert all(found[name].id == name for name in found)

    def test_a_later_folder_wins(self, shipped: Codebook, tmp_path: Path) -> None:
        first, second = tmp_path / "a", tmp_path / "b"
        text = OWN
        for folder, title in ((first, "First"), (second, "Second")):
            folder.mkdir()
            (folder / "own.yaml").write_text(text.replace("TITLE", title), "utf-8")
        found = load_standards(shipped, (first, second))
        assert found["own"].short_title == "Second"
        assert len(found) == len(SHIPPED) + 1

    def test_every_problem_of_every_file_is_reported(
        self, shipped: Codebook, tmp_path: Path
    ) -> None:
        (tmp_path / "a.yaml").write_text("id: [", "utf-8")
        (tmp_path / "b.yaml").write_bytes(b"\xff")
        (tmp_path / "own.yaml").write_text(OWN.replace("state", "stat"), "utf-8")
        with pytest.raises(LoadError) as caught:
            load_standards(shipped, (tmp_path,))
        assert [problem.code for problem in caught.value.problems] == [
            "yaml-syntax", "encoding", "unknown-term",
        ]  # fmt: skip

    def test_a_warning_stops_nothing(self, shipped: Codebook, tmp_path: Path) -> None:
        text = OWN.replace("Principle 1", "whole act")
        (tmp_path / "own.yaml").write_text(text, "utf-8")
        assert "own" in load_standards(shipped, (tmp_path,))
        _, problems = check_standard_files([tmp_path / "own.yaml"], shipped, DAY_OF_SHIPPING)
        assert [problem.code for problem in problems] == ["whole-act"]

    def test_a_missing_folder_or_file_is_a_problem(self, shipped: Codebook, tmp_path: Path) -> None:
        with pytest.raises(LoadError, match="the folder does not exist"):
            load_standards(shipped, (tmp_path / "none",))
        found, problems = check_standard_files([tmp_path / "none.yaml"], shipped, None)
        assert (found, [problem.code for problem in problems]) == ({}, ["unreadable"])


class TestShipped:
    def test_the_program_loads_these_files(self) -> None:
        assert standard_files() == SHIPPED
        assert SHIPPED

    @each
    def test_standard_file_has_no_problem(self, path: Path, shipped: Codebook) -> None:
        standard, problems = read_standard(path.read_bytes(), path.name, shipped, DAY_OF_SHIPPING)
        assert [str(problem) for problem in problems] == []
        assert standard is not None

    @each
    def test_no_review_is_claimed(self, path: Path, shipped: Codebook) -> None:
        standard, _ = read_standard(path.read_bytes(), path.name, shipped)
        assert standard is not None
        assert standard.checked.reviewed_by is None

    @each
    def test_editors_find_the_schema(self, path: Path) -> None:
        first = path.read_text("utf-8").partition("\n")[0]
        assert first == "# yaml-language-server: $schema=../ddcompare/schemas/standard.schema.json"

    @each
    def test_what_is_not_confirmed_is_not_claimed(self, path: Path, shipped: Codebook) -> None:
        standard, _ = read_standard(path.read_bytes(), path.name, shipped)
        assert standard is not None
        if any(not e.verified for e in standard.expectations):
            assert standard.checked.not_checked

    def test_short_titles_and_ids_of_expectations_differ(self, shipped: Codebook) -> None:
        standards = load_standards(shipped).values()
        titles = Counter(standard.short_title for standard in standards)
        ids = Counter(e.id for standard in standards for e in standard.expectations)
        assert [name for name, count in (titles | ids).items() if count > 1] == []

    def test_figures_are_wanted_only_where_a_standard_names_them(self, shipped: Codebook) -> None:
        wants = [
            want for standard in load_standards(shipped).values()
            for expectation in standard.expectations for want in expectation.wants
        ]  # fmt: skip
        figures = [w.indicator for w in wants if not all(isinstance(v, str) for v in w.values)]
        assert figures == [], "none of the standards that ship names a figure"

    def test_the_codebook_rests_on_expectations_that_exist(self, shipped: Codebook) -> None:
        ids = {e.id for s in load_standards(shipped).values() for e in s.expectations}
        rests = {name for i in shipped.indicators.values() for name in i.rests_on if name != "-"}
        standards = {name.partition("-")[0] for name in ids}
        missing = {name for name in rests if name.partition("-")[0] in standards} - ids
        assert missing == set()
        elsewhere = rests - ids
        assert elsewhere == set(), "these belong to no standard that ships"


class TestDocument:
    text = (ROOT / "docs" / "standard-file.md").read_text("utf-8")

    def test_example_is_what_the_program_accepts(self, shipped: Codebook) -> None:
        (block,) = re.findall(r"```yaml\n(.*?)```", self.text, re.S)
        standard, problems = read_standard(block.encode(), "example.yaml", shipped, DAY_OF_SHIPPING)
        assert [str(problem) for problem in problems] == []
        assert standard is not None
        assert len(standard.expectations[0].wants) == 5

    @pytest.mark.parametrize("part", ["expectation", "want"])
    def test_every_field_of_the_schema_is_explained(self, part: str, shipped: Codebook) -> None:
        fields = standard_schema(shipped)["$defs"][part]["properties"]
        assert [name for name in fields if not re.search(rf"\b{name}\b", self.text)] == []

    def test_every_term_of_the_schema_is_explained(self, shipped: Codebook) -> None:
        schema = standard_schema(shipped)
        expectation = schema["$defs"]["expectation"]["properties"]
        terms = [
            *schema["properties"]["status"]["enum"], *expectation["addressee"]["enum"],
            *expectation["known"]["enum"],
        ]  # fmt: skip
        assert [term for term in terms if term not in self.text] == []
