"""Pages that applicants add beside the evidence: permits, lists, certificates of authorities, notices of a change. None is taken for what it is not."""

from __future__ import annotations

import pytest
from test_classify import kinds_of
from test_paper_tables import line
from test_paper_tables import read
from test_paper_tables import table
from test_paper_tables import told

CODE = "统一社会信用代码：91430600X2K9Q4L71C"
PERMIT = f"证书编号：0147\n单位名称：例样化工有限公司\n{CODE}\n法定代表人：样某\n住所：例样路1号\n经营范围：化工\n许可范围：化工\n发证机关\n2022年6月11日"


@pytest.mark.parametrize(
    "page",
    [
        f"排污许可证\n{PERMIT}",
        f"医疗器械经营许可证\n{PERMIT}",
        f"中华人民共和国\n药品生产许可证\n{PERMIT}",
        f"证 明\n例样化工有限公司（{CODE}），经查，自2020年1月1日以来没有受到行政处罚的记录。\n特此证明。\n例样市市场监督管理局",
        f"对外贸易经营者备案登记表\n{CODE}\n法定代表人姓名 样某\n注册资金 叁仟万元",
        "关于拟认定2022年例样省企业技术中心名单的公示\n根据《企业技术中心认定管理办法》，拟认定例样机械有限公司等45家企业技术中心，现予公示。",
        "例样省2022年专精特新中小企业公示名单\n1 例样机械有限公司\n2 例样化工有限公司",
        "验资报告\n例样电子有限公司全体股东：\n经我们审验，贵公司原注册资本为人民币2,250.00万元，根据章程变更后的注册资本为人民币2,400.00万元。",
    ],
)
def test_a_paper_that_is_no_evidence_is_taken_for_none(page: str) -> None:
    assert {kind for kinds in kinds_of(page, model=True) for kind in kinds} == {"other"}


def test_a_permit_of_a_special_device_is_a_certificate_of_a_product() -> None:
    assert kinds_of("特种设备制造许可证\n产品名称 压力容器", model=True) == [["product_certificate"]]


def test_a_name_of_a_permit_within_notes_opens_nothing() -> None:
    notes = "财务报表附注\n一、公司基本情况\n例样化工有限公司成立于2003年。\n公司取得的许可如下：\n安全生产许可证\n二、会计政策"
    assert set(kinds_of(notes, model=True)[-1]) == {"notes"}


def test_a_page_of_holders_alone_is_part_of_the_report_that_publishes_them() -> None:
    assert kinds_of("股东及出资信息\n股东名称 认缴额（万元） 实缴额（万元）\n样某 3200 3200", model=True) == [["credit_publicity_report"]]


def test_what_a_registered_capital_was_before_a_change_is_no_registered_capital() -> None:
    changes = table("变更事项 | 变更前内容 | 变更后内容 | 变更日期\n注册资本 | 500万元 | 3000万元 | 2019年5月1日")
    found = read("credit_publicity_report", (line("变更信息"), changes))
    assert told(found, "registered_capital") == []
    assert told(found, "change_before") == [(1, "500万元", "")]


def test_who_holds_a_patent_is_who_it_went_to() -> None:
    notice = (line("手续合格通知书"), line("变更前：专利权人 例样大学"), line("变更后：专利权人 例样机械有限公司"))
    assert told(read("patent_certificate", notice), "patent_holder") == [(1, "例样机械有限公司", "")]


@pytest.mark.parametrize(
    ("kind", "text", "concept", "printed"),
    [
        ("tax_payment_certificate", "例样机械有限公司：（纳税人识别号：91430600X2K9Q4L71C）", "enterprise_name", "例样机械有限公司"),
        ("product_certificate", "注册证编号：苏械注准20222071456", "certificate_number", "苏械注准20222071456"),
        ("product_certificate", "注册人名称 例样医疗器械有限公司", "enterprise_name", "例样医疗器械有限公司"),
        ("audit_report", "被审单位名称：例样机械有限公司", "audited_entity", "例样机械有限公司"),
        ("rd_institution_approval", "广东省企业技术中心", "rd_institution_name", "广东省企业技术中心"),
    ],
)
def test_facts_as_these_papers_print_them(kind: str, text: str, concept: str, printed: str) -> None:
    assert told(read(kind, (line(text),)), concept) == [(1, printed, "")]


@pytest.mark.parametrize("past", ["原注册资本为2,250万元", "增资前的注册资本为2,250万元", "新增注册资本为2,250万元"])
def test_articles_tell_the_capital_that_is_and_none_that_was(past: str) -> None:
    assert told(read("articles", (line(f"公司{past}。"),)), "registered_capital") == []


def test_a_figure_without_its_unit_is_read_whole() -> None:
    page = (line("2022年度"), line("研发费用合计 14,000,000.00"))
    assert told(read("rd_special_audit", page), "rd_expense") in ([], [(1, "14,000,000.00", "2022-12-31")])


def test_what_was_capitalised_stands_beside_the_expense_and_both_are_the_input() -> None:
    rows = "项目 | 2022年度\n研发费用合计 | 14,000,000.00\n资本化金额 | 2,000,000.00\n研发投入总额 | 16,000,000.00"
    found = read("rd_special_audit", (line("金额单位：元"), table(rows)))
    assert {concept: told(found, concept)[0][1] for concept in ("rd_expense", "capitalised_rd", "rd_input")} == {
        "rd_expense": "14,000,000.00",
        "capitalised_rd": "2,000,000.00",
        "rd_input": "16,000,000.00",
    }
