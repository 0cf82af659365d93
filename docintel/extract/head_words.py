"""Words over columns: those that hold no figures (names of enterprises, notes, rates, forecasts), remarks beside a period, and scopes."""

from __future__ import annotations

import re
from functools import lru_cache

from docintel.domain.fact import Scope
from docintel.extract.grid import Row
from docintel.text.normal import label_key
from docintel.text.normal import squeezed

NAME_LABELS = (
    "公司名称",
    "企业名称",
    "单位名称",
    "名称",
    "公司",
    "主体",
    "子公司名称",
    "参股公司名称",
    "联营企业名称",
    "合营企业名称",
    "公司简称",
    "被投资单位",
    "被投资单位名称",
)  # over or beside the name of the enterprise that figures are of
LABEL_HEADS = ("项目", "科目", "期间", "年度", "时间", "日期", "财务指标")
TIME_HEADS = ("期间", "年度", "年份", "会计年度", "报告期")  # over the periods that rows are of
COUNTING = ("序号", "编号")
UNIT_COLUMNS = ("单位", "计量单位")
ASIDES = (
    "主要构成",
    "构成",
    "主要内容",
    "具体内容",
    "形成原因",
    "性质",
    "款项性质",
    "说明",
    "简要说明",
)  # columns of words beside the label
NOTE_COLUMNS = ("附注", "注释", "行次", "行号", "序号", "备注")

_NO_VALUES = re.compile(
    r"增减|变动|比例|占比|比重|增长|增幅|幅度|同比|环比|差异|附注|注释|行次|行号|序号|备注|预测|预计|预算|计划|目标"
    r"|未经?审|评估|原列报|剔除|备考|模拟|(?<![经已])调整(?!后)|重述前|追溯前|影响(?:数|金额)|(?<=20\d\d)年?[EFP](?![A-Za-z])"
)  # a restated figure (调整后) is the value of its report, what it was before (调整前) is known and not read
_REMARK = re.compile(
    r"\((?:经审计|已审计?|已审数|审计数|审定数?|经审阅|(?:追溯)?调整后|[经已]调整|[经已]?重述后?|[经已]重列|人民币)?(?:(?:人民币)?[百千万亿]*元)?\)"
    r"|(?<=[年度末日月初额数])(?:人民币[:：]?|港币)?(?:[百千万亿]*[港美]?元)+(?:人民币[百千万亿]*元)*$"
    r"|(?<=[\u4e00-\u9fff)])[A-Za-z][A-Za-z0-9,.'’&/-]{3,}$"
    r"|(?<=20\d\d)A$"
    r"|(?:追溯)?调整后|重述后|(?<=.)审定数|(?<=.)已审数|^人民币[百千万亿]*元(?=(?:19|20)\d\d)"
)
_LED_BY_UNIT = re.compile(r"人民币[百千万亿]*元(?=(?:19|20)\d\d)")
_REMARKED = re.compile(r"[(元后数A-Za-z]")  # one of which stands in every remark
_SCOPES = (
    ("合并", Scope.CONSOLIDATED),
    ("集团", Scope.CONSOLIDATED),
    ("母公司", Scope.PARENT),
    ("公司", Scope.PARENT),
    ("本行", Scope.PARENT),
    ("银行", Scope.PARENT),
)
_SCOPE = r"(?:本?集团|合并|母公司|本?公司|本行|本?银行)(?:数|报表|口径|金额)?"
_OF_SCOPES = re.compile(r"[本集团合并母公司行银数报表口径金额()\-:_/]*")  # all that stands in a text which is nothing but scopes
_TELLS_SCOPE = re.compile("[团并司行]")  # one of which stands in every scope
_SCOPED = re.compile(rf"(?:\(?(?P<before>{_SCOPE})\)?)?[-:_/]?(?P<rest>.*?)[-:_/]?(?:\(?(?P<after>{_SCOPE})\)?)?")


def names_enterprises(row: Row) -> bool:
    """公司名称 | 总资产 or 序号 | 公司名称 | 总资产: a row of heads over enterprises."""
    keys = [label_key(piece.text) for piece in row[:2]]
    return keys[0] in NAME_LABELS or (keys[0] in COUNTING and keys[-1] in NAME_LABELS)


@lru_cache(maxsize=1024)
def is_no_value(text: str) -> bool:
    """Whether a column of this name holds no values of its own: references, rates, forecasts, what was not audited."""
    return _NO_VALUES.search(text) is not None


def unremarked(text: str) -> str:
    """A head without what it says of its figures beside their time: audited, restated, in yuan, or in English again."""
    return _REMARK.sub("", text) if _REMARKED.search(text) else text


def scope_in(text: str) -> tuple[Scope | None, str]:
    """The scope that a header names around its period, and the rest: 2022年度合并数, 本行 2022年, 母公司."""
    if _TELLS_SCOPE.search(text) is None:
        return None, text
    match = _SCOPED.fullmatch(text)
    word = "" if match is None else match["before"] or match["after"] or ""
    scope = next((scope for name, scope in _SCOPES if name in word), None)
    return (scope, text) if match is None or scope is None else (scope, match["rest"].strip("()"))


def may_be_scope(text: str) -> bool:
    """Whether a squeezed text has no letter but those of scopes, so that it may be one, or a part of one that an edge between columns tore."""
    return _OF_SCOPES.fullmatch(text) is not None


def led_by_unit(text: str) -> bool:
    """人民币千元2023年: the unit of a table at its right, which reading took for the beginning of the head under it."""
    return _LED_BY_UNIT.match(squeezed(text)) is not None
