"""Defects inside the form that the papers of an ordinary sample do not plant: bounds, formulas, gaps, lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from docintel.domain.wording import Wording
from docintel.simulate.application import LAST
from docintel.simulate.application import NO
from docintel.simulate.application import Rows
from docintel.simulate.application import listed_patent
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.papers import FORM
from docintel.simulate.papers import FORM_COPY
from docintel.simulate.papers import Papers
from docintel.simulate.planting import Defect
from docintel.simulate.planting import Expected
from docintel.simulate.planting import Plant
from docintel.simulate.planting import changed
from docintel.simulate.planting import declare
from docintel.simulate.planting import free_cell
from docintel.simulate.planting import place
from docintel.simulate.planting import planted_figure
from docintel.simulate.relations import value_at
from docintel.simulate.truth import Planted

UNNAMED = Wording("?", "?")  # the catalogue puts the defect's own wording in


def _label(field: str, year: int | None, text: str, evidence: tuple[str, str], family: str) -> Planted:
    return Planted("", UNNAMED, FORM, field, year, text, *evidence, family, "none")


def not_recomputing(field: str, years: tuple[int | None, ...]) -> Plant:
    """A ratio or difference of the form moved away from what the same form gives."""

    def plant(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        free = [year for year in years if place(field, year) not in papers.touched]
        year = rng.choice(free or list(years))
        true = value_at(papers.online, field, year)
        moved = Decimal(true) + rng.choice((-1, 1)) * Decimal(rng.randint(137, 589)) / 100
        return planted_figure(papers, (field, year), str(moved), (FORM, true), Expected("recomputes"))

    return plant


def above(field: str, whole: str, family: str = "holds", *, people: bool = False) -> Plant:
    """A part that is more than its whole."""

    def plant(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        limit = Decimal(value_at(papers.online, whole, LAST))
        more = limit * rng.randint(103, 128) / 100
        text = str(int(more) + 1) if people else f"{more:.2f}"
        year = LAST if isinstance(papers.online[field], dict) else None
        return declare(papers, field, year, text), _label(field, year, text, (FORM, str(limit)), family)

    return plant


def niche_years_too_many(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """More years in the niche than since the registration."""
    years = LAST + 1 - papers.enterprise.registered.year + rng.randint(2, 9)
    day = papers.enterprise.registered.isoformat()
    return declare(papers, "c.years", None, str(years)), _label("c.years", None, str(years), (FORM, day), "holds")


def year_blank(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A year's cell is empty in both copies."""
    field, year = free_cell(papers, rng, ("b.tax", "b.loan", "b.staff"), FORM_YEARS[:-1])
    true = value_at(papers.online, field, year)
    return declare(papers, field, year, ""), _label(field, year, "", (FORM, true), "complete")


