"""Objections, terms of keeping, holds and erasing, on their pages in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import expect
from watching import at_desk
from workbench import NAMES
from workbench import Workbench
from workbench import reviewed
from workbench import with_application

from docintel.domain.decision import DecisionKind
from docintel.domain.errors import UsageError
from docintel.domain.objecting import objection_text
from docintel.web.naming import application_called
from docintel.web.permissions import Role


@pytest.fixture
def application(bench: Workbench, samples: Path, request: pytest.FixtureRequest) -> str:
    """An application of the test's own, called as the test is."""
    sample = samples / "inconsistent"
    return with_application(bench.store, bench.campaign, request.node.originalname, sample, reviewed(sample))


def folder(bench: Workbench, application: str) -> str:
    return bench.store.applications.get(application).folder


def test_an_objection_is_recorded_and_answered(browser: Browser, bench: Workbench, address: str, application: str) -> None:
    with at_desk(browser, bench, address, Role.COMPLIANCE) as page:
        page.goto(f"{address}/campaigns/{bench.campaign}/objections")
        page.get_by_label("申报（企业全称").fill(folder(bench, application))
        page.get_by_label("异议人（实名）").fill("李实名")
        page.get_by_label("异议内容").fill("<b>营业收入</b>与年报不一致，电话 13912345678")
        page.get_by_label("收到日期").fill("2023-05-01")
        page.get_by_label("答复期限").fill("2023-05-11")
        page.get_by_role("button", name="登记", exact=True).click()
        line = page.locator(".lines > li").filter(has_text="李实名")
        expect(line).to_contain_text("逾期未答复")
        expect(line).to_contain_text("<b>营业收入</b>与年报不一致")
        expect(line).not_to_contain_text("13912345678")
        line.get_by_text("答复这件异议").click()
        line.get_by_label("处理结果").fill("不成立")
        line.get_by_label("理由").fill("口径不同")
        line.get_by_role("button", name="登记答复").click()
        expect(line).to_contain_text("已答复")
    (made,) = bench.store.objections.of(application)
    assert (made.handler, objection_text(made.body).outcome) == (NAMES[Role.COMPLIANCE], "不成立")


def test_who_decided_on_an_application_cannot_answer_an_objection_to_it(
    browser: Browser, bench: Workbench, address: str, application: str
) -> None:
    card = bench.store.cards.of(application)[0]
    bench.store.decisions.decide(application, card.key, DecisionKind.ASKED_BACK, person=NAMES[Role.LEAD], fingerprint=card.fingerprint)
    bench.store.objections.add(application, {"objector": "赵实名", "text": "有异议"}, person="test")
    with at_desk(browser, bench, address, Role.LEAD) as page:
        page.goto(f"{address}/campaigns/{bench.campaign}/objections")
        line = page.locator(".lines > li").filter(has_text="赵实名")
        line.get_by_text("答复这件异议").click()
        line.get_by_label("处理结果").fill("成立")
        line.get_by_label("理由").fill("已核对")
        line.get_by_role("button", name="登记答复").click()
        expect(page.get_by_role("alert")).to_have_text("须由未参与审核的人处理异议")
        expect(line).to_contain_text("待答复")


@pytest.mark.parametrize(
    ("given", "said"),
    [({"application": "没有这家"}, "本批次没有这份申报：没有这家"), ({"due": "2023-04-01"}, "答复期限早于收到日期")],
)
def test_an_objection_that_cannot_be_is_refused_with_the_reason(
    browser: Browser, bench: Workbench, address: str, application: str, given: dict[str, str], said: str
) -> None:
    filled = {"application": folder(bench, application), "objector": "李", "text": "有异议", "received": "2023-05-01", **given}
    with at_desk(browser, bench, address, Role.LEAD) as page:
        page.goto(f"{address}/campaigns/{bench.campaign}/objections")
        for name, value in filled.items():
            page.locator(f'[name="{name}"]').fill(value)
        page.get_by_role("button", name="登记", exact=True).click()
        expect(page.get_by_role("alert")).to_have_text(said)
    assert bench.store.objections.of(application) == ()


def test_what_is_held_is_not_erased_and_what_is_not_is_erased_for_good(
    browser: Browser, bench: Workbench, address: str, application: str
) -> None:
    name = folder(bench, application)
    with at_desk(browser, bench, address, Role.COMPLIANCE) as page:
        page.goto(f"{address}/campaigns/{bench.campaign}/archive")
        page.get_by_label("留空为整个批次").fill(name)
        page.get_by_role("button", name="保全", exact=True).click()
        lift = page.get_by_role("button", name="解除保全")
        expect(lift).to_be_visible()
        erase(page, name, name)
        expect(page.get_by_role("alert")).to_contain_text("处于法律保全中")
        lift.click()
        expect(lift).to_have_count(0)
        erase(page, name, "别的企业")
        expect(page.get_by_role("alert")).to_contain_text("两次填写的企业不一致")
        assert bench.store.applications.get(application).folder == name
        erase(page, name, name)
        expect(page.get_by_text("1 次审核的散列")).to_be_visible()
    assert [stone.application for stone in bench.store.tombstones(bench.campaign)] == [application]
    with pytest.raises(UsageError):
        application_called(bench.store, bench.campaign, name)


def erase(page: Page, name: str, again: str) -> None:
    form = page.locator("form[action$=erase]")
    form.locator('[name="application"]').fill(name)
    form.locator('[name="again"]').fill(again)
    form.locator('[name="reason"]').fill("依申请")
    form.get_by_role("button").click()


def test_a_term_of_keeping_forbids_erasing_until_its_day(browser: Browser, bench: Workbench, address: str, application: str) -> None:
    name = folder(bench, application)
    with at_desk(browser, bench, address, Role.COMPLIANCE) as page:
        page.goto(f"{address}/campaigns/{bench.campaign}/archive")
        page.get_by_label("保存至").fill("2099-12-31")
        page.get_by_role("button", name="设定保存期").click()
        expect(page.get_by_label("保存至")).to_have_value("2099-12-31")
        erase(page, name, name)
        expect(page.get_by_role("alert")).to_contain_text("档案保存期至 2099-12-31")
        page.get_by_label("保存至").fill("")
        page.get_by_role("button", name="设定保存期").click()
        expect(page.get_by_label("保存至")).to_have_value("")


def test_several_of_one_name_are_told_apart_by_their_credit_code(bench: Workbench, samples: Path) -> None:
    face = reviewed(samples / "inconsistent")
    for number in (1, 2):
        with_application(bench.store, bench.campaign, f"同名{number}", samples / "inconsistent", face)
    with pytest.raises(UsageError, match="请改用统一社会信用代码"):
        application_called(bench.store, bench.campaign, str(face["application"]["name"]))
