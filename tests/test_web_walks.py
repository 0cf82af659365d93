"""What those who work at it meet in a day, in a real browser: letters, dropped folders, sessions that end, servers that stop."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Dialog
from playwright.sync_api import Page
from playwright.sync_api import Route
from playwright.sync_api import expect
from watching import WIDE
from watching import Watched
from watching import at_desk
from watching import watched
from workbench import NAMES
from workbench import PASSWORD
from workbench import Workbench
from workbench import reviewed
from workbench import with_application

from docintel.domain.decision import DecisionKind
from docintel.web.guard import session_cookie
from docintel.web.permissions import Role


@pytest.fixture
def application(bench: Workbench, samples: Path, request: pytest.FixtureRequest) -> str:
    """An application of the test's own, on which nobody has decided."""
    bench.desk.reading.stop()
    sample = samples / "inconsistent"
    return with_application(bench.store, bench.campaign, request.node.name, sample, reviewed(sample))


@pytest.fixture
def reviewer(browser: Browser, bench: Workbench, address: str, application: str) -> Iterator[Watched]:
    with at_desk(browser, bench, address, Role.REVIEWER) as page:
        page.goto(f"{address}/applications/{application}")
        expect(page.locator("#leaf .leaf")).to_be_visible()
        with watched(page, address) as seen:
            yield seen


def test_keys_that_open_a_view_are_kept_while_a_decision_is_still_being_made(reviewer: Watched) -> None:
    page = reviewer.page

    def slowly(route: Route) -> None:
        time.sleep(1.5)
        route.continue_()

    page.route("**/decisions", slowly)
    page.keyboard.press("b")
    for key in ("Enter", "g", "5"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="按已请补正的事项起草")).to_be_visible()


def test_the_term_of_a_letter_is_set_on_the_page(reviewer: Watched, bench: Workbench, application: str) -> None:
    page = reviewer.page
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    expect(page.locator("#tally")).to_have_attribute("data-open", "4")
    page.keyboard.press("g")
    page.keyboard.press("5")
    page.get_by_role("button", name="按已请补正的事项起草").click()
    expect(page.get_by_label("答复期限（天")).to_be_focused()
    page.get_by_label("答复期限（天").fill("3")
    page.keyboard.press("Enter")
    expect(page.locator(".letter")).to_contain_text("答复期限")
    (made,) = bench.store.letters.of(application)
    assert made.deadline == date.fromisoformat(str(made.body["day"])) + timedelta(days=3)
    expect(page.locator(".letter")).to_contain_text(str(made.deadline))
    assert reviewer.troubles() == []


def test_a_name_that_the_administrator_puts_right_is_shown_at_once(
    browser: Browser, bench: Workbench, address: str, application: str
) -> None:
    bench.store.applications.assign(application, NAMES[Role.REVIEWER], by="test")
    with at_desk(browser, bench, address, Role.LEAD) as lead, at_desk(browser, bench, address, Role.ADMINISTRATOR) as administrator:
        lead.goto(f"{address}/campaigns/{bench.campaign}")
        administrator.goto(f"{address}/accounts")
        administrator.get_by_label(f"姓名: {NAMES[Role.REVIEWER]}").fill("孙丽（改）")
        administrator.keyboard.press("Enter")
        expect(administrator.get_by_text("账号已更改。")).to_be_visible()
        lead.reload()
        expect(lead.locator("#table tbody")).to_contain_text("孙丽（改）")
    bench.desk.people.set_display(NAMES[Role.REVIEWER], Role.REVIEWER.value, by="test")


def test_what_was_typed_survives_a_session_that_ends_meanwhile(reviewer: Watched, bench: Workbench, address: str, application: str) -> None:
    page, reason = reviewer.page, "请补充盖章的原件"
    page.keyboard.press("b")
    page.locator("#d-ask textarea").fill(reason)
    page.context.clear_cookies(name=session_cookie(secure=False))
    page.keyboard.press("Enter")
    told = page.locator("#said p")
    expect(told).to_have_count(1)  # said once, with the way on
    expect(told.get_by_role("link", name="在新标签页登录")).to_be_visible()
    page.context.add_cookies([{"name": session_cookie(secure=False), "value": bench.token(Role.REVIEWER), "url": address}])
    page.keyboard.press("b")
    expect(page.locator("#d-ask textarea")).to_have_value(reason)
    page.keyboard.press("Enter")
    expect(page.locator("#tally")).to_have_attribute("data-open", "4")
    assert reason in [decision.reason for decision in bench.store.decisions.of(application)]


def test_what_was_typed_survives_a_server_that_does_not_answer(reviewer: Watched, bench: Workbench, application: str) -> None:
    page, reason = reviewer.page, "现场看设备"
    page.keyboard.press("o")
    page.locator("#d-site textarea").fill(reason)
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.locator("#said .refused")).to_contain_text("没有连上服务器")
    assert bench.store.decisions.of(application) == ()
    page.context.set_offline(False)
    page.keyboard.press("o")
    expect(page.locator("#d-site textarea")).to_have_value(reason)
    page.keyboard.press("Enter")
    expect(page.locator("#tally")).to_have_attribute("data-open", "4")


def test_leaving_the_page_with_something_typed_asks_first(reviewer: Watched) -> None:
    page = reviewer.page
    asked: list[str] = []
    page.remove_listener("dialog", reviewer.on_dialog)

    def stays(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stays)
    page.keyboard.press("x")
    page.locator("#d-dismiss [name=reason]").fill("说到一半")
    with page.expect_event("dialog"):
        page.evaluate("setTimeout(() => location.reload())")
    assert asked == ["beforeunload"]
    expect(page.locator("#d-dismiss [name=reason]")).to_have_value("说到一半")
    page.keyboard.press("Escape")


