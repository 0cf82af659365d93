"""A page's characters in layers: the body, which is evidence, and what was stamped over it or printed behind it.

No single sign makes an overlay. Text slanted against the page's main direction is one; level text is one when enough signs come together:
it lies on other text, its colour or size is not the page's, it stands off the page's lines and columns, drawn rules cut through it, it is
repeated, it says what watermarks say. The strongest suspect is taken away first, and what it lay on is then no longer suspect for that.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Problem
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.domain.wording import Wording
from docintel.intake.pdf import signs
from docintel.intake.pdf.overlap import FIRM
from docintel.intake.pdf.overlap import Counted
from docintel.intake.pdf.overlap import copies_in
from docintel.intake.pdf.overlap import overlaps
from docintel.intake.pdf.runs import Box
from docintel.intake.pdf.runs import Drawn
from docintel.intake.pdf.runs import Flags
from docintel.intake.pdf.runs import Run
from docintel.intake.pdf.runs import Written
from docintel.intake.pdf.runs import written
from docintel.intake.pdf.seals import Ring
from docintel.intake.pdf.seals import rings

Marks = dict[int, Layer]
FAMILY = 0.5  # of the glyphs in a style, that make the others of that style suspect
SEAL_SIZE = 2.5  # times the page's text: larger red text is a watermark
OVERPRINTED = 2  # glyphs lying on each other that make old text under new
QUOTED = 40  # characters


@dataclass(frozen=True, slots=True)
class Overlay:
    """Text of one layer that was drawn in one go (a seal: all its letters): the places of its characters, what they say, and their box."""

    layer: Layer
    places: tuple[int, ...]
    text: str
    box: Box

    def line(self, box: PageBox) -> Line:
        """The overlay as a line that stands in `box` on the page."""
        return Line(self.text, box, (Word(self.text, box),), self.layer)


@dataclass(frozen=True, slots=True)
class Layered:
    """The places of a page's characters in layers; body, overlays and copies together are all of them, each once.

    `copies` repeat a glyph of the body or of an overlay where it stands (fake bold). `overprinted` are the pairs of body texts that lie on
    each other, the earlier drawn first: old text under new.
    """

    body: tuple[int, ...]
    overlays: tuple[Overlay, ...]
    copies: tuple[int, ...]
    overprinted: tuple[tuple[str, str], ...]


def layered(drawn: Drawn, rules: Iterable[Box] = ()) -> Layered:
    """A page's characters in layers; `rules` are the boxes of drawn lines and rectangles, by which stamps are told from text in cells."""
    page = written(drawn, copies_in(drawn))
    sealed = [(ring, members(page, ring)) for ring in rings(page)]
    marks: Marks = {at: Layer.SEAL for _, inside in sealed for at in inside}
    marks |= {at: overlay_layer(page, run) for at, run in enumerate(page.runs) if run.style.is_slanted and at not in marks}
    free = [at for at in range(len(page.runs)) if at not in marks]
    runs = [page.runs[at] for at in free]
    lying = overlaps(page, runs)
    stamped = stamps(page, runs, lying, rules)
    marks |= {free[at]: layer for at, layer in stamped.items()}
    return Layered(
        tuple(page.kept[body_of(page, marks)].tolist()),
        tuple(overlays_of(page, drawn, marks, [inside for _, inside in sealed])),
        tuple(page.copies.tolist()),
        tuple(overprints(page, runs, lying, stamped)),
    )


def members(page: Written, ring: Ring) -> list[int]:
    """The letters of a ring, and what stands in it in its colour unless that belongs to the page's lines, as a red negative number does."""
    if ring.color == page.color:
        return list(ring.letters)
    inside = [at for at, run in enumerate(page.runs) if at not in ring.letters and run.style.color == ring.color and ring.holds(run)]
    own = {at for at in lined(page, ring) if "章" not in page.runs[at].text} if inside else set()
    return sorted({*ring.letters, *inside} - own)


def lined(page: Written, ring: Ring) -> set[int]:
    """Positions of runs that stand in the page's lines, in a size that is used outside the ring, and lie on nothing but the ring."""
    others = [at for at, run in enumerate(page.runs) if at not in ring.letters and not run.style.is_slanted]
    runs = [page.runs[at] for at in others]
    lines, lying = signs.Lines(runs), {at for pair in overlaps(page, runs) for at in pair}
    sizes = {run.style.size for run in runs if not ring.holds(run)}
    return {at for place, at in enumerate(others) if runs[place].style.size in sizes and place not in lying and lines.hold(place)}


def overlay_layer(page: Written, run: Run) -> Layer:
    """Red text that is no larger than a stamp's and does not say what watermarks say is a seal, any other a watermark."""
    is_seal = run.style.is_red and run.style.size <= SEAL_SIZE * page.size and not signs.says_so(run.text)
    return Layer.SEAL if is_seal else Layer.WATERMARK


