"""What an official text is: provisions in a tree, with their own words. No I/O.

A provision is what a pinpoint can name: an article, a section, a paragraph, a point, an annex.
Its label is bare: ``54``, ``2``, ``a``, ``iv``, ``L225-102-1``; without brackets, dots or signs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload


class Row(Sequence["Provision"]):
    """Sibling provisions in the order of the text.

    ``outline`` holds kind and label of each and is known from the start;
    a provision itself is made when it is first asked for, so that an index of a long text
    costs little and only what is cited is built.
    """

    __slots__ = ("_built", "_make", "_places", "outline")

    def __init__(
        self,
        outline: Sequence[tuple[str, str]] = (),
        make: Callable[[int], Provision] | None = None,
    ) -> None:
        self.outline = outline
        self._make = make
        self._built: dict[int, Provision] = {}
        self._places: dict[str, list[int]] | None = None

    @classmethod
    def of(cls, provisions: Iterable[Provision]) -> Row:
        """A row of provisions that have been made already."""
        members = tuple(provisions)
        if not members:
            return EMPTY
        row = cls(tuple((member.kind, member.label) for member in members))
        row._built = dict(enumerate(members))
        return row

    def places(self, label: str) -> Sequence[int]:
        """Where in the row a label stands, whatever the kind; empty if nowhere."""
        places = self._places
        if places is None:
            places = self._places = {}
            for index, (_, known) in enumerate(self.outline):
                places.setdefault(known, []).append(index)
        return places.get(label, ())

    def __len__(self) -> int:
        return len(self.outline)

    @overload
    def __getitem__(self, index: int) -> Provision: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Provision]: ...
    def __getitem__(self, index: int | slice) -> Provision | Sequence[Provision]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self.outline))))
        built = self._built.get(index)
        if built is not None:
            return built
        if index < 0:
            index += len(self.outline)
        if not 0 <= index < len(self.outline):
            raise IndexError(index)
        if index not in self._built:
            assert self._make is not None
            self._built[index] = self._make(index)
        return self._built[index]

    def __iter__(self) -> Iterator[Provision]:
        return (self[index] for index in range(len(self.outline)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self.outline))

    def __repr__(self) -> str:
        return f"Row({', '.join(' '.join(entry).strip() for entry in self.outline)})"


EMPTY = Row()


@dataclass(frozen=True, slots=True)
class Provision:
    """A part of an official text that a pinpoint can name.

    ``kind`` is the drafter's word (article, section, regulation, paragraph, subsection, point,
    definition, annex ...). Two kinds have no label of their own: ``text``, an unnumbered
    paragraph that goes on after a list or a first paragraph, and ``indent``, a dash, labelled by
    its position. ``item`` is a numbered line that the drafting style counts as a paragraph.
    ``text`` holds the words before the first child, white space collapsed, the label left out.
    """

    kind: str
    label: str = ""
    heading: str = ""
    text: str = ""
    children: Row = field(default=EMPTY)

    def full_text(self) -> str:
        """Heading, own words and the words of everything below, in the order of the text."""
        parts = [part for part in (self.heading, self.text) if part]
        for child in self.children:
            words = child.full_text()
            if words:
                parts.append(words)
        return " ".join(parts)

    def walk(self) -> Iterator[Provision]:
        """This provision and everything below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class OfficialText:
    """An official text as read: its first-level provisions and what is known about the copy.

    ``version`` is the state of the text as the copy states it (an ISO date where it can be read),
    None if it does not. ``language`` is an ISO 639-1 code. ``complete`` is False for an excerpt,
    in which a provision may be missing without being wrong.
    """

    title: str
    version: str | None
    language: str
    roots: Row
    complete: bool = True

    def walk(self) -> Iterator[Provision]:
        """Every provision, in the order of the text."""
        for root in self.roots:
            yield from root.walk()


def combine(texts: Sequence[OfficialText]) -> OfficialText:
    """One text out of several files of the same source (one article a file, act and annex).

    Title, version and language are those of the first; complete only if all are.
    Raises ValueError if there is none.
    """
    if not texts:
        raise ValueError("there is no text to combine")
    first = texts[0]
    if len(texts) == 1:
        return first
    rows = [text.roots for text in texts]
    where = [(row, index) for row in rows for index in range(len(row))]
    roots = Row(
        [entry for row in rows for entry in row.outline], lambda i: where[i][0][where[i][1]]
    )
    complete = all(text.complete for text in texts)
    return OfficialText(first.title, first.version, first.language, roots, complete)
