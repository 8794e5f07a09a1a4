"""``check`` as a user types it: answers, formats, faults, what if."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import icalendar
import jsonschema
import openpyxl
import pytest

from ddcompare.corpus import store
from ddcompare.corpus.datadir import schemas_dir

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
GERMAN, BRITISH, AMERICAN = (
    EXAMPLES / f"{name}.yaml" for name in ("german_manufacturer", "uk_group", "us_retailer")
)
TODAY = ("--as-of", "2026-11-28")
ONE = ("--law", "de_lksg", "--entity", "kessler")


@pytest.fixture(autouse=True, scope="module")
def _load_once() -> Iterator[None]:
    load = store.load_corpus
    shipped = cache(lambda: load(()))

    def loaded(folders: Sequence[Path] = ()) -> object:
        return load(folders) if folders else shipped()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "load_corpus", loaded)
        yield


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("day", ["1914-07-01", "2023-06-30", "2026-11-28", "2029-08-01"])
def test_examples_answer_every_law_for_every_entity(run, path: Path, day: str) -> None:
    result = run("check", path, "--as-of", day, "--format", "json")
    assert (result.code, result.err) == (0, "")
    data = json.loads(result.out)
    schema = json.loads((schemas_dir() / "check.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(data)
    assert data["as_of"] == day
    for entity in data["entities"]:
        assert len(entity["laws"]) >= 20
        for law in entity["laws"]:
            assert law["reason"].endswith(".")
            assert law["duties"] == [] or law["applies"] == "yes"
            assert law["missing"] == [] or "unknown" in (law["applies"], law["would_apply"])
            for duty in law["duties"]:
                assert duty["due"] is None or day <= duty["due"] <= data["window"]["to"]


def test_a_page_fits_80_columns_and_answers_with_a_date(run) -> None:
    result = run("check", GERMAN, *TODAY, "--trace")
    assert result.code == 0
    assert max(map(len, result.out.splitlines())) <= 80
    text = flat(run("check", GERMAN, *TODAY, *ONE).out)
    assert "Kessler Antriebstechnik on 2026-11-28: 1 law" in text
    assert "Applies (1)" in text
    assert "2027-04-30" in text
    assert "No encoding shown has been reviewed" in text


def test_the_threshold_of_the_day_decides(run) -> None:
    text = flat(run("check", GERMAN, "--as-of", "2023-06-30", *ONE, "--trace").out)
    assert "Does not apply (1)" in text
    assert "at least 3,000 persons" in text
    assert "1,200 persons" in text


def test_as_of_of_the_file_counts_unless_another_is_typed(run, tmp_path: Path) -> None:
    file = tmp_path / "company.yaml"
    file.write_text("as_of: 2018-05-05\nfacts: {seat: GB}\n")
    first = "Company on 2018-05-05: 1 law"
    assert run("check", file, "--law", "uk_msa").out.startswith(first)
    typed = run("check", file, "--law", "uk_msa", "--as-of", "2020-01-01").out
    assert typed.startswith("Company on 2020-01-01: 1 law")


@pytest.mark.parametrize("format", ["table", "json", "md", "html"])
def test_same_bytes_each_time_in_print_and_in_a_file(run, tmp_path: Path, format: str) -> None:
    call = ("check", BRITISH, *TODAY, "--format", format, "--trace")
    printed = run(*call).out
    assert run(*call).out == printed
    assert run(*call, "--output", tmp_path / "out").out == ""
    assert (tmp_path / "out").read_text("utf-8") == printed


def test_html_is_one_page_without_script(run) -> None:
    page = run("check", AMERICAN, *TODAY, "--format", "html").out
    assert page.startswith("<!DOCTYPE html>")
    assert "<script" not in page
    assert "Blue Mesa Stores, Inc. (blue_mesa)" in page


def test_workbook_goes_to_a_file_only(run, tmp_path: Path) -> None:
    refused = run("check", GERMAN, *TODAY, "--format", "xlsx")
    assert (refused.code, refused.out) == (2, "")
    assert "--output" in refused.err
    file = tmp_path / "check.xlsx"
    assert run("check", GERMAN, *TODAY, "--format", "xlsx", "--output", file).code == 0
    assert openpyxl.load_workbook(file).sheetnames[0] == "Overview"


def test_calendar_beside_the_answer(run, tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    result = run("check", AMERICAN, *TODAY, "--until", "2028-11-27", "--calendar", file)
    assert (result.code, result.err) == (0, "")
    events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    days = [event.decoded("dtstart").isoformat() for event in events]
    assert days == sorted(days)
    assert all("2026-11-28" <= day <= "2028-11-27" for day in days)
    assert all(day in result.out for day in days)
    assert len({event["uid"] for event in events}) == len(events) > 1


def test_calendar_of_a_later_day_keeps_the_identities(run, tmp_path: Path) -> None:
    uids = []
    for day in ("2026-11-28", "2026-12-15"):
        file = tmp_path / f"{day}.ics"
        run("check", GERMAN, "--as-of", day, "--until", "2027-11-27", "--calendar", file)
        events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
        uids.append({event["uid"] for event in events})
    assert uids[0] == uids[1] != set()


def test_what_if_tells_what_flips_and_why(run) -> None:
    text = flat(run("check", GERMAN, *TODAY, *ONE, "--set", "employees.DE=999").out)
    assert "yes, then no" in text
    assert "999 persons" in text
    assert "1,000 persons" in text


def test_what_if_for_one_entity_of_a_group(run) -> None:
    call = ("check", GERMAN, *TODAY, "--law", "de_lksg", "--format", "json")
    data = json.loads(run(*call, "--set", "kessler:employees.DE=999").out)
    (change,) = data["changes"]
    assert (change["kind"], change["of"]) == ("set", ["kessler:employees.DE=999"])
    assert [(f["entity"], f["law"], f["before"], f["after"]) for f in change["flips"]] == [
        ("kessler", "de_lksg", "yes", "no")
    ]


def test_what_changes_between_two_days_in_order_of_time(run) -> None:
    call = ("check", GERMAN, "--law", "de_lksg", "--entity", "kessler", "--format", "json")
    for first, second in (("2023-06-30", "2026-11-28"), ("2026-11-28", "2023-06-30")):
        data = json.loads(run(*call, "--as-of", first, "--compare-as-of", second).out)
        (change,) = data["changes"]
        assert change["of"] == ["2023-06-30", "2026-11-28"]
        (flip,) = change["flips"]
        assert (flip["before"], flip["after"]) == ("no", "yes")


def test_a_law_that_begins_to_apply_to_others_changes_no_answer(run) -> None:
    call = ("check", GERMAN, *TODAY, "--compare-as-of", "2029-08-01", "--law", "eu_battery_reg")
    assert "No answer changes." in run(*call, "--entity", "kessler").out


def test_nothing_flips_is_said(run) -> None:
    text = flat(run("check", GERMAN, *TODAY, *ONE, "--set", "employees.DE=1199").out)
    assert "No answer changes." in text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--law", "de_lskg"], "did you mean de_lksg?"),
        (["--entity", "kesler"], "did you mean kessler?"),
        (["--format", "htm"], "did you mean html?"),
        (["--as-of", "2026-13-01"], "2026-13-01"),
        (["--until", "2026-11-27", "--as-of", "2026-11-28"], "2026-11-27"),
        (["--until", "2040-01-01", "--as-of", "2026-11-28"], "2040-01-01"),
        (["--until", "soon"], "--until"),
        (["--overview", "--trace"], "--trace"),
        (["--compare-as-of", "x"], "--compare-as-of"),
        (["--set", "employees.DE"], "FACT=VALUE"),
        (["--set", "employes.DE=9"], "employees"),
        (["--set", "nobody:employees.DE=9"], "nobody"),
        (["--set", "employees.DE=many"], "--set"),
        (["--calendar", "/nowhere/x.ics"], "--calendar"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(run, options: list[str], words: str) -> None:
    result = run("check", GERMAN, *options)
    assert result.code == 2
    assert words in result.err
    assert len(result.err.strip().splitlines()) == 1


@pytest.mark.parametrize("options", [[], ["--ask"], [GERMAN, "--ask"]])
def test_without_a_terminal_nobody_is_asked(run, options: list[object]) -> None:
    result = run("check", *options)
    assert (result.code, result.out) == (2, "")
    assert "terminal" in result.err


def test_a_file_that_is_not_there(run, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml"):
        result = run("check", path)
        assert (result.code, result.out) == (2, "")
        assert str(path) in result.err


def test_every_error_of_a_company_file_in_one_run(run, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(
        "facts:\n  seet: GB\n  employees: {worldwide: 10, DE: 20}\n  legal_form: compny\n"
    )
    result = run("check", file)
    assert (result.code, result.out) == (3, "")
    for words in ("bad.yaml:2:", "bad.yaml:3:", "bad.yaml:4:", "did you mean seat?", "cannot be"):
        assert words in result.err
    assert "validate" not in result.err


def test_doubts_about_a_company_file_do_not_stop(run, tmp_path: Path) -> None:
    file = tmp_path / "doubt.yaml"
    file.write_text("as_of: 2020-01-01\nfacts: {seat: GB, financial_year_end: 2021-12-31}\n")
    result = run("check", file, "--law", "uk_msa")
    assert result.code == 0
    assert "year-end-ahead" in result.err


def test_own_laws_are_checked_too(run, tmp_path: Path) -> None:
    run("new", "gb_new", "--title", "New Act", "--jurisdiction", "GB", "--adopted", "2020-01-01",
        "--url", "https://example.org", "--folder", tmp_path)  # fmt: skip
    result = run("check", GERMAN, *TODAY, *ONE[2:], "--laws", tmp_path, "--law", "gb_new")
    assert result.code == 0
    assert "GB NEW" in result.out
    assert "no class of addressees is coded" in flat(result.out)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(run, day: str) -> None:
    assert run("check", GERMAN, "--as-of", day).code == 0
