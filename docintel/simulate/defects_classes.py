"""Defects of kind and class on the form and between papers: sizes, regions, legal forms, ratios of a whole, types of patents, misnamed files."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.simulate.application import LAST
from docintel.simulate.application import Rows
from docintel.simulate.attaching import UNNAMED
from docintel.simulate.attaching import free_paper
from docintel.simulate.attaching import label_of
from docintel.simulate.attaching import label_on_form
from docintel.simulate.attaching import require_free
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.evidence.kinds import EVIDENCE
from docintel.simulate.figures import wan
from docintel.simulate.papers import LICENCE
from docintel.simulate.papers import Papers
from docintel.simulate.planting import Defect
from docintel.simulate.planting import Plant
from docintel.simulate.planting import declare
from docintel.simulate.relations import value_at
from docintel.simulate.truth import Planted
from docintel.simulate.words import PLACES
from docintel.simulate.words import TRADES

PUBLICITY, SYSTEM, PRODUCT = "credit_publicity_report", "system_certificate", "product_certificate"


def size_wrong(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The class is one step off: a medium enterprise is called small, a small one medium."""
    require_free(papers, "a.size")
    true = value_at(papers.online, "a.size", None)
    text = "小型" if true == "中型" else "中型"
    return declare(papers, "a.size", None, text), label_on_form("a.size", None, text, true, "sized")


