"""The page of an application that is still being read: looked at, never decided, never taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from workbench import Workbench

from docintel.web.guard import session_cookie
from docintel.web.permissions import Role
from docintel.web.security import CSRF_HEADER
from docintel.web.security import csrf_of
from docintel.work.glimpsing import glimpse


@pytest.fixture
def being_read(bench: Workbench, samples: Path, request: pytest.FixtureRequest) -> str:
    """An application of which the form alone is read."""
    application = bench.store.applications.add(bench.campaign, request.node.name, by="test").id
    for name in ("form.json", "营业执照.pdf"):
        bench.store.applications.attach(application, name, bench.store.files.put(samples / "inconsistent" / "application" / name))
    assert glimpse(bench.store, application) is not None
    return application


@pytest.fixture
def web(bench: Workbench, address: str) -> Iterator[httpx.Client]:
    token = bench.token(Role.LEAD)
    headers = {CSRF_HEADER: csrf_of(token), "accept": "text/html, application/json"}
    with httpx.Client(base_url=address, cookies={session_cookie(secure=False): token}, headers=headers, timeout=60) as made:
        yield made


def test_first_findings_are_shown_with_their_places_and_nothing_to_decide_them_by(web: httpx.Client, being_read: str) -> None:
    page = web.get(f"/applications/{being_read}").text
    assert 'class="card-body early' in page
    assert "阅读中" in page
    assert 'data-fact="' in page
    assert "data-act" not in page
    assert "营业执照.pdf" in page


def test_a_page_is_renewed_only_where_more_is_known(web: httpx.Client, bench: Workbench, being_read: str) -> None:
    first = web.get(f"/applications/{being_read}/early")
    at = first.text.partition('data-at="')[2].partition('"')[0]
    assert web.get(f"/applications/{being_read}/early", params={"at": at}).status_code == 204
    bench.store.reviews.add(being_read, dict(reviewed_face(bench)))
    assert web.get(f"/applications/{being_read}/early", params={"at": at}).status_code == 205


@pytest.mark.parametrize(
    "path", ["/applications/{}/report", "/applications/{}/ownership", "/applications/{}/view/criteria", "/api/v1/applications/{}/review"]
)
def test_what_speaks_for_the_whole_waits_for_the_review(web: httpx.Client, being_read: str, path: str) -> None:
    assert web.get(path.format(being_read)).status_code == 404


def test_nobody_decides_what_may_still_change(web: httpx.Client, bench: Workbench, being_read: str) -> None:
    finding = next(iter(bench.desk.seen(being_read).findings.values()))
    told = {"subject": finding.key, "kind": "dismissed", "fingerprint": finding.fingerprint, "reason": "已核对"}
    assert web.post(f"/api/v1/applications/{being_read}/decisions", json=told).status_code == 400
    assert bench.store.decisions.of(being_read) == ()
    assert web.get(f"/api/v1/applications/{being_read}/cards").json() == []


def test_a_picture_that_the_browser_has_is_not_sent_again(web: httpx.Client, bench: Workbench) -> None:
    paper = next(one.sha256 for one in bench.desk.seen(bench.application).documents.values() if one.file == "营业执照.pdf")
    address = f"/applications/{bench.application}/pages/{paper}/1/thumb"
    first = web.get(address)
    again = web.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert web.get(address, headers={"if-none-match": '"another"'}).content == first.content


def reviewed_face(bench: Workbench) -> dict[str, object]:
    """The Review of the other application."""
    return bench.store.reviews.body(bench.application)
