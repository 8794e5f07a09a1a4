"""A law against another law, indicator by indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ddcompare.compare.grading import undecided
from ddcompare.compare.magnitudes import like_amounts
from ddcompare.compare.matrix import Column
from ddcompare.model.codebook import Indicator
from ddcompare.model.corpus import Corpus
from ddcompare.model.derive import answer, application_state
from ddcompare.model.law import Answer, Law
from ddcompare.model.verification import verified

RELATIONS = ("below", "different", "conflicting", "equal", "above", "not_comparable")
EQUIVALENCE = "coherence.equivalence"


@dataclass(frozen=True, slots=True)
class Relation:
    """How an answer stands to another, and why.

    ``reason`` is the state that leaves a side without a position, or: same, level, figure, subset
    (one set holds all of the other and more), each_more, silence, denial (one is silent where the
    other denies), no_direction, no_figure, other_unit, exclusive.
    """

    grade: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator under both laws; ``verified`` is for the citations of each."""

    indicator: Indicator
    answer: Answer
    other: Answer
    relation: Relation
    verified: tuple[str | None, str | None] = (None, None)

    @property
    def grade(self) -> str:
        """The relation alone."""
        return self.relation.grade


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That a law accepts a report or process under another law or standard, and how far."""

    law: Law
    indicator: Indicator
    answer: Answer


@dataclass(frozen=True, slots=True)
class LawGaps:
    """A law against another on a day.

    ``summary`` counts the items of each relation, also of those that a filter has left out of
    ``items``. ``accepting`` are the laws of the two that accept a report or process under another
    law: items of reporting may count as covered there (codebook rule 11).
    """

    as_of: date
    version: str
    digest: str
    column: Column
    other: Column
    items: tuple[Comparison, ...]
    summary: Mapping[str, int]
    accepting: tuple[Acceptance, ...]


def compare_laws(
    corpus: Corpus, law: str, other: str, as_of: date, dimensions: Sequence[str] = ()
) -> LawGaps:
    """Hold a law against another, both there on the day, one item for each indicator.

    ``dimensions`` limits the indicators; empty means all. Raises KeyError for a law that does not
    exist.
    """
    book, one, two = corpus.codebook, corpus.laws[law], corpus.laws[other]
    items = []
    for indicator in book.indicators.values():
        if dimensions and indicator.dimension not in dimensions:
            continue
        mine, theirs = answer(one, indicator, as_of, book), answer(two, indicator, as_of, book)
        if _exclusive(indicator, one, mine, two, theirs):
            found = Relation("conflicting", "exclusive")
        else:
            found = relation(indicator, mine, theirs)
        checked = tuple(
            verified(corpus.verification.get(name), cell.cite)
            for name, cell in ((law, mine), (other, theirs))
        )
        items.append(Comparison(indicator, mine, theirs, found, (checked[0], checked[1])))
    counts = Counter(item.grade for item in items)
    return LawGaps(
        as_of,
        corpus.version,
        corpus.digest,
        _column(corpus, one, as_of),
        _column(corpus, two, as_of),
        tuple(items),
        {name: counts[name] for name in RELATIONS},
        _accepting(corpus, (one, two), as_of),
    )


def _column(corpus: Corpus, law: Law, day: date) -> Column:
    state = application_state(law, day, corpus.codebook) or "proposed"
    return Column(law, state, corpus.verification.get(law.id))


def _accepting(corpus: Corpus, laws: Sequence[Law], day: date) -> tuple[Acceptance, ...]:
    indicator = corpus.codebook.indicators.get(EQUIVALENCE)
    if indicator is None:
        return ()
    found = [(law, answer(law, indicator, day, corpus.codebook)) for law in laws]
    return tuple(
        Acceptance(law, indicator, cell)
        for law, cell in found
        if not undecided(cell) and (cell.score or 0) > 0
    )


def _exclusive(indicator: Indicator, one: Law, mine: Answer, two: Law, theirs: Answer) -> bool:
    """Whether each law prescribes a thing of its own where one report can follow only one.

    Laws that cite the same text prescribe the same thing.
    """
    if indicator.exclusive is None or undecided(mine) or undecided(theirs):
        return False
    texts = {one.url(cite) for cite in mine.cite} & {two.url(cite) for cite in theirs.cite}
    positions = {mine.value, theirs.value}
    return positions <= set(indicator.exclusive.positions) and not texts - {None}


def relation(indicator: Indicator, mine: Answer, theirs: Answer) -> Relation:
    """How an answer stands to another: below, equal, above, different or not comparable.

    Above is the more protective position where the indicator has a direction (codebook rule 11);
    where it has none, positions are equal or different. Silence is the lowest position of an
    indicator with a direction (rule 10, A). Figures compare within one unit or currency only.
    """
    for side in (mine, theirs):
        if undecided(side):
            return Relation("not_comparable", side.state)
    if indicator.type == "ordinal":
        return _by_order(indicator, _rank(mine), _rank(theirs), "level")
    if indicator.type == "set":
        return _sets(indicator, mine, theirs)
    if indicator.type in ("code", "yes_no"):
        return _codes(mine, theirs)
    return _figures(indicator, mine, theirs)


def _rank(found: Answer) -> int:
    return -1 if found.score is None else found.score


Key = int | tuple[object, ...]


def _by_order(indicator: Indicator, mine: Key, theirs: Key, reason: str) -> Relation:
    if mine == theirs:
        return Relation("equal", "same")
    if indicator.direction == "neutral":
        return Relation("different", "no_direction")
    lower = mine < theirs  # type: ignore[operator]
    return Relation("below" if lower == (indicator.direction == "higher") else "above", reason)


def _sets(indicator: Indicator, mine: Answer, theirs: Answer) -> Relation:
    one, two = (frozenset(a.value) if isinstance(a.value, tuple) else frozenset[str]()
                for a in (mine, theirs))  # fmt: skip
    if one == two:
        return Relation("equal", "same")
    if indicator.direction == "neutral":
        return Relation("different", "no_direction")
    if one < two or two < one:
        narrower = (one < two) == (indicator.direction == "higher")
        return Relation("below" if narrower else "above", "subset")
    return Relation("different", "each_more")


def _codes(mine: Answer, theirs: Answer) -> Relation:
    one, two = ("no" if a.state == "no" else a.value for a in (mine, theirs))
    if one == two:
        return Relation("equal", "same")
    return Relation("different", "no_direction" if one and two else "silence")


def _figures(indicator: Indicator, mine: Answer, theirs: Answer) -> Relation:
    absent = [answer.state in ("silent", "no") for answer in (mine, theirs)]
    if all(absent):
        same = mine.state == theirs.state
        return Relation("equal", "same") if same else Relation("different", "denial")
    if any(absent):
        if indicator.direction == "neutral":
            return Relation("different", "silence")
        return Relation("below" if absent[0] else "above", "silence")
    if mine.value is None or theirs.value is None:
        return _without_figure(indicator, mine, theirs)
    amounts = like_amounts(mine.value, theirs.value)
    if amounts is None:
        return Relation("different", "other_unit")
    one, two = amounts
    return _by_order(indicator, (one, _open(mine)), (two, _open(theirs)), "figure")


def _open(found: Answer) -> bool:
    """Whether the figure itself is left out: more than 250 begins where at least 250 has begun."""
    return found.attributes.get("comparison") == "more_than"


def _without_figure(indicator: Indicator, mine: Answer, theirs: Answer) -> Relation:
    once = [answer.value is None and "one_off" in answer.attributes for answer in (mine, theirs)]
    if all(once):
        return Relation("equal", "same")
    if any(once) and indicator.direction == "lower" and (mine.value or theirs.value):
        return Relation("below" if once[0] else "above", "figure")
    none = mine.value is None and theirs.value is None
    return Relation("not_comparable" if none else "different", "no_figure")
