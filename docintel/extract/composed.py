"""Labels that are put together from parts in any order: whose share (归属于上市公司股东), without what (扣除非经常性损益后), and of what (净利润)."""

from __future__ import annotations

import re
from functools import lru_cache

_OF_OWNERS = "归属于?|归母|应占"
_OWNERS = (
    "申请挂牌公司|拟挂牌公司|挂牌公司|上市公司|股份公司|母公司|本公司|公众公司|本银行|本行|本集团|发行人|公司|集团|申请人"
    "|普通股|权益持有人|权益所有者|权益拥有人|拥有人|持有人|所有者|股权持有人|股东|投资者"
)
_WITHOUT = "扣除非经常性损益(?:项目)?(?:的?影响)?(?:后|之后)?|扣非后?"
_PROFIT = r"净利润(?:总额)?(?:/?\((?:净?亏损|损失)[^()]*\))?|净利(?=$)|净\(?亏损\)?/?净?利润|年[内度]净?(?:利润|溢利)|期[内间]净?(?:利润|溢利)|(?:本年度?|本期)?净?(?:溢利|盈利)|(?<=[人东者]应占)利润(?=$)"
_EQUITY = r"(?:所有者权益|股东权益|净资产|权益)(?:\((?:或)?(?:所有者|股东)权益\))?(?:合计|总额|总计)?"
_SHARED = re.compile(
    rf"(?:(?P<owners>{_OF_OWNERS})|(?P<without>{_WITHOUT})|(?:{_OWNERS})(?!权益$|权益合计$|权益总额$)|的|之|(?P<profit>{_PROFIT})|(?P<equity>{_EQUITY}))"
)
_TOTALS = {"资产": "资产总计", "负债": "负债合计", "权益": "所有者权益合计", "流动资产": "流动资产合计", "非流动资产": "非流动资产合计"} | {
    "流动负债": "流动负债合计",
    "非流动负债": "非流动负债合计",
}
_BOTH = "负债和所有者权益总计"
_SUM = "合计|总计|总额|总值|总数|小计"
_TOTAL = re.compile(rf"(?P<before>总)?(?P<what>(?:非?流动)?(?:资产|负债)|(?:所有者|股东)?权益)(?P<after>{_SUM})?")
_BALANCE = re.compile(rf"负债(?:和|及|与|、)(?:(?:所有者|股东)?权益|净资产)(?:\([^()]*\))?(?:{_SUM})")
_ACTIVITY = re.compile(
    r"(?P<which>经营|投资|筹资|融资)(?:性|业务|活动){0,2}(?:所|产生|使用|获得|得|用|耗|之|的|\(|\)|/|和|及|流入|流出){0,8}"
    r"(?:净现金(?:流量?)?|现金净?(?:流量?|流入|流出|增加)?)(?:净额|净值|额)?(?:/?\([^()]*\))?"
)
_BEGIN = "归扣应本拟申母公上股普流非资负总权所经投筹融发净"  # with one of which whatever is composed begins


@lru_cache(maxsize=4096)
def composed(key: str) -> str | None:
    """The usual label that one put together from known parts stands for; None where any part of it is another word."""
    if key[:1] not in _BEGIN:
        return None
    return _shared(key) or _total(key) or _cash_flow(key)


def _shared(key: str) -> str | None:
    """Profit or equity that is the owners' share, profit without non-recurring items, or both."""
    if "归" not in key and "应占" not in key and "扣" not in key:
        return None
    met, place = set[str](), 0
    while place < len(key):
        part = _SHARED.match(key, place)
        if part is None or part.end() == place:
            return None
        met |= {name for name, found in part.groupdict().items() if found}
        place = part.end()
    if "profit" in met and "equity" not in met:
        return {
            (True, True): "归属于母公司股东的扣除非经常性损益的净利润",
            (True, False): "归属于母公司股东的净利润",
            (False, True): "扣除非经常性损益后的净利润",
        }.get(("owners" in met, "without" in met))
    return "归属于母公司所有者权益合计" if met == {"owners", "equity"} else None


def _total(key: str) -> str | None:
    """资产总值, 总权益, 负债及股东权益总额: a sum of a balance sheet."""
    if _BALANCE.fullmatch(key):
        return _BOTH
    found = _TOTAL.fullmatch(key)
    if found is None or not (found["before"] or found["after"]):
        return None
    what = found["what"]
    return _TOTALS["权益" if what.endswith("权益") else what]


def _cash_flow(key: str) -> str | None:
    """经营活动所得现金净额, 投资活动(使用)/产生的净现金流量: what an activity brings on balance."""
    found = _ACTIVITY.fullmatch(key) if "净" in key else None
    return None if found is None else f"{found['which'].replace('融资', '筹资')}活动产生的现金流量净额"
