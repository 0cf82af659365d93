"""The tables of an opinion: criteria, ownership, papers to ask for, the matrix, coverage, documents."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from docintel.domain.deciding import Decided
from docintel.domain.objecting import ObjectionText
from docintel.domain.verdict import Judgement
from docintel.domain.verdict import Status
from docintel.domain.verdict import Verdict
from docintel.report import words as screen
from docintel.report.grid import FORM_KIND
from docintel.report.grid import Line
from docintel.report.grid import Spot
from docintel.report.html import Writer
from docintel.report.opinion_words import DECISION
from docintel.report.opinion_words import STANDING
from docintel.report.opinion_words import TEXT
from docintel.report.paper import Block
from docintel.report.paper import Para
from docintel.report.paper import Row
from docintel.report.paper import Span
from docintel.report.paper import Style
from docintel.report.paper import Table
from docintel.report.paper import Tone
from docintel.report.paper import cell
from docintel.report.paper import head
from docintel.report.paper import row
from docintel.report.paper import words
from docintel.report.penetration import penetration
from docintel.report.plain import time_told

STATUS_TONES = {Status.MET: Tone.GOOD, Status.UNMET: Tone.BAD, Status.UNKNOWN: Tone.WARN, Status.MANUAL_REVIEW: Tone.MARK}
WIDEST = 1250  # points: a wider ownership picture would be too small to read on A4; its stakes are listed instead


def _text(writer: Writer, name: str) -> str:
    return writer.said(TEXT[name])


def verdict_blocks(writer: Writer, decided: Mapping[str, Decided | None]) -> Iterator[Block]:
    """Every condition on declared, on evidenced values, and as a person decided, with clause and calculation."""
    rows = [head(*(_text(writer, name) for name in ("criterion", "declared", "evidenced", "decided")))]
    for aspect in writer.aspects():
        rows.append(Row((cell(words(aspect.label, bold=True), across=4, shaded=True),), leads=True))
        rows += [_verdict(writer, verdict, decided.get(verdict.criterion)) for verdict in aspect.verdicts]
    yield Table((46, 48, 48, 34), tuple(rows))
    if any(not verdict.verified for verdict in writer.review.verdicts):
        yield words(_text(writer, "provisional"), tone=Tone.QUIET, style=Style.SMALL)


def _verdict(writer: Writer, verdict: Verdict, made: Decided | None) -> Row:
    label = writer.said(verdict.label) + ("" if verdict.verified else " *")
    declared, evidenced = _judged(writer, verdict.declared), _judged(writer, verdict.evidenced)
    same = evidenced[1:] == declared[1:] and len(declared) > 1
    return Row(
        (
            cell(words(label), words(verdict.clause, tone=Tone.QUIET, style=Style.SMALL)),
            cell(*declared),
            cell(evidenced[0], words(_text(writer, "same"), tone=Tone.QUIET, style=Style.SMALL)) if same else cell(*evidenced),
            cell(*_decided(writer, made)),
        )
    )


def _judged(writer: Writer, judgement: Judgement) -> list[Para]:
    status = writer.said(screen.STATUS[judgement.status.value])
    told = [words(status, bold=True, tone=STATUS_TONES.get(judgement.status, Tone.QUIET))]
    if judgement.trace is not None and judgement.status is not Status.NOT_APPLICABLE:
        told.append(words(writer.calculation(judgement.trace), style=Style.SMALL))
    if judgement.margin is not None:
        told.append(words(f"{_text(writer, 'margin')} {writer.margin(judgement)}", tone=Tone.QUIET, style=Style.SMALL))
    if judgement.reason is not None:
        told.append(words(writer.said(judgement.reason), tone=Tone.QUIET, style=Style.SMALL))
    return told


def _decided(writer: Writer, made: Decided | None) -> Iterator[Para]:
    """Blank where nobody has decided."""
    if made is None:
        yield words("")
        return
    decision = made.decision
    yield words(writer.said(DECISION[decision.kind.value]), bold=True)
    if decision.reason:
        yield words(decision.reason, style=Style.SMALL)
    yield words(_text(writer, "by").format(decision.person, time_told(decision.at)), tone=Tone.QUIET, style=Style.SMALL)
    if not made.counts:
        yield words(writer.said(STANDING[made.standing.value]), tone=Tone.WARN, style=Style.SMALL)


def ownership_blocks(writer: Writer) -> Iterator[Block]:
    """Relations found, the picture, candidates for similar products, and what could not be seen."""
    ownership = writer.review.ownership
    if not ownership.relations:
        yield words(_text(writer, "no_relations"))
    for relation in ownership.relations:
        share = relation.integrated_share
        told = "" if share is None else f"（{_text(writer, 'integrated')} {writer.share(share)}）"
        yield words(f"· {writer.said(relation.wording)}{told}", style=Style.ITEM)
    drawing = penetration(writer.review, writer.language)
    if drawing is not None and drawing.width <= WIDEST:
        yield drawing
        yield words(_text(writer, "chart"), tone=Tone.QUIET, style=Style.SMALL)
    elif ownership.holdings:
        yield _stakes(writer)
    if writer.review.products:
        yield words(_text(writer, "products"), bold=True)
        yield _products(writer)
    yield from (words(f"· {writer.said(line)}", tone=Tone.QUIET, style=Style.ITEM) for line in ownership.coverage)


def _stakes(writer: Writer) -> Table:
    names = {party.id: party.name for party in writer.review.ownership.parties}
    rows = [
        row(names.get(one.holder, one.holder), names.get(one.company, one.company), "?" if one.share is None else writer.share(one.share))
        for one in writer.review.ownership.holdings
    ]
    return Table((76, 76, 24), tuple(rows))


def _products(writer: Writer) -> Table:
    rows = [
        row(
            one.product,
            f"{one.other_party}：{one.other_product}",
            cell(*(words(writer.said(why), style=Style.SMALL) for why in one.reasons)),
        )
        for one in writer.review.products
    ]
    return Table((46, 60, 70), tuple(rows))


def request_blocks(writer: Writer) -> Iterator[Block]:
    """The papers to ask for, and what each settles."""
    if not writer.review.requests:
        yield words(_text(writer, "no_requests"))
        return
    ranks = {card.key: card.rank for card in writer.review.cards}
    rows = [head(*(_text(writer, name) for name in ("paper", "settles", "innocent")))]
    for number, request in enumerate(writer.review.requests, 1):
        settled = [words(f"{ranks.get(one.card, '')}　{writer.said(one.title)}", style=Style.SMALL) for one in request.settles]
        innocent = [words(f"{ranks.get(one.card, '')}　{writer.said(one.innocent)}", style=Style.SMALL) for one in request.settles]
        rows.append(row(f"{number}. {writer.said(request.label)}", cell(*settled), cell(*innocent)))
    yield Table((54, 61, 61), tuple(rows))


def matrix_blocks(writer: Writer) -> Iterator[Block]:
    """Every declared value that has or wants proof: its printed copy, and what each kind of document says to it, with the place."""
    rows = [head(*(_text(writer, name) for name in ("field", "stated", "copy", "proof")))]
    for part in writer.grid().parts:
        rows.append(Row((cell(words(part.title, bold=True), across=4, shaded=True),), leads=True))
        lines = [line for field in part.fields for line in field.lines]
        rows += [_line(writer, line) for line in lines if _is_asked(line)]
        rows += _folded(writer, [line for line in lines if not _is_asked(line)])
    yield words(_text(writer, "legend"), tone=Tone.QUIET, style=Style.SMALL)
    yield Table((46, 42, 10, 78), tuple(rows))


def _is_asked(line: Line) -> bool:
    """Whether a document says or should say something to it, or its printed copy says otherwise."""
    return any(spot.outcome != "not_required" and (spot.kind != FORM_KIND or spot.outcome != "agree") for spot in line.spots)


def _folded(writer: Writer, lines: Sequence[Line]) -> Iterator[Row]:
    """What has nothing to show, by name in one row: the same on paper, or not to be compared at all."""
    copied = [line for line in lines if any(spot.outcome == "agree" for spot in line.spots)]
    for name, found in (("copy_only", copied), ("no_proof", [line for line in lines if line not in copied])):
        if found:
            named = "、".join(dict.fromkeys(writer.said(line.first.label) for line in found))
            yield Row((cell(words(_text(writer, name).format(len(found)) + named, tone=Tone.QUIET, style=Style.SMALL), across=4),))


def _line(writer: Writer, line: Line) -> Row:
    first = line.first
    label = writer.said(first.label) + (f" {first.year}" if first.year else "")
    if first.item:
        label += f"（{writer.row_name(first.item)}）"
    declared = next((spot.cell.declared for spot in line.spots if spot.cell is not None and spot.cell.declared is not None), None)
    copy = next((spot for spot in line.spots if spot.kind == FORM_KIND), None)
    proofs = [_proof(writer, spot) for spot in line.spots if spot.kind != FORM_KIND and spot.outcome != "not_required"]
    if copy is not None and copy.outcome == "disagree":
        proofs.insert(0, _proof(writer, copy))
    symbol = Para((Span("" if copy is None else copy.symbol, tone=_tone(copy)),), Style.CENTRE)
    told = words(label, style=Style.SMALL), words(writer.short(declared), style=Style.SMALL), cell(symbol)
    return row(*told, cell(*(proofs or [words("–", tone=Tone.QUIET, style=Style.SMALL)])))


def _proof(writer: Writer, spot: Spot) -> Para:
    """`✓ 利润表 · 审计报告2022.pdf · 第6页`; what disagrees says its value."""
    kind = _text(writer, "copy") if spot.kind == FORM_KIND else writer.kind(spot.kind)
    fact = None if spot.cell is None else spot.cell.evidenced
    outcome = "" if spot.outcome == "agree" else f" {writer.said(screen.MATRIX[spot.outcome])}"
    value = "" if fact is None or spot.outcome == "agree" else f" {writer.short(fact)}"
    where = "" if fact is None else f"　{writer.at(fact)}"
    tone = _tone(spot)
    return Para(
        (
            Span(f"{spot.symbol} ", tone=tone),
            Span(f"{kind}{outcome}{value}", tone=tone if outcome else Tone.PLAIN),
            Span(where, tone=Tone.QUIET),
        ),
        Style.SMALL,
    )


def _tone(spot: Spot | None) -> Tone:
    tones = {"agree": Tone.GOOD, "disagree": Tone.BAD, "not_found": Tone.WARN, "unreadable": Tone.WARN}
    return Tone.QUIET if spot is None else tones.get(spot.outcome, Tone.QUIET)


def coverage_blocks(writer: Writer) -> Iterator[Block]:
    """What was looked at, with what, and what was not."""
    for line in writer.review.coverage:
        yield words(f"· {writer.said(line)}", style=Style.ITEM)
    if not writer.review.registers:
        yield words(f"· {_text(writer, 'no_registers')}", style=Style.ITEM)
    for one in writer.review.registers:
        day = _text(writer, "undated") if one.as_of is None else one.as_of.isoformat()
        yield words(f"· {_text(writer, 'registers').format(one.name, one.entries, day)}", style=Style.ITEM)
    yield from (words(f"· {writer.said(problem.message)}", style=Style.ITEM) for problem in writer.review.problems)


def document_table(writer: Writer) -> Table:
    """Every file with its pages, how far it could be read, and what is in it."""
    rows = [head(*(_text(writer, name) for name in ("file", "pages", "state", "content", "problems")))]
    for document in writer.review.documents:
        content = "、".join(dict.fromkeys(writer.kind(section.kind) for section in document.sections))
        problems = [words(writer.said(problem.message), style=Style.SMALL) for problem in document.problems]
        told = (Para((Span(document.file), Span(f"　{document.sha256[:12]}", tone=Tone.QUIET)), Style.SMALL),)
        state = words(writer.said(screen.READ[document.status.value]), style=Style.SMALL)
        rows.append(
            row(cell(*told), words(str(document.pages), style=Style.SMALL), state, words(content, style=Style.SMALL), cell(*problems))
        )
    return Table((60, 11, 16, 57, 32), tuple(rows))


def objection_table(writer: Writer, objections: Sequence[ObjectionText]) -> Table:
    """Signed objections and what came of them."""
    rows = [head(*(_text(writer, name) for name in ("objector", "received", "objection", "handled")))]
    for one in objections:
        handled = [words(text) for text in (one.outcome, one.reason) if text]
        rows.append(row(one.objector, one.received, one.text, cell(*handled)))
    return Table((28, 22, 70, 56), tuple(rows))
