"""A signed objection (实名异议) in words: who objects to what, on which evidence, and what came of it. Its row, and who may handle it, is the store's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docintel.domain.errors import UsageError
from docintel.domain.records import Json


@dataclass(frozen=True, slots=True)
class ObjectionText:
    """`about` are the keys of findings, conditions or the recommendation it is linked to; `outcome` is empty until somebody has handled it.

    `received` and `due` (by when it is to be answered, empty where no term was set) are days in ISO form.
    """

    objector: str
    text: str
    received: str
    about: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()  # sha256 of what was handed in with it
    outcome: str = ""
    reason: str = ""
    due: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether somebody has handled it."""
        return bool(self.outcome)

    def is_overdue(self, day: date) -> bool:
        """Whether it should have been answered before that day."""
        return not self.is_answered and bool(self.due) and date.fromisoformat(self.due) < day

    def __post_init__(self) -> None:
        if not self.objector.strip() or not self.text.strip():
            raise UsageError("异议须实名并写明内容 / an objection needs a name and what it objects to")

    def body(self) -> Json:
        """As the store keeps it."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}


def objection_text(body: Json) -> ObjectionText:
    """Out of the store's body; unknown members are passed over, what is not there shows as a dash."""
    listed = {name: tuple(str(one) for one in _list(body.get(name))) for name in ("about", "evidence")}
    texts = {name: str(body.get(name) or "") for name in ("objector", "text", "received", "outcome", "reason", "due")}
    texts = {**texts, "objector": texts["objector"] or "—", "text": texts["text"] or "—"}
    return ObjectionText(**texts, about=listed["about"], evidence=listed["evidence"])


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else []
