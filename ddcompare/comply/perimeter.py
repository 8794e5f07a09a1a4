"""What is known of one entity when a law asks: facts, and figures counted as the law counts them.

Whose figures count is the law's choice (``of`` in a rule); the tree of the company file is taken as
the whole group. Consolidated figures, where given, stand for any sum over the whole group.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import chain

from ddcompare.comply.books import Books, books_of
from ddcompare.comply.currency import Rates
from ddcompare.comply.parts import Addends, Measure, Part, measure_of
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Company, Entity
from ddcompare.model.counting import Addend, Count
from ddcompare.model.law import Law
from ddcompare.model.quantities import Duration, Money, Quantity
from ddcompare.model.rules import FactValue, FigureTest

GROUP = ("with_subsidiaries", "consolidated", "ultimate_parent", "domestic_group_at_top")
"""Perimeters that count an entity and everything it controls, wherever it has its seat."""

ACCOUNTS = ("consolidated", "ultimate_parent")
"""Perimeters for which the law means consolidated accounts, and a sum only stands in."""


class EntityFacts:
    """The facts and figures of an entity, for the rules of one law on one day."""

    def __init__(
        self,
        company: Company,
        entity: Entity,
        law: Law,
        as_of: date,
        rates: Rates,
        codebook: Codebook,
    ) -> None:
        self.books = books_of(company, as_of, rates, codebook)
        self.index = self.books.position[entity.id]
        self.entity = entity
        self.country = law.jurisdiction
        self._counted: dict[tuple[int, str, Measure], Count] = {}

    def fact(self, name: str) -> FactValue | None:
        """The value of a fact as given, or as it follows from the tree."""
        return self.found(name)[0]

    def origin(self, name: str) -> str | None:
        """How a fact was found that was not given."""
        return self.found(name)[1]

    def found(self, name: str) -> tuple[FactValue | None, str | None]:
        """A fact with how it was found, if it was not given."""
        value = self.entity.facts.get(name)
        if value is None and name in _FROM_TREE:
            return _FROM_TREE[name](self.books, self.index) or (None, None)
        return value, None

    def counts(self, test: FigureTest, threshold: Quantity) -> Sequence[Count]:
        """The figure of a test, counted for its perimeter, for each of its financial years."""
        if isinstance(threshold, Duration):
            return ()
        money = isinstance(threshold, Money)
        unit = threshold.currency if isinstance(threshold, Money) else threshold.unit
        return [
            self._count_once(test.of, measure_of(test.figure, test.where, period, unit, money))
            for period in test.periods
        ]

    def _count_once(self, perimeter: str, measure: Measure) -> Count:
        """A rule asks for the same figure in several limbs, and a group for that of its top."""
        at_top = perimeter == "ultimate_parent"
        index = self.books.tops[self.index] if at_top else self.index
        known = self.books.at_top if at_top else self._counted
        key = (index, perimeter, measure)
        if key not in known:
            known[key] = self._count(index, perimeter, measure)
        return known[key]

    def _count(self, index: int, perimeter: str, measure: Measure) -> Count:
        books = self.books
        addends: Sequence[Addend]
        summed = False
        if perimeter == "own":
            part = books.own(index, measure)
            addends = (books.addend(index, measure, part),)
        elif perimeter == "added_up":
            part = books.added_up(index, measure)
            addends = Addends(partial(books.addends, index, measure, by_accounts=False))
        elif perimeter in GROUP:
            part = books.group(index, measure)
            addends = Addends(Books.addends, books, index, measure)
            summed = (
                measure.money
                and perimeter in ACCOUNTS
                and part.basis != "consolidated"
                and books.ends[index] > index + 1
            )
            if perimeter == "ultimate_parent" and _parent_outside(books, index):
                part = part._replace(high=None)
                outside = _outside(books, index, measure)
                addends = Addends(lambda: chain(books.addends(index, measure), [outside]))
        else:
            part = books.domestic_group(index, measure, self.country)
            addends = Addends(Books.addends, books, index, measure, self.country)
        least, most = measure.bounds(part)
        year = books.year_of(index, measure.period)
        return Count(least, most, year, addends, summed, part.rates)


def _parent_outside(books: Books, top: int) -> bool:
    """Whether the topmost entity is said to be controlled by somebody who is not in the file.

    Whoever controls others and is no ultimate parent is controlled itself.
    """
    given = books.entities[top].facts.get("ultimate_parent")
    return given == "no" and books.ends[top] > top + 1


def _outside(books: Books, top: int, measure: Measure) -> Addend:
    name = books.entities[top].id
    part = Part(0, None, "unlisted", f"whoever controls {name} is not in the file")
    return books.addend(top, measure, part)


def _ultimate_parent(books: Books, index: int) -> tuple[str, str] | None:
    up = books.up[index]
    if up >= 0:
        return "no", f"{books.entities[up].id} controls it"
    if books.ends[index] > index + 1:
        return "yes", "it controls others, and the file names nobody who controls it"
    return None


_FROM_TREE = {"ultimate_parent": _ultimate_parent}
"""Facts that follow from the tree of the company file where they are not given."""
