"""Boxes to tick on a picture of the form: where each option's box stands. Readers of pictures drop or mistake the boxes; the pixels tell."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from docintel.domain.document import Word
from docintel.domain.programme import FormField
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.text.normal import squeezed

LETTER = 0.66  # of the height of a line as seen is the size of its letters
BOX_ROOM = 1.45  # letters left of an option in which its box stands


def tick_places(field: FormField, words: Sequence[Word]) -> tuple[tuple[str, PageBox], ...]:
    """The options that are printed, in reading order, each with the room of its box; empty where the words were not seen in a picture."""
    if not field.options or not words or words[0].method is Method.TEXT:
        return ()
    places: dict[str, PageBox] = {}
    for option, place in (one for line in _lines(words) for one in _in_line(field, line)):
        places.setdefault(option, place)  # what is told behind an option may hold its words again
    return tuple(places.items())


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.box.top + word.box.bottom, word.box.x0)):
        middle = (word.box.top + word.box.bottom) / 2
        if rows and rows[-1][0].box.top <= middle <= rows[-1][0].box.bottom:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.box.x0) for row in rows]


def _in_line(field: FormField, line: Sequence[Word]) -> Iterator[tuple[str, PageBox]]:
    """Options by their words, the longest first where several begin at one place."""
    text = "".join(squeezed(word.text) for word in line)
    boxes = [(word.box, at, len(squeezed(word.text))) for word in line for at in range(len(squeezed(word.text)))]
    printed = sorted(((squeezed(said), name) for name, said in field.prints), key=lambda one: -len(one[0]))
    place = 0
    while place < len(text):
        found = next(((said, name) for said, name in printed if text.startswith(said, place)), None)
        if found is None:
            place += 1
            continue
        yield found[1], _room(boxes[place : place + len(found[0])], found[0])
        place += len(found[0])


def _room(chars: Sequence[tuple[PageBox, int, int]], said: str) -> PageBox:
    """Left of an option, measured back from its end: its word's box may hold the tick box, or may not."""
    last, at, count = chars[-1]
    size = LETTER * (last.bottom - last.top)
    end = last.x0 + (last.x1 - last.x0) * (at + 1) / count
    start = end - size * sum(0.55 if char.isascii() else 1.0 for char in said)
    right = max(start, 2.0)
    return PageBox(last.page, max(0.0, right - BOX_ROOM * size), last.top, right + 0.25 * size, last.bottom)
