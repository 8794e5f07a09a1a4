"""The command line: one call for each command, and the exit codes of the contracts.

0 success, 1 findings, 2 wrong usage, 3 data that cannot be loaded, 4 internal error.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from ddcompare import __version__
from ddcompare.cli import align, compare, comply, contribute, gaps, guidelines, verify

FAULTY_DATA, INTERNAL = 3, 4

app = typer.Typer(
    name="ddcompare",
    help="Compare supply-chain transparency and human-rights due diligence laws, with citations.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ddcompare {__version__}")
        raise typer.Exit


@app.callback()
def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


for command in (
    *compare.COMMANDS,
    *gaps.COMMANDS,
    *align.COMMANDS,
    *guidelines.COMMANDS,
    *comply.COMMANDS,
    *contribute.COMMANDS,
    *verify.COMMANDS,
):
    app.command()(command)


def main() -> None:
    """Run the program; every way out has its exit code and a sentence."""
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="backslashreplace")
    try:
        app()
    except BrokenPipeError:
        # The reader has gone; keep Python from complaining when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        sys.exit(_fatal(error))


def _fatal(error: Exception) -> int:
    from ddcompare.model.problem import LoadError

    if isinstance(error, LoadError):
        from ddcompare.render.annotations import problem_lines

        sys.stderr.write(problem_lines(error.problems))
        sys.stderr.write(
            f"\nddcompare: the data has {len(error.problems)} problem(s) and cannot be used; "
            "mend them, or see them all with: ddcompare validate\n"
        )
        return FAULTY_DATA
    import traceback

    where = traceback.extract_tb(error.__traceback__)[-1]
    sys.stderr.write(
        f"ddcompare: internal error: {type(error).__name__}: {error} "
        f"({Path(where.filename).name}:{where.lineno}).\n"
        "This is a bug in ddcompare, not a fault of yours. Please open an issue at the project's "
        f"page with this line, the command you typed and ddcompare {__version__}.\n"
        "DDCOMPARE_TRACEBACK=1 shows where it happened.\n"
    )
    if os.environ.get("DDCOMPARE_TRACEBACK"):
        traceback.print_exception(error)
    return INTERNAL
