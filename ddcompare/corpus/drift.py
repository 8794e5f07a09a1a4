"""What has changed in official texts since an encoding was checked, and which cells cite it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ddcompare.corpus.verify import Verified, citations
from ddcompare.corpus.yamlfile import Document
from ddcompare.model.law import Citation
from ddcompare.model.problem import KeyPath, Problem
from ddcompare.model.verification import Verification


@dataclass(frozen=True, slots=True)
class Drift:
    """A provision that no longer reads as it did: ``change`` is changed, gone or incomparable."""

    source: str
    at: str
    change: str
    cells: tuple[str, ...]


def drift(now: Verified, before: Verification, document: Document) -> list[Drift]:
    """Compare the texts at hand with the record of the last check, provision by provision.

    Only sources in both are compared; a copy in another format cannot be, and is said to be so.
    """
    places: dict[Citation, list[KeyPath]] = defaultdict(list)
    for path, cite in citations(document.data):
        places[cite].append(path)
    found: list[Drift] = []
    for source, old in sorted(before.texts.items()):
        new = now.verification.texts.get(source)
        if new is None or new.sha256 == old.sha256:
            continue
        if new.format != old.format:
            found.append(Drift(source, "whole text", "incomparable", ()))
            continue
        changed: dict[tuple[str, str], list[str]] = {}
        for cite, checked in before.citations.items():
            if cite.source != source or checked.sha256 is None:
                continue
            current = now.verification.citations.get(cite)
            if current is None or current.sha256 == checked.sha256:
                continue
            change = "changed" if current.sha256 else "gone"
            cells = changed.setdefault((cite.at, change), [])
            cells += [_cell(path) for path in places[cite]]
        found += [
            Drift(source, at, change, tuple(dict.fromkeys(cells)))
            for (at, change), cells in sorted(changed.items())
        ]
    return found


def drift_problems(found: list[Drift], document: Document) -> list[Problem]:
    """Drift as problems at the source in the law file."""
    problems = []
    for item in found:
        if item.change == "incomparable":
            message = f"the text of {item.source!r} at hand has another format than the one checked"
            hint = "check anew with: ddcompare verify --record"
        else:
            what = "is gone" if item.change == "gone" else "has changed"
            message = f"{item.at} of {item.source!r} {what} since the encoding was checked"
            hint = f"re-read: {', '.join(item.cells)}"
        place = ("sources", item.source)
        problems.append(document.problem(place, f"drift-{item.change}", message, hint, key=True))
    return problems


def _cell(path: KeyPath) -> str:
    return str(path[1]) if path[0] == "answers" else str(path[0])
