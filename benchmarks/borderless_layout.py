"""Pages around invented tables, as Typst: titles, units, prose before and after, rules of eight kinds, sizes, gaps and alignments."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from borderless_tables import CONTENTS
from borderless_tables import Drawn
from borderless_tables import words_only

from docintel.simulate.typesetting import quoted

RULES = ("three", "three", "three", "rows", "under_heads", "none", "ends", "double", "shaded", "zebra")
SENTENCES = (
    "报告期内，公司围绕主营业务持续加大研发投入，产品结构不断优化，整体经营情况保持稳定。",
    "公司按照企业会计准则的规定确认收入，对于在某一时点履行的履约义务，在客户取得相关商品控制权时确认。",
    "上述款项主要系公司向客户销售精密零部件形成，账期一般为九十天，期后回款情况良好。",
    "截至本报告出具日，公司不存在应披露而未披露的重大诉讼、仲裁事项，亦不存在对外担保。",
    "其中研发人员占比逐年提高，2023 年研发费用为 1,256.80 万元，占营业收入的 6.35%，较上年增加 0.42 个百分点。",
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a table is set."""

    rules: str
    size: float
    gutter: float
    leading: float
    inset: float
    number_side: str
    head_side: str
    upright: str
    label_width: float | None


def a_style(random: Random, table: Drawn) -> Style:
    """One that a table of this content can have: without rules a list of words is none, and heads over heads need a place."""
    rules = random.choice(("three", "rows", "double")) if table.kinds.strip("t") == "" else random.choice(RULES)
    numbers = table.kinds.count("n")
    widest = 460 - numbers * 78 if numbers else 200
    label = (
        None
        if random.random() < 0.35
        else max(72.0, min(random.choice((95, 120, 150, 190)), widest / table.kinds.count("l") if "l" in table.kinds else 190))
    )
    return Style(
        rules,
        random.choice((8, 9, 9, 10, 10.5)) if numbers < 5 else random.choice((7.5, 8, 8.5)),
        random.choice((4, 6, 8, 12, 16)) if numbers < 5 else random.choice((4, 5, 6)),
        random.choice((0.45, 0.55, 0.65)),
        random.choice((2.6, 3.2, 4.5, 6)),
        random.choice(("right", "right", "right", "center")),
        random.choice(("center", "center", "right")),
        random.choice(("top", "horizon", "horizon", "bottom")),
        label,
    )


def page_of(random: Random) -> tuple[str, list[list[tuple[str, ...]]]]:
    """A page as Typst, and the rows of its tables."""
    pieces: list[str] = []
    truths = []
    for number in range(random.choice((1, 1, 1, 2))):
        table = random.choice(CONTENTS)(random)
        if number and len(table.rows) > 12:
            table = words_only(random)
        pieces += [opening(random), table_of(random, table, a_style(random, table)), closing(random)]
        truths.append(table.truth)
    edges = random.choice(("", "", page_edges(random)))
    return f"#[{edges}\n{chr(10).join(pieces)}]", truths


def page_edges(random: Random) -> str:
    """A running head and foot with rules."""
    name = quoted(random.choice(("海川精密机械股份有限公司 2023 年年度报告", "鼎新科技审计报告及财务报表附注")))
    return (
        f"#place(top + left, dy: -28pt, block(width: 100%, stroke: (bottom: 0.5pt), inset: (bottom: 3pt), text(size: 8pt, {name})))"
        f'#place(bottom + center, dy: 24pt, text(size: 8pt, "{random.randrange(2, 190)} / 195"))'
    )


def opening(random: Random) -> str:
    """What stands above a table."""
    kind = random.randrange(6)
    prose = f"#par[{random.choice(SENTENCES)}{random.choice(SENTENCES)}]" if random.random() < 0.6 else ""
    heading = {
        0: f"#par[{random.choice(('（1）应收账款按账龄披露', '2、主要财务指标', '（三）人员情况', '5、研发投入情况如下：'))}]",
        1: f"#align(center, text(size: 13pt, {quoted(random.choice(('合并资产负债表', '利润表', '主要会计数据')))}))",
        2: "#grid(columns: (1fr, auto, 1fr), [编制单位：海川精密机械股份有限公司], [2023年12月31日], align(right)[单位：元])",
        3: "#align(right, text(size: 8pt)[单位：万元　币种：人民币])",
        4: "",
        5: "#par[公司报告期内的构成情况如下：]",
    }[kind]
    return prose + "\n\n" + heading


