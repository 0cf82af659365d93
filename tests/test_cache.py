"""What was read once is not read again, and whatever decides what is read decides whether it was read."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from docintel.domain.document import Page
from docintel.intake import Limits
from docintel.intake import reading
from docintel.intake import submitted_file
from docintel.intake.cache import WHOLE
from docintel.intake.cache import PageCache

LIMITS = Limits()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PageCache:
    monkeypatch.setenv("DOCINTEL_CACHE", str(tmp_path / "kept"))
    return PageCache(tmp_path / "kept")


def pages_of(path: Path) -> list[Page]:
    return list(reading.read_pages(submitted_file(path), LIMITS))


def no_child(*_: object) -> Iterator[dict[str, object]]:
    raise AssertionError("a child was started for a file that had been read")


def licence(samples: Path) -> Path:
    return samples / "clean" / "application" / "营业执照.pdf"


@pytest.mark.usefixtures("cache")
def test_a_second_reading_of_an_unchanged_file_starts_no_child(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = pages_of(licence(samples))
    monkeypatch.setattr(reading, "read_by", no_child)
    assert pages_of(licence(samples)) == first != []


@pytest.mark.usefixtures("cache")
def test_a_copy_under_another_name_counts_as_read(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = pages_of(licence(samples))
    copy = tmp_path / "另一个名字.pdf"
    copy.write_bytes(licence(samples).read_bytes())
    monkeypatch.setattr(reading, "read_by", no_child)
    assert pages_of(copy) == first


@pytest.mark.usefixtures("cache")
def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    changed = tmp_path / "执照.txt"
    changed.write_text("名称：甲公司", encoding="utf-8")
    pages_of(changed)
    changed.write_text("名称：乙公司", encoding="utf-8")
    assert pages_of(changed)[0].lines[0].text == "名称：乙公司"


def test_another_version_of_the_reader_reads_anew(samples: Path, cache: PageCache, monkeypatch: pytest.MonkeyPatch) -> None:
    file = submitted_file(licence(samples))
    pages_of(file.path)
    assert cache.pages(file.sha256)
    monkeypatch.setattr("docintel.intake.cache.reader_version", lambda: "another")
    assert cache.pages(file.sha256) == {}


def test_pages_kept_before_an_interruption_are_read_from_the_cache(
    samples: Path, cache: PageCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = min((samples / "clean" / "application").glob("审计报告*.pdf"))
    first = pages_of(report)
    file = submitted_file(report)
    kept = cache.pages(file.sha256)
    del kept[WHOLE], kept[2]
    half = PageCache(tmp_path / "half")
    half.keep(file.sha256, kept)
    monkeypatch.setenv("DOCINTEL_CACHE", str(tmp_path / "half"))
    assert pages_of(report) == first


def test_a_file_that_could_not_be_read_is_tried_again(cache: PageCache, tmp_path: Path) -> None:
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7\nbroken")
    pages_of(broken)
    assert WHOLE not in cache.pages(submitted_file(broken).sha256)


def test_only_its_owner_can_read_the_cache(samples: Path, cache: PageCache) -> None:
    pages_of(licence(samples))
    assert stat.S_IMODE(cache.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.path.parent.stat().st_mode) == 0o700


def test_a_cache_that_is_damaged_is_none(samples: Path, cache: PageCache) -> None:
    cache.path.parent.mkdir()
    cache.path.write_bytes(b"this is no database" * 100)
    assert pages_of(licence(samples))


def test_off_switches_it_off(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCINTEL_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    pages_of(licence(samples))
    assert list(tmp_path.iterdir()) == []
