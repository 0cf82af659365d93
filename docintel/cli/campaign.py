"""`docintel campaign check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docintel.campaign import check_campaign
from docintel.cli.console import EXIT_NOTHING_READABLE
from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import PacksOption
from docintel.cli.console import complain
from docintel.cli.console import output
from docintel.cli.console import say
from docintel.cli.console import write_text
from docintel.domain.errors import UsageError
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.packs import load_packs
from docintel.report.applicants import stored_applicants
from docintel.report.campaign import campaign_face
from docintel.report.campaign import campaign_html
from docintel.report.encode import written


def check(
    folders: Annotated[list[Path], typer.Argument(help="审核结果（review --json）或其目录 / results of review --json, or folders of them")],
    json_out: JsonOption = None,
    report: Annotated[Path | None, typer.Option("--report", metavar="FILE.html", help="HTML 报告 / an HTML report")] = None,
    packs: PacksOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """整批核对：各申报之间重复的专利、联系方式、说明文字、数据，同一细分市场的占有率。 / Check applications against each other."""
    for folder in folders:
        if not folder.exists():
            raise UsageError(f"没有这个目录或文件：{folder} / no such folder or file: {folder}")
    applicants = list(stored_applicants(folders))
    if not applicants:
        complain("没有审核结果 / no results of docintel review --json")
        raise typer.Exit(EXIT_NOTHING_READABLE)
    loaded = load_packs(tuple(packs or ()))
    review = check_campaign(applicants, loaded.campaign, loaded.products, loaded.control.rule(None))
    if report is not None:
        write_text(report, campaign_html(review, lang))
    if json_out is not None:
        write_text(json_out, written(campaign_face(review)))
    if str(json_out) == "-":
        return
    say(
        Wording(
            f"{review.applications} 份申报，{len(review.cards)} 张卡片", f"{review.applications} applications, {len(review.cards)} Cards"
        ),
        lang,
    )
    for number, card in enumerate(review.cards, 1):
        output.print(f"{number}. {card.check} {card.title.said(lang)}")
    for wording in review.coverage:
        say(wording, lang)
