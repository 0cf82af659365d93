"""Rows of a table on its side (a concept a column): of which enterprise and period each row is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docintel.domain.period import Period
from docintel.extract.strands import Draft
from docintel.extract.subjects import Subjects
from docintel.extract.unheaded import PERIOD_ASSUMED
from docintel.text.periods import parse_period

_NAME = re.compile(r"(?:公司|企业|中心|厂|所|银行|合伙\))\)?$")


@dataclass(frozen=True, slots=True)
class Owned:
    """The enterprise of a row (None: the document's own), its period, and what is doubtful about them."""

    entity: str | None
    period: Period
    doubts: tuple[str, ...] = ()


def owned_by(draft: Draft, told: Period | None, named: str | None, *, announced: Period | None, by_name: bool) -> Owned | None:
    """Whose figures a row holds and when, None where it does not say; `named` is the enterprise that it begins with.

    A period beside the name (公司名称 | 期间 | 总资产) is the row's own, then that of the line that announces the table (截至2024年末,子公司情况如下);
    without one the report's is taken and doubted.
    """
    written = (draft.label, draft.lead + draft.label, *draft.asides)
    period = next((found for text in written if (found := parse_period(text, report=told)) is not None), None)
    if not by_name:
        return None if period is None else Owned(None, period)
    if named is None:
        return None
    if period is not None:
        return Owned(named, period)
    if announced is not None:
        return Owned(named, announced)
    return None if told is None else Owned(named, told, (PERIOD_ASSUMED,))


def named_in(draft: Draft, above: str | None, subjects: Subjects, issuer: str) -> str | None:
    """The enterprise that a row begins with, that of the row above where nothing stands there; None where it is none."""
    if not draft.label:
        return above
    known = subjects.named(draft.label)
    if known is not None:
        return known or issuer
    return draft.label if _NAME.search(draft.label) else None
