"""How a finding is made: its key, its weight, and what a doubtful reading does to it."""

from __future__ import annotations

from dataclasses import dataclass

from docintel.check.dossier import Dossier
from docintel.check.dossier import is_doubtful
from docintel.domain.fact import Fact
from docintel.domain.finding import Diagnosis
from docintel.domain.finding import Finding
from docintel.domain.finding import FindingKey
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.finding import Severity
from docintel.domain.programme import CheckRule
from docintel.domain.source import REPAIR
from docintel.domain.verdict import Trace
from docintel.domain.wording import Wording

ACCUSING = (Outcome.DISAGREE, Outcome.INVALID, Outcome.EXPIRED)
DOUBTS = {
    "second_reader_differs": Wording("两次识别不一致", "two readers differ"),
    "low_confidence": Wording("识别把握不足", "it was read with little confidence"),
    "malformed_number": Wording("数字格式异常", "it has not the form of a number"),
    "unusual_decimals": Wording("小数位与同列不同", "its decimals are not those of its column"),
    "touches_seal": Wording("与印章重叠", "a seal lies on it"),
    "cut_off": Wording("位于图像边缘", "it stands at the edge of the picture"),
    "check_digit_fails": Wording("校验位不符，可能识别有误", "its check digits fail, it may be misread"),
    "sum_off_by_one_digit": Wording("合计相差一位数字", "the total differs by one digit"),
    "kind_inferred": Wording("报表标题未读到", "the title of the statement was not read"),
    "several_values": Wording("材料内同一项目有不同数值", "the paper says two different things of it"),
    "qr_differs": Wording("与二维码内容不同", "differs from the QR code"),
    "unit_assumed": Wording("单位未注明", "no unit is printed"),
    "sign_by_identity": Wording(
        "减项以括号（负数）列示，按报表勾稽关系读为正数", "a deduction in brackets, positive by the statement's own sums"
    ),
    "sign_unclear": Wording(
        "减项以括号（负数）列示，报表勾稽关系不能确定其正负", "a deduction in brackets, whose sign no sum of the statement tells"
    ),
    "period_assumed": Wording("所属期间未注明", "no period is printed"),
    "day_unreadable": Wording("日期不完整", "its digits make no day"),
    "scope_assumed": Wording("报表口径未注明", "no scope is printed"),
    "scope_by_filing": Wording(
        "报表口径未注明，按该类文件的编报规则视为合并口径", "no scope is printed; filings of this kind give consolidated figures"
    ),
    "heads_assumed": Wording("表头在缺页上", "the heads of its column stand on a page that is not there"),
    "entity_unknown": Wording("所属企业在缺页上", "whose figure it is stands on a page that is not there"),
    "direction_assumed": Wording(
        "图中无箭头等可辨方向，按上持下", "nothing in the chart shows its direction; holders were taken to stand above"
    ),
    "name_near_known": Wording("与材料中另一名称仅一两字之差", "it is almost another name of the paper"),
    "name_mended": Wording("名称与粘连或误读的文字已分开、补正", "what ran into the name or spoilt its form was put right"),
    "more_below": Wording("下一行可能是其余部分", "the line below may be the rest of it"),
    "name_cut": Wording("名称未读完整", "the name was not read to its end"),
    "name_unusual": Wording("不像名称", "it has not the form of a name"),
    "list_cut": Wording("列表至页底未见合计，可能未列全", "the list ends with its page and without a total, it may go on"),
    "no_colour": Wording("黑白图像，印章颜色不可辨", "the picture has no colour in which a seal could be told"),
    "not_drawn": Wording("该页无法绘制", "the page cannot be drawn"),
    "no_room": Wording("标签旁没有空位", "there is no room beside the label"),
    "tick_seen": Wording("勾选由图像辨认", "the tick was told from the picture"),
    "tick_unclear": Wording("勾选框看不清", "the box cannot be told"),
    "typed_only": Wording("仅见打印的姓名", "only a typed name is there"),
    "signer_unverified": Wording("签名人身份未核验", "the signer was not verified"),
    "changed_after_signing": Wording("签名后有改动", "it was changed after signing"),
}
"""What makes a reading doubtful, by its code; each is a reason to look at the page and none says what the figure is."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check saw: how it went, what it is about, and the facts in their parts."""

    subject: str
    outcome: Outcome
    explanation: Wording
    operands: tuple[Operand, ...] = ()
    diagnosis: Diagnosis | None = None
    trace: Trace | None = None


def finding(dossier: Dossier, rule: CheckRule, seen: Seen) -> Finding:
    """The finding of a rule; a doubtful reading never accuses: the outcome is then `needs_check` and weighs a warning at most."""
    outcome, severity, explanation = seen.outcome, rule.severity, seen.explanation
    if outcome in ACCUSING and any(is_doubtful(operand.fact) for operand in seen.operands):
        outcome, explanation = Outcome.NEEDS_CHECK, _doubted(explanation, seen.operands)
    if outcome is Outcome.NEEDS_CHECK and severity is Severity.CONFLICT:
        severity = Severity.WARNING
    key = FindingKey(dossier.application.id, rule.id, seen.subject)
    return Finding(key, rule.id, severity, outcome, rule.rule, explanation, seen.operands, seen.diagnosis, seen.trace)


def _doubt(code: str) -> Wording | None:
    """A doubt in words; `repair:1,234.56` names the reading with which the statement would add up."""
    if code.startswith(REPAIR):
        printed = code.removeprefix(REPAIR)
        return Wording(f"按报表勾稽关系可能是{printed}", f"by the sums of the statement it may be {printed}")
    return DOUBTS.get(code)


def _doubted(explanation: Wording, operands: tuple[Operand, ...]) -> Wording:
    """An explanation that ends with what makes the readings doubtful."""
    codes = dict.fromkeys(code for operand in operands for code in operand.fact.source.doubts)
    named = [doubt for code in codes if (doubt := _doubt(code)) is not None]
    zh, en = "、".join(one.zh for one in named), "; ".join(one.en for one in named)
    return Wording(
        f"{explanation.zh}读数本身存疑{f'（{zh}）' if zh else ''}，请对照原件核实。",
        f"{explanation.en} The reading itself is in doubt{f' ({en})' if en else ''}: check it against the page.",
    )


def declared(*facts: Fact) -> tuple[Operand, ...]:
    """Facts in the part of what the applicant declared."""
    return tuple(Operand(Role.DECLARED, fact) for fact in facts)


def evidenced(*facts: Fact) -> tuple[Operand, ...]:
    """Facts in the part of proof."""
    return tuple(Operand(Role.EVIDENCED, fact) for fact in facts)


def support(*facts: Fact) -> tuple[Operand, ...]:
    """Facts that are needed to understand the finding and are not in question."""
    return tuple(Operand(Role.SUPPORT, fact) for fact in facts)


def subject(fact: Fact) -> str:
    """What a finding about one value is called: `revenue@2022`, `patent_title/patent:201710601862.3`, `uscc`."""
    name = fact.concept or fact.label
    dated = name if fact.year is None else f"{name}@{fact.year}"
    return dated if fact.item is None else f"{dated}/{fact.item}"
