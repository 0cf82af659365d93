"""Stages over a store: take in, read, judge; leases, retries, quarantine, progress; on one machine or a dask cluster.

What is named here is loaded when it is first asked for: a program that has nothing to do need not load what reads and judges.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docintel.work.basis import Basis
    from docintel.work.basis import basis_of
    from docintel.work.crew import Crew
    from docintel.work.due import Planned
    from docintel.work.gathering import files_behind
    from docintel.work.gathering import reviewed_as_stored
    from docintel.work.gathering import reviewed_in
    from docintel.work.glimpsing import watch
    from docintel.work.judging import judge_application
    from docintel.work.progress import Progress
    from docintel.work.progress import progress_of
    from docintel.work.putting_up import plan
    from docintel.work.shelf import campaign_check
    from docintel.work.shelf import kept_glimpse
    from docintel.work.shelf import last_glimpse
    from docintel.work.taking import Taken
    from docintel.work.taking import Taker
    from docintel.work.taking import found_in
    from docintel.work.upgrading import Upgrade
    from docintel.work.upgrading import upgrade
    from docintel.work.upgrading import upgrade_of
    from docintel.work.working import Terms

_WHERE = MappingProxyType(
    {
        "Basis": "basis",
        "Crew": "crew",
        "Planned": "due",
        "Progress": "progress",
        "Taken": "taking",
        "Taker": "taking",
        "Terms": "working",
        "Upgrade": "upgrading",
        "basis_of": "basis",
        "campaign_check": "shelf",
        "files_behind": "gathering",
        "found_in": "taking",
        "judge_application": "judging",
        "kept_glimpse": "shelf",
        "last_glimpse": "shelf",
        "plan": "putting_up",
        "progress_of": "progress",
        "reviewed_as_stored": "gathering",
        "reviewed_in": "gathering",
        "upgrade": "upgrading",
        "upgrade_of": "upgrading",
        "watch": "glimpsing",
    }
)

__all__ = [
    "Basis",
    "Crew",
    "Planned",
    "Progress",
    "Taken",
    "Taker",
    "Terms",
    "Upgrade",
    "basis_of",
    "campaign_check",
    "files_behind",
    "found_in",
    "judge_application",
    "kept_glimpse",
    "last_glimpse",
    "plan",
    "progress_of",
    "reviewed_as_stored",
    "reviewed_in",
    "upgrade",
    "upgrade_of",
    "watch",
]


def __getattr__(name: str) -> object:
    """One of the names above, with the module that it is in (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
