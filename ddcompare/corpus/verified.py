"""Remember which law files have passed the checks, so that a second start need not repeat them.

A file that passed leaves an empty marker in the user's cache folder, named by a hash over its
bytes and over everything the checks depend on (program, schema, codebook). A marker holds
nothing, so nothing in it can be corrupt; several programs may set the same one at once; a changed
program, codebook or file has another name. Without the folder every start checks everything.
``DDCOMPARE_CACHE=off`` switches it off.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ddcompare.corpus.datadir import PACKAGE

MAX_MARKERS = 2_000


@cache
def _program() -> bytes:
    """A hash over the source and the schema that decide what passes."""
    digest = hashlib.sha256()
    for folder in ("model", "corpus", "corpus/checks", "schemas"):
        for path in sorted((PACKAGE / folder).glob("*.*")):
            if path.suffix in (".py", ".json"):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.digest()


class Verified:
    """The markers of the files that passed under one codebook."""

    def __init__(self, codebook: Iterable[bytes], folder: Path | None = None) -> None:
        self._folder = folder or _cache_folder()
        if self._folder is not None:
            digest = hashlib.sha256(_program())
            for part in codebook:
                digest.update(hashlib.sha256(part).digest())
            self._base = digest.digest()

    def _marker(self, name: str, data: bytes) -> Path | None:
        if self._folder is None:
            return None
        digest = hashlib.sha256(self._base + name.encode() + b"\0" + data)
        return self._folder / digest.hexdigest()

    def __contains__(self, file: tuple[str, bytes]) -> bool:
        marker = self._marker(*file)
        try:
            return marker is not None and marker.exists()
        except OSError:
            return False

    def add(self, name: str, data: bytes) -> None:
        """Remember that a file passed; a folder that cannot be written is no fault."""
        marker = self._marker(name, data)
        if marker is None:
            return
        try:
            marker.parent.mkdir(parents=True, exist_ok=True)
            if sum(1 for _ in marker.parent.iterdir()) >= MAX_MARKERS:
                for old in marker.parent.iterdir():
                    old.unlink(missing_ok=True)
            marker.touch()
        except OSError:
            return


def _cache_folder() -> Path | None:
    if os.environ.get("DDCOMPARE_CACHE") == "off":
        return None
    import platformdirs

    return Path(platformdirs.user_cache_dir("ddcompare", appauthor=False)) / "verified"
