"""Amounts in another currency: the day, the rate, its trace, and answers that hinge on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddcompare.comply.currency import RelevantDay, convert, is_near
from ddcompare.comply.records import Applicability
from ddcompare.corpus.rates import EcbRates, ecb_rates
from ddcompare.model.counting import Conversion
from ddcompare.model.law import Law
from ddcompare.model.quantities import Money
from ddcompare.model.rules import All, Any, FactTest, FigureTest, Trace

D = date.fromisoformat
Judge = Callable[..., Applicability]
Make = Callable[..., Law]
Figure = Callable[..., FigureTest]

ONE = "company: One\nfacts: {{financial_year_end: 2025-12-31, turnover: {{worldwide: {} }}}}"


def test_the_rate_of_the_year_end_is_taken_and_shown(measure: Callable[..., Trace]) -> None:
    trace = measure(ONE.format("80 GBP"), "turnover worldwide own at_least 100 EUR")
    assert (trace.result, trace.compared) == ("yes", Money(Decimal("100.00"), "EUR"))
    (count,) = trace.counts
    (conversion,) = count.addends[0].conversions
    day = D("2025-12-31")
    assert conversion == Conversion(Money(80, "GBP"), Decimal("1.25"), day, day, assumed=False)
    assert count.rates == (conversion,)


def test_each_year_has_its_own_rate(measure: Callable[..., Trace]) -> None:
    text = """
company: One
facts:
  financial_year_end: 2025-12-31
  turnover: {worldwide: 80 GBP}
  years: {2024: {turnover: {worldwide: 80 GBP}}}
"""
    years = {"consecutive": 2}
    trace = measure(text, "turnover worldwide own at_least 1 EUR", years=years)
    days = [count.rates[0].rate_day for count in trace.counts]
    assert days == [D("2025-12-31"), D("2024-12-31")]


def test_the_leap_day_has_a_year_before(measure: Callable[..., Trace], rates: object) -> None:
    text = """
company: One
facts:
  financial_year_end: 2028-02-29
  years: {2027: {turnover: {worldwide: 80 GBP}}}
"""
    years = {"before_last": True}
    trace = measure(text, "turnover worldwide own at_least 1 EUR", years=years)
    assert trace.counts[0].rates[0].day == D("2027-02-28")


def test_addends_in_several_currencies_are_each_converted(measure: Callable[..., Trace]) -> None:
    text = """
company: Group
entities:
  - {id: top, facts: {financial_year_end: 2025-12-31, turnover: {worldwide: 80 GBP}}}
  - {id: us, parent: top, facts: {financial_year_end: 2024-12-31, turnover: {worldwide: 50 USD}}}
  - {id: de, parent: top, facts: {turnover: {worldwide: 10 EUR}}}
  - {id: gb, parent: de, facts: {turnover: {worldwide: 8 GBP}}}
