"""Diagnose before you accuse: the simplest hypothesis that makes two disagreeing values agree, with the fact that supports it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN
from decimal import ROUND_HALF_UP
from decimal import Decimal

from docintel.check import words
from docintel.check.digits import is_one_digit_off
from docintel.check.digits import is_transposed
from docintel.check.dossier import Dossier
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Scope
from docintel.domain.finding import Diagnosis
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import PLAIN_UNITS
from docintel.domain.quantity import Agreement
from docintel.domain.quantity import Quantity
from docintel.domain.quantity import to_step
from docintel.domain.wording import Wording
from docintel.text.quantities import PRINTED_UNITS

UNIT_POWERS = (-4, 4, -3, 3, -1, 1, -8, 8, -5, 5, -2, 2, -6, 6)
"""By which powers of ten the units of money (元, 千元, 万元, 百万元, 亿元) are apart, those that are taken for each other most first."""
NEAR_ROWS = 3  # how far a neighbouring line of a statement may stand
FEWEST_DIGITS = 4  # one odd digit among fewer says little
BOOKS_STEP = Decimal("0.01")  # books are kept to it: what is printed so was not rounded
SCOPE_WORDS = {
    Scope.PARENT: Wording("母公司报表", "the parent's own statement"),
    Scope.CONSOLIDATED: Wording("合并报表", "the consolidated statement"),
    Scope.STANDALONE: Wording("单体报表", "the stand-alone statement"),
    Scope.UNSTATED: Wording("未注明口径的报表", "a statement without a stated scope"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """Two numbers that should agree and do not; `copied` when the second is a printed copy of the first and not its proof."""

    declared: Fact
    evidenced: Fact
    dossier: Dossier
    copied: bool
    number: Quantity
    proof: Quantity

    @property
    def concept(self) -> str:
        """What both are values of."""
        return self.declared.concept or ""

    def others(self, concept: str, year: int | None) -> tuple[Fact, ...]:
        """What the second side says of a concept: its numbers about the applicant, the same scope before others."""
        if self.copied:
            found = self.dossier.copied(concept, year)
        else:
            found = tuple(fact for fact in self.dossier.facts.evidenced(concept, year=year) if self.dossier.is_own(fact.entity))
        numbers = [fact for fact in found if fact.quantity is not None]
        is_current = self.dossier.facts.is_current
        return tuple(sorted(numbers, key=lambda fact: (fact.scope is not self.evidenced.scope, not is_current(fact))))

    def is_met_by(self, fact: Fact) -> bool:
        """Whether the declared number agrees with another fact's."""
        return fact.quantity is not None and self.number.agreement(fact.quantity, copied=self.copied) is not Agreement.NONE

    def said(self, hypothesis: str, wording: Wording, *support: Fact) -> Diagnosis:
        """The diagnosis in words, with what would have been right unless both sides are the applicant's own copies."""
        right = None if self.copied else words.in_form_unit(self.proof, self.declared)
        return Diagnosis(hypothesis, wording, right, support or (self.evidenced,))


Hypothesis = Callable[[Case], Diagnosis | None]


def diagnose(declared: Fact, evidenced: Fact, dossier: Dossier, *, copied: bool = False) -> Diagnosis:
    """The first hypothesis, in the order of HYPOTHESES, that makes the two agree; `none` where none does."""
    if declared.quantity is None or evidenced.quantity is None:
        return _of_text(declared, evidenced, dossier, copied=copied)
    case = Case(declared, evidenced, dossier, copied, declared.quantity, evidenced.quantity)
    return next((found for hypothesis in HYPOTHESES if (found := hypothesis(case)) is not None), case.said("none", NO_CAUSE))


NO_SLIP = Wording("两处所载不同，以哪一份为准需核实。", "The two differ, and which counts needs checking.")
NO_CAUSE = Wording("未找到能使两者一致的简单原因，需核实。", "No simple cause makes the two agree; it needs checking.")


