"""Company files: what they say comes out as facts and figures, and every fault has its place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import ddcompare.corpus
from ddcompare.corpus.codebook import load_codebook
from ddcompare.corpus.companyfile import load_company, read_company
from ddcompare.corpus.yamlfile import MAX_BYTES
from ddcompare.model.company import Accounts, Company, Entity
from ddcompare.model.problem import LoadError, Problem
from ddcompare.model.quantities import Money, Number

DATA = Path(__file__).parent.parent / "data"
BOOK = load_codebook()
GROUP = (DATA / "companies" / "group.yaml").read_text("utf-8")
BAD = sorted((DATA / "bad_companies").glob("*.yaml"))
EXPECT = "# expect: "


def expected_of(path: Path) -> list[str]:
    lines = path.read_text("utf-8").split("\n")
    return [line.removeprefix(EXPECT) for line in lines if line.startswith(EXPECT)]


def sound(text: str) -> Company:
    company, problems = read_company(text.encode(), "x.yaml", BOOK)
    assert problems == []
    assert company is not None
    return company


def facts(text: str) -> Entity:
    """The entity of a file with these facts alone."""
    (entity,) = sound(f"facts: {text}").entities
    return entity


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_file_gives_these_problems_and_no_others(path: Path) -> None:
    company, problems = read_company(path.read_bytes(), path.name, BOOK)
    found = [str(problem).removeprefix(f"{path.name}:") for problem in problems]
    assert found == expected_of(path)
    assert (company is None) == any(problem.severity == "error" for problem in problems)


def test_every_file_expects_something() -> None:
    assert BAD
    assert [path.name for path in BAD if not expected_of(path)] == []


def test_every_code_of_the_program_is_in_the_catalogue() -> None:
    lines = (line for path in BAD for line in expected_of(path))
    catalogue = {found[1] for line in lines if (found := re.search(r"\[([a-z-]+)\]", line))}
    typed = {"empty"}  # only what is typed can be no value at all
    assert set(codes_in_source()) - catalogue == typed


def codes_in_source() -> Iterator[str]:
    places = {"fault": 1, "_refuse": 1, "Contradiction": 1, "problem": 1}
    folder = Path(ddcompare.corpus.__path__[0])
    for path in folder.glob("company*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                place = places.get(name, len(node.args))
                code = node.args[place] if place < len(node.args) else None
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value


def test_file_of_the_contract() -> None:
    company = sound(GROUP)
    parent, sub = company.entities
    assert (company.name, company.as_of) == ("Example Group", date(2026, 11, 23))
    assert (parent.id, parent.name, parent.parent) == ("parent", "Example plc", None)
    assert parent.facts == {
        "legal_form": "company", "seat": "GB", "branches": ("DE",),
        "does_business_in": ("GB", "DE"), "supplies": ("goods", "services"),
        "financial_year_end": date(2025, 12, 31),
    }  # fmt: skip
    assert parent.year_end == date(2025, 12, 31)
    assert parent.own.last == {
        ("employees", "worldwide"): Number(1200, "persons"),
        ("employees", "DE"): Number(1100, "persons"),
        ("turnover", "worldwide"): Money(40000000, "GBP"),
        ("turnover", "EU"): Money(0, "EUR"),
        ("balance_sheet_total", "worldwide"): Money(25000000, "EUR"),
    }
    assert parent.own.earlier == {
        2024: {
            ("employees", "worldwide"): Number(1150, "persons"),
            ("turnover", "worldwide"): Money(38000000, "GBP"),
        }
    }
    assert parent.consolidated == Accounts()
    assert list(company.subsidiaries(parent)) == [sub]
    assert sub.consolidated.last == {("employees", "worldwide"): Number(950, "persons")}


def test_single_company_is_one_entity_with_the_name_of_the_company() -> None:
    (entity,) = sound(
        "company: Example AG\nfacts: {seat: DE}\nconsolidated: {employees: 9}"
    ).entities
    assert (entity.id, entity.name, entity.parent) == ("company", "Example AG", None)
    assert entity.consolidated.last == {("employees", "worldwide"): Number(9, "persons")}
    assert sound("consolidated: {employees: 9}").entities[0].facts == {}


@pytest.mark.parametrize("written", ["NO", '"NO"', "'NO'"])
def test_norway_is_a_country(written: str) -> None:
    assert facts(f"{{seat: {written}, sells_in: [{written}]}}").facts == {
        "seat": "NO", "sells_in": ("NO",),
    }  # fmt: skip
    assert ("employees", "NO") in facts(f"{{employees: {{{written}: 5}}}}").own.last


@pytest.mark.parametrize("written", ["yes", '"yes"'])
def test_yes_is_text(written: str) -> None:
    assert facts(f"{{incorporated: {written}}}").facts == {"incorporated": "yes"}


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("999", 999), ('"999"', 999), ("999 persons", 999), ("1 person", 1), ("0", 0),
        ("249.5", Decimal("249.5")), ('"249.5"', Decimal("249.5")),
        ("249.5 persons", Decimal("249.5")), ("999999999999999999", 10**18 - 1),
    ],
)  # fmt: skip
def test_counts_stand_with_or_without_their_unit(written: str, amount: object) -> None:
    expected = {("employees", "worldwide"): Number(amount, "persons")}  # type: ignore[arg-type]
    assert facts(f"{{employees: {written}}}").own.last == expected
    assert facts(f"{{employees: {{worldwide: {written}}}}}").own.last == expected


def test_empty_list_is_known_and_a_missing_one_is_not() -> None:
    assert facts("{listed_in: []}").facts == {"listed_in": ()}
    assert facts("{}").facts == {}


def test_list_of_one_may_be_a_word() -> None:
    assert facts("{sells_in: US-CA, supplies: goods}").facts == {
        "sells_in": ("US-CA",), "supplies": ("goods",),
    }  # fmt: skip


def test_topmost_entity_may_say_that_it_has_no_parent() -> None:
    assert sound("entities: [{id: a, parent: null}, {id: b, parent: a}]").entities[0].parent is None


def test_two_currencies_with_a_rate_and_nothing_in_a_third_are_no_contradiction() -> None:
    text = "as_of: 2026-06-30\nfacts: {turnover: {worldwide: 900 EUR, GB: 5 GBP, VN: 0 VND}}"
    assert sound(text).entities[0].own.last["turnover", "VN"] == Money(0, "VND")


def test_rates_are_asked_for_only_where_two_currencies_meet() -> None:
    def refuse() -> Any:
        pytest.fail("no rates are needed")

    text = "as_of: 2026-06-30\nfacts: {turnover: {worldwide: 9 VND, EU: 5 VND}, royalties: 1 EUR}"
    assert read_company(text.encode(), "x", BOOK, refuse)[1] == []


def test_countries_that_joined_an_area_or_left_it_are_no_contradiction() -> None:
    text = "{turnover: {EU: 5 EUR, GB: 9 EUR, HR: 9 EUR}}"
    assert len(facts(text).own.last) == 3


def test_file_with_errors_is_not_loaded_and_tells_them_all(tmp_path: Path) -> None:
    path = tmp_path / "company.yaml"
    path.write_text("facts: {seat: UK, employees: few}", "utf-8")
    with pytest.raises(LoadError) as caught:
        load_company(path, BOOK)
    assert [problem.code for problem in caught.value.problems] == ["unknown-country", "bad-value"]
    assert Path(caught.value.problems[0].file).name == "company.yaml"


def test_warning_does_not_stop_a_file(tmp_path: Path) -> None:
    path = tmp_path / "company.yaml"
    path.write_bytes((DATA / "bad_companies" / "year_end_ahead.yaml").read_bytes())
    assert load_company(path, BOOK).entities[0].year_end == date(2025, 12, 31)


def test_large_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "company.yaml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    for read in (
        lambda: load_company(path, BOOK),
        lambda: raise_all(read_company(path.read_bytes(), "x", BOOK)[1]),
    ):
        with pytest.raises(LoadError, match="larger than 2 MB; split the group into several files"):
            read()


def raise_all(problems: list[Problem]) -> None:
    raise LoadError(problems)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="does not exist"):
        load_company(tmp_path / "none.yaml", BOOK)


def chain(length: int) -> str:
    """A group in which each entity controls the next."""
    entities = (
        f"- {{id: e{n}, parent: {f'e{n - 1}' if n else 'null'}, facts: {{seat: DE, employees: 5}}}}"
        for n in range(length)
    )
    return "entities:\n" + "\n".join(entities)


def test_group_far_deeper_than_the_stack_of_the_program() -> None:
    company = sound(chain(3_000))
    assert len(list(company.subsidiaries(company.entities[0]))) == 2_999
    text = chain(3_000).replace("parent: null", "parent: e2999")
    (problem,) = read_company(text.encode(), "x", BOOK)[1]
    assert problem.code == "parents-in-a-circle"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("- {{id: a{n}, parent: b{n}}}", "unknown-parent"),
        ("- {{id: a, parent: a}}", "double-id"),
        ("- {{id: a{n}, facts: {{b{n}: 1}}}}", "unknown-fact"),
        ("- {{id: a{n}, facts: {{seat: B{n}}}}}", "unknown-country"),
    ],
)
def test_thousands_of_faults_are_told_one_by_one(line: str, code: str) -> None:
    text = "entities:\n" + "\n".join(line.format(n=n) for n in range(3_000))
    _, problems = read_company(text.encode(), "x", BOOK)
    assert sum(problem.code == code for problem in problems) >= 2_999
