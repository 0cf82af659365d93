"""Everybody can use the pages: axe finds nothing serious on any of an application's, in either light."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser
from workbench import Workbench

from docintel.web.guard import session_cookie
from docintel.web.permissions import Role

PATHS = ("", "?view=matrix", "?view=criteria", "?view=files", "?view=history", "/ownership", "/products")
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def axe(root: Path) -> Path:
    script = root / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        pytest.skip("SKIPPED LOUDLY: axe is not installed (make web, which needs Node)")
    return script


@pytest.mark.parametrize("light", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, bench: Workbench, address: str, axe: Path, light: Literal["light", "dark"]) -> None:
    context = browser.new_context(bypass_csp=True, color_scheme=light, viewport={"width": 1366, "height": 768})
    context.add_cookies([{"name": session_cookie(secure=False), "value": bench.token(Role.LEAD), "url": address}])
    page = context.new_page()
    found = []
    for path in PATHS:
        page.goto(f"{address}/applications/{bench.application}{path}")
        page.wait_for_load_state("networkidle")
        page.add_script_tag(path=axe)
        told = page.evaluate("() => axe.run({ resultTypes: ['violations'] })")
        found += [
            (path, one["id"], one["help"], [node["html"][:160] for node in one["nodes"][:3]])
            for one in told["violations"]
            if one["impact"] in GRAVE
        ]
    context.close()
    assert found == []