"""
    trace = measure(text, "turnover worldwide with_subsidiaries at_least 145 EUR")
    assert (trace.result, trace.compared) == ("yes", Money(Decimal("145.00"), "EUR"))
    (count,) = trace.counts
    assert [a.least.amount for a in count.addends] == [100, 25, 10, 10]
    used = {(c.given.currency, c.rate_day) for c in count.rates}
    assert used == {("GBP", D("2025-12-31")), ("USD", D("2024-12-31"))}
    assert len(count.rates) == 2, "one for each rate, however many addends"


def test_without_a_year_end_the_as_of_day_is_taken_and_said(
    judge: Judge, law: Make, figure: Figure
) -> None:
    text = "company: One\nfacts: {turnover: {worldwide: 800 GBP}}"
    found = judge(text, law(figure("turnover worldwide own at_least 100 EUR")))
    texts = [item.text for item in found.assumptions]
    assert texts[0] == "1 GBP is taken for 1.25 EUR, the reference rate of 2026-06-30"
    assert "2026-06-30 is taken for the relevant day" in texts[1]


def test_an_older_rate_is_said(judge: Judge, law: Make, figure: Figure) -> None:
    text = ONE.format("800 GBP").replace("2025-12-31", "2026-03-31")
    found = judge(text, law(figure("turnover worldwide own at_least 100 EUR")))
    assert [item.text for item in found.assumptions][1] == (
        "the rate of 2025-12-31, the newest known, stands for that of 2026-03-31"
    )


@pytest.mark.parametrize("given", ["80 VND", "80 CHF"])
def test_without_a_rate_the_answer_is_open_with_the_reason(
    judge: Judge, law: Make, figure: Figure, given: str
) -> None:
    found = judge(ONE.format(given), law(figure("turnover worldwide own at_least 1 EUR")))
    assert found.applies == "unknown"
    (addend,) = found.classes[0][1].counts[0].addends
    currency = given[-3:]
    assert (addend.basis, addend.why) == (
        "unconverted", f"{currency} 80 cannot be turned into EUR: no reference rate"
    )  # fmt: skip
    assert f"needs turnover.worldwide ({addend.why})" in found.reason


def test_before_the_first_rate_there_is_none(judge: Judge, law: Make, figure: Figure) -> None:
    text = ONE.format("80 GBP").replace("2025-12-31", "2023-12-31")
    assert judge(text, law(figure("turnover worldwide own at_least 1 EUR"))).applies == "unknown"


@pytest.mark.parametrize(
    ("pounds", "applies", "hinges"),
    [
        ("79.19", "no", False), ("79.20", "no", True), ("79.99", "no", True), ("80", "yes", True),
        ("80.80", "yes", True), ("80.81", "yes", False),
    ],
)  # fmt: skip
def test_within_one_per_cent_it_hinges_on_the_rate(
    judge: Judge, law: Make, figure: Figure, pounds: str, applies: str, hinges: bool
) -> None:
    found = judge(
        ONE.format(f"{pounds} GBP"), law(figure("turnover worldwide own at_least 100 EUR"))
    )
    assert found.applies == applies
    assert any(item.hinges for item in found.assumptions) == hinges
    assert found.reason.endswith("this hinges on the exchange rate.") == hinges


def test_in_the_currency_of_the_law_nothing_hinges(judge: Judge, law: Make, figure: Figure) -> None:
    found = judge(ONE.format("100 EUR"), law(figure("turnover worldwide own at_least 100 EUR")))
    assert (found.applies, found.assumptions) == ("yes", ())


def test_a_rate_that_cannot_turn_the_answer_is_not_mentioned(
    judge: Judge, law: Make, figure: Figure
) -> None:
    near = figure("turnover worldwide own at_least 100 EUR")
    text = ONE.format("80 GBP").replace("facts: {", "facts: {seat: DE, ")
    found = judge(text, law(Any((FactTest("seat", "equals", ("DE",)), near))))
    assert (found.applies, found.assumptions) == ("yes", ())
    found = judge(text, law(All((FactTest("seat", "equals", ("FR",)), near))))
    assert (found.applies, found.assumptions) == ("no", ())


def test_a_near_figure_that_cannot_turn_the_answer_does_not_hinge(
    judge: Judge, law: Make, figure: Figure
) -> None:
    text = ONE.format("800 GBP").replace("facts: {", "facts: {balance_sheet_total: 80 GBP, ")
    far = figure("turnover worldwide own at_least 100 EUR")
    near = figure("balance_sheet_total worldwide own at_least 100 EUR")
    found = judge(text, law(Any((far, near))))
    assert [item.hinges for item in found.assumptions] == [False]
    assert "hinges" not in found.reason
    assert [item.hinges for item in judge(text, law(All((far, near)))).assumptions] == [True]


amounts = st.integers(0, 10**15)
known = st.sampled_from(["EUR", "GBP", "USD", "JPY", "KRW", "CHF"])
days = st.dates(D("1999-01-04"), D("2026-10-30"))


@given(amounts, known, known, days)
def test_there_and_back_is_the_same_within_rounding(
    amount: int, source: str, target: str, day: date
) -> None:
    if source == target:
        return
    there = convert(Money(amount, source), target, RelevantDay(day), ecb_rates())
    assert there is not None
    back = convert(Money(there[0], target), source, RelevantDay(day), ecb_rates())
    assert back is not None
    rate = back[1].rate
    assert abs(back[0] - amount) <= Decimal(amount) * Decimal("2e-7") + rate / 100 + Decimal("0.01")


@given(amounts, amounts, known, days)
def test_more_is_never_less_in_another_currency(
    one: int, other: int, source: str, day: date
) -> None:
    low, high = sorted((one, other))
    found = [convert(Money(n, source), "NOK", RelevantDay(day), ecb_rates()) for n in (low, high)]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0][0] <= found[1][0]


@given(st.decimals(0, 200, places=2))
def test_near_is_one_per_cent_on_either_side(amount: Decimal) -> None:
    assert is_near(amount, 100) == (99 <= amount <= 101)


class TestEcbRates:
    def test_a_published_rate(self) -> None:
        assert ecb_rates().rate("EUR", "USD", D("2014-03-28")) == (
            Decimal("1.3759"),
            D("2014-03-28"),
        )

    def test_between_two_others_it_goes_through_the_euro(self) -> None:
        day = D("2014-03-28")
        pounds, dollars = (ecb_rates().rate("EUR", name, day) for name in ("GBP", "USD"))
        found = ecb_rates().rate("USD", "GBP", day)
        assert pounds
        assert dollars
        assert found
        assert round(found[0], 9) == round(pounds[0] / dollars[0], 9)

    @pytest.mark.parametrize(
        ("day", "of"),
        [("2024-12-25", "2024-12-24"), ("2024-12-29", "2024-12-27"), ("2025-04-21", "2025-04-17")],
    )
    def test_holidays_take_the_last_day_before(self, day: str, of: str) -> None:
        found = ecb_rates().rate("EUR", "GBP", D(day))
        assert found is not None
        assert found[1] == D(of)
        assert found == ecb_rates().rate("EUR", "GBP", D(of))

    def test_after_the_newest_the_newest_is_taken_and_told(self) -> None:
        newest = ecb_rates().newest
        assert newest >= D("2026-01-01")
        found = ecb_rates().rate("EUR", "GBP", D("2099-01-01"))
        assert found is not None
        assert found[1] == newest

    @pytest.mark.parametrize(
        ("source", "target", "day"),
        [
            ("VND", "EUR", "2025-12-31"), ("EUR", "XXX", "2025-12-31"),
            ("EUR", "USD", "1999-01-03"), ("HRK", "EUR", "2023-06-30"),
            ("ISK", "EUR", "2012-06-29"), ("RUB", "USD", "2026-06-30"),
        ],
    )  # fmt: skip
    def test_what_was_not_published_is_not_invented(
        self, source: str, target: str, day: str
    ) -> None:
        assert ecb_rates().rate(source, target, D(day)) is None

    def test_the_table_is_read_at_the_first_conversion(self) -> None:
        rates = EcbRates()
        assert vars(rates) == {"_found": {}}
        rates.rate("EUR", "USD", D("2014-03-28"))
        assert "_table" in vars(rates)
        assert ecb_rates() is ecb_rates()
