"""`docintel packs check`."""

from __future__ import annotations

import typer

from docintel.cli.console import EXIT_USAGE
from docintel.cli.console import Lang
from docintel.cli.console import PacksOption
from docintel.cli.console import complain
from docintel.cli.console import say
from docintel.domain.errors import PackError
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.packs import load_packs


def check(packs: PacksOption = None, lang: Lang = Language.ZH) -> None:
    """检查规则包：文件、行、键、问题和可用的词。 / Check packs: file, line, key, problem and the allowed words."""
    try:
        loaded = load_packs(tuple(packs or ()))
    except PackError as error:
        complain(str(error))
        raise typer.Exit(EXIT_USAGE) from error
    for notice in loaded.notices:
        say(Wording(f"注意：{notice}", f"note: {notice}"), lang)
    for version in loaded.versions:
        say(
            Wording(f"{version.id} v{version.version} {version.sha256[:12]}", f"{version.id} v{version.version} {version.sha256[:12]}"),
            lang,
        )
    say(
        Wording(
            f"规则包可用：{len(loaded.taxonomy.concepts)} 个概念，{len(loaded.kinds)} 种材料，{len(loaded.programmes)} 个项目。",
            f"packs are usable: {len(loaded.taxonomy.concepts)} concepts, {len(loaded.kinds)} kinds of documents, "
            f"{len(loaded.programmes)} programmes.",
        ),
        lang,
    )
