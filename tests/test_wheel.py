"""The wheel carries its packs: built here, installed elsewhere, it works without the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("source")
    for name in ("docintel", "extractors", "models"):
        shutil.copytree(root / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "_packs"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, source / name)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(source / "dist"), str(source)],
        check=True,
        capture_output=True,
    )
    return next((source / "dist").glob("*.whl"))


def test_the_wheel_holds_every_pack(root: Path, wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for pack in [*root.glob("extractors/*.yaml"), *root.glob("models/**/*.yaml")]:
        assert f"docintel/_packs/{pack.relative_to(root).as_posix()}" in names
    assert any(name.endswith("report.html.j2") for name in names)


def test_the_installed_wheel_reviews_a_sample_far_from_the_checkout(wheel: Path, samples: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(target)
    script = "import sys; sys.path.insert(0, sys.argv.pop(1)); from docintel.cli import main; main()"
    shutil.copytree(samples / "clean", tmp_path / "mine")
    done = subprocess.run(
        [sys.executable, "-c", script, str(target), "review", str(tmp_path / "mine"), "--json", str(tmp_path / "review.json")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(target), "LANG": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "review.json").stat().st_size > 1000
