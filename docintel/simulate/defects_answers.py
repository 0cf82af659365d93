"""Defects in the answers of the form: lists, ticks and lengths, and claims that nothing attached proves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.simulate.application import LAST
from docintel.simulate.application import NO
from docintel.simulate.application import YES
from docintel.simulate.application import Rows
from docintel.simulate.attaching import free_paper
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.figures import growth
from docintel.simulate.figures import percent
from docintel.simulate.figures import wan
from docintel.simulate.papers import FORM
from docintel.simulate.papers import Papers
from docintel.simulate.planting import Defect
from docintel.simulate.planting import Expected
from docintel.simulate.planting import Plant
from docintel.simulate.planting import declare
from docintel.simulate.planting import free_cell
from docintel.simulate.planting import place
from docintel.simulate.planting import planted_figure
from docintel.simulate.planting import report_of
from docintel.simulate.relations import value_at
from docintel.simulate.truth import Planted
from docintel.simulate.truth import statement_value
from docintel.simulate.words import TRADES

UNNAMED = Wording("?", "?")  # the catalogue puts the defect's own wording in
LONG = "公司围绕产业链关键环节持续攻关，产品已在多家整机企业批量应用。"
SYSTEM, SHARE, AWARD = "system_certificate", "market_share_statement", "award"


def _label(field: str, year: int | None, text: str, true: str, family: str, hypothesis: str = "none") -> Planted:
    return Planted("", UNNAMED, FORM, field, year, text, FORM, true, family, hypothesis)


def answered(field: str, told: Callable[[Papers, Random], str], family: str, proof: str = "") -> Plant:
    """Both copies of the form answer otherwise; no paper of the kind `proof`, which would bear it out, comes beside."""

    def plant(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        places = (field, proof) if proof else (field,)
        _require_free(papers, *places)
        true, text = value_at(papers.online, field, None), told(papers, rng)
        return declare(papers, field, None, text).touching(*places), _label(field, None, text, true, family)

    return plant


def _require_free(papers: Papers, *fields: str) -> None:
    taken = [field for field in fields if field in papers.touched]
    if taken:
        raise UsageError(f"这些缺陷放不进同一份样例 / these defects do not fit into one sample: {', '.join(taken)}")


def _rows(papers: Papers, field: str) -> Rows:
    rows = papers.online[field]
    if not isinstance(rows, list):
        raise TypeError(f"{field} is not a list")
    return rows


def _with_rows(papers: Papers, field: str, rows: Rows) -> Papers:
    return replace(papers, online={**papers.online, field: rows}, printed={**papers.printed, field: rows}).touching(field)


def top_products_above_main(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The three top products are said to bring more than all of main revenue; each share recomputes."""
    _require_free(papers, "c.top3")
    books, rows = papers.enterprise.lines(LAST), _rows(papers, "c.top3")
    others = sum(round(Decimal(row["revenue"]) * 1_000_000) for row in rows[1:])
    revenue = books["main_revenue"] - others + books["main_revenue"] * rng.randint(3, 9) // 100
    first = {**rows[0], "revenue": wan(revenue), "share": percent(Fraction(revenue, books["revenue"]))}
    after = _with_rows(papers, "c.top3", [first, *rows[1:]])
    return after, _label("c.top3", None, first["revenue"], rows[0]["revenue"], "holds")


