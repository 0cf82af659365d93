"""`docintel samples make`, `campaign`, `papers` and `statements`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.console import Lang
from docintel.cli.console import say
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.simulate import DEFECTS
from docintel.simulate import READY_MADE
from docintel.simulate import STATEMENT_LAYOUTS
from docintel.simulate import make_sample
from docintel.simulate import make_statements
from docintel.simulate.campaign import make_campaign
from docintel.simulate.campaign_focus import EACH
from docintel.simulate.campaign_focus import Focus
from docintel.simulate.evidence.collection import make_papers
from docintel.simulate.evidence.kinds import EVIDENCE
from docintel.simulate.form_copies import EXPORTS
from docintel.simulate.form_copies import PRINTS
from docintel.simulate.form_copies import make_copies


def make(
    directory: Annotated[Path, typer.Argument(help="写到哪个目录 / folder to write to")],
    seed: Annotated[int, typer.Option("--seed", help="同一种子得到同一样例 / the same seed gives the same sample")] = 1,
    defect: Annotated[list[str] | None, typer.Option("--defect", help=f"缺陷，可多次给出 / may be repeated: {', '.join(DEFECTS)}")] = None,
    ready_made: Annotated[bool, typer.Option("--ready-made", help="重做随附的三个样例 / make the three shipped samples again")] = False,
    lang: Lang = Language.ZH,
) -> None:
    """生成虚构企业的整套申报材料。 / Make the whole application of an invented enterprise."""
    orders = READY_MADE if ready_made else {"": (seed, tuple(defect or ()))}
    for name, (number, defects) in orders.items():
        target = directory / name if name else directory
        make_sample(target, seed=number, defects=defects)
        planted = "、".join(defects) or "—"
        say(Wording(f"已生成 {target}（种子 {number}，缺陷 {planted}）", f"made {target} (seed {number}, defects {planted})"), lang)


def papers(
    directory: Annotated[Path, typer.Argument(help="写到哪个目录，每个种子一个子目录 / folder to write to, one subfolder per seed")],
    seed: Annotated[list[int] | None, typer.Option("--seed", help="种子，可多次给出 / may be repeated; 1")] = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", help=f"材料种类，可多次给出 / may be repeated: {', '.join(EVIDENCE)}")] = None,
    layout: Annotated[int | None, typer.Option("--layout", min=1, help="版式序号，默认全部 / one layout only, counted from 1")] = None,
    scanned: Annotated[bool, typer.Option("--scanned", help="做成扫描件 / as scans, without text")] = False,
    family: Annotated[
        int, typer.Option("--family", min=1, max=2, help="版式族：2 的字体和排法不同 / family 2 has other fonts and settings")
    ] = 1,
    lang: Lang = Language.ZH,
) -> None:
    """生成各类佐证材料及其真值，供 evaluate 打分。 / Make papers of evidence with their truth, for evaluate to score."""
    for number in seed or [1]:
        target = directory / f"{number}{'-scanned' if scanned else ''}"
        made = make_papers(target, seed=number, kinds=tuple(kind or ()), layout=layout, scanned=scanned, family=family)
        say(Wording(f"已生成 {target}（{len(made.papers)} 份材料）", f"made {target} ({len(made.papers)} papers)"), lang)


def campaign(
    directory: Annotated[Path, typer.Argument(help="写到哪个目录，每份申报一个子目录 / folder to write to, one subfolder per application")],
    count: Annotated[int, typer.Option("--count", min=1, help="申报数 / how many applications")] = 12,
    defects: Annotated[int, typer.Option("--defects", min=0, help="其中有缺陷的 / how many of them have defects")] = 6,
    seed: Annotated[int, typer.Option("--seed", help="同一种子得到同一批 / the same seed gives the same campaign")] = 1,
    scanned: Annotated[
        int, typer.Option("--scanned", min=0, help="其中有扫描件的，每份约 10 页 / how many have scans, some ten pages each")
    ] = 0,
    family: Annotated[
        int, typer.Option("--family", min=1, max=2, help="版式族：2 为调试时未用过的 / family of layouts; 2 was not used in tuning")
    ] = 1,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            help="只埋入这些缺陷，或这些核对规则所查的缺陷；可重复 / only these defects, or those that these checks find; may be repeated",
        ),
    ] = None,
    cases: Annotated[
        int,
        typer.Option(
            "--cases",
            min=0,
            help="每条核对规则至少这么多处，份数按需增加 / so many for each check at least, with as many applications as that takes",
        ),
    ] = 0,
    each: Annotated[
        int, typer.Option("--each", min=1, help="与 --cases 同用：每份至多几处 / with --cases: so many in one application")
    ] = EACH,
    small: Annotated[
        bool,
        typer.Option("--small", help="有缺陷的申报在用不到审计报告时不附 / leave audit reports out where no planted defect is in them"),
    ] = False,
    lang: Lang = Language.ZH,
) -> None:
    """生成一批虚构申报及其真值：有缺陷的、只是看似不符的、相互关联的。 / Make a campaign of applications with its truth."""
    focus = Focus(tuple(only or ()), cases, each, small)
    made = make_campaign(directory, count=count, defects=defects, seed=seed, scanned=scanned, family=family, focus=focus)
    planted = sum(len(one.labels) for one in made)
    say(
        Wording(
            f"已生成 {directory}：{len(made)} 份申报，{planted} 处缺陷", f"made {directory}: {len(made)} applications, {planted} defects"
        ),
        lang,
    )


def copies(
    directory: Annotated[Path, typer.Argument(help="写到哪个目录，每份申报一个子目录 / folder to write to, one subfolder per application")],
    count: Annotated[
        int, typer.Option("--count", min=1, help="申报数，隔一份有一处差异 / how many applications; every other one differs")
    ] = 8,
    seed: Annotated[int, typer.Option("--seed", help="同一种子得到同一批 / the same seed gives the same applications")] = 1,
    prints: Annotated[str, typer.Option("--print", help=f"纸质申请书 / the printed form: {', '.join(PRINTS)}")] = "pdf",
    export: Annotated[str, typer.Option("--export", help=f"在线申请书 / the online form: {', '.join(EXPORTS)}")] = "json",
    lang: Lang = Language.ZH,
) -> None:
    """生成在线与纸质申请书有一处差异、或只是看似有差异的申报。 / Make applications whose two copies of the form differ, or only seem to."""
    planted = make_copies(directory, count=count, seed=seed, prints=prints, export=export)
    differing = sum(bool(one) for one in planted)
    say(
        Wording(
            f"已生成 {directory}：{count} 份申报，{differing} 处差异", f"made {directory}: {count} applications, {differing} differences"
        ),
        lang,
    )


def statements(
    directory: Annotated[Path, typer.Argument(help="写到哪个目录 / folder to write to")],
    seed: Annotated[int, typer.Option("--seed", help="同一种子得到同一样例 / the same seed gives the same sample")] = 1,
    layout: Annotated[
        list[str] | None, typer.Option("--layout", help=f"版式，可多次给出 / may be repeated: {', '.join(STATEMENT_LAYOUTS)}")
    ] = None,
    scanned: Annotated[bool, typer.Option("--scanned", help="做成扫描件 / as scans without a text layer")] = False,
    lang: Lang = Language.ZH,
) -> None:
    """按多种真实版式生成虚构企业的财务报表及其真值。 / Make financial statements in many real layouts, with their truth."""
    truth = make_statements(directory, seed=seed, layouts=tuple(layout or ()), scanned=scanned)
    facts, files = sum(len(paper.facts) for paper in truth.papers), len(truth.papers)
    say(Wording(f"已生成 {directory}：{files} 份，{facts} 个数据", f"made {directory}: {files} papers, {facts} figures"), lang)
