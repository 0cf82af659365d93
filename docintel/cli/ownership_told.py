"""What `docintel ownership` says at the terminal of every company: who controls it, the proof, by how little, and each profile's answer where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from docintel.cli.console import output
from docintel.cli.console import say
from docintel.domain.control import Rule
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.ownership.beside import Above
from docintel.ownership.beside import differing
from docintel.ownership.beside import stands_above
from docintel.ownership.control import Standing
from docintel.ownership.flag_words import flags_told
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.words import NOBODY
from docintel.ownership.words import UNDETERMINED
from docintel.ownership.words import path_text
from docintel.ownership.words import percent

_PROOF = Wording("证明", "proof")
_PROFILES = Wording("各口径", "by profile")
_ODD = Wording("提示", "note")


def control_told(graph: OwnershipGraph, rule: Rule, profiles: Mapping[str, Mapping[str, Above]], lang: Language) -> None:
    """All companies of which a stake is stated, in the order of their names; then what is odd in the stakes."""
    apart = differing(profiles)
    for company in sorted(graph.books, key=graph.name_of):
        top = graph.top(company, rule)
        output.print(f"{graph.name_of(company)}: {_said(graph, stands_above(top), lang)}")
        if top.controller is not None:
            _reasons(graph, rule, top.controller, company, lang)
        elif not top.determined:
            _gap_told(graph, rule, company, lang)
        if company in apart:
            answers = "; ".join(f"{profile} {_said(graph, one, lang)}" for profile, one in apart[company].items())
            output.print(f"  {_PROFILES.said(lang)}: {answers}")
    for one in flags_told((str(flag) for flag in graph.flags(rule)), {party.id: party.name for party in graph.parties.values()}):
        output.print(f"{_ODD.said(lang)}: {one.said(lang)}")


def _reasons(graph: OwnershipGraph, rule: Rule, controller: str, company: str, lang: Language) -> None:
    """The chain that proves a control, and the smallest fall of one stake that undoes it."""
    output.print(f"  {_PROOF.said(lang)}: {path_text(graph.path(controller, company, rule), dict(graph.parties), lang)}")
    margin = graph.flip_margin(controller, company, rule)
    if margin is not None:
        holder, held, points = graph.name_of(margin.holder), graph.name_of(margin.company), percent(margin.margin).rstrip("%")
        say(
            Wording(
                f"  差额: {holder}对{held}的持股减少{points}个百分点即不成立",
                f"  margin: not if the stake of {holder} in {held} falls by {points} points",
            ),
            lang,
        )


def _gap_told(graph: OwnershipGraph, rule: Rule, company: str, lang: Language) -> None:
    """Of shares that nobody is stated to hold, how much would make whom control: whether what is unknown matters."""
    missing = graph.missing(company)
    if not missing:
        return
    reach_zh, reach_en = ("达到", "of") if rule.inclusive else ("超过", "over")
    for controller in sorted({one for one, held in graph.control(rule).possible if held == company}, key=graph.name_of):
        needed = graph.gap_margin(controller, company, rule)
        if needed is not None:
            name, part = graph.name_of(controller), percent(needed).rstrip("%")
            say(
                Wording(
                    f"  缺口: 未载明的{percent(missing)}中{reach_zh}{part}个百分点归{name}，即由其控制",
                    f"  gap: {name} controls it with {reach_en} {part} points of the {percent(missing)} that nobody is stated to hold",
                ),
                lang,
            )
    if graph.control(rule).unnamed_is_possible(company):
        say(
            Wording(
                f"  缺口: 未载明的{percent(missing)}若归一方，即由其控制",
                f"  gap: one who has all of the {percent(missing)} that nobody is stated to hold controls it",
            ),
            lang,
        )


def _said(graph: OwnershipGraph, above: Above, lang: Language) -> str:
    if above == str(Standing.UNDETERMINED):
        return UNDETERMINED.said(lang)
    names = list(_names(graph, above))
    return Wording("、".join(names), ", ".join(names)).said(lang) if names else NOBODY.said(lang)


def _names(graph: OwnershipGraph, above: Above) -> Iterator[str]:
    for one in (above,) if isinstance(above, str) else above or ():
        yield graph.name_of(one)
