"""The five real filings of the corpus: holders, chains and stated controllers with their places, beside what the stakes say."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import ControllerKind
from docintel.domain.ownership import Difference
from docintel.domain.review import Review
from docintel.domain.wording import Language
from docintel.intake import open_submission
from docintel.packs import load_packs
from docintel.report.encode import review_face
from docintel.report.html import html_report
from docintel.report.penetration import penetration_svg
from docintel.review import Order
from docintel.review import review_submission

pytestmark = pytest.mark.usefixtures("read_once")

DONE: dict[str, Review] = {}


def reviewed(code: str, corpus: Path, folder: Path) -> Review:
    """The review of one filing alone, made once."""
    if code not in DONE:
        (filing,) = (corpus / "pdf").glob(f"*_{code}_*.pdf")
        place = folder / code
        place.mkdir()
        shutil.copy(filing, place / filing.name)
        with open_submission(place) as submission:
            DONE[code] = review_submission(submission, load_packs(), Order())
    return DONE[code]


def held(review: Review) -> dict[tuple[str, str], str]:
    """`(holder, company)` with the share as printed and the page it stands on."""
    names = {party.id: party.name for party in review.ownership.parties}
    return {
        (
            names[edge.holder],
            names[edge.company],
        ): f"{edge.statements[0].printed} p{edge.statements[0].source.page if edge.statements[0].source else '?'}"
        for edge in review.ownership.edges
    }


def stated(review: Review, kind: ControllerKind) -> set[str]:
    names = {party.id: party.name for party in review.ownership.parties}
    return {
        "、".join(sorted(names[one] for one in each.parties)) or "无"
        for view in review.ownership.views
        for each in view.stated
        if view.company == review.ownership.applicant and each.kind is kind and all(source.page for source in each.sources)
    }


def reasons(review: Review) -> list[Difference]:
    return [reason for view in review.ownership.views if view.company == review.ownership.applicant for reason in view.differences]


def test_a_founders_family_in_concert_controls_with_the_platform_it_manages(corpus: Path, tmp_path: Path) -> None:
    review = reviewed("001282", corpus, tmp_path)
    own, found = "芜湖三联锻造股份有限公司", held(review)
    assert review.application.name == own
    assert {holder: share for (holder, company), share in found.items() if company == own} == {
        "孙国奉": "26.91% p16",
        "张一衡": "26.77% p16",
        "孙国敏": "26.77% p16",
        "安徽高新同华创业投资基金(有限合伙)": "13.53% p16",
        "芜湖三联控股合伙企业(有限合伙)": "4.10% p16",
        "孙仁豪": "1.92% p16",
    }
    assert sum(1 for holder, _ in found if holder == own) == 6
    family = "、".join(sorted(("孙国奉", "张一衡", "孙国敏", "孙仁豪")))
    assert stated(review, ControllerKind.ACTUAL) == {family}
    (view,) = [view for view in review.ownership.views if view.company == review.ownership.applicant]
    assert view.agree is True
    (exact,) = [edge.share for edge in review.ownership.edges if edge.holder.startswith("person:孙仁豪")]
    assert exact == Fraction(163, 8498)
    assert ("孙国奉", "芜湖三联控股合伙企业(有限合伙)") in found


def test_a_first_holder_below_half_is_the_stated_controller_by_another_profile(corpus: Path, tmp_path: Path) -> None:
    review = reviewed("301563", corpus, tmp_path)
    assert stated(review, ControllerKind.ACTUAL) == {"曾烨"}
    assert held(review)["曾烨", "云汉芯城(上海)互联网科技股份有限公司"] == "33.03% p13"
    assert reasons(review) == [Difference.THRESHOLD]
    names = {party.id: party.name for party in review.ownership.parties}
    tops = {view.profile: names.get(view.top or "") for view in review.ownership.profiles}
    assert tops["holding-over-50"] is None
    assert tops["listed-30"] == "曾烨"


def test_a_chain_up_to_a_cooperative_is_seen_with_its_places(corpus: Path, tmp_path: Path) -> None:
    review = reviewed("301581", corpus, tmp_path)
    found = held(review)
    assert found["黄山供销集团有限公司", "黄山谷捷股份有限公司"].startswith("51.87")
    assert found["黄山市供销社", "黄山供销集团有限公司"] == "100% p14"
    assert found["黄山谷捷股份有限公司", "黄山广捷表面处理科技有限公司"] == "51.00% p14"
    assert stated(review, ControllerKind.ACTUAL) == {"黄山市供销社"}
    assert stated(review, ControllerKind.MAJORITY) == {"黄山供销集团有限公司"}
    (view,) = [view for view in review.ownership.views if view.company == review.ownership.applicant]
    assert view.agree is True
    assert [hop.source.page if hop.source else None for hop in view.proof] == [14, 22]


def test_a_couple_is_stated_where_one_of_them_has_the_majority(corpus: Path, tmp_path: Path) -> None:
    review = reviewed("920100", corpus, tmp_path)
    assert held(review)["盛祎", "常州三协电机股份有限公司"] == "62.97% p1"
    assert stated(review, ControllerKind.ACTUAL) == {"朱绶青、盛祎"}
    assert stated(review, ControllerKind.MAJORITY) == {"盛祎"}
    assert reasons(review) == [Difference.FAMILY]
    assert [(one.kind, len(one.parties), str(one.start)) for one in review.ownership.agreements] == [
        (AgreementKind.CONCERT, 3, "2023-12-12")
    ]


def test_the_ten_largest_holders_of_a_listed_company_leave_its_control_open(corpus: Path, tmp_path: Path) -> None:
    review = reviewed("600201", corpus, tmp_path)
    found = {holder: share for (holder, company), share in held(review).items() if company == "金宇生物技术股份有限公司"}
    assert len(found) == 10
    assert found["内蒙古金宇生物控股有限公司"] == "10.86% p50"
    assert found["张翀宇"] == "1.65% p51"
    assert stated(review, ControllerKind.ACTUAL) == {"无"}
    assert reasons(review) == [Difference.MISSING]


@pytest.mark.parametrize("code", ["001282", "301563", "301581", "920100", "600201"])
def test_both_answers_stand_in_every_face(code: str, corpus: Path, tmp_path: Path) -> None:
    review = reviewed(code, corpus, tmp_path)
    (own,) = [view for view in review.ownership.views if view.company == review.ownership.applicant]
    page = html_report(review, load_packs(), Language.ZH, lambda _, __: None)
    assert own.wording.zh in page
    assert penetration_svg(review, Language.ZH).startswith("<svg")
    face = review_face(review).ownership
    assert [one.wording.zh for one in face.controllers if one.company == face.applicant] == [own.wording.zh]
    assert all(statement.source is not None for edge in face.edges for statement in edge.statements)
