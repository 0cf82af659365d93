"""The face of a replay: every condition before and after, with its working."""

from __future__ import annotations

from typing import Any
from typing import Literal

from pydantic import SerializerFunctionWrapHandler
from pydantic import model_serializer

from docintel.domain.campaigning import PackVersion
from docintel.domain.fact import Fact
from docintel.domain.wording import Wording
from docintel.report.encode import FactIds
from docintel.report.encode import application_face
from docintel.report.encode import verdict_face
from docintel.report.encode_parts import wordings
from docintel.report.face_parts import Face
from docintel.report.face_parts import WordingFace
from docintel.report.faces import ApplicationFace
from docintel.report.faces import VerdictFace
from docintel.report.stored import StoredReview
from docintel.review.replay import Replay


class ReplayedFace(Face):
    """One condition: `change` is same, changed, dropped or new; `before` and `after` are null where the programme has no such condition."""

    criterion: str
    change: str
    before: VerdictFace | None
    after: VerdictFace | None


class ReplayFace(Face):
    """What `docintel replay --json` writes of one review; facts go by their ids in that review."""

    schema_id: Literal["docintel/replay/1"] = "docintel/replay/1"
    before: ApplicationFace
    after: ApplicationFace
    conditions: tuple[ReplayedFace, ...]
    notes: tuple[WordingFace, ...]

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` is the published key; pydantic reserves the name."""
        return _with_schema(handler(self))


class ReplaysFace(Face):
    """What `docintel replay --json` writes of a file with several reviews."""

    schema_id: Literal["docintel/replays/1"] = "docintel/replays/1"
    replays: tuple[ReplayFace, ...]

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` is the published key; pydantic reserves the name."""
        return _with_schema(handler(self))


def _with_schema(members: dict[str, Any]) -> dict[str, Any]:
    return {"schema": members.pop("schema_id"), **members}


def replay_face(done: Replay, stored: StoredReview, notes: tuple[Wording, ...]) -> ReplayFace:
    """The face of a replay of a stored review."""
    named: dict[Fact, str] = {}
    for name, fact in stored.facts:
        named.setdefault(fact, name)
    ids: FactIds = named
    return ReplayFace(
        before=application_face(done.before),
        after=application_face(done.after),
        conditions=tuple(
            ReplayedFace(
                criterion=one.criterion,
                change=one.change.value,
                before=None if one.before is None else verdict_face(one.before, ids),
                after=None if one.after is None else verdict_face(one.after, ids),
            )
            for one in done.conditions
        ),
        notes=wordings((*done.notes, *notes)),
    )


def since_then(done: Replay, stored: StoredReview, packs: tuple[PackVersion, ...]) -> tuple[Wording, ...]:
    """What is otherwise than when the review was made: packs that changed, and conditions that come out differently on the same facts."""
    today: dict[str, set[str]] = {}  # an overlay has the name of what it lies over
    for pack in packs:
        today.setdefault(pack.id, set()).add(pack.sha256)
    changed = list(dict.fromkeys(pack.id for pack in stored.packs if pack.sha256 not in today.get(pack.id, {pack.sha256})))
    now = {one.criterion: one.before for one in done.conditions if one.before is not None}
    moved = [
        name
        for name, declared, evidenced in stored.statuses
        if (verdict := now.get(name)) is not None
        and (verdict.declared.status.value, verdict.evidenced.status.value) != (declared, evidenced)
    ]
    notes = []
    if changed:
        text = "、".join(changed)
        notes.append(
            Wording(
                f"规则包与审核时不同：{text}；“此前”一栏按现在的规则包判断。",
                f"Packs changed since the review: {text}; what stands as before is by today's packs.",
            )
        )
    if moved:
        text = "、".join(moved)
        notes.append(
            Wording(
                f"同一项目、同一事实，现在的判断与审核时不同：{text}。",
                f"Under the same programme these come out otherwise than in the review: {text}.",
            )
        )
    return tuple(notes)
