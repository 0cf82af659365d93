"""What is kept so that pages come quickly never shows what is no longer so, nor what a role may not see."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from PIL import Image
from starlette.responses import Response
from workbench import NAMES
from workbench import Workbench
from workbench import reviewed
from workbench import with_application
from workbench import workbench

from docintel.domain.decision import DecisionKind
from docintel.domain.errors import UsageError
from docintel.intake import Limits
from docintel.intake import submitted_file
from docintel.store import open_store
from docintel.web.at_hand import AtHand
from docintel.web.guard import session_cookie
from docintel.web.opened import OpenReviews
from docintel.web.people import People
from docintel.web.permissions import Role
from docintel.web.pictures import Pictures
from docintel.web.pictures import _pressed
from docintel.web.remembered import Remembered


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Workbench]:
    bench = workbench(tmp_path_factory.mktemp("quick") / "store", samples / "inconsistent")
    yield bench
    bench.desk.reading.stop()
    bench.store.close()


def asked(bench: Workbench, role: Role, path: str) -> httpx.Response:
    """What somebody of a role is answered."""

    async def once() -> httpx.Response:
        cookies = {session_cookie(secure=False): bench.token(role)}
        async with httpx.AsyncClient(transport=httpx.ASGITransport(bench.app), base_url="http://127.0.0.1", cookies=cookies) as web:
            return await web.get(path)

    return asyncio.run(once())


def test_a_decision_of_another_person_shows_at_the_next_view_of_the_lists(quick: Workbench) -> None:
    campaign, queue = f"/campaigns/{quick.campaign}", f"/campaigns/{quick.campaign}/cards"
    card, *others = quick.store.cards.of(quick.application)
    count = len(others) + 1
    assert f"已处理 0 / {count}" in asked(quick, Role.REVIEWER, campaign).text
    assert NAMES[Role.LEAD] not in asked(quick, Role.REVIEWER, queue).text
    lead = NAMES[Role.LEAD]
    quick.store.decisions.decide(
        quick.application,
        card.key,
        DecisionKind.DISMISSED,
        person=lead,
        fingerprint=card.fingerprint,
        reason="已核对",
        last=card.decision.decision,
    )
    assert f"已处理 1 / {count}" in asked(quick, Role.REVIEWER, campaign).text
    assert f'<span class="quiet">{Role.LEAD.value}</span>' in asked(quick, Role.REVIEWER, queue).text


def test_a_line_kept_for_one_role_is_not_shown_to_another(quick: Workbench) -> None:
    path = f"/campaigns/{quick.campaign}"
    link, choice = f'href="/applications/{quick.application}"', 'name="chosen"'
    seen = {role: asked(quick, role, path).text for role in (Role.LEAD, Role.ADMINISTRATOR, Role.REVIEWER)}
    assert [(link in seen[role], choice in seen[role]) for role in seen] == [(True, True), (False, False), (True, False)]


def test_a_renamed_or_new_account_is_among_those_to_choose_from_at_once(quick: Workbench) -> None:
    path = f"/campaigns/{quick.campaign}"
    assert "周新" not in asked(quick, Role.LEAD, path).text
    quick.desk.people.add("zhou.xin", "周新", Role.REVIEWER, "一句足够长的测试口令 42", by="test")
    assert "周新" in asked(quick, Role.LEAD, path).text
    quick.desk.people.set_disabled("zhou.xin", disabled=True, by="test")
    assert "周新" not in asked(quick, Role.LEAD, path).text


def test_an_account_made_by_another_process_is_listed_and_called_by_its_name_at_once(quick: Workbench) -> None:
    path = f"/campaigns/{quick.campaign}"
    assert quick.desk.people.called("wu.ling") == "wu.ling"
    assert "吴另" not in asked(quick, Role.LEAD, path).text
    with open_store(quick.store.place) as store:
        People(store).add("wu.ling", "吴另", Role.REVIEWER, "一句足够长的测试口令 42", by="test")
        People(store).add("zheng.er", "郑二", Role.REVIEWER, "一句足够长的测试口令 42", by="test")
    assert quick.desk.people.called("zheng.er") == "郑二"
    assert "吴另" in asked(quick, Role.LEAD, path).text


def test_the_files_of_a_review_are_those_of_the_whole_review_and_no_others(quick: Workbench) -> None:
    record = quick.store.applications.get(quick.application)
    whole, files = OpenReviews(quick.store).present(quick.application), OpenReviews(quick.store)
    assert {name: files.document(record, name) for name in whole.documents} == dict(whole.documents)
    with pytest.raises(UsageError, match="no such file"):
        files.document(record, "0" * 64)


def test_a_page_of_an_erased_application_is_not_shown_any_more(quick: Workbench, samples: Path) -> None:
    sample = samples / "inconsistent"
    gone = with_application(quick.store, quick.campaign, "to be erased", sample, reviewed(sample))
    name = next(iter(quick.desk.reviews.present(gone).documents))
    assert quick.desk.document(gone, name).sha256 == name
    quick.store.erase(gone, by="test", reason="撤回")
    with pytest.raises(UsageError):
        quick.desk.document(gone, name)


def test_a_page_drawn_when_asked_for_is_the_same_page_when_asked_again(quick: Workbench) -> None:
    name = next(one.sha256 for one in quick.desk.reviews.present(quick.application).documents.values() if one.file == "营业执照.pdf")
    path = f"/applications/{quick.application}/pages/{name}/1/thumb"
    first, again = asked(quick, Role.REVIEWER, path), asked(quick, Role.REVIEWER, path)
    assert (first.status_code, first.content, first.headers) == (200, again.content, again.headers)
    assert asked(quick, Role.ADMINISTRATOR, path).status_code == 403


def test_a_page_drawn_before_is_at_hand_until_its_application_is_erased(quick: Workbench, samples: Path) -> None:
    sample = samples / "inconsistent"
    gone = with_application(quick.store, quick.campaign, "to be erased, too", sample, reviewed(sample))
    paper = next(one.sha256 for one in quick.desk.reviews.present(gone).documents.values() if one.file == "营业执照.pdf")
    path, at_hand = f"/applications/{gone}/pages/{paper}/1/thumb", AtHand(quick.app, quick.desk)

    def at_once(path: str) -> Response | None:
        return at_hand.picture({"type": "http", "method": "GET", "path": path, "headers": []})

    picture = asked(quick, Role.REVIEWER, path)
    found = at_once(path)
    assert found is not None
    assert found.body == picture.content
    assert at_once(path.replace(paper, "0" * 64)) is None
    assert at_once(path.replace("/1/", "/99/")) is None
    quick.store.erase(gone, by="test", reason="撤回")
    assert at_once(path) is None
    assert asked(quick, Role.REVIEWER, path).status_code >= 400


def test_the_last_decision_is_known_without_reading_all_and_says_that_it_was_taken_back(quick: Workbench) -> None:
    card = quick.store.cards.of(quick.application)[-1]
    made = quick.store.decisions.decide(
        quick.application, card.key, DecisionKind.DISMISSED, person="test", fingerprint=card.fingerprint, reason="x"
    )
    quick.store.decisions.undo(made.id, person="test")
    latest = quick.store.decisions.latest(quick.application)
    assert latest == max(quick.store.decisions.of(quick.application), key=lambda one: one.id)
    assert latest is not None
    assert latest.undone_by is not None
    assert quick.store.decisions.latest("nobody") is None


def test_a_count_is_made_once_for_all_and_again_when_it_is_old() -> None:
    now, counts = [0.0], Remembered[int](10.0, clock=lambda: now[0])
    made = iter(range(9))
    assert [counts.of("a", lambda: next(made)) for _ in range(3)] == [0, 0, 0]
    assert counts.of("b", lambda: next(made)) == 1
    now[0] = 10.0
    assert [counts.of("a", lambda: next(made)) for _ in range(2)] == [2, 2]


def test_whoever_asks_while_it_is_counted_anew_is_told_the_last_count() -> None:
    now, counts, begun, go_on = [0.0], Remembered[int](10.0, clock=lambda: now[0]), threading.Event(), threading.Event()

    def slowly() -> int:
        begun.set()
        go_on.wait(20)
        return 2

    counts.of("a", lambda: 1)
    now[0] = 10.0
    with ThreadPoolExecutor(1) as other:
        counting = other.submit(counts.of, "a", slowly)
        begun.wait(20)
        meanwhile = counts.of("a", lambda: 3)
        go_on.set()
        assert (meanwhile, counting.result(20)) == (1, 2)


def test_waiting_for_pictures_holds_nobody_else_up(samples: Path, tmp_path: Path) -> None:
    pictures, go_on = Pictures(tmp_path, Limits()), threading.Event()
    for _ in range(9):
        pictures.drawers.submit(go_on.wait, 20)

    async def both() -> tuple[str, int]:
        file = submitted_file(samples / "inconsistent" / "application" / "营业执照.pdf")
        drawing = asyncio.ensure_future(pictures.apart(file, 1, "thumb"))
        answered = await asyncio.to_thread(lambda: "answered")
        assert not drawing.done()
        go_on.set()
        return answered, (await drawing).width

    assert asyncio.run(both()) == ("answered", 236)


@pytest.mark.parametrize(("colour", "suffix", "mode"), [((0, 0, 0), ".png", "P"), ((200, 30, 20), ".png", "RGB")])
def test_greys_are_pressed_as_greys_and_a_coloured_mark_keeps_its_colour(
    colour: tuple[int, int, int], suffix: str, mode: str, tmp_path: Path
) -> None:
    page = Image.new("RGB", (40, 20), (255, 255, 255))
    page.putpixel((3, 4), colour)
    found, content = _pressed(page)
    (tmp_path / "page").write_bytes(content)
    with Image.open(tmp_path / "page") as kept:
        assert (found, kept.mode, kept.convert("RGB").getpixel((3, 4))) == (suffix, mode, colour)
