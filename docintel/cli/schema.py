"""`docintel schema`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from docintel.cli.console import JsonOption
from docintel.cli.console import write_text
from docintel.domain.errors import UsageError
from docintel.report.schemas import FACES
from docintel.report.schemas import json_schema


def schema(
    name: Annotated[
        str,
        typer.Argument(
            help="extract, review, reviews, replay, replays, names, products, evaluate, campaign, sample, assignment, onsite, onsite-results"
        ),
    ],
    json_out: JsonOption = None,
) -> None:
    """公布机读结果的 JSON Schema。 / Print the JSON Schema of a machine-readable result."""
    if name not in FACES:
        raise UsageError(f"没有名为 {name!r} 的格式，可用：{', '.join(FACES)} / no schema {name!r}; there are {', '.join(FACES)}")
    text = json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n"
    if json_out is None:
        typer.echo(text, nl=False)
    else:
        write_text(json_out, text)
