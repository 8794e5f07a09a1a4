"""Answers in words, the same in every output."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ddcompare.model.codebook import Codebook, Indicator
from ddcompare.model.law import Finding, Layered, Value
from ddcompare.model.quantities import Duration, Money, Number
from ddcompare.model.verification import Verification


def value_in_words(indicator: Indicator, value: Value | None) -> str | None:
    """A value as a reader says it: the label of a level, the labels of codes, an amount."""
    match value:
        case None:
            return None
        case tuple():
            return ", ".join(indicator.by_id[code].label for code in value) or "none"
        case Money() | Number() | Duration():
            return str(value)
        case date():
            return value.isoformat()
    level = indicator.by_id.get(value)
    return level.label if level else value


def position(indicator: Indicator, finding: Finding) -> str:
    """The comparable part of an answer: its state, or its value in words.

    A value without a figure is named by its attribute ("not quantified", "once").
    """
    words = value_in_words(indicator, finding.value)
    if finding.state == "value":
        return words or without_figure(finding)
    state = finding.state.replace("_", " ")
    return f"{state}: {words}" if words else state


def without_figure(finding: Finding) -> str:
    """What stands for a value that has no figure."""
    if "one_off" in finding.attributes:
        return "once"
    if "unquantified" in finding.attributes:
        detail = finding.attributes["unquantified"]
        return f"no figure ({detail})" if isinstance(detail, str) else "no figure"
    return "no figure" if "counted_from" in finding.attributes else "see text"


def in_words(indicator: Indicator, finding: Finding) -> str:
    """The answer in words: its position, and the coder's own words where they add to it."""
    where = position(indicator, finding)
    if not finding.text or finding.text.casefold() == where.casefold():
        return where
    return f"{where}: {finding.text}"


def state_label(codebook: Codebook, application_state: str) -> str:
    """The label of an application state, from the codebook's own list."""
    return codebook.indicators["status.application_state"].by_id[application_state].label


def layer_in_words(indicator: Indicator, beside: Layered) -> str:
    """What guidance or practice says: its value in words, or its text where there is no value."""
    if beside.state == "value" and beside.value is None and beside.text:
        return beside.text
    return in_words(indicator, beside)


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def due_in_words(fields: Mapping[str, object], codebook: Codebook) -> str:
    """The rule on a due date by its fields: a calendar day, a single day, a period, or words."""
    moved = " (or the next business day)" if "business_day" in fields else ""
    if "on" in fields:
        month, day = (int(number) for number in str(fields["on"]).split("-"))
        return f"by {day} {_MONTHS[month - 1]} each year{moved}"
    if "date" in fields:
        return f"by {fields['date']}, once"
    if "unquantified" in fields:
        return str(fields["unquantified"])
    anchor = codebook.terms["anchor"][str(fields["after"])]
    return f"within {fields['within']} of {anchor.label}{moved}"


def texts_in_words(verification: Verification | None) -> str:
    """The official texts of a machine check, with their versions."""
    texts = verification.texts if verification else {}
    return ", ".join(
        f"{name} ({'' if text.complete else 'excerpt, '}{text.version or 'undated'})"
        for name, text in texts.items()
    )


VERIFIED = {
    "verified": "every pinpoint was found in the official text, with its terms",
    "partly": "some pinpoints were found in the official text; for others no text was at hand",
    "not": "not found by machine: no official text was at hand, or the whole act is cited",
}
"""How far the citations of a cell are machine-verified, in words."""
