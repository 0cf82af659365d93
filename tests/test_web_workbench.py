"""A reviewer's day in a real browser: looking, deciding, by keyboard alone and two at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import Request
from playwright.sync_api import expect
from watching import Watched
from watching import at_desk
from watching import watched
from workbench import NAMES
from workbench import Workbench
from workbench import reviewed
from workbench import with_application

from docintel.domain.decision import DecisionKind
from docintel.web.concluding import conclusion_of
from docintel.web.permissions import Role

SLOWLY = 30_000  # milliseconds: a page has that long to show what it is to show


@pytest.fixture
def application(bench: Workbench, samples: Path, request: pytest.FixtureRequest) -> str:
    """An application of the test's own, on which nobody has decided."""
    bench.desk.reading.stop()
    expect.set_options(timeout=SLOWLY)
    sample = samples / "inconsistent"
    return with_application(bench.store, bench.campaign, request.node.name, sample, reviewed(sample))


@pytest.fixture
def reviewer(browser: Browser, bench: Workbench, address: str, application: str) -> Iterator[Watched]:
    with at_desk(browser, bench, address, Role.REVIEWER) as page:
        page.goto(f"{address}/applications/{application}")
        expect(page.locator("#leaf .leaf")).to_be_visible()
        with watched(page, address) as seen:
            yield seen


def open_cards(page: Page, count: int) -> None:
    """Waits until so many Cards are open."""
    expect(page.locator("#tally")).to_have_attribute("data-open", str(count))


def test_all_cards_are_decided_by_keyboard_with_at_most_four_keys_each(reviewer: Watched, bench: Workbench, application: str) -> None:
    page, pressed = reviewer.page, 0
    for left, keys in ((4, ("c", "Enter")), (3, ("x", "2")), (2, ("b", "Enter")), (1, ("o", "Enter")), (0, ("c", "Enter"))):
        page.keyboard.press(keys[0])
        if keys[0] == "c":  # Enter means nothing before the pictures are there
            expect(page.locator("#d-confirm[open] button[value=ok]")).to_be_enabled()
        page.keyboard.press(keys[1])
        pressed += len(keys)
        open_cards(page, left)
    decided = [record.decision.kind for record in bench.store.cards.of(application)]
    assert [str(kind) for kind in decided] == ["confirmed", "dismissed", "asked_back", "on_site", "confirmed"]
    assert pressed <= 4 * len(decided)
    assert reviewer.troubles() == []


def test_moving_to_a_card_looks_at_its_place_on_the_page(reviewer: Watched) -> None:
    page = reviewer.page
    page.keyboard.press("j")
    expect(page.locator(".card-body h2")).to_contain_text("资产总额")
    expect(page.locator("#leaf .leaf")).to_have_attribute("data-page", "5")
    expect(page.locator("#leaf rect.chosen")).to_have_count(1)
    assert reviewer.troubles() == []


def test_space_goes_from_the_evidence_to_the_form_where_the_value_is_marked(reviewer: Watched) -> None:
    page = reviewer.page
    page.keyboard.press("Space")
    expect(page.locator("#leaf .leaf.form .told.chosen")).to_contain_text("211693413.62")


