"""Every word of the case format, in one place: what an edge, an agreement, the options and the flags may say; any other word is a named error."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import Role
from docintel.text.shares import parse_share

REMARKS = ("note", "why", "title", "comment")  # for people; nothing depends on them
CASE_WORDS = ("id", "edges", "agreements", "variants")
VARIANT_WORDS = ("options", "expect")
EDGE_WORDS = ("holder", "company", "share", "printed", "votes", "role", "from", "to", "source", "fact")
EDGE_NEEDS = ("holder", "company")
ROLES = (Role.GENERAL_PARTNER.value, Role.LIMITED_PARTNER.value, Role.SHAREHOLDER.value)
AGREEMENT_WORDS: Mapping[str, tuple[str, ...]] = {
    AgreementKind.CONCERT: ("parties",),
    AgreementKind.DELEGATION: ("grantor", "proxy", "company"),
    AgreementKind.CONTRACT: ("controller", "company"),
}
"""What each type of agreement must say; beside that `id`, `type`, `from` and `to`."""
_OF_ALL_AGREEMENTS = ("id", "type", "from", "to")
SWITCHES = ("treasury_votes", "neutralise_subsidiary_holdings", "gp_controls", "contract_control")
OPTION_WORDS = ("as_of", "threshold", "rule", "relative_control", "sources", *SWITCHES)
RELATIVE_WORDS = ("min", "largest")
FLAGS = (
    "shares_over_100", "missing_shares", "joint_50_50", "closed_ownership_loop", "conflicting_sources", "registered_holder_overridden", "namesake",
    "self_holding", "duplicate_fact", "pseudo_holder",
)  # fmt: skip
UBO_RULES = ("product", "weakest_link", "control")
CONCERT_PREFIX = "concert:"
ALL_SOURCES = "all"
_THRESHOLD = re.compile(r"(?P<sign>>=|>|≥)\s*(?P<share>[\d./%]+)")

Data = Mapping[str, Any]


class CaseError(ValueError):
    """A case that cannot be read: which one, where, and what is wrong with it."""


def check_words(told: Data, known: Iterable[str], place: str, needed: Iterable[str] = ()) -> None:
    """CaseError names the words that the format does not have at this place, with those it has, and those that are wanting."""
    allowed = (*known, *REMARKS)
    if unknown := [word for word in told if word not in allowed]:
        raise CaseError(f"{place}: 格式中没有 / the format has no {', '.join(unknown)}; {', '.join(known)}")
    if wanting := [word for word in needed if told.get(word) in (None, "", [])]:
        raise CaseError(f"{place}: 缺少 / wants {', '.join(wanting)}")


def check_case(told: Data) -> None:
    """Every word that the answers depend on: those of edges and agreements."""
    for place, edge in enumerate(told.get("edges") or ()):
        check_words(edge, EDGE_WORDS, f"edges[{place}]", EDGE_NEEDS)
        if edge.get("role") not in (None, *ROLES):
            raise CaseError(f"edges[{place}].role: {edge['role']}; {', '.join(ROLES)}")
    for place, one in enumerate(told.get("agreements") or ()):
        _check_agreement(one, f"agreements[{place}]")


def _check_agreement(one: Data, place: str) -> None:
    kind = one.get("type")
    if not isinstance(kind, str) or kind not in AGREEMENT_WORDS:
        raise CaseError(f"{place}.type: {kind}; {', '.join(AGREEMENT_WORDS)}")
    check_words(one, (*_OF_ALL_AGREEMENTS, *AGREEMENT_WORDS[kind]), place, AGREEMENT_WORDS[kind])


def check_options(options: Data, profiles: Iterable[str], sources: Iterable[str]) -> None:
    """Every word of a variant's options, and that each has a value that it can have."""
    check_words(options, OPTION_WORDS, "options")
    for word in SWITCHES:
        if not isinstance(options.get(word, False), bool):
            raise CaseError(f"options.{word}: {options[word]!r}; true, false")
    rule = options.get("rule")
    if rule is not None and str(rule).replace("_", "-") not in profiles:
        raise CaseError(f"options.rule: {rule}; {', '.join(name.replace('-', '_') for name in profiles)}")
    asked, known = options.get("sources"), set(sources)
    if asked not in (None, ALL_SOURCES) and (unknown := [one for one in asked if one not in known]):
        raise CaseError(f"options.sources: {', '.join(unknown)}; {ALL_SOURCES}, {', '.join(sorted(known))}")
    if options.get("relative_control"):
        check_words(options["relative_control"], RELATIVE_WORDS, "options.relative_control")


def threshold_of(text: str) -> tuple[Fraction, bool]:
    """`>1/2` and `>=1/2` as the line and whether it counts as reached itself."""
    match = _THRESHOLD.fullmatch(str(text).strip())
    if match is None:
        raise CaseError(f"options.threshold: {text}; >1/2, >=1/2")
    return parse_share(match["share"]), match["sign"] != ">"


def strange_words(told: Data, answers: Iterable[str]) -> list[str]:
    """Words of a case beside its stakes that the format has no meaning for: the rest is answered, but somebody should know."""
    variants, known = told.get("variants") or (), (*answers, *REMARKS)
    strange = [word for word in told if word not in (*CASE_WORDS, *REMARKS)]
    strange += [word for variant in variants for word in variant if word not in (*VARIANT_WORDS, *REMARKS)]
    strange += [f"expect.{key}" for variant in variants for key in variant.get("expect") or () if key not in known]
    return list(dict.fromkeys(strange))
