"""How quickly the program answers, as ratios to a named reference measured in the same run.

References: importing typer and rich (what any program built on them pays), and for ``validate``
parsing the same files with PyYAML's C loader and applying the same schema with jsonschema. Commands
and their reference run in turn, A B A B, so that a machine whose speed drifts does not favour one.

Run it with ``python3 run.py bench``. It prints and judges nothing.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 15

IMPORTS = [sys.executable, "-c", "import typer, rich.console, rich.table"]
PARSE_AND_SCHEMA = """
import json, sys, yaml, jsonschema
schema = json.load(open(sys.argv[1], encoding="utf-8"))
validator = jsonschema.Draft202012Validator(schema)
loader = yaml.CBaseLoader
for path in sys.argv[2:]:
    with open(path, "rb") as file:
        list(validator.iter_errors(yaml.load(file, Loader=loader)))
"""


def main() -> None:
    """Print one line a command: its median time, the reference's, and the ratio."""
    program = [sys.executable, "-m", "ddcompare"]
    schema = ROOT / "ddcompare" / "schemas" / "law.schema.json"
    laws = [str(path) for path in sorted((ROOT / "laws").glob("*.yaml"))]
    bare = [sys.executable, "-c", PARSE_AND_SCHEMA, str(schema), *laws]
    with tempfile.TemporaryDirectory() as cache:
        warm = {**os.environ, "XDG_CACHE_HOME": cache}
        cold = {**os.environ, "DDCOMPARE_CACHE": "off"}
        print(f"{len(laws)} laws, {RUNS} runs each, medians")
        show("ddcompare --help", [*program, "--help"], warm, "import typer, rich", IMPORTS)
        show("ddcompare matrix", [*program, "matrix"], warm, "import typer, rich", IMPORTS)
        show(
            "ddcompare matrix, no cache", [*program, "matrix"], cold, "import typer, rich", IMPORTS
        )
        show("ddcompare validate", [*program, "validate"], cold, "C loader + jsonschema", bare)


def show(
    name: str, command: list[str], env: dict[str, str], reference_name: str, reference: list[str]
) -> None:
    """Time a command against a reference in turn and print the medians and their ratio."""
    ours, theirs = [], []
    for run in range(RUNS + 1):
        a, b = once(command, env), once(reference, dict(os.environ))
        if run:
            ours.append(a)
            theirs.append(b)
    ratio = statistics.median(x / y for x, y in zip(ours, theirs, strict=True))
    left, right = statistics.median(ours), statistics.median(theirs)
    print(
        f"{name:27} {left * 1000:6.0f} ms   {reference_name:22} {right * 1000:6.0f} ms   x {ratio:.2f}"
    )


def once(command: list[str], env: dict[str, str]) -> float:
    """The wall time of one run in seconds."""
    start = time.perf_counter()
    subprocess.run(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
