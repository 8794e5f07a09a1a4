"""The figures of a company's entities, and their sums over the tree of control.

A figure that was not given is bounded where logic allows: no figure is negative, a part is never
more than the whole, and the whole never less than its parts together. Each sum over the tree is
computed once for all entities, from the leaves upward and without recursion.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ddcompare.comply.currency import Rates, RelevantDay, convert
from ddcompare.comply.due import after
from ddcompare.comply.parts import NOT_GIVEN, Measure, Part, added, capped
from ddcompare.comply.places import Places
from ddcompare.comply.recall import recalled
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Accounts, Company, Entity, Figures
from ddcompare.model.counting import Addend, Conversion, Count
from ddcompare.model.quantities import Amount, Duration, Money, Number, Quantity
from ddcompare.model.rules import Trace


@dataclass(frozen=True, slots=True)
class Books:
    """The entities in the order of the tree, parents before children, with their accounts.

    The entities below the one at ``i`` stand at ``i + 1`` to ``ends[i] - 1``; ``up`` is the place
    of the parent (-1 at the top), ``tops`` that of the ultimate parent within the file. ``closed``
    is the end of the last closed financial year, that of the nearest parent where an entity does
    not give its own; ``year`` its calendar year. What was computed is kept: the ``totals`` over
    those below, what is counted ``at_top`` for all entities of a group, and the traces of ``limbs``
    by the facts that they test.
    """

    as_of: date
    rates: Rates
    places: Places
    entities: tuple[Entity, ...]
    position: dict[str, int]
    ends: list[int]
    up: list[int]
    tops: list[int]
    closed: list[date | None]
    year: list[int | None]
    totals: dict[tuple[Measure, str | None, bool], list[Part]] = field(default_factory=dict)
    at_top: dict[tuple[int, str, Measure], Count] = field(default_factory=dict)
    limbs: dict[tuple[object, ...], Trace] = field(default_factory=dict)

    def own(self, index: int, measure: Measure) -> Part:
        """An entity's own figure; people are never more than in the group that it heads."""
        part = self._part(index, self.entities[index].own, measure, "own")
        if not part.exact and not measure.money:
            part = capped(part, self.consolidated(index, measure).high, "the group has no more")
        return part

    def consolidated(self, index: int, measure: Measure) -> Part:
        """The consolidated figure of the group that an entity heads, as given."""
        return self._part(index, self.entities[index].consolidated, measure, "consolidated")

    def group(self, index: int, measure: Measure) -> Part:
        """The figure of an entity and all it controls: consolidated if given, else the sum."""
        return self._sums(measure, None)[index]

    def added_up(self, index: int, measure: Measure) -> Part:
        """The figures of an entity and all it controls, with nothing eliminated between them.

        Consolidated figures, in which dealings within the group are left out, are no more than it.
        """
        total = self._sums(measure, None, by_accounts=False)[index]
        whole = self.consolidated(index, measure)
        if whole.low <= total.low:
            return total
        why = "at least the consolidated figure, from which dealings in the group are left out"
        return total._replace(low=whole.low, basis="bounds", why=why, rates=whole.rates)

    def domestic_group(self, index: int, measure: Measure, country: str) -> Part:
        """The sum over an entity and those that it controls that have their seat in a country."""
        total = self._sums(measure, country)[index]
        if measure.money:
            return total
        return capped(total, self.consolidated(index, measure).high, "the group has no more")

    def year_of(self, index: int, period: int) -> int | None:
        """The calendar year in which a financial year of an entity ended."""
        year = self.year[index]
        return None if year is None else year - period

    def addends(
        self, index: int, measure: Measure, country: str | None = None, *, by_accounts: bool = True
    ) -> Iterator[Addend]:
        """What each entity of a group contributes; a group with its own accounts counts once.

        Not so in a country, nor where figures are added up and not taken ``by_accounts``.
        """
        by_accounts = by_accounts and country is None
        here = index
        while here < self.ends[index]:
            whole = self.consolidated(here, measure) if by_accounts else NOT_GIVEN
            if whole.exact:
                yield self.addend(here, measure, whole)
                here = self.ends[here]
                continue
            part = self.own(here, measure)
            if country and here != index:
                part = self._if_seated(here, part, country)
            yield self.addend(here, measure, part)
            here += 1

    def addend(self, index: int, measure: Measure, part: Part) -> Addend:
        """A part as a record."""
        least, most = measure.bounds(part)
        return Addend(self.entities[index].id, least, most, part.basis, part.why, part.rates)

    def _sums(
        self, measure: Measure, country: str | None, *, by_accounts: bool = True
    ) -> list[Part]:
        """For each entity the sum over it and those below; with a country, only domestic ones."""
        key = (measure, country, by_accounts)
        if key not in self.totals:
            self.totals[key] = self._add_up(measure, country, by_accounts and country is None)
        return self.totals[key]

    def _add_up(self, measure: Measure, country: str | None, by_accounts: bool) -> list[Part]:
        count = len(self.entities)
        below: list[list[Part]] = [[] for _ in range(count)]
        totals = [NOT_GIVEN] * count
        for index in reversed(range(count)):
            own = self.own(index, measure)
            total = added([own, *below[index]]) if below[index] else own
            if by_accounts:
                total = self._by_accounts(index, measure, total)
            totals[index] = total
            if self.up[index] < 0:
                continue
            if country is not None:
                total = added([self._if_seated(index, own, country), *below[index]])
            below[self.up[index]].append(total)
        return totals

    def _by_accounts(self, index: int, measure: Measure, total: Part) -> Part:
        whole = self.consolidated(index, measure)
        if whole.exact:
            return whole
        if whole.high is None and not whole.low:
            return total
        total = total._replace(low=max(total.low, whole.low))
        return capped(total, whole.high, whole.why or "")

    def _if_seated(self, index: int, part: Part, country: str) -> Part:
        seat = self.entities[index].facts.get("seat")
        inside = self.places.within(seat, country) if isinstance(seat, str) else "unknown"
        if inside == "yes":
            return part
        if inside == "no":
            return Part(0, 0, "outside", f"its seat is in {seat}")
        return Part(0, part.high, "bounds", "its seat is not known", part.rates)

    def _part(self, index: int, accounts: Accounts, measure: Measure, basis: str) -> Part:
        figures = self._figures(index, accounts, measure.period)
        if not figures:
            return NOT_GIVEN
        given = figures.get((measure.figure, measure.where))
        if given is None:
            return self._bounds(index, figures, measure)
        found = self._amount(index, given, measure)
        if found is None:
            why = f"{given} cannot be turned into {measure.unit}: no reference rate"
            return self._bounds(index, figures, measure)._replace(basis="unconverted", why=why)
        amount, rates = found
        return Part(amount, amount, basis, None, rates)

    def _figures(self, index: int, accounts: Accounts, period: int) -> Figures:
        if period == 0:
            return accounts.last
        year = self.year_of(index, period)
        return {} if year is None else accounts.earlier.get(year, {})

    def _bounds(self, index: int, figures: Figures, measure: Measure) -> Part:
        amounts: dict[str, tuple[Amount, tuple[Conversion, ...]]] = {}
        for (figure, where), quantity in figures.items():
            if figure == measure.figure and where != measure.where:
                found = self._amount(index, quantity, measure)
                if found is not None:
                    amounts[where] = found
        inside = self.places.parts(measure.where, amounts)
        around = [place for place in self.places.wholes(measure.where) if place in amounts]
        if not inside and not around:
            return NOT_GIVEN
        low = sum(amounts[place][0] for place in inside)
        whole = min(around, key=lambda place: amounts[place][0], default=None)
        high = amounts[whole][0] if whole else None
        why = [f"at least {' and '.join(inside)} together"] if inside else []
        why += [f"at most what is given for {whole}"] if whole else []
        used = [*inside, *([whole] if whole else [])]
        rates = tuple(rate for place in used for rate in amounts[place][1])
        return Part(low, high, "bounds", f"not given; {', '.join(why)}", rates)

    def _amount(
        self, index: int, quantity: Quantity, measure: Measure
    ) -> tuple[Amount, tuple[Conversion, ...]] | None:
        if not measure.money:
            same = isinstance(quantity, Number) and quantity.unit == measure.unit
            return (quantity.amount, ()) if same else None
        if not isinstance(quantity, Money):
            return None
        if quantity.currency == measure.unit:
            return quantity.amount, ()
        found = convert(quantity, measure.unit, self._day(index, measure.period), self.rates)
        return (found[0], (found[1],)) if found else None

    def _day(self, index: int, period: int) -> RelevantDay:
        """The day of a conversion: the end of the financial year, or the as-of day without one."""
        end = self.closed[index]
        day = end or self.as_of
        return RelevantDay(after(day, Duration(-period, "years")) if period else day, end is None)


