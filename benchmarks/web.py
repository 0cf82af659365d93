"""The workbench under reviewers: a store of many applications, a server of its own, and 50 people from another process.

    python benchmarks/web.py [--applications 2000] [--cards 20] [--people 50] [--seconds 60] [--think 2] [--workers 1] [--store DIR]

Every application has a Review made of a sample's (one in twenty with all its facts, the others with those its findings and conditions
name) with so many Cards. People open lists and applications, change views, decide, take back and turn pages, with a pause of `think`
seconds on average between. Printed are p50 and p95 in milliseconds, and the ratio of p95 under load to the p50 of one person alone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.errors import UsageError
from docintel.domain.records import CampaignRecord
from docintel.intake import open_submission
from docintel.packs import load_packs
from docintel.report.encode import review_face
from docintel.report.encode import written
from docintel.review import Order
from docintel.review import review_submission
from docintel.store import Store
from docintel.store import open_store
from docintel.web.assigned import SAID_HEADER
from docintel.web.guard import session_cookie
from docintel.web.people import People
from docintel.web.permissions import Role
from docintel.web.security import CSRF_HEADER
from docintel.web.security import csrf_of

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "inconsistent" / "application"
PAPER = "审计报告2021.pdf"
PASSWORD = "a sentence for measuring only"  # noqa: S105 - of invented people
WHOLE = 20  # one in so many Reviews keeps all its facts
OWN_PAPERS = 60  # applications whose paper is a file of its own, so that there are pages that nobody has drawn
PAGES = 20
COSTED = 20  # requests of a kind whose processor time is averaged
MOST_CASES = 400  # that people come back to; lists show all
TARGETS = {"page": 150, "view": 150, "action": 80, "image uncached": 250, "image cached": 20}
Face = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """What a person works on: an application, its paper, and its Cards with their fingerprints."""

    application: str
    paper: str
    assigned: str
    cards: tuple[tuple[str, str], ...]


def sample_face() -> Face:
    """The Review of the sample."""
    with open_submission(SAMPLE) as submission:
        face: Face = json.loads(written(review_face(review_submission(submission, load_packs(), Order()))))
    return face


def with_cards(face: Face, count: int) -> Face:
    """The Review with so many Cards: those it has, again and again under other keys."""
    by_key = {finding["key"]: finding for finding in face["findings"]}
    cards, findings = [], list(face["findings"])
    for number in range(count):
        card = face["cards"][number % len(face["cards"])]
        turn = number // len(face["cards"])
        keys = [f"{key}~{turn}" if turn else key for key in card["findings"]]
        if turn:
            findings += [{**by_key[key], "key": named} for key, named in zip(card["findings"], keys, strict=True)]
        cards.append({**card, "key": keys[0], "findings": keys, "rank": number + 1})
    return {**face, "cards": cards, "findings": findings}


def slim(face: Face) -> Face:
    """The Review with those facts only that something in it names."""
    told = json.dumps([face["findings"], face["verdicts"], face["ownership"], face["products"]], ensure_ascii=False)
    matrix = face["matrix"][:60]
    told += json.dumps(matrix, ensure_ascii=False)
    return {**face, "matrix": matrix, "facts": [fact for fact in face["facts"] if f'"{fact["id"]}"' in told]}


def own_paper(face: Face, sha256: str, other: str) -> Face:
    """The Review of the same words in another file."""
    renamed: Face = json.loads(json.dumps(face).replace(sha256, other))
    return renamed


def filled(place: Path, applications: int, cards: int) -> None:
    """The store."""
    whole = with_cards(sample_face(), cards)
    small = slim(whole)
    content = (SAMPLE / PAPER).read_bytes()
    with open_store(place) as store:
        sha256 = {path.name: store.files.put(path) for path in sorted(SAMPLE.iterdir())}
        campaign = store.campaigns.add(
            CampaignRecord("", "测量", "little-giant-2022", 5, ApplicationKind.NEW, Order().as_of or _day()), by="m"
        )
        for number in range(applications):
            face = whole if number % WHOLE == 0 else small
            papers = dict(sha256)
            if number < OWN_PAPERS:
                papers[PAPER] = store.files.put(content + f"\n% {number}\n".encode())
                face = own_paper(face, sha256[PAPER], papers[PAPER])
            one_application(store, campaign.id, number, face, papers)
            if number % 200 == 0:
                print(f"  {number} applications", flush=True)


def _day() -> Any:
    return load_packs().programmes["little-giant-2022"].batches[-1].cutoff


def one_application(store: Store, campaign: str, number: int, face: Face, papers: dict[str, str]) -> None:
    """One application with its files and Review."""
    name = f"样例{number:04d}号精密设备有限公司"
    known = {
        "applicant": name,
        "uscc": f"91330100MA{number:08d}",
        "city": f"城市{number % 11}",
        "province": "浙江",
        "industry": f"C{number % 30}",
    }
    made = store.applications.add(campaign, f"申报{number:04d}", by="measure", **known)
    for file, sha256 in papers.items():
        store.applications.attach(made.id, file, sha256)
    store.applications.assign(made.id, f"reviewer{number % 50:02d}", by="measure")
    store.reviews.add(made.id, {**face, "application": {**face["application"], "name": name}})


def cases_of(store: Store, count: int) -> tuple[str, list[Case]]:
    """The campaign and applications to work on, those with a paper of their own among them."""
    campaign = store.campaigns.all()[0].id
    found = []
    for inputs in store.jobs.inputs(campaign=campaign)[:count]:
        paper = next(file.sha256 for file in inputs.files if file.name == PAPER)
        cards = tuple((card.key, card.fingerprint) for card in store.cards.of(inputs.application))
        assigned = store.applications.get(inputs.application).assigned_to or ""
        found.append(Case(inputs.application, paper, assigned, cards))
    return campaign, found


def tokens_for(store: Store, people: int) -> list[str]:
    """A session for everybody."""
    known = People(store)
    for number in range(people):
        name = f"reviewer{number:02d}"
        if store.accounts.get(name) is None:
            known.add(name, f"审核员{number}", Role.REVIEWER, PASSWORD, by="measure")
    return [known.open_session(f"reviewer{number:02d}") for number in range(people)]


class Reviewer:
    """One person at work; what they wait for is noted by its kind in milliseconds."""

    def __init__(self, address: str, token: str, campaign: str, cases: list[Case], seed: int) -> None:
        headers = {CSRF_HEADER: csrf_of(token), "accept": "text/html, application/json"}
        cookies = {session_cookie(secure=False): token}
        self.web = httpx.AsyncClient(base_url=address, cookies=cookies, headers=headers, timeout=60)
        self.campaign, self.cases, self.dice = campaign, cases, random.Random(seed)
        self.waits: dict[str, list[float]] = defaultdict(list)

    async def wait(self, kind: str, method: str, path: str, **told: Any) -> httpx.Response:
        """Ask, and note how long the answer took."""
        started = time.perf_counter()
        answer = await self.web.request(method, path, **told)
        self.waits[kind].append((time.perf_counter() - started) * 1000)
        if answer.status_code >= 400 and answer.status_code != 409:
            raise UsageError(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
        return answer

    async def turn(self, unseen: list[tuple[Case, int]], pause: float) -> None:
        """What a reviewer does with one application."""
        case = self.dice.choice(self.cases)
        here, api = f"/applications/{case.application}", f"/api/v1/applications/{case.application}"
        steps: list[tuple[str, str, str, dict[str, Any]]] = [
            ("page: campaign", "GET", f"/campaigns/{self.campaign}?q=样例{self.dice.randrange(100):02d}", {}),
            ("page: my queue", "GET", f"/campaigns/{self.campaign}/queue", {}),
            ("page: application", "GET", here, {}),
            ("view: card", "GET", f"{here}/card", {"params": {"key": self.dice.choice(case.cards)[0]}}),
            ("view: matrix", "GET", f"{here}/view/matrix", {}),
        ]
        for step in steps:
            await self.wait(step[0], step[1], step[2], **step[3])
            await asyncio.sleep(pause * self.dice.uniform(0.5, 1.5))
        await self.decide(case, api)
        if unseen:
            other, page = unseen.pop()
            path = f"/applications/{other.application}/pages/{other.paper}/{page}/page"
            await self.wait("image uncached", "GET", path)
            await asyncio.sleep(pause * self.dice.uniform(0.5, 1.5))
            for _ in range(2):
                await self.wait("image cached", "GET", path)

    async def decide(self, case: Case, api: str) -> None:
        """A decision, taken back so that the next turn finds the store as it was."""
        key, fingerprint = self.dice.choice(case.cards)
        told = {"subject": key, "kind": "dismissed", "fingerprint": fingerprint, "reason": "已核对原件"}
        made = await self.wait("action: decide", "POST", f"{api}/decisions", json=told, headers={SAID_HEADER: case.assigned})
        if made.status_code == 201:
            await self.wait(
                "action: undo", "POST", f"{api}/decisions/{made.json()['decision']}/undo", json={}, headers={SAID_HEADER: case.assigned}
            )

    async def until(self, end: float, unseen: list[tuple[Case, int]], pause: float) -> None:
        """Turn after turn."""
        await asyncio.sleep(self.dice.uniform(0, pause * 2))
        while time.perf_counter() < end:
            await self.turn(unseen, pause)
        await self.web.aclose()


async def at_work(
    address: str, tokens: list[str], campaign: str, cases: list[Case], told: tuple[float, float, int]
) -> dict[str, list[float]]:
    """So many people at once for so long; all their waits."""
    seconds, pause, first = told
    unseen = [(case, page) for page in range(first, PAGES) for case in cases if case.paper != cases[-1].paper]
    random.Random(first).shuffle(unseen)
    people = [Reviewer(address, token, campaign, cases, number) for number, token in enumerate(tokens)]
    end = time.perf_counter() + seconds
    await asyncio.gather(*(person.until(end, unseen, pause) for person in people))
    waits: dict[str, list[float]] = defaultdict(list)
    for person in people:
        for kind, found in person.waits.items():
            waits[kind] += found
    return waits


def load(address: str, tokens: list[str], campaign: str, cases: list[Case], told: tuple[float, float, int], out: Any) -> None:
    """In a process of its own."""
    out.put(dict(asyncio.run(at_work(address, tokens, campaign, cases, told))))


def from_another_process(*asked: Any) -> dict[str, list[float]]:
    """The waits of people who do not share our interpreter."""
    spawned = multiprocessing.get_context("spawn")
    out = spawned.Queue()
    process = spawned.Process(target=load, args=(*asked, out))
    process.start()
    waits: dict[str, list[float]] = out.get()
    process.join()
    return waits


def costs(address: str, token: str, campaign: str, cases: list[Case], server: int) -> dict[str, float]:
    """Milliseconds of processor time the server spends on one request of each kind: what does not change when the machine is busy."""
    headers = {CSRF_HEADER: csrf_of(token), "accept": "text/html, application/json"}
    found: dict[str, float] = {}
    with httpx.Client(base_url=address, cookies={session_cookie(secure=False): token}, headers=headers, timeout=120) as web:
        case = cases[-1]
        here = f"/applications/{case.application}"
        asked = {
            "page: campaign": [f"/campaigns/{campaign}?q=样例{number:02d}" for number in range(COSTED)],
            "page: my queue": [f"/campaigns/{campaign}/queue"] * COSTED,
            "page: application, first": [f"/applications/{one.application}" for one in cases[-COSTED - 1 : -1]],
            "page: application": [here] * COSTED,
            "view: card": [f"{here}/card?{urlencode({'key': key})}" for key, _ in case.cards[:COSTED]],
            "view: matrix": [f"{here}/view/matrix"] * COSTED,
            "image cached": [f"{here}/pages/{case.paper}/1/page"] * COSTED,
        }
        first = web.get(asked["image cached"][0])
        if first.is_error:
            raise UsageError(f"{first.url}: {first.status_code} {first.text[:500]}")
        for kind, paths in asked.items():
            before = spent(server)
            for path in paths:
                web.get(path).raise_for_status()
            found[kind] = (spent(server) - before) / len(paths)
        before, whose = spent(server), {SAID_HEADER: case.assigned}
        for key, fingerprint in case.cards[:COSTED]:
            told = {"subject": key, "kind": "dismissed", "fingerprint": fingerprint, "reason": "已核对原件"}
            made = web.post(f"/api/v1{here}/decisions", json=told, headers=whose).raise_for_status().json()
            web.post(f"/api/v1{here}/decisions/{made['decision']}/undo", json={}, headers=whose).raise_for_status()
        found["action"] = (spent(server) - before) / (2 * len(case.cards[:COSTED]))
    return found


def spent(process: int) -> float:
    """Milliseconds of processor time of a process and its children so far (Linux)."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) * 1000 / os.sysconf("SC_CLK_TCK") + sum(spent(int(child)) for child in children)


