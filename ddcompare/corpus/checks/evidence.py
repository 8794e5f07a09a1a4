"""No answer without evidence (codebook rule 7).

- ``no-citation``: an answer, class or rule leaf that cites nothing. Only ``not_coded`` may.
- ``no-confidence``: an answer that does not say how sure it is.
- ``confidence-without-text``: ``high`` although no cited text was read.
- ``whole-act``: a value that cites only the act as a whole (warning): where in the act?
- ``uncited-source``: a source that nothing cites.

Fails: ``{value: [court_injunction], confidence: high}``.
Passes: the same with ``cite: {source: act, at: s 54(11)}``.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from ddcompare.corpus.lawfile import LawFile
from ddcompare.corpus.yamlfile import Document
from ddcompare.model.law import Citation, Finding
from ddcompare.model.problem import KeyPath, Problem
from ddcompare.model.rules import FactTest, FigureTest, walk

CODES = (
    "no-citation", "no-confidence", "confidence-without-text", "whole-act", "uncited-source",
)  # fmt: skip
READ = ("full", "part")


def check(file: LawFile, today: date | None) -> Iterator[Problem]:
    """Check citations and confidence of everything that states law."""
    law, document = file.law, file.document
    for path, finding in _findings(file):
        if finding.state == "not_coded":
            continue
        if not finding.cite:
            yield document.problem(
                path, "no-citation", f"{path[1]} cites nothing",
                "add cite: {source: ..., at: ...} with a pinpoint",
            )  # fmt: skip
        if finding.confidence is None:
            yield document.problem(
                path, "no-confidence", f"{path[1]} does not say how sure it is",
                "add confidence: high, medium or low",
            )  # fmt: skip
        yield from _overconfident(file, path, str(path[1]), finding.confidence, finding.cite)
        if finding.state == "value" and finding.cite and all(
            cite.at == "whole act" for cite in finding.cite
        ):  # fmt: skip
            yield document.problem(
                path, "whole-act", f"{path[1]} has a value but cites only the whole act",
                "say where in the act it stands", warning=True,
            )  # fmt: skip
    for path, addressees in zip(file.kept("scope"), law.scope, strict=True):
        for node, _ in walk(addressees.rule):
            if isinstance(node, FactTest | FigureTest) and not (node.cite or addressees.cite):
                what = node.fact if isinstance(node, FactTest) else node.figure
                yield document.problem(
                    path, "no-citation", f"the test of {what} in {addressees.id} cites nothing",
                    "add cite to the leaf",
                )  # fmt: skip
            cites = node.cite or addressees.cite
            confidence = node.confidence or addressees.confidence
            yield from _overconfident(file, path, addressees.id, confidence, cites)
    for path, duty in zip(file.kept("duties"), law.duties, strict=True):
        yield from _overconfident(file, path, duty.id, duty.confidence, duty.cite)
        for name, parts in duty.parts.items():
            for part in parts:
                what = f"{name!r} of {duty.id}"
                yield from _overconfident(file, path, what, part.confidence, part.cite)
    dated = document.data["timeline"]
    paths = sorted(file.kept("timeline"), key=lambda path: dated[path[1]].get("date", "9999-12-31"))
    for path, event in zip(paths, law.timeline, strict=True):
        yield from _overconfident(file, path, event.event, event.confidence, event.cite)
    yield from uncited_sources(document, file.cited)


def uncited_sources(document: Document, cited: Container[str]) -> Iterator[Problem]:
    """The sources of a file that nothing in it cites."""
    for name in document.data["sources"]:
        if name not in cited:
            yield document.problem(
                ("sources", name), "uncited-source", f"nothing cites the source {name!r}",
                "cite it, or delete it", key=True,
            )  # fmt: skip


def _findings(file: LawFile) -> Iterator[tuple[KeyPath, Finding]]:
    for name, answers in file.law.answers.items():
        for index, answer in enumerate(answers):
            path = file.answer(name, index)
            yield path, answer
            for layer in ("guidance", "practice"):
                layered = getattr(answer, layer)
                if layered:
                    yield (*path, layer), layered


def _overconfident(
    file: LawFile, path: KeyPath, name: str, confidence: str | None, cites: tuple[Citation, ...]
) -> Iterator[Problem]:
    sources = [file.law.sources[c.source] for c in cites if c.source in file.law.sources]
    if confidence == "high" and sources and not any(s.read in READ for s in sources):
        yield file.document.problem(
            path, "confidence-without-text",
            f"{name} claims high confidence, but no text it cites was read",
            "set medium or low, or read the text and correct 'read' in the source",
        )  # fmt: skip
