"""What a process that opens submitted files cannot do, tried by real children; and that their parent outlives whatever happens to them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from collections.abc import Generator
from dataclasses import asdict
from dataclasses import replace
from pathlib import Path

import pytest
from hostile_pdf import packed
from hostile_pdf import page as pdf_of_one_page

from docintel.intake import Limits
from docintel.intake import isolation
from docintel.intake import require_isolation
from docintel.intake import submitted_file
from docintel.intake.children import FORKS
from docintel.intake.children import child_says
from docintel.intake.children import interpreter
from docintel.intake.confinement import OPEN_FILES
from docintel.intake.confinement import confine
from docintel.intake.confinement import landlock_abi
from docintel.intake.limits import MEGABYTE
from docintel.intake.reading import read_pages

SMALL = Limits(memory=256 * MEGABYTE, cpu_seconds=20, wall_seconds=20, page_seconds=20)
SAID = "营业收入 1,234,567.89 元"
linux = pytest.mark.skipif(not FORKS, reason="SKIPPED LOUDLY: the full confinement is Linux's")
landlocked = pytest.mark.skipif(landlock_abi() < 1, reason="SKIPPED LOUDLY: this kernel has no landlock")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(SAID, encoding="utf-8")
    return path


def is_read(path: Path) -> bool:
    return "".join(page.text for page in read_pages(submitted_file(path), SMALL)) == SAID


CONFINED = """
import json, os, sys
from docintel.intake.confinement import confine
sys.path[:0] = json.loads(sys.argv[2])
confine({memory}, {cpu}, json.loads(sys.argv[1]))
{attempt}
"""


def attempted(
    attempt: str, readable: tuple[str, ...] = (), memory: int = 256 * MEGABYTE, cpu: int = 20
) -> subprocess.CompletedProcess[str]:
    """A process that confines itself as children do, then attempts something."""
    code = CONFINED.format(attempt=attempt, memory=memory, cpu=cpu)
    command = [sys.executable, "-c", code, json.dumps(readable), "[]"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)


REFUSED = {
    "network": "import socket; socket.socket()",
    "network v6": "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "pair of sockets": "import socket; socket.socketpair()",
    "another program": "import subprocess; subprocess.run(['/bin/true'])",
    "exec": "os.execv('/bin/true', ['true'])",
    "another process": "os.fork() or os._exit(0)",
    "a signal to the parent": "os.kill(os.getppid(), 0)",
    "more rights": "os.setuid(0)",
    "a link": "os.symlink('/etc/passwd', 'docintel-link')",
    "a folder": "os.mkdir('docintel-folder')",
    "deleting": "os.unlink('docintel-nothing')",
    "other rights for a file": "os.chmod('/tmp', 0o777)",
}


@linux
@pytest.mark.parametrize("attempt", REFUSED.values(), ids=REFUSED.keys())
def test_a_child_is_refused(attempt: str) -> None:
    ran = attempted(f"try:\n    {attempt}\nexcept PermissionError:\n    print('refused')")
    assert (ran.stdout, ran.returncode) == ("refused\n", 0), ran.stderr


@landlocked
def test_a_child_opens_its_own_file_and_no_other(good: Path) -> None:
    other = good.with_name("other.txt")
    other.write_text("1", encoding="utf-8")
    attempt = f"print(len(open({str(good)!r}).read()))\nfor path in ({str(other)!r}, '/etc/passwd', '/root', '/proc/1/environ'):\n    try:\n        os.listdir(path) if path == '/root' else open(path).read()\n    except PermissionError:\n        print('refused')"
    ran = attempted(attempt, readable=(str(good),))
    assert ran.stdout.splitlines() == [str(len(SAID)), "refused", "refused", "refused", "refused"], ran.stderr


@linux
def test_a_child_cannot_write_a_file(good: Path) -> None:
    ran = attempted(f"open({str(good)!r}, 'r+b').write(b'x')", readable=(str(good),))
    assert ran.returncode != 0
    assert good.read_text(encoding="utf-8") == SAID


@linux
def test_a_child_gets_no_more_memory_than_its_limit() -> None:
    assert "MemoryError" in attempted("bytearray(300 * 1024 * 1024)").stderr
    assert attempted("bytearray(100 * 1024 * 1024)").returncode == 0


@linux
def test_a_child_is_ended_by_its_cpu_limit() -> None:
    assert attempted("while True: pass", cpu=1).returncode in (-signal.SIGXCPU, -signal.SIGKILL)


@linux
def test_a_child_opens_few_files() -> None:
    ran = attempted("held = [os.dup(1) for _ in range(1000)]")
    assert "Too many open files" in ran.stderr
    assert attempted(f"held = [os.dup(1) for _ in range({OPEN_FILES // 2})]").returncode == 0


@linux
def test_what_was_taken_cannot_be_taken_back() -> None:
    attempt = "import resource\ntry:\n    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))\nexcept (ValueError, PermissionError):\n    print('refused')"
    ran = attempted(f"os.getuid() == 0 and print('refused') or None\n{attempt}")
    assert "refused" in ran.stdout
    assert callable(confine)


@linux
@landlocked
def test_every_protection_holds_here_and_strict_mode_starts() -> None:
    assert [one.name for one in isolation() if not one.active] == []
    require_isolation()


def endless(path: Path) -> Path:
    """A page that no reader ends with in a second."""
    path.write_bytes(pdf_of_one_page(packed(b"BT /F1 1 Tf 10 800 Td " + b"(1) Tj " * 3_000_000 + b"ET")))
    return path


def order(path: Path) -> dict[str, object]:
    return {**asdict(SMALL), "reader": "pdf", "path": str(path), "first": 1, "last": 1, "plain": True}


def descendants(of: int) -> set[int]:
    """Every process below one, the dead ones that nobody buried too."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(place.parent.name)] = int(fields[1])
    found: set[int] = set()
    fresh = {of}
    while fresh := {child for child, parent in parents.items() if parent in fresh} - found:
        found |= fresh
    return found


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


