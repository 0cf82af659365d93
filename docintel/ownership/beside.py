"""The same question under every profile, side by side, and by how little each control of a company would not hold."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date

from docintel.domain.control import ControlProfiles
from docintel.domain.control import Rule
from docintel.domain.ownership import Margin
from docintel.domain.ownership import ProfileView
from docintel.ownership.control import Standing
from docintel.ownership.control import Top
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.relations import tie_of


def beside_each_other(
    graph: OwnershipGraph, profiles: ControlProfiles, day: date | None, company: str, recognised: Iterable[str] = ()
) -> tuple[ProfileView, ...]:
    """Who controls a company under each profile in its wording of the day, and which recognised enterprises it hangs together with."""
    known = tuple(recognised)
    return tuple(_view(graph, profiles, name, day, company, known) for name in profiles.profiles)


def _view(
    graph: OwnershipGraph, profiles: ControlProfiles, name: str, day: date | None, company: str, recognised: tuple[str, ...]
) -> ProfileView:  # a view is of all these
    profile = profiles.profiles[name]
    wording = profile.on(day)
    top = graph.top(company, wording.rule)
    controllers = tuple(sorted(one for one, held in graph.controls(wording.rule) if held == company))
    related = tuple(other for other in recognised if other != company and tie_of(graph, wording.rule, company, other) is not None)
    return ProfileView(
        name, profile.title, wording.clause, wording.verified, controllers, top.controller, top.determined, related, top.side_by_side
    )


def margins_of(graph: OwnershipGraph, rule: Rule, companies: Iterable[str]) -> Iterator[Margin]:
    """For every control of the companies, the stake whose smallest fall undoes it."""
    wanted = set(companies)
    for controller, company in sorted(graph.controls(rule)):
        if company in wanted:
            found = graph.flip_margin(controller, company, rule)
            if found is not None:
                yield Margin(controller, company, found.holder, found.company, found.margin)


Above = str | tuple[str, ...] | None  # who stands above a company: one, several side by side, nobody; or `undetermined`


def by_profile(graph: OwnershipGraph, profiles: ControlProfiles, day: date | None) -> dict[str, dict[str, Above]]:
    """Of every profile, who stands above each company; `undetermined` where evidence does not decide."""
    rules = {name: profile.on(day).rule for name, profile in profiles.profiles.items()}
    return {name: {company: stands_above(graph.top(company, rule)) for company in graph.books} for name, rule in rules.items()}


def stands_above(top: Top) -> Above:
    """Who that is, in the form of `by_profile`."""
    return str(top.standing) if top.standing is Standing.UNDETERMINED else top.side_by_side or top.controller


def differing(found: Mapping[str, Mapping[str, Above]]) -> dict[str, dict[str, Above]]:
    """The companies on which profiles differ, with the answer of each."""
    companies = next(iter(found.values()), {})
    told = {company: {name: tops[company] for name, tops in found.items()} for company in companies}
    return {company: tops for company, tops in told.items() if len(set(tops.values())) > 1}
