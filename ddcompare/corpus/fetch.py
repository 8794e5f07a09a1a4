"""Fetch official texts into the user's cache, within limits of size, time and redirects.

Only http and https are spoken, and a redirect never leads from https back to http. A text is
written whole or not at all. What was fetched is kept by its SHA-256; ``current`` names the newest.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import urllib3

from ddcompare.corpus.texts.reading import TextError

MAX_BYTES = 32_000_000
MAX_SECONDS = 60.0
MAX_REDIRECTS = 5
_CHUNK = 65_536
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A text as it came over the network; ``sha256`` is over its bytes."""

    url: str
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be fetched, for how long, over how many redirects."""

    size: int = MAX_BYTES
    seconds: float = MAX_SECONDS
    redirects: int = MAX_REDIRECTS


def fetch(url: str, limits: Limits | None = None) -> Fetched:
    """Fetch an address.

    Raises TextError with one sentence when the address is not http or https, the server cannot be
    reached, answers with an error, is too slow, sends too much or too little, or redirects on.
    """
    limits = limits or Limits()
    deadline = time.monotonic() + limits.seconds
    pool = urllib3.PoolManager(retries=False)
    try:
        for _ in range(limits.redirects + 1):
            _allowed(url)
            left = deadline - time.monotonic()
            if left <= 0:
                raise TextError(f"{url}: no answer within {limits.seconds:g} seconds")
            response = pool.request(
                "GET", url, preload_content=False, redirect=False,
                timeout=urllib3.Timeout(total=left, connect=min(left, 15), read=min(left, 30)),
                headers={"Accept": "application/xml, text/html, text/plain, */*",
                         "User-Agent": "ddcompare (checks citations of law)"},
            )  # fmt: skip
            try:
                if response.status in _REDIRECTS:
                    url = _next(url, response.headers.get("Location"))
                    continue
                if response.status != 200:
                    raise TextError(f"{url}: the server answers {response.status}")
                data = _body(response, url, limits, deadline)
                return Fetched(url, data, hashlib.sha256(data).hexdigest())
            finally:
                response.close()
        raise TextError(f"{url}: more than {limits.redirects} redirects")
    except urllib3.exceptions.HTTPError as error:
        why = type(error).__name__.removesuffix("Error")
        raise TextError(f"{url}: cannot be fetched ({why})") from None
    finally:
        pool.clear()


def _allowed(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise TextError(f"{url[:200]!r} is not an address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise TextError(f"{url[:200]!r}: only http and https are fetched")


def _next(url: str, location: str | None) -> str:
    if not location:
        raise TextError(f"{url}: the server redirects to nowhere")
    target = urljoin(url, location)
    _allowed(target)
    if urlsplit(url).scheme == "https" and urlsplit(target).scheme == "http":
        raise TextError(f"{url}: the server redirects from https to http")
    return target


def _body(response: urllib3.BaseHTTPResponse, url: str, limits: Limits, deadline: float) -> bytes:
    expected = response.headers.get("Content-Length", "")
    if expected.isdigit() and int(expected) > limits.size:
        raise TextError(f"{url}: larger than {limits.size:,} bytes")
    data = bytearray()
    # read1 returns what has come; read would wait for a whole chunk, past the deadline.
    while chunk := response.read1(_CHUNK, decode_content=True):
        data += chunk
        if len(data) > limits.size:
            raise TextError(f"{url}: larger than {limits.size:,} bytes")
        if time.monotonic() > deadline:
            raise TextError(f"{url}: not complete within {limits.seconds:g} seconds")
    if not data:
        raise TextError(f"{url}: the server sent nothing")
    return bytes(data)


class TextCache:
    """Fetched texts by law and source, in a folder of the user."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is None:
            import platformdirs

            folder = Path(platformdirs.user_cache_dir("ddcompare", appauthor=False)) / "texts"
        self.folder = folder

    def put(self, law: str, source: str, fetched: Fetched) -> Path:
        """Keep a text and make it the current one of its source; returns its file.

        Raises TextError when the folder cannot be written.
        """
        place = self.folder / law / source
        path = place / fetched.sha256
        note = json.dumps({"url": fetched.url, "sha256": fetched.sha256}) + "\n"
        try:
            place.mkdir(parents=True, exist_ok=True)
            _write(path, fetched.data)
            _write(place / "current", note.encode())
        except OSError as error:
            raise TextError(f"{place}: cannot be written ({error.strerror or error})") from None
        return path

    def current(self, law: str, source: str) -> Path | None:
        """The file of the newest text of a source, if it is there and undamaged."""
        place = self.folder / law / source
        try:
            name = str(json.loads((place / "current").read_text("utf-8"))["sha256"])
            path = place / name
            intact = hashlib.sha256(path.read_bytes()).hexdigest() == name
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return path if intact else None


def _write(path: Path, data: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    Path(file.name).replace(path)
