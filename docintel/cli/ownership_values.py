"""What `docintel ownership --values` tells: integrated shares with their bounds, at the terminal and as JSON."""

from __future__ import annotations

from decimal import ROUND_CEILING
from decimal import ROUND_HALF_EVEN
from decimal import Decimal
from fractions import Fraction
from typing import Any

from docintel.cli.console import output
from docintel.cli.console import say
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.through import Through
from docintel.ownership.through import through_all

_PLACES = Decimal("0.000001")  # of a percentage as shown; the fraction beside it in the JSON is exact
_HEAD = Wording(
    "穿透持股（股东 → 企业：所载持股的精确值，±误差界）",
    "Integrated shares (holder → company: exact for the stakes as stated, ± bound of error)",
)
_NOTE = Wording(
    "误差界只计印出百分比的舍入和来源不一致；未载明的持股不在其中。",
    "The bounds hold for the rounding of printed percentages and for origins that differ; stakes that nobody states are not in them.",
)
_NO_VALUE = Wording("无确定值（闭合持股环，或所载持股合计超过100%）", "no value (a closed loop, or stakes of more than 100 %)")


def values_told(graph: OwnershipGraph, of: str | None, lang: Language) -> dict[str, Any]:
    """Every holder's share of every company below it, told; the same for JSON."""
    found = through_all(graph, of)
    say(_HEAD, lang)
    for one in found.shares:
        output.print(f"{graph.name_of(one.holder)} → {graph.name_of(one.company)}: {_said(one, lang)}")
    for loop in found.loops:
        names = " → ".join(graph.name_of(each) for each in (*loop, loop[0]))
        say(
            Wording(
                f"闭合持股环（相互全部持有，环外无人持股，穿透持股没有定义）：{names}",
                f"Closed loop (they hold one another whole, nobody outside holds any, and shares through them are undefined): {names}",
            ),
            lang,
        )
    say(_NOTE, lang)
    return {"shares": [_face(one) for one in found.shares], "closed_loops": [list(loop) for loop in found.loops]}


def _said(one: Through, lang: Language) -> str:
    if one.share is None or one.error is None:
        return _NO_VALUE.said(lang)
    share, error = _percent(one.share), _percent(one.error, ROUND_CEILING)
    return Wording(f"{share}% ± {error}个百分点", f"{share}% ± {error} points").said(lang)


def _face(one: Through) -> dict[str, str | None]:
    """Exact fractions as text, such as 3/5."""
    told = {"holder": one.holder, "company": one.company, "share": None if one.share is None else str(one.share)}
    return {**told, "least": str(one.least), "most": str(one.most), "error": None if one.error is None else str(one.error)}


def _percent(share: Fraction, rounding: str = ROUND_HALF_EVEN) -> str:
    """A share in percent to six places, without zeros that say nothing; a bound is rounded up."""
    value = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return f"{value.quantize(_PLACES, rounding=rounding).normalize():f}"
