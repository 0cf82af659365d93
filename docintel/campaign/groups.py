"""B10: applicants of one group with similar main products. The stakes of all applications make one graph; what stands in several of them is met once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from itertools import combinations

from docintel.campaign.nouns import Applicant
from docintel.campaign.nouns import Mention
from docintel.campaign.nouns import StatedParty
from docintel.campaign.nouns import Tie
from docintel.domain.campaign import CampaignRule
from docintel.domain.control import Rule
from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.products import ProductWords
from docintel.domain.review import Aspect
from docintel.domain.review import Ground
from docintel.domain.review import ProductCandidate
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.kinds import is_state
from docintel.ownership.relations import Tie as Relation
from docintel.ownership.relations import tie_of
from docintel.ownership.words import path_text
from docintel.products import STATED_AS
from docintel.products import WORTH_SHOWING
from docintel.products import Comparison
from docintel.products import Product
from docintel.products import customers
from docintel.products import of_one_class
from docintel.products import patent_title
from docintel.text.names import normalise_name

SHOWN_REASONS = 3
UNSEEN = Wording(
    "集团关系只按各申报材料所列股权判断；材料未列的股东及其上层未核查。",
    "Groups are told by the stakes in the applications only; holders that these do not state, and who stands above them, were not checked.",
)
OF_NAMES = Wording(
    "控制人仅姓名相同，是否同一人需核实。", "The controller is one by name only; whether it is the same person is to be verified."
)


@dataclass(slots=True)
class _Campaign:
    """Parties of all applications: by credit code where any of them states it, else enterprises by name; persons by name only in `loose`."""

    loose: bool
    codes: dict[str, str] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    persons: dict[str, set[str]] = field(default_factory=dict)

    def party(self, stated: StatedParty, application: str) -> str:
        """The id of a party across applications."""
        name = normalise_name(stated.name)
        kind = PartyKind(stated.kind)
        if kind is PartyKind.PERSON:
            made = f"person:{name}" if self.loose else f"person:{name}@{application}"
            self.persons.setdefault(made, set()).add(application)
        else:
            code = stated.uscc or self.codes.get(name)
            made = f"uscc:{code}" if code else f"name:{name}"
        self.parties.setdefault(made, Party(made, name, kind, stated.uscc))
        return made

    def met_by_name(self) -> list[str]:
        """Persons whom several applications name."""
        return [person for person, applications in self.persons.items() if len(applications) > 1]


def grouped_products(applicants: Sequence[Applicant], rule: CampaignRule, words: ProductWords, control: Rule) -> Iterator[Tie]:
    """Pairs of applicants in one group whose main products are worth a look, each once, certain groups before those by a person's name."""
    codes = _codes(applicants)
    comparison: Comparison | None = None  # its words take half a second to make ready: only where anybody is compared
    met = set[tuple[str, str]]()
    for loose in (False, True):
        campaign = _Campaign(loose, codes)
        graph, own = _graph(campaign, applicants)
        for one, other in _pairs(graph, own, control):
            relation = None if (one.id, other.id) in met else tie_of(graph, control, _id(campaign, one), _id(campaign, other))
            met.add((one.id, other.id))
            if relation is None:
                continue
            comparison, products = comparison or Comparison(words), (_product(one), _product(other))
            found = comparison.compared(*products)
            if found.score >= WORTH_SHOWING or of_one_class(*products):
                yield _tie(rule, graph, relation, (one, other), found, loose=loose)


def _codes(applicants: Iterable[Applicant]) -> dict[str, str]:
    """The credit code of each enterprise whose code some application states; none where two are stated."""
    stated: dict[str, set[str]] = {}
    for applicant in applicants:
        for stake in applicant.stakes:
            for party in (stake.holder, stake.company):
                if party.uscc:
                    stated.setdefault(normalise_name(party.name), set()).add(party.uscc)
    return {name: next(iter(codes)) for name, codes in stated.items() if len(codes) == 1}


def _graph(campaign: _Campaign, applicants: Sequence[Applicant]) -> tuple[OwnershipGraph, dict[str, Applicant]]:
    """The stakes that may tie applicants; those in a company that applies come from its own application where it states any."""
    own = {_id(campaign, applicant): applicant for applicant in applicants}
    stakes: dict[str, dict[str, list[Holding]]] = {}
    for applicant in applicants:
        for number, stake in enumerate(applicant.stakes):
            holder, company = (campaign.party(party, applicant.id) for party in (stake.holder, stake.company))
            holding = Holding(holder, company, stake.share, None, fact=f"{applicant.id}/{number}")
            stakes.setdefault(company, {}).setdefault(applicant.id, []).append(holding)
    chosen = (
        of[own[company].id] if company in own and own[company].id in of else next(iter(of.values())) for company, of in stakes.items()
    )
    tying = _tying([one for holdings in chosen for one in holdings], campaign, own.keys())
    named = {*own, *(end for one in tying for end in (one.holder, one.company))}
    return OwnershipGraph([campaign.parties[one] for one in sorted(named)], tying), own


