"""What `docintel status --json` and `docintel rollcall --json` write."""

from __future__ import annotations

from typing import Any
from typing import Literal

from pydantic import SerializerFunctionWrapHandler
from pydantic import model_serializer

from docintel.report.faces import Face
from docintel.report.faces import WordingFace


class NamedFace(Face):
    """A face that says its schema under the published key; pydantic reserves the name."""

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` first."""
        members: dict[str, Any] = handler(self)
        return {"schema": members.pop("schema_id"), **members} if "schema_id" in members else members


class StageFace(Face):
    """Pieces of work of one stage; `per_minute` is the speed of the last minute."""

    stage: str
    waiting: int
    leased: int
    done: int
    failed: int
    quarantined: int
    per_minute: int


class SetAsideFace(Face):
    """A piece in quarantine, and why."""

    stage: str
    sha256: str
    applications: tuple[str, ...]
    files: tuple[str, ...]
    reason: str
    attempts: int


class CampaignStatusFace(Face):
    """One campaign."""

    campaign: str
    name: str
    paused: bool
    applications: dict[str, int]
    stages: tuple[StageFace, ...]
    quarantined: tuple[SetAsideFace, ...]
    workers: int
    open_cards: int
    minutes_left: float | None


class StatusFace(NamedFace):
    """What `docintel status --json` writes."""

    schema_id: Literal["docintel/status/1"] = "docintel/status/1"
    campaigns: tuple[CampaignStatusFace, ...]


class CalledFace(Face):
    """One enterprise of the roll-call: its rows on the list, its applications, every answer with its reason."""

    name: str
    uscc: str | None
    rows: tuple[int, ...]
    folders: tuple[str, ...]
    answers: tuple[str, ...]
    reasons: tuple[WordingFace, ...]


class RollFace(NamedFace):
    """What `docintel rollcall --json` writes."""

    schema_id: Literal["docintel/roll/1"] = "docintel/roll/1"
    campaign: str
    list_sha256: str
    deadline: str | None
    counts: dict[str, int]
    called: tuple[CalledFace, ...]
