"""Who holds whom: the graph of an application's parties, and the programme's tests on it, each with its path of proof."""

from __future__ import annotations

from docintel.ownership.assembling import ownership_of
from docintel.ownership.findings import ownership_findings
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.graph import Rule
from docintel.ownership.words import OWNERSHIP_CHECKS

__all__ = ["OWNERSHIP_CHECKS", "OwnershipGraph", "Rule", "ownership_findings", "ownership_of"]
