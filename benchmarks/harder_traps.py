"""Traps beyond the first eleven kinds: stamps that look like text, and text that looks like a stamp."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from types import MappingProxyType

from trap_pages import BLACK
from trap_pages import DARK
from trap_pages import HEIGHT
from trap_pages import KNOWN
from trap_pages import OTHERS
from trap_pages import RED
from trap_pages import WHITE
from trap_pages import WIDTH
from trap_pages import Fill
from trap_pages import Grid
from trap_pages import Text
from trap_pages import Thing
from trap_pages import Trap
from trap_pages import base
from trap_pages import full
from trap_pages import mark_at
from trap_pages import pale
from trap_pages import ring


def dark_slanted(chance: Random) -> Trap:
    """A watermark as dark as the text, across it."""
    trap, where = base("dark, slanted", chance)
    text = mark_at(chance, where, chance.choice(KNOWN + OTHERS), chance.uniform(14, 40), DARK, chance.uniform(20, 60))
    return trap.stamped(chance, text)


def dark_level(chance: Random) -> Trap:
    """A large watermark as dark as the text, along it, saying something no list knows."""
    trap, where = base("dark, level, large", chance)
    return trap.stamped(chance, mark_at(chance, where, chance.choice(OTHERS), chance.uniform(20, 40), BLACK, 0))


def same_size(chance: Random) -> Trap:
    """A known watermark in the text's own size and colour, over numbers."""
    trap, where = base("text's own size, known", chance)
    return trap.stamped(chance, over_a_number(chance, where, chance.choice(KNOWN), BLACK))


def same_size_unknown(chance: Random) -> Trap:
    """As before, red or blue, with words that no list knows."""
    trap, where = base("text's own size, unknown", chance)
    return trap.stamped(chance, over_a_number(chance, where, chance.choice(OTHERS), chance.choice((RED, (0.1, 0.2, 0.7)))))


def over_a_number(chance: Random, where: Grid, text: str, color: tuple[float, float, float]) -> Text:
    """A string that begins on a number and goes on over what follows, between two lines of the table."""
    row = chance.randint(1, 4)
    x = where.xs[2] - chance.uniform(30, 60)
    return Text(x, where.level(row) + chance.choice((-1, 1)) * chance.uniform(2, 4), text, where.size, color)


def tiles(chance: Random) -> Trap:
    """A small pale text all over the page."""
    trap, where = base("tiles", chance)
    said, color, angle = chance.choice(KNOWN + OTHERS), pale(chance), chance.choice((0.0, 0.0, 25.0, -30.0))
    across, down = chance.uniform(110, 160), chance.uniform(55, 90)
    spots = ((x * across + 20, y * down + 40) for x in range(int(WIDTH / across)) for y in range(int(HEIGHT / down)))
    return trap.stamped(chance, *(Text(x, y, said, where.size + 1, color, angle) for x, y in spots))


def dated_seal(chance: Random) -> Trap:
    """A seal with a date in its middle, over numbers."""
    trap, where = base("seal with date", chance)
    x, y = chance.uniform(where.xs[1] + 30, where.xs[-1] - 30), where.level(chance.randint(1, 4)) - 3
    letters = ring("信诚会计师事务所有限公司", (x, y), 48, 10)
    return trap.stamped(chance, *letters, Text(x - 27, y + 3, "2025年3月18日", 8, RED))


def red_numbers(chance: Random) -> Trap:
    """Negative numbers are red and belong to their cells."""
    trap, _ = base("red negatives", chance)
    return replace(trap, things=tuple(map(reddened, trap.things)))


def red_under_seal(chance: Random) -> Trap:
    """Red negative numbers, and a seal in the same red over the table."""
    trap = red_numbers(chance)
    _, where = base("", Random(0))
    numbers = [thing for thing in trap.things if isinstance(thing, Text) and thing.right and thing.text[0].isdigit()]
    where = replace(
        where, xs=(0, min(one.x for one in numbers) - 40, max(one.x for one in numbers)), ys=tuple(sorted(one.y for one in numbers))
    )
    x, y = chance.uniform(where.xs[1], where.xs[-1]), chance.uniform(where.ys[0], where.ys[-1])
    return replace(trap, kind="red negatives and seal").stamped(chance, *ring("远大精密机械有限公司", (x, y), 46, 11))


def reddened(thing: Thing) -> Thing:
    """A negative number in red, anything else as it is."""
    return replace(thing, color=RED) if isinstance(thing, Text) and thing.text[0] in "-(" else thing


def grey_table(chance: Random) -> Trap:
    """The whole table is printed in light grey, under a black title."""
    return base("grey table", chance, color=(0.62, 0.62, 0.62))[0]


def white_head(chance: Random) -> Trap:
    """White words on a dark band, in the head and in one row."""
    trap, where = base("white on dark", chance)
    row = chance.randint(1, 4)
    bands = [Fill(where.xs[0], where.ys[at], where.xs[-1], where.ys[at + 1], (0.12, 0.22, 0.42)) for at in (0, row)]
    levels = (where.level(0), where.level(row))
    things = tuple(replace(thing, color=WHITE) if isinstance(thing, Text) and thing.y in levels else thing for thing in trap.things)
    return replace(trap, things=(*bands, *things))


def red_date(chance: Random) -> Trap:
    """A red date and a red remark in cells of their own."""
    trap, where = base("red date in a cell", chance)
    said = ("2025年3月18日", "已审核")
    lower = [Text(where.spot(4, at)[0], where.ys[-1] + 16, text, where.size, RED, right=at > 0) for at, text in enumerate(said)]
    longer = replace(where, ys=(where.ys[-1], where.ys[-1] + 24))
    kept = tuple(thing for thing in trap.things if not (isinstance(thing, Text) and thing.text.startswith("法定")))
    added = (*said, *[""] * (len(where.xs) - 3))
    return replace(trap, things=(*kept, *full(longer), *lower), rows=(*trap.rows[1:], added))


def wide_apart(chance: Random) -> Trap:
    """A known watermark drawn letter by letter, far apart, over the table."""
    trap, where = base("letters apart", chance)
    said, size, color = chance.choice(KNOWN), chance.uniform(16, 30), pale(chance)
    y = where.middle[1] + chance.uniform(-20, 20)
    return trap.stamped(chance, *(Text(where.xs[0] + 10 + at * size * 2.2, y, letter, size, color) for at, letter in enumerate(said)))


HARDER: Mapping[str, Callable[[Random], Trap]] = MappingProxyType(
    {
        "dark, slanted": dark_slanted,
        "dark, level, large": dark_level,
        "text's own size, known": same_size,
        "text's own size, unknown": same_size_unknown,
        "tiles": tiles,
        "letters apart": wide_apart,
        "seal with date": dated_seal,
        "red negatives": red_numbers,
        "red negatives and seal": red_under_seal,
        "red date in a cell": red_date,
        "grey table": grey_table,
        "white on dark": white_head,
    }
)
