"""An alignment as plain data for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ddcompare.compare.align import SILENCE, Alignment, Figure, Question
from ddcompare.compare.clusters import FAMILY
from ddcompare.compare.convergence import Convergence, Group
from ddcompare.compare.similarity import COVERAGE
from ddcompare.compare.weights import HIGH, LOW
from ddcompare.render.plain import plain_cites, plain_value

DIGITS = 4


def plain_alignment(
    found: Alignment, positions: Sequence[Convergence], silence: Sequence[str]
) -> dict[str, Any]:
    """The alignment in the shape ``ddcompare.align/1``, under the treatments that were asked for.

    Figures run from 0 to 1 and have four digits. Between two laws their answers to every question
    are added.
    """
    matrix = found.matrix
    data: dict[str, Any] = {
        "format": "ddcompare.align/1",
        "as_of": matrix.as_of.isoformat(),
        "data": {"version": matrix.version, "digest": matrix.digest},
        "method": {
            "coefficient": "Gower",
            "silence": {name: SILENCE[name] for name in silence},
            "coverage_at_least": COVERAGE,
            "family_at_least": FAMILY,
            "weightings": found.weightings,
            "seed": found.seed,
            "interval": [LOW, HIGH],
            "rates": _rates(found),
            "weights": [
                {
                    "dimension": dimension.id,
                    "questions": len(dimension.indicators),
                    "weight": _figure(found.weights[dimension.id]),
                    "weight_of_each_question": _figure(
                        found.weights[dimension.id] / len(dimension.indicators)
                    ),
                }
                for dimension in matrix.dimensions
            ],
        },
        "laws": [_law(found, index, silence) for index in range(len(found.columns))],
        "order": [_id(found, index) for index in found.order],
        "families": [[_id(found, index) for index in family] for family in found.families],
        "not_compared": [_id(found, index) for index in found.apart],
        "absent": [law.id for law in matrix.absent],
        "pairs": [_pair(found, one, other, silence) for one, other in found.pairs()],
        "field": {name: _field(found, name) for name in silence},
        "questions": [_position(found, item, silence) for item in positions],
    }
    if len(found.columns) == 2:
        data["answers"] = [_question(found, question) for question in found.questions(0, 1)]
    return data


def _figure(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _range(bounds: tuple[float, float] | None) -> list[float | None] | None:
    return None if bounds is None else [_figure(bound) for bound in bounds]


def _id(found: Alignment, index: int) -> str:
    return found.columns[index].law.id


def _rates(found: Alignment) -> dict[str, str] | None:
    rates = found.rates
    return {"on": rates.on.isoformat(), "source": rates.source, "url": rates.url} if rates else None


def _law(found: Alignment, index: int, silence: Sequence[str]) -> dict[str, Any]:
    column = found.columns[index]
    return {
        "id": column.law.id,
        "short_title": column.law.short_title,
        "jurisdiction": column.law.jurisdiction,
        "application_state": column.application_state,
        "greyed": column.greyed,
        "reviewed": column.law.checked.reviewed_by is not None,
        "standing": {name: _standing(found, index, name) for name in silence},
    }


def _standing(found: Alignment, index: int, silence: str) -> dict[str, Any]:
    standing = found.silence[silence].standings[index]
    return {
        "pairs": standing.pairs,
        "mean": _figure(standing.mean),
        "low": _figure(standing.low),
        "high": _figure(standing.high),
        "rank": standing.rank,
        "ranks": list(standing.ranks) if standing.ranks else None,
        "ranks_without_one_dimension": list(standing.without) if standing.without else None,
        "tied_with": [_id(found, other) for other in found.tied(index, silence)],
    }


def _pair(found: Alignment, one: int, other: int, silence: Sequence[str]) -> dict[str, Any]:
    return {
        "laws": [_id(found, one), _id(found, other)],
        "not_applicable_against_value": int(found.one_sided[found.position(one, other)]),
        **{name: _similarity(found.figure(one, other, name)) for name in silence},
    }


def _similarity(figure: Figure) -> dict[str, Any]:
    return {
        "similarity": _figure(figure.similarity),
        "low": _figure(figure.low),
        "high": _figure(figure.high),
        "without_one_dimension": _range(figure.without),
        "usable": figure.usable,
        "coverage": _figure(figure.coverage),
        "dimensions": {name: _figure(value) for name, value in figure.dimensions.items()},
    }


def _field(found: Alignment, silence: str) -> dict[str, Any]:
    similarity = found.silence[silence]
    names = [dimension.id for dimension in found.matrix.dimensions]
    without = similarity.mean_without
    return {
        "mean": _figure(similarity.mean),
        "dimensions": dict(zip(names, map(_figure, similarity.dimension_means), strict=True)),
        "mean_without": dict(zip(names, map(_figure, without), strict=True)) if without else None,
    }


def _position(found: Alignment, item: Convergence, silence: Sequence[str]) -> dict[str, Any]:
    indicator = item.indicator
    return {
        "indicator": indicator.id,
        "dimension": indicator.dimension,
        "label": indicator.label,
        "direction": indicator.direction,
        "direction_note": indicator.direction_note,
        "mean_distance": {
            name: _figure(found.silence[name].divergence[indicator.id].mean) for name in silence
        },
        "pairs": {name: found.silence[name].divergence[indicator.id].pairs for name in silence},
        "positions": [_group(group) for group in item.groups],
        "most_common": [group.words for group in item.most_common],
        "share_of_most_common": _figure(item.share),
        "most_demanding": [_group(group) for group in item.most_demanding],
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "state": group.state,
        "value": plain_value(group.value),
        "text": group.words,
        "laws": list(group.laws),
    }


def _question(found: Alignment, question: Question) -> dict[str, Any]:
    sides = zip(found.columns, (question.one, question.other), strict=True)
    return {
        "indicator": question.indicator.id,
        "distance": _figure(question.distance),
        "cells": {
            column.law.id: {
                "state": answer.state,
                "value": plain_value(answer.value),
                "cite": plain_cites(column.law, answer.cite),
            }
            for column, answer in sides
        },
    }