def declared_large(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The enterprise calls itself large."""
    require_free(papers, "a.size")
    true = value_at(papers.online, "a.size", None)
    return declare(papers, "a.size", None, "大型"), label_on_form("a.size", None, "大型", true, "titled")


def other_region(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The place of registration is in another province than the code's."""
    require_free(papers, "a.reg_place")
    true = value_at(papers.online, "a.reg_place", None)
    other = rng.choice([place for place in PLACES if place.province != papers.enterprise.place.province])
    text = other.province + other.city + other.district
    return declare(papers, "a.reg_place", None, text), label_on_form("a.reg_place", None, text, true, "coded")


def other_legal_form(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The licence has another legal form than the name."""
    require_free(papers, LICENCE)
    joint = "股份" in papers.licence.name
    form = "有限责任公司(自然人投资或控股)" if joint else "股份有限公司(非上市、自然人投资或控股)"
    after = replace(papers, licence=replace(papers.licence, form=form)).touching(LICENCE)
    return after, Planted("", UNNAMED, LICENCE, "", None, form, None, papers.enterprise.company.name, "coded", "none")


def times_100(field: str) -> Plant:
    """A share of a whole is a hundred times too large."""

    def plant(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
        require_free(papers, field)
        true = value_at(papers.online, field, None)
        text = str(Decimal(true) * 100)
        return declare(papers, field, None, text), label_on_form(field, None, text, true, "holds")

    return plant


def _rows(papers: Papers, field: str) -> Rows:
    rows = papers.online[field]
    if not isinstance(rows, list):
        raise TypeError(f"{field} is not a list")
    return rows


def _with_rows(papers: Papers, field: str, rows: Rows) -> Papers:
    return replace(papers, online={**papers.online, field: rows}, printed={**papers.printed, field: rows})


def top_share_times_100(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A top product's share is a hundred times too large."""
    require_free(papers, "c.top3")
    rows, at = _rows(papers, "c.top3"), rng.randrange(3)
    text = str(Decimal(rows[at]["share"]) * 100)
    after = _with_rows(papers, "c.top3", [{**row, "share": text} if index == at else row for index, row in enumerate(rows)])
    return after.touching("c.top3"), label_on_form("c.top3", None, text, rows[at]["share"], "holds")


def top_product_above_revenue(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """One product is said to bring more than all of revenue."""
    require_free(papers, "c.top3")
    rows = _rows(papers, "c.top3")
    revenue = papers.enterprise.lines(LAST)["revenue"] * rng.randint(108, 140) // 100
    text = wan(revenue)
    after = _with_rows(papers, "c.top3", [{**rows[0], "revenue": text}, *rows[1:]])
    return after.touching("c.top3"), label_on_form("c.top3", None, text, rows[0]["revenue"], "holds")


def supply_without_names(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """Direct supply is declared and nobody named."""
    require_free(papers, "g.supply", "g.supply_names")
    true = value_at(papers.online, "g.supply_names", None)
    after = declare(papers, "g.supply_names", None, "").touching("g.supply")
    return after, label_on_form("g.supply", None, "", true, "answered")


def patent_of_other_type(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """An invention is listed as a utility model, which its number contradicts."""
    free = [one for one in papers.certificates if one.file not in papers.touched]
    require_free(papers, *(() if free else ("f.patents",)))
    chosen = rng.choice(free)
    rows = [{**row, "type": "实用新型"} if row["number"] == chosen.patent.number else row for row in _rows(papers, "f.patents")]
    return _with_rows(papers, "f.patents", rows).touching(chosen.file), label_on_form("f.patents", None, "实用新型", "发明专利", "coded")


def scope_of_other_product(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """Every certificate, of a system or a product, covers products of another trade; no further one bears the applicant's product out."""
    free_paper(papers, SYSTEM)
    places = [PRODUCT, *(f"{one.kind}:{at}" for at, one in enumerate(papers.attached) if one.kind in (SYSTEM, PRODUCT))]
    require_free(papers, *places)
    other = rng.choice([trade for trade in TRADES if trade.division != papers.enterprise.trade.division])
    attached = tuple(
        replace(one, told=replace(one.told, trade=replace(one.told.trade, products=other.products)))
        if one.kind in (SYSTEM, PRODUCT)
        else one
        for one in papers.attached
    )
    return replace(papers, attached=attached).touching(*places), label_of(SYSTEM, other.products[0], "mentions")


def holders_short_of_capital(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The register's holders do not make up its capital: one is missing from its list. Of a joint-stock company it lists the founders only."""
    if "股份有限公司" in papers.enterprise.company.name:
        raise UsageError("股份有限公司的公示报告只列发起人 / the register of a joint-stock company lists its founders only")
    index = free_paper(papers, PUBLICITY)
    one = papers.attached[index]
    told: Enterprise = replace(one.told, stakes=one.told.stakes[:-1])
    attached = (*papers.attached[:index], replace(one, told=told), *papers.attached[index + 1 :])
    return replace(papers, attached=attached).touching(f"{PUBLICITY}:{index}"), label_of(PUBLICITY, wan(told.stakes[-1].amount), "holds")


def named_as_other_kind(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The special audit is attached under the name of the tax return."""
    index = free_paper(papers, "rd_special_audit")
    one = papers.attached[index]
    file = f"{EVIDENCE[one.kind].name}{one.layout}.pdf"
    name = f"{EVIDENCE['tax_return'].name}.pdf"
    after = replace(papers, called={**papers.called, file: name}).touching(f"{one.kind}:{index}")
    return after, Planted("", UNNAMED, name, "", None, name, None, file, "named", "none")


def certificate_misnamed(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The patent certificate lies in a file named as the business licence, beside the licence."""
    chosen = papers.certificates[0].file
    require_free(papers, chosen, LICENCE)
    name = "营业执照正本.pdf"
    after = replace(papers, called={**papers.called, chosen: name}).touching(chosen)
    return after, Planted("", UNNAMED, name, "", None, name, None, chosen, "named", "none")


def cash_per_head_odd(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """So few staff are declared for one year that each would have been paid more than a million."""
    year = FORM_YEARS[0]
    require_free(papers, f"b.staff@{year}", f"b.rd_staff@{year}")
    payroll = papers.enterprise.lines(year)["cash_payroll"]
    text = str(max(1, payroll // 130_000_000))
    true = value_at(papers.online, "b.staff", year)
    after = declare(declare(papers, "b.staff", year, text), "b.rd_staff", year, "1")
    return after, replace(label_on_form("b.staff", year, text, true, "holds"), evidence_file=papers.reports[year].file)


CLASS_DEFECTS = (
    Defect("size_wrong", Wording("企业规模与划型标准不一致", "another size than its staff and revenue make"), size_wrong, ("F12.1",)),
    Defect("declared_large", Wording("企业规模填为大型", "a large enterprise by its own word"), declared_large, ("F12.2",), ("F12.1",)),
    Defect("other_region", Wording("注册地与信用代码登记地区不一致", "a place outside the region of the code"), other_region, ("F14.2",)),
    Defect("other_legal_form", Wording("企业名称与公司类型不一致", "another legal form than the name's"), other_legal_form, ("F14.3",)),
    Defect("main_ratio_times_100", Wording("主营业务收入占比填大了一百倍", "a main revenue share a hundred times too large"), times_100("c.main_ratio"), ("F17.1",), ("F02",)),
    Defect("staff_ratio_times_100", Wording("研发人员占比填大了一百倍", "a share of R&D staff a hundred times too large"), times_100("f.rd_staff_ratio"), ("F17.2",), ("F06.2",)),
    Defect("top_share_times_100", Wording("主要产品占比填大了一百倍", "a top product's share a hundred times too large"), top_share_times_100, ("F17.4",), ("F11.2",)),
    Defect("top_product_above_revenue", Wording("单项产品收入大于营业收入", "one product above all revenue"), top_product_above_revenue, ("F11.3",), ("F11.1", "F11.2")),
    Defect("supply_without_names", Wording("填有直接配套而未列企业", "direct supply without names"), supply_without_names, ("F19.3",)),
    Defect("patent_of_other_type", Wording("专利类型与专利号不一致", "a type that the patent's number contradicts"), patent_of_other_type, ("O07.13",), ("O07.5",)),
    Defect("scope_of_other_product", Wording("认证范围与主导产品无关", "a certificate whose scope is other products"), scope_of_other_product, ("O05.3",)),
    Defect("holders_short_of_capital", Wording("公示报告股东出资合计不足注册资本", "holders in the register short of its capital"), holders_short_of_capital, ("O02.6",), ("O02.5",)),
    Defect("named_as_other_kind", Wording("专项审计报告误命名为纳税申报表", "a special audit under the name of a tax return"), named_as_other_kind, ("E01",)),
    Defect("certificate_misnamed", Wording("专利证书误命名为营业执照", "a patent certificate under the name of a licence"), certificate_misnamed, ("E01",)),
    Defect("cash_per_head_odd", Wording("员工数与职工薪酬明显不符", "a headcount that the payroll contradicts"), cash_per_head_odd, ("A08.29",)),
)  # fmt: skip
