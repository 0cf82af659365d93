"""What stands between us and LibreOffice: a process that gives up memory, time, large files and the network for good, then becomes it.

Started as `python -I -c "... main()" ORDER COMMAND...`, ORDER being JSON; the exit code is LibreOffice's own, or NO_NETWORK_WALL where
the network could not be taken away.
"""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import socket
import sys
from typing import Any

NO_NETWORK_WALL = 97
FAMILIES = ("AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK", "AF_BLUETOOTH")


def main() -> None:
    """Limit this process and become the command."""
    order: dict[str, Any] = json.loads(sys.argv[1])
    command = sys.argv[2:]
    _limit(order)
    filtered = deny_network()
    if not filtered and not order["unshared"]:
        sys.exit(NO_NETWORK_WALL)
    os.execve(command[0], command, {str(key): str(value) for key, value in order["environment"].items()})  # noqa: S606 - our own command


def _limit(order: dict[str, Any]) -> None:
    if importlib.util.find_spec("resource") is None:
        return
    import resource

    for name, key in (("AS", "memory"), ("CPU", "seconds"), ("FSIZE", "bytes"), ("CORE", "")):
        limit = int(order[key]) if key else 0
        _, hard = resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))
        lowest = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (lowest, lowest))


def deny_network() -> bool:
    """Take sockets of every family but the machine's own away from this process and its children; False where the kernel has no filter."""
    try:
        import pyseccomp
    except (ImportError, OSError, RuntimeError):
        return False
    wall = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    try:
        for name in FAMILIES:
            family = getattr(socket, name, None)
            if family is not None:
                wall.add_rule(pyseccomp.ERRNO(errno.EACCES), "socket", pyseccomp.Arg(0, pyseccomp.EQ, int(family)))
        wall.load()
    except (OSError, RuntimeError, ValueError):
        return False
    return True
