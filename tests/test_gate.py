"""The gate: whom the list recommends against an unmet condition or an exclusion, and whether a person answered for it."""

from __future__ import annotations

import jsonschema
from fact_text import load_packs_once
from review_made import CARD
from review_made import ID
from review_made import review_made
from test_handins import ALL
from test_handins import DEBT
from test_handins import made
from test_handins import text_of

from docintel.domain.deciding import Decided
from docintel.domain.deciding import decisions_told
from docintel.domain.decision import Decision
from docintel.domain.decision import DecisionKind
from docintel.domain.verdict import Status
from docintel.domain.wording import Language
from docintel.report.encode import review_face
from docintel.report.gate import GateFace
from docintel.report.gate import Listed
from docintel.report.gate import gate
from docintel.report.gate_paper import gate_paper
from docintel.report.reviewed import Reviewed
from docintel.report.reviewed import ending_keys
from docintel.report.schemas import json_schema

LINE = Listed(2, "例甲有限公司", ID)


def held(
    *decisions: Decision, evidenced: Status = Status.MET, grade: str = "material_figure", lines: tuple[Listed, ...] = (LINE,)
) -> GateFace:
    face = review_face(review_made(evidenced=evidenced, grade=grade))
    told = decisions_told(decisions, {}, ending_keys(face))
    return gate(lines, [Reviewed(face, told)], load_packs_once())


def test_nothing_stands_against_an_enterprise_that_meets_everything() -> None:
    told = held()
    assert (told.passes, told.hits) == (True, ())


def test_an_unmet_condition_stops_the_list_with_its_calculation_and_clause() -> None:
    told = held(evidenced=Status.UNMET)
    assert not told.passes
    assert [(hit.sort, hit.subject) for hit in told.hits] == [("unmet", "debt_ratio")]
    assert "80% > 70%" in told.hits[0].detail.zh


def test_a_person_who_decides_that_it_is_met_overrides_it_and_is_named() -> None:
    told = held(made(DEBT, DecisionKind.MET), evidenced=Status.UNMET)
    assert told.passes
    text = text_of(gate_paper(told, Language.ZH))
    assert "王审核" in text
    assert "核对原件" in text


def test_a_person_who_decides_that_it_is_unmet_overrides_nothing() -> None:
    assert not held(made(DEBT, DecisionKind.UNMET), evidenced=Status.UNMET).passes


def test_a_condition_that_a_person_decided_unmet_stops_the_list_though_the_machine_finds_it_met() -> None:
    told = held(made(DEBT, DecisionKind.UNMET))
    assert [(hit.sort, hit.subject, hit.overridden) for hit in told.hits] == [("unmet", "debt_ratio", False)]
    assert not told.passes


def test_an_enterprise_that_people_decided_not_to_recommend_stops_the_list_once_two_said_so() -> None:
    assert held(made(ALL, DecisionKind.NOT_RECOMMENDED)).passes
    told = held(made(ALL, DecisionKind.NOT_RECOMMENDED, second="李复核"))
    assert [(hit.sort, hit.overridden) for hit in told.hits] == [("refused", False)]
    assert "李复核" in text_of(gate_paper(told, Language.ZH))


def test_an_exclusion_stops_the_list_until_two_persons_dismiss_it() -> None:
    assert [hit.sort for hit in held(grade="exclusion").hits] == ["exclusion"]
    assert not held(made(CARD, DecisionKind.CONFIRMED, second="李复核"), grade="exclusion").passes
    assert held(made(CARD, DecisionKind.DISMISSED, second="李复核"), grade="exclusion").passes


def test_one_person_alone_lifts_no_exclusion_and_the_paper_says_who_is_waited_for() -> None:
    told = held(made(CARD, DecisionKind.DISMISSED), grade="exclusion")
    assert not told.passes
    assert "不足以排除" in text_of(gate_paper(told, Language.ZH))


def test_a_decision_that_its_store_holds_settled_from_before_two_were_asked_for_lifts_nothing_either() -> None:
    face = review_face(review_made(evidenced=Status.MET, grade="exclusion"))
    alone = {CARD: Decided(made(CARD, DecisionKind.DISMISSED))}
    told = gate((LINE,), [Reviewed(face, alone)], load_packs_once())
    assert not told.passes
    assert "须第二人确认" in text_of(gate_paper(told, Language.ZH))


def test_a_listed_enterprise_without_a_review_stops_the_list() -> None:
    told = held(lines=(LINE, Listed(3, "没有审核的企业", None)))
    assert [(hit.row, hit.sort) for hit in told.hits] == [(3, "unreviewed")]
    assert not told.passes


def test_an_enterprise_named_twice_is_said() -> None:
    assert [(hit.row, hit.sort) for hit in held(lines=(LINE, Listed(3, "例甲有限公司", None))).hits] == [(3, "twice")]


def test_an_unknown_condition_is_said_and_stops_nothing() -> None:
    told = held(evidenced=Status.UNKNOWN)
    assert told.passes
    assert len(told.unknown) == 1


def test_the_gate_keeps_its_published_schema() -> None:
    jsonschema.validate(held(evidenced=Status.UNMET).model_dump(mode="json"), json_schema("gate"))
