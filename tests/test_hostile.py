"""Hostile files: each ends classified and in words, nothing of it passes as evidence, and the next file is read as if it had not been there."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import KINDS
from hostile_archives import ARCHIVES
from hostile_archives import GOOD
from hostile_archives import SAID
from hostile_forms import FORMS
from hostile_kind import OK
from hostile_kind import Kind
from test_cli import docintel_apart

from docintel.domain.document import Document
from docintel.domain.document import Problem
from docintel.domain.document import ReadStatus
from docintel.domain.errors import UnreadableError
from docintel.domain.wording import Wording
from docintel.intake import Limits
from docintel.intake import Submission
from docintel.intake import open_submission
from docintel.intake import read_form
from docintel.intake import read_pages
from docintel.intake import submitted_file
from docintel.intake.limits import MEGABYTE
from docintel.intake.told import HARMLESS
from docintel.intake.told import folded
from docintel.packs import load_packs
from docintel.review import read_files

TIGHT = Limits(
    memory=256 * MEGABYTE,
    cpu_seconds=2,
    wall_seconds=6,
    page_seconds=3,
    file_seconds=10,
    crashes=1,
    archive_members=300,
    archive_bytes=64 * MEGABYTE,
    text_characters=200_000,
    ocr_seconds=2,
)
LARGE = ("one_endless_line", "ten_million_lines")  # all others are small enough to be sent in a second


def is_told(problem: Problem, file: str) -> bool:
    """Whether a problem names its file in both languages and speaks of it, not of our insides."""
    zh, en = problem.message.zh, problem.message.en
    inside = any(word in zh + en for word in ("Traceback", "docintel/", ".py", "0x", "None"))
    return f"“{file}”" in zh and f"“{file}”" in en and len(zh) > len(file) + 8 and any(char >= "\u4e00" for char in zh) and not inside


@pytest.fixture(scope="module", autouse=True)
def _warm(good_file: Path) -> None:
    """The first file waits for the warm process; the times here are too short for that."""
    list(read_pages(submitted_file(good_file), Limits()))


@pytest.fixture(scope="module")
def good_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / GOOD
    path.write_text(SAID, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_hostile_file_ends_classified_and_the_next_one_is_read(kind: Kind, tmp_path: Path, good_file: Path) -> None:
    path = tmp_path / kind.file
    kind.make(path)
    assert path.stat().st_size < 1_500_000 or kind.name in LARGE
    reading = read_pages(submitted_file(path), TIGHT)
    text = "\n".join(page.text for page in reading)
    document = reading.document()
    codes = {problem.code for problem in document.problems} or {OK}
    assert codes <= set(kind.ends), [problem.message.en for problem in document.problems]
    assert all(is_told(problem, kind.file) for problem in document.problems), document.problems
    assert (document.status is ReadStatus.OK) == (codes <= {OK, *HARMLESS})
    assert [said for said in kind.must if said not in text] == []
    assert [said for said in kind.never if said in text] == []
    assert "".join(page.text for page in read_pages(submitted_file(good_file), TIGHT)) == SAID


def test_there_are_at_least_forty_kinds() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 40


def documents(submission: Submission) -> dict[str, Document]:
    return {one.document.file: one.document for one in read_files(submission.files, load_packs(()), TIGHT)}


@pytest.mark.parametrize(("make", "codes", "read"), ARCHIVES, ids=[make.__name__ for make, _, _ in ARCHIVES])
def test_a_hostile_archive_is_told_and_what_is_good_in_it_is_read(
    make: Callable[[Path], None],
    codes: tuple[str, ...],
    read: bool,  # noqa: FBT001 - a column of the table
    tmp_path: Path,
) -> None:
    folder = tmp_path / "application"
    folder.mkdir()
    make(folder / "附件.zip")
    (folder / "z.txt").write_text(SAID, encoding="utf-8")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with open_submission(folder, TIGHT) as submission:
        found = documents(submission)
    assert {problem.code for problem in submission.problems} == set(codes)
    assert all(problem.message.zh.startswith("“附件.zip") for problem in submission.problems if problem.code != "more_problems")
    assert found["z.txt"].status is ReadStatus.OK
    assert not read or found[f"附件.zip/{GOOD}"].status is ReadStatus.OK
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    assert not list(Path("/").glob("escaped*"))


def test_names_in_an_archive_are_shown_as_their_packer_saw_them_and_deceive_nobody(tmp_path: Path) -> None:
    names = {}
    for make, _, _ in ARCHIVES:
        if make.__name__.startswith("named_") or make.__name__ == "outward":
            make(tmp_path / "a.zip")
            with open_submission(tmp_path / "a.zip", TIGHT) as submission:
                names[make.__name__] = [file.name for file in submission.files if file.name != GOOD]
    assert names["named_in_gbk"] == ["审计报告.txt"]
    assert names["named_twice"] == ["说明a (2).txt", "说明a.txt"]
    assert names["outward"] == ["C:/escaped4.txt", "escaped.txt", "escaped3.txt", "etc/escaped.txt"]
    assert all(name.isprintable() and len(name) <= 200 for found in names.values() for name in found)


@pytest.mark.parametrize(("make", "ending", "code"), FORMS, ids=[f"{make.__name__}{ending}" for make, ending, _ in FORMS])
def test_a_hostile_form_is_refused_in_words_or_read_as_text(
    make: Callable[[Path], None], ending: str, code: str | None, tmp_path: Path
) -> None:
    path = tmp_path / f"form{ending}"
    make(path)
    if code is not None:
        with pytest.raises(UnreadableError) as refused:
            read_form(submitted_file(path), Limits(memory=512 * MEGABYTE))
        assert refused.value.code == code
        assert path.name in str(refused.value)
        assert " / " in str(refused.value)
        return
    form = read_form(submitted_file(path))
    assert form.entries
    json.dumps([str(entry) for entry in form.entries], ensure_ascii=False).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with what is no file in it, and one that is."""
    place = tmp_path / "application"
    place.mkdir()
    (place / GOOD).write_text(SAID, encoding="utf-8")
    os.mkfifo(place / "审计报告.pdf")
    (place / "执照.pdf").symlink_to("/etc/passwd")
    (place / "悬空.pdf").symlink_to(place / "nowhere")
    (place / "目录.pdf").mkdir()
    (place / "外面").symlink_to("/etc")
    (place / ("长" * 80 + ".txt")).write_text("1", encoding="utf-8")
    os.close(os.open(os.fsencode(place) + b"/" + "营业执照.txt".encode("gb18030"), os.O_CREAT | os.O_WRONLY))
    (place / "\x1b[31m红\n.txt").write_text("1", encoding="utf-8")
    return place


