"""Headers of every answer: nothing from elsewhere, no inline script or style, no frame, nothing guessed by the browser."""

from __future__ import annotations

from starlette.types import ASGIApp
from starlette.types import Message
from starlette.types import Receive
from starlette.types import Scope
from starlette.types import Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
UNKEPT = (b"cache-control", b"private, no-store")
KEPT = (b"cache-control", b"private, max-age=31536000, immutable")


class Headers:
    """Adds them to what the inner application answers; what carries personal data is not kept by the browser unless a route says so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on and its answer back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *added(scope, message["headers"])]
            await send(message)

        await self.app(scope, receive, with_headers)


def added(scope: Scope, said: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """What an answer is still without."""
    named = {name.lower() for name, _ in said}
    stamped = scope["path"].startswith("/static/") and bool(scope["query_string"])
    headers = (*HEADERS, KEPT if stamped else UNKEPT)
    return [(name, value) for name, value in headers if name not in named]
