"""What every reader of official texts shares: its interface, its one error, decoding, limits."""

from __future__ import annotations

from typing import Protocol

from ddcompare.model.provisions import OfficialText

MAX_BYTES = 32_000_000
HEAD = 65_536


class TextError(ValueError):
    """A text that cannot be read; the message is one sentence for the user."""


class Reader(Protocol):
    """One format of official texts."""

    @property
    def id(self) -> str:
        """The name of the format."""
        ...

    def sniff(self, head: bytes) -> bool:
        """Whether a file that begins with these bytes is in this format."""
        ...

    def read(self, data: bytes) -> OfficialText:
        """The text in its provisions. Raises TextError, and nothing else, if it cannot be read."""
        ...


def decode(data: bytes) -> str:
    """The characters of a text file: UTF-8, with or without a mark, lines ended by ``\\n``.

    Raises TextError for other encodings, NUL bytes and files beyond the size limit.
    """
    limit(data)
    if b"\0" in data:
        raise TextError("the file holds NUL bytes; it is no text in UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TextError(f"the file is not in UTF-8 (byte {error.start + 1})") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def limit(data: bytes) -> None:
    """Raise TextError if a file is larger than any official text."""
    if len(data) > MAX_BYTES:
        raise TextError(f"the file is larger than {MAX_BYTES // 1_000_000} MB")


def collapse(text: str) -> str:
    """Words separated by single spaces; spaces that do not break count as spaces."""
    return " ".join(text.split())
