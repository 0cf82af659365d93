"""Look-alikes of papers and holders: renewed certificates, a round and taxes as declared, a lapsed recognition, the state above two enterprises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.simulate.application import LAST
from docintel.simulate.attaching import free_paper
from docintel.simulate.attaching import noted
from docintel.simulate.attaching import require_free
from docintel.simulate.attaching import with_paper
from docintel.simulate.defects_group import WHOLE
from docintel.simulate.defects_group import held_by
from docintel.simulate.defects_group import recognised
from docintel.simulate.defects_money import with_round
from docintel.simulate.defects_money import with_taxes
from docintel.simulate.defects_scope import without_research
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.papers import GROUP_EQUITY
from docintel.simulate.papers import Papers
from docintel.simulate.planting import place
from docintel.simulate.turns import Turn
from docintel.simulate.words import TRADES

Alike = Callable[[Papers, Random], Papers]
SYSTEM, MARK, AWARD, PRODUCT, SPECIAL = "system_certificate", "trademark_certificate", "award", "product_certificate", "rd_special_audit"
LAPSED = ("2019-06-05", "2022-06-04")
STATE, MANY_STAFF = 5, 9  # of the remainders below: those that belong to the enterprise itself
MANY = 1_000  # persons: from here staff alone would make a large enterprise of industry


def of_the_enterprise(enterprise: Enterprise, seed: int) -> Enterprise:
    """A controller that is the state; so many staff that revenue alone keeps the enterprise a medium one."""
    alike = seed % len(ALIKE)
    if alike == STATE:
        state = f"{enterprise.place.province}人民政府国有资产监督管理委员会"
        return replace(enterprise, people=replace(enterprise.people, controller=state))
    if alike == MANY_STAFF:
        times = -(-(MANY + 40) // enterprise.staff[LAST][0])
        staff = {year: (number * times, research * times) for year, (number, research) in enterprise.staff.items()}
        return replace(enterprise, staff=staff)
    return enterprise


def one_more(papers: Papers, seed: int) -> Papers:
    """The look-alike whose turn it is, where it has a place beside the defects."""
    rng = Random(f"docintel-alike-{seed}")  # noqa: S311 - repeatable, not secret
    try:
        return ALIKE[seed % len(ALIKE)](papers, rng)
    except UsageError:
        return papers


def _taxes_certified(papers: Papers, rng: Random) -> Papers:
    require_free(papers, place("b.tax", LAST))
    return noted(with_taxes(papers, rng), "taxes_certified", Wording("完税证明合计与填报一致", "certificates that make up the taxes"), ("tax_payment_certificate", "b.tax"), "")  # fmt: skip


def _round_as_declared(papers: Papers, rng: Random) -> Papers:
    after, seen = with_round(papers, rng, turn=Turn())
    wording = Wording("股权融资与协议、回单一致", "a round as agreed and paid")
    return noted(after, "round_as_declared", wording, ("financing_agreement", "b.equity_fin"), str(seen.signed))


def _later_award(papers: Papers, rng: Random) -> Papers:
    """An old award beside a recent one."""
    require_free(papers, AWARD)
    for day in (date(2018, 6, 14), date(2022, rng.randint(1, 11), 21)):
        papers = with_paper(papers, AWARD, rng, turn=Turn(day=day))
    return noted(
        papers.touching(AWARD), "later_award", Wording("另有近三年的获奖证书", "an older award beside a recent one"), (AWARD, "f.award"), ""
    )


def _system_renewed(papers: Papers, _rng: Random) -> Papers:
    """The certificate before the present one, of the same system, has ended."""
    one = papers.attached[free_paper(papers, SYSTEM)]
    before = replace(one, turn=Turn(day=date(2018, 3, 14)))
    after = replace(papers, attached=(*papers.attached, before)).touching(f"{SYSTEM}:{len(papers.attached)}")
    return noted(
        after, "system_renewed", Wording("原证书已过期，另有换发的证书", "an ended certificate beside its renewal"), (SYSTEM, "d.msc"), ""
    )


def _mark_renewed(papers: Papers, rng: Random) -> Papers:
    """The first certificate of the mark has ended; the proof of renewal is attached."""
    index = free_paper(papers, MARK)
    number = f"{rng.randint(3_000_000, 9_999_999)}"
    first = replace(papers.attached[index], layout=rng.choice((1, 2)), turn=Turn(number=number, day=date(2011, 7, 14)))
    renewed = replace(first, layout=3, turn=Turn(number=number, day=date(2021, 7, 14)))
    attached = (*papers.attached[:index], first, *papers.attached[index + 1 :], renewed)
    after = replace(papers, attached=attached).touching(f"{MARK}:{index}", f"{MARK}:{len(papers.attached)}")
    return noted(after, "mark_renewed", Wording("商标到期后已续展", "a trade mark renewed after its term"), (MARK, "e.brand_n"), number)


def _state_above_both(papers: Papers, rng: Random) -> Papers:
    """The state is above the applicant and above a recognised maker of the same product."""
    require_free(papers, GROUP_EQUITY, "a.group_flag")
    enterprise = papers.enterprise
    state = (enterprise.people.controller, "国有资产监督管理机构", WHOLE)
    tables = (held_by(enterprise.parent_company, state), held_by(enterprise.sister, state, number=2))
    product = rng.choice((enterprise.trade.similar_product, enterprise.trade.products[0]))
    after = recognised(papers, enterprise.sister, product, enterprise.trade.product_code).touching(GROUP_EQUITY, "a.group_flag")
    after = replace(after, equity=(*after.equity, *tables))
    return noted(
        after,
        "state_above_both",
        Wording("仅同受国家控股", "only the state holds both"),
        (GROUP_EQUITY, "a.group_flag"),
        enterprise.sister.name,
    )


def _recognition_lapsed(papers: Papers, _rng: Random) -> Papers:
    """The majority shareholder was recognised once, and its recognition has ended."""
    require_free(papers, "a.holding_flag")
    company, trade = papers.enterprise.parent_company, papers.enterprise.trade
    after = recognised(papers, company, trade.products[1], trade.product_code, LAPSED).touching("a.holding_flag")
    wording = Wording("控股股东的认定已过有效期", "a majority shareholder whose recognition has ended")
    return noted(after, "recognition_lapsed", wording, ("register.csv", "a.holding_flag"), company.name)


def _sister_of_other_trade(papers: Papers, rng: Random) -> Papers:
    """A sister company is recognised for a product of another trade."""
    require_free(papers, GROUP_EQUITY, "a.group_flag")
    enterprise = papers.enterprise
    other = rng.choice([trade for trade in TRADES if trade.product_code[:4] != enterprise.trade.product_code[:4]])
    table = held_by(
        enterprise.sister, (enterprise.parent_company.name, "企业法人", 7_000), (enterprise.people.inventors[2], "自然人", 3_000)
    )
    after = recognised(papers, enterprise.sister, other.products[0], other.product_code).touching(GROUP_EQUITY, "a.group_flag")
    after = replace(after, equity=(*after.equity, table))
    return noted(
        after,
        "sister_of_other_trade",
        Wording("同集团企业产品不同", "a sister company with another product"),
        (GROUP_EQUITY, "a.group_flag"),
        other.products[0],
    )


def _product_renewed(papers: Papers, rng: Random) -> Papers:
    """The certificate of a product has ended, and there is one of the same standard in force."""
    require_free(papers, PRODUCT)
    after = with_paper(papers, PRODUCT, rng, turn=Turn(day=date(2016, 5, 21)))
    after = replace(after, attached=(*after.attached, replace(after.attached[-1], turn=Turn(day=date(2021, 5, 14)))))
    after = after.touching(PRODUCT, f"{PRODUCT}:{len(after.attached) - 1}")
    return noted(
        after, "product_renewed", Wording("产品证书到期后已换发", "a product certificate and its renewal"), (PRODUCT, "d.prod_cert"), ""
    )


def _medium_by_revenue(papers: Papers, _rng: Random) -> Papers:
    wording = Wording("从业人员逾千而营业收入不足大型下限", "a thousand staff and revenue below the floor of large enterprises")
    return noted(papers, "medium_by_revenue", wording, ("form.json", "a.size"), str(papers.enterprise.staff[LAST][0]))


def _research_in_special_audit(papers: Papers, rng: Random) -> Papers:
    """The audit reports show no research expense, a special audit does; layouts that tell all three years."""
    require_free(papers, *(report.file for report in papers.reports.values()))
    if any(one.kind == SPECIAL and f"{SPECIAL}:{at}" in papers.touched for at, one in enumerate(papers.attached)) or "f.rd" in {
        touched.partition("@")[0] for touched in papers.touched
    }:
        return papers
    kept = replace(papers, attached=tuple(one for one in papers.attached if one.kind != SPECIAL))
    if len(kept.attached) != len(papers.attached) and any(":" in one for one in papers.touched):
        return papers  # places are counted: what others touched would move
    after = with_paper(kept, SPECIAL, rng, layouts=(2,))
    reports = {year: without_research(report) for year, report in after.reports.items()}
    after = replace(after, reports=reports).touching(*(report.file for report in reports.values()))
    return noted(
        after,
        "research_in_special_audit",
        Wording("研发费用见专项审计报告", "research shown by a special audit only"),
        (SPECIAL, "f.rd"),
        "",
    )


ALIKE: tuple[Alike, ...] = (
    _taxes_certified,
    _round_as_declared,
    _later_award,
    _system_renewed,
    _mark_renewed,
    _state_above_both,
    _recognition_lapsed,
    _sister_of_other_trade,
    _product_renewed,
    _medium_by_revenue,
    _research_in_special_audit,
)
