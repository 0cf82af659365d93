"""Where a value ends and where it goes on: before words no rule knows, in a line that hangs below, in the last letters of a name."""

from __future__ import annotations

import pytest
from fact_text import load_packs_once
from page_text import drawing
from test_paper_tables import line
from test_paper_tables import read
from test_paper_tables import table
from test_paper_tables import told

from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.source import PageBox
from docintel.extract.papers import PaperReader


def lines(picture: str, *, pitch: float = 18.0) -> tuple[Block, ...]:
    """Each drawn line of a page, its words at their places."""
    words = drawing(picture, pitch=pitch).words
    tops = sorted({word.box.top for word in words})
    rows = [tuple(word for word in words if word.box.top == top) for top in tops]
    return tuple(Line(" ".join(word.text for word in row), _around(*(word.box for word in row)), row) for row in rows)


def _around(first: PageBox, *others: PageBox) -> PageBox:
    for box in others:
        first = first.around(box)
    return first


def values(facts: list[Fact], concept: str) -> list[str]:
    return [printed for _, printed, _ in told(facts, concept)]


TITLE = """
发明专利证书

发明名称：一种陶瓷砖坯干法施釉线的多工位自动翻坯
    {rest}

发明人：例某

专利号：ZL201610284715.9

专利申请日：2016年04月29日

专利权人：例样机械有限公司

授权公告日：2018年01月23日
"""


def test_a_title_goes_on_in_a_line_that_is_indented_by_neither_label_nor_value() -> None:
    read_title = values(read("patent_certificate", lines(TITLE.format(rest="与对中装置及其控制方法"))), "patent_title")
    assert read_title == ["一种陶瓷砖坯干法施釉线的多工位自动翻坯与对中装置及其控制方法"]


def test_a_line_under_a_short_title_is_no_rest_of_it() -> None:
    short = TITLE.replace("一种陶瓷砖坯干法施釉线的多工位自动翻坯", "翻坯机").format(rest="（本页无其他内容）")
    assert values(read("patent_certificate", lines(short)), "patent_title") == ["翻坯机"]


def test_a_value_ends_where_a_label_that_no_rule_knows_stands_behind_a_gap() -> None:
    page = lines("样设银行客户专用回单\n汇款附言：A轮投资款 打印柜员：0023 打印卡号：43000")
    assert values(read("payment_proof", page), "payment_purpose") == ["A轮投资款"]


def test_the_parts_of_a_business_scope_are_no_labels() -> None:
    page = lines("营业执照\n经营范围 轴承制造；轴承销售。 许可项目：货物进出口")
    assert values(read("business_licence", page), "business_scope") == ["轴承制造;轴承销售。许可项目:货物进出口"]


def test_a_name_ends_before_the_label_that_ran_into_it() -> None:
    """A scan may lose the gap between two fields."""
    page = (line("研发费用加计扣除优惠明细表"), line("纳税人名称：例样船舶配套有限公司所属年度：2022年"))
    assert values(read("tax_return", page), "enterprise_name") == ["例样船舶配套有限公司"]


FORM = """
单位详细名称：例样智能制造股份有限
                                      2024年
公司

"""


def test_a_legal_form_goes_on_below_though_a_year_stands_between() -> None:
    assert values(read("statistics_form", lines(FORM, pitch=6)), "enterprise_name") == ["例样智能制造股份有限公司"]


def test_a_name_that_ends_within_its_legal_form_is_doubted() -> None:
    (name,) = [fact for fact in read("statistics_form", lines(FORM.replace("公司", ""))) if fact.concept == "enterprise_name"]
    assert "name_cut" in name.source.doubts


