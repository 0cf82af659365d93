"""`docintel status`."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import output
from docintel.cli.console import write_text
from docintel.cli.store import STORE
from docintel.cli.store import CampaignOption
from docintel.cli.store import DatabaseOption
from docintel.cli.store import StoreOption
from docintel.cli.store import campaign_named
from docintel.cli.store import store_there
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.store import Store
from docintel.work import Progress
from docintel.work import progress_of

STAGES = {"read": Wording("读取", "read"), "judge": Wording("判断", "judge"), "campaign": Wording("整批核对", "check")}
STATES = {
    "received": Wording("已收", "received"),
    "reading": Wording("读取中", "being read"),
    "reviewed": Wording("已审核", "reviewed"),
    "failed": Wording("无法打开", "not opened"),
    "erased": Wording("已删除", "erased"),
}


def status(
    campaign: CampaignOption = None,
    watch: Annotated[bool, typer.Option("--watch", help="持续显示直到做完 / go on until nothing is left")] = False,
    json_out: JsonOption = None,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """进度：各环节待办、进行、完成、速度，被隔离的及其原因。 / Progress: work by stage, its speed, what is set aside and why."""
    with store_there(store, database) as opened:
        while True:
            found = _found(opened, campaign)
            if json_out is not None:
                from docintel.cli.status_face import status_text

                write_text(json_out, status_text(found))
            if str(json_out) != "-":
                for one in found:
                    _print(one, lang)
            if not watch or not opened.jobs.is_open():
                return
            time.sleep(2)


def _found(store: Store, named: str | None) -> list[Progress]:
    chosen = [campaign_named(store, named)] if named else store.campaigns.all()
    return [progress_of(store, one) for one in chosen]


def _print(progress: Progress, language: Language) -> None:
    paused = Wording("（已暂停）", " (held back)").said(language) if progress.is_paused else ""
    output.rule(f"{progress.campaign.id} · {progress.campaign.name}{paused}")
    states = "，".join(f"{STATES[state].said(language)} {count}" for state, count in sorted(progress.applications.items()))
    zh = f"申报：{states or '—'}；待处理卡片 {progress.open_cards}"
    output.print(Wording(zh, f"applications: {states or '—'}; {progress.open_cards} Cards open").said(language))
    for one in progress.stages:
        zh = f"{STAGES[one.stage].zh}：待办 {one.waiting}，进行 {one.leased}，完成 {one.done}，隔离 {one.quarantined}，{one.lately}/分钟"
        en = f"{STAGES[one.stage].en}: {one.waiting} waiting, {one.leased} under way, {one.done} done, {one.quarantined} set aside, {one.lately}/min"
        output.print(Wording(zh, en).said(language))
    if progress.minutes_left is not None:
        output.print(Wording(f"约需 {progress.minutes_left:.0f} 分钟", f"about {progress.minutes_left:.0f} min left").said(language))
    for aside in progress.set_aside:
        output.print(
            f"! {STAGES[aside.stage].said(language)} {'、'.join((*aside.applications, *aside.files))}：{aside.reason}（{aside.attempts}）"
        )
