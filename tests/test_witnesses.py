"""Recognised pages under judgement: one misread letter or digit that other prints contradict makes a note, and what nothing contradicts stays a Card."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fact_text import APPLICATION
from fact_text import documents
from fact_text import facts
from fact_text import load_packs_once
from fact_text import programme
from fact_text import taxonomy
from test_check_misread import found
from test_misprints import seen
from test_misprints import seen_table
from test_paper_tables import line
from test_paper_tables import read
from test_paper_tables import table
from test_paper_tables import told

from docintel.check import evidence_matrix
from docintel.classify import classify_pages
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Text
from docintel.domain.fact import is_unreadable
from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity
from docintel.domain.review import MatrixOutcome
from docintel.domain.source import Method
from docintel.extract.misprints import relabelled_table
from docintel.extract.stream import extract_facts
from docintel.review.spelling import as_named
from docintel.text.capitals import is_spoilt
from docintel.text.misreading import misread_letters
from docintel.text.misreading import without_heading

SIGNED = """
    form legal_representative 邹修远
    commitment_letter legal_representative {}
    business_licence legal_representative 邹修远
    {} legal_representative {}
"""


@pytest.mark.parametrize(
    ("signer", "paper", "printed", "severity"),
    [
        ("邹侈远", "credit_publicity_report", "邹修远", Severity.NOTE),
        ("邹侈远", "credit_publicity_report", "邹侈远", Severity.WARNING),  # two papers say so
        ("贺望舒", "credit_publicity_report", "邹修远", Severity.WARNING),  # somebody else
        ("周修远", "credit_publicity_report", "邹修远", Severity.WARNING),  # a surname of its own
    ],
)
def test_a_signer_one_letter_from_the_name_that_two_other_papers_print_was_misread(
    signer: str, paper: str, printed: str, severity: Severity
) -> None:
    assert [one.severity for one in found(SIGNED.format(signer, paper, printed), "O13.2")] == [severity]


def test_a_printed_signer_of_another_name_is_told() -> None:
    text = SIGNED.format("邹侈远", "credit_publicity_report", "邹修远")
    assert [one.severity for one in found(text, "O13.2", method=Method.TEXT)] == [Severity.WARNING]


COSTS = """
    income_statement/consolidated@2021 cost_of_revenue 2021 109,264,615.37 元
    income_statement/consolidated@2022 cost_of_revenue 2021 109,764,615.37 元
    income_statement/consolidated@2022 cost_of_revenue 2022 120,764,615.37 元
"""


@pytest.mark.parametrize(
    ("note", "severity"),
    [
        ("109,764,615.37", Severity.NOTE),  # the note of the same report prints the digit
        ("109,264,615.37", Severity.WARNING),  # it bears the statement out: the next report differs
        ("98,113,200.00", Severity.WARNING),  # it is of something else
    ],
)
def test_a_figure_that_a_note_of_its_own_report_prints_with_another_digit_was_misread(note: str, severity: Severity) -> None:
    text = f"{COSTS}\n    notes_revenue/consolidated@2021 cost_of_revenue 2021 {note} 元"
    assert [one.severity for one in found(text, "A09")] == [severity]


RESTATED = """
    income_statement@2021 rd_expense 2021 5,000,000.00 元
    income_statement@2022 rd_expense 2021 4,860,000.00 元
    income_statement@2022 rd_expense 2022 5,500,000.00 元
    income_statement@2021 net_profit 2021 9,000,000.00 元
    income_statement@2022 net_profit 2021 {} 元
    income_statement@2022 net_profit 2022 9,900,000.00 元
    notes@2022 restatement_note {}
"""


@pytest.mark.parametrize(
    "note",
    [
        "本公司对2021年度比较数据进行了追溯重述：将原列报于研发贵用的部分支出重分类至管理费用，对净利润没有影响。",
        "本公司对2021年度比较数据进行了追溯重述：将原列报于研发费用的部分支出重分类至管理费用对净利润没有影响。",
    ],
)
def test_a_note_on_a_restatement_is_understood_though_a_letter_or_a_comma_was_lost(note: str) -> None:
    assert {one.key.subject: one.severity for one in found(RESTATED.format("9,000,000.00", note), "A09")} == {
        "rd_expense@2021": Severity.NOTE
    }
    changed = found(RESTATED.format("8,000,000.00", note), "A09")
    assert {one.key.subject: one.severity for one in changed}["net_profit@2021"] is Severity.WARNING


CERTIFIED = """
    product_certificate@old#p:1{} product_name {}
    product_certificate@old#p:1 certificate_standard EN 60204-1:2018
    product_certificate@old#p:1 issue_date 2016-05-21
    product_certificate@old#p:1 valid_until 2021-05-20
    product_certificate@new#p:2 product_name 高压模块化真空传送腔组件
    product_certificate@new#p:2!low certificate_standard EN 60204-1:7018
    product_certificate@new#p:2 issue_date 2021-05-14
    product_certificate@new#p:2 valid_until 2026-05-13
