"""When a wheel is built where Node is present, the pages' libraries are bundled into it; without Node they must lie there already."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = "docintel/web/static/vendor"


class BundledPages(BuildHookInterface[Any]):
    """`npm ci` and the copying of bundle.mjs, once."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle before the wheel is put together; an editable install bundles by `make web`."""
        root = Path(self.root)
        npm = shutil.which("npm")
        if version == "editable" or (root / VENDOR / "htmx.min.js").is_file() or not (root / "package-lock.json").is_file():
            return
        if npm is None:
            self.app.display_warning("没有 Node（npm）：工作台的前端库未打包 / no Node (npm): the workbench's libraries are not bundled")
            return
        for words in (["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev"], ["run", "--silent", "bundle"]):
            subprocess.run([npm, *words], cwd=root, check=True)  # noqa: S603 - our own lock file
        build_data["artifacts"].append(f"/{VENDOR}/**")
