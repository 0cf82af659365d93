"""Part ten of the form (推荐单位填写) and the publicity list (公示名单) as papers: filled from people's decisions, blank where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date

from docintel.domain.wording import Language
from docintel.report import words as screen
from docintel.report.handin_words import TEXT
from docintel.report.handins import DecidedFace
from docintel.report.handins import Handed
from docintel.report.handins import HandinFace
from docintel.report.handins import IndicatorFace
from docintel.report.paper import Block
from docintel.report.paper import Cell
from docintel.report.paper import Paper
from docintel.report.paper import Para
from docintel.report.paper import Row
from docintel.report.paper import Span
from docintel.report.paper import Style
from docintel.report.paper import Table
from docintel.report.paper import Tone
from docintel.report.paper import cell
from docintel.report.paper import fields
from docintel.report.paper import head
from docintel.report.paper import row
from docintel.report.paper import words
from docintel.report.plain import time_told

TICKED, OPEN = "☑", "☐"


def part_ten(handin: HandinFace, language: Language) -> Paper:
    """The part that the recommending authority fills in, of one enterprise."""
    writer = _Writer(language)
    return Paper(writer.text("part_ten"), handin.name, f"{writer.text('part_ten')} · {handin.name}", language, tuple(writer.part(handin)))


class _Writer(Handed):
    """Says what a hand-in holds."""

    def text(self, name: str, *parts: object) -> str:
        return TEXT[name].said(self.language).format(*parts)

    def part(self, handin: HandinFace) -> Iterator[Block]:
        pairs = ((self.said(screen.PAGE["uscc"]), handin.uscc or "—"), (self.text("product"), handin.product))
        yield fields(pairs, (34, 54, 28, 60))
        yield words(self.text("blank"), tone=Tone.QUIET, style=Style.SMALL)
        rows = [head(*(self.text(name) for name in ("indicator", "declared", "evidenced", "decided")))]
        yield Table((54, 17, 53, 52), (*rows, *map(self.indicator, handin.indicators)))
        yield words(self.text("exclusions"), bold=True)
        told = [f"· {self.said(one)}" for one in handin.exclusions] or [self.text("none_found")]
        yield from (words(line, style=Style.ITEM) for line in told)
        yield self.opinion(handin)

    def indicator(self, one: IndicatorFace) -> Row:
        label = Para((Span(self.said(one.label)), Span(f"　{one.clause}", tone=Tone.QUIET)), Style.SMALL)
        declared = words(self.said(screen.STATUS[one.declared]), style=Style.SMALL)
        calculation = "" if one.calculation_evidenced is None else f"　{self.said(one.calculation_evidenced)}"
        evidenced = Para((Span(self.said(screen.STATUS[one.evidenced]), bold=True), Span(calculation)), Style.SMALL)
        return row(label, declared, evidenced, cell(*self.decided(one.decided)))

    def decided(self, made: DecidedFace | None) -> Iterator[Para]:
        kind = made.kind if made is not None and made.counts else ""
        yield words(self.text("boxes", _box(kind == "met"), _box(kind == "unmet")), bold=True)
        if made is not None and made.counts:
            if kind not in {"met", "unmet"}:
                yield words(self.said(screen.STATUS.get(kind, screen.PAGE["none"])))
            yield words(
                "　".join(part for part in (made.reason, made.person, time_told(made.at)) if part), tone=Tone.QUIET, style=Style.SMALL
            )
        elif made is not None:
            yield words(self.waiting(made), tone=Tone.WARN, style=Style.SMALL)

    def opinion(self, handin: HandinFace) -> Table:
        made = handin.decision if handin.decision is not None and handin.decision.counts else None
        ticks = self.text("recommend_boxes", _box(handin.recommended is True), _box(handin.recommended is False))
        reason = [made.reason if made is not None else "", self.waiting(handin.decision), ""]
        by, second = ("", "") if made is None else (f"{made.person}　{time_told(made.at)}", made.second_person or "")
        return Table(
            (34, 54, 28, 60),
            (
                Row((self.name("recommend"), cell(words(ticks, bold=True), across=3)), leads=True),
                Row((self.name("reason"), cell(*(line for line in reason if line or line is reason[-1]), across=3)), leads=True),
                Row((self.name("by"), cell(by, ""), self.name("second"), cell(second, "")), leads=True),
                Row((self.name("seal"), cell("", "", ""), self.name("date"), cell("", self.text("year_date")))),
            ),
        )

    def name(self, name: str) -> Cell:
        return cell(words(self.text(name), tone=Tone.QUIET), shaded=True)

    def publicity(self, handins: Sequence[HandinFace], period: tuple[date, date] | None) -> Iterator[Block]:
        days = self.text("to_fill") if period is None else self.text("period", *(day.isoformat() for day in period))
        yield words(self.text("publicity_lead", len(handins), days), style=Style.LETTER)
        if not handins:
            yield words(self.text("none"))
        else:
            rows = [head(*(self.text(name) for name in ("number", "name", "place", "product")))]
            listed = (row(str(number), one.name, one.place, one.product) for number, one in enumerate(handins, 1))
            yield Table((14, 74, 40, 48), (*rows, *listed))
        yield words(self.text("publicity_object", self.text("to_fill")), style=Style.LETTER)
        yield words(self.text("authority"), style=Style.RIGHT)
        yield words(self.text("year_date"), style=Style.RIGHT)


def publicity_list(handins: Iterable[HandinFace], period: tuple[date, date] | None, language: Language) -> Paper:
    """Those whom people recommended, in the order given, with nothing of the persons in them."""
    writer = _Writer(language)
    chosen = [one for one in handins if one.recommended is True]
    return Paper(writer.text("publicity"), "", writer.text("publicity"), language, tuple(writer.publicity(chosen, period)))


def _box(ticked: bool) -> str:  # noqa: FBT001 - a box is ticked or not
    return TICKED if ticked else OPEN
