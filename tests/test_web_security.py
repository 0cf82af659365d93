from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docintel.web.headers import POLICY
from docintel.web.security import Buckets
from docintel.web.security import attachment_headers
from docintel.web.security import csrf_holds
from docintel.web.security import csrf_of
from docintel.web.security import from_here
from docintel.web.security import hash_of
from docintel.web.security import new_token


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_token_is_known_by_its_hash_only() -> None:
    token = new_token()
    assert token not in hash_of(token)
    assert hash_of(token) == hash_of(token)
    assert new_token() != token


def test_the_csrf_word_belongs_to_one_token() -> None:
    first, second = new_token(), new_token()
    assert csrf_holds(first, csrf_of(first))
    assert not csrf_holds(first, csrf_of(second))
    assert not csrf_holds(first, None)
    assert not csrf_holds(first, "")
    assert not csrf_holds(first, "\udcff 不是")


def test_a_request_of_another_site_is_not_from_here() -> None:
    assert from_here({"host": "review.example:8000", "origin": "http://review.example:8000"})
    assert from_here({"host": "review.example"})
    assert not from_here({"host": "review.example", "origin": "https://elsewhere.example"})
    assert not from_here({"host": "review.example", "origin": "null"})
    assert not from_here({"host": "review.example", "sec-fetch-site": "cross-site"})
    assert not from_here({"host": "review.example", "sec-fetch-site": "same-site"})


def test_a_bucket_lets_a_burst_pass_and_then_one_a_second() -> None:
    clock = Clock()
    bucket = Buckets(burst=3, per_second=1, clock=clock)
    assert [bucket.take("a") for _ in range(4)] == [0, 0, 0, 2]
    clock.now = 1.0
    assert [bucket.take("a"), bucket.take("a")] == [0, 2]


def test_one_key_does_not_slow_another() -> None:
    bucket = Buckets(burst=1, per_second=0.1, clock=Clock())
    assert bucket.take("a") == 0
    assert bucket.take("a") > 0
    assert bucket.take("b") == 0


def test_what_is_given_back_can_be_taken_again() -> None:
    bucket = Buckets(burst=1, per_second=0.1, clock=Clock())
    bucket.take("a")
    bucket.give_back("a")
    assert bucket.take("a") == 0


def test_the_policy_allows_no_inline_script_no_eval_and_no_other_host() -> None:
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "frame-ancestors 'none'" in POLICY


@given(st.text(max_size=400))
def test_a_file_leaves_as_an_attachment_whatever_its_name(name: str) -> None:
    headers = attachment_headers(name)
    assert headers["content-type"] == "application/octet-stream"
    assert headers["content-disposition"].startswith('attachment; filename="')
    assert headers["content-disposition"].isascii()
    assert headers["content-disposition"].isprintable()
    assert headers["content-disposition"].count('"') == 2
