"""What a company file says: entities in a tree, their facts, and their figures by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from ddcompare.model.quantities import Quantity
from ddcompare.model.rules import FactValue

Figures = Mapping[tuple[str, str], Quantity]
"""Figures by (figure, where): ("employees", "DE"), ("turnover", "worldwide")."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """The figures of one set of accounts: the last closed financial year, and earlier ones.

    ``earlier`` is by the calendar year in which the financial year ended. What is absent is
    unknown, never zero.
    """

    last: Figures = field(default_factory=dict)
    earlier: Mapping[int, Figures] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entity:
    """One legal entity. ``own`` are its own figures; ``consolidated`` those of the group it heads.

    Facts of type yes_no are the texts "yes" and "no"; lists are tuples; dates are dates.
    """

    id: str
    name: str | None = None
    parent: str | None = None
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    own: Accounts = field(default_factory=Accounts)
    consolidated: Accounts = field(default_factory=Accounts)

    @property
    def year_end(self) -> date | None:
        """The last day of the last closed financial year, if given."""
        found = self.facts.get("financial_year_end")
        return found if isinstance(found, date) else None


@dataclass(frozen=True)
class Company:
    """The entities of a group (or a single company) as a forest; no parent chain is a cycle."""

    entities: tuple[Entity, ...]
    name: str | None = None
    as_of: date | None = None

    @cached_property
    def by_id(self) -> Mapping[str, Entity]:
        """The entities by id, in the order of the file."""
        return MappingProxyType({entity.id: entity for entity in self.entities})

    @cached_property
    def children(self) -> Mapping[str, tuple[Entity, ...]]:
        """The directly controlled entities by the id of their parent."""
        below: dict[str, list[Entity]] = {}
        for entity in self.entities:
            if entity.parent is not None:
                below.setdefault(entity.parent, []).append(entity)
        return MappingProxyType({name: tuple(found) for name, found in below.items()})

    def subsidiaries(self, entity: Entity) -> Iterator[Entity]:
        """Every entity that is controlled, directly or indirectly, parents before children."""
        waiting = list(reversed(self.children.get(entity.id, ())))
        while waiting:
            here = waiting.pop()
            yield here
            waiting += reversed(self.children.get(here.id, ()))

    def top(self, entity: Entity) -> Entity:
        """The ultimate parent within the file; the entity itself where it has no parent."""
        while entity.parent is not None:
            entity = self.by_id[entity.parent]
        return entity
