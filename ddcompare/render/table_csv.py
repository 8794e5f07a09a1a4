"""The matrix as CSV: one row a cell, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import json
from io import StringIO

from ddcompare.compare.matrix import Matrix
from ddcompare.render.plain import plain_matrix

HEAD = (
    "as_of", "law", "short_title", "jurisdiction", "application_state", "dimension", "indicator",
    "question", "state", "value", "score", "text", "guidance", "practice", "pinpoints", "urls",
    "confidence", "note", "read", "attributes", "valid_from", "valid_to", "derived", "reviewed",
    "data_version", "data_digest",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(value: object) -> str:
    """Text that a spreadsheet takes as text, never as a formula (OWASP CSV injection)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def matrix_csv(matrix: Matrix) -> str:
    """One row a cell, law by law within each indicator; UTF-8, comma, CRLF as in RFC 4180."""
    data = plain_matrix(matrix)
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for row in data["rows"]:
        for law in data["laws"]:
            cell = row["cells"][law["id"]]
            value = cell["value"]
            writer.writerow(
                safe(item)
                for item in (
                    data["as_of"], law["id"], law["short_title"], law["jurisdiction"],
                    law["application_state"], row["dimension"], row["indicator"], row["question"],
                    cell["state"], value if isinstance(value, str | None) else _compact(value),
                    cell["score"], cell["text"],
                    *((cell[layer] or {}).get("text") for layer in ("guidance", "practice")),
                    "; ".join(f"{cite['source']}: {cite['at']}" for cite in cell["cite"]),
                    " ".join(dict.fromkeys(cite["url"] for cite in cell["cite"] if cite["url"])),
                    cell["confidence"], cell["note"], cell["read"],
                    _compact(cell["attributes"]) if cell["attributes"] else None,
                    cell["valid_from"], cell["valid_to"], cell["derived"],
                    "yes" if law["reviewed"] else "no", data["data"]["version"],
                    data["data"]["digest"],
                )
            )  # fmt: skip
    return out.getvalue()


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
