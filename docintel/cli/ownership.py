"""`docintel ownership`: control from stakes and agreements, each answer in the vocabulary of the ownership cases."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated
from typing import Any

import typer

from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import PacksOption
from docintel.cli.console import output
from docintel.cli.console import say
from docintel.cli.console import write_text
from docintel.cli.ownership_files import Drawn
from docintel.cli.ownership_files import party_of
from docintel.cli.ownership_files import write_files
from docintel.cli.ownership_told import control_told
from docintel.cli.ownership_values import values_told
from docintel.domain.control import ControlProfiles
from docintel.domain.control import Rule
from docintel.domain.errors import UsageError
from docintel.domain.ownership import OwnershipTable
from docintel.domain.ownership import Register
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.exchange.reading import merged
from docintel.exchange.reading import read_file
from docintel.intake import read_register
from docintel.ownership.beside import by_profile
from docintel.ownership.case_words import CaseError
from docintel.ownership.case_words import strange_words
from docintel.ownership.cases import ANSWERS
from docintel.ownership.cases import EVERYTHING
from docintel.ownership.cases import answers
from docintel.ownership.cases import answers_of
from docintel.ownership.cases import case_of
from docintel.ownership.cases import printed_fraction
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.kinds import table_with_state
from docintel.ownership.relations import coverage_of
from docintel.ownership.relations import recognised_in
from docintel.ownership.relations import relations_with
from docintel.ownership.relations import unseen_above
from docintel.ownership.resolving import Known
from docintel.ownership.resolving import possible_entries
from docintel.packs import load_packs

FORMAT = "docintel/ownership/1"
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help="持股和协议：CSV、XLSX（企查查、天眼查导出）、BODS 0.4、FollowTheMoney、GraphML 或案例JSON / stakes and agreements",
    ),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="截至日期；不给则不论期限 / as of a day; all stakes without it")
]
Profile = Annotated[str | None, typer.Option("--profile", help="控制口径，如 cn-company-law / what counts as control")]
Registers = Annotated[list[Path] | None, typer.Option("--register", help="已认定企业名单 CSV/XLSX / recognised enterprises")]
Out = Annotated[
    list[Path] | None,
    typer.Option(
        "--write", help="另存为 .json（BODS）.ftm .graphml .csv，或画图 .svg .png / write the stakes in another format, or their picture"
    ),
]
Of = Annotated[
    str | None,
    typer.Option("--of", help="图的中心企业，只画其上下；--values 也只列其上下 / the party in the middle of a picture, or of --values"),
]
Values = Annotated[
    bool,
    typer.Option(
        "--values",
        help="各股东的穿透持股（精确值、误差界、闭合持股环） / integrated shares of all holders, exact, with bounds and closed loops",
    ),
]


def ownership(
    files: Files,
    as_of: AsOf = None,
    profile: Profile = None,
    register: Registers = None,
    write: Out = None,
    of: Of = None,
    values: Values = False,
    json_out: JsonOption = None,
    packs: PacksOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """谁控制谁：从持股和协议算出控制关系，附证明路径和翻转幅度。 / Who controls whom: from stakes and agreements, with proof and margin."""
    profiles = load_packs(tuple(packs or ())).control
    problems: list[str] = []
    told = _cases(files[0]) if len(files) == 1 else None
    if told is not None:
        answered = [_answered(one, profiles, files[0], problems) for one in told]
        result: dict[str, Any] = {"format": FORMAT, "cases": [one for one in answered if one is not None]}
    else:
        table = table_with_state(merged((path.name, read_file(path, profiles.columns)) for path in files), profiles.is_state)
        day, lists = _day(as_of), tuple(read_register(path) for path in register or [])
        known = frozenset(recognised_in(OwnershipGraph(table.parties, table.holdings), lists, day))
        write_files(table, write or [], Drawn(day, of, known, lang))
        result = _of_table(table, files, profiles, profile, day, lists, lang)
        if values:
            graph = OwnershipGraph(table.parties, table.holdings, table.agreements, day)
            result["values"] = values_told(graph, None if of is None else party_of(table, of), lang)
    written = json.dumps(result, ensure_ascii=False, indent=1)
    if json_out is not None:
        write_text(json_out, written + "\n")
    elif told is not None:
        output.print(written)
    if problems:
        raise UsageError("\n".join(problems))


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--as-of {text}: 应为 YYYY-MM-DD / should be YYYY-MM-DD") from error


def _cases(path: Path) -> list[dict[str, Any]] | None:
    """The cases of a file in the case format, None where it is another."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig")) if path.suffix.lower() == ".json" else None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: 不是可读的JSON / is no readable JSON: {error}") from error
    if isinstance(told, dict) and isinstance(told.get("cases"), list):
        return list(told["cases"])
    return [told] if isinstance(told, dict) and "edges" in told else None


