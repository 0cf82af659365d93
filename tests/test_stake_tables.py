"""Tables of stakes and registers as people keep and buy them: exports with a title, units in heads, lists without dates, and what cannot be read."""

from __future__ import annotations

from datetime import date
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from docintel.domain.errors import UsageError
from docintel.domain.ownership import OwnershipTable
from docintel.domain.source import CellPath
from docintel.exchange.csv_cells import company_in
from docintel.exchange.csv_table import read_csv
from docintel.exchange.csv_table import table_of_rows
from docintel.exchange.reading import read_file
from docintel.intake import read_register
from docintel.packs import load_packs

COLUMNS = load_packs().control.columns
HELD = "例样控股集团有限公司"
CODE = "911100007109250324"


def export(name: str, text: str) -> OwnershipTable:
    """A sheet as text: cells apart by `|`, rows by lines."""
    return table_of_rows([line.strip().split("|") for line in text.strip().splitlines()], name, COLUMNS)


def stakes(table: OwnershipTable) -> list[tuple[str, str, Fraction | None]]:
    return [(one.holder, one.company, one.share) for one in table.holdings]


def test_a_list_of_holders_names_its_company_in_a_title_that_begins_with_the_seller() -> None:
    told = export(
        "export.xlsx",
        """
        企查查-例样传感科技有限公司-股东信息
        导出时间：2026-03-01
        序号|股东及出资信息|持股比例|最终受益股份|认缴出资额(万元)|首次持股日期|关联产品/机构
        1|例样控股集团有限公司|60%|60%|600|2015-06-01|-
        2|孟望舒|40%|58%|400|2015-06-01|-
        数据来源：国家企业信用信息公示系统
        """,
    )
    assert stakes(told) == [(HELD, "例样传感科技有限公司", Fraction(3, 5)), ("孟望舒", "例样传感科技有限公司", Fraction(2, 5))]
    assert told.holdings[0].start == date(2015, 6, 1)


def test_a_list_of_investments_has_its_holder_in_the_title_and_what_is_no_more_is_left_out() -> None:
    told = export(
        "例样控股集团有限公司-对外投资.xlsx",
        """
        对外投资
        序号|被投资企业名称|状态|注册资本|投资比例|认缴出资额/持股数
        1|例样传感科技有限公司|存续|3000万元|33.33%|1000万元人民币
        2|例样旧厂有限公司|注销|100万人民币|100%|100万人民币
        合计|||||1100万元
        """,
    )
    assert stakes(told) == [(HELD, "例样传感科技有限公司", Fraction(1, 3))]
    assert "例样旧厂有限公司" in told.untold[0].zh


def test_amounts_of_another_currency_do_not_beat_the_percentage_and_it_is_told() -> None:
    told = export("t.csv", "股东|企业|持股比例|认缴出资额|注册资本\n甲|例样合资有限公司|60%|4000万元|1000万美元")
    assert stakes(told) == [("甲", "例样合资有限公司", Fraction(3, 5))]
    assert "第2行" in told.untold[0].zh


@pytest.mark.parametrize(
    ("head", "cells", "shares"),
    [
        ("持股比例(%)", ("70", "0.5"), ["7/10", "1/200"]),
        ("持股比例（％）", ("70.00", "30"), ["7/10", "3/10"]),
        ("持股比例", ("99.5", "0.5"), ["199/200", "1/200"]),
        ("持股比例", ("0.7", "0.3"), ["7/10", "3/10"]),
        ("持股比例", ("７０％", "30.00 %"), ["7/10", "3/10"]),
    ],
)
def test_numbers_without_a_sign_are_percentages_where_the_head_or_one_of_them_says_so(
    head: str, cells: tuple[str, str], shares: list[str]
) -> None:
    told = export("t.csv", f"股东|企业|{head}\n甲|例样有限公司|{cells[0]}\n乙|例样有限公司|{cells[1]}")
    assert [str(one.share) for one in told.holdings] == shares


@pytest.mark.parametrize(
    ("cell", "bounds"),
    [("95%以上", ("19/20", "1")), ("不低于51%", ("51/100", "1")), ("5%以下", ("0", "1/20")), ("10%-20%", ("1/10", "1/5"))],
)
def test_a_share_within_bounds_is_kept_as_such(cell: str, bounds: tuple[str, str]) -> None:
    (held,) = export("t.csv", f"股东|企业|持股比例\n甲|例样有限公司|{cell}").holdings
    assert held.share is None
    assert held.between == (Fraction(bounds[0]), Fraction(bounds[1]))


def test_promoters_of_a_joint_stock_company_are_possible_holders_only() -> None:
    told = export("t.csv", "发起人|企业|持股比例\n甲|例样股份有限公司|60%\n乙|例样传感有限公司|60%")
    assert [one.between for one in told.holdings] == [(Fraction(0), Fraction(3, 5)), None]
    assert "例样股份有限公司" in told.untold[0].zh
    assert "例样传感有限公司" not in told.untold[0].zh


