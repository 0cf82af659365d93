"""All pack files of ours and of the overlays, laid over each other in order, still as trees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from fnmatch import fnmatch
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from docintel.domain.campaign import CampaignLimits
from docintel.domain.campaign import CampaignRule
from docintel.domain.campaigning import PackVersion
from docintel.domain.concept import STRICT
from docintel.domain.concept import Concept
from docintel.domain.concept import Identity
from docintel.domain.control import ControlProfile
from docintel.domain.control import StateBody
from docintel.domain.filing import Filing
from docintel.domain.kind import DocumentKind
from docintel.domain.metric import Growth
from docintel.domain.metric import Metric
from docintel.domain.metric import Ratio
from docintel.domain.products import ProductClass
from docintel.domain.products import ProductFamily
from docintel.domain.products import ProductWeights
from docintel.domain.programme import Programme
from docintel.domain.prose import ClauseWords
from docintel.domain.prose import HoldingWords
from docintel.packs.merge import Merge
from docintel.packs.merge import merged
from docintel.packs.merge import removal_names
from docintel.packs.prints import OUR_FOLDERS
from docintel.packs.shape import written_out
from docintel.packs.tree import Node
from docintel.packs.tree import Place
from docintel.packs.tree import Problem
from docintel.packs.tree import read_tree
from docintel.packs.wordings import choice
from docintel.packs.wordings import said


@dataclass(frozen=True, slots=True)
class ConceptPack:
    """models/concepts.yaml."""

    __pydantic_config__ = STRICT

    id: str
    version: str
    concepts: tuple[Concept, ...]
    identities: tuple[Identity, ...] = ()
    extends: str | None = None
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductPack:
    """models/products.yaml: see `ProductWords`."""

    __pydantic_config__ = STRICT

    id: str
    version: str
    aliases: tuple[tuple[str, ...], ...] = ()
    generic_words: tuple[str, ...] = ()
    families: tuple[ProductFamily, ...] = ()
    weights: ProductWeights = field(default_factory=ProductWeights)
    weights_with_meaning: ProductWeights = field(default_factory=ProductWeights)
    extends: str | None = None
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductClassPack:
    """models/product_classes.yaml: see `ProductClass`."""

    __pydantic_config__ = STRICT

    id: str
    version: str
    classes: tuple[ProductClass, ...] = ()
    extends: str | None = None
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MetricPack:
    """models/metrics.yaml: see `MetricWords`."""

    __pydantic_config__ = STRICT

    id: str
    version: str
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
    extends: str | None = None
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProsePack:
    """models/prose.yaml: see `ProseWords`."""

    __pydantic_config__ = STRICT

    id: str
    version: str
    clauses: ClauseWords
    holdings: HoldingWords
    extends: str | None = None
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignPack:
    """models/campaign.yaml: see `CampaignRules`."""

    __pydantic_config__ = STRICT

    id: str
    version: str
    limits: CampaignLimits
    checks: tuple[CampaignRule, ...] = ()
    extends: str | None = None
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ControlPack:
    """models/control.yaml: see `ControlProfiles`."""

    __pydantic_config__ = STRICT

    id: str
    version: str
    default: str
    profiles: tuple[ControlProfile, ...]
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    state_bodies: tuple[StateBody, ...] = ()
    extends: str | None = None
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilingPack:
    """models/filings.yaml: see `FilingWords`."""

    __pydantic_config__ = STRICT

    id: str
    version: str
    roles: tuple[tuple[str, ...], ...] = ()
    owners: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    grouped: tuple[str, ...] = ()
    supposed: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    filings: tuple[Filing, ...] = ()
    extends: str | None = None
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """A place for pack files: what the packs there are, and the one id that counts where there can be only one."""

    pattern: str
    kind: type
    noun: str
    only: str | None = None


CONCEPTS = Shelf("models/concepts.yaml", ConceptPack, "the taxonomy", only="concepts")
PRODUCTS = Shelf("models/products.yaml", ProductPack, "the words of products", only="products")
PRODUCT_CLASSES = Shelf("models/product_classes.yaml", ProductClassPack, "the nouns of products by class", only="product_classes")
KINDS = Shelf("extractors/*.yaml", DocumentKind, "a kind of document")
PROGRAMMES = Shelf("models/programmes/*.yaml", Programme, "a programme")
METRICS = Shelf("models/metrics.yaml", MetricPack, "the metrics of prose", only="metrics")
PROSE = Shelf("models/prose.yaml", ProsePack, "the words of sentences", only="prose")
CAMPAIGN = Shelf("models/campaign.yaml", CampaignPack, "the checks of a campaign", only="campaign")
CONTROL = Shelf("models/control.yaml", ControlPack, "the profiles of control", only="control")
FILINGS = Shelf("models/filings.yaml", FilingPack, "the words of filings", only="filings")
SHELVES = (CONCEPTS, KINDS, PROGRAMMES, PRODUCTS, PRODUCT_CLASSES, METRICS, PROSE, CAMPAIGN, CONTROL, FILINGS)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: its place on the shelves, its tree and its hash."""

    shelf: Shelf
    file: str
    node: Node
    sha256: str
    overlay: str | None

    @property
    def id(self) -> str:
        """The id of its pack."""
        return self.shelf.only or self.node.get("id").text

    @property
    def extends(self) -> str:
        """The pack it lies over, empty where it stands for itself."""
        extended = self.node.get("extends").text
        return self.shelf.only or extended if extended else ""


