"""What the machine has checked: pinpoints and terms of citations against official texts.

A record of the check travels with the data, so that every output can say how much of a cell was
verified and against which version of which text. It holds hashes of provisions, never their words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ddcompare.model.law import Citation

STATUSES = ("found", "not_found", "term_missing", "malformed", "whole", "no_text")
FAILED = ("not_found", "term_missing", "malformed")


@dataclass(frozen=True, slots=True)
class CheckedText:
    """The copy of a source that was read.

    ``version`` is the one the law file gives, else the one the copy states; ``format`` names the
    reader: hashes of provisions compare only within one format.
    """

    files: tuple[str, ...]
    sha256: str
    version: str | None
    complete: bool
    format: str


@dataclass(frozen=True, slots=True)
class CheckedCitation:
    """The result for one citation. ``sha256`` is over the words of the provisions found."""

    status: str
    sha256: str | None = None
    missing: tuple[str, ...] = ()
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """The check of one law: the texts by source id, and the results by citation."""

    law: str
    texts: Mapping[str, CheckedText] = field(default_factory=dict)
    citations: Mapping[Citation, CheckedCitation] = field(default_factory=dict)

    def status(self, citation: Citation) -> str:
        """The result for a citation; ``no_text`` where it was not checked."""
        checked = self.citations.get(citation)
        return checked.status if checked else "no_text"


def verified(verification: Verification | None, cites: Sequence[Citation]) -> str | None:
    """How far the citations of a cell are machine-verified: verified, partly or not.

    ``verified``: every citation was found with all its terms; ``partly``: some were; ``not``: none,
    or one failed. A citation of a whole act verifies nothing. None for a cell without citations.
    """
    if not cites:
        return None
    if verification is None:
        return "not"
    statuses = [verification.status(cite) for cite in cites]
    if any(status in FAILED for status in statuses) or "found" not in statuses:
        return "not"
    return "verified" if all(status == "found" for status in statuses) else "partly"
