"""Registers put in by the browser: read before they are kept, named as they came, and taken over with what that changes once a campaign is judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from campaigned import CAMPAIGN
from campaigned import applications
from campaigned import take
from campaigned import work
from playwright.sync_api import Browser
from playwright.sync_api import expect
from tiny_applications import enterprise
from tiny_applications import write_campaign
from watching import at_desk
from watching import watched
from workbench import NAMES
from workbench import PASSWORD
from workbench import QUICK
from workbench import Workbench
from workbench import served

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.records import CampaignRecord
from docintel.packs import load_packs
from docintel.store import open_store
from docintel.web.app import create_app
from docintel.web.desk import Desk
from docintel.web.guard import session_cookie
from docintel.web.permissions import Role
from docintel.web.registering import called
from docintel.web.registering import registers_named
from docintel.web.security import CSRF_HEADER
from docintel.web.security import csrf_of
from docintel.web.settings import Settings
from docintel.work.basis import basis_now
from docintel.work.settled import REGISTERS

STRANGER, OTHER_STRANGER = "例样无关甲设备有限公司", "例样无关乙设备有限公司"
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
    assert put(lead, campaign, "第四批名单.csv", REGISTER).json()["entries"] == 1
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


def test_a_register_is_taken_out_while_nothing_is_judged(lead: httpx.Client, bench: Workbench, campaign: CampaignRecord) -> None:
    put(lead, campaign, "a.csv", REGISTER)
    put(lead, campaign, "b.csv", REGISTER)
    answer = lead.post(f"/campaigns/{campaign.id}/registers", json={"without": ["a.csv"]})
    assert answer.json()["is_taken"] is True
    assert registers_named(bench.store.campaigns.get(campaign.id)) == ("b.csv",)


def test_a_register_that_the_campaign_has_not_cannot_be_taken_out(lead: httpx.Client, campaign: CampaignRecord) -> None:
    answer = lead.post(f"/campaigns/{campaign.id}/registers/effect", json={"without": ["b.csv"]})
    assert (answer.status_code, "没有这份名单" in answer.json()["detail"]) == (400, True)


def test_a_register_that_was_never_put_in_cannot_be_taken_over(lead: httpx.Client, bench: Workbench, campaign: CampaignRecord) -> None:
    answer = lead.post(f"/campaigns/{campaign.id}/registers", json={"put": f"{'0' * 64} a.csv"})
    assert (answer.status_code, "请重新放入" in answer.json()["detail"]) == (400, True)
    assert registers_named(bench.store.campaigns.get(campaign.id)) == ()


# ---- a campaign that is being judged


@pytest.fixture
def judged(tmp_path: Path) -> Iterator[Workbench]:
    """Three applications judged against a register of one stranger."""
    store = open_store(tmp_path / "store")
    app = create_app(store, Settings(load_packs(), tmp_path / "store", hosts=("127.0.0.1",), hasher=QUICK))
    desk: Desk = app.state.desk
    desk.reading.stop()  # the test itself does the work
    desk.people.add(NAMES[Role.LEAD], "王敏", Role.LEAD, PASSWORD, by="test")
    store.campaigns.add(CAMPAIGN)
    listing = f"{store.files.put(listed(STRANGER).encode())} 名单.csv"
    store.campaigns.set(CAMPAIGN.id, {REGISTERS: [listing]})
    take(store, write_campaign(tmp_path / "campaign", 3))
    work(store)
    yield Workbench(app, desk, store, CAMPAIGN.id, "")
    store.close()


def listed(*names: str) -> str:
    return "企业名称,名单,批次\n" + "".join(f"{name},专精特新小巨人,3\n" for name in names)


def test_another_register_is_taken_over_by_the_lead_and_judges_again_whom_it_touches(
    browser: Browser, judged: Workbench, tmp_path: Path
) -> None:
    store, later = judged.store, tmp_path / "新名单.csv"
    later.write_text(listed(STRANGER, enterprise(1), OTHER_STRANGER), encoding="utf-8")
    before = store.campaigns.get(CAMPAIGN.id).pinned
    with served(judged.app) as address, at_desk(browser, judged, address, Role.LEAD) as page, watched(page, address) as seen:
        page.goto(f"{address}/campaigns/{CAMPAIGN.id}/upload")
        page.locator("[data-registers] select").select_option("名单.csv")
        page.locator("[data-registers] input[type=file]").set_input_files(later)
        dialog = page.locator("#d-list")
        expect(dialog).to_contain_text("与现用名单相差 2 条。 须重新判断 1 份申报，不受影响 2 份。")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        assert store.campaigns.get(CAMPAIGN.id).pinned == before, "whoever leaves the dialog changes nothing"
        page.locator("[data-registers] input[type=file]").set_input_files(later)
        expect(dialog).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator("section[aria-labelledby=lists] li")).to_contain_text("新名单.csv 3 家")
        page.goto(f"{address}/campaigns/{CAMPAIGN.id}")
        expect(page.get_by_text("待重新判断")).to_have_count(1)
        assert seen.troubles() == []
    (entry,) = [one for one in store.audit.latest(20, CAMPAIGN.id) if one.action == "register.take"]
    (old,), (new,) = before.registers, store.campaigns.get(CAMPAIGN.id).pinned.registers
    assert (entry.actor, dict(entry.detail)) == (NAMES[Role.LEAD], {"put": new.sha256, "gone": old.sha256, "again": "1", "stand": "2"})
    work(store)
    reviews = {folder: len(store.reviews.of(one)) for folder, one in applications(store).items()}
    assert reviews == {"申报00000": 1, "申报00001": 2, "申报00002": 1}


def test_no_register_is_left_where_the_last_is_taken_out(browser: Browser, judged: Workbench) -> None:
    with served(judged.app) as address, at_desk(browser, judged, address, Role.LEAD) as page:
        page.goto(f"{address}/campaigns/{CAMPAIGN.id}/upload")
        page.get_by_role("button", name="去掉名单 名单.csv").click()
        expect(page.locator("#d-list")).to_contain_text("相差 1 条")
        page.keyboard.press("Enter")
        expect(page.get_by_text("没有名单：与已认定企业的关系未核查。")).to_be_visible()
    assert judged.store.campaigns.get(CAMPAIGN.id).pinned.registers == ()


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
