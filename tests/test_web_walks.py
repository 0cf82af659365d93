"""What those who work at it meet in a day, in a real browser: letters, dropped folders, sessions that end, servers that stop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import expect
from watching import Watched
from watching import at_desk
from watching import watched
from workbench import NAMES
from workbench import Workbench
from workbench import reviewed
from workbench import with_application

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
    assert made.deadline == date.fromisoformat(made.body["day"]) + timedelta(days=3)
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
