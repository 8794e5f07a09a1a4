"""The record of machine verification of a law: ``verification/LAW_ID.json``, made by ``verify``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ddcompare.corpus.datadir import data_dir
from ddcompare.model.law import Citation
from ddcompare.model.problem import LoadError, Problem
from ddcompare.model.verification import CheckedCitation, CheckedText, Verification

FORMAT = "ddcompare.verification/1"


def verification_dir() -> Path:
    """The folder of the shipped records."""
    return data_dir() / "verification"


def to_json(verification: Verification) -> str:
    """A record as JSON text, citations sorted; those without any text at hand are left out."""
    citations = [
        {
            "source": cite.source,
            "at": cite.at,
            "terms": list(cite.terms),
            "status": checked.status,
            "sha256": checked.sha256,
        }
        for cite, checked in sorted(
            verification.citations.items(),
            key=lambda item: (item[0].source, item[0].at, item[0].terms),
        )
        if cite.source in verification.texts
    ]
    texts = {
        name: {
            "files": list(text.files),
            "sha256": text.sha256,
            "version": text.version,
            "complete": text.complete,
            "format": text.format,
        }
        for name, text in sorted(verification.texts.items())
    }
    record = {"format": FORMAT, "law": verification.law, "texts": texts, "citations": citations}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Verification:
    """Read a record. Raises ValueError if it is not one."""
    try:
        raw: dict[str, Any] = json.loads(text)
        if raw["format"] != FORMAT:
            raise ValueError(f"the format is not {FORMAT}")
        return Verification(
            law=str(raw["law"]),
            texts={
                name: CheckedText(
                    tuple(map(str, text["files"])),
                    str(text["sha256"]),
                    text["version"],
                    bool(text["complete"]),
                    str(text["format"]),
                )
                for name, text in raw["texts"].items()
            },
            citations={
                Citation(item["source"], item["at"], tuple(item["terms"])): CheckedCitation(
                    str(item["status"]), item["sha256"]
                )
                for item in raw["citations"]
            },
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a record of verification: {error!r}") from None


def load_verification(law: str, folder: Path | None = None) -> Verification | None:
    """The record of a law, if there is one.

    Raises LoadError when the file is there and is no record.
    """
    path = (folder or verification_dir()) / f"{law}.json"
    try:
        return from_json(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        hint = "make it anew: ddcompare verify --texts DIR --record"
        raise LoadError(
            [Problem(str(path), 1, 1, "error", "verification", f"cannot be used: {error}", hint)]
        ) from None
