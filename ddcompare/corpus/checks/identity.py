"""Name, jurisdiction, staleness.

- ``file-name``: the id must be the file name without ``.yaml``.
- ``unknown-country``: the jurisdiction and every country that the scope rule names must exist
  (ISO 3166-1, ISO 3166-2, or EU).
- ``unknown-currency``: every currency must exist (ISO 4217).
- ``stale`` (warning): ``checked.on`` is older than MAX_AGE.
- ``checked-in-future``: ``checked.on`` lies ahead, or before ``checked.law_as_of``.

Fails: ``jurisdiction: UK``. Passes: ``jurisdiction: GB``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import PurePath

from ddcompare.corpus.iso import currency_exists, jurisdiction_exists
from ddcompare.corpus.lawfile import LawFile
from ddcompare.corpus.yamlfile import Document
from ddcompare.model.law import Checked
from ddcompare.model.problem import Problem

CODES = ("file-name", "unknown-country", "unknown-currency", "stale", "checked-in-future")
MAX_AGE = timedelta(days=365)


def check(file: LawFile, today: date | None) -> Iterator[Problem]:
    """Check what identifies the file and how old its last check is."""
    document, law = file.document, file.law
    yield from named_by_id(document)
    if not jurisdiction_exists(law.jurisdiction):
        hint = "the United Kingdom is GB" if law.jurisdiction == "UK" else None
        yield document.problem(
            ("jurisdiction",), "unknown-country", f"{law.jurisdiction!r} is not a jurisdiction",
            hint or "use ISO 3166-1 alpha-2 (FR), ISO 3166-2 (US-CA) or EU",
        )  # fmt: skip
    for path, code in file.countries:
        if not jurisdiction_exists(code):
            hint = "the United Kingdom is GB" if code == "UK" else None
            yield document.problem(
                path, "unknown-country", f"{code[:20]!r} is not a country code",
                hint or "use ISO 3166-1 alpha-2, or EU",
            )  # fmt: skip
    named = [(("currency",), law.currency)] if law.currency else []
    for path, code in (*named, *file.currencies):
        if not currency_exists(code):
            yield document.problem(
                path, "unknown-currency", f"{code!r} is not a currency (ISO 4217)"
            )
    yield from freshness(document, law.checked, today)


def named_by_id(document: Document) -> Iterator[Problem]:
    """The id of a file must be its name without ``.yaml``."""
    stem, name = PurePath(document.name).name.removesuffix(".yaml"), document.data["id"]
    if stem != name:
        yield document.problem(
            ("id",), "file-name", f"the id is {name} but the file is called {stem}.yaml",
            f"rename the file to {name}.yaml, or change the id",
        )  # fmt: skip


def freshness(
    document: Document, checked: Checked, today: date | None, what: str = "law"
) -> Iterator[Problem]:
    """How old the last check of a file is; ``what`` is the kind of text that it encodes."""
    on, law_as_of = checked.on, checked.law_as_of
    if law_as_of > on or (today and on > today):
        yield document.problem(
            ("checked", "on"), "checked-in-future",
            f"checked.on is {on}, which lies ahead or before checked.law_as_of ({law_as_of})",
            f"give the day on which the file was last compared with the {what}",
        )  # fmt: skip
    if today and today - on > MAX_AGE:
        yield document.problem(
            ("checked", "on"), "stale",
            f"last checked on {on}, more than {MAX_AGE.days} days before {today}",
            f"compare with the {what} in force and set a new date", warning=True,
        )  # fmt: skip
