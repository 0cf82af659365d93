"""The workbench as an ASGI application: one table of routers over one store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from fastapi import APIRouter
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool

from docintel.store import Store
from docintel.web import accounts
from docintel.web import application
from docintel.web import archiving
from docintel.web import asides
from docintel.web import campaigns
from docintel.web import correcting
from docintel.web import deciding
from docintel.web import files
from docintel.web import letters
from docintel.web import listing
from docintel.web import objecting
from docintel.web import ownership
from docintel.web import products
from docintel.web import registering
from docintel.web import reports
from docintel.web import rules
from docintel.web import signing_in
from docintel.web import spot_checks
from docintel.web import ties
from docintel.web import trail
from docintel.web import uploads
from docintel.web.at_hand import AtHand
from docintel.web.desk import Desk
from docintel.web.desk import set_out
from docintel.web.guard import Guard
from docintel.web.headers import Headers
from docintel.web.refusing import REFUSALS
from docintel.web.settings import Settings
from docintel.web.shown import STATIC
from docintel.web.shown import templates

ROUTERS: tuple[APIRouter, ...] = (
    signing_in.router,
    accounts.router,
    campaigns.router,
    ties.router,
    uploads.router,
    registering.router,
    application.router,
    files.router,
    ownership.router,
    products.router,
    deciding.router,
    correcting.router,
    listing.router,
    asides.router,
    letters.router,
    letters.documents,
    reports.router,
    spot_checks.router,
    objecting.router,
    archiving.router,
    trail.router,
    rules.router,
)
TITLE = "docintel workbench"
OPENAPI = "/api/openapi.json"
AT_ONCE = 8  # requests of a process that are worked on at once: more only take turns on its one interpreter, and all are late


def create_app(store: Store, settings: Settings) -> FastAPI:
    """The workbench over a store. Pages are for people; what stands in the OpenAPI document is for programs too."""
    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=OPENAPI, lifespan=_opened)
    desk = set_out(store, settings, templates())
    app.state.desk = desk
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for error, answer in REFUSALS.items():
        app.add_exception_handler(error, answer)
    app.add_middleware(AtHand, desk=desk)
    app.add_middleware(Guard, people=desk.people, secure=settings.secure, hosts=settings.hosts)
    app.add_middleware(Headers)
    return app


def first_link(app: FastAPI) -> str | None:
    """The path under which the first account of an empty store is made; None where there are accounts."""
    desk: Desk = app.state.desk
    return desk.people.first_link()


@asynccontextmanager
async def _opened(app: FastAPI) -> AsyncIterator[None]:
    """While the workbench is open; the readers it started end with it."""
    desk: Desk = app.state.desk
    current_default_thread_limiter().total_tokens = AT_ONCE
    yield
    await run_in_threadpool(desk.reading.stop)
