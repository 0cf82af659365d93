"""Pages that were drawn before go out without the way through routes and threads: they are what is asked for most, and to be there at once."""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp
from starlette.types import Receive
from starlette.types import Scope
from starlette.types import Send

from docintel.domain.errors import DocintelError
from docintel.web.desk import Desk
from docintel.web.files import Leafed
from docintel.web.files import drawn_before

PAGE = re.compile(r"/applications/([^/]+)/pages/([^/]+)/([0-9]{1,6})/([a-z]+)")


class AtHand:
    """Stands behind the door, which has let the request in and writes the look into the log; what it cannot answer at once passes on."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self.app = app
        self.desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The picture, or the way to it."""
        is_asked = scope["type"] == "http" and scope["method"] == "GET" and self.desk.store.is_near
        await ((self.picture(scope) if is_asked else None) or self.app)(scope, receive, send)

    def picture(self, scope: Scope) -> Response | None:
        """The page asked for, where its application was opened lately and the page is drawn."""
        asked = PAGE.fullmatch(scope["path"])
        if asked is None:
            return None
        application, document, page, size = asked.groups()
        try:
            record = self.desk.store.applications.get(application)
        except DocintelError:
            return None  # the route says what is wrong
        files = None if record.review is None else self.desk.reviews.at_hand((application, record.review))
        if files is None or document not in files:
            return None
        return drawn_before(self.desk, files[document], Leafed(document, int(page), size), Headers(scope=scope).get("if-none-match"))
