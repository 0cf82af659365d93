"""The stages: a file is read, an application judged, a campaign checked. Each may be done twice and leaves what one time leaves.

A stage takes a lease's piece of work and gives what became of it; what it made is in the store by then. Nothing here knows who runs it.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from docintel.campaign import check_campaign
from docintel.domain.records import Job
from docintel.intake import Limits
from docintel.intake import SubmittedFile
from docintel.intake import forget
from docintel.intake import read_pages
from docintel.intake import submitted_file
from docintel.report.applicants import applicant_of
from docintel.report.campaign import campaign_face
from docintel.review import ReadFile
from docintel.review import kept_reading
from docintel.review import nameless
from docintel.review import read_said
from docintel.store import CAMPAIGN
from docintel.store import JUDGE
from docintel.store import READ
from docintel.store import Inputs
from docintel.store import Store
from docintel.work.basis import Basis
from docintel.work.basis import basis_of
from docintel.work.due import campaign_version
from docintel.work.glimpsing import Watchful
from docintel.work.glimpsing import glimpse_all
from docintel.work.glimpsing import glimpse_first
from docintel.work.judging import judge
from docintel.work.planning import want_judging_anew
from docintel.work.shelf import CHECKED
from docintel.work.shelf import FACTS
from docintel.work.shelf import PAGES
from docintel.work.shelf import PRESENT
from docintel.work.shelf import PagesWritten
from docintel.work.shelf import key_of
from docintel.work.shelf import pages_said
from docintel.work.versions import facts_version
from docintel.work.versions import pages_version

DEADLY = ("parser_crash", "resource_limit", "timeout", "reader_error")
"""Problems of a file that may have been the machine's on a bad day: it is read once more before it is set aside."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a piece: ids and hashes. With a `fault` the attempt failed; what it gave is kept with the last one."""

    outcome: Mapping[str, str]
    fault: str | None = None
    is_blocked: bool = False  # it waits for something else after all


def run(store: Store, job: Job, *, last: bool) -> Done:
    """Do a piece of work; `last` says that it is not tried again, so whatever comes out is kept."""
    return RUN[job.stage](store, job, last)


def read(store: Store, job: Job, last: bool) -> Done:  # noqa: FBT001
    """A file is read to its facts; what is there already is not read again."""
    basis = _basis(store, job)
    ending, limits = PurePosixPath(job.version).suffix, basis.order.limits
    if facts_version(basis.packs, limits, ending) != job.version:
        return Done({"superseded": "packs"})
    file = nameless(submitted_file(store.files.path(job.sha256), f"file{ending}"))
    store.applications.begin_reading(job.sha256)
    glimpse_first(store, job.sha256)
    found, fault, pages = _read(store, file, basis, limits)
    if fault is not None and not last:
        return Done({}, fault)
    if pages is not None and fault is None:
        store.readings.put(job.sha256, PAGES, pages_version(limits, ending), pages, anew=True, of_file=True)
    forget(job.sha256)
    kept = kept_reading(found)
    before = store.readings.get(job.sha256, FACTS, job.version)
    store.readings.put(job.sha256, FACTS, job.version, kept, anew=True, of_file=True)
    if before is not None and before != kept:
        want_judging_anew(store, job.sha256)
    glimpse_all(store, job.sha256)
    return Done({"facts": str(len(found.facts)), "status": found.document.status.value}, fault)


def _read(store: Store, file: SubmittedFile, basis: Basis, limits: Limits) -> tuple[ReadFile, str | None, Mapping[str, str] | None]:
    """The file read, what is wrong with that, and its pages where they were read just now."""
    pages = store.readings.get(file.sha256, PAGES, pages_version(limits, file.suffix))
    if pages is not None:
        found, broke = read_said(file, pages_said(pages), basis.packs, limits)
        return found, broke, None
    written = PagesWritten(read_pages(file, limits).says())
    found, broke = read_said(file, Watchful(written, store, file, basis, limits), basis.packs, limits)
    deadly = sorted({problem.code for problem in found.document.problems} & set(DEADLY))
    return found, broke or (", ".join(deadly) or None), written.whole()


def judge_stage(store: Store, job: Job, last: bool) -> Done:  # noqa: ARG001, FBT001
    """An application is judged on what was read of its files."""
    judged = judge(store, str(job.application))
    if judged is None:
        return Done({}, is_blocked=True)
    return Done({"review": str(judged.number), "sha256": judged.sha256})


def check_stage(store: Store, job: Job, last: bool) -> Done:  # noqa: ARG001, FBT001
    """The applications of a campaign are checked against each other; one Review is in memory at a time."""
    campaign = str(job.campaign)
    while True:
        basis, held = _basis(store, job), _judged(store, campaign)
        version = campaign_version(basis, held)
        applicants = [applicant_of(store.reviews.body(one.application)) for one in held]
        face = campaign_face(
            check_campaign(applicants, basis.packs.campaign, basis.packs.products, basis.packs.control.rule(None))
        ).model_dump(mode="json")
        if version == campaign_version(basis, _judged(store, campaign)):
            break
    store.readings.put(key_of(campaign), CHECKED, PRESENT, {"version": version, "check": face}, anew=True)
    return Done({"version": version, "cards": str(len(face["cards"]))})


def _judged(store: Store, campaign: str) -> list[Inputs]:
    return [one for one in store.jobs.inputs(campaign=campaign) if one.review_sha256 is not None]


def _basis(store: Store, job: Job) -> Basis:
    return basis_of(store, store.campaigns.get(str(job.campaign)))


Stage = Callable[[Store, Job, bool], Done]
RUN: Mapping[str, Stage] = MappingProxyType({READ: read, JUDGE: judge_stage, CAMPAIGN: check_stage})
