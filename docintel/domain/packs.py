"""Everything that was read from packs, as one value that is passed into the rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from docintel.domain.campaign import CampaignRules
from docintel.domain.campaigning import PackVersion
from docintel.domain.concept import Taxonomy
from docintel.domain.control import ControlProfiles
from docintel.domain.filing import FilingWords
from docintel.domain.kind import DocumentKind
from docintel.domain.language import PageModel
from docintel.domain.metric import MetricWords
from docintel.domain.products import ProductWords
from docintel.domain.programme import Programme
from docintel.domain.prose import ProseWords


@dataclass(frozen=True, slots=True)
class Packs:
    """The taxonomy, the kinds of documents and the programmes, with the versions of every file they came from."""

    taxonomy: Taxonomy
    kinds: Mapping[str, DocumentKind]
    programmes: Mapping[str, Programme]
    versions: tuple[PackVersion, ...]
    products: ProductWords = field(default_factory=ProductWords)  # what names and codes of products are compared with
    metrics: MetricWords = field(default_factory=MetricWords)  # what sentences call the metrics
    prose: ProseWords = field(default_factory=ProseWords)  # what leads through sentences
    notices: tuple[str, ...] = ()  # said aloud: what an overlay removed or replaced
    bases: Mapping[str, str] = field(default_factory=dict)  # the programme that another is made out of, by its id
    page_model: PageModel | None = None  # None where the packs come without one
    campaign: CampaignRules = field(default_factory=CampaignRules)  # what applications are checked for against each other
    control: ControlProfiles = field(default_factory=ControlProfiles)  # what counts as control, by profile and day
    filings: FilingWords = field(default_factory=FilingWords)  # whose figures filings tell, and in which scope
