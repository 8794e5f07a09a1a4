"""Every format against a golden file; ``python3 run.py renew`` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent.parent / "golden"
TODAY = "2026-11-24"
LAWS = ["nl_child_labour_dd", "fr_vigilance", "uk_msa"]
CASES = {
    "matrix.txt": ["matrix", *LAWS, "--as-of", TODAY],
    "matrix_2016-06-01.txt": ["matrix", *LAWS, "--as-of", "2016-06-01"],
    "matrix_2018-01-01.txt": ["matrix", *LAWS, "--as-of", "2018-01-01"],
    "matrix_enforcement.txt": ["matrix", *LAWS, "--as-of", TODAY, "--dimension", "enforcement"],
    "matrix_voice.json": ["matrix", *LAWS, "--as-of", TODAY, "-d", "voice", "--format", "json"],
    "matrix_form.md": ["matrix", *LAWS, "--as-of", TODAY, "-d", "form", "--format", "md"],
    "matrix_remedy.csv": ["matrix", *LAWS, "--as-of", TODAY, "-d", "remedy", "--format", "csv"],
    "matrix_voice.html": ["matrix", *LAWS, "--as-of", TODAY, "-d", "voice", "--format", "html"],
    "show_uk_msa.txt": ["show", "uk_msa", "--as-of", TODAY],
    "show_fr_vigilance.md": ["show", "fr_vigilance", "--as-of", TODAY, "--format", "md"],
    "matrix_all.txt": ["matrix", "--as-of", TODAY],
    "list.txt": ["list", "--as-of", TODAY],
    "codebook.txt": ["codebook"],
    "codebook_enforcement.txt": ["codebook", "enforcement"],
}
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


@pytest.mark.parametrize("name", CASES)
def test_output_is_as_agreed(name: str, run, request: pytest.FixtureRequest) -> None:
    result = run(*CASES[name])
    assert result.code == 0, result.err
    text = DIGEST.sub("sha256:DIGEST", result.out)
    path = GOLDEN / name
    if request.config.getoption("--renew"):
        path.write_text(text, encoding="utf-8", newline="")
    with path.open(encoding="utf-8", newline="") as file:
        assert text == file.read()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(CASES)


@pytest.mark.parametrize("name", [name for name in CASES if name.endswith(".txt")])
def test_terminal_output_fits_80_columns(name: str) -> None:
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 80
