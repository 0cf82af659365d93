"""Similar products as a reviewer sees them: every reason with the places of both sides, and a way to the page of the other application."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from urllib.parse import urlencode

import httpx
from test_campaign import checked
from test_campaign_groups import PARENT
from test_campaign_groups import held
from workbench import Workbench

from docintel.campaign import Applicant
from docintel.campaign import Mention
from docintel.domain.wording import Language
from docintel.report.campaign import campaign_face
from docintel.report.face_parts import SourceFace
from docintel.report.face_parts import WordingFace
from docintel.report.faces import FactFace
from docintel.report.faces import GroundFace
from docintel.report.faces import StatedFace
from docintel.web.guard import session_cookie
from docintel.web.permissions import Role
from docintel.web.products import grounded
from docintel.web.telling import Teller
from docintel.work.shelf import CHECKED
from docintel.work.shelf import PRESENT
from docintel.work.shelf import key_of


def teller(bench: Workbench) -> Teller:
    return Teller(bench.desk.reviews.present(bench.application), bench.desk.forms, Language.ZH)


def on_paper(bench: Workbench) -> FactFace:
    """A fact of the application that stands on a page."""
    return next(fact for fact in teller(bench).opened.face.facts if fact.source.box is not None and fact.source.page is not None)


def file_of(bench: Workbench, fact: FactFace) -> str:
    return teller(bench).opened.document(fact.source.document or "").file


def stated_by(one: Applicant, bench: Workbench, fact: FactFace) -> Applicant:
    """The applicant as if it were the bench's application and its product stood where the fact stands."""
    identity = teller(bench).opened.face.application.id

    def moved(mention: Mention) -> Mention:
        place = replace(mention.place, application=identity, file=file_of(bench, fact), page=fact.source.page, box=fact.source.box or ())
        return replace(mention, place=place)

    return replace(one, id=identity, mentions=tuple(map(moved, one.mentions)))


def page(bench: Workbench, address: str, query: str = "") -> str:
    cookies = {session_cookie(secure=False): bench.token(Role.REVIEWER)}
    told = httpx.get(f"{address}/applications/{bench.application}/products{query}", cookies=cookies, timeout=60)
    assert told.status_code == httpx.codes.OK
    return unescape(told.text)


def test_an_applicant_of_one_group_is_shown_with_the_places_of_both(bench: Workbench, address: str) -> None:
    parent = (PARENT, "enterprise")
    own = stated_by(held(1, "高压电磁阀", (parent, None, 60)), bench, on_paper(bench))
    review = checked([own, held(2, "电磁阀", (parent, None, 70))])
    bench.store.readings.put(key_of(bench.campaign), CHECKED, PRESENT, {"check": campaign_face(review).model_dump(mode="json")}, anew=True)
    told = page(bench, address)
    for words in ("样例2号有限公司", "同批申报", "由人判断", "材料.pdf · 第2页", f"/applications/{bench.application}/products?file="):
        assert words in told


def test_the_page_opens_at_the_place_it_is_asked_for(bench: Workbench, address: str) -> None:
    fact = on_paper(bench)
    box = " ".join(f"{side:g}" for side in fact.source.box or ())
    told = page(bench, address, f"?{urlencode({'file': file_of(bench, fact), 'page': fact.source.page, 'box': box})}")
    assert f'data-document="{fact.source.document}" data-page="{fact.source.page}"' in told


def test_a_reason_is_told_with_the_row_of_the_register_and_the_fact(bench: Workbench) -> None:
    fact = on_paper(bench)
    source = SourceFace(document="c" * 64, cell="row 12", method="text", confidence=1.0, doubts=())
    said = WordingFace(zh="产品名称相近", en="alike")
    stated = StatedFace(file="名单.csv", source=source, printed="乙公司，截止阀")
    told = grounded(teller(bench), GroundFace(aspect="name", reason=said, own=(fact.id or "",), other=(stated,)))
    assert (told.reason, [place.fact for place in told.own]) == ("产品名称相近", [fact.id])
    assert [(one.where, one.printed) for one in told.other] == [("名单.csv 第12行", "乙公司，截止阀")]
