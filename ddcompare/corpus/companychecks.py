"""Contradictions in a company file: figures that cannot both be true, and trees that are none.

- ``figures-at-odds``: a part of the world has more than the whole: a country more than worldwide, a
  Member State more than the EU, the EU more than worldwide.
- ``figures-add-up`` (warning): the countries together have more than the whole. A person or a sale
  may count in two countries, so this is a doubt.
- ``two-currencies``: a figure in two currencies between which no reference rate is known.
- ``year-not-earlier``: a year under ``years`` that is not before the last financial year.
- ``year-end-ahead`` (warning): the last financial year ends after ``as_of``.
- ``double-id``, ``unknown-parent``, ``parents-in-a-circle``: the entities do not form a tree.

Fails: ``employees: {worldwide: 900, DE: 1000}``. Passes: ``employees: {worldwide: 1000, DE: 900}``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, cast

from ddcompare.corpus.companyvalues import WORLDWIDE
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Accounts, Entity, Figures
from ddcompare.model.problem import KeyPath, did_you_mean
from ddcompare.model.quantities import Money, Quantity

if TYPE_CHECKING:
    from ddcompare.comply.currency import Rates

_FEW = 200
"""Up to so many entities a near name is looked for; each look goes through them all."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot be, with the place inside the entity (or, for the tree, inside the list)."""

    place: KeyPath
    code: str
    message: str
    hint: str | None = None
    warning: bool = False


def contradictions(
    entity: Entity, codebook: Codebook, as_of: date | None, rates: Callable[[], Rates]
) -> Iterator[Contradiction]:
    """What in the facts and figures of one entity cannot be true together."""
    end = entity.year_end
    if end and as_of and end > as_of:
        yield Contradiction(
            ("facts", "financial_year_end"), "year-end-ahead",
            f"the financial year ends on {end}, after as_of ({as_of})",
            "give the end of the last closed financial year", warning=True,
        )  # fmt: skip
    for group, accounts in (("facts", entity.own), ("consolidated", entity.consolidated)):
        for year in accounts.earlier:
            if end and year >= end.year:
                yield Contradiction(
                    (group, "years", str(year)), "year-not-earlier",
                    f"{year} is not before the last financial year, which ends on {end}",
                    "give the figures of the last year outside of 'years'",
                )  # fmt: skip
        for place, figures, day in _years(group, accounts, end):
            yield from _figures(place, figures, codebook, day or as_of, rates)


def _years(
    group: str, accounts: Accounts, end: date | None
) -> Iterator[tuple[KeyPath, Figures, date | None]]:
    yield (group,), accounts.last, end
    for year, figures in accounts.earlier.items():
        yield (group, "years", str(year)), figures, date(year, 12, 31)


def _figures(
    place: KeyPath,
    figures: Figures,
    codebook: Codebook,
    day: date | None,
    rates: Callable[[], Rates],
) -> Iterator[Contradiction]:
    by_name: dict[str, dict[str, Quantity]] = defaultdict(dict)
    for (name, where), quantity in figures.items():
        by_name[name][where] = quantity
    for name, amounts in by_name.items():
        if len(amounts) == 1:
            continue
        found = list(_above_the_whole((*place, name), amounts, codebook))
        yield from found or _sums((*place, name), amounts, codebook)
        yield from _currencies((*place, name), amounts, day, rates)


@cache
def _areas(codebook: Codebook) -> Mapping[str, frozenset[str]]:
    """The countries that have been part of each area of the codebook all along."""
    areas = codebook.terms.get("area", {}).values()
    return {
        area.id: frozenset(cast("Iterable[str]", area.extra["members"]))
        - frozenset(cast("Mapping[str, str]", area.extra.get("joined", {})))
        for area in areas
    }


def _wholes(where: str, codebook: Codebook) -> Iterator[str]:
    """The larger places that a place is part of, the next larger first."""
    country, _, part = where.partition("-")
    if part:
        yield country
    yield from (area for area, members in _areas(codebook).items() if country in members)
    if where != WORLDWIDE:
        yield WORLDWIDE


