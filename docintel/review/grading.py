"""What a card weighs and what it is called, from the finding that leads it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from enum import StrEnum

from docintel.domain.concept import Taxonomy
from docintel.domain.fact import Identifier
from docintel.domain.finding import Finding
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.programme import CheckKind
from docintel.domain.wording import Wording
from docintel.ownership.words import CHAMPION
from docintel.ownership.words import GROUP
from docintel.ownership.words import HOLDING

Kinds = Mapping[str, CheckKind]  # check id -> its kind; checks of other rooms are not in it


class Grade(StrEnum):
    """The steps of the ranking, heaviest first."""

    EXCLUSION = "exclusion"
    VERDICT = "verdict"
    REQUIRED_EVIDENCE = "required_evidence"
    MATERIAL_FIGURE = "material_figure"
    IDENTITY = "identity"
    FORMAT = "format"


ENDING = (HOLDING.id, GROUP.id, CHAMPION.id)  # what the programme does not recommend
FIGURES = (
    CheckKind.RECOMPUTES,
    CheckKind.HOLDS,
    CheckKind.RESTATED,
    CheckKind.STATEMENT,
    CheckKind.OPINION,
    CheckKind.SCOPES,
    CheckKind.ACROSS,
)
IDENTITIES = (
    CheckKind.IDENTIFIER, CheckKind.SAME_ENTITY, CheckKind.DATES, CheckKind.VALID, CheckKind.TRANSFERRED, CheckKind.RECORDS,
    CheckKind.SHAREHOLDERS, CheckKind.DISTINCT, CheckKind.PROPORTIONAL, CheckKind.ADDS_UP, CheckKind.RETOLD,
    CheckKind.CODED, CheckKind.SIZED,
)  # fmt: skip

LACKING = (CheckKind.EVIDENCE, CheckKind.SHOWN, CheckKind.BOTH_SCOPES, CheckKind.TITLED, CheckKind.SIGNED, CheckKind.ATTACHED)
SENTENCES = (
    CheckKind.EVIDENCE, CheckKind.COMPLETE, CheckKind.SHOWN, CheckKind.BOTH_SCOPES, CheckKind.SIGNED, CheckKind.PAGED, CheckKind.ATTACHED,
    CheckKind.ATTACHED_OTHERWISE,
)  # fmt: skip

CAUSES = {
    "rounding": Wording("尾数取舍", "rounding"),
    "truncation": Wording("尾数截断", "truncation"),
    "unit_slip": Wording("疑为单位填错", "the unit may be wrong"),
    "percent_slip": Wording("疑为百分数与小数混用", "a fraction may stand for a percentage"),
    "wrong_year": Wording("疑为取错年度", "may come from another year"),
    "swapped_columns": Wording("疑为两个年度填反", "two years may have been swapped"),
    "other_scope": Wording("疑为报表口径不同", "may come from a statement of another scope"),
    "sibling_line": Wording("疑为取错项目", "may come from another line"),
    "restated": Wording("两份报告的同年数据不一致", "two reports differ on the same year"),
    "digit_transposed": Wording("疑为数字颠倒", "digits may have been transposed"),
    "digit_changed": Wording("只差一位，疑为录入错误", "one character differs"),
    "sign": Wording("疑为正负号填错", "the sign may be wrong"),
}
SAID = {
    CheckKind.AGREES: Wording("填报与佐证材料不一致", "the form differs from its evidence"),
    CheckKind.COPIES: Wording("在线与打印的申请书不一致", "online form and printed form differ"),
    CheckKind.ONE_SIDED: Wording("在线与打印的申请书只有一边填写", "only one of online form and printed form fills it in"),
    CheckKind.RECOMPUTES: Wording("与表内数据计算不符", "does not recompute"),
    CheckKind.IDENTIFIER: Wording("校验位不符", "fails its check digit"),
    CheckKind.SAME_ENTITY: Wording("所载主体与申报企业不一致", "names another enterprise than the applicant"),
    CheckKind.RESTATED: Wording("两份报告的同年数据不一致", "two reports differ on the same year"),
    CheckKind.STATEMENT: Wording("报表勾稽关系不成立", "the statement does not add up"),
    CheckKind.OPINION: Wording("不是标准无保留意见", "not an unqualified opinion"),
    CheckKind.DATES: Wording("日期先后需核实", "the order of days needs checking"),
    CheckKind.VALID: Wording("截止日不在有效期内", "not in force on the cutoff"),
    CheckKind.TRANSFERRED: Wording("登记材料载有转让", "its papers record a transfer"),
    CheckKind.RECORDS: Wording("信用报告载有记录", "the credit reports hold entries"),
    CheckKind.SUMMED: Wording("与材料合计不符", "not the sum of its papers"),
    CheckKind.TICKED: Wording("未见对应的证书或文件", "no paper bears it out"),
    CheckKind.MENTIONS: Wording("材料所述产品需核实", "whether the paper is about the product needs checking"),
    CheckKind.SHAREHOLDERS: Wording("股东与登记公示不一致", "shareholders differ from the register"),
    CheckKind.DISTINCT: Wording("重复填报", "stands twice"),
    CheckKind.PROPORTIONAL: Wording("与出资额不一致", "differs from the amounts"),
    CheckKind.ADDS_UP: Wording("与各行之和不一致", "not the sum of its rows"),
    CheckKind.RETOLD: Wording("各处所载不一致", "not the same in all places"),
    CheckKind.SIZED: Wording("与划型标准不一致", "is not the size class of its figures"),
    CheckKind.SCOPES: Wording("合并与母公司口径混用", "mixes consolidated figures with the company's own"),
    CheckKind.ACROSS: Wording("报表之间的勾稽关系不成立", "two statements do not fit each other"),
    CheckKind.CODED: Wording("与编码或名称所示不一致", "differs from what the code or the name tells"),
    CheckKind.NESTED: Wording("大类与小类代码不一致", "is not within its division"),
    CheckKind.ANSWERED: Wording("选填与填写的名称不一致", "the answer and the names differ"),
    CheckKind.LENGTHS: Wording("超过规定字数", "is longer than allowed"),
    CheckKind.TITLED: Wording("须具备的认定需核实", "a title that is required needs checking"),
}
UNREADABLE = Wording("无法读取", "unreadable")
CHECKED = Wording("需核实", "to be checked")


def grade(finding: Finding, kinds: Kinds) -> Grade:
    """The step of the ranking on which a finding stands by itself."""
    kind = kinds.get(finding.check)
    if kind is None:
        return _of_other_room(finding)
    if finding.flips:
        return Grade.VERDICT
    if kind in LACKING:
        return Grade.REQUIRED_EVIDENCE
    if kind in FIGURES or (kind in (CheckKind.AGREES, CheckKind.COPIES, CheckKind.ONE_SIDED) and _is_numeric(finding)):
        return Grade.MATERIAL_FIGURE
    return Grade.IDENTITY if kind in IDENTITIES or kind is CheckKind.AGREES else Grade.FORMAT


def _of_other_room(finding: Finding) -> Grade:
    """Relations that can end an application against those that only ask for better papers."""
    return Grade.EXCLUSION if finding.check in ENDING else Grade.IDENTITY


def _is_numeric(finding: Finding) -> bool:
    return any(operand.role is Role.DECLARED and operand.fact.quantity is not None for operand in finding.operands)


def title(finding: Finding, kinds: Kinds, taxonomy: Taxonomy) -> Wording:
    """What a card is called: what it is about, then the cause or what is wrong."""
    kind = kinds.get(finding.check)
    about = _about(finding, taxonomy)
    if kind is None or kind in SENTENCES or about is None or finding.key.subject.startswith(("row/", "list/")):
        return _sentence(finding)
    what = _what(finding, kind)
    return Wording(f"{about.zh}：{what.zh}", f"{about.en}: {what.en}")


def _what(finding: Finding, kind: CheckKind) -> Wording:
    if finding.outcome is Outcome.UNREADABLE:
        return UNREADABLE
    hypothesis = "none" if finding.diagnosis is None else finding.diagnosis.hypothesis
    if kind is CheckKind.COPIES or hypothesis not in CAUSES:
        return SAID.get(kind, Wording(f"不满足“{finding.rule.zh.rstrip('。')}”", f"breaks the rule “{finding.rule.en.rstrip('.')}”"))
    return CAUSES[hypothesis]


def _sentence(finding: Finding) -> Wording:
    """The first sentence of the explanation, up to its colon."""
    zh = finding.explanation.zh.split("。", maxsplit=1)[0].split("：", maxsplit=1)[0]
    en = finding.explanation.en.split(". ", maxsplit=1)[0].split(": ", maxsplit=1)[0].rstrip(".")
    return Wording(zh, en[:1].upper() + en[1:])


def is_absent_year(finding: Finding, kind: CheckKind | None) -> bool:
    """Whether the paper of one of the years is absent: those of the other years are missing for the same cause, and are asked for together."""
    return kind is CheckKind.EVIDENCE and finding.outcome is Outcome.MISSING and "@" in finding.key.subject


def with_years(titled: Wording, absent: Sequence[Finding]) -> Wording:
    """The title of a Card about papers that are absent, with the years of all of them, not of the first only."""
    years = sorted(finding.key.subject.rpartition("@")[2] for finding in absent)
    if len(years) < 2:
        return titled
    own = absent[0].key.subject.rpartition("@")[2]
    return Wording(titled.zh.replace(own, "、".join(years)), titled.en.replace(own, ", ".join(years)))


def _about(finding: Finding, taxonomy: Taxonomy) -> Wording | None:
    """The value in question: declared before evidenced; a listed right by its number."""
    if finding.key.subject in taxonomy:  # a finding about a whole concept, whatever facts stand behind it
        return taxonomy.label(finding.key.subject)
    leading = sorted(finding.operands, key=lambda operand: (operand.role is not Role.DECLARED, operand.role is not Role.EVIDENCED))
    if not leading:
        return None
    return _named(leading[0], taxonomy)


def _named(operand: Operand, taxonomy: Taxonomy) -> Wording:
    fact = operand.fact
    known = taxonomy.label(fact.concept, fact.label)
    if operand.role is Role.DECLARED:
        known = Wording(fact.label, known.en)
    if fact.year is not None:
        return Wording(f"{fact.year}年{known.zh}", f"{known.en} {fact.year}")
    if isinstance(fact.value, Identifier) and fact.item is not None:
        return Wording(f"{known.zh} {fact.value.code}", f"{known.en} {fact.value.code}")
    return known