def rounding(case: Case) -> Diagnosis | None:
    """The two differ only in how the finer was brought to the coarser step, by at most one step."""
    met = case.number.agreement(case.proof)
    if met is Agreement.TRUNCATED:
        return case.said(
            "truncation",
            Wording("按填报精度截断后两者一致：属尾数取舍。", "Cut to the step of the form the two agree: a matter of rounding."),
        )
    step = max(case.number.step, case.proof.step)
    near = case.number.step != case.proof.step and not case.number.is_counted and abs(case.number.value - case.proof.value) <= step
    if (
        met is Agreement.NONE
        and (not near or case.number.unit != case.proof.unit)
        and (case.copied or not is_last_place(case.number, case.proof))
    ):
        return None
    return case.said("rounding", Wording("两者只差末位的进位：属尾数取舍。", "The two differ by the rounding of the last digit only."))


def is_last_place(one: Quantity | None, other: Quantity | None) -> bool:
    """Whether two amounts of money printed to the same place are one apart there, so that one may be rounded and the other cut off.

    Amounts to the cent are the books' own, and of few digits one unit is more than rounding.
    """
    if one is None or other is None or one.unit != other.unit or one.step != other.step or one.upper != other.upper:
        return False
    least = min(abs(one.value), abs(other.value)) / one.step
    is_money = one.unit not in PLAIN_UNITS and one.step > BOOKS_STEP
    return is_money and abs(one.value - other.value) == one.step and least >= 10 ** (FEWEST_DIGITS - 1)


def unit_slip(case: Case) -> Diagnosis | None:
    """The same digits in another unit of money."""
    if case.number.unit in ("percent", "point") or case.number.is_counted or not case.number.value:
        return None
    power = next((power for power in UNIT_POWERS if _meets(_scaled(case.number, power), case.proof)), None)
    return None if power is None else case.said("unit_slip", _unit_words(words.unit_of(case.declared), power))


def _unit_words(unit: str, power: int) -> Wording:
    base, factor = PRINTED_UNITS.get(unit, ("", Decimal(1)))
    meant = next((name for name in ("元", "千元", "万元", "百万元", "亿元") if PRINTED_UNITS[name] == (base, factor.scaleb(power))), None)
    if meant is None:
        return Wording(
            f"填报值{'乘以' if power > 0 else '除以'}{10 ** abs(power)}后两者一致：疑为单位填错，或多写、少写了0。",
            f"{'Multiplied' if power > 0 else 'Divided'} by {10 ** abs(power)} the two agree: the unit may be wrong, or a nought too many or too few.",
        )
    return Wording(
        f"把填报值的单位由{unit}改为{meant}后两者一致：疑为单位填错。",
        f"Read in {meant} instead of {unit} the declared value agrees: the unit may be wrong.",
    )


def percent_slip(case: Case) -> Diagnosis | None:
    """A fraction where a percentage is asked, or the other way round."""
    if case.number.unit != PERCENT or not case.number.value:
        return None
    power = next((power for power in (2, -2) if _meets(_scaled(case.number, power), case.proof)), None)
    return None if power is None else case.said("percent_slip", percent_words(power))


def percent_words(power: int) -> Wording:
    """What a percent slip is called; `power` is +2 where the declared value has to be multiplied by a hundred."""
    if power > 0:
        return Wording(
            "填报值乘以100后一致：疑为应填百分数而填了小数。",
            "Multiplied by 100 it agrees: a fraction may stand where a percentage is asked.",
        )
    return Wording("填报值除以100后一致：疑为百分数重复换算。", "Divided by 100 it agrees: the percentage may have been converted twice.")


def wrong_year(case: Case) -> Diagnosis | None:
    """The same concept in another year, unless the two years' values were exchanged."""
    support = _other_year(case)
    if support is None or _is_exchanged(case, support):
        return None
    what, value = words.label(support, case.dossier), words.value(support, case.dossier)
    where = words.place(support, case.dossier)
    return case.said(
        "wrong_year",
        Wording(
            f"填报值与{where.zh}的{what.zh} {value.zh}一致：疑为取错年度。",
            f"The declared value is the {what.en} of {where.en}, {value.en}: it may come from another year.",
        ),
        support,
    )


