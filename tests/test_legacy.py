"""Old office files through LibreOffice, where it is installed: a package of the system, `libreoffice-writer-nogui`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import docx
import pdfplumber
import pytest

from docintel.domain.errors import LimitError
from docintel.domain.errors import UnreadableError
from docintel.intake import legacy
from docintel.intake.legacy import OfficeLimits
from docintel.intake.legacy import converted
from docintel.intake.legacy import office
from docintel.intake.legacy import rendered_pdf
from docintel.intake.word import read_word

RTF = rb"""{\rtf1\ansi\ansicpg936\uc1 {\fonttbl{\f0 SimSun;}}
\u33829?\u19994?\u25910?\u20837? 12,345.67\par
{\trowd\cellx4000\cellx8000\intbl Revenue\cell 12,345.67\cell\row}
\pard end\par}"""


@pytest.fixture
def writer() -> Path:
    """LibreOffice Writer's program folder."""
    folder = office()
    if folder is None or not (folder / "libswlo.so").is_file():
        pytest.skip("SKIPPED LOUDLY: LibreOffice Writer is not installed (Debian: libreoffice-writer-nogui)")
    return folder


def rtf(tmp_path: Path, text: bytes = RTF) -> Path:
    path = tmp_path / "statement"
    path.write_bytes(text)
    return path


def folder(tmp_path: Path) -> Path:
    place = tmp_path / "work"
    place.mkdir(exist_ok=True)
    return place


@pytest.mark.usefixtures("writer")
def test_an_rtf_becomes_a_docx_with_its_text_and_table(tmp_path: Path) -> None:
    written = converted(rtf(tmp_path), ".rtf", folder(tmp_path))
    page = read_word(str(written))
    assert page.lines[0].text == "营业收入 12,345.67"
    assert [[cell and cell.text for cell in row] for row in page.tables[0].rows] == [["Revenue", "12,345.67"]]


@pytest.mark.usefixtures("writer")
def test_a_binary_doc_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    made = folder(tmp_path)
    legacy._FILTERS[".doc"] = "doc:MS Word 97"  # noqa: SLF001 - the old format is written by the same door to have one to read
    try:
        old = legacy._convert(rtf(tmp_path), ".rtf", made, ".doc", OfficeLimits())  # noqa: SLF001
    finally:
        del legacy._FILTERS[".doc"]  # noqa: SLF001
    assert old.read_bytes()[:4] == b"\xd0\xcf\x11\xe0"
    page = read_word(str(converted(old, ".wps", folder(tmp_path))))
    assert page.lines[0].text == "营业收入 12,345.67"


@pytest.mark.usefixtures("writer")
def test_a_word_file_is_drawn_as_pdf(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Revenue 12,345.67")
    document.save(str(tmp_path / "a.docx"))
    with pdfplumber.open(rendered_pdf(tmp_path / "a.docx", ".docx", folder(tmp_path))) as pdf:
        assert "12,345.67" in pdf.pages[0].extract_text()


@pytest.mark.usefixtures("writer")
def test_nothing_is_left_but_the_converted_file(tmp_path: Path) -> None:
    written = converted(rtf(tmp_path), ".rtf", folder(tmp_path))
    assert [path for path in folder(tmp_path).rglob("*") if path.is_file()] == [written]


@pytest.mark.usefixtures("writer")
def test_limit_seconds_ends_libreoffice_and_its_children(tmp_path: Path) -> None:
    with pytest.raises(LimitError) as stopped:
        converted(rtf(tmp_path), ".rtf", folder(tmp_path), OfficeLimits(seconds=0))
    assert stopped.value.code == "timeout"
    ends = time.monotonic() + 60
    while str(tmp_path) in running() and time.monotonic() < ends:
        time.sleep(0.1)
    assert str(tmp_path) not in running()


def running() -> str:
    """The command lines of all processes."""
    return subprocess.run(["/bin/ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout if Path("/bin/ps").exists() else ""


@pytest.mark.usefixtures("writer")
def test_limit_memory_ends_in_a_classified_outcome(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as failed:
        converted(rtf(tmp_path), ".rtf", folder(tmp_path), OfficeLimits(memory=200 * 1024 * 1024))
    assert failed.value.code == "conversion_failed"


@pytest.mark.usefixtures("writer")
def test_a_linked_picture_is_never_fetched(tmp_path: Path) -> None:
    asked: list[str] = []
    server = Listener(asked)
    server.start()
    page = b'<html><body><img src="http://127.0.0.1:%d/p.png"><p>text</p></body></html>' % server.port  # as many a “.doc” is
    try:
        converted(rtf(tmp_path, page), ".doc", folder(tmp_path))
        rendered_pdf(rtf(tmp_path, page), ".doc", folder(tmp_path))
    finally:
        server.stop()
    assert asked == []


class Listener(threading.Thread):
    """Counts who connects on this machine."""

    def __init__(self, asked: list[str]) -> None:
        super().__init__(daemon=True)
        self.asked, self.socket = asked, socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.1)
        self.port = int(self.socket.getsockname()[1])
        self.going = True

    def run(self) -> None:
        while self.going:
            try:
                _, address = self.socket.accept()
            except OSError:
                continue
            self.asked.append(str(address))

    def stop(self) -> None:
        self.going = False
        self.join()
        self.socket.close()


def test_a_suffix_that_is_not_converted_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as refused:
        converted(rtf(tmp_path), ".exe", folder(tmp_path))
    assert refused.value.code == "unsupported_format"


def test_without_libreoffice_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(legacy, "_PLACES", ())
    office.cache_clear()
    try:
        with pytest.raises(UnreadableError) as refused:
            converted(rtf(tmp_path), ".doc", folder(tmp_path))
    finally:
        office.cache_clear()
    assert refused.value.code == "needs_libreoffice"
    assert "libreoffice-writer-nogui" in str(refused.value)


@pytest.mark.skipif(sys.platform != "linux", reason="SKIPPED LOUDLY: the filter on sockets is Linux's")
def test_the_filter_takes_the_network_and_leaves_local_sockets(root: Path) -> None:
    probe = (
        "import socket\nfrom docintel.intake.office_start import deny_network\n"
        "assert deny_network()\nsocket.socket(socket.AF_UNIX).close()\n"
        "for family in (socket.AF_INET, socket.AF_INET6):\n"
        "    try:\n        socket.socket(family)\n    except PermissionError:\n        continue\n    raise SystemExit('open')\n"
    )
    ended = subprocess.run([sys.executable, "-c", probe], cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, check=False)
    assert ended.returncode == 0
