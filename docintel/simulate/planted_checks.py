"""Which defects plant each check of the catalogue, and why nothing plants the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from docintel.simulate.campaign_catalogue import CAMPAIGN_CATALOGUE
from docintel.simulate.campaign_ties import KINDS as TIES
from docintel.simulate.form_copies import COPY_DEFECTS

LATER = "asked by editions from 2025 on; made campaigns are of the 2022 standard (tests/test_check_answers.py)"
NOT_PLANTED: Mapping[str, str] = MappingProxyType({
    "F07.2": "made enterprises have no year of loss (tests/test_check.py)",
    "A06": LATER,
    "A07.2": LATER,
    "A10": LATER,
    "O02.8": "the row of sums in an applicant's own table of shareholders is not read, that of a history is (tests/test_check_stakes.py)",
    "O02.9": "made applicants attach no history of their shareholders (tests/test_check_retelling.py)",
    "O13.8": "copies put every attachment on their list (tests/test_copies.py)",
    "OWN-7": "made forms name in a holding relation only what their papers show (tests/test_ownership_answered.py)",
    "O07.9": "made patent certificates tell no transfer (tests/test_check_rights.py)",
})  # fmt: skip


def planted_by() -> Mapping[str, tuple[str, ...]]:
    """The names of the defects and ties that a check finds, or that it rightly speaks of, by check."""
    found: dict[str, list[str]] = defaultdict(list)
    for defect in CAMPAIGN_CATALOGUE.values():
        for check in (*defect.checks, *defect.follows):
            found[check].append(defect.name)
    for name, copied in COPY_DEFECTS.items():
        for check in copied.checks:
            found[check].append(name)
    for tie in dict.fromkeys(check for check, _, _ in TIES):
        found[tie].append(tie)
    return MappingProxyType({check: tuple(names) for check, names in found.items()})
