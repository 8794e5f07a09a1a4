"""The reference rates of the European Central Bank, from the table that CurrencyConverter carries.

https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

DAYS_WITHOUT_RATE = 7
"""How far back the last rate may lie; longer gaps mean that a currency had no rate then."""


class EcbRates:
    """Rates per day; the table is read at the first conversion, and nothing is fetched.

    A day without a rate (a weekend, a holiday) takes the last one before it, at most a week back.
    A day after the newest rate of the table takes the newest one; the day of the rate is told.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, date], tuple[Decimal, date] | None] = {}

    def rate(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        """Units of ``target`` for one unit of ``source``, and the day of that rate.

        None for a currency or a day that the table does not have.
        """
        asked = (source, target, on)
        if asked not in self._found:
            self._found[asked] = self._look_up(*asked)
        return self._found[asked]

    @property
    def newest(self) -> date:
        """The last day for which the table has rates."""
        newest: date = self._table.bounds["EUR"].last_date
        return newest

    @cached_property
    def _table(self) -> Any:
        from currency_converter import CurrencyConverter  # type: ignore[import-untyped]

        return CurrencyConverter(decimal=True)

    def _look_up(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        from currency_converter import RateNotFoundError

        if not {source, target} <= self._table.currencies:
            return None
        last = min(on, self.newest)
        for back in range(DAYS_WITHOUT_RATE + 1):
            day = last - timedelta(days=back)
            try:
                return self._table.convert(1, source, target, day), day
            except RateNotFoundError:
                continue
        return None


@cache
def ecb_rates() -> EcbRates:
    """The one table of the process."""
    return EcbRates()
