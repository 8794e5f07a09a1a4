"""The command verify: citations against official texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ddcompare.cli.options import (
    LawFolders,
    LawIds,
    Output,
    format_of,
    format_option,
    known,
    usage_fault,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ddcompare.corpus.fetch import TextCache
    from ddcompare.corpus.verify import Verified
    from ddcompare.corpus.yamlfile import Document
    from ddcompare.model.corpus import Corpus
    from ddcompare.model.law import Law

FINDINGS = 1
FORMATS = ("table", "json", "github")


def verify(
    laws: LawIds = None,
    texts: Annotated[
        Path | None,
        typer.Option("--texts", metavar="DIR", help="Folder of official texts (DIR/LAW/FILE)."),
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Download the texts from their addresses first.")
    ] = False,
    drift: Annotated[
        bool, typer.Option("--drift", help="Say what changed in the texts since the last check.")
    ] = False,
    record: Annotated[
        bool, typer.Option("--record", help="Write the results to verification/ for all outputs.")
    ] = False,
    format: Annotated[str, format_option(FORMATS)] = "table",
    output: Output = None,
    folders: LawFolders = None,
) -> None:
    """Check citations against official texts: pinpoints and terms."""
    format_of(format, FORMATS)
    if texts is not None and not texts.is_dir():
        usage_fault(f"--texts: {texts} is not a folder")
    _libraries()
    from ddcompare.corpus.fetch import TextCache
    from ddcompare.corpus.store import load_corpus, read_documents
    from ddcompare.corpus.verify import Texts, verify_law

    corpus = load_corpus(folders or ())
    chosen = known("law", laws or [], corpus.laws) or list(corpus.laws)
    cache = TextCache()
    if fetch:
        _fetch([corpus.laws[law] for law in chosen], cache)
    documents = read_documents(folders or ())
    results = [verify_law(documents[law], corpus.codebook, Texts(texts, cache)) for law in chosen]
    if not any(result.verification.texts for result in results):
        usage_fault("no official text is at hand; give --texts DIR, or --fetch to download them")
    if drift:
        results = [_drifted(result, corpus, documents[result.law.id]) for result in results]
    write(_shown(results, format), output)
    if record:
        _record(results)
    if any(result.problems for result in results):
        raise typer.Exit(FINDINGS)


def _libraries() -> None:
    import importlib.util

    for name in ("lxml", "urllib3"):
        if importlib.util.find_spec(name) is None:
            usage_fault(f"verify needs the library {name}: pip install 'ddcompare[verify]'")


def _fetch(laws: Sequence[Law], cache: TextCache) -> None:
    """Download the texts of the law layer; what fails is said and left out."""
    from ddcompare.corpus.fetch import fetch
    from ddcompare.corpus.texts.reading import TextError

    for law in laws:
        for source in law.sources.values():
            url = source.text_url or source.url
            if source.layer != "law" or url is None:
                continue
            try:
                cache.put(law.id, source.id, fetch(url))
                typer.echo(f"{law.id}: {source.id} fetched from {url}", err=True)
            except TextError as error:
                typer.echo(f"{law.id}: {source.id} not fetched: {error}", err=True)


def _drifted(result: Verified, corpus: Corpus, document: Document) -> Verified:
    from dataclasses import replace

    from ddcompare.corpus.drift import drift, drift_problems

    before = corpus.verification.get(result.law.id)
    found = drift_problems(drift(result, before, document), document) if before else []
    return replace(result, problems=(*result.problems, *found))


def _shown(results: Sequence[Verified], format: str) -> str:
    problems = [problem for result in results for problem in result.problems]
    if format == "github":
        from ddcompare.render.annotations import github_annotations

        return github_annotations(problems)
    if format == "json":
        from ddcompare.render.plain import dump
        from ddcompare.render.plain_verify import plain_verify

        return dump(plain_verify(results))
    from ddcompare.render.annotations import problem_lines
    from ddcompare.render.pages.verify import verify_page
    from ddcompare.render.terminal import to_text

    return to_text(verify_page(results)) + ("\n" if problems else "") + problem_lines(problems)


def _record(results: Sequence[Verified]) -> None:
    from ddcompare.corpus.verification_file import to_json, verification_dir

    folder = verification_dir()
    for result in results:
        if result.verification.texts:
            folder.mkdir(exist_ok=True)
            write(to_json(result.verification), folder / f"{result.law.id}.json")


COMMANDS = (verify,)
