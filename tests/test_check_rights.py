"""Who a paper is about, who holds a right after the last paper about it, and what is in force on the cutoff (2023-04-10)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fact_text import APPLICATION
from fact_text import checked
from fact_text import documents
from fact_text import facts
from fact_text import programme
from fact_text import taxonomy

from docintel.check import run_checks
from docintel.domain.fact import Facts
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity
from docintel.domain.source import Method

OTHER = "样芷珩（洛阳）电子材料有限公司"
OWN_CODE, OTHER_CODE = "91410311MA1PGGUK7N", "91330100799655058B"


def told(text: str, *checks: str) -> list[tuple[str, str]]:
    return [(finding.key.subject.partition("/")[0], finding.outcome.value) for finding in checked(text, *checks)]


def only(text: str, *checks: str) -> Finding:
    (finding,) = checked(text, *checks)
    return finding


NAMED = "form enterprise_name 例漪茗（洛阳）电子材料有限公司\nform uscc 91410311MA1PGGUK7N\n"

# ---- who a paper is about


@pytest.mark.parametrize(
    ("name", "code", "found"),
    [
        ("例漪茗（洛阳）电子材料有限公司", "", []),
        ("洛阳例漪茗电子材料有限公司", "", []),
        ("例漪茗电子材料有限公司", "", [("enterprise_name", "needs_check")]),  # likeness alone merges nobody
        ("例漪茗电子材料有限公司", OWN_CODE, []),  # the code says who it is
        (OTHER, OWN_CODE, []),
        (OTHER, "", [("enterprise_name", "disagree")]),
        ("例漪茗电子材料有限公司", OTHER_CODE, [("enterprise_name", "disagree")]),
        ("例漪茗（洛阳）电子材料有限公司", OTHER_CODE, [("enterprise_name", "needs_check")]),
        ("例漪茗电子材料有限公司", "91330100799655058C", [("enterprise_name", "needs_check")]),  # a code that cannot be true says nothing
        ("Luoyang Electronic Materials Co., Ltd", "", [("enterprise_name", "needs_check")]),  # nor does a translation refute
        ("?", "", []),
    ],
)
def test_a_certificate_is_the_applicants_by_code_first_and_by_name_then(name: str, code: str, found: list[tuple[str, str]]) -> None:
    text = f"{NAMED}system_certificate enterprise_name {name}\n" + (f"system_certificate uscc {code}" if code else "")
    assert told(text, "O05.1") == found


def seen(text: str, check: str, method: Method) -> Finding:
    """The only finding of a check where the pages of evidence were read in that way."""
    held = Facts(fact if fact.is_declared else replace(fact, source=replace(fact.source, method=method)) for fact in facts(text))
    (finding,) = run_checks(programme(check), APPLICATION, held, documents(held), taxonomy())
    return finding


@pytest.mark.parametrize(
    ("name", "method", "outcome", "severity"),
    [
        ("例漪茗（洛阳）电子材料有艰公司", Method.OCR, Outcome.NEEDS_CHECK, Severity.NOTE),
        ("例漪茗（洛阳）电了材料有限公司", Method.OCR, Outcome.NEEDS_CHECK, Severity.NOTE),
        ("例漪茗（洛阳）电了材料有限公司", Method.TEXT, Outcome.NEEDS_CHECK, Severity.WARNING),  # nobody recognised it: it is printed so
        ("样漪茗（洛阳）电子材料有限公司", Method.OCR, Outcome.DISAGREE, Severity.CONFLICT),  # no reader takes one for the other
    ],
)
def test_one_letter_that_recognition_takes_for_another_is_a_doubt_and_no_card(
    name: str, method: Method, outcome: Outcome, severity: Severity
) -> None:
    found = seen(f"{NAMED}audit_report@2022 audited_entity {name}", "A04", method)
    assert (found.outcome, found.severity) == (outcome, severity)


RENAMED = """
    credit_publicity_report enterprise_name 例漪茗（洛阳）电子材料有限公司
    credit_publicity_report#c1 change_item {}
    credit_publicity_report#c1 change_before 洛阳溪峤化工有限公司
    credit_publicity_report#c1 change_after 例漪茗（洛阳）电子材料有限公司
    credit_publicity_report#c1 change_date 2020-06-01
"""


def test_a_former_name_on_record_is_the_applicants() -> None:
    paper = "patent_certificate#patent:1 patent_holder 洛阳溪峤化工有限公司\naudit_report@2022 audited_entity 洛阳溪峤化工有限公司"
    assert told(NAMED + paper, "O07.4", "A04") == [("audited_entity", "disagree"), ("patent_holder", "disagree")]
    assert told(NAMED + RENAMED.format("名称变更") + paper, "O07.4", "A04") == []


LISTED = """
    form#patent:1 patent_number 201710601862.3
    form#patent:1 patent_holder 例漪茗（洛阳）电子材料有限公司
    patent_certificate#patent:1 patent_number 201710601862.3
    patent_certificate#patent:1 patent_holder 洛阳溪峤化工有限公司
