"""What the workbench says of what was done and decided: nothing is told as whole that is not, nothing that counts is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from datetime import datetime
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import httpx
import pytest
from docx import Document
from fact_text import load_packs_once
from stored import ID
from stored import campaign
from stored import face
from stored import finding
from stored import only_card
from stored import reviewed
from stored import verdict
from test_store_audit import tampered
from workbench import NAMES
from workbench import PASSWORD
from workbench import served

from docintel.domain.decision import DecisionKind
from docintel.domain.errors import StaleError
from docintel.domain.records import condition_key
from docintel.domain.records import recommendation_key
from docintel.domain.sampling import DrawMethod
from docintel.domain.sampling import DrawPlan
from docintel.intake import Limits
from docintel.store import Store
from docintel.store import open_store
from docintel.web import searching
from docintel.web.app import create_app
from docintel.web.deciding import Dismissing
from docintel.web.deciding import dismiss
from docintel.web.desk import Desk
from docintel.web.drawing import new_draw
from docintel.web.guard import LOOKED_SECONDS
from docintel.web.guard import Looks
from docintel.web.guard import session_cookie
from docintel.web.letters import papers_asked
from docintel.web.people import Person
from docintel.web.permissions import Role
from docintel.web.security import CSRF_HEADER
from docintel.web.security import csrf_of
from docintel.web.settings import Settings
from docintel.web.trail import ROWS
from docintel.work import reviewed_in

WATCHING = Role.COMPLIANCE


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def watcher(store: Store) -> Iterator[httpx.Client]:
    with watching(store) as client:
        yield client


@contextmanager
def watching(store: Store, role: Role = WATCHING) -> Iterator[httpx.Client]:
    """Somebody signed in, of compliance where nothing else is said."""
    app = create_app(store, Settings(load_packs_once(), store.place, hosts=("127.0.0.1",)))
    desk: Desk = app.state.desk
    desk.people.add(NAMES[role], "李", role, PASSWORD, by="test")
    token = desk.people.open_session(NAMES[role])
    with served(app) as address:
        cookies, headers = {session_cookie(secure=False): token}, {CSRF_HEADER: csrf_of(token), "accept": "text/html"}
        with httpx.Client(base_url=address, cookies=cookies, headers=headers, timeout=60) as client:
            yield client


def decided(store: Store) -> str:
    """An application with one Card, dismissed."""
    made = reviewed(store, face(finding()))
    card = only_card(store, made)
    store.decisions.decide(made, card.key, DecisionKind.DISMISSED, person="li", fingerprint=card.fingerprint, reason="单位笔误")
    return made


def test_a_decision_changed_behind_the_log_is_told_by_the_page_that_verifies_it(store: Store, watcher: httpx.Client) -> None:
    decided(store)
    assert "全部相连" in watcher.post("/audit/verify").text
    tampered(store, "decisions", "UPDATE decisions SET reason = 'x'")
    told = watcher.post("/audit/verify").text
    assert "全部相连" not in told
    assert "第 1 项决定与日志不符" in told


def test_the_history_holds_what_was_decided_on_conditions_and_on_the_application_too(store: Store, watcher: httpx.Client) -> None:
    made = reviewed(store, face(finding(), verdicts=[verdict()]))
    for key, kind in ((condition_key(ID, "revenue"), DecisionKind.UNMET), (recommendation_key(ID), DecisionKind.NOT_RECOMMENDED)):
        seen = store.decisions.subject(made, key)
        store.decisions.decide(made, key, kind, person="li", fingerprint=seen.fingerprint, reason=f"因为{kind}")
    told = watcher.get(f"/applications/{made}/view/history").text
    for words in ("认定不符合", "营业收入", "因为unmet", "不予推荐", "因为not_recommended"):
        assert words in told


def test_the_history_keeps_what_was_decided_on_a_card_that_a_later_review_has_no_more(store: Store, watcher: httpx.Client) -> None:
    made = decided(store)
    store.reviews.add(made, face(finding("B01", "staff@2022")))
    assert "单位笔误" in watcher.get(f"/applications/{made}/view/history").text


def test_the_log_is_asked_for_one_person_and_read_on_from_there(store: Store, watcher: httpx.Client) -> None:
    made = decided(store)
    for _ in range(ROWS):
        store.notes.add(made, "已电话联系", person="zhao")
    first = watcher.get("/audit?actor=zhao").text
    assert 'href="/audit?actor=li"' not in first
    assert first.count('href="/audit?actor=zhao"') == ROWS
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older is not None
    assert "已电话联系" not in first  # ids and hashes only
    assert watcher.get(unescape(older[1])).text.count('href="/audit?actor=zhao"') == 0


def test_cards_that_wait_for_a_second_person_are_found(store: Store, watcher: httpx.Client) -> None:
    made = reviewed(store, face(finding("OWN-2"), grade="exclusion"))
    card, of = only_card(store, made), store.applications.get(made).campaign
    waiting = f"/campaigns/{of}/cards?standing=second"
    assert card.key not in unquote(watcher.get(waiting).text)
    store.decisions.decide(made, card.key, DecisionKind.CONFIRMED, person="li", fingerprint=card.fingerprint)
    assert card.key in unquote(watcher.get(waiting).text)


def test_whoever_can_only_second_is_led_to_what_waits_for_a_second_person(store: Store, watcher: httpx.Client) -> None:
    made = reviewed(store, face(finding("OWN-2"), finding("OWN-3"), grade="exclusion"))
    undecided, waiting = store.cards.of(made)
    store.decisions.decide(made, waiting.key, DecisionKind.CONFIRMED, person="li", fingerprint=waiting.fingerprint)
    shown = watcher.get(f"/applications/{made}/view/cards").text
    assert f'<article class="card-body conflict" data-card="{waiting.key}"' in shown
    assert [key for key, turn in re.findall(r'data-card="([^"]+)" data-open="([^"]*)"', shown) if turn] == [waiting.key]
    assert undecided.key in shown


def test_times_are_told_by_the_clock_in_china(tmp_path: Path) -> None:
    with open_store(tmp_path / "late", clock=lambda: datetime(2026, 4, 10, 16, 30, tzinfo=UTC)) as store, watching(store) as watcher:
        made = decided(store)
        assert "2026-04-11 00:30" in watcher.get(f"/applications/{made}/view/history").text


def test_a_look_that_could_not_be_written_to_the_log_is_new_the_next_time() -> None:
    looks = Looks()
    assert looks.is_new("session", "application", 0.0)
    assert looks.is_new("session", "application", 1.0)
    looks.written("session", "application", 1.0)
    assert not looks.is_new("session", "application", 2.0)
    assert looks.is_new("session", "application", 1.0 + LOOKED_SECONDS)


def test_a_campaign_of_which_all_wait_to_be_judged_again_is_shown_and_reported(store: Store, watcher: httpx.Client) -> None:
    of = campaign(store)
    made = [reviewed(store, face(finding()), of, f"申报{number}") for number in range(5)]
    store.campaigns.reopen(of.id, made, by="lead", reason="名单更新")
    page = watcher.get(f"/campaigns/{of.id}")
    assert page.status_code == httpx.codes.OK
    assert "100%" in page.text
    assert len(list(reviewed_in(store, of.id))) == 5


def test_taking_the_record_of_a_draw_is_logged(store: Store, watcher: httpx.Client) -> None:
    of = campaign(store)
    reviewed(store, face(finding()), of)
    drawn = new_draw(store, of.id, DrawPlan(DrawMethod.SIMPLE, "s", 1), "li")
    assert watcher.get(f"/spot-checks/{drawn.id}/protocol").status_code == httpx.codes.OK
    assert [(one.action, one.actor) for one in store.audit.latest(1, drawn.id)] == [("take_sheet", NAMES[WATCHING])]


def test_an_error_found_on_site_is_not_recorded_without_saying_what_it_was(store: Store) -> None:
    of = campaign(store)
    made = reviewed(store, face(finding()), of)
    drawn = new_draw(store, of.id, DrawPlan(DrawMethod.SIMPLE, "s", 1), "li")
    with watching(store, Role.SPOT_CHECKER) as inspector:
        answer = inspector.post(f"/spot-checks/{drawn.id}/results", data={"application": made, "outcome": "error", "remark": " "})
        assert (answer.status_code, "有差错时请写明是什么" in answer.text) == (400, True)
        assert store.sheets.of(made) == ()
        inspector.post(f"/spot-checks/{drawn.id}/results", data={"application": made, "outcome": "error", "remark": "设备台账不符"})
    assert [sheet.body["remark"] for sheet in store.sheets.of(made)] == ["设备台账不符"]


def test_the_protocol_of_a_draw_is_taken_as_a_document_to_be_signed(store: Store, watcher: httpx.Client) -> None:
    of = campaign(store)
    reviewed(store, face(finding()), of)
    drawn = new_draw(store, of.id, DrawPlan(DrawMethod.SIMPLE, "开奖号码 4 0 9", 1), "li")
    taken = watcher.get(f"/spot-checks/{drawn.id}/protocol?form=docx")
    text = "".join(run.text for run in Document(BytesIO(taken.content)).element.body.iter() if run.text)
    assert "开奖号码 4 0 9" in text
    assert "监督人（签名）" in text


def test_a_card_asked_back_on_other_evidence_is_not_asked_for_in_the_next_letter(store: Store) -> None:
    made = reviewed(store, face(finding()))
    card = only_card(store, made)
    store.decisions.decide(made, card.key, DecisionKind.ASKED_BACK, person="li", fingerprint=card.fingerprint)
    request = {
        "paper": "audit",
        "year": None,
        "label": {"zh": "审计报告", "en": "audit report"},
        "settles": [{"card": card.key, "innocent": {"zh": "", "en": ""}}],
    }
    desk: Desk = create_app(store, Settings(load_packs_once(), store.place)).state.desk
    store.reviews.add(made, {**face(finding()), "requests": [request]})
    assert papers_asked(desk, made) == ["审计报告"]
    store.reviews.add(made, {**face(finding(values="100 | 60")), "requests": [request]})
    assert papers_asked(desk, made) == []


def test_texts_of_files_nobody_asked_for_lately_are_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST_HELD", 2)
    texts = searching.Texts(tmp_path, Limits())
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "text.json").write_text('[[1, "甲", null, null]]', encoding="utf-8")
        assert texts.known(name)
    assert list(texts.held) == ["b", "c"]
    assert texts.known("a")


def test_what_came_to_a_card_since_it_was_shown_is_not_dismissed_with_it(store: Store) -> None:
    made = reviewed(store, face(finding()))
    card = only_card(store, made)
    desk: Desk = create_app(store, Settings(load_packs_once(), store.place)).state.desk
    store.reviews.add(made, {**face(finding()), "engine": "docintel next"})
    asked = Dismissing(card=card.key, review=1, fingerprint=card.fingerprint, reason="单位笔误")
    with pytest.raises(StaleError):
        dismiss(desk, Person("li", "李", Role.REVIEWER), made, asked)
    assert dismiss(desk, Person("li", "李", Role.REVIEWER), made, asked.model_copy(update={"review": 2}))
