"""What sentences say of proxies, contracts, nominees and special votes, as agreements and votes of the one edge table, and what they leave open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from fractions import Fraction

from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Text
from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import ControlAgreement
from docintel.domain.ownership import Holding
from docintel.domain.wording import Wording
from docintel.ownership.building import Builder

_BETWEEN = re.compile(r"[、，,;；]")
ONE = Fraction(1)
Row = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Names:
    """Who is meant by a name in a paper: as known there, else the only holder of that name."""

    builder: Builder
    above: tuple[str, ...]

    def of(self, fact: Fact) -> tuple[str, ...]:
        """The parties that a fact names."""
        names = _BETWEEN.split(fact.value.text) if isinstance(fact.value, Text) else []
        return tuple(dict.fromkeys(self.builder.named(name, fact.source.document, self.above) for name in names if name))

    def company(self, fact: Fact) -> str:
        """The enterprise that a fact is about, the applicant where it says no other."""
        return self.builder.party(fact.entity, document=fact.source.document) if fact.entity else self.builder.own[1]


def contracted(builder: Builder, facts: Facts, above: Iterable[str]) -> tuple[ControlAgreement, ...]:
    """Proxies, contracts and nominees, the same once; in force from the day that is told and until told otherwise."""
    names, found = Names(builder, tuple(above)), dict[tuple[object, ...], ControlAgreement]()
    for made in (*_proxies(names, facts), *_contracts(names, facts), *_nominees(names, facts)):
        found.setdefault((made.kind, made.parties, made.company, made.end), made)
    return tuple(replace(one, id=f"{one.kind}:{number}") for number, one in enumerate(found.values(), 1))


def rows_of(facts: Facts, concept: str) -> Iterator[tuple[Fact, Row]]:
    """Every fact of a concept that a paper states, with what else its sentence says."""
    for fact in facts.of(concept):
        if isinstance(fact.value, Text) and not fact.is_declared:
            beside = (one for one in facts.of_document(fact.source.document) if fact.item is not None and one.item == fact.item)
            yield fact, {one.concept: one for one in beside if one.concept is not None}


def starts_and_ends(row: Row) -> tuple[date | None, date | None]:
    """Since when and until when an agreement holds: from its signing where no other day is told."""
    days = {concept: fact.value.day for concept, fact in row.items() if isinstance(fact.value, Date)}
    return days.get("agreement_start", days.get("agreement_date")), days.get("agreement_end")


def _share(fact: Fact | None) -> Fraction | None:
    share = None if fact is None or fact.quantity is None else Fraction(fact.quantity.value) / 100
    return share if share is not None and 0 < share <= ONE else None


def _proxies(names: Names, facts: Facts) -> Iterator[ControlAgreement]:
    for fact, row in rows_of(facts, "proxy_holder"):
        proxy, grantors = names.of(fact), names.of(row["proxy_grantors"]) if "proxy_grantors" in row else ()
        if proxy and grantors and proxy[0] not in grantors:
            share = _share(row.get("delegated_share")) if len(grantors) == 1 else None
            yield ControlAgreement(
                "", AgreementKind.DELEGATION, (*proxy[:1], *grantors), names.company(fact), fact.source, *starts_and_ends(row), share
            )


def _contracts(names: Names, facts: Facts) -> Iterator[ControlAgreement]:
    for fact, _ in rows_of(facts, "contract_controlled"):
        held = names.of(fact)
        if held and held[0] != names.company(fact):
            yield ControlAgreement("", AgreementKind.CONTRACT, (names.company(fact),), held[0], fact.source)
    for fact, _ in rows_of(facts, "contract_controller"):
        if commander := names.of(fact):
            yield ControlAgreement("", AgreementKind.CONTRACT, commander[:1], names.company(fact), fact.source)


def _nominees(names: Names, facts: Facts) -> Iterator[ControlAgreement]:
    for fact, row in rows_of(facts, "nominee_holder"):
        nominee, owner = names.of(fact), names.of(row["nominee_owner"]) if "nominee_owner" in row else ()
        if nominee and owner and nominee != owner:
            parties = (nominee[0], *owner)
            yield ControlAgreement(
                "", AgreementKind.NOMINEE, parties, names.company(fact), fact.source, share=_share(row.get("nominee_share"))
            )


def with_special_votes(builder: Builder, facts: Facts, holdings: tuple[Holding, ...]) -> tuple[Holding, ...]:
    """The stakes with the votes that papers tell apart from capital; who is not named shares the other votes by what he holds of the other capital."""
    names = Names(builder, tuple(one.holder for one in holdings))
    told = {
        (holder, names.company(fact)): share
        for fact, row in rows_of(facts, "special_votes_holder")
        for holder in names.of(fact)[:1]
        if (share := _share(row.get("special_votes_share"))) is not None
    }
    votes = {company: {holder: share for (holder, held), share in told.items() if held == company} for _, company in told}
    scales = {company: _scale(company, shares, holdings) for company, shares in votes.items()}
    return tuple(_voting(one, votes.get(one.company, {}), scales.get(one.company)) for one in holdings)


def _scale(company: str, votes: Mapping[str, Fraction], holdings: Iterable[Holding]) -> Fraction | None:
    """How many votes a share of the capital of the others has; None where their capital is not told or leaves nothing."""
    named: dict[str, Fraction] = {}
    for one in holdings:
        if one.company == company and one.holder in votes and one.share is not None:
            named.setdefault(one.holder, one.share)
    capital, given = sum(named.values(), Fraction(0)), sum(votes.values(), Fraction(0))
    if capital == given == ONE:
        return Fraction(0)  # nobody else has any
    return (ONE - given) / (ONE - capital) if len(named) == len(votes) and capital < ONE and given <= ONE else None


def _voting(one: Holding, votes: Mapping[str, Fraction], scale: Fraction | None) -> Holding:
    if not votes or scale is None:
        return one
    return replace(one, votes=votes.get(one.holder, None if one.share is None else min(ONE, one.share * scale)))


# ---- what is left open


def doubts_of(agreements: Iterable[ControlAgreement], names: Mapping[str, str], day: date) -> Iterator[Wording]:
    """Of every agreement what its papers do not say, or what follows from it only perhaps."""
    for one in agreements:
        who, where = "、".join(names.get(party, party) for party in one.parties), names.get(one.company or "", "")
        page = "" if one.source is None or one.source.page is None else f"（第{one.source.page}页）"
        on = "" if one.source is None or one.source.page is None else f" (page {one.source.page})"
        if one.kind is AgreementKind.NOMINEE:
            yield Wording(
                f"材料所载代持{page}：{who}（{where}）。登记的与实际的均只列为可能，谁行使表决权由人核实。",
                f"Shares held as nominee{on}: {who} ({where}). Whoever is registered and whoever is behind him count as possible only; a person is to check.",
            )
        elif one.end is not None and one.end <= day:
            yield Wording(
                f"{_KINDS[one.kind].zh}{page}：{who}，已于{one.end}失效，未计入。",
                f"{_KINDS[one.kind].en}{on}: {who}; it ended on {one.end} and does not count.",
            )
        elif one.end is None and one.kind is not AgreementKind.CONTRACT:
            yield Wording(
                f"{_KINDS[one.kind].zh}{page}：{who}，材料未载到期日，按仍有效计入，需核实。",
                f"{_KINDS[one.kind].en}{on}: {who}; no end is told, it counts as in force and is to be checked.",
            )


_KINDS = {
    AgreementKind.CONCERT: Wording("一致行动", "Acting in concert"),
    AgreementKind.DELEGATION: Wording("表决权委托", "Votes given to a proxy"),
    AgreementKind.CONTRACT: Wording("协议控制", "Control by contract"),
    AgreementKind.NOMINEE: Wording("代持", "Held as nominee"),
}
