"""Reports that leave the workbench: the opinion on one application, the workbook and the hand-ins of a campaign; contacts masked, each export logged."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from fastapi import APIRouter
from fastapi import Request
from fastapi.responses import Response

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
from docintel.report.workbook import campaign_workbook
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.security import attachment_headers
from docintel.web.shown import language_of
from docintel.web.shown import said_words
from docintel.work import files_behind
from docintel.work import reviewed_as_stored
from docintel.work import reviewed_in

router = APIRouter(tags=["reports"])

Form = Literal["docx", "html"]


@router.get("/applications/{application}/report")
def opinion(request: Request, desk: AtDesk, application: str, form: Form = "docx") -> Response:
    """The review opinion as it stands, with its decisions and pictures."""
    record = desk.store.applications.get(application)
    one = reviewed_as_stored(desk.store, record)
    review = review_of(one.face, desk.packs.taxonomy)
    files = tuple(files_behind(desk.store, one))
    crop = cropper(files, review.documents, desk.settings.limits, private_places(review))
    paper = opinion_paper(opinion_of(review, one.decisions, desk.packs, language_of(request), crop, one.objections))
    content = paper_docx(paper, shown) if form == "docx" else paper_html(paper, shown).encode()
    return Response(content, headers=attachment_headers(f"{record.applicant or record.folder}.{form}"))


@router.get("/campaigns/{campaign}/workbook")
def workbook(request: Request, desk: AtDesk, campaign: str) -> Response:
    """A row per application, per finding and per condition."""

    def written(path: Path) -> None:
        campaign_workbook(path, (one for _, one in reviewed_in(desk.store, campaign)), desk.packs, language_of(request), shown)

    return _sheet(request, desk, campaign, "workbook", written)


@router.get("/campaigns/{campaign}/hand-ins")
def hand_ins(request: Request, desk: AtDesk, campaign: str) -> Response:
    """The tables to hand in, filled from people's decisions only."""

    def written(path: Path) -> None:
        handed = [handin_of(one, desk.packs) for _, one in reviewed_in(desk.store, campaign)]
        handins_workbook(path, handed, language_of(request), shown)

    return _sheet(request, desk, campaign, "hand_ins", written)


def shown(text: str) -> str:
    """What may leave of a text: no ID number, no telephone."""
    return masked(plain(text))


def _sheet(request: Request, desk: Desk, campaign: str, what: str, write: Callable[[Path], None]) -> Response:
    record = desk.store.campaigns.get(campaign)
    called = said_words(language_of(request))[what]
    with tempfile.TemporaryDirectory(prefix="docintel-") as folder:
        path = Path(folder) / "sheet.xlsx"
        write(path)
        return Response(path.read_bytes(), headers=attachment_headers(f"{record.name} {called}.xlsx"))