def closing(random: Random) -> str:
    """What stands below."""
    kind = random.randrange(5)
    return {
        0: "#text(size: 8pt)[注：上述数据已经会计师事务所审计，部分合计数与各加数之和存在尾差系四舍五入所致。]",
        1: f"#par[{random.choice(SENTENCES)}]",
        2: "#grid(columns: (1fr, 1fr, 1fr), [法定代表人：], [主管会计工作负责人：], [会计机构负责人：])",
        3: "",
        4: f"#v(8pt)#par[{random.choice(SENTENCES)}{random.choice(SENTENCES)}]",
    }[kind]


def table_of(random: Random, table: Drawn, style: Style) -> str:
    """The table as Typst."""
    aligns = ", ".join(f"{side_of(kind, style)} + {style.upright}" for kind in table.kinds)
    heads = [head_cell(text, columns, rows, style) for level in table.heads for text, columns, rows in level]
    heads = with_short_rules(random, table, style, heads)
    body = [", ".join(body_cell(table, row, column, style) for column in range(len(table.kinds))) for row in range(len(table.rows))]
    thick, thin = random.choice((0.8, 1.2, 1.5)), random.choice((0.4, 0.6))
    inner = lined(style.rules, heads, body, thick, thin)
    fill = {
        "shaded": f", fill: (_, y) => if y < {len(table.heads)} {{ luma(225) }}",
        "zebra": ", fill: (_, y) => if calc.odd(y) { luma(238) }",
    }
    return (
        f"#[#set text(size: {style.size}pt)\n#set par(leading: {style.leading}em, justify: false, first-line-indent: 0pt)\n"
        f"#align(center, table(columns: ({widths(table, style)}), align: ({aligns}), stroke: none, inset: (x: {style.gutter / 2}pt, y: {style.inset}pt)"
        f"{fill.get(style.rules, '')}, {', '.join(inner)}))]"
    )


def lined(rules: str, heads: list[str], body: list[str], thick: float, thin: float) -> list[str]:
    """The cells with the rules between them."""
    first, line = f"table.hline(stroke: {thick}pt)", f"table.hline(stroke: {thin}pt)"
    if rules == "rows":
        return [line, *heads, *(part for row in body for part in (line, row)), line]
    if rules in ("three", "double", "shaded"):
        bottom = [first, "table.hline(stroke: none)"] if rules == "three" else [first]
        return [first, *heads, line, *body, bottom[0]]
    if rules == "under_heads":
        return [*heads, line, *body]
    return [first, *heads, *body, first] if rules == "ends" else [*heads, *body]


def with_short_rules(random: Random, table: Drawn, style: Style, heads: list[str]) -> list[str]:
    """Rules under the heads that span columns."""
    if len(table.heads) < 2 or style.rules in ("none", "zebra") or random.random() < 0.35:
        return heads
    rules, column = [], 0
    for _, columns, rows in table.heads[0]:
        if rows == 1:
            rules.append(f"table.hline(y: 1, start: {column}, end: {column + columns}, stroke: 0.4pt)")
        column += columns
    return [*heads, *rules]


def widths(table: Drawn, style: Style) -> str:
    """The columns' widths: a fixed one makes labels wrap."""
    names = {"l": "auto" if style.label_width is None else f"{style.label_width}pt", "t": "auto"}
    if len(table.kinds) > 4 and "t" in table.kinds:
        names["t"] = "88pt"
    if table.kinds.endswith("tnn"):
        names["t"] = "130pt"
    return ", ".join(names.get(kind, "auto") for kind in table.kinds)


def side_of(kind: str, style: Style) -> str:
    """How a column is set."""
    return {"l": "left", "t": "left", "n": style.number_side}.get(kind, "center")


def head_cell(text: str, columns: int, rows: int, style: Style) -> str:
    """A head."""
    side = "center" if columns > 1 else style.head_side
    return f"table.cell(colspan: {columns}, rowspan: {rows}, align: {side} + horizon, {quoted(text)})"


def body_cell(table: Drawn, row: int, column: int, style: Style) -> str:
    """A cell of the body: labels may be set in, totals set apart."""
    text, kind = table.rows[row][column], table.kinds[column]
    if kind != "l" or not text:
        return quoted(text)
    if row in table.spaced and len(text) <= 5:
        return "[" + "#h(0.8em)".join(text) + "]"
    indent = table.indents[row] if column == 0 and row < len(table.indents) else 0
    return f"pad(left: {indent * style.size}pt, {quoted(text)})" if indent else quoted(text)
