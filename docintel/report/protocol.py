"""The protocol of a spot check, fit to be published: how it was drawn, who was drawn, what came out in numbers, what that says of all.

It names no weight, no chance of being drawn and no finding of a single enterprise; those stand in the record, which is for the authority.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment
from jinja2 import PackageLoader
from jinja2 import StrictUndefined

from docintel.domain.sampling import Allocation
from docintel.domain.sampling import DrawMethod
from docintel.domain.sampling import DrawPlan
from docintel.domain.sampling import Estimate
from docintel.domain.sampling import Sample
from docintel.domain.sampling import SiteOutcome
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.onsite_paper import Paper
from docintel.report.plain import masked
from docintel.report.tables import plain_text
from docintel.sampling.stream import STREAM

TITLE = Wording("现场抽查纪要", "Protocol of the spot check")
METHODS: Mapping[DrawMethod, Wording] = {
    DrawMethod.SIMPLE: Wording("简单随机抽样", "simple random sampling"),
    DrawMethod.STRATIFIED: Wording("分层随机抽样", "stratified random sampling"),
    DrawMethod.QUOTA: Wording("按地市固定家数抽样", "fixed numbers a city"),
    DrawMethod.WEIGHTED: Wording("按待核实事项多少加权的系统抽样", "systematic sampling, weighted by what is to be verified"),
}
KEYS = {
    "province": Wording("省份", "province"),
    "city": Wording("地市", "city"),
    "industry": Wording("行业", "industry"),
    "size": Wording("企业规模", "size"),
}
ALLOCATIONS = {
    Allocation.PROPORTIONAL: Wording("按各层家数比例（最大余数法）", "in proportion to the strata (largest remainder)"),
    Allocation.NEYMAN: Wording("Neyman 分配（按家数与预期差错率）", "Neyman's (by size and expected rate of error)"),
}
CORE = Wording("必查", "core")
ALL = Wording("全部", "all")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the protocol: its heading, its lines, and a table where it has one."""

    heading: str
    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """Who held the draw and when, as told."""

    by: tuple[str, ...] = ()
    on: str = ""


def protocol_parts(
    sample: Sample, held: Held, outcomes: Mapping[str, SiteOutcome], found: Estimate | None, language: Language
) -> tuple[Part, ...]:
    """The parts of the protocol; without an estimate there are no results yet."""
    parts = [_how(sample, held, language), _strata(sample, language), _list(sample, language)]
    if found is not None:
        parts.append(_results(sample, outcomes, found, language))
    return (*parts, _again(language))


def protocol_docx(parts: tuple[Part, ...], path: Path, language: Language) -> None:
    """The protocol as a Word document with lines for signatures."""
    paper = Paper(lying=False)
    paper.title(TITLE.said(language))
    for part in parts:
        paper.text(part.heading, size=12, bold=True)
        for line in part.lines:
            paper.text(line)
        if part.rows:
            paper.table(part.heads, part.rows, part.widths, height=0.6)
    paper.text("")
    for signed in (Wording("抽取人（签名）：", "Drawn by (signature):"), Wording("监督人（签名）：", "Witness (signature):")):
        paper.text(f"{signed.said(language)}________________    {Wording('日期：', 'Date:').said(language)}____________")
    paper.save(path)


