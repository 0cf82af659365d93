"""Rows of heads: which column holds which period, scope or enterprise (or, in a table turned on its side, which concept)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from docintel.domain.concept import Concept
from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.extract.columns import RATIOS
from docintel.extract.columns import Column
from docintel.extract.columns import Header
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.head_words import ASIDES
from docintel.extract.head_words import COUNTING
from docintel.extract.head_words import LABEL_HEADS
from docintel.extract.head_words import NAME_LABELS
from docintel.extract.head_words import TIME_HEADS
from docintel.extract.head_words import is_no_value
from docintel.extract.head_words import scope_in
from docintel.extract.head_words import unremarked
from docintel.extract.issuers import is_legal_name
from docintel.extract.labels import Labels
from docintel.extract.misprints import heads_meant
from docintel.extract.values import NUMBERS
from docintel.text.normal import label_key
from docintel.text.normal import printed_unit
from docintel.text.normal import squeezed
from docintel.text.periods import names_time
from docintel.text.periods import paired_apart
from docintel.text.periods import parse_period
from docintel.text.quantities import parse_quantity

_NOTING = frozenset("附注行")  # what a column of references begins with
_NOTED = re.compile("(?:附注|注释|行次)(?:编?号)?")
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
_QUARTER_END = re.compile(r"((?:19|20)\d{2})(?:年|[-./])0?([369])月?")
_SAME_BEFORE = re.compile("[上去]年同期")
_UNAUDITED = re.compile(r"\(未经?(?:审[计核阅]?|审计或审阅)\)|未经(?:审[计核阅])")
_BEGIN_PERIODS = "12期本上年"
_OR_SHARE = re.compile(r"(?<=[额数期])/(?:比例|占比)$")  # 本期金额/比例: amounts, and rates in their own rows
LONGEST_PERIOD = 24  # characters before an enterprise's name
_HEAD = re.compile(r"(?:负债(?:[和及与]|$)|所有者权益|股东权益|权益$|项目|科目|补充资料|资产$)")  # over the labels of a second half


def read_header(row: Row, labels: Labels, told: Period | int | None, before: Header | None) -> Header | None:
    """The header that a row is, None where it is none; `before` is the header row just above, whose columns this one may refine.

    `told` is the period (or the whole year) of the report, for words like 期末余额.
    """
    report = Period.of_year(told) if isinstance(told, int) else told
    if not row or (len(row) == 1 and before is None):
        return None  # a lone piece heads nothing but what stands under another head
    if any(_is_amount(piece.text) for piece in reversed(row)):  # amounts stand at the right
        return None
    meant = _of_its_year(row, labels) or tuple(_column(piece, labels, report) for piece in heads_meant(row))
    columns = _openings(_years_before(_so_far(meant)))
    years = [column for column in columns if column.period is not None]
    if years and all(_BARE_YEAR.fullmatch(column.text) for column in years) and labels.read(row[0].text).concepts:
        return None  # 资本公积 | 2000 | 2000: amounts of a line
    if before is not None and (refined := _refined(before, columns, report)) is not None:
        return refined
    return _of_periods(columns, row, labels) or _of_concepts(_of_enterprises(columns, labels)) or _of_owners(columns)


def _of_its_year(row: Row, labels: Labels) -> tuple[Column, ...]:
    """2024年 | 第一季度 | 第二季度: the year over the labels dates the heads beside it; nothing where they need none."""
    year = parse_period(row[0].text) if len(row) > 2 else None
    if year is None or year.year is None or year.is_instant or any(parse_period(piece.text) is not None for piece in row[1:]):
        return ()
    rest = tuple(_column(piece, labels, year) for piece in row[1:])
    dated = sum(column.period is not None for column in rest)
    return (replace(_column(row[0], labels, None), period=None), *rest) if dated > 1 else ()


def _so_far(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """2022年 | 2023年 | 2024年 | 2025年3月: a quarter's last month beside whole years is the year so far, and its end."""
    whole = any(column.period is not None and column.period.year is not None and not column.period.is_instant for column in columns)
    ends = [_QUARTER_END.fullmatch(column.text) if whole and column.period is None else None for column in columns]
    return tuple(
        column if end is None else replace(column, period=parse_period(f"{end[1]}年1-{end[2]}月"))
        for column, end in zip(columns, ends, strict=True)
    )


