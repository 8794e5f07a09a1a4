"""When the duties of a law fall due for an entity that it binds.

A period of months or years runs in the calendar: a day that the target month lacks becomes its
last day, and the last day of a month leads to the last day of a month (28 February and six months
is 31 August). A due date on a weekend or holiday is moved only where the law says so
(``business_day``), by the public holidays of its jurisdiction.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from dateutil.relativedelta import relativedelta

from ddcompare.comply.otherday import may_bind
from ddcompare.comply.records import Applicability, DutyDue
from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Duty, Event, Law, Part, in_force
from ddcompare.model.quantities import Duration, parse_date
from ddcompare.model.wording import due_in_words

NO_DATE = "no due date"
"""The basis where the question does not arise, such as for a continuing duty; the note says why."""

YEARS_AHEAD = 12
"""How many years after the window the next due date is looked for."""


def duties_due(
    result: Applicability, window: tuple[date, date], codebook: Codebook
) -> tuple[DutyDue, ...]:
    """The duties of a law that applies, in the order of the law file.

    A duty counts that is in force on the as-of date and addressed to everybody or to a class whose
    trace is yes. Each rule on its due date gives one record for every due date in ``window`` (both
    days inclusive), or one without a date whose basis says why. Empty unless the law applies.
    """
    if result.applies != "yes":
        return ()
    classes = {item.id for item, trace in result.classes if trace.result == "yes"}
    return tuple(
        found
        for duty in in_force(result.law.duties, result.as_of)
        if not duty.addressees or not classes.isdisjoint(duty.addressees)
        for found in _Calendar(result, duty, window, codebook).dates()
    )


def after(day: date, span: Duration) -> date:
    """The day that lies a span after a day; the last day of a month stays the last of one.

    Raises ValueError or OverflowError beyond the year 9999.
    """
    moved = day + relativedelta(**{span.unit: int(span.amount)})  # type: ignore[arg-type]
    if span.unit in ("months", "years") and _is_month_end(day):
        moved += relativedelta(day=31)
    return moved


def in_year(day: date, year: int) -> date:
    """The same day of another year; the last day of a month stays the last of that month."""
    moved = day + relativedelta(year=year)
    return moved + relativedelta(day=31) if _is_month_end(day) else moved


def _is_month_end(day: date) -> bool:
    return day + relativedelta(day=31) == day


@dataclass(frozen=True, slots=True)
class _Occurrence:
    due: date
    period_end: date | None = None


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The due dates of one duty of one entity."""

    result: Applicability
    duty: Duty
    window: tuple[date, date]
    codebook: Codebook

    def dates(self) -> Iterator[DutyDue]:
        parts = self.duty.parts.get("due", ())
        live = [part for part in parts if part.on(self.result.as_of)]
        if not any(part.layer == "law" for part in live):
            label = self.codebook.terms["state"]["not_coded"].label
            yield DutyDue(self.duty, None, "law", label, self.duty.cite, confidence=None)
        for part in parts:
            yield from self._of_part(part)

    def _of_part(self, part: Part) -> Iterator[DutyDue]:
        live = part.on(self.result.as_of)
        basis = self._basis(part)
        reason = self._undated(part)
        if reason is not None:
            if live:
                yield self._record(part, None, "; ".join(filter(None, (basis, reason))))
            return
        dated, excuse, later = [], None, None
        for found in self._occurrences(part):
            if not self._holds(part, found.due):
                continue
            early = self._too_early(found)
            if early:
                excuse = excuse or early
            elif found.due <= self.window[1]:
                dated.append(found)
            else:
                later = found
                break
        for found in dated:
            yield self._record(part, found, basis + self._succession(found))
        if not dated and live:
            upcoming = f"next on {later.due}" if later else None
            words = (basis, excuse, upcoming or (None if excuse else "not in the time asked for"))
            yield self._record(part, None, "; ".join(filter(None, words)))

    def _record(self, part: Part, found: _Occurrence | None, basis: str) -> DutyDue:
        return DutyDue(
            duty=self.duty,
            due=found.due if found else None,
            layer=part.layer,
            basis=basis,
            cite=part.cite or self.duty.cite,
            period_end=found.period_end if found else None,
            confidence=part.confidence,
            note=part.note or part.text,
        )

    def _basis(self, part: Part) -> str:
        if part.state == "value":
            return due_in_words(part.fields, self.codebook)
        if part.state == "not_applicable":
            return NO_DATE
        read = f" (read: {part.read})" if part.read else ""
        if part.state == "silent":
            return f"no date in the text{read}"
        return f"{self.codebook.terms['state'][part.state].label}{read}"

    def _undated(self, part: Part) -> str | None:
        """Why a rule gives no day at all; an empty text where the rule itself says so."""
        fields = part.fields
        if part.state != "value" or "unquantified" in fields:
            return ""
        anchor = fields.get("after")
        if anchor is None or anchor == "calendar_year_end":
            pass
        elif anchor == "financial_year_end":
            if self.result.entity.year_end is None:
                return "needs the end of the financial year (financial_year_end)"
        elif anchor == "entry_into_force":
            if self._event("entered_into_force") is None:
                return "the instrument has no date of entry into force"
        else:
            return ""
        recurs = "date" not in fields and anchor != "entry_into_force"
        if recurs and (interval := self._long_interval()):
            return f"every {interval}; in which year is not known"
        return "once; from when is not known" if recurs and self._once and not self._start else None

    def _holds(self, part: Part, due: date) -> bool:
        """Whether a rule decides a due date: it stands then, or it is what stands on the day.

        An amendment of the law that is known and will stand on the due date goes first; what an
        authority announced is taken as it stood on the day.
        """
        if part.on(due):
            return True
        successors = (p for p in self.duty.parts["due"] if p.layer == part.layer == "law")
        return part.on(self.result.as_of) and not any(other.on(due) for other in successors)

    def _occurrences(self, part: Part) -> Iterator[_Occurrence]:
        """The due dates from the first day of the window on, in order of time."""
        fields, first = part.fields, self.window[0]
        if "date" in fields:
            found = iter([_Occurrence(parse_date(str(fields["date"])))])
        elif fields.get("after") == "entry_into_force":
            start = self._event("entered_into_force")
            assert start is not None
            found = iter([_Occurrence(after(start, self._within(part)))])
        elif self._once:
            assert self._start is not None
            yearly = self._yearly(part, self._start, self._start)
            found = islice((item for item in yearly if not self._too_early(item)), 1)
        else:
            start = first
            if "business_day" in fields:  # a date before the window can be moved into it
                start = date.fromordinal(max(first.toordinal() - 7, 1))
            found = self._yearly(part, start, self.window[1])
        if "business_day" in fields:
            found = (replace(item, due=self._business_day(item.due)) for item in found)
        return (item for item in found if item.due >= first)

    def _business_day(self, day: date) -> date:
        """The day itself, or the next that is no Saturday, Sunday or public holiday.

        Of a jurisdiction whose holidays are not known only the weekends are left out.
        """
        from holidays import country_holidays

        country, _, part = self.result.law.jurisdiction.partition("-")
        free: Container[date] = ()
        with suppress(NotImplementedError):
            free = country_holidays(country, subdiv=part or None, years=(day.year, day.year + 1))
        while day.weekday() > 4 or day in free:
            day += timedelta(days=1)
        return day

    def _yearly(self, part: Part, start: date, end: date) -> Iterator[_Occurrence]:
        """The yearly due dates not before a day, until some years after another."""
        fields = part.fields
        if "on" in fields:
            month, day = (int(number) for number in str(fields["on"]).split("-"))
            anchor, span = date(2000, month, day), Duration(0, "days")
        else:
            calendar = fields["after"] == "calendar_year_end"
            anchor = date(2000, 12, 31) if calendar else self.result.entity.year_end or date.max
            span = self._within(part)
        reach = {"days": 365, "weeks": 52, "months": 12, "years": 1}[span.unit]
        back = int(span.amount) // reach + 1
        for year in range(max(start.year - back, 1), min(end.year + YEARS_AHEAD, 9990 - back)):
            period_end = in_year(anchor, year)
            due = after(period_end, span)
            if due >= start:
                yield _Occurrence(due, None if "on" in fields else period_end)

    def _within(self, part: Part) -> Duration:
        span = part.fields["within"]
        assert isinstance(span, Duration)
        return span

    def _too_early(self, found: _Occurrence) -> str | None:
        """Why nothing is owed for a period that ended before the law reached the entity."""
        first_due, applied = self._event("first_due"), self._event("first_applied")
        end = found.period_end
        if end and applied and end < applied:
            return f"not for the year that ended on {end}: the instrument applies from {applied}"
        if first_due and found.due < first_due:
            return f"nothing is due under the instrument before {first_due}"
        if end and not may_bind(self.result, end):
            return f"not for the year that ends on {end}: by these figures no class binds then"
        since = self.duty.valid_from
        if end and since and end < since and not self._predecessor():
            return f"not for the year that ended on {end}: the duty stands since {since}"
        return None

    def _succession(self, found: _Occurrence) -> str:
        """A warning where the rule on a due date is not the one of the whole period."""
        start, last = self.duty.valid_from, self.duty.valid_to
        if last and found.due > last:
            return f"; in this form the duty stands until {last}"
        if start and found.period_end and found.period_end < start:
            return f"; in this form the duty stands since {start}, after the year reported on"
        return ""

    def _predecessor(self) -> bool:
        """Whether another duty of the same kind ended when this one began."""
        start = self.duty.valid_from
        return start is not None and any(
            other.valid_to == start - timedelta(days=1)
            for other in self.result.law.duties
            if (other.step, other.report) == (self.duty.step, self.duty.report)
        )

    def _event(self, name: str) -> date | None:
        return _event(self.result.law, name, self.result.as_of)

    @property
    def _start(self) -> date | None:
        return self._event("first_due") or self._event("first_applied")

    def _every(self) -> Iterator[Part]:
        parts = in_force(self.duty.parts.get("every", ()), self.result.as_of)
        return (part for part in parts if part.layer == "law")

    @property
    def _once(self) -> bool:
        return any("once" in part.fields for part in self._every())

    def _long_interval(self) -> Duration | None:
        spans = (part.fields.get("interval") for part in self._every())
        months = {"months": 1, "years": 12}
        return next(
            (
                span
                for span in spans
                if isinstance(span, Duration) and span.amount * months.get(span.unit, 0) > 12
            ),
            None,
        )


def _event(law: Law, name: str, as_of: date) -> date | None:
    """The earliest date of an event, as the law stands on a day."""
    events: list[Event] = [e for e in in_force(law.timeline, as_of) if e.event == name]
    return min((event.date for event in events if event.date), default=None)
