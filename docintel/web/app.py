"""The workbench as an ASGI application: one table of routers over one store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi import Depends
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

if TYPE_CHECKING:
    from docintel.store import Store
from docintel.web import application
from docintel.web.desk import Desk
from docintel.web.headers import Headers
from docintel.web.people import admit
from docintel.web.refusing import REFUSALS
from docintel.web.settings import Settings
from docintel.web.shown import STATIC
from docintel.web.shown import templates

ROUTERS: tuple[APIRouter, ...] = (application.router,)
TITLE = "docintel workbench"
OPENAPI = "/api/openapi.json"


def create_app(store: Store, settings: Settings) -> FastAPI:
    """The workbench over a store. Pages are for people; what stands in the OpenAPI document is for programs too."""
    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=OPENAPI, dependencies=[Depends(admit)])
    app.state.desk = Desk(store, settings, templates())
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for error, answer in REFUSALS.items():
        app.add_exception_handler(error, answer)
    app.add_middleware(Headers)
    return app
