"""What an ownership chart shows: boxes for parties and links for stakes and agreements, each with its label and marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import ControlAgreement
from docintel.domain.ownership import Edge
from docintel.domain.ownership import Footing
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import Role
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.ownership.words import percent

MOST = 60  # parties in one picture: beyond, the smallest holders of a company are drawn as one box
NEAR_HALF = Fraction(1, 1000)
OTHERS = Wording("其余{0}名股东", "{0} other holders")
GENERAL = Wording("普通合伙 ", "GP ")
LIMITED = Wording("有限合伙 ", "LP ")
VOTES = Wording("表决权", "votes ")
CONTRACT = Wording("协议控制", "by contract")
NOMINEE = Wording("由他人代持 ", "by a nominee ")
PROXY = Wording("（委托{0}）", " (proxy {0})")
UNTIL = Wording("至", "to ")


@dataclass(frozen=True, slots=True)
class Node:
    """A box: a party, or several small holders of one company together."""

    id: str
    name: str
    kind: PartyKind
    applicant: bool = False
    recognised: bool = False
    concert: int = 0  # the number of the group it acts in concert with


@dataclass(frozen=True, slots=True)
class Link:
    """A line from holder to company. `manner` is capital, dashed (votes, contract, unknown size) or expired; `papers` is how many state it."""

    holder: str
    company: str
    label: str
    manner: str
    papers: int
    conflicting: bool = False
    places: str = ""  # where it is stated, told on pointing at it


@dataclass(frozen=True, slots=True)
class Model:
    """The whole picture before it has places."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def model_of(ownership: Ownership, recognised: Iterable[str], language: Language) -> Model:
    """The parties that any stake or agreement touches, and the lines between them."""
    applicant, known = ownership.applicant, set(recognised)
    groups = [one for one in ownership.agreements if one.kind is AgreementKind.CONCERT]
    concert = {party: number for number, one in enumerate(groups, 1) for party in one.parties}
    stated = ownership.edges or tuple(map(_alone, ownership.holdings))
    drawn = {(edge.holder, edge.company) for edge in stated if edge.counts}
    edges = [edge for edge in stated if edge.counts or (edge.holder, edge.company) not in drawn]
    parties = {party.id: party for party in ownership.parties}
    given = {
        (grantor, one.company): parties[one.parties[0]].name
        for one in ownership.agreements
        if one.kind is AgreementKind.DELEGATION and one.parties[0] in parties
        for grantor in one.parties[1:]
    }
    links = [_stake(edge, given.get((edge.holder, edge.company)), language) for edge in edges] + [
        link for one in ownership.agreements for link in _agreed(one, language)
    ]
    touched = dict.fromkeys(name for link in links for name in (link.holder, link.company))
    touched |= dict.fromkeys(concert)
    nodes = [
        Node(one, parties[one].name, parties[one].kind, one == applicant, one in known, concert.get(one, 0))
        for one in touched
        if one in parties
    ]
    held = {node.id for node in nodes}
    return _fewer(Model(tuple(nodes), tuple(link for link in links if {link.holder, link.company} <= held)), language)


def _alone(holding: Holding) -> Edge:
    """A stake of a review stored before there was an edge table."""
    return Edge(holding.holder, holding.company, holding.capital, holding.share is not None, holding.role, Footing.SINGLE, (holding,))


def _stake(edge: Edge, proxy: str | None, language: Language) -> Link:
    """A stake as a line; dashed where its votes are another's, are all there is, or where nobody says how much it is."""
    pages = [f"{one.kind} p{one.source.page}" for one in edge.statements if one.source is not None and one.source.page is not None]
    papers = {(one.source.document, one.kind) for one in edge.statements if one.source is not None}
    expired = not edge.counts
    votes = next((one.votes for one in edge.statements if one.votes is not None), None)
    apart = proxy is not None or not edge.known or (votes is not None and not edge.capital[1])
    manner = "expired" if expired else "dashed" if apart else "capital"
    label = _label(edge, votes, language) + ("" if proxy is None else PROXY.said(language).format(proxy))
    return Link(edge.holder, edge.company, label, manner, len(papers), edge.footing is Footing.CONFLICTING, "; ".join(pages))


