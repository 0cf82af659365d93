"""Which files of an application are read first."""

from __future__ import annotations

from pathlib import Path

from docintel.intake import reading_order

TEXT = b"%PDF-1.7\n1 0 obj << /Type /Page /Resources << /Font << /F1 2 0 R >> >> >>\n"
SCAN = b"%PDF-1.4\n1 0 obj << /Type /XObject /Subtype /Image /Filter /DCTDecode >>\nstream\n"


def in_order(folder: Path, files: dict[str, bytes]) -> list[str]:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    paths = [folder / name for name in files]
    return [path.name for path in sorted(paths, key=lambda path: reading_order(path, path.suffix, path.stat().st_size))]


def test_small_files_with_text_come_before_large_ones_and_pictures_last(tmp_path: Path) -> None:
    files = {"scan.pdf": SCAN, "large.pdf": TEXT + b" " * 5000, "photo.jpg": b"\xff\xd8", "small.pdf": TEXT, "form.docx": b"PK"}
    assert in_order(tmp_path, files) == ["form.docx", "small.pdf", "large.pdf", "photo.jpg", "scan.pdf"]


def test_a_page_with_text_beside_its_picture_is_no_scan(tmp_path: Path) -> None:
    assert in_order(tmp_path, {"scan.pdf": SCAN, "letter.pdf": TEXT + SCAN + b" " * 9000}) == ["letter.pdf", "scan.pdf"]


def test_what_cannot_be_opened_is_no_trouble_here(tmp_path: Path) -> None:
    assert reading_order(tmp_path / "gone.pdf", ".pdf", 7) == (False, 7)
