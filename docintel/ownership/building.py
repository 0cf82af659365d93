"""From facts and registers to parties and stakes: by credit code where known, else by name; persons only within one document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from fractions import Fraction

from docintel.domain.fact import HELD
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.review import Application
from docintel.ownership.stakes import is_pseudo
from docintel.text.names import normalise_name

TABLE, CHART = "equity_table", "equity_chart"
JOINT_STOCK, PROMOTERS = "股份有限公司", "发起人"
SAID = ":said"  # in the item of a stake that a sentence tells
_PARTNERSHIP = ("有限合伙)", "普通合伙)", "合伙企业")
_FUND = ("基金",)
_ENTERPRISE = ("公司", "厂", "集团", "研究院", "研究所", "中心", "合作社", "银行", "大学", "学院")
_STATE = ("国有资产监督管理", "国资委", "财政部", "财政厅", "财政局", "人民政府", "国务院")


@dataclass(slots=True)
class Builder:
    """Collects parties by what identifies them."""

    parties: dict[str, Party] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)

    def party(self, name: str, *, uscc: str | None = None, document: str = "", former: Iterable[str] = ()) -> str:
        """The id of a party; a name alone finds an enterprise already known by its code, a person only in the same document."""
        clean = normalise_name(name)
        kind = kind_of(clean)
        known = self.by_name.get(_name_key(clean, kind, document))
        if known is not None and (uscc is None or self.parties[known].uscc in (None, uscc)):
            return known
        made = f"uscc:{uscc}" if uscc else _name_key(clean, kind, document)
        self.parties.setdefault(made, Party(made, clean, kind, uscc, tuple(former)))
        for one in (clean, *map(normalise_name, former)):
            self.by_name.setdefault(_name_key(one, kind, document), made)
        return made


def _name_key(name: str, kind: PartyKind, document: str) -> str:
    return f"person:{name}@{document[:12]}" if kind is PartyKind.PERSON else f"name:{name}"


def kind_of(name: str) -> PartyKind:
    """What a name says its bearer is; a short name without any word for an organisation is a person's."""
    if any(word in name for word in _STATE):
        return PartyKind.STATE_BODY
    if any(word in name for word in _PARTNERSHIP):
        return PartyKind.PARTNERSHIP
    if name.endswith(_FUND):
        return PartyKind.FUND
    if any(word in name for word in _ENTERPRISE):
        return PartyKind.ENTERPRISE
    return PartyKind.PERSON if 2 <= len(name) <= 4 else PartyKind.UNKNOWN


def build(application: Application, facts: Facts, registers: Iterable[Register]) -> tuple[Builder, tuple[Holding, ...], str]:
    """Every party, every stake stated in the documents, and the applicant's id."""
    builder = Builder()
    for register in registers:
        for recognition in register.recognitions:
            builder.party(recognition.name, uscc=recognition.uscc, former=recognition.former_names)
    applicant = builder.party(application.name, uscc=application.uscc)
    for fact in facts.of("uscc"):
        if isinstance(fact.value, Identifier) and fact.value.valid and fact.entity and not fact.is_declared:
            builder.party(fact.entity, uscc=fact.value.code)
    holdings = [one for rows in _listed(application, facts) for one in _stakes(builder, application, rows)]
    return builder, tuple(dict.fromkeys(holdings)), applicant


def _listed(application: Application, facts: Facts) -> list[list[Fact]]:
    """The rows of equity tables, then edges of charts, then stakes told in sentences, each only about companies that nothing before states.

    A chart that shows what a table lists corroborates it; its stakes are no further stakes. Nor are those of a second chart.
    """
    rows: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.kind in (TABLE, CHART) and fact.item is not None and HELD not in fact.item:
            rows.setdefault((fact.kind, fact.item), []).append(fact)
    listed: list[list[Fact]] = []
    stated: dict[str, tuple[int, str]] = {}
    for row in sorted(rows.values(), key=_rank):
        if not any(fact.concept == "shareholder_name" for fact in row) or _founders_only(application, row):
            continue
        own = (_rank(row), row[0].source.document)
        first = stated.setdefault(normalise_name(row[0].entity or application.name), own)
        listed += [row] if first == own or first[0] == own[0] == 0 else []
    return listed


def _founders_only(application: Application, row: list[Fact]) -> bool:
    """Whether a row is one of promoters (发起人) of a joint-stock company: who founded it need hold nothing of it now."""
    company = row[0].entity or application.name
    return JOINT_STOCK in company and any(fact.concept == "shareholder_name" and fact.label.startswith(PROMOTERS) for fact in row)


def _rank(row: list[Fact]) -> int:
    """Tables before charts before sentences."""
    return 2 if SAID in (row[0].item or "") else int(row[0].kind == CHART)


def _stakes(builder: Builder, application: Application, row: list[Fact]) -> Iterable[Holding]:
    """The stake one row of a table states."""
    by_concept = {fact.concept: fact for fact in row}
    name = by_concept.get("shareholder_name")
    if name is None or not isinstance(name.value, Text) or is_pseudo(name.value.text):
        return
    share = by_concept.get("shareholder_share")
    company = builder.party(name.entity or application.name)
    holder = builder.party(name.value.text, document=name.source.document)
    exact = None if share is None or share.quantity is None else Fraction(share.quantity.value) / 100
    if exact is not None and 0 <= exact <= 1:
        yield Holding(holder, company, exact, (share or name).source)
    elif exact is None:
        yield Holding(holder, company, None, name.source)


def recognised(builder: Builder, registers: Iterable[Register]) -> dict[str, list[Recognition]]:
    """The recognitions of each party."""
    found: dict[str, list[Recognition]] = {}
    for register in registers:
        for recognition in register.recognitions:
            found.setdefault(builder.party(recognition.name, uscc=recognition.uscc), []).append(recognition)
    return found
