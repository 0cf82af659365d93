"""What an inspector wrote in a cell, as a value of the row's concept, with what makes it doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from docintel.domain.concept import Taxonomy
from docintel.domain.concept import ValueKind
from docintel.domain.fact import Absence
from docintel.domain.fact import AbsenceReason
from docintel.domain.fact import Date
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import Agreement
from docintel.domain.quantity import Quantity
from docintel.domain.sampling import SiteOutcome
from docintel.domain.wording import Wording
from docintel.report.onsite import SheetRow
from docintel.text.dates import parse_date
from docintel.text.handwritten import parse_written
from docintel.text.identifiers import identify
from docintel.text.normal import folded
from docintel.text.normal import squeezed

NOT_SEEN = ("未见", "未见到", "未见原件", "未提供", "无原件", "没有原件", "notseen", "none", "无")
AS_DECLARED = ("同申报", "同填报", "与填报一致", "与申报一致", "一致", "相符", "同左", "√", "✓", "✔", "对", "agrees", "same", "ok")
UNDECIDED = (
    "无法",
    "无从",
    "无人",
    "无权",
    "有无",
    "有待",
    "有没有",
    "没有完成",
    "没有检查",
    "没有查",
    "没有核",
    "没有看",
    "没有到",
    "没有去",
    "没有进",
)
SLIPS = (3, 4, 8)  # 千, 万, 亿: a bare number that agrees with the declared one but for these places has lost its unit
DOUBTS = MappingProxyType(
    {
        "seen_as_declared": Wording("只写了与填报一致，没有写所见的数值", "says only that it agrees, not the value"),
        "unit_unclear": Wording(
            "没有写单位，按填报单位与填报值相差整数个量级", "no unit; by the declared one it differs by whole orders of magnitude"
        ),
        "merged_cell": Wording("写在合并的单元格里", "stands in a merged cell"),
        "row_by_label": Wording("行码缺失，按填报项和年度对应", "the row's code is missing; found by item and year"),
    }
)


@dataclass(frozen=True, slots=True)
class Written:
    """The value and its doubts; or why there is none."""

    value: Value | None
    doubts: tuple[str, ...] = ()
    problem: Wording | None = None


def written_value(text: str, row: SheetRow, taxonomy: Taxonomy) -> Written:
    """What the text says of the row."""
    word = squeezed(text).lower().strip("。.")
    if word in NOT_SEEN:
        return Written(Absence(AbsenceReason.BLANK))
    if row.base_unit is not None:
        return _number(text, word, row)
    if word in AS_DECLARED:
        return Written(_plain(row.declared, row, taxonomy), ("seen_as_declared",))
    return Written(_plain(text, row, taxonomy))


def _number(text: str, word: str, row: SheetRow) -> Written:
    declared = None
    if row.value is not None and row.base_unit is not None:
        declared = Quantity(Decimal(row.value), row.base_unit, Decimal(row.step or "1"))
    if word in AS_DECLARED:
        return Written(declared, ("seen_as_declared",))
    found = parse_written(text, row.unit)
    if found is None:
        return Written(None, (), Wording("读不出数值", "no number can be read"))
    if found.unit != row.base_unit:
        return Written(None, (), Wording(f"单位是 {found.unit}，应为 {row.unit}", f"its unit is {found.unit}, not {row.unit}"))
    has_unit = parse_written(text, None) is not None
    is_slip = declared is not None and not has_unit and found.unit != PERCENT and _slipped(found, declared)
    return Written(found, ("unit_unclear",) if is_slip else ())


def _slipped(found: Quantity, declared: Quantity) -> bool:
    """Whether it agrees with the declared value only after moving the point by a unit's places."""
    if found.is_counted or found.agreement(declared) is not Agreement.NONE or not found.value:
        return False
    moved = (Quantity(found.value.scaleb(by), found.unit, found.step.scaleb(by)) for places in SLIPS for by in (places, -places))
    return any(one.agreement(declared) is not Agreement.NONE for one in moved)


def _plain(text: str, row: SheetRow, taxonomy: Taxonomy) -> Value:
    """A day, an identifier, or words."""
    if row.concept not in taxonomy:
        return Text(folded(text))
    concept = taxonomy[row.concept]
    if concept.value is ValueKind.DATE and (day := parse_date(squeezed(text))) is not None:
        return Date(day)
    if concept.value is ValueKind.IDENTIFIER:
        return identify(concept.scheme or "", text)
    return Text(folded(text))


def written_outcome(text: str) -> SiteOutcome | None:
    """The conclusion: 有 is a discrepancy that both inspectors confirm, 无 none; None where it says neither.

    无法核实 and 有待核实 begin like a conclusion and are none: what was not seen counts neither way.
    """
    word = squeezed(text).lower()
    if word.startswith(UNDECIDED):
        return None
    if word.startswith(("未完成", "未查", "notfinished", "open")):
        return SiteOutcome.OPEN
    if word.startswith(("无", "没有", "未发现", "none", "clear")):
        return SiteOutcome.CLEAR
    return SiteOutcome.ERROR if word.startswith(("有", "存在", "found", "error")) else None
