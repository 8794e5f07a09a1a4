"""A company against the laws: which bind which entity, what is missing, what is due when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ddcompare.comply.records import Applicability, Check, EntityCheck, MissingFact
from ddcompare.model.codebook import Codebook
from ddcompare.model.company import Entity
from ddcompare.model.law import Law
from ddcompare.render.blocks import Block, Heading, Item, Items, Line, Paragraph, Span, Table, Tone
from ddcompare.render.caveats import review_line
from ddcompare.render.citations import footnote
from ddcompare.render.pages.check_changes import Comparison, comparison_blocks
from ddcompare.render.pages.check_duties import LAYERS, dated, due_lines, due_table, duty_blocks
from ddcompare.render.pages.check_trace import ANSWERS, TONES, trace_items, trace_lines, why

IN_FULL = 25
"""Companies of more entities are summed up on a page; each entity can be asked for by its id."""


def check_page(
    check: Check,
    codebook: Codebook,
    comparisons: Sequence[Comparison] = (),
    detail: str = "reasons",
    *,
    brief: bool = False,
) -> list[Block]:
    """First what a comparison shows, then the answer for every entity, first what binds it.

    ``detail`` is ``overview`` (which laws, and what is due when), ``reasons``, or ``trace`` (with
    every limb of every rule); ``brief`` only names the laws that do not apply where there are
    several entities.
    """
    several = len(check.entities) > 1
    blocks: list[Block] = [Heading(_title(check), 1)]
    blocks += comparison_blocks(comparisons, several=several)
    if detail == "overview":
        return [*blocks, *_overview(check), *_limits(check)]
    if several:
        blocks += [Heading("Entities")] if comparisons else []
        blocks.append(_summary(check))
    if len(check.entities) <= IN_FULL:
        for entity in check.entities:
            blocks += _entity(entity, check, codebook, detail=detail, brief=brief and several)
    else:
        hint = "Reasons, missing facts and due dates: --entity ID, --overview, --format json."
        blocks.append(Paragraph(hint))
    return [*blocks, *duty_blocks(check, codebook), *_limits(check)]


def _overview(check: Check) -> Iterator[Block]:
    for entity in check.entities:
        yield Heading(name_of(entity.entity))
        rows = [
            (title, ", ".join(result.law.short_title for result in group))
            for title, group in zip(BRIEFLY, _grouped(entity.laws), strict=True)
            if group
        ]
        yield Table((), tuple(rows), (16, 64))
        yield from due_lines(entity)


def _title(check: Check) -> str:
    laws = len(check.entities[0].laws) if check.entities else 0
    counted = f"{len(check.entities)} entities, " if len(check.entities) > 1 else ""
    name = check.company.name or "Company"
    return f"{name} on {check.as_of}: {counted}{laws} law{'s' if laws != 1 else ''}"


def name_of(entity: Entity) -> str:
    """The name of an entity with its id."""
    return f"{entity.name} ({entity.id})" if entity.name else entity.id


def _summary(check: Check) -> Table:
    rows = []
    for entity in check.entities:
        counts = Counter(result.applies for result in entity.laws)
        first = min((str(item.due) for _, item in dated(entity)), default="none")
        answers = (str(counts[answer]) for answer in ("yes", "unknown", "no"))
        rows.append((name_of(entity.entity), *answers, first))
    head = ("", "applies", "cannot tell", "no", "next due date")
    return Table(head, tuple(rows), (32, 10, 14, 7, 17))


BRIEFLY = ("Applies", "Cannot tell", "Not on the day", "Does not apply")
GROUPS = (
    "Applies", "Cannot tell", "Not on this day, but its rule reaches or may reach it",
    "Does not apply",
)  # fmt: skip


def group_of(result: Applicability) -> int:
    """The place in GROUPS: a law that does not bind yet is not one that binds somebody else."""
    if result.applies != "no":
        return 0 if result.applies == "yes" else 1
    return 2 if result.would_apply in ("yes", "unknown") else 3


def _grouped(results: Sequence[Applicability]) -> list[list[Applicability]]:
    return [[r for r in results if group_of(r) == place] for place in range(len(GROUPS))]


def _entity(
    found: EntityCheck, check: Check, codebook: Codebook, *, detail: str, brief: bool
) -> Iterator[Block]:
    if len(check.entities) > 1:
        yield Heading(name_of(found.entity))
    results = sorted(found.laws, key=group_of)
    for title, group in zip(GROUPS, _grouped(found.laws), strict=True):
        if not group:
            continue
        yield Heading(f"{title} ({len(group)})", 3)
        if brief and title == GROUPS[-1]:
            names = ", ".join(result.law.short_title for result in group)
            yield Paragraph(f"{names}. Why: --entity {found.entity.id}")
        else:
            yield Table((), tuple(_row(result) for result in group), (22, 58))
    yield from _missing(results)
    first, last = check.window
    yield Heading(f"Due from {first} to {last}", 3)
    yield (
        due_table(found) if any(dated(found)) else Paragraph("Nothing has a due date in this time.")
    )
    yield from _beside(results)
    for result in results if detail == "trace" else ():
        yield Heading(f"{result.law.short_title}: {ANSWERS[result.applies]}", 3)
        yield Items(tuple(trace_items(result.law, trace_lines(result, codebook))))


def _row(result: Applicability) -> tuple[Line, ...]:
    tone: Tone = TONES[result.applies]
    words = [Span(why(result))]
    open_ = [item.title for item, trace in result.classes if trace.result == "unknown"]
    if open_ and result.applies == "yes":
        words.append(Span(f" Cannot tell whether also as: {'; '.join(open_)}.", "warning"))
    return Span(result.law.short_title, tone), tuple(words)


def _beside(results: Sequence[Applicability]) -> Iterator[Block]:
    """What the answers take for granted, and what guidance and practice say beside them."""
    taken: dict[tuple[str, bool], list[str]] = {}
    for result in results:
        for note in result.assumptions:
            taken.setdefault((note.text, note.hinges), []).append(result.law.short_title)
    if taken:
        yield Heading("What the answers take for granted", 3)
        yield Items(
            tuple(
                Item((Span(text, "warning" if hinges else "plain"), Span(f" ({', '.join(laws)})")))
                for (text, hinges), laws in taken.items()
            )
        )
    said = [
        Item(
            (
                Span(result.law.short_title, "strong"),
                Span(f": {LAYERS[beside.layer]}: {beside.text}"),
                *((footnote(result.law, beside.cite),) if beside.cite else ()),
            )
        )
        for result in results
        if group_of(result) < 2
        for beside in {(b.layer, b.text): b for b in result.beside}.values()
    ]
    if said:
        yield Heading("Guidance and practice beside these answers", 3)
        yield Items(tuple(said))


def _missing(results: Sequence[Applicability]) -> Iterator[Block]:
    """The facts that are missing, first those that decide most laws."""
    wanted: dict[tuple[str, str], list[tuple[Law, MissingFact]]] = {}
    for result in results:
        for fact in result.missing:
            wanted.setdefault((fact.entity, fact.path), []).append((result.law, fact))
    if not wanted:
        return
    yield Heading("What is missing", 3)
    entities = {result.entity.id for result in results}
    items: list[Item] = []
    for (entity, name), uses in sorted(
        wanted.items(), key=lambda use: (-sum(f.decides for _, f in use[1]), -len(use[1]))
    ):
        whose = "" if entity in entities else f" of {entity}"
        runs = [Span(f"{name}{whose}", "strong"), Span(f": {uses[0][1].question}")]
        items.append(Item(tuple(runs)))
        effects: dict[tuple[str, MissingFact], list[str]] = {}
        for law, fact in uses:
            if fact.decides:
                same = effects.setdefault((law.short_title, replace(fact, addressee=None)), [])
                same += [fact.addressee] if fact.addressee else []
        items += [Item(_effect(*use, classes), 1) for use, classes in effects.items()]
        others = list(dict.fromkeys(law.short_title for law, fact in uses if not fact.decides))
        if others:
            words = f"needed, with others of this list, for: {', '.join(others)}"
            items.append(Item(Span(words, "muted"), 1))
    yield Items(tuple(items))


def _effect(law: str, fact: MissingFact, classes: Sequence[str]) -> tuple[Span, ...]:
    """Which answer decides a law, or whether it also binds as further classes."""
    yes, no = ("also binds", "does not also bind") if classes else ("applies", "does not apply")
    effects = [f"{yes} if {fact.if_yes}"] if fact.if_yes else []
    effects += [f"{no} if {fact.if_no}"] if fact.if_no else []
    whom = f" (as: {'; '.join(classes)})" if classes else ""
    return Span(law, "strong"), Span(f" {', '.join(effects) or 'is decided by it'}{whom}")


def _limits(check: Check) -> Iterator[Block]:
    """How far the answer can be trusted, and the data it rests on."""
    laws = list({r.law.id: r.law for entity in check.entities for r in entity.laws}.values())
    first, last = (pick(law.checked.law_as_of for law in laws) for pick in (min, max))
    when = f"on {first}" if first == last else f"between {first} and {last}"
    yield Heading("How to read this")
    yield Paragraph(f"The laws are encoded as they stood {when}; later changes are not in it.")
    yield Paragraph(
        "An absent fact is unknown, never no or zero. Due dates on a weekend or holiday are "
        "moved only where the law says so. Guidance and practice stand beside the law and never "
        "change an answer."
    )
    yield Paragraph(review_line(laws))
    yield Paragraph(Span(f"Data {check.version}, {check.digest}", "muted"))
