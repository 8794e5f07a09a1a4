"""One law as plain data for JSON, in the shape ``ddcompare.law/1``."""

from __future__ import annotations

from typing import Any

from ddcompare.compare.matrix import Matrix
from ddcompare.compare.overview import Overview
from ddcompare.render.plain import plain_cites, plain_list, plain_matrix


def plain_law(view: Overview, matrix: Matrix) -> dict[str, Any]:
    """The head of a law, its timeline and sources, and all its cells on the day."""
    law, data = view.law, plain_matrix(matrix)
    (head,) = plain_list([view], matrix.as_of)["laws"]
    return {
        "format": "ddcompare.law/1",
        "as_of": data["as_of"],
        "data": data["data"],
        "law": {
            **head,
            "title_en": law.title_en,
            "kind": law.kind,
            "summary": law.summary,
            "identifiers": dict(law.identifiers),
            "not_checked": list(law.checked.not_checked),
        },
        "timeline": [
            {
                "event": event.event,
                "date": event.date.isoformat() if event.date else None,
                "state": event.state,
                "cite": plain_cites(law, event.cite),
                "confidence": event.confidence,
                "note": event.note,
            }
            for event in law.timeline
        ],
        "sources": [
            {
                "id": source.id,
                "layer": source.layer,
                "title": source.title,
                "url": source.url,
                "language": source.language,
                "read": source.read,
                "version": source.version.isoformat() if source.version else None,
                "translation": source.translation,
            }
            for source in law.sources.values()
        ],
        "cells": {row["indicator"]: row["cells"].get(law.id) for row in data["rows"]},
    }
