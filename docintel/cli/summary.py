"""A review in a terminal: the cards in rank order, the criteria by aspect, and where the report is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from docintel.cli.console import output
from docintel.domain.finding import Flip
from docintel.domain.packs import Packs
from docintel.domain.review import Review
from docintel.domain.verdict import Verdict
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report import words
from docintel.report.changes import text_changes
from docintel.report.paper import Shown
from docintel.report.plain import masked
from docintel.text.difference import Change
from docintel.text.difference import Piece

AROUND = 12  # characters of a long text shown beside a change


def print_summary(review: Review, packs: Packs, language: Language, report: Path | None, shown: Shown = masked) -> None:
    """The review in a few lines; of what was read only what may be shown."""
    application = review.application
    output.rule(f"{application.name} · {application.folder}")
    for problem in review.problems:
        output.print(f"! {problem.message.said(language)}")
    _print_documents(review, language)
    _print_cards(review, language, shown)
    _print_requests(review, language)
    _print_verdicts(review, packs, language)
    _print_controllers(review, language)
    if report is not None:
        output.print(Wording(f"报告：{report}", f"report: {report}").said(language))


def _print_documents(review: Review, language: Language) -> None:
    states = Counter(document.status.value for document in review.documents)
    told = "，".join(f"{words.READ[state].said(language)} {count}" for state, count in sorted(states.items()))
    output.print(Wording(f"文件 {len(review.documents)}：{told}", f"{len(review.documents)} files: {told}").said(language))
    for document in review.documents:
        for problem in document.problems:
            output.print(f"  {document.file}: {problem.message.said(language)}")


def _print_cards(review: Review, language: Language, shown: Shown) -> None:
    if not review.cards:
        output.print(words.PAGE["no_cards"].said(language))
    by_key = {finding.key: finding for finding in review.findings}
    for card in review.cards:
        output.print(f"{card.rank}. [{words.SEVERITY[card.severity.value].said(language)}] {card.title.said(language)}")
        lead = by_key.get(card.findings[0])
        if lead is not None:
            output.print(f"   {shown(lead.explanation.said(language))}")
        pieces = () if lead is None else text_changes(lead, AROUND)
        if pieces:
            output.print(f"   {words.PAGE['difference'].said(language)}：{shown(_marked(pieces))}")
        if lead is not None and lead.diagnosis is not None:
            output.print(f"   {words.PAGE['diagnosis'].said(language)}：{lead.diagnosis.wording.said(language)}")
        if card.flips:
            output.print(f"   {words.PAGE['changes'].said(language)}：{'；'.join(_flipped(flip, language) for flip in card.flips)}")


def _flipped(flip: Flip, language: Language) -> str:
    """A condition that comes out otherwise with the evidence's value."""
    before, after = (words.STATUS[status.value].said(language) for status in (flip.before, flip.after))
    return f"{flip.label.said(language)} {before} → {after}"


def _marked(pieces: Sequence[Piece]) -> str:
    """What the print leaves out as [-省级-], what it adds as {+国家级+}: signs that every terminal shows."""
    marks = {Change.SAME: ("", ""), Change.DELETED: ("[-", "-]"), Change.INSERTED: ("{+", "+}")}
    return "".join(f"{marks[piece.change][0]}{piece.text}{marks[piece.change][1]}" for piece in pieces)


def _print_controllers(review: Review, language: Language) -> None:
    """Who controls by stakes and as papers say, side by side; then under each profile where the profiles differ."""
    for view in review.ownership.views:
        output.print(view.wording.said(language))
    names = {party.id: party.name for party in review.ownership.parties}
    answers = {(one.top, one.determined, one.side_by_side) for one in review.ownership.profiles}
    for one in review.ownership.profiles if len(answers) > 1 else ():
        nobody = words.PAGE["none" if one.determined else "undetermined"].said(language)
        told = "、".join(names[top] for top in (one.side_by_side if one.top is None else (one.top,)) if top in names)
        output.print(f"  {one.title.said(language)}：{told or nobody}")


def _print_requests(review: Review, language: Language) -> None:
    """What to ask of the enterprise, once: each paper with the cards it settles and what may simply have happened."""
    if review.requests:
        output.print(words.PAGE["ask_once"].said(language))
    ranks = {card.key: card.rank for card in review.cards}
    for request in review.requests:
        numbers = "、".join(str(ranks[one.card]) for one in request.settles)
        output.print(f" - {request.label.said(language)}（{words.PAGE['settles'].said(language)} {numbers}）")
        for one in request.settles:
            output.print(f"   {ranks[one.card]}. {one.innocent.said(language)}")


def _print_verdicts(review: Review, packs: Packs, language: Language) -> None:
    programme = packs.programmes[review.application.programme]
    for aspect in programme.aspects:
        verdicts = [verdict for verdict in review.verdicts if verdict.aspect == aspect.id]
        if verdicts:
            output.print(f"{aspect.label.said(language)}：{'，'.join(_told(verdict, language) for verdict in verdicts)}")
    if any(not verdict.verified for verdict in review.verdicts):
        output.print(f"* {words.PAGE['provisional'].said(language)}")


def _told(verdict: Verdict, language: Language) -> str:
    declared, evidenced = (words.STATUS[j.status.value].said(language) for j in (verdict.declared, verdict.evidenced))
    mark = "" if verdict.verified else "*"
    return (
        f"{verdict.label.said(language)} {declared}{mark}"
        if declared == evidenced
        else f"{verdict.label.said(language)} {declared}/{evidenced}{mark}"
    )
