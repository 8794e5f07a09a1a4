"""Codes of countries, their parts and currencies (ISO 3166-1, ISO 3166-2, ISO 4217)."""

from __future__ import annotations

from functools import cache

_USED_ELSEWHERE = {"UK": "GB", "EL": "GR"}
"""Codes that ISO 3166-1 keeps free because others use them for a country."""


@cache
def jurisdiction_exists(code: str) -> bool:
    """Whether a code is that of a country (FR), of a part of one (US-CA), or EU."""
    import pycountry

    if code == "EU":
        return True
    if "-" in code:
        return code.isupper() and pycountry.subdivisions.get(code=code) is not None
    return code.isupper() and pycountry.countries.get(alpha_2=code) is not None


@cache
def currency_exists(code: str) -> bool:
    """Whether a code is that of a currency."""
    import pycountry

    return pycountry.currencies.get(alpha_3=code) is not None


def country_meant(word: str) -> str | None:
    """The code of the country that a name, another code or a code in small letters stands for."""
    import pycountry

    word = word.strip()
    if word.upper() in _USED_ELSEWHERE:
        return _USED_ELSEWHERE[word.upper()]
    if "-" in word and jurisdiction_exists(word.upper()):
        return word.upper()
    try:
        return str(pycountry.countries.lookup(word).alpha_2)
    except LookupError:
        return None
