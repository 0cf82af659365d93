"""Applications of a few lines each, for measuring and trying the work on many: a form and papers of plain text, read in milliseconds.

Every one is another enterprise with figures of its own; every paper agrees with the form but for some whose revenue is not the form's.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

DISAGREEING = 5  # one in so many declares a revenue that its audit report has not
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
CITIES = ("浙江省杭州市余杭区", "浙江省宁波市鄞州区", "江苏省苏州市吴中区", "广东省佛山市顺德区", "湖北省武汉市江夏区")


def write_campaign(folder: Path, count: int, *, papers: int = 1, seed: int = 7) -> Path:
    """A folder of so many applications."""
    for number in range(count):
        write_application(folder / f"申报{number:05d}", number, papers=papers, seed=seed)
    return folder


def write_application(folder: Path, number: int, *, papers: int = 1, seed: int = 7) -> Path:
    """One application with so many papers beside its form."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = Random(f"{seed}/{number}")
    name, code = enterprise(number), credit_code(number)
    revenue = {year: rng.randint(3_000_00, 60_000_00) / 100 for year in (2020, 2021, 2022)}
    declared = {year: value + (1000 if number % DISAGREEING == 0 else 0) for year, value in revenue.items()}
    form = {
        "schema": "docintel/form/1",
        "programme": "little-giant-2022",
        "batch": 5,
        "kind": "new",
        "fields": {
            "a.name": name,
            "a.uscc": code,
            "a.reg_place": CITIES[number % len(CITIES)],
            "a.size": "中型",
            "b.rev": {str(year): f"{value:.2f}" for year, value in declared.items()},
        },
    }
    (folder / "form.json").write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    for paper in range(papers):
        (folder / f"说明{paper}.txt").write_text(_statement(name, code, revenue, paper), encoding="utf-8")
    return folder


def _statement(name: str, code: str, revenue: dict[int, float], paper: int) -> str:
    lines = [f"{name}情况说明（{paper}）", f"统一社会信用代码：{code}"]
    lines += [f"{year}年，公司实现营业收入{value:.2f}万元。" for year, value in revenue.items()]
    return "\n".join(lines) + "\n"


def enterprise(number: int) -> str:
    """The name of an invented enterprise."""
    return f"样例{number}号精密设备有限公司"


def credit_code(number: int) -> str:
    """A credit code whose check digits hold."""
    body = f"91330100{_organisation(number)}"
    total = sum(LETTERS.index(letter) * weight for letter, weight in zip(body, WEIGHTS, strict=True))
    return body + LETTERS[-total % 31]


def _organisation(number: int) -> str:
    """The nine characters of its organisation code."""
    own = f"MA{number:06d}"
    total = sum(int(letter, 36) * weight for letter, weight in zip(own, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return own + {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))
