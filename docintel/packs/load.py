"""Every pack file read, laid over each other, shaped into types and checked against each other."""

from __future__ import annotations

from dataclasses import fields
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from docintel.domain.campaign import CampaignRules
from docintel.domain.concept import Concept
from docintel.domain.concept import Taxonomy
from docintel.domain.concept import ValueKind
from docintel.domain.control import ControlProfiles
from docintel.domain.errors import PackError
from docintel.domain.filing import FilingWords
from docintel.domain.kind import DocumentKind
from docintel.domain.metric import MetricWords
from docintel.domain.packs import Packs
from docintel.domain.products import ProductClass
from docintel.domain.products import ProductWords
from docintel.domain.programme import Programme
from docintel.domain.prose import ProseWords
from docintel.domain.quantity import CNY
from docintel.domain.quantity import PERCENT
from docintel.packs.language import read_page_model
from docintel.packs.prints import OUR_FOLDERS
from docintel.packs.prints import packs_root
from docintel.packs.references import reference_problems
from docintel.packs.shape import shaped
from docintel.packs.shelf import CAMPAIGN
from docintel.packs.shelf import CONCEPTS
from docintel.packs.shelf import CONTROL
from docintel.packs.shelf import FILINGS
from docintel.packs.shelf import KINDS
from docintel.packs.shelf import METRICS
from docintel.packs.shelf import PRODUCT_CLASSES
from docintel.packs.shelf import PRODUCTS
from docintel.packs.shelf import PROGRAMMES
from docintel.packs.shelf import PROSE
from docintel.packs.shelf import CampaignPack
from docintel.packs.shelf import ConceptPack
from docintel.packs.shelf import ControlPack
from docintel.packs.shelf import FilingPack
from docintel.packs.shelf import MetricPack
from docintel.packs.shelf import ProductClassPack
from docintel.packs.shelf import ProductPack
from docintel.packs.shelf import ProsePack
from docintel.packs.shelf import Stack
from docintel.packs.tree import Place
from docintel.packs.tree import Problem

Stamp = tuple[str, int, int, int]  # a file's path, its size, when it was written and when anything about it changed

_UNITS = {ValueKind.MONEY: CNY, ValueKind.PERCENT: PERCENT}


def load_packs(overlays: tuple[Path, ...] = ()) -> Packs:
    """Our packs under the overlays, in their order; PackError tells everything that is wrong, a line per problem.

    They are read again only after a file of theirs has changed: to read them all takes most of a second.
    """
    packs, problems = _as_they_stand(overlays)
    if packs is None:
        raise PackError("\n".join(problems))
    return packs


def check_packs(overlays: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """Everything that is wrong with the packs, in the order of the files; empty where they can be used."""
    return _as_they_stand(overlays)[1]


def _as_they_stand(overlays: tuple[Path, ...]) -> tuple[Packs | None, tuple[str, ...]]:
    root = packs_root()
    return _kept(root, overlays, _stamps(*(root / folder for folder in OUR_FOLDERS), *overlays))


@lru_cache(maxsize=4)
def _kept(root: Path, overlays: tuple[Path, ...], _: tuple[Stamp, ...]) -> tuple[Packs | None, tuple[str, ...]]:
    return _loaded(root, overlays)


def _stamps(*folders: Path) -> tuple[Stamp, ...]:
    """What tells every file of the folders from what it was before; a folder that is not there has none."""
    found = ((path, path.stat()) for folder in folders for path in sorted(folder.absolute().rglob("*")) if path.is_file())
    return tuple((str(path), told.st_size, told.st_mtime_ns, told.st_ctime_ns) for path, told in found)


def _loaded(root: Path, overlays: tuple[Path, ...]) -> tuple[Packs | None, tuple[str, ...]]:
    stack = _stacked(root, overlays)
    kinds = shaped(DocumentKind, stack.trees[KINDS], stack.problems)
    programmes = shaped(Programme, stack.trees[PROGRAMMES], stack.problems)
    concepts = shaped(ConceptPack, stack.trees[CONCEPTS], stack.problems).get("concepts")
    metrics = shaped(MetricPack, stack.trees[METRICS], stack.problems).get("metrics")
    products = shaped(ProductPack, stack.trees[PRODUCTS], stack.problems).get("products")
    classes = shaped(ProductClassPack, stack.trees[PRODUCT_CLASSES], stack.problems).get("product_classes")
    prose = shaped(ProsePack, stack.trees[PROSE], stack.problems).get("prose")
    campaign = shaped(CampaignPack, stack.trees[CAMPAIGN], stack.problems).get("campaign")
    control = shaped(ControlPack, stack.trees[CONTROL], stack.problems).get("control")
    filings = shaped(FilingPack, stack.trees[FILINGS], stack.problems).get("filings")
    page_model, trained = read_page_model(root, stack.problems)
    if not stack.problems:
        stack.problems += reference_problems(stack.trees)
    if stack.problems or concepts is None:
        return None, tuple(dict.fromkeys(str(problem) for problem in sorted(stack.problems))) or ("models/concepts.yaml: is missing",)
    return Packs(
        taxonomy=Taxonomy({concept.id: _with_unit(concept) for concept in concepts.concepts}, concepts.identities),
        kinds=kinds,
        programmes=programmes,
        versions=(*stack.versions, *trained),
        products=ProductWords() if products is None else _product_words(products, () if classes is None else classes.classes),
        metrics=MetricWords() if metrics is None else _metric_words(metrics),
        prose=ProseWords() if prose is None else ProseWords(prose.clauses, prose.holdings),
        notices=tuple(stack.notices),
        bases=MappingProxyType(stack.bases),
        page_model=page_model,
        campaign=CampaignRules() if campaign is None else CampaignRules(campaign.checks, campaign.limits),
        control=ControlProfiles()
        if control is None
        else ControlProfiles({one.id: one for one in control.profiles}, control.default, control.columns, control.state_bodies),
        filings=FilingWords() if filings is None else _filing_words(filings),
    ), ()


def _stacked(root: Path, overlays: tuple[Path, ...]) -> Stack:
    stack = Stack()
    stack.lay(root, None)
    for overlay in overlays:
        name = overlay.resolve().name
        if overlay.is_dir():
            before = len(stack.versions) + len(stack.problems)
            stack.lay(overlay, name)
            if len(stack.versions) + len(stack.problems) == before:
                places = ", ".join(shelf.pattern for shelf in stack.trees)
                stack.problems.append(Problem(Place(name), f"no packs in this folder; they belong in {places}"))
        else:
            stack.problems.append(Problem(Place(str(overlay)), "no such folder of packs"))
    return stack


def _metric_words(pack: MetricPack) -> MetricWords:
    """What the pack holds beside its name."""
    return MetricWords(**{one.name: getattr(pack, one.name) for one in fields(MetricWords)})


def _filing_words(pack: FilingPack) -> FilingWords:
    """What the pack holds beside its name."""
    return FilingWords(**{one.name: getattr(pack, one.name) for one in fields(FilingWords)})


def _product_words(pack: ProductPack, classes: tuple[ProductClass, ...]) -> ProductWords:
    """What the packs hold beside their names."""
    return ProductWords(**{one.name: getattr(pack, one.name) for one in fields(ProductWords) if one.name != "classes"}, classes=classes)


def _with_unit(concept: Concept) -> Concept:
    """Money is in yuan and percent in percent where the taxonomy does not say otherwise."""
    return concept if concept.unit else replace(concept, unit=_UNITS.get(concept.value))
