"""Why a printed result does not come out of its formula."""

from __future__ import annotations

from decimal import ROUND_DOWN
from decimal import ROUND_HALF_UP
from decimal import Decimal

from docintel.check import words
from docintel.check.diagnosis import FEWEST_DIGITS
from docintel.check.diagnosis import percent_words
from docintel.check.digits import is_one_digit_off
from docintel.check.digits import is_transposed
from docintel.domain.fact import Fact
from docintel.domain.finding import Diagnosis
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import Quantity
from docintel.domain.quantity import to_step
from docintel.domain.wording import Wording

PERCENT_STEP = Decimal("0.01")  # what a percentage is printed to where a fraction was typed
Ends = tuple[Decimal, Decimal]

NO_CAUSE = Wording(
    "未找到简单原因：填报的结果或未经佐证的计算项需核实。", "No simple cause: the result or an operand that nothing proves needs checking."
)


def comes_out(ends: Ends, printed: Quantity) -> bool:
    """Whether the interval holds a number that is printed so: rounded to the step, or cut toward zero; counted things exactly."""
    low, high = ends
    if printed.is_counted:
        return low <= printed.value <= high
    half, step = printed.step / 2, printed.step
    is_rounded = low <= printed.value + half and printed.value - half <= high
    is_cut_up = printed.value >= 0 and low < printed.value + step and printed.value <= high
    is_cut_down = printed.value <= 0 and printed.value - step < high and low <= printed.value
    return is_rounded or is_cut_up or is_cut_down


def diagnose_result(result: Fact, ends: Ends, others: tuple[tuple[int, Ends], ...]) -> Diagnosis:
    """The simplest slip that makes a printed result come out; `others` are the same calculation for other years."""
    printed = result.quantity
    if printed is None:
        raise ValueError(f"{result.label} is not a number")
    hypothesis, wording = _slip(printed, ends, others) or ("none", NO_CAUSE)
    step = max(printed.step, PERCENT_STEP) if hypothesis == "percent_slip" else printed.step
    right = words.computed(sum(ends, start=Decimal(0)) / 2, result, step=step)
    return Diagnosis(hypothesis, wording, right)


def _slip(printed: Quantity, ends: Ends, others: tuple[tuple[int, Ends], ...]) -> tuple[str, Wording] | None:
    if not printed.value:
        return None
    power = next((power for power in (2, -2) if comes_out(ends, _scaled(printed, power))), None) if printed.unit == PERCENT else None
    if power is not None:
        return "percent_slip", percent_words(power)
    year = next((year for year, other in others if comes_out(other, printed)), None)
    if year is not None:
        return "wrong_year", Wording(
            f"填报值与{year}年的计算结果一致：疑为取错年度。", f"The declared value is what {year} gives: it may be of another year."
        )
    return _finger_slip(printed, ends)


def _finger_slip(printed: Quantity, ends: Ends) -> tuple[str, Wording] | None:
    pairs = [(_digits(printed.value, printed.step), _digits(end, printed.step, how)) for end in ends for how in (ROUND_HALF_UP, ROUND_DOWN)]
    same_sign = (printed.value < 0) == (ends[0] < 0)
    if same_sign and any(is_transposed(one, two) for one, two in pairs):
        return "digit_transposed", Wording(
            "相邻两位数字互换后计算相符：疑为录入时数字颠倒。", "With two neighbouring digits exchanged it recomputes."
        )
    if same_sign and any(len(one) >= FEWEST_DIGITS and is_one_digit_off(one, two) for one, two in pairs):
        return "digit_changed", Wording("只差一位数字：疑为录入错误。", "It differs in one digit: a slip in typing.")
    if comes_out(ends, Quantity(-printed.value, printed.unit, printed.step)):
        return "sign", Wording("改变正负号后计算相符：疑为正负号填错。", "With the other sign it recomputes: the sign may be wrong.")
    return None


def _scaled(quantity: Quantity, power: int) -> Quantity:
    return Quantity(quantity.value.scaleb(power), quantity.unit, quantity.step.scaleb(power))


def _digits(value: Decimal, step: Decimal, how: str = ROUND_DOWN) -> str:
    return str(abs(int(to_step(value, step, how) / step)))
