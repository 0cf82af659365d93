"""Letters ask for what people asked back; what came in reply shows only what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import jsonschema
import pytest
from fact_text import load_packs_once
from review_made import CARD
from review_made import ID
from review_made import review_made
from test_handins import decided
from test_handins import made
from test_handins import text_of

from docintel.domain.decision import DecisionKind
from docintel.domain.errors import UsageError
from docintel.domain.review import Review
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.encode import review_face
from docintel.report.html import Writer
from docintel.report.letter import LetterFace
from docintel.report.letter import Terms
from docintel.report.letter import letter_of
from docintel.report.letter_paper import letter_paper
from docintel.report.schemas import json_schema
from docintel.report.since import SinceFace
from docintel.report.since import since
from docintel.report.since_paper import since_paper

TERMS = Terms(date(2023, 4, 12), date(2023, 4, 22), 2)


def letter(kind: DecisionKind = DecisionKind.ASKED_BACK, *, draft: bool = False) -> LetterFace | None:
    writer = Writer(review_made(), load_packs_once(), Language.ZH, lambda _document, _box: None)
    return letter_of(writer, {} if draft else decided(made(CARD, kind)), TERMS, draft=draft)


def asked() -> LetterFace:
    told = letter()
    assert told is not None
    return told


def test_a_letter_names_both_values_their_places_the_paper_the_reason_and_the_day() -> None:
    told = asked()
    text = text_of(letter_paper(told, Language.ZH))
    assert [side.place.zh for side in told.wanted[0].settles[0].sides] == [
        "在线申请书 · 二、经济效益和经营情况重要指标",
        "例甲有限公司 · 第3页 · 利润表",
    ]
    assert "第2次补正" in text
    assert "请提供：" in text
    assert "2023年4月22日前" in text
    assert told.wanted[0].settles[0].innocent.zh in text


def test_a_letter_accuses_nobody() -> None:
    text = text_of(letter_paper(asked(), Language.ZH))
    assert not [word for word in ("造假", "涉嫌", "虚假", "疑为", "违规") if word in text]


def test_what_was_not_asked_back_is_in_no_letter() -> None:
    assert letter(DecisionKind.DISMISSED) is None
    assert letter(DecisionKind.CONFIRMED) is None


def test_a_draft_asks_about_all_cards_and_says_that_it_is_one() -> None:
    told = letter(draft=True)
    assert told is not None
    assert told.draft
    assert "草稿" in text_of(letter_paper(told, Language.ZH))


def test_letters_and_replies_keep_their_published_schemas() -> None:
    jsonschema.validate(asked().model_dump(mode="json"), json_schema("letter"))
    jsonschema.validate(changes(review_made()).model_dump(mode="json"), json_schema("since"))


def changes(after: Review) -> SinceFace:
    return since(review_face(review_made()), review_face(after), asked())


def test_a_matter_that_is_gone_is_settled() -> None:
    told = changes(replace(review_made(), findings=(), cards=(), requests=()))
    assert [(one.finding, one.state) for one in told.matters] == [(CARD, "settled")]


def test_a_matter_whose_paper_was_taken_away_is_not_settled() -> None:
    before = review_made()
    audit, form = before.documents
    less = replace(before, findings=(), cards=(), requests=(), facts=before.facts[:1], documents=(form,))
    (told,) = changes(less).matters
    assert told.state == "removed"
    assert "未答复" in text_of(since_paper(changes(less), Language.ZH))
    other = replace(before.facts[1], source=replace(before.facts[1].source, document="c" * 64))
    more = replace(less, facts=(before.facts[0], other), documents=(form, replace(audit, file="新审计报告.pdf", sha256="c" * 64)))
    assert [one.state for one in changes(more).matters] == ["settled"]


def test_a_matter_with_another_value_is_changed_and_the_same_one_unanswered() -> None:
    (finding,) = review_made().findings
    other = replace(finding, explanation=Wording("现为另一数值", "another value now"))
    assert [one.state for one in changes(replace(review_made(), findings=(other,))).matters] == ["changed"]
    assert [one.state for one in changes(review_made()).matters] == ["unanswered"]


def test_a_form_handed_in_anew_that_says_the_same_of_a_matter_answers_nothing() -> None:
    before = review_made()
    anew = [replace(fact, source=replace(fact.source, document="e" * 64)) for fact in before.facts]
    (finding,) = before.findings
    told = replace(finding, operands=tuple(replace(one, fact=anew[before.facts.index(one.fact)]) for one in finding.operands))
    assert told.fingerprint != finding.fingerprint
    assert [one.state for one in changes(replace(before, findings=(told,), facts=tuple(anew))).matters] == ["unanswered"]


def test_a_card_that_nobody_asked_about_is_told_where_it_is_gone_and_only_there() -> None:
    face, nothing = review_face(review_made()), asked().model_copy(update={"wanted": ()})
    gone = review_face(replace(review_made(), findings=(), cards=(), requests=()))
    assert [(one.finding, one.state) for one in since(face, gone, nothing).matters] == [(CARD, "settled")]
    assert since(face, face, nothing).matters == ()


def test_what_stayed_the_same_is_not_listed() -> None:
    told = changes(review_made())
    assert (told.files, told.verdicts) == ((), ())
    assert "无变化" in text_of(since_paper(told, Language.ZH))


def test_a_replaced_file_and_a_new_one_are_told() -> None:
    before = review_made()
    audit, form = before.documents
    after = replace(before, documents=(replace(audit, sha256="c" * 64), form, replace(form, file="说明.pdf", sha256="d" * 64)))
    assert [(one.file, one.change) for one in changes(after).files] == [(audit.file, "replaced"), ("说明.pdf", "added")]


def test_two_applications_are_not_compared() -> None:
    other = replace(review_made(), application=replace(review_made().application, id="91110000600037341L"))
    with pytest.raises(UsageError, match=ID):
        changes(other)
