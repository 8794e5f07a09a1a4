"""What an international standard expects of a law: the benchmark of a gap report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ddcompare.model.law import Checked, Citation, Source, Value

WANTS = ("at_least", "at_most", "includes", "one_of", "answered")
"""How a want compares: a level or figure that must be reached or not exceeded, codes that a set
must contain, codes of which one must be given, or merely that the law answers at all."""


@dataclass(frozen=True, slots=True)
class Want:
    """What an expectation wants of one indicator.

    ``values`` holds one level's id or figure (at_least, at_most), or codes (includes, one_of).
    """

    indicator: str
    kind: str
    values: tuple[Value, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """One numbered expectation of a standard.

    ``addressee`` is whom it speaks to (state, company, initiative, all). ``known`` is how it is
    known: primary, reproduction, secondary or unconfirmed. ``wants`` is empty where the codebook
    has no indicator for it: it is then listed as not measured.
    """

    id: str
    addressee: str
    summary: str
    cite: tuple[Citation, ...]
    known: str
    wants: tuple[Want, ...] = ()
    note: str | None = None

    @property
    def verified(self) -> bool:
        """Whether it rests on more than unconfirmed knowledge."""
        return self.known != "unconfirmed"


@dataclass(frozen=True, kw_only=True)
class Standard:
    """An international standard as encoded, cited like a law."""

    id: str
    title: str
    short_title: str
    issuer: str
    status: str
    checked: Checked
    sources: Mapping[str, Source]
    expectations: tuple[Expectation, ...]
    summary: str | None = None
    traps: tuple[str, ...] = field(default_factory=tuple)

    def url(self, citation: Citation) -> str | None:
        """Where the cited source can be read."""
        source = self.sources.get(citation.source)
        return source.url if source else None