"""


@pytest.mark.parametrize(
    ("doubt", "product", "severities"),
    [
        ("", "高压模块化真空传送腔组件", []),
        ("!low", "高压摸块化真空传送腔组件", []),
        ("", "防爆型智能阀门定位器", [Severity.WARNING]),  # nothing renews the certificate of this product
    ],
)
def test_a_renewed_certificate_whose_standard_was_misread_is_known_by_its_product(
    doubt: str, product: str, severities: list[Severity]
) -> None:
    assert [one.severity for one in found(CERTIFIED.format(doubt, product), "O05.2")] == severities


INSTITUTION = """
    form rd_institution provincial
    rd_institution_approval enterprise_name 例漪茗（洛阳）电子材料有限公司
    {}
"""


@pytest.mark.parametrize(
    ("level", "method", "severity"),
    [
        ("", Method.OCR, Severity.NOTE),
        ("rd_institution_approval rd_institution_level municipal", Method.OCR, Severity.WARNING),
        ("", Method.TEXT, Severity.WARNING),  # a paper that was not recognised says no level
    ],
)
def test_a_recognised_paper_whose_level_was_not_read_may_be_the_one_that_is_ticked(level: str, method: Method, severity: Severity) -> None:
    assert [one.severity for one in found(INSTITUTION.format(level), "O17.1", method=method)] == [severity]


def test_two_letters_of_a_legal_form_are_misread_ones_on_either_side() -> None:
    assert misread_letters("洛阳例沐屿控股有隅公司", "洛阳例沐屿控股荷限公司") == 2
    assert misread_letters("洛阳例沐屿控股有隅公司", "洛阳例沐岚控股荷限公司") == 0


def test_a_sheet_whose_heading_has_two_letters_wrong_is_of_the_enterprise_that_the_rest_of_its_file_is_about() -> None:
    own, misread, other = "样岚翎（株洲）电子材料有限公司", "样岚翎（株渊）电子林料有限公司", "样岚翎（株洲）精密仪表有限公司"
    text = f"""
        balance_sheet/parent@2021={own} total_assets 2021 204,775,672.71 元
        balance_sheet/parent@2021={own} total_liabilities 2021 104,775,672.71 元
        balance_sheet/consolidated@2021={misread} total_assets 2021 231,001,787.85 元
        balance_sheet/consolidated@2021={other} total_assets 2021 31,001,787.85 元
    """
    assert [one.entity for one in as_named(recognised(text))] == [own, own, own, other]


HOLDERS = """
    credit_publicity_report#r:0 shareholder_name 台州例曜岑控股有限公司
    credit_publicity_report#r:0 shareholder_amount 1880.70 万元
    equity_table#e:0!low shareholder_name {}
    equity_table#e:0 shareholder_amount {} 万元
