"""The words of a pack ready to compare with: built once for all reviews of a process, as building them takes longer than judging the rest of an application."""

from __future__ import annotations

from functools import lru_cache

from docintel.domain.products import ProductWords
from docintel.products.background import Background
from docintel.products.names import Vocabulary
from docintel.products.placing import Classes

FEW = 4  # packs in use at once


@lru_cache(maxsize=FEW)
def ready(words: ProductWords) -> tuple[Vocabulary, Background, Classes]:
    """The vocabulary, its background and the classes; none changes afterwards."""
    vocabulary = Vocabulary(words)
    return vocabulary, Background(vocabulary.background), Classes(words, vocabulary.canonical)
