"""Bad files in an application: a clear message in both languages, the rest reviewed, exit codes as designed."""

from __future__ import annotations

import json
import shutil
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from test_cli import docintel


@pytest.fixture
def application(samples: Path, tmp_path: Path) -> Path:
    """A form and a licence, both good."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in ("form.json", "营业执照.pdf"):
        shutil.copy(samples / "clean" / "application" / name, folder)
    return folder


def reviewed(application: Path, *options: str | Path) -> dict[str, Any]:
    """The review's face; a bad file never makes the command fail."""
    out = application.parent / "review.json"
    ran = docintel("review", application, "--json", out, *options)
    assert ran.code == 0, ran.err
    face: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return face | {"out": ran.out}


def document(face: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in face["documents"] if one["file"] == name)


def protect(path: Path) -> None:
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))


def swell(path: Path) -> None:
    """A few kilobytes that unpack to two gigabytes: zeros packed, and packed again. One packed megabyte is repeated: to pack them all takes long."""
    size, packer = 2 << 30, zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    megabyte, end = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH), packer.flush()
    checksum = (size % 65521 << 16 | 1).to_bytes(4, "big")  # Adler's, of so many zeros
    inner = b"\x78\xda" + megabyte * (size >> 20) + end + checksum
    with pikepdf.new() as made:
        page = made.add_blank_page()
        page.Contents = pikepdf.Stream(made, zlib.compress(inner, 9))
        page.Contents.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        made.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert path.stat().st_size < 20_000


def break_off(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n1 0 obj <<")


def write_nothing(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("spoil", "codes"),
    [
        (protect, {"encrypted"}),
        (break_off, {"damaged"}),
        (write_nothing, {"empty", "damaged"}),
        (swell, {"resource_limit", "parser_crash", "timeout", "page_failed"}),
    ],
    ids=["password", "broken", "nothing in it", "eats memory"],
)
def test_a_bad_pdf_is_named_with_its_cause_and_the_rest_is_reviewed(spoil: Any, codes: set[str], application: Path) -> None:
    spoil(application / "坏文件.pdf")
    face = reviewed(application)
    bad = document(face, "坏文件.pdf")
    assert bad["status"] in ("unreadable", "partial")
    assert {problem["code"] for problem in bad["problems"]} & codes
    assert document(face, "营业执照.pdf")["status"] == "ok"
    assert any(fact["concept"] == "uscc" and fact["kind"] == "business_licence" for fact in face["facts"])
    assert "坏文件.pdf" in face["out"]
    assert any("坏文件.pdf" in json.dumps(line, ensure_ascii=False) for line in face["coverage"])


def test_a_protected_file_is_answered_with_a_remedy_in_both_languages(application: Path) -> None:
    protect(application / "审计报告.pdf")
    for language, words in (("zh", "密码"), ("en", "password")):
        ran = docintel("review", application, "--lang", language)
        assert ran.code == 0
        assert words in ran.out


def test_a_zip_is_an_application_too(application: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "mine.zip", "w") as packed:
        for path in sorted(application.iterdir()):
            packed.write(path, path.name)
    ran = docintel("review", tmp_path / "mine.zip", "--json", tmp_path / "zip.json")
    face = json.loads((tmp_path / "zip.json").read_text(encoding="utf-8"))
    assert ran.code == 0
    assert sorted(one["file"] for one in face["documents"]) == ["form.json", "营业执照.pdf"]


def test_one_unusable_application_does_not_stop_the_next(application: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = docintel("review", tmp_path / "empty", application, "--json", tmp_path / "both.json")
    assert ran.code == 0
    assert ran.err.strip()
    assert "营业执照" in ran.out or json.loads((tmp_path / "both.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("option", "value"), [("--as-of", "2023-13-01"), ("--batch", "99"), ("--kind", "neu"), ("--lang", "fr"), ("--fail-on", "all")]
)
def test_a_wrong_option_is_bad_usage_and_says_so(option: str, value: str, application: Path) -> None:
    ran = docintel("review", application, option, value)
    assert ran.code == 2
    assert ran.err.strip()


@pytest.mark.parametrize("text", ["[]", "{", '{"fields": 5}'])
def test_a_form_of_another_shape_is_said_and_the_documents_are_read(text: str, application: Path) -> None:
    (application / "form.json").write_text(text, encoding="utf-8")
    face = reviewed(application)
    assert document(face, "营业执照.pdf")["status"] == "ok"
    assert any("form.json" in problem["message"]["zh"] for problem in face["problems"])
