"""Pages of statements: who drew them up and how, where the unit stands, and what is put together on one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from docintel.simulate.books import Lines
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.lines import StatementLine
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import footer_notice
from docintel.simulate.sheets import heading
from docintel.simulate.sheets import paragraph
from docintel.simulate.statement_layouts.columns import BALANCE
from docintel.simulate.statement_layouts.columns import Column
from docintel.simulate.statement_layouts.columns import Printing
from docintel.simulate.statement_layouts.columns import statement_table
from docintel.simulate.statement_layouts.money import Money
from docintel.simulate.statement_layouts.restated import per_share
from docintel.simulate.statement_layouts.tables import Look
from docintel.simulate.statement_layouts.tables import Table
from docintel.simulate.statement_layouts.tables import drawn
from docintel.simulate.typesetting import quoted

PLACES = ("line", "cell", "row", "column", "label", "page", "prose")  # where a paper says its unit
UNIT_LINES = ("单位：{}", "单位：人民币{}", "金额单位：人民币{}", "单位：{}　币种：人民币", "（金额单位：{}）")
UNIT_PROSE = (
    "除特别说明外，本节金额单位均为{}。",
    "（以下金额单位若未特别注明者均为人民币{}）",
    "本节财务数据如无特别说明，金额以人民币{}为单位列示。",
)
INSTANTS = (
    ("期末余额", "上年年末余额"), ("{0}年12月31日", "{1}年12月31日"), ("期末余额", "年初余额"), ("年末余额", "年初余额"), ("期末数", "期初数"),
    ("{0}.12.31", "{1}.12.31"), ("{0}-12-31", "{1}-12-31"), ("{0}年末", "{1}年末"),
)  # fmt: skip
DURATIONS = (
    ("本期金额", "上期金额"), ("{0}年度", "{1}年度"), ("本年金额", "上年金额"), ("本年数", "上年数"), ("本期发生额", "上期发生额"),
    ("{0}年度", "{1}年度"), ("{0}年1-12月", "{1}年1-12月"), ("{0}年", "{1}年"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """One paper before it is drawn: of which year and scope, with which habits; `headers` picks the names of the two columns."""

    enterprise: Enterprise
    rng: Random
    year: int
    scope: str
    money: Money
    look: Look
    place: str = "line"
    headers: int = 0

    @property
    def unit(self) -> str:
        """元, 万元, ..."""
        return self.money.unit

    @property
    def prefix(self) -> str:
        """合并 or 母公司, as titles carry it."""
        return "合并" if self.scope == CONSOLIDATED else "母公司"

    @property
    def is_relative(self) -> bool:
        """Whether the headers only say 本期 and 上期, so that the year must stand elsewhere."""
        return "{0}" not in DURATIONS[self.headers][0] or "{0}" not in INSTANTS[self.headers][0]

    def books(self, year: int) -> Lines:
        """The statements of a year in the scope of the paper, with the lines that follow from others."""
        return per_share(self.enterprise.lines(year, self.scope))

    def names(self, kind: str) -> tuple[str, str]:
        """The headers of the two columns, with the unit where the columns say it."""
        now, before = (INSTANTS if kind == BALANCE else DURATIONS)[self.headers]
        suffix = f"（{self.unit}）" if self.place == "column" else ""
        return now.format(self.year, self.year - 1) + suffix, before.format(self.year, self.year - 1) + suffix

    def printing(self, kind: str, *, blanks: bool = True, label: str = "1fr") -> Printing:
        """How a statement of this paper is printed."""
        first = f"项目（单位：{self.unit}）" if self.place == "cell" else "项　　目"
        return Printing(kind, self.money, first, f"（{self.unit}）" if self.place == "label" else "", blanks, label)

    def shown(self, lines: Sequence[StatementLine]) -> list[StatementLine]:
        """The lines of this scope."""
        return [line for line in lines if (line.consolidated if self.scope == CONSOLIDATED else line.parent)]


def joined(*sheets: Sheet) -> Sheet:
    """Pieces that stand on one page."""
    return Sheet("".join(sheet.source for sheet in sheets), tuple(fact for sheet in sheets for fact in sheet.facts))


def text(source: str) -> Sheet:
    """A piece without figures."""
    return Sheet(source)


def gap(points: int) -> Sheet:
    """Empty space."""
    return Sheet(f"#v({points}pt)\n")


def framed(setting: Setting, table: Table) -> Sheet:
    """A table with its facts, under a row of its own for the unit where the paper says it there."""
    shown = table
    if setting.place == "row" and table.header:
        unit = f"#align(right, text(size: {setting.look.size - 0.5}pt, {quoted(_unit_line(setting))}))\n#v(-6pt)\n"
        return Sheet(unit + drawn(shown, setting.look), shown.facts())
    return Sheet(drawn(shown, setting.look), shown.facts())


def caption(setting: Setting, title: str, when: str, *, signed: bool = True, form: str = "") -> Sheet:
    """Title, day, who drew it up and, where the paper says it there, the unit."""
    unit = _unit_line(setting) if setting.place == "line" else form
    who = f"编制单位：{setting.enterprise.company.name}" if signed else ""
    day = f"#align(center, text(size: 9.5pt, {quoted(when)}))\n#v(-5pt)\n" if when else ""
    line = f"#text(size: 9pt)[#{quoted(who)} #h(1fr) #{quoted(unit)}]\n#v(-5pt)\n" if who or unit else ""
    return Sheet((heading(title, 14) if title else "") + day + line)


def _unit_line(setting: Setting) -> str:
    return UNIT_LINES[setting.headers % len(UNIT_LINES)].format(setting.unit)


def unit_prose(setting: Setting) -> Sheet:
    """The sentence that alone says the unit, where the paper says it so."""
    if setting.place != "prose":
        return Sheet("")
    return Sheet(paragraph(UNIT_PROSE[setting.headers % len(UNIT_PROSE)].format(setting.unit)))


def offices(setting: Setting) -> Sheet:
    """The three who answer for a statement, in print."""
    people = setting.enterprise.people
    parts = (
        f"法定代表人：{people.legal_representative}",
        f"主管会计工作负责人：{people.chief_accountant}",
        f"会计机构负责人：{people.accountant}",
    )
    return Sheet(f"#v(-2pt)\n#text(size: 8.5pt)[{' #h(1fr) '.join('#' + quoted(part) for part in parts)}]\n")


def preamble(setting: Setting, *, flipped: bool = False) -> str:
    """Paper, header and footer; the header says the unit where the paper says it there."""
    unit = f"（除特别注明外，金额单位为人民币{setting.unit}）" if setting.place == "page" else ""
    left = (
        f"{setting.enterprise.company.name}　{setting.year}年度财务报表{unit}"
        if setting.place == "page"
        else setting.enterprise.company.name
    )
    header = f"text(size: 8pt, {quoted(left)})"
    return (
        f'#set page(paper: "a4", flipped: {"true" if flipped else "false"}, margin: (x: 1.8cm, top: 2.1cm, bottom: 1.7cm), '
        f"header: [#{header} #v(-7pt) #line(length: 100%, stroke: 0.4pt)], "
        f'footer: [#align(center, text(size: 8.5pt, context counter(page).display("1"))) #v(-8pt) #align(right, {footer_notice()})])\n'
        "#set par(leading: 0.75em, spacing: 0.95em)\n"
    )


def whole(setting: Setting, lines: Sequence[StatementLine], columns: Sequence[Column], kind: str) -> Sheet:
    """A whole statement as one table."""
    return framed(setting, statement_table(lines, columns, setting.printing(kind)))
