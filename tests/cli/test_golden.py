"""Every format against a golden file; ``python3 run.py renew`` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent.parent / "golden"
TODAY = "2026-11-24"
LAWS = ["nl_child_labour_dd", "fr_vigilance", "uk_msa"]
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
CHECKED = {
    f"check_{name}_{day}.txt": [
        "check",
        str(EXAMPLES / f"{name}.yaml"),
        "--overview",
        "--as-of",
        day,
    ]
    for name in ("uk_group", "german_manufacturer", "us_retailer")
    for day in ("2023-06-30", "2026-11-28", "2029-08-01")
}
KESSLER = ["check", str(EXAMPLES / "german_manufacturer.yaml"), "--law", "de_lksg"]
CHANGED = ["de_lksg", "fr_vigilance", "no_transparency_act", "au_msa"]
GAPS = ["gaps", "uk_msa", "--against", "ungp", "--as-of", TODAY]
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
    "gaps_ungp.txt": GAPS,
    "gaps_law.txt": ["gaps", LAWS[0], "--against", LAWS[1], "--as-of", TODAY],
    "gaps_table.txt": ["gaps", *LAWS, "de_lksg", "--against", "ungp", "--as-of", TODAY],
    "gaps_laws.txt": ["gaps", *LAWS, "--against", "de_lksg", "-d", "voice", "--as-of", TODAY],
    "gaps_voice.json": [*GAPS, "-d", "voice", "--format", "json"],
    "gaps_remedy.md": [*GAPS, "-d", "remedy", "--format", "md"],
    "align.txt": ["align", "--as-of", TODAY],
    "align_two.txt": ["align", "uk_msa", "fr_vigilance", "--as-of", TODAY],
    "align_voice.json": ["align", *LAWS, "-d", "voice", "--as-of", TODAY, "--format", "json"],
    "changes.txt": ["changes", *CHANGED, "--from", "2023-01-01", "--to", TODAY, "-a", "ungp"],
    "timeline.txt": ["timeline", "--from", "2015-01-01", "--as-of", TODAY],
    **CHECKED,
    "check_lksg_trace.txt": [*KESSLER, "--entity", "kessler", "--as-of", "2023-06-30", "--trace"],
    "check_lksg_what_if.md": [
        *KESSLER,
        "--as-of",
        "2026-11-28",
        "--set",
        "employees.DE=999",
        "--format",
        "md",
    ],
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
