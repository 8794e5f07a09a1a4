"""Duties have a due date or a reason, and elements with content.

- ``duty-without-due``: no due date on the law layer, and no state that says why.
- ``duty-element``: an element that is empty, or mixes ways of saying the same thing.
- ``unknown-addressee``: ``addressees`` names a class that is not in ``scope``.
- ``double-id``: two duties or two classes with one id.

Fails: a duty without ``due``. Passes: ``due: {state: silent, read: s 54, ...}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ddcompare.corpus.checks.answers import unknown_attributes
from ddcompare.corpus.lawfile import LawFile
from ddcompare.model.problem import KeyPath, Problem, did_you_mean

CODES = ("duty-without-due", "duty-element", "unknown-addressee", "double-id")

FORMS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "every": (("period",), ("interval",), ("once",), ("unquantified",)),
    "due": (("after", "within"), ("on",), ("date",), ("unquantified",)),
    "content": (("topic", "strength"), ("other_topics",)),
    "approval": (("by",), ("signed_by",), ("by", "signed_by")),
    "publish": (("where",),),
    "register": (("filing",),),
}
_FREE = ("for",)


def check(file: LawFile, today: date | None) -> Iterator[Problem]:
    """Check each duty as it is written."""
    document = file.document
    classes = [raw.get("id") for raw in document.data["scope"] if isinstance(raw, dict)]
    sound = [item.id for item in file.law.scope]
    yield from _double(file, "scope")
    yield from _double(file, "duties")
    for index, raw in enumerate(document.data["duties"]):
        path = ("duties", index)
        if path in file.skipped:
            continue
        name = raw["id"]
        due = _elements((*path, "due"), raw.get("due", []))
        if not any(element.get("layer", "law") == "law" for _, element in due):
            yield document.problem(
                path, "duty-without-due", f"the duty {name!r} has no due date in the law",
                "add 'due', or 'due: {state: silent, read: ..., note: ...}'",
            )  # fmt: skip
        for addressee in raw.get("addressees", ()):
            if addressee not in classes:
                yield document.problem(
                    (*path, "addressees"), "unknown-addressee",
                    f"{addressee!r} is not a class under 'scope'", did_you_mean(addressee, sound),
                )  # fmt: skip
        for part, forms in FORMS.items():
            for place, element in _elements((*path, part), raw.get(part, [])):
                yield from _element(file, place, part, forms, element)


def _elements(path: KeyPath, raw: Any) -> list[tuple[KeyPath, Mapping[str, Any]]]:
    if isinstance(raw, dict):
        return [(path, raw)]
    return [((*path, index), body) for index, body in enumerate(raw)]


def _element(
    file: LawFile,
    path: KeyPath,
    part: str,
    forms: tuple[tuple[str, ...], ...],
    raw: Mapping[str, Any],
) -> Iterator[Problem]:
    yield from unknown_attributes(file, path, raw.get("attributes", ()))
    own = {name for form in forms for name in form}
    given = tuple(name for name in raw if name in own)
    state = raw.get("state", "value")
    if state == "value" and not any(set(form) == set(given) for form in forms):
        wanted = " or ".join(" with ".join(form) for form in forms)
        found = " and ".join(given) if given else "nothing"
        yield file.document.problem(
            path, "duty-element", f"{part!r} says {found}", f"expected {wanted}, or a state"
        )
    fixed = state == "delegated" and set(given) == {"topic", "strength"}
    if state != "value" and given and not fixed:
        yield file.document.problem(
            path, "duty-element", f"{part!r} is {state} and yet gives {given[0]}", "delete one"
        )
    silent = state == "silent" or "other_topics" in raw
    if silent and "read" not in raw:
        yield file.document.problem(
            path, "silent-without-read", f"{part!r} is silent, but does not say what was read",
            "add 'read' with the parts that were read",
        )  # fmt: skip
    if state in ("not_applicable", "delegated", "varies") and "note" not in raw:
        yield file.document.problem(
            path, "state-without-reason", f"{part!r} is {state} without a reason", "add 'note'"
        )


def _double(file: LawFile, name: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for path in file.kept(name):
        word = file.document.data[name][path[1]]["id"]
        if word in seen:
            yield file.document.problem(
                (*path, "id"), "double-id", f"the id {word!r} stands twice under {name!r}"
            )
        seen.add(word)
