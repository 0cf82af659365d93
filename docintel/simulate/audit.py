"""The audit report of a year: cover, contents, auditor's report, statements of the group and of the parent, notes."""

from __future__ import annotations

from dataclasses import replace

from docintel.simulate.application import chinese_date
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.equity_changes import equity_changes
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.group import PARENT
from docintel.simulate.notes import note_sheets
from docintel.simulate.papers import Report
from docintel.simulate.sheets import Paper
from docintel.simulate.sheets import PrintedFact
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import footer_notice
from docintel.simulate.sheets import heading
from docintel.simulate.sheets import paper
from docintel.simulate.sheets import paragraph
from docintel.simulate.sheets import strong
from docintel.simulate.statements import report_day
from docintel.simulate.statements import statement_sheets
from docintel.simulate.typesetting import SECOND_FAMILY
from docintel.simulate.typesetting import look_of
from docintel.simulate.typesetting import name_stamp
from docintel.simulate.typesetting import quoted
from docintel.simulate.typesetting import seal
from docintel.simulate.typesetting import signature

KIND = "audit_report"


def audit_report(enterprise: Enterprise, report: Report) -> Paper:
    """The whole report; every statement begins on a sheet of its own."""
    if report.company is not None:
        enterprise = replace(enterprise, company=report.company)
    consolidated = [*statement_sheets(enterprise, report, CONSOLIDATED), *equity_changes(enterprise, report.year, CONSOLIDATED)]
    parent = [*statement_sheets(enterprise, report, PARENT), *equity_changes(enterprise, report.year, PARENT)]
    notes = note_sheets(enterprise, report)
    opinion = [_opinion(enterprise, report), _responsibilities(enterprise, report.year)]
    front = [
        _cover(enterprise, report.year),
        _contents(len(opinion), len(consolidated), len(parent), len(notes), parent_first=enterprise.layout >= SECOND_FAMILY),
    ]
    statements = [*parent, *consolidated] if enterprise.layout >= SECOND_FAMILY else [*consolidated, *parent]
    return paper(report.file, _preamble(enterprise, report.year) + look_of(enterprise.layout), [*front, *opinion, *statements, *notes])


def report_number(enterprise: Enterprise, year: int) -> str:
    """As on its cover: 例衡审字〔2023〕第0412号."""
    return f"{enterprise.auditor[:3]}审字〔{year + 1}〕第{int(enterprise.market_share.replace('.', '')) % 900 + 100 + year % 7:04d}号"


def _preamble(enterprise: Enterprise, year: int) -> str:
    header = f"text(size: 8pt, [{enterprise.company.name} #h(1fr) {year}年度审计报告])"
    number = "text(size: 8.5pt)[第 #(here().page() - 1) 页 共 #(counter(page).final().first() - 1) 页]"
    return (
        '#set page(paper: "a4", margin: (x: 2.1cm, top: 2.3cm, bottom: 2cm), '
        f"header: context if here().page() > 1 [#{header} #v(-7pt) #line(length: 100%, stroke: 0.4pt)], "
        f"footer: context if here().page() > 1 [#align(center, {number}) #v(-6pt) #align(right, {footer_notice()})] "
        f"else [#align(right, {footer_notice()})])\n#set par(leading: 0.95em, spacing: 0.95em)\n"
    )


def _cover(enterprise: Enterprise, year: int) -> Sheet:
    name, number = enterprise.company.name, report_number(enterprise, year)
    stamp = f"#place(center, dy: -2.1cm, {seal(enterprise.auditor)})\n"
    source = (
        f"#v(3.2cm)\n{heading(name, 20)}#v(1.6cm)\n{heading('审 计 报 告', 32)}#v(0.8cm)\n{heading(number, 13)}"
        f"#v(7.4cm)\n{heading(enterprise.auditor, 15)}{stamp}#v(0.2cm)\n#align(center, {quoted(chinese_date(report_day(year)))})\n"
    )
    facts = (
        PrintedFact("audited_entity", "被审计单位", name, None, name, KIND),
        PrintedFact("report_number", "报告文号", number, None, number, KIND),
        PrintedFact("auditor", "会计师事务所", enterprise.auditor, None, enterprise.auditor, KIND),
    )
    return Sheet(source, facts)


