"""`docintel work`."""

from __future__ import annotations

import os
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from docintel.cli.console import Lang
from docintel.cli.console import complain
from docintel.cli.console import errors
from docintel.cli.console import output
from docintel.cli.console import say
from docintel.cli.store import STORE
from docintel.cli.store import CampaignOption
from docintel.cli.store import DatabaseOption
from docintel.cli.store import StoreOption
from docintel.cli.store import campaign_named
from docintel.cli.store import store_there
from docintel.cli.store import titled
from docintel.domain.records import CampaignRecord
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.store import Store
from docintel.work import Terms
from docintel.work import plan
from docintel.work import progress_of

if TYPE_CHECKING:
    from docintel.work import Upgrade

EVERY = 5.0  # seconds between lines of progress


def work(
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, max=256, help="进程数 / number of processes")] = 1,
    dask: Annotated[str | None, typer.Option("--dask", metavar="ADDRESS", help="在此 dask 集群上执行 / do it on this dask cluster")] = None,
    stay: Annotated[bool, typer.Option("--stay", help="做完后等待新任务 / wait for more work")] = False,
    tries: Annotated[int, typer.Option("--tries", min=1, help="失败几次后隔离 / failures before a piece is set aside")] = 3,
    lease: Annotated[float, typer.Option("--lease", min=0.5, help="占用时长，秒 / seconds a piece is held unless renewed")] = 60.0,
    pause: Annotated[bool, typer.Option("--pause", help="暂停批次，进行中的做完 / hold a campaign back; what is under way ends")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="恢复批次 / let a campaign go on")] = False,
    requeue: Annotated[bool, typer.Option("--requeue", help="重试被隔离的 / try anew what was set aside")] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="规则包或名单变更会改变什么，不保存 / what changed packs would change; keeps nothing")
    ] = False,
    upgrade: Annotated[bool, typer.Option("--upgrade", help="采用变更后的规则包和名单 / take changed packs and registers over")] = False,
    campaign: CampaignOption = None,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """读取、判断、整批核对，可随时中断再继续。 / Read, judge and check what was taken in; may be stopped and taken up at any time."""
    with store_there(store, database) as opened:
        if pause or resume or preview:
            _one_campaign(opened, campaign_named(opened, campaign), _Asked(pause, resume, preview), lang)
            return
        chosen = [campaign_named(opened, campaign)] if campaign else list(opened.campaigns.all())
        if requeue:
            opened.jobs.requeue(campaign)
        if upgrade:
            _upgrade(opened, chosen, lang)
        for one in chosen:
            plan(opened, opened.campaigns.get(one.id))
        terms = Terms(store, database, lease, tries=tries, stay=stay)
        line = _Progress(opened, lang)
        if stay or opened.jobs.is_open():
            _do(opened, terms, jobs, dask, line)
        line.last()


def _do(store: Store, terms: Terms, jobs: int, dask: str | None, line: _Progress) -> None:
    from docintel.work.crew import Crew
    from docintel.work.on_dask import work_on

    if dask is not None:
        work_on(dask, store, terms, on_look=line)
    else:
        Crew(store, terms, jobs, line).work()


