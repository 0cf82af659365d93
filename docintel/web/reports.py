"""Reports that leave the workbench: the opinion on one application, the workbook and the hand-ins of a campaign; contacts masked, each export logged."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from fastapi import APIRouter
from fastapi import Request
from fastapi.responses import Response

from docintel.domain.deciding import Decided
from docintel.domain.errors import StoreError
from docintel.domain.errors import UnreadableError
from docintel.domain.errors import UsageError
from docintel.domain.objecting import objection_text
from docintel.domain.records import ApplicationRecord
from docintel.domain.records import Standing
from docintel.intake import SubmittedFile
from docintel.intake import submitted_file
from docintel.report.crops import cropper
from docintel.report.crops import private_places
from docintel.report.decode import review_of
from docintel.report.handins import handin_of
from docintel.report.handins import handins_workbook
from docintel.report.opinion import opinion_of
from docintel.report.opinion import opinion_paper
from docintel.report.paper_docx import paper_docx
from docintel.report.paper_html import paper_html
from docintel.report.plain import masked
from docintel.report.plain import plain
from docintel.report.reviewed import Reviewed
from docintel.report.stored_reviews import review_face_of
from docintel.report.workbook import campaign_workbook
from docintel.store import Slice
from docintel.store import Store
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.security import attachment_headers
from docintel.web.shown import language_of
from docintel.web.shown import said_words

router = APIRouter(tags=["reports"])

AT_ONCE = 100
Form = Literal["docx", "html"]


@router.get("/applications/{application}/report")
def opinion(request: Request, desk: AtDesk, application: str, form: Form = "docx") -> Response:
    """The review opinion as it stands, with its decisions and pictures."""
    record = desk.store.applications.get(application)
    one = reviewed(desk.store, record)
    review = review_of(one.face, desk.packs.taxonomy)
    files = tuple(_kept(desk.store, one))
    crop = cropper(files, review.documents, desk.settings.limits, private_places(review))
    paper = opinion_paper(opinion_of(review, one.decisions, desk.packs, language_of(request), crop, one.objections))
    content = paper_docx(paper, shown) if form == "docx" else paper_html(paper, shown).encode()
    return Response(content, headers=attachment_headers(f"{record.applicant or record.folder}.{form}"))


@router.get("/campaigns/{campaign}/workbook")
def workbook(request: Request, desk: AtDesk, campaign: str) -> Response:
    """A row per application, per finding and per condition."""

    def written(path: Path) -> None:
        campaign_workbook(path, reviewed_in(desk.store, campaign), desk.packs, language_of(request), shown)

    return _sheet(request, desk, campaign, "workbook", written)


@router.get("/campaigns/{campaign}/hand-ins")
def hand_ins(request: Request, desk: AtDesk, campaign: str) -> Response:
    """The tables to hand in, filled from people's decisions only."""

    def written(path: Path) -> None:
        handed = [handin_of(one, desk.packs) for one in reviewed_in(desk.store, campaign)]
        handins_workbook(path, handed, language_of(request), shown)

    return _sheet(request, desk, campaign, "hand_ins", written)


def shown(text: str) -> str:
    """What may leave of a text: no ID number, no telephone."""
    return masked(plain(text))


def reviewed(store: Store, record: ApplicationRecord) -> Reviewed:
    """The present Review of an application with what people did; UsageError before the first."""
    if record.review is None:
        raise UsageError("申报材料还在读取，尚无审核结果。 / The application is still being read; there is no review yet.")
    return Reviewed(
        face=review_face_of(store.reviews.body(record.id, record.review), f"{record.id}#{record.review}"),
        decisions=_decided(store, record.id),
        objections=tuple(objection_text(one.body) for one in store.objections.of(record.id)),
        place=record.province + record.city,
        rounds=len(store.letters.of(record.id)),
    )


def reviewed_in(store: Store, campaign: str) -> Iterator[Reviewed]:
    """Every application of a campaign that has a Review, be it to be made anew, one in memory at a time."""
    number = 1
    while rows := store.applications.of(campaign, page=Slice(number, AT_ONCE)).rows:
        yield from (reviewed(store, record) for record in rows if record.review is not None)
        number += 1


def _decided(store: Store, application: str) -> dict[str, Decided]:
    """The last decision on each thing as it stands; what the present Review does not know any more is stale."""
    last = {decision.finding: decision for decision in store.decisions.of(application) if decision.undone_by is None}
    states = {key: store.decisions.state(application, key) for key in last}
    return {key: Decided(one, Standing.STALE if (now := states[key]) is None else now.standing) for key, one in last.items()}


def _kept(store: Store, one: Reviewed) -> Iterator[SubmittedFile]:
    """The files behind a Review; one that is gone has no pictures."""
    for document in one.face.documents:
        try:
            yield submitted_file(store.files.path(document.sha256), document.file)
        except (StoreError, UsageError, UnreadableError):
            continue


def _sheet(request: Request, desk: Desk, campaign: str, what: str, write: Callable[[Path], None]) -> Response:
    record = desk.store.campaigns.get(campaign)
    called = said_words(language_of(request))[what]
    with tempfile.TemporaryDirectory(prefix="docintel-") as folder:
        path = Path(folder) / "sheet.xlsx"
        write(path)
        return Response(path.read_bytes(), headers=attachment_headers(f"{record.name} {called}.xlsx"))
