from __future__ import annotations

import asyncio
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docintel.domain.errors import FullError
from docintel.domain.errors import LimitError
from docintel.domain.errors import UsageError
from docintel.web import receiving
from docintel.web.receiving import Arrived
from docintel.web.receiving import Receiving
from docintel.web.receiving import applications_in


async def pieces(*content: bytes) -> AsyncIterator[bytes]:
    for piece in content:
        yield piece


def put(received: Receiving, batch: str, name: str, *content: bytes) -> int:
    return asyncio.run(received.take(batch, "c1", "wang", name, pieces(*content)))


def grouped(*names: str) -> dict[str, list[str]]:
    arrived = tuple(Arrived(Path(str(number)), PurePosixPath(name)) for number, name in enumerate(names))
    return {name: [str(one.name) for one in files] for name, files in applications_in(arrived, "loose")}


def test_a_folder_with_files_is_one_application() -> None:
    assert grouped("甲公司/form.json", "甲公司/审计报告.pdf", "甲公司/附件/专利.pdf") == {
        "甲公司": ["甲公司/form.json", "甲公司/审计报告.pdf", "甲公司/附件/专利.pdf"]
    }


def test_in_a_folder_of_folders_each_is_one() -> None:
    assert grouped("第五批/甲/form.json", "第五批/乙/form.json", "第五批/丙.zip") == {
        "甲": ["第五批/甲/form.json"],
        "乙": ["第五批/乙/form.json"],
        "丙.zip": ["第五批/丙.zip"],
    }


def test_every_zip_is_one_and_loose_files_are_one_together() -> None:
    assert grouped("甲.zip", "乙.zip", "form.json", "审计报告.pdf") == {
        "甲.zip": ["甲.zip"],
        "乙.zip": ["乙.zip"],
        "loose": ["form.json", "审计报告.pdf"],
    }


def test_a_zip_among_the_files_of_an_application_belongs_to_it() -> None:
    assert grouped("甲/form.json", "甲/附件.zip") == {"甲": ["甲/form.json", "甲/附件.zip"]}


def test_an_upload_becomes_a_zip_of_its_folder(tmp_path: Path) -> None:
    received = Receiving(tmp_path)
    batch = received.open("c1", "wang")
    assert put(received, batch, "甲公司/form.json", b"{", b"}") == 2
    put(received, batch, "甲公司/附件/专利.pdf", b"%PDF")
    (made,) = received.gathered(batch, "c1", "wang")
    assert made.name == "甲公司.zip"
    with zipfile.ZipFile(made) as bound:
        assert {name: bound.read(name) for name in bound.namelist()} == {"form.json": b"{}", "附件/专利.pdf": b"%PDF"}


def test_a_zip_is_handed_on_as_it_is(tmp_path: Path) -> None:
    received = Receiving(tmp_path)
    batch = received.open("c1", "wang")
    put(received, batch, "乙公司.zip", b"not really a zip")
    (made,) = received.gathered(batch, "c1", "wang")
    assert (made.name, made.read_bytes()) == ("乙公司.zip", b"not really a zip")


@given(name=st.text(max_size=300))
def test_no_name_leaves_the_folder_of_its_upload(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    place = tmp_path_factory.mktemp("up")
    received = Receiving(place)
    batch = received.open("c1", "wang")
    put(received, batch, name.encode("utf-8", "replace").decode(), b"x")
    for made in received.gathered(batch, "c1", "wang"):
        assert made.resolve().is_relative_to((place / "uploads" / batch).resolve())
    assert [path.name for path in place.iterdir()] == ["uploads"]


@pytest.mark.parametrize(("campaign", "by"), [("c2", "wang"), ("c1", "li")])
def test_an_upload_is_its_owners_and_its_campaigns(tmp_path: Path, campaign: str, by: str) -> None:
    received = Receiving(tmp_path)
    batch = received.open("c1", "wang")
    with pytest.raises(UsageError):
        received.gathered(batch, campaign, by)


@pytest.mark.parametrize("batch", ["", "..", "../files", "0" * 32, "a/b"])
def test_there_is_no_other_upload(tmp_path: Path, batch: str) -> None:
    with pytest.raises(UsageError):
        Receiving(tmp_path).gathered(batch, "c1", "wang")


def test_a_file_above_the_limit_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "FILE_MEGABYTES", 1)
    received = Receiving(tmp_path)
    batch = received.open("c1", "wang")
    with pytest.raises(LimitError):
        put(received, batch, "large.pdf", *[b"x" * 2**20] * 2)
    assert [path.name for path in (tmp_path / "uploads" / batch).iterdir()] == ["owner.json"]


def test_a_file_for_which_there_is_no_room_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "SPARE", 2**62)
    received = Receiving(tmp_path)
    batch = received.open("c1", "wang")
    with pytest.raises(FullError):
        put(received, batch, "a.pdf", b"x")
    assert [path.name for path in (tmp_path / "uploads" / batch).iterdir()] == ["owner.json"]


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_FILES", 2)
    received = Receiving(tmp_path)
    batch = received.open("c1", "wang")
    for number in range(2):
        put(received, batch, f"{number}.pdf", b"x")
    with pytest.raises(LimitError):
        put(received, batch, "3.pdf", b"x")


def test_what_was_taken_in_is_here_no_more(tmp_path: Path) -> None:
    received = Receiving(tmp_path)
    batch = received.open("c1", "wang")
    put(received, batch, "form.json", b"{}")
    received.gathered(batch, "c1", "wang")
    assert not received.is_taken_in(batch)
    received.note(batch, ("a1",))
    received.end(batch)
    assert received.is_taken_in(batch)
    assert received.applications(batch) == ("a1",)
    assert sorted(path.name for path in (tmp_path / "uploads" / batch).iterdir()) == ["ended", "owner.json", "taken.json"]
