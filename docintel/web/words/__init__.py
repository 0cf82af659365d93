"""What the workbench calls things, in both languages: one table made of those of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from docintel.domain.wording import Wording
from docintel.web.words.application import APPLICATION
from docintel.web.words.campaigns import CAMPAIGNS
from docintel.web.words.frame import FRAME
from docintel.web.words.people import PEOPLE
from docintel.web.words.proceedings import PROCEEDINGS
from docintel.web.words.rules import RULES
from docintel.web.words.spot_checks import SPOT_CHECKS

TABLES: tuple[Mapping[str, Wording], ...] = (FRAME, APPLICATION, PEOPLE, CAMPAIGNS, PROCEEDINGS, RULES, SPOT_CHECKS)
WORDS: Mapping[str, Wording] = MappingProxyType({key: wording for table in TABLES for key, wording in table.items()})