def test_links_and_pipes_in_a_folder_are_told_and_left_alone(folder: Path) -> None:
    with open_submission(folder, TIGHT) as submission:
        names = [file.name for file in submission.files]
    assert {problem.code for problem in submission.problems} == {"not_a_file"}
    assert sorted(problem.message.zh.split("”")[0] for problem in submission.problems) == [
        "“外面",
        "“审计报告.pdf",
        "“悬空.pdf",
        "“执照.pdf",
    ]
    assert names == [GOOD, "营业执照.txt", "长" * 80 + ".txt", "\ufffd[31m红\ufffd.txt"]


def test_a_device_in_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / GOOD).write_text(SAID, encoding="utf-8")
    try:
        os.mknod(tmp_path / "报告.pdf", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("SKIPPED LOUDLY: only root can make a device")
    with open_submission(tmp_path, TIGHT) as submission:
        assert [problem.code for problem in submission.problems] == ["not_a_file"]


def test_a_pipe_given_for_a_submission_does_not_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "材料.zip")
    with pytest.raises(UnreadableError, match="neither a folder nor a zip"), open_submission(tmp_path / "材料.zip"):
        pass


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "application"
    place.mkdir()
    place.chmod(0o755)
    (place / GOOD).write_text(SAID, encoding="utf-8")
    (place / "机密.pdf").write_bytes(b"%PDF-1.4")
    (place / "机密.pdf").chmod(0)
    (place / "锁").mkdir(mode=0)
    monkeypatch.chdir(place)  # a user without rights cannot come here by name
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        with open_submission(Path(), TIGHT) as submission:
            names = [file.name for file in submission.files]
    finally:
        os.seteuid(me)
        (place / "锁").chmod(0o700)
    assert names == [GOOD]
    assert {problem.code for problem in submission.problems} == {"no_access"}
    assert len(submission.problems) == 2


