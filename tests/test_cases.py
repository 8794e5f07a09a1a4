"""The applicability cases of the laws: facts, day, expected answer, pinpoint.

Each is a sound company file, uses facts that exist, cites sources of its law, and is answered by
the whole check as its author expects.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ddcompare.comply.check import check
from ddcompare.comply.records import Applicability
from ddcompare.comply.standing import BINDING
from ddcompare.corpus.companyfile import company_from
from ddcompare.corpus.datadir import laws_dir
from ddcompare.corpus.rates import ecb_rates
from ddcompare.corpus.store import load_corpus
from ddcompare.corpus.yamlfile import read_yaml
from ddcompare.model.codebook import Codebook
from ddcompare.model.corpus import Corpus
from ddcompare.model.quantities import Money, parse_date, parse_quantity

CASES = sorted((Path(__file__).parent / "data" / "cases").glob("*.yaml"))
ANSWERS = ("yes", "no", "unknown")


def load(path: Path) -> dict[str, Any]:
    return read_yaml(path, path.name).data


def cases() -> Iterator[Any]:
    for path in CASES:
        raw = load(path)
        for case in raw["cases"]:
            yield pytest.param(raw["law"], case, id=f"{raw['law']}-{case['id']}")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_law_has_at_least_six_cases_with_ids_of_their_own(path: Path) -> None:
    raw = load(path)
    assert raw["law"] == path.stem
    assert (laws_dir() / path.name).is_file()
    ids = [case["id"] for case in raw["cases"]]
    assert len(ids) == len(set(ids)) >= 6


def entities(company: dict[str, Any]) -> list[dict[str, Any]]:
    if "entities" in company:
        return list(company["entities"])
    return [{"id": "company", **{k: company[k] for k in ("facts", "consolidated") if k in company}}]


@pytest.mark.parametrize(("law", "case"), list(cases()))
def test_a_case_is_well_formed(law: str, case: dict[str, Any], shipped: Codebook) -> None:
    assert set(case) <= {"id", "about", "as_of", "company", "entity", "expect", "cite"}
    parse_date(case["as_of"])
    assert case["expect"]["applies"] in ANSWERS
    assert case["expect"].get("would_apply", "yes") in ANSWERS
    assert set(case["expect"]) <= {"applies", "would_apply", "missing", "as"}
    members = entities(case["company"])
    names = [member["id"] for member in members]
    assert len(names) == len(set(names))
    assert case.get("entity", names[0]) in names
    assert {member["parent"] for member in members if "parent" in member} <= set(names)
    for member in members:
        for group in ("facts", "consolidated"):
            check_facts(member.get(group, {}), shipped)
    for fact in case["expect"].get("missing", []):
        name = fact if fact in shipped.terms["fact"] else fact.partition(".")[0]
        assert name in shipped.terms["fact"] or name in shipped.terms["figure"], fact
    check_cites(law, case["cite"])


def check_cites(law: str, cite: Any) -> None:
    sources = load(laws_dir() / f"{law}.yaml")["sources"]
    for item in cite if isinstance(cite, list) else [cite]:
        assert item["source"] in sources
        assert item["at"]


def check_facts(facts: dict[str, Any], codebook: Codebook) -> None:
    for name, value in facts.items():
        if name == "years":
            for figures in value.values():
                check_facts(figures, codebook)
            continue
        if name in codebook.terms["figure"]:
            check_figure(name, value, codebook)
            continue
        assert name in codebook.terms["fact"], f"{name} is not a fact"
        term = codebook.terms["fact"][name]
        allowed = term.extra.get("values")
        if isinstance(allowed, list):
            assert set(value if isinstance(value, list) else [value]) <= set(allowed), name
        if term.extra["type"] == "date":
            parse_date(value)
        if term.extra["type"] == "yes_no":
            assert value in ("yes", "no"), name


def check_figure(name: str, value: Any, codebook: Codebook) -> None:
    money = codebook.terms["figure"][name].extra["unit"] == "money"
    for amount in value.values() if isinstance(value, dict) else [value]:
        if money:
            assert isinstance(parse_quantity(amount), Money), f"{name}: {amount}"
        else:
            assert str(amount).split()[0].isdigit(), f"{name}: {amount}"


def test_every_law_has_cases() -> None:
    laws = {path.stem for path in laws_dir().glob("*.yaml")}
    assert laws == {path.stem for path in CASES}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


@pytest.mark.parametrize(("law", "case"), list(cases()))
def test_a_case_is_answered_as_expected(law: str, case: dict[str, Any], corpus: Corpus) -> None:
    result = answered(law, case, corpus)
    expected = case["expect"]
    assert result.applies == expected["applies"], result.reason
    if "would_apply" in expected:
        assert result.would_apply == expected["would_apply"], result.reason
    if result.application_state in BINDING:
        assert result.would_apply is None, "the state of the law makes no difference"
    else:
        assert (result.applies, result.would_apply) != ("no", None)
    asked = {missing.fact for missing in result.missing}
    assert asked >= set(expected.get("missing", ())), result.reason
    if "unknown" in (result.applies, result.would_apply):
        assert asked or "(not fixed)" in result.reason, "it is told what would decide"
    elif asked:
        assert "unknown" in {trace.result for _, trace in result.classes}
        assert all(missing.addressee for missing in result.missing)
    if "as" in expected:
        bound = [item.id for item, trace in result.classes if trace.result == "yes"]
        assert bound == expected["as"]
    first = {"yes": "Yes: ", "no": "No: ", "unknown": "Cannot tell: "}[result.applies]
    assert result.reason.startswith(first)
    assert result.reason.endswith(".")
    assert result.duties == () or result.applies == "yes"


def answered(law: str, case: dict[str, Any], corpus: Corpus) -> Applicability:
    company = company_from(case["company"], corpus.codebook)
    entity = case.get("entity", company.entities[0].id)
    day = parse_date(case["as_of"])
    found = check(company, corpus, day, ecb_rates(), laws=[law], entities=[entity])
    (checked,) = found.entities
    (result,) = checked.laws
    return result
