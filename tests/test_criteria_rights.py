"""Which class I rights count: those the applicant holds after the last paper about them, acquired long enough ago for the edition."""

from __future__ import annotations

import pytest
from fact_text import APPLICANT
from fact_text import APPLICATION
from fact_text import facts
from fact_text import load_packs_once
from fact_text import taxonomy

from docintel.criteria import judge

FORMER = "洛阳溪峤化工有限公司"


def certificate(number: str, holder: str, moved: str = "", before: str = "") -> str:
    """A granted invention patent; with `moved` also the register's copy after a transfer from `before`."""
    granted = f"patent_certificate@granted#patent:{number}"
    lines = [f"{granted} patent_number {number}", f"{granted} patent_type invention", f"{granted} grant_date 2019-05-07"]
    lines.append(f"{granted} patent_holder {before or holder}")
    if moved:
        copy = f"patent_certificate@copy#patent:{number}"
        lines += [f"{copy} patent_number {number}", f"{copy} patent_holder {holder}", f"{copy} transfer_date {moved}"]
    return "\n".join(lines) + "\n"


def counted(edition: str, text: str) -> str:
    """The number of class I rights on the evidence, as the calculation prints it."""
    programme = load_packs_once().programmes[edition]
    verdicts = judge(programme, APPLICATION, facts(text), taxonomy())
    trace = next(verdict for verdict in verdicts if verdict.criterion == "class1_ip").evidenced.trace
    assert trace is not None
    return trace.printed.split("项")[0]


OWN = certificate("201710601862.3", APPLICANT)


@pytest.mark.parametrize(
    ("edition", "moved", "number"),
    [
        ("little-giant-2022", "2021-11-08", "2"),
        ("little-giant-2022", "2022-11-08", "1"),  # less than a year before the cutoff
        ("little-giant-2026", "2021-11-08", "1"),  # acquired rights do not count at all
    ],
)
def test_an_acquired_right_counts_as_its_edition_says(edition: str, moved: str, number: str) -> None:
    assert counted(edition, OWN + certificate("95115608.X", APPLICANT, moved, "样本大学")) == number


def test_a_right_that_was_transferred_away_is_held_no_more() -> None:
    assert counted("little-giant-2022", OWN + certificate("95115608.X", "样本大学", "2021-11-08", APPLICANT)) == "1"


def test_a_right_under_a_former_name_on_record_is_held() -> None:
    held = OWN + certificate("95115608.X", FORMER)
    record = f"credit_publicity_report change_item 名称变更\ncredit_publicity_report change_before {FORMER}\ncredit_publicity_report change_after {APPLICANT}"
    assert counted("little-giant-2022", held) == "1"
    assert counted("little-giant-2022", held + record) == "2"


def both(text: str) -> tuple[str, str]:
    """How the condition stands on what is declared and on the evidence."""
    verdicts = judge(load_packs_once().programmes["little-giant-2022"], APPLICATION, facts(text), taxonomy())
    verdict = next(verdict for verdict in verdicts if verdict.criterion == "class1_ip")
    return verdict.declared.status.value, verdict.evidenced.status.value


def test_where_nothing_is_listed_nobody_knows_how_many_are_held() -> None:
    assert both("form revenue 2022 19876.54万元") == ("unknown", "unknown")


def test_a_form_that_says_nought_does_not_meet_the_condition() -> None:
    assert both("form class1_ip 0项") == ("unmet", "unmet")


def test_of_a_number_without_list_or_certificate_nothing_is_known() -> None:
    assert both("form class1_ip 3项") == ("unknown", "unknown")
