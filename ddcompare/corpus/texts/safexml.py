"""XML and XHTML parsed with everything dangerous switched off."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from lxml import etree

from ddcompare.corpus.texts.reading import TextError, limit

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31};)")
_OWN = (b"amp;", b"lt;", b"gt;", b"quot;", b"apos;")


def parse(data: bytes) -> etree._Element:
    """The root element of a document.

    Entities are not resolved, no DTD is loaded, nothing is fetched, depth and size are limited
    by the parser. A document that declares entities is refused. Raises TextError.
    """
    limit(data)
    if not data.strip():
        raise TextError("the file is empty")
    if b"&" in data:
        data = _NAMED.sub(_character, data)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,  # half the time of parsing; inline spaces: see eurlex_blocks
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else "no reason given"
        raise TextError(f"the file is not well-formed XML: {reason}") from None
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise TextError("the file declares entities, which no official text needs; it is not read")
    return root


def _character(match: re.Match[bytes]) -> bytes:
    """A named HTML entity as its character; XHTML declares them in a DTD that is not loaded."""
    name = match[1]
    if name in _OWN:
        return match[0]
    character = html5.get(name.decode("ascii"))
    if character is None:
        raise TextError(
            f"the file uses the entity {name.decode('ascii')!r}, which nothing declares"
        )
    return character.encode("ascii", "xmlcharrefreplace")


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
