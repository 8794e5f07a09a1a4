"""The formats that are understood. A new one is a module with a reader, and a line here."""

from __future__ import annotations

from ddcompare.corpus.texts.eurlex import EurLex
from ddcompare.corpus.texts.justice_laws import JusticeLaws
from ddcompare.corpus.texts.legifrance import Legifrance
from ddcompare.corpus.texts.md_eu import EuMarkdown
from ddcompare.corpus.texts.md_german import GermanMarkdown
from ddcompare.corpus.texts.md_norwegian import NorwegianMarkdown
from ddcompare.corpus.texts.md_pinpoint import PinpointMarkdown
from ddcompare.corpus.texts.md_swiss import SwissMarkdown
from ddcompare.corpus.texts.md_uk import UkMarkdown
from ddcompare.corpus.texts.reading import HEAD, Reader, TextError
from ddcompare.model.provisions import OfficialText

# In this order: the first whose ``sniff`` says yes reads the file.
READERS: tuple[Reader, ...] = (
    EurLex(),
    JusticeLaws(),
    Legifrance(),
    EuMarkdown(),
    GermanMarkdown(),
    NorwegianMarkdown(),
    SwissMarkdown(),
    PinpointMarkdown(),
    UkMarkdown(),
)


def reader_of(data: bytes) -> Reader | None:
    """The reader for a file, by its first bytes; None if no format fits."""
    head = data[:HEAD]
    return next((reader for reader in READERS if reader.sniff(head)), None)


def read_text(data: bytes) -> OfficialText:
    """An official text in any of the known formats.

    Raises TextError, with a sentence for the user, if the format is unknown or the file broken.
    """
    reader = reader_of(data)
    if reader is None:
        known = ", ".join(reader.id for reader in READERS)
        raise TextError(f"the format of the file is not known; understood are {known}")
    return reader.read(data)
