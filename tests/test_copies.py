"""The two copies of the form: rows by content, one side only, long texts, seal and signature, pages, attachments."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
from fact_text import APPLICATION
from fact_text import checked
from fact_text import documents
from fact_text import facts
from fact_text import load_packs_once
from fact_text import programme
from fact_text import taxonomy
from hypothesis import given
from hypothesis import strategies as st

from docintel.check import evidence_matrix
from docintel.check import run_checks
from docintel.domain.document import Document
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import ReadStatus
from docintel.domain.document import Word
from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.review import MatrixOutcome
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.extract.signing import SigningReader
from docintel.intake.images import PageImage
from docintel.intake.marks import Ask
from docintel.intake.marks import seen_in
from docintel.text.difference import Change
from docintel.text.difference import difference

FORM = hashlib.sha256(b"form").hexdigest()
LISTED = """
    form#c.top3:1 top_product_name 银浆
    form#c.top3:1 top_product_revenue 100.00 万元
    form#c.top3:2 top_product_name 铜浆
    form#c.top3:2 top_product_revenue 50.00 万元
"""


def told(text: str, *checks: str) -> list[str]:
    return [finding.key.subject for finding in checked(text, *checks)]


# ---- rows of lists


def test_rows_in_another_order_are_the_same_rows() -> None:
    printed = """
        copy#c.top3:1 top_product_name 铜浆
        copy#c.top3:1 top_product_revenue 50.00 万元
        copy#c.top3:2 top_product_name 银浆
        copy#c.top3:2 top_product_revenue 100.00 万元
    """
    assert told(LISTED + printed, "O13") == []


def test_another_value_in_a_row_is_told_of_that_row() -> None:
    printed = """
        copy#c.top3:1 top_product_name 铜浆
        copy#c.top3:1 top_product_revenue 55.00 万元
        copy#c.top3:2 top_product_name 银浆
        copy#c.top3:2 top_product_revenue 100.00 万元
    """
    assert told(LISTED + printed, "O13") == ["top_product_revenue/c.top3:2"]


def test_a_row_that_the_print_lacks_is_told_as_a_row() -> None:
    printed = "copy#c.top3:1 top_product_name 铜浆\ncopy#c.top3:1 top_product_revenue 50.00 万元"
    (finding,) = checked(LISTED + printed, "O13")
    assert (finding.check, finding.key.subject, finding.outcome) == ("O13.4", "row/c.top3:1", Outcome.DISAGREE)
    assert "只见于在线填报" in finding.explanation.zh


def test_a_list_that_the_print_does_not_show_at_all_is_told_once_and_for_a_person() -> None:
    (finding,) = checked(LISTED + "form staff 2022 323 人\ncopy staff 2022 323 人", "O13")
    assert (finding.key.subject, finding.outcome) == ("list/c.top3", Outcome.NEEDS_CHECK)


# ---- fields on one side


def test_a_field_that_only_the_print_fills_in_is_told() -> None:
    assert told("form staff 2022 323 人\ncopy staff 2022 323 人\ncopy contact_email a@example.com", "O13") == ["contact_email"]


def test_a_field_that_the_print_leaves_empty_is_told() -> None:
    assert told("form contact_email a@example.com\ncopy contact_email -", "O13") == ["contact_email"]


def test_what_only_the_cover_asks_for_is_not_missed_online() -> None:
    assert told("form staff 2022 323 人\ncopy staff 2022 323 人\ncopy recommender 洛阳市工业和信息化局", "O13") == []


def test_names_in_another_order_and_between_other_signs_are_the_same() -> None:
    assert told("form titles 高新技术企业、省级专精特新中小企业\ncopy titles 省级专精特新中小企业；高新技术企业", "O13") == []


# ---- long texts


def test_a_long_text_is_told_by_what_the_print_leaves_out_and_adds() -> None:
    text = "公司成立于二〇〇九年，专注于银浆的研发、生产与销售，建有省级企业技术中心，拥有自主品牌，产品服务于电子元器件产业链。"
    printed = text.replace("省级", "国家级").replace("，拥有自主品牌", "")
    (finding,) = checked(f"form introduction {text}\ncopy introduction {printed}", "O13")
    assert "打印件少“，拥有自主品牌”" in finding.explanation.zh
    assert "【省】" in finding.explanation.zh
    assert "【国家】" in finding.explanation.zh


@given(st.text("甲乙丙，,a1 2", max_size=30), st.text("甲乙丙，,a1 2", max_size=30))
def test_the_pieces_of_a_difference_make_both_texts(one: str, two: str) -> None:
    pieces = difference(one, two)
    ours = "".join(piece.text for piece in pieces if piece.change is not Change.INSERTED)
    theirs = "".join(piece.text for piece in pieces if piece.change is not Change.DELETED)
    assert ours == "".join(one.split())
    assert theirs.replace("，", ",") == "".join(two.split()).replace("，", ",")


# ---- seal, signature, date


def test_a_seal_that_is_not_seen_is_for_a_person_and_no_more() -> None:
    (finding,) = checked("copy form_seal unseen\ncopy form_signature seen\ncopy form_signing_day seen", "O13.5")
    assert (finding.key.subject, finding.outcome) == ("form_seal", Outcome.NEEDS_CHECK)
    assert "未见" in finding.explanation.zh
    assert "需核实" in finding.explanation.zh


def test_what_cannot_be_seen_is_not_said_to_be_missing() -> None:
    (finding,) = checked("copy!no_colour form_seal unclear", "O13.5")
    assert "未见" not in finding.explanation.zh
    assert "黑白图像" in finding.explanation.zh


def page(*lines: tuple[str, float, float], number: int = 1) -> Page:
    """A page of lines, each with its left and top; letters are 12 points wide."""
    blocks = []
    for text, left, top in lines:
        box = PageBox(number, left, top, left + 12 * len(text), top + 12)
        blocks.append(Line(text, box, (Word(text, box),)))
    return Page(number, PageKind.TEXT, tuple(blocks), 595, 842)


def places(made: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fact in SigningReader(FORM).page(made, [made.blocks]):
        found.setdefault(fact.concept or "", []).append("".join(fact.value.chosen) if isinstance(fact.value, Choice) else fact.source.text)
    return found


def test_the_places_to_sign_are_found_and_those_of_others_are_not() -> None:
    made = page(
        ("法定代表人（签名）：", 60, 600), ("（企业公章）", 360, 600), ("2023年4月3日", 60, 640), ("推荐单位（盖章）：", 60, 680), ("第3页共6页", 270, 800)
    )  # fmt: skip
    assert places(made) == {
        "form_page_mark": ["第3页共6页"],
        "form_signature": ["unlooked"],
        "form_seal": ["unlooked"],
        "form_signing_day": ["seen"],
    }


def test_a_date_with_blanks_is_to_be_looked_at() -> None:
    made = page(("法定代表人签字：", 60, 600), ("年", 120, 640), ("月", 170, 640), ("日", 220, 640))
    assert "form_signing_day" in places(made)
    assert places(page(("法定代表人签字：", 60, 600)))["form_signing_day"] == ["unseen"]


def test_a_sentence_that_speaks_of_seals_asks_for_none() -> None:
    assert places(page(("以上材料均须加盖公章，并由法定代表人签字。", 40, 300))) == {}


def image() -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """An empty page of 200 by 200 points at three pixels a point, with a little colour in its paper."""
    pixels = np.full((600, 600, 3), 250, dtype=np.uint8)
    pixels[::7, ::7] = (250, 235, 228)
    return pixels


def sight(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], what: str, *, scanned: bool = True) -> str:
    made = PageImage(pixels.shape[1], pixels.shape[0], pixels.tobytes())
    return seen_in(made, [Ask(what, PageBox(1, 20, 20, 180, 180), scanned)])[0].answer


def test_a_red_ring_is_a_seal_and_red_letters_are_none() -> None:
    down, across = np.mgrid[0:600, 0:600]
    ring = image()
    reach = np.hypot(down - 300, across - 300)
    ring[(reach > 150) & (reach < 162)] = (215, 40, 30)
    letters = image()
    letters[290:300, 200:400] = (215, 40, 30)
    assert (sight(ring, "seal"), sight(letters, "seal")) == ("seen", "unseen")


def test_on_a_scan_without_colour_nobody_can_say_whether_there_is_a_seal() -> None:
    grey = np.full((600, 600, 3), 250, dtype=np.uint8)
    assert (sight(grey, "seal"), sight(grey, "seal", scanned=False)) == ("unclear", "unseen")


def test_an_underline_is_no_signature_and_strokes_are_one() -> None:
    line = image()
    line[300:304, 80:500] = 20
    strokes = image()
    for at in range(0, 90, 3):
        strokes[250 + at // 2 : 290 + at // 2, 200 + at : 202 + at] = 30
    assert (sight(line, "ink"), sight(strokes, "ink")) == ("unseen", "seen")


def test_a_box_with_a_tick_differs_from_an_empty_one() -> None:
    empty = image()
    empty[286:314, 286:314] = 20
    empty[289:311, 289:311] = 250
    ticked = empty.copy()
    for at in range(10):
        ticked[300 + at // 2 : 304 + at // 2, 292 + at : 295 + at] = 20
    assert (sight(empty, "tick"), sight(ticked, "tick"), sight(image(), "tick")) == ("unseen", "seen", "unclear")


# ---- page numbers


def numbered(*marks: str, method: Method = Method.TEXT) -> tuple[Finding, ...]:
    """The findings about a printed form whose pages carry these numbers, `-` none."""
    held = facts("\n".join(f"copy form_page_mark {mark}" for mark in marks if mark != "-"))
    places = [number for number, mark in enumerate(marks, 1) if mark != "-"]
    moved = [_on_page(fact, number, method) for fact, number in zip(held, places, strict=True)]
    return run_checks(programme("O13.6"), APPLICATION, Facts(moved), documents(held), taxonomy())


def _on_page(fact: Fact, number: int, method: Method) -> Fact:
    return replace(fact, source=replace(fact.source, spans=(PageBox(number, 270, 800, 330, 812),), method=method))


def test_pages_that_count_on_are_all_there() -> None:
    assert numbered("1/4", "2/4", "3/4", "4/4") == ()
    assert numbered("-", "2", "-", "4") == ()


def test_a_lost_and_a_doubled_page_are_told_by_number() -> None:
    (lost,) = numbered("1", "2", "4", "5")
    (twice,) = numbered("1", "2", "2", "3")
    assert "缺第3页" in lost.explanation.zh
    assert "第2页重复" in twice.explanation.zh


def test_one_number_misread_on_a_scan_is_no_lost_page() -> None:
    assert numbered("1", "2", "8", "4", "5", method=Method.OCR) == ()


# ---- the list of attachments


def attachments(listed: str, *files: tuple[str, int]) -> dict[str, str]:
    held = facts(listed)
    given = tuple(Document(name, hashlib.sha256(name.encode()).hexdigest(), ReadStatus.OK, pages) for name, pages in files)
    kinds = load_packs_once().kinds
    found = run_checks(programme("O13.7", "O13.8"), APPLICATION, held, (*documents(held), *given), taxonomy(), kinds)
    return {finding.key.subject: finding.outcome.value for finding in found}


def test_attachments_named_as_people_name_them_are_found() -> None:
    listed = """
        copy#a:1 attachment_name 营业执照复印件
        copy#a:1 attachment_pages 1页
        copy#a:2 attachment_name 2021年度审计报告
        copy#a:2 attachment_pages 20
        copy#a:3 attachment_name 审计报告（2022年）
    """
    assert attachments(listed, ("营业执照.pdf", 1), ("审计报告2021.pdf", 20), ("审计报告2022.pdf", 21)) == {}


def test_a_listed_attachment_that_is_not_there_and_another_number_of_pages_are_told() -> None:
    listed = "copy#a:1 attachment_name 营业执照\ncopy#a:1 attachment_pages 2\ncopy#a:2 attachment_name 公司章程"
    assert attachments(listed, ("营业执照.pdf", 1)) == {"attachment/营业执照/pages": "needs_check", "attachment/公司章程": "missing"}


def test_a_file_that_is_not_listed_is_a_note() -> None:
    assert attachments("copy#a:1 attachment_name 营业执照", ("营业执照.pdf", 1), ("获奖证书.pdf", 1)) == {"extra": "needs_check"}


# ---- the matrix


def outcomes(text: str, kind: str) -> dict[str, MatrixOutcome]:
    held = facts(text)
    cells = evidence_matrix(programme(), APPLICATION, held, documents(held), taxonomy())
    return {cell.field: cell.outcome for cell in cells if cell.kind == kind and (cell.declared or cell.evidenced)}


def test_every_field_of_the_form_has_a_line() -> None:
    held = facts("form staff 2022 323 人")
    cells = evidence_matrix(programme(), APPLICATION, held, documents(held), taxonomy())
    assert {cell.field for cell in cells} == {field.id for field in programme().fields}


def test_a_doubtful_reading_that_differs_is_unreadable_and_does_not_disagree() -> None:
    text = "form revenue 2022 22677.71 万元\nincome_statement/consolidated!low_confidence revenue 2022 226,777,999.99 元"
    assert outcomes(text, "income_statement") == {"b.rev": MatrixOutcome.UNREADABLE}


def test_what_is_ticked_stands_beside_its_certificates() -> None:
    text = """
        form management_certificates iso9001
        system_certificate certificate_standard GB/T19001-2016
        system_certificate certificate_number 123
    """
    assert outcomes(text, "system_certificate") == {"d.msc": MatrixOutcome.AGREE}
    assert outcomes(text.replace("iso9001", "iso14001"), "system_certificate") == {"d.msc": MatrixOutcome.NOT_FOUND}


def test_a_field_filled_on_one_side_only_disagrees_with_its_copy() -> None:
    text = "form staff 2022 323 人\ncopy staff 2022 323 人\ncopy contact_email a@example.com"
    assert outcomes(text, "application_form") == {"b.staff": MatrixOutcome.AGREE, "a.email": MatrixOutcome.DISAGREE}
