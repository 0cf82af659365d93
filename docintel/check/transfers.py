"""Rights that changed hands: what the register's papers say of a transfer beside the form's list; and rights that are listed twice."""

from __future__ import annotations

from collections.abc import Iterator

from docintel.check import words
from docintel.check.certificates import CERTIFICATE
from docintel.check.certificates import NUMBER
from docintel.check.certificates import Pair
from docintel.check.certificates import pairs
from docintel.check.dossier import Dossier
from docintel.check.identity import identified
from docintel.check.making import Seen
from docintel.check.making import declared
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import subject
from docintel.check.making import support
from docintel.check.values import holders
from docintel.domain.fact import Absence
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.rights import Right
from docintel.domain.rights import rights
from docintel.domain.wording import Wording
from docintel.text.names import NameMatch

DAY, HOLDER = "transfer_date", "patent_holder"


def transferred(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """A right that its papers show as transferred carries that day in the form's list. A holder that only changed its name is no transfer."""
    known = {fact: right for right in rights(dossier.facts, CERTIFICATE) for fact in right.row.values()}
    for pair in pairs(dossier):
        right = known.get(pair.certificate[NUMBER])
        if right is None:
            continue
        stated, day, earlier = pair.listed.get(DAY), right.moved, _earlier_holder(dossier, right)
        is_same = stated is not None and day is not None and stated.value == day.value
        if (day is None and earlier is None) or is_same or (earlier is None and len(right.papers) > 1):
            continue
        if earlier is not None and day is None and stated is not None and not isinstance(stated.value, Absence):
            continue  # a transfer is declared and its day is on no paper
        yield finding(dossier, rule, _told(dossier, pair, day, earlier))


def _earlier_holder(dossier: Dossier, right: Right) -> Fact | None:
    """The holder of an earlier paper under which the applicant held nothing, where it does now."""
    held = [paper[HOLDER] for paper in right.papers if HOLDER in paper]
    if len(held) < 2 or not _is_held(dossier, held[-1]):
        return None
    return next((fact for fact in reversed(held[:-1]) if not _is_held(dossier, fact)), None)


def _is_held(dossier: Dossier, fact: Fact) -> bool:
    text = fact.value.text if isinstance(fact.value, Text) else ""
    return any(identified(dossier, name).match is not NameMatch.DIFFERENT for name in holders(text))


def _told(dossier: Dossier, pair: Pair, day: Fact | None, earlier: Fact | None) -> Seen:
    number, stated = pair.listed[NUMBER], pair.listed.get(DAY)
    proof = tuple(fact for fact in (day, earlier) if fact is not None)
    where, own = words.place(proof[0], dossier), None if stated is None else words.value(stated, dossier)
    when = None if day is None else words.value(day, dossier)
    before = "" if earlier is None or not isinstance(earlier.value, Text) else earlier.value.text
    wording = Wording(
        f"{where.zh}载明专利 {words.value(number, dossier).zh} 的专利权{f'于 {when.zh}' if when else ''}登记变更"
        f"{f'，此前专利权人为“{before}”' if before else ''}；清单的受让日期{'未填' if own is None else f'为 {own.zh}'}。",
        f"{where.en} records a change of holder of patent {words.value(number, dossier).en}{f' on {when.en}' if when else ''}"
        f"{f', before it “{before}”' if before else ''}; the list gives {'no day of transfer' if own is None else own.en}.",
    )
    is_certain = earlier is not None or (stated is not None and not isinstance(stated.value, Absence))
    outcome = Outcome.DISAGREE if is_certain else Outcome.NEEDS_CHECK
    part = declared(number if stated is None else stated)
    about = f"{DAY}/{number.item or words.value(number, dossier).zh}"
    return Seen(about, outcome, wording, part + evidenced(*proof) + (support(number) if stated is not None else ()))


def distinct(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """No number stands twice in a list of the form."""
    for concept in rule.concepts:
        first: dict[str, Fact] = {}
        for fact in dossier.declared(concept):
            code = fact.value.code if isinstance(fact.value, Identifier) else ""
            known = first.setdefault(code, fact) if code else fact
            if known is not fact:
                yield finding(dossier, rule, _twice(dossier, known, fact))


def _twice(dossier: Dossier, one: Fact, two: Fact) -> Seen:
    what, value = dossier.taxonomy.label(two.concept, two.label), words.value(two, dossier)
    wording = Wording(f"申请书清单中{what.zh} {value.zh} 填报了两次。", f"{what.en} {value.en} stands twice in the form's list.")
    return Seen(f"{subject(two)}/twice", Outcome.DISAGREE, wording, declared(two) + support(one))
