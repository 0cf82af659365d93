"""`docintel sample population|size|draw|verify`: the draw of a spot check and its repetition."""

from __future__ import annotations

import secrets
from decimal import Decimal
from decimal import InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.console import EXIT_FOUND
from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import output
from docintel.cli.console import say
from docintel.cli.console import write_text
from docintel.cli.population import ACCOUNT
from docintel.cli.population import AccountOption
from docintel.cli.population import population_from
from docintel.cli.population import remember
from docintel.cli.store import STORE
from docintel.cli.store import CampaignOption
from docintel.cli.store import DatabaseOption
from docintel.cli.store import StoreOption
from docintel.domain.errors import UsageError
from docintel.domain.sampling import Allocation
from docintel.domain.sampling import DrawMethod
from docintel.domain.sampling import DrawPlan
from docintel.domain.sampling import Sample
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.encode import written
from docintel.report.members import population_table
from docintel.report.sampling import broken_seals
from docintel.report.sampling import read_sample
from docintel.report.sampling import sample_face
from docintel.report.tables import write_csv
from docintel.report.tables import write_tables
from docintel.sampling.drawing import draw as drawn_from
from docintel.sampling.repeating import Repetition
from docintel.sampling.repeating import repeat_draw
from docintel.sampling.rows import list_hash
from docintel.sampling.sizes import attribute_size
from docintel.sampling.sizes import discovery_size
from docintel.sampling.sizes import normal_size

Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        help="总体名单 XLSX/CSV，或审核结果及其目录；不给则取存储中的批次 / a list, or Reviews; without any, the campaign in the store"
    ),
]
PeopleOption = Annotated[
    list[str] | None, typer.Option("--by", help="抽取和监督人员，可多次给出 / who draws and who witnesses, may be repeated")
]
OnOption = Annotated[str, typer.Option("--on", help="抽取日期，只作记录 / the day, for the record only")]


