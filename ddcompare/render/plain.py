"""Records as plain data for JSON, with the names and shapes of the contracts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ddcompare.compare.matrix import Matrix, Row
from ddcompare.compare.overview import Overview
from ddcompare.model.codebook import Indicator
from ddcompare.model.law import Answer, Citation, Law, Layered, Value
from ddcompare.model.problem import Problem
from ddcompare.model.quantities import Amount, Duration, Money, Number
from ddcompare.model.standard import Standard
from ddcompare.model.verification import Verification
from ddcompare.model.wording import in_words, layer_in_words


def dump(data: Any) -> str:
    """Data as JSON text: UTF-8, two spaces, keys in the order given, one final line end."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def plain_value(value: Value | None) -> Any:
    """A value in the shape of the contracts."""
    match value:
        case tuple():
            return sorted(value)
        case Money():
            return {"amount": _amount(value.amount), "currency": value.currency}
        case Number():
            return {"amount": _amount(value.amount), "unit": value.unit}
        case Duration():
            return {value.unit: _amount(value.amount)}
        case date():
            return value.isoformat()
    return value


def _amount(amount: Amount) -> int | float:
    if isinstance(amount, Decimal):
        return int(amount) if amount == amount.to_integral_value() else float(amount)
    return amount


def plain_cites(law: Law | Standard, cites: Sequence[Citation]) -> list[dict[str, Any]]:
    """Citations with the address of their source."""
    return [{"source": cite.source, "at": cite.at, "url": law.url(cite)} for cite in cites]


def plain_cell(
    law: Law, indicator: Indicator, answer: Answer, verified: str | None
) -> dict[str, Any]:
    """A cell of the matrix; ``verified`` says how far its citations are machine-verified."""
    return {
        "state": answer.state,
        "value": plain_value(answer.value),
        "score": answer.score,
        "text": in_words(indicator, answer),
        "guidance": _layered(law, indicator, answer.guidance),
        "practice": _layered(law, indicator, answer.practice),
        "cite": plain_cites(law, answer.cite),
        "confidence": answer.confidence,
        "note": answer.note,
        "read": answer.read,
        "attributes": dict(sorted(answer.attributes.items())),
        "readings": [
            {
                "value": plain_value(reading.value),
                "text": reading.text,
                "held_by": reading.held_by,
                "cite": plain_cites(law, reading.cite),
            }
            for reading in answer.readings
        ],
        "derived": answer.derived,
        "verified": verified,
        "valid_from": _day(answer.valid_from),
        "valid_to": _day(answer.valid_to),
    }


def _layered(law: Law, indicator: Indicator, found: Layered | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "value": plain_value(found.value),
        "score": found.score,
        "text": layer_in_words(indicator, found),
        "cite": plain_cites(law, found.cite),
        "confidence": found.confidence,
        "note": found.note,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _row(matrix: Matrix, row: Row) -> dict[str, Any]:
    indicator = row.indicator
    return {
        "indicator": indicator.id,
        "dimension": indicator.dimension,
        "question": indicator.question,
        "type": indicator.type,
        "direction": indicator.direction,
        "cells": {
            (law := column.law).id: plain_cell(
                law, indicator, row.cells[law.id], row.verified.get(law.id)
            )
            for column in matrix.columns
        },
    }


def plain_matrix(matrix: Matrix) -> dict[str, Any]:
    """The matrix in the shape ``ddcompare.matrix/1``."""
    return {
        "format": "ddcompare.matrix/1",
        "as_of": matrix.as_of.isoformat(),
        "data": {"version": matrix.version, "digest": matrix.digest},
        "laws": [
            {
                "id": column.law.id,
                "short_title": column.law.short_title,
                "jurisdiction": column.law.jurisdiction,
                "application_state": column.application_state,
                "checked_on": column.law.checked.on.isoformat(),
                "reviewed": column.law.checked.reviewed_by is not None,
                "verified": {
                    "cells": dict(sorted(Counter(verified_cells(matrix, column.law.id)).items())),
                    "texts": plain_texts(column.verification),
                },
            }
            for column in matrix.columns
        ],
        "rows": [_row(matrix, row) for row in matrix.rows],
    }


def verified_cells(matrix: Matrix, law: str) -> list[str]:
    """How far each cell of a law is machine-verified (verified, partly, not)."""
    found = (row.verified.get(law) for row in matrix.rows)
    return [status for status in found if status]


def plain_texts(verification: Verification | None) -> list[dict[str, Any]]:
    """The official texts against which a law was checked."""
    return [
        {
            "source": name,
            "version": text.version,
            "complete": text.complete,
            "sha256": text.sha256,
        }
        for name, text in sorted((verification.texts if verification else {}).items())
    ]


def plain_list(views: Sequence[Overview], as_of: date) -> dict[str, Any]:
    """The list of laws in the shape ``ddcompare.list/1``."""
    return {
        "format": "ddcompare.list/1",
        "as_of": as_of.isoformat(),
        "laws": [
            {
                "id": view.law.id,
                "short_title": view.law.short_title,
                "title": view.law.title,
                "jurisdiction": view.law.jurisdiction,
                "application_state": view.application_state,
                "checked_on": view.law.checked.on.isoformat(),
                "law_as_of": view.law.checked.law_as_of.isoformat(),
                "reviewed": view.law.checked.reviewed_by is not None,
                "states": dict(sorted(view.states.items())),
                "confidence": dict(sorted(view.confidence.items())),
                "verified": {
                    "cells": dict(sorted(view.verified.items())),
                    "texts": plain_texts(view.verification),
                },
            }
            for view in views
        ],
    }


def plain_problems(problems: Sequence[Problem]) -> dict[str, Any]:
    """Problems in the shape ``ddcompare.problems/1``."""
    return {
        "format": "ddcompare.problems/1",
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "severity": problem.severity,
                "code": problem.code,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in problems
        ],
    }


def plain_codebook(indicators: Sequence[Indicator], version: str) -> dict[str, Any]:
    """Indicators in the shape ``ddcompare.codebook/1``."""
    return {
        "format": "ddcompare.codebook/1",
        "version": version,
        "indicators": [_indicator(indicator) for indicator in indicators],
    }


def _indicator(indicator: Indicator) -> Mapping[str, Any]:
    return {
        "id": indicator.id,
        "dimension": indicator.dimension,
        "label": indicator.label,
        "question": indicator.question,
        "type": indicator.type,
        "unit": indicator.unit,
        "direction": indicator.direction,
        "derived": indicator.derived,
        "rule": indicator.rule,
        "silent_score": indicator.silent_score,
        "levels": [
            {"id": i.id, "score": i.score, "label": i.label, "definition": i.definition}
            for i in indicator.levels
        ],
        "rests_on": list(indicator.rests_on),
        "themes": list(indicator.themes),
    }
