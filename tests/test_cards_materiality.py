"""What a conflict would change: the verdicts that turn when the evidence's value is taken."""

from __future__ import annotations

from pathlib import Path

from fact_text import APPLICATION
from fact_text import documents
from fact_text import facts
from fact_text import programme
from fact_text import taxonomy

from docintel.check import run_checks
from docintel.criteria import judge
from docintel.domain.finding import Finding
from docintel.domain.verdict import Status
from docintel.review.cards import fold_cards
from docintel.review.materiality import replacement
from docintel.review.materiality import with_flips

CLEAN = (Path(__file__).parent / "clean_application.txt").read_text(encoding="utf-8")


def weighed(text: str) -> dict[str, Finding]:
    held = facts(text)
    findings = run_checks(programme("A01", "O02", "F"), APPLICATION, held, documents(held), taxonomy())
    before = judge(programme(), APPLICATION, held, taxonomy())
    flipped = with_flips(findings, before, programme(), APPLICATION, held, taxonomy())
    return {finding.key.subject: finding for finding in flipped}


def test_a_figure_that_decides_a_condition_says_which() -> None:
    finding = weighed(CLEAN.replace("86,297,243.09", "226,297,243.09"))["total_liabilities@2022"]
    assert {(flip.before, flip.after) for flip in finding.flips} == {(Status.MET, Status.UNMET)}
    assert any("负债" in flip.label.zh for flip in finding.flips)


def test_a_card_that_would_turn_a_verdict_comes_before_one_that_would_not() -> None:
    findings = weighed(CLEAN.replace("86,297,243.09", "226,297,243.09").replace("form revenue 2021 19378.52", "form revenue 2021 19378.92"))
    cards = fold_cards(tuple(findings.values()), programme(), taxonomy())
    assert [(card.grade, bool(card.flips)) for card in cards] == [("verdict", True), ("material_figure", False)]


def test_a_figure_that_decides_nothing_turns_nothing() -> None:
    assert weighed(CLEAN.replace("form rd_expense 2022 1290.41", "form rd_expense 2022 1290.91"))["rd_expense@2022"].flips == ()


def test_names_and_absences_put_nothing_in_the_place_of_a_figure() -> None:
    finding = weighed(CLEAN.replace("form legal_representative 卢知衡", "form legal_representative 卢修远"))["legal_representative"]
    assert replacement(finding) == {}
    assert finding.flips == ()
