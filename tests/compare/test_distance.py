"""How far two answers lie apart: every type, every state, both ends of the range."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from ddcompare.compare.distance import distances, in_both, in_one, pairs, place
from ddcompare.model.codebook import Codebook, Rates
from ddcompare.model.law import Answer
from ddcompare.model.quantities import Duration, Money, Number
from tests.compare.invented import says

RATES = Rates(date(2026, 1, 2), "a bank", "https://example.org", {"GBP": Decimal("0.5")})
SILENT, DENIED = says(state="silent"), says(state="no")


def between(codebook: Codebook, indicator: str, one: Answer, other: Answer) -> float | None:
    places = [place(codebook.indicators[indicator], answer, RATES) for answer in (one, other)]
    (found,) = distances(places)
    return None if np.isnan(found) else float(found)


def level(name: str, score: int, state: str = "value") -> Answer:
    return says(name, state, score=score)


CASES = [
    ("two of three levels", "remedy.civil_liability",
     level("excluded", 0), level("own_cause_of_action", 2), 1.0),
    ("silence is where the codebook puts it", "remedy.civil_liability",
     says(state="silent", score=1), level("own_cause_of_action", 2), 0.5),
    ("a middle level", "form.report_required",
     level("nil_statement_accepted", 1), says(state="silent", score=0), 0.5),
    ("a level that is left to others has its place", "form.report_required",
     level("report_with_substance", 2, "delegated"), level("no_report", 0), 1.0),
    ("silence without a level is at the bottom", "scope.foreign_entities",
     SILENT, level("market_presence", 2), 1.0),
    ("equal codes", "remedy.reach", says("both"), says("both"), 0.0),
    ("unequal codes", "remedy.reach", says("both"), says("foreign_only"), 1.0),
    ("silence is a code of its own", "remedy.reach", SILENT, says("both"), 1.0),
    ("and equals itself", "remedy.reach", SILENT, SILENT, 0.0),
    ("silence counts as no", "remedy.group_report", SILENT, says("no"), 0.0),
    ("denial counts as no", "remedy.group_report", DENIED, says("yes"), 1.0),
    ("a third of the codes in common", "remedy.powers",
     says(("inspect", "court_injunction")), says(("inspect", "publish_findings")), 2 / 3),
    ("silence is the empty set", "remedy.powers", SILENT, says(("inspect",)), 1.0),
    ("two empty sets do not count", "remedy.powers", SILENT, says(()), None),
    ("persons by the logarithm over 4", "scope.employee_threshold",
     says(Number(9, "persons")), says(Number(999, "persons")), 2 / 4),
    ("euro by the logarithm over 10", "remedy.fine_fixed",
     says(Money(0, "EUR")), says(Money(99_999, "EUR")), 5 / 10),
    ("other money at the fixed rate", "remedy.fine_fixed",
     says(Money(50, "GBP")), says(Money(100, "EUR")), 0.0),
    ("money without a rate does not count", "remedy.fine_fixed",
     says(Money(5, "XTS")), says(Money(5, "XTS")), None),
    ("money below zero is zero", "remedy.fine_fixed",
     says(Money(-5, "EUR")), says(Money(0, "EUR")), 0.0),
    ("per cent over 10", "remedy.fine_turnover",
     says(Number(2, "per_cent")), says(Number(Decimal("4.5"), "per_cent")), 0.25),
    ("clipped at the range", "remedy.fine_turnover",
     says(Number(0, "per_cent")), says(Number(40, "per_cent")), 1.0),
    ("months over 60", "form.deadline",
     says(Duration(6, "months")), says(Duration(12, "months")), 0.1),
    ("a year is twelve months", "form.deadline",
     says(Duration(1, "years")), says(Duration(12, "months")), 0.0),
    ("days are no months", "form.deadline",
     says(Duration(30, "days")), says(Duration(1, "months")), None),
    ("years over 10", "remedy.limitation_period",
     says(Duration(5, "years")), says(Duration(3, "years")), 0.2),
    ("dates over 15 years", "status.review_date",
     says(date(2000, 1, 1)), says(date(2003, 1, 1)), 1096 / 365.25 / 15),
    ("a quantity on which a law is silent has no place", "remedy.fine_fixed",
     SILENT, says(Money(0, "EUR")), None),
    ("not even beside another silence", "remedy.fine_fixed", SILENT, SILENT, None),
    ("no figure, no place", "form.deadline",
     says(None, attributes={"unquantified": "soon"}), says(Duration(1, "months")), None),
    ("left open without a value", "remedy.reach", says(state="delegated"), says("both"), None),
]  # fmt: skip


@pytest.mark.parametrize(("indicator", "one", "other", "expected"),
                         [case[1:] for case in CASES], ids=[case[0] for case in CASES])  # fmt: skip
def test_distance(
    mini: Codebook, indicator: str, one: Answer, other: Answer, expected: float | None
) -> None:
    found = between(mini, indicator, one, other)
    assert found == (None if expected is None else pytest.approx(expected))
    assert between(mini, indicator, other, one) == found


@pytest.mark.parametrize("state", ["not_applicable", "unclear", "not_coded", "varies"])
def test_what_is_open_does_not_count_whatever_stands_beside_it(mini: Codebook, state: str) -> None:
    open_ = level("own_cause_of_action", 2, state)
    assert between(mini, "remedy.civil_liability", open_, level("excluded", 0)) is None


def test_without_rates_only_euro_are_compared(mini: Codebook) -> None:
    fine = mini.indicators["remedy.fine_fixed"]
    assert place(fine, says(Money(9, "EUR")), None) == 0.1
    assert place(fine, says(Money(9, "GBP")), None) is None


def test_the_shipped_rates_cover_the_currencies_of_the_shipped_laws(shipped: Codebook) -> None:
    rates = shipped.rates
    assert rates is not None
    assert rates.in_euro(Money(7, "EUR")) == 7
    for currency in ("AUD", "CAD", "CHF", "GBP", "NOK", "USD"):
        euro = rates.in_euro(Money(100, currency))
        assert euro is not None
        assert 5 < euro < 200


def test_the_ranges_are_those_of_rule_10(shipped: Codebook) -> None:
    spans = {"persons": ("log10", 4), "per_cent": ("linear", 10), "months": ("linear", 60),
             "days": ("linear", 90), "years": ("linear", 10)}  # fmt: skip
    by_type = {"money": ("log10", 10), "date": ("linear", 15)}
    for indicator in shipped.indicators.values():
        if indicator.type in ("ordinal", "code", "set", "yes_no"):
            continue
        assert indicator.range is not None
        found = (indicator.range.scale, indicator.range.span)
        assert found == (by_type.get(indicator.type) or spans[indicator.unit or ""])


def test_pairs_stand_in_condensed_order() -> None:
    rows, columns = pairs(3)
    assert list(zip(rows.tolist(), columns.tolist(), strict=True)) == [(0, 1), (0, 2), (1, 2)]
    assert distances([0.0, 0.25, 1.0]).tolist() == [0.25, 1.0, 0.75]


def test_pairs_by_state() -> None:
    answers = [SILENT, SILENT, says("both"), says(state="not_applicable")]
    assert in_both(answers, "silent").tolist() == [True, *[False] * 5]
    assert in_one(answers, "not_applicable", "value").tolist() == [*[False] * 5, True]
