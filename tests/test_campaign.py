"""What several applications share: told with both places, and told once."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from typer.testing import CliRunner

from docintel.campaign import Applicant
from docintel.campaign import CampaignReview
from docintel.campaign import Mention
from docintel.campaign import Place
from docintel.campaign import ShownPicture
from docintel.campaign import SubmittedPaper
from docintel.campaign import Tie
from docintel.campaign import check_campaign
from docintel.cli.commands import app_for
from docintel.domain.finding import Severity
from docintel.domain.wording import Language
from docintel.packs import load_packs
from docintel.report.applicants import stored_applicants
from docintel.report.campaign import campaign_face
from docintel.report.campaign import campaign_html
from docintel.report.encode import written
from docintel.simulate.narratives import narrative

FORM = "application_form"


def applicant(number: int, *facts: tuple[str, str], kind: str = FORM, checks: tuple[str, ...] = ()) -> Applicant:
    """An application with facts on page 2 of its only file."""
    place = Place(f"id{number:03d}", f"样例{number}号有限公司", "材料.pdf", 2, (10.0, 20.0, 90.0, 32.0))
    mentions = tuple(Mention(concept, value, value, kind, place, "2022-12-31") for concept, value in facts)
    return Applicant(place.application, place.applicant, mentions, (), frozenset(checks))


def checked(applicants: list[Applicant]) -> CampaignReview:
    """The campaign by the rules that we ship."""
    packs = load_packs()
    return check_campaign(applicants, packs.campaign, packs.products, packs.control.rule(None))


def ties(review: CampaignReview, check: str) -> list[Tie]:
    return [tie for tie in review.ties if tie.check == check]


def test_a_patent_in_two_applications_is_told_with_both_places() -> None:
    review = checked([applicant(1, ("patent_number", "202010000001.5")), applicant(2, ("patent_number", "202010000001.5"))])
    (tie,) = ties(review, "B01")
    assert [(one.place.application, one.place.page) for one in tie.mentions] == [("id001", 2), ("id002", 2)]
    assert "样例1号有限公司 材料.pdf第2页；样例2号有限公司 材料.pdf第2页" in tie.explanation.zh


def test_a_patent_that_both_hold_by_one_certificate_is_only_a_note() -> None:
    both = ("patent_holder", "样例1号有限公司；样例2号有限公司")
    review = checked(
        [
            _with_item(applicant(1, ("patent_number", "202010000001.5"), both)),
            _with_item(applicant(2, ("patent_number", "202010000001.5"), both)),
        ]
    )
    assert ties(review, "B01")[0].severity is Severity.NOTE


def _with_item(one: Applicant) -> Applicant:
    mentions = tuple(Mention(m.concept, m.value, m.printed, m.kind, m.place, m.until, "patent:1") for m in one.mentions)
    return Applicant(one.id, one.name, mentions)


def test_shares_of_one_niche_above_the_whole_do_not_agree() -> None:
    niche = [
        applicant(number, ("main_product", "差压变送器"), ("market_share", share)) for number, share in enumerate(("41", "38.5", "30"))
    ]
    (tie,) = ties(checked(niche), "B02")
    assert "合计 109.5%" in tie.explanation.zh
    assert "不一致" in tie.explanation.zh


def test_shares_that_fill_a_niche_and_no_more_are_right() -> None:
    niche = [applicant(number, ("main_product", "差压变送器"), ("market_share", share)) for number, share in enumerate(("60", "40"))]
    assert ties(checked(niche), "B02") == []


def test_a_copied_narrative_is_found_with_its_names_changed() -> None:
    story = narrative(7)
    told = [applicant(number, ("introduction", f"样例{number}号有限公司的历程：{narrative(number)}")) for number in range(10, 20)]
    copies = [applicant(number, ("introduction", f"样例{number}号有限公司介绍。{story}")) for number in (1, 2)]
    (tie,) = ties(checked([*told, *copies]), "B03")
    assert tie.members == ("id001", "id002")


def test_a_copy_whose_halves_changed_places_is_found() -> None:
    half, other = narrative(7), narrative(8)
    others = [applicant(number, ("introduction", narrative(number, 18))) for number in range(10, 20)]
    (tie,) = ties(checked([*others, applicant(1, ("introduction", half + other)), applicant(2, ("introduction", other + half))]), "B03")
    assert tie.members == ("id001", "id002")


def test_stock_phrases_in_another_order_are_no_copy() -> None:
    phrases = (
        "攻克了批量生产的一致性难题",
        "建成了面向整机的柔性生产线",
        "为关键工序建立了追溯体系",
        "编写了成套的标准作业指导书",
        "一次交检的合格率逐年提高",
        "带动上下游企业共同配套",
    )
    one, two = (
        "".join(f"{subject}{phrase}。" for subject, phrase in zip(subjects, told, strict=True))
        for subjects, told in (
            (("密封", "主轴", "阀芯", "涂层", "线束", "夹具"), phrases),
            (("滤芯", "壳体", "探头", "铸件", "转子", "轴瓦"), phrases[::-1]),
        )
    )
    others = [applicant(number, ("introduction", narrative(number))) for number in range(10, 20)]
    assert ties(checked([*others, applicant(1, ("introduction", one)), applicant(2, ("introduction", two))]), "B03") == []


def test_what_every_narrative_says_is_boilerplate() -> None:
    common = "公司通过质量管理体系和环境管理体系认证，建有省级企业技术中心，拥有自主品牌，坚持专业化精细化特色化创新型的发展道路，产品服务于国家重点产业链的多家整机企业。"
    told = [applicant(number, ("introduction", common + narrative(number))) for number in range(12)]
    assert ties(checked(told), "B03") == []


def test_equal_figures_by_one_auditor_need_checking() -> None:
    books = (("revenue", "123456789.01"), ("net_profit", "9876543.21"), ("total_assets", "345678901.23"), ("auditor", "样例会计师事务所"))
    review = checked([applicant(1, *books, kind="income_statement"), applicant(2, *books, kind="income_statement")])
    (tie,) = ties(review, "B04")
    assert "3 个数据完全相同" in tie.explanation.zh


def test_one_equal_figure_is_chance() -> None:
    books = (("revenue", "123456789.01"), ("auditor", "样例会计师事务所"))
    review = checked([applicant(1, *books, kind="income_statement"), applicant(2, *books, kind="income_statement")])
    assert ties(review, "B04") == []


def test_one_telephone_of_three_applicants_looks_like_an_agent() -> None:
    review = checked([applicant(number, ("contact_mobile", "13900001234")) for number in range(3)])
    assert [tie.check for tie in review.ties] == ["B08"]


def test_a_telephone_within_a_group_is_only_a_note() -> None:
    facts = (("contact_mobile", "13900001234"), ("actual_controller", "样某"))
    (tie,) = checked([applicant(1, *facts), applicant(2, *facts)]).ties
    assert tie.severity is Severity.NOTE


def test_the_same_file_in_two_applications_is_told() -> None:
    paper = (SubmittedPaper("社保.pdf", "a" * 64),)
    review = checked([Applicant("id1", "甲", (), paper), Applicant("id2", "乙", (), paper)])
    assert [tie.check for tie in review.ties] == ["B07"]


def test_a_check_that_hits_a_large_part_is_one_card() -> None:
    review = checked([applicant(number, checks=("O17.2",) if number < 5 else ()) for number in range(10)])
    (card,) = review.cards
    assert card.applications == ("id000", "id001", "id002", "id003", "id004")


def test_telephones_are_masked_in_what_is_written() -> None:
    review = checked([applicant(number, ("contact_mobile", "13900001234")) for number in range(2)])
    for text in (written(campaign_face(review)), campaign_html(review, Language.ZH)):
        assert "13900001234" not in text
        assert "1390****234" in text


def test_what_files_say_is_escaped_in_the_report() -> None:
    review = checked([applicant(number, ("patent_number", "<script>alert(1)</script>")) for number in range(2)])
    assert "<script>" not in campaign_html(review, Language.ZH)


def test_stored_reviews_are_read_back_and_checked(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.json").write_text(json.dumps(_review(number)), encoding="utf-8")
    (tmp_path / "truth.json").write_text("{}", encoding="utf-8")
    ran = CliRunner().invoke(
        app_for(["campaign", "check"]), ["campaign", "check", str(tmp_path), "--json", str(tmp_path / "out" / "c.json")]
    )
    assert ran.exit_code == 0, ran.output
    face = json.loads((tmp_path / "out" / "c.json").read_text(encoding="utf-8"))
    (tie,) = face["ties"]
    assert [(one["file"], one["page"], one["box"]) for one in tie["mentions"]] == [("专利.pdf", 1, [1, 2, 3, 4])] * 2


def _review(number: int) -> dict[str, Any]:
    source = {"document": f"{number}", "page": 1, "box": [1, 2, 3, 4], "method": "text", "confidence": 1.0, "doubts": []}
    fact = {
        "concept": "patent_number",
        "value": "202010000001.5",
        "printed": "ZL202010000001.5",
        "kind": "patent_certificate",
        "period": None,
    }
    return {
        "schema": "docintel/review/1",
        "application": {"id": f"id{number}", "name": f"样例{number}"},
        "documents": [{"sha256": f"{number}", "file": "专利.pdf"}],
        "facts": [{**fact, "source": source}],
        "findings": [],
        "cards": [],
    }


def test_a_file_that_is_no_review_is_named(tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")
    with pytest.raises(Exception, match=r"other\.json 不是 docintel review --json 的结果"):
        list(stored_applicants([other]))


def shown(number: int, *looks: int) -> Applicant:
    """An application with pictures on page 3."""
    place = Place(f"id{number:03d}", f"样例{number}号有限公司", "产品.pdf", 3, (50.0, 60.0, 300.0, 260.0))
    return Applicant(place.application, place.applicant, (), pictures=tuple(ShownPicture(place, one) for one in looks))


def looks(seed: int) -> int:
    return Random(seed).getrandbits(256)  # noqa: S311 - repeatable, not secret


def test_a_picture_of_two_applications_is_told_with_both_places_though_it_was_recompressed() -> None:
    (tie,) = ties(checked([shown(1, looks(1)), shown(2, looks(1) ^ 0b1011 << 80), shown(3, looks(3))]), "B09")
    assert [(one.place.application, one.place.page) for one in tie.mentions] == [("id001", 3), ("id002", 3)]


def test_a_picture_that_many_have_is_a_logo_or_a_stamp() -> None:
    assert ties(checked([shown(number, looks(1), looks(100 + number)) for number in range(6)]), "B09") == []


def test_in_a_small_campaign_what_most_with_pictures_have_is_common_and_a_pair_is_not() -> None:
    without = [shown(number) for number in range(4, 12)]
    three = [shown(1, looks(1), looks(7)), shown(2, looks(1), looks(8)), shown(3, looks(1), looks(8))]
    (tie,) = ties(checked([*three, *without]), "B09")
    assert tie.members == ("id002", "id003")


def test_pictures_that_differ_are_nobody_elses() -> None:
    assert ties(checked([shown(1, looks(1)), shown(2, looks(2))]), "B09") == []
