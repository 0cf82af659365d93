"""Receipts of banks: two ruled halves, lines, the form with labels down the side."""

from __future__ import annotations

from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import ends
from docintel.simulate.evidence.blocks import form
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import joined
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import lines
from docintel.simulate.evidence.blocks import loose_seal
from docintel.simulate.evidence.blocks import rule
from docintel.simulate.evidence.blocks import space
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import digits
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.dossier import watermark
from docintel.simulate.evidence.investment import Investment
from docintel.simulate.evidence.investment import financing
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import PADDED
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.evidence.telling import dated
from docintel.simulate.evidence.telling import in_capitals
from docintel.simulate.figures import yuan
from docintel.simulate.typesetting import quoted

KIND = "payment_proof"
TELL = Teller(KIND, f"{KIND}:1")
PURPOSES = ("投资款", "增资款", "股权投资款")


def _accounts(dossier: Dossier) -> tuple[str, str]:
    rng = dossier.chance(KIND)
    return f"{digits(rng, 4)}********{digits(rng, 4)}", f"{digits(rng, 4)}********{digits(rng, 4)}"


def _banks(dossier: Dossier) -> tuple[str, str]:
    place = dossier.enterprise.place
    return f"样本银行股份有限公司{place.short}分行", f"拟商银行{place.district}支行"


def _serial(dossier: Dossier, one: Investment) -> str:
    return f"{one.paid:%Y%m%d}{digits(dossier.chance('serial'), 10)}"


def two_halves(dossier: Dossier) -> Drawing:
    """An electronic receipt: payer left, payee right, amount in capitals and figures."""
    one, rng, company = financing(dossier).investments[0], dossier.chance("two_halves"), dossier.enterprise.company.name
    (payer_account, payee_account), (bank, other) = _accounts(dossier), _banks(dossier)
    purpose = rng.choice(PURPOSES)
    return drawing(page_look(margin="(x: 1.8cm, top: 1.8cm, bottom: 2cm)", footer="重要提示：本回单可重复打印，请勿重复记账。"), (
        title("样本银行", 14, fill="#b3202c"), title("电子回单（客户联）", 19), ends((dossier.said("交易日期") + "：", TELL.day("payment_date", one.paid, PADDED)), (dossier.said("交易流水号") + "：", TELL.text("certificate_number", _serial(dossier, one))), size=10),
        joined(
            form((
                ((dossier.said("付款人名称"), TELL.text("payer_name", one.investor)), (dossier.said("收款人名称"), TELL.text("payee_name", company))), (("付款人账号", payer_account), ("收款人账号", payee_account)), (("付款人开户行", bank), ("收款人开户行", other)),
            ), size=10, label_width="2.6cm"),
            form((
                (("金额（大写）", f"人民币{in_capitals(one.amount)}"),), (("金额（小写）", ("￥", TELL.money("payment_amount", one.amount))),), ((dossier.said("用途"), TELL.text("payment_purpose", purpose)), ("币种", "人民币")), (("交易类型", "跨行转账"), ("验证码", digits(rng, 12))),
            ), size=10, label_width="2.6cm"),
        ),
        space("0.6cm"), ends("打印次数：1　　打印柜员：自助", f"打印时间：{dated(one.paid, DASHED)} 16:42:07", size=9), loose_seal("样本银行股份有限公司", caption="电子回单专用章", place="top + right", dx="-1cm", dy="7.2cm"),
    ))  # fmt: skip


