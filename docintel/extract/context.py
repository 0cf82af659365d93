"""What a reader of figures knows at a place of a document: kind, scope, enterprise, unit, period, and what lines said about the tables after them."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from dataclasses import field

from docintel.domain.concept import Concept
from docintel.domain.concept import PeriodKind
from docintel.domain.document import PagePart
from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.extract.columns import Extents
from docintel.extract.columns import Header
from docintel.extract.columns import Scopes
from docintel.extract.filings import FIRST_PAGES
from docintel.extract.filings import FilingSigns
from docintel.extract.headings import DEEPEST
from docintel.extract.headings import HEADING
from docintel.extract.headings import is_numbered
from docintel.extract.headings import level
from docintel.extract.headlines import HEADED_SCOPE
from docintel.extract.headlines import LONE_REPORT
from docintel.extract.headlines import LONE_YEAR
from docintel.extract.headlines import TOLD_SCOPE
from docintel.extract.headlines import announced_scope
from docintel.extract.headlines import of_quarter
from docintel.extract.headlines import period_under_title
from docintel.extract.headlines import scope_of
from docintel.extract.headlines import titled_period
from docintel.extract.headlines import told_scope
from docintel.extract.issuers import another_in
from docintel.extract.issuers import issuer_in
from docintel.extract.issuers import preparer_in
from docintel.extract.labels import Labels
from docintel.extract.subjects import Subjects
from docintel.text.normal import label_key
from docintel.text.normal import printed_unit
from docintel.text.normal import squeezed
from docintel.text.periods import named_periods
from docintel.text.periods import parse_period
from docintel.text.periods import reporting_period
from docintel.text.periods import whole_span

STATEMENTS = ("balance_sheet", "income_statement", "cash_flow_statement")
OWNED = (*STATEMENTS, "equity_changes")  # kinds in whose titles 公司 means the enterprise alone
NOTES = ("notes_revenue", "notes_rd")
LONG_TEXT = 30
LONGEST_HEADING = 44
LONGEST_PARAGRAPH = 400
LONGEST_LINE = 14  # characters of a line's name in a sentence
CLAUSES = 8
_PARTED = re.compile(r"(?:构成|明细|组成)(?:情况)?如下:?$")
_OWNER = re.compile(r"^(?:(?:报告期(?:内|各期)?|各期)?(?:公司|发行人|本公司)(?:的)?)")
_ENDS = ("。", ":", ";")
RECENT = 4  # lines that may introduce a table
_INTRO = re.compile(
    r"(?:(?:公司|发行人)的?)?(?P<named>[\u4e00-\u9fff()]{2,14}?)(?:的)?(?:按(?:照)?[\u4e00-\u9fff]{1,10}?)?(?:具体)?"
    r"(?:(?:构成|明细|变动|划分|分类|分布)(?:情况)?|情况)(?:及[^,。]{0,20})?如下"
    r"|(?:公司|发行人)的?(?P<shared>[\u4e00-\u9fff()]{2,14}?)(?:金额)?(?:及其?)?占[\u4e00-\u9fff()]{2,14}比[例重](?:情况)?如下"
)
_HEADED_PERIOD = re.compile(
    r"年(?:末|度|\d{1,2}月(?:末|\d{1,2}日))"
)  # 1、2020年末资产构成: of when the tables below are, not when something happened
_OF_FIGURES = re.compile("财务|会计|业绩|经营|利润|资产|数据|指标")  # in a heading whose period its tables take for 本期
_PARENT_TOLD = re.compile(
    r"(?:^|[,;。])[^,;。]{0,12}?母公司(?:单体|个别|本部|口径|报表|财务报表)*(?:的|最近|报告期|各期)?[^,;。司]{0,16}(?:财务|业绩)[^,;。]*如下"
)
_ITEMS = ("项目", "科目")  # the head of the labels alone in a line: what stands over it still stands over the table
_THROUGHOUT = re.compile(
    r"(?:除|若未|如无|如未|若无)(?:特别|另有|非特别|非另有)|(?:本报告|本附注|财务报表)中?(?:所有)?金额单位|均以人民币|均为人民币"
)


@dataclass(slots=True)
class Context:
    """What a reader knows at a place of a document."""

    kind: str = "other"
    title: str | None = None
    scope: Scope = Scope.UNSTATED
    issuer: str = ""
    entity: str | None = None  # of the statement or table, where it is not the issuer
    entity_page: int = 0  # where a table last told or had its own enterprise
    page: int = 0
    unit: str | None = None
    unit_page: int = 0  # where the unit was said
    usual_unit: str | None = None  # of the whole document, for the issuer's own figures
    period: Period | None = None  # that the statement's title or the line under it names
    report: Period | None = None  # of the document, where a table names none of its own
    latest: Period | None = None  # of the columns of statements: what the document is of where nothing says so
    header: Header | None = None
    extents: Extents = ()  # of the columns of the table that the header stands in
    intro: Concept | None = None
    grouped: bool = False  # whether the document speaks of consolidated figures or subsidiaries
    figures: bool = False  # whether the table at hand holds figures of an enterprise
    left_off: tuple[Header | None, str | None] = (None, None)  # columns and unit where the kind turned: a table may go on over the page
    above: tuple[str, Period | None] = ("", None)  # the line right above the next table, and the period it was told in
    headed_scope: bool = False  # whether a heading told the scope: the next one of its level ends it
    headed_level: int = 0
    headed_period: tuple[int, Period] | None = None  # the period that a heading over tables without titles names, with its level
    scopes: Scopes = ()  # 本集团 and 本行 in a line above the next table
    under_title: bool = False  # whether the reader stands between a statement's title and its table
    recent: deque[str] = field(default_factory=lambda: deque(maxlen=RECENT))
    subjects: Subjects = field(default_factory=Subjects)  # whose figures the chapter tells
    signs: FilingSigns = field(default_factory=FilingSigns)  # which filing the document is
    heading_page: int = 0  # where a heading was last seen
    heading_level: int = DEEPEST  # of the last numbered heading
    in_fen: bool = False  # whether a figure of the table at hand had to be taken for 元
    announced: str = ""  # the paragraph that announces the next table
    counts: int | None = None  # the number printed on the page
    running: str = ""  # the paragraph so far, whose lines may break anywhere

    @property
    def told_period(self) -> Period | None:
        """The period that 本期 and 期末 speak of."""
        headed = self.headed_period if self.kind not in STATEMENTS else None
        return headed[1] if headed is not None else self.period or self.report

    @property
    def announced_period(self) -> Period | None:
        """The one period that the paragraph which announces the table names; None where it names several: 截至2024年末,子公司情况如下."""
        named = {period for _, period in named_periods(self.announced)} if self.announced else set[Period]()
        return named.pop() if len(named) == 1 else None

    @property
    def over(self) -> Period | None:
        """The period that the line right above the next table is, and nothing but it; only tables ask for it."""
        line, told = self.above
        return parse_period(line, report=told)

    @property
    def subject(self) -> str:
        """The line above that may say what the next table is of; empty where none stands there."""
        return next((line for line in reversed(self.recent) if "单位" not in line), "")

    @property
    def is_partial(self) -> bool:
        """Whether the lines above announce a table of parts of lines, under the names of the lines: what is pledged, provided for, deferred."""
        return any(word in line for line in self.recent for word in self.subjects.words.parts)

    @property
    def is_supposed(self) -> bool:
        """Whether the lines from the last heading on announce a table of what is only assumed or reckoned: no figure of it is one."""
        since = list(self.recent)
        last = next((place for place in range(len(since) - 1, -1, -1) if is_numbered(since[place])), 0)
        return self.kind not in STATEMENTS and any(word in line for line in since[last:] for word in self.subjects.words.supposed)

    def open(self, part: PagePart, page: int) -> bool:
        """A part begins; a title cuts scope, unit and columns. Whether something new begins."""
        self.page = page
        if self.kind not in STATEMENTS and self.entity is not None and self.entity_page < page - 1:
            self.entity, self.header, self.unit, self.figures = None, None, None, self.kind != "other"
        if self.heading_page < page - 1:
            self.subjects.over.clear()  # pages without a heading: nobody knows which chapter this is
        if part.title is None:
            turns = self.turn_to(part.kind)
            self.figures = self.figures or (part.is_inferred and part.kind in STATEMENTS)
            return turns
        key, printed = label_key(part.title), squeezed(part.title)
        continued = "续" in key and part.kind == self.kind
        self.kind, self.title = part.kind, part.title
        within = self.headed_scope and part.kind not in STATEMENTS and is_numbered(printed) and level(printed) > self.headed_level
        usual = self.scope if part.kind.startswith("notes") or continued or within else Scope.UNSTATED
        self.scope = scope_of(key, usual, by_owner=part.kind in OWNED or part.kind.startswith("notes"))
        self.figures, self.under_title, self.headed_scope = True, True, within
        self.entity, self.entity_page = None if part.kind in STATEMENTS else self.subjects.now, page
        self.recent.clear()
        self.scopes = ()
        if continued:
            return False
        self.header, self.unit, self.intro = None, None, None
        self.period = (of_quarter(key, self.report) or reporting_period(part.title)) if part.kind in STATEMENTS else None
        return True

    def counted(self, number: int | None) -> None:
        """The number printed on a page; where it skips some in the middle of what another enterprise has, nobody knows whose figures go on."""
        skips = number is not None and self.counts is not None and number > self.counts + 1
        if skips and self.kind not in STATEMENTS and (self.entity is not None or self.subjects.now is not None):
            self.subjects.over.clear()
            self.entity, self.header, self.unit, self.figures = None, None, None, False
        self.counts = number

    def turn_to(self, kind: str) -> bool:
        """Another kind without a title of its own: what a title said holds no longer; notes go on as notes of the same statements."""
        turns = kind != self.kind and not (kind.startswith("notes") and self.kind.startswith("notes"))
        self.kind = kind
        if turns:
            self.left_off = (self.header, self.unit)
            self.scope, self.title, self.under_title, self.headed_scope = Scope.UNSTATED, None, False, False
            self.header, self.unit, self.intro, self.period = None, None, None, None
        return turns

    def note(self, text: str, labels: Labels) -> None:
        """What a line of text says about the tables after it."""
        printed = squeezed(text)
        self.recent.append(printed)
        goes_on = self.running and not self.running.endswith(_ENDS) and not is_numbered(printed) and not is_numbered(self.running)
        self.running = (self.running + printed)[-LONGEST_PARAGRAPH:] if goes_on else printed
        if "单位" not in printed:
            self.announced = self.running if self.running.endswith(("如下", "如下:")) else ""
        self.signs.title(self.running, self.page)
        self.signs.note(self.running)
        self.grouped = self.grouped or any(word in printed for word in self.subjects.words.grouped)
        if "单位" not in printed and label_key(printed) not in _ITEMS:
            self.above = ("", None) if self.kind in STATEMENTS else (printed, self.told_period)
        self.note_unit(printed)
        self.note_enterprise(printed)
        self.note_period(printed)
        self.note_heading(printed, labels)
        if self.kind not in STATEMENTS and (scope := told_scope(printed)) is not None:
            self.head_scope(scope)
        elif printed.endswith(("如下", "如下:")) and (scope := announced_scope(self.running)) is not None:
            self.scope, self.headed_scope, self.headed_level = scope, True, self.heading_level  # as long as the heading over it holds

    def note_unit(self, printed: str) -> None:
        """单位：万元 for what follows, or for the whole document."""
        unit = printed_unit(printed) if "单位" in printed or "人民币" in printed else None
        if unit is None or (len(printed) > LONG_TEXT and "单位" not in printed):
            return
        self.unit, self.unit_page = unit, self.page
        throughout = _THROUGHOUT.search(printed) is not None or (self.under_title and self.kind == "notes")  # above the first note
        self.usual_unit = self.usual_unit or (unit if throughout else None)

    def find_unit(self, text: str) -> None:
        """A unit named inside the table."""
        unit = printed_unit(text)
        if unit is not None:
            self.unit, self.unit_page = unit, self.page

    def note_enterprise(self, printed: str) -> None:
        """编制单位：X, or the name of the document's own enterprise."""
        above = self.recent[-2] if len(self.recent) > 1 and len(self.recent[-2]) > LONG_TEXT else ""
        self.subjects.define(above + printed if is_numbered(above) else self.running, self.issuer)  # a heading may go on in the next line
        preparer = preparer_in(printed)
        announced = self.subjects.announced(self.running, self.issuer) if "如下" in printed else None
        another = announced if announced is not None else another_in(printed)
        if "母公司" in printed and _PARENT_TOLD.search(printed) is not None:
            self.scope, self.headed_scope, self.headed_level = Scope.PARENT, True, DEEPEST
        elif another == "":
            self.entity = None
        elif another is not None and another != self.issuer:
            self.about(another)
        elif preparer is not None:
            self.issuer = self.issuer or preparer
            self.entity = None if preparer == self.issuer else preparer
        elif (told := issuer_in(printed, self.page)) is not None:
            self.issuer = self.issuer or told
            self.subjects.over.clear()  # a cover or an addressee: another paper begins

    def note_period(self, printed: str) -> None:
        """The period under a statement's title; elsewhere only a line that is nothing but a year says of what the tables are."""
        self.note_report(printed)
        if self.kind in STATEMENTS:
            told = period_under_title(printed) if self.under_title else None
            self.period = told or self.period
            self.report = self.report or self.period
        elif (year := whole_span(printed)) is not None or (
            "年度" in printed and (year := parse_period(printed)) is not None and len(set(named_periods(printed))) < 2
        ):
            # any other lone date is when something was signed
            self.period = year
            self.report = self.report or year

    def note_report(self, printed: str) -> None:
        """What the report is of: 2024年年度报告, 2025年第三季度报告 (the year so far)."""
        told = self.running[-LONGEST_HEADING:] if printed.startswith("(") else self.covered(printed) or printed
        titled = titled_period(told, self.subjects.words)
        if titled is not None and (self.report is None or len(printed) < LONG_TEXT):  # a short one is the cover of a report
            self.report = titled

    def covered(self, printed: str) -> str | None:
        """The title of a report whose year stands in a line of its own on its cover: 年度报告 over 2025, or under it."""
        above = self.recent[-2] if self.page <= FIRST_PAGES and len(self.recent) > 1 else ""
        for year, report in ((printed, above), (above, printed)):
            if LONE_YEAR.fullmatch(year) and LONE_REPORT.fullmatch(report):
                return f"{year.removesuffix('年')}年{report}"
        return None

    def note_running(self, text: str) -> None:
        """A running head tells whose the document is and what it reports on, where nothing else did."""
        printed = squeezed(text)
        self.issuer = self.issuer or issuer_in(printed, self.page) or ""
        self.report = self.report or titled_period(printed, self.subjects.words)
        self.signs.title(printed, 1)

    def note_heading(self, printed: str, labels: Labels) -> None:
        """A heading ends a table's own entity; an introduction names what a total is of."""
        self.note_subject(printed)
        intro = _INTRO.search(printed) if "如下" in printed or "占" in printed else None  # it tries every place of a line
        if printed.endswith(("如下", "如下:")):
            self.intro = None  # another table is announced
        parted = "如下" in printed and _PARTED.search(self.running) is not None
        if intro is not None or parted:
            named = None if intro is None else labels.concept(intro["named"] or intro["shared"], ("money",))
            self.intro = named or (self.told_of(labels) if parted else None)
            self.figures = self.figures or self.intro is not None
        elif len(printed) < LONG_TEXT and (HEADING.match(printed) or self.tells_scope(printed)):
            self.intro = expense_named(printed, labels) if self.kind in NOTES else None
            if self.kind in NOTES and self.title is not None and level(printed) <= level(self.title):
                self.title = printed  # the next note, whose heading reading took for the last row of the table over it
            self.figures = self.kind != "other"
            self.note_headed(printed)

    def tells_scope(self, printed: str) -> bool:
        """Whether a line that no number makes a heading tells the scope of the tables under it."""
        told = HEADED_SCOPE if self.kind in STATEMENTS else TOLD_SCOPE if is_numbered(printed) else None
        return told is not None and told.search(printed) is not None

    def head_scope(self, scope: Scope) -> None:
        """A row or line that is nothing but a scope: of the tables after it, until any heading."""
        self.scope, self.headed_scope, self.headed_level = scope, True, DEEPEST

    def told_of(self, labels: Labels) -> Concept | None:
        """Of what the paragraph announces the parts (研发费用持续增长,具体构成如下): what the last of its clauses begins with that begins with a known line."""
        for clause in reversed(re.split("[,。;]", self.running)[-CLAUSES:]):
            named = _OWNER.sub("", clause)[:LONGEST_LINE]
            for end in range(len(named), 1, -1):
                if (found := labels.concept(named[:end], ("money",))) is not None:
                    return found
        return None

    def note_subject(self, printed: str) -> None:
        """A numbered heading ends the enterprise of a table, but for that of the headings over it, and may name another."""
        if len(printed) > LONGEST_HEADING or "如下" in printed or not is_numbered(printed):
            return
        before = self.subjects.now
        self.subjects.head(printed, self.issuer)
        self.heading_page, self.heading_level = self.page, level(printed)
        now = self.subjects.now
        if now is not None and (now != before or HEADING.match(printed)):
            figures = self.figures
            self.about(now)
            self.figures = figures
        elif HEADING.match(printed) and len(printed) < LONG_TEXT:
            self.entity = None

    def note_headed(self, printed: str) -> None:
        """What a numbered heading over tables without titles says of their period and scope."""
        self.date_heading(printed)
        if self.kind in STATEMENTS and self.title is not None:
            return
        scoped = HEADED_SCOPE.search(printed) or (TOLD_SCOPE.search(printed) if "合并" not in printed or "母公司" not in printed else None)
        if scoped is not None:
            self.scope, self.headed_scope = Scope.CONSOLIDATED if "合并" in scoped.groups() else Scope.PARENT, True
            self.headed_level = level(printed)
        elif self.headed_scope and level(printed) <= self.headed_level:
            self.scope, self.headed_scope = Scope.UNSTATED, False
        if self.kind in STATEMENTS and not self.under_title and _HEADED_PERIOD.search(printed):
            self.period = reporting_period(printed) or self.period

    def date_heading(self, printed: str) -> None:
        """一、2024年度主要财务数据: what 本报告期 means in the tables under it, until a heading of its level."""
        depth = level(printed)
        if self.headed_period is not None and depth <= self.headed_period[0]:
            self.headed_period = None
        if "年" in printed and _OF_FIGURES.search(printed) and self.kind not in STATEMENTS:
            told = reporting_period(printed)
            if told is not None and not told.is_instant and told.end.month % 3 == 0:
                self.headed_period = depth, told

    def go_on(self) -> None:
        """A table goes on from the page before, whatever its page is about."""
        if self.header is None:
            self.header, self.unit = self.left_off

    def begin_header(self, header: Header, *, refines: bool) -> None:
        """The columns of a table; the unit of another table on another page says nothing of it, but a statement keeps its own until a title."""
        other = self.kind not in STATEMENTS and not refines and not same_columns(header, self.header)
        if other and self.unit_page < self.page:
            self.unit = None
        self.header, self.under_title = header, False
        if self.kind in STATEMENTS:
            days = [column.period for column in header.columns if column.period is not None]
            self.latest = max([*days, *([] if self.latest is None else [self.latest])], key=lambda one: one.end, default=None)

    def about(self, entity: str) -> None:
        """A table of another enterprise begins: unit and columns of the one before are not its own."""
        self.entity, self.entity_page, self.figures = entity, self.page, True
        self.header = self.unit = None

    def unit_of(self, *nearer: str | None) -> str | None:
        """The nearest unit; what holds throughout the document does so for the issuer's own figures."""
        usual = self.usual_unit if self.entity is None else None
        return next((unit for unit in (*nearer, self.unit, usual) if unit is not None), None)


def expense_named(heading: str, labels: Labels) -> Concept | None:
    """The line of the income statement that a note's heading names (40．销售费用), whose total is that line; of revenue the columns tell."""
    found = labels.concept(heading, ("money",))
    owned = found is not None and "income_statement" in found.statements and found.period is PeriodKind.DURATION
    return found if owned and not label_key(heading).endswith(("收入", "成本")) else None


def same_columns(one: Header, two: Header | None) -> bool:
    """Whether a header repeats the one before, as on the next sheet of a statement."""
    return two is not None and [column.text for column in one.columns] == [column.text for column in two.columns]
