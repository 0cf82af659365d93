"""What the ownership checks are called and what they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from docintel.domain.ownership import Difference
from docintel.domain.ownership import Hop
from docintel.domain.ownership import Party
from docintel.domain.wording import Language
from docintel.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class OwnershipCheck:
    """A check of this room: its id, its rule in words, and its clause."""

    id: str
    rule: Wording
    clause: str


HOLDING = OwnershipCheck(
    "OWN-2",
    Wording(
        "与已认定企业不存在控股关系（逐级或合计持股超过50%；50%为深圳市2022年通知公布的口径，链条为本系统的延伸）。",
        "No holding relation with a recognised enterprise (over 50 %, direct, in a chain or jointly; the 50 % is Shenzhen's published definition "
        "of 2022, its extension to chains is ours).",
    ),
    "控股关系（持股/被持股比例超过50%）",
)
GROUP = OwnershipCheck(
    "OWN-3",
    Wording(
        "同一集团内没有其他生产相似主导产品的企业获得认定或申报；是否相似由人判断。",
        "No other enterprise of the group with a similar main product is recognised or applying; whether products are similar is for a person.",
    ),
    "同一集团内生产相似主导产品的企业，不予推荐",
)
NEAR = OwnershipCheck(
    "OWN-4",
    Wording(
        "没有已认定企业为申报企业的第一大股东且持股30%至50%，反之亦然；是否构成控股关系由人判断（30%为本系统的提示界限）。",
        "No recognised enterprise is the applicant's first holder with 30 to 50 %, nor the other way round; whether that is a holding relation "
        "is for a person (the 30 % is a limit of ours).",
    ),
    "公司法第二百六十五条：不足50%而表决权足以对决议产生重大影响的",
)
JOINT = OwnershipCheck(
    "OWN-5",
    Wording(
        "没有相同的几名股东在申报企业和已认定企业中合计持股均超过50%；是否属同一控制由人判断。",
        "No holders in common have more than half both of the applicant and of a recognised enterprise; whether that is one control is for a person.",
    ),
    "同一集团、控股关系；一致行动由人判断",
)
ANSWERED = OwnershipCheck(
    "OWN-7",
    Wording(
        "申请书所填存在控股关系的企业在名单中、认定在有效期内，且材料显示该关系。",
        "Enterprises that the form names in a holding relation are on a list, recognised in force, and held as the papers show.",
    ),
    "是否与现有“小巨人”企业存在控股关系；填“是”的须填企业名称",
)
STATED = OwnershipCheck(
    "OWN-8",
    Wording(
        "申请书所填控股股东、实际控制人与股权结构一致。",
        "The controlling shareholder and the actual controller on the form are those of the stakes seen.",
    ),
    "公司法第二百六十五条",
)
SUMS = OwnershipCheck(
    "OWN-9",
    Wording("股权结构表的持股比例合计为100%。", "The shares of an equity table add up to 100 %."),
    "股权结构图、出资协议或公司章程",
)
CHAMPION = OwnershipCheck(
    "OWN-12",
    Wording("已被认定为单项冠军的企业不再推荐。", "A single champion is not recommended anew."),
    "单项冠军示范企业或单项冠军产品，不再推荐",
)

OWNERSHIP_CHECKS = (HOLDING, GROUP, NEAR, JOINT, ANSWERED, STATED, SUMS, CHAMPION)


DIFFERENCES = {
    Difference.CONCERT: Wording(
        "一致行动或共同控制的安排，其份额合并计算", "they act in concert or control jointly, and their stakes count together"
    ),
    Difference.PROXY: Wording("表决权委托", "votes given to a proxy"),
    Difference.FAMILY: Wording("所称各人为亲属，共同控制", "those stated are of one family and control together"),
    Difference.STATE: Wording("国有资本：材料所称与出资人层级不同", "state capital: another level of the state is named"),
    Difference.THRESHOLD: Wording("所称者的份额未达到所用口径的界线", "the stake of who is stated does not reach the line of the profile"),
    Difference.MISSING: Wording("有股份不知由谁持有", "shares that nobody is known to hold"),
    Difference.CHAIN: Wording("所称者与企业之间的持股链条未见材料", "the chain from who is stated to the enterprise was not seen"),
    Difference.PARTNER: Wording("经执行事务合伙人控制", "control through a general partner"),
    Difference.CONTRACT: Wording("协议控制", "control by contract"),
    Difference.NOMINEE: Wording("有股份为他人代持，谁行使表决权待核实", "shares are held for others, and who votes is to be checked"),
    Difference.CONFLICT: Wording("各份材料所载持股不一致", "papers state different stakes"),
    Difference.INTERMEDIATE: Wording("所称者本身又由他人控制", "who is stated is controlled by another"),
    Difference.UNTOLD: Wording("材料未写明", "not stated"),
    Difference.UNEXPLAINED: Wording("未能解释，需核实", "not explained, to be checked"),
}
"""Why the computed and the stated controller differ, in words: the whole vocabulary."""


def named(graph: HasNames, parties: Iterable[str], nobody: Wording) -> Wording:
    """The names of parties in a row; of none what is said then."""
    names = [graph.name_of(party) for party in parties]
    return Wording("、".join(names), ", ".join(names)) if names else nobody


class HasNames(Protocol):
    """What knows the name of a party by its id."""

    def name_of(self, party: str) -> str:
        """The name."""


def percent(share: Fraction | None) -> str:
    """A share as a percentage to four places; to more where these would make nothing or one half of it, which it is not and which would mislead."""
    if share is None:
        return "？"
    value = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    shown = (value.quantize(Decimal(1).scaleb(-places)) for places in range(_PLACES, _MOST_PLACES))
    told = next((one for one in shown if one not in {0, 50} or one == value), value)
    return f"{told.normalize():f}%"


_PLACES, _MOST_PLACES = 4, 12


def path_text(path: tuple[Hop, ...], parties: dict[str, Party], language: Language) -> str:
    """A —60%→ B —51%→ C, hop by hop."""
    said: list[str] = []
    last = ""
    for hop in path:
        holder = parties[hop.holder].name
        step = f" —{_held(hop, language)}→ {parties[hop.company].name}"
        said.append(step if holder == last else ("；" if said else "") + holder + step)
        last = parties[hop.company].name
    return "".join(said)


BASES = {
    "general_partner": Wording("执行事务合伙人", "general partner"),
    "contract_control": Wording("协议控制", "by contract"),
}
NOBODY, UNDETERMINED = Wording("无", "nobody"), Wording("不能确定", "undetermined")
PROXIES = Wording("（含受托表决权）", " (with proxies)")


def _held(hop: Hop, language: Language) -> str:
    """By what a step holds: its share, or what gives the say whatever is held; votes of others are told beside the share."""
    if hop.basis in BASES:
        return BASES[hop.basis].said(language)
    return percent(hop.share) + (PROXIES.said(language) if hop.basis == "vote_delegation" else "")


def path_lines(path: tuple[Hop, ...]) -> list[str]:
    """A proof a step a line, by ids: `P1 —60%→ A`; what is not a holding says what it is."""
    return [f"{hop.holder} —{percent(hop.share)}→ {hop.company}{'' if hop.basis == 'shareholding' else f' ({hop.basis})'}" for hop in path]
