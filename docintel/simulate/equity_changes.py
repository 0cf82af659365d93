"""The statement of changes in equity, on its side, one sheet for the year and one for the year before."""

from __future__ import annotations

from collections.abc import Iterator

from docintel.simulate.books import Lines
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.figures import yuan
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.sheets import Shape
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import heading
from docintel.simulate.sheets import plain_table
from docintel.simulate.statements import signed
from docintel.simulate.statements import under_title

PARTS = (
    ("实收资本", "paid_in_capital"),
    ("资本公积", "capital_reserve"),
    ("盈余公积", "surplus_reserve"),
    ("未分配利润", "retained_earnings"),
)
MINORITY = ("少数股东权益", "minority_equity")


def equity_changes(enterprise: Enterprise, year: int, scope: str) -> Iterator[Sheet]:
    """Two sheets; each column's opening balance and movements come to its closing balance."""
    title = ("合并" if scope == CONSOLIDATED else "母公司") + "所有者权益变动表"
    for shown, suffix in ((year, ""), (year - 1, "（续）")):
        after, before = enterprise.lines(shown, scope), enterprise.lines(shown - 1, scope)
        parts = (*PARTS, MINORITY) if scope == CONSOLIDATED else PARTS
        rows = [[label, *_moved(values, parts)] for label, values in _movements(before, after)]
        columns = f"(1fr, {', '.join(['3.2cm'] * (len(parts) + 1))})"
        align = f"(left + horizon, {', '.join(['right + horizon'] * (len(parts) + 1))})"
        grid = plain_table(Shape(columns, align, 8.5, 5), ["项　目", *(label for label, _ in parts), "所有者权益合计"], rows)
        period = f"{shown}年度（{'本期' if shown == year else '上期'}）"
        yield Sheet(f"#page(flipped: true)[\n{heading(title + suffix)}{under_title(enterprise, period)}{grid}{signed(enterprise)}]\n")


def _movements(before: Lines, after: Lines) -> Iterator[tuple[str, Lines]]:
    opening = {key: before[key] for _, key in (*PARTS, MINORITY) if key in before}
    closing = {key: after[key] for key in opening}
    profit = {"retained_earnings": after.get("net_profit_parent", after["net_profit"]), "minority_equity": after.get("minority_profit", 0)}
    set_aside = {"surplus_reserve": after["set_aside"], "retained_earnings": -after["set_aside"]}
    paid_out = {"retained_earnings": -after["dividends"]}
    yield "一、上年年末余额", opening
    yield "加：会计政策变更", {}
    yield "　　前期差错更正", {}
    yield "二、本年年初余额", opening
    yield "三、本年增减变动金额（减少以“－”号填列）", {key: closing[key] - opening[key] for key in opening}
    yield "（一）综合收益总额", profit
    yield "（二）所有者投入和减少资本", {}
    yield "（三）利润分配", {key: set_aside.get(key, 0) + paid_out.get(key, 0) for key in opening}
    yield "　　1．提取盈余公积", set_aside
    yield "　　2．对所有者的分配", paid_out
    yield "（四）所有者权益内部结转", {}
    yield "四、本年年末余额", closing


def _moved(values: Lines, parts: tuple[tuple[str, str], ...]) -> list[str]:
    amounts = [values.get(key, 0) for _, key in parts]
    return [yuan(amount) if amount else "" for amount in (*amounts, sum(amounts))]
