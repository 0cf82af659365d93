"""Invented tables without a grid, each with the exact text of every row: content, layout and rules drawn from a seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from random import Random

Row = tuple[str, ...]

ASSETS = (
    "货币资金", "交易性金融资产", "应收票据", "应收账款", "预付款项", "其他应收款", "存货", "合同资产", "一年内到期的非流动资产", "其他流动资产",
    "长期股权投资", "固定资产", "在建工程", "使用权资产", "无形资产", "开发支出", "长期待摊费用", "递延所得税资产", "以公允价值计量且其变动计入当期损益的金融资产",
)  # fmt: skip
DEBTS = (
    "短期借款", "应付票据", "应付账款", "合同负债", "应付职工薪酬", "应交税费", "其他应付款", "一年内到期的非流动负债", "长期借款", "租赁负债",
    "递延收益", "实收资本（或股本）", "资本公积", "盈余公积", "未分配利润", "归属于母公司所有者权益（或股东权益）合计",
)  # fmt: skip
INCOME = (
    "一、营业总收入", "其中：营业收入", "二、营业总成本", "其中：营业成本", "税金及附加", "销售费用", "管理费用", "研发费用", "财务费用", "加：其他收益",
    "投资收益（损失以“－”号填列）", "其中：对联营企业和合营企业的投资收益", "信用减值损失（损失以“－”号填列）", "三、营业利润（亏损以“－”号填列）",
    "加：营业外收入", "减：营业外支出", "四、利润总额（亏损总额以“－”号填列）", "减：所得税费用", "五、净利润（净亏损以“－”号填列）",
    "（一）按经营持续性分类", "1.持续经营净利润（净亏损以“－”号填列）", "2.终止经营净利润（净亏损以“－”号填列）", "归属于母公司股东的其他综合收益的税后净额",
)  # fmt: skip
KEY = (
    "营业收入（万元）", "净利润（万元）", "扣除非经常性损益后的净利润（万元）", "研发费用占营业收入比例", "资产总额（万元）", "资产负债率", "主营业务收入占比", "全员劳动生产率", "经营活动产生的现金流量净额（万元）",
    "出口额（万元）", "研发人员数量（人）", "加权平均净资产收益率", "基本每股收益（元/股）", "应收账款周转率（次）",
)  # fmt: skip
NOTES = ("1年以内", "1至2年", "2至3年", "3至4年", "4至5年", "5年以上", "房屋及建筑物", "机器设备", "运输工具", "电子设备及其他", "原材料", "在产品", "库存商品", "委托加工物资", "人工费", "直接投入费用", "折旧与摊销")  # fmt: skip
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许", "明华建国志强丽芳晓东文博海燕雪梅思远子涵浩然"
POSTS = ("董事长", "董事、总经理", "独立董事", "监事会主席", "职工代表监事", "副总经理", "财务总监、董事会秘书", "核心技术人员")
DEGREES = ("本科", "硕士研究生", "博士研究生", "大专", "高中及以下")
FIRMS = ("海川", "博远", "泰和", "中科", "鼎新", "联创", "宏图", "天衡", "瑞丰", "启明")
TRADES = (
    "精密机械有限公司",
    "新材料科技股份有限公司",
    "创业投资合伙企业（有限合伙）",
    "自动化设备有限公司",
    "企业管理咨询中心（有限合伙）",
    "电子有限责任公司",
)
THINGS = (
    "一种高速主轴的冷却装置",
    "一种轴承套圈自动上料机构及其控制方法",
    "基于机器视觉的表面缺陷检测系统",
    "一种薄壁件夹具",
    "多工位锻造模具及锻造工艺",
    "一种耐磨涂层的制备方法",
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table as truth and as content for a page; `spans` of each head are columns it covers, `rows` rows."""

    heads: tuple[tuple[tuple[str, int, int], ...], ...]
    rows: tuple[Row, ...]
    kinds: str  # a letter a column: l label, t text, n number, c code or date, s serial, o note
    indents: tuple[int, ...] = ()
    spaced: frozenset[int] = field(default_factory=frozenset)

    @property
    def truth(self) -> list[Row]:
        """Every row, heads first; the places a head covers are empty."""
        return [*self._head_rows(), *self.rows]

    def _head_rows(self) -> list[Row]:
        grid = [[""] * len(self.kinds) for _ in self.heads]
        taken: set[tuple[int, int]] = set()
        for level, heads in enumerate(self.heads):
            column = 0
            for text, columns, rows in heads:
                while (level, column) in taken:
                    column += 1
                grid[level][column] = text
                taken |= {(level + down, column + right) for down in range(rows) for right in range(columns)}
                column += columns
        return [tuple(row) for row in grid]


