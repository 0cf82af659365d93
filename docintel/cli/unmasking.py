"""Whether ID card numbers, telephones and mail addresses may be shown: not unless somebody says why."""

from __future__ import annotations

from typing import Annotated

import typer

from docintel.domain.errors import UsageError
from docintel.report.paper import Shown
from docintel.report.plain import masked
from docintel.report.plain import plain

UnmaskedOption = Annotated[
    str | None,
    typer.Option(
        "--unmasked",
        metavar="REASON",
        help="不遮盖证件号和电话，须写明理由，用存储时记入审计日志 / show ID numbers and telephones; needs a reason",
    ),
]


def may_show(reason: str | None) -> Shown:
    """What may be printed of a text: contacts masked without a reason to show them; an empty reason is none (UsageError)."""
    if reason is None:
        return lambda text: masked(plain(text))
    if not reason.strip():
        raise UsageError("--unmasked 须写明理由 / --unmasked needs a reason")
    return plain
