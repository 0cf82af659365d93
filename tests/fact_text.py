"""Facts of a made-up application written as text, so that a test reads like the documents it is about.

A line is `<where> <concept> [year] <value> [unit]`; `<where>` is `form`, `copy`, or a kind of document, with details:
`income_statement/parent` names the scope, `@2022` the report it stands in (its own year's where nothing is said), `#2` the listed thing,
`!seal` a doubt of reading, `=名称` the enterprise it is about. `-` is a blank, `?` something that cannot be read; a line that begins with `# ` is a remark.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from functools import cache

from docintel.check import run_checks
from docintel.domain.campaigning import ApplicationKind
from docintel.domain.concept import Concept
from docintel.domain.concept import PeriodKind
from docintel.domain.concept import Taxonomy
from docintel.domain.concept import ValueKind
from docintel.domain.document import Document
from docintel.domain.document import ReadStatus
from docintel.domain.document import Section
from docintel.domain.fact import Absence
from docintel.domain.fact import AbsenceReason
from docintel.domain.fact import Choice
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.domain.finding import Finding
from docintel.domain.packs import Packs
from docintel.domain.period import Period
from docintel.domain.programme import Programme
from docintel.domain.review import Application
from docintel.domain.source import CellPath
from docintel.domain.source import FieldPath
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.packs import load_packs
from docintel.text.dates import parse_date
from docintel.text.identifiers import identify
from docintel.text.quantities import PRINTED_UNITS
from docintel.text.quantities import parse_quantity

WHERE = re.compile(
    r"(?P<kind>\w+)(?:/(?P<scope>\w+))?(?:@(?P<report>\w+))?(?:#(?P<item>[\w.:]+))?(?:!(?P<doubt>\w+))?(?:=(?P<entity>\S+))?"
)
APPLICANT = "例漪茗（洛阳）电子材料有限公司"
REPORTED = (
    "audit_report",
    "balance_sheet",
    "income_statement",
    "cash_flow_statement",
    "equity_changes",
    "notes_revenue",
    "notes_rd",
    "notes",
)


NAMES: dict[str, str] = {}


@cache
def load_packs_once() -> Packs:
    return load_packs()


def taxonomy() -> Taxonomy:
    return load_packs_once().taxonomy


def facts(text: str) -> Facts:
    """The facts that the lines of the text are, in their order."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip() and not line.strip().startswith("# ")]
    return Facts([_fact(line, number) for number, line in enumerate(lines, start=1)])


def document(name: str) -> str:
    """The sha256 of a made-up document; its name is kept for `documents`."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    NAMES[sha256] = name
    return sha256


def documents(held: Facts) -> tuple[Document, ...]:
    """The documents in which the facts stand, each with a section per kind."""
    found = []
    for sha256 in dict.fromkeys(fact.source.document for fact in held):
        kinds = dict.fromkeys(fact.kind for fact in held if fact.source.document == sha256)
        sections = tuple(Section(kind, (1, 99), Scope.UNSTATED, APPLICANT, 1.0) for kind in kinds)
        found.append(Document(NAMES[sha256], sha256, ReadStatus.OK, 99, sections))
    return tuple(found)


def programme(*checks: str) -> Programme:
    """The programme of 2022; with `checks` only those of its rules whose ids begin so."""
    whole = load_packs_once().programmes["little-giant-2022"]
    if not checks:
        return whole
    return replace(whole, checks=tuple(rule for rule in whole.checks if rule.id in checks or rule.id.split(".")[0] in checks))


APPLICATION = Application(
    "91410311MA1PGGUK7N", APPLICANT, "demo", "91410311MA1PGGUK7N", "little-giant-2022", 5, ApplicationKind.NEW, date(2023, 4, 10), (2022, 2021, 2020)
)  # fmt: skip


def checked(text: str, *checks: str) -> tuple[Finding, ...]:
    """What the checks find in the facts of the text."""
    held = facts(text)
    return run_checks(programme(*checks), APPLICATION, held, documents(held), taxonomy())


def _fact(line: str, number: int) -> Fact:
    where, concept_id, *rest = line.split()
    match = WHERE.fullmatch(where)
    if match is None:
        raise ValueError(f"not a place: {where}")
    concept = taxonomy()[concept_id]
    year = int(rest.pop(0)) if rest and re.fullmatch(r"(?:19|20)\d{2}", rest[0]) and concept.period is not PeriodKind.NONE else None
    unit = rest.pop() if len(rest) > 1 and rest[-1] in PRINTED_UNITS else None
    printed = " ".join(rest)
    kind = {"form": "application_form", "copy": "application_form"}.get(match["kind"], match["kind"])
    return Fact(
        concept=concept_id,
        label=concept.label.zh,
        entity=match["entity"] or APPLICANT,
        period=_period(concept, year),
        scope=Scope(match["scope"]) if match["scope"] else Scope.UNSTATED,
        value=_value(concept, printed, unit),
        source=_source(match, printed, year, number),
        kind=kind,
        item=match["item"],
        printed_unit=unit,
    )


def _period(concept: Concept, year: int | None) -> Period | None:
    if year is None:
        return None
    return Period.at_end_of(year) if concept.period is PeriodKind.INSTANT else Period.of_year(year)


def _source(match: re.Match[str], printed: str, year: int | None, number: int) -> Source:
    doubts = (match["doubt"],) if match["doubt"] else ()
    if match["kind"] == "form":
        return Source(document("form.json"), (FieldPath(f"field{number}"),), printed, Method.FORM, 1.0, doubts)
    if match["kind"] == "copy":
        return Source(document("申请书.docx"), (CellPath(f"body/t1/r{number}/c2"),), printed, Method.TEXT, 1.0, doubts)
    report = match["report"] or (str(year) if year is not None else "")
    name = f"审计报告{report}.pdf" if match["kind"] in REPORTED else f"{match['kind']}{match['report'] or match['item'] or ''}.pdf"
    return Source(document(name), (PageBox(number, 0, 0, 10, 10),), printed, Method.TEXT, 1.0, doubts)


def _value(concept: Concept, printed: str, unit: str | None) -> Value:
    if printed in ("-", "?"):
        return Absence(AbsenceReason.BLANK if printed == "-" else AbsenceReason.UNREADABLE)
    if concept.value in (ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT):
        return _known(parse_quantity(printed, unit=unit), printed)
    if concept.value is ValueKind.DATE:
        day = parse_date(printed)
        return _known(None if day is None else Date(day), printed)
    if concept.value is ValueKind.IDENTIFIER:
        return identify(concept.scheme or "", printed)
    return Choice(tuple(printed.split("、"))) if concept.value is ValueKind.CHOICE else Text(printed)


def _known(value: Value | None, printed: str) -> Value:
    if value is None:
        raise ValueError(f"not a value: {printed}")
    return value
