"""Campaigns: their list, the table of one, its Cards and my queue, and who looks after which application."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import fields
from datetime import date
from functools import lru_cache
from http import HTTPStatus
from typing import Annotated
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi import Depends
from fastapi import Form
from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.errors import UsageError
from docintel.domain.packs import Packs
from docintel.domain.records import Account
from docintel.domain.records import ApplicationState
from docintel.domain.records import CampaignRecord
from docintel.domain.wording import Wording
from docintel.report import words as report_words
from docintel.store import ApplicationFilters
from docintel.store import CardFilters
from docintel.store import Listed
from docintel.store import Slice
from docintel.store import Store
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.lines import application_line
from docintel.web.lines import card_line
from docintel.web.people import ByPerson
from docintel.web.permissions import ALLOWED
from docintel.web.permissions import Action
from docintel.web.shown import shown

router = APIRouter(tags=["campaigns"])

ROWS = 50
SECOND = "second"  # in the address, where how a thing stands is: it waits for a second person
NOBODY = "-"  # in the address, where a person's name stands otherwise
CITY_SECONDS = 10
SHARED_PART = 0.3  # of the applications of a campaign: a check that hits more is one campaign card
SHARED_LEAST = 5  # applications: a third of three says nothing
ORDERS: Mapping[str, str] = {"risk": "worst", "received": "id"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for in the address; empty asks for all."""

    q: Annotated[str, Query(max_length=100)] = ""
    state: str = ""
    city: str = ""
    assigned: str = ""
    grade: str = ""
    check: Annotated[str, Query(max_length=40)] = ""
    standing: str = ""  # of Cards: open, or waiting for a second person
    order: str = "risk"
    page: Annotated[int, Query(ge=1, le=100_000)] = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether it asks for less than all."""
        return any((self.q, self.state, self.city, self.assigned, self.grade, self.check, self.standing))

    @property
    def slice(self) -> Slice:
        """The rows of this page."""
        return Slice(self.page, ROWS)

    def at(self, page: int) -> str:
        """The same question on another page, as an address."""
        told = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "page"}
        return urlencode({**{name: value for name, value in told.items() if value}, "page": page})


@dataclass(frozen=True, slots=True)
class Tile:
    """A campaign in the list of them."""

    record: CampaignRecord
    programme: Wording
    applications: int
    reviewed: int
    cards: int
    open_cards: int


@dataclass(frozen=True, slots=True)
class Shared:
    """A check that hits a large part of a campaign: one card for all of them; `share` in percent."""

    check: str
    title: Wording
    applications: int
    share: int


AsAsked = Annotated[Asked, Depends()]


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
def campaigns(request: Request, desk: AtDesk) -> Response:
    """All campaigns with how far each has come."""
    return _list(request, desk)


@router.post("/campaigns", response_class=HTMLResponse)
def open_campaign(
    request: Request,
    desk: AtDesk,
    person: ByPerson,
    name: Annotated[str, Form(min_length=1, max_length=100)],
    programme: Annotated[str, Form()],
    batch: Annotated[int, Form(ge=1, le=99)],
    kind: Annotated[ApplicationKind, Form()],
    as_of: Annotated[date, Form()],
) -> Response:
    """A new campaign."""
    if programme not in desk.packs.programmes:
        return _list(request, desk, f"没有这个项目 / no such programme: {programme}", HTTPStatus.BAD_REQUEST)
    try:
        made = desk.store.campaigns.add(CampaignRecord("", name.strip(), programme, batch, kind, as_of), by=person.name)
    except UsageError as error:
        return _list(request, desk, str(error), HTTPStatus.BAD_REQUEST)
    return RedirectResponse(f"/campaigns/{made.id}/upload", HTTPStatus.SEE_OTHER)


@router.get("/campaigns/{campaign}", response_class=HTMLResponse, include_in_schema=False)
def campaign_page(request: Request, desk: AtDesk, campaign: str, asked: AsAsked) -> Response:
    """Its applications as a table: filters, search, risk, progress."""
    record = desk.store.campaigns.get(campaign)
    filters = ApplicationFilters(
        state=asked.state if asked.state not in {"", SECOND} else None,
        second=asked.state == SECOND,
        assigned_to=asked.assigned if asked.assigned not in {"", NOBODY} else None,
        unassigned=asked.assigned == NOBODY,
        city=asked.city or None,
        search=asked.q.strip() or None,
        order=ORDERS.get(asked.order, "worst"),
    )
    listed = desk.store.applications.of(campaign, filters, asked.slice)
    accounts = desk.people.accounts()
    displays = desk.people.displays()
    return _table(
        request,
        "campaign",
        asked,
        listed,
        campaign=record,
        tab="applications",
        shared=() if _is_part(request) else shared_checks(desk, record.programme, campaign),
        states=[state.value for state in ApplicationState],
        waiting=0 if _is_part(request) else desk.store.applications.waiting(campaign),
        cities=() if _is_part(request) else _cities(desk.store, campaign, int(time.monotonic() // CITY_SECONDS)),
        orders=tuple(ORDERS),
        reviewers=judging(accounts),
        lines=[application_line(desk, request, one, displays) for one in listed.rows],
    )


@router.get("/campaigns/{campaign}/queue", response_class=HTMLResponse, include_in_schema=False)
def queue(request: Request, desk: AtDesk, person: ByPerson, campaign: str, asked: AsAsked) -> Response:
    """The open Cards of my applications, gravest first."""
    return _cards(request, desk, campaign, "my_queue", asked, CardFilters(assigned_to=person.name, open=True))


@router.get("/campaigns/{campaign}/cards", response_class=HTMLResponse, include_in_schema=False)
def cards(request: Request, desk: AtDesk, campaign: str, asked: AsAsked) -> Response:
    """All Cards of the campaign."""
    filters = CardFilters(
        grade=asked.grade or None,
        check=asked.check.strip() or None,
        search=asked.q.strip() or None,
        open=asked.standing == "open",
        second=asked.standing == SECOND,
    )
    return _cards(request, desk, campaign, "cards", asked, filters)


@router.post("/campaigns/{campaign}/assign")
def assign(
    desk: AtDesk,
    person: ByPerson,
    campaign: str,
    asked: AsAsked,
    chosen: Annotated[list[str], Form(max_length=ROWS)],
    to: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """The chosen applications go to one reviewer, or to nobody; the list stays where it was."""
    if to and to not in {account.name for account in judging(desk.store.accounts.all())}:
        raise UsageError(f"没有这个审核员 / no such reviewer: {to}")
    for application in chosen:
        if desk.store.applications.get(application).campaign == campaign:
            desk.store.applications.assign(application, to or None, by=person.name)
    return RedirectResponse(f"/campaigns/{campaign}?{asked.at(asked.page)}", HTTPStatus.SEE_OTHER)


def judging(accounts: tuple[Account, ...]) -> tuple[Account, ...]:
    """Who may be given applications."""
    roles = {role.value for role in ALLOWED[Action.DECIDE]}
    return tuple(account for account in accounts if account.role in roles and not account.disabled)


def shared_checks(desk: Desk, programme: str, campaign: str) -> tuple[Shared, ...]:
    """Checks that hit more than three in ten of the applications that have a Review, the most frequent first."""
    reviewed, hits = desk.hits.of(campaign, lambda: _hits(desk.store, campaign))
    return tuple(
        Shared(check, _rule(desk.packs, programme, check), count, round(100 * count / reviewed))
        for check, count in hits
        if reviewed and count >= SHARED_LEAST and count > SHARED_PART * reviewed
    )


def _hits(store: Store, campaign: str) -> tuple[int, tuple[tuple[str, int], ...]]:
    """The applications with a Review, and how many each check hits, most first: all findings are counted for it, so once in a while will do."""
    return store.campaigns.totals(campaign).with_review, tuple(sorted(store.findings.hits(campaign).items(), key=lambda hit: -hit[1]))


@lru_cache(maxsize=32)
def _cities(store: Store, campaign: str, _moment: int) -> tuple[str, ...]:
    """The cities to choose from."""
    return tuple(sorted(city for city in store.applications.counts(campaign, "city") if city))


def _rule(packs: Packs, programme: str, check: str) -> Wording:
    """A check's rule as its pack words it; its id where the pack is another by now."""
    known = packs.programmes.get(programme)
    rules = {} if known is None else {one.id: one.rule for one in known.checks}
    return rules.get(check, Wording(check, check))


