"""Defects of ownership and products: relations with recognised enterprises that the form denies, tables of shareholders that do not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.simulate.application import NO
from docintel.simulate.application import YES
from docintel.simulate.enterprise import Company
from docintel.simulate.enterprise import Stake
from docintel.simulate.figures import wan
from docintel.simulate.papers import EQUITY
from docintel.simulate.papers import FORM
from docintel.simulate.papers import GROUP_EQUITY
from docintel.simulate.papers import HOLDERS
from docintel.simulate.papers import EquityTable
from docintel.simulate.papers import Papers
from docintel.simulate.papers import Recognised
from docintel.simulate.planting import Defect
from docintel.simulate.planting import Plant
from docintel.simulate.planting import declare
from docintel.simulate.register import CHAMPIONS
from docintel.simulate.register import TERMS
from docintel.simulate.truth import Planted

UNNAMED = Wording("?", "?")  # the catalogue puts the defect's own wording in
REGISTER = "register.csv"
TOTAL = 2_000_000_000  # fen: the capital of companies beside the applicant
DAY = date(2023, 3, 15)


def _recognised(papers: Papers, company: Company, product: str, code: str) -> Papers:
    start, end = TERMS["第四批"]
    row = Recognised(company.name, company.uscc, "第四批", product, code, start, end)
    return replace(papers, register=(*papers.register[:4], row, *papers.register[4:]))


def _table(company: Company, *stakes: tuple[str, str, int]) -> EquityTable:
    held = tuple(Stake(name, kind, TOTAL * share // 10_000, share) for name, kind, share in stakes)
    return EquityTable(company.name, company.uscc, held, DAY, GROUP_EQUITY)


def _denied(flag: str, company: Company, family: str) -> Planted:
    return Planted("", UNNAMED, FORM, flag, None, NO, REGISTER, f"{YES}：{company.name}", family, "none")


def _require_free(papers: Papers, *places: str) -> None:
    taken = [one for one in places if one in papers.touched]
    if taken:
        raise UsageError(f"这些缺陷放不进同一份样例 / these defects do not fit into one sample: {', '.join(taken)}")


def chain_recognised(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """Whoever holds the majority shareholder is recognised: two links, each above half."""
    _require_free(papers, "a.holding_flag", GROUP_EQUITY)
    enterprise, share = papers.enterprise, rng.randint(5200, 7900)
    above = Company(f"{enterprise.sister.name[:4]}实业集团有限公司", enterprise.sister.uscc)
    table = _table(enterprise.parent_company, (above.name, "企业法人", share), (enterprise.people.controller, "自然人", 10_000 - share))
    trade = enterprise.trade
    after = _recognised(papers, above, trade.products[1], trade.product_code).touching("a.holding_flag", GROUP_EQUITY)
    return replace(after, equity=(*after.equity, table)), _denied("a.holding_flag", above, "ownership")


def held_recognised(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A company that the applicant holds is recognised."""
    _require_free(papers, "a.holding_flag", GROUP_EQUITY)
    enterprise, share = papers.enterprise, rng.randint(5100, 9000)
    table = _table(
        enterprise.subsidiary, (enterprise.company.name, "企业法人", share), (enterprise.people.inventors[2], "自然人", 10_000 - share)
    )
    trade = enterprise.trade
    after = _recognised(papers, enterprise.subsidiary, trade.products[1], trade.product_code).touching("a.holding_flag", GROUP_EQUITY)
    return replace(after, equity=(*after.equity, table)), _denied("a.holding_flag", enterprise.subsidiary, "ownership")


def grouped(*, same_code: bool) -> Plant:
    """A sister company recognised for a product alike by its code only, or by its name only."""

    def plant(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
        _require_free(papers, "a.group_flag", GROUP_EQUITY, HOLDERS)
        enterprise, trade, majority = papers.enterprise, papers.enterprise.trade, 7_200
        name = trade.models[0].removeprefix("一种") if same_code else trade.similar_product
        code = trade.product_code if same_code else f"{trade.product_code[:4]}{(int(trade.product_code[4:]) + 990_000) % 1_000_000:06d}"
        holders = ((enterprise.parent_company.name, "企业法人", majority), (enterprise.people.controller, "自然人", 10_000 - majority))
        after = _recognised(papers, enterprise.sister, name, code).touching("a.group_flag", GROUP_EQUITY, HOLDERS)
        return replace(after, equity=(*after.equity, _table(enterprise.sister, *holders))), _denied(
            "a.group_flag", enterprise.sister, "products"
        )

    return plant


def champion(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The applicant itself is a single champion."""
    _require_free(papers, "champion")
    company, trade = papers.enterprise.company, papers.enterprise.trade
    row = Recognised(
        company.name, company.uscc, "第六批", trade.products[0], trade.product_code, "2021-11-05", "2024-11-04", listed=CHAMPIONS
    )
    label = Planted("", UNNAMED, REGISTER, "", None, company.name, None, None, "ownership", "none")
    return replace(papers, register=(*papers.register[:2], row, *papers.register[2:])).touching("champion"), label


def shareholder_differs(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The form names another controlling shareholder than the table."""
    _require_free(papers, "a.controller_sh", HOLDERS)
    text, true = papers.enterprise.stranger.name, papers.enterprise.parent_company.name
    label = Planted("", UNNAMED, FORM, "a.controller_sh", None, text, EQUITY, true, "ownership", "none")
    return declare(papers, "a.controller_sh", None, text).touching(HOLDERS), label


def stake_amount_wrong(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The amount of a stake is not its share of the capital."""
    _require_free(papers, EQUITY)
    table = papers.equity[0]
    stake = table.stakes[1]
    moved = replace(stake, amount=stake.amount * rng.randint(112, 139) // 100)
    after = replace(papers, equity=(replace(table, stakes=(table.stakes[0], moved, *table.stakes[2:])), *papers.equity[1:]))
    label = Planted("", UNNAMED, EQUITY, "shareholder_amount", None, wan(moved.amount), EQUITY, wan(stake.amount), "holds", "none")
    return after.touching(EQUITY), label


OWNERSHIP_DEFECTS = (
    Defect("chain_recognised", Wording("间接控股股东为已认定的小巨人企业", "a recognised enterprise two links above"), chain_recognised, ("OWN-2",)),
    Defect("held_recognised", Wording("所控股的企业为已认定的小巨人企业", "a recognised enterprise held by the applicant"), held_recognised, ("OWN-2",)),
    Defect("same_group_code", Wording("同集团企业产品代码相同", "a sister company with the same product code"), grouped(same_code=True), ("OWN-3",)),
    Defect("same_group_name", Wording("同集团企业产品名称相近", "a sister company with a similar product name"), grouped(same_code=False), ("OWN-3",)),
    Defect("champion", Wording("已被认定为单项冠军", "the applicant is a single champion"), champion, ("OWN-12",)),
    Defect("shareholder_differs", Wording("控股股东与股权结构不一致", "another controlling shareholder than in the table"), shareholder_differs, ("OWN-8",)),
    Defect("stake_amount_wrong", Wording("出资额与持股比例不符", "an amount that is not its share"), stake_amount_wrong, ("O02.7", "OWN-9", "O02.5")),
)  # fmt: skip
