"""Pages as applicants hand them in, typeset from invented figures: twelve kinds, every figure known."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Sans CJK TC")
"""The last one comes with the extra `samples`; the others count where the machine has them."""


@dataclass(slots=True)
class Sheet:
    """A page while it is written: every figure printed, and the rows of its tables."""

    rng: random.Random
    figures: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def said(self, text: str) -> str:
        """A figure is printed."""
        self.figures.append(text)
        return text

    def money(self, low: int = 5, high: int = 9, *, decimals: int = 2, negative: float = 0.1) -> str:
        """An amount with that many digits before the point."""
        digits = self.rng.randint(low, high)
        whole = self.rng.randrange(10 ** (digits - 1), 10**digits)
        sign = "-" if self.rng.random() < negative else ""
        part = f".{self.rng.randrange(10**decimals):0{decimals}d}" if decimals else ""
        return self.said(f"{sign}{whole:,}{part}")

    def share(self) -> str:
        """A percentage to four digits."""
        return self.said(f"{self.rng.randint(10, 99)}.{self.rng.randint(0, 99):02d}%")

    def number(self, digits: int) -> str:
        """A plain run of digits."""
        return self.said(str(self.rng.randrange(10 ** (digits - 1), 10**digits)))

    def row(self, *cells: str) -> tuple[str, ...]:
        """A table row is printed."""
        self.rows.append(cells)
        return cells


@dataclass(frozen=True, slots=True)
class Printed:
    """A page as PDF with what stands on it."""

    kind: str
    pdf: bytes
    figures: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def printed(kind: str, seed: int) -> Printed:
    """One page of a kind; the same seed gives the same page."""
    rng = random.Random(f"{kind} {seed}")
    sheet = Sheet(rng)
    body = KINDS[kind](sheet)
    paper = PAPERS.get(kind, 'paper: "a4"')
    fonts = f"({json.dumps(rng.choice(FONTS[:2]))}, {json.dumps(FONTS[2])})"
    size = rng.choice((7.5, 8, 9, 10, 10.5))
    source = f'#set page({paper}, margin: (x: 1.8cm, y: 2cm))\n#set text(font: {fonts}, lang: "zh", region: "cn", size: {size}pt)\n'
    return Printed(kind, _compiled(source + body), tuple(sheet.figures), tuple(sheet.rows))


def _compiled(source: str) -> bytes:
    found = find_spec("cvttf_NotoSansCJK_Regular")
    folders = [Path(folder) for folder in (found.submodule_search_locations or ())] if found else []
    made: Any = typst.Compiler(input=source.encode(), font_paths=typst.Fonts(font_paths=folders)).compile(format="pdf")
    return bytes(made)


def _table(rows: Iterable[Sequence[str]], columns: str, align: str, stroke: str) -> str:
    cells = ", ".join(f"[{_escaped(cell)}]" for row in rows for cell in row)
    return f"#table(columns: ({columns}), align: ({align}), stroke: {stroke}, inset: (x: 4pt, y: 5pt), {cells})\n"


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "#*_[]$@<>\\`~" else char for char in text).replace("-", "\\u{2d}")


def _title(text: str, remark: str = "") -> str:
    return f'#align(center, text(size: 15pt, weight: "bold")[{text}])\n#v(4pt)\n{remark}\n\n'


THREE_LINES = "(x, y) => if y == 0 { (top: 1.2pt, bottom: 0.6pt) } else { none }"
RULED = "0.6pt"
INCOME = (
    "一、营业总收入", "其中：营业收入", "二、营业总成本", "其中：营业成本", "税金及附加", "销售费用", "管理费用", "研发费用", "财务费用", "加：其他收益",
    "投资收益", "信用减值损失", "资产处置收益", "三、营业利润", "加：营业外收入", "减：营业外支出", "四、利润总额", "减：所得税费用", "五、净利润",
)  # fmt: skip
CASH = (
    "销售商品、提供劳务收到的现金", "收到的税费返还", "收到其他与经营活动有关的现金", "经营活动现金流入小计", "购买商品、接受劳务支付的现金",
    "支付给职工以及为职工支付的现金", "支付的各项税费", "支付其他与经营活动有关的现金", "经营活动现金流出小计", "经营活动产生的现金流量净额",
    "收回投资收到的现金", "取得投资收益收到的现金", "购建固定资产支付的现金", "投资活动产生的现金流量净额", "吸收投资收到的现金", "取得借款收到的现金",
    "偿还债务支付的现金", "筹资活动产生的现金流量净额", "期末现金及现金等价物余额",
)  # fmt: skip
ASSETS = ("货币资金", "交易性金融资产", "应收票据", "应收账款", "预付款项", "其他应收款", "存货", "其他流动资产", "流动资产合计", "长期股权投资",
          "固定资产", "在建工程", "使用权资产", "无形资产", "长期待摊费用", "递延所得税资产", "非流动资产合计", "资产总计")  # fmt: skip
DEBTS = ("短期借款", "应付票据", "应付账款", "合同负债", "应付职工薪酬", "应交税费", "其他应付款", "流动负债合计", "长期借款", "租赁负债", "递延收益",
         "非流动负债合计", "负债合计", "实收资本", "资本公积", "盈余公积", "未分配利润", "负债和所有者权益总计")  # fmt: skip


def income_statement(sheet: Sheet) -> str:
    """Three lines, two years."""
    rows: list[tuple[str, ...]] = [("项目", "附注", "2022年度", "2021年度")]
    rows += [_statement_row(sheet, label) for label in INCOME]
    remark = "#grid(columns: (1fr, 1fr), [编制单位：海州精密机械有限公司], align(right)[单位：元])"
    return (
        _title("利润表", remark) + _table(rows, "1fr, 1.4cm, 4cm, 4cm", "left, center, right, right", THREE_LINES) + "#line(length: 100%)"
    )


def _statement_row(sheet: Sheet, label: str) -> tuple[str, ...]:
    first, second = sheet.money(), sheet.money()
    sheet.row(label, first, second)
    return label, "", first, second


def cash_flow(sheet: Sheet) -> str:
    """No rules at all, three years."""
    rows = [("项　　目", "2022年", "2021年", "2020年"), *(sheet.row(label, *(sheet.money() for _ in range(3))) for label in CASH)]
    return _title("现金流量表", "#align(right)[单位：人民币元]") + _table(
        rows, "1fr, 3.3cm, 3.3cm, 3.3cm", "left, right, right, right", "none"
    )


def balance_sheet(sheet: Sheet) -> str:
    """Two sides of four columns, ruled, lying."""
    rows: list[tuple[str, ...]] = [("资产", "行次", "期末余额", "年初余额", "负债和所有者权益", "行次", "期末余额", "年初余额")]
    for number, (asset, debt) in enumerate(zip(ASSETS, DEBTS, strict=True), 1):
        values = [sheet.money(negative=0.02) for _ in range(4)]
        rows.append(sheet.row(asset, str(number), values[0], values[1], debt, str(number + 30), values[2], values[3]))
    columns = "1fr, 1cm, 3.3cm, 3.3cm, 1.2fr, 1cm, 3.3cm, 3.3cm"
    return _title("资产负债表") + _table(rows, columns, "left, center, right, right, left, center, right, right", RULED)


def wide_ledger(sheet: Sheet) -> str:
    """An A3 sheet: depreciation by asset, twelve columns."""
    head = ("编号", "资产名称", "入账日期", "原值", "累计折旧", "净值", "本年折旧", "一季度", "二季度", "三季度", "四季度", "残值率")
    names = ("数控车床", "加工中心", "三坐标测量仪", "注塑机", "激光切割机", "空压机", "检测平台", "叉车")
    rows: list[tuple[str, ...]] = [head]
    for number in range(1, 27):
        day = f"{sheet.rng.randint(2012, 2022)}-{sheet.rng.randint(1, 12):02d}-{sheet.rng.randint(1, 28):02d}"
        rows.append(
            sheet.row(f"A{number:03d}", sheet.rng.choice(names), day, *(sheet.money(4, 7, negative=0) for _ in range(8)), sheet.share())
        )
    return _title("固定资产明细表") + _table(rows, "1.4cm, 1fr, 2.4cm" + ", 2.9cm" * 8 + ", 2cm", "left" + ", right" * 11, RULED)


def application_form(sheet: Sheet) -> str:
    """A grid of labels and fields with merged cells."""

    def money() -> str:
        return sheet.money(3, 6, negative=0)

    lines = [
        "[企业名称], table.cell(colspan: 5)[海州精密机械有限公司]",
        f"[统一社会信用代码], table.cell(colspan: 3)[{_code(sheet)}], [成立时间], [2009年6月18日]",
        f"[注册资本（万元）], table.cell(colspan: 2)[{money()}], [实缴资本（万元）], table.cell(colspan: 2)[{money()}]",
        "table.cell(rowspan: 2)[经济效益], [指标], [2020年], [2021年], [2022年], [增长率]",
        f"[营业收入（万元）], [{money()}], [{money()}], [{money()}], [{sheet.share()}]",
        f"table.cell(rowspan: 4)[创新能力], [研发费用（万元）], [{money()}], [{money()}], [{money()}], [{sheet.share()}]",
        f"[净利润（万元）], [{money()}], [{money()}], [{money()}], [{sheet.share()}]",
        f"[资产总额（万元）], [{money()}], [{money()}], [{money()}], [{sheet.share()}]",
        f"[全职员工（人）], [{sheet.number(4)}], [{sheet.number(4)}], [{sheet.number(4)}], [{sheet.share()}]",
        f"[主导产品], [名称], table.cell(colspan: 2)[精密减速器], [占比], [{sheet.share()}]",
        f"[主导产品收入（万元）], [{money()}], [{money()}], [{money()}], [联系电话], [{sheet.number(8)}]",
    ]
    return (
        _title("专精特新企业申请书")
        + "#table(columns: (2.6cm, 1fr, 1fr, 1fr, 1fr, 1fr), stroke: 0.6pt, align: center + horizon, inset: 7pt,\n"
        + ",\n".join(lines)
        + ")"
    )


def _code(sheet: Sheet) -> str:
    return f"9133{sheet.rng.randrange(10**4, 10**5)}MA{sheet.rng.randrange(10**6, 10**7)}X"


def licence(sheet: Sheet) -> str:
    """Labels and values without a grid, in large print."""
    fields = (
        ("名　　称", "海州精密机械有限公司"),
        ("类　　型", "有限责任公司（自然人投资或控股）"),
        ("法定代表人", "林知远"),
        ("注册资本", f"{sheet.money(4, 5, decimals=0, negative=0)}万元整"),
        ("实收资本", f"{sheet.money(4, 5, negative=0)}万元"),
        ("成立日期", f"{sheet.said('2009')}年06月18日"),
        ("登记号", sheet.number(15)),
        ("档案编号", sheet.number(12)),
        ("电　　话", sheet.number(11)),
        ("邮政编码", sheet.number(6)),
    )
    rows = "".join(f"[{label}], [{value}], " for label, value in fields)
    grid = f"#grid(columns: (3.5cm, 1fr), row-gutter: 16pt, {rows})"
    return f"#align(center, text(size: 30pt)[营　业　执　照])\n#v(1cm)\n#set text(size: 13pt)\n{grid}"


def patent(sheet: Sheet) -> str:
    """A certificate with few, important numbers."""
    lines = (
        f"证书号第 {sheet.number(8)} 号",
        "发 明 专 利 证 书",
        "发明名称：一种精密行星减速器的装配方法",
        f"专 利 号：ZL {sheet.said(f'2020 1 {sheet.rng.randrange(10**6, 10**7)}.{sheet.rng.randint(0, 9)}')}",
        f"专利申请日：{sheet.said('2020')}年03月17日",
        "专 利 权 人：海州精密机械有限公司",
        f"授权公告日：{sheet.said('2022')}年08月09日　　授权公告号：CN {sheet.number(9)} B",
        f"缴费金额：{sheet.money(3, 4, negative=0)}元　　收据号：{sheet.number(10)}",
        f"地　　址：{sheet.number(6)} 海州市经济开发区创新路{sheet.number(4)}号",
    )
    return "#set text(size: 13pt)\n" + "\n#v(14pt)\n".join(lines)


def insurance(sheet: Sheet) -> str:
    """Names, numbers and contributions of the insured."""
    names = ("王一鸣", "李文博", "张雨桐", "刘子涵", "陈思远", "杨婉清", "赵宇航", "黄嘉树", "周若水", "吴景行")
    rows: list[tuple[str, ...]] = [("序号", "姓名", "社会保障号码", "缴费基数", "单位缴费", "个人缴费", "合计")]
    for number in range(1, 25):
        money = [sheet.money(4, 5, negative=0), *(sheet.money(3, 4, negative=0) for _ in range(3))]
        rows.append(sheet.row(str(number), sheet.rng.choice(names), sheet.number(18), *money))
    return _title("社会保险缴费清单") + _table(
        rows, "1.2cm, 1.8cm, 1fr, 2.4cm, 2.3cm, 2.3cm, 2.4cm", "center, center, center, right, right, right, right", RULED
    )


def tax(sheet: Sheet) -> str:
    """What was paid, by kind of tax."""
    kinds = ("增值税", "企业所得税", "城市维护建设税", "教育费附加", "地方教育附加", "印花税", "房产税", "城镇土地使用税", "个人所得税")
    rows: list[tuple[str, ...]] = [("税票号码", "税种", "税款所属时期", "入（退）库日期", "实缴（退）金额")]
    for kind in kinds:
        for quarter in (1, 2):
            period = f"2022-{quarter * 3 - 2:02d}-01至2022-{quarter * 3:02d}-30"
            rows.append(sheet.row(sheet.number(18), kind, period, f"2022-{quarter * 3 + 1:02d}-15", sheet.money(4, 8, negative=0.05)))
    return _title("税收完税证明") + _table(rows, "4.2cm, 3cm, 1fr, 2.6cm, 3.2cm", "left, left, center, center, right", RULED)


def ledger(sheet: Sheet) -> str:
    """Research expense by voucher and by use."""
    rows: list[tuple[str, ...]] = [("日期", "凭证号", "摘要", "人员人工", "直接投入", "折旧费用", "其他费用", "合计")]
    for number in range(1, 22):
        day = f"2022-{sheet.rng.randint(1, 12):02d}-{sheet.rng.randint(1, 28):02d}"
        money = [sheet.money(3, 6, negative=0.05) for _ in range(5)]
        rows.append(sheet.row(day, f"记-{number:03d}", sheet.rng.choice(("领料", "计提工资", "试制", "检测费", "折旧")), *money))
    return (
        "#set text(size: 8.5pt)\n"
        + _title("研发支出辅助账")
        + _table(rows, "2.1cm, 1.6cm, 1fr" + ", 2.3cm" * 5, "left, left, left" + ", right" * 5, RULED)
    )


def equity(sheet: Sheet) -> str:
    """Who holds how much, between three lines."""
    rows: list[tuple[str, ...]] = [("股东名称", "认缴出资额（元）", "实缴出资额（元）", "持股数（股）", "持股比例")]
    for place in range(14):
        name = ("海州创新投资合伙企业", "林知远", "苏晚晴", "东临产业基金", "何川", "远航科技有限公司")[place % 6]
        rows.append(
            sheet.row(
                name, sheet.money(6, 9, negative=0), sheet.money(6, 9, negative=0), sheet.money(6, 8, decimals=0, negative=0), sheet.share()
            )
        )
    return (
        _title("股东出资情况表")
        + _table(rows, "1fr, 3.6cm, 3.6cm, 3.2cm, 2.2cm", "left, right, right, right, right", THREE_LINES)
        + "#line(length: 100%)"
    )


def prose(sheet: Sheet) -> str:
    """Figures in running text."""
    lines = [_year_in_words(sheet, year) for year in ("2020", "2021", "2022")]
    return (
        _title("主要经营情况说明")
        + "#set par(first-line-indent: (amount: 2em, all: true), leading: 1.1em, justify: true)\n"
        + "\n\n".join(lines)
    )


def _year_in_words(sheet: Sheet, year: str) -> str:
    def money(low: int, high: int) -> str:
        return sheet.money(low, high, negative=0)

    return (
        f"{sheet.said(year)}年度，公司实现营业收入{money(8, 9)}元，其中主营业务收入{money(8, 9)}元，"
        f"占营业收入的比例为{sheet.share()}；净利润{sheet.money(6, 8)}元，研发费用{money(6, 7)}元，占营业收入的{sheet.share()}。"
        f"截至{sheet.said(year)}年12月31日，资产总额{money(4, 6)}万元，负债总额{money(4, 6)}万元，"
        f"资产负债率{sheet.share()}，在册员工{sheet.number(4)}人，缴纳税金{money(6, 7)}元。"
    )


KINDS: dict[str, Callable[[Sheet], str]] = {
    "income_statement": income_statement,
    "application_form": application_form,
    "balance_sheet": balance_sheet,
    "licence": licence,
    "patent": patent,
    "insurance": insurance,
    "tax": tax,
    "ledger": ledger,
    "equity": equity,
    "prose": prose,
    "cash_flow": cash_flow,
    "wide_ledger": wide_ledger,
}
PAPERS = {"balance_sheet": 'paper: "a4", flipped: true', "wide_ledger": 'paper: "a3", flipped: true'}
