"""The wheel carries its packs: built here, installed elsewhere, it works without the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest


def copied(root: Path, to: Path) -> Path:
    """A checkout as git would give it: no caches, no packs beside the package."""
    for name in ("docintel", "extractors", "models"):
        shutil.copytree(root / name, to / name, ignore=shutil.ignore_patterns("__pycache__", "_packs"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "hatch_build.py"):
        shutil.copy(root / name, to / name)
    return to


@pytest.fixture(scope="module")
def checkout(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(root, tmp_path_factory.mktemp("checked_out") / "checkout")


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built), str(checkout)],
        check=True,
        capture_output=True,
    )
    return next(built.glob("*.whl"))


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


FOUND = "import docintel; from docintel.packs import load_packs, packs_root; load_packs(); print(docintel.__path__[0]); print(packs_root())"


def found(python: Path | str, cwd: Path) -> list[Path]:
    """Where a fresh process takes the package and the packs from."""
    done = subprocess.run([str(python), "-c", FOUND], cwd=cwd, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"})
    assert done.returncode == 0, done.stderr
    return [Path(line) for line in done.stdout.splitlines()]


def test_a_checkout_works_without_being_installed(checkout: Path) -> None:
    assert found(sys.executable, checkout) == [checkout / "docintel", checkout]
    ran = subprocess.run([sys.executable, "-m", "docintel", "packs", "check"], cwd=checkout, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_an_editable_install_reads_the_packs_of_its_checkout(checkout: Path, tmp_path: Path) -> None:
    """A virtual environment of its own that borrows the dependencies of this one; nothing is fetched."""
    venv.create(tmp_path / "env", with_pip=False)  # the pip of this one installs into it
    python = tmp_path / "env" / "bin" / "python"
    site = Path(subprocess.check_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True).strip())
    (site / "zz_borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
        "--editable",
        str(checkout),
    ]
    subprocess.run(install, check=True, capture_output=True)
    assert found(python, tmp_path) == [checkout / "docintel", checkout]
    ran = subprocess.run(
        [tmp_path / "env" / "bin" / "docintel", "packs", "check"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
