"""The facts that an undetermined answer waits for: the fewest that could decide it.

Single facts come first. One that decides whatever its value is all there is to ask; without one
every fact is named that decides alone for some value, and without these the fewest that could
decide together. All tests of one fact turn together, as its value says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from ddcompare.comply.choices import Alike, choices, is_likely
from ddcompare.comply.conditions import condition, question
from ddcompare.comply.currency import Rates
from ddcompare.comply.opening import YEAR_END, Skipped, name_of, needs_year_end, open_rule, terms_of
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
from ddcompare.comply.records import Applicability, MissingFact
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Company
from ddcompare.model.rules import Truth

PAIRS = 16
"""Up to so many open facts every pair is tried, more are searched for a proof step by step."""

Tried = Mapping[Input, Sequence[Choice]]


def missing_facts(
    result: Applicability,
    company: Company,
    codebook: Codebook,
    rates: Rates,
    skipped: Skipped = (),
) -> tuple[MissingFact, ...]:
    """The smallest set of facts that would decide an undetermined answer; () for any other.

    ``skipped`` are facts that cannot be had, by entity and name; the set does without them, and is
    empty where nothing else could decide. Amounts are compared in the currency of the law, into
    which the trace has turned what is known; ``rates`` are not asked again.
    """
    if result.trace is None or result.trace.result != "unknown":
        return ()
    rule = open_rule(result, company, skipped)
    tried = choices(rule, codebook, result.as_of)
    likely = {
        input: [value for value, like in found.items() if is_likely(like, result.as_of)]
        for input, found in tried.items()
    }
    inputs = sorted(tried, key=_order(result, company, codebook))
    alone = {
        input: {value: rule.truth({input: value}) for value in tried[input]} for input in inputs
    }
    results = {input: {alone[input][value] for value in likely[input]} for input in inputs}
    deciding = [input for input in inputs if results[input] - {"unknown"}]
    always = [input for input in deciding if "unknown" not in results[input]]
    wanted = always or deciding or _together(rule, inputs, likely)
    asked = [
        _missing(input, input in deciding, alone[input], tried[input], company, codebook)
        for input in wanted
    ]
    return tuple(dict.fromkeys(asked))


def _missing(
    input: Input,
    decides: bool,
    alone: Mapping[Choice, Truth],
    alike: Alike,
    company: Company,
    codebook: Codebook,
) -> MissingFact:
    if needs_year_end(input):
        end = codebook.terms["fact"][YEAR_END]
        return MissingFact(end.id, end.definition, input.entity, decides=False)
    return MissingFact(
        fact=name_of(replace(input, year=None)),
        question=question(input, company, codebook),
        entity=input.entity,
        decides=decides,
        if_yes=condition(input, alone, alike, "yes", codebook) if decides else None,
        if_no=condition(input, alone, alike, "no", codebook) if decides else None,
        year=input.year,
    )


def _order(
    result: Applicability, company: Company, codebook: Codebook
) -> Callable[[Input], tuple[object, ...]]:
    """The entity itself first; then the order of the terms, worldwide before places."""
    places = {name: index for index, name in enumerate(terms_of(codebook))}
    rank = {entity.id: index for index, entity in enumerate(company.entities)}

    def key(input: Input) -> tuple[object, ...]:
        other = input.entity != result.entity.id
        where = (input.where != "worldwide", input.where or "")
        return (
            other, places[input.name], where, input.period, not input.consolidated,
            rank[input.entity],
        )  # fmt: skip

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
            return _turned(part, result, chosen, tried)
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


def _turned(
    leaf: FactLeaf | FigureLeaf, result: Truth, chosen: Chosen, tried: Tried
) -> Chosen | None:
    free = [input for input in leaf.order if input not in chosen]
    for size in range(1, len(free) + 1):
        for some in combinations(free, size):
            for values in product(*(tried[input] for input in some)):
                more = {**chosen, **dict(zip(some, values, strict=True))}
                if leaf.truth(more) == result:
                    return more
    return None
