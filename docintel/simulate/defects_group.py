"""Defects of ownership that no single majority shows: a first holder with half or less, holders in common, holdings in a circle, a product group."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from docintel.domain.wording import Wording
from docintel.simulate.application import NO
from docintel.simulate.application import YES
from docintel.simulate.attaching import UNNAMED
from docintel.simulate.attaching import require_free
from docintel.simulate.enterprise import Company
from docintel.simulate.enterprise import Stake
from docintel.simulate.papers import EQUITY
from docintel.simulate.papers import FORM
from docintel.simulate.papers import GROUP_EQUITY
from docintel.simulate.papers import HOLDERS
from docintel.simulate.papers import EquityTable
from docintel.simulate.papers import Papers
from docintel.simulate.papers import Recognised
from docintel.simulate.planting import Defect
from docintel.simulate.register import TERMS
from docintel.simulate.truth import Planted
from docintel.simulate.words import TRADES

REGISTER, FLAG = "register.csv", "a.holding_flag"
CAPITAL = 2_000_000_000  # fen: the capital of companies beside the applicant
DAY = date(2023, 3, 15)
WHOLE = 10_000  # shares are in hundredths of a per cent


def recognised(papers: Papers, company: Company, product: str, code: str, term: tuple[str, str] = TERMS["第四批"]) -> Papers:
    """The company stands on the register with a product."""
    row = Recognised(company.name, company.uscc, "第四批", product, code, *term)
    return replace(papers, register=(*papers.register[:4], row, *papers.register[4:]))


def held_by(company: Company, *stakes: tuple[str, str, int], number: int = 1) -> EquityTable:
    """The table of another company's shareholders, in a file of its own."""
    held = tuple(Stake(name, kind, CAPITAL * share // WHOLE, share) for name, kind, share in stakes)
    return EquityTable(
        company.name, company.uscc, held, DAY, GROUP_EQUITY if number == 1 else GROUP_EQUITY.replace(".pdf", f"{number}.pdf")
    )


def with_shares(papers: Papers, shares: tuple[int, ...]) -> Papers:
    """The applicant's own holders with other shares, wherever they are told."""
    enterprise = papers.enterprise
    stakes = tuple(
        replace(stake, share=share, amount=enterprise.group.capital * share // WHOLE)
        for stake, share in zip(enterprise.stakes, shares, strict=True)
    )
    attached = tuple(replace(one, told=replace(one.told, stakes=stakes)) for one in papers.attached)
    equity = (replace(papers.equity[0], stakes=stakes), *papers.equity[1:])
    return replace(papers, enterprise=replace(enterprise, stakes=stakes), attached=attached, equity=equity).touching(EQUITY, HOLDERS)


def _denied(company: Company, flag: str = FLAG) -> Planted:
    return Planted("", UNNAMED, FORM, flag, None, NO, REGISTER, f"{YES}：{company.name}", "ownership", "none")


def _other_product(papers: Papers, rng: Random) -> tuple[str, str]:
    """A product of another trade, so that only the holding matters."""
    other = rng.choice([trade for trade in TRADES if trade.division != papers.enterprise.trade.division])
    return other.products[2], other.product_code


def first_holder_recognised(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The first holder is recognised and has between a third and exactly half."""
    require_free(papers, FLAG, EQUITY, HOLDERS)
    first = rng.choice((5000, rng.randint(3300, 4900)))
    second = min(first - 200, (WHOLE - first) // 2)
    third = (WHOLE - first - second) // 2
    after = with_shares(papers, (first, second, third, WHOLE - first - second - third))
    company = papers.enterprise.parent_company
    return recognised(after, company, *_other_product(papers, rng)).touching(FLAG), _denied(company)


def minor_stake_recognised(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The applicant is the first holder of a recognised enterprise, with half or less."""
    require_free(papers, FLAG, GROUP_EQUITY)
    enterprise, first = papers.enterprise, rng.randint(3600, 5000)
    others = ((enterprise.people.inventors[2], "自然人", (WHOLE - first) // 2), (enterprise.people.inventors[3], "自然人", WHOLE - first - (WHOLE - first) // 2))  # fmt: skip
    table = held_by(enterprise.sister, (enterprise.company.name, "企业法人", first), *others)
    after = recognised(papers, enterprise.sister, *_other_product(papers, rng)).touching(FLAG, GROUP_EQUITY)
    return replace(after, equity=(*after.equity, table)), _denied(enterprise.sister)


def holders_in_common(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """Two holders have more than half together, here and in a recognised enterprise, and neither has it alone."""
    require_free(papers, FLAG, EQUITY, GROUP_EQUITY, HOLDERS)
    enterprise = papers.enterprise
    first, platform = rng.randint(4200, 4900), rng.randint(1200, 1900)
    founder = (WHOLE - first - platform) // 2
    after = with_shares(papers, (first, founder, platform, WHOLE - first - platform - founder))
    one, other = enterprise.stakes[0], enterprise.stakes[2]
    there, beside = rng.randint(2600, 2900), rng.randint(2500, 2800)
    rest = ((enterprise.people.inventors[3], "自然人", WHOLE - there - beside),)
    table = held_by(enterprise.sister, (one.holder, one.kind, there), (other.holder, other.kind, beside), *rest)
    after = recognised(after, enterprise.sister, *_other_product(papers, rng)).touching(FLAG, GROUP_EQUITY)
    return replace(after, equity=(*after.equity, table)), _denied(enterprise.sister)


def held_in_a_circle(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A recognised enterprise is held jointly with the subsidiary, which it holds a part of in turn."""
    require_free(papers, FLAG, GROUP_EQUITY)
    enterprise = papers.enterprise
    own, through = rng.randint(2700, 3100), rng.randint(2450, 2690)
    kept = enterprise.group.stake * 100
    sister = held_by(
        enterprise.sister,
        (enterprise.company.name, "企业法人", own),
        (enterprise.subsidiary.name, "企业法人", through),
        (enterprise.people.inventors[2], "自然人", WHOLE - own - through),
    )
    subsidiary = held_by(
        enterprise.subsidiary,
        (enterprise.company.name, "企业法人", kept),
        (enterprise.sister.name, "企业法人", WHOLE - kept),
        number=2,
    )
    after = recognised(papers, enterprise.sister, *_other_product(papers, rng)).touching(FLAG, GROUP_EQUITY)
    return replace(after, equity=(*after.equity, sister, subsidiary)), _denied(enterprise.sister)


def product_of_one_group(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A sister company's product is of the same six digits by its code and has a name of its own."""
    flag = "a.group_flag"
    require_free(papers, flag, GROUP_EQUITY, HOLDERS)
    enterprise, majority = papers.enterprise, rng.randint(6100, 8400)
    name, _ = _other_product(papers, rng)
    code = enterprise.trade.product_code
    near = f"{code[:6]}{(int(code[6:]) + 5_100) % 10_000:04d}"
    holders = ((enterprise.parent_company.name, "企业法人", majority), (enterprise.people.inventors[2], "自然人", WHOLE - majority))
    after = recognised(papers, enterprise.sister, name, near).touching(flag, GROUP_EQUITY, HOLDERS)
    return replace(after, equity=(*after.equity, held_by(enterprise.sister, *holders))), _denied(enterprise.sister, flag)


GROUP_DEFECTS = (
    Defect("first_holder_recognised", Wording("第一大股东为已认定企业，持股未超过半数", "a recognised first holder with half or less"), first_holder_recognised, ("OWN-4",)),
    Defect("minor_stake_recognised", Wording("申报企业为已认定企业的第一大股东", "the first holder of a recognised enterprise"), minor_stake_recognised, ("OWN-4",)),
    Defect("holders_in_common", Wording("与已认定企业有合计过半的共同股东", "holders in common with a recognised enterprise"), holders_in_common, ("OWN-5",)),
    Defect("held_in_a_circle", Wording("经交叉持股合计控股已认定企业", "a recognised enterprise held through a circle"), held_in_a_circle, ("OWN-2",)),
    Defect("product_of_one_group", Wording("同集团企业产品代码前六位相同", "a sister company's product of the same six digits"), product_of_one_group, ("OWN-3",)),
)  # fmt: skip
