"""Ask once: the fewest papers from the enterprise that would settle every open card, each with the likeliest innocent explanation."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from docintel.domain.fact import Fact
from docintel.domain.finding import Card
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.kind import DocumentKind
from docintel.domain.programme import CheckKind
from docintel.domain.programme import CheckRule
from docintel.domain.programme import Programme
from docintel.domain.request import Request
from docintel.domain.request import Settled
from docintel.domain.review import MatrixCell
from docintel.domain.review import MatrixOutcome
from docintel.domain.wording import Wording
from docintel.ownership.words import CHAMPION
from docintel.ownership.words import GROUP
from docintel.ownership.words import STATED
from docintel.ownership.words import SUMS
from docintel.review.grading import is_absent_year
from docintel.review.innocence import innocent

FEW = 14  # papers among which every choice is tried; more are chosen greedily

FORM, EXPLANATION, REGISTER, FILE, AUDIT = "form", "explanation", "patent_register", "file", "audit_report"  # the first three: see SETTLING
OWN_PAPERS = {
    FORM: Wording("更正后重新签字盖章的申请书（在线与纸质一致）", "the form corrected, signed and sealed anew (online and on paper alike)"),
    EXPLANATION: Wording("加盖公章的书面说明", "a written explanation under seal"),
    REGISTER: Wording("国家知识产权局出具的专利登记簿副本", "the patent office's extract of the register"),
}
AUDITED = (
    "balance_sheet",
    "income_statement",
    "cash_flow_statement",
    "equity_changes",
    "notes",
    "notes_revenue",
    "notes_rd",
    "key_figures",
)
FORM_SLIPS = (
    "rounding", "truncation", "unit_slip", "percent_slip", "wrong_year", "swapped_columns", "other_scope", "sibling_line", "digit_transposed",
    "digit_changed", "sign",
)  # fmt: skip
DATED = (AUDIT, "social_insurance", "rd_special_audit", "tax_return", "tax_payment_certificate", "statistics_form")
UNPROVEN = (MatrixOutcome.DISAGREE, MatrixOutcome.NOT_FOUND, MatrixOutcome.UNREADABLE, MatrixOutcome.NOT_REQUIRED)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that could be asked for: its kind (or the file's name for a file that could not be read) and its year."""

    kind: str
    year: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """An open card with its leading finding and the papers any of which would settle it, the likeliest first."""

    card: Card
    lead: Finding
    papers: tuple[Paper, ...]


def ask_once(
    cards: Sequence[Card],
    findings: Sequence[Finding],
    matrix: Sequence[MatrixCell],
    programme: Programme,
    kinds: Mapping[str, DocumentKind],
) -> tuple[Request, ...]:
    """The smallest set of papers that settles all cards, in the order of the heaviest card each settles."""
    rules = {rule.id: rule for rule in programme.checks}
    by_key = {finding.key: finding for finding in findings}
    kinds_of = {rule.id: rule.kind for rule in programme.checks}
    leads = [(card, lead) for card in cards for lead in _leads([by_key[key] for key in card.findings], kinds_of)]
    questions = [Question(card, lead, settling(lead, rules.get(lead.check), matrix)) for card, lead in leads]
    chosen = fewest([question.papers for question in questions])
    grouped: dict[Paper, list[Question]] = {}
    for question in questions:
        grouped.setdefault(next(paper for paper in question.papers if paper in chosen), []).append(question)
    return tuple(_request(paper, settled, rules, kinds) for paper, settled in grouped.items())


def _leads(findings: Sequence[Finding], kinds: Mapping[str, CheckKind]) -> Sequence[Finding]:
    """What has to be settled of a card: its leading finding; where papers of several years are absent, each of them."""
    lead = findings[0]
    return findings if is_absent_year(lead, kinds.get(lead.check)) else [lead]


def fewest(choices: Sequence[tuple[Paper, ...]]) -> frozenset[Paper]:
    """A smallest set that meets every choice; of equally small ones the set whose papers are the likeliest; greedy where there are many."""
    papers = list(dict.fromkeys(paper for choice in choices for paper in choice))
    if len(papers) > FEW:
        return _greedily(choices)
    for size in range(len(papers) + 1):
        meeting = [frozenset(chosen) for chosen in combinations(papers, size) if all(set(chosen) & set(choice) for choice in choices)]
        if meeting:
            return min(meeting, key=lambda chosen: _unlikeliness(chosen, choices))
    return frozenset()


def _unlikeliness(chosen: frozenset[Paper], choices: Sequence[tuple[Paper, ...]]) -> int:
    return sum(min(place for place, paper in enumerate(choice) if paper in chosen) for choice in choices)


def _greedily(choices: Sequence[tuple[Paper, ...]]) -> frozenset[Paper]:
    """The paper that settles most of what is left, again and again; of equals the one asked for first."""
    left, chosen = list(choices), set()
    while left:
        papers = list(dict.fromkeys(paper for choice in left for paper in choice))
        best = max(papers, key=lambda paper: (sum(paper in choice for choice in left), -papers.index(paper)))
        chosen.add(best)
        left = [choice for choice in left if best not in choice]
    return frozenset(chosen)


