"""The reporting burden: which items of a report how many laws ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ddcompare.model.codebook import Codebook, Term
from ddcompare.model.law import Duty, Law, Part, in_force


@dataclass(frozen=True, slots=True)
class Ask:
    """A law that asks for an item: how strictly (``strength``), in which duty, and where."""

    law: Law
    duty: Duty
    part: Part

    @property
    def strength(self) -> str:
        """The id of the strength: mandatory or suggested."""
        return str(self.part.fields["strength"])


@dataclass(frozen=True, slots=True)
class ReportItem:
    """A topic of the disclosure vocabulary with the laws that ask for it, one entry a law."""

    topic: Term
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Burden:
    """The items that the laws ask for, those that most laws ask for first.

    ``reporting`` are the laws with a report duty in force on the day; only they are counted.
    """

    reporting: tuple[Law, ...]
    items: tuple[ReportItem, ...]

    @property
    def shared(self) -> tuple[ReportItem, ...]:
        """Items that two laws or more ask for, which one report could therefore give once."""
        return tuple(item for item in self.items if len(item.asks) > 1)


def burden(laws: Sequence[Law], day: date, codebook: Codebook) -> Burden:
    """Count the items of the reports that laws require on a day.

    Only the law layer counts. Where several duties or parts of a law ask for an item, the
    strictest stands. Items are in order of the number of laws, then of the vocabulary.
    """
    strengths, topics = codebook.terms["strength"], codebook.terms["topic"]
    found: dict[str, list[Ask]] = {}
    reporting = []
    for law in laws:
        reports = [duty for duty in in_force(law.duties, day) if duty.report]
        if reports:
            reporting.append(law)
        asks: dict[str, Ask] = {}
        for duty in reports:
            for part in in_force(duty.parts.get("content", ()), day):
                topic = part.fields.get("topic")
                if part.layer != "law" or topic is None or "strength" not in part.fields:
                    continue
                ask, known = Ask(law, duty, part), asks.get(str(topic))
                if known is None or _score(strengths, ask) > _score(strengths, known):
                    asks[str(topic)] = ask
        for topic, ask in asks.items():
            found.setdefault(topic, []).append(ask)
    items = [ReportItem(term, tuple(found[name])) for name, term in topics.items() if name in found]
    return Burden(tuple(reporting), tuple(sorted(items, key=lambda item: -len(item.asks))))


def _score(strengths: Mapping[str, Term], ask: Ask) -> int:
    return int(str(strengths[ask.strength].extra["score"]))