def slip_to_yi(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A figure in hundreds of millions where ten thousands are asked."""
    field, year = free_cell(papers, rng, ("b.assets", "b.liab"))
    true = value_at(papers.online, field, year)
    text = str(Decimal(true) / 10_000)
    return planted_figure(papers, (field, year), text, (f"审计报告{year}.pdf", true), Expected("agrees", "unit_slip"))


def _rows(papers: Papers, field: str) -> Rows:
    rows = papers.online[field]
    if not isinstance(rows, list):
        raise TypeError(f"{field} is not a list")
    return rows


def _with_rows(papers: Papers, field: str, rows: Rows) -> Papers:
    return replace(papers, online={**papers.online, field: rows}, printed={**papers.printed, field: rows})


def _patent_changed(key: str, change: Callable[[str, Random], str], family: str = "agrees") -> Plant:
    def plant(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        certificate = rng.choice([one for one in papers.certificates if one.file not in papers.touched])
        number, rows = certificate.patent.number, _rows(papers, "f.patents")
        true = next(row[key] for row in rows if row["number"] == number)
        text = change(true, rng)
        after = _with_rows(papers, "f.patents", [{**row, key: text} if row["number"] == number else row for row in rows])
        return after.touching(certificate.file), _label("f.patents", None, text, (certificate.file, true), family)

    return plant


def patent_listed_twice(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """One patent stands in two rows, and the counts with it."""
    patent = rng.choice(papers.enterprise.patents)
    rows = [*_rows(papers, "f.patents"), listed_patent(patent, papers.enterprise.company.name)]
    after = _with_rows(papers, "f.patents", rows)
    for field in ("f.ip1", "f.ip1_inv"):
        after = declare(after, field, None, str(len(rows)))
    return after, _label("f.patents", None, patent.number, (FORM, patent.number), "distinct")


def tick_differs(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A box is ticked otherwise in print."""
    field = rng.choice([name for name in ("h.six_bases", "g.supply", "h.ten") if name not in papers.touched])
    true = value_at(papers.online, field, None)
    after = replace(papers, printed=changed(papers.printed, field, None, NO)).touching(field)
    return after, Planted("", UNNAMED, FORM_COPY, field, None, true, FORM_COPY, NO, "copies", "none")


def capital_differs(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The form's capital is not the licence's."""
    true = value_at(papers.online, "a.reg_cap", None)
    text = f"{Decimal(true) + rng.choice((100, 200, 500, -100)):.2f}"
    return declare(papers, "a.reg_cap", None, text), _label("a.reg_cap", None, text, ("营业执照.pdf", true), "agrees")


def _other_day(day: str, rng: Random) -> str:
    return f"{int(day[:4]) - rng.randint(1, 2)}{day[4:8]}{'11' if day[8:] != '11' else '12'}"


def _after_cutoff(_day: str, rng: Random) -> str:
    return f"2023-{rng.randint(5, 9):02d}-{rng.randint(10, 28)}"


FORM_DEFECTS = (
    Defect("main_growth_wrong", Wording("主营业务收入增长率与表内数据不符", "growth of main revenue that does not recompute"), not_recomputing("b.main_growth", FORM_YEARS[1:]), ("F03",)),
    Defect("profit_growth_wrong", Wording("净利润增长率与表内数据不符", "growth of net profit that does not recompute"), not_recomputing("b.np_growth", FORM_YEARS[1:]), ("F07",)),
    Defect("mean_growth_wrong", Wording("平均增长率与表内数据不符", "a mean growth that does not recompute"), not_recomputing("c.mean_growth", (None,)), ("F04",)),
    Defect("debt_ratio_wrong", Wording("资产负债率与表内数据不符", "a debt ratio that does not recompute"), not_recomputing("b.debt_ratio", FORM_YEARS), ("F05",)),
    Defect("main_share_wrong", Wording("主营业务收入占比与表内数据不符", "a main revenue share that does not recompute"), not_recomputing("c.main_ratio", (None,)), ("F02",)),
    Defect("staff_share_wrong", Wording("研发人员占比与表内数据不符", "a share of R&D staff that does not recompute"), not_recomputing("f.rd_staff_ratio", (None,)), ("F06.2",)),
    Defect("net_assets_wrong", Wording("净资产不等于资产减负债", "net assets that are not assets less liabilities"), not_recomputing("b.net_assets", FORM_YEARS), ("F08", "A01")),
    Defect("rd_staff_above_staff", Wording("研发人员多于全职员工", "more R&D staff than staff"), above("b.rd_staff", "b.staff", people=True), ("F09",)),
    Defect("brand_above_revenue", Wording("自有品牌收入大于营业收入", "brand revenue above all revenue"), above("e.brand_rev", "b.rev"), ("F10",)),
    Defect("niche_years_too_many", Wording("从事细分市场年限长于成立年限", "more years in the niche than since registration"), niche_years_too_many, ("F13",)),
    Defect("year_blank", Wording("一个年度未填", "a year left empty"), year_blank, ("F16",)),
    Defect("slip_to_yi", Wording("应填万元处填了亿元", "a figure in hundred millions where ten thousand yuan are asked"), slip_to_yi, ("A01",)),
    Defect("patent_title_differs", Wording("专利名称与证书不一致", "another title than on the certificate"), _patent_changed("title", lambda title, _: f"{title[: len(title) // 2]}改进装置"), ("O07.5",)),
    Defect("patent_filed_otherwise", Wording("专利申请日与证书不一致", "another filing date than on the certificate"), _patent_changed("filing_date", _other_day), ("O07.5",)),
    Defect("patent_after_cutoff", Wording("专利在截止日之后授权", "a patent granted after the cutoff"), _patent_changed("grant_date", _after_cutoff, "dates"), ("O07.6", "O07.5")),
    Defect("patent_listed_twice", Wording("同一专利列了两次", "a patent listed twice"), patent_listed_twice, ("O07.10",)),
    Defect("tick_differs", Wording("线上与线下勾选不一致", "a tick that differs between the copies"), tick_differs, ("O13",)),
    Defect("capital_differs", Wording("注册资本与营业执照不一致", "another capital than on the licence"), capital_differs, ("O02.2",)),
)  # fmt: skip
