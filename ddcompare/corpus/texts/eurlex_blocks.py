"""What stands inside an article or annex of EUR-Lex XHTML: paragraphs, points, subparagraphs.

Two dialects, both met in one file: in the Official Journal a point is a table of one row with
the label in the first cell, and a paragraph begins with its number; in consolidated texts both
are ``div`` elements with columns. Levels are read one at a time, when they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from ddcompare.corpus.texts.safexml import local
from ddcompare.model.provisions import EMPTY, Provision, Row

Block = str | etree._Element

NS = "{http://www.w3.org/1999/xhtml}"
_NAMES = {
    prefix + name: name
    for prefix in (NS, "")
    for name in ("p", "div", "table", "span", "a", "br", "hr", "img", "b", "i", "em", "u")
} | {prefix + name: "inline" for prefix in (NS, "") for name in ("sup", "sub", "strong", "ins")}
_INLINE = frozenset({"span", "a", "br", "b", "i", "em", "u", "inline", "img", "hr"})
_SKIPPED = frozenset(
    "ti-art sti-art title-article-norm stitle-article-norm modref arrow note footnote doc-ti "
    "title-annex-1 title-annex-2 signatory disclaimer reference final".split()
)
_HEADINGS = ("ti-grseq", "title-gr-seq", "ti-section", "ti-tbl", "title-tbl")
_MARKS = re.compile(r"[►▼]\s?[A-Z]+\d*\s?|\s?◄|\(\s*\)")
_NUMBERED = re.compile(r"[‘“'\"]?(?:(\d{1,4}[a-z]{0,2})\.|\((\d{1,4}[a-z]{0,2}|[a-z]{1,5})\))\s+(?=\S)")
_LABEL = re.compile(
    r"[‘“'\"]?(?:\(?([0-9]{1,4}(?:\.[0-9]+)*[a-z]{0,2}|[a-z]{1,5}|[A-Z]{1,3}|[IVXL]{1,6})[.)]{1,2}"
    r"|[—–•-])"
)
_GROUP = re.compile(
    r"(?:(?P<word>part|section|module|chapter|title)\s+(?P<name>[0-9]{1,3}[A-Za-z]?|[IVXL]+|[A-Z])\b"
    r"|(?P<number>\d{1,3}(?:\.\d{1,3})*)\.?(?=\s)|(?P<letter>[A-Z])\.(?=\s))[\s.:—–-]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


class Entry(NamedTuple):
    """One provision of a level before it is made: what it is, and the blocks that belong to it."""

    kind: str
    label: str
    heading: str
    content: list[Block]


def words(element: etree._Element) -> str:
    """The words of an element, white space collapsed, without the marks of amendments."""
    text = "".join(
        element.itertext() if element.text is not None or len(element) < 2 else _spaced(element)  # type: ignore[arg-type]
    )
    if "◄" in text or "►" in text or "( " in text:
        text = _MARKS.sub(" ", text)
    return " ".join(text.split())


def _spaced(element: etree._Element) -> list[str]:
    """The parser drops white space between the first inline elements; this puts it back."""
    parts = []
    for child in element:
        parts.append("".join(child.itertext()))  # type: ignore[arg-type]
        raised = "super" in (child.get("class") or "") or local(child) in ("sup", "sub")
        parts.append(child.tail if child.tail is not None else "" if raised else " ")
    return parts


def blocks(element: etree._Element) -> list[Block]:
    """The content of a container as paragraphs, lists, tables and loose words, wrappers opened."""
    found: list[Block] = []
    loose = element.text or ""
    for child in element:
        name = _NAMES.get(child.tag)  # type: ignore[call-overload]
        if name in _INLINE:
            loose += words(child) + (child.tail or "")
            continue
        if loose and not loose.isspace():
            found.append(_MARKS.sub(" ", loose))
        loose = child.tail or ""
        if not any(map(str.isalnum, loose)):
            loose = ""  # what closes a quotation, or the dashes of a deleted passage
        if name != "div":
            if name != "p" or _css(child) not in _SKIPPED:
                found.append(child)
            continue
        css = child.get("class") or ""
        if css.startswith("grid-container") or (css == "norm" and len(child) > 1):
            found.append(child)
        elif css != "eli-title":
            found.extend(blocks(child))
    if loose and not loose.isspace():
        found.append(_MARKS.sub(" ", loose))
    return found


def provision(entry: Entry, in_article: bool = False, annex: bool = False) -> Provision:
    """Make a provision out of its entry; what is below it is made when it is asked for."""
    content = entry.content
    text = ""
    if content:
        first = content[0]
        if isinstance(first, str):
            text, content = " ".join(first.split()), content[1:]
        elif _NAMES.get(first.tag) == "p" and not _css(first).startswith(_HEADINGS):  # type: ignore[call-overload]
            lead = words(first)
            if not _NUMBERED.match(lead):
                text, content = lead, content[1:]
    return Provision(
        entry.kind, entry.label, entry.heading, text, level(content, in_article, annex)
    )


def level(content: Sequence[Block], in_article: bool = False, annex: bool = False) -> Row:
    """The provisions of one level. ``in_article``: numbers are those of paragraphs."""
    if not content:
        return EMPTY
    entries = _entries(content, "paragraph" if in_article else "point", annex)
    if not entries:
        return EMPTY
    return Row(
        [entry[:2] for entry in entries],
        lambda index: provision(entries[index], annex=annex),
    )


def _css(element: etree._Element) -> str:
    css = element.get("class") or ""
    return css[3:] if css.startswith("oj-") else css


def _entries(content: Sequence[Block], number_kind: str, annex: bool) -> list[Entry]:
    """Group blocks: a number or a heading takes along what follows up to the next of its rank."""
    entries: list[Entry] = []
    absorbing: list[Block] | None = None  # content of the numbered paragraph that is open
    rank: int | None = None  # of the heading that is open
    indents = 0
    for block in content:
        if isinstance(block, str):
            if rank is None and absorbing is None:
                entries.append(Entry("text", "", "", [block]))
            else:
                entries[-1].content.append(block)
            continue
        name = _NAMES.get(block.tag)  # type: ignore[call-overload]
        css = _css(block)
        if annex and name == "p" and css.startswith(_HEADINGS):
            group = _group(words(block), entries)
            if group is not None and (rank is None or group[0] <= rank):
                entries.append(group[1])
                rank, absorbing = group[0], None
                continue
        if rank is not None:
            entries[-1].content.append(block)
            continue
        if name == "p":
            text = words(block)
            if not text or (len(text) < 4 and not any(map(str.isalnum, text))):
                continue  # what closes a quotation
            match = _NUMBERED.match(text)
            if match and match[1]:
                absorbing = [text[match.end() :]]
                entries.append(Entry(number_kind, match[1], "", absorbing))
            elif absorbing is not None:
                absorbing.append(block)
            elif match:
                entries.append(Entry("point", match[2], "", [text[match.end() :]]))
            else:
                entries.append(Entry("text", "", "", [text]))
            continue
        if css == "norm" and name == "div":  # a numbered paragraph of a consolidated text
            match = _LABEL.match(block[0].text or "")
            if match and match[1]:
                absorbing = [part for child in block[1:] for part in blocks(child)]
                entries.append(Entry(number_kind, match[1], "", absorbing))
                continue
        if absorbing is not None:
            absorbing.append(block)
            continue
        label, inner = _listed(block, name)
        if inner is None:
            entries.append(Entry("text", "", "", [_table(block)]))
        elif label:
            entries.append(Entry("point", label, "", blocks(inner)))
        else:
            indents += 1
            entries.append(Entry("indent", str(indents), "", blocks(inner)))
    return entries


def _table(block: etree._Element) -> str:
    """The words of a table or figure, cell by cell."""
    cells = [cell for cell in block.iter() if local(cell) in ("p", "td", "th")]
    return " ".join(
        words(cell) for cell in cells if local(cell) == "p" or not any(local(x) == "p" for x in cell)
    )


def _listed(block: etree._Element, name: str | None) -> tuple[str, etree._Element | None]:
    """Label and content of a list item; no content if the block is none."""
    cells: Sequence[etree._Element] = ()
    if name == "div" and len(block) == 2:
        cells = block
    elif name == "table" and len(block):
        row = block[-1]
        while len(row) == 1:  # table body with a single row
            row = row[0]
        if local(row) == "tr" and len(row) in (2, 3):
            cells = row if len(row) == 2 else row[1:] if not words(row[0]) else ()
    if len(cells) == 2:
        match = _LABEL.fullmatch(words(cells[0]))
        if match:
            return match[1] or "", cells[1]
    return "", None


def _group(text: str, entries: list[Entry]) -> tuple[int, Entry] | None:
    """Rank and entry of a heading within an annex; None if it has no number of its own."""
    match = _GROUP.match(text)
    if not match:
        return None
    rest = match["rest"].strip()
    if match["word"]:
        kind = "part" if match["word"].lower() in ("part", "module") else "section"
        return (0 if kind == "part" else 1), Entry(kind, match["name"], rest, [])
    if match["letter"]:
        return 2, Entry("part", match["letter"], rest, [])
    number = match["number"]
    return 3 + number.count("."), Entry("section", number, rest, [])