def _above_the_whole(
    place: KeyPath, amounts: Mapping[str, Quantity], codebook: Codebook
) -> Iterator[Contradiction]:
    name = place[-1]
    for where, quantity in amounts.items():
        for whole in _wholes(where, codebook):
            limit = amounts.get(whole)
            if limit and _unit(limit) == _unit(quantity) and quantity.amount > limit.amount:
                yield Contradiction(
                    (*place, where), "figures-at-odds",
                    f"{name}.{where} ({quantity}) is above {name}.{whole} ({limit})",
                    "correct one of the two",
                )  # fmt: skip
                break


def _sums(
    place: KeyPath, amounts: Mapping[str, Quantity], codebook: Codebook
) -> Iterator[Contradiction]:
    wholes = (*_areas(codebook), WORLDWIDE)
    countries = [where for where in amounts if where not in wholes and "-" not in where]
    for whole in wholes:
        limit = amounts.get(whole)
        if limit is None:
            continue
        parts = [
            amounts[where]
            for where in countries
            if whole in _wholes(where, codebook) and _unit(amounts[where]) == _unit(limit)
        ]
        total = sum(quantity.amount for quantity in parts)
        if total > limit.amount:
            yield Contradiction(
                (*place, whole), "figures-add-up",
                f"{place[-1]} of the countries add up to {total:,}, above "
                f"{place[-1]}.{whole} ({limit})",
                "correct them, unless some count in two countries", warning=True,
            )  # fmt: skip


def _currencies(
    place: KeyPath,
    amounts: Mapping[str, Quantity],
    day: date | None,
    rates: Callable[[], Rates],
) -> Iterator[Contradiction]:
    money = {w: q for w, q in amounts.items() if isinstance(q, Money) and q.amount}
    named = list(dict.fromkeys(quantity.currency for quantity in money.values()))
    for other in named[1:]:
        if day and rates().rate(other, named[0], day) is None:
            where = next(w for w, q in money.items() if q.currency == other)
            yield Contradiction(
                (*place, where), "two-currencies",
                f"{place[-1]} is given in {named[0]} and in {other}, and no reference rate "
                "between the two is known",
                "give both in one currency",
            )  # fmt: skip


def _unit(quantity: Quantity) -> str:
    return quantity.currency if isinstance(quantity, Money) else quantity.unit


def tree_faults(members: Iterable[tuple[int, Entity]]) -> Iterator[Contradiction]:
    """What keeps entities (with their numbers in the list) from forming a tree, or several."""
    numbered = list(members)
    first: dict[str, int] = {}
    for number, entity in numbered:
        if entity.id in first:
            yield Contradiction(
                (number, "id"), "double-id", f"the id {entity.id[:60]!r} stands here a second time",
                f"the first is that of entity no. {first[entity.id] + 1}; change one",
            )  # fmt: skip
        first.setdefault(entity.id, number)
    parents: dict[str, str] = {}
    for number, entity in numbered:
        if entity.parent is None or number != first[entity.id]:
            continue
        if entity.parent in first:
            parents[entity.id] = entity.parent
        else:
            yield Contradiction(
                (number, "parent"), "unknown-parent",
                f"{entity.parent[:60]!r} is not the id of an entity of this file",
                _near(entity.parent, list(first)),
            )  # fmt: skip
    for circle in _circles(parents):
        start = min(circle, key=lambda name: first[name])
        chain = [start]
        while (following := parents[chain[-1]]) != start:
            chain.append(following)
        shown = [repr(name[:60]) for name in (*chain[:4], start)]
        if len(chain) > 4:
            shown.insert(4, "...")
        yield Contradiction(
            (first[start], "parent"), "parents-in-a-circle",
            f"the parents go round in a circle: {' under '.join(shown)}",
            "an entity has at most one parent, and the topmost has none",
        )  # fmt: skip


def _near(parent: str, known: Sequence[str]) -> str:
    near = did_you_mean(parent, known) if len(known) <= _FEW else None
    return near or "add the entity, or leave 'parent' out"


def _circles(parents: Mapping[str, str]) -> Iterator[list[str]]:
    """The cycles of a graph in which every node has at most one successor, each once."""
    done: set[str] = set()
    for start in parents:
        chain: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in done and here not in chain:
            chain[here] = None
            here = parents.get(here)
        if here in chain:
            names = list(chain)
            yield names[names.index(here) :]
        done.update(chain)
