"""Options of the test run, and where the development material stands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

os.environ["DOCINTEL_CACHE"] = "off"  # what a test reads is read by the code under test; tests of the cache name a folder of their own


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden reviews anew; read the difference before committing")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The development corpus; a test that asks for it is skipped, loudly, where it is absent."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip(f"SKIPPED LOUDLY: the development corpus is not at {folder}")
    return folder


@pytest.fixture(scope="session")
def samples(root: Path) -> Path:
    return root / "samples"
