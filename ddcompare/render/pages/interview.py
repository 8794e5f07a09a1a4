"""What an interview shows: a question, its explanation, and what an answer has decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ddcompare.comply.interview import Asking, Question
from ddcompare.comply.records import Applicability
from ddcompare.corpus.values import FaultyValueError
from ddcompare.model.codebook import Term
from ddcompare.render.blocks import Block, Blocks, Item, Items, Paragraph, Span
from ddcompare.render.citations import pinpoint

CITED = 3
"""So many pinpoints are named for a law."""

WELCOME = (
    Paragraph("Which laws bind a company, and what is still unknown?"),
    Paragraph(
        "Questions are asked about one company. For a group write a company file with its "
        "entities, and let --ask complete it."
    ),
)

ANSWERING = (
    "Answer with what you know, and leave empty what you do not know. "
    "? explains a question, b goes back, q saves and leaves."
)


def introduction(total: int) -> Blocks:
    """How to answer, before the first question."""
    are_open = "1 answer is open" if total == 1 else f"{total} answers are open"
    return (
        Paragraph(
            f"{are_open}. Each question is the one that decides most of those that are left; what "
            "no longer matters is not asked."
        ),
        Paragraph(ANSWERING),
    )


def question_page(question: Question, number: int, decided: int, total: int) -> Blocks:
    """A question with the form of its answer."""
    whose = question.entity.name or question.entity.id
    head = f"Question {number} ({decided} of {total} decided), {whose}"
    return (
        Paragraph(Span(head, "muted")),
        Paragraph(Span(question.fact.question, "strong")),
        Paragraph(Span(form_of(question.term), "muted")),
    )


def form_of(term: Term) -> str:
    """What an answer to a fact or figure looks like."""
    values = term.extra.get("values")
    words = ", ".join(values) if isinstance(values, list) else ""
    match term.extra.get("type"):
        case "yes_no":
            return "yes or no"
        case "code":
            return f"one of {words}"
        case "codes":
            return f"any of {words}, with commas; none if there are none"
        case "country":
            return "the code of a country, such as DE"
        case "countries":
            return "codes of countries with commas, such as GB, DE; none if there are none"
        case "date":
            return "a day, such as 2025-12-31"
    if term.extra["unit"] == "money":
        return "an amount with its currency, such as 36000000 GBP"
    return f"a number of {term.extra['unit']}, such as 250"


def explanation(question: Question) -> Blocks:
    """Which laws ask for a fact, which way it turns each, and where they say so."""
    laws = tuple(Item(tuple(_asking(asking))) for asking in question.asked_by)
    return (
        Paragraph(f"In the company file this is {question.fact.path}."),
        Paragraph(f"{len(laws)} open answer{'s wait' if len(laws) != 1 else ' waits'} for it:"),
        Items(laws),
        Paragraph(ANSWERING),
    )


def _asking(asking: Asking) -> Iterator[Span]:
    yield Span(asking.law.short_title, "strong")
    fact = asking.fact
    effects = [f"applies if {fact.if_yes}"] if fact.if_yes else []
    effects += [f"does not apply if {fact.if_no}"] if fact.if_no else []
    yield Span(f": {', '.join(effects) or 'needs it together with other facts'}")
    cites = list(dict.fromkeys(pinpoint(asking.law, cite) for cite in asking.cite))
    if cites:
        more = f" and {len(cites) - CITED} more" if len(cites) > CITED else ""
        yield Span(f" [{'; '.join(cites[:CITED])}{more}]")


def sentence(fault: FaultyValueError) -> Blocks:
    """Why an answer cannot be taken."""
    return (Paragraph(f"{fault}; {fault.hint}" if fault.hint else str(fault)),)


def decided_page(results: Sequence[Applicability], several: bool) -> Blocks:
    """The answers that have become certain; ``several`` entities are told apart by name."""
    items = []
    for result in results:
        whose = f"{result.entity.name or result.entity.id}: " if several else ""
        items.append(Item((Span(f"{whose}{result.law.short_title} "), Span(_verdict(result)))))
    return (Items(tuple(items)),) if items else ()


def _verdict(result: Applicability) -> str:
    if result.would_apply is not None:
        state = (result.application_state or "not law yet").replace("_", " ")
        would = "would apply" if result.would_apply == "yes" else "would not apply"
        return f"{would} ({state})"
    return "applies" if result.applies == "yes" else "does not apply"


def closing(open_answers: Sequence[Applicability], total: int) -> Iterator[Block]:
    """How far the interview came."""
    left = len(open_answers)
    yield Paragraph(f"No further question: {total - left} of {total} answers are decided.")
    if left:
        laws = dict.fromkeys(result.law.short_title for result in open_answers)
        yield Paragraph(f"Open for want of facts that are not known: {', '.join(laws)}.")
