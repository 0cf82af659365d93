"""What applications of a campaign share that each should have alone: the last check across them, with both places and the innocent explanation."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import Response

from docintel.domain.wording import Language
from docintel.report import words
from docintel.report.campaign import CampaignCardFace
from docintel.report.campaign import CampaignFace
from docintel.report.campaign import MentionFace
from docintel.report.campaign import TieFace
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.shown import language_of
from docintel.web.shown import shown
from docintel.web.telling import FormWords
from docintel.web.telling import cell_told
from docintel.work import campaign_check

router = APIRouter(include_in_schema=False)
SHOWN = 12  # places of one tie on the page; the rest are counted
MOST = 200  # cards on the page, gravest first


@dataclass(frozen=True, slots=True)
class At:
    """A place in an application: where it says so and what, and where its application is found in the campaign."""

    applicant: str
    place: str
    printed: str
    address: str


@dataclass(frozen=True, slots=True)
class Tied:
    """A card of the campaign with what it rests on."""

    card: CampaignCardFace
    ties: tuple[TieFace, ...]
    places: tuple[At, ...]
    more: int


@router.get("/campaigns/{campaign}/ties", response_class=HTMLResponse)
def ties(request: Request, desk: AtDesk, campaign: str) -> Response:
    """The cards of the campaign's own check; nothing before the first."""
    face, record, language = campaign_face_of(desk, campaign), desk.store.campaigns.get(campaign), language_of(request)
    form = desk.forms.of(record.programme, language)
    found = () if face is None else tuple(_tied(face, lambda mention: _at(mention, form, language, campaign)))
    return shown(request, "ties.html.j2", campaign=record, tab="ties", face=face, found=found[:MOST], all=len(found))


def campaign_face_of(desk: Desk, campaign: str) -> CampaignFace | None:
    """The last check across the campaign; None before the first."""
    kept = campaign_check(desk.store, campaign)
    return None if kept is None else CampaignFace.model_validate(_named(kept))


def _named(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The stored face under the names of its fields."""
    return {("schema_id" if name == "schema" else name): value for name, value in kept.items()}


def _tied(face: CampaignFace, at: Callable[[MentionFace], At]) -> Iterable[Tied]:
    by_key = {tie.key: tie for tie in face.ties}
    for card in face.cards:
        of = tuple(by_key[key] for key in card.ties if key in by_key)
        mentions = [mention for tie in of for mention in tie.mentions]
        yield Tied(card, of, tuple(at(one) for one in mentions[:SHOWN]), max(0, len(mentions) - SHOWN))


def place_told(mention: MentionFace, form: FormWords, language: Language) -> str:
    """File and page, cell or the field's label."""
    spot = form.label(mention.field) if mention.field else cell_told(mention.cell or "", language)
    if mention.page is not None:
        spot = words.PAGE["page"].said(language).format(mention.page)
    return " · ".join(part for part in (mention.file, spot) if part)


def _at(mention: MentionFace, form: FormWords, language: Language, campaign: str) -> At:
    """The application is found by its code, as the list of the campaign finds it."""
    address = f"/campaigns/{campaign}?{urlencode({'q': mention.application})}"
    return At(mention.applicant, place_told(mention, form, language), mention.printed, address)
