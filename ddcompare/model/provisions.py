"""What an official text is: provisions in a tree, with their own words. No I/O.

A provision is what a pinpoint can name: an article, a section, a paragraph, a point, an annex.
Its label is bare: ``54``, ``2``, ``a``, ``iv``, ``L225-102-1``; without brackets, dots or signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, overload

Outline = Sequence[tuple[str, str]]


class Source(Protocol):
    """Where a row comes from that is not built yet; each method is asked at most when needed."""

    def outline(self) -> Outline:
        """Kind and label of each member."""
        ...

    def make(self, index: int) -> Provision:
        """Build a member."""
        ...

    def below(self, index: int) -> Row:
        """The children of a member; the same row that the member gets when it is built."""
        ...

    def skim(self) -> str:
        """The words of all members, as in ``Provision.skim``."""
        ...


class Row(Sequence["Provision"]):
    """Sibling provisions in the order of the text.

    ``outline`` holds kind and label of each; a provision itself is made when it is first asked
    for, so that an index of a long text costs little and only what is cited is built.
    Readers of long formats give a ``Source`` instead of members.
    """

    __slots__ = ("_built", "_outline", "_places", "_source")

    def __init__(self, source: Source | None = None) -> None:
        self._source = source
        self._outline: Outline | None = None if source else ()
        self._built: dict[int, Provision] = {}
        self._places: dict[str, list[int]] | None = None

    @classmethod
    def of(cls, provisions: Iterable[Provision]) -> Row:
        """A row of provisions that have been made already."""
        members = tuple(provisions)
        if not members:
            return EMPTY
        row = cls()
        row._outline = tuple((member.kind, member.label) for member in members)
        row._built = dict(enumerate(members))
        return row

    @property
    def outline(self) -> Outline:
        """Kind and label of each provision in the row."""
        if self._outline is None:
            assert self._source is not None
            self._outline = self._source.outline()
        return self._outline

    def places(self, label: str) -> list[int]:
        """Where in the row a label stands, whatever the kind; empty if nowhere."""
        if self._places is None:
            self._places = {}
            for index, entry in enumerate(self.outline):
                self._places.setdefault(entry[1], []).append(index)
        return self._places.get(label, [])

    def below(self, index: int) -> Row:
        """The children of a member, without making the member itself."""
        if self._source is None or index in self._built:
            return self[index].children
        return self._source.below(index)

    def skim(self) -> str:
        """The words of all members, as in ``Provision.skim``."""
        if self._source is not None:
            return self._source.skim()
        return " ".join(member.skim() for member in self)

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
        built = self._built.get(index)
        if built is None:
            assert self._source is not None
            built = self._built[index] = self._source.make(index)
        return built

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
    its position. ``item`` is a numbered line that the drafting style counts as a paragraph,
    ``omitted`` marks what the copy leaves out.
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

    def skim(self) -> str:
        """The words in any white space, perhaps with the labels of parts; quicker than full_text.

        What is not in it may still be in ``full_text``.
        """
        return f"{self.heading} {self.text} {self.children.skim()}"

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
    roots = Row(_Joined([text.roots for text in texts]))
    complete = all(text.complete for text in texts)
    return OfficialText(first.title, first.version, first.language, roots, complete)


class _Joined:
    """Several rows as one."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._where = [(row, index) for row in rows for index in range(len(row))]

    def outline(self) -> Outline:
        return [entry for row in self._rows for entry in row.outline]

    def make(self, index: int) -> Provision:
        row, inner = self._where[index]
        return row[inner]

    def below(self, index: int) -> Row:
        row, inner = self._where[index]
        return row.below(inner)

    def skim(self) -> str:
        return " ".join(row.skim() for row in self._rows)
