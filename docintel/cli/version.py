"""`docintel version`."""

from __future__ import annotations

import typer

from docintel import __version__


def version() -> None:
    """版本 / Print the version."""
    typer.echo(f"docintel {__version__}")