def at(waits: list[float], part: float) -> float:
    """The wait that this part of all waits does not exceed."""
    ordered = sorted(waits)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def told(alone: dict[str, list[float]], loaded: dict[str, list[float]], people: int) -> None:
    """The table."""
    print(f"{'':24} {'alone p50':>9} {'p95':>7} | {people} people: {'n':>5} {'p50':>7} {'p95':>7} {'ratio':>6}  target")
    for kind in sorted(loaded):
        base = statistics.median(alone[kind]) if alone.get(kind) else float("nan")
        target = TARGETS.get(kind.split(":")[0])
        found = loaded[kind]
        p95 = at(found, 0.95)
        line = f"{kind:24} {base:9.1f} {at(alone[kind], 0.95) if alone.get(kind) else float('nan'):7.1f} | {'':10} {len(found):5} {at(found, 0.5):7.1f}"
        print(f"{line} {p95:7.1f} {p95 / base:6.1f}  {'' if target is None else f'<= {target}'}")


def main() -> None:
    """Fill, serve, measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, default in (("applications", 2000), ("cards", 20), ("people", 50), ("seconds", 60)):
        asked.add_argument(f"--{name}", type=int, default=default)
    asked.add_argument("--workers", type=int, default=1)
    asked.add_argument("--think", type=float, default=2.0)
    asked.add_argument("--store", type=Path, default=Path("web-benchmark"))
    given = asked.parse_args()
    if not (given.store / "store.sqlite").exists():
        started = time.perf_counter()
        filled(given.store, given.applications, given.cards)
        print(f"filled in {time.perf_counter() - started:.0f} s")
    with open_store(given.store) as store:
        campaign, cases = cases_of(store, min(MOST_CASES, given.applications))
        tokens = tokens_for(store, given.people)
    port = free_port()
    command = [sys.executable, "-m", "docintel", "serve", "--store", str(given.store), "--port", str(port), "--workers", str(given.workers)]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command) as server:
        try:
            answering(address)
            paid = costs(address, tokens[0], campaign, cases, server.pid)
            print(
                "processor time of the server, ms a request: " + ", ".join(f"{kind} {cost:.1f}" for kind, cost in paid.items()), flush=True
            )
            alone = from_another_process(address, tokens[:1], campaign, cases, (given.seconds / 3, 0.0, 1))
            loaded = from_another_process(address, tokens, campaign, cases, (float(given.seconds), given.think, 4))
        finally:
            server.terminate()
    told(alone, loaded, given.people)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        number: int = found.getsockname()[1]
    return number


def answering(address: str) -> None:
    """Wait until the server does."""
    for _ in range(600):
        try:
            httpx.get(f"{address}/sign-in", timeout=5)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return


if __name__ == "__main__":
    main()