def _tying(holdings: Sequence[Holding], campaign: _Campaign, own: Collection[str]) -> list[Holding]:
    """The stakes of every web that holds two applicants; with persons met by their name, only webs with such a person, as the others are judged already."""
    head: dict[str, str] = {}
    for one in holdings:
        head[_head(head, one.holder)] = _head(head, one.company)
    applying = Counter(_head(head, one) for one in own)
    wanted = {web for web, count in applying.items() if count > 1}
    if campaign.loose:
        wanted &= {_head(head, person) for person in campaign.met_by_name()}
    return [one for one in holdings if _head(head, one.company) in wanted]


def _head(head: dict[str, str], party: str) -> str:
    """The party that stands for a web; the way to it is shortened."""
    while head.get(party, party) != party:
        head[party] = head.get(head[party], head[party])
        party = head[party]
    return party


def _id(campaign: _Campaign, applicant: Applicant) -> str:
    """The applicant's own id, which its stakes tell where it states any."""
    name = normalise_name(applicant.name)
    stated = next((stake.company for stake in applicant.stakes if normalise_name(stake.company.name) == name), None)
    return campaign.party(
        stated or StatedParty(name, PartyKind.ENTERPRISE.value, applicant.id if len(applicant.id) == 18 else None), applicant.id
    )


def _pairs(graph: OwnershipGraph, own: dict[str, Applicant], control: Rule) -> Iterator[tuple[Applicant, Applicant]]:
    """Applicants under one controller that is not the state, in order, the controller itself among them where it applies."""
    under: dict[str, set[str]] = {}
    for controller, company in graph.controls(control):
        if company in own and controller in graph.parties and not is_state(graph.parties[controller]):
            under.setdefault(controller, {controller} & own.keys()).add(company)
    pairs = {pair for members in under.values() for pair in combinations(sorted(members), 2)}
    yield from ((own[one], own[other]) for one, other in sorted(pairs))


def _product(applicant: Applicant) -> Product:
    """The main product with all that its application says of it."""
    said = {aspect: tuple(one.value for one in applicant.of(concept)) for aspect, concept in STATED_AS.items()}
    name, code, industry, text = (next(iter(said[one]), None) for one in (Aspect.NAME, Aspect.CODE, Aspect.INDUSTRY, Aspect.TEXT))
    return Product(
        applicant.name,
        name or "",
        code,
        same_group=True,
        industry=industry,
        patents=frozenset(said[Aspect.PATENTS]),
        titles=frozenset(map(patent_title, said[Aspect.TITLES])),
        text=text or "",
        customers=frozenset(one for listed in said[Aspect.CUSTOMERS] for one in customers(listed)),
    )


def _tie(
    rule: CampaignRule,
    graph: OwnershipGraph,
    relation: Relation,
    pair: tuple[Applicant, Applicant],
    found: ProductCandidate,
    *,
    loose: bool,
) -> Tie:
    paths = {language: path_text(relation.path, graph.parties, language) for language in Language}
    names = [applicant.name for applicant in pair]
    top = graph.name_of(relation.controller)
    zh = f"{names[0]}与{names[1]}" + (f"同由{top}控制" if relation.direction == "group" else f"有控股关系（{top}为控制方）")
    en = f"{names[0]} and {names[1]} " + (
        f"are both controlled by {top}" if relation.direction == "group" else f"hold one another ({top} controls)"
    )
    reasons = found.reasons[:SHOWN_REASONS]
    said = Wording(
        f"{zh}：{paths[Language.ZH]}。主导产品“{found.product}”与“{found.other_product}”可能相近（{found.score:.2f}）："
        f"{'；'.join(one.zh for one in reasons)}。是否相似由人判断。{OF_NAMES.zh if loose else ''}",
        f"{en}: {paths[Language.EN]}. Their main products “{found.product}” and “{found.other_product}” may be similar ({found.score:.2f}): "
        f"{'; '.join(one.en for one in reasons)}. Whether they are is for a person. {OF_NAMES.en if loose else ''}".rstrip(),
    )
    severity = Severity.NOTE if loose else rule.severity
    mentions = tuple(one for applicant in pair for one in _shown(applicant, relation, found))
    return Tie(rule.id, "+".join(sorted(one.id for one in pair)), severity, Outcome.CANDIDATE, rule.rule, said, rule.innocent, mentions)


def _shown(applicant: Applicant, relation: Relation, found: ProductCandidate) -> Iterator[Mention]:
    """The product, what else of it is alike, and the stakes of the proof, as the application states them."""
    yield from applicant.of(STATED_AS[Aspect.NAME])[:1]
    for ground in found.grounds:
        if ground.aspect is not Aspect.NAME:
            yield from _stating(applicant, ground)
    hops = {(hop.holder.split(":", 1)[-1].split("@")[0], hop.company.split(":", 1)[-1]) for hop in relation.path}
    for stake in applicant.stakes:
        ends = [{normalise_name(party.name), party.uscc} for party in (stake.holder, stake.company)]
        if stake.mention is not None and any(holder in ends[0] and company in ends[1] for holder, company in hops):
            yield stake.mention


def _stating(applicant: Applicant, ground: Ground) -> Iterator[Mention]:
    """Where the application states what is alike: each of the values in common, else its first statement."""
    stated = applicant.of(STATED_AS[ground.aspect])
    for value in ground.values:
        yield from [one for one in stated if value in (one.value, patent_title(one.value), *customers(one.value))][:1]
    if not ground.values:
        yield from stated[:1]
