"""Labels in order: 1, 2, 2a, 3; a, b ... z, aa; i, ii, iii, iv."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_NUMBER = re.compile(r"(\d{1,9})([A-Za-z]*)")

Order = tuple[int, ...]


def roman(label: str) -> int | None:
    """The value of a roman number in either case, None if it is none."""
    low = label.lower()
    if not low or not _ROMAN.fullmatch(low):
        return None
    digits = [_VALUES[sign] for sign in low]
    return sum(
        -value if value < max(digits[i + 1 :], default=0) else value
        for i, value in enumerate(digits)
    )


def order(label: str, as_roman: bool = False) -> Order | None:
    """A key by which labels of one sort stand in order; None for anything else.

    ``as_roman`` decides for letters that can be both (``i``, ``c``).
    """
    number = _NUMBER.fullmatch(label)
    if number:
        return (int(number[1]), *_letters(number[2]))
    if as_roman:
        value = roman(label)
        return None if value is None else (value,)
    return _letters(label) if label.isalpha() and label.isascii() else None


def _letters(label: str) -> Order:
    """z comes before aa."""
    return (len(label), *map(ord, label)) if label else ()


def is_first(label: str) -> bool:
    """Whether a list can begin with this label."""
    return label in ("1", "a", "i", "A", "I")


def follows(last: str, label: str, as_roman: bool = False) -> bool:
    """Whether a label is the very next one: 2 after 1, 2a after 2, 3 after 2b, c after b."""
    before, after = order(last, as_roman), order(label, as_roman)
    if before is None or after is None:
        return False
    if last[:1].isdigit() != label[:1].isdigit() or last.isupper() != label.isupper():
        return last[:1].isdigit() and label[:1].isdigit() and _number_follows(before, after)
    if last[:1].isdigit():
        return _number_follows(before, after)
    if as_roman:
        return after[0] == before[0] + 1
    if len(last) == 1 and last in "zZ":
        return label in ("aa", "AA")
    return len(last) == len(label) and last[:-1] == label[:-1] and after[-1] == before[-1] + 1


def _number_follows(before: Order, after: Order) -> bool:
    if after == (before[0] + 1,):
        return True
    if after[0] != before[0] or len(after) != 3:
        return False
    return chr(after[2]) in "aA" if len(before) == 1 else after[2] == before[2] + 1


def gapless(labels: Sequence[str]) -> bool:
    """Whether labels run from the first one on without a gap; the empty run does."""
    if not labels:
        return True
    as_roman = labels[0] in ("i", "I") and (len(labels) == 1 or labels[1] in ("ii", "II"))
    return is_first(labels[0]) and all(follows(a, b, as_roman) for a, b in pairwise(labels))


def runs(labels: Sequence[str]) -> list[tuple[str, str]]:
    """Labels as runs without gap, each with its first and last member."""
    found: list[tuple[str, str]] = []
    for label in labels:
        if found and (follows(found[-1][1], label) or follows(found[-1][1], label, True)):
            found[-1] = (found[-1][0], label)
        else:
            found.append((label, label))
    return found
