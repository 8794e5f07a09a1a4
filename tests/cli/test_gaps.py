"""The command gaps as people type it: standards, laws, own drafts, faults, exit codes."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from ddcompare.compare.gaps_laws import RELATIONS, compare_laws
from ddcompare.compare.gaps_table import GapTable, Report, gap_table
from ddcompare.compare.grading import GRADES
from ddcompare.corpus import standards, store
from ddcompare.corpus.datadir import laws_dir, schemas_dir, standards_dir
from ddcompare.model.codebook import Codebook
from ddcompare.model.corpus import Corpus
from ddcompare.model.standard import Standard
from ddcompare.render.pages.gaps import gaps_page
from ddcompare.render.plain_gaps import plain_report
from ddcompare.render.terminal import to_text

DAY = ("--as-of", "2026-11-24")
OWN = """\
id: own
title: {full: "A standard of our own | `x` <b>", short: Own Standard}
issuer: Ministry
status: guidance
summary: Invented.
checked: {on: 2026-01-02, law_as_of: 2026-01-01, reviewed_by: null, not_checked: []}
sources:
  text: {layer: law, title: Text, url: "https://example.org/own", language: en, read: full}
expectations:
  - id: OWN-1
    addressee: company
    summary: Report and act.
    cite: {source: text, at: para 1}
    known: primary
    wants:
      - {indicator: form.report_required, at_least: nil_statement_accepted}
      - {indicator: content.risks, at_least: mandatory}
      - {indicator: form.deadline, answered: true}
      - {indicator: dd.prioritise, at_least: severity_decides}
      - {indicator: form.publication, at_least: on_request, note: "anywhere at all"}
  - {id: OWN-2, addressee: state, summary: Be kind., cite: {source: text, at: para 2},
     known: unconfirmed, note: nothing measures it, wants: []}
"""


@pytest.fixture(scope="module")
def load() -> Callable[..., Corpus]:
    """The corpus, read once for the whole module."""
    read = store.load_corpus
    return functools.cache(lambda *folders: read(folders))


READ = functools.cache(standards.read_standard)


@pytest.fixture(autouse=True)
def _read_once(load: Callable[..., Corpus], monkeypatch: pytest.MonkeyPatch) -> None:
    load()
    monkeypatch.setattr(store, "load_corpus", lambda folders=(): load(*folders))
    monkeypatch.setattr(standards, "read_standard", READ)


@pytest.fixture
def own(tmp_path: Path) -> tuple[str, str, str, str]:
    """The arguments for a small standard in a folder of one's own."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "own.yaml").write_text(OWN)
    return ("--against", "own", "--standards", str(folder))


