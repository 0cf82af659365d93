from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from argon2 import Type
from workbench import NAMES
from workbench import PASSWORD
from workbench import QUICK
from workbench import Workbench
from workbench import served

from docintel.domain.errors import UsageError
from docintel.packs import load_packs
from docintel.store import Store
from docintel.store import open_store
from docintel.web.app import create_app
from docintel.web.app import first_link
from docintel.web.guard import session_cookie
from docintel.web.people import IDLE
from docintel.web.people import LONGEST
from docintel.web.people import People
from docintel.web.people import password_trouble
from docintel.web.permissions import Action
from docintel.web.permissions import Role
from docintel.web.security import CSRF_HEADER
from docintel.web.security import csrf_of
from docintel.web.security import hash_of
from docintel.web.settings import Settings

HTML = {"accept": "text/html"}


class Clock:
    """A time of day that the test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 4, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with open_store(tmp_path, clock=clock) as opened:
        yield opened


@pytest.fixture
def people(store: Store, clock: Clock) -> People:
    made = People(store, clock, seconds=lambda: 0.0, hasher=QUICK)
    made.add("wang", "王敏", Role.REVIEWER, PASSWORD, by="test")
    return made


def test_the_right_password_opens_a_session(people: People) -> None:
    token = people.sign_in("wang", PASSWORD, "10.0.0.1").token
    assert token is not None
    person = people.behind(token)
    assert person is not None
    assert (person.name, person.display, person.role) == ("wang", "王敏", Role.REVIEWER)


def test_a_wrong_password_and_an_unknown_name_look_alike(people: People) -> None:
    assert people.sign_in("wang", "not the password", "10.0.0.1") == people.sign_in("nobody", PASSWORD, "10.0.0.1")


def test_the_store_holds_neither_password_nor_token(people: People, store: Store, tmp_path: Path) -> None:
    token = str(people.sign_in("wang", PASSWORD, "10.0.0.1").token)
    assert str(store.accounts.password_hash("wang")).startswith("$argon2id$")
    assert store.sessions.get(hash_of(token)) is not None
    store.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("store.sqlite*"))
    assert PASSWORD.encode() not in kept
    assert token.encode() not in kept


def test_guessing_becomes_slow_for_the_name_and_even_the_right_password_waits(people: People) -> None:
    for number in range(10):
        assert people.sign_in("wang", "guess", f"10.0.0.{number}").wait == 0
    assert people.sign_in("wang", PASSWORD, "10.0.1.1").wait > 0


def test_guessing_many_names_becomes_slow_for_the_address(people: People) -> None:
    waits = [people.sign_in(f"name{number}", "guess", "10.0.0.1").wait for number in range(41)]
    assert waits[0] == 0
    assert waits[-1] > 0


def test_a_guess_costs_what_rfc_9106_recommends_unless_tests_say_otherwise(tmp_path: Path) -> None:
    hasher = Settings(load_packs(), tmp_path).hasher
    assert (hasher.type, hasher.memory_cost, hasher.time_cost) == (Type.ID, 64 * 1024, 3)
    assert hasher.check_needs_rehash(QUICK.hash(PASSWORD)), "what was cheap is hashed anew when its owner signs in"


def test_a_session_that_lies_idle_ends(people: People, clock: Clock) -> None:
    token = str(people.sign_in("wang", PASSWORD, "10.0.0.1").token)
    clock.now += IDLE - timedelta(minutes=1)
    assert people.behind(token) is not None
    clock.now += IDLE - timedelta(minutes=1)
    assert people.behind(token) is not None  # it was used in between
    clock.now += IDLE + timedelta(minutes=1)
    assert people.behind(token) is None


def test_a_session_in_constant_use_ends_too(people: People, clock: Clock) -> None:
    token = str(people.sign_in("wang", PASSWORD, "10.0.0.1").token)
    ends = clock.now + LONGEST
    while clock.now < ends - timedelta(minutes=30):
        clock.now += timedelta(minutes=30)
        assert people.behind(token) is not None or clock.now >= ends
    clock.now = ends + timedelta(seconds=1)
    assert people.behind(token) is None


def test_signing_out_ends_the_session_for_everybody_who_has_its_cookie(people: People) -> None:
    token = str(people.sign_in("wang", PASSWORD, "10.0.0.1").token)
    person = people.behind(token)
    assert person is not None
    people.sign_out(token, person)
    assert people.behind(token) is None


def test_disabling_an_account_ends_its_sessions_at_once(people: People) -> None:
    token = str(people.sign_in("wang", PASSWORD, "10.0.0.1").token)
    people.set_disabled("wang", disabled=True, by="chief")
    assert people.behind(token) is None
    assert people.sign_in("wang", PASSWORD, "10.0.0.1").token is None


def test_another_role_counts_from_the_next_request_on(people: People) -> None:
    token = str(people.sign_in("wang", PASSWORD, "10.0.0.1").token)
    people.set_role("wang", Role.SPOT_CHECKER, by="chief")
    person = people.behind(token)
    assert person is not None
    assert not person.may(Action.DECIDE)


def test_another_password_ends_the_sessions_and_the_old_one(people: People) -> None:
    token = str(people.sign_in("wang", PASSWORD, "10.0.0.1").token)
    people.set_password("wang", "全新的一句口令 2027", by="wang")
    assert people.behind(token) is None
    assert people.sign_in("wang", PASSWORD, "10.0.0.1").token is None


def test_nobody_disables_or_promotes_themselves(people: People) -> None:
    with pytest.raises(UsageError):
        people.set_disabled("wang", disabled=True, by="wang")
    with pytest.raises(UsageError):
        people.set_role("wang", Role.ADMINISTRATOR, by="wang")


@pytest.mark.parametrize("password", ["short", "wang", "a" * 40, "x" * 201, "abababababab"])
def test_a_password_that_anyone_would_guess_is_refused(password: str) -> None:
    assert password_trouble("wang", password) is not None


@pytest.mark.parametrize("name", ["", "王敏", "a b", "../x", "a" * 65, "-a", "<script>"])
def test_a_name_that_the_log_could_not_hold_is_refused(people: People, name: str) -> None:
    with pytest.raises(UsageError):
        people.add(name, "x", Role.REVIEWER, PASSWORD, by="test")


def test_the_first_account_is_made_once_and_in_time(tmp_path: Path, clock: Clock) -> None:
    with open_store(tmp_path / "empty", clock=clock) as store:
        people = People(store, clock, hasher=QUICK)
        token = str(people.first_link()).rsplit("/", 1)[-1]
        with pytest.raises(UsageError):
            people.add_first("another token", "chief", "主任", PASSWORD)
        people.add_first(token, "chief", "主任", PASSWORD)
        assert [(one.name, one.role) for one in store.accounts.all()] == [("chief", "administrator")]
        with pytest.raises(UsageError):
            people.add_first(token, "second", "副主任", PASSWORD)
        assert people.first_link() is None


def test_the_link_to_the_first_account_expires(tmp_path: Path, clock: Clock) -> None:
    with open_store(tmp_path / "empty", clock=clock) as store:
        people = People(store, clock, hasher=QUICK)
        token = str(people.first_link()).rsplit("/", 1)[-1]
        clock.now += timedelta(hours=2)
        assert not people.is_first(token)


def test_an_empty_store_says_how_its_first_account_is_made_and_leads_on_to_the_others(tmp_path: Path) -> None:
    with open_store(tmp_path / "empty") as store:
        app = create_app(store, Settings(load_packs(), store.place, hosts=("127.0.0.1",), hasher=QUICK))
        link = str(first_link(app))
        with served(app) as address, httpx.Client(base_url=address, headers=HTML, timeout=60, follow_redirects=True) as browser:
            assert "docintel serve 印在终端的链接" in browser.get("/").text
            browser.get(link)
            told = {"name": "chief", "display": "主任", "password": PASSWORD, "csrf_token": csrf_of(browser.cookies["docintel_visit"])}
            arrived = browser.post(link, data=told)
            assert arrived.url.path == "/accounts"
            assert "请为审核人员建立账号" in arrived.text


def client(bench: Workbench, address: str, role: Role) -> httpx.Client:
    token = bench.token(role)
    headers = {CSRF_HEADER: csrf_of(token)}
    return httpx.Client(base_url=address, cookies={session_cookie(secure=False): token}, headers=headers, timeout=60)


def test_signing_in_by_the_form_and_out_again(address: str) -> None:
    with httpx.Client(base_url=address, headers=HTML, timeout=60) as browser:
        assert browser.get("/accounts").headers["location"] == "/sign-in?next=/accounts"
        browser.get("/sign-in")
        told = {"name": NAMES[Role.LEAD], "password": PASSWORD, "csrf_token": csrf_of(browser.cookies["docintel_visit"]), "next": "/packs"}
        answer = browser.post("/sign-in", data=told)
        assert (answer.status_code, answer.headers["location"]) == (303, "/packs")
        cookie = answer.headers["set-cookie"]
        assert all(word in cookie for word in ("HttpOnly", "SameSite=Strict", "Path=/"))
        word = csrf_of(browser.cookies[session_cookie(secure=False)])
        assert browser.post("/sign-out", data={"csrf_token": word}).status_code == 303
        assert browser.get("/packs").status_code == 303


@pytest.mark.parametrize("goal", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"])
def test_signing_in_never_leads_elsewhere(address: str, goal: str) -> None:
    with httpx.Client(base_url=address, headers=HTML, timeout=60) as browser:
        browser.get("/sign-in")
        told = {"name": NAMES[Role.LEAD], "password": PASSWORD, "csrf_token": csrf_of(browser.cookies["docintel_visit"]), "next": goal}
        assert browser.post("/sign-in", data=told).headers["location"] == "/"


def test_a_change_without_its_word_is_refused(bench: Workbench, address: str) -> None:
    with client(bench, address, Role.LEAD) as lead:
        told = {"name": "x", "programme": "little-giant-2022", "batch": "5", "kind": "new", "as_of": "2023-04-10"}
        for word in ("", csrf_of("another session")):
            assert lead.post("/campaigns", data=told, headers={CSRF_HEADER: word}).status_code == 403
        assert lead.post("/campaigns", data=told).status_code == 303


def test_a_change_sent_by_another_site_is_refused_even_with_its_word(bench: Workbench, address: str) -> None:
    with client(bench, address, Role.LEAD) as lead:
        for headers in ({"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}):
            assert lead.post("/sign-out", headers=headers).status_code == 403


def test_a_body_larger_than_a_change_may_be_is_refused(bench: Workbench, address: str) -> None:
    with client(bench, address, Role.LEAD) as lead:
        assert lead.post("/campaigns", data={"name": "x" * 3_000_000}).status_code == 413


def test_a_look_at_an_application_is_logged_once_and_every_export_each_time(bench: Workbench, address: str) -> None:
    with client(bench, address, Role.COMPLIANCE) as watcher:
        for _ in range(3):
            assert watcher.get(f"/applications/{bench.application}").status_code == 200
        for _ in range(2):
            assert watcher.get(f"/applications/{bench.application}/report").status_code == 200
    entries = [entry for entry in bench.store.audit.latest(50, bench.application) if entry.actor == NAMES[Role.COMPLIANCE]]
    assert [entry.action for entry in entries] == ["take_report", "take_report", "see_application"]
    assert bench.store.audit.verify().broken is None


def test_files_leave_as_attachments_of_no_type(bench: Workbench, address: str) -> None:
    sha256 = bench.store.applications.files(bench.application)[0].sha256
    with client(bench, address, Role.REVIEWER) as reviewer:
        for path in (f"/applications/{bench.application}/files/{sha256}", f"/applications/{bench.application}/report?form=html"):
            headers = reviewer.get(path).headers
            assert headers["content-type"] == "application/octet-stream"
            assert headers["content-disposition"].startswith("attachment")
            assert headers["x-content-type-options"] == "nosniff"


def test_pages_are_not_kept_and_cannot_be_framed(bench: Workbench, address: str) -> None:
    with client(bench, address, Role.REVIEWER) as reviewer:
        headers = reviewer.get(f"/applications/{bench.application}").headers
    assert "no-store" in headers["cache-control"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


def test_a_name_that_the_workbench_does_not_answer_to_is_refused(address: str) -> None:
    assert httpx.get(f"{address}/sign-in", headers={"host": "rebound.example"}).status_code == 421
