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

from ddcompare.corpus.lawfile import LawFile
from ddcompare.model.problem import Problem

CODES = ("file-name", "unknown-country", "unknown-currency", "stale", "checked-in-future")
MAX_AGE = timedelta(days=365)


def check(file: LawFile, today: date | None) -> Iterator[Problem]:
    """Check what identifies the file and how old its last check is."""
    document, law = file.document, file.law
    stem = PurePath(document.name).name.removesuffix(".yaml")
    if stem != law.id:
        yield document.problem(
            ("id",), "file-name", f"the id is {law.id} but the file is called {stem}.yaml",
            f"rename the file to {law.id}.yaml, or change the id",
        )  # fmt: skip
    if not _jurisdiction_exists(law.jurisdiction):
        hint = "the United Kingdom is GB" if law.jurisdiction == "UK" else None
        yield document.problem(
            ("jurisdiction",), "unknown-country", f"{law.jurisdiction!r} is not a jurisdiction",
            hint or "use ISO 3166-1 alpha-2 (FR), ISO 3166-2 (US-CA) or EU",
        )  # fmt: skip
    for path, code in file.countries:
        if not _jurisdiction_exists(code):
            hint = "the United Kingdom is GB" if code == "UK" else None
            yield document.problem(
                path, "unknown-country", f"{code[:20]!r} is not a country code",
                hint or "use ISO 3166-1 alpha-2, or EU",
            )  # fmt: skip
    named = [(("currency",), law.currency)] if law.currency else []
    for path, code in (*named, *file.currencies):
        if not _currency_exists(code):
            yield document.problem(
                path, "unknown-currency", f"{code!r} is not a currency (ISO 4217)"
            )
    on, law_as_of = law.checked.on, law.checked.law_as_of
    if law_as_of > on or (today and on > today):
        yield document.problem(
            ("checked", "on"), "checked-in-future",
            f"checked.on is {on}, which lies ahead or before checked.law_as_of ({law_as_of})",
            "give the day on which the file was last compared with the law",
        )  # fmt: skip
    if today and today - on > MAX_AGE:
        yield document.problem(
            ("checked", "on"), "stale",
            f"last checked on {on}, more than {MAX_AGE.days} days before {today}",
            "compare with the law in force and set a new date", warning=True,
        )  # fmt: skip


def _jurisdiction_exists(code: str) -> bool:
    import pycountry

    if code == "EU":
        return True
    if "-" in code:
        return code.isupper() and pycountry.subdivisions.get(code=code) is not None
    return code.isupper() and pycountry.countries.get(alpha_2=code) is not None


def _currency_exists(code: str) -> bool:
    import pycountry

    return pycountry.currencies.get(alpha_3=code) is not None
