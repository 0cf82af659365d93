"""Defects of time: certificates that had ended by the cutoff, papers older than they may be; numbers of certificates in no known shape."""

from __future__ import annotations

from datetime import date
from random import Random

from docintel.domain.wording import Wording
from docintel.simulate.attaching import label_of
from docintel.simulate.attaching import require_free
from docintel.simulate.attaching import turned
from docintel.simulate.attaching import with_paper
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.papers import Papers
from docintel.simulate.planting import Defect
from docintel.simulate.planting import Plant
from docintel.simulate.truth import Planted
from docintel.simulate.turns import Turn

SYSTEM, PRODUCT, MARK = "system_certificate", "product_certificate", "trademark_certificate"
CREDIT, AWARD, ROUND, SHARE = "credit_china_report", "award", "financing_agreement", "market_share_statement"


def _day(rng: Random, first: int, last: int) -> date:
    return date(rng.randint(first, last), rng.randint(1, 12), rng.choice((7, 14, 21, 28)))


def paper_of_day(kind: str, family: str, years: tuple[int, int]) -> Plant:
    """The paper of a kind that is attached is of a day in `years`."""

    def plant(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        day = _day(rng, *years)
        return turned(papers, kind, Turn(day=day)), label_of(kind, day.isoformat(), family)

    return plant


def one_more_of_day(kind: str, family: str, years: tuple[int, int]) -> Plant:
    """The only paper of a kind is of a day in `years`."""

    def plant(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        require_free(papers, kind)
        day = _day(rng, *years)
        return with_paper(papers, kind, rng, turn=Turn(day=day)).touching(kind), label_of(kind, day.isoformat(), family)

    return plant


def credit_report_stale(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The credit report was drawn up long before the window."""
    day = date(2022, rng.randint(2, 9), rng.randint(1, 28))
    return turned(papers, CREDIT, Turn(day=day)), label_of(CREDIT, day.isoformat(), "dates")


def share_of_other_year(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The statement of market share is of an earlier year."""
    year = rng.choice(FORM_YEARS[:-1])
    return turned(papers, SHARE, Turn(year=year)), label_of(SHARE, str(year), "dates")


def numbered(kind: str, told: tuple[str, ...], layouts: tuple[int, ...] = ()) -> Plant:
    """A certificate of a kind has a number of no known shape, one of `told`."""

    def plant(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        number = rng.choice(told)
        if any(one.kind == kind and f"{kind}:{at}" not in papers.touched for at, one in enumerate(papers.attached)):
            after = turned(papers, kind, Turn(number=number), layouts)
        else:
            require_free(papers, kind)
            after = with_paper(papers, kind, rng, turn=Turn(number=number), layouts=layouts).touching(kind)
        return after, label_of(kind, number, "shaped")

    return plant


DAY_DEFECTS = (
    Defect("system_certificate_expired", Wording("管理体系证书在截止日已过期", "a system certificate that had ended by the cutoff"), paper_of_day(SYSTEM, "dates", (2017, 2019)), ("O05.2",)),
    Defect("product_certificate_expired", Wording("产品认证证书在截止日已过期", "a product certificate that had ended by the cutoff"), one_more_of_day(PRODUCT, "dates", (2015, 2017)), ("O05.2",)),
    Defect("trademark_expired", Wording("商标在截止日已过有效期", "a trade mark that had ended by the cutoff"), paper_of_day(MARK, "dates", (2010, 2012)), ("O04.2",)),
    Defect("credit_report_stale", Wording("信用报告出具过早", "a credit report drawn up too early"), credit_report_stale, ("O11.3",)),
    Defect("share_of_other_year", Wording("占有率证明为以前年度", "a statement of market share of an earlier year"), share_of_other_year, ("O06.5",)),
    Defect("award_too_old", Wording("获奖证书早于近三年", "an award of more than three years ago"), one_more_of_day(AWARD, "dates", (2016, 2019)), ("O10.5",)),
    Defect("round_too_old", Wording("增资协议早于近三年", "an investment agreement of more than three years ago"), one_more_of_day(ROUND, "dates", (2016, 2019)), ("O09.5",)),
    Defect("trademark_number_odd", Wording("商标注册号不符合编号规则", "a trade mark number of no known shape"), numbered(MARK, ("2016318842",)), ("O04.4",)),
    Defect("system_number_odd", Wording("体系认证证书编号不符合编号规则", "a system certificate number of no known shape"), numbered(SYSTEM, ("20213308", "0174402")), ("O05.6",)),
    Defect("product_number_odd", Wording("产品认证证书编号不符合编号规则", "a product certificate number of no known shape"), numbered(PRODUCT, ("2021010388", "202101031234567"), (1, 4)), ("O05.7",)),
    Defect("software_number_odd", Wording("软件著作权登记号不符合编号规则", "a software registration number of no known shape"), numbered("software_copyright", ("2021SR01234", "2020SR012345678")), ("O07.11",)),
    Defect("ip_number_odd", Wording("其他知识产权编号不符合编号规则", "a number of another right of no known shape"), numbered("ip_certificate", ("BS.2151", "BS.21512"), (1,)), ("O07.12",)),
)  # fmt: skip
