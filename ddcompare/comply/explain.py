"""Why an answer is what it is, in one sentence, from the trace alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from ddcompare.model.codebook import Codebook
from ddcompare.model.counting import Count, Truth
from ddcompare.model.law import AddresseeClass
from ddcompare.model.quantities import Quantity
from ddcompare.model.rules import All, Among, Any, FactTest, FactValue, FigureTest, Not, Trace

Classes = Sequence[tuple[AddresseeClass, Trace]]

ANSWERS: dict[Truth, str] = {"yes": "Yes", "no": "No", "unknown": "Cannot tell"}
LOOKED_THROUGH = 20
"""So many addends of an open sum are searched for the figures that lack; a group may be large."""
NAMED = 3
"""So many limbs, missing facts or values are named in a sentence; the trace has them all."""


def support(trace: Trace) -> tuple[Trace, ...]:
    """The leaves that carry the result of a node: enough to prove a yes or a no, fewest first.

    For an unknown result they are the leaves that are still open.
    """
    if isinstance(trace.node, FactTest | FigureTest):
        return (trace,)
    same = [support(child) for child in trace.children if child.result == _carrier(trace)]
    needed = _needed(trace)
    chosen = same if needed is None else sorted(same, key=len)[:needed]
    return tuple(leaf for leaves in chosen for leaf in leaves)


def _carrier(trace: Trace) -> Truth:
    if isinstance(trace.node, Not) and trace.result != "unknown":
        return "no" if trace.result == "yes" else "yes"
    return trace.result


def _needed(trace: Trace) -> int | None:
    """How many children with the result of their parent prove it; None: all that have it."""
    if trace.result == "unknown":
        return None
    certain = trace.result == "yes"
    match trace.node:
        case All():
            return None if certain else 1
        case Any():
            return 1 if certain else None
        case Among():
            return trace.node.minimum if certain else len(trace.children) - trace.node.minimum + 1
    return None


def because(result: Truth, classes: Classes, entity: str, codebook: Codebook) -> str:
    """The class that comes nearest and the limbs that decide; for an open answer what it needs."""
    if not classes:
        return "no class of addressees is coded"
    same = [(item, trace) for item, trace in classes if trace.result == result]
    item, trace = min(same, key=lambda pair: (_distance(pair[1]), not pair[0].ordinary))
    leaves = support(_first_missed(trace))
    if result == "unknown":
        needs = dict.fromkeys(name for leaf in leaves for name in needed(leaf, entity))
        verb = "needs" if len(needs) == 1 else "depends on"
        return f"{verb} {_listed(list(needs), 'and')} ({item.title})"
    title = item.title
    if result == "no" and len(classes) > 1:
        title += f" (the nearest of {len(classes)} classes)"
    return f"{title}: {_limbs(item, leaves, codebook)}"


def _distance(trace: Trace) -> int:
    """How far a class is from certain or met: the limbs that fail, or the tests that are open."""
    if trace.result == "unknown":
        return len(support(trace))
    limbs = trace.children if isinstance(trace.node, All) else (trace,)
    return sum(limb.result == "no" for limb in limbs)


def _first_missed(trace: Trace) -> Trace:
    """The first limb of a class that fails, as one reads the statute; else the class."""
    if trace.result != "no" or not isinstance(trace.node, All):
        return trace
    return next(child for child in trace.children if child.result == "no")


def _limbs(item: AddresseeClass, leaves: Sequence[Trace], codebook: Codebook) -> str:
    figures = [leaf for leaf in leaves if isinstance(leaf.node, FigureTest)]
    said: dict[str, str] = {}
    for leaf in figures or leaves:
        dated = leaf.threshold.cite if leaf.threshold else ()
        cites = dated or leaf.node.cite or item.cite
        said.setdefault(limb_in_words(leaf, codebook), cites[0].at if cites else "")
    return _listed([f"{words} ({at})" if at else words for words, at in said.items()], "and")


def _listed(names: Sequence[str], last: str) -> str:
    if len(names) > NAMED:
        return f"{', '.join(names[:NAMED])} {last} {len(names) - NAMED} more"
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def limb_in_words(leaf: Trace, codebook: Codebook) -> str:
    """A tested fact or figure with its result, as a clause."""
    if isinstance(leaf.node, FigureTest):
        return _figure_in_words(leaf, leaf.node, codebook)
    assert isinstance(leaf.node, FactTest)
    name = leaf.node.fact.rpartition(".")[2].replace("_", " ")
    if leaf.compared is None:
        return f"{name} is not known"
    held = _fact_in_words(leaf.compared)  # type: ignore[arg-type]
    if leaf.result == "yes" or leaf.node.operator == "is":
        return f"{name}: {held}"
    relation = _RELATIONS[leaf.node.operator]
    last = "and" if leaf.node.operator == "includes_all" else "or"
    wanted = _listed([value.replace("_", " ") for value in leaf.node.values], last)
    open_ = "perhaps " if leaf.result == "unknown" else ""
    return f"{name}: {held}, {open_}{relation} {wanted}"


_RELATIONS = {
    "equals": "not", "in": "not", "includes": "without", "includes_any": "without",
    "includes_all": "not all of", "on_or_after": "before", "before": "not before",
}  # fmt: skip


def _fact_in_words(value: FactValue) -> str:
    if isinstance(value, str | bool | date | int):
        return str(value).replace("_", " ")
    return _listed([item.replace("_", " ") for item in value], "and") or "none"


def _figure_in_words(leaf: Trace, test: FigureTest, codebook: Codebook) -> str:
    where = "worldwide" if test.where == "worldwide" else f"in {test.where}"
    whose = codebook.terms["perimeter"][test.of].label
    what = f"{test.figure.replace('_', ' ')} {where} ({whose})"
    threshold = leaf.threshold.quantity if leaf.threshold else None
    if threshold is None:
        return f"the threshold of {what} is not fixed"
    comparison = test.operator.replace("_", " ")
    verdict = {"yes": "", "no": "not ", "unknown": "perhaps "}[leaf.result]
    return f"{what} of {_amounts(leaf, test)} is {verdict}{comparison} {threshold}"


def _amounts(leaf: Trace, test: FigureTest) -> str:
    if leaf.compared is not None and "average_of" in (test.years or {}):
        return f"{leaf.compared} on average"
    decisive = [count for count in leaf.counts if count.result == leaf.result] or leaf.counts
    several = len(leaf.counts) > 1 or test.periods != (0,)
    return " and ".join(
        between(count.least, count.most) + (f" ({count.year})" if several and count.year else "")
        for count in decisive
    )


def between(least: Quantity, most: Quantity | None) -> str:
    """A figure in words, as far as it is known."""
    if least == most:
        return str(least)
    if most is None:
        return f"{least} or more" if least.amount else "not known"
    return f"at most {most}" if not least.amount else f"{least} to {most}"


def needed(leaf: Trace, entity: str) -> Iterator[str]:
    """The facts and figures that an open leaf waits for, by their names in the company file."""
    if isinstance(leaf.node, FactTest):
        yield leaf.node.fact
    if not isinstance(leaf.node, FigureTest):
        return
    name = f"{leaf.node.figure}.{leaf.node.where}"
    if leaf.threshold is None or leaf.threshold.quantity is None:
        yield f"the threshold of {name} (not fixed)"
        return
    for count in leaf.counts:
        if count.result == "unknown":
            year = f" of {count.year}" if count.year and leaf.node.periods != (0,) else ""
            yield from (f"{name}{year}{whose}" for whose in _whose(count, entity))


def _whose(count: Count, entity: str) -> Iterator[str]:
    """Whose figure lacks."""
    lacking = [
        a for a in islice(count.addends, LOOKED_THROUGH) if a.most is None or a.least != a.most
    ]
    for addend in lacking:
        if addend.basis in ("unlisted", "unconverted"):
            yield f" ({addend.why})"
        else:
            yield "" if addend.entity == entity else f" of {addend.entity}"
    if not lacking:
        yield " of a subsidiary"
