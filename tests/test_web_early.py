"""The page of an application that is still being read: looked at, never decided, never taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from workbench import Workbench
from workbench import being_read
from workbench import reviewed
from workbench import with_application

from docintel.domain.records import ApplicationState
from docintel.web.guard import session_cookie
from docintel.web.permissions import Role
from docintel.web.security import CSRF_HEADER
from docintel.web.security import csrf_of


@pytest.fixture(name="being_read")
def an_application_being_read(bench: Workbench, samples: Path, request: pytest.FixtureRequest) -> str:
    """An application of which the form alone is read."""
    return being_read(bench.store, bench.campaign, request.node.name, samples / "inconsistent")


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


def test_an_earlier_review_says_which_new_files_are_being_read(web: httpx.Client, bench: Workbench, samples: Path) -> None:
    sample = samples / "inconsistent"
    application = with_application(bench.store, bench.campaign, "补交", sample, reviewed(sample))
    assert 'id="renewing"' in web.get(f"/applications/{application}").text
    assert web.post(f"/api/v1/applications/{application}/presence", json={}).json()["added"] == []
    bench.store.applications.attach(application, "补交的审计报告.pdf", bench.store.files.put(sample / "application" / "营业执照.pdf"))
    page = web.get(f"/applications/{application}").text
    assert "以下为此前的审核结果；读完后自动更新。新增：补交的审计报告.pdf" in page
    assert web.post(f"/api/v1/applications/{application}/presence", json={}).json()["added"] == ["补交的审计报告.pdf"]
    bench.store.reviews.add(application, dict(reviewed_face(bench)), input_sha256="0" * 64)
    assert web.post(f"/api/v1/applications/{application}/presence", json={}).json()["added"] == []


def test_an_application_is_being_read_from_its_first_file_on(bench: Workbench, being_read: str) -> None:
    assert bench.store.applications.get(being_read).state is ApplicationState.RECEIVED
    sha256 = bench.store.applications.files(being_read)[0].sha256
    assert bench.store.applications.begin_reading(sha256) >= 1
    assert bench.store.applications.get(being_read).state is ApplicationState.READING
    assert bench.store.applications.get(bench.application).state is ApplicationState.REVIEWED
    assert bench.store.applications.begin_reading(sha256) == 0


def reviewed_face(bench: Workbench) -> dict[str, object]:
    """The Review of the other application."""
    return bench.store.reviews.body(bench.application)
