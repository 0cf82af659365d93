"""Defects in the papers of evidence: each is drawn as another enterprise, or another state of this one, would have it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.simulate.application import LAST
from docintel.simulate.books import Lines
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.papers import Papers
from docintel.simulate.planting import Defect
from docintel.simulate.planting import Plant
from docintel.simulate.truth import Planted
from docintel.simulate.words import TRADES

UNNAMED = Wording("?", "?")  # the catalogue puts the defect's own wording in
WITH_BASIC_FACTS = (1, 3)  # layouts of the tax return with the form A000000, which alone tells the staff
Telling = Callable[[Enterprise, Random], Enterprise]


def told_otherwise(
    kind: str, family: str, told: Telling, seen: Callable[[Enterprise], str], field: str = "", layouts: tuple[int, ...] = ()
) -> Plant:
    """The paper of a kind tells of a changed enterprise; `seen` is the value that differs, `field` where the form says it.

    `layouts` are those that print the value, where not all do.
    """

    def plant(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        index = next((at for at, one in enumerate(papers.attached) if one.kind == kind and f"{kind}:{at}" not in papers.touched), None)
        if index is None:
            raise UsageError(f"没有可改的材料 / no paper to plant this in: {kind}")
        paper = papers.attached[index]
        layout = paper.layout if not layouts or paper.layout in layouts else layouts[paper.seed % len(layouts)]
        other = replace(paper, told=told(paper.told, rng), layout=layout)
        attached = (*papers.attached[:index], other, *papers.attached[index + 1 :])
        label = Planted("", UNNAMED, kind, field, None, seen(other.told), None, seen(paper.told), family, "none")
        return replace(papers, attached=attached).touching(f"{kind}:{index}"), label

    return plant


def fined(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The registers tell of a fine."""
    kinds = ("credit_china_report", "credit_publicity_report")
    attached = tuple(replace(one, seed=one.seed + 1) if one.kind in kinds else one for one in papers.attached)
    label = Planted("", UNNAMED, kinds[0], "", None, "1", None, "0", "records", "none")
    return replace(papers, attached=attached), label


def _stranger(enterprise: Enterprise, _rng: Random) -> Enterprise:
    return replace(enterprise, company=enterprise.stranger)


