"""`docintel objections record`, `answer` and `list`."""

from __future__ import annotations

import getpass
from dataclasses import replace
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.console import Lang
from docintel.cli.console import output
from docintel.cli.console import say
from docintel.cli.order import day_given
from docintel.cli.storage import ByOption
from docintel.cli.storage import Named
from docintel.cli.store import STORE
from docintel.cli.store import CampaignOption
from docintel.cli.store import DatabaseOption
from docintel.cli.store import StoreOption
from docintel.cli.store import application_named
from docintel.cli.store import campaign_named
from docintel.cli.store import store_there
from docintel.domain.errors import UsageError
from docintel.domain.objecting import ObjectionText
from docintel.domain.objecting import objection_text
from docintel.domain.records import Objection
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.plain import masked
from docintel.report.plain import plain
from docintel.store import Store

OPEN, ANSWERED = "open", "answered"
STATES = {OPEN: Wording("待答复", "to be answered"), ANSWERED: Wording("已答复", "answered")}


def record(
    application: Named,
    objector: Annotated[str, typer.Option("--objector", metavar="NAME", help="异议人，实名 / who objects, by name")],
    text: Annotated[str, typer.Option("--text", help="异议内容 / what it objects to")],
    received: Annotated[str, typer.Option("--received", metavar="DAY", help="收到日期 / the day it came in")],
    due: Annotated[str | None, typer.Option("--due", metavar="DAY", help="答复期限 / the day by which to answer")] = None,
    about: Annotated[
        list[str] | None, typer.Option("--about", metavar="KEY", help="所涉发现或条件的编号 / keys of findings or conditions it is about")
    ] = None,
    evidence: Annotated[list[Path] | None, typer.Option("--evidence", metavar="FILE", help="所附证据 / what was handed in with it")] = None,
    by: ByOption = None,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """登记实名异议。 / Record a signed objection."""
    came, until = day_given(received), day_given(due)
    if came is not None and until is not None and until < came:
        raise UsageError("答复期限早于收到日期 / it cannot be due before it came in")
    for path in evidence or ():
        if not path.is_file():
            raise UsageError(f"没有这个文件：{path} / there is no such file: {path}")
    with store_there(store, database) as held:
        of = application_named(held, application)
        _known(held, of, about or [])
        put = tuple(held.files.put(path) for path in evidence or ())
        told = ObjectionText(objector, text, _day(came), tuple(about or ()), put, due=_day(until))
        made = held.objections.add(of, told.body(), person=by or getpass.getuser(), state=OPEN)
    say(Wording(f"已登记异议 {made.id}", f"objection {made.id} recorded"), lang)


def answer(
    objection: Annotated[str, typer.Argument(metavar="ID", help="异议编号 / the id of an objection")],
    outcome: Annotated[str, typer.Option("--outcome", help="处理结果 / what came of it")],
    reason: Annotated[str, typer.Option("--reason", help="理由 / why")],
    by: ByOption = None,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """答复异议。 / Answer an objection."""
    if not outcome.strip() or not reason.strip():
        raise UsageError("请写明处理结果和理由 / say what came of it and why")
    handler = by or getpass.getuser()
    with store_there(store, database) as held:
        told = objection_text(held.objections.get(objection).body)
        if told.is_answered:
            raise UsageError(f"异议 {objection} 已答复 / the objection {objection} was answered already")
        answered = replace(told, outcome=outcome, reason=reason)
        held.objections.change(objection, person=handler, state=ANSWERED, handler=handler, body=answered.body())
    say(Wording(f"异议 {objection} 已答复", f"objection {objection} answered"), lang)


def listed(
    overdue: Annotated[bool, typer.Option("--overdue", help="只列逾期未答复的 / only those that are overdue")] = False,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="以哪天为准，默认今天 / as of which day, today by default")] = None,
    campaign: CampaignOption = None,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """列出异议及期限。 / List objections with their terms."""
    day = day_given(on) or datetime.now().astimezone().date()
    with store_there(store, database) as held:
        found = held.objections.in_campaign(campaign_named(held, campaign).id)
        lines = [(one, objection_text(one.body), held.applications.get(one.application)) for one in found]
    shown = [one for one in lines if one[1].is_overdue(day) or not overdue]
    for objection, told, of in sorted(shown, key=lambda one: (one[1].is_answered, one[1].due or "9999", one[0].id)):
        output.print(_line(objection, told, of.applicant or of.folder, day, lang))
    left, late = sum(not one[1].is_answered for one in lines), sum(one[1].is_overdue(day) for one in lines)
    say(
        Wording(f"异议 {len(lines)} 件，待答复 {left}，逾期 {late}", f"{len(lines)} objections, {left} to be answered, {late} overdue"),
        lang,
    )


def _line(objection: Objection, told: ObjectionText, applicant: str, day: date, language: Language) -> str:
    state = STATES[ANSWERED if told.is_answered else OPEN].said(language)
    late = Wording("，逾期", ", overdue").said(language) if told.is_overdue(day) else ""
    due = Wording(f"，期限 {told.due}", f", due {told.due}").said(language) if told.due else ""
    outcome = _shown(f"　{told.outcome}：{told.reason}（{objection.handler}）") if told.is_answered else ""
    told = replace(told, objector=_shown(told.objector), text=_shown(told.text))
    return f"{objection.id}　{applicant}　{told.objector}　{told.received}　{state}{due}{late}　{told.text}{outcome}"


def _shown(text: str) -> str:
    return masked(plain(text))


def _known(store: Store, application: str, about: list[str]) -> None:
    """UsageError for a key that nothing of the application's present Review has."""
    unknown = [key for key in about if store.decisions.state(application, key) is None]
    if unknown:
        raise UsageError(f"该申报没有这些发现或条件：{'、'.join(unknown)} / the application has no such finding or condition")


def _day(given: date | None) -> str:
    return "" if given is None else given.isoformat()
