"""The workbench in a real browser: every page in both languages and lights, an upload read to its findings, hostile names, axe."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import BrowserContext
from playwright.sync_api import Dialog
from playwright.sync_api import Page
from playwright.sync_api import Route
from playwright.sync_api import expect
from workbench import NAMES
from workbench import PASSWORD
from workbench import Workbench
from workbench import being_read
from workbench import reviewed
from workbench import served
from workbench import with_application
from workbench import workbench

from docintel.domain.decision import DecisionKind
from docintel.domain.sampling import DrawMethod
from docintel.store.subjects import subjects
from docintel.web.drawing import new_draw
from docintel.web.drawing import plan_told
from docintel.web.guard import doors
from docintel.web.guard import session_cookie
from docintel.web.permissions import Role

AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = ("serious", "critical")
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}=HYPERLINK("http://x.example")\u202eexe.fdp 😀'


class Watched:
    """A page in which dialogs, errors of scripts and requests to other machines are noted."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.troubles: list[str] = []
        context.route(re.compile(rf"^(?!{re.escape(address)}|data:|blob:)"), self.on_request)  # our own go their way unasked
        self.page = context.new_page()
        self.page.on("dialog", self.on_dialog)
        self.page.on("pageerror", lambda error: self.troubles.append(f"error {error}"))
        self.page.on("console", lambda message: self.troubles.append(f"console {message.text}") if message.type == "error" else None)

    def on_request(self, route: Route) -> None:
        self.troubles.append(f"request {route.request.url}")
        route.abort()

    def on_dialog(self, dialog: Dialog) -> None:
        self.troubles.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.address}{path}", wait_until="load", timeout=60_000)
        return self.page


def signed_in(browser: Browser, bench: Workbench, address: str, role: Role | None) -> Watched:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    if role is not None:
        context.add_cookies([{"name": session_cookie(secure=False), "value": bench.token(role), "url": address}])
    return Watched(context, address)


@pytest.fixture(scope="module")
def draw(bench: Workbench) -> str:
    plan = plan_told(DrawMethod.SIMPLE, "announced", count=1, by=(), quotas="", core="")
    return new_draw(bench.store, bench.campaign, plan, NAMES[Role.LEAD]).id


@pytest.fixture(scope="module")
def early(bench: Workbench, samples: Path) -> str:
    return being_read(bench.store, bench.campaign, "读取中", samples / "inconsistent")


PAGES = (
    ("/sign-in", None),
    ("/first-account/no-such-link", None),
    ("/", Role.LEAD),
    ("/campaigns/CAMPAIGN", Role.LEAD),
    ("/campaigns/CAMPAIGN/queue", Role.REVIEWER),
    ("/campaigns/CAMPAIGN/cards", Role.REVIEWER),
    ("/campaigns/CAMPAIGN/ties", Role.REVIEWER),
    ("/campaigns/CAMPAIGN/upload", Role.REVIEWER),
    ("/campaigns/CAMPAIGN/spot-checks", Role.LEAD),
    ("/spot-checks/DRAW", Role.SPOT_CHECKER),
    ("/applications/APPLICATION", Role.REVIEWER),
    ("/applications/APPLICATION", Role.LEAD),
    ("/applications/EARLY", Role.REVIEWER),
    ("/applications/APPLICATION?view=matrix", Role.REVIEWER),
    ("/applications/APPLICATION?view=criteria", Role.COMPLIANCE),
    ("/applications/APPLICATION?view=files", Role.REVIEWER),
    ("/applications/APPLICATION?view=history", Role.LEAD),
    ("/applications/APPLICATION/ownership", Role.REVIEWER),
    ("/applications/APPLICATION/products", Role.REVIEWER),
    ("/campaigns/CAMPAIGN/objections", Role.COMPLIANCE),
    ("/campaigns/CAMPAIGN/archive", Role.COMPLIANCE),
    ("/audit", Role.COMPLIANCE),
    ("/registers", Role.REVIEWER),
    ("/packs", Role.REVIEWER),
    ("/packs/programme/little-giant-2022", Role.REVIEWER),
    ("/packs/kind/audit_report", Role.REVIEWER),
    ("/accounts", Role.ADMINISTRATOR),
    ("/me", Role.SPOT_CHECKER),
    ("/no-such-page", Role.LEAD),
    ("/campaigns/CAMPAIGN?page=none", Role.LEAD),
)
KEEPERS = ("/audit", "/campaigns/CAMPAIGN/archive")  # pages that the lead may not see
ANSWERS = {"/no-such-page": ("404",), "page=none": ("422",), "/no-such-link": ("410",)}  # a page all the same
NO_PAGES = {  # what is asked for by GET and is no page of its own
    "/static/{path:path}": "files of the workbench itself",
    "/api/": "for programs",
    "/campaigns/{campaign}/workbook": "a download",
    "/campaigns/{campaign}/hand-ins": "a download",
    "/campaigns/{campaign}/progress": "a part of the page of uploads",
    "/applications/{application}/early": "a part of the page of what is being read",
    "/applications/{application}/view/{view}": "a part of the page of an application",
    "/applications/{application}/card": "a part of it",
    "/applications/{application}/leaf": "a part of it",
    "/applications/{application}/thumbs/{document}": "a part of it",
    "/applications/{application}/search": "a part of it",
    "/applications/{application}/pages/{document}/{page}/{size}": "a picture",
    "/applications/{application}/crop/{fact}": "a picture",
    "/applications/{application}/files/{document}": "a download",
    "/applications/{application}/report": "a download",
    "/applications/{application}/letters/{letter}": "a download",
    "/spot-checks/{draw}/protocol": "a download",
    "/spot-checks/{draw}/sheets/{application}": "a download",
}