def _fewer_staff(enterprise: Enterprise, rng: Random) -> Enterprise:
    part = rng.randint(55, 78)
    return replace(enterprise, staff={year: (max(1, staff * part // 100), rd) for year, (staff, rd) in enterprise.staff.items()})


def _other_share(enterprise: Enterprise, rng: Random) -> Enterprise:
    return replace(enterprise, market_share=str(Decimal(enterprise.market_share) - Decimal(rng.randint(210, 870)) / 100))


def _other_product(enterprise: Enterprise, rng: Random) -> Enterprise:
    other = rng.choice([trade for trade in TRADES if trade.division != enterprise.trade.division])
    return replace(enterprise, trade=replace(enterprise.trade, products=other.products))


def _other_signer(enterprise: Enterprise, _rng: Random) -> Enterprise:
    return replace(enterprise, people=replace(enterprise.people, legal_representative=enterprise.people.inventors[-2]))


def _other_class(enterprise: Enterprise, rng: Random) -> Enterprise:
    other = rng.choice([trade for trade in TRADES if trade.industry_class != enterprise.trade.industry_class])
    return replace(enterprise, trade=replace(enterprise.trade, industry_class=other.industry_class))


def _less_research(enterprise: Enterprise, rng: Random) -> Enterprise:
    part = rng.randint(71, 88)

    def less(lines: Lines) -> Lines:
        return {**lines, "rd_expense": lines["rd_expense"] * part // 100} if "rd_expense" in lines else lines

    statements: Mapping[str, Mapping[int, Lines]] = {
        scope: {year: less(lines) for year, lines in years.items()} for scope, years in enterprise.group.statements.items()
    }
    return replace(enterprise, group=replace(enterprise.group, statements=statements))


def _name(enterprise: Enterprise) -> str:
    return enterprise.company.name


def _staff(enterprise: Enterprise) -> str:
    return str(enterprise.staff[LAST][0])


EVIDENCE_DEFECTS = (
    Defect("fined", Wording("近三年有行政处罚", "a fine in the last three years"), fined, ("O11.2",)),
    Defect("insured_far_fewer", Wording("参保人数与员工数相差过大", "far fewer insured than staff"), told_otherwise("social_insurance", "agrees", _fewer_staff, _staff, "b.staff"), ("O01.1",)),
    Defect("share_differs", Wording("市场占有率与证明不一致", "another market share than in the statement"), told_otherwise("market_share_statement", "agrees", _other_share, lambda told: told.market_share, "e.share"), ("O06.1",)),
    Defect("share_of_other_product", Wording("占有率证明所述为其他产品", "a statement about another product"), told_otherwise("market_share_statement", "mentions", _other_product, lambda told: told.trade.products[0], "h.product"), ("O06.2",)),
    Defect("share_of_other_firm", Wording("占有率证明属于其他企业", "a statement about another enterprise"), told_otherwise("market_share_statement", "same_entity", _stranger, _name), ("O06.6",)),
    Defect("insured_elsewhere", Wording("社保证明属于其他企业", "insurance papers of another enterprise"), told_otherwise("social_insurance", "same_entity", _stranger, _name), ("O14.2",)),
    Defect("certificate_of_other", Wording("管理体系证书属于其他企业", "a system certificate of another enterprise"), told_otherwise("system_certificate", "same_entity", _stranger, _name), ("O05.1", "O05.4")),
    Defect("trademark_of_other", Wording("商标注册人为其他企业", "a trade mark of another enterprise"), told_otherwise("trademark_certificate", "same_entity", _stranger, _name), ("O04.1",)),
    Defect("institution_of_other", Wording("研发机构认定属于其他企业", "a recognised institution of another enterprise"), told_otherwise("rd_institution_approval", "same_entity", _stranger, _name), ("O17.2",)),
    Defect("credit_of_other", Wording("信用报告属于其他企业", "a credit report of another enterprise"), told_otherwise("credit_china_report", "same_entity", _stranger, _name), ("O02.4",)),
    Defect("signed_by_other", Wording("真实性声明由他人签署", "a declaration signed by somebody else"), told_otherwise("commitment_letter", "agrees", _other_signer, lambda told: told.people.legal_representative, "a.legal_rep"), ("O13.2",)),
    Defect("class_differs", Wording("行业代码与统计报表不一致", "another industry class than in the statistics"), told_otherwise("statistics_form", "agrees", _other_class, lambda told: told.trade.industry_class, "a.ind4"), ("O03",)),
    Defect("special_audit_differs", Wording("研发费用与专项审计不一致", "another R&D expense than in the special audit"), told_otherwise("rd_special_audit", "agrees", _less_research, lambda told: str(told.lines(LAST)["rd_expense"]), "f.rd"), ("A12.1",)),
    Defect("publicity_signer", Wording("法定代表人与公示报告不一致", "another legal representative than in the publicity report"), told_otherwise("credit_publicity_report", "agrees", _other_signer, lambda told: told.people.legal_representative, "a.legal_rep"), ("O02.3",)),
    Defect("software_of_other", Wording("软件著作权属于其他企业", "software of another enterprise"), told_otherwise("software_copyright", "same_entity", _stranger, _name), ("O07.8",)),
    Defect("declared_by_other", Wording("真实性声明属于其他企业", "a declaration of another enterprise"), told_otherwise("commitment_letter", "same_entity", _stranger, _name), ("O13.3",)),
    Defect("statistics_staff_far_fewer", Wording("统计报表从业人数相差过大", "far fewer persons in the statistics"), told_otherwise("statistics_form", "agrees", _fewer_staff, _staff, "b.staff"), ("O01.3",)),
    Defect("tax_staff_far_fewer", Wording("纳税申报从业人数相差过大", "far fewer persons in the tax return"), told_otherwise("tax_return", "agrees", _fewer_staff, _staff, "b.staff", WITH_BASIC_FACTS), ("O01.4",)),
)  # fmt: skip
