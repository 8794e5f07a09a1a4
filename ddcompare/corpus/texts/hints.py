"""What to say when a citation fails: the nearest that exists, and where the words really stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ddcompare.corpus.texts import labels, views
from ddcompare.corpus.texts.pinpoints import Step
from ddcompare.corpus.texts.resolve import NUMBERED, UNLABELLED, Missing
from ddcompare.corpus.texts.terms import contains
from ddcompare.model.provisions import OfficialText, Provision, Row

SHORT = {
    "section": "s",
    "regulation": "reg",
    "article": "art.",
    "annex": "Annex",
    "schedule": "Schedule",
    "rule": "rule",
    "part": "Part",
    "number": "no.",
    "point": "point",
}
MAX_RUNS = 4


def nearest(text: OfficialText, missing: Missing) -> str:
    """A sentence on what stands where the search for a pinpoint ended."""
    if missing.parent is None:
        return _nearest_root(text, missing.step)
    where = shown(missing.reached)
    step = missing.step
    if missing.why == "ambiguous":
        return f"{where} has {step.shown.strip(', ')} more than once; say in which part"
    if step.kind in ("sentence", "subparagraph") or (
        step.kind == "paragraph" and not _labels(missing.parent.children, "(1)")
    ):
        return f"{where} has {_count(missing.parent, step.kind)}"
    have = _labels(missing.parent.children, step.kind)
    if have:
        return f"{where} has {_spell(have, step)}"
    terms = [label for kind, label in missing.parent.children.outline if kind == "definition"]
    if step.kind == "definition" and terms:
        return f"{where} defines {_some(terms)}"
    return f"{where} has no parts of its own that are numbered"


def shown(steps: Sequence[Step]) -> str:
    """Steps as they were written."""
    return "".join(step.shown for step in steps)


def _labels(row: Row, kind: str) -> list[str]:
    return [
        label
        for inner, label in row.outline
        if label
        and inner != "omitted"
        and (inner == kind if kind in ("part", "section") else inner not in UNLABELLED)
        and (kind != "paragraph" or inner in NUMBERED)
    ]


def _count(provision: Provision, kind: str) -> str:
    row = views.sentences(provision) if kind == "sentence" else views.paragraphs(provision, kind)
    return f"{len(row) or 'no'} {kind}{'' if len(row) == 1 else 's'}"


def _spell(have: Sequence[str], step: Step) -> str:
    before, after = ("(", ")") if not step.kind else (SHORT.get(step.kind, step.kind) + " ", "")
    runs = labels.runs(have)
    if len(runs) > MAX_RUNS:
        runs = [(near, near) for near in _near(have, step.label)]
        return "among others " + _join(f"{before}{first}{after}" for first, _ in runs)
    again = "" if step.kind else before
    return _join(
        f"{before}{first}{after}" + ("" if first == last else f" to {again}{last}{after}")
        for first, last in runs
    )


def _nearest_root(text: OfficialText, step: Step) -> str:
    have = [label for kind, label in text.roots.outline if kind == step.kind]
    if have == [""]:
        return f"the text has one {step.kind}, without a number"
    if have:
        return f"the text has {_spell(have, step)}"
    kinds = dict.fromkeys(
        kind for kind, _ in text.roots.outline if kind not in ("recital", "preamble", "note")
    )
    there = []
    for kind in kinds:
        known = [label for inner, label in text.roots.outline if inner == kind]
        there.append(_spell(known, Step(kind, step.label)).strip())
    return f"the text has no {step.kind}, but {'; '.join(there) or 'nothing else either'}"


def _near(have: Sequence[str], label: str) -> list[str]:
    """The label before and the label behind the place where one would stand."""
    key = labels.order(label)
    if key is None:
        return list(have[:2])
    below = [one for one in have if (labels.order(one) or ()) < key]
    above = [one for one in have if (labels.order(one) or ()) > key]
    return [*below[-1:], *above[:1]]


def _some(terms: Sequence[str]) -> str:
    return _join([f"“{term}”" for term in terms[:6]]) + (" and others" * (len(terms) > 6))


def _join(parts: Iterable[str]) -> str:
    words = list(parts)
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" and {words[-1]}"


def elsewhere(text: OfficialText, terms: Sequence[str]) -> str:
    """Where terms stand that are missing from the cited provision."""
    said = []
    for term in terms:
        root = next((one for one in text.roots if contains(one.full_text(), term)), None)
        place = place_of(root, term) if root else None
        said.append(f"“{term}” stands in {place}" if place else f"“{term}” is nowhere in the text")
    return "; ".join(said)


def place_of(root: Provision, term: str) -> str:
    """The smallest numbered part of a provision in which a term stands, as a pinpoint."""
    path = f"{SHORT.get(root.kind, root.kind)} {root.label}".strip()
    node = root
    while True:
        parts = [one for one in node.children if one.label and one.kind not in UNLABELLED]
        inner = next((one for one in parts if contains(one.full_text(), term)), None)
        if inner is None:
            return path
        path += f"({inner.label})"
        node = inner