def test_the_year_of_a_form_may_stand_alone_below_its_first_lines() -> None:
    head = tuple(
        line(text)
        for text in [
            "企业研究开发活动及相关情况",
            "表号：107-2表",
            "制定机关：国家统计局",
            "文号：国统字〔2023〕",
            "88号",
            "有效期至：2025年1月",
            "甲",
            "乙",
            "丙",
            "2024年",
        ]
    )
    rows = table("指标名称 | 计量单位 | 代码 | 数量\n研究开发人员合计 | 人 | 1 | 42")
    assert told(read("statistics_form", (*head, rows)), "rd_staff") == [(1, "42", "2024-12-31")]


def test_a_label_whose_english_breaks_around_the_value_has_its_value_below() -> None:
    page = lines("认证证书\n注册编号 Registration\n                   15/24S7803R31\nNo.\n")
    assert values(read("system_certificate", page), "certificate_number") == ["15/24S7803R31"]


def test_the_rest_of_a_label_is_no_name() -> None:
    page = (line("产品认证证书"), line("申请单位及地址 例样照明有限公司"))
    assert "及地址" not in values(read("product_certificate", page), "enterprise_name")


@pytest.mark.parametrize(
    ("scope", "region"), [("统计范围 省内", "provincial"), ("市场范围：例样省", "provincial"), ("统计范围：国内", "national")]
)
def test_the_scope_of_a_market_share_is_what_is_named_so_whatever_the_size_is_called(scope: str, region: str) -> None:
    found = read("market_share_statement", (line("主导产品市场占有率证明"), line(scope), line("全国市场规模（万元） 54803.00")))
    assert [fact.value for fact in found if fact.concept == "market_region"] == [Choice((region,))]


@pytest.mark.parametrize(
    ("kind", "texts", "concept", "printed"),
    [
        ("tax_payment_certificate", ("国家税务总局例样市税务局 填发日期：2024年1月22日",), "issuer", "国家税务总局例样市税务局"),
        ("equity_table", ("例样装备股份有限公司股东名册",), "enterprise_name", "例样装备股份有限公司"),
        ("credit_china_report", ("经营（活动）异常名录（状态）信息（共0条）",), "abnormal_count", "0"),
        ("system_certificate", ("CERTIFICATE", "The Certification Body", "of NORDQUELL Certification GmbH", "certifies that"), "issuer", "NORDQUELLCertificationGmbH"),
        ("system_certificate", ("The certificate is valid from 2022-08-15 until 2025-08-14.",), "valid_until", "2025-08-14"),
        ("system_certificate", ("Munich, 2022-08-02",), "issue_date", "2022-08-02"),
        ("product_certificate", ("Certificate’s Holder: Example Machinery Co., Ltd.",), "enterprise_name", "Example Machinery Co., Ltd"),
        ("social_insurance", ("证明期间：2024年12月",), "insured_month", "2024年12月"),
        ("trademark_certificate", ("商标注册证", "第2016318842号"), "trademark_number", "2016318842"),
        ("trademark_certificate", ("核定使用商品/服务项目", "（国际分类：7）", "第7类：木材加工机；锯床（机器）（截止）"), "trademark_goods", "木材加工机;锯床(机器)"),
    ],
)  # fmt: skip
def test_words_of_issuers_beyond_the_usual(kind: str, texts: tuple[str, ...], concept: str, printed: str) -> None:
    assert values(read(kind, tuple(line(text) for text in texts)), concept) == [printed]


def test_a_form_whose_cells_begin_with_their_numbers_gives_class_and_staff() -> None:
    rows = table("103 | 行业类别 行业代码3553 | 104 | 报表类别B工业\n191 | 从业人员期末人数231人 其中：女性88人 | 192 | 法定代表人 样某")
    found = read("statistics_form", (line("调查单位基本情况"), line("2024年"), rows))
    assert (values(found, "industry_class"), values(found, "staff")) == (["3553"], ["231"])


@pytest.mark.parametrize("unit", ["人", "人民币元", "万元"])
def test_the_unit_above_a_table_is_nobodys_name(unit: str) -> None:
    page = (line("单位参保缴费人数证明"), line(f"查询期间：2022年01月至2022年12月 单位：{unit}"))
    assert values(read("social_insurance", page), "enterprise_name") == []


