"""Exports of stakes with odd rows: what is told of them, and who is taken for whom."""

from __future__ import annotations

from docintel.domain.wording import Language
from docintel.exchange.reading import read_table
from docintel.packs import load_packs

COLUMNS = load_packs().control.columns
ONE, TWO = "91320214MA4JURQ20X", "91320214MA83FQEF9C"


def read(text: str) -> tuple[set[tuple[str, str | None]], str]:
    """Names with their codes, and what is told."""
    table = read_table(text, "export.csv", COLUMNS)
    return {(party.name, party.uscc) for party in table.parties}, "\n".join(one.said(Language.ZH) for one in table.untold)


def test_a_code_that_none_can_be_is_told_and_not_taken() -> None:
    parties, told = read("股东,企业,持股比例,股东代码\n甲辰阀门有限公司,申报有限公司,60%,91320214MA4JURQ20A")
    assert ("甲辰阀门有限公司", None) in parties
    assert "第2行 / row 2：统一社会信用代码“91320214MA4JURQ20A”位数或校验位不符" in told


def test_one_name_with_two_codes_is_of_two_enterprises() -> None:
    parties, told = read(f"股东,企业,持股比例,股东代码\n甲辰阀门有限公司,子一有限公司,60%,{ONE}\n甲辰阀门有限公司,子二有限公司,60%,{TWO}")
    assert {("甲辰阀门有限公司", ONE), ("甲辰阀门有限公司", TWO)} <= parties
    assert "甲辰阀门有限公司有不同的统一社会信用代码" in told


def test_one_code_with_two_names_is_told() -> None:
    _, told = read(f"股东,企业,持股比例,股东代码\n甲辰阀门有限公司,子一有限公司,60%,{ONE}\n乙巳阀门有限公司,子二有限公司,60%,{ONE}")
    assert f"统一社会信用代码{ONE}对应不同名称（甲辰阀门有限公司、乙巳阀门有限公司）" in told


def test_columns_that_nothing_is_read_of_are_named() -> None:
    _, told = read("序号,股东,企业,持股比例,备注\n1,甲辰阀门有限公司,子一有限公司,60%,无")
    assert told == "export.csv：以下列未使用：备注。"
