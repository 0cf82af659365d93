"""What `docintel ownership --write` writes: the stakes in another format, or their picture."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

from docintel.cli.console import say
from docintel.cli.console import write_text
from docintel.domain.errors import UsageError
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import OwnershipTable
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.exchange.bods import statements_of
from docintel.exchange.bods import written_statements
from docintel.exchange.csv_table import written_csv
from docintel.exchange.ftm import written_ftm
from docintel.ownership.edges import Table
from docintel.ownership.edges import edges_of
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.networks import written_graphml
from docintel.report.penetration import ownership_png
from docintel.report.penetration import ownership_svg

WRITERS: dict[str, Callable[[OwnershipTable, date], str]] = {
    ".json": lambda table, day: written_statements(statements_of(table, day)),
    ".ftm": lambda table, _: written_ftm(table),
    ".graphml": lambda table, _: written_graphml(table),
    ".csv": lambda table, _: written_csv(table),
}
PICTURES = (".svg", ".png")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a picture is drawn of: the day, the enterprise in its middle, who is recognised, and the language."""

    day: date | None
    of: str | None
    recognised: frozenset[str]
    language: Language


def write_files(table: OwnershipTable, paths: list[Path], drawn: Drawn) -> None:
    """Every file in the format of its ending."""
    for path in paths:
        ending = path.suffix.lower()
        if ending in PICTURES:
            _draw(table, path, drawn)
        elif ending in WRITERS:
            write_text(path, WRITERS[ending](table, drawn.day or datetime.now(UTC).date()))
            for one in _lost(table, path.name, ending):
                say(one, drawn.language)
        else:
            raise UsageError(f"--write {path}: 扩展名应为 / the ending should be one of {' '.join((*WRITERS, *PICTURES))}")


def _lost(table: OwnershipTable, name: str, ending: str) -> Iterator[Wording]:
    """What a format has no place for."""
    apart = sum(one.votes is not None for one in table.holdings) if ending == ".ftm" else 0
    bounds = sum(one.between is not None for one in table.holdings) if ending == ".ftm" else 0
    counts = (
        (len(table.agreements), "协议（一致行动、委托表决、协议控制）", "agreements (in concert, proxies, contracts)"),
        (apart, "单列的表决权比例", "votes apart from capital"),
        (bounds, "只有上下限的持股比例", "shares of which only bounds are known"),
    )
    for count, zh, en in counts:
        if count:
            yield Wording(
                f"{name}：{count}项{zh}在该格式中无处记载，未写出。",
                f"{name}: {count} {en} have no place in this format and were not written.",
            )


def _draw(table: OwnershipTable, path: Path, drawn: Drawn) -> None:
    pictured = pictured_of(table, drawn)
    if path.suffix.lower() == ".svg":
        text = ownership_svg(pictured, drawn.language, set(drawn.recognised))
        _needs(text, path)
        write_text(path, text)
        return
    pixels = ownership_png(pictured, drawn.language, set(drawn.recognised))
    _needs(pixels, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pixels)


def _needs(written: str | bytes, path: Path) -> None:
    if not written:
        raise UsageError(
            f"--write {path}: 没有持股，或企业过多，可用 --of 企业 只画其上下 / no stakes, or too many parties: --of NAME draws what touches one"
        )


def pictured_of(table: OwnershipTable, drawn: Drawn) -> Ownership:
    """The stakes as a picture takes them: what holds on the day, what has ended, and only what touches the enterprise in the middle."""
    graph = OwnershipGraph(table.parties, table.holdings, table.agreements, drawn.day)
    ended = tuple(one for one in table.holdings if drawn.day is not None and one.end is not None and one.end <= drawn.day)
    edges = edges_of(Table((), ended), (stake for book in graph.books.values() for stake in book.stakes), graph.holdings)
    whole = Ownership(table.parties, edges=edges, agreements=graph.agreements)
    if drawn.of is None:
        return whole
    middle = party_of(table, drawn.of)
    near = set(graph.to_networkx(middle))
    return replace(whole, applicant=middle, edges=tuple(edge for edge in edges if {edge.holder, edge.company} <= near))


def party_of(table: OwnershipTable, told: str) -> str:
    """The id of the party that is told by id or name."""
    found = next((party.id for party in table.parties if told in (party.id, party.name)), None)
    if found is None:
        raise UsageError(f"--of {told}: 没有这个企业 / there is no such party")
    return found
