"""Every indicator that is not derived has an entry.

- ``missing-indicator``: no entry at all; what nobody looked at is ``state: not_coded`` on purpose.

Fails: an ``answers`` block without ``remedy.civil_liability``.
Passes: ``remedy.civil_liability: {state: not_coded}``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ddcompare.corpus.lawfile import LawFile
from ddcompare.model.problem import Problem

CODES = ("missing-indicator",)


def check(file: LawFile, today: date | None) -> Iterator[Problem]:
    """Check that no question was forgotten."""
    for indicator in file.codebook.coded():
        if indicator.id not in file.document.data["answers"]:
            yield file.document.problem(
                ("answers",), "missing-indicator", f"no entry for {indicator.id}",
                f"answer it, or write '{indicator.id}: {{state: not_coded}}'", key=True,
            )  # fmt: skip
