"""Characters that look alike as printed: `python benchmarks/glyphs.py > docintel/evaluate/glyphs.txt`.

The model of recognition (`evaluate --noise`) misreads by this list and the reader knows nothing of it: it compares the directions of strokes, place by place, in
two faces that the reader's lists were not made from (those compare blurred ink, docintel/text/lookalikes.py, or were written by hand,
docintel/text/confused.py). How many pairs the lists have in common is printed on the error stream: a measurement with the reader's own lists would only tell
that it knows what it knows.
"""

from __future__ import annotations

import sys
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL import ImageDraw
from PIL import ImageFont

from docintel.text.confused import CONFUSED
from docintel.text.lookalikes import LOOKALIKES

FACES = ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")
SIMPLIFIED = 2  # the face for simplified Chinese in each collection
SIZE = 48
CELL, DIRECTIONS = 6, 6
COMMON = tuple(bytes((high, low)).decode("gb2312", errors="ignore") for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
DIGITS = tuple("0123456789")
NEIGHBOURS, LEAST = 3, 0.80  # a character is mistaken for so many others at most, each so much like it


def drawn(char: str, font: ImageFont.FreeTypeFont) -> NDArray[np.float32]:
    """The directions of a character's strokes, as a vector of length one."""
    image = Image.new("L", (SIZE, SIZE))
    ImageDraw.Draw(image).text((SIZE // 2, SIZE // 2), char, 255, font, anchor="mm")
    down, across = np.gradient(np.asarray(image, dtype=np.float32))
    strength, turned = np.hypot(down, across), np.mod(np.arctan2(down, across), np.pi) * DIRECTIONS / np.pi
    cells = [np.where(turned.astype(int) % DIRECTIONS == one, strength, 0) for one in range(DIRECTIONS)]
    side = SIZE // CELL
    strokes = np.sqrt(np.stack([one.reshape(side, CELL, side, CELL).sum(axis=(1, 3)) for one in cells]).ravel())
    return np.asarray(strokes / np.linalg.norm(strokes), dtype=np.float32)


def neighbours(chars: tuple[str, ...]) -> dict[str, str]:
    """The characters that each looks like, the likest first."""
    likeness = np.zeros((len(chars), len(chars)), dtype=np.float32)
    for face in FACES:
        font = ImageFont.truetype(face, SIZE - 4, index=SIMPLIFIED)
        pictures = np.stack([drawn(char, font) for char in chars])
        likeness += pictures @ pictures.T / len(FACES)
    np.fill_diagonal(likeness, 0)
    found = {}
    for place, char in enumerate(chars):
        best = [int(other) for other in np.argsort(-likeness[place])[:NEIGHBOURS] if likeness[place, other] >= LEAST]
        if best:
            found[char] = "".join(chars[other] for other in best)
    return found


def main() -> None:
    """A line for each character that looks like others: itself, then those."""
    known, told = {frozenset((word[0], char)) for word in LOOKALIKES.split() for char in word[1:]}, set[frozenset[str]]()
    known |= {frozenset(pair) for word in CONFUSED.split() for pair in combinations(word, 2)}
    for chars in (DIGITS, tuple(char for char in COMMON if char)):
        for char, others in neighbours(chars).items():
            print(char + others)
            told |= {frozenset((char, other)) for other in others}
    print(f"{len(told)} pairs, {len(told & known)} of them in the reader's lists", file=sys.stderr)


if __name__ == "__main__":
    main()
