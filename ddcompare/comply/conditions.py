"""For which values of a fact an answer falls one way, in words; and how the fact is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ddcompare.comply.choices import ELSEWHERE, Alike
from ddcompare.comply.openrule import Choice, Input
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Company
from ddcompare.model.quantities import Duration, Money, Number, Quantity
from ddcompare.model.rules import Truth

MANY = 6
"""From so many values on the words give the first few and their number."""


def question(input: Input, company: Company, codebook: Codebook) -> str:
    """The question of the codebook, for a figure with its place and year."""
    if input.where is None:
        return codebook.terms["fact"][input.name].definition
    asked = codebook.terms["figure"][input.name].definition
    where = "worldwide" if input.where == "worldwide" else f"in {place(input.where, codebook)}"
    notes = [where, *(["consolidated, for the group"] if input.consolidated else [])]
    if input.period:
        notes.append(f"financial year {input.year}" if input.year else _back(input.period))
    given = _given(input, company)
    if isinstance(given, Money):
        notes.append(f"in a currency with a reference rate, as {given.currency} has none")
    return f"{asked} ({', '.join(notes)})"


def place(code: str, codebook: Codebook) -> str:
    """A place in words: the name of an area, else its code."""
    area = codebook.terms.get("area", {}).get(code)
    return f"the {area.label}" if area else code


def _back(period: int) -> str:
    return "the year before the last" if period == 1 else f"{period} years before the last"


def _given(input: Input, company: Company) -> Quantity | None:
    entity = company.by_id[input.entity]
    accounts = entity.consolidated if input.consolidated else entity.own
    figures = accounts.earlier.get(input.year or 0, {}) if input.period else accounts.last
    return figures.get((input.name, str(input.where)))


def condition(
    input: Input, alone: Mapping[Choice, Truth], alike: Alike, result: Truth, codebook: Codebook
) -> str | None:
    """The values with which an input alone gives a result, in words; None if there are none."""
    if result not in alone.values():
        return None
    passing = [value for kept, truth in alone.items() if truth == result for value in alike[kept]]
    every = [value for values in alike.values() for value in values]
    if len(passing) == len(every):
        return "whatever it is"
    if input.where is not None:
        return _amounts(every, passing)
    kind = codebook.terms["fact"][input.name].extra["type"]
    if kind == "date":
        return _dates(every, passing)
    if kind in ("codes", "countries"):
        return _lists(every, passing)
    words = [str(value) for value in every if value in passing]
    if ELSEWHERE not in passing:
        return _listed(words, "or")
    others = [str(value) for value in every if value not in passing]
    return f"none of {_listed(others, 'and')}" if len(others) > 1 else f"not {others[0]}"


def _listed(words: Sequence[str], last: str) -> str:
    shown = [word.replace("_", " ") for word in words]
    if len(shown) > MANY:
        return f"{', '.join(shown[: MANY - 2])} {last} {len(shown) - MANY + 2} others"
    return f" {last} ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def _lists(every: Sequence[Choice], passing: Sequence[Choice]) -> str:
    """Conditions on what a list holds, from the lists of none, of one each, and of all."""
    single = [value[0] for value in every if isinstance(value, tuple) and len(value) == 1]
    enough = [word for word in single if (word,) in passing]
    if () in passing:
        others = [word for word in single if word not in enough]
        return f"without {'any of ' if len(others) > 1 else ''}{_listed(others, 'and')}"
    if enough:
        return f"{_listed(enough, 'or')} among them"
    return f"all of {_listed(single, 'and')} among them"


def _dates(every: Sequence[Choice], passing: Sequence[Choice]) -> str:
    days = sorted(day for day in every if isinstance(day, date))
    found = [day for day in days if day in passing]
    first = [f"on or after {found[0]}"] if found[0] != days[0] else []
    last = [f"on or before {found[-1]}"] if found[-1] != days[-1] else []
    return " and ".join((*first, *last))


def _amounts(every: Sequence[Choice], passing: Sequence[Choice]) -> str:
    """A range of amounts, by the thresholds between which the values were tried."""
    amounts = sorted(
        (value for value in every if isinstance(value, Money | Number | Duration)),
        key=lambda quantity: quantity.amount,
    )
    found = [quantity for quantity in amounts if quantity in passing]
    words = []
    start, end = amounts.index(found[0]), amounts.index(found[-1])
    if start > 0:
        words.append(_bound(amounts, start, "at least", "more than", -1))
    if end < len(amounts) - 1:
        words.append(_bound(amounts, end, "at most", "less than", 1))
    return " and ".join(words)


def _bound(amounts: Sequence[Quantity], at: int, closed: str, open: str, step: int) -> str:
    """A limit of a range: the amount itself, or the threshold that lies one unit outside of it."""
    edge, outside = amounts[at], amounts[at + step]
    inside = amounts[at - step] if 0 <= at - step < len(amounts) else None
    is_point = inside is not None and abs(inside.amount - edge.amount) == 1
    return f"{closed} {edge}" if is_point else f"{open} {outside}"
