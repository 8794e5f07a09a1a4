"""Official texts: read them into provisions, and check citations against them.

``read_text`` reads a file, ``check`` checks a pinpoint and its terms, ``combine`` joins the files
of one source.
"""

from ddcompare.corpus.texts.check import CitationResult, check
from ddcompare.corpus.texts.pinpoints import PinpointError, parse
from ddcompare.corpus.texts.readers import READERS, read_text, reader_of
from ddcompare.corpus.texts.reading import Reader, TextError
from ddcompare.model.provisions import OfficialText, Provision, combine

__all__ = [
    "READERS",
    "CitationResult",
    "OfficialText",
    "PinpointError",
    "Provision",
    "Reader",
    "TextError",
    "check",
    "combine",
    "parse",
    "read_text",
    "reader_of",
]