"""


@pytest.mark.parametrize(
    ("printed", "amount", "meant"),
    [
        ("台州例曜岑控股荷限公司", "1880.70", "台州例曜岑控股有限公司"),
        ("台州例曜岑控股荷限公司", "880.70", "台州例曜岑控股荷限公司"),  # another stake may be another's
        ("台州例曜岑投资荷限公司", "1880.70", "台州例曜岑投资荷限公司"),
    ],
)
def test_a_holder_read_with_a_doubt_is_the_one_that_another_file_names_for_the_same_stake(printed: str, amount: str, meant: str) -> None:
    named = [one for one in as_named(recognised(HOLDERS.format(printed, amount))) if one.concept == "shareholder_name"]
    assert [one.value for one in named] == [Text("台州例曜岑控股有限公司"), Text(meant)]
    assert named[1].source.text == printed


def recognised(text: str) -> Facts:
    """The facts as read on recognised pages."""
    return Facts([one if one.is_declared else replace(one, source=replace(one.source, method=Method.OCR)) for one in facts(text)])


@pytest.mark.parametrize(
    ("kind", "text", "concept"),
    [
        ("market_share_statement", "兹诬明拟漪榆（常州）仪表有限公司是我会会员单位。", "enterprise_name"),
        ("product_certificate", "申诸人：拟漪榆（常州）仪表有限公司", "enterprise_name"),
        ("audit_report", "我们寅计了拟漪榆（常州）仪表有限公司（以下简称贵公司）财务报表", "audited_entity"),
        ("audit_report", "我们审计了后附的拟漪榆（常州）仪表有限公司（以下简称贵公司）财务报表", "audited_entity"),
        ("rd_special_audit", "我们审计了眉附的拟漪榆（常州）仪表有限公司（以下简称贵公司）2022年度研发费用", "audited_entity"),
    ],
)
def test_a_name_is_read_without_the_words_before_it_though_one_of_their_letters_is_misread(kind: str, text: str, concept: str) -> None:
    above = (line("Applicant / Holder"),) if kind == "product_certificate" else ()
    assert [one.value for one in read(kind, (*above, line(text))) if one.concept == concept] == [Text("拟漪榆(常州)仪表有限公司")]


def test_a_label_with_a_unit_behind_it_is_known_though_a_letter_is_misread() -> None:
    drawn = seen_table(table("项目 | 2022年\n产品销鲁收入（万元） | 14808.94"), "low_confidence")
    meant = relabelled_table(drawn, ["产品销售收入"])
    assert [cell and cell.text for cell in meant.rows[1]] == ["产品销售收入(万元)", "14808.94"]


def test_the_total_of_a_year_is_not_its_only_project() -> None:
    drawn = table("""
        年度 | 项目编号 | 项目名称 | 人员人工费用 | 直接投入费用 | 合计
        2022 | RD05 | 晶圆预对准装置研究 | 1,303,440.56 | 755,403.03 | 2,058,843.59
        2022年合计 |  |  | 6,100,209.46 | 4,053,092.79 | 10,153,302.25
    """)
    assert told(read("rd_special_audit", (drawn,)), "rd_expense") == [(1, "10,153,302.25", "2022-12-31")]


LICENCE = """
    营业执照
    统一社会信用代码：91410311MA1PGGUK7N
    名称：例漪茗（洛阳）电子材料有限公司
    注册资本：{}
    登记机关：洛阳市市场监督管理局
"""


def capital(printed: str) -> list[Fact]:
    """The registered capital of a recognised licence."""
    from statement_pages import pages_of  # noqa: PLC0415 - beside its only use

    packs = load_packs_once()
    pages = [seen(page) for page in pages_of(LICENCE.format(printed))]
    read_facts = extract_facts("f" * 64, classify_pages(pages, packs.kinds), packs).facts
    return [one for one in read_facts if one.concept == "registered_capital"]


def test_an_amount_in_capitals_with_a_letter_misread_is_unreadable_and_not_absent() -> None:
    (fact,) = capital("叁仟贰俏壹拾万元整")
    assert is_unreadable(fact.value)
    assert (fact.source.text, fact.source.page) == ("叁仟贰俏壹拾万元整", 1)
    assert [one.quantity is not None for one in capital("叁仟贰佰壹拾万元整")] == [True]
    assert capital("见章程") == []


@pytest.mark.parametrize(
    ("text", "spoilt"), [("叁仟贰俏壹拾万元整", True), ("叁仟贰佰壹拾万元整", False), ("以章程为准", False), ("伍万", False)]
)
def test_only_what_one_letter_would_mend_is_a_spoilt_amount(text: str, *, spoilt: bool) -> None:
    assert is_spoilt(text) is spoilt


@pytest.mark.parametrize(
    ("declared", "severity"),
    [("3210.00", Severity.NOTE), ("5210.00", Severity.CONFLICT)],  # no letter of the print makes it the second
)
def test_an_unreadable_capital_is_a_doubt_and_told_aloud_where_no_reading_of_it_is_the_declared(declared: str, severity: Severity) -> None:
    text = f"form registered_capital {declared} 万元\nbusiness_licence registered_capital ?"
    held = found(text, "O02.2", written={"?": "叁仟贰俏壹拾万元整"})
    assert [(one.severity, one.outcome) for one in held] == [(severity, Outcome.UNREADABLE)]


def test_the_matrix_shows_a_capital_that_stands_there_and_cannot_be_read() -> None:
    held = recognised("form registered_capital 3210.00 万元\nbusiness_licence registered_capital ?")
    cells = evidence_matrix(programme(), APPLICATION, held, documents(held), taxonomy())
    outcomes = {cell.outcome for cell in cells if cell.concept == "registered_capital" and cell.kind == "business_licence"}
    assert outcomes == {MatrixOutcome.UNREADABLE}


@pytest.mark.parametrize(("year", "severities"), [("2027", []), ("2021", [Severity.WARNING])])
def test_a_year_to_come_over_a_column_was_misread(year: str, severities: list[Severity]) -> None:
    text = f"""
        form market_share 2022 26.14 %
        market_share_statement market_share {year} 26.14 %
        market_share_statement market_share 2021 25.14 %
    """
    assert [one.severity for one in found(text, "O06.5")] == severities


@pytest.mark.parametrize(("signer", "severity"), [("第1页共3页以下空白", Severity.NOTE), ("贺望舒", Severity.WARNING)])
def test_a_foot_read_in_the_place_of_a_signer_names_nobody(signer: str, severity: Severity) -> None:
    text = f"form legal_representative 孟闻笛\ncommitment_letter legal_representative {signer}"
    assert [one.severity for one in found(text, "O13.2")] == [severity]


GROWN = """
    form main_revenue_growth 2020 14.52 %
    form main_revenue 2020 20696.44 万元
    notes_revenue/consolidated@2020 main_revenue 2020 206,964,448.96 元
    notes_revenue/consolidated@2020{} main_revenue 2019 {} 元
