"""`docintel ingest`."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.asked import Asked
from docintel.cli.begun import as_begun
from docintel.cli.console import EXIT_NOTHING_READABLE
from docintel.cli.console import Lang
from docintel.cli.console import LimitOption
from docintel.cli.console import PacksOption
from docintel.cli.console import complain
from docintel.cli.console import say
from docintel.cli.store import STORE
from docintel.cli.store import CampaignOption
from docintel.cli.store import DatabaseOption
from docintel.cli.store import StoreOption
from docintel.cli.store import campaign_named
from docintel.cli.store import titled
from docintel.domain.campaigning import ApplicationKind
from docintel.domain.errors import UsageError
from docintel.domain.records import CampaignRecord
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.intake import limits_from
from docintel.store import Store
from docintel.store import open_store
from docintel.work import Taken
from docintel.work import Taker
from docintel.work import found_in
from docintel.work import plan
from docintel.work.settled import LIMITS
from docintel.work.settled import PACKS
from docintel.work.settled import REGISTERS


def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(help="申报目录、zip，或由它们组成的整批目录 / folders and zips of applications, or a folder of such"),
    ],
    campaign: CampaignOption = None,
    name: Annotated[str | None, typer.Option("--name", help="新批次的名称 / the name of a new campaign")] = None,
    programme: Annotated[
        str | None, typer.Option("--programme", help="新批次的项目 / programme of a new campaign [little-giant-2022]", show_default=False)
    ] = None,
    batch: Annotated[int | None, typer.Option("--batch", help="新批次是第几批 / batch number of a new campaign")] = None,
    kind: Annotated[
        ApplicationKind | None, typer.Option("--kind", help="新批次是新申报或复核 / new or review [new]", show_default=False)
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="基准日 / the day evidence must be valid")] = None,
    register: Annotated[list[Path] | None, typer.Option("--register", help="已认定企业名单 / recognised enterprises")] = None,
    exact: Annotated[
        bool, typer.Option("--exact", help="目录中已没有的文件不再计入 / files no longer in a folder no longer count")
    ] = False,
    one: Annotated[bool, typer.Option("--one", help="每个目录、每个 zip 是一份申报 / every folder and zip is one application")] = False,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    packs: PacksOption = None,
    limit: LimitOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """收取申报材料：按内容存入，重复收取不变，坏的说明后跳过。 / Take applications into the store; again changes nothing, a bad one is told."""
    for path in paths:
        if not path.exists():
            raise UsageError(f"没有这个目录或文件：{path} / no such folder or file: {path}")
    for path in register or []:
        if not path.is_file():
            raise UsageError(f"没有这个名单文件：{path} / no such register: {path}")
    asked = Asked(name, programme, batch, kind, as_of, tuple(register or ()), tuple(packs or ()), tuple(limit or ()))
    with open_store(store, database) as opened:
        into = _settled(opened, _campaign(opened, campaign, asked), asked)
        known = {held.folder: held for held in opened.jobs.inputs(campaign=into.id)}
        taker = Taker(opened, into, limits_from(map(str, _listed(into, LIMITS))), known, exact, whole=one)
        taken = [_told(found, lang) for path in found_in(paths, one=one) for found in taker.take(path)]
        planned = plan(opened, opened.campaigns.get(into.id)) if taken else None
    _summary(taken, into, 0 if planned is None else planned.put_up, lang)
    if not taken or all(found.problem for found in taken):
        raise typer.Exit(EXIT_NOTHING_READABLE)


def _campaign(store: Store, named: str | None, asked: Asked) -> CampaignRecord:
    """The campaign that is there, or a new one."""
    known = {one.id: one for one in store.campaigns.all()}
    if (named is None and known) or named in known:
        return as_begun(campaign_named(store, named), asked)
    from docintel.cli.opening import opened_campaign

    return opened_campaign(store, named, asked)


def _settled(store: Store, campaign: CampaignRecord, asked: Asked) -> CampaignRecord:
    """The campaign with the registers, packs and limits that are given now in the place of those before."""
    given: dict[str, object] = {}
    if asked.registers:
        given[REGISTERS] = [f"{hashlib.sha256(path.read_bytes()).hexdigest()} {path.name}" for path in asked.registers]
    if asked.packs:
        given[PACKS] = [str(one.resolve()) for one in asked.packs]
    if asked.limits:
        given[LIMITS] = list(asked.limits)
    changed = {name: value for name, value in given.items() if list(_listed(campaign, name)) != value}
    if not changed:
        return campaign
    from docintel.cli.opening import found_sound

    found_sound(asked)
    for path in asked.registers:
        store.files.put(path)
    return store.campaigns.set(campaign.id, changed, by="ingest")


def _listed(campaign: CampaignRecord, name: str) -> list[object]:
    found = campaign.settings.get(name)
    return list(found) if isinstance(found, list | tuple) else []


def _told(taken: Taken, language: Language) -> Taken:
    """A line for what is new, gone or could not be opened; unchanged applications are only counted."""
    if taken.problem is not None:
        complain(f"! {taken.folder}：{taken.problem}")
    elif taken.is_changed or taken.absent:
        zh = f"{taken.folder}：新增 {taken.added}，替换 {taken.replaced}，去除 {taken.removed}，未变 {taken.unchanged}"
        en = f"{taken.folder}: {taken.added} new, {taken.replaced} replaced, {taken.removed} removed, {taken.unchanged} unchanged"
        if taken.absent:
            zh += f"，另有 {taken.absent} 个文件已不在目录中，仍计入（--exact 则不计）"
            en += f", {taken.absent} files no longer in the folder still count (--exact drops them)"
        say(Wording(zh, en), language)
    return taken


def _summary(taken: list[Taken], campaign: CampaignRecord, put_up: int, language: Language) -> None:
    counts = Counter("bad" if one.problem else "changed" if one.is_changed else "same" for one in taken)
    say(
        Wording(
            f"批次{titled(campaign).zh}：{len(taken)} 份申报，有变化 {counts['changed']}，未变 {counts['same']}，无法打开 {counts['bad']}；待办 {put_up} 项（docintel work）",
            f"campaign {titled(campaign).en}: {len(taken)} applications, {counts['changed']} changed, {counts['same']} unchanged, {counts['bad']} not opened;"
            f" {put_up} pieces of work put up (docintel work)",
        ),
        language,
    )
