"""Set up what the project needs and run it: ``python3 run.py matrix``, ``python3 run.py test``.

Needs only Python 3.11 or later. The environment lies in ``.venv`` and is made once; it is made
anew when ``pyproject.toml`` or the Python changes. Any command of ddcompare works:
``python3 run.py show uk_msa``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def main(arguments: list[str]) -> int:
    """Run a task (test, renew, bench) or hand the arguments to ddcompare."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before anything is installed
        print(f"ddcompare needs Python 3.11 or later; this is {sys.version.split()[0]}.")
        return 2
    name, rest = (arguments[0], arguments[1:]) if arguments else ("matrix", [])
    if name in TASKS:
        set_up("dev")
        return TASKS[name](rest)
    document = any(word.endswith(("docx", "xlsx")) for word in rest)
    light = (name in LIGHT or name.startswith("-")) and not document
    set_up("use" if light else "full")
    return run(PYTHON, "-m", "ddcompare", name, *rest)


def set_up(kind: str) -> None:
    """Make the environment if it is missing or stale.

    ``full`` adds the optional libraries of some commands, ``dev`` also what the tests need.
    """
    stamp = VENV / f"stamp-{kind}"
    wanted = hashlib.sha256(
        (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()
    ).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted and PYTHON.exists():
        return
    print(f"Setting up {VENV} (once) ...", file=sys.stderr, flush=True)
    if not PYTHON.exists() or not _same_python():
        shutil.rmtree(VENV, ignore_errors=True)
        try:
            subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        except subprocess.CalledProcessError:
            sys.exit(
                "Python cannot make environments here; install its venv module (python3-venv)."
            )
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, *_requirements(kind)], check=False, cwd=ROOT).returncode:
        sys.exit("The packages could not be installed; is the network there? Then run it again.")
    stamp.write_text(wanted)


def _same_python() -> bool:
    asked = [str(PYTHON), "-c", "import sys; print(sys.version)"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return found == sys.version


def _requirements(kind: str) -> list[str]:
    """What the project needs; the project itself is run from its folder, not installed."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = list(project["project"]["dependencies"])
    if kind != "use":
        for extra in project["project"].get("optional-dependencies", {}).values():
            needed += extra
    if kind == "dev":
        needed += project["dependency-groups"]["dev"]
    return needed


def run(*command: object, cwd: Path | None = None) -> int:
    """Run a command with the project on the path and return its exit code."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([str(part) for part in command], cwd=cwd, env=env, check=False).returncode


def test(rest: list[str]) -> int:
    """Run the tests; in CI a browser is installed where the machine can."""
    if os.environ.get("CI") and not (shutil.which("chromium") or shutil.which("google-chrome")):
        _install_browser()
    return run(PYTHON, "-m", "pytest", *rest, cwd=ROOT)


def _install_browser() -> None:
    if shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["update"], ["install", "-y", "chromium"]):
            subprocess.run(["apt-get", "-qq", *command], check=False, stdout=subprocess.DEVNULL)


def renew(rest: list[str]) -> int:
    """Write the golden files and generated files anew; read the diff before you commit it."""
    written = 0
    for kind in ("law", "standard", "company"):
        schema = ROOT / "ddcompare" / "schemas" / f"{kind}.schema.json"
        written = written or run(PYTHON, "-m", "ddcompare", "schema", kind, "--output", schema)
    return written or run(PYTHON, "-m", "pytest", "--renew", "-q", "tests/cli", *rest, cwd=ROOT)


def bench(rest: list[str]) -> int:
    """Run the benchmarks; they print ratios and judge nothing."""
    status = run(PYTHON, ROOT / "benchmarks" / "start_up.py")
    status = run(PYTHON, ROOT / "benchmarks" / "check.py") or status
    status = run(PYTHON, ROOT / "benchmarks" / "align.py") or status
    return run(PYTHON, ROOT / "benchmarks" / "verify.py", *rest) or status


LIGHT = (
    "matrix", "show", "changes", "timeline", "validate", "codebook", "schema", "new", "check",
)  # fmt: skip
"""Commands that need none of the optional libraries, save for Word documents and workbooks."""

TASKS = {"test": test, "renew": renew, "bench": bench}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