def _answered(told: Any, profiles: ControlProfiles, path: Path, problems: list[str]) -> dict[str, Any] | None:
    """One case with the answers to what each variant asks, to everything where it asks for nothing; a case that cannot be read is a problem."""
    try:
        case = case_of(told)
        variants = told.get("variants") or [{}]
        found = [answers(case, variant.get("options") or {}, _asked(variant), profiles) for variant in variants]
    except (CaseError, ValueError, TypeError, AttributeError) as error:
        problems.append(f"{path}: {error}")
    except KeyError as error:
        problems.append(f"{path}: 没有这个控制口径或字段 / no such profile or field: {error}; {', '.join(profiles.profiles)}")
    else:
        problems += [f"{path}: case {case.id}: 格式中没有 / the format has no {word}" for word in strange_words(told, ANSWERS)]
        return {"id": case.id, "variants": found}
    return None


def _asked(variant: dict[str, Any]) -> dict[str, Any]:
    """The keys a variant names, all of them where it names none."""
    expect = variant.get("expect")
    if not expect:
        return dict(EVERYTHING)
    return dict(expect) if isinstance(expect, dict) else dict.fromkeys(expect)


def _of_table(
    table: OwnershipTable,
    files: list[Path],
    profiles: ControlProfiles,
    profile: str | None,
    day: date | None,
    lists: tuple[Register, ...],
    lang: Language,
) -> dict[str, Any]:  # an answer is of all these
    """Everything that follows from a table, told at the terminal and as JSON."""
    name = profile or profiles.default
    if name not in profiles.profiles:
        raise UsageError(f"--profile {name}: 现有 / there are {', '.join(profiles.profiles)}")
    wording = profiles.profiles[name].on(day)
    graph = OwnershipGraph(table.parties, table.holdings, table.agreements, day)
    relations = relations_with(graph, wording.rule, lists, day)
    doubts = possible_entries(Known.of(graph.parties.values()), lists, day)
    coverage = (*coverage_of(lists, day), *doubts, *unseen_above(graph), *table.untold)
    found = answers_of(graph, wording.rule, EVERYTHING)
    say(Wording(f"口径：{wording.clause.zh}", f"Profile: {wording.clause.en}"), lang)
    beside = by_profile(graph, profiles, day)
    control_told(graph, wording.rule, beside, lang)
    for one in (*(each.wording for each in relations), *coverage):
        say(one, lang)
    return {
        "format": FORMAT,
        "files": [path.name for path in files],
        "profile": name,
        "as_of": None if day is None else day.isoformat(),
        "profiles": beside,
        **found,
        "gap_margins": _gap_margins(graph, wording.rule),
        "holding_relations": [each.face for each in relations],
        "coverage": [{"zh": one.zh, "en": one.en} for one in coverage],
    }


def _gap_margins(graph: OwnershipGraph, rule: Rule) -> dict[str, str]:
    """Of each control that is only possible, how much of the shares nobody is stated to hold would make it so."""
    told = {pair: graph.gap_margin(*pair, rule) for pair in sorted(graph.control(rule).possible)}
    return {f"{one}->{two}": printed_fraction(needed) for (one, two), needed in told.items() if needed is not None}
