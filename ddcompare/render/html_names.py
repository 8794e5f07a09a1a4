"""Names for readers: days, jurisdictions, languages in English, whatever the locale."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def in_full(day: date) -> str:
    """A day in English words, whatever the locale: 24 November 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def jurisdiction_name(code: str) -> str:
    """The English name of a jurisdiction (ISO 3166-1, 3166-2, EU), or the code itself."""
    import pycountry

    if code == "EU":
        return "European Union"
    country = pycountry.countries.get(alpha_2=country_of(code))
    if country is None:
        return code
    name = str(getattr(country, "common_name", country.name)).removesuffix(", Kingdom of the")
    if "-" not in code:
        return name
    part = pycountry.subdivisions.get(code=code)
    return f"{name}: {part.name}" if part else code


def language_name(code: str) -> str:
    """The English name of a language (ISO 639), or the code itself."""
    import pycountry

    base = code.partition("-")[0].lower()
    found = pycountry.languages.get(alpha_2=base) or pycountry.languages.get(alpha_3=base)
    return str(found.name) if found else code


def country_of(code: str) -> str:
    """The country of a jurisdiction: US for US-CA."""
    return code.partition("-")[0]
