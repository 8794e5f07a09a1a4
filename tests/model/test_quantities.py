"""Amounts with their unit, and dates: what is read, what is refused, how it is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddcompare.model.quantities import (
    DURATION_UNITS,
    Duration,
    Money,
    Number,
    Quantity,
    QuantityError,
    parse_date,
    parse_quantity,
)


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("36000000 GBP", Money(36000000, "GBP"), "GBP 36,000,000"),
        ("0 EUR", Money(0, "EUR"), "EUR 0"),
        ("1250.50 USD", Money(Decimal("1250.50"), "USD"), "USD 1,250.50"),
        ("250 persons", Number(250, "persons"), "250 persons"),
        ("1 persons", Number(1, "persons"), "1 person"),
        ("1000 persons", Number(1000, "persons"), "1,000 persons"),
        ("3 per_cent", Number(3, "per_cent"), "3 per cent"),
        ("2.5 per_cent", Number(Decimal("2.5"), "per_cent"), "2.5 per cent"),
        ("5 gbp", Number(5, "gbp"), "5 gbp"),
        ("6 months", Duration(6, "months"), "6 months"),
        ("1 month", Duration(1, "months"), "1 month"),
        ("1 year", Duration(1, "years"), "1 year"),
        ("30 days", Duration(30, "days"), "30 days"),
        ("4 weeks", Duration(4, "weeks"), "4 weeks"),
        (" 6 months ", Duration(6, "months"), "6 months"),
    ],
)
def test_amount_is_read_and_written(text: str, expected: Quantity, words: str) -> None:
    assert parse_quantity(text) == expected
    assert str(parse_quantity(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "", "36000000", "GBP", "GBP 36000000", "36,000,000 GBP", "36_000_000 GBP",
        "36 000 000 GBP", "36m GBP",
        "36000000GBP", "1e6 GBP", "+5 GBP", "5. GBP", ".5 GBP", "0x10 GBP", "5  GBP", "5 GBP EUR",
        "5 %", "5 €",
        "٣ persons", "９ persons", "5 persons\n6", "1234567890123456789 GBP", "1.1234567 GBP",
        "six months",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(QuantityError, match="is not an amount with a unit; expected for example"):
        parse_quantity(text)


def test_long_text_is_not_repeated_whole() -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity("x" * 1_000_000)
    assert len(str(caught.value)) < 300


amounts = st.integers(0, 10**18 - 1) | st.decimals(
    0, 10**9, allow_nan=False, allow_infinity=False, places=2
)


@given(amounts, st.from_regex("[A-Z]{3}", fullmatch=True))
def test_three_capital_letters_make_money(amount: int | Decimal, currency: str) -> None:
    assert parse_quantity(f"{amount} {currency}") == Money(amount, currency)


@given(amounts, st.sampled_from(DURATION_UNITS))
def test_units_of_time_make_a_duration_in_singular_and_plural(
    amount: int | Decimal, unit: str
) -> None:
    assert parse_quantity(f"{amount} {unit}") == Duration(amount, unit)
    assert parse_quantity(f"{amount} {unit[:-1]}") == Duration(amount, unit)


@given(amounts, st.from_regex("[a-z][a-z_]{0,20}", fullmatch=True))
def test_other_units_make_a_number_and_are_never_lost(amount: int | Decimal, unit: str) -> None:
    found = parse_quantity(f"{amount} {unit}")
    assert found.amount == amount
    assert isinstance(found, Number | Duration)
    assert unit in (found.unit, found.unit.removesuffix("s"))


@given(st.decimals(0, 10**6, allow_nan=False, allow_infinity=False, places=6))
def test_decimals_are_exact(amount: Decimal) -> None:
    assert str(parse_quantity(f"{amount:f} EUR").amount) == f"{amount:f}"


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        found = parse_quantity(text)
    except QuantityError:
        return
    assert isinstance(found.amount, int | Decimal)
    assert str(found)


@given(st.dates())
def test_every_day_of_the_calendar_is_read(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2022-13-01", "'2022-13-01' is not a day of the calendar (month must be in 1..12)"),
        ("2023-02-29", "'2023-02-29' is not a day of the calendar (day is out of range for month)"),
        ("0000-01-01", "'0000-01-01' is not a day of the calendar"),
        ("2022-1-1", "'2022-1-1' is not a date; expected YYYY-MM-DD"),
        ("20220101", "'20220101' is not a date; expected YYYY-MM-DD"),
        ("2022-W01-1", "'2022-W01-1' is not a date; expected YYYY-MM-DD"),
        ("2022-01-01T00:00", "'2022-01-01T00:00' is not a date; expected YYYY-MM-DD"),
        ("2022-01-01\n", "'2022-01-01\\n' is not a date; expected YYYY-MM-DD"),
        ("٢٠٢٢-٠١-٠١", "'٢٠٢٢-٠١-٠١' is not a date; expected YYYY-MM-DD"),
        ("01.01.2022", "'01.01.2022' is not a date; expected YYYY-MM-DD"),
        ("", "'' is not a date; expected YYYY-MM-DD"),
    ],
)
def test_other_dates_are_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(ValueError, match="is not") as caught:
        parse_date(text)
    assert str(caught.value).startswith(why)


@given(st.text(max_size=12) | st.from_regex("[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        day = parse_date(text)
    except ValueError:
        return
    assert day.isoformat() == text
