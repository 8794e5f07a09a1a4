"""The result of ``verify`` as plain data: ``ddcompare.problems/1`` plus a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ddcompare.corpus.verify import Verified
from ddcompare.model.verification import verified
from ddcompare.render.pages.verify import COUNTS, summary
from ddcompare.render.plain import plain_problems, plain_texts


def plain_verify(results: Sequence[Verified]) -> dict[str, Any]:
    """Problems, the sums over all laws, and each law with its cells."""
    problems = [problem for result in results for problem in result.problems]
    counts = [summary(result) for result in results]
    return {
        **plain_problems(problems),
        "summary": {name: sum(count[name] for count in counts) for name in COUNTS},
        "laws": [_law(result) for result in results],
    }


def _law(result: Verified) -> dict[str, Any]:
    cells = {
        name: _worst([verified(result.verification, answer.cite) for answer in answers])
        for name, answers in result.law.answers.items()
    }
    return {
        "law": result.law.id,
        "verified": {
            "cells": dict(sorted(Counter(filter(None, cells.values())).items())),
            "texts": plain_texts(result.verification),
        },
        "summary": dict(summary(result)),
        "cells": cells,
    }


def _worst(statuses: Sequence[str | None]) -> str | None:
    """The weakest status among the dated answers of a cell."""
    order = ("not", "partly", "verified")
    return min((s for s in statuses if s), key=order.index, default=None)
