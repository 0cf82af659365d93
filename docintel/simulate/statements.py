"""The sheets of the three statements in one scope."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docintel.simulate.application import chinese_date
from docintel.simulate.books import Lines
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.figures import plain_yuan
from docintel.simulate.figures import yuan
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.lines import ASSETS
from docintel.simulate.lines import CASH_FLOW
from docintel.simulate.lines import INCOME
from docintel.simulate.lines import LIABILITIES
from docintel.simulate.lines import StatementLine
from docintel.simulate.papers import Report
from docintel.simulate.sheets import PrintedFact
from docintel.simulate.sheets import Shape
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import heading
from docintel.simulate.sheets import table
from docintel.simulate.typesetting import SECOND_FAMILY
from docintel.simulate.typesetting import quoted
from docintel.simulate.typesetting import signature

BALANCE_COLUMNS = (("期末余额", "上年年末余额"), ("{year}年12月31日", "{before}年12月31日"), ("期末余额", "期初余额"),
    ("期末数", "年初数"), ("年末余额", "年初余额"), ("{year}-12-31", "{before}-12-31"))  # fmt: skip
PERIOD_COLUMNS = (("本期金额", "上期金额"), ("{year}年度", "{before}年度"), ("本期发生额", "上期发生额"),
    ("本年数", "上年数"), ("本年金额", "上年金额"), ("{year}年1-12月", "{before}年1-12月"))  # fmt: skip
FIRST_LABELS = ("项　　目", "项　目", "项目", "报表项目", "项 目 名 称", "项　　　目")
EARLIER_FIRST = 4  # of the second family the one with the earlier year first; all of them have note numbers last
NOTE_CHAPTERS = {CONSOLIDATED: "五", "parent": "十一"}
BLANKS = ("", "", "-", "0.00", "—", "")
AT_INSTANT = ("cash_equivalents_end",)
NOT_RECORDED = ("cash_equivalents_start",)  # the same figure as the closing one of the year before, under another date


def report_day(year: int) -> date:
    """When the auditor signs the report of a year."""
    return date(year + 1, 4, 12 + year % 7)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sheet of a statement: its title after the scope, its kind, its lines."""

    title: str
    kind: str
    lines: tuple[StatementLine, ...]

    @property
    def is_balance(self) -> bool:
        """Whether its figures hold at a day."""
        return self.kind == "balance_sheet"


STATEMENTS = (
    Statement("资产负债表", "balance_sheet", ASSETS),
    Statement("资产负债表（续）", "balance_sheet", LIABILITIES),
    Statement("利润表", "income_statement", INCOME),
    Statement("现金流量表", "cash_flow_statement", CASH_FLOW),
)
NOTES_LAST = Shape("(1fr, 3.5cm, 3.5cm, 1.9cm)", "(left + horizon, right + horizon, right + horizon, center + horizon)", gap=3.7)
SHAPE = Shape("(1fr, 1.6cm, 3.5cm, 3.5cm)", "(left + horizon, center + horizon, right + horizon, right + horizon)", gap=3.7)


def statement_sheets(enterprise: Enterprise, report: Report, scope: str) -> Iterator[Sheet]:
    """Balance sheet on two sheets, income statement, cash-flow statement."""
    for statement in STATEMENTS:
        yield _sheet(enterprise, report, scope, statement)


def _sheet(enterprise: Enterprise, report: Report, scope: str, statement: Statement) -> Sheet:
    lines = [line for line in statement.lines if line.concept not in report.omits]
    shown = [line for line in lines if (line.consolidated if scope == CONSOLIDATED else line.parent)]
    current, prior = with_derived(report.current.statements[scope]), with_derived(report.prior.statements[scope])
    rows = [_row(enterprise, line, scope, (current, prior)) for line in shown]
    prefix, when = (
        "合并" if scope == CONSOLIDATED else "母公司",
        f"{report.year}年12月31日" if statement.is_balance else f"{report.year}年度",
    )
    header, shape = _header(enterprise, report.year, statement), SHAPE
    if enterprise.layout >= SECOND_FAMILY:
        header, rows, shape = _reordered(header, enterprise), [list(_reordered(row, enterprise)) for row in rows], NOTES_LAST
    grid = table(shape, header, rows)
    source = heading(prefix + statement.title) + under_title(enterprise, when) + grid + signed(enterprise)
    facts = [
        fact
        for year, lines in ((report.year, current), (report.year - 1, prior))
        for fact in _facts(shown, statement, (scope, year), lines)
    ]
    return Sheet(source, tuple(facts))


