"""Markdown as the repositories of laws write it: front matter, headings, paragraphs, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ddcompare.corpus.texts.reading import TextError, collapse, decode
from ddcompare.model.provisions import OfficialText, Provision, Row

_FIELD = re.compile(r"([A-Za-z_]+):\s*(.*)")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_FOOTNOTE = re.compile(r"\[\^[^\]]{1,80}\]")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{1,500}\)")
_EMPHASIS = re.compile(r"(\*{1,3})(?=\S)([^*]{1,2000})(?<=\S)\1")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_VERSIONS = ("consolidated_to", "state", "last_updated", "publication_date")


class Line(NamedTuple):
    """A piece of a document. ``level`` is that of a heading, 0 for anything else.

    ``bullet``: it was an item of a Markdown list. ``table``: the words of a table, row by row.
    """

    level: int
    text: str
    bullet: bool = False
    table: bool = False


class Document(NamedTuple):
    """Front matter and the pieces below it."""

    about: dict[str, str]
    lines: list[Line]

    def text(self, roots: list[Provision], language: str, title: str = "") -> OfficialText:
        """The official text with these provisions. Raises TextError if there are none."""
        if not roots:
            raise TextError("no provision was found under the headings of the file")
        first = next((line.text for line in self.lines if line.level == 1), "untitled")
        stated = (self.about.get(name, "") for name in _VERSIONS)
        dates = (match[0] for value in stated if (match := _DATE.search(value)))
        return OfficialText(
            title or self.about.get("title") or first,
            next(dates, None),
            language,
            Row.of(roots),
            complete="excerpt" not in self.about,
        )


def read(data: bytes) -> Document:
    """A document with emphasis, links and footnotes taken out. Raises TextError."""
    source = decode(data)
    about: dict[str, str] = {}
    lines = source.split("\n")
    if lines and lines[0].strip() == "---":
        end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
        if end is None:
            raise TextError("the front matter of the file does not end")
        for line in lines[1:end]:
            match = _FIELD.match(line)
            if match:
                about[match[1]] = match[2].strip().strip('"')
        lines = lines[end + 1 :]
    return Document(about, list(_pieces(lines)))


def _pieces(lines: list[str]) -> Iterator[Line]:
    paragraph: list[str] = []
    for raw in [*lines, ""]:
        line = raw.strip()
        heading = _HEADING.match(line)
        in_table = bool(paragraph) and paragraph[0].startswith("|")
        fresh = not line or heading or line.startswith(("- ", "[^")) or in_table != (line[0] == "|")
        if fresh and paragraph:
            piece = _piece(paragraph)
            if piece:
                yield piece
            paragraph = []
        if heading:
            yield Line(len(heading[1]), clean(heading[2]))
        elif line:
            paragraph.append(line)


def _piece(paragraph: list[str]) -> Line | None:
    text = " ".join(paragraph)
    if text.startswith("[^"):  # the text of a footnote
        return None
    if text.startswith("|"):
        words = " ".join(cell for row in paragraph for cell in row.split("|") if cell.strip(" -:"))
        return Line(0, clean(words), table=True) if words.strip() else None
    bullet = text.startswith("- ")
    text = clean(text[2:] if bullet else text)
    return Line(0, text, bullet) if text else None


def clean(text: str) -> str:
    """Words without the signs of Markdown."""
    if "[" in text:
        text = _LINK.sub(r"\1", _FOOTNOTE.sub("", text))
    if "*" in text:
        text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return collapse(text.replace("\\", ""))


def has_heading(head: bytes, pattern: re.Pattern[bytes]) -> bool:
    """Whether a heading of a file matches; the pattern is anchored at ``#``."""
    return any(pattern.match(line) for line in head.split(b"\n") if line[:1] == b"#")
