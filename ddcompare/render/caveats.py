"""The caveats that every output carries (principles 6 and 7 of the product, codebook rule 14)."""

from __future__ import annotations

from collections.abc import Sequence

from ddcompare.model.law import Law

NO_RANKING = "Describes texts, not their effect; this is no ranking."
NOT_ADVICE = "Not legal advice."


def review_line(laws: Sequence[Law]) -> str:
    """Which encodings a lawyer of the jurisdiction has reviewed."""
    open_ = [law.short_title for law in laws if not law.checked.reviewed_by]
    if not laws or not open_:
        return f"{NOT_ADVICE} Every encoding shown names the lawyer who reviewed it."
    if len(open_) == len(laws):
        return f"{NOT_ADVICE} No encoding shown has been reviewed by a lawyer of its jurisdiction."
    names = ", ".join(open_)
    return f"{NOT_ADVICE} Not reviewed by a lawyer of their jurisdiction: {names}."
