"""The fewest facts that could decide what is open in a rule.

Single facts come first. One that decides whatever its value is all there is to ask; without one
every fact is named that decides alone for some value, and without these the fewest that could
decide together. All tests of one fact turn together, as its value says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations, product
from typing import NamedTuple

from ddcompare.comply.choices import choices, is_likely
from ddcompare.comply.conditions import condition
from ddcompare.comply.opening import terms_of
from ddcompare.comply.openrule import (
    OPPOSITE,
    Branch,
    Choice,
    Chosen,
    FactLeaf,
    FigureLeaf,
    Input,
    Negation,
    Open,
)
from ddcompare.model.codebook import Codebook
from ddcompare.model.rules import Truth

PAIRS = 16
"""Up to so many open facts every pair is tried, more are searched for a proof step by step."""

FEW = 9
"""Of up to so many inputs of one test, such as those of a sum in a year, any number is tried."""

Tried = Mapping[Input, Sequence[Choice]]


class Wanted(NamedTuple):
    """An input to ask for: whether it decides alone, and with which values, in words."""

    input: Input
    decides: bool
    if_yes: str | None = None
    if_no: str | None = None


def wanted(
    rule: Open, places: Mapping[str, int], codebook: Codebook, as_of: date
) -> tuple[Wanted, ...]:
    """The fewest inputs that could decide an open rule; () if none could.

    ``places`` has the place of each entity among those in question, 0 for the one asked about.
    """
    tried = choices(rule, codebook, as_of)
    likely = {
        input: [value for value, like in found.items() if is_likely(like, as_of)]
        for input, found in tried.items()
    }
    inputs = sorted(tried, key=_order(places, codebook))
    turning = rule.turns["yes"] | rule.turns["no"]
    alone = {
        input: {value: rule.truth({input: value}) for value in tried[input]}
        for input in inputs
        if input in turning
    }
    results = {input: {found[value] for value in likely[input]} for input, found in alone.items()}
    deciding = [input for input in alone if results[input] - {"unknown"}]
    always = [input for input in deciding if "unknown" not in results[input]]
    if not deciding:
        return tuple([Wanted(input, False) for input in _together(rule, inputs, likely)])

    def words(input: Input, result: Truth) -> str | None:
        return condition(input, alone[input], tried[input], result, codebook)

    return tuple(
        [
            Wanted(input, True, words(input, "yes"), words(input, "no"))
            for input in always or deciding
        ]
    )


def _order(places: Mapping[str, int], codebook: Codebook) -> Callable[[Input], tuple[object, ...]]:
    """The entity itself first; then the order of the terms, worldwide before places."""
    terms = {name: index for index, name in enumerate(terms_of(codebook))}

    def key(input: Input) -> tuple[object, ...]:
        place = places[input.entity]
        where = (input.where != "worldwide", input.where or "")
        return place > 0, terms[input.name], where, input.period, not input.consolidated, place

    return key


def _together(rule: Open, inputs: Sequence[Input], tried: Tried) -> list[Input]:
    """The fewest facts that could decide together, as far as they are found; [] if none could."""
    proofs = [_proved(rule, result, {}, tried) for result in ("yes", "no")]
    found = min(
        (_without_needless(rule, proof) for proof in proofs if proof is not None),
        key=len, default=None,
    )  # fmt: skip
    if (found is None or len(found) > 2) and len(inputs) <= PAIRS:
        found = _pair(rule, inputs, tried) or found
    return [input for input in inputs if input in (found or ())]


def _pair(rule: Open, inputs: Sequence[Input], tried: Tried) -> Chosen | None:
    for pair in combinations(inputs, 2):
        for values in product(*(tried[input] for input in pair)):
            chosen = dict(zip(pair, values, strict=True))
            if rule.truth(chosen) != "unknown":
                return chosen
    return None


def _without_needless(rule: Open, proof: Chosen) -> Chosen:
    """A proof without the choices that it holds without."""
    result = rule.truth(proof)
    for input in tuple(proof):
        fewer = {other: value for other, value in proof.items() if other != input}
        if rule.truth(fewer) == result:
            proof = fewer
    return proof


def _proved(part: Open, result: Truth, chosen: Chosen, tried: Tried) -> Chosen | None:
    """Choices, beside those made, with which a part of the rule has a result; None if not found."""
    now = part.truth(chosen)
    if now != "unknown":
        return chosen if now == result else None
    match part:
        case Negation():
            return _proved(part.limb, OPPOSITE[result], chosen, tried)
        case Branch():
            needed = part.needed if result == "yes" else len(part.limbs) - part.needed + 1
            return _enough(part, result, needed, chosen, tried)
        case FactLeaf() | FigureLeaf():
            return turned(part, result, chosen, tried)
    return None


def _enough(
    branch: Branch, result: Truth, needed: int, chosen: Chosen, tried: Tried
) -> Chosen | None:
    """As many limbs as needed brought to a result, each time the one that costs least."""
    waiting = list(branch.limbs)
    while branch.truth(chosen) == "unknown":
        near = waiting[:1] if needed == len(waiting) else waiting
        proofs = [_proved(limb, result, chosen, tried) for limb in near]
        found = [(len(proof), index) for index, proof in enumerate(proofs) if proof is not None]
        if not found or needed > len(waiting):
            return None
        _, index = min(found)
        chosen = proofs[index] or {}
        del waiting[index]
        needed -= 1
    return chosen if branch.truth(chosen) == result else None


def turned(
    leaf: FactLeaf | FigureLeaf, result: Truth, chosen: Chosen, tried: Tried
) -> Chosen | None:
    """The fewest choices, beside those made, with which a test has a result; None if none have it.

    Of equally many they are the first inputs, each with the first value tried, that will do. More
    of a figure never turns a test back, so that its highest or lowest values tell whether any will.
    """
    free = [input for input in leaf.order if input not in chosen]
    if isinstance(leaf, FactLeaf):
        every = ({**chosen, input: value} for input in free for value in tried[input])
        return next((more for more in every if leaf.truth(more) == result), None)
    best = {input: leaf.furthest(input, tried[input], result) for input in free}

    def holds(some: Iterable[Input]) -> bool:
        return leaf.truth({**chosen, **{input: best[input] for input in some}}) == result

    some = _fewest(free, holds)
    if some is None:
        return None
    more = {**chosen, **{input: best[input] for input in some}}
    for input in some:
        values = [{**more, input: value} for value in tried[input]]
        more = next(kept for kept in values if leaf.truth(kept) == result)
    return more


def _fewest(
    free: Sequence[Input], holds: Callable[[Iterable[Input]], bool]
) -> Sequence[Input] | None:
    """The fewest inputs that will do; beyond a few or a pair those of which none is needless."""
    size = len(free) if len(free) <= FEW else 2
    sets = (some for number in range(1, size + 1) for some in combinations(free, number))
    found: Sequence[Input] | None = next(filter(holds, sets), None)
    if found is not None or len(free) <= FEW:
        return found
    addends = [input for input in free if not input.consolidated]
    found = next(filter(holds, (addends, free)), None)
    for input in reversed(found or ()):
        fewer = [other for other in found or () if other != input]
        found = fewer if holds(fewer) else found
    return found
