"""What is known of one entity when a law asks: facts, and figures counted as the law counts them.

Whose figures count is the law's choice (``of`` in a rule); the tree of the company file is taken as
the whole group. Consolidated figures, where given, stand for any sum over the whole group.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ddcompare.comply.books import Books, books_of
from ddcompare.comply.currency import Rates
from ddcompare.comply.parts import Addends, Measure, Part
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
        self._counted: dict[tuple[str, Measure], Count] = {}

    def fact(self, name: str) -> FactValue | None:
        """The value of a fact as given, or as it follows from the tree."""
        value = self.entity.facts.get(name)
        if value is None and name in _FROM_TREE:
            found = _FROM_TREE[name](self.books, self.index)
            return found[0] if found else None
        return value

    def origin(self, name: str) -> str | None:
        """How a fact was found that was not given."""
        if name in self.entity.facts or name not in _FROM_TREE:
            return None
        found = _FROM_TREE[name](self.books, self.index)
        return found[1] if found else None

    def counts(self, test: FigureTest, threshold: Quantity) -> Sequence[Count]:
        """The figure of a test, counted for its perimeter, for each of its financial years."""
        if isinstance(threshold, Duration):
            return ()
        money = isinstance(threshold, Money)
        unit = threshold.currency if isinstance(threshold, Money) else threshold.unit
        return [
            self._count_once(test.of, Measure(test.figure, test.where, period, unit, money))
            for period in test.periods
        ]

    def _count_once(self, perimeter: str, measure: Measure) -> Count:
        """A rule asks for the same figure in several of its limbs."""
        if (perimeter, measure) not in self._counted:
            self._counted[perimeter, measure] = self._count(perimeter, measure)
        return self._counted[perimeter, measure]

    def _count(self, perimeter: str, measure: Measure) -> Count:
        books, index = self.books, self.index
        addends: Sequence[Addend]
        summed = False
        if perimeter == "own":
            part = books.own(index, measure)
            addends = (books.addend(index, measure, part),)
        elif perimeter == "added_up":
            part = books.added_up(index, measure)
            addends = Addends(lambda: books.addends(index, measure, by_accounts=False))
        elif perimeter in GROUP:
            index = books.tops[index] if perimeter == "ultimate_parent" else index
            part = books.group(index, measure)
            addends = Addends(lambda: books.addends(index, measure))
            summed = (
                measure.money
                and perimeter in ACCOUNTS
                and part.basis != "consolidated"
                and books.ends[index] > index + 1
            )
            if perimeter == "ultimate_parent" and _parent_outside(books, index):
                part = part._replace(high=None)
                addends = (*addends, _outside(books, index, measure))
        else:
            part = books.domestic_group(index, measure, self.country)
            addends = Addends(lambda: books.addends(index, measure, self.country))
        high = None if part.high is None else measure.quantity(part.high)
        year = books.year_of(index, measure.period)
        return Count(measure.quantity(part.low), high, year, addends, summed, part.rates)


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