def test_a_folder_and_a_zip_are_dropped_together(browser: Browser, bench: Workbench, address: str, samples: Path, tmp_path: Path) -> None:
    bench.desk.reading.stop()
    folder = tmp_path / "文件夹申报"
    shutil.copytree(samples / "clean" / "application", folder)
    (folder / "坏的.pdf").write_bytes(b"%PDF-1.7 broken")
    shutil.make_archive(str(tmp_path / "压缩包申报"), "zip", samples / "clean" / "application")
    with at_desk(browser, bench, address, Role.LEAD) as page:
        page.goto(f"{address}/campaigns/{bench.campaign}/upload")
        dropped(page, folder, tmp_path / "压缩包申报.zip")
        expect(page.locator("#progress")).to_contain_text("/ 9 个文件", timeout=60_000)  # the broken one among them
        expect(page.locator("#progress")).to_contain_text("/ 8 个文件", timeout=60_000)
    files = {one.folder: len(one.files) for one in bench.store.jobs.inputs(campaign=bench.campaign)}
    assert (files["文件夹申报"], files["压缩包申报"]) == (10, 9)


def dropped(page: Page, *paths: Path) -> None:
    """As when they are dragged there from the desktop."""
    box = page.locator(".drop").bounding_box()
    assert box is not None
    at: dict[str, Any] = {
        "x": box["x"] + 50,
        "y": box["y"] + 20,
        "data": {"items": [], "files": list(map(str, paths)), "dragOperationsMask": 1},
    }
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, **at})


def test_what_follows_from_one_cause_is_dismissed_with_it_by_keyboard(reviewer: Watched, bench: Workbench, application: str) -> None:
    page = reviewer.page
    folded = int(page.locator("#card .card-body").get_attribute("data-findings") or "1")
    assert folded > 1
    page.keyboard.press("x")
    expect(page.get_by_label("连同后果一并不成立")).not_to_be_checked()
    page.keyboard.press("Alt+a")
    expect(page.get_by_label("连同后果一并不成立")).to_be_checked()
    page.keyboard.press("2")
    expect(page.locator("#tally")).to_have_attribute("data-open", "4")
    assert [one.kind for one in bench.store.decisions.of(application)] == [DecisionKind.DISMISSED] * folded


def test_the_second_to_decide_is_told_who_was_first_by_name(reviewer: Watched, bench: Workbench, application: str) -> None:
    bench.desk.people.set_display(NAMES[Role.LEAD], "王敏", by="test")
    page, card = reviewer.page, bench.store.cards.of(application)[0]
    page.keyboard.press("b")
    bench.store.decisions.decide(application, card.key, DecisionKind.ON_SITE, person=NAMES[Role.LEAD], fingerprint=card.fingerprint)
    page.keyboard.press("Enter")
    expect(page.locator("#said .refused")).to_have_text("王敏 刚刚作了决定，请先查看")
    bench.desk.people.set_display(NAMES[Role.LEAD], Role.LEAD.value, by="test")


SEEN = """() => {
    const one = document.activeElement, style = getComputedStyle(one), above = one.closest("label");
    const name = one.getAttribute("aria-label") || one.innerText || above?.innerText || one.name || "";
    return { name: name.trim(), marked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none" };
}"""


def tabbed(page: Page, name: str) -> None:
    """Goes on by Tab to what begins with that name; wherever it stops one sees where one is."""
    for _ in range(80):
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        if page.evaluate("document.activeElement !== document.body"):
            assert seen["marked"], f"the focus does not show on {seen['name']}"
        if seen["name"].startswith(name):
            return
    raise AssertionError(name)


def test_from_signing_in_to_a_drawn_sample_by_keyboard_alone(browser: Browser, bench: Workbench, address: str, application: str) -> None:
    context = browser.new_context(viewport=WIDE, locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    page.goto(address)
    tabbed(page, "账号")
    page.keyboard.type(NAMES[Role.LEAD])
    tabbed(page, "密码")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    tabbed(page, "测试批次")
    page.keyboard.press("Enter")
    page.wait_for_url("**/campaigns/*")
    page.keyboard.press("/")
    page.keyboard.type("by_keyboard_alone")
    expect(page.locator("#table tbody tr")).to_have_count(1)
    tabbed(page, "常州")  # the enterprise
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/applications/{application}*")
    expect(page.locator("#leaf .leaf")).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator("#d-confirm[open] button[value=ok]")).to_be_enabled()
    page.keyboard.press("Enter")
    expect(page.locator("#tally")).to_have_attribute("data-open", "4")
    with page.expect_download(timeout=120_000) as downloading:
        page.keyboard.press("g")
        page.keyboard.press("8")
    assert downloading.value.suggested_filename.endswith(".docx")
    tabbed(page, "测试批次")
    page.keyboard.press("Enter")
    page.wait_for_url("**/campaigns/*")
    tabbed(page, "抽查")
    page.keyboard.press("Enter")
    page.wait_for_url("**/spot-checks")
    tabbed(page, "种子")
    page.keyboard.type("公开种子")
    page.keyboard.press("Enter")
    page.wait_for_url("**/spot-checks/d*")
    assert bench.store.draws.of(bench.campaign)
    context.close()
