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

    from ddcompare.corpus.verify import Verified

FINDINGS = 1
FORMATS = ("table", "json", "github")


def verify(
    laws: LawIds = None,
    texts: Annotated[
        Path | None,
        typer.Option("--texts", metavar="DIR", help="Folder of official texts (DIR/LAW/FILE)."),
    ] = None,
    record: Annotated[
        bool, typer.Option("--record", help="Write the results to verification/ for all outputs.")
    ] = False,
    format: Annotated[str, format_option(FORMATS)] = "table",
    output: Output = None,
    folders: LawFolders = None,
) -> None:
    """Check that each pinpoint exists in the official text and says what it must say."""
    format_of(format, FORMATS)
    if texts is None:
        usage_fault("verify needs official texts: give --texts DIR")
    if not texts.is_dir():
        usage_fault(f"--texts: {texts} is not a folder")
    from ddcompare.corpus.store import load_corpus, read_documents
    from ddcompare.corpus.verify import verify_law

    corpus = load_corpus(folders or ())
    chosen = known("law", laws or [], corpus.laws) or list(corpus.laws)
    documents = read_documents(folders or ())
    results = [verify_law(documents[law], corpus.codebook, texts) for law in chosen]
    write(_shown(results, format), output)
    if record:
        _record(results)
    if any(result.problems for result in results):
        raise typer.Exit(FINDINGS)


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