def population(
    sources: Sources = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写出名单 .xlsx 或 .csv / write the list here")] = None,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    campaign: CampaignOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """抽查总体：从名单、审核结果或存储取出，给出散列值，供抽取前公布。 / The population of a spot check and its hash, to be published first."""
    found = population_from(sources or [], store, database, campaign)
    if out is not None:
        table = population_table(found)
        if out.suffix.lower() == ".csv":
            write_csv(table, out)
        else:
            write_tables([table], out)
    say(Wording(f"{len(found)} 家，SHA-256 {list_hash(found)}", f"{len(found)} members, SHA-256 {list_hash(found)}"), lang)


def size(
    number: Annotated[int, typer.Argument(metavar="POPULATION", help="总体家数 / how many there are in the population")],
    confidence: Annotated[str, typer.Option(help="置信度 / confidence")] = "0.95",
    tolerable: Annotated[str, typer.Option(help="可容忍差错率，正态近似为允许误差 / tolerable rate; margin of the approximation")] = "0.05",
    expected: Annotated[str, typer.Option(help="预期差错率 / expected rate")] = "0",
    lang: Lang = Language.ZH,
) -> None:
    """样本量：按置信度和可容忍差错率算出要查几家，并给出算式。 / Sample sizes for a confidence and a tolerable rate, with the formula."""
    sure, most, rate = _share(confidence), _share(tolerable), _share(expected)
    sizes = (
        (Wording("发现抽样", "discovery"), discovery_size(number, most, sure)),
        (Wording("属性抽样", "attribute"), attribute_size(number, most, sure, rate)),
        (Wording("正态近似", "normal"), normal_size(number, rate or Fraction(1, 2), most, sure)),
    )
    for name, found in sizes:
        say(Wording(f"{name.zh}：{found.size} 家。{found.working.zh}", f"{name.en}: {found.size}. {found.working.en}"), lang)


def draw(
    sources: Sources = None,
    method: Annotated[DrawMethod, typer.Option(help="抽样方法 / the method")] = DrawMethod.SIMPLE,
    count: Annotated[int, typer.Option("--count", "-n", help="除必查外抽几家 / how many besides the core")] = 0,
    seed: Annotated[
        str | None, typer.Option(help="种子，一行文字；不给则随机产生并写入记录 / the seed; made up and recorded if absent")
    ] = None,
    strata: Annotated[
        list[str] | None, typer.Option("--stratum", help="分层依据，可多次给出：province city industry size / what parts the population")
    ] = None,
    allocation: Annotated[Allocation, typer.Option(help="分层样本的分配 / how strata share the sample")] = Allocation.PROPORTIONAL,
    at_least: Annotated[int, typer.Option("--at-least", help="每层至少几家 / the least from each stratum")] = 0,
    expected: Annotated[
        list[str] | None, typer.Option("--expected", metavar="层=率", help="Neyman 分配的预期差错率 / expected rate of a stratum")
    ] = None,
    default_rate: Annotated[str, typer.Option("--default-rate", help="其他层的预期差错率 / expected rate elsewhere")] = "0.1",
    quotas: Annotated[
        list[str] | None, typer.Option("--quota", metavar="市=家数", help="各市家数，* 为其他 / number of a city, * for others")
    ] = None,
    base: Annotated[str, typer.Option(help="加在每家权重上的数 / added to every weight")] = "1",
    core: Annotated[list[str] | None, typer.Option("--core", metavar="ID", help="必查企业，可多次给出 / always inspected")] = None,
    json_out: JsonOption = None,
    people: PeopleOption = None,
    on: OnOption = "",
    account: AccountOption = ACCOUNT,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    campaign: CampaignOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """抽取现场检查的企业，写出可复核的记录。 / Draw enterprises for on-site checks, with a record that anyone can repeat."""
    members = population_from(sources or [], store, database, campaign)
    try:
        plan = DrawPlan(
            method=method,
            seed=seed if seed is not None else secrets.token_hex(16),
            count=count,
            by=tuple(strata or ()),
            allocation=allocation,
            at_least=at_least,
            expected=tuple((name, _decimal(rate)) for name, rate in _pairs(expected)),
            default_rate=_decimal(default_rate),
            quotas=tuple((city, _whole(number)) for city, number in _pairs(quotas)),
            base=_decimal(base),
            core=tuple(core or ()),
        )
    except ValueError as error:
        raise UsageError(str(error)) from error
    sample = drawn_from(members, plan)
    if not sample.chosen:
        raise UsageError(
            f"总体 {len(members)} 家，一家也没有抽到：请用 -n 说明抽几家，按配额抽取时核对 --quota 中的市名"
            f" / of {len(members)} nobody is drawn: say how many with -n, or look at the cities of --quota"
        )
    face = sample_face(sample, tuple(people or ()), on)
    if json_out is not None:
        write_text(json_out, written(face))
    if not sources:
        remember(store, database, campaign, face, account)
    if str(json_out) != "-":
        _tell(sample, lang)


def _tell(sample: Sample, lang: Language) -> None:
    say(Wording(f"总体 {len(sample.prints)} 家，种子 {sample.plan.seed}", f"{len(sample.prints)} members, seed {sample.plan.seed}"), lang)
    for stratum in sample.strata:
        name = stratum.name or Wording("全部", "all").said(lang)
        say(Wording(f"{name}：{stratum.population} 家抽 {stratum.drawn} 家", f"{name}: {stratum.drawn} of {stratum.population}"), lang)
        if stratum.is_short:
            say(Wording(f"  应抽 {stratum.asked} 家，不足", f"  {stratum.asked} were asked, too few are there"), lang)
    for one in sample.chosen:
        output.print(f"{one.place}. {one.id} {one.name} {Wording('必查', 'core').said(lang) if one.core else one.stratum}".rstrip())


def verify(
    record: Annotated[Path, typer.Argument(help="抽样记录 / the record of a draw")],
    population_file: Annotated[
        list[Path] | None, typer.Option("--population", metavar="FILE", help="总体名单或审核结果，可多次给出 / the list, or Reviews")
    ] = None,
    seed: Annotated[str | None, typer.Option(help="公布的种子 / the seed that was announced")] = None,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    campaign: CampaignOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """复核抽样：按记录重抽一遍，逐条说出不同之处。 / Repeat a recorded draw and say exactly what differs."""
    sample, face = read_sample(record)
    members = population_from(population_file or [], store, database, campaign)
    report_repetition(repeat_draw(sample, broken_seals(face), members, seed), lang)


def report_repetition(repetition: Repetition, lang: Language) -> None:
    """Say what differs; exit code 1 where anything does."""
    for difference in repetition.differences:
        say(difference, lang)
    if not repetition.is_same:
        raise typer.Exit(EXIT_FOUND)
    say(Wording("一致：名单、种子、参数、结果都相同。", "The same: list, seed, parameters and outcome."), lang)


def _share(text: str) -> Fraction:
    """`0.05`, `5%` or `1/20`."""
    try:
        return Fraction(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    except (ValueError, ZeroDivisionError) as error:
        raise UsageError(f"{text!r} 不是比例，例如 0.05 或 5% / {text!r} is no share, as 0.05 or 5%") from error


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise UsageError(f"{text!r} 不是数 / {text!r} is no number") from error


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise UsageError(f"{text!r} 不是家数 / {text!r} is no whole number")
    return int(text)


def _pairs(texts: list[str] | None) -> list[tuple[str, str]]:
    for text in texts or ():
        if "=" not in text:
            raise UsageError(f"{text!r} 应写成 名称=数 / {text!r} should be NAME=NUMBER")
    return [(name, value) for name, _, value in (text.rpartition("=") for text in texts or ())]
