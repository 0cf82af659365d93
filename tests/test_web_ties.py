"""What applications share, as a reviewer sees it: both places, the innocent explanation, and a way to each application."""

from __future__ import annotations

import httpx
from test_campaign import applicant
from test_campaign import checked
from workbench import Workbench

from docintel.report.campaign import campaign_face
from docintel.web.guard import session_cookie
from docintel.web.permissions import Role
from docintel.work.shelf import CHECKED
from docintel.work.shelf import PRESENT
from docintel.work.shelf import key_of

PATENT = ("patent_number", "202010000001.5")


def page(bench: Workbench, address: str, role: Role, language: str = "zh") -> httpx.Response:
    cookies = {session_cookie(secure=False): bench.token(role)}
    return httpx.get(f"{address}/campaigns/{bench.campaign}/ties?lang={language}", cookies=cookies, timeout=60)


def test_before_the_first_check_the_page_says_so(bench: Workbench, address: str) -> None:
    assert "整批核对尚未进行" in page(bench, address, Role.REVIEWER).text


def test_a_tie_has_both_places_and_its_innocent_explanation(bench: Workbench, address: str) -> None:
    review = checked([applicant(1, PATENT), applicant(2, PATENT)])
    bench.store.readings.put(key_of(bench.campaign), CHECKED, PRESENT, {"check": campaign_face(review).model_dump(mode="json")})
    told = page(bench, address, Role.REVIEWER)
    assert told.status_code == httpx.codes.OK
    for words in ("样例1号有限公司", "样例2号有限公司", "材料.pdf · 第2页", "可能为共同专利权人", f"/campaigns/{bench.campaign}?q=id001"):
        assert words in told.text
    assert "It may be held jointly" in page(bench, address, Role.REVIEWER, "en").text


def test_who_may_not_see_applications_does_not_see_what_they_share(bench: Workbench, address: str) -> None:
    assert page(bench, address, Role.ADMINISTRATOR).status_code == httpx.codes.FORBIDDEN
