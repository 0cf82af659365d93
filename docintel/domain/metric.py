"""What sentences call the metrics of an enterprise, and the words around their figures (models/metrics.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from docintel.domain.concept import STRICT
from docintel.domain.concept import ValueKind


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric under one label, by the words it goes by in prose; `value` is None where only its changes are told (能耗).

    `concept` is there where the words mean it beyond doubt; `unit` is the unit of counts; `share` is the label of its share where that is
    not the label with 占比;
    `around` are words that may stand before it without changing what is meant; a `broad` one keeps its name whatever it is said of (市场规模);
    `brief` metrics are read in texts that are short as a whole and not in filings, where they stand in every other sentence.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    label: str
    words: tuple[str, ...]
    value: ValueKind | None = None
    concept: str | None = None
    unit: str | None = None
    share: str | None = None
    brief: bool = False
    broad: bool = False
    around: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ratio:
    """The concept of a share: what part of which whole, both by their concepts; without a whole where the sentence leaves it out."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    part: str
    wholes: tuple[str, ...]
    concept: str


@dataclass(frozen=True, slots=True)
class Growth:
    """The concept of a metric's growth over the year before."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    of: str
    concept: str


@dataclass(frozen=True, slots=True)
class MetricWords:
    """All metrics of prose, and the words that make a figure what it is.

    `owners` are words for the document's own enterprise, `plain` those that may stand between it, a metric and its figure without changing
    what is meant: only then has the figure a concept. `heads` end the name of a metric that has no entry. `unreal` speak of plans and
    requirements, `others` of somebody else or of a whole industry; `segments` end the name of a part of the enterprise. `variants` right before
    a metric make it another one (减免所得税); `leads` before a name without an entry are no part of it (该项目, 全省累计培育); `nouns` hold the word
    of a metric and are none (标准煤). Of names without an entry `openers` say whose or when, `verbs` what is done with it and `takes` are verbs that no
    name holds (拥有); `tails` lead from it to its figure; names that begin like one of these are `kept` (能耗, 在研项目).
    """

    metrics: tuple[Metric, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    growths: tuple[Growth, ...] = ()
    owners: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    unreal: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
