"""`docintel assign draw|verify`: experts drawn at random for applications."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.console import EXIT_FOUND
from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import complain
from docintel.cli.console import say
from docintel.cli.console import write_text
from docintel.cli.sample import OnOption
from docintel.cli.sample import PeopleOption
from docintel.cli.sample import report_repetition
from docintel.domain.errors import UsageError
from docintel.domain.experts import ExpertPlan
from docintel.domain.experts import RegionRule
from docintel.domain.experts import SpecialityRule
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.intake.populations import read_entries
from docintel.intake.populations import read_experts
from docintel.report.assigning import assignment_face
from docintel.report.assigning import read_assignment
from docintel.report.assigning import write_assignment
from docintel.report.encode import written
from docintel.report.sampling import broken_seals
from docintel.sampling.assigning import assign
from docintel.sampling.repeating import repeat_assignment

ExpertsOption = Annotated[Path, typer.Option("--experts", metavar="FILE", help="专家名单 XLSX/CSV / the list of experts")]
EntriesOption = Annotated[Path, typer.Option("--applications", metavar="FILE", help="申报名单 XLSX/CSV / the list of applications")]


def draw(
    experts: ExpertsOption,
    applications: EntriesOption,
    each: Annotated[int, typer.Option("--each", "-k", help="每份申报几名专家 / experts an application")] = 3,
    seed: Annotated[
        str | None, typer.Option(help="种子，一行文字；不给则随机产生并写入记录 / the seed; made up and recorded if absent")
    ] = None,
    region: Annotated[RegionRule, typer.Option(help="地区回避 / experts stay out of their own region")] = RegionRule.NONE,
    speciality: Annotated[
        SpecialityRule, typer.Option(help="专业是否须对口 / whether the field must be the expert's")
    ] = SpecialityRule.ANY,
    json_out: JsonOption = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="写出分配表 / write the lists here")] = None,
    people: PeopleOption = None,
    on: OnOption = "",
    lang: Lang = Language.ZH,
) -> None:
    """为申报随机分配专家（双随机），回避利害关系，任务均衡，可复核。 / Draw experts for applications: no conflicts, even loads, repeatable."""
    try:
        plan = ExpertPlan(seed if seed is not None else secrets.token_hex(16), each, region, speciality)
    except ValueError as error:
        raise UsageError(str(error)) from error
    listed, entries = read_experts(experts), read_entries(applications)
    found = assign(listed, entries, plan)
    if json_out is not None:
        write_text(json_out, written(assignment_face(found, tuple(people or ()), on)))
    if xlsx is not None:
        write_assignment(found, listed, entries, xlsx, lang)
    if str(json_out) != "-":
        say(
            Wording(
                f"{len(entries)} 份申报、{len(listed)} 名专家，种子 {plan.seed}；分配 {len(found.drawn)} 份，任务数最多相差 {found.spread}",
                f"{len(entries)} applications, {len(listed)} experts, seed {plan.seed}; {len(found.drawn)} assigned, loads differ by {found.spread} at most",
            ),
            lang,
        )
    for obstacle in found.obstacles:
        complain(f"{'、'.join(obstacle.entries)}  {obstacle.reason.said(lang)}")
    if found.obstacles:
        raise typer.Exit(EXIT_FOUND)


def verify(
    record: Annotated[Path, typer.Argument(help="分配记录 / the record of an assignment")],
    experts: ExpertsOption,
    applications: EntriesOption,
    seed: Annotated[str | None, typer.Option(help="公布的种子 / the seed that was announced")] = None,
    lang: Lang = Language.ZH,
) -> None:
    """复核专家分配：按记录重做一遍，逐条说出不同之处。 / Repeat a recorded assignment and say exactly what differs."""
    found, face = read_assignment(record)
    report_repetition(repeat_assignment(found, broken_seals(face), read_experts(experts), read_entries(applications), seed), lang)
