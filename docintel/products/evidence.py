"""What two products have in common, measured: each clue with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docintel.domain.wording import Wording
from docintel.products.background import Spelling
from docintel.products.background import alike
from docintel.products.background import centred
from docintel.products.codes import compared_codes
from docintel.products.names import Name
from docintel.products.product import Product

_NEAR_DUPLICATE = 0.5  # share of five-character pieces that two texts have in common
_PIECE = 5
_SHORTEST_TEXT = 40
_LOOK_ALIKE = 0.15  # cosine of spelling from which a person sees the likeness; said, not scored


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that two products share or not: the weight it goes by, how much of it there is, and what it says where it says anything."""

    weight: str
    amount: float
    reason: Wording | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A product with its name read and weighed."""

    product: Product
    name: Name
    spelling: Spelling
    codes: tuple[str, str]
    """Digits of the industry code and of the catalogue code, empty where unknown."""


def clues(one: Read, other: Read) -> Iterator[Clue]:
    """Every clue of a pair, the same from either side."""
    yield from _codes(one, other)
    yield from _names(one, other)
    yield from _spellings(one, other)
    yield from _circumstances(one.product, other.product)


def _codes(one: Read, other: Read) -> Iterator[Clue]:
    for a, b in zip(one.codes, other.codes, strict=True):
        found = compared_codes(a, b)
        if found is not None:
            yield Clue(found[0], 1, found[1])


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
    weight = _nearness(one.industry, other.industry)
    zh = f"产品族不同：{one.label.zh}（{a.term}）与{other.label.zh}（{b.term}）"
    en = f"of two families: {one.label.en} ({a.term}) and {other.label.en} ({b.term})"
    return Clue(weight, 1, Wording(zh, en))


def _nearness(one: str, other: str) -> str:
    if one == other:
        return "same_class"
    return "near_families" if one[:3] == other[:3] else "far_families" if one[:2] != other[:2] else "division_families"


def _spellings(one: Read, other: Read) -> Iterator[Clue]:
    shared, all_tokens = one.name.tokens & other.name.tokens, one.name.tokens | other.name.tokens
    if shared:
        words = "、".join(sorted(shared))
        yield Clue("tokens", len(shared) / len(all_tokens), Wording(f"共有的词：{words}", f"words in common: {words}"))
    likeness = alike(one.spelling, other.spelling)
    reason = Wording(f"产品名称相近（{likeness:.0%}）", f"the names are {likeness:.0%} alike") if likeness >= _LOOK_ALIKE else None
    yield Clue("likeness", centred(likeness, one.spelling, other.spelling), reason)


def _circumstances(one: Product, other: Product) -> Iterator[Clue]:
    patents = sorted(one.patents & other.patents)
    if patents:
        yield Clue("same_patent", 1, Wording(f"列有同一专利（{'、'.join(patents)}）", f"both list the patent {', '.join(patents)}"))
    if (share := _text_shared(one.text, other.text)) >= _NEAR_DUPLICATE:
        yield Clue("same_text", 1, Wording(f"产品说明文字雷同（{share:.0%}）", f"{share:.0%} of the product texts is the same"))
    customers = sorted(one.customers & other.customers)
    if customers:
        yield Clue("shared_customers", 1, Wording(f"有共同客户（{'、'.join(customers)}）", f"customers in common: {', '.join(customers)}"))


def _text_shared(one: str, other: str) -> float:
    """The share of five-character pieces that two texts have in common, 0 where one is too short to tell."""
    if min(len(one), len(other)) < _SHORTEST_TEXT:
        return 0.0
    a, b = _pieces(one), _pieces(other)
    return len(a & b) / len(a | b)


def _pieces(text: str) -> set[str]:
    return {text[at : at + _PIECE] for at in range(len(text) - _PIECE + 1)}
