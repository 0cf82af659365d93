"""A workbench for tests: a store with one reviewed application, an account for every role, and the app over it, in process or served."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import uvicorn
from argon2 import PasswordHasher
from fastapi import FastAPI

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.records import CampaignRecord
from docintel.intake import open_submission
from docintel.packs import load_packs
from docintel.report.encode import review_face
from docintel.report.encode import written
from docintel.review import Order
from docintel.review import review_submission
from docintel.store import Store
from docintel.store import open_store
from docintel.web.app import create_app
from docintel.web.desk import Desk
from docintel.web.permissions import Role
from docintel.web.settings import Settings
from docintel.work.glimpsing import glimpse

PASSWORD = "一句足够长的测试口令 42"
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)  # KiB; what a guess costs is tested on its own
NAMES: Mapping[Role, str] = MappingProxyType({role: f"test.{role.value}" for role in Role})


@dataclass(frozen=True, slots=True)
class Workbench:
    """The app, what stands behind it, and the ids of what is in it."""

    app: FastAPI
    desk: Desk
    store: Store
    campaign: str
    application: str

    def token(self, role: Role) -> str:
        """A session of somebody of that role."""
        return self.desk.people.open_session(NAMES[role])


@cache
def reviewed(folder: Path) -> dict[str, Any]:
    """The Review of a sample, as its face."""
    with open_submission(folder / "application") as submission:
        face: dict[str, Any] = json.loads(written(review_face(review_submission(submission, load_packs(), Order()))))
    return face


def workbench(place: Path, sample: Path, **settings: Any) -> Workbench:
    """One campaign with one application, read and reviewed; everybody has an account."""
    store = open_store(place)
    app = create_app(store, Settings(load_packs(), place, hosts=("127.0.0.1",), hasher=QUICK, **settings))
    desk: Desk = app.state.desk
    for role, name in NAMES.items():
        desk.people.add(name, role.value, role, PASSWORD, by="test")
    campaign = store.campaigns.add(
        CampaignRecord("", "测试批次", "little-giant-2022", 5, ApplicationKind.NEW, date(2023, 4, 10)), by="test"
    )
    return Workbench(app, desk, store, campaign.id, with_application(store, campaign.id, sample.name, sample, reviewed(sample)))


def with_application(store: Store, campaign: str, folder: str, sample: Path, face: Mapping[str, Any]) -> str:
    """One more application made of a sample's files and a Review."""
    application = store.applications.add(campaign, folder, by="test", applicant=face["application"]["name"], city="杭州").id
    for path in sorted((sample / "application").iterdir()):
        store.applications.attach(application, path.name, store.files.put(path))
    store.reviews.add(application, dict(face))
    return application


def being_read(store: Store, campaign: str, folder: str, sample: Path) -> str:
    """An application of which the form alone is read, and what can be said of it so far is kept."""
    application = store.applications.add(campaign, folder, by="test").id
    for name in ("form.json", "营业执照.pdf"):
        store.applications.attach(application, name, store.files.put(sample / "application" / name))
    if glimpse(store, application) is None:
        raise LookupError(folder)
    return application


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The app on a port of this machine; its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
