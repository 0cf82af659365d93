"""What lists, roll-call and samples go by: name, credit code, region, industry and size of an applicant, as its form or its Review says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping

from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.records import CampaignRecord
from docintel.intake import Submission
from docintel.intake import SubmittedFile
from docintel.review import declared_by
from docintel.store import Store
from docintel.text.regions import COUNTRY
from docintel.text.regions import PROVINCE_OF
from docintel.text.regions import PROVINCES
from docintel.work.basis import basis_now

MUNICIPALITIES = ("北京", "上海", "天津", "重庆")
_LEVEL = re.compile("壮族自治区|回族自治区|维吾尔自治区|特别行政区|自治区|省|市")
_CITIES = tuple(sorted(PROVINCE_OF, key=lambda name: (-len(name), name)))


def describe_by_form(store: Store, campaign: CampaignRecord, application: str, form: SubmittedFile) -> None:
    """Note what the online form says."""
    basis = basis_now(store, campaign)
    declared = declared_by(Submission("", (form,)), basis.packs, basis.order)
    describe(store, application, Facts(declared.facts))


def describe(store: Store, application: str, facts: Facts) -> None:
    """Note what the facts say, where it is not what is noted already."""
    known = store.applications.get(application)
    told = {name: said for name, said in described(facts).items() if said and said != getattr(known, name)}
    if told:
        store.applications.describe(application, **told)


def described(facts: Facts) -> Mapping[str, str | None]:
    """The columns of lists; what the form declares before what evidence says, None where nothing does."""
    province, city = region(_said(facts, "reg_place") or _said(facts, "address") or "")
    return {
        "applicant": _said(facts, "enterprise_name"),
        "uscc": _said(facts, "uscc"),
        "province": province,
        "city": city,
        "industry": _said(facts, "industry_division"),
        "size": _said(facts, "enterprise_size"),
    }


def region(place: str) -> tuple[str | None, str | None]:
    """Province and city in an address, by their short names; a municipality is both."""
    text = re.sub(r"\s", "", place).removeprefix(COUNTRY)
    province = next((name for name in PROVINCES if text.startswith(name)), None)
    if province in MUNICIPALITIES:
        return province, province
    rest = text if province is None else _LEVEL.sub("", text[len(province) :], count=1)
    city = next((name for name in _CITIES if rest.startswith(name) and province in (None, PROVINCE_OF[name])), None)
    return province or PROVINCE_OF.get(city or ""), city


def _said(facts: Facts, concept: str) -> str | None:
    ranked: Iterable[Fact] = sorted(facts.of(concept), key=lambda fact: not fact.is_declared)
    return next((text for fact in ranked if (text := _text(fact))), None)


def _text(fact: Fact) -> str | None:
    match fact.value:
        case Text(text=text):
            return text
        case Identifier(code=code):
            return code
        case Choice(chosen=chosen) if chosen:
            return chosen[0]
    return None
