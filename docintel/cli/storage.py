"""`docintel store migrate`, `backup`, `restore`, `erase`, `hold` and `tidy`."""

from __future__ import annotations

import getpass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.console import Lang
from docintel.cli.console import output
from docintel.cli.console import say
from docintel.cli.store import STORE
from docintel.cli.store import DatabaseOption
from docintel.cli.store import StoreOption
from docintel.cli.store import application_named
from docintel.cli.store import store_there
from docintel.domain.errors import UsageError
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.intake import forget
from docintel.store import Store
from docintel.store import open_store
from docintel.store import restore_store

Named = Annotated[str, typer.Argument(metavar="ID", help="申报编号、信用代码或目录名 / an application's id, credit code or folder")]
ByOption = Annotated[
    str | None,
    typer.Option(
        "--account",
        "--by",
        metavar="NAME",
        envvar="DOCINTEL_PERSON",
        help="操作人账号，记入审计日志（旧名 --by 下一版取消） / who does it, for the audit log (--by goes with the next release)",
    ),
]


def migrate(store: StoreOption = STORE, database: DatabaseOption = None, lang: Lang = Language.ZH) -> None:
    """建立存储，或把数据库升级到本程序的版本。 / Make a store, or bring its database to this program's schema."""
    with open_store(store, database) as held:
        before, now = held.migrated
    if before == now:
        say(Wording(f"数据库已是最新版本（{now}）", f"the database is up to date ({now})"), lang)
    else:
        say(Wording(f"数据库：{before or '无'} → {now}", f"database: {before or 'none'} -> {now}"), lang)


def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="备份目录，可重复使用 / the folder of the backup, may be used again")],
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """备份数据和文件，不影响使用；同一目录再次备份只复制新文件。 / Back up rows and files while people work."""
    with store_there(store, database) as held:
        made = held.backup(folder)
    say(
        Wording(
            f"已备份：{made.files} 个文件，审计日志 {made.audit_seq} 条，末条哈希 {made.audit_head}",
            f"backed up: {made.files} files, {made.audit_seq} entries of the audit log, the last with hash {made.audit_head}",
        ),
        lang,
    )


def restore(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="备份目录 / the folder of the backup")],
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """把备份恢复到空目录或空数据库（SQLite 或 PostgreSQL），并核对审计日志。 / Restore a backup to an empty place and verify it."""
    with restore_store(folder, store, database) as held:
        check = held.audit.verify()
    say(Wording(f"已恢复，审计日志 {check.entries} 条完好", f"restored; the audit log holds, {check.entries} entries"), lang)


def erase(
    application: Named,
    reason: Annotated[str, typer.Option("--reason", help="理由 / why")],
    by: ByOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问 / do not ask")] = False,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """删除一份申报的全部数据和文件，只留编号和哈希；不可撤销。 / Erase all of one application but ids and hashes, for good."""
    if not reason.strip():
        raise UsageError("请写明理由 / a reason is asked for")
    with store_there(store, database) as held:
        known = held.applications.get(application_named(held, application))
        question = Wording(f"删除 {known.applicant or known.folder}？不可撤销", f"Erase {known.applicant or known.folder}, for good?")
        if not yes:
            typer.confirm(question.said(lang), abort=True, err=True)
        stone = held.erase(known.id, by=_person(by), reason=reason)
    for sha256 in stone.files:
        forget(sha256)
    say(
        Wording(
            f"已删除：{len(stone.files)} 个文件哈希和 {len(stone.reviews)} 次审核的哈希留存，审计日志第 {stone.audit_seq} 条",
            f"erased; the hashes of {len(stone.files)} files and {len(stone.reviews)} reviews stay, entry {stone.audit_seq} of the audit log",
        ),
        lang,
    )


def hold(
    named: Annotated[str, typer.Argument(metavar="ID", help="批次或申报编号 / the id of a campaign or an application")],
    release: Annotated[bool, typer.Option("--release", help="解除保全 / lift the hold")] = False,
    until: Annotated[
        datetime | None,
        typer.Option("--archive-until", formats=["%Y-%m-%d"], metavar="DAY", help="批次的档案保存期 / a campaign's archive term"),
    ] = None,
    by: ByOption = None,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """法律保全与档案保存期：在此期间不能删除。 / A legal hold or an archive term: nothing is erased meanwhile."""
    with store_there(store, database) as held:
        if until is not None:
            held.archive(named, until.date(), by=_person(by))
            said = Wording(f"{named}：保存至 {until.date()}", f"{named}: kept until {until.date()}")
        else:
            held.hold(_held(held, named), by=_person(by), held=not release)
            said = (
                Wording(f"{named}：已解除保全", f"{named}: the hold is lifted")
                if release
                else Wording(f"{named}：已保全", f"{named}: held")
            )
    say(said, lang)


def tidy(
    by: ByOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问 / do not ask")] = False,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """删除无人引用的文件。 / Remove files to which nothing refers."""
    with store_there(store, database) as held:
        found = held.orphans()
        for one in found:
            output.print(f"{one.sha256} {one.size}")
        zh = f"无人引用的文件 {len(found)} 个，{sum(one.size for one in found)} 字节"
        say(Wording(zh, f"{len(found)} files to which nothing refers, {sum(one.size for one in found)} bytes"), lang)
        if not found:
            return
        if not yes:
            typer.confirm(Wording("删除？不可撤销", "Remove them, for good?").said(lang), abort=True, err=True)
        gone = held.tidy(by=_person(by))
    say(Wording(f"已删除 {len(gone)} 个，逐个记入审计日志", f"{len(gone)} removed, each told to the audit log"), lang)


def _held(store: Store, named: str) -> str:
    return named if store.campaigns.has(named) else application_named(store, named)


def _person(given: str | None) -> str:
    """The account given, else the name of the system's user."""
    return given or getpass.getuser()
