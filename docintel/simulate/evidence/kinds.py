"""Every kind of evidence the generator can make, with its layouts, in one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from docintel.domain.errors import UsageError
from docintel.simulate.evidence import articles
from docintel.simulate.evidence import award
from docintel.simulate.evidence import commitment
from docintel.simulate.evidence import credit_china
from docintel.simulate.evidence import credit_publicity
from docintel.simulate.evidence import equity_chart
from docintel.simulate.evidence import financing_agreement
from docintel.simulate.evidence import insured_tables
from docintel.simulate.evidence import ip_certificate
from docintel.simulate.evidence import licence
from docintel.simulate.evidence import market_share
from docintel.simulate.evidence import patents
from docintel.simulate.evidence import payment_proof
from docintel.simulate.evidence import product_certificate
from docintel.simulate.evidence import rd_audit
from docintel.simulate.evidence import rd_institution
from docintel.simulate.evidence import rd_ledgers
from docintel.simulate.evidence import rd_years
from docintel.simulate.evidence import social_insurance
from docintel.simulate.evidence import software_copyright
from docintel.simulate.evidence import statistics_forms
from docintel.simulate.evidence import statistics_projects
from docintel.simulate.evidence import system_certificate
from docintel.simulate.evidence import tax_export
from docintel.simulate.evidence import tax_forms
from docintel.simulate.evidence import tax_payment
from docintel.simulate.evidence import tax_return
from docintel.simulate.evidence import tax_subtotals
from docintel.simulate.evidence import trademark
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.sheets import Paper
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import paper
from docintel.simulate.typesetting import SECOND_FAMILY
from docintel.simulate.typesetting import look_of


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kind of evidence: what applicants call its file, and the layouts in which issuers print it."""

    name: str
    layouts: tuple[Layout, ...]


EVIDENCE: Mapping[str, Evidence] = MappingProxyType({
    social_insurance.KIND: Evidence("社保缴纳人数证明", (*social_insurance.LAYOUTS, *insured_tables.LAYOUTS)),
    tax_payment.KIND: Evidence("完税证明", (*tax_payment.LAYOUTS, *tax_subtotals.LAYOUTS)),
    system_certificate.KIND: Evidence("管理体系认证证书", system_certificate.LAYOUTS),
    software_copyright.KIND: Evidence("软件著作权登记证书", software_copyright.LAYOUTS),
    market_share.KIND: Evidence("市场占有率证明", market_share.LAYOUTS),
    tax_forms.KIND: Evidence("企业所得税年度纳税申报表", (*tax_return.LAYOUTS, *tax_export.LAYOUTS)),
    rd_audit.KIND: Evidence("研发费用专项审计报告", (*rd_audit.LAYOUTS, *rd_ledgers.LAYOUTS, *rd_years.LAYOUTS)),
    credit_publicity.KIND: Evidence("企业信用信息公示报告", credit_publicity.LAYOUTS),
    credit_china.KIND: Evidence("信用中国报告", credit_china.LAYOUTS),
    commitment.KIND: Evidence("真实性承诺书", commitment.LAYOUTS),
    statistics_forms.KIND: Evidence("统计局年报表", (*statistics_forms.LAYOUTS, *statistics_projects.LAYOUTS)),
    trademark.KIND: Evidence("商标注册证", trademark.LAYOUTS),
    product_certificate.KIND: Evidence("产品认证证书", product_certificate.LAYOUTS),
    award.KIND: Evidence("获奖证书", award.LAYOUTS),
    rd_institution.KIND: Evidence("研发机构认定文件", rd_institution.LAYOUTS),
    financing_agreement.KIND: Evidence("增资协议", financing_agreement.LAYOUTS),
    payment_proof.KIND: Evidence("银行回单", payment_proof.LAYOUTS),
    ip_certificate.KIND: Evidence("其他知识产权证书", ip_certificate.LAYOUTS),
    articles.KIND: Evidence("公司章程", articles.LAYOUTS),
    equity_chart.KIND: Evidence("股权结构图", equity_chart.LAYOUTS),
    licence.KIND: Evidence("营业执照", licence.LAYOUTS),
    patents.KIND: Evidence("专利证书", patents.LAYOUTS),
})  # fmt: skip


def draw(kind: str, layout: int, dossier: Dossier) -> Paper:
    """The paper of a kind in one of its layouts, counted from 1; enterprises of the second family have its entries set otherwise."""
    evidence = EVIDENCE.get(kind)
    if evidence is None:
        raise UsageError(f"没有此类材料 / no such kind of evidence {kind!r}; {', '.join(EVIDENCE)}")
    if not 1 <= layout <= len(evidence.layouts):
        raise UsageError(f"{kind}: 版式 1 至 {len(evidence.layouts)} / layouts 1 to {len(evidence.layouts)}, not {layout}")
    drawn = evidence.layouts[layout - 1](dossier)
    second = dossier.enterprise.layout >= SECOND_FAMILY
    sheets = [
        Sheet("".join(block.drawn(otherwise=second) for block in page), tuple(fact for block in page for fact in block.facts))
        for page in drawn.pages
    ]
    return paper(f"{evidence.name}{layout}.pdf", drawn.look + look_of(dossier.enterprise.layout), sheets)
