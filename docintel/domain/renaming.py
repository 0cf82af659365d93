"""Former names of an enterprise, as the change records of its publicity report tell them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.rights import Row
from docintel.domain.rights import papers

REGISTER = "credit_publicity_report"
_OF_OTHERS = ("股东", "投资人", "发起人", "负责人", "分支", "出资")  # whose names change there too


@dataclass(frozen=True, slots=True)
class Renaming:
    """A change of name on record: `entity` is the enterprise whose report it stands in; `day` is None where none can be read."""

    entity: str
    before: str
    after: str
    day: date | None
    record: Fact


def renamings(facts: Iterable[Fact]) -> tuple[Renaming, ...]:
    """Every change of an enterprise's own name that publicity reports record, in reading order."""
    found = (_renaming(paper) for paper in papers(fact for fact in facts if fact.kind == REGISTER))
    return tuple(one for one in found if one is not None)


def _renaming(paper: Row) -> Renaming | None:
    item, before = _text(paper, "change_item"), _text(paper, "change_before")
    if "名称" not in item or not before or any(word in item for word in _OF_OTHERS):
        return None
    record, day = paper["change_before"], paper.get("change_date")
    when = day.value.day if day is not None and isinstance(day.value, Date) else None
    return Renaming(record.entity, before, _text(paper, "change_after"), when, record)


def _text(paper: Row, concept: str) -> str:
    fact = paper.get(concept)
    return fact.value.text if fact is not None and isinstance(fact.value, Text) else ""
