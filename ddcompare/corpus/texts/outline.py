"""A tree out of lines with markers: ``(1)``, ``(a)``, ``1.``, ``a)``, ``1°``, ``—``.

Where a format shows no levels, the level follows from the order: a marker that continues a list
which is open belongs to it, any other begins a list below the last line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ddcompare.corpus.texts import labels
from ddcompare.model.provisions import Provision, Row

# A marker is (form, label). The forms: paren (1), close a), dot 1., degree 1°, division I.-,
# dash, definition (the label is the term).
Marker = tuple[str, str]

MARKER = re.compile(
    r"(?:\((?P<paren>\d{1,4}[a-z]{0,2}|[a-z]{1,5}|[A-Z]{1,3})\)"
    r"|(?P<close>[a-z]{1,2}|\d{1,3})\)"
    r"|(?P<dot>\d{1,3}[a-z]{0,2}|[a-z]{1,2})\."
    r"|(?P<degree>\d{1,3})°"
    r"|(?P<dash>[—–-]))(?=\s|$)\s*"
)
MAX_BROKEN = 5_000
MAX_MARKERS = 4  # in one line


@dataclass(slots=True)
class Node:
    """A provision while its text is being read."""

    kind: str
    label: str = ""
    heading: str = ""
    text: str = ""
    children: list[Node] = field(default_factory=list)
    form: str = ""
    dashes: int = 0

    def finish(self) -> Provision:
        """The provision; the first words below an empty node are its own."""
        children = self.children
        text = self.text
        if not text and children and children[0].kind == "text" and not children[0].children:
            text, children = children[0].text, children[1:]
        return Provision(
            self.kind, self.label, self.heading, text, Row.of(child.finish() for child in children)
        )


@dataclass(slots=True)
class _Level:
    """A list that is open: whose it is, its form, and its last member."""

    owner: Node
    last: Node
    roman: bool

    def next_is(self, marker: Marker) -> bool:
        form, label = marker
        if form != self.last.form:
            return False
        if form in ("dash", "definition"):
            return True
        if self.roman and label == "j" and self.last.label == "i":  # (i) was the letter
            self.roman = False
        return labels.follows(self.last.label, label, self.roman)

    def goes_on_with(self, marker: Marker) -> bool:
        """Whether a marker can belong to the list with a gap: (4) after (1), (15b) after (15)."""
        form, label = marker
        last = self.last.label
        if form != self.last.form or labels.is_first(label):
            return False
        before, after = labels.order(last, self.roman), labels.order(label, self.roman)
        if before is None or after is None:
            return False
        if not last[:1].isdigit() and (last.isupper(), len(before)) != (
            label.isupper(),
            len(after),
        ):
            return False
        return last[:1].isdigit() == label[:1].isdigit() and after > before

    def is_like(self, marker: Marker) -> bool:
        """Whether a marker is of the same sort as the list."""
        form, label = marker
        if form != self.last.form or _sort(label) != _sort(self.last.label):
            return False
        return self.roman == _begins_roman(marker) or labels.roman(label) is None


def _sort(label: str) -> str:
    """Numbers, letters, doubled letters, each in both cases."""
    if label[:1].isdigit():
        return "n"
    doubled = len(label) == 2 and label[0] == label[1]
    return ("U" if label.isupper() else "l") * (1 + doubled)


def _begins_roman(marker: Marker) -> bool:
    return marker[1] in ("i", "I") and marker[0] in ("paren", "close", "division")


def _open(text: str) -> bool:
    """Whether a text breaks off within a sentence."""
    return text[-1:].isalnum()


def read_marker(line: str) -> tuple[Marker | None, str]:
    """The marker at the beginning of a line, and the rest of it."""
    match = MARKER.match(line)
    if not match:
        return None, line
    form = match.lastgroup or ""
    return (form, "" if form == "dash" else match[form]), line[match.end() :]


class Outline:
    """The provisions below one root, line by line.

    ``kinds`` names the kind of each form; a form with a class (``paren:n``, ``paren:l`` for
    numbers and letters) goes before the form alone, ``point`` is the rest.
    ``base`` are the forms whose members hold paragraphs of their own: text that begins with a
    capital goes back to them, text that does not continues the words above the innermost list.
    ``rejoin`` puts together paragraphs that the copy broke in the middle of a sentence.
    """

    def __init__(
        self, root: Node, kinds: Mapping[str, str], base: frozenset[str], rejoin: bool = False
    ) -> None:
        self.root = root
        self._kinds = kinds
        self._base = base
        self._rejoin = rejoin
        self._levels: list[_Level] = []

    def line(self, line: str) -> None:
        """A line with or without a marker, or with several: ``(a) (1) Every ...``."""
        marker, rest = read_marker(line)
        if marker is None:
            self.text(line)
            return
        for _ in range(MAX_MARKERS):
            self.item(marker)
            inner, words = read_marker(rest)
            if inner is None or (inner[0], marker[0]) != ("paren", "paren"):
                break
            if not labels.is_first(inner[1]) or _sort(inner[1]) == _sort(marker[1]):
                break
            marker, rest = inner, words
        self._levels[-1].last.text = rest

    def item(self, marker: Marker, text: str = "", heading: str = "") -> Node:
        """Open a provision with a marker."""
        form, label = marker
        depth = self._depth(marker)
        if depth is None:
            owner = self._levels[-1].last if self._levels else self.root
            level = _Level(owner, owner, _begins_roman(marker))
            self._levels.append(level)
        else:
            del self._levels[depth + 1 :]
            level = self._levels[depth]
        if form == "dash":
            level.owner.dashes += 1
            label = str(level.owner.dashes)
        node = Node(self._kind(form, label), label, heading, text, form=form)
        level.owner.children.append(node)
        level.last = node
        return node

    def _depth(self, marker: Marker) -> int | None:
        """The open list a marker belongs to; None if it begins one.

        A marker that goes on nowhere belongs to the innermost list of its sort all the same:
        the list begins anew, or the copy is in disorder. So there are never more levels than sorts.
        """
        depths = range(len(self._levels) - 1, -1, -1)
        for fits in (_Level.next_is, _Level.goes_on_with, _Level.is_like):
            for depth in depths:
                if fits(self._levels[depth], marker):
                    return depth
        return None

    def _kind(self, form: str, label: str) -> str:
        if form == "dash":
            return "indent"
        sort = "n" if label[:1].isdigit() else "l"
        return self._kinds.get(f"{form}:{sort}", self._kinds.get(form, "point"))

    def text(self, words: str) -> None:
        """A paragraph without a marker."""
        if not words:
            return
        if words[:1].islower() and self._levels:
            owner = self._levels.pop().owner
        else:
            while self._levels and not self._holds(self._levels[-1].last):
                self._levels.pop()
            owner = self._levels[-1].last if self._levels else self.root
        last = owner.children[-1] if owner.children else owner
        whole = last is owner or last.kind == "text"
        if self._rejoin and whole and 0 < len(last.text) < MAX_BROKEN and _open(last.text):
            last.text += " " + words
        elif not owner.children and not owner.text:
            owner.text = words
        else:
            owner.children.append(Node("text", text=words))

    def below(self, words: str) -> None:
        """A table or quotation that belongs to the last line."""
        owner = self._levels[-1].last if self._levels else self.root
        owner.children.append(Node("text", text=words))

    def _holds(self, node: Node) -> bool:
        sort = "n" if node.label[:1].isdigit() else "l"
        return node.form in self._base or f"{node.form}:{sort}" in self._base

    def adopt(self, marker: Marker) -> None:
        """A marker without words behind its words: it takes what stands since its predecessor."""
        form, label = marker
        owners = [self.root, *(level.last for level in self._levels)]
        for owner in reversed(owners):
            last = next(
                (
                    place
                    for place in range(len(owner.children) - 1, -1, -1)
                    if owner.children[place].form == form
                    and _sort(owner.children[place].label) == _sort(label)
                ),
                None,
            )
            if last is not None and labels.follows(owner.children[last].label, label):
                taken = owner.children[last + 1 :]
                del owner.children[last + 1 :]
                node = Node(self._kind(form, label), label, children=taken, form=form)
                if taken and taken[0].kind == "text":
                    node.text = taken.pop(0).text
                owner.children.append(node)
                while self._levels and self._levels[-1].owner is not owner:
                    self._levels.pop()
                if self._levels:
                    self._levels[-1].last = node
                else:
                    self._levels.append(_Level(owner, node, False))
                return
        self.item(marker)
