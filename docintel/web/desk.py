"""What every page and action stands on: the store, the packs, opened Reviews, pictures and texts of pages, the templates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import Depends
from fastapi import Request
from jinja2 import Environment

from docintel.domain.document import Problem
from docintel.domain.errors import StoreError
from docintel.domain.errors import UsageError
from docintel.domain.packs import Packs
from docintel.domain.wording import Wording
from docintel.intake import SubmittedFile
from docintel.intake import turn_of
from docintel.report.faces import DocumentFace
from docintel.store import Store
from docintel.web.early import Glimpses
from docintel.web.opened import Opened
from docintel.web.opened import OpenReviews
from docintel.web.people import People
from docintel.web.pictures import Pictures
from docintel.web.presence import Presence
from docintel.web.presence import SharedPresence
from docintel.web.reading import Reading
from docintel.web.receiving import Receiving
from docintel.web.remembered import Remembered
from docintel.web.searching import Texts
from docintel.web.settings import Settings
from docintel.web.telling import Forms

WORDLESS = Wording("-", "-")
HITS_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Desk:
    """One to a process of a workbench; routes take it as `AtDesk`."""

    store: Store
    settings: Settings
    templates: Environment
    reviews: OpenReviews
    pictures: Pictures
    texts: Texts
    people: People
    receiving: Receiving
    reading: Reading
    glimpses: Glimpses
    forms: Forms
    presence: Presence | SharedPresence
    hits: Remembered[tuple[int, tuple[tuple[str, int], ...]]]  # of a campaign: applications with a Review, and how many each check hits

    @property
    def seal(self) -> bytes:
        """What signs what a person has looked at."""
        return self.settings.seal

    @property
    def packs(self) -> Packs:
        """The packs in use."""
        return self.settings.packs

    def seen(self, application: str) -> Opened:
        """What there is to look at: the present Review, or what is known while files are still being read; UsageError where there is nothing."""
        record = self.store.applications.get(application)
        early = self.glimpses.of(record)
        return self.reviews.present(application, record) if early is None else early.opened

    def document(self, application: str, sha256: str) -> DocumentFace:
        """A file of what there is to look at; UsageError where it is none of its files."""
        record = self.store.applications.get(application)
        early = self.glimpses.of(record)
        return self.reviews.document(record, sha256) if early is None else early.opened.document(sha256)

    def file(self, opened: Opened, sha256: str) -> SubmittedFile:
        """A file of an application where it lies; UsageError where it is none of its files."""
        return self.lying(opened.document(sha256))

    def lying(self, document: DocumentFace) -> SubmittedFile:
        """The file where it lies."""
        path = self.store.files.path(document.sha256)
        found = path.stat()
        return SubmittedFile(document.file, path, document.sha256, found.st_size, (found.st_size, found.st_mtime_ns, found.st_ino))

    def forget_erased(self) -> None:
        """What was drawn of files that the store has no more goes."""
        self.pictures.sweep(partial(_holds, self.store))


def set_out(store: Store, settings: Settings, templates: Environment) -> Desk:
    """A desk with everything on it."""
    folder = settings.place / "pages"
    pictures = Pictures(folder, settings.limits)
    pictures.sweep(partial(_holds, store))
    receiving = Receiving(settings.place)
    receiving.sweep()
    return Desk(
        store,
        settings,
        templates,
        OpenReviews(store),
        pictures,
        Texts(folder, settings.limits),
        People(store, hasher=settings.hasher),
        receiving,
        Reading(store, settings, receiving),
        Glimpses(store),
        Forms(settings.packs),
        SharedPresence(settings.place / "presence") if settings.workers > 1 else Presence(),
        Remembered(HITS_SECONDS),
    )


def _holds(store: Store, sha256: str) -> bool:
    """Whether the store still has a file; erased ones leave no picture behind."""
    try:
        return store.files.path(sha256).is_file()
    except (StoreError, UsageError):
        return False


def turn(document: DocumentFace, page: int) -> int:
    """By how many degrees a page's picture is turned so that boxes fit it."""
    return turn_of((Problem(one.code, WORDLESS, one.page) for one in document.problems), page)


def desk_of(request: Request) -> Desk:
    """The desk of the workbench that answers."""
    desk: Desk = request.app.state.desk
    return desk


async def _desk(request: Request) -> Desk:
    """The same for routes: not a thread's work, every request asks."""
    return desk_of(request)


AtDesk = Annotated[Desk, Depends(_desk)]