def test_every_page_is_walked() -> None:
    walked = {path.partition("?")[0] for path, _ in PAGES}
    asked = [
        door
        for door in doors()
        if door.method == "GET" and not door.template.startswith(tuple(one for one in NO_PAGES if one.endswith("/")))
    ]
    missing = [door.template for door in asked if door.template not in NO_PAGES and not any(map(door.pattern.fullmatch, walked))]
    assert missing == [], "a page is walked in both languages and lights, or NO_PAGES says why not"
    assert {template for template in NO_PAGES if not template.endswith("/")} <= {door.template for door in doors()}


def grave(page: Page) -> list[str]:
    """What axe calls serious or critical on a page, each with the first place."""
    if not AXE.is_file():
        pytest.skip(f"SKIPPED LOUDLY: no {AXE} (make web, with Node)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})" for one in found if one["impact"] in GRAVE]


@pytest.mark.parametrize(("path", "role"), PAGES)
def test_a_page_is_sound_in_both_languages_and_lights(
    browser: Browser, bench: Workbench, address: str, draw: str, early: str, path: str, role: Role | None
) -> None:
    path = path.replace("CAMPAIGN", bench.campaign).replace("APPLICATION", bench.application).replace("DRAW", draw).replace("EARLY", early)
    watched = signed_in(browser, bench, address, role)
    for language, light in (("zh", "light"), ("en", "dark")):
        page = watched.open(f"{path}{'&' if '?' in path else '?'}lang={language}&light={light}")
        if path.startswith("/applications/"):
            page.wait_for_load_state("networkidle")  # strips and leaves come after the page
        assert page.locator("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[language]
        assert page.locator("h1").count() == 1, "a page has one main heading"
        assert grave(page) == [], (path, language, light)
    allowed = next((statuses for end, statuses in ANSWERS.items() if path.endswith(end)), ())
    assert [one for one in watched.troubles if not any(word in one for word in allowed)] == []
    watched.page.context.close()


def zipped(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w") as bound:
        for path in sorted(folder.iterdir()):
            bound.write(path, path.name)
    return target


def test_from_a_zip_to_a_drawn_sample(browser: Browser, tmp_path: Path, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Sign in, upload, watch, find, take the report, draw a sample, and see all of it in the log."""
    bench = workbench(tmp_path_factory.mktemp("upload"), samples / "inconsistent", readers=1)
    with served(bench.app) as address:
        watched = signed_in(browser, bench, address, None)
        page = watched.open(f"/campaigns/{bench.campaign}/upload")
        page.get_by_label("账号").fill(NAMES[Role.LEAD])
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/upload")
        page.locator("input[type=file][multiple]").set_input_files(zipped(samples / "clean" / "application", tmp_path / "新申报.zip"))
        shown = page.locator("#progress")
        expect(shown.locator("li meter")).to_have_attribute("max", "8", timeout=60_000)  # the files in the zip, but for the form
        expect(shown.locator('.count[data-state="reviewed"]')).to_have_text("2", timeout=400_000)
        expect(shown.locator("[data-done=yes]")).to_be_visible(timeout=30_000)
        shown.locator("li a").first.click()
        page.wait_for_url("**/applications/**")
        with page.expect_download(timeout=120_000) as downloading:
            page.get_by_role("link", name="审核意见").click()
        assert downloading.value.suggested_filename.endswith(".docx")
        page = watched.open(f"/campaigns/{bench.campaign}/spot-checks")
        page.get_by_label("种子").fill("公开种子 20230420")
        page.get_by_label("抽取家数").fill("1")
        page.get_by_role("button", name="抽取").click()
        page.wait_for_url("**/spot-checks/d*")
        expect(page.get_by_text("公开种子 20230420")).to_be_visible()
        page.get_by_role("link", name="用现在的总体重新抽取").click()
        expect(page.get_by_text("重新抽取，结果相同。")).to_be_visible()
        assert watched.troubles == []
        actions = [entry.action for entry in bench.store.audit.page(limit=500)]
        assert {"session.begin", "application.add", "review.add", "take_report", "draw.add"} <= set(actions)
        assert bench.store.audit.verify().broken is None
        watched.page.context.close()
    bench.store.close()


def test_hostile_names_stand_on_every_page_as_plain_text(browser: Browser, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    from workbench import reviewed  # noqa: PLC0415 - the face made for the other tests

    sample = samples / "inconsistent"
    bench = workbench(tmp_path_factory.mktemp("hostile"), sample)
    face = json.loads(json.dumps(reviewed(sample)))
    face["application"]["name"] = HOSTILE
    for one in (*face["cards"], *face["findings"]):
        for said in (one.get("title"), one.get("explanation")):
            if said:
                said["zh"] = said["en"] = HOSTILE
    for document in face["documents"]:
        document["file"] = f"{HOSTILE[:40]}{document['file']}"
    application = with_application(bench.store, bench.campaign, HOSTILE, sample, face)
    bench.store.applications.describe(application, by="test", applicant=HOSTILE, city=HOSTILE, industry=HOSTILE)
    bench.store.notes.add(application, HOSTILE, person=NAMES[Role.LEAD])
    bench.store.applications.assign(application, NAMES[Role.LEAD], by="test")
    plan = plan_told(DrawMethod.SIMPLE, HOSTILE, count=2, by=(), quotas="", core="")
    made = new_draw(bench.store, bench.campaign, plan, NAMES[Role.LEAD]).id
    reading = being_read(bench.store, bench.campaign, f"<b>读取中</b>{HOSTILE[:30]}", sample)
    with served(bench.app) as address:
        watched = signed_in(browser, bench, address, Role.LEAD)
        keeper = signed_in(browser, bench, address, Role.COMPLIANCE)
        pages = [
            (path, keeper if path in KEEPERS else watched)
            for path, role in PAGES
            if role not in {None, Role.ADMINISTRATOR} and path not in {"/no-such-page", "/campaigns/CAMPAIGN?page=none"}
        ]
        for path, who in pages:
            page = who.open(
                path.replace("CAMPAIGN", bench.campaign).replace("APPLICATION", application).replace("DRAW", made).replace("EARLY", reading)
            )
            page.wait_for_timeout(150)
            assert page.locator("img[src=x]").count() == 0, path
        assert keeper.troubles == []
        assert watched.troubles == []
        page = watched.open(f"/campaigns/{bench.campaign}")
        expect(page.get_by_role("link", name=HOSTILE)).to_be_visible()
        watched.page.context.close()
    bench.store.close()


def test_what_a_page_asks_of_elsewhere_is_noted(browser: Browser, bench: Workbench, address: str) -> None:
    watched = signed_in(browser, bench, address, None)
    page = watched.open("/sign-in")
    page.evaluate("fetch('http://elsewhere.example/').catch(() => 0)")
    assert any("elsewhere.example" in trouble for trouble in watched.troubles)
    watched.page.context.close()


def test_rows_are_walked_and_searched_by_keyboard(browser: Browser, bench: Workbench, address: str) -> None:
    watched = signed_in(browser, bench, address, Role.REVIEWER)
    page = watched.open(f"/campaigns/{bench.campaign}")
    page.keyboard.press("/")
    page.keyboard.type("没有这家企业")
    expect(page.locator("#table")).to_contain_text("没有符合条件的申报")
    page.locator('[data-key="/"]').fill("常州")
    expect(page.locator("#table [data-row]")).to_have_count(1)
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/applications/{bench.application}*")
    watched.page.context.close()


def test_applications_are_assigned_without_leaving_the_list_that_was_asked_for(browser: Browser, bench: Workbench, address: str) -> None:
    watched = signed_in(browser, bench, address, Role.LEAD)
    page = watched.open(f"/campaigns/{bench.campaign}?city=杭州")
    page.locator('select[name="to"]').select_option(NAMES[Role.REVIEWER])
    page.get_by_role("button", name="分配所选申报").click()
    expect(page.locator("#said .refused")).to_have_text("请先勾选申报。")
    chosen = page.locator('input[name="chosen"]').first
    application = str(chosen.get_attribute("value"))
    chosen.check()
    page.get_by_role("button", name="分配所选申报").click()
    expect(page.locator("#table tbody")).to_contain_text(Role.REVIEWER.value)
    assert "city=%E6%9D%AD%E5%B7%9E" in page.url
    assert bench.store.applications.get(application).assigned_to == NAMES[Role.REVIEWER]
    bench.store.applications.assign(application, None, by="test")
    watched.page.context.close()


def test_the_conclusion_of_each_profile_and_the_chart_are_seen_together(browser: Browser, bench: Workbench, address: str) -> None:
    watched = signed_in(browser, bench, address, Role.REVIEWER)
    page = watched.open(f"/applications/{bench.application}/ownership")
    conclusions = page.locator(".profiles > div")
    expect(conclusions.first).to_be_visible()
    assert conclusions.count() > 1
    expect(page.locator("#chart")).to_be_in_viewport(ratio=0.9)
    watched.page.context.close()


def test_the_list_of_files_tells_the_groups_statements_from_the_parents(browser: Browser, bench: Workbench, address: str) -> None:
    watched = signed_in(browser, bench, address, Role.REVIEWER)
    page = watched.open(f"/applications/{bench.application}?view=files")
    for part in ("资产负债表 · 合并", "资产负债表 · 母公司"):
        expect(page.locator(".files-view .section", has_text=part).first).to_be_visible()
    watched.page.context.close()


def test_a_lead_finds_the_application_that_waits_for_a_second_person(browser: Browser, samples: Path, tmp_path: Path) -> None:
    bench = workbench(tmp_path / "second", samples / "inconsistent")
    subject = subjects(bench.store.reviews.body(bench.application, 1))[-1]
    kind, reviewer, print_seen = DecisionKind.NOT_RECOMMENDED, NAMES[Role.REVIEWER], subject.fingerprint
    with_application(bench.store, bench.campaign, "另一家", samples / "inconsistent", reviewed(samples / "inconsistent"))
    with served(bench.app) as address:
        watched = signed_in(browser, bench, address, Role.LEAD)
        page = watched.open(f"/campaigns/{bench.campaign}")
        expect(page.get_by_text("待第二人复核")).to_have_count(0)
        bench.store.decisions.decide(bench.application, subject.key, kind, person=reviewer, fingerprint=print_seen, reason="不符合")
        page.reload()
        page.get_by_role("link", name="1 份申报有决定待第二人复核").click()
        expect(page.locator("#table tbody tr")).to_have_count(1)
        page.locator("[data-row]").click()
        page.wait_for_url(f"**/applications/{bench.application}*")
        expect(page.locator("#said .refused")).to_have_count(0)
        page.keyboard.press("g")
        page.keyboard.press("3")
        page.get_by_role("button", name="复核", exact=True).click()
        page.get_by_role("button", name="同意 Enter", exact=True).click()
        expect(page.locator(".conclusion .chip.unmet")).to_have_text("不予推荐")
        expect(page.locator(".conclusion .mark.awaiting_second")).to_have_count(0)
        page.goto(f"{address}/campaigns/{bench.campaign}?state=second")
        expect(page.get_by_text("没有符合条件的申报")).to_be_visible()
        page.context.close()
        assert watched.troubles == []
    bench.store.close()