def _header(enterprise: Enterprise, year: int, statement: Statement) -> tuple[str, ...]:
    names = (BALANCE_COLUMNS if statement.is_balance else PERIOD_COLUMNS)[enterprise.layout]
    is_second = statement.lines is LIABILITIES and enterprise.layout == 0
    first = "负债和所有者权益" if is_second else FIRST_LABELS[enterprise.layout]
    return (first, "附注", *(name.format(year=year, before=year - 1) for name in names))


def _reordered(cells: Sequence[str], enterprise: Enterprise) -> tuple[str, ...]:
    """Label, note and two years in the order of the second family."""
    label, note, now, before = cells
    return (label, before, now, note) if enterprise.layout == EARLIER_FIRST else (label, now, before, note)


def under_title(enterprise: Enterprise, when: str) -> str:
    """The line between title and table: who, when, in which unit."""
    if enterprise.layout >= SECOND_FAMILY:
        name = quoted(f"单位名称：{enterprise.company.name}")
        return f"#v(-2pt)\n#text(size: 9pt)[#{name} #h(1fr) #{quoted(when)} #h(1fr) 金额单位：元]\n#v(-5pt)\n"
    who = quoted(f"编制单位：{enterprise.company.name}")
    return f"#align(center, text(size: 10pt, {quoted(when)}))\n#v(-4pt)\n#text(size: 9pt)[#{who} #h(1fr) 单位：人民币元]\n#v(-5pt)\n"


def signed(enterprise: Enterprise) -> str:
    """The line under a statement: three offices and their signatures."""
    people = enterprise.people
    offices = (
        ("法定代表人：", people.legal_representative),
        ("主管会计工作负责人：", people.chief_accountant),
        ("会计机构负责人：", people.accountant),
    )
    parts = " #h(1fr) ".join(f"{office}#box(baseline: 35%, {signature(name, '1.5cm')})" for office, name in offices)
    return f"#v(-2pt)\n#text(size: 9pt)[{parts}]\n"


def with_derived(lines: Lines) -> Lines:
    """The lines with those that only repeat others under another name."""
    extra = {"continuing_profit": lines["net_profit"], "total_comprehensive_income": lines["net_profit"]}
    if "net_profit_parent" in lines:
        extra |= {"comprehensive_income_parent": lines["net_profit_parent"], "comprehensive_income_minority": lines["minority_profit"]}
    return {**lines, **extra}


def _row(enterprise: Enterprise, line: StatementLine, scope: str, columns: tuple[Lines, Lines]) -> list[str]:
    note = f"{NOTE_CHAPTERS[scope]}、{line.note}" if line.note and has_note(line, scope) else ""
    if line.concept is None:
        texts = [line.label, "", "", ""]
    else:
        blank = BLANKS[enterprise.layout]
        texts = [
            "　" * line.indent + line.label,
            note,
            *(yuan(value[line.concept]) if value.get(line.concept) else blank for value in columns),
        ]
    is_total = line.concept is None or line.indent == 0
    return [f"text(stroke: 0.15pt, {quoted(text)})" if is_total and text else quoted(text) for text in texts]


def has_note(line: StatementLine, scope: str) -> bool:
    """The parent's notes explain revenue and cost only, which stand in lines of their own there."""
    return scope == CONSOLIDATED or not line.consolidated


def _facts(lines: list[StatementLine], statement: Statement, column: tuple[str, int], values: Lines) -> Iterator[PrintedFact]:
    scope, year = column
    for line in lines:
        fen = values.get(line.concept or "", 0)
        if line.concept and fen and line.concept not in NOT_RECORDED:
            instant = statement.is_balance or line.concept in AT_INSTANT
            yield PrintedFact(line.concept, line.label, plain_yuan(fen), "CNY", yuan(fen), statement.kind, scope, year, instant)


def approved(enterprise: Enterprise, year: int) -> str:
    """When the statements were let out."""
    return f"本财务报表业经{enterprise.company.name}董事会于{chinese_date(report_day(year))}批准报出。"
