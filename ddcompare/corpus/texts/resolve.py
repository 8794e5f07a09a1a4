"""From the steps of a pinpoint down the tree to the provisions it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from ddcompare.corpus.texts import views
from ddcompare.corpus.texts.pinpoints import Pinpoint, Step
from ddcompare.corpus.texts.terms import fold
from ddcompare.corpus.texts.vocabulary import LAST
from ddcompare.model.provisions import OfficialText, Provision, Row

NUMBERED = ("paragraph", "subsection")
UNLABELLED = frozenset({"text", "indent", "definition", "note", "example", "part"})
CONTAINERS = frozenset({"part", "section", "division"})
_OPEN, _CLOSE = "\"'“„«‘", "\"'”“»’"

Why = Literal["absent", "ambiguous", "omitted"]
Place = tuple[Sequence[Provision], int]


class Found(NamedTuple):
    """Where the provisions stand that a pinpoint names, in the order of the text."""

    places: tuple[Place, ...]


class Missing(NamedTuple):
    """Where the search ended: the last provision that exists (None: not even the first step).

    ``reached`` are the steps that were found, ``step`` the one that was not, ``trail`` the rows
    passed with the position in each. ``why`` is "ambiguous" if the step fits several provisions,
    "omitted" if the copy at hand leaves the provision out.
    """

    parent: Provision | None
    reached: tuple[Step, ...]
    step: Step
    trail: tuple[Place, ...]
    why: Why = "absent"


def resolve(text: OfficialText, pinpoint: Pinpoint) -> Found | Missing:
    """The provisions a pinpoint names in a text, or where the search for them ended.

    The kind of the first step must be that of the text: ``art. 3`` is not ``s 3``. A first step
    that stands twice (an article in two languages) counts as found where the rest is found.
    """
    first = pinpoint[0]
    places = _roots(text, first)
    if not places:
        return Missing(None, (), first, ())
    if first.to is not None and not any(len(place) > 1 for place in places):
        ends = _roots(text, Step(first.kind, first.to))
        found = _span(text, places[0][0], ends[-1][0] if ends else -1, first.kind)
        return Found(found) if found else Missing(None, (), first._replace(label=first.to), ())
    results = [_descend(text.roots, place[0], pinpoint) for place in places]
    hits = [result for result in results if isinstance(result, Found)]
    if hits:
        return Found(tuple(place for hit in hits for place in hit.places))
    return results[0]


def _roots(text: OfficialText, step: Step) -> list[tuple[int, ...]]:
    """Where a first step stands; a second member says that ``3-5`` is the label itself."""
    outline = text.roots.outline
    if step.to is not None:
        joined = text.roots.places(f"{step.label}-{step.to}")
        exact = [(i, 1) for i in joined if outline[i][0] == step.kind]
        if exact:
            return list(exact)
    hits: list[tuple[int, ...]] = [
        (i,) for i in text.roots.places(step.label) if outline[i][0] == step.kind
    ]
    if hits:
        return hits
    low = step.label.casefold()
    return [
        (i,)
        for i, (kind, label) in enumerate(outline)
        if kind == step.kind and label.casefold() == low
    ]


def _span(text: OfficialText, start: int, end: int, kind: str) -> tuple[Place, ...]:
    outline = text.roots.outline
    return tuple((text.roots, i) for i in range(start, end + 1) if outline[i][0] == kind)


def _descend(row: Row, index: int, pinpoint: Pinpoint) -> Found | Missing:
    trail: list[Place] = [(row, index)]
    for depth, step in enumerate(pinpoint[1:], 1):
        places = _below(trail[-1], step)
        if len(places) != 1:
            why: Why = "ambiguous" if places else "absent"
            return Missing(provision_at(trail[-1]), pinpoint[:depth], step, tuple(trail), why)
        siblings, index = places[0]
        if isinstance(siblings, Row) and siblings.outline[index][0] == "omitted":
            return Missing(provision_at(trail[-1]), pinpoint[:depth], step, tuple(trail), "omitted")
        if step.to is not None:
            last = step._replace(label=step.to, to=None)
            ends = _below(trail[-1], last)
            if len(ends) != 1 or len(ends[0][0]) != len(places[0][0]) or ends[0][1] <= places[0][1]:
                return Missing(provision_at(trail[-1]), pinpoint[:depth], last, tuple(trail))
            span = [(siblings, i) for i in range(index, ends[0][1] + 1)]
            return Found(tuple(place for place in span if provision_at(place).kind != "omitted"))
        trail.append(places[0])
    return Found((trail[-1],))


def provision_at(place: Place) -> Provision:
    """The provision that stands at a place; it is made when it is first asked for."""
    return place[0][place[1]]


def _children(place: Place) -> Row:
    row, index = place
    return row.below(index) if isinstance(row, Row) else row[index].children


def _below(place: Place, step: Step) -> list[Place]:
    """Where a step can lead from a provision."""
    special = _SPECIAL.get(step.kind)
    if special:
        return special(place, step)
    return _labelled(_children(place), step.label, step.kind)


def _labelled(row: Row, label: str, kind: str) -> list[Place]:
    """Numbered or lettered parts, direct ones first, else those within parts and divisions."""
    outline = row.outline
    barred = NUMBERED if kind and label[:1].isdigit() else ()
    hits: list[Place] = [
        (row, i)
        for i, (inner, known) in enumerate(outline)
        if known == label and inner not in UNLABELLED and inner not in barred
    ]
    if hits:
        return hits
    return [
        place
        for i, (inner, _) in enumerate(outline)
        if inner in CONTAINERS
        for place in _labelled(row.below(i), label, kind)
    ]


def _paragraph(place: Place, step: Step) -> list[Place]:
    row = _children(place)
    if not step.label[:1].isdigit() and step.label != LAST:
        return _labelled(row, step.label, "")
    numbered = [i for i, (kind, _) in enumerate(row.outline) if kind in NUMBERED]
    if not numbered or not row.outline[numbered[0]][1][:1].isdigit():
        return _counted(place, step)
    if step.label == LAST:
        return [(row, numbered[-1])]
    return [(row, i) for i in row.places(step.label) if row.outline[i][0] in NUMBERED]


def _counted(place: Place, step: Step) -> list[Place]:
    """Unnumbered paragraphs and sentences, by position."""
    parent = provision_at(place)
    row = (
        views.sentences(parent) if step.kind == "sentence" else views.paragraphs(parent, step.kind)
    )
    if not row:
        return []
    if step.label == LAST:
        return [(row, len(row) - 1)]
    number = int(step.label) if step.label.isdecimal() else 0
    return [(row, number - 1)] if 0 < number <= len(row) else []


def _of_kind(place: Place, step: Step) -> list[Place]:
    row = _children(place)
    members = [i for i, (kind, _) in enumerate(row.outline) if kind == step.kind]
    if not step.label:
        return [(row, i) for i in members]
    if step.label == LAST:
        return [(row, members[-1])] if members else []
    return [(row, i) for i in members if row.outline[i][1] == step.label]


def _chapeau(place: Place, step: Step) -> list[Place]:
    text = provision_at(place).text
    return [([Provision("chapeau", "", "", text)], 0)] if text else []


def _definition(place: Place, step: Step) -> list[Place]:
    """A defined term: what is labelled with it, or begins with it in quotation marks."""
    wanted = fold(step.label).casefold()
    level = [provision_at(place)]
    for _ in range(2):  # "art. 3(1)" and "art. 3", where only (1) holds definitions
        hits: list[Place] = [
            (node.children, i)
            for node in level
            for i, (kind, label) in enumerate(node.children.outline)
            if (kind == "definition" and fold(label).casefold() == wanted)
            or _defines(node.children[i].text, wanted)
        ]
        if hits:
            return hits
        level = [child for node in level for child in node.children]
    return []


def _defines(text: str, wanted: str) -> bool:
    if not text or text[0] not in _OPEN:
        return False
    ends = [place for place in map(text.find, _CLOSE, [1] * len(_CLOSE)) if place > 0]
    return bool(ends) and fold(text[1 : min(ends)]).casefold() == wanted


_Search = Callable[[Place, Step], list[Place]]
_SPECIAL: dict[str, _Search] = {
    "paragraph": _paragraph,
    "subparagraph": _counted,
    "sentence": _counted,
    "indent": _of_kind,
    "part": _of_kind,
    "section": _of_kind,
    "note": _of_kind,
    "example": _of_kind,
    "chapeau": _chapeau,
    "definition": _definition,
}