def _contents(opinion: int, consolidated: int, parent: int, notes: int, *, parent_first: bool) -> Sheet:
    first = 2
    statements = first + opinion
    titles = ("资产负债表", "利润表", "现金流量表", "所有者权益变动表")
    entries = [("一、审计报告", first, first + opinion - 1), ("二、财务报表", statements, statements + consolidated + parent - 1)]
    scopes = (("合并", statements), ("母公司", statements + consolidated))
    if parent_first:
        scopes = (("母公司", statements), ("合并", statements + parent))
    for scope, start in scopes:
        entries += [
            (f"　　{scope}{title}", start + at, start + to) for title, at, to in zip(titles, (0, 2, 3, 4), (1, 2, 3, 5), strict=True)
        ]
    entries.append(("三、财务报表附注", statements + consolidated + parent, statements + consolidated + parent + notes - 1))
    rows = ", ".join(f"{quoted(label)}, {quoted(str(at) if at == to else f'{at}-{to}')}" for label, at, to in entries)
    leader = "#let entry(label, pages) = block(spacing: 1.1em, [#label #box(width: 1fr, repeat[.]) #pages])\n"
    lines = "\n".join(f"#entry({pair})" for pair in _pairs(rows))
    return Sheet(f"#v(1cm)\n{heading('目　　录', 18)}#v(0.8cm)\n{leader}{lines}\n")


def _pairs(run: str) -> list[str]:
    parts = run.split(", ")
    return [f"{label}, {pages}" for label, pages in zip(parts[::2], parts[1::2], strict=True)]


def _opinion(enterprise: Enterprise, report: Report) -> Sheet:
    name, year = enterprise.company.name, report.year
    number = report_number(enterprise, year)
    source = (
        f"{heading('审 计 报 告', 20)}\n#align(right, {quoted(number)})\n\n{strong(name + '全体股东：')}{strong('一、保留意见' if report.qualified else '一、审计意见')}"
        + paragraph(
            f"我们审计了{name}（以下简称“贵公司”）财务报表，包括{year}年12月31日的合并及母公司资产负债表，{year}年度的合并及母公司利润表、"
            "合并及母公司现金流量表、合并及母公司所有者权益变动表以及相关财务报表附注。"
        )
        + paragraph(_judgement(enterprise, report))
        + strong("二、形成保留意见的基础" if report.qualified else "二、形成审计意见的基础")
        + (paragraph(report.qualified) if report.qualified else "")
        + paragraph(
            "我们按照中国注册会计师审计准则的规定执行了审计工作。审计报告的“注册会计师对财务报表审计的责任”部分进一步阐述了我们在这些准则下的责任。"
            "按照中国注册会计师职业道德守则，我们独立于贵公司，并履行了职业道德方面的其他责任。我们相信，我们获取的审计证据是充分、适当的，"
            "为发表审计意见提供了基础。"
        )
        + strong("三、管理层和治理层对财务报表的责任")
        + paragraph(
            "贵公司管理层负责按照企业会计准则的规定编制财务报表，使其实现公允反映，并设计、执行和维护必要的内部控制，以使财务报表不存在由于舞弊或错误导致的重大错报。"
        )
        + paragraph(
            "在编制财务报表时，管理层负责评估贵公司的持续经营能力，披露与持续经营相关的事项（如适用），并运用持续经营假设，除非管理层计划清算贵公司、终止运营或别无其他现实的选择。"
        )
        + paragraph("治理层负责监督贵公司的财务报告过程。")
    )
    printed = _judgement(enterprise, report).removeprefix("我们认为，").split("贵公司")[0].removeprefix("后附的财务报表")
    value = "qualified" if report.qualified else "unqualified"
    return Sheet(source, (PrintedFact("audit_opinion", "审计意见", value, None, printed.removeprefix("后附的财务报表"), KIND),))


