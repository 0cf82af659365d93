"""Where reports take their reviews from: JSON files, or a store; both one review at a time."""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.store import STORE
from docintel.cli.store import campaign_named
from docintel.cli.store import store_there
from docintel.cli.unmasking import may_show
from docintel.domain.errors import UnreadableError
from docintel.domain.errors import UsageError
from docintel.domain.review import Review
from docintel.domain.source import PageBox
from docintel.intake import Limits
from docintel.intake import SubmittedFile
from docintel.intake import open_submission
from docintel.report.crops import cropper
from docintel.report.crops import private_places
from docintel.report.html import Crop
from docintel.report.paper import Shown
from docintel.report.reviewed import Reviewed
from docintel.report.reviewed import read_decisions
from docintel.report.reviewed import reviewed_of
from docintel.report.stored_reviews import stored_faces
from docintel.store import Store
from docintel.work import files_behind
from docintel.work import reviewed_in

ReviewsArgument = Annotated[
    list[Path] | None, typer.Argument(help="审核结果（review --json）或其目录；用存储时不填 / results of review --json, or folders of them")
]
DecisionsOption = Annotated[
    Path | None,
    typer.Option("--decisions", metavar="FILE.json", help="人员决定（不用存储时） / people's decisions, where no store is used"),
]
StoreOption = Annotated[Path | None, typer.Option("--store", envvar="DOCINTEL_STORE", help="存储目录 / folder of the store")]
ByOption = Annotated[
    str | None,
    typer.Option(
        "--account",
        "--by",
        envvar="DOCINTEL_PERSON",
        help="导出人账号（旧名 --by 下一版取消） / who exports, for the audit log (--by goes with the next release)",
    ),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of a report say about where reviews come from and what may be shown."""

    reviews: tuple[Path, ...] = ()
    decisions: Path | None = None
    store: Path | None = None
    database: str | None = None
    campaign: str | None = None
    unmasked: str | None = None
    by: str | None = None
    files: tuple[Path, ...] = ()

    @property
    def shown(self) -> Shown:
        """What may be printed of a text."""
        return may_show(self.unmasked)

    @property
    def person(self) -> str:
        """Who exports."""
        return self.by or getpass.getuser()


@dataclass(slots=True)
class Source:
    """Reviews and the files they were made of; `store` is None where they come from JSON."""

    asked: Asked
    store: Store | None = None
    campaign: str = ""
    folders: dict[str, Path] | None = None
    exported: list[str] = field(default_factory=list)
    own_ids: dict[str, str] = field(default_factory=dict)  # the store's id of an application by its id in reviews

    def reviewed(self) -> Iterator[Reviewed]:
        """Every review with what people did, in the order given; in a store by its id."""
        if self.store is None:
            made = () if self.asked.decisions is None else read_decisions(self.asked.decisions)
            yield from reviewed_of(stored_faces(self.asked.reviews), made)
            return
        for record, one in reviewed_in(self.store, self.campaign):
            self.own_ids[one.id] = record.id
            self.exported.append(record.id)
            yield one

    @contextmanager
    def crop(self, one: Reviewed, review: Review) -> Iterator[Crop]:
        """Draws places of its pages while the context lasts; nothing where its files are not at hand."""
        hidden = private_places(review) if self.asked.unmasked is None else {}
        with self._opened(one) as files:
            yield cropper(files, review.documents, Limits(), hidden) if files else _undrawn

    @contextmanager
    def _opened(self, one: Reviewed) -> Iterator[tuple[SubmittedFile, ...]]:
        if self.store is not None:
            yield tuple(files_behind(self.store, one))
            return
        if self.folders is None:
            self.folders = _indexed(self.asked.files)
        known = self.folders
        found = dict.fromkeys(known[document.sha256] for document in one.face.documents if document.sha256 in known)
        with ExitStack() as opened:
            yield tuple(file for folder in found for file in opened.enter_context(_submitted(folder)))

    def audit(self, what: str) -> None:
        """Tells the store's log what was exported, and where contacts were shown for which reason (its hash; its words are notes)."""
        if self.store is None:
            return
        reason = self.asked.unmasked
        detail = {"applications": str(len(self.exported))}
        if reason is not None:
            detail["reason"] = hashlib.sha256(reason.encode()).hexdigest()
            for application in self.exported:
                self.store.notes.add(application, f"导出未遮盖（{what}）/ exported unmasked: {reason}", person=self.asked.person)
        action = f"export.{what}" if reason is None else f"export.{what}.unmasked"
        self.store.audit.append(self.asked.person, action, self.campaign, detail)


@contextmanager
def source_of(asked: Asked, what: str) -> Iterator[Source]:
    """The reviews that were named, else the store; UsageError where there is neither.

    The store's log is told of `what` is exported, also where it breaks off: some of it may have left by then.
    """
    if asked.reviews:
        yield Source(asked)
        return
    if asked.store is None and not STORE.is_dir():
        raise UsageError("请给出审核结果或 --store / name results of docintel review --json, or a --store")
    with store_there(asked.store or STORE, asked.database) as store:
        store.audit.check(asked.person)
        source = Source(asked, store, campaign_named(store, asked.campaign).id)
        try:
            yield source
        finally:
            source.audit(what)


def _indexed(places: Iterable[Path]) -> dict[str, Path]:
    """Which folder or zip holds which file: of a place with nothing but folders in it, each of those."""
    found: dict[str, Path] = {}
    for place in places:
        if not place.exists():
            raise UsageError(f"没有这个目录或文件：{place} / no such folder or file: {place}")
        inside = sorted(place.iterdir()) if place.is_dir() else []
        folders = [one for one in inside if one.is_dir()] if not any(one.is_file() for one in inside) else [place]
        for folder in folders or [place]:
            with _submitted(folder) as files:
                found.update((file.sha256, folder) for file in files)
    return found


@contextmanager
def _submitted(folder: Path) -> Iterator[tuple[SubmittedFile, ...]]:
    try:
        with open_submission(folder) as submission:
            yield submission.files
    except UnreadableError:
        yield ()


def _undrawn(_document: str, _box: PageBox) -> None:
    """No picture."""
