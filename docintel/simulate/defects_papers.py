"""Defects in the papers beside the form, and in what the form says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.simulate.application import NO
from docintel.simulate.application import YES
from docintel.simulate.application import Rows
from docintel.simulate.attaching import require_free
from docintel.simulate.codes import USCC_ALPHABET
from docintel.simulate.enterprise import Company
from docintel.simulate.enterprise import Stake
from docintel.simulate.figures import percent
from docintel.simulate.figures import yuan
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.papers import EQUITY
from docintel.simulate.papers import FORM
from docintel.simulate.papers import GROUP_EQUITY
from docintel.simulate.papers import HOLDERS
from docintel.simulate.papers import LICENCE
from docintel.simulate.papers import Certificate
from docintel.simulate.papers import EquityTable
from docintel.simulate.papers import Papers
from docintel.simulate.papers import Recognised
from docintel.simulate.planting import Defect
from docintel.simulate.planting import declare
from docintel.simulate.planting import report_of
from docintel.simulate.register import TERMS
from docintel.simulate.truth import Planted

REGISTER = "register.csv"
UNNAMED = Wording("?", "?")  # the catalogue puts the defect's own wording in


def _label(
    where: tuple[str, str, int | None], form_value: str, evidence: tuple[str | None, str | None], family: str, hypothesis: str = "none"
) -> Planted:
    return Planted("", UNNAMED, *where, form_value, *evidence, family, hypothesis)


def uscc_check_digit(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """One character of the credit code on the form is wrong: its check digit no longer fits."""
    code = papers.enterprise.company.uscc
    index = rng.randint(10, 15)
    wrong = rng.choice([char for char in USCC_ALPHABET if char != code[index]])
    text = code[:index] + wrong + code[index + 1 :]
    return declare(papers, "a.uscc", None, text), _label((FORM, "a.uscc", None), text, (LICENCE, code), "identifier", "digit_changed")


def legal_rep_differs(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The form names another legal representative than the licence."""
    people = papers.enterprise.people
    text = people.inventors[-1]
    label = _label((FORM, "a.legal_rep", None), text, (LICENCE, people.legal_representative), "agrees")
    return declare(papers, "a.legal_rep", None, text), label


def _free_patent(papers: Papers, rng: Random) -> Certificate:
    free = [one for one in papers.certificates if one.file not in papers.touched]
    if not free:
        raise UsageError("这些缺陷放不进同一份样例 / these defects do not fit into one sample: no free patent is left")
    return rng.choice(free)


def _with_patents(papers: Papers, rows: Rows) -> Papers:
    return replace(papers, online={**papers.online, "f.patents": rows}, printed={**papers.printed, "f.patents": rows})


def _listed(papers: Papers) -> Rows:
    rows = papers.online["f.patents"]
    if not isinstance(rows, list):
        raise TypeError("the list of patents is a list of rows")
    return rows


