"""A statement in a workbook gives the same facts as one on paper, with the addresses of its cells."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from docintel.classify import classify_pages
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.packs import Packs
from docintel.domain.source import CellPath
from docintel.extract.stream import extract_facts
from docintel.intake.sheets import read_sheets
from docintel.packs import load_packs

ROWS = (
    ("合并利润表",),
    ("编制单位：杭州远景传感有限公司", None, None, "单位：万元"),
    ("项目", "附注", "2022年度", "2021年度"),
    ("一、营业总收入", "五、1", 12345.67, 10000.5),
    ("减：营业成本", "五、2", 9000, 8000),
    ("四、净利润（净亏损以“－”号填列）", None, 1234.5, -100.25),
)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Fact, ...]:
    path: Path = tmp_path_factory.mktemp("books") / "statement.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "利润表"
    for row in ROWS:
        sheet.append(row)
    for number in (4, 5, 6):
        for column in "CD":
            sheet[f"{column}{number}"].number_format = "#,##0.00_ ;[Red]#,##0.00"
    book.save(path)
    packs: Packs = load_packs()
    return extract_facts("a" * 64, classify_pages(read_sheets(str(path)), packs.kinds), packs).facts


def fact(facts: tuple[Fact, ...], concept: str, year: int) -> Fact:
    (found,) = [one for one in facts if one.concept == concept and one.year == year]
    return found


@pytest.mark.parametrize(
    ("concept", "year", "yuan", "cell"),
    [
        ("total_revenue", 2022, "123456700", "利润表!C4"),
        ("cost_of_revenue", 2021, "80000000", "利润表!D5"),
        ("net_profit", 2022, "12345000", "利润表!C6"),
        ("net_profit", 2021, "-1002500", "利润表!D6"),
    ],
)
def test_every_figure_has_its_concept_year_unit_and_cell(facts: tuple[Fact, ...], concept: str, year: int, yuan: str, cell: str) -> None:
    one = fact(facts, concept, year)
    assert one.quantity is not None
    assert (one.quantity.value, one.quantity.unit, one.quantity.step) == (Decimal(yuan), "CNY", Decimal(100))
    assert one.source.spans == (CellPath(cell),)
    assert (one.entity, one.scope) == ("杭州远景传感有限公司", Scope.CONSOLIDATED)


def test_the_column_of_notes_is_no_figure(facts: tuple[Fact, ...]) -> None:
    assert {one.concept for one in facts} == {"total_revenue", "cost_of_revenue", "net_profit"}
    assert len(facts) == 6
