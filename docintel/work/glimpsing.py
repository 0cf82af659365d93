"""Glimpses: the first Cards of an application while its files are still being read, for whoever watches it.

Nothing is made where nobody watches, so that a night's reading costs what it did. A glimpse lies beside the readings, never among the
Reviews: no list, report, export, gate or decision can take it for one. The Review that follows removes it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from types import TracebackType
from typing import Any
from typing import Self

from docintel.intake import Limits
from docintel.intake import SubmittedFile
from docintel.report.encode import review_face
from docintel.review import Declared
from docintel.review import ReadFile
from docintel.review import broke_at
from docintel.review import declared_by
from docintel.review import evidence_in
from docintel.review import glimpsed
from docintel.review import kept_reading
from docintel.review import read_said
from docintel.review import reading_kept
from docintel.store import Inputs
from docintel.store import Store
from docintel.work.basis import Basis
from docintel.work.basis import basis_of
from docintel.work.judging import inputs_now
from docintel.work.judging import kept_of
from docintel.work.judging import submission_of
from docintel.work.shelf import GLIMPSE
from docintel.work.shelf import GLIMPSED
from docintel.work.shelf import PRESENT
from docintel.work.shelf import WATCHED
from docintel.work.shelf import PagesWritten
from docintel.work.shelf import Said
from docintel.work.shelf import forget_glimpse
from docintel.work.shelf import key_of
from docintel.work.shelf import last_glimpse
from docintel.work.shelf import pages_said

logger = logging.getLogger(__name__)
SCHEMA = "docintel/glimpse/1"
WATCHED_SECONDS = 60.0  # after the last look
REST, SHARE = 2.0, 4.0  # seconds between two glimpses at least, and in costs of the last: a fifth of the time goes into them at most
MARKS = (8, 24, 72, 216)  # pages of one file after which it is looked at before it ends


@dataclass(frozen=True, slots=True)
class Part:
    """A file as far as it was read: its last page so far."""

    sha256: str
    read: ReadFile
    page: int


def watch(store: Store, application: str, *, clock: Callable[[], float] = time.time) -> None:
    """Somebody looks at an application that is still being read."""
    said = {"until": clock() + WATCHED_SECONDS}
    store.readings.put(key_of(application), WATCHED, PRESENT, said, application=application, anew=True)


def is_watched(store: Store, application: str, *, clock: Callable[[], float] = time.time) -> bool:
    """Whether somebody looked lately."""
    said = store.readings.get(key_of(application), WATCHED, PRESENT)
    return said is not None and said["until"] > clock()


class Unharmed:
    """What breaks over a glimpse is logged and goes no further: the reading goes on, and the Review says what there is to say."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        if not isinstance(error, Exception):
            return False
        logger.warning("no glimpse: %s", broke_at(error))
        return True


def glimpse_all(store: Store, sha256: str) -> None:
    """What can be said now of every watched application that has this file."""
    with Unharmed():
        for application in awaited(store, sha256):
            glimpse(store, application)


def glimpse_first(store: Store, sha256: str) -> None:
    """What can be said before the file is read, where nothing was said yet: the form is there, and it may disagree with itself."""
    with Unharmed():
        for application in awaited(store, sha256):
            if last_glimpse(store, application) is None:
                glimpse(store, application)


def awaited(store: Store, sha256: str) -> tuple[str, ...]:
    """The applications with this file that somebody watches and of which the last glimpse is not too fresh."""
    return tuple(one for one in store.jobs.sharing(sha256) if is_watched(store, one) and is_due(last_glimpse(store, one)))


def is_due(last: Mapping[str, Any] | None, *, clock: Callable[[], float] = time.time) -> bool:
    """Whether it is time for another; as long as there is no Card it always is."""
    return last is None or not last["cards"] or clock() - last["at"] > max(REST, SHARE * last["cost"])


def glimpse(store: Store, application: str, part: Part | None = None) -> Mapping[str, Any] | None:
    """Judge what was read so far and keep what can be said; None where a Review stands already, or nothing is left to be read."""
    held, started = inputs_now(store, application), time.perf_counter()
    if held.review_sha256 is not None:
        return None
    basis = basis_of(store, store.campaigns.get(held.campaign))
    declared, read, unread = so_far(store, held, basis, part)
    if not unread:
        return None
    half = {} if part is None else {part.sha256: part.page}
    last = last_glimpse(store, application)
    known = list(
        dict.fromkeys([*(last["known"] if last else ()), *(one.document.sha256 for one in read if one.document.sha256 not in half)])
    )
    face = review_face(glimpsed(declared, read, basis.packs, half, known)).model_dump(mode="json")
    face.pop("schema")
    said = {"schema": SCHEMA, "at": time.time(), "unread": unread, "part": half, "review": face}
    store.readings.put(key_of(application), GLIMPSE, PRESENT, said, application=application, anew=True)
    told = {"at": said["at"], "cost": time.perf_counter() - started, "cards": len(face["cards"]), "known": known}
    store.readings.put(key_of(application), GLIMPSED, PRESENT, told, application=application, anew=True)
    if inputs_now(store, application).review_sha256 is not None:  # it was judged meanwhile
        forget_glimpse(store, application)
        return None
    return said


def so_far(store: Store, held: Inputs, basis: Basis, part: Part | None) -> tuple[Declared, list[ReadFile], list[str]]:
    """The form, the files read or in part, and the names of those not read to their end."""
    submission = submission_of(store, held)
    read, unread = list[ReadFile](), list[str]()
    for file in evidence_in(submission):
        found = kept_of(store, file, basis)
        if found is None:
            unread.append(file.name)
            found = named(part, file) if part is not None and part.sha256 == file.sha256 else None
        read += [] if found is None else [found]
    return declared_by(submission, basis.packs, basis.order), read, unread


def named(part: Part, file: SubmittedFile) -> ReadFile:
    """A part under the name of the file in an application."""
    return reading_kept(kept_reading(part.read), file.name)


@dataclass(frozen=True, slots=True)
class Watchful:
    """Passes on what readers say of a file; at a few pages it looks at what was said so far, where somebody watches."""

    written: PagesWritten
    store: Store
    file: SubmittedFile
    basis: Basis
    limits: Limits

    def __iter__(self) -> Iterator[Said]:
        pages = 0
        for said in self.written:
            yield said
            pages += "page" in said
            if "page" in said and pages in MARKS:
                self.look(pages)

    def look(self, page: int) -> None:
        """A glimpse with this file as far as it was read."""
        with Unharmed():
            applications = awaited(self.store, self.file.sha256)
            if applications:
                found, _ = read_said(self.file, pages_said(self.written.so_far()), self.basis.packs, self.limits)
                part = Part(self.file.sha256, replace(found, document=replace(found.document, problems=())), page)
                for application in applications:
                    glimpse(self.store, application, part)
