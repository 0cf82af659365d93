"""Two scores against each other: which true facts are read better or worse than before, and what is new among the inventions."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docintel.domain.errors import UsageError
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.evaluate.scoring import INVENTED
from docintel.evaluate.scoring import RIGHT
from docintel.evaluate.truth import read_json

_READABLE = ("docintel/evaluate/1", "docintel/evaluate/2")
_IDENTITY = ("file", "page", "entity", "scope", "concept", "end", "value")  # both versions have them
_SETS = ("pages", "names", "sentences")
_LOWER_IS_BETTER = ("wrong_without_doubt",)

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One true fact (or invention) with its outcome before and now."""

    key: Key
    before: str
    now: str

    @property
    def worse(self) -> bool:
        """Whether it was right (or not there) before; another kind of wrong is neither better nor worse."""
        return self.before == RIGHT

    @property
    def better(self) -> bool:
        """Whether it is right (or gone) now."""
        return self.now == RIGHT

    def line(self) -> str:
        """Where it stands and what became of it."""
        file, page, entity, scope, concept, end, value = self.key
        place = " ".join(part for part in (entity, scope, end, value) if part)
        return f"{file} p{page} {concept} {place}: {self.before} -> {self.now}"

    def to_json(self) -> dict[str, str]:
        """For machines."""
        return {**dict(zip(_IDENTITY, self.key, strict=True)), "before": self.before, "now": self.now}


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes, the totals that moved (before, now), and whether the truth itself has another number of facts."""

    changes: tuple[Change, ...]
    totals: Mapping[str, tuple[str, str]]
    other_truth: bool

    @property
    def worse(self) -> tuple[Change, ...]:
        """What got worse."""
        return tuple(change for change in self.changes if change.worse)

    @property
    def better(self) -> tuple[Change, ...]:
        """What got better."""
        return tuple(change for change in self.changes if change.better)

    @property
    def is_worse(self) -> bool:
        """Whether anything got worse: a fact, the kind of a page, or the score of a language set."""
        return bool(self.worse) or any(_dropped(name, *both) for name, both in self.totals.items())

    def to_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "worse": [change.to_json() for change in self.worse],
            "better": [change.to_json() for change in self.better],
            "other": [change.to_json() for change in self.changes if not change.worse and not change.better],
            "totals": {name: {"before": before, "now": now} for name, (before, now) in self.totals.items()},
            "other_truth": self.other_truth,
        }

    def lines(self, language: Language) -> Iterator[str]:
        """For people: what got worse comes first."""
        yield Wording(
            f"与上次相比：变差 {len(self.worse)}，变好 {len(self.better)}",
            f"against the earlier run: {len(self.worse)} worse, {len(self.better)} better",
        ).said(language)
        if self.other_truth:
            yield Wording("  注意：两次的真值数量不同", "  note: the two runs have another number of true facts").said(language)
        for name, (before, now) in self.totals.items():
            yield f"  {name}: {before} -> {now}"
        for sign, changes in (("-", self.worse), ("+", self.better)):
            yield from (f"  {sign} {change.line()}" for change in changes)


def compare(before: Path, now: dict[str, Any]) -> Comparison:
    """An earlier result (`docintel evaluate --json`) against this one; UsageError names a file that is none."""
    earlier = read_json(before)
    if not isinstance(earlier, dict) or earlier.get("schema") not in _READABLE:
        raise UsageError(f"{before} 不是 docintel evaluate 的结果 / {before} is no result of docintel evaluate")
    try:
        was, outcomes = _outcomes(earlier), _outcomes(now)
        changes = [
            Change(key, was.get(key, RIGHT), outcomes.get(key, RIGHT))
            for key in dict.fromkeys([*was, *outcomes])
            if was.get(key, RIGHT) != outcomes.get(key, RIGHT)
        ]
        totals = {name: (was_total, total) for name, was_total, total in _totals(earlier, now) if was_total != total}
        return Comparison(tuple(changes), totals, earlier["figures"] != now["figures"])
    except (KeyError, TypeError) as error:
        raise UsageError(f"{before} 缺少内容：{error} / {before} lacks {error}") from error


def _outcomes(result: Mapping[str, Any]) -> dict[Key, str]:
    """What is not right, by its place; several facts alike are told apart by their number."""
    found: dict[Key, str] = {}
    for one in result["wrong"]:
        _put(found, [str(one["figure"][name]) for name in _IDENTITY], one["outcome"])
    for one in result.get("invented", ()):
        key = [str(one[name]) for name in ("file", "page", "entity", "scope", "concept")]
        _put(found, [*key, str(one["period"]), str(one["value"])], INVENTED)
    return found


def _put(found: dict[Key, str], key: list[str], outcome: str) -> None:
    number = 1
    while tuple(key) in found:
        number += 1
        key = [*key[:-1], f"{key[-1].partition(' #')[0]} #{number}"]
    found[tuple(key)] = outcome


def _totals(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The numbers that both runs have."""
    yield "recall", before["recall"], now["recall"]
    yield "precision", before["precision"], now["precision"]
    for name in _LOWER_IS_BETTER:
        if name in before:
            yield name, str(before[name]), str(now[name])
    if "pages" in before:
        yield "pages", str(before["pages"]["right"]), str(now["pages"]["right"])
    for name in _SETS:
        was, is_now = (run.get("language", {}).get(name) for run in (before, now))
        if was and is_now:
            key = "right" if name == "pages" else "f1"
            yield f"language.{name}", str(was[key]), str(is_now[key])


def _dropped(name: str, before: str, now: str) -> bool:
    """Whether a total moved the wrong way; one that could not be told before cannot drop."""
    if "—" in (before, now):
        return now == "—"
    return float(now) > float(before) if name in _LOWER_IS_BETTER else float(now) < float(before)