def _judgement(enterprise: Enterprise, report: Report) -> str:
    """The sentence with the opinion, in the wording of the layout's family."""
    year = report.year
    if enterprise.layout >= SECOND_FAMILY:
        return (
            f"我们认为，{_except_for(report)}上述财务报表已经按照企业会计准则的规定编制，在所有重大方面公允反映了贵公司{year}年12月31日的财务状况"
            f"（合并及母公司）以及{year}年度的经营成果和现金流量（合并及母公司）。"
        )
    return (
        f"我们认为，{_except_for(report)}后附的财务报表在所有重大方面按照企业会计准则的规定编制，公允反映了贵公司{year}年12月31日的合并及母公司财务状况"
        f"以及{year}年度的合并及母公司经营成果和现金流量。"
    )


def _except_for(report: Report) -> str:
    return "除“形成保留意见的基础”部分所述事项可能产生的影响外，" if report.qualified else ""


def _responsibilities(enterprise: Enterprise, year: int) -> Sheet:
    first, second = enterprise.people.auditors
    numbers = (f"{enterprise.place.region}{year % 100}0017", f"{enterprise.place.region}{year % 100}0236")
    source = (
        strong("四、注册会计师对财务报表审计的责任")
        + paragraph(
            "我们的目标是对财务报表整体是否不存在由于舞弊或错误导致的重大错报获取合理保证，并出具包含审计意见的审计报告。合理保证是高水平的保证，"
            "但并不能保证按照审计准则执行的审计在某一重大错报存在时总能发现。错报可能由于舞弊或错误导致，如果合理预期错报单独或汇总起来可能影响财务报表使用者依据财务报表作出的经济决策，则通常认为错报是重大的。"
        )
        + paragraph("在按照审计准则执行审计工作的过程中，我们运用职业判断，并保持职业怀疑。同时，我们也执行以下工作：")
        + paragraph(
            "（1）识别和评估由于舞弊或错误导致的财务报表重大错报风险，设计和实施审计程序以应对这些风险，并获取充分、适当的审计证据，作为发表审计意见的基础。"
        )
        + paragraph("（2）了解与审计相关的内部控制，以设计恰当的审计程序。")
        + paragraph("（3）评价管理层选用会计政策的恰当性和作出会计估计及相关披露的合理性。")
        + paragraph("（4）对管理层使用持续经营假设的恰当性得出结论。")
        + paragraph("（5）评价财务报表的总体列报（包括披露）、结构和内容，并评价财务报表是否公允反映相关交易和事项。")
        + paragraph("（6）就贵公司中实体或业务活动的财务信息获取充分、适当的审计证据，以对合并财务报表发表审计意见。")
        + paragraph(
            "我们与治理层就计划的审计范围、时间安排和重大审计发现等事项进行沟通，包括沟通我们在审计中识别出的值得关注的内部控制缺陷。"
        )
        + f"#v(1.4cm)\n#grid(columns: (1.1fr, 1fr), row-gutter: 0.45cm,\n"
        f"[#{quoted(enterprise.auditor)}#place(dx: 0.9cm, dy: -0.9cm, {seal(enterprise.auditor)})], [中国注册会计师：#h(4pt)#box(baseline: 40%, {signature(first)})],\n"
        f"[], [#h(7em)#{name_stamp(first, numbers[0])}],\n"
        f"[中国 · {enterprise.place.short}], [中国注册会计师：#h(4pt)#box(baseline: 40%, {signature(second)})],\n"
        f"[#{quoted(chinese_date(report_day(year)))}], [#h(7em)#{name_stamp(second, numbers[1])}])\n"
    )
    return Sheet(source)