def patent_check_digit(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A patent number on the form ends in another check character than on its certificate."""
    certificate = _free_patent(papers, rng)
    number = certificate.patent.number
    text = number[:-1] + rng.choice([char for char in "0123456789X" if char != number[-1]])
    rows = [{**row, "number": text} if row["number"] == number else row for row in _listed(papers)]
    label = _label((FORM, "f.patents", None), text, (certificate.file, number), "identifier", "digit_changed")
    return _with_patents(papers, rows).touching(certificate.file), label


def patent_not_held(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A certificate names another company as the holder."""
    certificate, other = _free_patent(papers, rng), papers.enterprise.stranger.name
    certificates = tuple(replace(one, holder=other) if one is certificate else one for one in papers.certificates)
    label = _label((FORM, "f.patents", None), papers.enterprise.company.name, (certificate.file, other), "same_entity")
    return replace(papers, certificates=certificates).touching(certificate.file), label


def patent_missing_certificate(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A listed patent has no certificate among the attachments."""
    certificate = _free_patent(papers, rng)
    certificates = tuple(one for one in papers.certificates if one is not certificate)
    label = _label((FORM, "f.patents", None), certificate.patent.number, (None, None), "evidence")
    return replace(papers, certificates=certificates).touching(certificate.file), label


def class1_count_too_high(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """More class-I rights are claimed than are listed."""
    listed = len(_listed(papers))
    text = str(listed + 1)
    after = declare(declare(papers, "f.ip1", None, text), "f.ip1_inv", None, text)
    return after, _label((FORM, "f.ip1", None), text, (FORM, str(listed)), "holds")


def audit_year_missing(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """One of the three audit reports was not submitted."""
    year = rng.choice([year for year in (2020, 2021) if report_of(year) not in papers.touched])
    reports = {key: report for key, report in papers.reports.items() if key != year}
    return replace(papers, reports=reports).touching(report_of(year)), _label((report_of(year), "", year), "", (None, None), "evidence")


def restated_prior_year(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The report of 2022 shows revenue and cost of 2021 lower by one amount than the report of 2021, and no note says why."""
    report = papers.reports[2022]
    lines = dict(report.prior.statements[CONSOLIDATED])
    true = lines["revenue"]
    moved = lines["main_revenue"] * rng.randint(15, 32) // 1000 + rng.randint(1, 9_999)
    for key in ("revenue", "total_revenue", "main_revenue", "cost_of_revenue", "main_cost", "total_cost"):
        lines[key] -= moved
    statements = {**report.prior.statements, CONSOLIDATED: lines}
    prior = replace(
        report.prior, statements=statements, revenues=_less(report.prior.revenues, moved), costs=_less(report.prior.costs, moved)
    )
    after = replace(papers, reports={**papers.reports, 2022: replace(report, prior=prior)}).touching(report_of(2021), report_of(2022))
    label = _label((report_of(2022), "revenue", 2021), yuan(lines["revenue"]), (report_of(2021), yuan(true)), "restated", "restated")
    return after, label


def _less(parts: tuple[int, ...], moved: int) -> tuple[int, ...]:
    return (parts[0] - moved, *parts[1:])


def _recognised(papers: Papers, company: Company, product: str) -> Papers:
    start, end = TERMS["第四批"]
    row = Recognised(company.name, company.uscc, "第四批", product, papers.enterprise.trade.product_code, start, end)
    return replace(papers, register=(*papers.register[:4], row, *papers.register[4:]))


def holding_recognised(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The majority shareholder is on the register; the form says that there is no such relation."""
    enterprise = papers.enterprise
    after = _recognised(papers, enterprise.parent_company, enterprise.trade.products[1]).touching("a.holding_flag")
    label = _label((FORM, "a.holding_flag", None), NO, (REGISTER, f"{YES}：{enterprise.parent_company.name}"), "ownership")
    return after, label


def same_group_product(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """A sister company under the same majority shareholder is recognised for a similar product; the form says that there is none."""
    require_free(papers, GROUP_EQUITY, HOLDERS)
    enterprise = papers.enterprise
    capital, majority = 2_000_000_000, 7_200
    founder = Stake(enterprise.people.controller, "自然人", capital * (10_000 - majority) // 10_000, 10_000 - majority)
    stakes = (Stake(enterprise.parent_company.name, "企业法人", capital * majority // 10_000, majority), founder)
    table = EquityTable(enterprise.sister.name, enterprise.sister.uscc, stakes, date(2023, 3, 15), GROUP_EQUITY)
    after = _recognised(papers, enterprise.sister, enterprise.trade.similar_product).touching("a.group_flag", GROUP_EQUITY, HOLDERS)
    label = _label((FORM, "a.group_flag", None), NO, (REGISTER, f"{YES}：{enterprise.sister.name}"), "products")
    return replace(after, equity=(*after.equity, table)), label


def share_sum(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The table of shareholders adds up to 98 %."""
    table = papers.equity[0]
    last = table.stakes[-1]
    short = replace(last, share=last.share - 200, amount=papers.enterprise.group.capital * (last.share - 200) // 10_000)
    stakes = (*table.stakes[:-1], short)
    total = percent_total(stakes)
    after = replace(papers, equity=(replace(table, stakes=stakes), *papers.equity[1:])).touching(EQUITY)
    return after, _label((EQUITY, "shareholder_share", None), total, (EQUITY, "100.00"), "holds")


def percent_total(stakes: tuple[Stake, ...]) -> str:
    """The sum of shares as printed."""
    return percent(sum((stake.fraction for stake in stakes), start=stakes[0].fraction * 0))


PAPER_DEFECTS = (
    Defect("uscc_check_digit", Wording("统一社会信用代码错一位", "one wrong character in the credit code"), uscc_check_digit, ("F14",)),
    Defect(
        "legal_rep_differs",
        Wording("法定代表人与营业执照不一致", "another legal representative than on the licence"),
        legal_rep_differs,
        ("O02.2",),
    ),
    Defect("patent_check_digit", Wording("专利号校验位错误", "a patent number with a wrong check digit"), patent_check_digit, ("O07.2",)),
    Defect("patent_not_held", Wording("专利权人为其他企业", "a patent held by another company"), patent_not_held, ("O07.4",)),
    Defect(
        "patent_missing_certificate",
        Wording("清单中的专利缺少证书", "a listed patent without its certificate"),
        patent_missing_certificate,
        ("O07.3",),
    ),
    Defect(
        "class1_count_too_high",
        Wording("Ⅰ类知识产权数多于清单", "more class-I rights claimed than listed"),
        class1_count_too_high,
        ("O07.1",),
    ),
    Defect(
        "audit_year_missing",
        Wording("缺少一个年度的审计报告", "the audit report of one year is absent"),
        audit_year_missing,
        ("A05",),
        ("A07", "A11"),
    ),
    Defect(
        "restated_prior_year",
        Wording("上年比较数与上年报告不一致且无说明", "a comparison column restated without a note"),
        restated_prior_year,
        ("A09",),
    ),
    Defect(
        "holding_recognised",
        Wording("控股股东为已认定的小巨人企业", "the majority shareholder is a recognised enterprise"),
        holding_recognised,
        ("OWN-2",),
    ),
    Defect(
        "same_group_product",
        Wording("同集团企业以相似主导产品获得认定", "a sister company recognised for a similar product"),
        same_group_product,
        ("OWN-3",),
    ),
    Defect("share_sum", Wording("股东持股比例合计不足百分之百", "shares that do not add up to 100 %"), share_sum, ("OWN-9",), ("O02.5",)),
)
