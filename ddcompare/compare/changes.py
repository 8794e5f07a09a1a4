"""What changed in law between two dates, law by law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ddcompare.compare.change import Answered, Change, Happened, Replanned, What
from ddcompare.compare.diff import differences, turning_points
from ddcompare.compare.timeline import BESIDE
from ddcompare.model.corpus import Corpus
from ddcompare.model.derive import is_present
from ddcompare.model.law import Law
from ddcompare.model.standard import Standard


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one day to another, both included: by law, then by date.

    ``laws`` are those that were looked at, in the order of the corpus; ``absent`` those among them
    that had not become law by the last day.
    """

    first: date
    last: date
    version: str
    digest: str
    laws: tuple[Law, ...]
    absent: tuple[Law, ...]
    standards: tuple[Standard, ...]
    changes: tuple[Change, ...]

    @property
    def unchanged(self) -> tuple[Law, ...]:
        """The laws in which nothing changed."""
        changed = {change.law.id for change in self.changes} | {law.id for law in self.absent}
        return tuple(law for law in self.laws if law.id not in changed)


def changes(
    corpus: Corpus,
    first: date,
    last: date,
    laws: Sequence[str] = (),
    standards: Sequence[Standard] = (),
    beside: bool = True,
) -> Changes:
    """What changed in laws (empty: all) from a first to a last day, both included.

    A change carries the first day of the new rule, so the state of the eve of ``first`` is compared
    with that of ``last``, step by step. For ``standards`` it is said which gaps opened and closed.
    ``beside`` says whether guidance, practice, reviews and other dates beside the law count.
    Raises KeyError for a law that does not exist, ValueError where ``last`` comes before ``first``.
    """
    if last < first:
        raise ValueError(f"{last} comes before {first}")
    chosen = tuple(corpus.laws[name] for name in dict.fromkeys(laws or corpus.laws))
    found = [
        Change(law, day, what)
        for law in chosen
        for day in sorted(turning_points(law))
        if first <= day <= last
        for what in differences(law, day, corpus.codebook, standards)
        if beside or _in_law(what)
    ]
    changed = {change.law.id for change in found}
    return Changes(
        first,
        last,
        corpus.version,
        corpus.digest,
        chosen,
        tuple(
            law
            for law in chosen
            if law.id not in changed and not is_present(law, last, corpus.codebook)
        ),
        tuple(standards),
        tuple(found),
    )


def _in_law(what: What) -> bool:
    """Whether a change is one of the law itself."""
    match what:
        case Happened():
            return what.event.event not in BESIDE
        case Replanned():
            return all(e.event not in BESIDE for e in (what.before, what.after) if e)
        case Answered():
            return what.layer == "law"
    return True
