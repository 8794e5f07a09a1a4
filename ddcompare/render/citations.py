"""Citations as a reader writes them: pinpoint, and the source where more than one is in play."""

from __future__ import annotations

from collections.abc import Sequence

from ddcompare.model.law import Citation, Law
from ddcompare.model.standard import Standard
from ddcompare.render.blocks import Note, Span


def footnote(law: Law | Standard, cites: Sequence[Citation]) -> Note:
    """The citations behind a statement; the footnote names titles, versions and addresses."""
    full: list[Span] = []
    for name in dict.fromkeys(cite.source for cite in cites):
        source = law.sources.get(name)
        at = ", ".join(dict.fromkeys(cite.at for cite in cites if cite.source == name))
        title = source.title if source else name
        version = f" (version of {source.version})" if source and source.version else ""
        full.append(Span(f"{'; ' if full else ''}{title}{version}, {at}"))
        if source and source.url:
            full += (Span(", "), Span(source.url, link=source.url))
    return Note(pinpoints(law, cites), tuple(full))


def pinpoints(law: Law | Standard, cites: Sequence[Citation]) -> tuple[Span, ...]:
    """The citations of an answer, each with a link to its source; never cut."""
    runs: list[Span] = []
    for index, cite in enumerate(cites):
        if index:
            runs.append(Span("; "))
        runs.append(Span(pinpoint(law, cite), link=law.url(cite)))
    return tuple(runs)


def pinpoint(law: Law | Standard, cite: Citation) -> str:
    """A citation in words; the source is named unless it is the law's first."""
    main = next(iter(law.sources), None)
    return cite.at if cite.source == main else f"{cite.at} ({cite.source})"
