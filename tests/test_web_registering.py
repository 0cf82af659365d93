"""Registers put in by the browser: read before they are kept, named as they came, and left alone once a campaign is judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import httpx
import pytest
from workbench import Workbench

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.campaigning import PackVersion
from docintel.domain.records import CampaignRecord
from docintel.domain.records import Pinned
from docintel.web.guard import session_cookie
from docintel.web.permissions import Role
from docintel.web.registering import called
from docintel.web.registering import registers_named
from docintel.web.security import CSRF_HEADER
from docintel.web.security import csrf_of
from docintel.work.basis import basis_now

REGISTER = "企业名称,统一社会信用代码,名单,批次\n虚构控股有限公司,91320412MALRAUHUX7,国家级专精特新“小巨人”企业,4\n"


@pytest.fixture
def lead(bench: Workbench, address: str) -> Iterator[httpx.Client]:
    token = bench.token(Role.LEAD)
    cookies, headers = {session_cookie(secure=False): token}, {CSRF_HEADER: csrf_of(token), "accept": "application/json"}
    with httpx.Client(base_url=address, cookies=cookies, headers=headers, timeout=60) as web:
        yield web


@pytest.fixture
def campaign(bench: Workbench, request: pytest.FixtureRequest) -> CampaignRecord:
    """A campaign of the test's own, of which nothing is judged yet."""
    made = CampaignRecord("", request.node.name[:90], "little-giant-2022", 5, ApplicationKind.NEW, date(2023, 4, 10))
    return bench.store.campaigns.add(made, by="test")


def put(web: httpx.Client, campaign: CampaignRecord, name: str, text: str) -> httpx.Response:
    return web.put(f"/campaigns/{campaign.id}/register", params={"name": name}, content=text.encode())


def test_a_campaign_is_judged_with_the_register_that_was_put_in(lead: httpx.Client, bench: Workbench, campaign: CampaignRecord) -> None:
    upload = f"/campaigns/{campaign.id}/upload"
    assert "未核查" in lead.get(upload).text
    assert put(lead, campaign, "第四批名单.csv", REGISTER).json() == {"entries": 1}
    used = basis_now(bench.store, bench.store.campaigns.get(campaign.id)).order.registers
    assert [(one.name, [each.name for each in one.recognitions]) for one in used] == [("第四批名单.csv", ["虚构控股有限公司"])]
    assert "第四批名单.csv" in lead.get(upload).text


def test_a_register_takes_the_place_of_one_of_its_name(lead: httpx.Client, bench: Workbench, campaign: CampaignRecord) -> None:
    for name, text in (("a.csv", REGISTER), ("b.csv", REGISTER), ("a.csv", REGISTER.replace("虚构", "样例"))):
        assert put(lead, campaign, name, text).status_code == httpx.codes.CREATED
    assert registers_named(bench.store.campaigns.get(campaign.id)) == ("b.csv", "a.csv")


@pytest.mark.parametrize(("name", "text"), [("a.csv", "这不是名单\n"), ("a.csv", ""), ("a.xlsx", REGISTER)])
def test_what_is_no_register_is_refused_and_not_kept(
    lead: httpx.Client, bench: Workbench, campaign: CampaignRecord, name: str, text: str
) -> None:
    answer = put(lead, campaign, name, text)
    assert answer.is_client_error, answer.text
    assert "/" + name not in answer.text  # where it lay on the server is nobody's business
    assert registers_named(bench.store.campaigns.get(campaign.id)) == ()


def test_a_campaign_that_is_being_judged_keeps_its_registers(lead: httpx.Client, bench: Workbench, campaign: CampaignRecord) -> None:
    bench.store.campaigns.pin(campaign.id, Pinned((PackVersion("little-giant-2022", "1", "0" * 64),)), by="test")
    answer = put(lead, campaign, "a.csv", REGISTER)
    assert answer.is_client_error
    assert "已固定" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\名单\\a.csv", "a.csv"),
        ("../../etc/passwd", "passwd"),
        ("名" * 300 + ".xlsx", "名" * 60 + ".xlsx"),
        ("a\x00\n.csv", "a.csv"),
        (".csv", "register.csv"),
    ],
)
def test_a_name_is_made_fit_for_a_file(name: str, kept: str) -> None:
    assert called(name) == kept
