"""One law on one page: who is bound, what is due, sanctions, timeline, sources, caveats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ddcompare.compare.matrix import Matrix
from ddcompare.compare.overview import Overview
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import AddresseeClass, Citation, Duty, Event, Law, Part, in_force
from ddcompare.model.rules import (
    All,
    Among,
    FactTest,
    FigureTest,
    Node,
    Not,
    limbs,
)
from ddcompare.model.rules import Any as AnyOf
from ddcompare.model.wording import texts_in_words
from ddcompare.render.blocks import (
    Block,
    Heading,
    Item,
    Items,
    Line,
    Paragraph,
    Run,
    Span,
    Table,
    Tone,
)
from ddcompare.render.caveats import review_line
from ddcompare.render.citations import footnote, pinpoints
from ddcompare.render.pages.cells import answer_line, evidence
from ddcompare.render.pages.profile import state_span

SANCTION_DIMENSIONS = ("enforcement", "remedy")


def law_page(view: Overview, matrix: Matrix, codebook: Codebook) -> list[Block]:
    """The page of one law; ``matrix`` holds its one column."""
    law, day = view.law, matrix.as_of
    blocks: list[Block] = [
        Heading(f"{law.short_title} ({law.id})", 1),
        *_head(law, matrix, codebook),
    ]
    if not matrix.columns:
        when = f"It was adopted on {law.adopted_on}." if law.adopted_on else "It was never adopted."
        return [*blocks, Paragraph(Span(f"Not law on {day}. {when}", "warning"))]
    blocks += [
        *_scope(law, day, codebook),
        *_duties(law, day, codebook),
        *_answers(law, matrix),
        *_timeline(law, day, codebook),
        *_sources(law),
        *_caveats(view),
    ]
    return blocks


def _head(law: Law, matrix: Matrix, codebook: Codebook) -> Iterator[Block]:
    yield Paragraph(Span(law.title, "strong"))
    if law.title_en != law.title:
        yield Paragraph(law.title_en)
    if law.summary:
        yield Paragraph(law.summary)
    state = state_span(matrix.columns[0], codebook) if matrix.columns else Span("not law yet")
    rows: list[tuple[Line, ...]] = [
        ("Jurisdiction", law.jurisdiction),
        ("Kind", codebook.terms["kind"][law.kind].label),
        (f"State on {matrix.as_of}", state),
    ]
    rows += [(name.replace("_", " ").capitalize(), text) for name, text in law.identifiers.items()]
    yield Table((), tuple(rows), (22, 58))


def _cited(law: Law, words: str, cites: tuple[Citation, ...], tail: str = "") -> tuple[Run, ...]:
    runs: tuple[Run, ...] = (Span(words),)
    if cites:
        runs = (*runs, footnote(law, cites))
    return (*runs, Span(tail, "muted")) if tail else runs


def _scope(law: Law, day: date, codebook: Codebook) -> Iterator[Block]:
    yield Heading("Who is bound")
    classes = in_force(law.scope, day)
    if not classes:
        yield Paragraph("No class of addressees is coded for this day.")
    for item in classes:
        yield Paragraph(Span(item.title, "strong"))
        yield Items(tuple(_rule(law, item, item.rule, day, codebook, 0)))
        if item.note:
            yield Paragraph(Span(item.note, "muted"))


def _rule(
    law: Law, item: AddresseeClass, node: Node, day: date, codebook: Codebook, depth: int
) -> Iterator[Item]:
    words = rule_in_words(node, day, codebook)
    note = f" {node.note}" if node.note else ""
    yield Item(_cited(law, words, node.cite, note), depth)
    for limb in limbs(node):
        yield from _rule(law, item, limb, day, codebook, depth + 1)


def rule_in_words(node: Node, day: date, codebook: Codebook) -> str:
    """A node of a rule in words; combinators announce their limbs."""
    match node:
        case All():
            return "all of these:"
        case AnyOf():
            return "one of these:"
        case Not():
            return "not:"
        case Among():
            return f"at least {node.minimum} of these:"
        case FactTest():
            values = " or ".join(value.replace("_", " ") for value in node.values)
            fact = node.fact.rpartition(".")[2].replace("_", " ")
            verb = {"on_or_after": "on or after", "before": "before", "includes_all": "all of"}
            return f"{fact}: {verb.get(node.operator, '')} {values}".replace(":  ", ": ")
        case FigureTest():
            threshold = node.threshold_on(day)
            amount = threshold.quantity if threshold and threshold.quantity else "not fixed yet"
            where = "worldwide" if node.where == "worldwide" else f"in {node.where}"
            whose = codebook.terms["perimeter"][node.of].label
            years = "".join(f", {k.replace('_', ' ')}: {v}" for k, v in (node.years or {}).items())
            return (
                f"{node.figure.replace('_', ' ')} {where}, {whose}: "
                f"{node.operator.replace('_', ' ')} {amount}{years}"
            )
    raise TypeError(f"not a rule node: {node!r}")


def _duties(law: Law, day: date, codebook: Codebook) -> Iterator[Block]:
    yield Heading("What is due")
    duties = in_force(law.duties, day)
    if not duties:
        yield Paragraph("No duty is coded for this day.")
    for duty in duties:
        step = codebook.terms["step"][duty.step].label
        yield Paragraph(_cited(law, f"{duty.summary}", duty.cite, f" (step {step})"))
        items = list(_duty_parts(law, duty, day, codebook))
        if items:
            yield Items(tuple(items))


def _duty_parts(law: Law, duty: Duty, day: date, codebook: Codebook) -> Iterator[Item]:
    for name in ("every", "due", "approval", "publish", "register", "content"):
        for part in in_force(duty.parts.get(name, ()), day):
            layer = "" if part.layer == "law" else f"{part.layer}: "
            note = f" {part.note}" if part.note else ""
            words = f"{PART_NAMES[name]}: {layer}{part_in_words(part, codebook)}"
            yield Item(_cited(law, words, part.cite, note), 0)


PART_NAMES = {
    "every": "How often", "due": "Due", "approval": "Approval", "publish": "Publication",
    "register": "Register", "content": "Content",
}  # fmt: skip
_VOCABULARIES = {
    "period": "period", "after": "anchor", "by": "organ", "signed_by": "signatory",
    "where": "place", "filing": "filing", "topic": "topic", "strength": "strength",
}  # fmt: skip


def part_in_words(part: Part, codebook: Codebook) -> str:
    """An element of a duty in words."""
    fields = part.fields
    if part.state != "value":
        topics = "other topics " if "other_topics" in fields else ""
        return f"{topics}{part.state.replace('_', ' ')}" + (
            f" (read: {part.read})" if part.read else ""
        )

    def label(key: str) -> str:
        return codebook.terms[_VOCABULARIES[key]][str(fields[key])].label

    if "topic" in fields:
        return f"{label('topic')} ({label('strength')})" + (f", {part.text}" if part.text else "")
    if "after" in fields:
        return f"within {fields['within']} of {label('after')}"
    if "by" in fields or "signed_by" in fields:
        words = [f"approved by the {label('by')}"] if "by" in fields else []
        words += [f"signed by {label('signed_by')}"] if "signed_by" in fields else []
        whom = f" ({fields['for']})" if "for" in fields else ""
        return ", ".join(words) + whom
    for key in ("period", "where", "filing"):
        if key in fields:
            return label(key)
    if "once" in fields:
        return "once"
    name, value = next(iter(fields.items()))
    return (
        f"every {value}"
        if name == "interval"
        else f"by {value}"
        if name in ("on", "date")
        else str(value)
    )


def _answers(law: Law, matrix: Matrix) -> Iterator[Block]:
    for dimension in matrix.dimensions:
        if dimension.id in SANCTION_DIMENSIONS:
            yield Heading(dimension.title)
            rows = tuple(
                (
                    row.indicator.label,
                    answer_line(row.indicator, row.cells[law.id]),
                    evidence(law, row.cells[law.id]),
                )
                for row in matrix.rows
                if row.indicator.dimension == dimension.id
            )
            yield Table((), rows, (22, 36, 22))


def _timeline(law: Law, day: date, codebook: Codebook) -> Iterator[Block]:
    yield Heading("Timeline")
    known = [e for e in law.timeline if e.valid_from is None or e.valid_from <= day]
    rows = tuple(_event(law, event, day, codebook) for event in known)
    yield Table((), rows, (13, 45, 22))


def _event(law: Law, event: Event, day: date, codebook: Codebook) -> tuple[Line, ...]:
    when = event.date.isoformat() if event.date else event.state
    label = codebook.terms["event"][event.event].label
    replaced = event.valid_to is not None and event.valid_to < day
    words = label + (" (date since replaced)" if replaced else "")
    words += f": {event.note}" if event.note else ""
    ahead = event.date is not None and event.date > day
    tone: Tone = "muted" if ahead or replaced else "plain"
    doubt = "" if event.confidence == "high" else f" [{event.confidence}]"
    return Span(when, tone), Span(words, tone), (*pinpoints(law, event.cite), Span(doubt, "muted"))


def _sources(law: Law) -> Iterator[Block]:
    yield Heading("Sources")
    rows: list[tuple[Line, ...]] = []
    for source in law.sources.values():
        version = f", version of {source.version}" if source.version else ""
        read = f"{source.layer}, {source.language}{version}, read: {source.read}"
        title = (Span(source.title, link=source.url), Span(f" ({read})", "muted"))
        rows.append((Span(source.id), title))
        rows.append((Span(""), (Span(source.url or "no address", "muted"),)))
    yield Table((), tuple(rows), (16, 64))


def _caveats(view: Overview) -> Iterator[Block]:
    law = view.law
    yield Heading("What could not be checked")
    if law.checked.not_checked:
        yield Items(tuple(Item(text) for text in law.checked.not_checked))
    else:
        yield Paragraph("Nothing is listed.")
    counts = ", ".join(f"{n} {state.replace('_', ' ')}" for state, n in sorted(view.states.items()))
    sure = ", ".join(f"{view.confidence.get(word, 0)} {word}" for word in ("high", "medium", "low"))
    yield Paragraph(
        f"Checked on {law.checked.on} against the law as of {law.checked.law_as_of}. "
        f"Cells: {counts}. Confidence: {sure}."
    )
    yield Paragraph(verification_in_words(view))
    reviewed = law.checked.reviewed_by
    yield Paragraph(f"Reviewed by {reviewed}." if reviewed else review_line([law]))


def verification_in_words(view: Overview) -> str:
    """How many cells are machine-verified, against which version of which text."""
    if view.verification is None or not view.verification.texts:
        return "Machine verification: no official text was at hand."
    counts = view.verified
    return (
        f"Machine verification: all citations found in {counts.get('verified', 0)} cells, some in "
        f"{counts.get('partly', 0)}, none in {counts.get('not', 0)}, "
        f"against: {texts_in_words(view.verification)}."
    )
