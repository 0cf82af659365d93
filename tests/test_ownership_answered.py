"""What the form answers on holding relations: each enterprise it names is on a list in force and held as papers show, or is told."""

from __future__ import annotations

from datetime import date

import pytest
from fact_text import APPLICATION
from fact_text import facts
from test_ownership import OTHER
from test_ownership import holders

from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.ownership import ownership_findings
from docintel.ownership import ownership_of

FIRST = "例样甲投资有限公司"
STAKES = holders(APPLICATION.name, 1, (OTHER, "60"), (FIRST, "40"))


def found(answer: str, *, end: date | None = None, listed: bool = True) -> list[str]:
    """What is said of the answer, where OTHER is recognised until a day and holds the applicant."""
    held = facts(f"{STAKES}\n{answer}")
    entry = Recognition(OTHER, "小巨人", "4", end=end, former_names=("例样老厂有限公司",))
    registers = (Register("名单.csv", "0" * 64, None, (entry,)),) if listed else ()
    told = ownership_findings(APPLICATION, held, ownership_of(APPLICATION, held, registers), (), registers)
    return [finding.explanation.zh for finding in told if finding.check == "OWN-7"]


def yes(names: str) -> str:
    return f"form holding_relation yes\nform holding_relation_names {names}"


@pytest.mark.parametrize("names", [OTHER, "例样老厂有限公司"])
def test_a_yes_that_list_and_papers_bear_out_says_nothing(names: str) -> None:
    assert found(yes(names)) == []


def test_each_enterprise_that_is_on_no_list_is_told() -> None:
    said = found(yes(f"{OTHER}、例样乙科技有限公司"))
    assert said == ["申请书填与“例样乙科技有限公司”存在控股关系，所给名单中没有该企业，需核实名称或名单。"]


def test_a_recognition_that_has_ended_is_told() -> None:
    (said,) = found(yes(OTHER), end=date(2020, 1, 1))
    assert "不在有效期内" in said


def test_a_relation_that_no_paper_shows_is_told() -> None:
    held = facts(f"{holders(APPLICATION.name, 1, (FIRST, '100'))}\n{yes(OTHER)}")
    registers = (Register("名单.csv", "0" * 64, None, (Recognition(OTHER, "小巨人", "4"),)),)
    told = ownership_findings(APPLICATION, held, ownership_of(APPLICATION, held, registers), (), registers)
    assert ["未显示该关系" in finding.explanation.zh for finding in told if finding.check == "OWN-7"] == [True]


@pytest.mark.parametrize("answer", ["form holding_relation no", "form holding_relation yes"])
def test_a_no_or_a_yes_without_names_is_for_other_checks(answer: str) -> None:
    assert found(answer) == []


def test_without_a_register_nothing_is_known_of_the_names() -> None:
    assert found(yes("例样乙科技有限公司"), listed=False) == []


def controller(answer: str, *stakes: str) -> list[str]:
    """What is said of the actual controller that the form names, beside who holds."""
    held = facts("\n".join((*stakes, f"form actual_controller {answer}")))
    told = ownership_findings(APPLICATION, held, ownership_of(APPLICATION, held, ()), (), ())
    return [finding.explanation.zh for finding in told if finding.check == "OWN-8"]


CHAIN = (holders(APPLICATION.name, 1, (OTHER, "60"), (FIRST, "40")), holders(OTHER, 2, ("王一明", "70"), ("李二光", "30")))


def test_another_actual_controller_than_who_controls_at_every_level_is_told() -> None:
    (said,) = controller("赵三强", *CHAIN)
    assert "申请书填实际控制人为赵三强" in said
    assert "逐级计算，控制申报企业的是王一明" in said
    assert said.endswith("需核实（材料之外另有协议或安排的除外）。")


def test_an_actual_controller_whom_the_stakes_bear_out_is_not_told() -> None:
    assert controller("王一明", *CHAIN) == []
    assert controller("王一明、李二光", *CHAIN) == []


def test_that_there_is_no_actual_controller_is_told_where_stakes_name_one() -> None:
    (said,) = controller("无", *CHAIN)
    assert "王一明" in said


@pytest.mark.parametrize(
    "stakes",
    [
        pytest.param(CHAIN[:1], id="the chain ends at an enterprise"),
        pytest.param((CHAIN[0], holders(OTHER, 2, ("王一明", "50"), ("李二光", "50"))), id="two with half each"),
        pytest.param((CHAIN[0], holders(OTHER, 2, ("王一明", "48"))), id="most is unknown"),
    ],
)
def test_where_the_stakes_name_no_person_for_certain_nothing_is_said(stakes: tuple[str, ...]) -> None:
    assert controller("赵三强", *stakes) == []
