"""Invented pages on which there is no table: prose, lists, contents, letters, two columns of prose, signatures, particulars."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from borderless_layout import SENTENCES
from borderless_layout import page_edges
from borderless_tables import FIRMS
from borderless_tables import TRADES
from borderless_tables import amount
from borderless_tables import day
from borderless_tables import person
from borderless_tables import share

MORE = (
    "各省、自治区、直辖市中小企业主管部门应当按照本办法的规定，组织开展申报、推荐和复核工作，并对企业申报材料的真实性进行核查。",
    "企业应当对所提交材料的真实性、准确性和完整性负责，提供虚假材料的，三年内不得再次申报。",
    "截至 2023 年末，公司总资产 56,781.22 万元，净资产 31,002.45 万元，资产负债率 45.40%，较年初下降 2.10 个百分点。",
    "2021 年、2022 年和 2023 年，公司营业收入分别为 12,345.67 万元、15,678.90 万元和 18,901.23 万元，复合增长率为 23.74%。",
    "公司与主要客户签订了框架协议，约定价格随原材料行情按季度调整，结算方式为电汇或银行承兑汇票。",
    "本所接受委托，对后附的财务报表进行了审计，包括资产负债表、利润表、现金流量表、所有者权益变动表以及相关财务报表附注。",
)


def firm(random: Random) -> str:
    """A company."""
    return random.choice(FIRMS) + random.choice(FIRMS) + random.choice(TRADES)


def paragraph(random: Random) -> str:
    """Some sentences."""
    return "".join(random.choice(SENTENCES + MORE) for _ in range(random.randrange(2, 6)))


def policy(random: Random) -> str:
    """Articles."""
    return "\n\n".join(f"第{number}条　{paragraph(random)}" for number in "一二三四五六七八"[: random.randrange(4, 9)])


def numbered(random: Random) -> str:
    """Lists with numbers of several kinds, set in with a gap."""
    mark = random.choice(("{}.", "（{}）", "{}、", "●"))
    gap = random.choice((4, 9, 14))
    lines = [f"#par(hanging-indent: 2em)[{mark.format(number)}#h({gap}pt){paragraph(random) if random.random() < 0.5 else random.choice(SENTENCES + MORE)}]" for number in range(1, random.randrange(5, 12))]  # fmt: skip
    return paragraph(random) + "\n\n" + "\n".join(lines)


def contents(random: Random) -> str:
    """A table of contents, with dots or without."""
    names = (
        "重要提示",
        "公司简介和主要财务指标",
        "公司业务概要",
        "经营情况讨论与分析",
        "重要事项",
        "普通股股份变动及股东情况",
        "董事、监事、高级管理人员",
        "公司治理",
        "财务报告",
        "备查文件目录",
    )
    page, lines = 1, []
    fill = random.choice(("repeat([.])", "repeat([·])", "repeat([…])", "[]"))
    for number, name in enumerate(names[: random.randrange(6, 11)], start=1):
        page += random.randrange(1, 23)
        lines.append(f"第{number}节　{name}#box(width: 1fr, {fill})#h(2pt){page}")
    return "#align(center)[目　录]\n\n" + "\n\n".join(lines)


def letter(random: Random) -> str:
    """A letter with a signature below."""
    return (
        f"#align(center, text(size: 15pt)[关于申报材料真实性的承诺函])\n\n工业和信息化主管部门：\n\n{paragraph(random)}\n\n{paragraph(random)}\n\n特此承诺。\n\n"
        f"#align(right)[{firm(random)}（盖章）]\n\n#align(right)[法定代表人（签字）：#h(60pt)]\n\n#align(right)[{day(random)}]"
    )


def two_columns(random: Random) -> str:
    """Prose in two columns."""
    return f"#columns(2, gutter: {random.choice((14, 20, 28))}pt)[{chr(10).join(paragraph(random) + chr(10) for _ in range(random.randrange(4, 9)))}]"


def signatures(random: Random) -> str:
    """Blocks of signatures and dates, side by side."""
    width = random.choice((2, 3))
    posts = ("法定代表人", "主管会计工作负责人", "会计机构负责人", "董事", "监事", "财务总监")
    blocks = [f"[{posts[number % 6]}：{random.choice(('', person(random)))}]" for number in range(width * random.randrange(2, 4))]
    dates = [f"[日期：{day(random)}]" for _ in range(width)]
    return f"{paragraph(random)}\n\n#v(20pt)#grid(columns: {width}, column-gutter: 1fr, row-gutter: 26pt, {', '.join(blocks + dates)})"


def particulars(random: Random) -> str:
    """Labels and values, as on a licence or a cover."""
    colon = random.choice(("：", "："))
    lines = (
        ("企业名称", firm(random)), ("统一社会信用代码", f"9133{random.randrange(10**13, 10**14)}"), ("法定代表人", person(random)), ("注册资本", f"{amount(random)}万元"),
        ("成立日期", day(random)), ("联系电话", f"0571-{random.randrange(10**7, 10**8)}"), ("邮政编码", f"31{random.randrange(1000, 9999)}"), ("营业期限", "长期"),
        ("住所", "浙江省杭州市滨江区江南大道 1088 号"), ("参保人数", str(random.randrange(10, 900))), ("持股比例", share(random)),
    )  # fmt: skip
    rows = ", ".join(f"[{name}{colon}], [{value}]" for name, value in random.sample(lines, random.randrange(6, 11)))
    return f"#grid(columns: 2, column-gutter: {random.choice((4, 12, 30))}pt, row-gutter: {random.choice((8, 14))}pt, {rows})\n\n{paragraph(random)}"


def figures_in_prose(random: Random) -> str:
    """Prose full of figures, and a formula."""
    lines = [
        f"（{number}）{firm(random)}：{day(random)}，出资 {amount(random)} 万元，占 {share(random)}；"
        for number in range(1, random.randrange(4, 9))
    ]
    return (
        paragraph(random) + "\n\n" + "\n\n".join(lines) + f"\n\n净资产收益率 = {amount(random)} ÷ {amount(random)} × 100% = {share(random)}"
    )


PAGES: tuple[Callable[[Random], str], ...] = (policy, numbered, contents, letter, two_columns, signatures, particulars, figures_in_prose)


def prose_page(random: Random) -> str:
    """One page without a table."""
    first, second = random.choice(PAGES), random.choice(PAGES)
    edges = random.choice(("", page_edges(random)))
    justified = random.choice(("true", "false"))
    body = first(random) + ("\n\n" + second(random) if random.random() < 0.4 else "")
    return f"#[#set par(justify: {justified}, leading: {random.choice((0.6, 0.8, 1.0))}em)\n{edges}\n{body}]"
