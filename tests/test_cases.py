"""The applicability cases of the laws: facts, day, expected answer, pinpoint. Validated and kept.

They drive the applicability engine once there is one; until then they must at least be well formed,
use facts that exist, and cite sources of their law.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ddcompare.corpus.datadir import laws_dir
from ddcompare.corpus.yamlfile import read_yaml
from ddcompare.model.codebook import Codebook
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
    assert set(case["expect"]) <= {"applies", "would_apply", "missing"}
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