def _label(edge: Edge, votes: Fraction | None, language: Language) -> str:
    """What stands beside a line: the share as exact as it matters, what is special of it, and until when it held."""
    low, high = edge.capital
    text = "?" if not edge.known else _short(low) if low == high else f"{_short(low)}–{_short(high)}"
    if edge.role is Role.GENERAL_PARTNER:
        text = GENERAL.said(language) + (text if edge.known else "")
    elif edge.role is Role.LIMITED_PARTNER:
        text = LIMITED.said(language) + text
    if votes is not None and votes != low:
        text += f"/{VOTES.said(language)}{_short(votes)}"
    ends = [one.end for one in edge.statements if one.end is not None]
    return f"{text} {UNTIL.said(language)}{max(ends):%Y-%m}".strip() if ends and not edge.counts else text.strip()


def _short(share: Fraction) -> str:
    """As it is where it ends within four decimals, six beside one half, where they decide; else two decimals."""
    if (share * 1_000_000).denominator == 1:
        return percent(share)
    places = "0.000001" if abs(share - Fraction(1, 2)) < NEAR_HALF else "0.01"
    rounded = (Decimal(share.numerator) * 100 / Decimal(share.denominator)).quantize(Decimal(places))
    return f"{rounded.normalize():f}%"


def _agreed(one: ControlAgreement, language: Language) -> Iterable[Link]:
    """Contracts as lines, and for whom nominees hold; proxies are told beside the stake that they are of, concert groups are marks of their parties."""
    if one.kind is AgreementKind.CONTRACT and one.company is not None:
        yield Link(one.parties[0], one.company, CONTRACT.said(language), "dashed", int(one.source is not None))
    if one.kind is AgreementKind.NOMINEE and one.company is not None:
        told = NOMINEE.said(language) + ("" if one.share is None else _short(one.share))
        yield from (Link(owner, one.company, told, "dashed", int(one.source is not None)) for owner in one.parties[1:])


FOLDED = 3  # holders of one company from which there are two beside the largest to be drawn as one


def _fewer(model: Model, language: Language) -> Model:
    """At most MOST boxes: of the company with most holders that do nothing else, the smallest are drawn as one; more where there are none to fold."""
    while len(model.nodes) > MOST:
        small = _small_holders(model)
        if len(small) < FOLDED:
            return model
        model = _together(model, small[-min(len(small) - 1, len(model.nodes) - MOST + 1) :], language)
    return model


def _small_holders(model: Model) -> list[Link]:
    """The stakes of plain holders in the company that has most of them, the largest first."""
    special = {node.id for node in model.nodes if node.applicant or node.recognised or node.concert}
    touched: dict[str, int] = defaultdict(int)
    for link in model.links:
        touched[link.holder] += 1
        touched[link.company] += 1
    found: dict[str, list[Link]] = defaultdict(list)
    for link in model.links:
        if touched[link.holder] == 1 and link.holder not in special and link.manner == "capital" and not link.conflicting:
            found[link.company].append(link)
    most = max(found.values(), key=len, default=[])
    return sorted(most, key=lambda link: -_number(link.label))


def _number(label: str) -> Decimal:
    digits = label.rstrip("%")
    return Decimal(digits) if digits.replace(".", "").isdigit() else Decimal(100)


def _together(model: Model, links: list[Link], language: Language) -> Model:
    """The holders of these stakes as one box with the sum of what they have."""
    company, gone = links[0].company, {link.holder for link in links}
    total = sum((_number(link.label) for link in links), Decimal(0))
    box = Node(f"others:{company}", OTHERS.said(language).format(len(links)), PartyKind.UNKNOWN)
    link = Link(box.id, company, f"{total:f}%", "capital", min(one.papers for one in links))
    nodes = (*(node for node in model.nodes if node.id not in gone), box)
    return Model(nodes, (*(one for one in model.links if one.holder not in gone), link))
