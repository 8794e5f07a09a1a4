"""The results of checking a company: which laws bind which entity, why, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ddcompare.model.company import Company, Entity
from ddcompare.model.law import AddresseeClass, Citation, Duty, Law
from ddcompare.model.rules import Trace, Truth


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact or figure that would help to decide.

    ``fact`` is its name in the company file (``turnover.worldwide``, ``legal_form``), ``decides``
    whether it decides alone for at least one answer, ``if_yes`` and ``if_no`` in words for which
    answer the law would then apply or not (None where no single answer decides that way).
    ``entity`` is the entity whose fact is missing, which may be a subsidiary; ``year`` the calendar
    year in which the financial year of a figure ended, if it is not the last one. ``addressee`` is
    the title of the class that it is about, where the law already applies through another class.
    """

    fact: str
    question: str
    entity: str
    decides: bool
    if_yes: str | None = None
    if_no: str | None = None
    year: int | None = None
    addressee: str | None = None

    @property
    def path(self) -> str:
        """The name with the year, as ``--set`` takes it."""
        if self.year is None:
            return self.fact
        figure = self.fact.removeprefix("consolidated.")
        group = self.fact.removesuffix(figure)
        return f"{group}years.{self.year}.{figure}"


@dataclass(frozen=True, slots=True)
class Assumption:
    """What the answer takes for granted or hinges on, such as an exchange rate."""

    text: str
    hinges: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What guidance or practice says beside the statute's answer; never part of it."""

    layer: str
    text: str
    cite: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyDue:
    """A duty of an entity under a law, with one due date (or the reason why there is none).

    ``due`` is the day; ``layer`` the layer it comes from (law, guidance, practice); ``basis`` the
    rule in words ("within 6 months of the end of the financial year"); ``period_end`` the end of
    the year that the act covers; ``confidence`` and ``note`` are those of the rule.
    """

    duty: Duty
    due: date | None
    layer: str
    basis: str
    cite: tuple[Citation, ...]
    period_end: date | None = None
    confidence: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether a law binds an entity on a day.

    ``applies`` is the answer; ``would_apply`` what the scope rule says where the state of the
    instrument (not in force, not yet applied, suspended, repealed) makes the answer no, else None.
    ``classes`` are the addressee classes with their traces; ``trace`` is the whole as one tree
    (an ``any`` over the classes). ``missing`` is the smallest set of facts that would decide.
    """

    law: Law
    entity: Entity
    as_of: date
    applies: Truth
    would_apply: Truth | None
    application_state: str | None
    reason: str
    trace: Trace | None
    classes: tuple[tuple[AddresseeClass, Trace], ...] = ()
    missing: tuple[MissingFact, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    beside: tuple[Beside, ...] = ()
    duties: tuple[DutyDue, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityCheck:
    """One entity against all chosen laws, in the order of the laws."""

    entity: Entity
    laws: tuple[Applicability, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A company against the laws on a day; duties fall due in ``window`` (both days inclusive)."""

    company: Company
    as_of: date
    window: tuple[date, date]
    version: str
    digest: str
    entities: Sequence[EntityCheck]
