"""`docintel replay`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import PacksOption
from docintel.cli.console import output
from docintel.cli.console import say
from docintel.cli.console import write_text
from docintel.domain.packs import Packs
from docintel.domain.verdict import Judgement
from docintel.domain.verdict import Verdict
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.packs import load_packs
from docintel.report import words
from docintel.report.encode import written
from docintel.report.replaying import ReplayFace
from docintel.report.replaying import ReplaysFace
from docintel.report.replaying import replay_face
from docintel.report.replaying import since_then
from docintel.report.stored import StoredReview
from docintel.report.stored import read_stored_reviews
from docintel.review.choosing import batch_named
from docintel.review.choosing import edition_named
from docintel.review.choosing import programme_named
from docintel.review.replay import Change
from docintel.review.replay import Replay
from docintel.review.replay import Replayed
from docintel.review.replay import replay as replayed

CHANGES = {
    Change.SAME: Wording("不变", "same"),
    Change.CHANGED: Wording("改变", "changed"),
    Change.NEW: Wording("新增条件", "new condition"),
    Change.DROPPED: Wording("不再要求", "not asked for any more"),
}


def replay(
    review: Annotated[Path, typer.Argument(help="docintel review --json 写出的文件 / a file written by `docintel review --json`")],
    programme: Annotated[str, typer.Option("--programme", help="另一项目或项目系列 / the other programme, or a family of them")],
    batch: Annotated[
        int | None, typer.Option("--batch", help="按此批次的年度和基准日判断 / judge for the years and day of this batch")
    ] = None,
    json_out: JsonOption = None,
    packs: PacksOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """用已存审核结果中的事实，按另一项目重新判断，逐条列出前后变化。 / Judge the facts of a stored review under another programme: what changes?"""
    loaded = load_packs(tuple(packs or ()))
    done = [_replay_one(stored, loaded, programme, batch, lang) for stored in read_stored_reviews(review, loaded.taxonomy)]
    if json_out is not None and done:
        write_text(json_out, written(done[0] if len(done) == 1 else ReplaysFace(replays=tuple(done))))


def _replay_one(stored: StoredReview, packs: Packs, name: str, batch: int | None, language: Language) -> ReplayFace:
    programme_named(packs, stored.application.programme)
    edition = edition_named(packs, name, batch, stored.application.kind)
    done = replayed(stored.application, stored.held, packs, edition, None if batch is None else batch_named(edition, batch))
    notes = since_then(done, stored, packs.versions)
    _print(done, packs, language)
    for note in (*done.notes, *notes):
        say(note, language)
    return replay_face(done, stored, notes)


def _print(done: Replay, packs: Packs, language: Language) -> None:
    before, after = (packs.programmes[one.programme].label.said(language) for one in (done.before, done.after))
    output.rule(f"{done.before.name} · {before} → {after}")
    for one in done.conditions:
        _print_condition(one, language)
    counts = {change: sum(1 for one in done.conditions if one.change is change) for change in Change}
    output.print("，".join(f"{CHANGES[change].said(language)} {count}" for change, count in counts.items()))


def _print_condition(one: Replayed, language: Language) -> None:
    verdict = one.after or one.before
    if verdict is None:
        return
    told = " → ".join(_status(side, language) for side in (one.before, one.after))
    line = _moved_line(one)
    output.print(
        f"[{CHANGES[one.change].said(language)}] {verdict.label.said(language)}：{told}{'' if line is None else line.said(language)}"
    )
    for name, side in (("before", one.before), ("after", one.after)):
        if side is not None and (one.change is not Change.SAME or line is not None):
            _print_working(name, side, language)


def _moved_line(one: Replayed) -> Wording | None:
    """The threshold before and after, where it is another."""
    before, after = one.before and one.before.threshold, one.after and one.after.threshold
    if before is None or after is None or before == after:
        return None
    return Wording(f"（门槛 {before} → {after}）", f" (threshold {before} → {after})")


NOT_ASKED = Wording("不要求", "not asked for")
TIMES = {"before": Wording("此前", "before"), "after": Wording("此后", "after")}


def _status(verdict: Verdict | None, language: Language) -> str:
    if verdict is None:
        return NOT_ASKED.said(language)
    declared, evidenced = (words.STATUS[one.status.value].said(language) for one in (verdict.declared, verdict.evidenced))
    told = declared if declared == evidenced else f"{declared}/{evidenced}"
    return told if verdict.verified else f"{told}（{words.PAGE['provisional'].said(language)}）"


def _print_working(name: str, verdict: Verdict, language: Language) -> None:
    """The calculation on declared and on evidenced values, once where both are the same."""
    told = {
        words.PAGE[basis].said(language): _working(judgement, language)
        for basis, judgement in (("declared", verdict.declared), ("evidenced", verdict.evidenced))
    }
    time = TIMES[name].said(language)
    for line in _points(verdict.evidenced):
        output.print(f"      {line}")
    if len(set(told.values())) == 1:
        output.print(f"    {time}：{next(iter(told.values()))}（{verdict.clause}）")
        return
    for basis, working in told.items():
        output.print(f"    {time}，{basis}：{working}（{verdict.clause}）")


def _points(judgement: Judgement) -> Iterator[str]:
    """The items of a table of points under a calculation, as a reviewer would list them."""
    waiting = [] if judgement.trace is None else [judgement.trace]
    while waiting:
        trace = waiting.pop(0)
        if trace.expression == "score":
            yield from (item.printed for item in trace.steps)
            return
        waiting += trace.steps


def _working(judgement: Judgement, language: Language) -> str:
    printed = "" if judgement.trace is None else judgement.trace.printed
    reason = "" if judgement.reason is None else judgement.reason.said(language)
    return "　".join(part for part in (printed, reason) if part)