@recalled(8)
def books_of(company: Company, as_of: date, rates: Rates, codebook: Codebook) -> Books:
    """The books of a company, kept so that a check of all its entities adds up once."""
    order, ups, ends = _in_order(company)
    tops: list[int] = []
    closed: list[date | None] = []
    years: list[int | None] = []
    for entity, up in zip(order, ups, strict=True):
        end = entity.year_end or (closed[up] if up >= 0 else None)
        newest = max((*entity.own.earlier, *entity.consolidated.earlier), default=None)
        inherited = years[up] if up >= 0 else None
        after_newest = newest + 1 if newest is not None else None
        tops.append(tops[up] if up >= 0 else len(tops))
        closed.append(end)
        years.append(end.year if end else inherited or after_newest)
    position = {entity.id: index for index, entity in enumerate(order)}
    return Books(
        as_of, rates, Places(codebook, as_of), tuple(order), position, ends, ups, tops, closed,
        years,
    )  # fmt: skip


def _in_order(company: Company) -> tuple[list[Entity], list[int], list[int]]:
    """Parents before children, with the place of each parent and the end of each subtree."""
    order: list[Entity] = []
    ups: list[int] = []
    waiting = [(entity, -1) for entity in reversed(company.entities) if entity.parent is None]
    while waiting:
        entity, up = waiting.pop()
        below = company.children.get(entity.id, ())
        waiting += [(child, len(order)) for child in reversed(below)]
        order.append(entity)
        ups.append(up)
    ends = [index + 1 for index in range(len(order))]
    for index in reversed(range(len(order))):
        if ups[index] >= 0:
            ends[ups[index]] = max(ends[ups[index]], ends[index])
    return order, ups, ends
