"""The corpus: the laws that were loaded, and what identifies the data behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ddcompare.model.codebook import Codebook
from ddcompare.model.law import Law
from ddcompare.model.verification import Verification


@dataclass(frozen=True)
class Corpus:
    """The laws by id, and the codebook they are coded with.

    ``digest`` is the SHA-256 over the names and contents of all data files that were loaded.
    """

    laws: Mapping[str, Law]
    codebook: Codebook
    version: str
    digest: str
    verification: Mapping[str, Verification] = field(default_factory=dict)
    """The records of machine verification, by law id."""
