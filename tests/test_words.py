"""Our own text never accuses: findings say 不一致 / 需核实."""

from __future__ import annotations

from pathlib import Path

import pytest

FORBIDDEN = ("涉" + "嫌", "造" + "假", "风险" + "企业")
SUFFIXES = (".py", ".yaml", ".j2", ".css", ".md")


def our_texts(root: Path) -> list[Path]:
    folders = [root / name for name in ("docintel", "extractors", "models", "samples", "docs")]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in SUFFIXES and "_packs" not in path.parts]
    return [*files, root / "README.md", root / "CHANGELOG.md"]


@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_text_of_ours_accuses(root: Path, word: str) -> None:
    texts = our_texts(root)
    assert len(texts) > 50
    assert [str(path) for path in texts if word in path.read_text(encoding="utf-8")] == []
