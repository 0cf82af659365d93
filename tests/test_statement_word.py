"""Statements in a Word file: heads over two rows, merged cells and two halves side by side are read as on a printed page."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import docx
from statement_pages import packs

from docintel.classify import classify_pages
from docintel.domain.fact import Fact
from docintel.extract.stream import extract_facts
from docintel.intake.word import read_word

D = Decimal


def written(folder: Path, lines: list[str], rows: list[list[str]]) -> str:
    """Lines, then a table; `<` is merged with the cell to its left and `^` with the one above."""
    file = docx.Document()
    for line in lines:
        file.add_paragraph(line)
    table = file.add_table(len(rows), len(rows[0]))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text == "<":
                table.cell(row, column - 1).merge(table.cell(row, column))
            elif text == "^":
                table.cell(row - 1, column).merge(table.cell(row, column))
            else:
                table.cell(row, column).text = text
    path = folder / "statement.docx"
    file.save(str(path))
    return str(path)


def found(folder: Path, lines: list[str], rows: list[list[str]]) -> list[Fact]:
    pages = [read_word(written(folder, lines, rows))]
    return list(extract_facts("f" * 64, classify_pages(pages, packs().kinds), packs()).facts)


def told(facts: list[Fact]) -> list[tuple[str | None, str, int | None, Decimal]]:
    return [(one.concept, one.scope.value, one.period.end.year if one.period else None, one.value.value) for one in facts]  # type: ignore[union-attr]


def test_scopes_over_years_in_a_head_of_two_rows(tmp_path: Path) -> None:
    facts = found(
        tmp_path,
        ["利润表", "2022年度", "编制单位：例样精密机械有限公司", "单位：万元"],
        [
            ["项目", "合并", "<", "母公司", "<"],
            ["^", "2022年度", "2021年度", "2022年度", "2021年度"],
            ["一、营业收入", "12.00", "11.00", "8.00", "7.00"],
            ["减：营业成本", "9.00", "8.00", "6.00", "5.00"],
        ],
    )
    assert told(facts)[:4] == [
        ("revenue", "consolidated", 2022, D(120_000)),
        ("revenue", "consolidated", 2021, D(110_000)),
        ("revenue", "parent", 2022, D(80_000)),
        ("revenue", "parent", 2021, D(70_000)),
    ]
    assert [one[3] for one in told(facts)[4:]] == [D(90_000), D(80_000), D(60_000), D(50_000)]


def test_two_halves_side_by_side_under_merged_heads(tmp_path: Path) -> None:
    facts = found(
        tmp_path,
        ["资产负债表", "2022年12月31日", "编制单位：例样精密机械有限公司", "单位：元"],
        [
            ["资产", "期末余额", "年初余额", "负债和所有者权益", "期末余额", "年初余额"],
            ["流动资产：", "", "", "流动负债：", "", ""],
            ["货币资金", "1,000.00", "900.00", "短期借款", "300.00", "200.00"],
            ["存货", "50.00", "40.00", "应付账款", "30.00", "20.00"],
            ["资产总计", "1,050.00", "940.00", "负债和所有者权益总计", "1,050.00", "940.00"],
        ],
    )
    assert {(concept, year): value for concept, _, year, value in told(facts)} == {
        ("cash", 2022): D(1000),
        ("cash", 2021): D(900),
        ("short_term_loans", 2022): D(300),
        ("short_term_loans", 2021): D(200),
        ("inventory", 2022): D(50),
        ("inventory", 2021): D(40),
        ("accounts_payable", 2022): D(30),
        ("accounts_payable", 2021): D(20),
        ("total_assets", 2022): D(1050),
        ("total_assets", 2021): D(940),
        ("total_liabilities_and_equity", 2022): D(1050),
        ("total_liabilities_and_equity", 2021): D(940),
    }


def test_a_title_and_a_unit_inside_the_table(tmp_path: Path) -> None:
    facts = found(
        tmp_path,
        ["现金流量表"],
        [
            ["编制单位：例样精密机械有限公司", "<", "单位：千元", "<"],
            ["项目", "行次", "2022年度", "2021年度"],
            ["销售商品、提供劳务收到的现金", "1", "1,200.50", "1,100.00"],
            ["收到的税费返还", "2", "", "5.00"],
        ],
    )
    assert told(facts) == [
        ("cash_from_sales", "unstated", 2022, D(1_200_500)),
        ("cash_from_sales", "unstated", 2021, D(1_100_000)),
        ("tax_refunds", "unstated", 2021, D(5_000)),
    ]
