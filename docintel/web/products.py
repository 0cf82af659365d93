"""Candidates for similar products side by side with the applicant's own: scores, reasons and places, never a word of whether they are the same."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse

from docintel.domain.wording import Wording
from docintel.report.campaign import MentionFace
from docintel.report.campaign import TieFace
from docintel.report.faces import GroundFace
from docintel.report.faces import StatedFace
from docintel.store import ApplicationFilters
from docintel.web.application import base
from docintel.web.application import teller_of
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.leaves import leaf_of
from docintel.web.shown import shown
from docintel.web.telling import Place
from docintel.web.telling import Teller
from docintel.web.ties import campaign_face_of
from docintel.web.ties import place_told

router = APIRouter(prefix="/applications/{application}", include_in_schema=False)
OWN = ("main_product", "product_code", "industry_class", "top_product_name", "market_share", "product_sales", "niche_years")
SAME_GROUP_CHECK = "B10"
File = Annotated[str, Query(max_length=500)]
Box = Annotated[str, Query(max_length=80)]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where another party states something: its file and place in words, the text there, and the page to open where it is an application's."""

    where: str
    printed: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Grounded:
    """A reason with the places on both sides."""

    reason: str
    own: tuple[Place, ...]
    other: tuple[Elsewhere, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another party's product; `score` in hundredths, `cards` the Cards that speak of it."""

    product: str
    other_party: str
    other_product: str
    score: int
    same_group: bool
    grounds: tuple[Grounded, ...]
    cards: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Applying:
    """An applicant of the same group whose main product may be similar, as the check of the campaign tells it."""

    other_party: str
    told: str
    innocent: str
    own: tuple[Elsewhere, ...]
    other: tuple[Elsewhere, ...]


@router.get("/products", response_class=HTMLResponse)
def products_page(request: Request, desk: AtDesk, application: str, file: File = "", page: int = 1, box: Box = "") -> HTMLResponse:
    """The applicant's product on the left, candidates on the right; the leaf of a file where one is named, at its page and box."""
    teller = teller_of(desk, request, application)
    own = tuple(own_products(teller))
    document, number, fact = pointed(teller, file, page, box) or first_of(own)
    values = base(
        teller,
        own=own,
        candidates=tuple(candidates(teller)),
        applying=tuple(applying(desk, teller)),
        leaf=leaf_of(desk, teller, document, number) if document else None,
        fact=fact,
    )
    return shown(request, "products.html.j2", **values, campaign=desk.store.campaigns.get(teller.opened.record.campaign))


def own_products(teller: Teller) -> Iterable[Place]:
    """What the form says of the main product, with its places."""
    for concept in OWN:
        for fact in teller.opened.face.facts:
            if fact.concept == concept and fact.source.field is not None and fact.value is not None:
                yield teller.place(fact.id or "", "declared")


def first_of(own: Iterable[Place]) -> tuple[str, int, str]:
    """The file, page and fact of the first place that there is."""
    return next(((place.document, place.page or 1, place.fact) for place in own if place.document), ("", 1, ""))


def pointed(teller: Teller, file: str, page: int, box: str) -> tuple[str, int, str] | None:
    """The file of that name with a page of it and the fact that stands in the box; None where the application has no such file."""
    known = next((one for one in teller.opened.face.documents if file and one.file == file), None)
    if known is None:
        return None
    at = [
        fact
        for fact in teller.opened.face.facts
        if fact.source.document == known.sha256 and box in (fact.source.field, fact.source.cell, _box(fact.source.box or ()))
    ]
    fact = next((one for one in at if one.source.page in (None, page)), None) if box else None
    return known.sha256, page, "" if fact is None else fact.id or ""


def candidates(teller: Teller) -> Iterable[Candidate]:
    """The ranked candidates; the likest first."""
    for one in sorted(teller.opened.face.products, key=lambda one: -one.score):
        cards = tuple(
            (card.key, teller.said(card.title))
            for card in teller.opened.cards.values()
            if any(one.other_party in teller.opened.findings[key].explanation.zh for key in card.findings if key in teller.opened.findings)
        )
        grounds = one.grounds or tuple(GroundFace(aspect="name", reason=reason) for reason in one.reasons)
        told = tuple(grounded(teller, ground) for ground in grounds)
        yield Candidate(one.product, one.other_party, one.other_product, round(one.score * 100), one.same_group, told, cards)


def applying(desk: Desk, teller: Teller) -> Iterator[Applying]:
    """Other applicants of the campaign in one group with this one; their pages open at what they state."""
    face, own = campaign_face_of(desk, teller.opened.record.campaign), teller.opened.face.application.id
    for tie in () if face is None else face.ties:
        if tie.check == SAME_GROUP_CHECK and own in tie.applications:
            yield from (_applying(desk, teller, tie, other) for other in tie.applications if other != own)


def _applying(desk: Desk, teller: Teller, tie: TieFace, other: str) -> Applying:
    own = teller.opened.face.application.id
    its = [one for one in tie.mentions if one.application == other]
    return Applying(
        next((one.applicant for one in its), other),
        teller.said(tie.explanation),
        teller.said(tie.innocent),
        tuple(_elsewhere(teller, one, teller.opened.record.id) for one in tie.mentions if one.application == own),
        tuple(_elsewhere(teller, one, _record(desk, teller, other)) for one in its),
    )


def _record(desk: Desk, teller: Teller, other: str) -> str:
    """The record of another application of the campaign, by its code; empty where it is gone or several have it."""
    listed = desk.store.applications.of(teller.opened.record.campaign, ApplicationFilters(search=other)).rows
    found = [one.id for one in listed if other in (one.uscc, one.folder)]
    return found[0] if len(found) == 1 else ""


def _elsewhere(teller: Teller, mention: MentionFace, record: str) -> Elsewhere:
    at = mention.field or mention.cell or _box(mention.box or ())
    asked = urlencode({"file": mention.file, "page": mention.page or 1, "box": at})
    return Elsewhere(
        place_told(mention, teller.form, teller.language), mention.printed, f"/applications/{record}/products?{asked}" if record else ""
    )


def grounded(teller: Teller, ground: GroundFace) -> Grounded:
    """A reason with its places: the applicant's facts, the other side's row."""
    own = tuple(teller.place(name, "declared") for name in ground.own if name in teller.opened.facts)
    return Grounded(teller.said(ground.reason), own, tuple(_listed(teller, one) for one in ground.other))


def _listed(teller: Teller, stated: StatedFace) -> Elsewhere:
    """A row of a register."""
    row = (stated.source.cell or "").removeprefix("row ")
    return Elsewhere(teller.said(Wording(f"{stated.file} 第{row}行", f"{stated.file} row {row}")), stated.printed)


def _box(box: Iterable[float]) -> str:
    """A box as an address bar holds it."""
    return " ".join(f"{side:g}" for side in box)
