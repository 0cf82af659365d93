"""Words over columns that hold no figures: names of enterprises, numbers of rows, units, notes, words beside a label."""

from __future__ import annotations

from docintel.extract.grid import Row
from docintel.text.normal import label_key

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


def names_enterprises(row: Row) -> bool:
    """公司名称 | 总资产 or 序号 | 公司名称 | 总资产: a row of heads over enterprises."""
    keys = [label_key(piece.text) for piece in row[:2]]
    return keys[0] in NAME_LABELS or (keys[0] in COUNTING and keys[-1] in NAME_LABELS)
