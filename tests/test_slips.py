"""Names, titles and notes of recognised pages that differ in a slip of reading from what other prints of the same application say."""

from __future__ import annotations

import pytest
from fact_text import APPLICATION
from test_check_misread import found
from test_witnesses import recognised

from docintel.check.values import holders
from docintel.domain.fact import Text
from docintel.domain.finding import Severity
from docintel.domain.source import Method
from docintel.ownership import ownership_findings
from docintel.ownership import ownership_of
from docintel.review.spelling import as_named

NAMED = """
    form enterprise_name 常州例岫榆半导体设备有限公司
    market_share_statement@s enterprise_name {}
    social_insurance@i enterprise_name 常州例岫榆半导体设备有限公司
    commitment_letter@c enterprise_name 常州例岫榆半导体设备有限公司
    credit_china_report@d enterprise_name {}
"""
OWN = "常州例岫榆半导体设备有限公司"


@pytest.mark.parametrize(
    ("printed", "elsewhere", "severity"),
    [
        ("常州俐岫榆半导体设备有限公司", OWN, Severity.NOTE),
        ("常州俐岫榆半导体设备有限公司", "常州俐岫榆半导体设备有限公司", Severity.WARNING),  # another file names that one too
        ("杭州例岫榆半导体设备有限公司", OWN, Severity.WARNING),  # the letter makes another place
        ("常州例岫榆半导体材料有限公司", OWN, Severity.WARNING),
    ],
)
def test_a_name_one_letter_from_the_applicants_that_other_files_print_was_misread(printed: str, elsewhere: str, severity: Severity) -> None:
    assert [one.severity for one in found(NAMED.format(printed, elsewhere), "O06.6")] == [severity]


def test_a_printed_name_one_letter_from_the_applicants_is_told() -> None:
    text = NAMED.format("常州俐岫榆半导体设备有限公司", OWN)
    assert [one.severity for one in found(text, "O06.6", method=Method.TEXT)] == [Severity.WARNING]


@pytest.mark.parametrize(("printed", "findings"), [("虚砚岑（株洲）精密砖动有限公司", 0), ("虚砚岑（株洲）电子材料有限公司", 1)])
def test_the_paper_of_an_institution_is_the_applicants_though_a_letter_of_its_name_is_misread(printed: str, findings: int) -> None:
    own = "虚砚岑（株洲）精密传动有限公司"
    text = f"""
        form enterprise_name {own}
        form rd_institution provincial
        rd_institution_approval@r#r:1 enterprise_name {printed}
        rd_institution_approval@r#r:1 rd_institution_level provincial
        social_insurance@i enterprise_name {own}
        commitment_letter@c enterprise_name {own}
    """
    assert len(found(text, "O17.1")) == findings


@pytest.mark.parametrize(
    ("doubt", "printed", "severity"),
    [
        ("!low_confidence", "一稗抗迁移导电胶及某制备方法", Severity.NOTE),
        ("", "一稗抗迁移导电胶及某制备方法", Severity.CONFLICT),  # both readers agree on two other letters
        ("!low_confidence", "一种抗迁移导电胶及其测试装置", Severity.WARNING),
    ],
)
def test_two_letters_of_a_doubted_title_were_misread(doubt: str, printed: str, severity: Severity) -> None:
    text = f"""
        form#p:0 patent_number 202110123456X
        form#p:0 patent_title 一种抗迁移导电胶及其制备方法
        patent_certificate#c:0 patent_number 202110123456X
        patent_certificate#c:0{doubt} patent_title {printed}
    """
    assert [one.severity for one in found(text, "O07.5")] == [severity]


NOTED = """
    income_statement/consolidated@2020 revenue 2020 168,092,735.69 元
    notes_revenue/consolidated@2020 revenue 2020 161,522,176.88 元
    income_statement/consolidated@2021 revenue 2020 {} 元
    income_statement/consolidated@2021 revenue 2021 190,422,176.88 元
    notes_revenue/consolidated@2021 revenue 2020 {} 元
    notes_revenue/consolidated@2021 revenue 2021 190,422,176.88 元
"""


@pytest.mark.parametrize(
    ("later", "severities"),
    [
        ("168,092,735.69", {Severity.NOTE}),  # what the statement of the first report says: its note was misread
        ("161,522,176.88", {Severity.WARNING}),  # restated
    ],
)
def test_a_note_that_the_statement_of_its_report_contradicts_restates_nothing(later: str, severities: set[Severity]) -> None:
    assert {one.severity for one in found(NOTED.format(later, later), "A09")} == severities