def money(random: Random) -> str:
    """An amount of any size: grouped, in brackets or with a sign, a dash, or nothing."""
    shape = random.random()
    value = f"{random.randrange(100, 10 ** random.randrange(3, 13)) / 100:,.2f}"
    if shape < 0.08:
        return f"({value})" if random.random() < 0.5 else f"-{value}"
    return random.choice(("-", "—", "", "0.00")) if shape < 0.2 else value


def share(random: Random) -> str:
    """A percentage."""
    return f"{random.randrange(1, 9999) / 100:.2f}%"


def day(random: Random) -> str:
    """A date in one of three forms."""
    year, month, date = random.randrange(2012, 2025), random.randrange(1, 13), random.randrange(1, 29)
    return random.choice((f"{year}-{month:02}-{date:02}", f"{year}年{month}月{date}日", f"{year}.{month:02}"))


def person(random: Random) -> str:
    """A name."""
    return random.choice(SURNAMES) + "".join(random.sample(GIVEN, random.choice((1, 2))))


def one_row(texts: list[str]) -> tuple[tuple[tuple[str, int, int], ...], ...]:
    """One row of heads."""
    return (tuple((text, 1, 1) for text in texts),)


def periods(random: Random, count: int) -> list[str]:
    """Heads of columns of figures."""
    year = random.randrange(2019, 2025)
    names = {
        "day": [f"{year - back}年12月31日" for back in range(count)],
        "year": [f"{year - back}年度" for back in range(count)],
        "plain": [f"{year - back}年" for back in range(count)],
        "words": ["期末余额", "期初余额", "增减变动", "上年年末余额"][:count],
        "flow": ["本期发生额", "上期发生额", "本期比上期增减", "上上期发生额"][:count],
        "unit": [f"{year - back}年度（万元）" for back in range(count)],
    }
    return names[random.choice(sorted(names))]


def statement(random: Random) -> Drawn:
    """A balance sheet or income statement with subheadings, indents and totals, perhaps with notes."""
    labels = random.choice((ASSETS, INCOME, DEBTS))
    start = random.randrange(0, len(labels) - 6)
    picked = labels[start : start + random.randrange(6, 20)]
    notes, count = random.random() < 0.4, random.choice((2, 2, 2, 3))
    rows: list[Row] = []
    indents: list[int] = []
    if labels is not INCOME and random.random() < 0.7:
        rows.append((random.choice(("流动资产：", "非流动资产：", "所有者权益（或股东权益）：")), *[""] * (count + notes)))
        indents.append(0)
    for number, label in enumerate(picked):
        note = [random.choice((f"五、{number + 1}", f"七（{number + 1}）", f"附注{number + 1}", "", str(number + 1)))] if notes else []
        values = [money(random) for _ in range(count)]
        rows.append((label, *note, *(values if any(values) else ["-"] * count)))
        indents.append(0 if label[1:2] in ("、", "一", "二") else random.choice((1, 1, 2)))
    total = random.choice(("资产总计", "合计", "负债和所有者权益总计"))
    rows.append((total, *([""] if notes else []), *[f"{random.randrange(10**6, 10**12) / 100:,.2f}" for _ in range(count)]))
    indents.append(0)
    spaced = frozenset({len(rows) - 1}) if random.random() < 0.5 else frozenset()
    heads = one_row([random.choice(("项目", "项目", "资产", "科目")), *(["附注"] if notes else []), *periods(random, count)])
    return Drawn(heads, tuple(rows), "l" + "o" * notes + "n" * count, tuple(indents), spaced)


def side_by_side(random: Random) -> Drawn:
    """A balance sheet with assets left and liabilities right."""
    size = random.randrange(6, 13)
    rows: list[Row] = []
    for left, right in zip(ASSETS[:size], DEBTS[:size], strict=True):
        gap = random.random() < 0.15
        rows.append((left, amount(random), amount(random), *(("", "", "") if gap else (right, amount(random), amount(random)))))
    rows.append(("资产总计", amount(random), amount(random), "负债和股东权益总计", amount(random), amount(random)))
    spaced = frozenset({len(rows) - 1}) if random.random() < 0.3 else frozenset()
    return Drawn(one_row(["资产", "期末数", "年初数", "负债和股东权益", "期末数", "年初数"]), tuple(rows), "lnnlnn", (), spaced)


def amount(random: Random) -> str:
    """A smaller amount that is there."""
    return f"{random.randrange(100, 10 ** random.randrange(4, 10)) / 100:,.2f}"


def key_figures(random: Random) -> Drawn:
    """Indicators over three years, units mixed."""
    count = random.choice((2, 3, 3, 4))
    rows = []
    for label in random.sample(KEY, random.randrange(3, 9)):
        value = share if "率" in label or "占" in label else (lambda r: str(r.randrange(3, 400))) if "人" in label else amount
        values = [value(random) for _ in range(count)]
        rows.append((label, *values))
    return Drawn(one_row([random.choice(("项目", "指标", "主要财务指标")), *periods(random, count)]), tuple(rows), "l" + "n" * count)