def state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()[0]
    except OSError:
        return ""


def zygote() -> int:
    return next(pid for pid in descendants(os.getpid()) if "intake.zygote" in command(pid) and parent(pid) == os.getpid())


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()[1])


def eventually(holds: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Whether something becomes true, also on a busy machine."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return holds()


def test_a_child_that_breaks_in_a_way_nobody_foresaw_is_told() -> None:
    assert [said.get("error") for said in child_says({"reader": "none of that name"}, SMALL)] == ["parser_crash"]


def test_a_silent_child_is_ended(tmp_path: Path) -> None:
    said = list(child_says(order(endless(tmp_path / "a.pdf")), replace(SMALL, page_seconds=1)))
    assert said[-1] == {"error": "timeout"}


@linux
def test_a_child_killed_in_the_middle_is_told_and_the_next_file_is_read(good: Path, tmp_path: Path) -> None:
    assert is_read(good)
    says = child_says(order(endless(tmp_path / "a.pdf")), SMALL)
    assert next(says) == {"pages": 1}
    for pid in descendants(zygote()):
        os.kill(pid, signal.SIGSEGV)
    heard = list(says)
    assert heard[-1]["error"] == "parser_crash"
    assert is_read(good)


@linux
def test_a_zygote_killed_between_files_is_replaced(good: Path) -> None:
    assert is_read(good)
    first = zygote()
    os.kill(first, signal.SIGKILL)
    assert is_read(good)
    assert zygote() != first


@linux
def test_a_zygote_killed_during_a_file_takes_its_child_along_and_the_next_file_is_read(good: Path, tmp_path: Path) -> None:
    assert is_read(good)
    says = child_says(order(endless(tmp_path / "a.pdf")), SMALL)
    assert next(says) == {"pages": 1}
    children = descendants(zygote())
    os.kill(zygote(), signal.SIGKILL)
    heard = list(says)
    assert heard[-1]["error"] == "parser_crash"
    assert children
    assert eventually(lambda: all(state(pid) in ("", "Z") for pid in children))
    assert is_read(good)


def open_descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - the count is asked for


@linux
def test_many_files_leave_no_process_and_no_open_file_behind(good: Path, tmp_path: Path) -> None:
    assert is_read(good)
    before, threads = open_descriptors(), threading.active_count()
    for number in range(60):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(b"%PDF-1.4\n" + b"broken" * number)
        list(read_pages(submitted_file(path), SMALL))
        assert is_read(good)
    assert open_descriptors() == before
    assert threading.active_count() <= threads + 1
    assert eventually(lambda: descendants(zygote()) == set())


@linux
def test_a_reading_given_up_by_its_caller_leaves_nothing_running(tmp_path: Path, good: Path) -> None:
    assert is_read(good)
    says = child_says(order(endless(tmp_path / "a.pdf")), SMALL)
    assert next(says) == {"pages": 1}
    assert isinstance(says, Generator)
    says.close()
    assert eventually(lambda: descendants(zygote()) == set())


@linux
def test_children_do_not_outlive_their_parent(tmp_path: Path) -> None:
    code = "import sys\nfrom docintel.intake.children import child_says\nfrom docintel.intake import Limits\nimport json\nfor said in child_says(json.loads(sys.argv[1]), Limits()): print(said, flush=True)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    one = subprocess.Popen(
        [sys.executable, "-c", code, json.dumps(order(endless(tmp_path / "a.pdf")))], stdout=subprocess.PIPE, env=environment
    )
    with one:
        assert one.stdout is not None
        assert one.stdout.readline()
        below = descendants(one.pid)
        assert len(below) >= 2
        one.kill()
    assert eventually(lambda: all(state(pid) in ("", "Z") for pid in below))