NOTICE = table("变更项目 | 变更前 | 变更后\n专利权人 | 例样大学 | 例样光电有限公司\n专利代理机构 | 甲所 | 乙所")


def test_a_notice_of_a_change_says_who_holds_the_patent_from_which_day() -> None:
    page = (
        line("手续合格通知书"),
        line("申请人或专利权人：例样光电有限公司"),
        line("变更后的著录项目如下："),
        NOTICE,
        line("2.上述变更自2022年09月09日起生效。"),
    )
    found = read("patent_certificate", page)
    assert (values(found, "patent_holder"), values(found, "transfer_date")) == (["例样光电有限公司"], ["2022年09月09日"])


def test_a_register_lists_the_day_of_a_transfer_in_a_row() -> None:
    rows = table("变更类型 | 变更项目 | 变更前 | 变更后 | 生效日\n专利权的转移 | 专利权人 | 例样大学 | 例样风能有限公司 | 2023年04月11日")
    assert values(read("patent_certificate", (line("专利登记簿副本"), rows)), "transfer_date") == ["2023年04月11日"]


def test_an_annex_may_name_the_enterprise_after_its_centre() -> None:
    rows = table("序号 | 企业技术中心名称 | 依托企业 | 所在地\n1 | 例样仪表有限公司企业技术中心 | 例样仪表有限公司 | 例样市")
    assert values(read("rd_institution_approval", (line("附件"), rows)), "enterprise_name") == ["例样仪表有限公司"]


def test_a_title_whose_line_below_may_be_its_rest_is_doubted() -> None:
    """A longer field elsewhere on the page leaves open whether the title's line was full."""
    longer = TITLE.format(rest="与对中装置及其控制方法").replace(
        "例样机械有限公司", "例样机械有限公司；例样工业大学；例样精密成形技术研究院"
    )
    (title,) = [fact for fact in read("patent_certificate", lines(longer)) if fact.concept == "patent_title"]
    assert title.source.doubts == ("more_below",)


def test_an_address_is_no_name() -> None:
    page = (line("产品认证证书"), line("制造商：例样省例样市试验大道1号"))
    assert values(read("product_certificate", page), "enterprise_name") == []


def test_a_label_does_not_reach_over_two_cells() -> None:
    """转账 | 用途 is not 转账用途, which would count less than 用途."""
    page = (line("客户专用回单"), table("结算方式 | 转账 | 用途 | 投资款"), line("汇款附言：A轮投资款"))
    assert values(read("payment_proof", page), "payment_purpose") == ["投资款"]


def test_who_a_patent_went_to_is_read_in_the_column_of_what_is_now() -> None:
    page = (line("手续合格通知书"), line("变更后的著录项目如下："), NOTICE)
    assert values(read("patent_certificate", page), "patent_holder") == ["例样光电有限公司"]


def test_a_notice_whose_title_stands_under_its_box_is_one_paper() -> None:
    box = (line("申请号或专利号：201810623409.7"), line("申请人或专利权人：例样光电有限公司"))
    reader, packs = PaperReader(load_packs_once(), "f" * 64), load_packs_once()
    kind = packs.kinds["patent_certificate"]
    found = [
        *reader.read(kind, box, titled=False, page=1),
        *reader.read(kind, (line("手续合格通知书"), NOTICE), titled=True, page=1),
        *reader.flush(),
    ]
    assert len({fact.item for fact in found}) == 1
    assert values(found, "patent_holder") == ["例样光电有限公司"]


def test_letters_set_apart_do_not_part_a_value_from_its_last_letter() -> None:
    """…第 949 号 会计师事务所：… prints 号 with a gap on either side."""
    page = lines("研究开发项目情况表\n报告文号：样专审字〔2023〕第 949 号 执业单位：样笙会计师事务所")
    assert values(read("rd_special_audit", page), "report_number") == ["样专审字〔2023〕第949号"]
