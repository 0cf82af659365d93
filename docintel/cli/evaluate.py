"""`docintel evaluate`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import PacksOption
from docintel.cli.console import output
from docintel.cli.console import page_progress
from docintel.cli.console import write_text
from docintel.domain.errors import UsageError
from docintel.domain.wording import Language
from docintel.evaluate import evaluate
from docintel.packs import load_packs


def evaluate_corpus(
    corpus: Annotated[Path, typer.Argument(help="带真值的材料目录 / a folder of files with their truth")],
    json_out: JsonOption = None,
    packs: PacksOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """用真值给提取打分：正确、值错、口径错、期间错、单位错、缺失。 / Score extraction against truth."""
    if not corpus.is_dir():
        raise UsageError(f"没有这个目录：{corpus} / no such folder: {corpus}")
    with page_progress(lang) as on_page:
        score = evaluate(corpus, load_packs(tuple(packs or ())), on_page=on_page)
    for line in score.lines(lang):
        output.print(line)
    if json_out is not None:
        write_text(json_out, json.dumps(score.to_json(), ensure_ascii=False, indent=1) + "\n")
