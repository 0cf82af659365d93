"""`docintel pages` shows what was read: pictures for pages, text with addresses for files without pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from test_cli import Ran
from test_cli import docintel

from docintel.intake import office


def pages(*arguments: str | Path) -> Ran:
    return docintel("pages", *arguments)


def test_a_page_is_drawn_with_what_was_read_on_it(samples: Path, tmp_path: Path) -> None:
    ran = pages(samples / "clean" / "application" / "营业执照.pdf", "--image", tmp_path)
    with Image.open(tmp_path / "营业执照-p001.png") as picture:
        marked = {color for _, color in picture.convert("RGB").getcolors(1 << 24) or []}
    assert ran.code == 0
    assert "page 1, text" in ran.out
    assert (150, 150, 150) in marked


def test_only_the_pages_asked_for_are_drawn(samples: Path, tmp_path: Path) -> None:
    pages(min((samples / "clean" / "application").glob("审计报告*.pdf")), "--image", tmp_path, "--pages", "2,4-5")
    assert sorted(path.name[-8:] for path in tmp_path.iterdir()) == ["p002.png", "p004.png", "p005.png"]


def test_pages_that_are_no_numbers_are_bad_usage(samples: Path) -> None:
    ran = pages(samples / "clean" / "application" / "营业执照.pdf", "--pages", "two")
    assert ran.code == 2
    assert "3,7-9" in ran.err


def test_a_word_file_is_written_out_with_its_addresses(samples: Path, tmp_path: Path) -> None:
    pages(samples / "clean" / "application" / "申请书.docx", "--image", tmp_path)
    assert "body/t1/r1/c1" in (tmp_path / "申请书-p001.txt").read_text(encoding="utf-8")


def test_a_word_file_is_shown_as_printed_where_libreoffice_is_installed(samples: Path, tmp_path: Path) -> None:
    if office() is None:
        pytest.skip("SKIPPED LOUDLY: LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    pages(samples / "clean" / "application" / "申请书.docx", "--image", tmp_path)
    with Image.open(tmp_path / "申请书-printed-p001.png") as picture:
        assert picture.height > picture.width > 900
