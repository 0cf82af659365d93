"""What the form answers on holding relations, against the registers and the stakes: enterprises it names that neither bears out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator

from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import FindingKey
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.finding import Severity
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.review import Application
from docintel.domain.wording import Wording
from docintel.ownership.words import ANSWERED
from docintel.text.names import normalise_name

_APART = re.compile(r"[、,，;；\n]")


def answered_findings(application: Application, facts: Facts, ownership: Ownership, registers: tuple[Register, ...]) -> Iterator[Finding]:
    """Each enterprise that a yes names and that is on no list in force, or in whose holding no paper was seen; nothing without registers."""
    answer, named = facts.declared("holding_relation"), facts.declared("holding_relation_names")
    if not registers or answer is None or not isinstance(answer.value, Choice) or answer.value.chosen != ("yes",):
        return
    if named is None or not isinstance(named.value, Text):
        return  # that a yes wants names is another check
    entries = [one for register in registers for one in register.recognitions]
    related = {one.recognition.name for one in ownership.relations if one.recognition is not None and one.direction != "group"}
    for name in filter(None, map(str.strip, _APART.split(named.value.text))):
        told = _told(name, _entries_of(name, entries), related, application)
        if told is not None:
            yield _finding(application, name, told, answer, named)


def _entries_of(name: str, entries: Iterable[Recognition]) -> list[Recognition]:
    """The entries of an enterprise, by its present or a former name."""
    wanted = normalise_name(name)
    return [one for one in entries if wanted in {normalise_name(each) for each in (one.name, *one.former_names)}]


def _told(name: str, entries: list[Recognition], related: set[str], application: Application) -> Wording | None:
    """What is odd about one name; None where a list in force and a stake bear it out."""
    if not entries:
        return Wording(
            f"申请书填与“{name}”存在控股关系，所给名单中没有该企业，需核实名称或名单。",
            f"The form names a holding relation with {name}, which is on none of the lists given: name or lists need checking.",
        )
    if not any(one.valid_on(application.as_of) for one in entries):
        return Wording(
            f"申请书填与“{name}”存在控股关系，其认定在{application.as_of}不在有效期内，需核实。",
            f"The form names a holding relation with {name}, whose recognition is not in force on {application.as_of}: to be checked.",
        )
    if not {one.name for one in entries} & related:
        return Wording(
            f"申请书填与“{name}”存在控股关系，材料所载持股未显示该关系，需核实。",
            f"The form names a holding relation with {name}, which the stakes in the papers do not show: to be checked.",
        )
    return None


def _finding(application: Application, name: str, told: Wording, answer: Fact, named: Fact) -> Finding:
    operands = (Operand(Role.DECLARED, answer), Operand(Role.DECLARED, named))
    key = FindingKey(application.id, ANSWERED.id, name)
    return Finding(key, ANSWERED.id, Severity.WARNING, Outcome.NEEDS_CHECK, ANSWERED.rule, told, operands)