SPAWNED = """
import sys
from pathlib import Path
import docintel.intake.children as children
children.FORKS = False
from docintel.intake import Limits, read_pages, submitted_file
limits = Limits(memory=256 << 20, page_seconds=int(sys.argv[2]))
reading = read_pages(submitted_file(Path(sys.argv[1])), limits)
print("|".join(page.text for page in reading), [problem.code for problem in reading.document().problems])
"""


SILENT = """
import sys
from dataclasses import asdict
import docintel.intake.children as children
children.FORKS = False
from docintel.intake import Limits
limits = Limits(page_seconds=int(sys.argv[2]))
order = {**asdict(limits), "reader": "pdf", "path": sys.argv[1], "first": 1, "last": 1, "plain": True}
print(list(children.child_says(order, limits))[-1])
"""


def spawned(path: Path, page_seconds: int, script: str = SPAWNED) -> str:
    """What is read of a file where children cannot be forked."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", script, str(path), str(page_seconds)]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=120, env=environment)
    return ran.stdout.strip()


def test_where_children_cannot_be_forked_each_is_a_fresh_interpreter(good: Path) -> None:
    assert spawned(good, 30) == f"{SAID} []"


def test_a_fresh_interpreter_that_is_silent_is_ended(tmp_path: Path) -> None:
    assert spawned(endless(tmp_path / "a.pdf"), 4, SILENT) == "{'error': 'timeout'}"


IMPOSTORS = {
    "no JSON": b"what?\n",
    "no object": b"[1]\n",
    "endless nesting": b"[" * 100_000 + b"\n",
    "negative bytes": b'{"page": 1, "bytes": -5}\n',
    "bytes that are no number": b'{"page": 1, "bytes": "x"}\n',
}


@pytest.mark.parametrize("words", IMPOSTORS.values(), ids=IMPOSTORS.keys())
def test_a_child_that_speaks_nonsense_is_not_believed(words: bytes) -> None:
    """Whoever takes over a child can say what they like; only the nouns' own rules decide what is heard."""
    from docintel.intake.children import _Hearing  # noqa: PLC0415 - the border itself is tried

    ours, theirs = os.pipe()
    os.write(theirs, words) if len(words) < 60_000 else threading.Thread(target=os.write, args=(theirs, words), daemon=True).start()
    hearing = _Hearing(ours, SMALL)
    assert list(hearing.messages()) == []
    assert hearing.stopped == "parser_crash"
    os.close(ours)


def test_our_own_interpreter_is_started_without_what_the_user_set() -> None:
    assert interpreter("a")[1] == "-I"
