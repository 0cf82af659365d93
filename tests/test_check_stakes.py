"""A table of shareholders in itself: shares are amounts over their sum."""

from __future__ import annotations

import pytest
from fact_text import checked


def table(*rows: tuple[str, str, str], kind: str = "equity_table") -> str:
    """Rows of name, amount in 万元 and share."""
    lines = []
    for number, (name, amount, share) in enumerate(rows, start=1):
        where = f"{kind}@x#t:{number}"
        lines += [f"{where} shareholder_name {name}", f"{where} shareholder_amount {amount} 万元", f"{where} shareholder_share {share} %"]
    return "\n".join(lines)


def told(text: str) -> list[str]:
    return [finding.explanation.zh for finding in checked(text, "O02.7")]


def test_a_share_that_its_amount_does_not_make_is_found() -> None:
    (said,) = told(table(("甲", "105.00", "35.00"), ("乙", "75.00", "32.50"), ("丙", "120.00", "32.50")))
    assert "乙出资75.00万元，占出资总额的25.000%，所载为32.50%" in said
    assert "甲出资" not in said


@pytest.mark.parametrize("share", ["33.33", "33.34", "33.3"])
def test_shares_rounded_up_or_down_are_left_alone(share: str) -> None:
    assert told(table(("甲", "100.00", share), ("乙", "100.00", "33.33"), ("丙", "100.00", "33.33"))) == []


def test_a_part_of_a_table_is_not_judged() -> None:
    assert told(table(("甲", "105.00", "35.00"), ("乙", "75.00", "25.00"))) == []


def test_a_row_without_amount_leaves_the_table_unjudged() -> None:
    text = table(("甲", "105.00", "35.00"), ("乙", "75.00", "65.00"))
    assert told("\n".join(line for line in text.splitlines() if "75.00" not in line)) == []
