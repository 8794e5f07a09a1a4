"""One law on two neighbouring days: what is different."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ddcompare.compare.change import (
    Addressed,
    Answered,
    Arranged,
    Became,
    Happened,
    Measured,
    Moved,
    Owed,
    Regraded,
    Replanned,
    Unknown,
    What,
)
from ddcompare.compare.grading import grade
from ddcompare.compare.succession import figure_tests, outline, successions
from ddcompare.model.codebook import Codebook, Indicator
from ddcompare.model.derive import answer, is_present
from ddcompare.model.derive_scope import figure_of
from ddcompare.model.law import (
    AddresseeClass,
    Answer,
    Dated,
    Duty,
    Law,
    Layered,
    Part,
    in_force,
)
from ddcompare.model.rules import FigureTest, Threshold
from ddcompare.model.standard import Standard

SHOWN_BY_INDICATOR = {
    "every": "form.frequency", "due": "form.deadline", "approval": "form.approval",
    "publish": "form.publication", "register": "form.registry",
}  # fmt: skip
"""Elements of a report duty whose change the answer to a question shows already."""

Pair = tuple[Indicator, Answer, Answer]
Figured = tuple[AddresseeClass, FigureTest, Threshold | None, Threshold]


def turning_points(law: Law) -> set[date]:
    """Every day on which something in a law may begin, end or happen."""
    days: set[date | None] = set()
    for item in _dated(law):
        days |= {item.valid_from, item.valid_to and item.valid_to + timedelta(days=1)}
    days |= {event.date for event in law.timeline}
    for scope in law.scope:
        for test in figure_tests(scope):
            days |= {threshold.valid_from for threshold in test.thresholds}
    return {day for day in days if day}


def _dated(law: Law) -> Iterator[Dated]:
    yield from law.timeline
    yield from law.scope
    for duty in law.duties:
        yield duty
        for parts in duty.parts.values():
            yield from parts
    for answers in law.answers.values():
        for found in answers:
            yield found
            yield from (beside for beside in (found.guidance, found.practice) if beside)


def differences(
    law: Law, day: date, codebook: Codebook, standards: Sequence[Standard] = ()
) -> Iterator[What]:
    """What is different on a day from the day before, in the order of a law's page.

    On the day on which the instrument becomes law only that is said, not every rule in it.
    """
    eve = day - timedelta(days=1)
    yield from (Happened(e) for e in law.timeline if e.date == day and e.on(day))
    if not is_present(law, day, codebook):
        return
    pairs = [
        (indicator, answer(law, indicator, eve, codebook), answer(law, indicator, day, codebook))
        for indicator in codebook.indicators.values()
    ]
    if not is_present(law, eve, codebook):
        yield _became(law, day, pairs)
        return
    classes, moved_classes = _classes(law, eve, day)
    measured = {t.figure for item in classes if isinstance(item, Measured) for t in item.tests}
    answers, moved_answers = _answers(pairs, measured)
    shown = {item.indicator.id for item in answers if isinstance(item, Answered)}
    duties, moved_duties = _duties(law, eve, day, shown, codebook)
    yield from _plans(law, eve, day)
    yield from (*classes, *duties, *answers)
    if moved_classes or moved_duties or moved_answers:
        yield Moved(tuple(moved_classes), tuple(moved_duties), tuple(moved_answers))
    yield from _grades(pairs, standards)


def _became(law: Law, day: date, pairs: Sequence[Pair]) -> Became:
    answered = sum(after.state != "not_coded" for _, _, after in pairs)
    return Became(len(in_force(law.scope, day)), len(in_force(law.duties, day)), answered)


def _position(found: Answer | Layered) -> tuple[object, ...]:
    return found.state, found.value


def _plans(law: Law, eve: date, day: date) -> Iterator[Replanned]:
    """Entries of the timeline that were closed and opened, paired where that is beyond doubt."""
    closed = [e for e in law.timeline if e.valid_to == eve and (e.date is None or e.date > eve)]
    opened = [e for e in law.timeline if e.valid_from == day and (e.date is None or e.date > day)]
    for name in dict.fromkeys(event.event for event in (*closed, *opened)):
        before = [event for event in closed if event.event == name]
        after = [event for event in opened if event.event == name]
        if len(before) == len(after) == 1:
            yield Replanned(before[0], after[0])
            continue
        yield from (Replanned(event, None) for event in before)
        yield from (Replanned(None, event) for event in after)


def _classes(
    law: Law, eve: date, day: date
) -> tuple[list[Addressed | Measured], list[tuple[AddresseeClass, AddresseeClass]]]:
    """Classes and thresholds that changed, and classes that only stand elsewhere."""
    found: list[Addressed | Measured] = []
    moved: list[tuple[AddresseeClass, AddresseeClass]] = []
    changed: list[Figured] = []
    for before, after in successions(in_force(law.scope, eve), in_force(law.scope, day)):
        if before is None or after is None:
            found.append(Addressed(before, after))
            continue
        changed += _thresholds(before, after, eve, day)
        if outline(before.rule, None) != outline(after.rule, None):
            found.append(Addressed(before, after))
        elif before != after and outline(before.rule, eve) == outline(after.rule, day):
            moved.append((before, after))
    return [*found, *_alike(changed)], moved


def _thresholds(
    before: AddresseeClass, after: AddresseeClass, eve: date, day: date
) -> Iterator[Figured]:
    """Thresholds that differ, where the tests of both texts can be told apart one by one."""
    old, new = figure_tests(before), figure_tests(after)
    if [_counted(test) for test in old] != [_counted(test) for test in new]:
        return
    for first, second in zip(old, new, strict=True):
        was, now = first.threshold_on(eve), second.threshold_on(day)
        if now is not None and _amount(was) != _amount(now):
            yield after, second, was, now


def _counted(test: FigureTest) -> tuple[str, ...]:
    return test.figure, test.where, test.of, test.operator


def _amount(threshold: Threshold | None) -> object:
    return threshold and (threshold.state, threshold.quantity)


def _alike(changed: Sequence[Figured]) -> Iterator[Measured]:
    """Thresholds of the same figure that changed alike, as one change."""
    keys = [
        (t.figure, t.where, t.operator, _amount(was), _amount(now)) for _, t, was, now in changed
    ]
    for key in dict.fromkeys(keys):
        same = [entry for entry, other in zip(changed, keys, strict=True) if other == key]
        classes = {item.id: item for item, _, _, _ in same}
        tests = tuple(test for _, test, _, _ in same)
        yield Measured(tuple(classes.values()), tests, same[0][2], same[0][3])


def _duties(
    law: Law, eve: date, day: date, shown: set[str], codebook: Codebook
) -> tuple[list[Owed | Arranged], list[tuple[Duty, Duty]]]:
    """Duties and elements of them that changed, and duties that only stand elsewhere."""
    found: list[Owed | Arranged] = []
    moved: list[tuple[Duty, Duty]] = []
    for before, after in successions(in_force(law.duties, eve), in_force(law.duties, day)):
        if before is None or after is None:
            found.append(Owed(before, after))
            continue
        arranged = list(_parts(before, after, eve, day, shown, codebook))
        if before.summary != after.summary:
            found.append(Owed(before, after))
        elif before != after and not arranged:
            moved.append((before, after))
        found += arranged
    return found, moved


def _parts(
    old: Duty, new: Duty, eve: date, day: date, shown: set[str], codebook: Codebook
) -> Iterator[Arranged]:
    """Elements of a duty that changed, but for those that the answer to a question shows."""
    for name in dict.fromkeys((*old.parts, *new.parts)):
        if new.report and SHOWN_BY_INDICATOR.get(name) in shown:
            continue
        before = [part for part in in_force(old.parts.get(name, ()), eve) if part.layer == "law"]
        after = [part for part in in_force(new.parts.get(name, ()), day) if part.layer == "law"]
        if "not_coded" in {part.state for part in (*before, *after)}:
            continue
        ended, begun = _without(before, after), _without(after, before)
        if new.report and name == "content":
            ended, begun = (_unasked(parts, codebook) for parts in (ended, begun))
        if ended or begun:
            yield Arranged(new, name, ended, begun)


def _without(parts: Sequence[Part], others: Sequence[Part]) -> tuple[Part, ...]:
    said = [_terms(part) for part in others]
    return tuple(part for part in parts if _terms(part) not in said)


def _unasked(parts: Sequence[Part], codebook: Codebook) -> tuple[Part, ...]:
    """Report items for which the codebook has no question of its own."""
    asked = codebook.indicators
    return tuple(part for part in parts if f"content.{part.fields.get('topic')}" not in asked)


def _terms(part: Part) -> tuple[object, ...]:
    return part.state, dict(part.fields), part.text


def _answers(
    pairs: Sequence[Pair], measured: set[str]
) -> tuple[list[Answered | Unknown], list[Pair]]:
    """Answers that changed, and those that only stand elsewhere.

    ``measured`` are the figures whose thresholds were told already.
    """
    found: list[Answered | Unknown] = []
    moved: list[Pair] = []
    lost: list[Indicator] = []
    gained: list[Indicator] = []
    for indicator, before, after in pairs:
        if indicator.derived == "timeline":
            continue
        if indicator.derived == "scope" and figure_of(indicator) in measured:
            continue
        if "not_coded" in (before.state, after.state):
            if before.state != after.state:
                (gained if before.state == "not_coded" else lost).append(indicator)
        elif _position(before) != _position(after) or _said(before) != _said(after):
            found.append(Answered(indicator, "law", before, after))
        elif before.cite != after.cite:
            moved.append((indicator, before, after))
        found += _beside(indicator, before, after)
    if lost or gained:
        found.append(Unknown(tuple(lost), tuple(gained)))
    return found, moved


def _said(found: Answer | Layered) -> tuple[object, ...]:
    """The coder's words; the attributes of a derived answer follow from what is told elsewhere."""
    derived = isinstance(found, Answer) and found.derived
    return found.text, {} if derived else dict(found.attributes)


def _beside(indicator: Indicator, before: Answer, after: Answer) -> Iterator[Answered]:
    """What guidance and practice say otherwise than the day before."""
    for layer in ("guidance", "practice"):
        first: Layered | None = getattr(before, layer)
        second: Layered | None = getattr(after, layer)
        if (first and (_position(first), _said(first))) != (
            second and (_position(second), _said(second))
        ):
            yield Answered(indicator, layer, first, second)


def _grades(pairs: Sequence[Pair], standards: Sequence[Standard]) -> Iterator[Regraded]:
    """Wants of standards that are met more or less than the day before."""
    by_id = {indicator.id: (indicator, before, after) for indicator, before, after in pairs}
    for standard in standards:
        for expectation in standard.expectations:
            for want in expectation.wants:
                indicator, before, after = by_id[want.indicator]
                first, second = (grade(indicator, want, found) for found in (before, after))
                if first.grade != second.grade:
                    yield Regraded(standard, expectation, want, indicator, first, second, after)
