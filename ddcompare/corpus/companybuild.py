"""Turn the data of a company file into a Company; every fault is noted with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ddcompare.corpus.companychecks import Contradiction, contradictions, tree_faults
from ddcompare.corpus.companyvalues import (
    WORLDWIDE,
    Fault,
    read_fact,
    read_figure,
    read_place,
    wrong_type,
)
from ddcompare.corpus.iso import jurisdiction_exists
from ddcompare.corpus.yamlfile import Document
from ddcompare.model.codebook import Codebook, Term
from ddcompare.model.company import Accounts, Company, Entity, Figures
from ddcompare.model.problem import KeyPath, Problem, did_you_mean
from ddcompare.model.quantities import Quantity, parse_date
from ddcompare.model.rules import FactValue

if TYPE_CHECKING:
    from ddcompare.comply.currency import Rates

SINGLE = "company"
"""The id of the entity of a file without ``entities``."""

GROUPS = ("facts", "consolidated")
YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
_FEW = 200
"""For so many different unknown names a near one is looked for; each look goes through them all."""


@dataclass
class CompanyBuilder:
    """Builds one company and gathers the problems that only show in doing so.

    ``skip`` holds the paths of nodes of the frame that break the schema and cannot be read.
    """

    document: Document
    codebook: Codebook
    rates: Callable[[], Rates]
    skip: frozenset[KeyPath]
    problems: list[Problem] = field(default_factory=list)
    _hints: dict[str, str | None] = field(default_factory=dict)

    def company(self) -> Company | None:
        """The company that the document describes; None if it is not even a mapping."""
        raw = self.document.data
        if not isinstance(raw, dict):
            return None
        self._one_form(raw)
        as_of = raw.get("as_of")
        day = parse_date(as_of) if isinstance(as_of, str) and ("as_of",) not in self.skip else None
        members = list(self._members(raw))
        for path, entity in members:
            for found in contradictions(entity, self.codebook, day, self.rates):
                self._contradiction(path, found)
        if "entities" in raw:
            numbered = ((int(path[1]), entity) for path, entity in members)
            for found in tree_faults(numbered):
                self._contradiction(("entities",), found)
        return Company(tuple(entity for _, entity in members), _text(raw.get("company")), day)

    def fault(
        self, path: KeyPath, code: str, message: str, hint: str | None, *, key: bool = False
    ) -> None:
        """Note a problem at a path."""
        self.problems.append(self.document.problem(path, code, message, hint, key=key))

    def _at(self, place: KeyPath, *, key: bool = False) -> Fault:
        def note(below: KeyPath, code: str, message: str, hint: str | None) -> None:
            self.fault((*place, *below), code, message, hint, key=key)

        return note

    def _contradiction(self, path: KeyPath, found: Contradiction) -> None:
        problem = self.document.problem(
            (*path, *found.place), found.code, found.message, found.hint, warning=found.warning
        )
        self.problems.append(problem)

    def _one_form(self, raw: Mapping[str, Any]) -> None:
        alone = [group for group in GROUPS if group in raw]
        if "entities" in raw and alone:
            self.fault(
                (alone[0],), "two-forms", f"{alone[0]!r} stands beside 'entities'",
                "move it below one of the entities", key=True,
            )  # fmt: skip
        elif "entities" not in raw and not alone:
            self.fault(
                (), "missing", "the file describes no company",
                "add 'facts' for a single company, or 'entities' for a group",
            )  # fmt: skip

    def _members(self, raw: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Entity]]:
        if "entities" not in raw:
            yield (), self._entity((), raw, SINGLE, _text(raw.get("company")), None)
            return
        listed = raw["entities"]
        for index, body in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(body, dict):
                id, name, parent = (_text(body.get(key)) for key in ("id", "name", "parent"))
                path = ("entities", index)
                yield path, self._entity(path, body, id or f"no. {index + 1}", name, parent)

    def _entity(
        self, path: KeyPath, raw: Mapping[str, Any], id: str, name: str | None, parent: str | None
    ) -> Entity:
        facts, own = self._group((*path, "facts"), raw.get("facts"))
        _, consolidated = self._group((*path, "consolidated"), raw.get("consolidated"))
        return Entity(id, name, parent, facts, own, consolidated)

    def _group(self, path: KeyPath, raw: Any) -> tuple[Mapping[str, FactValue], Accounts]:
        facts: dict[str, FactValue] = {}
        last: dict[tuple[str, str], Quantity] = {}
        earlier: Mapping[int, Figures] = {}
        for name, value in raw.items() if isinstance(raw, dict) else ():
            place = (*path, name)
            if name == "years":
                earlier = self._years(place, value)
            elif name in self._figures:
                last.update(self._amounts(place, value, self._figures[name]))
            elif name in self._facts and path[-1] == "facts":
                fact = read_fact(value, self._facts[name], self._at(place))
                if fact is not None:
                    facts[name] = fact
            else:
                self._unknown(place, name)
        return MappingProxyType(facts), Accounts(MappingProxyType(last), earlier)

    def _years(self, path: KeyPath, raw: Any) -> Mapping[int, Figures]:
        if not isinstance(raw, dict):
            wrong_type(raw, (), "'years' must be a mapping of years to figures", self._at(path))
            return {}
        years: dict[int, Figures] = {}
        for year, listed in ((str(year), listed) for year, listed in raw.items()):
            place = (*path, year)
            if YEAR.fullmatch(year) is None:
                message = f"{year[:60]!r} is not a year"
                self.fault(place, "bad-year", message, "write for example 2024", key=True)
            elif not isinstance(listed, dict):
                wrong_type(listed, (), f"{year} must be a mapping of figures", self._at(place))
            else:
                figures: dict[tuple[str, str], Quantity] = {}
                for name, value in listed.items():
                    if name in self._figures:
                        below = (*place, name)
                        figures.update(self._amounts(below, value, self._figures[name]))
                    else:
                        self._unknown((*place, name), name)
                years[int(year)] = MappingProxyType(figures)
        return MappingProxyType(years)

    def _amounts(
        self, path: KeyPath, raw: Any, figure: Term
    ) -> Iterator[tuple[tuple[str, str], Quantity]]:
        by_place = raw if isinstance(raw, dict) else {WORLDWIDE: raw}
        for where, amount in by_place.items():
            path_of_amount = (*path, where) if isinstance(raw, dict) else path
            place = read_place(where, self._at(path_of_amount, key=True))
            quantity = read_figure(amount, figure, self._at(path_of_amount)) if place else None
            if place and quantity is not None:
                yield (figure.id, place), quantity

    @cached_property
    def _facts(self) -> Mapping[str, Term]:
        return self.codebook.terms["fact"]

    @cached_property
    def _figures(self) -> Mapping[str, Term]:
        return self.codebook.terms["figure"]

    def _unknown(self, path: KeyPath, name: str) -> None:
        if name in self._facts:
            what = "by year" if "years" in path else "of a group"
            message = f"{name} is not a figure, and only figures are given {what}"
            self.fault(path, "not-a-figure", message, "move it to 'facts'", key=True)
            return
        if name not in self._hints:
            few = len(self._hints) < _FEW
            self._hints[name] = unknown_name(name, self.codebook) if few else None
        hint = self._hints[name]
        self.fault(path, "unknown-fact", f"{name[:60]!r} is not a fact or figure", hint, key=True)


def unknown_name(name: str, codebook: Codebook) -> str:
    """What was probably meant by a name that is neither a fact nor a figure."""
    facts, figures = codebook.terms["fact"], codebook.terms["figure"]
    figure, _, where = name.partition(".")
    if figure in figures and where:
        return f"write {figure}: {{{where if jurisdiction_exists(where) else 'WHERE'}: ...}}"
    near = did_you_mean(name, [*facts, *figures, "years"])
    return near or "see: ddcompare codebook --facts"


def _text(raw: Any) -> str | None:
    return raw if isinstance(raw, str) else None
