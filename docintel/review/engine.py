"""What did the work, as recorded with every result: the program, and the networks where anything was recognised."""

from __future__ import annotations

from collections.abc import Iterable

from docintel import __version__
from docintel.domain.fact import Fact
from docintel.domain.source import Method
from docintel.intake import model_versions


def engine_of(facts: Iterable[Fact]) -> str:
    """`docintel 0.1.0`, and after it each network with the version of its package and the beginning of its sha256."""
    program = f"docintel {__version__}"
    if not any(fact.source.method is Method.OCR for fact in facts):
        return program
    return "; ".join([program, *(f"{one.task} {one.package} {one.version} sha256 {one.sha256[:16]}" for one in model_versions())])
