"""How well a model knows pages: drawn ones of phrases it saw and never saw, clean, noisy and cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from docintel.classify.model import LinearModel
from docintel.domain.language import PageModel
from docintel.training.drawing import HALF
from docintel.training.drawing import SCRAP
from docintel.training.drawing import UNTITLED
from docintel.training.drawing import WHOLE
from docintel.training.drawing import PageDrawer
from docintel.training.drawing import PageText
from docintel.training.drawing import Shape


@dataclass(frozen=True, slots=True)
class Condition:
    """How test pages are drawn: which part of a form, how damaged."""

    name: str
    shape: Shape
    rate: float


CONDITIONS = (
    Condition("clean", WHOLE, 0.0),
    Condition("ocr_5", WHOLE, 0.05),
    Condition("ocr_15", WHOLE, 0.15),
    Condition("untitled_ocr_5", UNTITLED, 0.05),
    Condition("half_ocr_5", HALF, 0.05),
    Condition("half_ocr_15", HALF, 0.15),
    Condition("scrap", SCRAP, 0.0),
)


@dataclass(frozen=True, slots=True)
class Score:
    """Pages right of all pages, and the commonest confusions as `kind > answer`."""

    pages: int
    right: int
    confused: tuple[tuple[str, int], ...]

    @property
    def accuracy(self) -> float:
        """The share of pages that are right."""
        return round(self.right / self.pages, 4)


def scored(model: PageModel, drawer: PageDrawer, count: int) -> Mapping[str, Score]:
    """The score under every condition, on `count` pages of each kind and six times as many of other."""
    linear = LinearModel(model)
    return {
        condition.name: _score(linear, drawer.pages(count, shapes=(condition.shape,), rates=(condition.rate,), others=6))
        for condition in CONDITIONS
    }


def _score(model: LinearModel, pages: Iterable[PageText]) -> Score:
    answers = [(page.kind, next(iter(model.likely(page.text).shares))) for page in pages]
    wrong = Counter(f"{kind} > {answer}" for kind, answer in answers if kind != answer)
    return Score(len(answers), len(answers) - wrong.total(), tuple(wrong.most_common(8)))
