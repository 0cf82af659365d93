"""What the child may not do: memory, time, files; told by `docintel doctor`."""

from __future__ import annotations

import importlib.util
import logging

from docintel.domain.wording import Wording

OPEN_FILES = 64


def confine(memory: int, cpu_seconds: int) -> None:
    """Limit this process for good; where the platform has no such limits the parent's clock is what remains."""
    logging.disable(logging.CRITICAL)
    if importlib.util.find_spec("resource") is None:
        return
    import resource

    for name, limit in (("AS", memory), ("CPU", cpu_seconds), ("FSIZE", 0), ("CORE", 0), ("NOFILE", OPEN_FILES)):
        kind = getattr(resource, f"RLIMIT_{name}", None)
        if kind is not None:
            _, hard = resource.getrlimit(kind)
            lowest = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(kind, (lowest, lowest))


def isolation() -> tuple[tuple[str, bool, Wording], ...]:
    """Each protection: its name, whether it is active here, and what it does."""
    limited = importlib.util.find_spec("resource") is not None
    return (
        ("child process", True, Wording("每个文件在独立子进程中打开", "every file is opened in a process of its own")),
        ("wall clock", True, Wording("超时的子进程由父进程结束", "the parent ends a child that takes too long")),
        ("rlimit", limited, Wording("限制内存、CPU 时间、写文件和打开文件数", "memory, CPU time, writing and open files are limited")),
        ("seccomp", False, Wording("尚未使用：系统调用过滤", "not used yet: a filter on system calls")),
        ("landlock", False, Wording("尚未使用：文件访问限制", "not used yet: a limit on which files can be read")),
    )
