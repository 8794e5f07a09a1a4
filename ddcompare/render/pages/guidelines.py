"""Draft guidelines for policy coherence: what converges, where laws part, options, what follows.

Every statement on a law is taken from its cells and cited; what could be done is marked as a draft
that people decide on.
"""

from __future__ import annotations

from collections.abc import Iterator

from ddcompare.compare.guidelines import Element, Guidelines
from ddcompare.model.codebook import Codebook
from ddcompare.model.wording import state_label
from ddcompare.render.blocks import (
    Block,
    Heading,
    Item,
    Items,
    NewPage,
    Paragraph,
    Run,
    Span,
    Table,
)
from ddcompare.render.caveats import NO_RANKING, review_line
from ddcompare.render.gap_words import TEXT_ONLY
from ddcompare.render.pages.guidelines_annex import annex
from ddcompare.render.pages.guidelines_elements import divergence, laws_with
from ddcompare.render.pages.guidelines_reports import burden_section, chapter_section
from ddcompare.render.pages.guidelines_steps import steps_section
from ddcompare.render.pages.matrix_report import coverage_picture
from ddcompare.render.pages.profile import absent_lines
from ddcompare.render.pages.timeline import lives
from ddcompare.render.picture_timeline import timeline_picture

DRAFT = "Draft for discussion: made from data, to be decided by people."


def guidelines_page(found: Guidelines, codebook: Codebook, *, drawn: bool = False) -> list[Block]:
    """The whole draft as a document, in which pictures are ``drawn`` where the format has them."""
    laws = [column.law for column in found.matrix.columns]
    blocks: list[Block] = [
        Heading("Draft guidelines for aligning supply-chain laws", 1),
        Paragraph(Span(DRAFT, "warning")),
        Paragraph(f"State of the law: {found.matrix.as_of}. {review_line(laws)}"),
        Heading("1. Purpose and method"),
        *_purpose(found, codebook),
        *([timeline_picture(lives(found.timeline), found.matrix.as_of)] if drawn else ()),
        Heading("2. In short"),
        *_summary(found),
        *([coverage_picture(found.matrix)] if drawn else ()),
        Heading("3. What already converges"),
        *_convergence(found),
        Heading("4. Where the laws diverge, and the options"),
        *divergence(found),
        Heading("5. What aligning would change, law by law"),
        *steps_section(found),
        Heading("6. The reporting burden"),
        *burden_section(found, codebook),
    ]
    for number, chapter in enumerate(found.chapters, 7):
        blocks += [Heading(f"{number}. {chapter.theme.extra['chapter']}")]
        blocks += chapter_section(found, chapter)
    blocks += [Heading(f"{7 + len(found.chapters)}. Method and limits"), *_limits(found, codebook)]
    blocks += [NewPage(across=True), Heading("Annex: the matrix"), *absent_lines(found.matrix)]
    return [*blocks, *annex(found.matrix)]


def _purpose(found: Guidelines, codebook: Codebook) -> Iterator[Block]:
    yield Paragraph(
        "Companies that work in several countries must report differently in each. This draft "
        "shows where the laws below already ask for the same, where they part, and which options "
        "there are to bring them closer together. It holds them against the standards below."
    )
    rows = []
    for column in found.matrix.columns:
        state = state_label(codebook, column.application_state)
        note = Span(f"{state}; what follows is about its text" if column.greyed else state, "muted")
        law = column.law
        rows.append((Span(law.short_title, "strong"), f"{law.title_en} ({law.jurisdiction})", note))
    yield Table(("law", "title", "on the day"), tuple(rows), (22, 36, 22))
    measures = tuple(
        (Span(standard.short_title, "strong"), standard.title, standard.status.replace("_", " "))
        for standard in found.standards
    )
    yield Table(("standard", "title", "kind"), measures, (22, 36, 22))
    yield from absent_lines(found.matrix)
    yield Paragraph(
        f"{len(found.matrix.rows)} questions are asked of every law. Each answer has a day, a "
        "pinpoint in the official text, and a confidence. A standard's expectation is compared "
        "with the answers to the questions that measure it."
    )


