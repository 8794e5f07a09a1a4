"""Gap reports as plain data for JSON, in the shapes ``ddcompare.gaps/1`` and ``gaps-table/1``."""

from __future__ import annotations

from typing import Any

from ddcompare.compare.gaps import Gaps, Item
from ddcompare.compare.gaps_laws import Comparison, LawGaps
from ddcompare.compare.gaps_table import GapTable, Report
from ddcompare.model.law import Law
from ddcompare.model.standard import Expectation, Standard
from ddcompare.model.wording import in_words
from ddcompare.render.caveats import NO_RANKING, review_line
from ddcompare.render.citations import pinpoint
from ddcompare.render.gap_words import (
    TEXT_ONLY,
    closing_in_words,
    wanted_in_words,
    why_graded,
    why_related,
)
from ddcompare.render.plain import plain_cell, plain_cites, plain_value


def plain_report(report: Report | GapTable) -> dict[str, Any]:
    """A report of one law, or of several."""
    return plain_gap_table(report) if isinstance(report, GapTable) else plain_gaps(report)


def plain_gaps(gaps: Report) -> dict[str, Any]:
    """One law against a standard or a law in the shape ``ddcompare.gaps/1``."""
    law = gaps.column.law
    against: Standard | Law = gaps.standard if isinstance(gaps, Gaps) else gaps.other.law
    laws = [law] if isinstance(gaps, Gaps) else [law, gaps.other.law]
    head = {
        "format": "ddcompare.gaps/1",
        "as_of": gaps.as_of.isoformat(),
        "data": {"version": gaps.version, "digest": gaps.digest},
        "law": law.id,
        "law_title": law.short_title,
        "application_state": gaps.column.application_state,
        "against": against.id,
        "against_kind": "standard" if isinstance(gaps, Gaps) else "law",
        "against_title": against.short_title,
        "summary": dict(gaps.summary),
        "caveats": [TEXT_ONLY, NO_RANKING, review_line(laws)],
    }
    if isinstance(gaps, LawGaps):
        return {
            **head,
            "accepting": [
                {
                    "law": found.law.id,
                    "text": in_words(found.indicator, found.answer),
                    "cite": plain_cites(found.law, found.answer.cite),
                }
                for found in gaps.accepting
            ],
            "items": [_comparison(gaps, item) for item in gaps.items],
        }
    return {
        **head,
        "items": [_item(gaps, item) for item in gaps.items],
        "not_measured": [
            {**_expectation(gaps.standard, found), "note": found.note}
            for found in gaps.not_measured
        ],
    }


def _expectation(standard: Standard, expectation: Expectation) -> dict[str, Any]:
    return {
        "expectation": expectation.id,
        "pinpoint": "; ".join(pinpoint(standard, cite) for cite in expectation.cite),
        "cite": plain_cites(standard, expectation.cite),
        "addressee": expectation.addressee,
        "known": expectation.known,
        "unverified": not expectation.verified,
        "summary": expectation.summary,
    }


def _item(gaps: Gaps, item: Item) -> dict[str, Any]:
    want = item.want
    return {
        **_expectation(gaps.standard, item.expectation),
        "indicator": item.indicator.id,
        "dimension": item.indicator.dimension,
        "grade": item.grade,
        "law": plain_cell(gaps.column.law, item.indicator, item.answer, item.verified),
        "wanted": wanted_in_words(item.indicator, want),
        "want": {"kind": want.kind, "values": [plain_value(v) for v in want.values]},
        "note": want.note,
        "why": why_graded(item),
        "beside": list(item.beside),
        "close": _close(item),
    }


def _close(item: Item) -> dict[str, Any] | None:
    if item.closing is None:
        return None
    return {
        "to": closing_in_words(item),
        "missing": list(item.graded.missing),
        "held_by": item.closing.count,
        "laws": [
            {
                "law": holder.law.id,
                "text": in_words(item.indicator, holder.answer),
                "cite": plain_cites(holder.law, holder.answer.cite),
                "confidence": holder.answer.confidence,
            }
            for holder in item.closing.examples
        ],
    }


def _comparison(gaps: LawGaps, item: Comparison) -> dict[str, Any]:
    law, other = gaps.column.law, gaps.other.law
    return {
        "expectation": None,
        "pinpoint": "; ".join(pinpoint(other, cite) for cite in item.other.cite),
        "indicator": item.indicator.id,
        "dimension": item.indicator.dimension,
        "grade": item.grade,
        "law": plain_cell(law, item.indicator, item.answer, item.verified[0]),
        "against": plain_cell(other, item.indicator, item.other, item.verified[1]),
        "wanted": in_words(item.indicator, item.other),
        "why": why_related(item, law.short_title, other.short_title),
    }


def plain_gap_table(table: GapTable) -> dict[str, Any]:
    """Several laws in the shape ``ddcompare.gaps-table/1``: one report each."""
    return {
        "format": "ddcompare.gaps-table/1",
        "as_of": table.as_of.isoformat(),
        "against": table.against.id,
        "absent": [law.id for law in table.absent],
        "reports": [plain_gaps(report) for report in table.reports],
    }