def plain_lines(dossier: Dossier) -> Drawing:
    """An advice in lines, as a bank's application prints it."""
    one, rng, company = financing(dossier).investments[-1], dossier.chance("plain_lines"), dossier.enterprise.company.name
    (payer_account, payee_account), (bank, other) = _accounts(dossier), _banks(dossier)
    return drawing(page_look(margin="(x: 3cm, top: 2.4cm, bottom: 2cm)", background=watermark("网上银行")), (
        title("网上银行转账凭证", 20), rule(),
        lines((
            (dossier.said("流水号"), TELL.text("certificate_number", _serial(dossier, one))), (dossier.said("付款户名"), TELL.text("payer_name", one.investor)), ("付款账号", payer_account), ("付款银行", bank), (dossier.said("收款户名"), TELL.text("payee_name", company)), ("收款账号", payee_account), ("收款银行", other),
            (dossier.said("转账金额"), ("人民币 ", TELL.money("payment_amount", one.amount), " 元")), ("大写金额", in_capitals(one.amount, yuan_word="圆")), ("手续费", "0.00"), (dossier.said("转账日期"), TELL.day("payment_date", one.paid, DASHED)), (dossier.said("附言"), TELL.text("payment_purpose", rng.choice(PURPOSES))), ("交易状态", "交易成功"),
        ), size=11.5, gap="1.15em"),
        rule(), line("本凭证仅供参考，不作为收款方到账的依据。", size=9), loose_seal("拟商银行", caption="业务专用章", place="bottom + right", dx="-1cm", dy="-3cm"),
    ))  # fmt: skip


def side_labels(dossier: Dossier) -> Drawing:
    """The paper form of a credit transfer: payer and payee as blocks with labels down the side, digits of the amount in boxes, landscape."""
    one, rng, company = financing(dossier).investments[0], dossier.chance("side_labels"), dossier.enterprise.company.name
    accounts, banks = _accounts(dossier), _banks(dossier)
    payer, payee = TELL.text("payer_name", one.investor), TELL.text("payee_name", company)
    rows: list[tuple[Cell, ...]] = [
        ("付", "全　称", payer, "收", "全　称", payee),
        ("款", "账　号", accounts[0], "款", "账　号", accounts[1]),
        ("人", "开户行", banks[0], "人", "开户行", banks[1]),
    ]
    return drawing(page_look(flipped=True, margin="(x: 2cm, top: 2cm, bottom: 2cm)"), (
        title("业务回单（付款）", 20), ends(("日期：", TELL.day("payment_date", one.paid)), ("回单编号：", TELL.text("certificate_number", _serial(dossier, one))), size=10.5),
        joined(
            grid(Grid("(0.9cm, 2cm, 1fr, 0.9cm, 2cm, 1fr)", "(center, center, left, center, center, left)", size=10.5, gap=7, stroke="0.5pt"), (), rows),
            grid(Grid("(2.9cm, 1fr, 2.9cm, 5cm)", "(center, left, center, right)", size=10.5, gap=8), (), [("交易金额（大写）", f"人民币{in_capitals(one.amount)}", "小写金额", ("¥", TELL.money("payment_amount", one.amount)))]),
            grid(Grid("(2.9cm, 1fr, 2.9cm, 5cm)", "(center, left, center, left)", size=10.5, gap=8), (), [("摘　要", TELL.text("payment_purpose", rng.choice(PURPOSES)), "业务种类", "普通汇兑")]),
        ),
        space("0.5cm"), line("此回单不作为提货、收款的凭证。", size=9), loose_seal("样本银行股份有限公司", caption="回单专用章", place="bottom + right", dx="-3cm", dy="-4cm"),
    ))  # fmt: skip