def protocol_html(parts: tuple[Part, ...], language: Language) -> str:
    """The protocol as one page without network or script."""
    environment = Environment(
        loader=PackageLoader("docintel.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("protocol.html.j2").render(
        parts=parts, title=TITLE.said(language), lang=language.value, plain=plain_text
    )


def _how(sample: Sample, held: Held, language: Language) -> Part:
    plan, core = sample.plan, sum(one.core for one in sample.chosen)
    lines = [
        Wording(
            f"总体：{len(sample.prints)} 家，名单散列值（SHA-256）{sample.population}",
            f"Population: {len(sample.prints)}, hash of the list (SHA-256) {sample.population}",
        ),
        Wording(f"方法：{METHODS[plan.method].zh}{_parameters(plan).zh}", f"Method: {METHODS[plan.method].en}{_parameters(plan).en}"),
        Wording(f"种子：{plan.seed}", f"Seed: {plan.seed}"),
        Wording(
            f"样本：{sample.size} 家，其中必查 {core} 家、随机抽取 {sample.size - core} 家",
            f"Sample: {sample.size}, {core} of them the core and {sample.size - core} at random",
        ),
    ]
    if held.on:
        lines.append(Wording(f"抽取日期：{held.on}", f"Drawn on: {held.on}"))
    if held.by:
        lines.append(Wording(f"抽取和监督人员：{'、'.join(held.by)}", f"Drawn and witnessed by: {', '.join(held.by)}"))
    heading = Wording("一、抽取方法", "1. How it was drawn")
    return Part(heading.said(language), _said(lines, language))


def _parameters(plan: DrawPlan) -> Wording:
    if plan.method is DrawMethod.STRATIFIED:
        keys, how = [KEYS[key] for key in plan.by], ALLOCATIONS[plan.allocation]
        least = Wording(f"，每层至少 {plan.at_least} 家", f", at least {plan.at_least} of each") if plan.at_least else None
        return Wording(
            f"，按{'、'.join(key.zh for key in keys)}分层，分配：{how.zh}{'' if least is None else least.zh}",
            f", by {', '.join(key.en for key in keys)}, shared out {how.en}{'' if least is None else least.en}",
        )
    if plan.method is DrawMethod.QUOTA:
        told = "、".join(f"{'其他' if city == '*' else city} {number}" for city, number in plan.quotas)
        listed = ", ".join(f"{'others' if city == '*' else city} {number}" for city, number in plan.quotas)
        return Wording(f"，各市家数：{told}", f": {listed}")
    return Wording(f"，随机抽取 {plan.count} 家", f", {plan.count} at random")


def _strata(sample: Sample, language: Language) -> Part:
    heads = (Wording("层", "Stratum"), Wording("总体家数", "Population"), Wording("应抽", "Asked"), Wording("实抽", "Drawn"))
    rows = tuple((one.name or ALL.said(language), str(one.population), str(one.asked), str(one.drawn)) for one in sample.strata)
    lines = [Wording("必查企业不计入各层。", "The core is not counted in the strata.")] if any(one.core for one in sample.chosen) else []
    if any(one.is_short for one in sample.strata):
        lines.append(Wording("家数不足的层已全部抽取。", "Of strata with too few, all were drawn."))
    heading = Wording("二、各层家数", "2. Strata")
    return Part(heading.said(language), _said(lines, language), _said(heads, language), rows, (3, 1, 1, 1))


def _list(sample: Sample, language: Language) -> Part:
    heads = (
        Wording("序号", "No."),
        Wording("企业名称", "Enterprise"),
        Wording("统一社会信用代码", "Credit code"),
        Wording("层", "Stratum"),
    )
    rows = tuple(
        (str(one.place), masked(one.name), one.id, CORE.said(language) if one.core else one.stratum or ALL.said(language))
        for one in sample.chosen
    )
    return Part(Wording("三、抽中名单", "3. Who was drawn").said(language), (), _said(heads, language), rows, (1, 5, 4, 3))


def _results(sample: Sample, outcomes: Mapping[str, SiteOutcome], found: Estimate, language: Language) -> Part:
    count = Counter(outcomes.get(one.id, SiteOutcome.OPEN) for one in sample.chosen)
    clear, wrong, left = count[SiteOutcome.CLEAR], count[SiteOutcome.ERROR], count[SiteOutcome.OPEN]
    confidence = f"{Decimal(str(found.confidence)) * 100:f}".rstrip("0").rstrip(".")
    low, high = percent(found.low), percent(found.high)
    point = Wording("未全部完成，不给点估计；", "not finished, so no point;")
    if found.point is not None:
        point = Wording(f"点估计 {percent(found.point)}，", f"point {percent(found.point)},")
    lines = (
        Wording(
            f"已检查 {clear + wrong} 家：无重大不一致 {clear} 家，有经确认的重大不一致 {wrong} 家；未完成 {left} 家。",
            f"Inspected {clear + wrong}: {clear} without and {wrong} with a confirmed material discrepancy; {left} not finished.",
        ),
        Wording(
            f"推断（{found.population} 家）：有重大不一致的企业所占比例，{point.zh}{confidence}% 置信区间 {low} 至 {high}。",
            f"Of {found.population}: share with a material discrepancy, {point.en} {confidence} % interval {low} to {high}.",
        ),
        Wording(f"方法：{found.method.zh}。", f"Method: {found.method.en}."),
    )
    return Part(Wording("四、检查结果", "4. Results").said(language), _said(lines, language))


def _again(language: Language) -> Part:
    lines = (
        Wording(
            f"随机数由 {STREAM} 生成（SHA-256，算法见 docs/sampling.md）；凭总体名单和抽样记录，任何人可用下列命令重抽并逐项核对：",
            f"Random numbers are {STREAM} (SHA-256, see docs/sampling.md); with the list and the record anyone can repeat the draw:",
        ),
        Wording(
            "docintel sample verify 抽样记录.json --population 总体名单.xlsx", "docintel sample verify RECORD.json --population LIST.xlsx"
        ),
    )
    return Part(Wording("复核方法", "Verification").said(language), _said(lines, language))


def _said(wordings: tuple[Wording, ...] | list[Wording], language: Language) -> tuple[str, ...]:
    return tuple(one.said(language) for one in wordings)


def percent(share: float) -> str:
    """A share with one decimal of a percentage."""
    return f"{share * 100:.1f}%"
