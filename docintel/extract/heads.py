"""The heads of a table that a rule names: over one row or two, a column a year, a head broken in two, amounts that stand beside their head."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from itertools import pairwise
from itertools import takewhile

from docintel.domain.concept import Concept
from docintel.domain.concept import PeriodKind
from docintel.domain.document import Table
from docintel.domain.kind import Column
from docintel.domain.kind import FactRule
from docintel.domain.period import Period
from docintel.extract.columns import Column as DatedColumn
from docintel.extract.columns import Header
from docintel.extract.grid import COLUMN
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.grid import rows_of
from docintel.extract.periods import month_end
from docintel.text.months import is_month
from docintel.text.normal import label_key
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period
from docintel.text.quantities import parse_quantity

Heads = list[tuple[Column, Piece]]

COUNTED = ("序号", "编号", "行次", "No.", "NO.")
MOST_ROWS = 3  # of heads
YEARS = ("年度", "年份", "会计年度", "所属年度", "费用年度", "费用所属年度", "归集年度")  # over the years that rows are of
DATED = re.compile(r"(?P<year>(?:19|20)\d{2})年?度?(?=\D|$)")
_BRACKETED = re.compile(r"\([^()]*\)")
_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*[.、)]?|\(\d+\)|[(]?[一二三四五六七八九十]+[)、.])(?=\D)")
_CODE = re.compile(r"[甲乙丙丁戊己庚辛壬癸]|\d{1,2}|[A-Z]|[-—]|行次|栏次|列次")
_LETTERS = re.compile(r"[甲乙丙丁戊己庚辛壬癸A-Z]")


def heads_in(rule: FactRule, row: Row) -> Heads:
    """The rule's columns that a row names; a head whose letters stand apart (金　额) may be two pieces of it."""
    found: Heads = []
    pieces = [(piece, label_key(piece.text)) for piece in (*row, *(_joined(one, two) for one, two in pairwise(row)))]
    for column in rule.columns:
        for headers in (column.headers, column.until):
            piece = _headed(pieces, tuple(map(label_key, headers)))
            found += [] if piece is None or any(piece is other for _, other in found) else [(column, piece)]
    return found


def _headed(pieces: list[tuple[Piece, str]], wanted: tuple[str, ...]) -> Piece | None:
    """The piece that is one of the wanted heads by its key, rather as it stands than without remarks, the first that the rule names of several."""
    named = [(wanted.index(key), place) for place, (_, key) in enumerate(pieces) if key in wanted]
    if not named:
        named = [(wanted.index(key), place) for place, (piece, _) in enumerate(pieces) if (key := bare(piece.text)) in wanted]
    return pieces[min(named)[1]][0] if named else None


def list_heads(rule: FactRule, row: Row, below: Row) -> tuple[Heads, bool]:
    """The columns of a list whose head is this row or this and the one below it, and whether it is both; none where the thing listed has no column.

    What the row below names stands closer to the cells: 项目经费支出 under 项目经费.
    """
    upper = _with_years(rule, row)
    if not upper:
        return [], False
    lower = _with_years(rule, below)
    named = {column.concept for column, _ in lower}
    heads = lower + [pair for pair in upper if pair[0].concept not in named]
    apart = len({round(piece.middle) for _, piece in heads}) >= 2  # labels under one another are no heads
    is_list = apart and (rule.concept is None or any(column.concept == rule.concept for column, _ in heads))
    return (heads, bool(lower)) if is_list and _begins(rule, heads, row) else ([], False)


def _begins(rule: FactRule, heads: Heads, row: Row) -> bool:
    """Whether the first column, numbers of rows aside, is about one of `concepts`: 月份 | 养老保险 | 工伤保险 lists months, 险种 | 月份 | 人数 does not."""
    first = next((piece for piece in row if squeezed(piece.text) not in COUNTED), None)
    return not rule.concepts or any(
        column.concept in rule.concepts and first is not None and piece.left <= first.middle <= piece.right for column, piece in heads
    )


def _with_years(rule: FactRule, row: Row) -> Heads:
    """The columns that a row names; beside the thing listed, years are the columns of the one number, and not the sum (合计) over them."""
    heads = heads_in(rule, row)
    named = {column.concept for column, _ in heads}
    numbers = [column for column in rule.columns if column.unit is not None]
    years = [piece for piece in row if year_of(piece) is not None]
    if rule.concept not in named or len(numbers) != 1 or len(years) <= (numbers[0].concept in named):
        return heads
    return [pair for pair in heads if pair[0] is not numbers[0]] + [(numbers[0], piece) for piece in years]


