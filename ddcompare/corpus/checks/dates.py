"""Validity of entries.

- ``reversed-dates``: ``to`` lies before ``from``.
- ``overlapping-dates``: two answers to one indicator hold on the same day.
- ``before-adoption``: a rule cannot be valid before the instrument was adopted (a bill: tabled).

Fails: ``from: 2020-01-01, to: 2019-12-31``. Passes: ``from: 2019-01-01, to: 2019-12-31``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ddcompare.corpus.lawfile import LawFile
from ddcompare.model.law import Dated
from ddcompare.model.problem import KeyPath, Problem

CODES = ("reversed-dates", "overlapping-dates", "before-adoption")


def check(file: LawFile, today: date | None) -> Iterator[Problem]:
    """Check the dates of scope classes, duties and answers."""
    law, document = file.law, file.document
    start = law.adopted_on or min((e.date for e in law.timeline if e.date), default=None)
    for path, entry in _entries(file):
        if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
            yield document.problem(
                path, "reversed-dates", f"ends on {entry.valid_to}, begins on {entry.valid_from}",
                "swap 'from' and 'to', or correct one",
            )  # fmt: skip
        if start and entry.valid_from and entry.valid_from < start:
            yield document.problem(
                path, "before-adoption",
                f"valid from {entry.valid_from}, but the instrument dates from {start}",
                "correct 'from', or the timeline",
            )  # fmt: skip
    for name, answers in law.answers.items():
        for earlier, later in pairwise(answers):
            first, last = later.valid_from, earlier.valid_to
            if first is None or last is None or last >= first:
                yield document.problem(
                    ("answers", name), "overlapping-dates",
                    f"two answers to {name} hold on {first or 'the first day'}",
                    "give the earlier one a 'to', and each its own 'from'", key=True,
                )  # fmt: skip


def _entries(file: LawFile) -> Iterator[tuple[KeyPath, Dated]]:
    law = file.law
    for name, records in (("scope", law.scope), ("duties", law.duties)):
        yield from zip(file.kept(name), records, strict=True)
    for name, answers in law.answers.items():
        for index, answer in enumerate(answers):
            yield file.answer(name, index), answer
