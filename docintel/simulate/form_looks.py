"""The same form written otherwise: separators, wide digits, units, order of rows, spaces; nothing of it is a difference."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from docintel.simulate.application import FormValue
from docintel.simulate.application import FormValues

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
MONEY = ("b.rev", "b.main_rev", "b.assets", "b.liab", "b.net_assets", "b.tax", "b.loan", "f.rd", "b.net_profit")
SHARES = ("b.debt_ratio", "f.rd_ratio", "b.main_growth", "b.np_growth")
NARROW = str.maketrans("，；：（）", ",;:()")


def told_otherwise(values: FormValues, rng: Random, touched: set[str]) -> FormValues:
    """The values in other dress; fields in `touched` stay as they are."""
    style = rng.randrange(3)
    after = {name: value if name in touched else _dressed(name, value, style) for name, value in values.items()}
    for name in ("f.patents", "c.top3"):
        rows = after[name]
        if isinstance(rows, list) and name not in touched:
            after[name] = [dict(row) for row in reversed(rows)]
    return after


def _dressed(name: str, value: FormValue, style: int) -> FormValue:
    if isinstance(value, dict):
        return {year: _number(name, text, style) for year, text in value.items()}
    if not isinstance(value, str):
        return value
    if name in ("a.zip", "a.contact_mobile") and style == 0:
        return value.translate(WIDE)
    if name == "i.intro":
        return (value.translate(NARROW), f"{value[:31]} {value[31:]}", value)[style]
    if name == "i.titles":
        return value.replace("、", ("，", "；", "、")[style])
    return _number(name, value, style) if name in ("a.reg_cap", "e.brand_rev") else value


def _number(name: str, text: str, style: int) -> str:
    """Thousands separated, a unit put behind, a last zero left out, wide digits."""
    if not text:
        return text
    if name in (*MONEY, "a.reg_cap", "e.brand_rev"):
        return (f"{Decimal(text):,}", f"{Decimal(text):,}万元", text.translate(WIDE))[style]
    if name in SHARES:
        return (f"{text}%", text.rstrip("0").rstrip(".") if "." in text else text, text)[style]
    return f"{text}人" if name in ("b.staff", "b.rd_staff") and style == 1 else text
