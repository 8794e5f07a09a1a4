"""Pinpoints cut into tokens: words, numbers, bracketed labels, quoted terms, marks."""

from __future__ import annotations

import re
from typing import NamedTuple

from ddcompare.corpus.texts import vocabulary as words

_PREFIX = re.compile(
    r"(?:\d+ U\. ?S\. ?C\.|\d+ USC|Pub\. ?L\.? (?:No\. )?\d+-\d+,?|(?:[A-Z][a-z]*\.? ){0,3}Code,?) "
)
_SIGN = re.compile(
    r"""\s*(?:
      (?P<code>[LRDA]\*{0,2}\.?\s?\d+(?:-\d+)+(?!\d))
    | \(\s*(?P<paren>[0-9]{1,4}[A-Za-z]{0,2}|[a-z]{1,5}(?:\.[0-9]{1,2})?|[A-Z]{1,5})\s*\)
    | (?P<ordinal>\d+(?:st|nd|rd|th)\b)
    | (?P<degree>\d+\s?°)
    | (?P<item>(?:[a-z]{1,2}|\d{1,2})(?=\)))\)
    | (?P<num>\d+(?:\.\d+)*(?:[A-Za-z]{1,3}|quater|quinquies|sexies)?(?![A-Za-z]))
    | (?P<quote>"[^"]{1,80}"|“[^”]{1,80}”|‘[^’]{1,80}’|«[^»]{1,80}»|„[^“”]{1,80}[“”]|'[^']{1,80}')
    | (?P<word>§§?|[^\W\d_]+\.?)
    | (?P<mark>[;,&-])
    )""",
    re.VERBOSE,
)


class PinpointError(ValueError):
    """A pinpoint that cannot be read; the message is a sentence with the understood forms."""

    def __init__(self, at: str, reason: str) -> None:
        shown = at if len(at) <= 60 else at[:57] + "..."
        super().__init__(f"“{shown}” is no pinpoint: {reason}. Understood are: {words.FORMS}.")


class Token(NamedTuple):
    """A piece of a pinpoint: its sort, its value, and how it was written."""

    kind: str
    value: str
    shown: str


def tokens(at: str, text: str) -> list[Token]:
    """The tokens of a pinpoint. Raises PinpointError for signs that have no place in one."""
    found: list[Token] = []
    for segment in text.split(";"):
        if found:
            found.append(Token("mark", ";", ";"))
        segment = segment.strip()
        prefix = _PREFIX.match(segment)
        if prefix:
            segment = segment[prefix.end() :]
            if segment[:1].isdigit():
                segment = "§ " + segment
        position = 0
        while position < len(segment):
            match = _SIGN.match(segment, position)
            if not match:
                raise PinpointError(at, f"“{segment[position : position + 20].strip()}” is unclear")
            kind = match.lastgroup or ""
            found.append(Token(kind, match[kind], match[0].strip()))
            position = match.end()
    return found