def stacked_parties(dossier: Dossier) -> Drawing:
    """A large bank's electronic receipt: payer and payee beside each other under upright words, amounts, the stamp of time, the entry in the books."""
    one, rng, company = financing(dossier).investments[0], dossier.chance("stacked_parties"), dossier.enterprise.company.name
    (payer_account, payee_account), (bank, other) = _accounts(dossier), _banks(dossier)
    cells = (
        f'table.cell(rowspan: 3, {quoted("付款人")}), {quoted("户名")}, {quoted(one.investor)}, table.cell(rowspan: 3, {quoted("收款人")}), {quoted("户名")}, {quoted(company)}, '
        f'{quoted("账号")}, {quoted(payer_account)}, {quoted("账号")}, {quoted(payee_account)}, {quoted("开户银行")}, {quoted(bank)}, {quoted("开户银行")}, {quoted(other)}'
    )  # fmt: skip
    parties = Block(
        f"#text(size: 9.5pt, table(columns: (1.3cm, 1.9cm, 1fr, 1.3cm, 1.9cm, 1fr), align: horizon, stroke: 0.5pt, inset: (x: 4pt, y: 6pt), {cells}))\n",
        (TELL.text("payer_name", one.investor), TELL.text("payee_name", company)),
    )
    return drawing(page_look(margin="(x: 1.6cm, top: 1.8cm, bottom: 2cm)", footer="重要提示：本回单不作为收款方发货依据，并请勿重复记账。"), (
        title("样本工商银行　网上银行电子回单", 17), ends(f"电子回单号码：{digits(rng, 4)}-{digits(rng, 4)}-{digits(rng, 4)}-{digits(rng, 4)}", "币种：人民币", size=9.5),
        joined(parties, form((
            (("金额", (TELL.money("payment_amount", one.amount, f"¥{yuan(one.amount)}元"),)), ("金额（大写）", f"人民币{in_capitals(one.amount)}")), (("摘要", "往来款"), ("业务（产品）种类", "跨行汇款")), (("用途", TELL.text("payment_purpose", rng.choice(PURPOSES))), ("交易渠道", "网上银行")), (("交易流水号", TELL.text("certificate_number", digits(rng, 8))), ("时间戳", f"{one.paid:%Y-%m-%d}-{rng.randint(9, 16):02d}.12.30.112233")), (("备注", f"附言：{company}增资"),), (("验证码", "rT9sKp" + digits(rng, 6)),),
        ), size=9.5, label_width="2.4cm"), form(((("记账网点", digits(rng, 5)), ("记账柜员", digits(rng, 5)), ("记账日期", TELL.day("payment_date", one.paid, PADDED))),), size=9.5, label_width="1.8cm")),
        loose_seal("样本工商银行", caption="电子回单专用章", place="top + right", dx="-0.6cm", dy="8cm"),
    ))  # fmt: skip


def unit_receipt(dossier: Dossier) -> Drawing:
    """A receipt for companies: currency, day and serial above the form, both names in full, the amount twice in one cell, kind and number of voucher."""
    one, rng, company = financing(dossier).investments[-1], dossier.chance("unit_receipt"), dossier.enterprise.company.name
    (payer_account, payee_account), (bank, other) = _accounts(dossier), _banks(dossier)
    head = grid(
        Grid("(1fr, 1fr, 1.4fr)", "(left, center, right)", size=10, stroke="none"),
        (),
        [
            (
                "币别：人民币",
                TELL.day("payment_date", one.paid, PADDED),
                ("流水号：", TELL.text("certificate_number", _serial(dossier, one))),
            )
        ],
    )
    return drawing(page_look(margin="(x: 1.6cm, top: 2cm, bottom: 2cm)"), (
        title("样本建设银行单位客户专用回单", 17), head,
        joined(grid(Grid("(0.9cm, 1.8cm, 1fr, 0.9cm, 1.8cm, 1fr)", "(center, center, left, center, center, left)", size=9.5, gap=7), (), [("付", "全 称", TELL.text("payer_name", one.investor), "收", "全 称", TELL.text("payee_name", company)), ("款", "账 号", payer_account, "款", "账 号", payee_account), ("人", "开户行", bank, "人", "开户行", other)]),
               form(((("金 额", (f"（大写）人民币{in_capitals(one.amount)}　　（小写）￥", TELL.money("payment_amount", one.amount))),), (("凭证种类", "电汇凭证"), ("凭证号码", digits(rng, 8))), (("结算方式", "转账"), ("用 途", TELL.text("payment_purpose", rng.choice(PURPOSES))))), size=9.5, label_width="2.7cm"),
               grid(Grid("(1fr, 1fr)", "(left, left)", size=9.5, gap=8), (), [(f"打印柜员：{digits(rng, 9)}\n打印机构：样本建设银行{dossier.enterprise.place.short}分行", f"打印时间：{one.paid:%Y-%m-%d} 15:20:11\n交易柜员：{digits(rng, 6)}　交易机构：{digits(rng, 9)}")])),
        line("（贷方回单）（收款人回单）", size=9, align="right"), loose_seal("样本建设银行", caption="回单专用章", place="top + right", dx="-1.4cm", dy="6.4cm"),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (two_halves, plain_lines, side_labels, stacked_parties, unit_receipt)
