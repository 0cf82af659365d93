"""`docintel form template`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.console import Lang
from docintel.cli.console import PacksOption
from docintel.cli.console import say
from docintel.cli.console import write_text
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.intake import form_template
from docintel.intake import write_form_xlsx
from docintel.packs import load_packs
from docintel.review.choosing import batch_named
from docintel.review.choosing import programme_named


def template(
    directory: Annotated[Path, typer.Argument(help="写到哪个目录 / folder to write to")] = Path(),
    programme: Annotated[str, typer.Option("--programme", help="项目 / programme id")] = "little-giant-2022",
    batch: Annotated[int | None, typer.Option("--batch", help="批次 / batch")] = None,
    packs: PacksOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """写出在线申请书的 JSON 和 XLSX 模板。 / Write the online form's JSON and XLSX template."""
    chosen = programme_named(load_packs(tuple(packs or ())), programme)
    chosen_batch = batch_named(chosen, batch)
    directory.mkdir(parents=True, exist_ok=True)
    json_file, xlsx_file = directory / "form.json", directory / "form.xlsx"
    write_text(json_file, json.dumps(form_template(chosen, chosen_batch), ensure_ascii=False, indent=2) + "\n")
    write_form_xlsx(chosen, chosen_batch, xlsx_file)
    say(Wording(f"已写出 {json_file} 和 {xlsx_file}", f"wrote {json_file} and {xlsx_file}"), lang)
