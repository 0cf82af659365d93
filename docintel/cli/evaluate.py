"""`docintel evaluate`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from docintel.campaign import Applicant
from docintel.campaign import check_campaign
from docintel.cli.bars import page_progress
from docintel.cli.console import EXIT_FOUND
from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import PacksOption
from docintel.cli.console import output
from docintel.cli.console import write_text
from docintel.domain.errors import UsageError
from docintel.domain.packs import Packs
from docintel.domain.review import Review
from docintel.domain.wording import Language
from docintel.evaluate import compare
from docintel.evaluate import evaluate
from docintel.evaluate import evaluate_campaign
from docintel.evaluate.ties import score_ties
from docintel.evaluate.worn import ocr_wear
from docintel.packs import load_packs
from docintel.report.applicants import applicant_of
from docintel.report.encode import review_face
from docintel.review.reading import Seeing

AgainstOption = Annotated[
    Path | None, typer.Option("--against", metavar="OLD.json", help="与先前的结果比较：哪些变好、变差 / what got better or worse since")
]
NoiseOption = Annotated[
    float,
    typer.Option(
        "--noise",
        min=0,
        max=50,
        help="与 --campaign 同用：把每页文字当作识别所得，误认率为实测的几倍 / with --campaign: every page as if recognised, misread so many times as often as measured",
    ),
]
FailOption = Annotated[bool, typer.Option("--fail-on-worse", help="有变差的即以退出码 1 结束 / exit with 1 where anything got worse")]


def evaluate_corpus(
    corpus: Annotated[
        Path,
        typer.Argument(
            help="带真值的材料目录，或其中的 pdf、scans、language / a folder of files with their truth, or its pdf, scans, language"
        ),
    ],
    json_out: JsonOption = None,
    against: AgainstOption = None,
    fail_on_worse: FailOption = False,
    campaign: Annotated[
        bool,
        typer.Option(
            "--campaign", help="目录是 samples campaign 生成的一批申报：逐份审核并打分 / a made campaign: review it and score the Cards"
        ),
    ] = False,
    noise: NoiseOption = 0.0,
    noise_seed: Annotated[int, typer.Option("--noise-seed", help="噪声的种子 / seed of the noise")] = 1,
    packs: PacksOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """用真值给提取打分：正确、值错、口径错、期间错、单位错、缺失、多出，并可与先前结果比较。 / Score extraction against truth."""
    if not corpus.is_dir():
        raise UsageError(f"没有这个目录：{corpus} / no such folder: {corpus}")
    if campaign:
        _of_campaign(corpus, json_out, load_packs(tuple(packs or ())), lang, ocr_wear(noise, noise_seed) if noise else None)
        return
    if noise:
        raise UsageError("--noise 须与 --campaign 同用 / --noise needs --campaign")
    _require_against(against, fail_on_worse=fail_on_worse)
    with page_progress(lang) as on_page:
        score = evaluate(corpus, load_packs(tuple(packs or ())), on_page=on_page)
    told = score.to_json()
    comparison = None if against is None else compare(against, told)
    if comparison is not None:
        told["against"] = comparison.to_json()
    if json_out is not None:
        write_text(json_out, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    if json_out is None or str(json_out) != "-":
        for line in (*score.lines(lang), *(() if comparison is None else comparison.lines(lang))):
            output.print(line)
    if fail_on_worse and comparison is not None and comparison.is_worse:
        raise typer.Exit(EXIT_FOUND)


def _require_against(against: Path | None, *, fail_on_worse: bool) -> None:
    """UsageError where the earlier scores are asked for and not there."""
    if fail_on_worse and against is None:
        raise UsageError("--fail-on-worse 须与 --against 同用 / --fail-on-worse needs --against")
    if against is not None and not against.is_file():
        raise UsageError(f"没有这个文件：{against} / no such file: {against}")


def _of_campaign(folder: Path, json_out: Path | None, packs: Packs, lang: Language, seeing: Seeing | None) -> None:
    """Reviews and scores a made campaign, and the checks across its applications."""
    applicants: list[Applicant] = []
    folders: dict[str, str] = {}

    def keep(name: str, review: Review) -> None:
        applicants.append(applicant_of(review_face(review).model_dump(mode="json")))
        folders[review.application.id] = name

    score = evaluate_campaign(folder, packs, keep, seeing)
    ties = score_ties(folder, check_campaign(applicants, packs.campaign, packs.products, packs.control.rule(None)), folders)
    if json_out is not None:
        write_text(json_out, json.dumps({**score.to_json(), "ties": ties.to_json()}, ensure_ascii=False, indent=1) + "\n")
    if str(json_out) != "-":
        for line in (*score.lines(lang), ties.line(lang)):
            output.print(line)
