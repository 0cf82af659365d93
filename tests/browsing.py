"""Chromium for the tests of pages: Debian's, as root; without it they are skipped, loudly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from workbench import Workbench
from workbench import served
from workbench import workbench

expect.set_options(timeout=30_000)  # milliseconds; a busy machine is no fault of a page
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if not CHROMIUM.is_file():
        pytest.skip(f"SKIPPED LOUDLY: no {CHROMIUM} (Debian: apt-get install chromium)")
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": ["--no-sandbox"]}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, samples: Path, read_once: None) -> Iterator[Workbench]:  # noqa: ARG001
    """A workbench with the inconsistent sample, read and reviewed."""
    made = workbench(tmp_path_factory.mktemp("store"), samples / "inconsistent")
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def address(bench: Workbench) -> Iterator[str]:
    """Where it is served."""
    with served(bench.app) as where:
        yield where
