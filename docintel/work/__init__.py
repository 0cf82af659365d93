"""Stages over a store: take in, read, judge; leases, retries, quarantine, progress; on one machine or a dask cluster."""

from docintel.work.basis import Basis
from docintel.work.basis import basis_of
from docintel.work.crew import Crew
from docintel.work.gathering import files_behind
from docintel.work.gathering import reviewed_as_stored
from docintel.work.gathering import reviewed_in
from docintel.work.glimpsing import watch
from docintel.work.judging import judge_application
from docintel.work.planning import Planned
from docintel.work.planning import plan
from docintel.work.progress import Progress
from docintel.work.progress import progress_of
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