def _years_before(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """本报告期 | 上年同期 | 年初至报告期末 | 上年同期: each 上年同期 is the year before of the column of a span that stands before it."""
    found: list[Column] = []
    for column in columns:
        last = next((one.period for one in reversed(found) if one.period is not None), None)
        same = column.period is not None and _SAME_BEFORE.match(column.text) is not None and last is not None and not last.is_instant
        found.append(replace(column, period=last.previous_year()) if same and last is not None else column)
    return tuple(found)


def _openings(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """2023年12月31日 | 2023年1月1日: the year's opening is the end of the year before, unless that day has a column of its own."""
    days = {column.period for column in columns if column.period is not None and column.period.is_instant}
    closings = {day: eve for day in days if (eve := _closing(day, days)) is not None}
    return tuple(replace(column, period=closings[column.period]) if column.period in closings else column for column in columns)


def _closing(day: Period, days: set[Period]) -> Period | None:
    """The last day of the year before a 1st of January whose year has another column and whose eve has none."""
    eve = Period.at_end_of(day.end.year - 1)
    is_opening = (day.end.month, day.end.day) == (1, 1) and any(one != day and one.end.year == day.end.year for one in days)
    return eve if is_opening and eve not in days else None


def _of_periods(columns: tuple[Column, ...], row: Row, labels: Labels) -> Header | None:
    """项目 | 附注 | 期末余额 | 期初余额."""
    periods = [column for column in columns if column.period is not None]
    if len(periods) == 1 and periods[0].entity is not None:
        return Header(tuple(replace(one, period=periods[0].period) if one.entity is not None else one for one in columns[1:]))
    lone = (
        len(periods) == 1 and columns[0].period is None and not labels.read(row[0].text).concepts and not _tells_a_day(columns, periods[0])
    )
    return _after_labels(columns) if len(periods) > 1 or lone else None


def _tells_a_day(columns: tuple[Column, ...], period: Column) -> bool:
    """成立日期 | 2017年9月20日: a day that is no end of a month heads no column of figures."""
    day = period.period
    is_month_end = day is None or not day.is_instant or day.end.day >= 28
    return not is_month_end or re.search(r"(?:日期|时间|日)(?:注?\d*)?$", columns[0].text) is not None


def _of_enterprises(columns: tuple[Column, ...], labels: Labels) -> tuple[Column, ...]:
    """The columns of a table of enterprises from the names on, where the short words over figures (资产, 收入) can only mean those of each."""
    keys = [label_key(column.text) for column in columns[:2]]
    first = next((place for place, key in enumerate(keys) if key in NAME_LABELS), None)
    if first is None or (first and keys[0] not in COUNTING):
        return columns
    return tuple(
        column
        if column.is_read or is_no_value(column.text)
        else replace(column, concept=next((labels.taxonomy[name] for name in labels.short(column.text)), None))
        for column in columns[first:]
    )


def _of_concepts(columns: tuple[Column, ...]) -> Header | None:
    """年度 | 营业收入 | 净利润."""
    concepts = [column for column in columns[1:] if column.concept is not None]
    is_dated = columns[0].text in TIME_HEADS and any(column.unit is not None for column in concepts)
    if (len(concepts) > 1 or is_dated) and columns[0].concept is None:
        beside = columns[1].text in LABEL_HEADS and label_key(columns[0].text) not in NAME_LABELS
        rest = columns[2:] if beside else columns[1:]  # 主要财务数据 beside its whole part, then 项目
        return Header(tuple(replace(column, period=None) for column in rest))
    return None


def _of_owners(columns: tuple[Column, ...]) -> Header | None:
    """项目 | 合并 | 母公司, or 项目 | 甲公司 | 乙公司, over a row of periods."""
    owned = [column for column in columns[1:] if column.scope is not None or column.entity is not None]
    rest = [column for column in columns[1:] if column not in owned and not is_no_value(column.text)]
    if len({column.scope for column in columns if column.scope is not None}) > 1 and all(column.scope is not None for column in columns):
        return Header(columns)  # 合并 | 母公司 over a row of heads, with nothing over the labels
    after = columns if columns[0].is_note else columns[1:]  # nothing stands over the labels
    return Header(after) if owned and not rest and columns[0].scope is None and columns[0].entity is None else None


def _after_labels(columns: tuple[Column, ...]) -> Header:
    """The columns from the first period on, and before it only those that are known not to hold labels (附注, 行次, 预测)."""
    first = next(place for place, column in enumerate(columns) if column.period is not None)
    notes = [
        column
        for place, column in enumerate(columns[:first])
        if column.is_note or column.is_unit or (place and (is_no_value(column.text) or column.text in ASIDES))
    ]
    rest = [_half_label(column, columns[first + place + 1 :]) for place, column in enumerate(columns[first:])]
    return Header(tuple(replace(column, concept=None) for column in (*notes, *rest)))


def _half_label(column: Column, after: tuple[Column, ...]) -> Column:
    """A column of labels, where periods follow it."""
    heads = column.period is None and _HEAD.search(column.text) is not None and not is_no_value(column.text)
    return replace(column, is_label=True, entity=None) if heads and any(one.period is not None for one in after) else column


Meaning = tuple[str, Period | None, Concept | None, Scope | None, str | None, str | None, bool, Period | None, Concept | None]


def _column(piece: Piece, labels: Labels, report: Period | None) -> Column:
    return Column(piece.left, piece.right, *_meaning(piece.text, squeezed(piece.text), labels, report))


@lru_cache(maxsize=4096)  # the same heads come again on every page, and are asked for by who begins a table and by who reads it
def _meaning(printed: str, text: str, labels: Labels, report: Period | None) -> Meaning:
    """All of a column but its extent, by the text printed over it and what that means without spaces and misread letters."""
    text = _as_told(text, report)
    text = _OR_SHARE.sub("", text) if "/" in text else text
    text = _without_note(text, report)
    skipped = is_no_value(text)
    parted = None if skipped else _dated_name(text, report)
    if parted is not None:
        return text, parted[0], None, None, printed_unit(printed), parted[1], False, None, None
    legal = is_legal_name(text)
    scope, bare = (None, text) if legal else scope_in(unremarked(text))
    apart = paired_apart(bare, report=report) if "/" in bare and not skipped else None
    period, instant = apart or (None if skipped else parse_period(bare, report=report), None)
    scope = scope if period is not None or not bare or "公司" not in text or "母公司" in text else None  # 公司类型 is no scope
    concept = _ratio(printed, labels) if skipped or scope else None if period else labels.concept(printed, NUMBERS)
    entity = text if period is None and legal else None
    crossed = _dated_concept(text, labels, report) if not (skipped or concept or scope or legal) else None
    if crossed is not None:
        return text, crossed[0], None, None, printed_unit(printed), None, False, None, crossed[1]
    return text, period, concept, scope, printed_unit(printed), entity, False, instant, None


def _ratio(printed: str, labels: Labels) -> Concept | None:
    """The ratio of the enterprise that a head names in full, 研发投入占营业收入的比例 or 资产负债率(母公司); 占营业收入比重 alone is of anything."""
    ratio = None if squeezed(printed).startswith("占") else labels.concept(printed, ("percent",))
    return ratio if ratio is not None and ratio.id in RATIOS else None


def _as_told(text: str, report: Period | None) -> str:
    """A head in a report of a part of a year, of which nothing is audited: 未经审核 says nothing against a column there."""
    return (_UNAUDITED.sub("", text) or text) if report is not None and report.year is None and "未" in text else text


def _without_note(text: str, report: Period | None) -> str:
    """The head of a column without that of an empty column of notes beside it, which was read as part of it."""
    noted = _NOTED.search(text) if not _NOTING.isdisjoint(text) else None
    rest = "" if noted is None else text[: noted.start()] + text[noted.end() :]
    scope, bare = scope_in(unremarked(rest))
    return rest if rest and (parse_period(bare, report=report) is not None or (scope is not None and not bare)) else text


def _dated_concept(text: str, labels: Labels, report: Period | None) -> tuple[Period, Concept] | None:
    """2024年末总资产, 2024年度净利润(万元): a period and what is of it, in one head."""
    if text[0] not in _BEGIN_PERIODS or not names_time(text[:LONGEST_PERIOD]):
        return None
    for place in range(3, min(len(text) - 1, LONGEST_PERIOD)):
        period = parse_period(text[:place], report=report)
        concept = None if period is None else labels.concept(text[place:].removeprefix("的"), NUMBERS)
        if period is not None and concept is not None:
            return period, concept
    return None


def _dated_name(text: str, report: Period | None) -> tuple[Period, str] | None:
    """期初余额/上期发生额甲公司: a period and the enterprise under it, where reading joined two header rows."""
    if not text.endswith("公司") or text[0] not in _BEGIN_PERIODS:
        return None
    starts = (place for place in range(3, min(len(text), LONGEST_PERIOD)) if is_legal_name(text[place:]))
    return next(((found, text[place:]) for place in starts if (found := parse_period(text[:place], report=report)) is not None), None)


def _refined(before: Header, columns: tuple[Column, ...], report: Period | None) -> Header | None:
    """Two header rows: 本期发生额 over 收入 and 成本, or 2024年12月31日 over /2024年度, or 合并 over two years."""
    below = [column for column in columns if any(_overlap(column, above) > 0 for above in before.columns)]
    if not below or before.by_concept or (len(columns) == 1 and _spreads(columns[0], before)):
        return None
    refined = [_joined(column, max(before.columns, key=lambda above: _overlap(column, above)), report) for column in below]
    if not any(column.is_read for column in refined):
        return None
    untouched = [column for column in columns if column.is_note and column not in below]
    untouched += [above for above in before.columns if not any(_overlap(column, above) > 0 for column in below)]
    return Header(tuple(sorted([*refined, *untouched], key=lambda column: column.left)))


def _spreads(column: Column, above: Header) -> bool:
    """Whether a piece lies under several heads: 经营业绩 across the table heads the rows below it."""
    return sum(column.left <= one.middle <= column.right for one in above.columns) > 1


def _joined(column: Column, above: Column, report: Period | None) -> Column:
    text = _without_note(_as_told(above.text + column.text, report), report)
    skipped = is_no_value(text)
    remark = above.period is not None and not unremarked(column.text)  # 调整后 under 上年同期, which the column before it has dated
    joined = None if skipped or remark else parse_period(scope_in(unremarked(text))[1], report=report)
    period = None if skipped else joined or column.period or above.period
    return replace(
        column,
        text=text,
        period=period,
        concept=None,
        scope=column.scope or above.scope,
        unit=column.unit or above.unit,
        entity=column.entity or above.entity,
        is_label=above.is_label,
        under=column.concept,
    )


def _overlap(one: Column, two: Column) -> float:
    return min(one.right, two.right) - max(one.left, two.left)


def _is_amount(text: str) -> bool:
    """Whether a piece is a figure (years aside): then its row is no header."""
    return parse_quantity(text, unit="元") is not None and parse_period(text) is None