def swapped_columns(case: Case) -> Diagnosis | None:
    """Two years of one concept stand in each other's column."""
    support = _other_year(case)
    if support is None or not _is_exchanged(case, support):
        return None
    one, two = case.declared.year, support.year
    return case.said(
        "swapped_columns",
        Wording(
            f"填报的{one}年与{two}年数值互换后均与佐证材料一致：疑为两个年度的列填反。",
            f"With the values of {one} and {two} exchanged both agree: the two columns may have been swapped.",
        ),
        support,
    )


def _other_year(case: Case) -> Fact | None:
    year = case.declared.year
    if year is None or not case.number.value:
        return None
    known = {fact.year for fact in case.others(case.concept, None) if fact.year is not None}
    nearest = sorted(known - {year}, key=lambda other: (abs(other - year), other))
    found = (next(iter(case.others(case.concept, other)), None) for other in nearest)
    return next((fact for fact in found if fact is not None and case.is_met_by(fact)), None)


def _is_exchanged(case: Case, support: Fact) -> bool:
    return any(
        other.quantity is not None and _meets(other.quantity, case.proof, copied=case.copied)
        for other in case.dossier.declared(case.concept, support.year)
    )


def other_scope(case: Case) -> Diagnosis | None:
    """The same concept and year in the parent's own (or the consolidated) statement."""
    stated_first = sorted(case.others(case.concept, case.declared.year), key=lambda fact: fact.scope is Scope.UNSTATED)
    support = next((fact for fact in stated_first if fact.scope is not case.evidenced.scope and case.is_met_by(fact)), None)
    if support is None or not case.number.value:
        return None
    value, where = words.value(support, case.dossier), words.place(support, case.dossier)
    meant, taken = SCOPE_WORDS[case.evidenced.scope], SCOPE_WORDS[support.scope]
    return case.said(
        "other_scope",
        Wording(
            f"填报值与{where.zh}的同年数 {value.zh}一致：疑为取自{taken.zh}，应取自{meant.zh}。",
            f"The declared value is that of {where.en}, {value.en}: it may come from {taken.en} instead of {meant.en}.",
        ),
        support,
    )


def sibling_line(case: Case) -> Diagnosis | None:
    """Another line of the same year: a sibling of the concept, or a row near it in the same statement."""
    support = next((fact for fact in _neighbours(case) if case.is_met_by(fact)), None)
    if support is None or not case.number.value:
        return None
    what = case.dossier.taxonomy.label(support.concept, support.label)
    value, where = words.value(support, case.dossier), words.place(support, case.dossier)
    return case.said(
        "sibling_line",
        Wording(
            f"填报值与{where.zh}的“{what.zh}” {value.zh}一致：疑为取错项目。",
            f"The declared value is “{what.en}” of {where.en}, {value.en}: it may come from another line.",
        ),
        support,
    )


def _neighbours(case: Case) -> Iterator[Fact]:
    year = case.declared.year
    siblings = case.dossier.taxonomy[case.concept].siblings if case.concept in case.dossier.taxonomy else ()
    for sibling in siblings:
        yield from (fact for fact in case.others(sibling, year) if fact.scope is case.evidenced.scope)
    if not case.copied:
        rows = [fact for fact in case.dossier.facts if _is_same_column(fact, case.evidenced)]
        at = next((index for index, fact in enumerate(rows) if fact is case.evidenced), 0)
        yield from (fact for fact in rows[max(0, at - NEAR_ROWS) : at + NEAR_ROWS + 1] if fact is not case.evidenced)


def _is_same_column(fact: Fact, other: Fact) -> bool:
    return (fact.source.document, fact.kind, fact.scope, fact.year, fact.entity) == (
        other.source.document, other.kind, other.scope, other.year, other.entity,
    )  # fmt: skip


