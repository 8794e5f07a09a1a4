"""The built wheel in an empty environment, from another folder: the main job in two lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent


def call(*command: object, cwd: Path, **environment: str) -> str:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "DDCOMPARE"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd, env={**env, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_carries_everything_and_runs_elsewhere(tmp_path: Path) -> None:
    wheels, elsewhere = tmp_path / "wheels", tmp_path / "elsewhere"
    elsewhere.mkdir()
    pip = ["-m", "pip", "--disable-pip-version-check", "--quiet"]
    call(sys.executable, *pip, "wheel", "--no-deps", "-w", wheels, ROOT, cwd=elsewhere)
    (wheel,) = wheels.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    bin_ = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    call(bin_ / "python", *pip, "install", wheel, cwd=elsewhere)
    packages = call(bin_ / "python", "-m", "pip", "list", "--format", "json", cwd=elsewhere)
    names = {package["name"].lower() for package in json.loads(packages)}
    assert not names & {"pytest", "hypothesis", "mypy", "ruff", "lxml"}

    matrix = call(bin_ / "ddcompare", "matrix", "--format", "json", cwd=elsewhere)
    laws = {law["id"] for law in json.loads(matrix)["laws"]}
    assert laws == {path.stem for path in (ROOT / "laws").glob("*.yaml")}
    page = call(bin_ / "ddcompare", "matrix", "--format", "html", cwd=elsewhere)
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert call(bin_ / "ddcompare", "validate", cwd=elsewhere) == ""
    for standard in (ROOT / "standards").glob("*.yaml"):
        found = call(
            bin_ / "ddcompare", "gaps", "uk_msa", "--against", standard.stem, cwd=elsewhere
        )
        assert "measured" in found
    example = ROOT / "examples" / "uk_group.yaml"
    checked = call(bin_ / "ddcompare", "check", example, "--format", "json", cwd=elsewhere)
    assert json.loads(checked)["format"] == "ddcompare.check/1"
