"""Where the shipped data lies: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def data_dir() -> Path:
    """The folder that holds laws, standards, codebook and templates."""
    installed = PACKAGE / "data"
    return installed if installed.is_dir() else PACKAGE.parent


def laws_dir() -> Path:
    """The folder of the shipped law files."""
    return data_dir() / "laws"


def standards_dir() -> Path:
    """The folder of the shipped standard files."""
    return data_dir() / "standards"


def codebook_dir() -> Path:
    """The folder of the codebook."""
    return data_dir() / "codebook"


def templates_dir() -> Path:
    """The folder of the document templates."""
    return data_dir() / "templates"


def schemas_dir() -> Path:
    """The folder of the JSON Schemas for law and standard files and for outputs."""
    return PACKAGE / "schemas"