STAKES = """
    form controlling_shareholder 株洲虚曜屿控股有限公司
    equity_table@t controlling_shareholder 株洲虚曜屿控股有限公司
    equity_table@t#e:0{} shareholder_name {}
    equity_table@t#e:0 shareholder_amount 1880.70 万元
    {}
"""


@pytest.mark.parametrize(
    ("doubt", "printed", "also", "meant"),
    [
        ("", "株洲虚曜屿腔股有限公司", "", "株洲虚曜屿控股有限公司"),
        ("!low", "株洲虚曜屿腔股有限公司", "", "株洲虚曜屿控股有限公司"),
        ("", "株洲虚曜屿挖肢有限公司", "", "株洲虚曜屿控股有限公司"),
        ("", "株洲虚曜屿投资有限公司", "", "株洲虚曜屿投资有限公司"),
        ("", "株洲虚曜屿腔股有限公司", "credit_publicity_report@p#r:0 shareholder_name 株洲虚曜屿腔股有限公司", "株洲虚曜屿腔股有限公司"),
    ],
)
def test_a_holder_one_letter_from_a_name_that_two_other_places_print_is_that_one(doubt: str, printed: str, also: str, meant: str) -> None:
    named = [one for one in as_named(recognised(STAKES.format(doubt, printed, also))) if one.concept == "shareholder_name"]
    assert named[0].value == Text(meant)
    assert named[0].source.text == printed


@pytest.mark.parametrize(
    ("listed", "severities"),
    [
        ("201611387611.1", [Severity.NOTE]),  # a digit of the certificate was misread
        ("202110123456.X", [Severity.WARNING]),  # no listed number is near it
    ],
)
def test_a_number_that_fails_its_check_digit_beside_a_right_one_was_misread(listed: str, severities: list[Severity]) -> None:
    text = f"""
        form#p:0 patent_number {listed}
        patent_certificate#c:0!low_confidence patent_number 207611387611.1
    """
    held = [one for one in found(text, "O07.2") if not one.operands[0].fact.is_declared]
    assert [one.severity for one in held] == severities


@pytest.mark.parametrize(
    ("doubt", "share", "severity"),
    [
        ("!low_confidence", "8.68", Severity.NOTE),  # 8.98 makes 100 %
        ("", "8.68", Severity.WARNING),
        ("!low_confidence", "6.74", Severity.WARNING),  # no digit of it does
    ],
)
def test_shares_that_one_digit_of_a_doubted_one_makes_whole_are_a_note(doubt: str, share: str, severity: Severity) -> None:
    own = APPLICATION.name
    held = recognised(f"""
        equity_table@1#t:1:shareholder_name:0={own} shareholder_name 甲控股有限公司
        equity_table@1#t:1:shareholder_name:0={own} shareholder_share 91.02 %
        equity_table@1#t:1:shareholder_name:1={own} shareholder_name 乙控股有限公司
        equity_table@1#t:1:shareholder_name:1{doubt}={own} shareholder_share {share} %
    """)
    told = ownership_findings(APPLICATION, held, ownership_of(APPLICATION, held, ()), (), ())
    assert [one.severity for one in told if one.check == "OWN-9"] == [severity]


BALANCE = """
    balance_sheet/consolidated@2020{} total_assets 2020 158,199,737.77 元
    balance_sheet/consolidated@2020 total_liabilities_and_equity 2020 195,546,663.14 元
    form total_assets 2020 15819.97 万元
"""


@pytest.mark.parametrize(("doubt", "severity"), [("!period_assumed", Severity.NOTE), ("", Severity.WARNING)])
def test_a_sum_of_lines_under_heads_and_of_lines_whose_heads_were_not_read_may_be_of_two_years(doubt: str, severity: Severity) -> None:
    assert [one.severity for one in found(BALANCE.format(doubt), "A08.4")] == [severity]


@pytest.mark.parametrize(
    ("printed", "named"),
    [
        ("洛阳例笙湉仪表有限公司洛阳虚穹屿技术研究院有限公司", 2),  # the mark between them was not read
        ("洛阳例笙湉仪表有限公司；洛阳虚穹屿大学", 2),
        ("洛阳例笙湉仪表有限公司洛阳分公司", 1),
    ],
)
def test_two_holders_are_two_though_the_mark_between_them_was_lost(printed: str, named: int) -> None:
    assert len(holders(printed)) == named
