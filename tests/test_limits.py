"""Every limit has a test of its name, a line in docs/limits.md with its true default, and two ways to be set."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import asdict
from dataclasses import fields
from pathlib import Path

import pytest
from hostile_archives import archive
from hostile_archives import nested_deep
from hostile_archives import unfolding
from hostile_office import cell
from hostile_office import sheet
from hostile_office import workbook
from hostile_pdf import CATALOG
from hostile_pdf import FONT
from hostile_pdf import double_flate_bomb
from hostile_pdf import file_of
from hostile_pdf import good
from hostile_pdf import packed
from hostile_pdf import page
from hostile_pdf import stream
from test_cli import docintel

from docintel.domain.document import Document
from docintel.domain.errors import UnreadableError
from docintel.domain.errors import UsageError
from docintel.intake import Limits
from docintel.intake import limits_from
from docintel.intake import open_submission
from docintel.intake import page_image
from docintel.intake import read_form
from docintel.intake import read_pages
from docintel.intake import submitted_file
from docintel.intake.legacy import office
from docintel.intake.limits import MEGABYTE

ENDLESS = packed(b"BT /F1 1 Tf 10 800 Td " + b"(1) Tj " * 3_000_000 + b"ET")


def read(path: Path, limits: Limits) -> tuple[Document, str]:
    reading = read_pages(submitted_file(path), limits)
    text = "\n".join(page.text for page in reading)
    return reading.document(), text


def codes(path: Path, limits: Limits) -> set[str]:
    return {problem.code for problem in read(path, limits)[0].problems}


def submitted(path: Path, limits: Limits) -> tuple[list[str], list[str]]:
    """The names of the files in a submission, and the codes of its problems."""
    with open_submission(path, limits) as submission:
        return [file.name for file in submission.files], [problem.code for problem in submission.problems]


def pages_of(path: Path, *contents: bytes) -> Path:
    """A PDF with a page for each content."""
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(contents)))
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    parts = [part for n, content in enumerate(contents) for part in (leaf % (first + 2 * n + 1), content)]
    path.write_bytes(file_of([CATALOG, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)), FONT, *parts]))
    return path


def text(path: Path, words: str) -> Path:
    path.write_text(words, encoding="utf-8")
    return path


def test_file_bytes(tmp_path: Path) -> None:
    path = text(tmp_path / "a.txt", "12345")
    assert codes(path, Limits(file_bytes=4)) == {"too_large"}
    assert codes(path, Limits(file_bytes=5)) == set()


def test_submission_files(tmp_path: Path) -> None:
    for name in "abc":
        text(tmp_path / f"{name}.txt", name)
    assert submitted(tmp_path, Limits(submission_files=2)) == (["a.txt", "b.txt"], ["too_many_files"])
    assert submitted(tmp_path, Limits(submission_files=3))[1] == []


def test_archive_ratio(tmp_path: Path) -> None:
    unfolding(tmp_path / "a.zip")
    assert submitted(tmp_path / "a.zip", Limits(archive_ratio=200)) == (["材料说明.txt"], ["archive_bomb"])
    assert submitted(tmp_path / "a.zip", Limits(archive_ratio=5000))[1] == []


def test_archive_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(archive([("a.txt", bytes(range(256)) * 400)]))
    assert submitted(tmp_path / "a.zip", Limits(archive_bytes=50_000)) == (["材料说明.txt"], ["archive_bomb"])
    assert submitted(tmp_path / "a.zip", Limits(archive_bytes=200_000))[1] == []


def test_archive_members(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(archive([("a.txt", b"1"), ("b.txt", b"2")]))
    with pytest.raises(UnreadableError, match="unpacks to more"):
        submitted(tmp_path / "a.zip", Limits(archive_members=2))
    assert submitted(tmp_path / "a.zip", Limits(archive_members=3))[1] == []


def test_archive_members_over_all_archives_together(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.zip").write_bytes(archive([(f"{n}.txt", b"1") for n in range(3)]))
    assert submitted(tmp_path, Limits(archive_members=5))[1] == ["archive_bomb"]


def test_archive_depth(tmp_path: Path) -> None:
    nested_deep(tmp_path / "a.zip")
    names, told = submitted(tmp_path / "a.zip", Limits(archive_depth=2))
    assert names == ["inner.zip/材料说明.txt", "材料说明.txt"]
    assert told == ["archive_bomb"]


def test_pages(tmp_path: Path) -> None:
    path = pages_of(tmp_path / "a.pdf", *(stream(b"BT /F1 12 Tf 72 700 Td (Page number %d of three pages) Tj ET" % n) for n in (1, 2, 3)))
    document, said = read(path, Limits(pages=2))
    assert [problem.code for problem in document.problems] == ["too_many_pages"]
    assert (document.pages, "number 2" in said, "number 3" in said) == (3, True, False)


def test_memory(tmp_path: Path) -> None:
    double_flate_bomb(tmp_path / "a.pdf")
    assert codes(tmp_path / "a.pdf", Limits(memory=128 * MEGABYTE)) & {"resource_limit", "parser_crash", "page_failed"}


def test_cpu_seconds(tmp_path: Path) -> None:
    path = pages_of(tmp_path / "a.pdf", ENDLESS)
    assert codes(path, Limits(cpu_seconds=1)) & {"timeout", "page_cut"}


def test_wall_seconds(tmp_path: Path) -> None:
    path = pages_of(tmp_path / "a.pdf", ENDLESS)
    assert codes(path, Limits(wall_seconds=1, page_seconds=2)) & {"timeout", "page_cut"}


def test_page_seconds(tmp_path: Path) -> None:
    path = pages_of(tmp_path / "a.pdf", ENDLESS)
    assert codes(path, Limits(page_seconds=1)) & {"timeout", "page_cut"}


def test_crashes(tmp_path: Path) -> None:
    path = pages_of(tmp_path / "a.pdf", *[ENDLESS] * 3)
    document, _ = read(path, Limits(cpu_seconds=1, crashes=1))
    told = {problem.code: problem.message.zh for problem in document.problems}
    assert "given_up" in told or "page_cut" in told
    assert "given_up" not in told or "第2–3页未读取" in told["given_up"]


def test_file_seconds(tmp_path: Path) -> None:
    path = pages_of(tmp_path / "a.pdf", *[ENDLESS] * 4)
    document, _ = read(path, Limits(cpu_seconds=1, crashes=9, file_seconds=1))
    assert {problem.code for problem in document.problems} & {"given_up", "page_cut"}


def test_objects(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(page(packed(b"".join(b"%d 10 m 99 %d l S\n" % (n % 500, n % 800) for n in range(500)))))
    assert "page_cut" in codes(tmp_path / "a.pdf", Limits(objects=100))


def test_form_depth(tmp_path: Path) -> None:
    kinds = b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]"
    forms = [stream(b"/X Do", kinds + b"/Resources<</XObject<</X %d 0 R>>>>" % number) for number in range(7, 11)]
    whole = page(stream(b"/X Do"), *forms, stream(b"0 0 m 9 9 l S", kinds), resources=b"/XObject<</X 6 0 R>>")
    (tmp_path / "a.pdf").write_bytes(whole)
    assert "page_cut" in codes(tmp_path / "a.pdf", Limits(form_depth=2))


def test_form_bytes(tmp_path: Path) -> None:
    path = text(tmp_path / "form.json", '{"fields": {"b.rev": "1"}}')
    with pytest.raises(UnreadableError) as refused:
        read_form(submitted_file(path), Limits(form_bytes=10))
    assert refused.value.code == "too_large"


def test_form_cells(tmp_path: Path) -> None:
    path = text(tmp_path / "form.json", '{"fields": {"b.rev": {"2021": 1, "2022": 2}}}')
    with pytest.raises(UnreadableError) as refused:
        read_form(submitted_file(path), Limits(form_cells=1))
    assert refused.value.code == "too_many_cells"
    assert len(read_form(submitted_file(path), Limits(form_cells=2)).entries) == 2


def test_sheet_cells(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", sheet("".join(f'<row r="{n}">{cell(f"A{n}", "x")}</row>' for n in range(1, 9))))
    assert "too_many_cells" in codes(tmp_path / "a.xlsx", Limits(sheet_cells=4))


def test_sheets(tmp_path: Path) -> None:
    import openpyxl  # noqa: PLC0415 - goes with the mark above

    book = openpyxl.Workbook()
    for title in "abc":
        book.create_sheet(title)["A1"] = title
    book.save(tmp_path / "a.xlsx")
    assert "too_many_sheets" in codes(tmp_path / "a.xlsx", Limits(sheets=2))


def drawn(path: Path, limits: Limits) -> str:
    """How a page of 595 x 842 points at one pixel a point comes out."""
    path.write_bytes(good())
    try:
        image = page_image(submitted_file(path), 1, 1.0, limits)
    except UnreadableError as error:
        return error.code
    return f"{image.width} x {image.height}"


def test_image_pixels(tmp_path: Path) -> None:
    assert drawn(tmp_path / "a.pdf", Limits(image_pixels=500_000)) == "too_large"
    assert drawn(tmp_path / "a.pdf", Limits(image_pixels=510_000)) == "595 x 842"


def test_image_side(tmp_path: Path) -> None:
    assert drawn(tmp_path / "a.pdf", Limits(image_side=800)) == "too_large"
    assert drawn(tmp_path / "a.pdf", Limits(image_side=900)) == "595 x 842"


def test_message_bytes(tmp_path: Path) -> None:
    assert drawn(tmp_path / "a.pdf", Limits(message_bytes=1_000_000)) == "resource_limit"
    assert drawn(tmp_path / "a.pdf", Limits(message_bytes=2_000_000)) == "595 x 842"


def test_page_bytes(tmp_path: Path) -> None:
    path = text(tmp_path / "a.txt", "1\n" * 1000)
    assert codes(path, Limits(page_bytes=1000)) == {"resource_limit"}
    assert codes(path, Limits(page_bytes=100_000)) == set()


def test_text_characters(tmp_path: Path) -> None:
    document, said = read(text(tmp_path / "a.txt", "12345\n67890"), Limits(text_characters=8))
    assert [problem.code for problem in document.problems] == ["text_cut"]
    assert said == "12345\n67"
    assert read(tmp_path / "a.txt", Limits(text_characters=11))[1] == "12345\n67890"


PICTURE = """
import sys
from docintel.intake import Limits
from docintel.intake.scans import recognise
side = int(sys.argv[2])
noise = bytes((n * n * 7919 >> 5) % 256 for n in range(1 << 16))
pixels = (noise * (side * side * 3 // len(noise) + 1))[: side * side * 3]
said = {"picture": 1, "points": [side * 0.36, side * 0.36], "width": side, "height": side, "payload": pixels}
limits = Limits(**{sys.argv[1].split("=")[0]: int(sys.argv[1].split("=")[1])})
print("why" in recognise(said, limits).result())
"""


def recognition_fails(setting: str, side: int) -> bool:
    """Whether a picture cannot be recognised under a limit, in a process of its own: recognition is long-lived."""
    pytest.importorskip("docintel.intake.ocr.worker", reason="SKIPPED LOUDLY: no recognition in this tree")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-c", PICTURE, setting, str(side)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=200, env=environment).stdout == "True\n"


def test_ocr_memory() -> None:
    assert recognition_fails(f"ocr_memory={MEGABYTE}", 3000)


def test_ocr_seconds() -> None:
    assert recognition_fails("ocr_seconds=1", 4000)


def test_part_bytes(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", sheet("".join(f'<row r="{n}">{cell(f"A{n}", "x")}</row>' for n in range(1, 99))))
    assert codes(tmp_path / "a.xlsx", Limits(part_bytes=1000))
    assert codes(tmp_path / "a.xlsx", Limits(part_bytes=100_000)) == set()


def conversion(folder: Path, limits: Limits) -> set[str]:
    """What is told of an RTF file that LibreOffice converts; skips loudly where it is not installed."""
    if office() is None:
        pytest.skip("SKIPPED LOUDLY: LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    return codes(text(folder / "a.rtf", r"{\rtf1\ansi revenue 12,345.67}"), limits)


def test_office_seconds(tmp_path: Path) -> None:
    (tmp_path / "long").mkdir()
    lines = r"\par revenue 12,345.67 " * 200_000
    if office() is None:
        pytest.skip("SKIPPED LOUDLY: LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    assert codes(text(tmp_path / "long" / "a.rtf", r"{\rtf1\ansi " + lines + "}"), Limits(office_seconds=1)) == {"timeout"}


def test_office_memory(tmp_path: Path) -> None:
    assert conversion(tmp_path, Limits(office_memory=MEGABYTE)) & {"conversion_failed", "timeout"}


def test_every_limit_has_a_test() -> None:
    assert [field.name for field in fields(Limits) if f"test_{field.name}" not in globals()] == []


def test_the_document_names_every_limit_with_its_true_default_and_unit(root: Path) -> None:
    """Once in the Chinese table and once in the English one."""
    written = (root / "docs" / "limits.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([\d,]+) \| (\S[^|]*) \| (\S[^|]*) \|$", written, re.MULTILINE)
    stated = [(name, int(default.replace(",", ""))) for name, default, _, _ in rows]
    assert sorted(stated) == sorted([*asdict(Limits()).items()] * 2)


def test_every_code_the_document_names_is_told_somewhere(root: Path) -> None:
    written = (root / "docs" / "limits.md").read_text(encoding="utf-8")
    named = set(re.findall(r"→ `(\w+)`", written))
    sources = "".join(path.read_text(encoding="utf-8") for path in (root / "docintel" / "intake").rglob("*.py"))
    assert named
    assert [code for code in sorted(named) if f'"{code}"' not in sources and code not in ("page_cut", "too_many_sheets")] == []


def test_limits_come_from_the_environment_and_settings_lie_over_it() -> None:
    environment = {"DOCINTEL_LIMIT_PAGES": "7", "DOCINTEL_LIMIT_MEMORY": "1", "DOCINTEL_LIMIT_CRASHES": ""}
    limits = limits_from(["pages=9", " Wall-Seconds = 3 "], environment)
    assert (limits.pages, limits.memory, limits.wall_seconds, limits.crashes) == (9, 1, 3, Limits().crashes)


@pytest.mark.parametrize("setting", ["pages", "pages=", "pages=0", "pages=-1", "pages=many", "pages=1.5", "pages=²", "pages=" + "9" * 5000])
def test_a_limit_that_is_no_number_is_bad_usage_and_named(setting: str) -> None:
    with pytest.raises(UsageError, match=r"限额 pages 应为正整数.* / the limit pages"):
        limits_from([setting], {})


def test_an_unknown_limit_is_bad_usage_and_the_known_ones_are_named() -> None:
    with pytest.raises(UsageError, match="没有限额“page”，可用：file_bytes"):
        limits_from(["page=3"], {})


def test_extract_takes_a_limit_and_says_what_it_stopped(tmp_path: Path) -> None:
    path = text(tmp_path / "a.txt", "12345\n67890")
    assert "文字超过限额" in docintel("extract", path, "--limit", "text_characters=8").out
    ran = docintel("extract", path, "--limit", "pages=x")
    assert ran.code == 2
    assert "限额 pages 应为正整数" in ran.err


def test_review_takes_a_limit_and_strict_mode(samples: Path, tmp_path: Path) -> None:
    ran = docintel("review", samples / "clean", "--strict", "--limit", "file_bytes=10", "--json", tmp_path / "review.json")
    if ran.code == 2:
        assert "严格模式" in ran.err  # a machine without the protections refuses, and says which are missing
        return
    review = json.loads((tmp_path / "review.json").read_text(encoding="utf-8"))
    assert {problem["code"] for document in review["documents"] for problem in document["problems"]} >= {"too_large"}