def restated(case: Case) -> Diagnosis | None:
    """The comparison column of a later report."""
    found = case.others(case.concept, case.declared.year)
    support = next((fact for fact in found if not case.dossier.facts.is_current(fact) and case.is_met_by(fact)), None)
    if support is None:
        return None
    value, where = words.value(support, case.dossier), words.place(support, case.dossier)
    return case.said(
        "restated",
        Wording(
            f"填报值与{where.zh}的比较数 {value.zh}一致：该年数据在以后年度的报告中有调整，需核实应以哪一份为准。",
            f"The declared value is the comparison figure of {where.en}, {value.en}: a later report changed it, and which counts needs checking.",
        ),
        support,
    )


def digit_transposed(case: Case) -> Diagnosis | None:
    """Two neighbouring digits have changed places."""
    if not any(is_transposed(one, two) for one, two in _digit_pairs(case)):
        return None
    return case.said(
        "digit_transposed",
        Wording(
            "相邻两位数字互换后两者一致：疑为录入时数字颠倒。",
            "With two neighbouring digits exchanged the two agree: digits may have been transposed.",
        ),
    )


def digit_changed(case: Case) -> Diagnosis | None:
    """One digit is another one, is left out, or stands twice."""
    if not any(max(len(one), len(two)) >= FEWEST_DIGITS and is_one_digit_off(one, two) for one, two in _digit_pairs(case)):
        return None
    return case.said("digit_changed", DIGIT_WORDS)


DIGIT_WORDS = Wording(
    "两者只差一位数字（改动、遗漏或重复）：疑为录入错误。", "The two differ in one digit (changed, left out or doubled): a slip in typing."
)


def sign(case: Case) -> Diagnosis | None:
    """The same amount with the other sign."""
    turned = Quantity(-case.number.value, case.number.unit, case.number.step)
    if not case.number.value or not _meets(turned, case.proof):
        return None
    return case.said("sign", Wording("改变正负号后两者一致：疑为正负号填错。", "With the other sign the two agree: the sign may be wrong."))


HYPOTHESES: tuple[Hypothesis, ...] = (
    rounding, unit_slip, percent_slip, wrong_year, swapped_columns, other_scope, sibling_line, restated, digit_transposed, digit_changed, sign,
)  # fmt: skip
"""The order of simplicity; the first that fits is reported."""


def _scaled(quantity: Quantity, power: int) -> Quantity:
    return Quantity(quantity.value.scaleb(power), quantity.unit, quantity.step.scaleb(power))


def _meets(one: Quantity, two: Quantity, *, copied: bool = False) -> bool:
    return one.agreement(two, copied=copied) is not Agreement.NONE


def _digit_pairs(case: Case) -> Iterator[tuple[str, str]]:
    """Both numbers as strings of digits at the coarser step, the finer rounded and cut."""
    if case.number.unit != case.proof.unit or (case.number.value < 0) != (case.proof.value < 0):
        return
    step = max(case.number.step, case.proof.step)
    for how in (ROUND_HALF_UP, ROUND_DOWN):
        yield _digits(case.number, step, how), _digits(case.proof, step, how)


def _digits(quantity: Quantity, step: Decimal, rounding_rule: str) -> str:
    return str(abs(int(to_step(quantity.value, step, rounding_rule) / step)))


def _of_text(declared: Fact, evidenced: Fact, dossier: Dossier, *, copied: bool) -> Diagnosis:
    """Codes and days may differ in one character; other text has no simpler cause."""
    right = None if copied else words.value(evidenced, dossier).zh
    one, two = _characters(declared), _characters(evidenced)
    if one and two and is_transposed(one, two):
        wording = Wording("相邻两位互换后两者一致：疑为录入时颠倒。", "With two neighbouring characters exchanged the two agree.")
        return Diagnosis("digit_transposed", wording, right, (evidenced,))
    if one and two and is_one_digit_off(one, two):
        return Diagnosis("digit_changed", DIGIT_WORDS, right, (evidenced,))
    return Diagnosis("none", NO_SLIP, None, (evidenced,))


def _characters(fact: Fact) -> str:
    if isinstance(fact.value, Identifier):
        return fact.value.code
    return fact.value.day.isoformat() if isinstance(fact.value, Date) else ""
