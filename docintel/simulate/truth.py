"""The hidden truth of a sample as truth.json holds it: what was planted, what only looks wrong, and every fact with its page."""

from __future__ import annotations

import hashlib
import json
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from docintel.domain.wording import Wording
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.sheets import Paper
from docintel.simulate.sheets import PrintedFact

SCHEMA = "docintel/truth/1"
FACT_COLUMNS = ("concept", "period", "value", "unit", "printed", "item")


@dataclass(frozen=True, slots=True)
class Consequence:
    """A relation inside the form that breaks because of a planted value."""

    family: str
    field: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Planted:
    """A defect where it was planted.

    `file` and `field` say where the odd value stands, `evidence_file` and `evidence` what it should be held against; `family` is the
    kind of check that must find it and `hypothesis` the diagnosis it deserves.
    """

    defect: str
    wording: Wording
    file: str
    field: str
    year: int | None
    form_value: str
    evidence_file: str | None
    evidence: str | None
    family: str
    hypothesis: str
    consequences: tuple[Consequence, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Something that looks wrong and is not: nothing may be reported for it."""

    name: str
    wording: Wording
    file: str
    field: str
    year: int | None
    value: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Truth:
    """What a sample was made from."""

    seed: int
    enterprise: Enterprise
    defects: tuple[Planted, ...]
    lookalikes: tuple[Lookalike, ...]
    papers: tuple[Paper, ...]

    def as_json(self) -> str:
        """truth.json."""
        plain = self.as_plain()
        groups = ",\n  ".join(json.dumps(group, ensure_ascii=False, separators=(",", ":")) for group in plain.pop("facts"))
        head = json.dumps(plain, ensure_ascii=False, indent=1).removesuffix("\n}")
        return f'{head},\n "facts": [\n  {groups}\n ]\n}}\n'

    def as_plain(self) -> dict[str, Any]:
        """The content of truth.json."""
        company, trade = self.enterprise.company, self.enterprise.trade
        return {
            "schema": SCHEMA,
            "fictional": True,
            "seed": self.seed,
            "programme": "little-giant-2022",
            "batch": 5,
            "kind": "new",
            "enterprise": {
                "name": company.name,
                "uscc": company.uscc,
                "product": trade.products[0],
                "product_code": trade.product_code,
                "controlling_shareholder": self.enterprise.parent_company.name,
                "actual_controller": self.enterprise.people.controller,
                "subsidiary": self.enterprise.subsidiary.name,
            },
            "defects": [_planted(planted) for planted in self.defects],
            "lookalikes": [_lookalike(lookalike) for lookalike in self.lookalikes],
            "files": {f"application/{paper.file}": hashlib.sha256(paper.content).hexdigest() for paper in self.papers},
            "facts": list(fact_groups(self.papers, company.name)),
        }


def _planted(planted: Planted) -> dict[str, Any]:
    return {
        "defect": planted.defect,
        "zh": planted.wording.zh,
        "en": planted.wording.en,
        "file": planted.file,
        "field": planted.field,
        "year": planted.year,
        "form_value": planted.form_value,
        "evidence_file": planted.evidence_file,
        "evidence_value": planted.evidence,
        "family": planted.family,
        "hypothesis": planted.hypothesis,
        "consequences": [{"family": item.family, "field": item.field, "year": item.year} for item in planted.consequences],
    }


def _lookalike(lookalike: Lookalike) -> dict[str, Any]:
    return {
        "name": lookalike.name,
        "zh": lookalike.wording.zh,
        "en": lookalike.wording.en,
        "file": lookalike.file,
        "field": lookalike.field,
        "year": lookalike.year,
        "value": lookalike.value,
        "evidence_value": lookalike.evidence,
    }


def fact_groups(papers: Iterable[Paper], applicant: str) -> Iterable[dict[str, Any]]:
    """Facts in groups that share file, page, kind, scope and entity; a row is what FACT_COLUMNS name."""
    for paper in papers:
        groups: dict[tuple[int | None, str, str, str], list[list[str | None]]] = {}
        for fact, page in paper.facts:
            groups.setdefault((page, fact.kind, fact.scope, fact.entity or applicant), []).append(_row(fact))
        for (page, kind, scope, entity), rows in groups.items():
            yield {"file": paper.file, "page": page, "kind": kind, "scope": scope, "entity": entity, "columns": FACT_COLUMNS, "rows": rows}


def _row(fact: PrintedFact) -> list[str | None]:
    row = [fact.concept, _period(fact), fact.value, fact.unit, fact.printed]
    return row if fact.item is None else [*row, fact.item]


def _period(fact: PrintedFact) -> str | None:
    """A day for an instant, first and last day for a duration."""
    if fact.day is not None:
        return fact.day.isoformat()
    if fact.year is None:
        return None
    last = date(fact.year, fact.month, monthrange(fact.year, fact.month)[1]).isoformat()
    return last if fact.instant else f"{fact.year}-{fact.first_month:02d}-01/{last}"


def statement_value(enterprise: Enterprise, year: int, line: str, scope: str = CONSOLIDATED) -> int:
    """The true amount of a statement line in fen."""
    return enterprise.lines(year, scope)[line]
