"""What a person sees when something is not done: their language, what is wrong, and what they had typed."""

from __future__ import annotations

import httpx
import pytest
from workbench import Workbench

from docintel.web.guard import session_cookie
from docintel.web.permissions import Role
from docintel.web.security import CSRF_HEADER
from docintel.web.security import csrf_of

HTML = {"accept": "text/html"}


def lead(bench: Workbench, address: str, language: str = "zh") -> httpx.Client:
    """The lead's browser."""
    token = bench.token(Role.LEAD)
    cookies = {session_cookie(secure=False): token, "docintel-lang": language}
    return httpx.Client(base_url=address, cookies=cookies, headers={CSRF_HEADER: csrf_of(token)}, timeout=60)


@pytest.mark.parametrize(("language", "said"), [("zh", "页码应为整数"), ("en", "page must be a whole number")])
def test_a_wrong_address_is_answered_by_a_page_in_the_person_s_language(bench: Workbench, address: str, language: str, said: str) -> None:
    with lead(bench, address, language) as web:
        answer = web.get(f"/campaigns/{bench.campaign}?page=abc", headers=HTML)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert said in answer.text


def test_a_program_is_told_in_both_languages(bench: Workbench, address: str) -> None:
    with lead(bench, address) as web:
        wrong = web.post(f"/api/v1/applications/{bench.application}/notes", json={}).json()
        missing = web.get("/api/v1/applications/nobody/cards/x", headers={"accept": "application/json"}).json()
        unknown = web.get("/api/v1/applications/nobody/review").json()
    assert wrong["detail"] == wrong["error"]["zh"] == "填写有误，没有提交：内容未填写。"
    assert wrong["error"]["en"] == "Not sent, this is not right: text is missing."
    assert all(set(told["error"]) == {"zh", "en"} for told in (missing, unknown))


def test_a_piece_of_a_page_is_answered_by_a_piece(bench: Workbench, address: str) -> None:
    with lead(bench, address) as web:
        answer = web.get(f"/applications/{bench.application}/card?key=none", headers={**HTML, "hx-request": "true"})
    assert answer.status_code == 404
    assert answer.text.startswith('<p class="told" role="alert">')


def test_a_form_that_comes_too_late_is_given_back_and_can_be_sent_again(bench: Workbench, address: str) -> None:
    told = {"name": "<b>打了很久的名字", "programme": "little-giant-2022", "batch": "7", "kind": "new", "as_of": "2023-04-10"}
    with lead(bench, address) as web:
        late = web.post("/campaigns", data={**told, "csrf_token": "of another session"}, headers={**HTML, CSRF_HEADER: "old"})
        assert late.status_code == 403
        assert "&lt;b&gt;打了很久的名字" in late.text
        assert "截止日期" in late.text  # fields by the names people know
        word = late.text.partition('name="csrf_token" value="')[2].partition('"')[0]
        again = web.post("/campaigns", data={**told, "csrf_token": word}, headers={**HTML, CSRF_HEADER: word})
        assert again.status_code == 303


def test_a_form_of_an_ended_session_is_given_back_but_no_password(address: str) -> None:
    with httpx.Client(base_url=address, headers=HTML, timeout=60) as web:
        kept = web.post("/campaigns", data={"name": "未丢失的名称"})
        assert (kept.status_code, "未丢失的名称" in kept.text, "/sign-in" in kept.text) == (401, True, True)
        secret = web.post("/me/password", data={"now": "旧的口令口令口令", "new": "新的口令口令口令"})
        assert secret.status_code == 401
        assert "口令口令" not in secret.text


def test_a_form_sent_by_another_site_is_not_given_back(bench: Workbench, address: str) -> None:
    with lead(bench, address) as web:
        answer = web.post("/campaigns", data={"name": "别处的内容"}, headers={**HTML, "origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert "别处的内容" not in answer.text