"""


@pytest.mark.parametrize(
    ("doubt", "before", "severity"),
    [
        ("!low_confidence", "780,722,246.65", Severity.NOTE),  # 180,722,246.65 makes the growth come out
        ("", "780,722,246.65", Severity.CONFLICT),  # both readers agree on it
        ("!low_confidence", "150,222,246.65", Severity.WARNING),  # no digit of it does
    ],
)
def test_a_growth_that_comes_out_with_another_digit_of_a_doubted_operand_makes_no_card(doubt: str, before: str, severity: Severity) -> None:
    assert [one.severity for one in found(GROWN.format(doubt, before), "F03")] == [severity]


def test_an_audited_name_with_two_letters_misread_is_the_applicants_where_the_file_names_it() -> None:
    text = """
        form enterprise_name 虚曜屿（洛阳）半导体设备有限公司
        audit_report@2022#a:1!low audited_entity {}（洛阳）半导体设各有限公司
        audit_report@2022#a:2 audited_entity {}（洛阳）半导体设备有限公司
    """
    severities = [one.severity for one in found(text.format("虚曜崎", "虚曜屿"), "A04")]
    assert Severity.WARNING not in severities
    assert Severity.CONFLICT not in severities
    assert [one.severity for one in found(text.format("例汀茗", "例汀茗"), "A04")] != []


def test_a_numbered_label_of_a_form_and_a_heading_before_a_name_are_known_though_a_letter_is_misread() -> None:
    drawn = seen_table(table("104从亚人数（填写平均值，单位：人） | 147"), "low_confidence")
    meant = relabelled_table(drawn, ["从业人数"]).rows[0][0]
    assert meant is not None
    assert meant.text == "104从业人数(填写平均值,单位:人)"
    assert without_heading("枕构名称烟台样砚珩半导体设备有限公司", ["机构名称"]) == "烟台样砚珩半导体设备有限公司"
    assert without_heading("枕构科技烟台样砚珩半导体设备有限公司", ["机构名称"]) == "枕构科技烟台样砚珩半导体设备有限公司"


@pytest.mark.parametrize(("insured", "severity"), [("204", Severity.NOTE), ("152", Severity.WARNING)])
def test_insured_persons_that_another_digit_brings_within_the_tolerance_make_no_card(insured: str, severity: Severity) -> None:
    text = f"form staff 2022 301 人\nsocial_insurance!low_confidence insured_persons 2022 {insured} 人"  # 284 is within 10 % of 301
    assert [one.severity for one in found(text, "O01.1")] == [severity]