def levelled(random: Random) -> Drawn:
    """Heads in two levels."""
    groups = random.choice((2, 2, 3))
    below = (
        random.choice((("金额", "比例"), ("收入", "成本"), ("账面余额", "坏账准备", "账面价值"))) if groups == 2 else ("金额", "占比（%）")
    )
    top = [("项目", 1, 2), *((name, len(below), 1) for name in periods(random, groups))]
    heads = (tuple(top), tuple((name, 1, 1) for _ in range(groups) for name in below))
    percents, amounts = ("比例", "占比（%）"), amount
    values: list[Callable[[Random], str]] = [share if name in percents else amounts for name in below * groups]
    rows = [(label, *(value(random) for value in values)) for label in random.sample(NOTES, random.randrange(3, 9))]
    rows.append(("合计", *(value(random) for value in values)))
    return Drawn(heads, tuple(rows), "l" + "n" * len(values), (), frozenset({len(rows) - 1}) if random.random() < 0.5 else frozenset())


def notes(random: Random) -> Drawn:
    """A table of the notes: ageing, kinds of assets, kinds of cost."""
    shapes = (
        ("账龄", "账面余额", "比例（%）", "坏账准备"),
        ("类别", "期初余额", "本期增加", "本期减少", "期末余额"),
        ("项目", "本期发生额", "上期发生额"),
    )
    heads = random.choice(shapes)
    rows = [(label, *(money(random) or "-" for _ in heads[1:])) for label in random.sample(NOTES, random.randrange(2, 8))]
    rows.append(("合计", *(amount(random) for _ in heads[1:])))
    return Drawn(
        one_row(list(heads)),
        tuple(rows),
        "l" + "n" * (len(heads) - 1),
        (),
        frozenset({len(rows) - 1}) if random.random() < 0.4 else frozenset(),
    )


def holders(random: Random) -> Drawn:
    """Shareholders with stakes."""
    rows = []
    for number in range(1, random.randrange(4, 15)):
        name = person(random) if random.random() < 0.4 else random.choice(FIRMS) + random.choice(FIRMS) + random.choice(TRADES)
        rows.append((str(number), name, amount(random), share(random)))
    serial = random.random() < 0.7
    heads = ["序号", "股东名称", "认缴出资额（万元）", "持股比例"]
    return Drawn(one_row(heads if serial else heads[1:]), tuple(row if serial else row[1:] for row in rows), "stnn" if serial else "tnn")


def people(random: Random) -> Drawn:
    """Persons with post and dates."""
    rows = [(person(random), random.choice(POSTS), random.choice("男女"), str(random.randrange(29, 66)), day(random), str(random.randrange(0, 90000))) for _ in range(random.randrange(4, 12))]  # fmt: skip
    return Drawn(one_row(["姓名", "职务", "性别", "年龄", "任期起始日期", "期末持股数"]), tuple(rows), "ttscnn".replace("n", "c", 1))


def patents(random: Random) -> Drawn:
    """Patents with long names that wrap."""
    rows = [(str(number), random.choice(THINGS), f"ZL20{random.randrange(12, 25)}{random.choice('12')}0{random.randrange(10**6, 10**7)}.{random.randrange(10)}", random.choice(("发明专利", "实用新型")), day(random)) for number in range(1, random.randrange(4, 11))]  # fmt: skip
    return Drawn(one_row(["序号", "专利名称", "专利号", "类型", "授权公告日"]), tuple(rows), "stctc")


def words_only(random: Random) -> Drawn:
    """A list without figures; it needs rules to be a table."""
    rows = [(person(random), random.choice(POSTS), random.choice(DEGREES), random.choice(("高级工程师", "工程师", "会计师", "技师"))) for _ in range(random.randrange(3, 9))]  # fmt: skip
    return Drawn(one_row(["姓名", "职务", "学历", "职称"]), tuple(rows), "tttt")


def staff(random: Random) -> Drawn:
    """Numbers of staff by kind: small whole numbers."""
    labels = ("研发人员", "生产人员", "销售人员", "管理人员", "财务人员", "行政人员")
    rows = [(label, str(random.randrange(1, 400)), share(random)) for label in labels[: random.randrange(3, 7)]]
    rows.append(("合计", str(random.randrange(400, 2000)), "100.00%"))
    return Drawn(one_row(["专业构成", "人数", "占员工总数的比例"]), tuple(rows), "lnn")


CONTENTS: tuple[Callable[[Random], Drawn], ...] = (
    statement, statement, statement, side_by_side, key_figures, key_figures, levelled, levelled, notes, notes, holders, people, patents, words_only, staff,
)  # fmt: skip
