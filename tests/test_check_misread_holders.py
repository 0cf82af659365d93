"""Holders, signers, capitals and days that a recognised page shows otherwise: what something else says is misread makes no Card, another one does."""

from __future__ import annotations

import pytest
from test_check_misread import found

from docintel.domain.finding import Severity
from docintel.domain.source import Method


@pytest.mark.parametrize(
    ("printed", "yuan", "doubt", "severity"),
    [
        ("叁仟肆佰壹拾万零陆仟元整", "34,106,000.00", "!low_confidence", Severity.NOTE),
        ("叁仟肆佰壹拾万零陆仟元整", "34,106,000.00", "", Severity.CONFLICT),  # the readers agree on it
        ("叁仟捌佰陆拾万零伍仟元整", "38,605,000.00", "!low_confidence", Severity.WARNING),  # another capital
    ],
)
def test_a_doubted_numeral_of_a_capital_may_be_another(printed: str, yuan: str, doubt: str, severity: Severity) -> None:
    text = f"form registered_capital 3410.50 万元\nbusiness_licence{doubt} registered_capital {yuan} 元"
    assert [one.severity for one in found(text, "O02.2", written={yuan: printed})] == [severity]


@pytest.mark.parametrize(
    ("register", "table", "findings"),
    [
        ("姚侈迈", "姚修远", [Severity.NOTE]),  # 远 is taken for 迈, no list has 修 and 侈: their amount says that they are one
        ("洛阳拟珩创业投资合伏企业（有限合伙）", "洛阻拟珩创业投资合伙企业（有限合伙）", [Severity.NOTE]),
        ("油亦舟", "沈亦舟", []),  # 油 is no surname
        ("孟望舒", "姚修远", [Severity.WARNING]),  # somebody else
        ("姚知衡", "姚修远", [Severity.WARNING]),  # a namesake
    ],
)
def test_one_holder_of_the_same_amount_is_no_disagreement_where_its_name_was_misread(
    register: str, table: str, findings: list[Severity]
) -> None:
    text = f"""
        form enterprise_name 例漪茗（洛阳）电子材料有限公司
        credit_publicity_report@g#r1 shareholder_name {register}
        credit_publicity_report@g#r1 shareholder_amount 3000 万元
        equity_table@g#t1 shareholder_name {table}
        equity_table@g#t1 shareholder_amount 3000 万元
    """
    assert [one.severity for one in found(text, "O02.5")] == findings
    assert [one.severity for one in found(text, "O02.5", method=Method.TEXT)] == [Severity.WARNING]


def test_an_almost_equal_name_with_another_amount_is_another_holder() -> None:
    text = """
        form enterprise_name 例漪茗（洛阳）电子材料有限公司
        credit_publicity_report@g#r1 shareholder_name 姚侈迈
        credit_publicity_report@g#r1 shareholder_amount 2000 万元
        equity_table@g#t1 shareholder_name 姚修远
        equity_table@g#t1 shareholder_amount 3000 万元
    """
    assert [one.severity for one in found(text, "O02.5")] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("paper", "severity"),
    [
        ("market_share_statement!low_confidence enterprise_name 例柞茗（洛阳）仪衷材料有限公司", Severity.NOTE),
        ("market_share_statement enterprise_name 例柞茗（洛阳）仪衷材料有限公司", Severity.WARNING),  # the readers agree on it
        ("market_share_statement!low_confidence enterprise_name 例珩茗（洛阳）仪器材料有限公司", Severity.WARNING),
    ],
)
def test_a_doubted_long_name_of_which_one_of_two_letters_is_alike_makes_no_card(paper: str, severity: Severity) -> None:
    named = "form enterprise_name 例样茗（洛阳）仪表材料有限公司\n"
    assert [one.severity for one in found(named + paper, "O06.6")] == [severity]


@pytest.mark.parametrize(
    ("signer", "severity"),
    [
        ("漳望舒", Severity.NOTE),  # 漳 is no surname
        ("孟望舒", Severity.WARNING),
        ("谭知衡", Severity.WARNING),
    ],
)
def test_a_signer_whose_surname_is_none_was_misread_and_another_signer_makes_a_card(signer: str, severity: Severity) -> None:
    text = f"form legal_representative 谭望舒\ncommitment_letter legal_representative {signer}"
    assert [one.severity for one in found(text, "O13.2")] == [severity]


def test_a_form_that_gives_no_surname_is_not_excused_by_the_page_that_has_one() -> None:
    text = "form legal_representative 漳望舒\ncommitment_letter legal_representative 谭望舒"
    assert [one.severity for one in found(text, "O13.2")] == [Severity.WARNING]


PATENT = """
    form#patent:201611448483.7 patent_number 201611448483.7
    form#patent:201611448483.7 grant_date 2018-10-30
    patent_certificate#p:1 patent_number 201611448483.7
    patent_certificate#p:1 filing_date 2016-12-01
    patent_certificate#p:1 grant_date {}
"""


@pytest.mark.parametrize(
    ("granted", "method", "severity"),
    [
        ("2078-10-30", Method.OCR, Severity.NOTE),  # nobody granted it in 2078
        ("2078-10-30", Method.TEXT, Severity.CONFLICT),  # it is printed so
        ("2013-10-30", Method.OCR, Severity.NOTE),  # before it was filed
        ("2017-10-30", Method.OCR, Severity.CONFLICT),  # a day that can be, on which the readers agree
        ("2078-11-20", Method.OCR, Severity.CONFLICT),  # no one digit would make it the form's
    ],
)
def test_a_day_that_cannot_be_is_misread_where_one_digit_would_make_it_the_form_s(granted: str, method: Method, severity: Severity) -> None:
    assert [one.severity for one in found(PATENT.format(granted), "O07.5", method=method)] == [severity]
