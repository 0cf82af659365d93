"""Makes docintel/text/lookalikes.py: which characters a reader of blurred print takes for each other, from the glyphs of a font alone.

Every character of GB 2312 is drawn and blurred; two look alike where their correlation stands out above that of either with its ten
nearest (so that dense characters, which all correlate, do not count). No list of reading errors and no corpus goes into it.
    python benchmarks/lookalikes.py > docintel/text/lookalikes.py
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL import ImageDraw
from PIL import ImageFilter
from PIL import ImageFont

NUMERALS = frozenset("一二三四五六七八九十百千万〇零")  # a name's number is never taken for a slip
COMMON = 3755  # the first level of GB 2312
BLUR, SIDE, NEAREST, STANDS_OUT = 1.2, 32, 10, 0.0
HEAD = '''"""Characters that blurred print confuses, by their glyphs; made by benchmarks/lookalikes.py, not by hand.

Every word is a character followed by those that look like it.
"""

from __future__ import annotations

LOOKALIKES = """
'''


def gb2312() -> list[str]:
    """The characters of GB 2312 in their order, common ones first."""
    codes = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return [char for char in (code.decode("gb2312", "ignore") for code in codes) if char]


def drawn(char: str, font: ImageFont.FreeTypeFont) -> NDArray[np.float32]:
    """The blurred picture of a character, centred on grey and of length one."""
    image = Image.new("L", (48, 48), 0)
    ImageDraw.Draw(image).text((4, -6), char, fill=255, font=font)
    small = image.filter(ImageFilter.GaussianBlur(BLUR)).resize((SIDE, SIDE), Image.Resampling.BILINEAR)
    pixels = np.asarray(small, dtype=np.float32).ravel()
    centred = pixels - pixels.mean()
    return np.asarray(centred / np.linalg.norm(centred), dtype=np.float32)


def standing_out(pictures: NDArray[np.float32]) -> NDArray[np.float32]:
    """Twice the correlation of each pair less what either has with its nearest on the average."""
    likeness = pictures @ pictures.T
    np.fill_diagonal(likeness, 0)
    near = np.sort(likeness, axis=1)[:, -NEAREST:].mean(axis=1)
    return np.asarray(2 * likeness - near[:, None] - near[None, :], dtype=np.float32)


def main() -> None:
    """Print the module."""
    package = find_spec("cvttf_NotoSansCJK_Regular")
    if package is None or package.origin is None:
        raise SystemExit("install the extra: pip install docintel[samples]")
    font = ImageFont.truetype(str(Path(package.origin).parent / "NotoSansCJKtc-Regular.otf"), 40)
    chars = gb2312()
    alike = standing_out(np.array([drawn(char, font) for char in chars])) > STANDS_OUT
    words = []
    for at, char in enumerate(chars[:COMMON]):
        others = [chars[other] for other in np.flatnonzero(alike[at]) if other > at and chars[other] not in NUMERALS]
        if others and char not in NUMERALS:
            words.append(char + "".join(others))
    sys.stdout.write(HEAD)
    line = ""
    for word in words:
        if len(line) + len(word) > 68:
            sys.stdout.write(line.rstrip() + "\n")
            line = ""
        line += word + " "
    sys.stdout.write(line.rstrip() + '\n"""\n')


if __name__ == "__main__":
    main()
