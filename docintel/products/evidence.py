"""What two products have in common, measured: each clue with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docintel.domain.products import ProductFamily
from docintel.domain.review import Aspect
from docintel.domain.wording import Wording
from docintel.products.background import Spelling
from docintel.products.background import alike
from docintel.products.background import centred
from docintel.products.codes import compared_codes
from docintel.products.names import Name
from docintel.products.placing import LEVELS
from docintel.products.placing import Placed
from docintel.products.placing import common
from docintel.products.placing import shared_place
from docintel.products.product import Product

NEAR_DUPLICATE = 0.5  # share of five-character pieces that two texts have in common
_PIECE = 5
SHORTEST_TEXT = 40
_TOLD = 0.5  # of a place in common, or of two apart, from which it is said
_LOOK_ALIKE = 0.15  # cosine of spelling from which a person sees the likeness; said, not scored


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that two products share or not: the weight it goes by, how much of it there is, and what it says where it says anything.

    `aspect` is what of the two is compared, `values` what both state alike.
    """

    weight: str
    amount: float
    reason: Wording | None = None
    aspect: Aspect = Aspect.NAME
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A product with its name read and weighed."""

    product: Product
    name: Name
    spelling: Spelling
    codes: tuple[str, str]
    """Digits of the industry code and of the catalogue code, empty where unknown."""
    placed: Placed


def clues(one: Read, other: Read) -> Iterator[Clue]:
    """Every clue of a pair, the same from either side."""
    yield from _codes(one, other)
    yield from _names(one, other)
    yield from _places(one.placed, other.placed)
    yield from _spellings(one, other)
    yield from _circumstances(one.product, other.product)


def _codes(one: Read, other: Read) -> Iterator[Clue]:
    for aspect, a, b in zip((Aspect.INDUSTRY, Aspect.CODE), one.codes, other.codes, strict=True):
        found = compared_codes(a, b)
        if found is not None:
            yield Clue(found[0], 1, found[1], aspect)


def _names(one: Read, other: Read) -> Iterator[Clue]:
    a, b = one.name, other.name
    if a.plain == b.plain:
        yield Clue("same_name", 1, Wording("产品名称相同（别名和通用词除外）", "the names are the same but for aliases and generic words"))
    if a.family is not None and b.family is not None:
        yield _families(a, b)
    if a.head == b.head:
        yield Clue("same_head", 1, Wording(f"中心词相同（{a.head}）", f"the same head noun ({a.head})"))


def _families(a: Name, b: Name) -> Clue:
    """How near the families are: one family, one class, one group of the industry classification, or none of these."""
    one, other = a.family, b.family
    if one is None or other is None:
        raise ValueError("both families must be known")
    if one.id == other.id:
        return Clue(
            "same_family",
            1,
            Wording(f"同属产品族“{one.label.zh}”（{a.term}，{b.term}）", f"both are of the family “{one.label.en}” ({a.term}, {b.term})"),
        )
    zh = f"产品族不同：{one.label.zh}（{a.term}）与{other.label.zh}（{b.term}）"
    en = f"of two families: {one.label.en} ({a.term}) and {other.label.en} ({b.term})"
    return Clue(nearness(one, other), 1, Wording(zh, en))


def nearness(one: ProductFamily, other: ProductFamily) -> str:
    """The weight by which two families count: the deepest level of the industry classification that they share."""
    if one.id == other.id:
        return "same_family"
    if one.industry == other.industry:
        return "same_class"
    return (
        "near_families"
        if one.industry[:3] == other.industry[:3]
        else "far_families"
        if one.industry[:2] != other.industry[:2]
        else "division_families"
    )


def _places(one: Placed, other: Placed) -> Iterator[Clue]:
    """What two have in common at each level of the classification, and what both are known of and do not share."""
    amounts = [common(a, b) for a, b in zip(one.roots, other.roots, strict=True)]
    said = next((level for level, amount in zip(LEVELS, amounts, strict=True) if amount >= _TOLD), None)
    for level, amount in zip(LEVELS, amounts, strict=True):
        yield Clue(f"placed_{level}", amount, _same_place(one, other, level) if level == said else None)
    apart = one.known * other.known - amounts[-1]
    yield Clue("placed_apart", apart, _two_places(one, other) if apart >= _TOLD else None)


def _same_place(one: Placed, other: Placed, level: str) -> Wording | None:
    """Why both are read as of one use, or near each other."""
    both = shared_place(one, other)
    if level == "use" and both is not None:
        a, b = both
        nouns = "、".join(dict.fromkeys((a.noun, b.noun)))
        return Wording(
            f"名称均读作{a.use.code} {a.use.name}的同类用途（近于“{nouns}”）",
            f"both names read as of one use in {a.use.code} {a.use.name} (near {nouns})",
        )
    a, b = one.places[0], other.places[0]
    zh = {"use": "同一用途", "class": "同一小类", "group": "同一中类", "division": "同一大类"}[level]
    return Wording(
        f"名称读作{zh}：{a.use.code} {a.use.name}（近于“{a.noun}”）与{b.use.code} {b.use.name}（近于“{b.noun}”）",
        f"the names read as of one {level}: {a.use.code} {a.use.name} (near {a.noun}) and {b.use.code} {b.use.name} (near {b.noun})",
    )


def _two_places(one: Placed, other: Placed) -> Wording:
    a, b = one.places[0], other.places[0]
    return Wording(
        f"名称读作不同大类：{a.use.code} {a.use.name}（近于“{a.noun}”）与{b.use.code} {b.use.name}（近于“{b.noun}”）",
        f"the names read as of two divisions: {a.use.code} {a.use.name} (near {a.noun}) and {b.use.code} {b.use.name} (near {b.noun})",
    )


def _spellings(one: Read, other: Read) -> Iterator[Clue]:
    shared, all_tokens = one.name.tokens & other.name.tokens, one.name.tokens | other.name.tokens
    if shared:
        words = "、".join(sorted(shared))
        yield Clue("tokens", len(shared) / len(all_tokens), Wording(f"共有的词：{words}", f"words in common: {words}"))
    likeness = alike(one.spelling, other.spelling)
    reason = Wording(f"产品名称相近（{likeness:.0%}）", f"the names are {likeness:.0%} alike") if likeness >= _LOOK_ALIKE else None
    yield Clue("likeness", centred(likeness, one.spelling, other.spelling), reason)


def _circumstances(one: Product, other: Product) -> Iterator[Clue]:
    if patents := sorted(one.patents & other.patents):
        said = Wording(f"列有同一专利（{'、'.join(patents)}）", f"both list the patent {', '.join(patents)}")
        yield Clue("same_patent", 1, said, Aspect.PATENTS, tuple(patents))
    if titles := sorted(one.titles & other.titles):
        said = Wording(f"专利名称相同（{'、'.join(titles)}）", f"patents of one title: {', '.join(titles)}")
        yield Clue("same_title", 1, said, Aspect.TITLES, tuple(titles))
    if (share := _text_shared(one.text, other.text)) >= NEAR_DUPLICATE:
        said = Wording(f"产品说明文字雷同（{share:.0%}）", f"{share:.0%} of the product texts is the same")
        yield Clue("same_text", 1, said, Aspect.TEXT)
    if customers := sorted(one.customers & other.customers):
        said = Wording(f"有共同客户（{'、'.join(customers)}）", f"customers in common: {', '.join(customers)}")
        yield Clue("shared_customers", 1, said, Aspect.CUSTOMERS, tuple(customers))


def _text_shared(one: str, other: str) -> float:
    """The share of five-character pieces that two texts have in common, 0 where one is too short to tell."""
    if min(len(one), len(other)) < SHORTEST_TEXT:
        return 0.0
    a, b = _pieces(one), _pieces(other)
    return len(a & b) / len(a | b)


def _pieces(text: str) -> set[str]:
    return {text[at : at + _PIECE] for at in range(len(text) - _PIECE + 1)}
