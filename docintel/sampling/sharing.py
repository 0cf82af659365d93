"""How a sample is shared out among strata: in proportion to their size, or by Neyman's rule, to whole numbers by largest remainder."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context
from decimal import Decimal
from fractions import Fraction

from docintel.domain.errors import UsageError

EXACT = Context(prec=28)
Shares = dict[str, int]


def proportional(count: int, sizes: Mapping[str, int], at_least: int = 0) -> Shares:
    """Each stratum's number in proportion to its size (Cochran, Sampling Techniques, 3rd ed. 1977, 5.5), no fewer than `at_least` where it has them."""
    return _shared(count, {name: Fraction(size) for name, size in sizes.items()}, sizes, at_least)


def neyman(count: int, sizes: Mapping[str, int], rates: Mapping[str, Decimal], at_least: int = 0) -> Shares:
    """Each stratum's number in proportion to its size times its expected deviation sqrt(p(1-p)) (Neyman 1934; Cochran 1977, 5.9 and 5.11).

    What a stratum cannot give is shared among the others. UsageError where strata with an expected rate of 0 or 1 would have to give more than `at_least`.
    """
    spread = {name: Fraction(EXACT.sqrt(rates[name] * (1 - rates[name]))) for name in sizes}
    return _shared(count, {name: size * spread[name] for name, size in sizes.items()}, sizes, at_least)


def _shared(count: int, weights: Mapping[str, Fraction], sizes: Mapping[str, int], at_least: int) -> Shares:
    """Multiples of the weights, held between `at_least` and the stratum's size, that add up to `count`; then whole numbers."""
    low = {name: min(at_least, size) for name, size in sizes.items()}
    if sum(low.values()) > count:
        raise UsageError(
            f"样本量 {count} 不够每层至少 {at_least} 家（共需 {sum(low.values())}） / a sample of {count} cannot hold {at_least} of every stratum: that takes {sum(low.values())}"
        )
    factor = _factor(count, weights, low, sizes)
    return _whole(count, {name: _held(factor * weight, low[name], sizes[name]) for name, weight in weights.items()})


def _held(share: Fraction, low: int, high: int) -> Fraction:
    return max(Fraction(low), min(Fraction(high), share))


def _factor(count: int, weights: Mapping[str, Fraction], low: Mapping[str, int], high: Mapping[str, int]) -> Fraction:
    """The factor at which the held multiples add up to `count`, exactly: between two bounds the sum is a straight line."""
    bounds = {Fraction(edge[name]) / weight for name, weight in weights.items() if weight for edge in (low, high)}
    before, told = Fraction(0), Fraction(sum(low.values()))
    for bound in sorted(bounds):
        reached = sum((_held(bound * weight, low[name], high[name]) for name, weight in weights.items()), Fraction(0))
        if reached >= count:
            return before if reached == told else before + (bound - before) * (count - told) / (reached - told)
        before, told = bound, reached
    if told == count:
        return before
    raise UsageError(
        f"按预期差错率分配，各层最多能给 {int(told)} 家，不足 {count} 家；预期差错率不要写 0 或 1 / the strata give {int(told)} at most, not {count}: expect no rate of 0 or 1"
    )


def _whole(count: int, shares: Mapping[str, Fraction]) -> Shares:
    """Whole numbers with the same sum: what is left goes to the largest remainders, equal ones by name (Hamilton's method)."""
    found = {name: int(share) for name, share in shares.items()}
    order = sorted(shares, key=lambda name: (found[name] - shares[name], name))
    for name in order[: count - sum(found.values())]:
        found[name] += 1
    return found