def test_enterprises_are_known_by_the_codes_of_their_columns_and_a_rounded_code_is_none() -> None:
    told = export("t.csv", f"股东|企业|统一社会信用代码|持股比例\n甲|例样传感有限公司|{CODE}|60%\n乙|例样仪表有限公司|9.111E+17|60%")
    assert {party.name: party.uscc for party in told.parties} == {
        "甲": None,
        "乙": None,
        "例样传感有限公司": CODE,
        "例样仪表有限公司": None,
    }


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_text_may_be_separated_by_commas_semicolons_or_tabs(separator: str) -> None:
    text = separator.join(("股东", "企业", "持股比例")) + "\n" + separator.join(("甲", "例样有限公司", "60%")) + "\n"
    assert stakes(read_csv(text, "t.csv", COLUMNS)) == [("甲", "例样有限公司", Fraction(3, 5))]


def test_a_text_as_excel_saves_it_here_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("股东,企业,持股比例\n孟望舒,例样有限公司,60%\n".encode("gb18030"))
    assert stakes(read_file(tmp_path / "t.csv", COLUMNS)) == [("孟望舒", "例样有限公司", Fraction(3, 5))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("股东|持股比例\n甲|60%", "没有 company（企业）列"),
        ("企业名称|投资比例|投资链\n乙有限公司|60%|甲→乙", "不是直接持股"),
        ("股东|企业|持股比例\n甲|乙有限公司|约60%", "第2行.*约60%.*应写作"),
        ("股东|企业|持股比例\n甲|乙有限公司|160%", "第2行.*160%.*0 与 100%"),
        ("股东|企业|持股比例|性质\n甲|乙有限公司|60%|董事", "第2行.*董事.*普通合伙人"),
        ("股东|企业|出资额|注册资本\n甲|乙有限公司|六百万|1000", "第2行.*六百万.*应写作"),
        ("股东|企业|出资额(万元)|注册资本\n甲|乙有限公司|600|1000", "单位不同"),
        ("股东|企业|持股比例\n|乙有限公司|60%", "第2行.*缺少股东"),
    ],
)
def test_what_cannot_be_read_names_file_place_and_remedy(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=rf"t\.csv.*{said}"):
        export("t.csv", text)


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("天眼查例样传感科技有限公司股东信息", "例样传感科技有限公司"),
        ("对外投资公司列表", None),
        ("例样合伙企业（有限合伙）_合伙人", "例样合伙企业（有限合伙）"),
        ("数据由天眼查提供", None),
    ],
)
def test_a_title_names_a_company_or_only_what_the_table_is(title: str, company: str | None) -> None:
    assert company_in(title) == company


# ---- registers


def workbook(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_a_published_list_has_a_title_above_its_head(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "r.xlsx",
        ["附件"],
        ["第四批专精特新“小巨人”企业公示名单"],
        ["序号", "省市", "企业 名称"],
        [1, "浙江省", "例样传感科技有限公司"],
    )
    (one,) = read_register(path).recognitions
    assert (one.name, one.start, one.end) == ("例样传感科技有限公司", None, None)
    assert one.source is not None
    assert one.source.spans == (CellPath("row 4"),)


def test_days_of_a_register_are_cells_of_dates_months_years_or_a_period(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "r.xlsx",
        ["公司名称", "认定批次", "认定日期", "有效期至"],
        ["例样甲有限公司", "四", datetime(2022, 7, 1), datetime(2025, 6, 30)],  # noqa: DTZ001
        ["例样乙有限公司", "四", "2022年7月", "2025年6月"],
        ["例样丙有限公司", "四", "2022", "2025"],
    )
    assert [(one.start, one.end) for one in read_register(path).recognitions] == [
        (date(2022, 7, 1), date(2025, 6, 30)),
        (date(2022, 7, 1), date(2025, 6, 30)),
        (date(2022, 1, 1), date(2025, 12, 31)),
    ]
    (tmp_path / "p.csv").write_text("企业名称,有效期\n例样甲有限公司,2022.07.01-2025.06.30\n", encoding="utf-8")
    (one,) = read_register(tmp_path / "p.csv").recognitions
    assert (one.start, one.end) == (date(2022, 7, 1), date(2025, 6, 30))


def test_a_register_may_know_its_enterprises_by_code_alone(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(f"统一社会信用代码,批次\n{CODE},4\n", encoding="utf-8")
    (one,) = read_register(tmp_path / "r.csv").recognitions
    assert one.uscc == CODE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("省市,批次\n浙江,4\n", "没有“企业名称”或“统一社会信用代码”列"),
        ("企业名称,有效期止\n例样甲有限公司,2025-13-01\n", "第2行.*2025-13-01.*请写成"),
        ("", "是空的"),
    ],
)
def test_a_register_that_cannot_be_read_names_file_place_and_remedy(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=rf"r\.csv.*{said}"):
        read_register(tmp_path / "r.csv")
