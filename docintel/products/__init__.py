"""Products that may be similar: ranked candidates with reasons, never a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from docintel.domain.review import ProductCandidate
from docintel.domain.wording import Wording
from docintel.text.normal import squeezed

__all__ = ["WORTH_SHOWING", "Product", "compare_products", "similar_products"]

WORTH_SHOWING = 0.55  # from a shared group of the catalogue (six digits) upward; below it names of one trade merely sound alike
WORTH_IN_GROUP = 0.4  # the same for an enterprise of the applicant's own group, for whose products the form asks: an industry class (four digits) in common

_CODES = ((10, 0.97), (8, 0.92), (6, 0.72), (4, 0.4))  # shared leading digits of the catalogue code, and what they are worth


@dataclass(frozen=True, slots=True)
class Product:
    """A party's product by name and, where known, by its code in the statistical catalogue."""

    party: str
    name: str
    code: str | None = None
    same_group: bool = False


def similar_products(
    own: Iterable[Product], others: Iterable[Product], aliases: tuple[tuple[str, ...], ...] = (), generic: tuple[str, ...] = ()
) -> tuple[ProductCandidate, ...]:
    """Every pair worth a look, best first; `aliases` are names of one product, `generic` words say little of what a product is."""
    words = _Words(aliases, generic)
    known = list(others)
    found = [words.compared(one, other) for one in own for other in known if one.party != other.party]
    shown = [one for one in found if one.score >= (WORTH_IN_GROUP if one.same_group else WORTH_SHOWING)]
    return tuple(sorted(shown, key=lambda one: (-one.score, one.other_party, one.other_product)))


def compare_products(
    one: Product, other: Product, aliases: tuple[tuple[str, ...], ...] = (), generic: tuple[str, ...] = ()
) -> ProductCandidate:
    """One pair with its score and reasons, whether worth a look or not."""
    return _Words(aliases, generic).compared(one, other)


class _Words:
    """The vocabulary that products are compared with."""

    def __init__(self, aliases: tuple[tuple[str, ...], ...], generic: tuple[str, ...]) -> None:
        self.canonical = {squeezed(alias).lower(): squeezed(group[0]).lower() for group in aliases for alias in group}
        self.generic = sorted({squeezed(word).lower() for word in generic}, key=len, reverse=True)

    def compared(self, one: Product, other: Product) -> ProductCandidate:
        """One pair: the better of code and name carries the score, the other lifts it a little."""
        code, code_reason = self.by_code(one.code, other.code)
        name, name_reason = self.by_name(one.name, other.name)
        best, second = max(code, name), min(code, name)
        score = min(1.0, best + 0.1 * second * (1 - best))
        reasons = [
            reason for value, reason in sorted(((code, code_reason), (name, name_reason)), key=lambda pair: -pair[0]) if reason is not None
        ]
        return ProductCandidate(one.name, other.party, other.name, score, tuple(reasons), other.same_group)

    def by_code(self, one: str | None, other: str | None) -> tuple[float, Wording | None]:
        """Hierarchical distance in the catalogue; codes of other lengths compare by what they share."""
        if not one or not other:
            return 0.0, None
        for digits, worth in _CODES:
            if len(one) >= digits <= len(other) and one[:digits] == other[:digits]:
                return worth, Wording(
                    f"产品代码前{digits}位相同（{one[:digits]}）", f"the product codes share {digits} digits ({one[:digits]})"
                )
        return 0.0, Wording(f"产品代码不同（{one}，{other}）", f"the product codes differ ({one}, {other})")

    def by_name(self, one: str, other: str) -> tuple[float, Wording | None]:
        """Likeness of the names without generic words, aliases taken as one."""
        a, b = self.plain(one), self.plain(other)
        if not a or not b:
            return 0.0, None
        if a == b:
            return 0.95, Wording("产品名称相同（别名和通用词除外）", "the names are the same but for aliases and generic words")
        likeness = max(fuzz.ratio(a, b), 0.9 * fuzz.partial_ratio(a, b)) / 100
        value = round(0.85 * likeness, 4)
        return value, Wording(f"产品名称相近（{likeness:.0%}）", f"the names are {likeness:.0%} alike") if likeness >= 0.5 else None

    def plain(self, name: str) -> str:
        """A name with aliases replaced and generic words taken from its end."""
        text = squeezed(name).lower()
        for alias, canonical in self.canonical.items():
            if alias in text and canonical not in text:
                text = text.replace(alias, canonical)
        for word in self.generic:
            if text.endswith(word) and len(text) > len(word) + 1:
                text = text.removesuffix(word)
        return text
