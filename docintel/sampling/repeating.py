"""Repeating a recorded draw: is the record whole, is the population the same, does its seed give its sample; if not, what exactly differs."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from docintel.domain.errors import UsageError
from docintel.domain.experts import Entry
from docintel.domain.experts import Expert
from docintel.domain.experts import ExpertDraw
from docintel.domain.sampling import Population
from docintel.domain.sampling import Sample
from docintel.domain.wording import Wording
from docintel.sampling.assigning import assign
from docintel.sampling.drawing import draw
from docintel.sampling.rows import Drift
from docintel.sampling.rows import drift
from docintel.sampling.rows import list_hash
from docintel.sampling.rows import prints_of

PARTS = MappingProxyType(
    {
        "seed": Wording("种子", "seed"),
        "plan": Wording("方法和参数", "method and parameters"),
        "lists": Wording("名单指纹", "prints of the lists"),
        "outcome": Wording("抽取结果", "outcome"),
    }
)


@dataclass(frozen=True, slots=True)
class Repetition:
    """What repeating a draw showed: every difference in words; none means that anyone gets this very outcome."""

    differences: tuple[Wording, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def repeat_draw(record: Sample, broken: Collection[str], population: Population, seed: str | None = None) -> Repetition:
    """Draw again from the population at hand.

    `broken` are the parts of the record whose seal does not fit any more, `seed` is the one that was announced, where it is known.
    """
    moved = drift(record.prints, prints_of(population))
    differences = [*_broken(broken), *_seed(record.plan.seed, seed), *_moved(moved, Wording("总体", "population"))]
    if not moved and record.population != list_hash(population):
        differences.append(Wording("记录的总体散列值与名单不符", "the recorded hash of the population is not that of the list"))
    try:
        again = draw(population, record.plan)
    except UsageError as error:
        zh, _, en = str(error).partition(" / ")
        return Repetition((*differences, Wording(f"无法重新抽取：{zh}", f"it cannot be drawn again: {en or zh}")))
    return Repetition((*differences, *_outcomes(record, again)))


def _outcomes(record: Sample, again: Sample) -> list[Wording]:
    then, now = [one.id for one in record.chosen], [one.id for one in again.chosen]
    if then != now:
        return [_sets("样本", "sample", then, now)]
    if record.chosen != again.chosen or record.strata != again.strata:
        return [
            Wording("抽中的企业相同，但记录的层、顺序或入样概率不同", "the same were drawn, but their strata, places or chances differ")
        ]
    return []


def repeat_assignment(
    record: ExpertDraw, broken: Collection[str], experts: Sequence[Expert], entries: Sequence[Entry], seed: str | None = None
) -> Repetition:
    """Assign again from the lists at hand."""
    prints = (*_named("expert", experts), *_named("entry", entries))
    moved = drift(record.prints, prints)
    differences = [*_broken(broken), *_seed(record.plan.seed, seed), *_moved(moved, Wording("专家或申报名单", "lists"))]
    again = assign(experts, entries, record.plan)
    then = [f"{entry} → {'、'.join(found)}" for entry, found in record.drawn]
    now = [f"{entry} → {'、'.join(found)}" for entry, found in again.drawn]
    if then != now:
        differences.append(_sets("分配", "assignment", then, now))
    elif (record.loads, record.obstacles) != (again.loads, again.obstacles):
        differences.append(Wording("分配相同，但记录的任务数或障碍不同", "the same assignment, but the recorded loads or obstacles differ"))
    return Repetition(tuple(differences))


def _named(what: str, rows: Sequence[Expert] | Sequence[Entry]) -> list[tuple[str, str]]:
    return [(f"{what} {id_}", print_) for id_, print_ in prints_of(rows)]


def _broken(parts: Collection[str]) -> list[Wording]:
    return [
        Wording(f"记录写出后被改动的部分：{PARTS[name].zh}", f"changed since the record was written: {PARTS[name].en}")
        for name in PARTS
        if name in parts
    ]


def _seed(recorded: str, announced: str | None) -> list[Wording]:
    if announced is None or announced == recorded:
        return []
    return [Wording(f"种子不同：记录为“{recorded}”，公布为“{announced}”", f"another seed: recorded “{recorded}”, announced “{announced}”")]


def _moved(moved: Drift, what: Wording) -> list[Wording]:
    kinds = (
        (moved.added, "多出", "has more"),
        (moved.removed, "缺少", "has no longer"),
        (moved.changed, "内容不同", "has other contents in"),
    )
    return [Wording(f"{what.zh}{zh}：{'、'.join(ids)}", f"the {what.en} {en}: {', '.join(ids)}") for ids, zh, en in kinds if ids]


def _sets(zh: str, en: str, then: Sequence[str], now: Sequence[str]) -> Wording:
    gone = [one for one in then if one not in set(now)]
    new = [one for one in now if one not in set(then)]
    if not gone and not new:
        return Wording(f"{zh}相同但顺序不同", f"the same {en} in another order")
    return Wording(
        f"重新抽取的{zh}不同：记录有而重抽没有 {'、'.join(gone) or '无'}；重抽有而记录没有 {'、'.join(new) or '无'}",
        f"drawing again gives another {en}: only recorded {', '.join(gone) or 'none'}; only drawn again {', '.join(new) or 'none'}",
    )