def test_a_file_that_vanishes_before_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4")
    file = submitted_file(path)
    path.unlink()
    reading = read_pages(file, TIGHT)
    assert list(reading) == []
    assert [problem.code for problem in reading.document().problems] == ["vanished"]


def test_a_file_that_becomes_another_is_not_taken_for_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one", encoding="utf-8")
    file = submitted_file(path)
    path.write_text("other", encoding="utf-8")
    reading = read_pages(file, TIGHT)
    assert list(reading) == []
    assert [problem.code for problem in reading.document().problems] == ["changed"]


def test_a_file_that_changes_while_it_is_read_is_told_and_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCINTEL_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "a.txt"
    path.write_text("one", encoding="utf-8")
    reading = read_pages(submitted_file(path), TIGHT)
    for _ in reading.seen():
        path.write_text("other", encoding="utf-8")
    assert [problem.code for problem in reading.document().problems] == ["changed"]
    path.write_text("one", encoding="utf-8")
    again = read_pages(submitted_file(path), TIGHT)
    assert [page.text for page in again] == ["one"]


def test_a_folder_of_hostile_files_is_reviewed_with_what_is_good_in_it(samples: Path, folder: Path) -> None:
    quick = ("encrypted", "damaged", "dtd", "polyglot", "macro", "external", "wrong_encoding", "archive_bomb", "overlapping", "ambiguous")
    made = [kind for kind in KINDS if set(kind.ends) <= {*quick, OK, "empty"} and kind.ending != ".doc"]
    for kind in made:
        kind.make(folder / kind.file)
    for make, _, _ in ARCHIVES:
        if make.__name__ not in ("nested_wide", "crowded"):
            make(folder / f"{make.__name__}.zip")
    application = samples / "clean" / "application"
    for path in (application / "form.json", *application.glob("审计报告*")):
        shutil.copy(path, folder)
    ran = docintel_apart(
        "review", folder, "--json", folder.parent / "review.json", "--report", folder.parent / "out", "--limit", "ocr_seconds=5"
    )
    review = json.loads((folder.parent / "review.json").read_text(encoding="utf-8"))
    listed = {document["file"]: document["status"] for document in review["documents"]}
    assert ran.code == 0, ran.err
    assert {kind.file for kind in made} <= listed.keys()
    assert all(listed[path.name] == "ok" for path in application.glob("审计报告*"))
    assert [fact for fact in review["facts"] if fact["concept"] == "revenue"]
    assert "<script>alert(1)" not in "".join(path.read_text(encoding="utf-8") for path in (folder.parent / "out").glob("*.html"))
    assert "Traceback" not in ran.out + ran.err
    assert "\x1b[31m红" not in ran.out + ran.err


def test_one_kind_of_problem_on_many_pages_is_told_once_with_the_pages() -> None:
    alike = [Problem("hidden_text", Wording(f"第{page}页有隐藏文字。", f"Page {page} hides text."), page) for page in (1, 2, 3, 4, 9)]
    (told,) = folded(alike)
    assert told.message.zh == "第1页有隐藏文字。同样情况共 5 页：第1–4、9页。"
    assert told.message.en == "Page 1 hides text. The same on 5 pages: 1–4, 9."


def test_how_each_page_was_turned_is_never_folded() -> None:
    turned = [Problem("page_turned_90", Wording("转", "turned"), page) for page in range(1, 9)]
    assert list(folded(turned)) == turned
