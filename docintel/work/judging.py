"""One application judged on what is kept: its form, the facts of its files, what persons put right. No page is read here."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from docintel.domain.fact import Facts
from docintel.domain.records import JobState
from docintel.domain.records import ReviewRecord
from docintel.domain.review import Review
from docintel.intake import Submission
from docintel.intake import SubmittedFile
from docintel.intake import is_form
from docintel.report.encode import review_face
from docintel.review import ReadFile
from docintel.review import broken_file
from docintel.review import declared_by
from docintel.review import evidence_in
from docintel.review import judge_read
from docintel.review import reading_kept
from docintel.store import READ
from docintel.store import Inputs
from docintel.store import Store
from docintel.work.basis import Basis
from docintel.work.basis import basis_now
from docintel.work.basis import basis_of
from docintel.work.correcting import corrections_of
from docintel.work.correcting import with_corrections
from docintel.work.describing import describe
from docintel.work.due import input_of
from docintel.work.planning import want_checking
from docintel.work.planning import want_reading
from docintel.work.shelf import FACTS
from docintel.work.shelf import forget_glimpse
from docintel.work.shelf import kept_problems
from docintel.work.versions import facts_version

UNSEEN = (0, 0, 0)  # the stamp of a file in the store, which never changes


@dataclass(frozen=True, slots=True)
class Unread:
    """The files of an application of which nothing is kept yet."""

    files: tuple[SubmittedFile, ...]


def judge_application(store: Store, application: str) -> ReviewRecord | None:
    """The Review of an application as its files, form and corrections are now; call it after a correction: it counts at once.

    None where a file is still to be read: it is put up to be read, and the application to be judged after it.
    """
    judged = judge(store, application)
    if judged is not None:
        want_checking(store, store.applications.get(application).campaign)
    return judged


def judge(store: Store, application: str) -> ReviewRecord | None:
    """Judge and keep the Review; the same input gives the same Review, which is kept once. None where files are unread.

    Where its input changes under our hands it is judged again: what is kept last was made from what is there.
    """
    while True:
        held = inputs_now(store, application)
        basis = basis_of(store, store.campaigns.get(held.campaign))
        review = reviewed(store, held, basis)
        if isinstance(review, Unread):
            want_reading(store, held, basis)
            return None
        if input_of(basis, inputs_now(store, application)) == input_of(basis, held):
            break
    record = store.reviews.add(application, review_face(review).model_dump(mode="json"), input_sha256=input_of(basis, held))
    describe(store, application, Facts(review.facts))
    forget_glimpse(store, application)
    return record


def reviewed(store: Store, held: Inputs, basis: Basis) -> Review | Unread:
    """The Review that the basis makes of an application; nothing is kept."""
    submission = submission_of(store, held)
    declared = declared_by(submission, basis.packs, basis.order)
    evidence = evidence_in(submission)
    found = [kept_of(store, file, basis) for file in evidence]
    unread = tuple(file for file, read in zip(evidence, found, strict=True) if read is None)
    if unread:
        return Unread(unread)
    corrections = corrections_of(store, held.application)
    read, lost = with_corrections([one for one in found if one is not None], corrections, basis.packs.taxonomy)
    declared = replace(declared, problems=(*declared.problems, *lost))
    return judge_read(declared, read, basis.packs, basis.order)


def preview(store: Store, application: str) -> Review | Unread:
    """What an application's Review would be under what its campaign's settings name now, pinned or not; nothing is kept."""
    held = inputs_now(store, application)
    return reviewed(store, held, basis_now(store, store.campaigns.get(held.campaign)))


def inputs_now(store: Store, application: str) -> Inputs:
    """What an application's Review is made from at this moment."""
    return store.jobs.inputs(application=application)[0]


def submission_of(store: Store, held: Inputs) -> Submission:
    """Its files; only the form is where it can be opened."""
    named = [SubmittedFile(one.name, Path(), one.sha256, one.size, UNSEEN) for one in held.files]
    files = (replace(file, path=store.files.path(file.sha256)) if is_form(file) else file for file in named)  # no other is opened here
    return Submission(held.folder, tuple(sorted(files, key=lambda file: file.name)), kept_problems(store, held.application))


def kept_of(store: Store, file: SubmittedFile, basis: Basis) -> ReadFile | None:
    """What is kept of a file; a file that was set aside before anything could be kept broke the reader."""
    version = facts_version(basis.packs, basis.order.limits, file.suffix)
    kept = store.readings.get(file.sha256, FACTS, version)
    if kept is not None:
        return reading_kept(kept, file.name)
    job = store.jobs.get(file.sha256, READ, version)
    return broken_file(file) if job is not None and job.state is JobState.QUARANTINED else None
