"""The index of a register's products, read anew or taken from what an earlier process kept of the same words and products."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from docintel.domain.products import ProductWords
from docintel.intake.kept_arrays import KeptArrays
from docintel.products import Comparison
from docintel.products import Product
from docintel.products import ProductIndex
from docintel.products import digest_of

WORTH_KEEPING = 2000  # products; fewer are read in a second


def kept_index(words: ProductWords, products: Sequence[Product], kept: KeptArrays | None, *, least: int = WORTH_KEEPING) -> ProductIndex:
    """The index, kept where it is of `least` products or more; what was kept and does not fit is read anew and kept again."""
    comparison = Comparison(words)
    if kept is None or len(products) < least:
        return ProductIndex(comparison, products)
    digest = digest_of(words, products)
    arrays = kept.read(digest)
    if arrays is not None:
        with suppress(ValueError, KeyError):
            return ProductIndex(comparison, products, arrays)
    index = ProductIndex(comparison, products)
    kept.keep(digest, index.arrays)
    return index
