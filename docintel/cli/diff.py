"""`docintel diff`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from typing import Any

import typer

from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import output
from docintel.cli.console import say
from docintel.cli.console import write_text
from docintel.cli.store import STORE
from docintel.cli.store import DatabaseOption
from docintel.cli.store import StoreOption
from docintel.cli.store import application_named
from docintel.cli.store import store_there
from docintel.domain.errors import UsageError
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report import words
from docintel.report.differing import DiffFace
from docintel.report.differing import review_diff
from docintel.report.encode import written
from docintel.report.face_parts import WordingFace

CHANGES = {"new": Wording("新增", "new"), "gone": Wording("消失", "gone"), "changed": Wording("改变", "changed")}
SORTS = {
    "file": Wording("文件", "file"),
    "pack": Wording("规则包", "pack"),
    "register": Wording("名单", "register"),
    "engine": Wording("程序", "program"),
}
SHOWN = 19  # characters of a hash or version


def diff(
    review: Annotated[
        str,
        typer.Argument(help="申报编号、信用代码或目录名；或较早的 review --json 文件 / an application, or the earlier Review as a file"),
    ],
    other: Annotated[Path | None, typer.Argument(help="较晚的 review --json 文件 / the later Review as a file")] = None,
    earlier: Annotated[
        int | None, typer.Option("--from", help="较早一次的编号，默认上一次 / number of the earlier Review; the last but one")
    ] = None,
    later: Annotated[int | None, typer.Option("--to", help="较晚一次的编号，默认最近一次 / number of the later Review; the last")] = None,
    json_out: JsonOption = None,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """同一申报两次审核之间：发现、卡片、结论的新增、消失和改变，及其起因。 / What differs between two Reviews of one application, and why."""
    before, after = (_file(Path(review)), _file(other)) if other is not None else _stored(review, (earlier, later), store, database)
    found = review_diff(before, after)
    if json_out is not None:
        write_text(json_out, written(found))
    if str(json_out) != "-":
        _print(found, lang)


def _file(path: Path) -> Mapping[str, Any]:
    if not path.is_file():
        raise UsageError(f"没有这个文件：{path} / no such file: {path}")
    try:
        body = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UsageError(f"不是可读的 JSON 文件：{path} / not a JSON file that can be read: {path}: {error}") from error
    if not isinstance(body, dict) or body.get("schema") != "docintel/review/1":
        raise UsageError(f"{path} 不是一份申报的 review --json 结果 / {path} is no Review of one application")
    return body


def _stored(
    named: str, numbers: tuple[int | None, int | None], place: Path, database: str | None
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    with store_there(place, database) as store:
        application = application_named(store, named)
        known = [one.number for one in store.reviews.of(application)]
        if len(known) < 2 and None in numbers:
            raise UsageError(f"“{named}”只有 {len(known)} 次审核，无从比较 / “{named}” has {len(known)} Reviews, nothing to compare")
        if strange := [number for number in numbers if number is not None and number not in known]:
            listed = "、".join(map(str, known))
            raise UsageError(
                f"“{named}”没有第 {strange[0]} 次审核，已有：{listed} / “{named}” has no Review {strange[0]}; there are {listed}"
            )
        later = numbers[1] or known[-1]
        earlier = numbers[0] or max((number for number in known if number < later), default=later)
        return store.reviews.body(application, earlier), store.reviews.body(application, later)


def _print(found: DiffFace, language: Language) -> None:
    output.rule(f"{found.name} · {found.application}")
    for cause in found.causes:
        before, after = (str(one or "—")[:SHOWN] for one in (cause.before, cause.after))
        output.print(f"{SORTS[cause.sort].said(language)} {cause.name}：{before} → {after}")
    if found.is_empty:
        say(Wording("发现、卡片、结论均无变化", "no finding, Card or verdict is other than before"), language)
    for card in found.cards:
        _line(
            Wording("卡片", "Card"), card.change, f"{_said(card.title, language)}（{_grades(card.before, card.after, language)}）", language
        )
    for finding in found.findings:
        stale = Wording("，原决定须重看", ", a decision on it is stale").said(language) if finding.reopens else ""
        _line(Wording("发现", "finding"), finding.change, f"{finding.check} {_said(finding.explanation, language)}{stale}", language)
    for verdict in found.verdicts:
        told = " → ".join(_statuses(side, language) for side in (verdict.before, verdict.after))
        _line(Wording("条件", "condition"), verdict.change, f"{_said(verdict.label, language)}：{told}", language)


def _line(what: Wording, change: str, told: str, language: Language) -> None:
    output.print(f"[{CHANGES[change].said(language)}] {what.said(language)} {told}")


def _said(wording: WordingFace, language: Language) -> str:
    return wording.zh if language is Language.ZH else wording.en


def _grades(before: tuple[str, int] | None, after: tuple[str, int] | None, language: Language) -> str:
    grades = [words.GRADE[side[0]].said(language) for side in (before, after) if side is not None]
    return " → ".join(dict.fromkeys(grades))


def _statuses(side: tuple[str, str] | None, language: Language) -> str:
    if side is None:
        return "—"
    return "/".join(dict.fromkeys(words.STATUS[status].said(language) for status in side))
