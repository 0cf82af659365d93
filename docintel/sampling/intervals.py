"""Intervals for a share: exact where there is an exact one, else Wilson's with the effective size of the sample."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from collections.abc import Iterable
from fractions import Fraction
from math import log
from math import sqrt
from statistics import NormalDist

from scipy.special import betaincinv

from docintel.sampling.sizes import chance_of_at_most

Interval = tuple[float, float]
SLACK = 1e-12


def clopper_pearson(errors: int, inspected: int, confidence: float) -> Interval:
    """The exact interval of a share of an endless population (Clopper and Pearson 1934, Biometrika 26, 404-413)."""
    tail = (1 - confidence) / 2
    low = float(betaincinv(errors, inspected - errors + 1, tail)) if errors else 0.0
    high = float(betaincinv(errors + 1, inspected - errors, 1 - tail)) if errors < inspected else 1.0
    return low, high


def finite_interval(errors: int, inspected: int, population: int, confidence: float) -> tuple[int, int]:
    """The exact interval of how many among `population` have an error, after drawing without replacement.

    The numbers D with both P(X >= errors | D) and P(X <= errors | D) above half the risk (Buonaccorsi 1987, The American Statistician 41,
    215-218: Clopper and Pearson's with the hypergeometric distribution).
    """
    tail = Fraction(1 - confidence).limit_denominator(10**9) / 2
    first, last = errors, population - (inspected - errors)

    def is_too_few(number: int) -> bool:
        return errors > 0 and 1 - chance_of_at_most(errors - 1, population, number, inspected) <= tail

    def is_possible(number: int) -> bool:
        return chance_of_at_most(errors, population, number, inspected) > tail

    low = _first(first, last, lambda number: not is_too_few(number))
    high = _first(low, last + 1, lambda number: number > last or not is_possible(number)) - 1
    return low, max(low, high)


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The first number from `low` on at which the condition holds, which it does from there on and at `high` at the latest."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def wilson(share: float, size: float, confidence: float) -> Interval:
    """Wilson's score interval (Wilson 1927, JASA 22, 209-212) of a share seen in a sample of this size, which may be an effective one."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    centre = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z * sqrt(share * (1 - share) / size + z * z / (4 * size * size)) / (1 + z * z / size)
    return max(0.0, centre - half), min(1.0, centre + half)


def most_unseen_in_strata(strata: Iterable[tuple[int, int]], risk: float) -> int:
    """The most errors there can be, of which none was seen in any stratum (population, inspected), with a chance of at least `risk`.

    Exact: the chance is the product over strata of C(N-D, n)/C(N, n). Each further error in a stratum costs more than the one before, so
    taking the cheapest next error again and again finds the most.
    """
    left = -log(risk)
    queue = [(_cost(size, inspected, 0), place, size, inspected, 0) for place, (size, inspected) in enumerate(strata) if size > inspected]
    heapq.heapify(queue)
    found = 0
    while queue:
        cost, place, size, inspected, there = heapq.heappop(queue)
        if cost > left + SLACK:
            break
        left, found = left - cost, found + 1
        if there + 1 < size - inspected:
            heapq.heappush(queue, (_cost(size, inspected, there + 1), place, size, inspected, there + 1))
    return found


def _cost(size: int, inspected: int, there: int) -> float:
    """Minus the logarithm of the chance to miss one more error where `there` were missed."""
    return -log((size - there - inspected) / (size - there))


def most_unseen_by_chance(chances: Iterable[Fraction], risk: float) -> int:
    """As `most_unseen_in_strata`, where each unseen member had its own chance of being drawn, taken as independent of the others'."""
    left, found = -log(risk), 0
    for chance in sorted(chances):
        left -= -log(1 - float(chance))
        if left < -SLACK:
            break
        found += 1
    return found
