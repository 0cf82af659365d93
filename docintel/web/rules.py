"""What is judged by: packs with their sources, and the registers of the campaigns. Both are looked at here and changed elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi import HTTPException
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import Response

from docintel.domain.campaigning import RegisterUse
from docintel.domain.records import CampaignRecord
from docintel.report import words as report_words
from docintel.web.desk import AtDesk
from docintel.web.shown import shown

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Used:
    """A register as one or more campaigns use it."""

    register: RegisterUse
    campaigns: tuple[CampaignRecord, ...]


@router.get("/registers", response_class=HTMLResponse)
def registers(request: Request, desk: AtDesk) -> Response:
    """Every register that a campaign is judged with, by its hash."""
    campaigns = desk.store.campaigns.all()
    by_hash = {one.sha256: one for campaign in campaigns for one in campaign.pinned.registers}
    used = [
        Used(register, tuple(campaign for campaign in campaigns if any(one.sha256 == sha256 for one in campaign.pinned.registers)))
        for sha256, register in by_hash.items()
    ]
    return shown(request, "registers.html.j2", used=used)


@router.get("/packs", response_class=HTMLResponse)
def packs(request: Request, desk: AtDesk) -> Response:
    """Programmes, kinds of documents, and every pack with its version and hash."""
    return shown(request, "packs.html.j2", packs=desk.packs, campaigns=desk.store.campaigns.all())


@router.get("/packs/{kind}/{name}", response_class=HTMLResponse)
def pack(request: Request, desk: AtDesk, kind: str, name: str) -> Response:
    """A programme with its conditions and checks, or a kind of document with what is read from it."""
    taxonomy = desk.packs.taxonomy
    if kind == "programme" and name in desk.packs.programmes:
        return shown(request, "programme.html.j2", programme=desk.packs.programmes[name], severity_words=report_words.SEVERITY)
    if kind == "kind" and name in desk.packs.kinds:
        return shown(request, "kind.html.j2", kind=desk.packs.kinds[name], called=lambda concept: taxonomy.label(concept, concept))
    raise HTTPException(404)
