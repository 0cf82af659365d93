"""The register of recognised enterprises that lies beside an application: invented names only."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from random import Random

from docintel.simulate.codes import uscc
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.papers import Recognised
from docintel.simulate.words import PLACES
from docintel.simulate.words import TRADES

HEADERS = ("企业名称", "统一社会信用代码", "名单", "批次", "类别", "主导产品", "产品代码", "有效期起", "有效期止", "撤销日期", "曾用名")
CHAMPIONS = "制造业单项冠军"
TERMS = {
    "第二批": ("2020-11-13", "2023-11-12"),
    "第三批": ("2021-07-19", "2024-07-18"),
    "第四批": ("2022-08-08", "2025-08-07"),
}
OTHERS = ("样琅亭", "例溯川", "拟霁明", "虚柘原", "样栩安", "例芮平", "拟葭湾", "虚峤南", "样渟渊", "例棠远")


def unrelated_register(enterprise: Enterprise) -> tuple[Recognised, ...]:
    """Ten enterprises of other trades that have nothing to do with the applicant; one lapsed, one struck off."""
    rng = Random(f"register-{enterprise.company.uscc}")  # noqa: S311 - repeatable, not secret
    trades = [trade for trade in TRADES if trade != enterprise.trade]
    rows = []
    for index, brand in enumerate(OTHERS):
        trade, place, batch = rng.choice(trades), rng.choice(PLACES), rng.choice(tuple(TERMS))
        code = uscc(place.region, f"MA{rng.randint(0, 999_999):06d}")
        start, end = TERMS[batch]
        revoked = "2022-12-30" if index == 3 else ""
        former = f"{place.short}{brand}{trade.component}厂" if index == 5 else ""
        name = f"{place.short}{brand}{trade.word}有限公司"
        rows.append(Recognised(name, code, batch, rng.choice(trade.products), trade.product_code, start, end, revoked, former))
    return tuple(rows)


def register_csv(rows: Iterable[Recognised]) -> bytes:
    """UTF-8 with a mark, as spreadsheets save it."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for row in rows:
        writer.writerow(
            (row.name, row.uscc, row.listed, row.batch, "", row.product, row.product_code, row.start, row.end, row.revoked, row.former)
        )
    return b"\xef\xbb\xbf" + written.getvalue().encode()
