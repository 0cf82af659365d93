"""Rows that are no figures and tell of those around them: remarks over the whole width, the day of a statement, the name of an enterprise."""

from __future__ import annotations

import re

from docintel.domain.period import Period
from docintel.extract.columns import Header
from docintel.extract.context import LONG_TEXT
from docintel.extract.context import NOTES
from docintel.extract.context import STATEMENTS
from docintel.extract.context import Context
from docintel.extract.grid import Row
from docintel.extract.head_words import NAME_LABELS
from docintel.extract.head_words import is_no_value
from docintel.extract.header_rows import read_header
from docintel.extract.headings import is_heading
from docintel.extract.headlines import told_scope
from docintel.extract.labels import Labels
from docintel.text.normal import label_key
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period
from docintel.text.quantities import parse_quantity

_ONLY_UNIT = re.compile(r"\(?人民币[百千万亿]*元\)?")  # 2024年度 | 人民币千元: what stands under a title
_NAMED = re.compile(r"(?:(?:公司|企业|中心|厂|所|合伙)\)?|基金|[A-Za-z]\.?[A-Za-z]\.?)$")
_DEFINED = re.compile(r"\([^()]*称[^()]*\)$")  # 甲有限公司(以下简称“甲”)


def is_told(row: Row, context: Context) -> bool:
    """A row of words: a remark over the whole width, 编制单位 and 单位, the day of a statement above its header."""
    text, kind = "".join(piece.text for piece in row), context.kind
    if len(row) == 1:
        day = context.under_title and kind in STATEMENTS and parse_period(text) is not None
        return (
            len(text) > LONG_TEXT
            or "单位" in text
            or day
            or (kind in NOTES and is_heading(text))
            or (kind not in STATEMENTS and told_scope(text) is not None)
        )
    if "单" not in text and "币" not in text:
        return False  # as nearly every row, before any of it is compared
    if not any("单位:" in one or _ONLY_UNIT.fullmatch(one) for one in map(squeezed, (text, row[-1].text))) or any(
        parse_quantity(piece.text, unit="元") for piece in row
    ):
        return False
    if sum(1 for piece in row if _ONLY_UNIT.fullmatch(squeezed(piece.text))) > 1:  # a unit under each period
        return False
    if len(row) > 3 and not any("单位:" in squeezed(piece.text) for piece in row[1:]):  # 主要财务数据(单位:万元) | 项目 | 总资产 | 净资产
        return False
    return sum(1 for piece in row if parse_period(piece.text, report=context.told_period) is not None) < 2


def entity_named(row: Row, context: Context) -> str | None:
    """公司名称 | X: the enterprise the table is about; its short name may stand beside it."""
    if len(row) != 2 or label_key(row[0].text) not in NAME_LABELS:
        return None
    printed = squeezed(row[1].text)
    named = _DEFINED.sub("", printed)
    if _NAMED.search(named) is None:
        return None
    context.subjects.define(printed, context.issuer)
    context.subjects.settle(named)
    return named


def header_in(row: Row, labels: Labels, told: Period | None) -> Header | None:
    """The header that a line is: several periods over the columns of a statement."""
    header = read_header(row, labels, told, None)
    read = [] if header is None else [column for column in header.columns if column.period is not None]
    known = header is not None and all(column.is_read or column.is_label or is_no_value(column.text) for column in header.columns)
    return header if known and len(read) > 1 and len(squeezed(row[0].text)) <= LONG_TEXT else None
