"""`docintel rollcall`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
import xlsxwriter

from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import output
from docintel.cli.console import write_text
from docintel.cli.order import day_given
from docintel.cli.store import STORE
from docintel.cli.store import CampaignOption
from docintel.cli.store import DatabaseOption
from docintel.cli.store import StoreOption
from docintel.cli.store import campaign_named
from docintel.cli.store import store_there
from docintel.domain.errors import UsageError
from docintel.domain.records import ApplicationRecord
from docintel.domain.wording import Language
from docintel.intake import read_roll
from docintel.report.encode import wordings
from docintel.report.encode import written
from docintel.report.working import CalledFace
from docintel.report.working import RollFace
from docintel.store import Slice
from docintel.store import Store
from docintel.work.rollcall import ANSWERS
from docintel.work.rollcall import Answer
from docintel.work.rollcall import Called
from docintel.work.rollcall import call_roll

AT_A_TIME = 500
LONGEST = 32_000  # characters a cell takes


def rollcall(
    listed: Annotated[
        Path, typer.Argument(metavar="LIST.xlsx", help="平台导出的名册，每企业一行 / the platform's list, a row per enterprise")
    ],
    deadline: Annotated[str | None, typer.Option("--deadline", help="截止日 / the last day")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE.xlsx", help="点名结果表 / the answers as a workbook")] = None,
    campaign: CampaignOption = None,
    json_out: JsonOption = None,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """点名：平台名册与已收材料按信用代码（再按名称）对应，缺、多、重复、逾期。 / Call the roll: the platform's list beside what was received."""
    if not listed.is_file():
        raise UsageError(f"没有这个文件：{listed} / no such file: {listed}")
    rows, day = read_roll(listed), day_given(deadline)
    with store_there(store, database) as opened:
        chosen = campaign_named(opened, campaign)
        called = call_roll(rows, _applications(opened, chosen.id), day)
        face = _face(chosen.id, opened.files.put(listed), None if day is None else day.isoformat(), called)
        opened.rolls.add(chosen.id, face.list_sha256, face.model_dump(mode="json"), person="rollcall")
    if out is not None:
        _workbook(out, called, lang)
    if json_out is not None:
        write_text(json_out, written(face))
    if str(json_out) != "-":
        _print(called, face.counts, lang)


def _applications(store: Store, campaign: str) -> list[ApplicationRecord]:
    found: list[ApplicationRecord] = []
    while True:
        part = store.applications.of(campaign, page=Slice(len(found) // AT_A_TIME + 1, AT_A_TIME))
        found += part.rows
        if len(found) >= part.total or not part.rows:
            return found


def _face(campaign: str, sha256: str, deadline: str | None, called: Sequence[Called]) -> RollFace:
    counts = Counter(answer.value for one in called for answer in one.answers)
    return RollFace(
        campaign=campaign,
        list_sha256=sha256,
        deadline=deadline,
        counts={answer.value: counts[answer.value] for answer in Answer},
        called=tuple(
            CalledFace(
                name=one.name,
                uscc=one.uscc,
                rows=one.rows,
                folders=one.folders,
                answers=tuple(answer.value for answer in one.answers),
                reasons=wordings(one.reasons),
            )
            for one in called
        ),
    )


def _print(called: Sequence[Called], counts: dict[str, int], language: Language) -> None:
    output.print("，".join(f"{ANSWERS[answer].said(language)} {counts[answer.value]}" for answer in Answer))
    for one in called:
        if one.answers != (Answer.PRESENT,):
            answers = "、".join(ANSWERS[answer].said(language) for answer in one.answers)
            output.print(f"[{answers}] {one.name} {one.uscc or ''}：{'；'.join(reason.said(language) for reason in one.reasons)}")


def _workbook(path: Path, called: Sequence[Called], language: Language) -> None:
    """A row per enterprise; every cell is text, so nothing that somebody wrote becomes a formula or a link."""
    heads = (
        ("企业名称", "统一社会信用代码", "名册行", "材料", "结果", "说明")
        if language is Language.ZH
        else ("name", "uscc", "rows", "applications", "answer", "why")
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("点名" if language is Language.ZH else "roll-call")
        lines = [heads, *(_cells(one, language) for one in called)]
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                sheet.write_string(row, column, text[:LONGEST])
        sheet.autofilter(0, 0, len(lines) - 1, len(heads) - 1)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 1, 32)
        sheet.set_column(3, 5, 40)


def _cells(one: Called, language: Language) -> tuple[str, ...]:
    answers = "、".join(ANSWERS[answer].said(language) for answer in one.answers)
    reasons = "；".join(reason.said(language) for reason in one.reasons)
    return one.name, one.uscc or "", "、".join(map(str, one.rows)), "、".join(one.folders), answers, reasons
