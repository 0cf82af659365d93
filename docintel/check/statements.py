"""Statements in themselves: their totals are the sums of their lines, within what rounding allows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import product

from docintel.check import words
from docintel.check.dossier import Column
from docintel.check.dossier import Dossier
from docintel.check.dossier import column_of
from docintel.check.making import Seen
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import support
from docintel.check.misread import gap_of
from docintel.check.working import formula_of
from docintel.check.working import names_of
from docintel.domain.concept import Identity
from docintel.domain.fact import Fact
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.quantity import CNY
from docintel.domain.quantity import Quantity
from docintel.domain.verdict import Trace
from docintel.domain.verdict import Truth
from docintel.domain.wording import Wording
from docintel.formula import Operand
from docintel.formula import Record
from docintel.formula import evaluate
from docintel.formula import truth

MOST_NAMELESS = 8  # lines without a concept in one column
FEWEST_PARTS = 2  # a sum of one line says little
_LINEAR = re.compile(r"(?P<total>\w+) == (?P<first>\w+)(?P<others>(?: [+-] \w+)*)")
_TERM = re.compile(r"([+-]) (\w+)")


@dataclass(frozen=True, slots=True)
class Lines:
    """One column of one statement. A line that is not printed or is blank adds nothing, unless the rule says that it must be there."""

    facts: Mapping[str, Fact]
    needed: tuple[str, ...]

    def operand(self, name: str, _year: str | None) -> Operand | None:
        """The amount of a line."""
        fact = self.facts.get(name)
        if fact is not None and fact.quantity is not None:
            return Operand(fact.quantity, (fact,))
        return None if name in self.needed else Operand(_nothing(self._unit()))

    def records(self, _name: str) -> tuple[Record, ...] | None:
        """A statement has no lists."""
        return None

    def _unit(self) -> str:
        return next((fact.quantity.unit for fact in self.facts.values() if fact.quantity is not None), CNY)


@lru_cache
def _nothing(unit: str) -> Quantity:
    """What a line that is not printed adds."""
    return Quantity(Decimal(0), unit, Decimal("0.01"))


def statement(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """The identity holds in every column of the applicant's statements in which the lines named by `concepts` are printed.

    It surfaces as a doubt and never as a disagreement: a line may have been misread. An identity whose parts are optional lines is taken to hold where
    lines that no concept names make up what it is off by, for they may be parts. A rule without a formula asks for the sum of the total that it names
    as the taxonomy has it, in any of the ways in which statements are drawn up.
    """
    for column, lines in ((column, lines) for kind in rule.kinds for column, lines in dossier.columns.get(kind, {}).items()):
        trace = _sum(dossier, rule, column, lines) if rule.formula is None else _worked(dossier, rule, column, lines)
        if trace is not None:
            yield finding(dossier, rule, _broken(dossier, rule, column, trace))


def _worked(dossier: Dossier, rule: CheckRule, column: Column, lines: Mapping[str, Fact]) -> Trace | None:
    """The working of an identity that does not hold."""
    parts, formula = _linear(rule.formula or ""), formula_of(rule.formula or "")
    if parts is not None and (_adds_up(parts, lines) or _lacks(lines, set(rule.concepts).intersection(names_of(formula.text)))):
        return None
    held = Lines(lines, rule.concepts)
    if truth(formula, held, loose=True) is not Truth.FALSE:
        return None
    trace = evaluate(formula, held, loose=True)
    has_optional = any(name not in rule.concepts for name in names_of(formula.text))
    return None if has_optional and _may_hold(dossier, column, trace) else trace


def _sum(dossier: Dossier, rule: CheckRule, column: Column, lines: Mapping[str, Fact]) -> Trace | None:
    """The first way to sum up the total, unless it or another one holds; None where no way can be tested."""
    printed = {name for name, fact in lines.items() if fact.quantity is not None}
    ways = [one for one in dossier.taxonomy.identities if one.total == rule.concepts[0] and one.statement in rule.kinds]
    tested = [one for one in ways if one.total in printed and _is_whole(one, printed)]
    if not tested or any(_adds_up(one, lines) for one in tested):
        return None
    formulas = [(formula_of(_as_formula(one)), Lines(lines, (one.total,))) for one in tested]
    if any(truth(formula, held, loose=True) is not Truth.FALSE for formula, held in formulas):
        return None
    traces = [evaluate(formula, held, loose=True) for formula, held in formulas]
    if any(one.sparse for one in tested) and any(_may_hold(dossier, column, trace) for trace in traces):
        return None
    return traces[0]


@lru_cache
def _linear(formula: str) -> Identity | None:
    """A formula as a sum, where it is nothing but one."""
    met = _LINEAR.fullmatch(formula)
    if met is None:
        return None
    terms = [("+", met["first"]), *_TERM.findall(met["others"])]
    plus, minus = (tuple(name for sign, name in terms if sign == wanted) for wanted in "+-")
    return Identity(formula, "", met["total"], plus, minus)


def _lacks(lines: Mapping[str, Fact], names: Iterable[str]) -> bool:
    """Whether a line that must be there is not, so that nothing can be said."""
    return any((fact := lines.get(name)) is None or fact.quantity is None for name in names)


def _adds_up(identity: Identity, lines: Mapping[str, Fact]) -> bool:
    """Whether a sum comes out to the cent, which needs no working; where it does not, rounding may still allow it."""
    held = {
        name: fact.quantity for name in (identity.total, *identity.plus, *identity.minus) if (fact := lines.get(name)) and fact.quantity
    }
    if identity.total not in held or len({(one.unit, one.upper) for one in held.values()}) > 1:
        return False
    total = held[identity.total].value
    added, taken = (sum((held[name].value for name in names if name in held), Decimal(0)) for names in (identity.plus, identity.minus))
    return total == added - taken


def _is_whole(identity: Identity, printed: set[str]) -> bool:
    """Whether enough of the parts are printed: all of them, or of a sparse sum at least a few."""
    parts = (*identity.plus, *identity.minus)
    count = sum(part in printed for part in parts)
    return count >= FEWEST_PARTS if identity.sparse else count == len(parts)


def _as_formula(identity: Identity) -> str:
    return " - ".join([f"{identity.total} == {' + '.join(identity.plus)}", *identity.minus])


def _may_hold(dossier: Dossier, column: Column, trace: Trace) -> bool:
    """Whether lines that no concept names make up what an identity is off by; of too many such lines some always do."""
    nameless = (fact for fact in dossier.facts.of_kind(column[1]) if fact.concept is None and fact.quantity is not None)
    amounts = [fact.quantity for fact in nameless if fact.quantity and fact.year is not None and column_of(fact, fact.year) == column]
    gap = gap_of(trace)
    if gap is None or len(amounts) > MOST_NAMELESS:
        return bool(amounts)
    room = sum((fact.quantity.step for fact in trace.operands() if fact.quantity is not None), Decimal(0))
    taken = product((-1, 0, 1), repeat=len(amounts))  # each deducted, left out or added
    sums = (sum((sign * one.value for sign, one in zip(signs, amounts, strict=True)), Decimal(0)) for signs in taken)
    return any(abs(off - gap) <= room for off in sums)


def _broken(dossier: Dossier, rule: CheckRule, column: Column, trace: Trace) -> Seen:
    operands = trace.operands()
    named = [fact for fact in operands if fact.concept in rule.concepts or rule.formula is None]
    where = words.place(named[0], dossier)
    values = words.joined([_valued(dossier, fact) for fact in named])
    unread, missed = ("或有项目未读到", ", or a line was not read") if rule.formula is None else ("", "")
    wording = Wording(
        f"{where.zh}中“{rule.rule.zh.rstrip('。')}”不成立：{values.zh}；可能是报表差错，也可能是读数有误{unread}，请对照原件。",
        f"In {where.en} “{rule.rule.en.rstrip('.')}” does not hold: {values.en}. The statement or its reading may be wrong{missed}; check the page.",
    )
    _, kind, scope, year = column
    rest = tuple(fact for fact in operands if fact not in named)
    about = f"{kind}/{scope}@{year}/{column[0][:12]}"
    return Seen(about, Outcome.NEEDS_CHECK, wording, evidenced(*named) + support(*rest), None, trace)


def _valued(dossier: Dossier, fact: Fact) -> Wording:
    what, value = words.label(fact, dossier), words.value(fact, dossier)
    return Wording(f"{what.zh} {value.zh}", f"{what.en} {value.en}")
