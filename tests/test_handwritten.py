"""Quantities as inspectors write them by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docintel.text.handwritten import parse_written


@pytest.mark.parametrize(
    ("text", "unit", "value", "base"),
    [
        ("三千二百万元", None, "32000000", "CNY"),
        ("三千二百万", "万元", "32000000", "CNY"),
        ("一千二百", "万元", "12000000", "CNY"),
        ("百分之三十点五", "%", "30.5", "percent"),
        ("五千万元整", None, "50000000", "CNY"),
        ("三十五", "人", "35", "person"),
        ("1.2亿", "万元", "120000000", "CNY"),
    ],
)
def test_quantities_are_read_as_people_write_them(text: str, unit: str | None, value: str, base: str) -> None:
    found = parse_written(text, unit)
    assert found is not None
    assert (found.value, found.unit) == (Decimal(value), base)


@pytest.mark.parametrize("text", ["", "大概", "三万五", "元", "见附件", "12 34 56 至"])
def test_what_is_no_quantity_stays_none(text: str) -> None:
    assert parse_written(text, "万元") is None
