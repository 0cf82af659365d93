"""Experts and the applications they are drawn for: who may not judge whom, and what came of the draw. Nothing here knows a weight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from docintel.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class Expert:
    """One expert; `tied` are credit codes or names of enterprises they are tied to, `avoids` what they declared themselves.

    `most` is how many applications they take at most, None for any number.
    """

    id: str
    name: str
    unit: str = ""
    region: str = ""
    specialities: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    most: int | None = None

    def __post_init__(self) -> None:
        if not self.id or "\n" in self.id:
            raise ValueError("专家须有一行文字的编号或姓名 / an expert has an id or a name of one line")
        if self.most is not None and self.most < 0:
            raise ValueError(f"{self.id} 的任务上限不能为负 / {self.id}: a load is not negative")


@dataclass(frozen=True, slots=True)
class Entry:
    """An application as experts are drawn for it: `related` are credit codes or names of its group, `group` what the group is called."""

    id: str
    name: str
    province: str = ""
    city: str = ""
    speciality: str = ""
    group: str = ""
    related: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id or "\n" in self.id:
            raise ValueError("申报须有一行文字的编号（统一社会信用代码） / an application has an id of one line")


class RegionRule(StrEnum):
    """Whether experts stay out of their own region."""

    NONE = "none"
    PROVINCE = "province"
    CITY = "city"


class SpecialityRule(StrEnum):
    """Whether an expert must know the application's field."""

    ANY = "any"
    SAME = "same"


class Conflict(StrEnum):
    """Why an expert may not judge an application, gravest first."""

    TIED = "tied"
    SAME_UNIT = "same_unit"
    SAME_GROUP = "same_group"
    DECLARED = "declared"
    REGION = "region"
    SPECIALITY = "speciality"


CONFLICTS = {
    Conflict.TIED: Wording("与该企业有利害关系", "tied to the enterprise"),
    Conflict.SAME_UNIT: Wording("任职于该企业", "works there"),
    Conflict.SAME_GROUP: Wording("与同一集团的企业有利害关系", "tied to an enterprise of the same group"),
    Conflict.DECLARED: Wording("专家声明回避", "declared avoidance"),
    Conflict.REGION: Wording("同一地区回避", "same region"),
    Conflict.SPECIALITY: Wording("专业不对口", "another field"),
}


@dataclass(frozen=True, slots=True)
class ExpertPlan:
    """A draw of experts as asked for; with both lists it decides the assignment completely. `each` is how many judge one application."""

    seed: str
    each: int
    region: RegionRule = RegionRule.NONE
    speciality: SpecialityRule = SpecialityRule.ANY

    def __post_init__(self) -> None:
        if not self.seed.strip() or "\n" in self.seed:
            raise ValueError("种子应为一行文字，不能为空 / a seed is one line of text and not empty")
        if self.each < 1:
            raise ValueError("每份申报至少一名专家 / at least one expert judges an application")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Applications that cannot all have their experts, as few as show it, and why."""

    entries: tuple[str, ...]
    reason: Wording


@dataclass(frozen=True, slots=True)
class ExpertDraw:
    """Who judges what: ids of applications, each with its experts in the order drawn; hashes of both lists and a print of every row."""

    plan: ExpertPlan
    experts: str
    entries: str
    prints: tuple[tuple[str, str], ...]
    drawn: tuple[tuple[str, tuple[str, ...]], ...]
    loads: tuple[tuple[str, int], ...]
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def spread(self) -> int:
        """The largest load less the smallest."""
        loads = [load for _, load in self.loads]
        return max(loads, default=0) - min(loads, default=0)


def unique_ids(rows: Iterable[Expert] | Iterable[Entry], what: str) -> None:
    """ValueError where an id stands twice."""
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise ValueError(f"{row.id} stands twice among the {what}")
        seen.add(row.id)
