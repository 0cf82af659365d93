"""How filings speak of enterprises: whose figures a chapter tells, and the scope in which a filing speaks that names none (models/filings.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from docintel.domain.concept import STRICT
from docintel.domain.fact import Scope
from docintel.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class Filing:
    """A kind of filing by patterns of its titles, the scope of figures for which nothing else tells one, and the reason for that."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    titles: tuple[str, ...]
    scope: Scope
    reason: Wording


@dataclass(frozen=True, slots=True)
class FilingWords:
    """What filings call enterprises.

    `roles` are what another enterprise is to the document's own, words for the same one together (标的公司, 交易标的); `owners` what the document calls its own (发行人); `topics` follow a role
    or a name in a heading (基本情况). `single` are patterns of sentences that say the enterprise has no subsidiaries, `grouped` words of one that has.
    `reports` are what the title of a report calls itself after its year (业绩快报); `parts` announce a table of parts of lines (受限), `supposed`
    one of what is only assumed or reckoned (假设).
    """

    roles: tuple[tuple[str, ...], ...] = ()
    owners: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    grouped: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    supposed: tuple[str, ...] = ()
    filings: tuple[Filing, ...] = ()