def _upgrade(store: Store, chosen: list[CampaignRecord], language: Language) -> None:
    from docintel.work.upgrading import upgrade

    for one in chosen:
        tell_upgrade(upgrade(store, one, by="work"), language)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be done with one campaign instead of work."""

    pause: bool
    resume: bool
    preview: bool


def _one_campaign(store: Store, campaign: CampaignRecord, asked: _Asked, language: Language) -> None:
    if asked.preview:
        _preview(store, campaign, language)
    elif asked.pause:
        store.jobs.pause(campaign.id)
        say(Wording(f"批次{titled(campaign).zh}已暂停", f"campaign {titled(campaign).en} is held back"), language)
    else:
        store.jobs.resume(campaign.id)
        say(Wording(f"批次{titled(campaign).zh}已恢复", f"campaign {titled(campaign).en} goes on"), language)


def _preview(store: Store, campaign: CampaignRecord, language: Language) -> None:
    """What the packs and registers of now would change in the Reviews of a campaign, one line an application that changes."""
    from docintel.report.differing import review_diff
    from docintel.report.encode import review_face
    from docintel.work.judging import Unread
    from docintel.work.judging import preview
    from docintel.work.upgrading import upgrade_of

    told = upgrade_of(store, campaign)
    tell_upgrade(told, language)
    folders = {held.application: held.folder for held in store.jobs.inputs(campaign=campaign.id)}
    counts: Counter[str] = Counter(same=len(told.stand), unread=len(folders) - len(told.again) - len(told.stand))
    for application in told.again:
        made = preview(store, application)
        if isinstance(made, Unread):
            counts["unread"] += 1
            continue
        diff = review_diff(store.reviews.body(application), review_face(made).model_dump(mode="json"))
        counts["same" if diff.is_empty else "changed"] += 1
        if not diff.is_empty:
            parts = (len(diff.findings), len(diff.cards), len(diff.verdicts))
            zh = f"{folders[application]}：发现 {parts[0]}，卡片 {parts[1]}，条件 {parts[2]} 有变化"
            say(Wording(zh, f"{folders[application]}: {parts[0]} findings, {parts[1]} Cards, {parts[2]} conditions change"), language)
    zh = f"改变 {counts['changed']}，不变 {counts['same']}，须先重新读取 {counts['unread']}"
    say(Wording(zh, f"{counts['changed']} change, {counts['same']} do not, {counts['unread']} are to be read first"), language)


def tell_upgrade(told: Upgrade, language: Language) -> None:
    """What taking other packs and registers over changes, before it is done."""
    for change in (*told.diff.packs, *told.diff.registers):
        output.print(f"{change.name}: {change.before or '—'} → {change.after or '—'}")
    if told.is_empty:
        say(Wording("规则包和名单没有变化", "packs and registers are those pinned"), language)
        return
    entries = "—" if told.entries is None else told.entries
    zh = f"名单变动 {entries} 条；须重新判断 {len(told.again)} 份，不受影响 {len(told.stand)} 份"
    say(
        Wording(zh, f"{entries} entries of registers differ; {len(told.again)} to be judged again, {len(told.stand)} not touched"), language
    )


class _Progress:
    """A line of progress now and then, and a last one; told to the person at the terminal."""

    def __init__(self, store: Store, language: Language) -> None:
        self.store, self.language = store, language
        self.next = time.monotonic() + EVERY

    def __call__(self) -> None:
        if errors.is_terminal and not os.environ.get("DOCINTEL_QUIET") and time.monotonic() >= self.next:
            self.next = time.monotonic() + EVERY
            for campaign in self.store.campaigns.all():
                progress = progress_of(self.store, campaign)
                told = "，".join(f"{stage.stage} {stage.done}/{stage.done + stage.open + stage.quarantined}" for stage in progress.stages)
                left = progress.minutes_left
                errors.print(f"{campaign.name}：{told}" + ("" if left is None else f"，~{left:.0f} min"))

    def last(self) -> None:
        """What stands at the end: how many Reviews, and what was set aside."""
        for campaign in self.store.campaigns.all():
            progress = progress_of(self.store, campaign)
            reviewed, cards = progress.applications.get("reviewed", 0), progress.open_cards
            zh = f"批次{titled(campaign).zh}：已审核 {reviewed}，待处理卡片 {cards}，隔离 {len(progress.set_aside)}" + (
                "，已暂停" if progress.is_paused else ""
            )
            en = f"campaign {titled(campaign).en}: {reviewed} reviewed, {cards} Cards open, {len(progress.set_aside)} set aside"
            say(Wording(zh, en + (", held back" if progress.is_paused else "")), self.language)
            for one in progress.set_aside:
                complain(f"! {one.stage} {'、'.join(one.files or one.applications)}：{one.reason}")
