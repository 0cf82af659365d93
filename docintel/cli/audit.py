"""`docintel audit verify` and `docintel audit show`."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Annotated

import typer

from docintel.cli.console import EXIT_FOUND
from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import output
from docintel.cli.console import say
from docintel.cli.console import write_text
from docintel.cli.store import STORE
from docintel.cli.store import DatabaseOption
from docintel.cli.store import StoreOption
from docintel.cli.store import store_there
from docintel.domain.errors import UsageError
from docintel.domain.records import AuditCheck
from docintel.domain.records import AuditEntry
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.store import Store


def verify(
    expect: Annotated[
        str | None,
        typer.Option(
            "--expect", metavar="SEQ:HASH", help="先前记下的末条，须仍在日志中 / an entry noted earlier, which must still be there"
        ),
    ] = None,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """核对审计日志的哈希链和各项决定；有误时指出第一条，退出码 1。 / Verify the chain of the audit log and the decisions it tells of."""
    with store_there(store, database) as held:
        check = held.audit.verify()
        missing = expect is not None and not _is_there(held, *_noted(expect))
    if missing:
        say(Wording(f"日志中没有先前记下的 {expect}", f"the log has no entry {expect}"), lang)
    _tell(check, lang)
    if missing or not check.holds:
        raise typer.Exit(EXIT_FOUND)


def show(
    subject: Annotated[
        str | None, typer.Option("--subject", metavar="ID", help="只看某申报、批次或账号 / of one application, campaign or account")
    ] = None,
    last: Annotated[int, typer.Option("--last", metavar="N", min=1, help="最近几条 / how many, the last ones")] = 50,
    json_out: JsonOption = None,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """显示审计日志：谁在何时对什么做了什么；只有编号和哈希。 / Show the audit log: who did what to what; ids and hashes only."""
    with store_there(store, database) as held:
        entries = held.audit.latest(last, subject)[::-1]
    if json_out is not None:
        write_text(json_out, json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1) + "\n")
    if str(json_out) == "-":
        return
    if not entries:
        say(Wording("没有记录", "no entries"), lang)
    for entry in entries:
        output.print(_line(entry))


def _line(entry: AuditEntry) -> str:
    detail = " ".join(f"{name}={value[:16]}" for name, value in sorted(entry.detail.items()))
    return f"{entry.seq:>6}  {entry.at[:19]}Z  {entry.actor}  {entry.action}  {entry.subject}  {detail}".rstrip()


def _noted(expect: str) -> tuple[int, str]:
    """An entry noted earlier, as `verify` and `backup` print it."""
    seq, _, sha256 = expect.partition(":")
    if not seq.isdigit() or not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise UsageError(f"--expect 应为 序号:哈希 / --expect takes SEQ:HASH, not {expect!r}")
    return int(seq), sha256


def _is_there(store: Store, seq: int, sha256: str) -> bool:
    return any((entry.seq, entry.hash) == (seq, sha256) for entry in store.audit.page(after=seq - 1, limit=1))


def _tell(check: AuditCheck, lang: Language) -> None:
    if check.broken is not None and check.why is not None:
        say(Wording(f"第 {check.broken} 条有误：{check.why.zh}", f"entry {check.broken} does not hold: {check.why.en}"), lang)
    for decision in check.rows:
        say(Wording(f"第 {decision} 项决定与日志不符", f"decision {decision} is not as the log knows it"), lang)
    if check.clock_went_back:
        numbers = ", ".join(map(str, check.clock_went_back))
        say(
            Wording(f"提示：这些记录时钟倒退（顺序以序号为准）：{numbers}", f"note: the clock went back at {numbers}; order is by number"),
            lang,
        )
    if check.holds:
        said = Wording(
            f"审计日志完好：{check.entries} 条，末条 {check.entries}:{check.head}",
            f"the audit log holds: {check.entries} entries, the last {check.entries}:{check.head}",
        )
        say(said, lang)
