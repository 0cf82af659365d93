"""The words of a pack ready to compare with: built once for all reviews of a process, as building them takes longer than judging the rest of an application."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from docintel.domain.products import ProductWords
from docintel.products.background import Background
from docintel.products.names import Vocabulary
from docintel.products.placing import Classes
from docintel.products.product import Product

FEW = 4  # packs in use at once


@lru_cache(maxsize=FEW)
def ready(words: ProductWords) -> tuple[Vocabulary, Background, Classes]:
    """The vocabulary, its background and the classes; none changes afterwards."""
    vocabulary = Vocabulary(words)
    return vocabulary, Background(vocabulary.background), Classes(words, vocabulary.canonical)


def digest_of(words: ProductWords, products: Sequence[Product]) -> str:
    """A hash over what an index reads: aliases, generic words, families, the table of classes, and the names and texts of its products, in order."""
    digest = hashlib.sha256(repr((words.aliases, words.generic_words, words.families, words.classes)).encode("utf-8", "backslashreplace"))
    for product in products:
        digest.update(repr((product.name, product.text)).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()