def year_of(head: Piece) -> Period | None:
    """The period that a head names."""
    return parse_period(squeezed(head.text))


def month_heads(row: Row, concept: Concept) -> Header | None:
    """险种 | 2022年11月 | 2022年12月: months over what is counted at the end of each; None where the row is no such head."""
    columns = [
        DatedColumn(piece.left, piece.right, squeezed(piece.text), Period(end))
        for piece in row
        if is_month(piece.text) and (end := month_end(piece.text)) is not None
    ]
    others = [piece for piece in row if not is_month(piece.text) and squeezed(piece.text) not in COUNTED]
    if has_number(others):  # 养老保险 | 318 | 200803 | 202303: since when and until when, in a row of values
        return None
    return Header(tuple(columns)) if concept.period is PeriodKind.INSTANT and columns and len(columns) >= len(row) - 2 else None


def turned(rule: FactRule, table: Table) -> list[Row]:
    """The rows of a list of months that lies on its side (月份 | 2022-11 | 2022-12 over 人数 | 210 | 212), a month a row; none of any other table."""
    first = next((column.headers for column in rule.columns if column.concept in rule.concepts), ())
    wanted, rows = set(map(label_key, first)), list(rows_of(table))
    for place, row in enumerate(rows):
        if len(row) > 2 and bare(row[0].text) in wanted and all(is_month(piece.text) for piece in row[1:]):
            return [_downwards(piece, rows[place:]) for piece in row]
    return []


def years_down(table: Table) -> list[Row]:
    """The rows of a table with a row a year (年度 | 市场规模 | 销售收入 over 2021 | 42.60 | 8,137.50), turned to a column a year; none of any other table."""
    rows = list(rows_of(table))
    for place, row in enumerate(rows):
        below = list(takewhile(lambda one: len(one) > 1 and _is_year(one[0]), rows[place + 1 :]))
        if len({year_of(one[0]) for one in below}) < len(below) or _is_totalled(below, rows[place + 1 + len(below) :]):
            continue  # a ledger with several rows a year
        if below and len(row) > 1 and not has_number(row) and squeezed(row[0].text) not in COUNTED and _is_over(row[0], below):
            return [_downwards(piece, [row, *below]) for piece in row]
    return []


def years_head(row: Row) -> Piece | None:
    """The head of a column that says of which year a row is."""
    return next((piece for piece in row if label_key(piece.text) in YEARS), None)


def year_in(row: Row, head: Piece) -> Period | None:
    """The year under such a head, alone or before another word (2021年合计); None where a row is of none."""
    piece = next((one for one in row if head.left - 1 <= one.middle <= head.right + 1), None)
    dated = None if piece is None else DATED.match(squeezed(piece.text))
    return None if dated is None else Period.of_year(int(dated["year"]))


def _is_over(head: Piece, rows: Sequence[Row]) -> bool:
    return all(head.left <= row[0].middle <= head.right for row in rows)


def _is_totalled(below: Sequence[Row], rest: Sequence[Row]) -> bool:
    """Whether the row after some rows of years is the total of the last of them: 2022 | RD05 | 1.00 over 2022年合计 | | 3.00."""
    dated = DATED.match(squeezed(rest[0][0].text)) if below and rest else None
    last = year_of(below[-1][0]) if below else None
    return dated is not None and last is not None and last.year == int(dated["year"])


def _is_year(piece: Piece) -> bool:
    period = year_of(piece)
    return period is not None and period.year is not None


def across(rule: FactRule, table: Table) -> list[Row]:
    """The rows of a list with a column a thing (费用科目 | 项目一 | 项目二 | 合计 over 人员 | 1 | 2 | 3), a thing a row; none of any other table.

    The first column stands for the thing itself, so it takes the name that the rule gives it; one row must be named as another column of the rule.
    """
    wanted, rows = set(map(label_key, rule.across)), list(rows_of(table))
    thing = next((column for column in rule.columns if column.concept == rule.concept), None)
    others = {label_key(header) for column in rule.columns if column is not thing for header in column.headers}
    for place, row in enumerate(rows):
        named = thing is not None and len(row) > 2 and bare(row[0].text) in wanted and not has_number(row)
        known = others | {label_key(header) for header in (thing.headers if thing is not None else ())}
        if not named or thing is None or any(bare(piece.text) in known for piece in row[1:-1]) or any(map(year_of, row)):
            continue
        below = [one for one in rows[place + 1 :] if label_key(one[0].text) in others or bare(one[0].text) in others]
        if below:
            head = replace(row[0], text=thing.headers[0], words=())
            return [_downwards(piece, [(head, *row[1:]), *below]) for piece in row]
    return []


