"""What really protects this machine from submitted files: a child tries what it may not do, and what was refused is told."""

from __future__ import annotations

from dataclasses import dataclass

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.intake.children import FORKS
from docintel.intake.children import child_says
from docintel.intake.confinement import landlock_abi
from docintel.intake.limits import MEGABYTE
from docintel.intake.limits import Limits

SMALL = Limits(memory=256 * MEGABYTE, cpu_seconds=10, wall_seconds=20)
TRIED = {
    "memory": Wording("内存超限即停（rlimit）", "more memory than allowed is refused (rlimit)"),
    "writing": Wording("不能写文件（rlimit、landlock）", "files cannot be written (rlimit, landlock)"),
    "network": Wording("不能联网（seccomp）", "there is no network (seccomp)"),
    "programs": Wording("不能启动其他程序（seccomp）", "no other program can be started (seccomp)"),
    "processes": Wording("不能另起进程（seccomp）", "no other process can be made (seccomp)"),
    "reading": Wording("不能读本机其他文件（landlock）", "no other file of this machine can be read (landlock)"),
}


@dataclass(frozen=True, slots=True)
class Protection:
    """One protection: its name, whether it held when it was tried, and what it does."""

    name: str
    active: bool
    wording: Wording


def isolation() -> tuple[Protection, ...]:
    """Each protection as tried just now in a child of this installation."""
    said = next(iter(child_says({"reader": "probe"}, SMALL)), {})
    refused = said.get("probe", {})
    forked = Wording("每个文件由预热进程分出的独立子进程打开", "every file is opened in a child of its own, forked by a warm process")
    fresh = Wording("每个文件在独立子进程中打开", "every file is opened in a process of its own")
    abi = landlock_abi()
    landlock = Wording(f"，内核 landlock 第 {abi} 版", f", landlock {abi} in this kernel") if abi else Wording("", "")
    return (
        Protection("child process", bool(refused), forked if FORKS else fresh),
        Protection("wall clock", bool(refused), Wording("超时的子进程由父进程结束", "a child that takes too long is ended by its parent")),
        *(
            Protection(
                name, bool(refused.get(name)), wording if name != "reading" else Wording(wording.zh + landlock.zh, wording.en + landlock.en)
            )
            for name, wording in TRIED.items()
        ),
    )


def require_isolation() -> None:
    """Strict mode: raises UsageError naming every protection that does not hold here."""
    missing = [one for one in isolation() if not one.active]
    if missing:
        raise UsageError(
            f"严格模式：本机缺少以下隔离措施，未读取任何文件：{'；'.join(one.wording.zh for one in missing)}。可在受支持的 Linux 上运行，或去掉 --strict"
            f" / strict mode: not protected here, nothing was read: {'; '.join(one.wording.en for one in missing)}. Run on Linux with seccomp and landlock, or without --strict"
        )
