"""The limits of a run, as `--limit` and `--strict` give them."""

from __future__ import annotations

from docintel.intake import Limits
from docintel.intake import limits_from
from docintel.intake import require_isolation


def limits_given(settings: list[str] | None, *, strict: bool) -> Limits:
    """The limits of this run; UsageError for one that is none, and in strict mode where this machine is not protected."""
    limits = limits_from(settings or ())
    if strict:
        require_isolation()
    return limits
