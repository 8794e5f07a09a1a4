"""Unnumbered parts of a provision, counted as its drafters count them: paragraphs, sentences.

They are made out of the tree on demand: a paragraph or sentence takes along the list that
follows its words.
"""

from __future__ import annotations

import re

from ddcompare.model.provisions import Provision, Row

_CARRIED_ON = ("text", "item", "division")  # counted as paragraphs of the provision above
_OWN_COUNT = ("paragraph", "subsection", "division")  # have sentences of their own

_END = re.compile(r"[.!?…][\"”’»)\]]*\s+(?=[\"“„«‘(\[]?(?:[^\W\d_]|§))")
# Those that may stand before a capital; those before numbers never look like an end.
_ABBREVIATIONS = {"bzw", "ca", "cf", "co", "dr", "ev", "inc", "jf", "ltd", "mr", "mrs", "prof"}
_ABBREVIATIONS |= {"resp", "st", "vgl"}
_MONTHS = re.compile(
    r"Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
)


def paragraphs(provision: Provision, kind: str = "paragraph") -> list[Provision]:
    """The paragraphs of a provision in order, labelled 1, 2 ...

    Its first words are the first, each ``text`` and each ``item`` child another one (French
    drafting counts every numbered line as an alinéa); other lists belong to the words before.
    """
    found: list[tuple[str, list[Provision]]] = []
    _collect(provision, found)
    return [
        Provision(kind, str(number), "", text, Row.of(kids))
        for number, (text, kids) in enumerate(found, 1)
    ]


def _collect(provision: Provision, found: list[tuple[str, list[Provision]]]) -> None:
    if provision.text:
        found.append((provision.text, []))
    for child in provision.children:
        if child.kind in _CARRIED_ON:
            _collect(child, found)
        elif found:
            found[-1][1].append(child)
        else:
            found.append(("", [child]))


def sentences(provision: Provision) -> list[Provision]:
    """The sentences of a provision in order, labelled 1, 2 ...; a list belongs to its sentence."""
    found: list[tuple[str, list[Provision]]] = []
    only = provision.children[0] if len(provision.children) == 1 else None
    if only is not None and only.kind in _OWN_COUNT and not provision.text:
        provision = only  # a section of one paragraph
    _gather(provision, found)
    return [
        Provision("sentence", str(number), "", text, Row.of(kids))
        for number, (text, kids) in enumerate(found, 1)
    ]


def _gather(provision: Provision, found: list[tuple[str, list[Provision]]]) -> None:
    parts = split_sentences(provision.text)
    if parts and provision.kind == "text" and found and parts[0][:1].islower():
        found[-1][1].append(Provision("text", "", "", parts.pop(0)))
    found.extend((part, []) for part in parts)
    for child in provision.children:
        if child.kind == "text":
            _gather(child, found)
        elif child.kind in _OWN_COUNT:
            continue
        elif found:
            found[-1][1].append(child)
        else:
            found.append(("", [child]))


def split_sentences(text: str) -> list[str]:
    """Sentences of running text; abbreviations and German dates (``1. Januar``) do not end one."""
    parts: list[str] = []
    start = 0
    for match in _END.finditer(text):
        word = text[start : match.start()].rsplit(None, 1)[-1:] or [""]
        last = word[0].lstrip("(")
        follows = text[match.end() : match.end() + 2].lstrip('"“„«‘([')[:1]
        shortened = (
            last.casefold() in _ABBREVIATIONS
            or (len(last) == 1 and last.isalpha())
            or (last.isdigit() and len(last) <= 2 and _MONTHS.match(text, match.end()))
            or "." in last.strip(".")
        )
        if follows.islower() or (text[match.start()] == "." and shortened):
            continue
        parts.append(text[start : match.end()].rstrip())
        start = match.end()
    if text[start:].strip():
        parts.append(text[start:].strip())
    return parts
