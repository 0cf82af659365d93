"""What would change: the facts of a stored review judged again under another programme."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum

from docintel.criteria import judge
from docintel.domain.fact import Facts
from docintel.domain.packs import Packs
from docintel.domain.programme import Batch
from docintel.domain.programme import Programme
from docintel.domain.review import Application
from docintel.domain.verdict import Status
from docintel.domain.verdict import Verdict
from docintel.domain.wording import Wording
from docintel.formula import parse_formula

NOT_CONCEPTS = ("ip", "patents", "top_products", "years_since_registration", "is_sme", "score")


class Change(StrEnum):
    """What becomes of a condition under the other programme."""

    SAME = "same"  # asked for by both, judged alike
    CHANGED = "changed"  # asked for by both, judged otherwise
    DROPPED = "dropped"  # not asked for any more
    NEW = "new"  # not asked for before


@dataclass(frozen=True, slots=True)
class Replayed:
    """One condition before and after."""

    change: Change
    before: Verdict | None
    after: Verdict | None

    @property
    def criterion(self) -> str:
        """Its id, the same before and after."""
        verdict = self.after or self.before
        return "" if verdict is None else verdict.criterion


@dataclass(frozen=True, slots=True)
class Replay:
    """The answer: under what was judged before and after, every condition, and what to know about the answer itself."""

    before: Application
    after: Application
    conditions: tuple[Replayed, ...]
    notes: tuple[Wording, ...]


def replay(application: Application, facts: Facts, packs: Packs, programme: Programme, batch: Batch | None) -> Replay:
    """The facts judged under both programmes with the packs of today; with a batch also for its years and on its day."""
    other = replace(application, programme=programme.id)
    if batch is not None:
        last = batch.last_year
        other = replace(other, batch=batch.number, as_of=batch.cutoff, years=(last, last - 1, last - 2))
    own = packs.programmes[application.programme]
    before = judge(own, application, facts, packs.taxonomy)
    after = judge(programme, other, facts, packs.taxonomy)
    notes = (*_which_time(application, other, batch), *_not_held(own, programme, facts, packs))
    return Replay(application, other, tuple(_conditions(before, after)), notes)


def _conditions(before: Iterable[Verdict], after: Iterable[Verdict]) -> Iterator[Replayed]:
    """Those of the other programme in its order, then those it has dropped."""
    known = {verdict.criterion: verdict for verdict in before}
    for verdict in after:
        old = known.pop(verdict.criterion, None)
        if old is None:
            yield Replayed(Change.NEW, None, verdict)
        else:
            yield Replayed(Change.SAME if _statuses(old) == _statuses(verdict) else Change.CHANGED, old, verdict)
    for verdict in known.values():
        yield Replayed(Change.DROPPED, verdict, None)


def _statuses(verdict: Verdict) -> tuple[Status, Status]:
    return verdict.declared.status, verdict.evidenced.status


def _which_time(before: Application, after: Application, batch: Batch | None) -> Iterator[Wording]:
    years = "、".join(str(year) for year in after.years)
    spoken = ", ".join(str(year) for year in after.years)
    if batch is None:
        yield Wording(
            f"按原申报的年度（{years}）和基准日（{before.as_of}）重新判断；如需按某批次的年度判断，请用 --batch。",
            f"Judged for the years of the application ({spoken}) and on its day ({before.as_of}); `--batch` judges for the years of a batch.",
        )
    else:
        yield Wording(
            f"按第{batch.number}批的年度（{years}）和基准日（{after.as_of}）判断；原申报没有的年度为未知。",
            f"Judged for the years of batch {batch.number} ({spoken}) and on its day ({after.as_of}); years the application has not are unknown.",
        )


def _not_held(own: Programme, programme: Programme, facts: Facts, packs: Packs) -> Iterator[Wording]:
    """What the other programme asks for and the stored review has nothing of, and why."""
    absent = [name for name in dict.fromkeys(_asked(programme)) if name in packs.taxonomy and not facts.of(name)]
    asked = {field.concept for field in own.fields}
    for names, zh, en in (
        (
            [name for name in absent if name not in asked],
            "原申请书没有这些填报项，重新判断时为未知",
            "Not asked for by the form of the review, so unknown",
        ),
        (
            [name for name in absent if name in asked],
            "原申请书有这些填报项但未填，重新判断时为未知",
            "Asked for by the form and left empty, so unknown",
        ),
    ):
        if names:
            labels = [packs.taxonomy.label(name, name) for name in names]
            yield Wording(f"{zh}：{'、'.join(one.zh for one in labels)}。", f"{en}: {', '.join(one.en for one in labels)}.")


def _asked(programme: Programme) -> Iterator[str]:
    """The concepts that conditions and tables of points rest on, in reading order."""
    criteria = [text for one in programme.criteria for text in (one.applies_if, one.formula) if text]
    bands = [band.condition(item.measure or "") for table in programme.scores for item in table.items for band in item.bands]
    for text in (*criteria, *bands):
        yield from (name for name in parse_formula(text).names() if name not in NOT_CONCEPTS)
