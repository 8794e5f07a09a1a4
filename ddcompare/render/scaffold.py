"""A new law file: every question with its rule in a line and its allowed answers, none given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ddcompare.model.codebook import Codebook, Indicator

_WIDTH = 110
_EXAMPLES = {
    "money": "value: 36000000 GBP",
    "duration": "value: 6 {unit}",
    "number": "value: 250 {unit}",
    "date": "value: 2024-01-01",
    "yes_no": 'value: "yes"  or  "no"',
}


@dataclass(frozen=True, slots=True)
class Stub:
    """What must be known to begin: enough for a file that validates and claims nothing."""

    id: str
    title: str
    short_title: str
    jurisdiction: str
    kind: str
    language: str
    url: str
    adopted: date
    checked: date


def scaffold(stub: Stub, codebook: Codebook) -> str:
    """The text of a law file in which nothing is answered yet."""
    return "\n".join([*_head(stub), *_body(stub, codebook)]) + "\n"


def _text(value: str) -> str:
    """A quoted YAML scalar; JSON strings are YAML."""
    return json.dumps(value, ensure_ascii=False)


def _head(stub: Stub) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../ddcompare/schemas/law.schema.json"
    yield "# Fields: docs/law-file.md. Questions: ddcompare codebook INDICATOR"
    yield f"id: {stub.id}"
    title, short = _text(stub.title), _text(stub.short_title)
    yield f"title: {{original: {title}, en: {title}, short: {short}}}"
    yield f"jurisdiction: {stub.jurisdiction}"
    yield f"kind: {stub.kind}"
    dates = f"on: {stub.checked}, law_as_of: {stub.checked}"
    yield f"checked: {{{dates}, reviewed_by: null, not_checked: []}}"
    yield ""
    yield "# Everything you cite, once. read: full, part, secondary (others' accounts) or none."
    yield "sources:"
    yield (
        f"  act: {{layer: law, title: {title}, url: {_text(stub.url)}, language: {stub.language}, "
        "read: none}"
    )


def _body(stub: Stub, codebook: Codebook) -> Iterator[str]:
    yield ""
    yield "# Dated steps (ddcompare codebook event). What has no date says why with a state."
    yield "timeline:"
    cite = "cite: {source: act, at: whole act}, confidence: low"
    yield f"  - {{date: {stub.adopted}, event: adopted, {cite}}}"
    yield ""
    yield "# Who is bound: classes of addressees, each with its rule, limb by limb."
    yield "scope: []"
    yield ""
    yield "# Who must do what by when; the report with its items, approval, publication."
    yield "duties: []"
    yield ""
    derived = [i.id for i in codebook.indicators.values() if i.derived]
    yield f"# {len(derived)} indicators follow from the parts above and are not typed here."
    yield "answers:"
    for dimension in codebook.dimensions:
        coded = [indicator for indicator in dimension.indicators if indicator.derived is None]
        if coded:
            yield f"  # ---- {dimension.title} ----"
        for indicator in coded:
            yield from _question(indicator)


def _question(indicator: Indicator) -> Iterator[str]:
    yield f"  # {indicator.question}"
    yield f"  #   {_one_line(indicator.rule)}"
    if indicator.levels:
        words = [
            level.id if level.score is None else f"{level.score} {level.id}"
            for level in indicator.levels
            if not level.silence
        ]
        many = "a list of: " if indicator.type == "set" else "value: "
        yield from _wrapped(many + " | ".join(words))
    else:
        yield f"  #   {_EXAMPLES[indicator.type].format(unit=indicator.unit)}"
    yield f"  {indicator.id}: {{state: not_coded}}"


def _one_line(text: str) -> str:
    first, _, rest = text.partition(". ")
    line = f"{first}." if rest else first
    return line if len(line) <= _WIDTH else line[: _WIDTH - 4].rsplit(" ", 1)[0] + " ..."


def _wrapped(text: str) -> Iterator[str]:
    import textwrap

    for line in textwrap.wrap(text, _WIDTH):
        yield f"  #   {line}"
