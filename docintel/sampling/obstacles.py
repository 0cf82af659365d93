"""Why an assignment cannot be made: the fewest applications that cannot all have their experts, and the smallest reason."""

from __future__ import annotations

from collections import Counter
from collections import deque
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence

from docintel.domain.experts import CONFLICTS
from docintel.domain.experts import Conflict
from docintel.domain.experts import Entry
from docintel.domain.experts import Expert
from docintel.domain.experts import ExpertPlan
from docintel.domain.experts import Obstacle
from docintel.domain.wording import Wording

Barred = Mapping[tuple[str, str], Conflict]
Fits = dict[str, list[str]]


def obstacles(experts: Sequence[Expert], entries: Sequence[Entry], plan: ExpertPlan, barred: Barred) -> tuple[Obstacle, ...]:
    """First the applications for which too few may judge at all, each alone; then sets for which too few have room together.

    Such a set is as small as taking one application after another out of it can make it; it is set aside and the rest is looked at again.
    """
    limits = {one.id: len(entries) if one.most is None else one.most for one in experts}
    fits = {entry.id: [one.id for one in experts if (one.id, entry.id) not in barred and limits[one.id]] for entry in entries}
    found = [_alone(entry, experts, plan, barred, limits) for entry in entries if len(fits[entry.id]) < plan.each]
    for obstacle in found:
        del fits[obstacle.entries[0]]
    while (tight := _tight(fits, limits, plan.each)) is not None:
        found.append(_together(tight, fits, limits, plan.each))
        fits = {entry: able for entry, able in fits.items() if entry not in tight}
    return tuple(found)


def _alone(entry: Entry, experts: Sequence[Expert], plan: ExpertPlan, barred: Barred, limits: Mapping[str, int]) -> Obstacle:
    """Too few may judge it: who is out, by rule, and which single setting would be enough if it were lifted."""
    out = Counter(barred[one.id, entry.id] for one in experts if (one.id, entry.id) in barred)
    full = sum(not limits[one.id] for one in experts if (one.id, entry.id) not in barred)
    able = len(experts) - out.total() - full
    parts = [(CONFLICTS[conflict].zh, CONFLICTS[conflict].en, out[conflict]) for conflict in Conflict if out[conflict]]
    parts += [("任务上限为零", "takes none", full)] if full else []
    zh = "，".join(f"{number}名{said}" for said, _, number in parts) or "名单太短"
    en = ", ".join(f"{number} {said}" for _, said, number in parts) or "the list is too short"
    lifted = next((one for one in (Conflict.SPECIALITY, Conflict.REGION) if out[one] and able + out[one] >= plan.each), None)
    remedy = (
        ("", "")
        if lifted is None
        else (f"；放开“{CONFLICTS[lifted].zh}”这一条即可", f"; without the rule “{CONFLICTS[lifted].en}” there are enough")
    )
    return Obstacle(
        (entry.id,),
        Wording(
            f"需要{plan.each}名专家，{len(experts)}名中只有{able}名可以评审：{zh}{remedy[0]}",
            f"{plan.each} experts are needed and {able} of {len(experts)} may judge it: {en}{remedy[1]}",
        ),
    )


def _together(tight: Sequence[str], fits: Fits, limits: Mapping[str, int], each: int) -> Obstacle:
    able = sorted({expert for entry in tight for expert in fits[entry]})
    room = sum(min(limits[expert], sum(expert in fits[entry] for entry in tight)) for expert in able)
    return Obstacle(
        tuple(tight),
        Wording(
            f"这{len(tight)}份共需{len(tight) * each}人次，能评审它们的{len(able)}名专家（{'、'.join(able)}）按任务上限和回避合计最多{room}人次",
            f"these {len(tight)} need {len(tight) * each} places, and the {len(able)} experts who may judge them ({', '.join(able)}) have {room} at most within their limits and conflicts",
        ),
    )


def _tight(fits: Fits, limits: Mapping[str, int], each: int) -> list[str] | None:
    """Applications that cannot all have their experts and of which every proper part can; None where all can."""
    short = _short(fits, limits, each)
    if short is None:
        return None
    for entry in sorted(short):
        rest = {name: fits[name] for name in short if name != entry}
        smaller = _short(rest, limits, each)
        short = short if smaller is None else smaller & set(rest)
    return sorted(short)


def _short(fits: Fits, limits: Mapping[str, int], each: int) -> set[str] | None:
    """The applications around the first place that cannot be filled (Hall's condition fails on them), or None."""
    seats: dict[str, set[str]] = {entry: set() for entry in fits}
    held: dict[str, set[str]] = {expert: set() for expert in limits}
    for entry in fits:
        for _ in range(each):
            reached = _fill(entry, fits, limits, seats, held)
            if reached is not None:
                return reached
    return None


def _fill(entry: str, fits: Fits, limits: Mapping[str, int], seats: dict[str, set[str]], held: dict[str, set[str]]) -> set[str] | None:
    """Give the application one more expert, moving others where needed; where that cannot be done, the applications that stand in the way."""
    free = next((one for one in fits[entry] if one not in seats[entry] and len(held[one]) < limits[one]), None)
    came: dict[str, tuple[str, str]] = {}
    queue, reached = deque([(entry, "")]), {entry}
    if free is not None:
        _carry(free, {free: (entry, "")}, seats, held)
        return None
    while queue:
        now, keeper = queue.popleft()
        for expert in fits[now]:
            if expert in came or expert in seats[now]:
                continue
            came[expert] = (now, keeper)
            if len(held[expert]) < limits[expert]:
                _carry(expert, came, seats, held)
                return None
            fresh = sorted(held[expert] - reached)
            reached.update(fresh)
            queue.extend((other, expert) for other in fresh)
    return reached


def _carry(expert: str, came: Mapping[str, tuple[str, str]], seats: dict[str, set[str]], held: dict[str, set[str]]) -> None:
    for now, keeper, new in _chain(expert, came):
        seats[now].add(new)
        held[new].add(now)
        if keeper:
            seats[now].discard(keeper)
            held[keeper].discard(now)


def _chain(expert: str, came: Mapping[str, tuple[str, str]]) -> Iterable[tuple[str, str, str]]:
    while expert:
        now, keeper = came[expert]
        yield now, keeper, expert
        expert = keeper
