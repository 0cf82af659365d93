"""Relations with a recognised enterprise that no majority settles."""

from __future__ import annotations

import pytest
from fact_text import APPLICATION
from fact_text import facts
from test_ownership import OTHER
from test_ownership import holders
from test_ownership import register

from docintel.domain.finding import Outcome
from docintel.ownership import ownership_findings
from docintel.ownership import ownership_of

FIRST, SECOND = "例样甲投资有限公司", "例样乙投资有限公司"


def found(*tables: str) -> dict[str, str]:
    """What is said by check, where OTHER is recognised."""
    held = facts("\n".join(tables))
    registers = register(OTHER)
    told = ownership_findings(APPLICATION, held, ownership_of(APPLICATION, held, registers), (), registers)
    assert all(finding.outcome is Outcome.NEEDS_CHECK for finding in told if finding.check in {"OWN-4", "OWN-5"})
    return {finding.check: finding.explanation.zh for finding in told if finding.check in {"OWN-2", "OWN-4", "OWN-5"}}


@pytest.mark.parametrize("share", ["30", "38.5", "50"])
def test_a_recognised_first_holder_with_half_or_less_is_for_a_person(share: str) -> None:
    said = found(holders(APPLICATION.name, 1, (OTHER, share), (FIRST, "20")))
    assert list(said) == ["OWN-4"]
    assert f"{share}%的股权，为第一大股东" in said["OWN-4"]


def test_a_recognised_enterprise_held_in_the_same_way_is_told_too() -> None:
    assert list(found(holders(OTHER, 1, (APPLICATION.name, "40"), (FIRST, "35")))) == ["OWN-4"]


def test_a_smaller_stake_or_a_second_place_says_nothing() -> None:
    assert found(holders(APPLICATION.name, 1, (OTHER, "29.9"), (FIRST, "20"))) == {}
    assert found(holders(APPLICATION.name, 1, (OTHER, "35"), (FIRST, "45"))) == {}


def test_a_majority_is_told_as_one() -> None:
    assert list(found(holders(APPLICATION.name, 1, (OTHER, "51"), (FIRST, "49")))) == ["OWN-2"]


def test_holders_in_common_with_more_than_half_of_both_are_for_a_person() -> None:
    ours, theirs = holders(APPLICATION.name, 1, (FIRST, "35"), (SECOND, "30")), holders(OTHER, 2, (FIRST, "26"), (SECOND, "25"))
    said = found(ours, theirs)
    assert list(said) == ["OWN-5"]
    assert "65%" in said["OWN-5"]
    assert "51%" in said["OWN-5"]
    assert found(ours, theirs.replace("26", "25")) == {}


def test_the_state_among_the_holders_makes_no_group() -> None:
    state = "某市国有资产监督管理委员会"
    assert found(holders(APPLICATION.name, 1, (state, "50"), (SECOND, "10")), holders(OTHER, 2, (state, "50"), (SECOND, "10"))) == {}
