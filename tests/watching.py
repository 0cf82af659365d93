"""A browser page at a workbench, and everything about it that no page may ever do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from urllib.parse import urlsplit

from playwright.sync_api import Browser
from playwright.sync_api import ConsoleMessage
from playwright.sync_api import Dialog
from playwright.sync_api import Page
from playwright.sync_api import Request
from workbench import Workbench

from docintel.web.guard import session_cookie
from docintel.web.permissions import Role

WIDE = {"width": 1366, "height": 768}


@dataclass  # playwright notes on the object what it wraps
class Watched:
    """A page with what was seen of it: dialogs, errors, requests that left the machine."""

    page: Page
    address: str
    seen: list[str] = field(default_factory=list)

    def troubles(self) -> list[str]:
        """What was seen so far."""
        return list(self.seen)

    def on_dialog(self, dialog: Dialog) -> None:
        """A page opened a dialog of the browser's."""
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def on_console(self, message: ConsoleMessage) -> None:
        """A page complained."""
        if message.type in {"error", "warning"}:
            self.seen.append(f"console: {message.text}")

    def on_request(self, request: Request) -> None:
        """A page asked for something elsewhere."""
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != urlsplit(self.address).netloc:
            self.seen.append(f"request: {request.url}")


@contextmanager
def watched(page: Page, address: str) -> Iterator[Watched]:
    """From now on everything is seen."""
    seen = Watched(page, address)
    page.on("dialog", seen.on_dialog)
    page.on("console", seen.on_console)
    page.on("pageerror", lambda error: seen.seen.append(f"error: {error}"))
    page.on("request", seen.on_request)
    yield seen


@contextmanager
def at_desk(browser: Browser, bench: Workbench, address: str, role: Role, **options: str) -> Iterator[Page]:
    """A page of somebody of that role, signed in."""
    language = options.get("language", "zh")
    context = browser.new_context(viewport={**WIDE}, locale="zh-CN")
    cookies = {session_cookie(secure=False): bench.token(role), "docintel-lang": language}
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    page = context.new_page()
    try:
        yield page
    finally:
        context.close()
