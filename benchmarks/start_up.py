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
        show("matrix without cache", [*program, "matrix"], cold, "import typer, rich", IMPORTS)
        show("ddcompare validate", [*program, "validate"], warm, "C loader + jsonschema", bare)
    in_one_process(schema, laws)


def in_one_process(schema: Path, laws: list[str]) -> None:
    """The work of ``validate`` alone against the same reference, imports and start-up left out."""
    import json
    from datetime import date

    import jsonschema
    import yaml

    sys.path.insert(0, str(ROOT))
    from ddcompare.corpus.codebook import load_codebook
    from ddcompare.corpus.store import check_files

    codebook, paths = load_codebook(), [Path(law) for law in laws]
    validator = jsonschema.Draft202012Validator(json.loads(schema.read_text("utf-8")))

    def reference() -> None:
        for path in paths:
            list(validator.iter_errors(yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)))

    def ours() -> None:
        check_files(paths, codebook, date(2026, 11, 24))

    times: dict[str, list[float]] = {"ours": [], "reference": []}
    for _ in range(RUNS):
        for name, work in (("ours", ours), ("reference", reference)):
            start = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - start)
    line("validate, work alone", times["ours"], "C loader + jsonschema", times["reference"])


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
    line(name, ours, reference_name, theirs)


def line(name: str, ours: list[float], reference_name: str, theirs: list[float]) -> None:
    """Print the medians of paired times in milliseconds, and the median of their ratios."""
    ratio = statistics.median(x / y for x, y in zip(ours, theirs, strict=True))
    left, right = statistics.median(ours), statistics.median(theirs)
    reference = f"{reference_name:22} {right * 1000:6.0f} ms"
    print(f"{name:21} {left * 1000:6.0f} ms   {reference}   x {ratio:.2f}")


def once(command: list[str], env: dict[str, str]) -> float:
    """The wall time of one run in seconds."""
    start = time.perf_counter()
    subprocess.run(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
