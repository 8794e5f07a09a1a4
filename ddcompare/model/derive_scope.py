"""Threshold cells, from the scope rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ddcompare.model.codebook import Codebook, Indicator
from ddcompare.model.evidence import NOT_CODED, joined, unique, weakest
from ddcompare.model.law import AddresseeClass, Answer, Citation, Law, Value, in_force
from ddcompare.model.quantities import Amount, Money, Number
from ddcompare.model.rules import FigureTest, Threshold, walk


def from_scope(law: Law, indicator: Indicator, day: date, codebook: Codebook) -> Answer:
    """The lowest threshold that brings an ordinary company in (codebook rule 1, decision 9).

    Under ``not`` a test means its opposite: whoever is not below 50 persons has at least 50.
    """
    figure = figure_of(indicator)
    classes = [item for item in in_force(law.scope, day) if item.ordinary]
    tests = [
        (replace(node, operator=_OPPOSITE[node.operator]) if negated else node, item)
        for item in classes
        for node, negated in walk(item.rule)
        if isinstance(node, FigureTest)
    ]
    if not classes:
        return _no_company_addressed(in_force(law.scope, day))
    if not any(codebook.terms["figure"][test.figure].extra.get("size") for test, _ in tests):
        return _no_size_test(law, indicator, classes)
    relevant = [
        (threshold, test, item)
        for test, item in tests
        if test.figure == figure
        and test.operator in ("at_least", "more_than")
        and (threshold := test.threshold_on(day)) is not None
    ]
    fixed = [entry for entry in relevant if entry[0].quantity is not None]
    if not relevant:
        others = sorted(
            {
                test.figure.replace("_", " ")
                for test, _ in tests
                if test.figure != figure
                and codebook.terms["figure"][test.figure].extra.get("size")
                and test.threshold_on(day) is not None
            }
        )
        if not others:
            return NOT_CODED
        return Answer(
            state="not_applicable",
            note=f"no {figure} test; size is tested by {' and '.join(others)}",
            cite=unique(c for test, item in tests for c in test.cite or item.cite),
            confidence=weakest(test.confidence or item.confidence for test, item in tests),
            valid_from=max((item.valid_from for item in classes if item.valid_from), default=None),
            derived="scope",
        )
    threshold, test, item = min(fixed or relevant, key=lambda entry: _amount(entry[0]))
    main = _in_words(threshold, test)
    others_text = [
        text for text in dict.fromkeys(_in_words(t, c) for t, c, _ in relevant) if text != main
    ]
    return Answer(
        state=threshold.state,
        value=threshold.quantity,
        text=main if threshold.quantity else None,
        cite=unique((*test.cite, *threshold.cite)) or item.cite,
        confidence=test.confidence or item.confidence,
        note=joined((test.note, threshold.note)),
        attributes={
            "comparison": test.operator,
            "counting_base": f"{test.where}, {codebook.terms['perimeter'][test.of].label}",
            **({"years_in_a_row": _years(test)} if test.years else {}),
            **({"alternative_test": others_text} if others_text else {}),
        },
        valid_from=max(filter(None, (threshold.valid_from, item.valid_from)), default=None),
        valid_to=min(filter(None, (test.last_day(day), item.valid_to)), default=None),
        derived="scope",
    )


def figure_of(indicator: Indicator) -> str:
    """The figure whose threshold an indicator of the scope asks for."""
    return "employees" if indicator.type == "number" else "turnover"


_OPPOSITE = {
    "at_least": "less_than",
    "less_than": "at_least",
    "more_than": "at_most",
    "at_most": "more_than",
}


def _amount(threshold: Threshold) -> Amount:
    return threshold.quantity.amount if threshold.quantity else 0


def _no_company_addressed(others: Sequence[AddresseeClass]) -> Answer:
    """Only others are bound (public bodies, say): no size test for companies can arise."""
    if not others:
        return NOT_CODED
    return Answer(
        state="not_applicable",
        note="ordinary companies are not addressees",
        cite=unique(c for item in others for c in item.cite or _rule_cites(item)),
        confidence=weakest(item.confidence for item in others),
        valid_from=max((item.valid_from for item in others if item.valid_from), default=None),
        derived="scope",
    )


def _no_size_test(law: Law, indicator: Indicator, classes: Sequence[AddresseeClass]) -> Answer:
    """Every company is caught: 1 person, or a turnover of 0 (coding rule of the indicators)."""
    everyone: Value = (
        Number(1, "persons") if indicator.type == "number" else Money(0, law.currency or "EUR")
    )
    return Answer(
        value=everyone,
        text="no size test",
        cite=unique(c for item in classes for c in item.cite or _rule_cites(item)),
        confidence=weakest(item.confidence for item in classes),
        valid_from=max((item.valid_from for item in classes if item.valid_from), default=None),
        derived="scope",
    )


def _rule_cites(item: AddresseeClass) -> tuple[Citation, ...]:
    return tuple(cite for node, _ in walk(item.rule) for cite in node.cite)


def _in_words(threshold: Threshold, test: FigureTest) -> str:
    comparison = test.operator.replace("_", " ")
    years = f", {_years(test)}" if test.years else ""
    quantity = threshold.quantity if threshold.quantity else "an amount still to be fixed"
    where = "worldwide" if test.where == "worldwide" else f"in {test.where}"
    whose = test.of.replace("_", " ")
    return f"{comparison} {quantity} {where} ({whose}){years}"


def _years(test: FigureTest) -> str:
    name, value = next(iter((test.years or {}).items()))
    return {
        "consecutive": f"{value} consecutive years",
        "any_of_last": f"one of the last {value} years",
        "average_of": f"average of {value} years",
        "before_last": "the year before the last",
    }[name]
