"""Small Reviews in the words of `docintel/review/1`, and a campaign to keep them in.

face("A01/revenue 甲 conflict format: 1 | 2")    a finding on a Card of its grade: its operands are what stands after the colon
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.records import ApplicationRecord
from docintel.domain.records import CampaignRecord
from docintel.domain.records import CardRecord
from docintel.store import Store

ID = "91370611MA15UM7283"
MATERIAL, EXCLUSION, FORMAT = "material_figure", "exclusion", "format"
PACK = {"id": "concepts", "version": "1", "sha256": "1" * 64, "overlay": None}


def campaign(store: Store, name: str = "第五批", **settings: object) -> CampaignRecord:
    """A campaign of new applications."""
    record = CampaignRecord("", name, "little-giant-2022", 5, ApplicationKind.NEW, date(2023, 4, 10), settings)
    return store.campaigns.add(record)


def application(store: Store, of: CampaignRecord | None = None, folder: str = "甲公司") -> ApplicationRecord:
    """An application in it."""
    return store.applications.add((of or campaign(store)).id, folder, applicant=folder)


def reviewed(store: Store, body: dict[str, Any], of: CampaignRecord | None = None, folder: str = "甲公司") -> str:
    """The id of an application with this Review."""
    made = application(store, of, folder)
    store.reviews.add(made.id, body)
    return made.id


def only_card(store: Store, made: str) -> CardRecord:
    """The one Card of an application."""
    (card,) = store.cards.of(made)
    return card


def finding(
    check: str = "A01",
    subject: str = "revenue@2022",
    *,
    values: str = "100 | 90",
    says: str = "不一致",
    outcome: str = "disagree",
    severity: str = "conflict",
) -> dict[str, Any]:
    """One finding; its fingerprint follows from its values and its outcome."""
    fingerprint = hashlib.sha256(f"{outcome} {values}".encode()).hexdigest()[:16]
    return {
        "key": f"{ID}/{check}/{subject}",
        "check": check,
        "severity": severity,
        "outcome": outcome,
        "fingerprint": fingerprint,
        "rule": {"zh": "两处一致", "en": "both agree"},
        "explanation": {"zh": says, "en": says},
        "operands": [],
        "diagnosis": None,
        "trace": None,
        "flips": [],
    }


def verdict(criterion: str = "revenue", *, declared: str = "met", evidenced: str = "unmet", margin: str = "-1") -> dict[str, Any]:
    """One verdict."""
    looks = {
        name: {"status": status, "margin": margin, "unit": "CNY", "reason": None, "trace": None}
        for name, status in (("declared", declared), ("evidenced", evidenced))
    }
    label = {"zh": "营业收入", "en": "Revenue"}
    told = {"criterion": criterion, "aspect": "economy", "label": label, "formula": "revenue >= 1", "threshold": "1", "clause": "附件3"}
    return {**told, "verified": True, **looks, "decided": None}


def face(
    *findings: dict[str, Any],
    grade: str = MATERIAL,
    verdicts: Sequence[dict[str, Any]] = (),
    packs: Sequence[dict[str, Any]] = (PACK,),
    registers: Sequence[dict[str, Any]] = (),
    parties: Sequence[tuple[str, str | None]] = (),
    name: str = "甲公司",
    engine: str = "docintel test",
) -> dict[str, Any]:
    """A Review of these findings, each on a Card of its own."""
    cards = [
        {
            "key": one["key"],
            "title": one["explanation"],
            "severity": one["severity"],
            "grade": grade,
            "rank": rank,
            "findings": [one["key"]],
            "flips": [],
        }
        for rank, one in enumerate(findings, 1)
    ]
    told = {"id": ID, "name": name, "folder": name, "uscc": ID, "programme": "little-giant-2022", "batch": 5, "kind": "new"}
    named = [{"id": f"name:{party}", "name": party, "kind": "enterprise", "uscc": uscc} for party, uscc in parties]
    ownership = {"parties": named, "holdings": [], "controls": [], "ultimate": {}, "holding_relations": [], "coverage": []}
    return {
        "schema": "docintel/review/1",
        "application": {**told, "as_of": "2023-04-10", "years": [2022, 2021, 2020]},
        "engine": engine,
        "packs": list(packs),
        "registers": list(registers),
        "documents": [],
        "facts": [],
        "findings": list(findings),
        "cards": cards,
        "verdicts": list(verdicts),
        "matrix": [],
        "requests": [],
        "ownership": ownership,
        "products": [],
        "coverage": [],
        "problems": [],
    }