def _list(request: Request, desk: Desk, told: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
    tiles = [_tile(desk, record) for record in desk.store.campaigns.all()]
    return shown(request, "campaigns.html.j2", status=status, campaigns=tiles, told=told, programmes=desk.packs.programmes.values())


def _tile(desk: Desk, record: CampaignRecord) -> Tile:
    totals = desk.store.campaigns.totals(record.id)
    programme = desk.packs.programmes.get(record.programme)
    called = Wording(record.programme, record.programme) if programme is None else programme.label
    reviewed = totals.applications.get(ApplicationState.REVIEWED.value, 0)
    return Tile(record, called, sum(totals.applications.values()), reviewed, sum(totals.cards.values()), totals.open_cards)


def _cards(request: Request, desk: Desk, campaign: str, tab: str, asked: Asked, filters: CardFilters) -> Response:
    record = desk.store.campaigns.get(campaign)
    listed = desk.store.cards.of_campaign(campaign, filters, asked.slice)
    known = desk.store.applications.some([card.application for card in listed.rows])
    return _table(
        request,
        "queue",
        asked,
        listed,
        campaign=record,
        tab=tab,
        grade_words=report_words.GRADE,
        lines=[card_line(desk, request, card, known.get(card.application)) for card in listed.rows],
    )


def _table(request: Request, page: str, asked: Asked, listed: Listed[Any], **values: Any) -> Response:
    """The whole page, or its table alone where our script asks for that."""
    first = asked.slice.offset + 1
    template = f"{page}_table.html.j2" if _is_part(request) else f"{page}.html.j2"
    return shown(request, template, asked=asked, listed=listed, first=first, last=first + len(listed.rows) - 1, **values)


def _is_part(request: Request) -> bool:
    return request.headers.get("x-part") == "table"