def top_share_wrong(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The share of a top product does not recompute."""
    _require_free(papers, "c.top3")
    rows = _rows(papers, "c.top3")
    text = str(Decimal(rows[0]["share"]) - Decimal(rng.randint(311, 777)) / 100)
    after = _with_rows(papers, "c.top3", [{**rows[0], "share": text}, *rows[1:]])
    return after, _label("c.top3", None, text, rows[0]["share"], "recomputes")


def relation_without_names(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """A holding relation is declared and nobody named."""
    _require_free(papers, "a.holding_flag")
    return declare(papers, "a.holding_flag", None, YES), _label("a.holding_flag", None, YES, NO, "answered")


def group_named_though_none(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """No enterprise of the group is declared and one named."""
    _require_free(papers, "a.group_flag")
    text = papers.enterprise.sister.name
    return declare(papers, "a.group_names", None, text).touching("a.group_flag"), _label("a.group_names", None, text, "", "answered")


def main_above_revenue(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """Main revenue is more than all revenue."""
    field, year = free_cell(papers, rng, ("b.main_rev",))
    text = f"{Decimal(value_at(papers.online, 'b.rev', year)) * rng.randint(103, 117) / 100:.2f}"
    evidence = (report_of(year), value_at(papers.online, field, year))
    return planted_figure(papers, (field, year), text, evidence, Expected("agrees"))


def from_line(field: str, line: str) -> Plant:
    """A figure from a neighbouring line of the statement."""

    def plant(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        own = value_at(papers.online, field, LAST)
        _, year = free_cell(papers, rng, (field,), fit=lambda _, year: wan(statement_value(papers.enterprise, year, line)) != own)
        text = wan(statement_value(papers.enterprise, year, line))
        return planted_figure(papers, (field, year), text, (report_of(year), value_at(papers.online, field, year)), Expected("agrees", "sibling_line"))  # fmt: skip

    return plant


def swapped_years(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """Two years stand in each other's column."""
    field, year = free_cell(papers, rng, ("b.assets", "b.net_profit", "f.rd"), FORM_YEARS[:-1])
    if place(field, year + 1) in papers.touched:
        raise UsageError(f"这些缺陷放不进同一份样例 / these defects do not fit into one sample: {field}")
    one, other = value_at(papers.online, field, year), value_at(papers.online, field, year + 1)
    after, label = planted_figure(papers, (field, year), other, (report_of(year), one), Expected("agrees", "swapped_columns"))
    return declare(after, field, year + 1, one), label


def growth_of_all_revenue(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The growth of main revenue is that of all revenue."""
    books = {year: papers.enterprise.lines(year)["revenue"] for year in FORM_YEARS}
    true = {year: value_at(papers.online, "b.main_growth", year) for year in FORM_YEARS}

    def told(year: int) -> str:
        return percent(growth(books[year], books[year - 1]))

    _, year = free_cell(papers, rng, ("b.main_growth",), FORM_YEARS[1:], lambda _, year: abs(Decimal(told(year)) - Decimal(true[year])) > 1)
    return planted_figure(papers, ("b.main_growth", year), told(year), (FORM, true[year]), Expected("recomputes"))


def thousands(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A figure in thousands of yuan where ten thousands are asked."""
    field, year = free_cell(papers, rng, ("b.rev", "b.assets", "b.liab", "f.rd"))
    true = value_at(papers.online, field, year)
    return planted_figure(papers, (field, year), f"{Decimal(true) * 10:.1f}", (report_of(year), true), Expected("agrees", "unit_slip"))


def share_times_100(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The market share is a hundred times too large, and its statement says what is right."""
    _require_free(papers, "e.share")
    index = free_paper(papers, SHARE)
    true = value_at(papers.online, "e.share", None)
    text = str(int(Decimal(true) * 100))
    after = declare(papers, "e.share", None, text).touching(f"{SHARE}:{index}")
    return after, _label("e.share", None, text, true, "holds", "percent_slip")


def certificate_not_attached(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """A management system is ticked whose certificate is not there."""
    index = next((at for at, one in reversed(list(enumerate(papers.attached))) if one.kind == SYSTEM and f"{SYSTEM}:{at}" not in papers.touched), None)  # fmt: skip
    if index is None:
        raise UsageError(f"没有可改的材料 / no paper to plant this in: {SYSTEM}")
    after = replace(papers, attached=(*papers.attached[:index], *papers.attached[index + 1 :]))
    return after.touching(f"{SYSTEM}:{index - 1}"), _label("d.msc", None, value_at(papers.online, "d.msc", None), "", "ticked")


def patent_of_subsidiary(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A listed patent belongs to the subsidiary."""
    free = [one for one in papers.certificates if one.file not in papers.touched]
    if not free:
        raise UsageError("这些缺陷放不进同一份样例 / these defects do not fit into one sample: no free patent is left")
    chosen, other = rng.choice(free), papers.enterprise.subsidiary.name
    certificates = tuple(replace(one, holder=other) if one is chosen else one for one in papers.certificates)
    label = Planted("", UNNAMED, FORM, "f.patents", None, papers.enterprise.company.name, chosen.file, other, "same_entity", "none")
    return replace(papers, certificates=certificates).touching(chosen.file), label


def filed_after_granted(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A listed patent was filed after it was granted."""
    free = [one for one in papers.certificates if one.file not in papers.touched]
    if not free:
        raise UsageError("这些缺陷放不进同一份样例 / these defects do not fit into one sample: no free patent is left")
    patent = rng.choice(free)
    text = patent.patent.granted.replace(year=patent.patent.granted.year + 1, day=min(28, patent.patent.granted.day)).isoformat()
    rows = [{**row, "filing_date": text} if row["number"] == patent.patent.number else row for row in _rows(papers, "f.patents")]
    after = replace(papers, online={**papers.online, "f.patents": rows}, printed={**papers.printed, "f.patents": rows})
    return after.touching(patent.file), _label("f.patents", None, text, patent.patent.filed.isoformat(), "dates")


def _other_division(papers: Papers, rng: Random) -> str:
    other = rng.choice([trade for trade in TRADES if trade.division != papers.enterprise.trade.division])
    return f"{other.division} {other.division_name}"


ANSWER_DEFECTS = (
    Defect("top_products_above_main", Wording("前三项产品收入合计大于主营业务收入", "top products above main revenue"), top_products_above_main, ("F11.1",)),
    Defect("top_share_wrong", Wording("主要产品占比与表内数据不符", "a top product's share that does not recompute"), top_share_wrong, ("F11.2",)),
    Defect("relation_without_names", Wording("填有控股关系而未列企业", "a holding relation without names"), relation_without_names, ("F19.1",)),
    Defect("group_named_though_none", Wording("填无同集团企业而列有名称", "a group enterprise named though none is declared"), group_named_though_none, ("F19.2",)),
    Defect("division_differs", Wording("细分领域代码不属于所填行业", "a niche outside the industry declared"), answered("a.ind2", _other_division, "nested"), ("F15",)),
    Defect("text_too_long", Wording("产业链说明超过规定字数", "a text longer than its field allows"), answered("g.gap_text", lambda _, rng: LONG * rng.randint(11, 14), "lengths"), ("F20",)),
    Defect("main_above_revenue", Wording("主营业务收入大于营业收入", "main revenue above all revenue"), main_above_revenue, ("F01", "A01")),
    Defect("parent_profit", Wording("净利润填了归母净利润", "the parent's profit for net profit"), from_line("b.net_profit", "net_profit_parent"), ("A01",)),
    Defect("current_liabilities", Wording("负债总额填了流动负债合计", "current liabilities for all liabilities"), from_line("b.liab", "total_current_liabilities"), ("A01",)),
    Defect("swapped_years", Wording("两个年度的数填反", "two years exchanged"), swapped_years, ("A01",)),
    Defect("growth_of_all_revenue", Wording("主营增长率按营业收入计算", "growth of main revenue taken from all revenue"), growth_of_all_revenue, ("F03",)),
    Defect("slip_to_thousands", Wording("应填万元处填了千元", "a figure in thousands where ten thousands are asked"), thousands, ("A01",)),
    Defect("share_times_100", Wording("市场占有率填大了一百倍", "a market share a hundred times too large"), share_times_100, ("F17.3", "O06.1")),
    Defect("certificate_not_attached", Wording("勾选的体系认证没有证书", "a ticked system without its certificate"), certificate_not_attached, ("O05.4",)),
    Defect("product_certificate_absent", Wording("勾选的产品认证没有证书", "a ticked product certificate that is absent"), answered("d.prod_cert", lambda *_: "UL", "ticked"), ("O05.5",)),
    Defect("award_without_proof", Wording("填报的国家级奖励没有证书", "a national award without its certificate"), answered("f.award", lambda *_: YES, "ticked", AWARD), ("O10.1",)),
    Defect("maker_award_without_proof", Wording("填报的“创客中国”奖项没有证书", "a Maker in China award without its certificate"), answered("f.makers", lambda *_: YES, "ticked"), ("O10.2",)),
    Defect("institution_overstated", Wording("研发机构级别高于认定文件", "an institution above its recognition"), answered("f.rd_org", lambda *_: "国家级", "ticked"), ("O17.1",)),
    Defect("no_provincial_title", Wording("未获省级专精特新认定", "no provincial recognition"), answered("i.prov_title", lambda *_: NO, "titled"), ("O12",)),
    Defect("patent_of_subsidiary", Wording("专利权人为子公司", "a patent of the subsidiary"), patent_of_subsidiary, ("O07.4",)),
    Defect("filed_after_granted", Wording("申请日晚于授权日", "filed after it was granted"), filed_after_granted, ("O07.7", "O07.5")),
)  # fmt: skip
