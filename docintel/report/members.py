"""The population of a draw out of Reviews: one member an application, its weight by how many cards wait for somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from docintel.domain.errors import UsageError
from docintel.domain.finding import Severity
from docintel.domain.sampling import Member
from docintel.domain.sampling import Population
from docintel.report.applicants import stored_reviews
from docintel.report.tables import Table
from docintel.report.tables import plain_text

WEIGHTS: Mapping[str, Decimal] = MappingProxyType({Severity.CONFLICT.value: Decimal(3), Severity.WARNING.value: Decimal(1)})
"""What a card adds to the weight of its application, by severity; notes add nothing."""

_PLACE = re.compile(r"(?P<province>.{2,8}?(?:省|自治区)|(?:北京|天津|上海|重庆)市)?(?P<city>.{2,9}?(?:市|自治州|地区|盟|区|县))?")
HEADS = ("统一社会信用代码", "企业名称", "省份", "地市", "行业", "企业规模", "权重", "必查")


def reviewed_population(paths: Iterable[Path]) -> Population:
    """The population of stored Reviews; UsageError where there are none, one stands twice, or one is not whole."""
    members = []
    for file, review in stored_reviews(paths):
        try:
            members.append(member_of(review))
        except (KeyError, TypeError, ValueError) as error:
            raise UsageError(f"{file} 不完整 / is not whole: {error}") from error
    if not members:
        raise UsageError("没有审核结果 / no results of docintel review --json")
    return population_of(members)


def population_of(members: Iterable[Member]) -> Population:
    """The members as a population; UsageError where one stands twice."""
    try:
        return Population(tuple(members))
    except ValueError as error:
        raise UsageError(f"总体中有重复的编号：{error} / an id stands twice in the population: {error}") from error


def member_of(review: Mapping[str, Any]) -> Member:
    """The member that a Review tells of; what the form does not say stays empty."""
    application = review["application"]
    told = {
        fact["concept"]: plain_text(fact["printed"] or "").strip()
        for fact in reversed(review["facts"])
        if fact["source"]["method"] == "form"
    }
    place = _PLACE.match(told.get("reg_place", ""))
    return Member(
        id=plain_text(str(application["uscc"] or application["id"])).strip(),
        name=plain_text(str(application["name"])).strip(),
        province=(place["province"] or "") if place else "",
        city=(place["city"] or "") if place else "",
        industry=told.get("industry_division", ""),
        size=told.get("enterprise_size", ""),
        weight=weight_of(card["severity"] for card in review["cards"]),
    )


def weight_of(severities: Iterable[str]) -> Decimal:
    """The weight of an application with cards of these severities."""
    return sum((WEIGHTS.get(one, Decimal(0)) for one in severities), Decimal(0))


def population_table(population: Population) -> Table:
    """The population as a list that `docintel sample draw` reads back to the very same."""
    rows = tuple(
        (one.id, one.name, one.province, one.city, one.industry, one.size, f"{one.weight:f}", "是" if one.core else "")
        for one in population
    )
    return Table("总体", HEADS, rows)