@dataclass
class Stack:
    """The trees so far by shelf and id, with what is to be told: versions, notices and problems."""

    trees: dict[Shelf, dict[str, Node]] = field(default_factory=lambda: {shelf: {} for shelf in SHELVES})
    versions: list[PackVersion] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    gone: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)

    def lay(self, root: Path, overlay: str | None) -> None:
        """Lay the files of one folder over what is there."""
        waiting = list(self._sheets(root, overlay))
        for ready in (_stands_alone, _lies_over_itself):
            for sheet in [sheet for sheet in waiting if ready(sheet)]:
                self._put(sheet)
        for sheet in _bases_first([sheet for sheet in waiting if _lies_over_another(sheet)]):
            self._put(sheet)

    def _sheets(self, root: Path, overlay: str | None) -> Iterator[Sheet]:
        for path in _files(root, overlay):
            shelf = next((shelf for shelf in SHELVES if fnmatch(path, shelf.pattern) and path.count("/") == shelf.pattern.count("/")), None)
            if shelf is not None:
                yield from self._sheet(root / path, path, shelf, overlay)
            else:
                places = [shelf.pattern for shelf in SHELVES]
                self.problems.append(Problem(Place(_shown(path, overlay)), choice(path, places, noun="a place of packs")))

    def _sheet(self, path: Path, name: str, shelf: Shelf, overlay: str | None) -> Iterator[Sheet]:
        file = _shown(name, overlay)
        try:
            content = path.read_bytes()
        except OSError as error:
            self.problems.append(Problem(Place(file), f"cannot be read: {error.strerror}"))
            return
        node, problems = _read(content, file, shelf.kind)
        self.problems += problems
        if node is None:
            return
        missing = [key for key in ("id", "version") if not node.get(key).text]
        self.problems += [said(node, (key,), "is missing") for key in missing]
        if not missing:
            yield Sheet(shelf, file, node, sha256(content).hexdigest(), overlay)

    def _put(self, sheet: Sheet) -> None:
        trees = self.trees[sheet.shelf]
        if not sheet.extends and sheet.id in trees:
            taken = f'"{sheet.id}" is taken by {trees[sheet.id].place.file}; to lay this over it, write `extends: {sheet.id}`'
            self.problems.append(said(sheet.node.get("id"), ("id",), taken))
            return
        if sheet.extends and sheet.extends not in trees:
            problem = choice(sheet.extends, trees, noun=f"{sheet.shelf.noun} that is there")
            self.problems.append(said(sheet.node.get("extends"), ("extends",), problem))
            return
        trees[sheet.id] = self._over(sheet, trees[sheet.extends]) if sheet.extends else sheet.node
        if sheet.shelf is PROGRAMMES and sheet.extends not in ("", sheet.id):
            self.bases[sheet.id] = sheet.extends
        self.versions.append(PackVersion(sheet.node.get("id").text, sheet.node.get("version").text, sheet.sha256, sheet.overlay))

    def _over(self, sheet: Sheet, base: Node) -> Node:
        merge = Merge()
        key = (sheet.shelf.pattern, sheet.id)
        gone = self.gone.get(key, frozenset()) | self.gone.get((sheet.shelf.pattern, sheet.extends), frozenset())
        node = merged(base, sheet.node, merge, gone=gone)
        self.gone[key] = gone | removal_names(merge)
        self.problems += merge.problems
        if sheet.overlay is None:  # an edition of ours made out of another is no change of it
            return node
        self.notices += [f"{sheet.file}: 去掉 / removed {path} ({sheet.extends})" for path in merge.removed]
        self.notices += [f"{sheet.file}: 改写 / replaced {path} ({sheet.extends})" for path in merge.replaced]
        return node


@lru_cache(maxsize=256)
def _read(content: bytes, file: str, kind: type) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of a file and what is wrong with it; most files are what they were when packs are loaded again."""
    problems: list[Problem] = []
    tree = read_tree(content, file, problems)
    return None if tree is None else written_out(kind, tree, problems), tuple(problems)


def _stands_alone(sheet: Sheet) -> bool:
    return not sheet.extends


def _lies_over_itself(sheet: Sheet) -> bool:
    return bool(sheet.extends) and sheet.extends == sheet.id


def _lies_over_another(sheet: Sheet) -> bool:
    return bool(sheet.extends) and sheet.extends != sheet.id


def _bases_first(sheets: list[Sheet]) -> Iterator[Sheet]:
    """Sheets that lie over each other, each after the one it lies over; of a circle the first is told as lying over nothing."""
    waiting = list(sheets)
    while waiting:
        names = {sheet.id for sheet in waiting}
        ready = next((sheet for sheet in waiting if sheet.extends not in names), waiting[0])
        waiting.remove(ready)
        yield ready


def _shown(path: str, overlay: str | None) -> str:
    """What a file is called before its author: an overlay's begins with the name of its folder."""
    return path if overlay is None else f"{overlay}/{path}"


def _files(root: Path, overlay: str | None) -> list[str]:
    """The YAML files of a folder, relative, in a fixed order; of our own root only the folders of packs. models/language holds no packs."""
    folders = [root / folder for folder in OUR_FOLDERS] if overlay is None else [root]
    found = [path for folder in folders for suffix in ("*.yaml", "*.yml") for path in folder.rglob(suffix)]
    names = (path.relative_to(root).as_posix() for path in found if path.is_file())
    return sorted(
        name for name in names if not name.startswith("models/language/") and not any(part.startswith(".") for part in name.split("/"))
    )