"""


def test_a_listed_patent_whose_certificate_bears_a_former_name_on_record_agrees() -> None:
    assert told(NAMED + LISTED, "O07.5") == [("patent_holder", "disagree")]
    assert told(NAMED + RENAMED.format("名称变更") + LISTED, "O07.5") == []


@pytest.mark.parametrize("item", ["股东名称变更", "住所变更", "负责人名称变更"])
def test_a_change_of_anything_but_the_own_name_makes_no_former_name(item: str) -> None:
    paper = "patent_certificate#patent:1 patent_holder 洛阳溪峤化工有限公司"
    assert told(NAMED + RENAMED.format(item) + paper, "O07.4") == [("patent_holder", "disagree")]


def test_a_change_on_record_of_another_enterprise_names_nobody_else() -> None:
    record = RENAMED.format("名称变更").replace("例漪茗（洛阳）电子材料有限公司", OTHER).replace("report#c1", f"report#c1={OTHER}")
    paper = "patent_certificate#patent:1 patent_holder 洛阳溪峤化工有限公司"
    assert told(NAMED + record + paper, "O07.4") == [("patent_holder", "disagree")]


# ---- the holder of a right after the last paper about it

PATENT = """
    form#patent:a patent_number 201710601862.3
    form#patent:a transfer_date {stated}
    patent_certificate@granted#patent:a patent_number 201710601862.3
    patent_certificate@granted#patent:a patent_holder {first}
    patent_certificate@granted#patent:a grant_date 2019-05-07
    patent_certificate@register#patent:a patent_number 201710601862.3
    patent_certificate@register#patent:a patent_holder {last}
    patent_certificate@register#patent:a transfer_date 2022-11-08
"""
OWN = "例漪茗（洛阳）电子材料有限公司"


def test_a_later_record_of_transfer_says_who_the_holder_is() -> None:
    assert told(NAMED + PATENT.format(stated="2022-11-08", first=OTHER, last=OWN), "O07.4") == []
    assert told(NAMED + PATENT.format(stated="2022-11-08", first=OWN, last=OTHER), "O07.4") == [("patent_holder", "disagree")]


@pytest.mark.parametrize(
    ("stated", "first", "found"),
    [
        ("2022-11-08", OTHER, []),
        ("2021-11-08", OTHER, [("transfer_date", "disagree")]),
        ("-", OTHER, [("transfer_date", "disagree")]),
        ("-", OWN, []),  # a change on record under the same holder: of its name, of its address
    ],
)
def test_a_right_that_was_acquired_is_declared_with_its_day(stated: str, first: str, found: list[tuple[str, str]]) -> None:
    assert told(NAMED + PATENT.format(stated=stated, first=first, last=OWN), "O07.9") == found


def test_a_right_whose_papers_name_two_holders_and_no_day_was_acquired_on_a_day_nobody_gives() -> None:
    text = PATENT.format(stated="-", first=OTHER, last=OWN).replace("register#patent:a transfer_date", "register#patent:a issue_date")
    found = only(NAMED + text, "O07.9")
    assert found.outcome is Outcome.DISAGREE
    assert "的专利权登记变更，此前专利权人为" in found.explanation.zh


def test_a_register_copy_alone_tells_of_a_change_and_not_of_which() -> None:
    text = "\n".join(line for line in PATENT.format(stated="-", first=OTHER, last=OWN).splitlines() if "granted" not in line)
    assert told(NAMED + text, "O07.9") == [("transfer_date", "needs_check")]


def test_two_papers_about_one_right_in_one_file_are_two_papers() -> None:
    text = PATENT.format(stated="2022-11-08", first=OTHER, last=OWN).replace("@granted", "@x").replace("@register", "@x")
    assert told(NAMED + text, "O07.4") == []


def test_a_trade_mark_belongs_to_whom_it_was_transferred() -> None:
    text = f"""
        trademark_certificate@1 trademark_number 45678901
        trademark_certificate@1 rights_holder {OTHER}
        trademark_certificate@1 issue_date 2015-01-07
        trademark_certificate@2 trademark_number 45678901
        trademark_certificate@2 rights_holder {OWN}
        trademark_certificate@2 issue_date 2021-01-07
    """
    assert told(NAMED + text, "O04.1") == []
    assert told(NAMED + text.replace("2015", "2022"), "O04.1") == [("rights_holder", "disagree")]


def test_a_patent_listed_twice_counts_once() -> None:
    text = "form#a patent_number 201710601862.3\nform#b patent_number 95115608.X\n"
    assert told(text, "O07.10") == []
    assert told(text + "form#c patent_number 201710601862.3", "O07.10") == [("patent_number", "disagree")]


# ---- in force on the cutoff


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2020-05-16", "2023-04-10", []),  # its last day is the cutoff
        ("2020-05-16", "2023-04-09", [("valid_until", "expired")]),
        ("2023-04-11", "2026-04-10", [("issue_date", "needs_check")]),
        ("2020-05-16", "?", []),
        ("?", "2026-04-10", []),
    ],
)
def test_a_certificate_holds_on_the_cutoff_or_its_days_are_told(since: str, until: str, found: list[tuple[str, str]]) -> None:
    text = f"system_certificate issue_date {since}\nsystem_certificate valid_until {until}"
    assert told(text, "O05.2") == found


def test_a_renewed_certificate_stands_for_the_one_that_expired() -> None:
    old = "system_certificate@1 certificate_standard GB/T 19001-2016\nsystem_certificate@1 valid_until 2022-05-15\n"
    new = "system_certificate@2 certificate_standard GB/T {}\nsystem_certificate@2 valid_until 2025-05-15\n"
    assert told(old + new.format("19001-2016"), "O05.2") == []
    assert told(old + new.format("24001-2016"), "O05.2") == [("valid_until", "expired")]


def test_a_renewed_trade_mark_is_in_force() -> None:
    text = "trademark_certificate@{0} trademark_number 45678901\ntrademark_certificate@{0} valid_until {1}\n"
    assert told(text.format(1, "2021-01-06"), "O04.2") == [("valid_until", "expired")]
    renewed = text.format(1, "2021-01-06") + text.format(2, "2031-01-06") + "trademark_certificate@2 valid_from 2021-01-07"
    assert told(renewed, "O04.2") == []
