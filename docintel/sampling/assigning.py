"""Experts drawn for applications at random (双随机): no conflicts, loads as even as they can be, the same result from the same lists and seed.

Applications come in a random order. Each takes the expert with the fewest applications so far who may judge it, at random among equals;
where taking someone else and moving earlier ones along leads to an expert with still fewer, that is done (augmenting paths). Then loads are
levelled until no chain of moves leads from an expert to one with two applications fewer: the sum of squared loads is the least possible
(Harvey, Ladner, Lovász and Tamir 2006, Semi-matchings for bipartite graphs, J. Algorithms 59), so loads lie within one wherever the
conflicts and limits allow it. At last random pairs of places trade their experts where both may, twenty times the number of places, so that
who judges whom does not follow from the order. The purposes of the streams are `entries`, `experts` and `trades`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from docintel.domain.experts import Entry
from docintel.domain.experts import Expert
from docintel.domain.experts import ExpertDraw
from docintel.domain.experts import ExpertPlan
from docintel.domain.experts import unique_ids
from docintel.sampling.conflicts import conflicts
from docintel.sampling.obstacles import obstacles
from docintel.sampling.rows import list_hash
from docintel.sampling.rows import prints_of
from docintel.sampling.stream import Stream
from docintel.sampling.stream import shuffled

TRADES = 20


def assign(experts: Sequence[Expert], entries: Sequence[Entry], plan: ExpertPlan) -> ExpertDraw:
    """The assignment; applications that cannot have their experts have none, and an obstacle says why. ValueError where an id stands twice."""
    unique_ids(experts, "experts")
    unique_ids(entries, "applications")
    experts, entries = sorted(experts, key=lambda one: one.id), sorted(entries, key=lambda one: one.id)
    barred = conflicts(experts, entries, plan)
    found = obstacles(experts, entries, plan, barred)
    stuck = {name for obstacle in found for name in obstacle.entries}
    order = [one.id for one in shuffled(experts, Stream(plan.seed, "experts"))]
    limits = {one.id: len(entries) if one.most is None else one.most for one in experts}
    table = _Table({one.id: [name for name in order if (name, one.id) not in barred] for one in entries}, limits)
    for entry in shuffled(entries, Stream(plan.seed, "entries")):
        if entry.id not in stuck:
            for _ in range(plan.each):
                table.seat(entry.id)
    table.level()
    table.trade(Stream(plan.seed, "trades"))
    return ExpertDraw(
        plan=plan,
        experts=list_hash(experts),
        entries=list_hash(entries),
        prints=tuple(
            [(f"expert {id_}", row) for id_, row in prints_of(experts)] + [(f"entry {id_}", row) for id_, row in prints_of(entries)]
        ),
        drawn=tuple((entry.id, tuple(table.seats[entry.id])) for entry in entries if table.seats[entry.id]),
        loads=tuple((one.id, table.loads[one.id]) for one in experts),
        obstacles=found,
    )


@dataclass(slots=True)
class _Table:
    """The places so far: `fits` are the experts who may judge each application, in random order, `limits` what each takes at most."""

    fits: dict[str, list[str]]
    limits: dict[str, int]
    seats: dict[str, list[str]] = field(default_factory=dict)
    held: dict[str, dict[str, None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.seats = {entry: [] for entry in self.fits}
        self.held = {expert: {} for expert in self.limits}

    @property
    def loads(self) -> dict[str, int]:
        """How many applications each expert has."""
        return {expert: len(entries) for expert, entries in self.held.items()}

    def seat(self, entry: str) -> None:
        """One more expert for an application: directly, or by a chain of moves that ends with whoever has the fewest."""
        free = [one for one in self.fits[entry] if one not in self.seats[entry]]
        came, best = self._reached(dict.fromkeys(free))
        if best is None:
            return
        first = self._shift(best, came)
        self.seats[entry].append(first)
        self.held[first][entry] = None

    def level(self) -> None:
        """Move places along chains while one leads to an expert with at least two fewer."""
        while any(self._relieve(expert) for expert in sorted(self.held, key=lambda one: -len(self.held[one]))):
            pass

    def _relieve(self, expert: str) -> bool:
        came, best = self._reached({expert: None})
        if best is None or len(self.held[expert]) - len(self.held[best]) < 2:
            return False
        self._shift(best, came)
        return True

    def _reached(self, starts: dict[str, None]) -> tuple[dict[str, tuple[str, str] | None], str | None]:
        """Who can be reached by moves, each with the expert and the application it was reached by, and who of them has the fewest and room."""
        came: dict[str, tuple[str, str] | None] = dict(starts)
        queue, scanned = deque(came), set[str]()
        least = min((len(held) for name, held in self.held.items() if self._has_room(name)), default=0)
        best = self._fewest(came)
        while queue and len(came) < len(self.held) and (best is None or len(self.held[best]) > least):
            expert = queue.popleft()
            fresh = {other: (expert, entry) for entry, other in self._moves(expert, scanned) if other not in came}
            came.update(fresh)
            queue.extend(fresh)
            best = self._fewest(([] if best is None else [best]) + list(fresh))
        return came, best

    def _fewest(self, experts: Iterable[str]) -> str | None:
        """Who of them has the fewest and room, the first of equals."""
        return min((one for one in experts if self._has_room(one)), key=lambda one: len(self.held[one]), default=None)

    def _has_room(self, expert: str) -> bool:
        return len(self.held[expert]) < self.limits[expert]

    def _moves(self, expert: str, scanned: set[str]) -> Iterator[tuple[str, str]]:
        """The applications of an expert and who could take them; an application is looked at once."""
        for entry in self.held[expert]:
            if entry not in scanned:
                scanned.add(entry)
                yield from ((entry, other) for other in self.fits[entry] if other not in self.seats[entry])

    def _shift(self, last: str, came: dict[str, tuple[str, str] | None]) -> str:
        """Carry out the moves that lead to `last`, and say where they begin."""
        while (step := came[last]) is not None:
            expert, entry = step
            self._swap(entry, expert, last)
            last = expert
        return last

    def _swap(self, entry: str, old: str, new: str) -> None:
        self.seats[entry][self.seats[entry].index(old)] = new
        del self.held[old][entry]
        self.held[new][entry] = None

    def trade(self, stream: Stream) -> None:
        """Random pairs of places trade their experts where both may judge the other application: loads stay as they are."""
        places = [(entry, number) for entry, seats in self.seats.items() for number in range(len(seats))]
        if len(places) < 2:
            return
        fits = {entry: set(experts) for entry, experts in self.fits.items()}
        for _ in range(TRADES * len(places)):
            (one, i), (two, j) = places[stream.below(len(places))], places[stream.below(len(places))]
            a, b = self.seats[one][i], self.seats[two][j]
            is_open = one != two and b in fits[one] and a in fits[two] and b not in self.seats[one] and a not in self.seats[two]
            if is_open:
                self.seats[one][i], self.seats[two][j] = b, a
                del self.held[a][one], self.held[b][two]
                self.held[a][two] = self.held[b][one] = None