def beside(rule: FactRule, table: Table) -> list[Row]:
    """The rows of a list that is printed in halves beside each other (月份 | 人数 | 月份 | 人数), one half under the other; none of any other table."""
    rows = list(rows_of(table))
    for place, row in enumerate(rows):
        keys = [label_key(piece.text) for piece in row]
        width = next((one for one in range(2, len(keys) // 2 + 1) if len(keys) % one == 0 and keys == keys[:one] * (len(keys) // one)), 0)
        if width and len(set(keys[:width])) == width and len(heads_in(rule, row[:width])) >= 2:
            heads, below = row[:width], rows[place + 1 :]
            halves = [row[first : first + width] for first in range(0, len(row), width)]
            return [heads, *(half for side in halves for one in below if (half := _moved(one, side, heads)))]
    return []


def _moved(row: Row, side: Row, heads: Row) -> Row:
    """What stands under one half's heads, at the places of the first half."""
    pairs = [(piece, head) for head, own in zip(heads, side, strict=True) for piece in row if own.left - 1 <= piece.middle <= own.right + 1]
    return tuple(replace(piece, left=head.left, right=head.right) for piece, head in pairs)


def _downwards(head: Piece, rows: Sequence[Row]) -> Row:
    """What stands in a column, as a row."""
    pieces = [next((one for one in row if one.left - 1 <= head.middle <= one.right + 1), None) for row in rows]
    return tuple(replace(one, left=COLUMN * place, right=COLUMN * (place + 1)) for place, one in enumerate(pieces) if one is not None)


def widened(heads: Heads, row: Row, body: Sequence[Row]) -> Heads:
    """Heads with nothing under them reach to the heads beside them: without ruled lines amounts at the right edge may stand beside their head."""
    return [(column, piece if any(_under(piece, one) for one in body) else _reaching(piece, row)) for column, piece in heads]


def _under(head: Piece, row: Row) -> bool:
    return any(head.left <= piece.middle <= head.right for piece in row)


def _reaching(head: Piece, row: Row) -> Piece:
    left = max((piece.right for piece in row if piece.right <= head.left + 1), default=0.0)
    right = min((piece.left for piece in row if piece.left >= head.right - 1), default=float("inf"))
    return replace(head, left=left, right=right) if right != float("inf") else replace(head, left=left, right=head.right + 10_000.0)


def is_numbering(row: Row) -> bool:
    """Whether a row under the heads only counts the columns: 甲 | 乙 | 1 | 2 | 3."""
    codes = [squeezed(piece.text) for piece in row]
    if not all(_CODE.fullmatch(code) for code in codes):
        return False
    numbers = [int(code) for code in codes if code.isdigit()]
    lettered = codes[:1] == ["甲"]  # some columns of the form may be left out: 甲 | 1 | 2 | 5 | 6 | 8
    counted = lettered or (all(two == one + 1 for one, two in pairwise(numbers)) and numbers[:1] == [1])
    return len(codes) > 1 and (counted or (not numbers and any(_LETTERS.fullmatch(code) for code in codes)))


def head_rows(table: Table) -> int:
    """How many rows of heads a table begins with: those before the first number."""
    first = list(takewhile(lambda row: not has_number(row), islice(rows_of(table), MOST_ROWS + 1)))
    return len(first) if len(first) <= MOST_ROWS else 0


def has_number(row: Iterable[Piece]) -> bool:
    """Whether a row holds a number; then it is none of heads."""
    return any(parse_quantity(squeezed(piece.text), unit="元") is not None for piece in row)


@lru_cache(maxsize=8192)  # every cell of a list is asked for by every rule and column
def bare(text: str) -> str:
    """A label without numbers before it and remarks in brackets."""
    key = _BRACKETED.sub("", label_key(text))
    return _NUMBERED.sub("", key).strip(":.、*")


def _joined(one: Piece, two: Piece) -> Piece:
    return replace(one, text=one.text + two.text, right=two.right, words=(*one.words, *two.words))
