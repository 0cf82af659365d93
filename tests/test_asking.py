"""Ask once: the fewest papers that settle all cards, each with an explanation that accuses nobody."""

from __future__ import annotations

from fact_text import APPLICATION
from fact_text import documents
from fact_text import facts
from fact_text import programme
from fact_text import taxonomy
from hypothesis import given
from hypothesis import strategies as st

from docintel.check import evidence_matrix
from docintel.check import run_checks
from docintel.domain.programme import CheckKind
from docintel.domain.request import Request
from docintel.packs import load_packs
from docintel.review import asking
from docintel.review.asking import Paper
from docintel.review.asking import ask_once
from docintel.review.asking import fewest
from docintel.review.cards import fold_cards
from docintel.review.innocence import BY_HYPOTHESIS
from docintel.review.innocence import BY_KIND
from docintel.review.innocence import BY_OUTCOME

LICENCE, REPORT, FORM = Paper("business_licence"), Paper("credit_publicity_report"), Paper("form")
PAPERS = st.lists(st.sampled_from([Paper(name) for name in "abcdef"]), min_size=1, max_size=4, unique=True).map(tuple)


def asked(text: str, *checks: str) -> tuple[Request, ...]:
    held = facts(text)
    found = [one for one in run_checks(programme(), APPLICATION, held, documents(held), taxonomy()) if one.check in checks]
    matrix = evidence_matrix(programme(), APPLICATION, held, documents(held), taxonomy())
    return ask_once(fold_cards(found, programme(), taxonomy()), found, matrix, programme(), load_packs().kinds)


def test_a_paper_that_settles_two_questions_is_asked_for_instead_of_two() -> None:
    assert fewest([(LICENCE, REPORT), (REPORT,), (FORM,)]) == {REPORT, FORM}


def test_of_equally_small_sets_the_likelier_papers_are_asked_for() -> None:
    assert fewest([(LICENCE, REPORT)]) == {LICENCE}


def test_where_nothing_is_open_nothing_is_asked_for() -> None:
    assert fewest([]) == frozenset()


@given(st.lists(PAPERS, max_size=6))
def test_every_question_is_settled_and_no_paper_is_asked_for_in_vain(choices: list[tuple[Paper, ...]]) -> None:
    chosen = fewest(choices)
    assert all(chosen & set(choice) for choice in choices)
    assert not [paper for paper in chosen if all((chosen - {paper}) & set(choice) for choice in choices)]


@given(st.lists(PAPERS, max_size=6))
def test_choosing_greedily_settles_every_question_too(choices: list[tuple[Paper, ...]]) -> None:
    assert all(asking._greedily(choices) & set(choice) for choice in choices)  # noqa: SLF001 - reached with more papers than a test should list


def test_slips_of_the_form_are_settled_by_one_corrected_form() -> None:
    (request,) = asked(
        """
        form revenue 2022 226777125.76 万元
        income_statement/consolidated@2022 revenue 2022 226,777,125.76 元
        form uscc 91320000MA1ABCDE00
        """,
        "A01",
        "F14",
    )
    assert (request.paper, len(request.settles)) == ("form", 2)


def test_a_disagreement_that_no_slip_explains_asks_for_the_paper() -> None:
    (request,) = asked(
        """
        form revenue 2022 18,111.11 万元
        income_statement/consolidated@2022 revenue 2022 226,777,125.76 元
        """,
        "A01",
    )
    assert (request.paper, request.year, request.label.zh) == ("audit_report", 2022, "2022年度审计报告")


def test_an_absent_report_is_asked_for_with_its_year() -> None:
    requests = asked("income_statement/consolidated@2022 revenue 2022 226,777,125.76 元\naudit_report audit_opinion unqualified", "A05")
    assert {(request.paper, request.year) for request in requests} >= {("audit_report", 2020), ("audit_report", 2021)}


def test_a_rule_says_what_settles_it() -> None:
    (request,) = asked("credit_china_report@2022 abnormal_count 1 项", "O11.1")
    assert request.paper == "explanation"
    (request,) = asked("form provincial_title no", "O12")
    assert request.paper in ("explanation", "form")


def test_innocent_explanations_accuse_nobody() -> None:
    words = [wording.zh for wording in (*BY_HYPOTHESIS.values(), *BY_KIND.values(), *BY_OUTCOME.values())]
    assert not [text for text in words if any(word in text for word in ("涉嫌", "造假", "虚假", "风险企业"))]


def test_every_kind_of_check_that_stands_for_one_mistake_has_an_explanation() -> None:
    without = {CheckKind.AGREES, CheckKind.EVIDENCE, CheckKind.OPINION, CheckKind.WITHIN, CheckKind.SHAPED, CheckKind.TICKED}
    assert set(CheckKind) - set(BY_KIND) <= without
