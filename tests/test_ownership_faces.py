"""The ownership side as JSON: what was added since the first version, and that the first version is still read."""

from __future__ import annotations

import json

from fact_text import APPLICATION
from fact_text import facts
from fact_text import load_packs_once
from test_ownership import OTHER
from test_ownership import holders
from test_ownership import register

from docintel.ownership import ownership_of
from docintel.report.encode_ownership import ownership_face
from docintel.report.ownership_faces import HoldingFace
from docintel.report.ownership_faces import OwnershipFace

PLATFORM = "洛阳例样投资合伙企业（有限合伙）"
TEXT = "\n".join(
    (
        holders(APPLICATION.name, 1, (OTHER, "55"), (PLATFORM, "25"), ("孟望舒", "20")),
        holders(PLATFORM, 2, ("孟望舒", "1"), ("钱牧之", "99")),
        f"equity_table@2#g1={PLATFORM} general_partner 孟望舒",
        f"equity_table@1#c1={APPLICATION.name} concert_parties 孟望舒、钱牧之",
        "form actual_controller 孟望舒",
    )
)


def face() -> OwnershipFace:
    found = ownership_of(APPLICATION, facts(TEXT), register(OTHER), profiles=load_packs_once().control)
    return ownership_face(found, APPLICATION.as_of)


def test_it_tells_the_role_of_a_stake_its_sources_and_the_agreements() -> None:
    told = face()
    (partner,) = [one for one in told.holdings if one.role == "general_partner"]
    assert "孟望舒" in partner.holder
    assert all(edge.footing == "single" and edge.statements[0].printed for edge in told.edges)
    assert [(one.kind, len(one.parties)) for one in told.agreements] == [("acting_in_concert", 2)]
    assert told.as_of == "2023-04-10"


def test_it_tells_both_controllers_every_profile_and_by_how_little_a_control_would_not_hold() -> None:
    told = face()
    (view,) = [one for one in told.controllers if one.company == told.applicant]
    assert view.agree is False
    assert view.stated[0].declared
    assert [hop.basis for hop in view.proof] == ["shareholding"]
    assert [one.profile for one in told.profiles] == ["holding-over-50", "cn-company-law", "listed-30", "ubo-25", "accounting"]
    assert {one.margin for one in told.flip_margins} == {"1/20"}
    assert all(one.related for one in told.profiles[:3])


def test_a_review_of_the_first_version_is_still_read() -> None:
    told = json.loads(face().model_dump_json())
    first = {"parties", "holdings", "controls", "ultimate", "holding_relations", "coverage"}
    of_holdings = {"holder", "company", "share", "start", "end", "source"}
    old = {key: value for key, value in told.items() if key in first}
    old["holdings"] = [{key: value for key, value in one.items() if key in of_holdings} for one in old["holdings"]]
    old["holding_relations"] = []
    read = OwnershipFace.model_validate(old)
    assert read.edges == ()
    assert isinstance(read.holdings[0], HoldingFace)
    assert read.holdings[0].role is None