def settling(lead: Finding, rule: CheckRule | None, matrix: Sequence[MatrixCell]) -> tuple[Paper, ...]:
    """The papers any of which would settle a finding, the likeliest first; where no paper would, a written explanation."""
    if rule is None:
        return _of_relations(lead)
    found = _of_rule(lead, rule, matrix)
    return tuple(dict.fromkeys(found)) or (Paper(EXPLANATION),)


def _of_relations(lead: Finding) -> tuple[Paper, ...]:
    """Stakes are settled by the register; whether products are alike, and what a recognition covers, only by the enterprise's word."""
    if lead.check in (GROUP.id, CHAMPION.id):
        return (Paper(EXPLANATION),)
    if lead.check in (SUMS.id, STATED.id):
        return (Paper("equity_table"), Paper("credit_publicity_report"))
    return (Paper("credit_publicity_report"), Paper("equity_table"))


def _of_rule(lead: Finding, rule: CheckRule, matrix: Sequence[MatrixCell]) -> tuple[Paper, ...]:
    """A slip of the form is settled by the form; anything else by what its rule says, and without a word there by the papers around it."""
    if lead.key.subject.startswith("file/"):
        return (Paper(FILE, name=lead.key.subject.removeprefix("file/")),)
    if _is_slip_of_form(lead, rule):
        return (Paper(FORM),)
    if rule.settled_by:
        return tuple(paper for word in rule.settled_by for paper in _said(word, lead))
    found = (*_evidenced(lead), *_asked(lead, rule), *_of_matrix(lead, matrix))
    return found or ((Paper(FORM),) if any(operand.role is Role.DECLARED for operand in lead.operands) else ())


def _said(word: str, lead: Finding) -> tuple[Paper, ...]:
    """A word of `settled_by`: the papers in question, the later report of those, or a paper of that kind."""
    if word == "evidence":
        return _evidenced(lead)
    return _reports(lead) if word == "later_report" else (_dated(word, _year(lead)),)


def _is_slip_of_form(lead: Finding, rule: CheckRule) -> bool:
    """Whether the form itself has to be mended: a slip that its evidence explains, a value nobody can read, digits that fail on the form."""
    declared = [operand for operand in lead.operands if operand.role is Role.DECLARED]
    if rule.kind is CheckKind.IDENTIFIER or lead.outcome is Outcome.UNREADABLE:
        return bool(declared)
    return bool(declared) and lead.diagnosis is not None and lead.diagnosis.hypothesis in FORM_SLIPS


def _evidenced(lead: Finding) -> tuple[Paper, ...]:
    """The papers in question, to be handed in anew."""
    return tuple(_paper(operand.fact) for operand in lead.operands if operand.role is Role.EVIDENCED)


def _reports(lead: Finding) -> tuple[Paper, ...]:
    """The later report of those in question: it says why the earlier one was changed."""
    papers = _evidenced(lead) or tuple(_paper(operand.fact) for operand in lead.operands)
    return tuple(sorted(papers, key=lambda paper: -(paper.year or 0)))[:1]


def _asked(lead: Finding, rule: CheckRule) -> tuple[Paper, ...]:
    """The kinds of papers that the rule asks for; of the year that the finding is about."""
    return tuple(_dated(kind, _year(lead)) for kind in rule.kinds)


def _year(lead: Finding) -> int | None:
    _, _, dated = lead.key.subject.partition("@")
    return int(dated[:4]) if dated[:4].isdigit() else None


def _of_matrix(lead: Finding, matrix: Sequence[MatrixCell]) -> tuple[Paper, ...]:
    """The kinds of papers that do not yet bear out what the finding is about, as the matrix has them."""
    about = {(operand.fact.concept, operand.fact.year) for operand in lead.operands if operand.role in (Role.DECLARED, Role.SUPPORT)}
    cells = [cell for cell in matrix if (cell.concept, cell.year) in about and cell.kind != "application_form" and cell.outcome in UNPROVEN]
    return tuple(_dated(cell.kind, cell.year) for cell in cells)


def _paper(fact: Fact) -> Paper:
    return _dated(fact.kind, fact.year)


def _dated(kind: str, year: int | None) -> Paper:
    """A part of an audit report is asked for as the whole report; only papers that report on a year have one."""
    named = AUDIT if kind in AUDITED else kind
    return Paper(named, year if named in DATED else None)


def _request(paper: Paper, settled: Sequence[Question], rules: Mapping[str, CheckRule], kinds: Mapping[str, DocumentKind]) -> Request:
    told = tuple(Settled(one.card.key, one.card.title, innocent(one.lead, rules.get(one.lead.check))) for one in settled)
    return Request(paper.kind, paper.year, _label(paper, kinds), told)


def _label(paper: Paper, kinds: Mapping[str, DocumentKind]) -> Wording:
    if paper.kind == FILE:
        return Wording(f"文件“{paper.name}”的可读版本", f"a readable copy of the file “{paper.name}”")
    known = kinds.get(paper.kind)
    named = OWN_PAPERS.get(paper.kind) or (known.label if known is not None else Wording(paper.kind, paper.kind))
    return named if paper.year is None else Wording(f"{paper.year}年度{named.zh}", f"{named.en} of {paper.year}")
