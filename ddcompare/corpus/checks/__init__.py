"""Semantic checks of a law file: one rule or family of rules a module.

Each module has ``CODES`` (the problem codes it can report) and ``check(file, today)``.
Its docstring is the manual page of the rule, with an example that fails and one that passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ddcompare.corpus.checks import (
    answers,
    consistency,
    coverage,
    dates,
    duties,
    evidence,
    identity,
    timeline,
)
from ddcompare.corpus.lawfile import LawFile
from ddcompare.model.problem import Problem

MODULES = (identity, timeline, dates, evidence, answers, coverage, duties, consistency)


def run_checks(file: LawFile, today: date | None) -> Iterator[Problem]:
    """Every problem that the semantic checks find; ``today`` switches on the check of staleness."""
    for module in MODULES:
        yield from module.check(file, today)
