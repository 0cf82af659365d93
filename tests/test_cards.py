"""One cause, one card: the clean application has none, and every kind of defect planted in it makes exactly one, led by its cause.

The application is written out in clean_application.txt; a test says which lines differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from fact_text import APPLICATION
from fact_text import document
from fact_text import documents
from fact_text import facts
from fact_text import programme
from fact_text import taxonomy

from docintel.check import run_checks
from docintel.domain.document import Document
from docintel.domain.document import ReadStatus
from docintel.domain.fact import Facts
from docintel.domain.fact import Text
from docintel.domain.finding import Card
from docintel.domain.finding import Finding
from docintel.domain.finding import Flip
from docintel.domain.finding import Severity
from docintel.domain.programme import CheckKind
from docintel.domain.verdict import Status
from docintel.domain.wording import Wording
from docintel.review.cards import fold_cards

CLEAN = (Path(__file__).parent / "clean_application.txt").read_text(encoding="utf-8")
# the application fills in what the checks compare, not every required field of the form
PROGRAMME = replace(programme(), checks=tuple(rule for rule in programme().checks if rule.kind is not CheckKind.COMPLETE))

Change = tuple[str, str]  # the beginning of a line of the application, and what follows it instead


def changed(text: str, *changes: Change) -> str:
    """The text with lines changed; a change must meet a line."""
    lines = text.splitlines()
    for begin, rest in changes:
        places = [place for place, line in enumerate(lines) if line.startswith(f"{begin} ")]
        assert places, f"no line begins with {begin!r}"
        for place in places:
            lines[place] = f"{begin} {rest}"
    return "\n".join(lines)


def without(text: str, *parts: str) -> str:
    return "\n".join(line for line in text.splitlines() if not any(part in line for part in parts))


def with_copy(text: str) -> str:
    """The same with a printed copy of the form."""
    printed = ["copy" + line.removeprefix("form") for line in text.splitlines() if line.startswith("form")]
    return "\n".join([text, *printed])


def found(text: str, extra: Iterable[Document] = ()) -> tuple[Finding, ...]:
    held = facts(text)
    return run_checks(PROGRAMME, APPLICATION, held, (*documents(held), *extra), taxonomy())


def folded(text: str, extra: Iterable[Document] = ()) -> tuple[Card, ...]:
    return fold_cards(found(text, extra), PROGRAMME, taxonomy())


def causes(text: str) -> list[tuple[str, str | None]]:
    """Of every card the check that leads it and its diagnosis."""
    by_key = {finding.key: finding for finding in found(text)}
    leads = [by_key[card.findings[0]] for card in folded(text)]
    return [(lead.check, None if lead.diagnosis is None else lead.diagnosis.hypothesis) for lead in leads]


def test_the_clean_application_has_no_finding_and_no_card() -> None:
    text = with_copy(CLEAN)
    assert [finding.explanation.zh for finding in found(text)] == []
    assert folded(text) == ()


@pytest.mark.parametrize(
    ("name", "changes", "cause"),
    [
        ("unit_slip of revenue", [("form revenue 2022", "226777125.76 万元")], ("A01", "unit_slip")),
        ("unit_slip of liabilities", [("form total_liabilities 2021", "71838961.77 万元")], ("A01", "unit_slip")),
        ("wrong_year of assets", [("form total_assets 2022", "23826.46 万元")], ("A01", "wrong_year")),
        ("wrong_year of profit", [("form net_profit 2022", "3735.88 万元")], ("A01", "wrong_year")),
        ("other_scope", [("form revenue 2021", "17831.25 万元")], ("A01", "other_scope")),
        ("sibling_line of profit", [("form net_profit 2021", "4208.75 万元")], ("A01", "sibling_line")),
        ("sibling_line of main revenue", [("form main_revenue 2022", "22677.71 万元")], ("A01", "sibling_line")),
        ("digit_transposed", [("form rd_expense 2022", "1920.41 万元")], ("A01", "digit_transposed")),
        ("percent_times_100", [("form main_revenue_ratio 2022", "0.9519 %")], ("F02", "percent_slip")),
        ("percent_times_100 of staff", [("form rd_staff_ratio 2022", "0.1579 %")], ("F06.2", "percent_slip")),
        ("a percentage converted twice", [("form main_revenue_ratio 2022", "9519 %")], ("F02", "percent_slip")),
        ("ratio_not_recomputing", [("form rd_ratio 2021", "6.37 %")], ("F06.1", "none")),
        ("uscc_check_digit", [("form uscc", "91410311MA1PGGUK8N")], ("F14", "digit_changed")),
        ("legal_rep_differs", [("form legal_representative", "卢修远")], ("O02.2", "none")),
        ("patent_check_digit", [("form#patent:201910414379.3 patent_number", "201910414379.8")], ("O07.2", "digit_changed")),
        ("patent_not_held", [("patent_certificate#patent:201910414379.3 patent_holder", "洛阳虚岚屿技术研究院有限公司")], ("O07.4", None)),
        ("class1_count_too_high", [("form class1_ip", "3 项"), ("form invention_patents", "3 项")], ("O07.1", None)),
        ("restated_prior_year", [
            ("income_statement/consolidated@2022 revenue 2021", "190,333,410.36 元"),
            ("notes_revenue/consolidated@2022 main_revenue 2021", "183,979,538.22 元"),
        ], ("A09", "restated")),
        ("the wrong name", [("form enterprise_name", "例清茗（洛阳）电子材料有限公司")], ("O02.2", "none")),
        ("a qualified opinion", [("audit_report@2021 audit_opinion", "qualified")], ("A03", None)),
        ("another entity audited", [("audit_report@2021 audited_entity", "洛阳样芷珩控股有限公司")], ("A04", None)),
    ],
)  # fmt: skip
def test_a_planted_defect_is_one_card_led_by_its_cause(name: str, changes: list[Change], cause: tuple[str, str | None]) -> None:
    assert name
    assert causes(with_copy(changed(CLEAN, *changes))) == [cause]


def test_consequences_are_folded_under_the_figure_that_carries_the_diagnosis() -> None:
    (card,) = folded(with_copy(changed(CLEAN, ("form revenue 2022", "226777125.76 万元"))))
    assert [f"{key.check} {key.subject}" for key in card.findings] == [
        "A01 revenue@2022", "F02 main_revenue_ratio@2022", "F06.1 rd_ratio@2022", "F18.1 form",
    ]  # fmt: skip
    assert card.title == Wording("2022年营业收入：疑为单位填错", "Revenue 2022: the unit may be wrong")


def test_a_copy_that_differs_is_one_card() -> None:
    text = changed(with_copy(CLEAN), ("copy taxes_paid 2021", "2409.29 万元"))
    assert causes(text) == [("O13", "digit_changed")]


def test_a_wrong_figure_whose_copy_is_right_is_still_one_card() -> None:
    text = changed(with_copy(CLEAN), ("form revenue 2022", "22671.71 万元"))
    (card,) = folded(text)
    assert {key.check for key in card.findings} == {"A01", "F02", "O13"}


def test_a_certificate_that_is_absent_is_one_card() -> None:
    text = without(CLEAN, "patent_certificate#patent:201910513937.1")
    assert causes(text) == [("O07.3", None)]


@pytest.mark.parametrize("year", [2020, 2021, 2022])
def test_an_absent_report_is_one_card_and_not_one_per_figure(year: int) -> None:
    assert causes(without(CLEAN, f"@{year} ")) == [("A05", None)]


def test_figures_that_are_all_a_year_late_are_one_card_though_each_stands_in_another_column() -> None:
    late = [
        ("form total_assets 2021", "20335.13 万元"),
        ("form net_profit 2021", "2998.95 万元"),
        ("form net_profit 2022", "3735.88 万元"),
        ("form total_liabilities 2022", "7183.90 万元"),
    ]
    assert causes(with_copy(changed(CLEAN, *late))) == [("A01", "wrong_year")]


def test_research_that_is_counted_otherwise_in_all_years_is_one_card() -> None:
    other = [("form rd_expense 2020", "801.33 万元"), ("form rd_expense 2021", "935.48 万元"), ("form rd_expense 2022", "1140.90 万元")]
    (card,) = folded(with_copy(changed(CLEAN, *other)))
    assert {key.subject for key in card.findings if key.check == "A01"} == {"rd_expense@2020", "rd_expense@2021", "rd_expense@2022"}


def test_all_revenue_taken_for_main_revenue_in_all_years_is_one_card() -> None:
    whole = [
        ("form main_revenue 2020", "17780.28 万元"),
        ("form main_revenue 2021", "19378.52 万元"),
        ("form main_revenue 2022", "22677.71 万元"),
    ]
    assert causes(changed(CLEAN, *whole))[:1] == [("A01", "sibling_line")]
    assert [cause for cause, _ in causes(changed(CLEAN, *whole))].count("A01") == 1


def test_a_ratio_written_as_a_fraction_in_all_years_is_one_card() -> None:
    fractions = [("form debt_ratio 2020", "0.3320 %"), ("form debt_ratio 2021", "0.3015 %"), ("form debt_ratio 2022", "0.3039 %")]
    assert causes(changed(CLEAN, *fractions)) == [("F05", "percent_slip")]


def test_a_file_named_for_the_year_that_is_missing_and_of_another_is_named() -> None:
    held = facts(without(CLEAN, "@2021 "))
    latest = next(fact.source.document for fact in held if fact.kind == "income_statement" and fact.year == 2022)
    named = [replace(one, file="审计报告（2021年）.pdf") if one.sha256 == latest else one for one in documents(held)]
    (absent,) = [finding for finding in run_checks(PROGRAMME, APPLICATION, held, tuple(named), taxonomy()) if finding.check == "A05"]
    assert absent.explanation.zh == "材料中未找到2021年度审计报告。文件“审计报告（2021年）.pdf”所载为2022年度。"


def test_absent_reports_of_several_years_are_one_card_that_names_the_years() -> None:
    text = without(without(CLEAN, "@2021 "), "@2022 ")
    (card,) = folded(text)
    assert card.title == Wording("材料中未找到2021、2022年度审计报告", "The audit report of 2021, 2022 was not found among the documents")
    assert [key.subject for key in card.findings] == ["audit_report@2022", "audit_report@2021"]


def test_anothers_report_is_one_card_and_not_one_per_figure_also_where_a_remark_in_it_names_nobody() -> None:
    other = "样芷珩（洛阳）电子材料有限公司"
    held = [
        replace(fact, entity=other, value=Text(other) if fact.concept == "audited_entity" else fact.value)
        if fact.source.document == document("审计报告2022.pdf")
        else fact
        for fact in facts(CLEAN)
    ]
    remark = replace(next(fact for fact in held if fact.entity == other), entity="", kind="notes", concept=None, label="其他")
    whole = Facts([*held, remark])
    findings = run_checks(PROGRAMME, APPLICATION, whole, documents(whole), taxonomy())
    assert {one.check for one in findings if one.check in ("A04", "A07", "A11")} == {"A04"}


def test_an_absent_licence_is_one_card() -> None:
    (card,) = folded(without(CLEAN, "business_licence "))
    assert (card.grade, card.title.zh) == ("required_evidence", "材料中未找到营业执照")


def test_main_revenue_that_no_report_shows_is_one_card_for_all_years() -> None:
    assert causes(without(CLEAN, "notes_revenue")) == [("A07", None)]


def test_an_unreadable_report_is_one_card_that_says_what_it_may_hold() -> None:
    scan = Document("审计报告2021.pdf", "a" * 64, ReadStatus.UNREADABLE, 20)
    (card,) = folded(without(CLEAN, "@2021 "), [scan])
    assert card.title.zh == "文件“审计报告2021.pdf”无法读取"
    (finding,) = found(without(CLEAN, "@2021 "), [scan])
    assert "2021年度审计报告" in finding.explanation.zh


def test_two_columns_exchanged_are_one_card_however_many_figures_they_hold() -> None:
    text = changed(
        CLEAN,
        ("form total_assets 2022", "23826.46 万元"), ("form total_assets 2021", "28399.57 万元"),
        ("form total_liabilities 2022", "7183.90 万元"), ("form total_liabilities 2021", "8629.72 万元"),
    )  # fmt: skip
    assert causes(text) == [("A01", "swapped_columns")]


def test_a_form_filled_from_the_parents_statements_is_one_card() -> None:
    text = changed(
        CLEAN, ("form revenue 2020", "16034.10 万元"), ("form revenue 2021", "17831.25 万元"), ("form revenue 2022", "20879.60 万元"),
        ("form net_profit 2022", "3612.00 万元"),
    )  # fmt: skip
    assert causes(text) == [("A01", "other_scope")]


def test_two_causes_are_two_cards_though_a_ratio_rests_on_both() -> None:
    text = changed(CLEAN, ("form total_assets 2022", "23826.46 万元"), ("form total_liabilities 2022", "86297243.09 万元"))
    assert sorted(causes(text)) == [("A01", "unit_slip"), ("A01", "wrong_year")]


def test_a_ratio_that_is_wrong_by_itself_is_not_hidden_under_a_wrong_operand() -> None:
    text = changed(CLEAN, ("form revenue 2021", "193785184.72 万元"), ("form rd_ratio 2021", "6.37 %"))
    assert sorted(causes(text), key=str) == [("A01", "unit_slip"), ("F06.1", "none")]


def test_a_figure_that_nothing_proves_is_found_by_what_does_not_recompute() -> None:
    text = changed(without(CLEAN, "notes_revenue"), ("form main_revenue 2022", "26586.71 万元"))
    cards = folded(text)
    assert [card.grade for card in cards] == ["required_evidence", "material_figure"]
    assert {key.check for key in cards[1].findings} == {"F01", "F02", "F03", "F04"}


def test_a_sum_of_one_paper_that_does_not_come_out_in_several_years_is_one_card() -> None:
    audited = (("2020", "928.20"), ("2021", "1077.93"), ("2022", "1290.41"))
    parts = (("rd_expense", ""), ("rd_personnel", "400.00"), ("rd_direct_input", "200.00"), ("rd_other", "20.00"))
    lines = [f"rd_special_audit@s {concept} {year} {amount or total} 万元" for year, total in audited for concept, amount in parts]
    assert causes(with_copy(CLEAN + "\n" + "\n".join(lines))) == [("A12.2", None)]


def test_cards_are_ranked_by_what_they_end_and_in_the_same_order_every_time() -> None:
    text = changed(
        without(CLEAN, "patent_certificate#patent:201910513937.1"),
        ("form legal_representative", "卢修远"),
        ("form revenue 2022", "22671.71 万元"),
    )
    findings = list(found(text))
    grades = [card.grade for card in fold_cards(findings, PROGRAMME, taxonomy())]
    assert grades == ["required_evidence", "material_figure", "identity"]
    flip = Flip("revenue", Wording("营业收入", "Revenue"), Status.MET, Status.UNMET)
    flipped = [replace(finding, flips=(flip,)) if finding.key.subject == "revenue@2022" else finding for finding in findings]
    cards = fold_cards(flipped, PROGRAMME, taxonomy())
    assert [(card.rank, card.grade) for card in cards] == [(1, "verdict"), (2, "required_evidence"), (3, "identity")]
    assert cards[0].flips == (flip,)
    assert fold_cards(flipped, PROGRAMME, taxonomy()) == cards


def test_notes_alone_make_no_card() -> None:
    (finding,) = found(changed(CLEAN, ("form legal_representative", "卢修远")))
    assert fold_cards([replace(finding, severity=Severity.NOTE)], PROGRAMME, taxonomy()) == ()
