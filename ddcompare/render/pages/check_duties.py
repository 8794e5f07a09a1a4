"""What is due when, and what the laws that apply ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ddcompare.comply.due import NO_DATE
from ddcompare.comply.records import Applicability, Check, DutyDue, EntityCheck
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Duty, Law, Part, in_force
from ddcompare.render.blocks import Block, Heading, Item, Items, Run, Span, Table
from ddcompare.render.citations import footnote, pinpoints
from ddcompare.render.pages.law import part_in_words

LAYERS = {"law": "statute", "guidance": "guidance", "practice": "practice"}
"""How the layer of a due date is called."""


def dated(entity: EntityCheck) -> Iterator[tuple[Applicability, DutyDue]]:
    """The duties of an entity that have a due date, with the answers that they follow from."""
    for result in entity.laws:
        yield from ((result, item) for item in result.duties if item.due is not None)


def due_table(entity: EntityCheck) -> Table:
    """The due dates of an entity in order: what is due, under which law, and whence the date."""
    rows = []
    for result, item in _in_order(entity):
        law = result.law
        ends = f" (year to {item.period_end})" if item.period_end else ""
        what = [Span(law.short_title, "strong"), Span(f": {item.duty.summary}{ends}")]
        what += [Span(f" {note}", "muted") for note in _remarks(result, item)]
        source = (Span(f"{LAYERS[item.layer]}: "), Span(item.basis), Span(" ["))
        whence = (*source, *pinpoints(law, item.cite), Span("]"), *_doubt(item.confidence))
        rows.append((Span(str(item.due), "strong"), tuple(what), whence))
    return Table((), tuple(rows), (12, 40, 28))


def due_lines(entity: EntityCheck) -> Iterator[Block]:
    """The due dates of an entity, each in a few words."""
    rows = []
    for result, item in _in_order(entity):
        ends = f", year to {item.period_end}" if item.period_end else ""
        words = f"{result.law.short_title}: {item.duty.id.replace('_', ' ')}"
        rows.append((Span(str(item.due), "strong"), f"{words} ({LAYERS[item.layer]}{ends})"))
    if rows:
        yield Table((), tuple(rows), (16, 64))


def _in_order(entity: EntityCheck) -> list[tuple[Applicability, DutyDue]]:
    return sorted(dated(entity), key=lambda row: row[1].due or date.max)


def _remarks(result: Applicability, item: DutyDue) -> Iterator[str]:
    """The note on a date, and what guidance and practice say on it without a date of their own."""
    if item.note:
        yield item.note
    for other in result.duties:
        if other.duty is item.duty and other.due is None and other.layer != "law":
            yield f"{LAYERS[other.layer].capitalize()}: {other.note or other.basis}"


def _doubt(confidence: str | None) -> tuple[Span, ...]:
    return (Span(f" [{confidence}]", "muted"),) if confidence not in (None, "high") else ()


def duty_blocks(check: Check, codebook: Codebook) -> Iterator[Block]:
    """What each law that applies asks for: reports in full, other duties in a line."""
    owed: dict[str, dict[str, list[DutyDue]]] = {}
    debtors: dict[tuple[str, str], list[str]] = {}
    laws: dict[str, Law] = {}
    for entity in check.entities:
        for result in entity.laws:
            for item in result.duties:
                laws[result.law.id] = result.law
                records = owed.setdefault(result.law.id, {}).setdefault(item.duty.id, [])
                records.append(item)
                names = debtors.setdefault((result.law.id, item.duty.id), [])
                if entity.entity.id not in names:
                    names.append(entity.entity.id)
    if not laws:
        return
    yield Heading("What the laws that apply ask for")
    single = len(check.entities) == 1
    for name, law in laws.items():
        yield Heading(f"{law.short_title}: {law.title_en}", 3)
        items: list[Item] = []
        for duty, records in owed[name].items():
            whom = "" if single else f" ({_names(debtors[name, duty])})"
            items += _duty(law, records, whom, check.as_of, codebook)
        yield Items(tuple(items))


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:5])
    return shown if len(names) <= 5 else f"{shown} and {len(names) - 5} more"


def _duty(
    law: Law, records: Sequence[DutyDue], whom: str, day: date, codebook: Codebook
) -> Iterator[Item]:
    """A duty with its parts if it is a report, else in one line with how often and by when."""
    duty = records[0].duty
    open_ = {(item.layer, item.basis): item for item in records if item.due is None}.values()
    every = [part_in_words(part, codebook) for part in _stated(duty, "every", day)]
    when = list(dict.fromkeys([*every, *(_when(item) for item in open_)]))
    said = f" ({'; '.join(when)})" if when and not duty.report else ""
    head = (Span(f"{duty.summary}{said}"), footnote(law, duty.cite), Span(whom))
    yield Item((*head, *_doubt(duty.confidence)))
    if not duty.report:
        return
    for item in open_:
        note = (Span(f" {item.note}", "muted"),) if item.note else ()
        words = Span(f"Due: {_layered(item.layer)}{item.basis}")
        yield Item((words, footnote(law, item.cite), *_doubt(item.confidence), *note), 1)
    yield from _parts(law, duty, day, codebook)


def _when(item: DutyDue) -> str:
    """Why there is no date, in a few words."""
    note = item.note if item.basis == NO_DATE else None
    words = f"{note[:1].lower()}{note[1:]}".rstrip(".") if note else item.basis
    return f"{_layered(item.layer)}{words}"


def _stated(duty: Duty, name: str, day: date) -> Iterator[Part]:
    """The parts of the law layer that say something."""
    for part in in_force(duty.parts.get(name, ()), day):
        if part.layer == "law" and part.state == "value":
            yield part


def _layered(layer: str) -> str:
    return "" if layer == "law" else f"{LAYERS[layer]}: "


_PARTS: Mapping[str, str] = {
    "every": "How often", "approval": "Approval", "publish": "Publication", "register": "Register",
}  # fmt: skip
_CONTENT: Mapping[str, str] = {"mandatory": "Must contain", "suggested": "May contain"}


def _parts(law: Law, duty: Duty, day: date, codebook: Codebook) -> Iterator[Item]:
    for name, label in _PARTS.items():
        for part in in_force(duty.parts.get(name, ()), day):
            words = f"{label}: {_layered(part.layer)}{part_in_words(part, codebook)}"
            note = (Span(f" {part.note}", "muted"),) if part.note else ()
            yield Item((Span(words), *_cited(law, part), *note), 1)
    content = in_force(duty.parts.get("content", ()), day)
    for strength, label in _CONTENT.items():
        wanted = [part for part in content if part.fields.get("strength") == strength]
        if wanted:
            runs: list[Run] = [Span(f"{label}: ")]
            for number, part in enumerate(wanted):
                runs += [Span(", " if number else ""), Span(topic_in_words(part, codebook))]
                runs += _cited(law, part)
            yield Item(tuple(runs), 1)


def _cited(law: Law, part: Part) -> tuple[Run, ...]:
    return (footnote(law, part.cite),) if part.cite else ()


def topic_in_words(part: Part, codebook: Codebook) -> str:
    """An item of content: its topic, what it asks in particular, and the layer if not the law."""
    label = codebook.terms["topic"][str(part.fields["topic"])].label
    more = f" ({part.text})" if part.text else ""
    state = "" if part.state == "value" else f", {codebook.terms['state'][part.state].label}"
    return f"{_layered(part.layer)}{label}{state}{more}"
