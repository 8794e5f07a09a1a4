"""Which place lies in which: parts of countries, countries, areas of countries, the world."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from ddcompare.model.codebook import Codebook, Term
from ddcompare.model.counting import Truth
from ddcompare.model.quantities import parse_date

WORLDWIDE = "worldwide"


class Places:
    """The places of the codebook as they were on a day (membership of an area changes)."""

    def __init__(self, codebook: Codebook, day: date) -> None:
        areas = codebook.terms.get("area", {})
        self._areas = {name: _members(term, day) for name, term in areas.items()}
        self._wholes: dict[str, tuple[str, ...]] = {}

    def wholes(self, place: str) -> tuple[str, ...]:
        """The larger places that a place is part of, the next larger first."""
        if place not in self._wholes:
            country, _, part = place.partition("-")
            found = [country] if part else []
            found += [area for area, members in self._areas.items() if country in members]
            found += [WORLDWIDE] if place != WORLDWIDE else []
            self._wholes[place] = tuple(found)
        return self._wholes[place]

    def within(self, place: str, whole: str) -> Truth:
        """Whether a place lies in another; unknown where it is the larger one of the two."""
        if place == whole or whole in self.wholes(place):
            return "yes"
        return "unknown" if place in self.wholes(whole) else "no"

    def parts(self, whole: str, places: Iterable[str]) -> tuple[str, ...]:
        """Those of the places that lie inside another one, without those inside one of them."""
        inside = [place for place in places if whole in self.wholes(place)]
        return tuple(
            place
            for place in inside
            if not any(other in self.wholes(place) for other in inside if other != place)
        )


def _members(term: Term, day: date) -> frozenset[str]:
    joined, left = (
        {c: parse_date(str(d)) for c, d in cast(Mapping[str, Any], term.extra.get(key, {})).items()}
        for key in ("joined", "left")
    )
    members = cast(Iterable[str], term.extra["members"])
    return frozenset(c for c in members if joined.get(c, day) <= day) | {
        country for country, last in left.items() if day <= last
    }
