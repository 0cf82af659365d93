"""What there is, for programs: campaigns and their applications, with the ids that every other request names."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from fastapi import Query
from pydantic import BaseModel
from pydantic import ConfigDict

from docintel.store import ApplicationFilters
from docintel.store import Slice
from docintel.web.desk import AtDesk

router = APIRouter(prefix="/api/v1/campaigns", tags=["campaigns"])
ROWS = 200


class ListedCampaign(BaseModel):
    """A campaign."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    programme: str
    batch: int
    kind: str
    as_of: date


class ListedApplication(BaseModel):
    """An application; `review` is the number of its present Review, null before the first."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    folder: str
    applicant: str
    uscc: str | None
    state: str
    review: int | None
    assigned_to: str | None
    cards: int
    open_cards: int


@router.get("")
def campaigns(desk: AtDesk) -> list[ListedCampaign]:
    """All campaigns."""
    return [ListedCampaign.model_validate(one) for one in desk.store.campaigns.all()]


@router.get("/{campaign}/applications")
def applications(desk: AtDesk, campaign: str, page: Annotated[int, Query(ge=1, le=100_000)] = 1) -> list[ListedApplication]:
    """The applications of a campaign as they were received, 200 to a page; an empty page is past the last."""
    listed = desk.store.applications.of(desk.store.campaigns.get(campaign).id, ApplicationFilters(), Slice(page, ROWS))
    return [ListedApplication.model_validate(one) for one in listed.rows]
