"""Names and values that would run, if any page let them: no page does, in either language, and no page asks for anything elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import expect
from watching import at_desk
from watching import watched
from workbench import NAMES
from workbench import Workbench
from workbench import reviewed
from workbench import with_application

from docintel.web.permissions import Role

HOSTILE = "\"><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}${7*7}'`</title></style>"
PATHS = ("", "?view=matrix", "?view=criteria", "?view=files", "?view=history", "/ownership", "/products")


def poisoned(told: Any) -> Any:
    """Every text that may come from a file, with something behind it that would run."""
    if isinstance(told, dict):
        return {key: _poisoned(key, value) for key, value in told.items()}
    return [poisoned(one) for one in told] if isinstance(told, list) else told


def _poisoned(key: str, value: Any) -> Any:
    texts = ("printed", "file", "name", "label", "zh", "en", "sentence", "printed_unit", "other_party", "other_product", "product")
    return f"{value}{HOSTILE}" if key in texts and isinstance(value, str) else poisoned(value)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_names_stay_text_on_every_page(browser: Browser, bench: Workbench, address: str, samples: Path, language: str) -> None:
    sample = samples / "related"
    face = poisoned(reviewed(sample))
    application = with_application(bench.store, bench.campaign, f"{HOSTILE}{language}", sample, face)
    bench.store.notes.add(application, HOSTILE, person=NAMES[Role.LEAD])
    with at_desk(browser, bench, address, Role.LEAD, language=language) as page, watched(page, address) as seen:
        for path in PATHS:
            answer = page.goto(f"{address}/applications/{application}{path}")
            assert answer is not None
            assert answer.ok, path
            page.wait_for_load_state("networkidle")
            assert page.locator("img[src='x']").count() == 0
        page.goto(f"{address}/applications/{application}")
        page.keyboard.press("/")
        page.keyboard.type("股权")
        page.keyboard.press("Enter")
        expect(page.locator("#hits li").first).to_be_visible(timeout=60_000)
        assert seen.troubles() == []
