"""Whether a term stands in a text, whatever the typography, and as a term of its own.

Folded: white space of every kind, soft hyphens, quotation marks, dashes, ligatures and width
variants, case. Not folded: what separates thousands and decimals, except for spaces between
groups of three digits (``1 000`` is ``1000``; ``1.000`` and ``1,000`` are neither).
A term in capitals only, of at most five letters, is matched as written (``US`` is not ``us``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SIGNS = str.maketrans(
    dict.fromkeys('‘’‚‛“”„‟«»‹›′″`´"', "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\xad\u200b\u200c\u200d\u2060\ufeff")
)
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")


def contains(text: str, term: str) -> bool:
    """Whether a term stands in a text; an empty term stands nowhere."""
    if not term.strip():
        return False
    if stands(term, text):  # as written: nearly always, and quick
        return True
    wanted = fold(term)
    words = fold(text)
    if not wanted:
        return False
    if not _acronym(wanted):
        wanted, words = wanted.casefold(), words.casefold()
    return stands(wanted, words) or stands(_join_groups(wanted), _join_groups(words))


@lru_cache(maxsize=32)
def fold(text: str) -> str:
    """A text without its typographic variants; the case is kept."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return " ".join(plain.split())


def _acronym(term: str) -> bool:
    return term.isalpha() and term.isupper() and len(term) <= 5


def _join_groups(text: str) -> str:
    return _GROUPS.sub(lambda match: match[0].replace(" ", ""), text)


def stands(term: str, text: str) -> bool:
    """Whether a term occurs as it is written, between the borders of words and of figures."""
    if not term:
        return False
    start = text.find(term)
    while start >= 0:
        end = start + len(term)
        if not (_runs_on(text, start) or _runs_past(text, end)):
            return True
        start = text.find(term, start + 1)
    return False


def _word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _runs_on(text: str, start: int) -> bool:
    """Whether the word or figure at ``start`` begins before it."""
    if start == 0 or not _word(text[start]):
        return False
    before = text[start - 1]
    if _word(before):
        return True
    if not text[start].isdigit() or start < 2 or not text[start - 2].isdigit():
        return False
    if before in ".,":
        return True
    return (
        before.isspace()
        and _group_at(text, start)
        and _is_lead(text[max(0, start - 9) : start].rstrip())
    )


def _runs_past(text: str, end: int) -> bool:
    """Whether the word or figure that ends at ``end`` goes on behind it."""
    if end == len(text) or not _word(text[end - 1]):
        return False
    after = text[end]
    if _word(after):
        return True
    if not text[end - 1].isdigit() or end + 1 >= len(text) or not text[end + 1].isdigit():
        return False
    if after in ".,":
        return True
    return after.isspace() and _group_at(text, end + 1) and _is_lead(text[max(0, end - 8) : end])


def _group_at(text: str, start: int) -> bool:
    """Whether exactly three digits stand here."""
    return text[start : start + 3].isdigit() and not text[start + 3 : start + 4].isdigit()


_LEAD = re.compile(r"(?<![\d.,])\d{1,3}\Z")


def _is_lead(text: str) -> bool:
    """Whether a text ends with one to three digits, as the first group of a figure does."""
    return bool(_LEAD.search(text))
