"""`docintel gate`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.console import EXIT_FOUND
from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import PacksOption
from docintel.cli.console import output
from docintel.cli.console import say
from docintel.cli.console import write_text
from docintel.cli.report_source import Asked
from docintel.cli.report_source import ByOption
from docintel.cli.report_source import DecisionsOption
from docintel.cli.report_source import ReviewsArgument
from docintel.cli.report_source import StoreOption
from docintel.cli.report_source import source_of
from docintel.cli.store import CampaignOption
from docintel.cli.store import DatabaseOption
from docintel.domain.errors import UsageError
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.intake import read_register
from docintel.packs import load_packs
from docintel.report.encode import written
from docintel.report.gate import Listed
from docintel.report.gate import gate as held_against
from docintel.report.gate_paper import gate_paper
from docintel.report.gate_paper import hit_lines
from docintel.report.masking import masked_face
from docintel.report.paper_docx import paper_docx
from docintel.report.paper_html import paper_html


def gate(
    listed: Annotated[Path, typer.Argument(metavar="LIST", help="拟推荐企业名单 XLSX/CSV / the list of recommended enterprises")],
    reviews: ReviewsArgument = None,
    report: Annotated[Path | None, typer.Option("--report", metavar="FILE", help=".docx 或 .html / a .docx or .html")] = None,
    json_out: JsonOption = None,
    decisions: DecisionsOption = None,
    store: StoreOption = None,
    database: DatabaseOption = None,
    campaign: CampaignOption = None,
    by: ByOption = None,
    packs: PacksOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """盖章前核对：名单中有数值条件不符合或涉及不予推荐情形的企业，谁因何仍予推荐。 / Before sealing: what stands against the recommended, who overrode it."""
    asked = Asked(tuple(reviews or ()), decisions, store, database, campaign, None, by)
    lines = list(_listed(listed))
    if not lines:
        raise UsageError(f"名单没有企业：{listed} / no enterprise in the list {listed}")
    with source_of(asked, "gate") as source:
        told = masked_face(held_against(lines, source.reviewed(), load_packs(tuple(packs or ()))), asked.shown)
    if json_out is not None:
        write_text(json_out, written(told))
    if report is not None:
        paper = gate_paper(told, lang)
        if report.suffix.lower() == ".docx":
            report.parent.mkdir(parents=True, exist_ok=True)
            report.write_bytes(paper_docx(paper, asked.shown))
        else:
            write_text(report, paper_html(paper, asked.shown))
    if str(json_out) != "-":
        for line in hit_lines(told, lang):
            output.print(line)
        against = sum(not hit.overridden for hit in told.hits)
        say(Wording(f"名单{told.listed}家，未经人员排除的{against}项", f"{told.listed} enterprises, {against} hits not overridden"), lang)
    raise typer.Exit(0 if told.passes else EXIT_FOUND)


def _listed(path: Path) -> Iterator[Listed]:
    for one in read_register(path).recognitions:
        span = one.source.spans[0] if one.source is not None else None
        number = str(getattr(span, "cell", "row 0")).removeprefix("row ")
        yield Listed(int(number), one.name, one.uscc)
