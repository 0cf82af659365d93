"""Hand-ins are filled from people's decisions only; what nobody decided is blank, and the calculation stands beside it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import openpyxl
from fact_text import load_packs_once
from review_made import CARD
from review_made import ID
from review_made import review_made

from docintel.domain.deciding import Decisions
from docintel.domain.deciding import decisions_told
from docintel.domain.decision import Decision
from docintel.domain.decision import DecisionKind
from docintel.domain.records import Standing
from docintel.domain.records import condition_key
from docintel.domain.records import recommendation_key
from docintel.domain.verdict import Status
from docintel.domain.wording import Language
from docintel.report.encode import review_face
from docintel.report.handins import HandinFace
from docintel.report.handins import handin_of
from docintel.report.handins import handins_workbook
from docintel.report.paper import Paper
from docintel.report.paper_docx import paper_docx
from docintel.report.part_ten import part_ten
from docintel.report.part_ten import publicity_list
from docintel.report.plain import plain
from docintel.report.reviewed import Reviewed
from docintel.report.reviewed import ending_keys

ALL, DEBT = recommendation_key(ID), condition_key(ID, "debt_ratio")


def made(key: str, kind: DecisionKind, *, second: str | None = None, fingerprint: str = "") -> Decision:
    return Decision(1, ID, key, fingerprint, "", kind, "核对原件", "王审核", "2023-04-12T01:30:00Z", second)


def decided(*decisions: Decision) -> Decisions:
    face = review_face(review_made())
    return decisions_told(decisions, {one.key: one.fingerprint for one in face.findings}, ending_keys(face))


def handin(*decisions: Decision, evidenced: Status = Status.UNMET) -> HandinFace:
    return handin_of(Reviewed(review_face(review_made(evidenced=evidenced)), decided(*decisions)), load_packs_once())


def text_of(paper: Paper) -> str:
    document = docx.Document(io.BytesIO(paper_docx(paper, plain)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def sheet(path: Path, name: str, *handins: HandinFace) -> list[tuple[object, ...]]:
    handins_workbook(path, handins, Language.ZH, plain)
    return list(openpyxl.load_workbook(path)[name].values)


def test_what_nobody_decided_is_blank_and_the_calculation_stands_beside_it(tmp_path: Path) -> None:
    head, row = sheet(tmp_path / "a.xlsx", "推荐汇总表", handin())
    told = dict(zip(head, row, strict=True))
    assert [told[name] for name in ("推荐意见", "理由", "决定人", "复核人", "决定时间")] == [None] * 5
    assert "不符合1" in str(told["机器核算（供对照，不作结论）"])


def test_a_recommendation_is_filled_in_with_reason_person_and_time(tmp_path: Path) -> None:
    head, row = sheet(tmp_path / "a.xlsx", "推荐汇总表", handin(made(ALL, DecisionKind.RECOMMENDED)))
    told = dict(zip(head, row, strict=True))
    assert [told[name] for name in ("推荐意见", "理由", "决定人", "决定时间")] == ["推荐", "核对原件", "王审核", "2023-04-12 09:30"]


def test_not_to_recommend_counts_only_with_a_second_person(tmp_path: Path) -> None:
    alone, two = handin(made(ALL, DecisionKind.NOT_RECOMMENDED)), handin(made(ALL, DecisionKind.NOT_RECOMMENDED, second="李复核"))
    assert (alone.recommended, two.recommended) == (None, False)
    assert len(sheet(tmp_path / "a.xlsx", "不予推荐及理由", alone, two)) == 2
    assert "须第二人确认" in str(sheet(tmp_path / "a.xlsx", "推荐汇总表", alone)[1])


def test_the_same_person_is_no_second_person() -> None:
    assert handin(made(ALL, DecisionKind.NOT_RECOMMENDED, second="王审核")).recommended is None


def test_a_decision_on_what_has_changed_since_is_stale() -> None:
    told = decided(made(CARD, DecisionKind.DISMISSED, fingerprint="0" * 16))
    assert told[CARD].standing is Standing.STALE
    assert not told[CARD].counts


def test_part_ten_ticks_what_people_decided_and_nothing_else() -> None:
    assert "☐符合　☐不符合" in text_of(part_ten(handin(), Language.ZH))
    assert "☐符合　☑不符合" in text_of(part_ten(handin(made(DEBT, DecisionKind.UNMET)), Language.ZH))
    assert "☑符合　☐不符合" in text_of(part_ten(handin(made(DEBT, DecisionKind.MET)), Language.ZH))


def test_part_ten_shows_the_calculation_and_its_clause() -> None:
    assert "80% > 70%" in text_of(part_ten(handin(), Language.ZH))


def test_the_publicity_list_names_those_whom_people_recommended() -> None:
    refused = handin(made(ALL, DecisionKind.NOT_RECOMMENDED, second="李复核"))
    both = (handin(made(ALL, DecisionKind.RECOMMENDED)), handin(), refused)
    text = text_of(publicity_list(both, (date(2023, 5, 1), date(2023, 5, 7)), Language.ZH))
    assert "以下1家企业" in text
    assert "2023-05-01至2023-05-07" in text
    assert ID not in text


def test_a_publicity_list_without_recommendations_says_so() -> None:
    assert "没有人员决定推荐的企业" in text_of(publicity_list((handin(),), None, Language.ZH))
