"""`docintel review`: what it takes; what it does is in `reviewing`, which loads all that reads and judges."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import LimitOption
from docintel.cli.console import PacksOption
from docintel.cli.console import StrictOption
from docintel.cli.unmasking import UnmaskedOption
from docintel.domain.campaigning import ApplicationKind
from docintel.domain.finding import Severity
from docintel.domain.wording import Language


def review(
    folders: Annotated[list[Path], typer.Argument(help="申报材料目录或 zip / folders or zips of applications")],
    programme: Annotated[str | None, typer.Option("--programme", help="项目 / programme id")] = None,
    batch: Annotated[int | None, typer.Option("--batch", help="批次 / batch number")] = None,
    kind: Annotated[ApplicationKind | None, typer.Option("--kind", help="新申报或复核 / new or review")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="基准日，如 2023-04-10 / the day evidence must be valid")] = None,
    register: Annotated[list[Path] | None, typer.Option("--register", help="已认定企业名单 CSV/XLSX / recognised enterprises")] = None,
    report: Annotated[Path | None, typer.Option("--report", help="HTML 报告写到此目录 / folder for the HTML reports")] = None,
    json_out: JsonOption = None,
    fail_on: Annotated[Severity | None, typer.Option("--fail-on", help="有此级别的发现时退出码为 1 / exit 1 at this severity")] = None,
    packs: PacksOption = None,
    limit: LimitOption = None,
    unmasked: UnmaskedOption = None,
    strict: StrictOption = False,
    lang: Lang = Language.ZH,
) -> None:
    """审核申报材料：核对填报与佐证，判断条件，查控股关系。 / Review applications: form against evidence, criteria, holding relations."""
    from docintel.cli.reviewing import Asked
    from docintel.cli.reviewing import Faces
    from docintel.cli.reviewing import reviewed

    asked = Asked(programme, batch, kind, as_of, tuple(register or ()), tuple(packs or ()), tuple(limit or ()), strict)
    raise typer.Exit(reviewed(folders, asked, Faces(report, lang, unmasked), json_out, fail_on))