def test_a_card_is_not_confirmed_before_its_pictures_are_there(reviewer: Watched, bench: Workbench, application: str) -> None:
    page = reviewer.page
    page.route("**/look?*", lambda route: route.abort())
    page.keyboard.press("c")
    expect(page.locator("#d-confirm")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#d-confirm button[value=ok]")).to_be_disabled()
    assert all(record.decision.kind is None for record in bench.store.cards.of(application))


def test_a_decision_is_taken_back_with_one_key(reviewer: Watched) -> None:
    page = reviewer.page
    page.keyboard.press("o")
    page.keyboard.press("Enter")
    open_cards(page, 4)
    page.keyboard.press("k")
    expect(page.locator(".card-body")).to_have_attribute("data-standing", "decided")
    page.keyboard.press("u")
    open_cards(page, 5)


def test_what_was_just_decided_is_taken_back_with_one_key_too(reviewer: Watched) -> None:
    page = reviewer.page
    page.keyboard.press("o")
    page.keyboard.press("Enter")
    open_cards(page, 4)
    page.keyboard.press("u")
    open_cards(page, 5)
    expect(page.locator(".card-body .rank")).to_have_text("1")


@pytest.mark.parametrize(
    ("key", "dialog"), [("c", "confirm"), ("x", "dismiss"), ("b", "ask"), ("o", "site"), ("m", "note"), ("e", "correct")]
)
def test_a_dialog_that_is_left_by_escape_does_nothing(reviewer: Watched, key: str, dialog: str) -> None:
    page, sent = reviewer.page, list[Request]()
    page.on("request", lambda asked: sent.append(asked))  # noqa: PLW0108 - playwright wraps what it calls, and a builtin cannot be
    page.keyboard.press(key)
    expect(page.locator(f"#d-{dialog}[open]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(f"#d-{dialog}[open]")).to_have_count(0)
    page.keyboard.press("j")  # comes after whatever the dialog began
    expect(page.locator(".card-body .rank")).to_have_text("2")
    assert {asked.url.rpartition("/")[2] for asked in sent if asked.method == "POST"} <= {"presence"}


def test_a_second_person_who_leaves_by_escape_refuses_nothing(reviewer: Watched, bench: Workbench, address: str, application: str) -> None:
    whole = conclusion_of(bench.desk, bench.desk.reviews.present(application))
    made = bench.store.decisions.decide(
        application, whole.key, DecisionKind.NOT_RECOMMENDED, person=NAMES[Role.LEAD], fingerprint=whole.fingerprint, reason="条件不符"
    )
    page = reviewer.page
    page.goto(f"{address}/applications/{application}?view=criteria")
    page.locator("[data-second]").click()
    expect(page.locator("#d-second[open] button[value=ok]")).to_be_enabled()
    page.keyboard.press("Escape")
    page.locator("[data-second]").click()
    expect(page.locator("#d-second[open] button[value=ok]")).to_be_enabled()
    page.locator("#d-second button[value=refuse]").click()
    expect(page.locator("[data-judge=recommended]")).to_be_visible()
    acts = [act.act for act in bench.store.decisions.history(application, whole.key) if act.person != made.person]
    assert acts == ["refused"]


def test_a_box_is_laid_by_arrows_and_enter(reviewer: Watched) -> None:
    page = reviewer.page
    page.keyboard.press("a")
    for key in ("ArrowDown", "ArrowDown", "Shift+ArrowRight"):
        page.keyboard.press(key)
    box = page.locator("#leaf rect.drawn")
    assert [box.get_attribute("width"), box.get_attribute("height")] == ["64.00", "16.00"]
    page.keyboard.press("Enter")
    expect(page.locator("#d-add[open]")).to_be_visible()
    expect(page.locator(".card-body .rank")).to_have_text("1")  # the arrows moved the box, not the list


def test_a_role_that_decides_nothing_is_offered_nothing_to_decide_by(
    browser: Browser, bench: Workbench, address: str, application: str
) -> None:
    with at_desk(browser, bench, address, Role.COMPLIANCE) as page:
        page.goto(f"{address}/applications/{application}")
        expect(page.locator("#leaf .leaf")).to_be_visible()
        assert page.locator(".acts [data-act]").evaluate_all("all => all.map((one) => one.dataset.act)") == ["note"]
        for key in ("c", "x", "b", "o", "e", "a", "s", "u"):
            page.keyboard.press(key)
        expect(page.locator("dialog[open]")).to_have_count(0)
        page.goto(f"{address}/applications/{application}?view=criteria")
        expect(page.locator("[data-judge], [data-undo]")).to_have_count(0)


def test_another_language_and_light_leave_the_card_open(reviewer: Watched) -> None:
    page = reviewer.page
    page.keyboard.press("j")
    expect(page.locator(".card-body .rank")).to_have_text("2")
    page.get_by_text("English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".card-body .rank")).to_have_text("2")
    page.get_by_title("Light or dark").click()
    expect(page.locator("html")).to_have_attribute("data-light", "light")
    expect(page.locator(".card-body .rank")).to_have_text("2")


def test_on_a_narrow_screen_the_card_can_be_decided_and_the_original_comes_in_sight(reviewer: Watched) -> None:
    page = reviewer.page
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(page.locator('[data-act="confirm"]')).to_be_in_viewport(ratio=1)
    page.keyboard.press("Space")
    expect(page.locator("#leaf")).to_be_in_viewport(ratio=0.5)


def test_words_are_found_on_the_pages_and_framed(reviewer: Watched) -> None:
    page = reviewer.page
    page.keyboard.press("/")
    page.keyboard.type("企业法人")
    page.keyboard.press("Enter")
    hit = page.locator("#hits button").first
    expect(hit).to_be_visible(timeout=60_000)
    hit.click()
    expect(page.locator("#leaf rect.hit")).to_have_count(1)


def test_every_key_is_shown_by_the_question_mark(reviewer: Watched) -> None:
    reviewer.page.keyboard.press("?")
    expect(reviewer.page.locator("#keys")).to_be_visible()
    assert reviewer.page.locator("#keys dt").count() >= 18


def test_two_people_at_one_card_see_each_other_and_only_the_first_decides(
    reviewer: Watched, browser: Browser, bench: Workbench, address: str, application: str
) -> None:
    first = reviewer.page
    with at_desk(browser, bench, address, Role.LEAD) as second:
        second.goto(f"{address}/applications/{application}")
        expect(second.locator("#others.same")).to_be_visible()
        second.keyboard.press("x")
        expect(second.locator("#d-dismiss")).to_be_visible()
        first.keyboard.press("o")
        first.keyboard.press("Enter")
        open_cards(first, 4)
        second.keyboard.press("1")
        expect(second.locator("#said .refused")).to_be_visible()
        expect(second.locator(".card-body")).to_have_attribute("data-standing", "decided")
    kinds = [record.decision.kind for record in bench.store.cards.of(application)]
    assert [str(kind) for kind in kinds if kind is not None] == ["on_site"]
