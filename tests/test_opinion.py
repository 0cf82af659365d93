"""The review opinion: what was found, what people decided, and what was not checked."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from fact_text import load_packs_once
from PIL import Image
from review_made import AUDIT
from review_made import CARD
from review_made import review_made
from test_handins import DEBT
from test_handins import decided
from test_handins import made
from test_handins import text_of

from docintel.domain.deciding import Decisions
from docintel.domain.decision import DecisionKind
from docintel.domain.errors import UsageError
from docintel.domain.objecting import ObjectionText
from docintel.domain.objecting import objection_text
from docintel.domain.review import Review
from docintel.domain.source import PageBox
from docintel.domain.wording import Language
from docintel.intake import PageImage
from docintel.report.crops import marked
from docintel.report.crops import private_places
from docintel.report.opinion import opinion_of
from docintel.report.opinion import opinion_paper
from docintel.report.paper import Paper
from docintel.report.paper_docx import paper_docx
from docintel.report.plain import plain

OBJECTION = ObjectionText("张三", "占有率与实际不符", "2023-05-03", (CARD,), (), "异议不成立", "经核对")


def opinion(review: Review | None = None, decisions: Decisions | None = None, *, objections: tuple[ObjectionText, ...] = ()) -> Paper:
    made_of = opinion_of(review or review_made(), decisions or {}, load_packs_once(), Language.ZH, lambda _document, _box: None, objections)
    return opinion_paper(made_of)


def test_what_nobody_decided_is_blank() -> None:
    assert "（未决定）" in text_of(opinion())


def test_a_decision_is_told_with_reason_person_and_time() -> None:
    text = text_of(opinion(decisions=decided(made(CARD, DecisionKind.CONFIRMED), made(DEBT, DecisionKind.MET))))
    assert "确认　核对原件　王审核，2023-04-12 09:30" in text
    assert "人员已决定1项，尚未决定0项" in text


def test_a_stale_decision_is_told_and_counts_as_open() -> None:
    text = text_of(opinion(decisions=decided(made(CARD, DecisionKind.CONFIRMED, fingerprint="0" * 16))))
    assert "依据已变化" in text
    assert "人员已决定0项，尚未决定1项" in text


def test_without_a_register_it_says_that_holding_relations_were_not_checked() -> None:
    assert "控股关系与单项冠军未核查" in text_of(opinion())


def test_an_objection_stands_in_the_opinion_with_what_came_of_it() -> None:
    text = text_of(opinion(objections=(OBJECTION,)))
    assert "占有率与实际不符" in text
    assert "异议不成立" in text


def test_an_objection_without_a_name_is_none() -> None:
    with pytest.raises(UsageError, match="实名"):
        ObjectionText(" ", "占有率与实际不符", "2023-05-03")


def test_an_objection_comes_back_from_the_store_as_it_was() -> None:
    assert objection_text(OBJECTION.body()) == OBJECTION


def test_the_ownership_picture_holds_names_and_shares_as_text() -> None:
    body = docx.Document(io.BytesIO(paper_docx(opinion(review_made("例乙有限公司")), plain))).element.body.xml
    drawing = body.partition("<wpg:wgp")[2].partition("</wpg:wgp>")[0]
    assert "例乙有限公司" in drawing
    assert "51%" in drawing


def test_a_crop_hides_where_a_telephone_was_read() -> None:
    review = review_made("13912345678")
    hidden = private_places(review)
    assert hidden == {(AUDIT, 3): [PageBox(3, 10, 20, 30, 40)]}
    page = PageImage(100, 120, b"\x00" * 100 * 120 * 3)
    shown = marked(page, PageBox(3, 10, 60, 30, 64), hidden[AUDIT, 3])
    assert (196, 200, 206) in {colour for _, colour in shown.getcolors(9999) or ()}


def test_a_crop_ends_between_lines_of_print() -> None:
    picture = Image.new("RGB", (60, 200), (255, 255, 255))
    for line in (120, 150):
        picture.paste((0, 0, 0), (5, line, 55, line + 12))
    page = PageImage(60, 200, picture.tobytes())
    strip = marked(page, PageBox(1, 5, 40, 20, 48)).convert("L")
    last = strip.crop((0, strip.height - 1, strip.width, strip.height))
    assert min(last.tobytes()) == 255


def test_a_review_without_cards_says_that_nothing_needs_attention() -> None:
    clean = replace(review_made(), cards=(), findings=(), requests=())
    assert "未发现需要处理的事项" in text_of(opinion(clean))
