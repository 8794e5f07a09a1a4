"""Build the rule of an addressee class; every fault of form is noted with its place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ddcompare.model.law import Citation
from ddcompare.model.problem import KeyPath, did_you_mean
from ddcompare.model.quantities import (
    Duration,
    Money,
    Number,
    QuantityError,
    parse_date,
    parse_quantity,
)
from ddcompare.model.rules import (
    FACT_OPERATORS,
    FIGURE_OPERATORS,
    All,
    Among,
    FactTest,
    FigureTest,
    Node,
    Not,
    Threshold,
)
from ddcompare.model.rules import Any as AnyOf

if TYPE_CHECKING:
    from ddcompare.corpus.build import Builder

_KINDS = ("all", "any", "not", "among", "fact", "figure")
_ALLOWED = {
    "all": ("all",),
    "any": ("any",),
    "not": ("not",),
    "among": ("among", "at_least"),
    "fact": ("fact", *FACT_OPERATORS),
    "figure": ("figure", "where", "of", "years", *FIGURE_OPERATORS),
}
_COMMON = ("id", "cite", "note", "confidence")
_NEVER = All((), note="a faulty node")


def build_rule(builder: Builder, path: KeyPath, raw: Mapping[str, Any]) -> Node:
    """The node that a mapping describes; for a faulty one, noted, an empty ``all``."""
    kinds = [kind for kind in _KINDS if kind in raw]
    if len(kinds) != 1:
        found = " and ".join(kinds) if kinds else "none of them"
        builder.fault(
            path,
            "rule-form",
            f"a rule node needs exactly one of {', '.join(_KINDS)}; found {found}",
        )
        return _NEVER
    kind = kinds[0]
    for key in raw:
        if key not in _ALLOWED[kind] and key not in _COMMON:
            builder.fault((*path, key), "rule-form", f"{key!r} does not belong to a {kind!r} node")
            return _NEVER
    common: dict[str, Any] = {
        "id": raw.get("id"),
        "cite": builder.cites(path, raw),
        "note": raw.get("note"),
        "confidence": raw.get("confidence"),
    }
    if kind == "fact":
        return _fact(builder, path, raw, common)
    if kind == "figure":
        return _figure(builder, path, raw, common)
    if kind == "not":
        return Not(build_rule(builder, (*path, "not"), raw["not"]), **common)
    limbs = tuple(
        build_rule(builder, (*path, kind, index), limb) for index, limb in enumerate(raw[kind])
    )
    if kind == "among":
        minimum = raw.get("at_least")
        if not isinstance(minimum, int) or not 1 <= minimum <= len(limbs):
            builder.fault(
                path, "rule-form", "'among' needs 'at_least' with a number of its limbs",
                f"write for example at_least: {min(2, len(limbs))}",
            )  # fmt: skip
            return _NEVER
        return Among(minimum, limbs, **common)
    return All(limbs, **common) if kind == "all" else AnyOf(limbs, **common)


def _fact(builder: Builder, path: KeyPath, raw: Mapping[str, Any], common: dict[str, Any]) -> Node:
    operators = [name for name in FACT_OPERATORS if name in raw]
    if len(operators) != 1:
        builder.fault(
            path, "rule-form", f"a test of a fact needs exactly one of {', '.join(FACT_OPERATORS)}"
        )
        return _NEVER
    operator = operators[0]
    fact = builder.codebook.terms["fact"][raw["fact"]]
    kind = str(fact.extra["type"])
    if operator not in _OPERATORS[kind]:
        builder.fault(
            (*path, operator), "rule-form", f"{operator!r} cannot test {fact.id} ({kind})",
            f"expected one of: {', '.join(_OPERATORS[kind])}",
        )  # fmt: skip
        return _NEVER
    values = raw[operator] if isinstance(raw[operator], list) else [raw[operator]]
    allowed = fact.extra.get("values")
    for index, value in enumerate(values):
        place = (*path, operator, index) if isinstance(raw[operator], list) else (*path, operator)
        if isinstance(allowed, list) and value not in allowed:
            hint = did_you_mean(value, allowed) or f"expected one of: {', '.join(allowed)}"
            builder.fault(
                place, "unknown-term", f"{value[:60]!r} is not a value of {fact.id}", hint
            )
        elif kind in ("country", "countries"):
            builder.countries.append((place, value))
    return FactTest(raw["fact"], operator, tuple(values), **common)


_OPERATORS = {
    "code": ("equals", "in"),
    "country": ("equals", "in"),
    "countries": ("includes", "includes_any", "includes_all"),
    "codes": ("includes", "includes_any", "includes_all"),
    "yes_no": ("is",),
    "date": ("on_or_after", "before"),
}


def _figure(
    builder: Builder, path: KeyPath, raw: Mapping[str, Any], common: dict[str, Any]
) -> Node:
    operators = [name for name in FIGURE_OPERATORS if name in raw]
    missing = [name for name in ("where", "of") if name not in raw]
    if len(operators) != 1 or missing:
        what = f"lacks {' and '.join(missing)}" if missing else "needs exactly one comparison"
        builder.fault(
            path, "rule-form", f"a test of a figure {what}",
            f"comparisons: {', '.join(FIGURE_OPERATORS)}",
        )  # fmt: skip
        return _NEVER
    if raw["where"] != "worldwide":
        builder.countries.append(((*path, "where"), raw["where"]))
    operator = operators[0]
    thresholds = _thresholds(builder, (*path, operator), raw[operator], raw["figure"])
    return FigureTest(
        raw["figure"],
        raw["where"],
        raw["of"],
        operator,
        thresholds,
        MappingProxyType(raw["years"]) if "years" in raw else None,
        **common,
    )


def _thresholds(builder: Builder, path: KeyPath, raw: Any, figure: str) -> tuple[Threshold, ...]:
    if not isinstance(raw, list):
        return (_threshold(builder, path, {"value": raw}, figure, ()),)
    thresholds = [
        _threshold(builder, (*path, index), body, figure, builder.cites((*path, index), body))
        for index, body in enumerate(raw)
    ]
    days = [threshold.valid_from for threshold in thresholds if threshold.valid_from]
    if days != sorted(set(days)):
        builder.fault(path, "overlapping-dates", "the dated thresholds are not in order of date")
    return tuple(thresholds)


def _threshold(
    builder: Builder, path: KeyPath, raw: Mapping[str, Any], figure: str, cite: tuple[Citation, ...]
) -> Threshold:
    first, value = raw.get("from"), raw.get("value")
    quantity = None
    if value is not None:
        place = (*path, "value") if first else path
        unit = str(builder.codebook.terms["figure"][figure].extra["unit"])
        try:
            quantity = parse_quantity(str(value))
        except QuantityError as error:
            builder.fault(place, "threshold-unit", f"a threshold needs its unit: {error}")
        else:
            if isinstance(quantity, Money):
                builder.currencies.append((place, quantity.currency))
            fits = isinstance(quantity, Money) if unit == "money" else (
                isinstance(quantity, Number | Duration) and quantity.unit == unit
            )  # fmt: skip
            if not fits:
                what = "a currency (ISO 4217)" if unit == "money" else unit
                builder.fault(
                    place,
                    "threshold-unit",
                    f"{value!r} does not fit: {figure} is counted in {what}",
                )
    elif raw.get("state", "value") == "value":
        builder.fault(
            path, "threshold-unit", "a dated threshold needs a value, or a state with a note"
        )
    return Threshold(
        parse_date(first) if first else None,
        quantity,
        raw.get("state", "value"),
        cite,
        raw.get("note"),
    )
