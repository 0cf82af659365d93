"""Our own words accuse nobody: every text that ships, code, packs, pages and the manual, without the forbidden words (quoted documents may have them)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = ("涉嫌", "造假", "风险企业", "弄虚作假", "欺诈", "舞弊", "骗取")
ROOMS = (
    "docintel/**/*",
    "models/*.yaml",
    "models/programmes/*",
    "models/language/*.yaml",
    "extractors/*.yaml",
    "docs/*.md",
    "README.md",
    "CHANGELOG.md",
)
WRITTEN = (".py", ".j2", ".yaml", ".md", ".js", ".ts", ".css", ".svg", ".sql")


def shipped() -> Iterator[Path]:
    for room in ROOMS:
        found = (path for path in sorted(ROOT.glob(room)) if path.suffix in WRITTEN)
        yield from (path for path in found if "simulate" not in path.parts)  # made documents speak as documents do


@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_text_of_ours_has_an_accusing_word(word: str) -> None:
    assert [str(path.relative_to(ROOT)) for path in shipped() if word in path.read_text(encoding="utf-8")] == []


def test_the_texts_are_really_read() -> None:
    kinds = {path.suffix for path in shipped() if any(char >= "一" for char in path.read_text(encoding="utf-8"))}
    assert {".py", ".j2", ".yaml", ".md", ".js"} <= kinds
