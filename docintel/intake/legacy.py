"""Old office files (DOC, WPS, RTF, PPT ...) made into DOCX or PDF by LibreOffice, where it is installed; runs in the parent.

LibreOffice runs as a process of its own without network (a namespace, and a filter on sockets), with limits, a home and profile of its own
in the given folder, macros and links switched off; it is killed with its children when its time is over.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docintel.domain.errors import LimitError
from docintel.domain.errors import UnreadableError
from docintel.intake.office_start import NO_NETWORK_WALL

MEGABYTE = 1024 * 1024
TO_DOCX = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ott", ".uot")
TO_PDF = (".ppt", ".pps", ".pptx", ".ppsx", ".dps", ".odp")
LEGACY = (*TO_DOCX, *TO_PDF)
"""The suffixes that `converted` takes; ET and XLS are read without it (docintel.intake.sheets)."""

OUT_OF_TIME = tuple(code for number in (signal.SIGXCPU, signal.SIGKILL) for code in (-number, 128 + number))
"""How a process ends whose processor time is used up, by itself or behind the program that started it."""
CORES_USED = 4  # by its threads at most, so that the clock is what ends it
RESTART = 81  # LibreOffice's wish to be started again, after the first start has made its profile
_WRITER, _IMPRESS = "libswlo.so", "libsdlo.so"
_PACKAGES = {_WRITER: "libreoffice-writer-nogui", _IMPRESS: "libreoffice-impress-nogui"}
_PLACES = ("/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program", "/opt/libreoffice/program")
_FILTERS = {".docx": "docx:MS Word 2007 XML", ".pdf": "pdf"}

# Macros never, links never updated, nothing fetched for a document: written into the profile before its first start.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True, slots=True)
class OfficeLimits:
    """What one conversion may take."""

    seconds: int = 120
    memory: int = 4096 * MEGABYTE  # address space; LibreOffice maps about one gigabyte before it opens a file
    output_bytes: int = 400 * MEGABYTE


DEFAULT_LIMITS = OfficeLimits()


def converted(path: Path, suffix: str, folder: Path, limits: OfficeLimits = DEFAULT_LIMITS) -> Path:
    """The file as DOCX (texts) or PDF (slides), written into `folder`; `suffix` is the submitted name's.

    Raises UnreadableError `needs_libreoffice` where it is not installed, `needs_sandbox` where it could not be kept from the network,
    `conversion_failed` where it gave nothing, and LimitError `timeout`.
    """
    if suffix in TO_DOCX:
        return _convert(path, suffix, folder, ".docx", limits)
    if suffix in TO_PDF:
        return _convert(path, suffix, folder, ".pdf", limits)
    raise UnreadableError("unsupported_format", f"{suffix} is not converted")


def rendered_pdf(path: Path, suffix: str, folder: Path, limits: OfficeLimits = DEFAULT_LIMITS) -> Path:
    """A Word file (or another that LibreOffice opens) as a PDF in `folder`, for pictures of its pages; raises as `converted` does."""
    return _convert(path, suffix, folder, ".pdf", limits)


@cache
def office() -> Path | None:
    """LibreOffice's program folder; None where it is not installed."""
    command = shutil.which("soffice") or shutil.which("libreoffice")
    places = [Path(command).resolve().parent] if command is not None else []
    return next((place for place in (*places, *map(Path, _PLACES)) if (place / "soffice.bin").is_file()), None)


def _convert(path: Path, suffix: str, folder: Path, target: str, limits: OfficeLimits) -> Path:
    program = _program(_IMPRESS if suffix in TO_PDF else _WRITER)
    source, home, out = folder / f"source{suffix}", folder / "home", folder / "converted"
    for place in (home / "profile" / "user", home / "tmp", out):
        place.mkdir(parents=True, exist_ok=True)
    (home / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    shutil.copyfile(path, source)
    try:
        command = _command(program, home, source, out, target)
        code = _run(command, home, limits)
        if code == RESTART:
            code = _run(command, home, limits)
    finally:
        shutil.rmtree(home, ignore_errors=True)
        source.unlink(missing_ok=True)
    written = out / f"source{target}"
    if code == NO_NETWORK_WALL:
        raise UnreadableError("needs_sandbox", "the network could not be taken from LibreOffice")
    if not written.is_file() or not written.stat().st_size:
        raise UnreadableError("conversion_failed", f"LibreOffice gave nothing (exit {code})")
    return written


def _program(library: str) -> Path:
    program = office()
    if program is None or not (program / library).is_file():
        raise UnreadableError("needs_libreoffice", f"install {_PACKAGES[library]}")
    return program


def _command(program: Path, home: Path, source: Path, out: Path, target: str) -> list[str]:
    return [
        str(program / "soffice.bin"),
        f"-env:UserInstallation={(home / 'profile').absolute().as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nofirststartwizard",
        "--convert-to",
        _FILTERS[target],
        "--outdir",
        str(out),
        str(source),
    ]


def _run(command: list[str], home: Path, limits: OfficeLimits) -> int:
    """The exit code; a process that is not done in time is killed with everything it started."""
    environment = {"HOME": str(home), "TMPDIR": str(home / "tmp"), "PATH": os.defpath, "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    order = {
        "memory": limits.memory,
        "seconds": limits.seconds * CORES_USED,
        "bytes": limits.output_bytes,
        "environment": environment,
        "unshared": bool(_namespace()),
    }
    start = "import sys; sys.path[:] = sys.argv.pop(1).split('\\n'); from docintel.intake.office_start import main; main()"
    starter = [sys.executable, "-I", "-c", start, "\n".join(sys.path), json.dumps(order)]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own code
        [*_namespace(), *starter, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=home,
        start_new_session=True,
    )
    try:
        code = process.wait(timeout=limits.seconds)
    except subprocess.TimeoutExpired as error:
        raise LimitError("timeout", f"LibreOffice took more than {limits.seconds} s") from error
    finally:
        _end(process)
    if code in OUT_OF_TIME:
        raise LimitError("timeout", f"LibreOffice took more than {limits.seconds} s of a processor")
    return code


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@cache
def _namespace() -> tuple[str, ...]:
    """The command that starts another without network and in a process space of its own, which ends with it; empty where there is none."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    for rights in ((), ("--map-root-user",)):
        command = (unshare, *rights, "--net", "--pid", "--fork", "--kill-child")
        tried = subprocess.run([*command, "true"], check=False, capture_output=True, timeout=20)  # noqa: S603 - a command of our own
        if tried.returncode == 0:
            return command
    return ()
