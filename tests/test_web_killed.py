"""The server is killed in the middle of decisions: what was answered as done is done, nothing is half done, and the log holds."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
from workbench import NAMES
from workbench import served
from workbench import workbench

from docintel.packs import load_packs
from docintel.store import open_store
from docintel.web.app import create_app
from docintel.web.guard import session_cookie
from docintel.web.permissions import Role
from docintel.web.security import CSRF_HEADER
from docintel.web.security import csrf_of
from docintel.web.settings import Settings

ENDED = 120  # seconds a server may take to answer at all on a busy machine


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        number: int = found.getsockname()[1]
    return number


def begun(store: Path, port: int) -> subprocess.Popen[bytes]:
    """`docintel serve`, as a person starts it, once it listens."""
    command = [sys.executable, "-m", "docintel", "serve", "--store", str(store), "--port", str(port)]
    server = subprocess.Popen(command, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    for _ in range(ENDED * 10):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return server
    raise TimeoutError


def test_a_decision_that_was_answered_survives_the_death_of_the_server(tmp_path: Path, samples: Path) -> None:
    bench = workbench(tmp_path / "store", samples / "inconsistent")
    token, application = bench.token(Role.LEAD), bench.application
    cards = bench.store.cards.of(application)
    bench.store.close()
    port = free_port()
    server = begun(tmp_path / "store", port)
    answered: list[int] = []

    def decide() -> None:
        """Decide and take back, again and again, until nobody answers."""
        headers = {CSRF_HEADER: csrf_of(token)}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", cookies={session_cookie(secure=False): token}, headers=headers) as web:
            api = f"/api/v1/applications/{application}"
            while True:
                for card in cards:
                    told = {"subject": card.key, "kind": "dismissed", "fingerprint": card.fingerprint, "reason": "已核对原件"}
                    try:
                        made = web.post(f"{api}/decisions", json=told, timeout=30)
                        if made.status_code == 201:
                            answered.append(made.json()["decision"])
                            web.post(f"{api}/decisions/{answered[-1]}/undo", json={}, timeout=30)
                    except httpx.HTTPError:
                        return

    people = [threading.Thread(target=decide) for _ in range(4)]
    for person in people:
        person.start()
    while len(answered) < 12:
        time.sleep(0.05)
    os.kill(server.pid, signal.SIGKILL)
    server.wait()
    for person in people:
        person.join(timeout=60)
    with open_store(tmp_path / "store") as store:
        kept = {decision.id: decision for decision in store.decisions.of(application)}
        assert set(answered) <= set(kept)
        assert all(decision.person == NAMES[Role.LEAD] for decision in kept.values())
        checked = store.audit.verify()
        assert checked.broken is None, checked.why
        logged = [entry for entry in store.audit.page(limit=100_000) if entry.action.startswith("decision")]
        assert len(logged) >= len(kept)
        with served(create_app(store, Settings(load_packs(), tmp_path / "store"))) as address:
            page = httpx.get(f"{address}/applications/{application}", cookies={session_cookie(secure=False): token}, timeout=60)
        assert page.status_code == 200, "who was signed in still is"
