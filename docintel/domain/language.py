"""What was learned of language and travels with the packs: the model of page texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageModel:
    """A linear model that tells kinds of documents from the grams of a page's text.

    `weights` holds a row of signed bytes per gram, a byte per kind; a kind's score is its bias plus its scale times the weighted sum over
    the page's grams. The class `other` takes everything that is no kind of evidence.
    """

    id: str
    version: str
    kinds: tuple[str, ...]
    grams: tuple[str, ...]
    weights: bytes
    scales: tuple[float, ...]
    biases: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.weights) != len(self.kinds) * len(self.grams):
            raise ValueError(f"{len(self.weights)} weights for {len(self.grams)} grams and {len(self.kinds)} kinds")
        if not len(self.kinds) == len(self.scales) == len(self.biases):
            raise ValueError("a scale and a bias are asked of every kind")
