"""How soon the first finding of a large native application is on the screen, and how that compares with reading all of it.

    python benchmarks/first_finding.py [--pages 300] [--bound] [--seed 88] [--readers 1] [--place DIR]

A made application (digital papers, one planted defect) with bound volumes of its own audit reports until it has so many pages; with
`--bound` everything but the form is one file. It is uploaded as a zip to a server of its own, as a browser does it, and the progress is
asked for every half second, as the page does every second. Printed are seconds from the end of the upload to the first provisional
finding, to the first Card of the Review, the processor's time of the server and its readers, and their ratios. The page of sign-in
asked for in the same run says how slow the machine is.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import httpx
import pypdfium2
from web import PASSWORD
from web import answering
from web import free_port

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.records import CampaignRecord
from docintel.simulate.campaign import make_campaign
from docintel.store import open_store
from docintel.web.guard import session_cookie
from docintel.web.people import People
from docintel.web.permissions import Role
from docintel.web.security import CSRF_HEADER
from docintel.web.security import csrf_of

EARLY, CARD = re.compile(r'class="chip early"'), re.compile(r'href="/applications/[^"]+\?card=')
LONGEST = 3600.0  # seconds
BASE_ASKED = 15


def bound(parts: list[Path], target: Path, most: int | None = None) -> int:
    """The papers as one PDF of at most so many pages; how many it has."""
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        whole.import_pages(pypdfium2.PdfDocument(part))
    while most is not None and len(whole) > most:
        del whole[len(whole) - 1]
    whole.save(target)
    return len(whole)


def made(place: Path, pages: int, seed: int, *, in_one: bool) -> Path:
    """The application as a zip."""
    make_campaign(place, count=1, defects=1, seed=seed)
    folder = place / "0001" / "application"
    papers = sorted(folder.glob("*.pdf"))
    reports = [path for path in papers if "审计报告20" in path.name]
    count = sum(len(pypdfium2.PdfDocument(path)) for path in papers)
    volume = 0
    while count < pages:
        turned = reports[volume % 3 :] + reports[: volume % 3]
        target = folder / f"审计报告合订本{volume}.pdf"
        count += bound(turned, target, pages - count)
        papers.append(target)
        volume += 1
    if in_one:
        bound(papers, folder / "全部附件.pdf")
        for path in papers:
            path.unlink()
    target = place / "新申报.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    print(f"{count} pages in {len(list(folder.iterdir()))} files, {target.stat().st_size / 1e6:.1f} MB", flush=True)
    return target


def prepared(place: Path) -> tuple[str, str]:
    """A store with a campaign and a lead signed in: the campaign and the token."""
    with open_store(place) as store:
        campaign = store.campaigns.add(CampaignRecord("", "测量", "little-giant-2022", 5, ApplicationKind.NEW, date(2023, 4, 10)), by="m")
        people = People(store)
        people.add("lead", "组长", Role.LEAD, PASSWORD, by="m")
        return campaign.id, people.open_session("lead")


def until(asked: Callable[[], str], shape: re.Pattern[str], started: float) -> float:
    """Seconds until what is shown has it; infinite where it never comes."""
    while time.perf_counter() - started < LONGEST:
        shown = asked()
        if shape.search(shown) or CARD.search(shown):
            return time.perf_counter() - started
        time.sleep(0.5)
    return float("inf")


def spent_by(group: int) -> float:
    """Seconds of processor time of the processes of a group that are there, and of those they waited for (Linux)."""
    total = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[2]) == group:
            total += sum(int(number) for number in told[11:15])
    return total / os.sysconf("SC_CLK_TCK")


def measured(address: str, campaign: str, token: str, archive: Path, group: int) -> None:
    """Upload, watch, print."""
    headers = {CSRF_HEADER: csrf_of(token), "accept": "text/html, application/json"}
    with httpx.Client(base_url=address, cookies={session_cookie(secure=False): token}, headers=headers, timeout=300) as web:
        base = statistics.median(_timed(lambda: web.get("/me")) for _ in range(BASE_ASKED))
        here = f"/campaigns/{campaign}/upload"
        batch = web.post(here).raise_for_status().json()["batch"]
        web.put(f"{here}/{batch}/file", params={"name": archive.name}, content=archive.read_bytes()).raise_for_status()
        before, started = spent_by(group), time.perf_counter()
        web.post(f"{here}/{batch}/done").raise_for_status()

        def shown() -> str:
            try:
                return web.get(f"/campaigns/{campaign}/progress", params={"batch": batch}).text
            except httpx.TransportError:  # the server closed a connection that lay idle
                return ""

        first = until(shown, EARLY, started)
        paid = spent_by(group) - before
        last = until(shown, CARD, started)
        all_paid = spent_by(group) - before
    print(f"a page at rest {base * 1000:.0f} ms; first finding {first:.1f} s ({first / base:.0f} pages at rest), Review {last:.1f} s")
    print(
        f"processor: {paid:.1f} s to the first finding, {all_paid:.1f} s to the Review; the first finding after {first / last:.3f} of the time"
    )


def _timed(asked: Callable[[], object]) -> float:
    started = time.perf_counter()
    asked()
    return time.perf_counter() - started


def main() -> None:
    """Make, serve, measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pages", type=int, default=300)
    asked.add_argument("--bound", action="store_true")
    asked.add_argument("--seed", type=int, default=88)
    asked.add_argument("--readers", type=int, default=1)
    asked.add_argument("--place", type=Path, default=None)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="docintel-first-", dir=given.place) as name:
        place = Path(name)
        archive = made(place / "made", given.pages, given.seed, in_one=given.bound)
        campaign, token = prepared(place / "store")
        port = free_port()
        command = [
            sys.executable,
            "-m",
            "docintel",
            "serve",
            "--store",
            str(place / "store"),
            "--port",
            str(port),
            "--readers",
            str(given.readers),
        ]
        with subprocess.Popen(command, start_new_session=True) as server:
            try:
                answering(f"http://127.0.0.1:{port}")
                measured(f"http://127.0.0.1:{port}", campaign, token, archive, server.pid)
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
