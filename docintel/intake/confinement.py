"""What a process that opens submitted files may not do: memory, time, writing, the network, other programs, other people's files.

Layered: rlimits wherever the platform has them, a filter on system calls (seccomp) and a limit on which files can be opened (landlock)
where the Linux kernel has them. Nothing here can be undone by the process that asked for it.
"""

from __future__ import annotations

import ctypes
import errno
import importlib.util
import logging
import os
import platform
import sys
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

OPEN_FILES = 64
PAGE = 4096
FORBIDDEN_CALLS = (
    "accept accept4 add_key adjtimex bind bpf chmod chown chroot clock_settime connect "
    "delete_module execve execveat fallocate fchmod fchmodat fchown fchownat finit_module init_module io_uring_enter "
    "io_uring_register io_uring_setup ioperm iopl kcmp kexec_file_load kexec_load keyctl kill lchown link "
    "linkat listen memfd_create mkdir mkdirat mknod mknodat mount move_mount open_by_handle_at open_tree "
    "perf_event_open pidfd_getfd pidfd_send_signal pivot_root process_vm_readv process_vm_writev ptrace quotactl reboot rename renameat "
    "renameat2 request_key rmdir sendmmsg sendmsg sendto setdomainname setgid setgroups sethostname setns "
    "setresgid setresuid setuid setxattr socket socketpair swapoff swapon symlink symlinkat syslog "
    "tgkill tkill truncate umount2 unlink unlinkat unshare userfaultfd utimensat vhangup "
)

# landlock: <linux/landlock.h>
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_THREAD = 0x10000
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
_HANDLED_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_CONNECT_AND_BIND, _NETWORK_ABI = 3, 4
_BENEATH_PATH = 1
LIBRARIES = ("/usr/lib", "/lib", "/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/proc/self")
FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fontconfig", "/etc/fonts")
DEVICES = ("/dev/null", "/dev/urandom", "/dev/zero")


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def confine(memory: int, cpu_seconds: int, readable: Iterable[str] = ()) -> None:
    """Take everything from this process that reading does not need; `memory` is bytes beyond what it has now, 0 seconds are no limit.

    `readable` are the files and folders it may open besides its own libraries and fonts.
    """
    logging.disable(logging.CRITICAL)
    limit_calls()  # first: finding libseccomp may take another program
    limit_files(readable)
    limit_resources(memory, cpu_seconds)


def limit_resources(memory: int, cpu_seconds: int) -> bool:
    """Memory, CPU time, no writing to files, no core dumps, few open files; False where the platform has no such limits."""
    if importlib.util.find_spec("resource") is None:
        return False
    import resource

    wanted = {"AS": address_space() + memory, "FSIZE": 0, "CORE": 0, "NOFILE": OPEN_FILES, **({"CPU": cpu_seconds} if cpu_seconds else {})}
    for name, limit in wanted.items():
        kind = getattr(resource, f"RLIMIT_{name}", None)
        if kind is not None:
            _, hard = resource.getrlimit(kind)
            lowest = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(kind, (lowest, lowest))
    return True


def address_space() -> int:
    """Bytes of address space this process has now, 0 where that cannot be told."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * PAGE
    return 0


def limit_calls() -> bool:
    """No network, no other programs, no signals to others, no changes to files; False where the kernel or library cannot do it."""
    if not sys.platform.startswith("linux") or importlib.util.find_spec("pyseccomp") is None:
        return False
    try:
        import pyseccomp
    except (OSError, RuntimeError):  # the system's libseccomp is missing
        return False
    calls = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in FORBIDDEN_CALLS.split():
        with suppress(OSError, RuntimeError, ValueError):  # a call that this architecture does not have
            calls.add_rule(pyseccomp.ERRNO(1), name)
    forbid_processes(calls, pyseccomp)
    try:
        calls.load()
    except (OSError, RuntimeError):
        return False
    return True


def forbid_processes(calls: Any, pyseccomp: Any) -> None:
    """Threads are made, processes are not: one that outlives its parent would be out of reach of whoever ends that."""
    with suppress(OSError, RuntimeError, ValueError):
        calls.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")  # its flags lie in memory; the C library then asks with clone
        calls.add_rule(pyseccomp.ERRNO(errno.EPERM), "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _CLONE_THREAD, 0))
        for name in ("fork", "vfork"):
            calls.add_rule(pyseccomp.ERRNO(errno.EPERM), name)


def limit_files(readable: Iterable[str]) -> bool:
    """Only libraries, fonts and `readable` can be opened, and only for reading; False where the kernel has no landlock."""
    abi = landlock_abi()
    if abi < 1:
        return False
    handled = _HANDLED_BY_ABI[max(known for known in _HANDLED_BY_ABI if known <= abi)]
    rules = _Ruleset(handled, _CONNECT_AND_BIND if abi >= _NETWORK_ABI else 0)
    kernel = ctypes.CDLL(None, use_errno=True)
    ruleset = kernel.syscall(_CREATE_RULESET, ctypes.byref(rules), ctypes.sizeof(rules) if abi >= _NETWORK_ABI else 8, 0)
    if ruleset < 0:
        return False
    for path in (*own_paths(), *readable):
        _allow(kernel, ruleset, path)
    kernel.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    done = bool(kernel.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    os.close(ruleset)
    return done


def landlock_abi() -> int:
    """The kernel's version of landlock, 0 where it has none."""
    if not sys.platform.startswith("linux") or platform.machine() not in ("x86_64", "aarch64"):
        return 0
    return max(0, int(ctypes.CDLL(None, use_errno=True).syscall(_CREATE_RULESET, None, 0, 1)))


def own_paths() -> Iterator[str]:
    """What the interpreter, its libraries and the drawing of pages need to read."""
    yield from dict.fromkeys([sys.prefix, sys.base_prefix, *(path for path in sys.path if path), *LIBRARIES, *FONTS, *DEVICES])


def _allow(kernel: ctypes.CDLL, ruleset: int, path: str) -> None:
    """Reading beneath a path; one that is not there needs no rule."""
    with suppress(OSError):
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        allowed = _READ_FILE | _READ_DIR if Path(path).is_dir() else _READ_FILE
        kernel.syscall(_ADD_RULE, ruleset, _BENEATH_PATH, ctypes.byref(_Beneath(allowed, place)), 0)
        os.close(place)
