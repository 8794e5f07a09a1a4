"""A check as plain data for JSON, in the shape ``ddcompare.check/1``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ddcompare.comply.records import Applicability, Check, DutyDue, EntityCheck
from ddcompare.model.codebook import Codebook
from ddcompare.model.counting import Addend, Count
from ddcompare.model.law import Law, Part, in_force
from ddcompare.model.quantities import Duration, Money, Number
from ddcompare.model.rules import FactTest, FigureTest, Trace
from ddcompare.render.pages.check_changes import Comparison, plain_comparison
from ddcompare.render.pages.check_duties import LAYERS
from ddcompare.render.pages.check_trace import test_in_words
from ddcompare.render.pages.law import part_in_words
from ddcompare.render.plain import plain_cites, plain_value


def plain_check(
    check: Check, codebook: Codebook, comparisons: Sequence[Comparison] = ()
) -> dict[str, Any]:
    """Every entity against every law, with traces, missing facts and duties."""
    return {
        "format": "ddcompare.check/1",
        "as_of": check.as_of.isoformat(),
        "window": {"from": check.window[0].isoformat(), "to": check.window[1].isoformat()},
        "data": {"version": check.version, "digest": check.digest},
        "company": check.company.name,
        "entities": [_entity(entity, codebook) for entity in check.entities],
        "changes": [plain_comparison(found) for found in comparisons],
    }


def _entity(found: EntityCheck, codebook: Codebook) -> dict[str, Any]:
    return {
        "id": found.entity.id,
        "name": found.entity.name,
        "parent": found.entity.parent,
        "laws": [_law(result, codebook) for result in found.laws],
    }


def _law(result: Applicability, codebook: Codebook) -> dict[str, Any]:
    law = result.law
    return {
        "law": law.id,
        "short_title": law.short_title,
        "jurisdiction": law.jurisdiction,
        "applies": result.applies,
        "would_apply": result.would_apply,
        "application_state": result.application_state,
        "reason": result.reason,
        "law_as_of": law.checked.law_as_of.isoformat(),
        "reviewed": law.checked.reviewed_by is not None,
        "classes": [
            {"id": item.id, "title": item.title, "result": trace.result}
            for item, trace in result.classes
        ],
        "trace": plain_trace(law, result.trace, result.as_of, codebook) if result.trace else None,
        "missing": [
            {
                "fact": fact.fact,
                "year": fact.year,
                "entity": fact.entity,
                "question": fact.question,
                "decides": fact.decides,
                "if_yes": fact.if_yes,
                "if_no": fact.if_no,
                "addressee": fact.addressee,
            }
            for fact in result.missing
        ],
        "assumptions": [{"text": item.text, "hinges": item.hinges} for item in result.assumptions],
        "beside": [
            {"layer": LAYERS[item.layer], "text": item.text, "cite": plain_cites(law, item.cite)}
            for item in result.beside
        ],
        "duties": [_duty(law, item, result.as_of, codebook) for item in result.duties],
    }


def plain_trace(law: Law, trace: Trace, day: date, codebook: Codebook) -> dict[str, Any]:
    """A node of a rule with its result; leaves carry what was compared with which threshold."""
    node, threshold = trace.node, trace.threshold
    plain: dict[str, Any] = {
        "result": trace.result,
        "id": node.id,
        "test": test_in_words(trace, day, codebook),
        "cite": plain_cites(law, node.cite),
        "note": node.note,
        "confidence": node.confidence,
    }
    if isinstance(node, FigureTest):
        plain["threshold"] = threshold and {
            "value": plain_value(threshold.quantity),
            "state": threshold.state,
            "valid_from": _day(threshold.valid_from),
            "cite": plain_cites(law, threshold.cite),
        }
        plain["compared"] = _quantity(trace.compared)
        plain["years"] = [_count(count) for count in trace.counts]
    elif isinstance(node, FactTest):
        plain["fact"] = node.fact
        plain["compared"] = _fact(trace.compared)
        plain["origin"] = trace.origin
    return plain | {
        "children": [plain_trace(law, child, day, codebook) for child in trace.children]
    }


def _quantity(value: object) -> Any:
    return plain_value(value) if isinstance(value, Money | Number | Duration) else None


def _fact(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return list(value) if isinstance(value, tuple | list) else value


def _count(count: Count) -> dict[str, Any]:
    return {
        "year": count.year,
        "least": plain_value(count.least),
        "most": plain_value(count.most),
        "result": count.result,
        "counted": [_addend(addend) for addend in count.addends],
    }


def _addend(addend: Addend) -> dict[str, Any]:
    return {
        "entity": addend.entity,
        "least": plain_value(addend.least),
        "most": plain_value(addend.most),
        "basis": addend.basis,
        "why": addend.why,
        "conversions": [
            {
                "given": plain_value(item.given),
                "rate": str(item.rate),
                "rate_day": item.rate_day.isoformat(),
                "day": item.day.isoformat(),
                "assumed": item.assumed,
            }
            for item in addend.conversions
        ],
    }


def _duty(law: Law, item: DutyDue, day: date, codebook: Codebook) -> dict[str, Any]:
    duty = item.duty
    return {
        "duty": duty.id,
        "text": duty.summary,
        "step": duty.step,
        "report": duty.report,
        "due": _day(item.due),
        "due_layer": LAYERS[item.layer],
        "basis": item.basis,
        "period_end": _day(item.period_end),
        "cite": plain_cites(law, item.cite),
        "confidence": item.confidence,
        "note": item.note,
        "duty_cite": plain_cites(law, duty.cite),
        **{name: _parts(law, duty.parts, name, day, codebook) for name in _PARTS},
    }


_PARTS = ("every", "content", "approval", "publish", "register")


def _parts(
    law: Law, parts: Mapping[str, tuple[Part, ...]], name: str, day: date, codebook: Codebook
) -> list[dict[str, Any]]:
    return [
        {
            "layer": LAYERS[part.layer],
            "state": part.state,
            **{key: _field(value) for key, value in part.fields.items()},
            "text": part_in_words(part, codebook),
            "note": part.note,
            "confidence": part.confidence,
            "cite": plain_cites(law, part.cite),
        }
        for part in in_force(parts.get(name, ()), day)
    ]


def _field(value: object) -> Any:
    if isinstance(value, Money | Number | Duration | date):
        return plain_value(value)
    return value


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
