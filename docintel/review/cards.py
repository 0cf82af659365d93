"""One cause, one card: findings that share what is probably wrong are folded under the one that says why."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Sequence

from docintel.domain.concept import Taxonomy
from docintel.domain.fact import Fact
from docintel.domain.finding import Card
from docintel.domain.finding import Diagnosis
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.finding import Severity
from docintel.domain.programme import CheckKind
from docintel.domain.programme import Programme
from docintel.review.grading import Grade
from docintel.review.grading import Kinds
from docintel.review.grading import grade
from docintel.review.grading import is_absent_year
from docintel.review.grading import title
from docintel.review.grading import with_years

Node = tuple[object, ...]  # what may be wrong: a declared value, a place in a document, a pair of reports
Group = list[int]  # indexes of findings

DERIVED = (CheckKind.RECOMPUTES, CheckKind.HOLDS, CheckKind.STATEMENT, CheckKind.ACROSS, CheckKind.SIZED)
SYSTEMATIC = 3  # so many values off in the same way have one cause
SCATTERED_COPIES = 5  # so many fields of the printed form off are another edition of it
GRADES = tuple(Grade)
SEVERITIES = tuple(Severity)


def fold_cards(findings: Sequence[Finding], programme: Programme, taxonomy: Taxonomy) -> tuple[Card, ...]:
    """The cards of a review, heaviest first; notes alone make no card."""
    kinds = {rule.id: rule.kind for rule in programme.checks}
    groups = _joined(findings, _attached(findings, kinds, _anchored(findings, kinds)), kinds)
    ordered = [_led(findings, group, kinds) for group in groups if any(findings[index].severity is not Severity.NOTE for index in group)]
    ordered.sort(key=lambda group: (*_weight(findings, group, kinds), group[0]))
    return tuple(_card(findings, group, rank, kinds, taxonomy) for rank, group in enumerate(ordered, start=1))


def _anchored(findings: Sequence[Finding], kinds: Kinds) -> list[Group]:
    """Findings that name what is wrong, grouped by it; a finding may name several things and ties their groups."""
    groups: list[tuple[set[Node], Group]] = []
    for index, finding in enumerate(findings):
        if kinds.get(finding.check) in DERIVED:
            continue
        nodes, members = _anchors(finding, kinds), [index]
        for group in [group for group in groups if group[0] & nodes]:
            groups.remove(group)
            nodes, members = nodes | group[0], group[1] + members
        groups.append((nodes, members))
    return [sorted(members) for _, members in groups]


def _anchors(finding: Finding, kinds: Kinds) -> set[Node]:
    kind = kinds.get(finding.check)
    if kind is None:  # a relation found by another room is a cause of its own, even where two rest on one stake
        return {("finding", str(finding.key))}
    if kind is CheckKind.RESTATED:
        return {_reports(operand.fact for operand in finding.operands)}
    if is_absent_year(finding, kind):
        return {("absent", finding.check)}
    nodes = {_value(fact) for fact in _facts(finding, Role.DECLARED)} | {_place(fact) for fact in _facts(finding, Role.EVIDENCED)}
    return nodes | _cause(finding) or {("finding", str(finding.key))}


def _cause(finding: Finding) -> set[Node]:
    """What a diagnosis ties together beyond the value itself."""
    diagnosis = finding.diagnosis
    if diagnosis is None:
        return set()
    if diagnosis.hypothesis == "restated":
        return {_reports([*_facts(finding, Role.EVIDENCED), *diagnosis.support])}
    if diagnosis.hypothesis == "swapped_columns":
        years = [fact.year for fact in (*_facts(finding, Role.DECLARED), *diagnosis.support)]
        return {("years", *sorted(year for year in years if year is not None))}
    return set()


def _facts(finding: Finding, role: Role) -> tuple[Fact, ...]:
    return tuple(operand.fact for operand in finding.operands if operand.role is role)


def _value(fact: Fact) -> Node:
    return ("value", fact.concept, fact.year, fact.item)


def _place(fact: Fact) -> Node:
    return ("place", fact.source.document, fact.concept, fact.scope.value, fact.year, fact.item, repr(fact.source.spans[0]))


def _reports(facts: Iterable[Fact]) -> Node:
    return ("reports", *sorted({fact.source.document for fact in facts}))


def _attached(findings: Sequence[Finding], kinds: Kinds, groups: list[Group]) -> list[Group]:
    """What follows from a value in question goes to its group; the rest is grouped by the suspect most findings share."""
    home: dict[Node, Group] = {}
    for group in groups:
        for index in group:
            for node in _anchors(findings[index], kinds) | _suspects(findings[index]):
                home.setdefault(node, group)
    loose: list[int] = []
    for index, finding in enumerate(findings):
        if kinds.get(finding.check) not in DERIVED:
            continue
        found = [home[node] for node in sorted(_suspects(finding), key=repr) if node in home]
        if found:
            min(found, key=lambda group: group[0]).append(index)
        else:
            loose.append(index)
    return [*_renamed(findings, kinds, groups), *_shared(findings, loose)]


def _suspects(finding: Finding) -> set[Node]:
    return {_value(fact) for fact in _facts(finding, Role.DECLARED)} | {_place(fact) for fact in _facts(finding, Role.EVIDENCED)}


def _renamed(findings: Sequence[Finding], kinds: Kinds, groups: list[Group]) -> list[Group]:
    """Where the declared name itself is in question, documents about somebody else follow from it."""
    named = next((group for group in groups if any(_is_wrong_name(findings[index], kinds) for index in group)), None)
    if named is None:
        return groups
    follow = [group for group in groups if group is not named and all(kinds.get(findings[i].check) is CheckKind.SAME_ENTITY for i in group)]
    named += [index for group in follow for index in group]
    return [group for group in groups if group not in follow]


def _is_wrong_name(finding: Finding, kinds: Kinds) -> bool:
    is_name = any(fact.concept == "enterprise_name" for fact in _facts(finding, Role.DECLARED))
    return kinds.get(finding.check) is CheckKind.AGREES and is_name and finding.outcome is Outcome.DISAGREE


def _shared(findings: Sequence[Finding], loose: list[int]) -> list[Group]:
    """The suspect that most of the remaining findings share takes them, again and again; then each stands alone."""
    groups: list[Group] = []
    left = list(loose)
    while left:
        counted = Counter(node for index in left for node in sorted(_shareable(findings[index]), key=repr))
        node, count = max(counted.items(), key=lambda pair: pair[1], default=(None, 0))
        taken = [index for index in left if node in _shareable(findings[index])] if count > 1 else left[:1]
        groups.append(taken)
        left = [index for index in left if index not in taken]
    return groups


def _shareable(finding: Finding) -> set[Node]:
    """What a finding may have in common with others: its suspects, the statement it is about, and the sum of a file that does not come out in other years either."""
    facts = _facts(finding, Role.EVIDENCED)
    statements = {("statement", fact.source.document, fact.kind, fact.scope.value, fact.year) for fact in facts}
    sums = {("sum", fact.source.document, fact.kind, fact.scope.value, finding.check) for fact in facts}
    return _suspects(finding) | statements | sums


def _joined(findings: Sequence[Finding], groups: list[Group], kinds: Kinds) -> list[Group]:
    """Groups that are off in the same way, where they are many, are one."""
    alike: dict[Node, list[Group]] = defaultdict(list)
    for group in groups:
        pattern = _pattern(findings[_lead(findings, group, kinds)], kinds)
        if pattern is not None:
            alike[pattern].append(group)
    merged = list(groups)
    for pattern, members in alike.items():
        if len(members) >= (SCATTERED_COPIES if pattern[0] == "copies" else SYSTEMATIC):
            merged = [group for group in merged if group not in members]
            merged.append(sorted(index for group in members for index in group))
    return merged


def _pattern(finding: Finding, kinds: Kinds) -> Node | None:
    """The way in which a value is off: the unit, the year or the scope it was taken from; a concept that nothing explains in any year; the printed form."""
    kind, diagnosis = kinds.get(finding.check), finding.diagnosis
    declared = next(iter(_facts(finding, Role.DECLARED)), None)
    if kind is CheckKind.COPIES:
        return ("copies",)
    if diagnosis is None or declared is None:
        return None
    if diagnosis.hypothesis == "percent_slip":
        return ("percent_slip", declared.concept)
    return _way_off(declared, diagnosis) if kind is CheckKind.AGREES else None


def _way_off(declared: Fact, diagnosis: Diagnosis) -> Node | None:
    """What a declared figure has in common with others that are off alike; one that nothing explains, with itself in other years."""
    if diagnosis.hypothesis == "none" and declared.year is not None:
        return ("unexplained", declared.concept)
    if not diagnosis.support:
        return None
    support = diagnosis.support[0]
    ways: dict[str, object] = {
        "wrong_year": (declared.year or 0) - (support.year or 0),
        "other_scope": support.scope.value,
        "sibling_line": (declared.concept, support.concept),
        "unit_slip": _power(declared, support),
    }
    return (diagnosis.hypothesis, ways[diagnosis.hypothesis]) if diagnosis.hypothesis in ways else None


def _power(declared: Fact, evidenced: Fact) -> int | None:
    one, two = declared.quantity, evidenced.quantity
    if one is None or two is None or not one.value or not two.value:
        return None
    return round(float((abs(one.value) / abs(two.value)).log10()))


def _lead(findings: Sequence[Finding], group: Group, kinds: Kinds) -> int:
    """The finding that says why, then one that is no consequence, then the heaviest, then the first."""

    def order(index: int) -> tuple[bool, bool, int, int]:
        finding = findings[index]
        says_why = finding.diagnosis is not None and finding.diagnosis.hypothesis != "none"
        return (not says_why, kinds.get(finding.check) in DERIVED, SEVERITIES.index(finding.severity), index)

    return min(group, key=order)


def _led(findings: Sequence[Finding], group: Group, kinds: Kinds) -> Group:
    lead = _lead(findings, group, kinds)
    return [lead, *sorted(index for index in group if index != lead)]


def _weight(findings: Sequence[Finding], group: Group, kinds: Kinds) -> tuple[int, int]:
    members = [findings[index] for index in group]
    step = min(GRADES.index(grade(finding, kinds)) for finding in members)
    return step, min(SEVERITIES.index(finding.severity) for finding in members)


def _card(findings: Sequence[Finding], group: Group, rank: int, kinds: Kinds, taxonomy: Taxonomy) -> Card:
    members = [findings[index] for index in group]
    step, severity = _weight(findings, group, kinds)
    flips = tuple(dict.fromkeys(flip for finding in members for flip in finding.flips))
    absent = [one for one in members if is_absent_year(one, kinds.get(one.check)) and one.check == members[0].check]
    named = with_years(title(members[0], kinds, taxonomy), absent)
    keys = tuple(finding.key for finding in members)
    return Card(str(keys[0]), named, SEVERITIES[severity], GRADES[step].value, rank, keys, flips)
