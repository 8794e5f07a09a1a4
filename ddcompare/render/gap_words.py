"""What a gap report says in words: what is wanted, and why an answer has its grade."""

from __future__ import annotations

from ddcompare.compare.gaps import Item
from ddcompare.compare.gaps_laws import Comparison
from ddcompare.model.codebook import Indicator
from ddcompare.model.law import Answer, Layered, Value
from ddcompare.model.standard import Want
from ddcompare.model.wording import position, value_in_words, without_figure

GRADE_WORDS = {
    "met": "met", "partly": "partly", "not_met": "not met", "exceeds": "exceeds",
    "not_assessable": "not assessable", "below": "below", "different": "different",
    "conflicting": "conflicting", "equal": "equal", "above": "above",
    "not_comparable": "not comparable",
}  # fmt: skip

TEXT_ONLY = (
    "Compares texts, element by element, and not their effect. A law meets elements of a "
    "standard; it is never 'compliant' with one."
)

_OPEN = {
    "not_coded": "nobody has coded this question",
    "unclear": "two readings are tenable",
    "varies": "this is left to member States or provinces",
    "not_applicable": "the question cannot arise",
    "delegated": "this is left to secondary rules that do not bind yet",
}


def wanted_in_words(indicator: Indicator, want: Want) -> str:
    """What is wanted of an indicator, in the words of its levels and codes."""
    named = _quoted(indicator, want.values)
    match want.kind:
        case "at_least" | "at_most":
            return f"{want.kind.replace('_', ' ')} {named}"
        case "includes":
            return named if len(want.values) == 1 else f"all of {named}"
        case "one_of":
            return named if len(want.values) == 1 else f"one of {named}"
    return "a rule of the law's own"


def closing_in_words(item: Item) -> str:
    """What would close a gap: the position wanted, or the codes that are missing."""
    if item.graded.missing:
        return _quoted(item.indicator, item.graded.missing)
    return wanted_in_words(item.indicator, item.want)


def _quoted(indicator: Indicator, values: tuple[Value, ...]) -> str:
    """Levels and codes in quotation marks, figures as they are; a set stands for its codes."""
    flat = [code for value in values for code in (value if isinstance(value, tuple) else (value,))]
    words = (value_in_words(indicator, value) or "" for value in flat)
    return ", ".join(f'"{word}"' if indicator.levels else word for word in words)


def held_in_words(indicator: Indicator, answer: Answer | Layered) -> str:
    """The position of an answer: levels and codes quoted, figures as they are."""
    if answer.state in ("silent", "no"):
        return answer.state
    if answer.value is None:
        return without_figure(answer)
    return _quoted(indicator, (answer.value,)) or "none"


def why_graded(item: Item) -> str:
    """Why an item has its grade, in one sentence."""
    indicator, answer, reason = item.indicator, item.answer, item.graded.reason
    wanted = f"asked for: {wanted_in_words(indicator, item.want)}"
    held = held_in_words(indicator, answer)
    missing = _quoted(indicator, item.graded.missing)
    rest = " (the rest is delegated)" if answer.state == "delegated" else ""
    match reason:
        case "silent":
            return f"The law is silent; {wanted}."
        case "no":
            return f"The law expressly denies it; {wanted}."
        case "no_words":
            return f"The law has no words on it; {wanted}."
        case "lowest" | "between":
            return f"The law stops at {held}{rest}; {wanted}."
        case "reached" | "all_of" | "listed" | "answers":
            return f"The law has {held}{rest}; {wanted}."
        case "above":
            return f"The law goes further, with {held}{rest}; {wanted}."
        case "outside" | "none_of" | "not_listed":
            return f"The law has {held}{rest}; {wanted}."
        case "some_of":
            return f"The law lacks {missing}{rest}; {wanted}."
        case "once":
            return f"The law asks for it only once; {wanted}."
        case "no_figure":
            return f"The law gives no figure to measure; {wanted}."
        case "other_unit":
            return f"The law's {held} is in another unit, and nothing is converted; {wanted}."
    return f"{_sentence(_OPEN[reason])}."


def why_related(item: Comparison, law: str, other: str) -> str:
    """Why an answer stands so to the other law's, in words; the titles are short."""
    reason = item.relation.reason
    if sides := open_sides(item, law, other):
        return f"{' and '.join(name for name, _ in sides)}: {_OPEN[reason]}."
    if reason == "exclusive":
        return remark(item)
    one, two = (position(item.indicator, answer) for answer in (item.answer, item.other))
    if reason == "same" and one == two:
        return " ".join(filter(None, (f"Both take the same position: {one}.", remark(item))))
    return " ".join(filter(None, (f"{law}: {one}; {other}: {two}.", remark(item))))


_REMARKS = {
    "each_more": "Each has what the other lacks.",
    "denial": "One is silent where the other denies.",
    "no_figure": "There is no figure to measure.",
    "other_unit": "The figures have different units, and nothing is converted.",
}


def remark(item: Comparison) -> str:
    """What two answers side by side do not show by themselves; empty if they show all."""
    if item.relation.reason == "exclusive" and item.indicator.exclusive:
        return f"{_sentence(item.indicator.exclusive.reason)}."
    bases = {answer.attributes.get("counting_base") for answer in (item.answer, item.other)}
    if item.relation.reason != "level" and len(bases - {None}) > 1:
        return "The two count on different bases."
    return _REMARKS.get(item.relation.reason, "")


def open_sides(item: Comparison, law: str, other: str) -> list[tuple[str, Answer]]:
    """The answers that take no position, by the short titles of their laws."""
    sides = ((law, item.answer), (other, item.other))
    return [(name, answer) for name, answer in sides if answer.state == item.relation.reason]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