def stamps(page: Written, runs: Sequence[Run], lying: Counted, rules: Iterable[Box]) -> Marks:
    """The positions of level runs that are overlays: the strongest suspect first, until none is strong enough, then others of its style."""
    under = neighbours(lying)
    again = signs.repeated(runs)
    drawn = signs.Rules(rules, page.turn)
    cut = {at for at, run in enumerate(runs) if signs.is_large(page, run) and drawn.cut(page, run)}
    says = signs.saying(runs)
    suspects = [at for at in sorted(under.keys() | again | cut | says) if not signs.is_number(runs[at].text)]
    if not suspects:
        return {}
    lines = signs.Lines(runs)
    base = {
        at: signs.weight(
            page, runs[at], holds=lines.hold(at), cut=at in cut or drawn.cut(page, runs[at]), again=at in again, says=at in says
        )
        for at in suspects
    }
    for copies in same(runs, again & base.keys()):  # where one copy of a tiled watermark stands in line with the text, that is chance
        base |= dict.fromkeys(copies, max(base[at] for at in copies))
    marked = strongest_first(base, under)
    marked |= family(page, runs, marked, lines)
    return {at: overlay_layer(page, runs[at]) for at in sorted(marked)}


def same(runs: Sequence[Run], positions: Iterable[int]) -> Iterable[list[int]]:
    """Positions of runs in groups with the same style and text."""
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for at in sorted(positions):
        groups[runs[at].kind, runs[at].text.strip()].append(at)
    return groups.values()


def neighbours(lying: Counted) -> dict[int, set[int]]:
    """For every position that lies on others, those others."""
    under: dict[int, set[int]] = defaultdict(set)
    for one, other in lying:
        under[one].add(other)
        under[other].add(one)
    return under


def strongest_first(base: Mapping[int, int], under: Mapping[int, set[int]]) -> set[int]:
    """Takes the suspect with the most against it away, weighs again what lay with it, and goes on while one has enough against it."""
    marked: set[int] = set()

    def now(at: int) -> tuple[int, int]:
        lies = len(under.get(at, set()) - marked)
        return base[at] + (0 if lies == 0 else signs.LIES_ON_ONE if lies == 1 else signs.LIES_ON_MORE), lies

    queue = [(*(-value for value in now(at)), at) for at in base]
    heapq.heapify(queue)
    while queue:
        against, lies, at = heapq.heappop(queue)
        fresh = now(at)
        if (-against, -lies) != fresh:
            heapq.heappush(queue, (-fresh[0], -fresh[1], at))
        elif fresh[0] < signs.ENOUGH:
            break
        else:
            marked.add(at)
    return marked


def family(page: Written, runs: Sequence[Run], marked: set[int], lines: signs.Lines) -> set[int]:
    """Runs off the page's lines in a style, other than the main one, most of whose glyphs are marked: a watermark's other pieces."""
    drawn: Counter[int] = Counter()
    taken: Counter[int] = Counter()
    for at, run in enumerate(runs):
        drawn[run.kind] += len(run)
        taken[run.kind] += len(run) if at in marked else 0
    kinds = {kind for kind, count in taken.items() if kind != page.main and count >= FAMILY * drawn[kind]}
    return {at for at, run in enumerate(runs) if run.kind in kinds and at not in marked and not lines.hold(at)}


def body_of(page: Written, marks: Marks) -> Flags:
    """Which glyphs are not in a marked run."""
    left = np.ones(len(page.kept), dtype=bool)
    for at in marks:
        left[page.runs[at].first : page.runs[at].last] = False
    return left


def overlays_of(page: Written, drawn: Drawn, marks: Marks, seals: Sequence[Sequence[int]]) -> Iterable[Overlay]:
    """The marked runs, each an overlay; those of one ring are one."""
    together = {at: min(inside) for inside in reversed(seals) for at in inside}
    groups: dict[int, list[Run]] = defaultdict(list)
    for at in sorted(marks):
        groups[together.get(at, at)].append(page.runs[at])
    for first, runs in groups.items():
        places = np.concatenate([page.kept[run.first : run.last] for run in runs])
        (x0, y0), (x1, y1) = drawn.boxes[places, :2].min(axis=0).tolist(), drawn.boxes[places, 2:].max(axis=0).tolist()
        yield Overlay(marks[first], tuple(places.tolist()), "".join(run.text for run in runs).strip(), (x0, y0, x1, y1))


def overprints(page: Written, runs: Sequence[Run], lying: Counted, stamped: Marks) -> Iterable[tuple[str, str]]:
    """Pairs of texts that stay in the body and lie on each other."""
    left = [pair for pair in lying if not set(pair) & stamped.keys()]
    if not left:
        return
    positions = sorted({at for pair in left for at in pair})
    firm = overlaps(page, [runs[at] for at in positions], FIRM)
    for (one, other), count in firm.items():
        if count >= OVERPRINTED:
            yield runs[positions[one]].text.strip(), runs[positions[other]].text.strip()


def overprinted_problem(pairs: Sequence[tuple[str, str]], number: int) -> Problem:
    """What a reviewer is told of text printed over other text on page `number`."""
    old, new = (text[: QUOTED // 2] for text in pairs[0])
    more_zh, more_en = (f"等 {len(pairs)} 处", f" and {len(pairs) - 1} more") if len(pairs) > 1 else ("", "")
    return Problem(
        "overlapping_text",
        Wording(
            f"第{number}页文字重叠（“{old}”与“{new}”{more_zh}），可能是更正或叠印，读出的内容需核实。请对照原件查看。",
            f"Page {number} has text printed over other text (“{old}” and “{new}”{more_en}); what was read there needs checking. "
            "Compare it with the original.",
        ),
        number,
    )
