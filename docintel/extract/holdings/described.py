"""Tables that describe one enterprise a row a label: who holds it (股东构成), and who manages it where it is a partnership."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from docintel.domain.document import Table
from docintel.domain.packs import Packs
from docintel.extract.grid import Piece
from docintel.extract.grid import carried_rows
from docintel.extract.grid import spans_of_text
from docintel.extract.holdings.columns import NAME
from docintel.extract.holdings.columns import SHARE
from docintel.extract.holdings.records import Record
from docintel.extract.holdings.records import Told
from docintel.extract.values import read_value
from docintel.text.normal import squeezed

PARTNER = "general_partner"
LOOKED = 4  # rows from the top, one of which names the enterprise
_OF = ("公司名称", "企业名称", "名称", "中文名称", "子公司名称")
_OF_ISSUERS = (
    "英文名称",
    "公司英文名称",
    "互联网网址",
    "公司网址",
    "信息披露负责人",
    "负责信息披露和投资者关系的部门",
    "证券简称",
    "证券代码",
)  # of nobody else
_CODE = "统一社会信用代码"
_HELD = ("股东构成", "股东构成及控制情况", "股权结构", "股东情况", "股权构成", "股东及持股比例", "股东构成及持股比例", "股东及出资比例")
_MANAGED = ("执行事务合伙人", "普通合伙人", "执行事务合伙人/普通合伙人", "普通合伙人/执行事务合伙人", "普通合伙人及执行事务合伙人")
_BY = r"(?:直接)?(?:持有|持股|出资|占比|占股)(?:比例)?(?:为|其|公司)?"
_STAKE = re.compile(rf"(?:^|[,、;。])(?:其中:?)?(?P<holder>[^,、;。:%]{{2,50}}?){_BY}:?(?P<share>\d{{1,3}}(?:\.\d+)?%)")
_WHOLE_NAME = re.compile(r".{2,}(?:公司|合伙\)|合伙企业|企业|厂|中心|合作社|基金|LLC|LTD|LIMITED|INC\.?)$", re.IGNORECASE)
_DELEGATE = re.compile(r"\((?:委派代表|授权代表|委托代表)[^()]*\)$")


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    value: Piece


def described_in(table: Table, kind: str, mark: str, packs: Packs) -> Iterator[Record]:
    """What a table of labels tells of the holders and the manager of the enterprise that its first rows name; `mark` begins the items."""
    pairs = (row[place : place + 2] for row in carried_rows(table) for place in range(0, len(row), 2) if len(row) in (2, 4))
    labelled = (_Row(squeezed(label.text).rstrip(":"), value) for label, value in pairs)
    rows = list(islice(labelled, LOOKED))
    first = next((row for row in rows if row.label in _OF), None)
    name = "" if first is None else squeezed(first.value.text)
    if first is None or _WHOLE_NAME.fullmatch(name) is None:
        return  # as nearly every table, of which the rest need not be looked at
    rows += labelled
    own = any(row.label in _OF_ISSUERS for row in rows)
    yield from _bearer(
        first.value, next((row.value for row in rows if row.label == _CODE), None), (kind, "" if own else name), f"{mark}:0", packs
    )
    for number, row in enumerate(rows, 1):
        if row.label in _HELD:
            yield from _held(row.value, kind, name, f"{mark}:{number}", packs)
        elif row.label in _MANAGED:
            yield from _managed(row.value, kind, name, f"{mark}:{number}", packs)


def _bearer(name: Piece, code: Piece | None, of: tuple[str, str], item: str, packs: Packs) -> Iterator[Record]:
    """Which enterprise is described, with its code where that is there; `of` is the kind of document and whom it is told of."""
    told = [_told(name, (0, len(squeezed(name.text))), "party_name", packs)]
    if code is not None:
        told.append(_told(code, (0, len(squeezed(code.text))), "party_code", packs))
    yield Record(item, *of, tuple(one for one in told if one is not None))


def _held(cell: Piece, kind: str, company: str, item: str, packs: Packs) -> Iterator[Record]:
    """Each holder with his share, where the cell says both."""
    text = squeezed(cell.text)
    for place, match in enumerate(_STAKE.finditer(text)):
        told = [_told(cell, match.span(group), concept, packs) for group, concept in (("holder", NAME), ("share", SHARE))]
        if all(told):
            yield Record(f"{item}:{place}", kind, company, tuple(one for one in told if one is not None))


def _managed(cell: Piece, kind: str, company: str, item: str, packs: Packs) -> Iterator[Record]:
    text = _DELEGATE.sub("", squeezed(cell.text))
    told = _told(cell, (0, len(text)), PARTNER, packs) if text and "、" not in text else None
    if told is not None:
        yield Record(item, kind, company, (told,))


def _told(cell: Piece, place: tuple[int, int], concept: str, packs: Packs) -> Told | None:
    printed = squeezed(cell.text)[slice(*place)]
    value = read_value(printed, packs.taxonomy[concept])
    spans = spans_of_text(cell.words, *place) or (cell.span,)
    return None if value is None else Told(concept, "", printed, value, spans, "%" if concept == SHARE else None)
