"""How many to inspect for a wanted confidence, each with the formula it was computed by; an error is a person-confirmed material discrepancy."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from math import comb
from math import floor
from statistics import NormalDist

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class SampleSize:
    """A number of enterprises, up to how many errors among them still show what was wanted, and the working."""

    size: int
    allowed: int
    working: Wording


def discovery_size(population: int, tolerable: Fraction, confidence: Fraction) -> SampleSize:
    """The fewest of which at least one has an error, with this confidence, if the tolerable share or more have one.

    Discovery sampling: exact, without replacement. With D = ceil(tolerable * N) errors among N, the smallest n with
    C(N-D, n) / C(N, n) <= 1 - confidence (AICPA Audit Guide, Audit Sampling, app. on statistical sampling; CSA 1314 审计抽样).
    """
    return attribute_size(population, tolerable, confidence, Fraction(0))


def attribute_size(population: int, tolerable: Fraction, confidence: Fraction, expected: Fraction) -> SampleSize:
    """The fewest with which, were the tolerable share or more in error, no more than the allowed errors would be seen but rarely.

    Exact hypergeometric: the smallest n and k >= expected * n with P(X <= k | N, D, n) <= 1 - confidence, D = ceil(tolerable * N)
    (Stewart, Technical Notes on the AICPA Audit Guide Audit Sampling, 2012). UsageError where no sample short of everyone shows it.
    """
    _asked(population, tolerable, confidence)
    if expected >= tolerable:
        raise UsageError("预期差错率应低于可容忍差错率 / the expected rate lies below the tolerable one")
    errors = ceil(tolerable * population)
    allowed = 0
    while True:
        size = _least(population, errors, allowed, 1 - confidence)
        if size >= population or expected * size <= allowed:
            return SampleSize(size, allowed, _hypergeometric_working(population, errors, allowed, size, confidence))
        allowed += 1


def normal_size(population: int, expected: Fraction, margin: Fraction, confidence: Fraction) -> SampleSize:
    """The number with which a share is known to ± margin: n0 = z²p(1-p)/e², n = n0 / (1 + (n0-1)/N), rounded up (Cochran 1977, 4.4).

    A normal approximation with the correction for a finite population; p = 1/2 is the most cautious.
    """
    _asked(population, margin, confidence)
    z = NormalDist().inv_cdf((1 + float(confidence)) / 2)
    endless = z * z * float(expected * (1 - expected)) / float(margin) ** 2
    finite = endless / (1 + (endless - 1) / population) if endless > 1 else endless
    size = min(population, max(1, ceil(finite - 1e-9)))
    formula = (
        f"z = {z:.4f}, p = {float(expected):g}, e = {float(margin):g}; n0 = z²p(1−p)/e² = {endless:.2f}; "
        f"n = n0/(1 + (n0−1)/N) = {finite:.2f} → {size}"
    )
    return SampleSize(
        size,
        floor(expected * size),
        Wording(
            f"正态近似，有限总体修正（N = {population}）：{formula}",
            f"Normal approximation with finite population correction (N = {population}): {formula}",
        ),
    )


def chance_of_at_most(seen: int, population: int, errors: int, size: int) -> Fraction:
    """P(X <= seen) for X errors among `size` drawn without replacement from `population` of which `errors` have one; exact."""
    ways = sum(comb(errors, x) * comb(population - errors, size - x) for x in range(min(seen, size) + 1))
    return Fraction(ways, comb(population, size))


def _least(population: int, errors: int, allowed: int, risk: Fraction) -> int:
    """The smallest n at which no more than `allowed` errors are that unlikely; the chance falls as n grows."""
    high = allowed + 1
    while high < population and chance_of_at_most(allowed, population, errors, high) > risk:
        high *= 2
    low, high = high // 2 + 1, min(high, population)
    while low < high:
        middle = (low + high) // 2
        if chance_of_at_most(allowed, population, errors, middle) <= risk:
            high = middle
        else:
            low = middle + 1
    return min(low, population)


def _hypergeometric_working(population: int, errors: int, allowed: int, size: int, confidence: Fraction) -> Wording:
    reached = float(chance_of_at_most(allowed, population, errors, size))
    before = float(chance_of_at_most(allowed, population, errors, size - 1)) if size else 1.0
    risk = f"{float(1 - confidence):g}"
    formula = f"Σ(x=0..{allowed}) C({errors},x)·C({population - errors},{size}−x) / C({population},{size}) = {reached:.6f} ≤ {risk}"
    return Wording(
        f"超几何分布（精确）：N = {population}，可容忍的差错数 D = {errors}，允许发现 k = {allowed}；n = {size}：{formula}（n = {size - 1} 时为 {before:.6f}）",
        f"Hypergeometric (exact): N = {population}, tolerable errors D = {errors}, allowed k = {allowed}; n = {size}: {formula} (at n = {size - 1} it is {before:.6f})",
    )


def _asked(population: int, rate: Fraction, confidence: Fraction) -> None:
    if population < 1:
        raise UsageError("总体为空 / the population is empty")
    for part in (rate, confidence):
        if not 0 < part < 1:
            raise UsageError(f"置信度和差错率应在 0 与 1 之间，而不是 {float(part):g} / a confidence and a rate lie between 0 and 1")
