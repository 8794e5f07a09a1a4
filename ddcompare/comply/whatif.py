"""What changes for a company between two checks: two dates, or one fact set otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ddcompare.comply.explain import between
from ddcompare.comply.records import Applicability, Check
from ddcompare.model.company import Entity
from ddcompare.model.counting import Count, Truth
from ddcompare.model.law import AddresseeClass, Citation, Law
from ddcompare.model.quantities import Quantity
from ddcompare.model.rules import FactTest, FigureTest, Trace


@dataclass(frozen=True, slots=True)
class Change:
    """One reason why an answer flips.

    ``kind`` is ``state`` (of the instrument), ``class`` (a class of addressees begins or ends),
    ``threshold``, ``figure`` or ``fact``.
    """

    kind: str
    text: str
    cite: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Flip:
    """An answer that is another one in the second check, and why."""

    entity: Entity
    law: Law
    before: Applicability
    after: Applicability
    changes: tuple[Change, ...]


def compare_checks(before: Check, after: Check) -> tuple[Flip, ...]:
    """The answers that flip, in the order of the second check.

    An answer flips when ``applies`` is another one, or what the scope rule says. Entities and laws
    that only one of the checks has are left out.
    """
    known = {
        (check.entity.id, result.law.id): result
        for check in before.entities
        for result in check.laws
    }
    return tuple(
        Flip(check.entity, new.law, old, new, tuple(dict.fromkeys(_changes(old, new))))
        for check in after.entities
        for new in check.laws
        if (old := known.get((check.entity.id, new.law.id))) is not None
        and _answer(old) != _answer(new)
    )


def _answer(result: Applicability) -> tuple[Truth, Truth]:
    return result.applies, result.would_apply or result.applies


def _changes(old: Applicability, new: Applicability) -> Iterator[Change]:
    if old.application_state != new.application_state:
        yield Change("state", f"{_state(old)} on {old.as_of}, {_state(new)} on {new.as_of}")
    if _answer(old)[1] == _answer(new)[1]:
        return
    was, now = dict(_by_id(old)), dict(_by_id(new))
    for name, (item, trace) in was.items():
        if name in now:
            if trace.result != now[name][1].result:
                yield from _limbs(trace, now[name][1])
        elif trace.result != "no":
            last = f" after {item.valid_to}" if item.valid_to else ""
            yield Change("class", f"{item.title}: no longer{last}", item.cite)
    for name, (item, trace) in now.items():
        if name not in was and trace.result != "no":
            first = f" since {item.valid_from}" if item.valid_from else ""
            yield Change("class", f"{item.title}: new{first}", item.cite)
    yield from _successors(
        [pair for name, pair in was.items() if name not in now],
        [pair for name, pair in now.items() if name not in was],
    )


def _by_id(result: Applicability) -> Iterator[tuple[str, tuple[AddresseeClass, Trace]]]:
    return ((item.id, (item, trace)) for item, trace in result.classes)


def _state(result: Applicability) -> str:
    return (result.application_state or "not law yet").replace("_", " ")


def _limbs(old: Trace, new: Trace) -> Iterator[Change]:
    """The limbs of one rule whose result changed; the two traces have the same shape."""
    for before, after in zip(old.leaves(), new.leaves(), strict=True):
        if before.result != after.result:
            yield from _limb(before, after, None)


def _limb(old: Trace, new: Trace, since: date | None) -> Iterator[Change]:
    node = new.node
    if isinstance(node, FactTest) and old.compared != new.compared:
        name = node.fact.rpartition(".")[2].replace("_", " ")
        text = f"{name}: {_fact(old)}, then {_fact(new)}"
        yield Change("fact", text, node.cite)
    if not isinstance(node, FigureTest):
        return
    was, now = _limit(old), _limit(new)
    cite = (*node.cite, *(new.threshold.cite if new.threshold else ()))
    if was != now:
        first = since or (new.threshold.valid_from if new.threshold else None)
        when = f" since {first}" if first else ""
        operator = node.operator.replace("_", " ")
        text = f"{_figure(node)}: threshold {operator} {_or_none(was)}, then {_or_none(now)}{when}"
        yield Change("threshold", text, cite)
    if (had := _counted(old.counts)) != (has := _counted(new.counts)):
        yield Change("figure", f"{_figure(node)}: {had}, then {has}", cite)


def _successors(
    ended: Sequence[tuple[AddresseeClass, Trace]], begun: Sequence[tuple[AddresseeClass, Trace]]
) -> Iterator[Change]:
    """Where one class takes the place of another, the like tests that now have another result."""
    old = {_test(leaf): leaf for _, trace in ended for leaf in trace.leaves()}
    for item, trace in begun:
        for leaf in trace.leaves():
            before = old.get(_test(leaf))
            if before is not None and before.result != leaf.result:
                yield from _limb(before, leaf, item.valid_from)


def _test(leaf: Trace) -> tuple[object, ...]:
    node = leaf.node
    if isinstance(node, FigureTest):
        years = tuple((node.years or {}).items())
        return (node.figure, node.where, node.of, node.operator, years)
    assert isinstance(node, FactTest)
    return (node.fact, node.operator, node.values)


def _limit(leaf: Trace) -> Quantity | None:
    return leaf.threshold.quantity if leaf.threshold else None


def _or_none(limit: Quantity | None) -> str:
    return str(limit) if limit is not None else "not fixed"


def _figure(node: FigureTest) -> str:
    where = "worldwide" if node.where == "worldwide" else f"in {node.where}"
    return f"{node.figure.replace('_', ' ')} {where} ({node.of.replace('_', ' ')})"


def _counted(counts: Sequence[Count]) -> str:
    return " and ".join(between(count.least, count.most) for count in counts)


def _fact(leaf: Trace) -> str:
    value = leaf.compared
    if value is None:
        return "not known"
    if isinstance(value, tuple | list):
        return ", ".join(str(item) for item in value) or "none"
    return str(value).replace("_", " ")
