"""The grade of an answer against a want of a standard."""

from __future__ import annotations

from dataclasses import dataclass

from ddcompare.compare.magnitudes import like_amounts
from ddcompare.model.codebook import Indicator
from ddcompare.model.law import Answer, Layered
from ddcompare.model.standard import Want

GRADES = ("met", "partly", "not_met", "exceeds", "not_assessable")
GAPS = ("not_met", "partly")
"""The grades that leave something to close."""

UNDECIDED = ("not_coded", "unclear", "varies", "not_applicable")
"""States on which no position can be measured, whatever they add (codebook rules 3 and 10)."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade with its reason, and for a set the codes that are missing.

    ``reason`` is the state that decided (silent, no, not_coded, unclear, varies, not_applicable,
    delegated), or how the answer compares: lowest, between, reached, above, outside (a figure on
    the wrong side), once (no interval), no_figure, other_unit, all_of, some_of, none_of, listed,
    not_listed, answers, no_words (the codebook's default where the text has none).
    """

    grade: str
    reason: str
    missing: tuple[str, ...] = ()


def undecided(answer: Answer | Layered) -> bool:
    """Whether an answer takes no position: nobody looked, it cannot arise, is open or left open."""
    return answer.state in UNDECIDED or (answer.state == "delegated" and answer.value is None)


def grade(indicator: Indicator, want: Want, answer: Answer | Layered) -> Graded:
    """Grade an answer of a law (or what guidance says) against what is wanted.

    Silence and denial are never enough, save a "no" that is itself wanted; what is undecided is
    not assessable. A level between the lowest and the wanted one is partly; some of the wanted
    codes are partly; a figure has no partly. ``delegated`` with a value is graded on the value.
    """
    if undecided(answer):
        return Graded("not_assessable", answer.state)
    if want.kind == "one_of":
        return _one_of(want, answer)
    if answer.state in ("silent", "no"):
        missing = _codes(want) if want.kind == "includes" else ()
        return Graded("not_met", answer.state, missing)
    match want.kind:
        case "answered":
            return _answered(answer)
        case "includes":
            return _includes(want, answer)
    if indicator.type == "ordinal":
        return _level(indicator, want, answer)
    return _figure(indicator, want, answer)


def _one_of(want: Want, answer: Answer | Layered) -> Graded:
    if ("no" if answer.state == "no" else answer.value) in want.values:
        return Graded("met", "listed")
    return Graded("not_met", answer.state if answer.state in ("silent", "no") else "not_listed")


def _answered(answer: Answer | Layered) -> Graded:
    if answer.attributes.get("by_default") or answer.value == ():
        return Graded("not_met", "no_words")
    return Graded("met", "answers")


def _includes(want: Want, answer: Answer | Layered) -> Graded:
    held = answer.value if isinstance(answer.value, tuple) else ()
    missing = tuple(code for code in _codes(want) if code not in held)
    if not missing:
        return Graded("met", "all_of")
    if len(missing) < len(want.values):
        return Graded("partly", "some_of", missing)
    return Graded("not_met", "none_of", missing)


def _codes(want: Want) -> tuple[str, ...]:
    return tuple(str(value) for value in want.values)


def _level(indicator: Indicator, want: Want, answer: Answer | Layered) -> Graded:
    wanted, held = indicator.by_id[str(want.values[0])].score, answer.score
    if held is None or wanted is None:
        return Graded("not_assessable", "no_figure")
    if held == wanted:
        return Graded("met", "reached")
    if held > wanted:
        return Graded("exceeds", "above")
    lowest = held == indicator.levels[0].score
    return Graded("not_met", "lowest") if lowest else Graded("partly", "between")


def _figure(indicator: Indicator, want: Want, answer: Answer | Layered) -> Graded:
    if answer.value is None:
        if answer.attributes.get("one_off") and indicator.direction == "lower":
            return Graded("not_met", "once")
        return Graded("not_assessable", "no_figure")
    amounts = like_amounts(answer.value, want.values[0])
    if amounts is None:
        return Graded("not_assessable", "other_unit")
    held, wanted = amounts
    if held == wanted:
        return Graded("met", "reached")
    if (held < wanted) == (want.kind == "at_most"):
        return Graded("exceeds", "above")
    return Graded("not_met", "outside")
