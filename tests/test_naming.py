"""A file that is named for one thing and holds another is a finding; everything less clear is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fact_text import APPLICATION
from fact_text import facts
from fact_text import load_packs_once
from fact_text import programme
from fact_text import taxonomy

from docintel.check import run_checks
from docintel.domain.document import Document
from docintel.domain.document import ReadStatus
from docintel.domain.document import Section
from docintel.domain.fact import Scope
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome


def section(kind: str, first: int = 1, last: int = 1, *, year: int | None = None, confidence: float = 0.95) -> Section:
    return Section(kind, (first, last), Scope.UNSTATED, "", confidence, year)


def found(file: str, *sections: Section) -> tuple[Finding, ...]:
    """What the check says of one file with these sections."""
    pages = max((one.pages[1] for one in sections), default=1)
    held = Document(file, "0" * 64, ReadStatus.OK, pages, sections)
    return run_checks(programme("E01"), APPLICATION, facts(""), (held,), taxonomy(), load_packs_once().kinds)


def test_a_licence_that_is_a_patent_certificate_is_told_with_its_page() -> None:
    (finding,) = found("附件/营业执照.pdf", section("patent_certificate"))
    assert finding.outcome is Outcome.NEEDS_CHECK
    assert "营业执照" in finding.explanation.zh
    assert "第1页的内容是专利证书" in finding.explanation.zh


@pytest.mark.parametrize(
    ("file", "sections"),
    [
        ("营业执照.pdf", (section("business_licence"),)),
        ("营业执照.pdf", (section("business_licence"), section("patent_certificate", 2, 2))),
        ("营业执照及专利证书.pdf", (section("patent_certificate"),)),
        ("附件3.pdf", (section("patent_certificate"),)),
        ("营业执照.pdf", (section("other"),)),
        ("营业执照.pdf", (section("patent_certificate", confidence=0.6),)),
        ("营业执照.pdf", (section("patent_certificate"), section("other", 2, 9))),
        ("2021年审计报告.pdf", (section("balance_sheet", 1, 4, year=2021),)),
    ],
    ids=["as named", "also as named", "named for two", "named for none", "nothing known", "not sure", "mostly unknown", "a part of it"],
)
def test_nothing_is_said_where_name_or_pages_are_not_clear(file: str, sections: tuple[Section, ...]) -> None:
    assert found(file, *sections) == ()


def test_the_longest_name_counts() -> None:
    """研发费用专项审计报告 is no 审计报告."""
    special = replace(load_packs_once().kinds["audit_report"], id="rd_special_audit", names=("专项审计报告",))
    kinds = {**load_packs_once().kinds, "rd_special_audit": special}
    held = Document("研发费用专项审计报告.pdf", "0" * 64, ReadStatus.OK, 1, (section("rd_special_audit"),))
    assert run_checks(programme("E01"), APPLICATION, facts(""), (held,), taxonomy(), kinds) == ()


def test_a_report_of_another_year_than_its_name_says_is_told() -> None:
    (finding,) = found("2021年审计报告.pdf", section("audit_report", year=2020), section("balance_sheet", 2, 3, year=2020))
    assert finding.outcome is Outcome.NEEDS_CHECK
    assert "2021年" in finding.explanation.zh
    assert "2020年" in finding.explanation.zh


@pytest.mark.parametrize(
    ("file", "years"),
    [
        ("2021年审计报告.pdf", (2021, 2021)),
        ("2021年审计报告.pdf", (2020, 2021)),
        ("2020-2022年审计报告.pdf", (2021, 2021)),
        ("审计报告.pdf", (2020, 2020)),
    ],
    ids=["the same", "uncertain", "several named", "none named"],
)
def test_a_year_that_is_not_certain_says_nothing(file: str, years: tuple[int, int]) -> None:
    assert found(file, section("audit_report", year=years[0]), section("balance_sheet", 2, 3, year=years[1])) == ()
