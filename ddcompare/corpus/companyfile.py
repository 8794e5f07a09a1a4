"""One company file: bytes, positions, frame, facts, contradictions, Company.

The JSON Schema checks the frame. The facts and figures have a reader (``companyvalues``) that names
each fault in the words of the fact, and reads what is typed elsewhere than in a file as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from ddcompare.corpus.companybuild import GROUPS, YEAR, CompanyBuilder, unknown_name
from ddcompare.corpus.companychecks import contradictions
from ddcompare.corpus.companyvalues import WORLDWIDE, read_fact, read_figure, read_place
from ddcompare.corpus.store import shown_name
from ddcompare.corpus.values import FaultyValueError
from ddcompare.corpus.yamlfile import Document, parse_yaml, read_bytes
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Company, Entity
from ddcompare.model.problem import KeyPath, LoadError, Problem, did_you_mean

if TYPE_CHECKING:
    from ddcompare.comply.currency import Rates

K = TypeVar("K")
V = TypeVar("V")

UNKNOWN = "unknown"
"""What is typed to take a fact away."""


def load_company(path: Path, codebook: Codebook) -> Company:
    """Read a company file; raises LoadError with every problem if it has errors."""
    name = shown_name(path)
    try:
        data = read_bytes(path, name)
    except LoadError as error:
        raise LoadError(map(_of_a_company, error.problems)) from None
    company, problems = read_company(data, name, codebook)
    if company is None:
        raise LoadError(problems)
    return company


def read_company(
    data: bytes, name: str, codebook: Codebook, rates: Callable[[], Rates] | None = None
) -> tuple[Company | None, list[Problem]]:
    """The company that a file describes (None if it has errors), and every problem of the file.

    ``rates`` gives the reference rates, and is called only where a figure is in two currencies
    (default: those of the European Central Bank). Nothing is raised for bad input.
    """
    try:
        document = parse_yaml(data, name)
    except LoadError as error:
        return None, list(map(_of_a_company, error.problems))
    return _check(document, codebook, rates)


def company_from(raw: Mapping[str, Any], codebook: Codebook) -> Company:
    """The company of the mapping that a sound company file holds; raises LoadError otherwise."""
    company, problems = _check(Document("company", raw, None), codebook, None)
    if company is None:
        raise LoadError(problems)
    return company


def with_fact(
    company: Company, name: str, value: str, codebook: Codebook, entity: str | None = None
) -> Company:
    """The company with one fact or figure of an entity changed.

    ``name`` is a fact, ``FIGURE.WHERE`` or ``FIGURE`` (worldwide), perhaps after ``years.2024.``
    (an earlier financial year), ``consolidated.`` (the group's figure) or ``ENTITY:``. Without an
    entity the first one is meant. ``value`` is written as in the file, a list with commas and
    perhaps in brackets; ``unknown`` takes the fact away. Raises FaultyValueError with a sentence
    for a name or value that is none, and for one that contradicts the other facts.
    """
    owner, colon, name = name.rpartition(":")
    chosen = owner if colon else entity or company.entities[0].id
    member = company.by_id.get(chosen)
    if member is None:
        hint = did_you_mean(chosen, company.by_id) or "give the id of an entity of the file"
        raise FaultyValueError(f"no entity {chosen[:60]!r}", hint)
    changed = _changed(member, name, value.strip(), codebook)
    for found in contradictions(changed, codebook, company.as_of, _reference_rates):
        if not found.warning:
            raise FaultyValueError(found.message, found.hint)
    members = (changed if other is member else other for other in company.entities)
    return replace(company, entities=tuple(members))


def _changed(member: Entity, name: str, value: str, codebook: Codebook) -> Entity:
    fact = codebook.terms["fact"].get(name)
    if fact is not None:
        listed = fact.extra["type"] in ("codes", "countries")
        raw = _split(value) if listed else value
        new = None if value == UNKNOWN else read_fact(raw, fact, _refuse)
        return replace(member, facts=_put(member.facts, name, new))
    steps = name.split(".")
    of_group = steps[0] == "consolidated" and len(steps) > 1
    steps = steps[1:] if of_group else steps
    by_year = len(steps) > 2 and steps[0] == "years" and YEAR.fullmatch(steps[1]) is not None
    year, steps = (int(steps[1]), steps[2:]) if by_year else (None, steps)
    figure = codebook.terms["figure"].get(steps[0])
    if figure is None:
        raise FaultyValueError(
            f"{name[:60]!r} is not a fact or figure", unknown_name(name, codebook)
        )
    where = read_place(".".join(steps[1:]) or WORLDWIDE, _refuse)
    amount = None if value == UNKNOWN else read_figure(value, figure, _refuse)
    accounts = member.consolidated if of_group else member.own
    key = (figure.id, str(where))
    if year is None:
        accounts = replace(accounts, last=_put(accounts.last, key, amount))
    else:
        figures = _put(accounts.earlier.get(year, {}), key, amount)
        accounts = replace(accounts, earlier=_put(accounts.earlier, year, figures or None))
    return replace(member, consolidated=accounts) if of_group else replace(member, own=accounts)


def _split(value: str) -> list[str]:
    if not value:
        _refuse((), "empty", "a value is missing", "write [] where there is none")
    words = value.removeprefix("[").removesuffix("]").split(",")
    return [word.strip() for word in words if word.strip()]


def _put(old: Mapping[K, V], key: K, value: V | None) -> Mapping[K, V]:
    kept = {name: known for name, known in old.items() if value is not None or name != key}
    return MappingProxyType({**kept, key: value} if value is not None else kept)


def _refuse(place: KeyPath, code: str, message: str, hint: str | None) -> None:
    raise FaultyValueError(message, hint)


def _of_a_company(problem: Problem) -> Problem:
    if problem.code == "too-large":
        return replace(problem, hint="split the group into several files")
    return problem


def _check(
    document: Document, codebook: Codebook, rates: Callable[[], Rates] | None
) -> tuple[Company | None, list[Problem]]:
    from ddcompare.corpus.schema import schema_errors, schema_problems

    found = schema_errors(replace(document, data=_frame(document.data)), codebook, "company")
    skip = frozenset(tuple(error.absolute_path) for error in found)
    builder = CompanyBuilder(document, codebook, rates or _reference_rates, skip)
    company = builder.company()
    problems = sorted({*schema_problems(document, codebook, found), *builder.problems})
    sound = all(problem.severity == "warning" for problem in problems)
    return company if sound else None, problems


def _frame(raw: Any) -> Any:
    """The data without the facts and figures, which have a reader of their own."""

    def bare(node: Any) -> Any:
        if not isinstance(node, dict):
            return node
        return {
            key: {} if key in GROUPS and isinstance(value, dict) else value
            for key, value in node.items()
        }

    frame = bare(raw)
    if isinstance(frame, dict) and isinstance(frame.get("entities"), list):
        frame["entities"] = [bare(entity) for entity in frame["entities"]]
    return frame


def _reference_rates() -> Rates:
    from ddcompare.corpus.rates import ecb_rates

    return ecb_rates()
