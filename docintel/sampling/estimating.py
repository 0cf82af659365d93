"""From what the inspections found to the share of enterprises with an error, with its interval; what is still open widens it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass

from docintel.domain.errors import UsageError
from docintel.domain.sampling import Chosen
from docintel.domain.sampling import DrawMethod
from docintel.domain.sampling import Estimate
from docintel.domain.sampling import Sample
from docintel.domain.sampling import SiteOutcome
from docintel.domain.sampling import Stratum
from docintel.domain.wording import Wording
from docintel.sampling.intervals import Interval
from docintel.sampling.intervals import finite_interval
from docintel.sampling.intervals import most_unseen_by_chance
from docintel.sampling.intervals import most_unseen_in_strata
from docintel.sampling.intervals import wilson

COUNTED = Wording("全部检查，无抽样误差", "everyone was inspected: no error of sampling")
EXACT = Wording(
    "超几何分布精确区间（Buonaccorsi 1987；即有限总体的 Clopper–Pearson 区间）",
    "exact hypergeometric interval (Buonaccorsi 1987: Clopper and Pearson's for a finite population)",
)
STRATIFIED = Wording(
    "分层估计 p = ΣW_h·p_h，方差 ΣW_h²(1−f_h)p_h(1−p_h)/(n_h−1)（Cochran 1977，5.2、5.3），按有效样本量的 Wilson 区间（Korn–Graubard 1998 的做法）",
    "stratified p = ΣW_h·p_h, variance ΣW_h²(1−f_h)p_h(1−p_h)/(n_h−1) (Cochran 1977, 5.2, 5.3); Wilson interval with the effective size (as Korn and Graubard 1998)",
)
UNSEEN = Wording("各层均未见（或全为）差错：精确上（下）限", "no stratum showed an error (or nothing else): exact bound")
WEIGHTED = Wording(
    "Horvitz–Thompson 估计（1952），Hájek 方差 n/(n−1)·Σ(1−π)(y/π−B)²，B = Σ(1−π)(y/π)/Σ(1−π)（Hájek 1964；Deville 1999），按有效样本量的 Wilson 区间",
    "Horvitz-Thompson (1952), Hájek's variance n/(n−1)·Σ(1−π)(y/π−B)², B = Σ(1−π)(y/π)/Σ(1−π) (Hájek 1964; Deville 1999); Wilson interval with the effective size",
)
UNSEEN_WEIGHTED = Wording(
    "随机抽取的各家未见差错：按各家入样概率、视为相互独立的上限",
    "no error was seen among those drawn by chance: bound from the chances of being drawn, taken as independent",
)


@dataclass(frozen=True, slots=True)
class _Part:
    """The share among those who were drawn by chance, with its interval."""

    share: float
    interval: Interval
    method: Wording


def estimate(sample: Sample, outcomes: Mapping[str, SiteOutcome], confidence: float) -> Estimate:
    """The estimate.

    A drawn member without an outcome is open. While any is open there is no point, and the interval reaches from the lowest if none of them
    has an error to the highest if all have. It speaks of the strata from which someone was drawn. UsageError for an outcome of a stranger.
    """
    strangers = sorted(outcomes.keys() - {one.id for one in sample.chosen})
    if strangers:
        raise UsageError(
            f"检查结果中不在样本里的：{'、'.join(strangers)} / results of enterprises that were not drawn: {', '.join(strangers)}"
        )
    if not 0 < confidence < 1:
        raise UsageError(f"置信度应在 0 与 1 之间，而不是 {confidence:g} / a confidence lies between 0 and 1, not {confidence:g}")
    found = Counter(outcomes.get(one.id, SiteOutcome.OPEN) for one in sample.chosen)
    certain = {one.id for one in sample.chosen if one.core or one.probability == 1}
    wrong = frozenset(name for name, outcome in outcomes.items() if outcome is SiteOutcome.ERROR)
    doubtful = wrong | {one.id for one in sample.chosen if outcomes.get(one.id, SiteOutcome.OPEN) is SiteOutcome.OPEN}
    population = _covered(sample)
    low, high = (_whole(sample, errors, certain, population, confidence) for errors in (wrong, doubtful))
    return Estimate(
        population=population,
        inspected=sample.size - found[SiteOutcome.OPEN],
        errors=found[SiteOutcome.ERROR],
        open=found[SiteOutcome.OPEN],
        point=None if found[SiteOutcome.OPEN] else min(1.0, low.share),
        low=max(0.0, low.interval[0]),
        high=min(1.0, max(low.interval[1], high.interval[1])),
        confidence=confidence,
        method=low.method,
    )


def _covered(sample: Sample) -> int:
    """How many the estimate speaks of: the core and the strata from which someone was drawn."""
    return sum(one.core for one in sample.chosen) + sum(stratum.population for stratum in sample.strata if stratum.drawn)


def _whole(sample: Sample, errors: Collection[str], certain: Collection[str], population: int, confidence: float) -> _Part:
    """The certain part, which is known, and the drawn part, which is estimated, as one share."""
    known = sum(one.id in errors for one in sample.chosen if one.id in certain)
    drawn = [one for one in sample.chosen if one.id not in certain]
    rest = population - len(certain)
    if not drawn or not rest:
        share = known / population if population else 0.0
        return _Part(share, (share, share if not rest else (known + rest) / population), COUNTED)
    if sample.plan.method is DrawMethod.WEIGHTED:
        part = _weighted(sample, drawn, errors, rest, confidence)
    else:
        part = _stratified([one for one in sample.strata if 0 < one.drawn < one.population], drawn, errors, confidence)
    low, high = ((known + rest * share) / population for share in part.interval)
    return _Part((known + rest * part.share) / population, (low, high), part.method)


def _stratified(strata: list[Stratum], drawn: list[Chosen], errors: Collection[str], confidence: float) -> _Part:
    """A simple draw in each stratum; one stratum, no error at all and nothing but errors have exact intervals.

    The effective size is p(1-p)/variance, never above what the draw would have without any gain from its strata, 1/ΣW²(1-f)/n. A stratum of
    which one was inspected shows no spread and takes that of the whole.
    """
    total = sum(stratum.population for stratum in strata)
    seen = Counter(one.stratum for one in drawn if one.id in errors)
    if len(strata) == 1:
        only = strata[0]
        low, high = finite_interval(seen[only.name], only.drawn, only.population, confidence)
        return _Part(seen[only.name] / only.drawn, (low / total, high / total), EXACT)
    share = sum(stratum.population / total * seen[stratum.name] / stratum.drawn for stratum in strata)
    if not seen.total() or seen.total() == len(drawn):
        bound = most_unseen_in_strata([(one.population, one.drawn) for one in strata], (1 - confidence) / 2) / total
        return _Part(share, (0.0, bound) if not seen.total() else (1 - bound, 1.0), UNSEEN)
    variance = sum(_variance(stratum, seen[stratum.name], total, share) for stratum in strata)
    flat = sum((one.population / total) ** 2 * (1 - one.drawn / one.population) / one.drawn for one in strata)
    size = min(1 / flat, share * (1 - share) / variance) if variance else 1 / flat
    return _Part(share, wilson(share, size, confidence), STRATIFIED)


def _variance(stratum: Stratum, errors: int, total: int, share: float) -> float:
    part = (stratum.population / total) ** 2 * (1 - stratum.drawn / stratum.population)
    if stratum.drawn == 1:
        return part * share * (1 - share)
    own = errors / stratum.drawn
    return part * own * (1 - own) / (stratum.drawn - 1)


def _weighted(sample: Sample, drawn: list[Chosen], errors: Collection[str], rest: int, confidence: float) -> _Part:
    """Horvitz and Thompson over those who were not certain; `rest` is how many there are of them.

    The effective size is p(1-p)/variance, never above Kish's (Σw)²/Σw² with w = 1/π.
    """
    weights = [1 / float(one.probability) for one in drawn]
    wrong = [one.id in errors for one in drawn]
    share = min(1.0, sum(weight for weight, is_wrong in zip(weights, wrong, strict=True) if is_wrong) / rest)
    kish = sum(weights) ** 2 / sum(weight * weight for weight in weights)
    if not any(wrong):
        chances = [chance for chance, number in sample.unseen for _ in range(number)]
        bound = most_unseen_by_chance(chances, (1 - confidence) / 2) / rest
        return _Part(0.0, (0.0, bound), UNSEEN_WEIGHTED)
    variance = _hajek(drawn, wrong) / rest**2
    spread = share * (1 - share)
    size = min(kish, spread / variance) if variance and spread else kish
    return _Part(share, wilson(share, size, confidence), WEIGHTED)


def _hajek(drawn: list[Chosen], wrong: list[bool]) -> float:
    """Hájek's variance of the estimated total of a draw of fixed size, from the chances of first order alone."""
    if len(drawn) < 2:
        return 0.0
    chances = [float(one.probability) for one in drawn]
    values = [is_wrong / chance for is_wrong, chance in zip(wrong, chances, strict=True)]
    centre = sum((1 - chance) * value for chance, value in zip(chances, values, strict=True)) / sum(1 - chance for chance in chances)
    squares = sum((1 - chance) * (value - centre) ** 2 for chance, value in zip(chances, values, strict=True))
    return len(drawn) / (len(drawn) - 1) * squares