def _summary(found: Guidelines) -> Iterator[Block]:
    same, silent, part = (
        sum(getattr(element, name) for element in found.elements)
        for name in ("converges", "silent", "diverges")
    )
    rest = len(found.elements) - same - silent - part
    floors = sum(_common(element) is not None for element in found.elements if element.diverges)
    items: list[str | tuple[Run, ...]] = [
        f"Of {len(found.elements)} questions the laws answer {same} in the same way and {part} in "
        f"different ways. On {silent} none of them has a rule; {rest} arise under fewer than two.",
        f"Of the {part} on which they differ, {floors} have common ground all the same: a level "
        "that each of them reaches, or codes that each of them has.",
    ]
    for standard_place, standard in enumerate(found.standards):
        reports = [reports[standard_place] for reports in found.gaps.values()]
        total = sum(reports[0].summary.values()) if reports else 0
        met = "; ".join(
            f"{report.column.law.short_title} meets "
            f"{report.summary['met'] + report.summary['exceeds']}"
            for report in reports
        )
        items.append(f"Of {total} elements of {standard.short_title}: {met}.")
    items.append(
        f"{len(found.burden.reporting)} of {len(found.matrix.columns)} laws require a report. They "
        f"name {len(found.burden.items)} items, of which {len(found.burden.shared)} are asked for "
        "by two laws or more and could be given once."
    )
    yield Items(tuple(Item(item) for item in items))
    yield Paragraph(Span(NO_RANKING, "muted"))


def _common(element: Element) -> str | None:
    """What all laws share on a question on which their positions differ, in words."""
    indicator = element.row.indicator
    if element.floor is not None:
        return f"at least {element.floor.label}"
    labels = [indicator.by_id[code].label for code in element.shared]
    return ", ".join(labels) or None


def _convergence(found: Guidelines) -> Iterator[Block]:
    same = [element for element in found.elements if element.converges]
    grounds = [
        (element, words)
        for element in found.elements
        if element.diverges and (words := _common(element)) is not None
    ]
    silent = [element for element in found.elements if element.silent]
    if same:
        yield Heading("The same answer", 3)
        yield _positions(found, [(element, element.speaking[0].words) for element in same])
    if grounds:
        yield Heading("Common ground under different answers", 3)
        yield _positions(found, grounds)
    if silent:
        yield Heading("No rule in any of the laws", 3)
        names = "; ".join(element.row.indicator.label for element in silent)
        yield Paragraph(f"{names}.")
    if not (same or grounds or silent):
        yield Paragraph("Nothing: the laws part on every question that arises.")


def _positions(found: Guidelines, rows: list[tuple[Element, str]]) -> Table:
    cells = tuple(
        (
            Span(element.row.indicator.label, "strong"),
            words,
            laws_with(found, element, [x for group in element.positions.asked for x in group.laws]),
        )
        for element, words in rows
    )
    return Table(("question", "common position", "laws"), cells, (22, 24, 34))


def _limits(found: Guidelines, codebook: Codebook) -> Iterator[Block]:
    yield Paragraph(TEXT_ONLY)
    yield Paragraph(codebook_rule(codebook, 14))
    doubtful = [
        (standard, expectation)
        for standard in found.standards
        for expectation in standard.expectations
        if not expectation.verified
    ]
    if doubtful:
        names = ", ".join(expectation.id for _, expectation in doubtful)
        yield Paragraph(f"Not verified in the text of the standard: {names}.")
    for standard in found.standards:
        for trap in standard.traps:
            yield Paragraph((Span(f"{standard.short_title}: ", "strong"), Span(trap)))
    for column in found.matrix.columns:
        law = column.law
        if law.checked.not_checked:
            said = "; ".join(law.checked.not_checked)
            yield Paragraph((Span(f"{law.short_title}, not checked: ", "strong"), Span(f"{said}.")))
    version, digest = found.matrix.version, found.matrix.digest
    yield Paragraph(Span(f"Made with ddcompare {version} from data {digest}.", "muted"))


def codebook_rule(codebook: Codebook, number: int) -> str:
    """The text of a method rule."""
    return dict(codebook.rules).get(number, "")
