"""`python -m docintel.training`: fits the page model anew and writes it with its hash and score; `make models` calls it."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from random import Random

import jieba

from docintel.domain.language import PageModel
from docintel.packs.language import PAGES
from docintel.packs.language import page_model_text
from docintel.training.books import Book
from docintel.training.books import read_books
from docintel.training.books import read_fillers
from docintel.training.books import recipe_hash
from docintel.training.drawing import PageDrawer
from docintel.training.drawing import PageText
from docintel.training.fillers import Words
from docintel.training.fitting import fitted
from docintel.training.scoring import Score
from docintel.training.scoring import scored

RECIPE = "2"  # raise it when the way of drawing or fitting changes
DRAWN, TESTED = 220, 40  # pages of each kind
OTHERS, SALAD = 8, 2  # how many times as many pages of other, and of words at random
RATES = (0.0, 0.05, 0.1, 0.15, 0.2)
COMMON = 200  # how often a word of the dictionary must be used to be drawn
TRAINING, TESTING = 20260101, 7  # seeds


def main() -> None:
    """Two models: one that never saw a third of the phrases, for the score, and the one that is shipped, which saw all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("models/language"))
    folder = parser.parse_args().folder
    started = time.monotonic()
    books, words, salad = read_books(folder), read_fillers(folder), common_words()
    recipe = recipe_hash(folder)
    seen, unseen = (
        tuple(Book(book.kind, tuple(form.part(held_back=back) for form in book.forms)) for book in books) for back in (False, True)
    )
    scores: dict[str, Mapping[str, Score]] = {}
    for name, trained_on, tested_on in (("unseen_phrases", seen, unseen), ("seen_phrases", books, books)):
        model = fitted(drawn(trained_on, words, salad), version=f"{RECIPE}.{recipe[:8]}")
        scores[name] = scored(model, PageDrawer(tested_on, words, salad, Random(TESTING)), TESTED)
    content = page_model_text(model).encode()
    (folder / Path(PAGES).name).write_bytes(content)
    (folder / "pages.score.json").write_text(score_text(model, content, recipe, scores), encoding="utf-8")
    print(f"{len(content)} bytes, {time.monotonic() - started:.0f} s")
    for name, found in scores.items():
        print(name, {condition: score.accuracy for condition, score in found.items()})


def common_words() -> tuple[str, ...]:
    """The common words of a general dictionary of Chinese (jieba's, MIT)."""
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split(" ") for line in lines)
    return tuple(word for word, count, *_ in entries if int(count) >= COMMON and len(word) > 1)


def drawn(books: Sequence[Book], words: Words, salad: Sequence[str]) -> list[PageText]:
    """The pages to learn from."""
    drawer = PageDrawer(books, words, salad, Random(TRAINING))
    return [*drawer.pages(DRAWN, rates=RATES, others=OTHERS), *drawer.words_at_random(SALAD * DRAWN)]


def score_text(model: PageModel, content: bytes, recipe: str, scores: Mapping[str, Mapping[str, Score]]) -> str:
    """What stands beside the model."""
    tree = {
        "model": model.id,
        "version": model.version,
        "sha256": sha256(content).hexdigest(),
        "bytes": len(content),
        "recipe": {"version": RECIPE, "phrases_sha256": recipe, "pages_per_kind": DRAWN, "seed": TRAINING},
        "kinds": len(model.kinds),
        "grams": len(model.grams),
        "accuracy": {name: {condition: _row(score) for condition, score in found.items()} for name, found in scores.items()},
    }
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


def _row(score: Score) -> dict[str, object]:
    return {"accuracy": score.accuracy, "pages": score.pages, "confused": dict(score.confused)}


if __name__ == "__main__":
    main()
