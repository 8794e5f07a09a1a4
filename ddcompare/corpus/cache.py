"""Remember what was read and checked, so that a second start need not repeat it.

An entry holds the plain data of one YAML file that passed, as JSON, under a name that is a hash
over the file's bytes and over everything that decides what passes (program, schema, codebook). The
first line is a checksum of the rest: an entry that is damaged or half written counts as missing.
Entries are written whole (rename), so several programs may do so at once; a changed program,
codebook or file has another name. JSON cannot run anything. Without the folder every start reads
and checks everything. ``DDCOMPARE_CACHE=off`` switches it off.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from ddcompare.corpus.datadir import PACKAGE

MAX_ENTRIES = 2_000


@cache
def _program() -> bytes:
    """A hash over the source and the schema that decide what passes."""
    digest = hashlib.sha256()
    for folder in ("model", "corpus", "corpus/checks", "schemas"):
        for entry in sorted(os.scandir(PACKAGE / folder), key=lambda entry: entry.name):
            if entry.name.endswith((".py", ".json")):
                digest.update(entry.name.encode() + Path(entry.path).read_bytes())
    return digest.digest()


class Cache:
    """Plain data of files that passed; ``basis`` is whatever else their passing depended on."""

    def __init__(self, basis: bytes = b"", folder: Path | None = None) -> None:
        self._folder = folder or cache_folder()
        self._basis = hashlib.sha256(_program() + basis).digest() if self._folder else b""

    def _entry(self, name: str, data: bytes) -> Path | None:
        if self._folder is None:
            return None
        digest = hashlib.sha256(self._basis + os.fsencode(name) + b"\0" + data)
        return self._folder / f"{digest.hexdigest()}.json"

    def get(self, name: str, data: bytes) -> Any:
        """The plain data of a file that passed before; None if it is not known."""
        entry = self._entry(name, data)
        if entry is None:
            return None
        try:
            checksum, _, body = entry.read_bytes().partition(b"\n")
            if checksum.decode() != hashlib.sha256(body).hexdigest():
                return None
            return json.loads(body, parse_float=Decimal)
        except (OSError, ValueError):
            return None

    def put(self, name: str, data: bytes, plain: Any) -> None:
        """Remember the plain data of a file that passed; a folder without room is no fault."""
        entry = self._entry(name, data)
        if entry is None:
            return
        if entry.exists():
            return
        body = json.dumps(plain, ensure_ascii=False, default=float).encode()
        try:
            entry.parent.mkdir(parents=True, exist_ok=True)
            _make_room(entry.parent)
            with tempfile.NamedTemporaryFile(dir=entry.parent, delete=False) as file:
                file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            Path(file.name).replace(entry)
        except OSError:
            return


def _make_room(folder: Path) -> None:
    entries = list(os.scandir(folder))
    if len(entries) >= MAX_ENTRIES:
        for old in entries:
            Path(old.path).unlink(missing_ok=True)


def cache_folder() -> Path | None:
    """The folder of the entries in the user's cache; None if it is switched off."""
    if os.environ.get("DDCOMPARE_CACHE") == "off":
        return None
    import platformdirs

    return Path(platformdirs.user_cache_dir("ddcompare", appauthor=False)) / "checked"