@pytest.fixture(scope="module")
def measures(load) -> Mapping[str, Standard]:
    return standards.load_standards(load().codebook)


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads((schemas_dir() / "gaps.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def test_the_report_in_json(run, own) -> None:
    data = json.loads(run("gaps", "uk_msa", *own, *DAY, "-f", "json").out)
    grades = {item["indicator"]: item["grade"] for item in data["items"]}
    assert grades == {
        "form.report_required": "met",
        "content.risks": "partly",
        "form.deadline": "not_met",
        "dd.prioritise": "not_assessable",
        "form.publication": "exceeds",
    }
    assert data["summary"] == dict.fromkeys(GRADES, 1)
    assert (data["law"], data["against"], data["against_kind"]) == ("uk_msa", "own", "standard")
    assert [(item["expectation"], item["unverified"]) for item in data["not_measured"]] == [
        ("OWN-2", True)
    ]
    deadline = data["items"][2]
    assert deadline["why"] == "The law is silent; asked for: a rule of the law's own."
    assert deadline["beside"] == ["guidance"]
    assert 1 <= len(deadline["close"]["laws"]) <= 3
    assert all(law["cite"] for law in deadline["close"]["laws"])
    assert data["items"][0]["close"] is None


def test_the_page_says_what_is_missing_who_has_it_and_what_does_not_count(run, own) -> None:
    result = run("gaps", "uk_msa", *own, *DAY)
    text = " ".join(result.out.split())
    assert result.code == 0
    for words in (
        "5 elements measured",
        "not met 1 OWN-1",
        'The law stops at "suggested"; asked for: at least "mandatory".',
        "[s 54(5)(d)]",
        "would meet it, but is not counted: 6 months",
        'to close at least "mandatory", as in ',
        'exceeds: "prominent or second channel"',
        "The question cannot arise.",
        "Not measured by the codebook: 1",
        "unverified",
        "never 'compliant'",
        "Not legal advice.",
    ):
        assert words in text
    assert max(map(len, result.out.splitlines())) <= 80


def fits(report: Report | GapTable, book: Codebook) -> bool:
    """Whether the page of a report fits the terminal, and no line ends with blanks."""
    lines = to_text(gaps_page(report, book)).splitlines()
    return all(len(line) <= 80 and line == line.rstrip() for line in lines)


@pytest.mark.parametrize("against", [path.stem for path in sorted(standards_dir().glob("*.yaml"))])
def test_laws_against_every_standard_fit_the_schema_and_the_terminal(
    load, measures, validator, against: str
) -> None:
    laws = list(load().laws)[::7]
    table = gap_table(load(), laws, measures[against], date(2026, 11, 24))
    validator.validate(plain_report(table))
    for report in (table, *table.reports):
        assert fits(report, load().codebook)
    assert all(sum(report.summary.values()) == len(report.items) > 0 for report in table.reports)


@pytest.mark.parametrize("law", [path.stem for path in sorted(laws_dir().glob("*.yaml"))])
def test_every_law_can_be_held_against_another(load, validator, law: str) -> None:
    """A ring of laws, so that each stands on both sides once."""
    names = list(load().laws)
    other = names[(names.index(law) + 1) % len(names)]
    report = compare_laws(load(), law, other, date(2026, 11, 24))
    data = plain_report(report)
    validator.validate(data)
    assert data["against_kind"] == "law"
    assert tuple(data["summary"]) == RELATIONS
    assert len(data["items"]) == 90
    assert fits(report, load().codebook)


def test_silent_and_not_coded_never_look_alike(run) -> None:
    data = json.loads(run("gaps", "--against", "ungp", *DAY, "--format", "json").out)
    items = [item for report in data["reports"] for item in report["items"]]
    grades = {state: {i["grade"] for i in items if i["law"]["state"] == state}
              for state in ("silent", "not_coded", "unclear")}  # fmt: skip
    assert grades == {
        "silent": {"not_met"}, "not_coded": {"not_assessable"}, "unclear": {"not_assessable"},
    }  # fmt: skip
    assert all("silent" in item["why"] for item in items if item["law"]["state"] == "silent")


def test_two_prescribed_forms_conflict_and_say_why(run) -> None:
    out = run("gaps", "us_dodd_frank_1502", "--against", "eu_eudr", *DAY).out
    text = " ".join(out.split())
    assert "Conflicting: 1" in out
    assert re.search(r"conflicting +1 +cannot both be met by one and the same report", out)
    assert "files twice" in text
    none = run("gaps", "nl_child_labour_dd", "--against", "fr_vigilance", *DAY).out
    assert "No conflict was found (looked for under: Common template)." in " ".join(none.split())


def test_a_law_that_is_not_in_force_says_so(run, own) -> None:
    out = " ".join(run("gaps", "nl_child_labour_dd", *own, *DAY).out.split())
    assert "adopted, not in force; what follows is about its text" in out
    assert "about its text" not in run("gaps", "fr_vigilance", *own, *DAY).out


def test_a_law_is_graded_as_it_stood(run, own) -> None:
    """The guidance of the day, too: its first edition came in October 2015."""
    items = json.loads(
        run("gaps", "uk_msa", *own, "--as-of", "2015-06-01", "-f", "json").out
    )["items"]  # fmt: skip
    assert items[2]["beside"] == []


def test_a_standard_younger_than_the_day_says_so(run, own) -> None:
    early = run("gaps", "uk_msa", *own, "--as-of", "2025-12-31").out
    assert "Read as of 2026-01-01, after the day asked for." in early
    assert "after the day asked for" not in run("gaps", "uk_msa", *own, *DAY).out


def test_a_filter_shows_one_grade_and_counts_all(run, own) -> None:
    out = run("gaps", "uk_msa", *own, *DAY, "--grade", "partly").out
    assert "Partly: 1" in out
    assert "Not met: " not in out
    assert "1 are shown." in " ".join(out.split())
    assert re.search(r"not met +1", out)


@pytest.mark.parametrize(
    ("grades", "code"),
    [(["not_met"], 1), (["not_met", "partly"], 1), (["exceeds"], 1), ([], 0)],
)
def test_fail_on_gives_exit_code_1(run, own, grades: list[str], code: int) -> None:
    failing = [word for grade in grades for word in ("--fail-on", grade)]
    result = run("gaps", "uk_msa", *own, *DAY, *failing)
    assert result.code == code
    assert "elements measured" in result.out
    assert all(f"1 {grade}" in result.err for grade in grades)


def test_fail_on_passes_where_no_law_has_the_grade(run, own) -> None:
    narrow = ("-d", "form", "--fail-on", "partly")
    assert run("gaps", "uk_msa", *own, *DAY, *narrow).code == 0


def test_fail_on_counts_all_laws_and_what_a_filter_hides(run, own) -> None:
    result = run("gaps", "uk_msa", *own, *DAY, "--fail-on", "not_met", "--grade", "met")
    assert result.code == 1
    result = run("gaps", "uk_msa", "us_ca_tisca", *own, *DAY, "--fail-on", "not_met")
    assert result.code == 1


def test_a_draft_of_ones_own_is_graded_like_a_law(run, own, tmp_path: Path) -> None:
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    begun = run(
        "new", "xx_bill", "--title", "Bill", "--jurisdiction", "NL", "--adopted", "2025-01-01",
        "--url", "https://example.org", "--folder", drafts,
    )  # fmt: skip
    assert begun.code == 0
    result = run("gaps", "xx_bill", *own, *DAY, "--laws", drafts, "--fail-on", "not_met")
    assert result.code == 0, result.err
    assert re.search(r"not assessable +5", result.out)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["uk_msa"], "--against is missing: give a standard ("),
        (["uk_msa", "--against", "ungo"], "no standard or law 'ungo'; did you mean ungp?"),
        (["uk_msa", "--against", "fr_vigilence"], "did you mean fr_vigilance?"),
        (["uk_mas", "--against", "ungp"], "no law 'uk_mas'; did you mean uk_msa?"),
        (["uk_msa", "--against", "ungp", "--fail-on", "notmet"], "did you mean not_met?"),
        (["uk_msa", "--against", "fr_vigilance", "--grade", "met"], "no grade 'met'; there are"),
        (["uk_msa", "--against", "ungp", "--dimension", "voise"], "did you mean voice?"),
        (["uk_msa", "--against", "ungp", "--format", "jason"], "did you mean json?"),
        (["uk_msa", "--against", "uk_msa"], "uk_msa cannot be held against itself"),
        (["uk_msa", "fr_vigilance", "--against", "ungp", "--grade", "met"], "name one law"),
        (["uk_msa", "--against", "ungp", "--as-of", "2015-03-25"],
         "UK MSA s 54 (uk_msa) was not law on 2015-03-25: it was adopted on 2015-03-26"),
        (["uk_msa", "--against", "fr_vigilance", "--as-of", "2016-06-01"],
         "(fr_vigilance) was not law on 2016-06-01: it was adopted on 2017-03-27"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_sentence_and_exit_code_2(
    run, arguments: list[str], message: str
) -> None:
    result = run("gaps", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert result.err.count("\n") == 1


def test_a_standard_that_asks_nothing_of_a_dimension_says_so(run, own) -> None:
    result = run("gaps", "uk_msa", *own, *DAY, "-d", "market")
    assert (result.code, result.out) == (2, "")
    assert result.err == "ddcompare: own asks nothing of: market\n"


def test_a_faulty_standard_is_data_that_cannot_be_loaded(run, own) -> None:
    file = Path(own[3]) / "own.yaml"
    file.write_text(OWN.replace("at_least: mandatory", "at_least: mandatry"))
    result = run("gaps", "uk_msa", *own, *DAY)
    assert result.code == 3
    assert "own.yaml:" in result.err


def test_words_of_a_standard_cannot_become_markup(run, own) -> None:
    text = run("gaps", "uk_msa", *own, *DAY, "--format", "md").out
    assert r"A standard of our own \| \`x\` &lt;b&gt;" in text


def test_a_report_is_written_to_a_file_the_same_twice(run, own, tmp_path: Path) -> None:
    files = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for file in files:
        result = run("gaps", "uk_msa", *own, *DAY, "--output", file)
        assert (result.code, result.out) == (0, "")
    assert files[0].read_bytes() == files[1].read_bytes() != b""


def test_a_table_shows_each_law_under_its_number(run, own) -> None:
    result = run("gaps", "uk_msa", "nl_child_labour_dd", "fr_vigilance", *own, "--as-of",
                 "2019-10-24")  # fmt: skip
    assert re.search(r"^1 +UK MSA s 54 +1 +1 +1 +1 +1$", result.out, re.MULTILINE)
    assert re.search(r"^2 +\(NL Child Labour Act\)", result.out, re.MULTILINE)
    assert re.search(r"^OWN-1 +\S +\S +\S$", result.out, re.MULTILINE)
    early = run("gaps", "uk_msa", "fr_vigilance", *own, "--as-of", "2016-06-01").out
    assert "Not law on 2016-06-01, so not shown: FR Duty of Vigilance." in " ".join(early.split())
