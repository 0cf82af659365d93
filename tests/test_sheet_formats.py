"""Numbers as their formats show them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docintel.intake.sheet_formats import BUILTIN
from docintel.intake.sheet_formats import shown


@pytest.mark.parametrize(
    ("stored", "code", "seen"),
    [
        ("12345.67", "#,##0.00", "12,345.67"),
        ("12345.67", "General", "12345.67"),
        ("0.456", "0.0%", "45.6%"),
        ("0.30000000000000004", "General", "0.3"),
        ("-1234.5", BUILTIN[40], "(1,234.50)"),
        ("-1234.5", "0.00;[Red]0.00", "-1234.50"),  # colour alone would lose the sign
        ("0", BUILTIN[43], "-"),
        ("44625", "yyyy/m/d", "2022/3/5"),
        ("44625", BUILTIN[31], "2022年3月5日"),
        ("44625.5", "yyyy-mm-dd hh:mm:ss", "2022-03-05 12:00:00"),
        ("44625", "d-mmm-yy", "2022-03-05"),
        ("123456789", '0!.0,"万"', "12345.7万"),
        ("123456789", "#,##0.00,", "123,456.79"),
        ("5", ";;;", ""),
        ("1234567.891", "[$¥-804]#,##0.00", "¥1,234,567.89"),
        ("0.5", "#.##", "0.5"),
        ("1e21", "#,##0", "1,000,000,000,000,000,000,000"),
        ("2.5", "[h]:mm", "60:00"),
        ("-0.004", "0.00", "0.00"),
        ("5", '[>=10]"大"0;"小"0', "小5"),
        ("1.005", "0.00", "1.01"),
        ("7", "000", "007"),
        ("12345.67", '#,##0.00"元"', "12,345.67元"),
        ("1e-7", "General", "0.0000001"),
        ("60", "yyyy/m/d", "1900/2/28"),
    ],
)
def test_numbers_are_shown_as_their_format_shows_them(stored: str, code: str, seen: str) -> None:
    assert shown(Decimal(stored), code) == seen


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_grouped_format_loses_nothing_of_an_amount(amount: Decimal) -> None:
    assert Decimal(shown(amount, "#,##0.00").replace(",", "")) == amount


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20),
    st.text('0#?,.%;-"[]年mdhysE+/_*@ ', max_size=12),
)
def test_any_format_code_gives_a_text(amount: Decimal, code: str) -> None:
    assert isinstance(shown(amount, code), str)
