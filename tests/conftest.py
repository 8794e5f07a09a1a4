"""What all tests share: no cache of the user, reproducible hypothesis, the miniature codebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ddcompare.corpus.codebook import load_codebook
from ddcompare.model.codebook import Codebook

DATA = Path(__file__).parent / "data"

settings.register_profile(
    "reproducible",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("reproducible")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write the golden files anew")


@pytest.fixture(autouse=True, scope="session")
def _no_cache_of_the_user() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DDCOMPARE_CACHE", "off")
        yield


@pytest.fixture(scope="session")
def mini() -> Codebook:
    """The miniature codebook of ``tests/data/codebook``."""
    return load_codebook(DATA / "codebook")


@pytest.fixture(scope="session")
def shipped() -> Codebook:
    """The codebook that ships."""
    return load_codebook()
