"""Candidates for similar products side by side with the applicant's own: scores and reasons, never a word of whether they are the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi import Request
from fastapi.responses import HTMLResponse

from docintel.web.application import base
from docintel.web.application import teller_of
from docintel.web.desk import AtDesk
from docintel.web.leaves import leaf_of
from docintel.web.shown import shown
from docintel.web.telling import Place
from docintel.web.telling import Teller

router = APIRouter(prefix="/applications/{application}", include_in_schema=False)
OWN = ("main_product", "product_code", "top_product_name", "market_share", "product_sales", "niche_years")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another party's product; `score` in hundredths, `cards` the Cards that speak of it."""

    product: str
    other_party: str
    other_product: str
    score: int
    same_group: bool
    reasons: tuple[str, ...]
    cards: tuple[tuple[str, str], ...]


@router.get("/products", response_class=HTMLResponse)
def products_page(request: Request, desk: AtDesk, application: str) -> HTMLResponse:
    """The applicant's product on the left, candidates on the right."""
    teller = teller_of(desk, request, application)
    own = tuple(own_products(teller))
    first = next((place for place in own if place.document), None)
    leaf = None if first is None else leaf_of(desk, teller, first.document, first.page or 1)
    values = base(teller, own=own, candidates=tuple(candidates(teller)), leaf=leaf, fact="" if first is None else first.fact)
    return shown(request, "products.html.j2", **values, campaign=desk.store.campaigns.get(teller.opened.record.campaign))


def own_products(teller: Teller) -> Iterable[Place]:
    """What the form says of the main product, with its places."""
    for concept in OWN:
        for fact in teller.opened.face.facts:
            if fact.concept == concept and fact.source.field is not None and fact.value is not None:
                yield teller.place(fact.id or "", "declared")


def candidates(teller: Teller) -> Iterable[Candidate]:
    """The ranked candidates; the likest first."""
    for one in sorted(teller.opened.face.products, key=lambda one: -one.score):
        cards = tuple(
            (card.key, teller.said(card.title))
            for card in teller.opened.cards.values()
            if any(one.other_party in teller.opened.findings[key].explanation.zh for key in card.findings if key in teller.opened.findings)
        )
        reasons = tuple(teller.said(reason) for reason in one.reasons)
        yield Candidate(one.product, one.other_party, one.other_product, round(one.score * 100), one.same_group, reasons, cards)
