"""Turn the data of a law file, once it fits the schema, into a Law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from ddcompare.corpus.buildfile import FileBuilder
from ddcompare.corpus.buildrule import build_rule
from ddcompare.corpus.values import FaultyValueError, read_value
from ddcompare.model.codebook import Indicator
from ddcompare.model.law import (
    AddresseeClass,
    Answer,
    Duty,
    Event,
    Law,
    Layered,
    Part,
    Reading,
    Value,
)
from ddcompare.model.problem import KeyPath
from ddcompare.model.quantities import Duration, Money, QuantityError, parse_date, parse_quantity

PARTS = ("every", "due", "content", "approval", "publish", "register")
_EVIDENCE = frozenset(
    ("layer", "state", "from", "to", "cite", "confidence", "note", "read", "text", "attributes")
)


@dataclass
class Builder(FileBuilder):
    """Builds one law."""

    countries: list[tuple[KeyPath, str]] = field(default_factory=list)
    currencies: list[tuple[KeyPath, str]] = field(default_factory=list)
    order: dict[str, list[int]] = field(default_factory=dict)
    """For each indicator the places of its entries in the file, in the order of their dates."""

    def law(self) -> Law:
        """The law that the document describes."""
        raw: Mapping[str, Any] = self.document.data
        timeline = tuple(self._event(path, body) for path, body in self.entries("timeline"))
        self.adopted = next((e.date for e in timeline if e.event == "adopted" and e.date), None)
        title = raw["title"]
        return Law(
            id=raw["id"],
            title=title["original"],
            title_en=title["en"],
            short_title=title["short"],
            jurisdiction=raw["jurisdiction"],
            kind=raw["kind"],
            currency=raw.get("currency"),
            summary=raw.get("summary"),
            identifiers=MappingProxyType(dict(raw.get("identifiers", {}))),
            checked=self.checked(),
            sources=MappingProxyType(self.sources()),
            timeline=tuple(sorted(timeline, key=lambda event: event.date or date.max)),
            scope=tuple(self._class(path, body) for path, body in self.entries("scope")),
            duties=tuple(self._duty(path, body) for path, body in self.entries("duties")),
            answers=MappingProxyType(dict(self._answers())),
        )

    def dates(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """``from`` and ``to`` of an entry; ``from`` defaults to the adoption."""
        first, last = raw.get("from"), raw.get("to")
        return {
            "valid_from": parse_date(first) if first else self.adopted,
            "valid_to": parse_date(last) if last else None,
        }

    def _event(self, path: KeyPath, raw: Mapping[str, Any]) -> Event:
        day, first, last = raw.get("date"), raw.get("from"), raw.get("to")
        return Event(
            event=raw["event"],
            date=parse_date(day) if day else None,
            state=raw.get("state", "value"),
            cite=self.cites(path, raw),
            confidence=raw["confidence"],
            note=raw.get("note"),
            attributes=MappingProxyType(raw.get("attributes", {})),
            valid_from=parse_date(first) if first else None,
            valid_to=parse_date(last) if last else None,
        )

    def _class(self, path: KeyPath, raw: Mapping[str, Any]) -> AddresseeClass:
        return AddresseeClass(
            id=raw["id"],
            title=raw["title"],
            ordinary=raw.get("ordinary", True),
            confidence=raw["confidence"],
            cite=self.cites(path, raw),
            note=raw.get("note"),
            rule=build_rule(self, (*path, "rule"), raw["rule"]),
            **self.dates(raw),
        )

    def _duty(self, path: KeyPath, raw: Mapping[str, Any]) -> Duty:
        dates = self.dates(raw)
        parts = {
            name: tuple(
                self._part(place, name, body, raw, dates)
                for place, body in _one_or_more((*path, name), raw[name])
            )
            for name in PARTS
            if name in raw
        }
        return Duty(
            id=raw["id"],
            step=raw["step"],
            summary=raw["summary"],
            report=raw.get("report", False),
            cite=self.cites(path, raw),
            confidence=raw["confidence"],
            addressees=tuple(raw.get("addressees", ())),
            note=raw.get("note"),
            parts=MappingProxyType(parts),
            **dates,
        )

    def _part(
        self,
        path: KeyPath,
        name: str,
        raw: Mapping[str, Any],
        duty: Mapping[str, Any],
        duty_dates: Mapping[str, Any],
    ) -> Part:
        fields: dict[str, Any] = {k: v for k, v in raw.items() if k not in _EVIDENCE}
        for key in ("within", "interval"):
            if key in fields:
                fields[key] = self._duration((*path, key), fields[key])
        if "on" in fields and not _in_calendar(fields["on"]):
            self.fault((*path, "on"), "bad-date", f"{fields['on']!r} is not a day of the calendar")
        silent_rest = fields.get("other_topics") == "silent"
        return Part(
            layer=raw.get("layer", "law"),
            state=raw.get("state", "silent" if silent_rest else "value"),
            text=raw.get("text"),
            cite=self.cites(path, raw) or self.cites(path[:2], duty),
            confidence=raw.get("confidence", duty["confidence"]),
            note=raw.get("note"),
            read=raw.get("read"),
            attributes=MappingProxyType(raw.get("attributes", {})),
            fields=MappingProxyType(fields),
            **{**duty_dates, **{k: v for k, v in self.dates(raw).items() if _SPELT[k] in raw}},
        )

    def _duration(self, path: KeyPath, raw: str) -> object:
        try:
            span = parse_quantity(raw)
        except QuantityError as error:
            self.fault(path, "bad-value", str(error))
            return None
        if not isinstance(span, Duration):
            self.fault(
                path, "bad-value", f"{raw!r} is not a span of time", "write for example 6 months"
            )
        return span

    def _answers(self) -> Iterator[tuple[str, tuple[Answer, ...]]]:
        for name, raw in self.document.data["answers"].items():
            indicator = self.codebook.indicators.get(name)
            if indicator is None or ("answers", name) in self.skip:
                continue
            entries = [
                self._answer(place, body, indicator)
                for place, body in _one_or_more(("answers", name), raw)
            ]
            self.order[name] = sorted(range(len(entries)), key=lambda place: _begin(entries[place]))
            yield name, close_open_ends(entries)

    def _answer(self, path: KeyPath, raw: Mapping[str, Any], indicator: Indicator) -> Answer:
        finding = self._finding(path, raw, indicator)
        return Answer(
            **finding,
            **self.dates(raw),
            score=score_of(indicator, finding["state"], finding["value"]),
            guidance=self._layered((*path, "guidance"), raw.get("guidance"), indicator),
            practice=self._layered((*path, "practice"), raw.get("practice"), indicator),
            readings=tuple(
                Reading(
                    value=self._value((*path, "readings", index), reading, indicator),
                    text=reading["text"],
                    held_by=reading.get("held_by"),
                    cite=self.cites((*path, "readings", index), reading),
                )
                for index, reading in enumerate(raw.get("readings", ()))
            ),
        )

    def _layered(self, path: KeyPath, raw: Any, indicator: Indicator) -> Layered | None:
        if raw is None:
            return None
        finding = self._finding(path, raw, indicator)
        return Layered(
            **finding,
            **self.dates(raw),
            score=score_of(indicator, finding["state"], finding["value"]),
        )

    def _finding(
        self, path: KeyPath, raw: Mapping[str, Any], indicator: Indicator
    ) -> dict[str, Any]:
        return {
            "state": raw.get("state", "value"),
            "value": self._value(path, raw, indicator),
            "text": raw.get("text"),
            "cite": self.cites(path, raw),
            "confidence": raw.get("confidence"),
            "note": raw.get("note"),
            "read": raw.get("read"),
            "attributes": MappingProxyType(raw.get("attributes", {})),
        }

    def _value(self, path: KeyPath, raw: Mapping[str, Any], indicator: Indicator) -> Value | None:
        if raw.get("value") is None:
            return None
        try:
            value = read_value(raw["value"], indicator)
        except FaultyValueError as fault:
            self.fault((*path, "value"), "bad-value", str(fault), fault.hint)
            return None
        if isinstance(value, Money):
            self.currencies.append(((*path, "value"), value.currency))
        return value


_SPELT = {"valid_from": "from", "valid_to": "to"}


def score_of(indicator: Indicator, state: str, value: Value | None) -> int | None:
    """The number of the level that an answer takes on an ordinal scale; None without one.

    Silence and an express no without a value count as the level of silence (decision 6).
    """
    if indicator.type != "ordinal":
        return None
    if isinstance(value, str) and value in indicator.by_id:
        return indicator.by_id[value].score
    return indicator.silent_score if state in ("silent", "no") else None


def close_open_ends(entries: list[Answer]) -> tuple[Answer, ...]:
    """Answers in order of date, each open end closed the day before the next begins."""
    from dataclasses import replace
    from datetime import timedelta

    ordered = sorted(entries, key=_begin)
    closed = [
        replace(entry, valid_to=following.valid_from - timedelta(days=1))
        if entry.valid_to is None and following.valid_from and following.valid_from > _begin(entry)
        else entry
        for entry, following in pairwise(ordered)
    ]
    return (*closed, *ordered[-1:])


def _begin(entry: Answer) -> date:
    return entry.valid_from or date.min


def _in_calendar(month_and_day: str) -> bool:
    try:
        date.fromisoformat(f"2000-{month_and_day}")
    except ValueError:
        return False
    return True


def _one_or_more(path: KeyPath, raw: Any) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(raw, list):
        for index, body in enumerate(raw):
            yield (*path, index), body
    else:
        yield path, raw
