"""What titles, headings and lines alone say of the period and the scope of the tables after them."""

from __future__ import annotations

import re

from docintel.domain.fact import Scope
from docintel.domain.filing import FilingWords
from docintel.domain.period import Period
from docintel.extract.filings import titled_year
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period
from docintel.text.periods import reporting_period

_REPORTED = re.compile(
    r"(?:^|[,。;(])(?:本?报告期(?:间|限)?|会计期间|报告所属期(?:间)?)(?:[:为是指系])?(?P<days>(?:19|20)\d{2}年[^,。;]{1,8}?(?:至|-|~|—)+[^,。;]{2,12}日)(?=$|[,。;)])"
)
_INTERIM = re.compile(r"((?:19|20)\d{2})年(?P<part>半年度|中期|第?[一三]季度)报告(?:全文|摘要|正文)?(?=$|\(|公告编号|证券代码|证券简称)")
LONE_YEAR = re.compile(r"(?:19|20)\d{2}年?")
LONE_REPORT = re.compile(r"(?:年度|半年度|第[一三]季度)报告(?:全文|摘要)?")
_MONTHS = {"半": 6, "中": 6, "一": 3, "三": 9}
_COMBINED = re.compile(r"(?:20\d{2}年(?:度)?)?(?:中期)?(?:简明)?综合(?!收益总额)")  # 综合损益表, as Hong Kong says 合并
_PARENTS = re.compile(r"(?:20\d{2}年(?:度)?)?(?:母公司|公司本部|本部|母行)(?!概况|名称|基本)")
_STATEMENT = "(?=(?:20\\d{2}年(?:度)?)?(?:资产负债|利润|损益|现金流量|所有者权益|股东权益|财务报)表?)"
_OF_PARENTS = re.compile(f"母公司(?:单体|个别)?{_STATEMENT}")  # 发行人最近三年母公司资产负债表
_NEARLY_PARENTS = re.compile(f"(?:[^分子孙]公司|母.司|母公.){_STATEMENT}")  # 毋公司利润表: a letter of a recognised title is another
_NEARLY_COMBINED = re.compile(f"(?:.并|合.){_STATEMENT}")
TOLD_SCOPE = re.compile(
    r"(?P<scope>合并|母公司(?:单体|个别|口径)?|公司本部)(?:的)?(?:报表|财务报表)?(?:口径)?(?:的)?(?:主要)?"
    r"(?:(?:资产负债|利润|损益|现金流量)表|财务(?:报表|数据|指标)|会计(?:报表|数据))(?:(?:的)?主要(?:财务)?(?:数据|指标)|数据)?(?:如下:?)?$"
)  # 4、最近三年及一期末母公司资产负债表主要数据
_SCOPE_ALONE = re.compile(
    r"[一二三四1-9(]*[、.)]?(?P<scope>合并|母公司|公司本部|本部)(?:\((?:母公司|合并|单体)\))?(?:报表|财务报表)?(?:(?<=\(母公司\))|口径|数据|报表|财务数据)(?:[:(].{0,16})?"
)
_SCOPE_BESIDE = re.compile(r"\((合并|母公司|公司本部|本部)(?:报表)?(?:口径|数据|报表)\)[^,;。]*如下:?$")
HEADED_SCOPE = re.compile(
    r"\((合并|母公司|公司本部|本部)(?:报表)?(?:口径|数据|报表)?\)|^(?:[一二三四五六七八九十\d]+、|\([一二三四五六七八九十\d]+\))?(合并|母公司)(?:(?:资产负债|利润|损益|现金流量|财务报)表|报表|口径|主要财务)(?!.*(?:注释|附注|范围))[^,。;]{0,12}$"
)
_SIGNED = re.compile(r"负责人|法定代表人|会计师|签[字章]|批准报出|盖章|制表")
_HANDED_IN = re.compile(r"(?:报送|填报|填表|申报|打印|受理)(?:日期|时间):?(?:19|20)\d{2}[-年./]\d{1,2}[-月./]\d{1,2}日?")


def period_under_title(printed: str) -> Period | None:
    """The period that a line under a statement's title names: no day on which it was signed or handed in (报送日期)."""
    return None if _SIGNED.search(printed) else reporting_period(_HANDED_IN.sub("", printed))


def titled_period(printed: str, words: FilingWords) -> Period | None:
    """The period that the title of a report names; that of a report within a year begins with the year."""
    if "年" not in printed:
        return None
    interim = _INTERIM.search(printed) if "报告" in printed else None
    if interim is not None:
        last = _MONTHS[interim["part"].removeprefix("第")[0]]
        return parse_period(f"{interim[1]}年1-{last}月")
    if "日" in printed and "期" in printed and (reported := _REPORTED.search(printed)) is not None:
        told = parse_period(reported["days"])
        return told if told is None or told.start is None or told.start.year == told.end.year else None  # 报告期 of three years
    named = "报告" in printed or any(word in printed for word in words.reports)
    titled = titled_year(words).search(printed) if named else None
    return None if titled is None else Period.of_year(int(titled[1] or titled["after"]))


def scope_of(key: str, usual: Scope, *, by_owner: bool = True) -> Scope:
    """The scope a title names; 合并及公司 leaves it to the columns.

    With `by_owner` the title is of a statement: 公司资产负债表 is the parent's, while 公司研发投入情况 is anybody's.
    """
    name = re.sub(r"^.{2,40}?(?:公司|集团|银行)(?=合并|母公司|公司|银行|本行)", "", key)
    if re.search(r"合并(?:及|和|与|、)|(?:公司|银行)(?:及|和|与|、)合并", name):
        return Scope.UNSTATED
    if "合并" in name or _COMBINED.match(name):
        return Scope.CONSOLIDATED
    if re.search(r"\((?:母公司|公司本部|本部)", name):
        return Scope.PARENT
    if not by_owner:
        return Scope.PARENT if _PARENTS.match(name) or TOLD_SCOPE.search(name) else usual
    if _OF_PARENTS.search(name):
        return Scope.PARENT
    if re.match(r"(?:20\d{2}年(?:度)?)?(?:母公司|公司|本公司|本行|银行|母行)(?!主要|概况|名称|基本)", name) or _NEARLY_PARENTS.match(name):
        return Scope.PARENT
    return Scope.CONSOLIDATED if _NEARLY_COMBINED.match(name) else usual


def of_quarter(key: str, report: Period | None) -> Period | None:
    """合并本报告期利润表 is of the quarter, 合并年初到报告期末利润表 of the year so far."""
    return parse_period("本报告期", report=report) if "本报告期" in key and report is not None else None


def told_scope(text: str) -> Scope | None:
    """The scope that a line or row is and nothing else: 合并口径, 公司本部（母公司）口径."""
    found = _SCOPE_ALONE.fullmatch(squeezed(text))
    return None if found is None else Scope.CONSOLIDATED if found["scope"] == "合并" else Scope.PARENT


def announced_scope(paragraph: str) -> Scope | None:
    """The scope that a paragraph names beside the figures it announces: 最近两年的主要财务数据(合并口径)如下."""
    found = _SCOPE_BESIDE.search(paragraph)
    return None if found is None else Scope.CONSOLIDATED if found[1] == "合并" else Scope.PARENT
