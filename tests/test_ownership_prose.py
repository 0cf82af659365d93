"""Sentences on ownership to facts: who holds what, who increased the capital, who acts in concert, who controls."""

from __future__ import annotations

import pytest
from fact_text import document
from fact_text import load_packs_once

from docintel.domain.document import Line
from docintel.domain.document import Word
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.source import PageBox
from docintel.extract.holdings import HoldingReader

FILE = document("股权说明.pdf")
SIZE = 10.0


def line(text: str, top: float = 100.0) -> Line:
    box = PageBox(1, 50, top, 50 + SIZE * len(text), top + SIZE)
    return Line(text, box, (Word(text, box),))


def read(*texts: str) -> list[Fact]:
    lines = [line(text, 100 + 20 * count) for count, text in enumerate(texts)]
    return list(HoldingReader(FILE, load_packs_once()).read("other", lines, ""))


def shown(fact: Fact) -> str:
    """`concept=value`, with the enterprise it is about where that is another."""
    if fact.quantity is not None:
        value = f"{fact.quantity.value:f}"
        value = value.rstrip("0").rstrip(".") if "." in value else value
    else:
        value = fact.value.text if isinstance(fact.value, Text) else str(fact.value.day) if isinstance(fact.value, Date) else "?"
    short = {
        "shareholder_name": "holder", "shareholder_share": "share", "holding_date": "as_of", "actual_controller": "controller",
        "controlling_shareholder": "majority", "concert_parties": "concert", "agreement_date": "signed", "general_partner": "partner",
        "capital_before": "before", "capital_after": "after", "investor_name": "investor", "change_date": "changed",
    }[fact.concept or ""]  # fmt: skip
    return f"{short}={value}" + (f"@{fact.entity}" if fact.entity else "")


STAKES = {
    "控股股东苏州样本科技有限公司持有本公司51.00%的股权。": "holder=苏州样本科技有限公司 share=51",
    "苏州样本科技有限公司持有本公司51.00%股权，为公司控股股东。": "holder=苏州样本科技有限公司 share=51",
    "公司控股股东苏州样本科技有限公司直接持有公司51%的股份。": "holder=苏州样本科技有限公司 share=51",
    "截至2022年12月31日，控股股东苏州样本科技有限公司持有公司60.5%的股权。": "holder=苏州样本科技有限公司 share=60.5 as_of=2022-12-31",
    "截至本说明出具之日，张知衡直接持有公司35.20%的股份。": "holder=张知衡 share=35.2",
    "截至2023年6月30日，陆以宁持有发行人12.5%的股份。": "holder=陆以宁 share=12.5 as_of=2023-06-30",
    "张知衡持有苏州样本科技有限公司80%的股权。": "holder=张知衡@苏州样本科技有限公司 share=80@苏州样本科技有限公司",
    "常州范例控股有限公司持有苏州样本科技有限公司51%的股权。": "holder=常州范例控股有限公司@苏州样本科技有限公司 share=51@苏州样本科技有限公司",
    "张知衡持有公司60%的股权，李牧之持有公司40%的股权。": "holder=张知衡 share=60 holder=李牧之 share=40",
    "张知衡、李牧之分别持有公司60%、40%的股权。": "holder=张知衡 share=60 holder=李牧之 share=40",
    "张知衡、李牧之和常州范例控股有限公司分别持有公司50%、30%和20%的股权。":
        "holder=张知衡 share=50 holder=李牧之 share=30 holder=常州范例控股有限公司 share=20",
    "公司控股股东为苏州样本科技有限公司，其持有公司51%的股权。": "holder=苏州样本科技有限公司 share=51 majority=苏州样本科技有限公司",
    "张知衡先生持有公司30%的股份。": "holder=张知衡 share=30",
    "曾书砚直接持有公司33.03%的股份。": "holder=曾书砚 share=33.03",
    "欧阳听澜持有公司9%的股份。": "holder=欧阳听澜 share=9",
    "宁波样岚企业管理合伙企业（有限合伙）持有公司8.00%的股份。": "holder=宁波样岚企业管理合伙企业(有限合伙) share=8",
    "其中，张知衡持有公司5％的出资份额。": "holder=张知衡 share=5",
    "股东张知衡持有公司10%的出资额。": "holder=张知衡 share=10",
    "张知衡直接持有公司344.44万股，持股比例为62.97%。": "holder=张知衡 share=62.97",
    "张知衡直接持有公司1,000万股股份，占公司总股本的20.00%。": "holder=张知衡 share=20",
    "公司持有常州样本传动有限公司100%的股权。": "",
    "母公司苏州样本科技有限公司持有公司70%股权。": "holder=苏州样本科技有限公司 share=70",
}  # fmt: skip

NO_STAKES = (
    "张知衡间接持有公司20%的股份。",
    "张知衡通过苏州样本科技有限公司间接持有公司20%的股份。",
    "张知衡通过苏州样本科技有限公司持有公司20%的股份。",
    "张知衡直接和间接合计持有公司62.97%的股份。",
    "张知衡、李牧之合计持有公司80%的股份。",
    "张知衡与李牧之共同持有公司80%的股份。",
    "张知衡及其一致行动人合计持有公司55%的股份。",
    "张知衡曾持有公司20%的股份。",
    "张知衡拟持有公司20%的股份。",
    "本次交易完成后，张知衡将持有公司20%的股份。",
    "若期权全部行权，张知衡持有公司20%的股份。",
    "张知衡将其持有的公司20%的股权转让给李牧之。",
    "2015年3月，张知衡持有公司20%的股权。",
    "张知衡持有公司20%的股权已转让给李牧之。",
    "持有公司5%以上股份的股东应当报告。",
    "任何股东持有公司10%的股份时应当报告。",
    "张知衡、李牧之分别持有公司60%、30%、10%的股权。",
    "张知衡不再持有公司20%的股份。",
    "张知衡控制公司20%的表决权。",
)

CAPITAL = {
    "公司注册资本由3000万元增加至5000万元。": "before=30000000 after=50000000",
    "2021年5月8日，公司注册资本由3,000.00万元增加至5,000.00万元，新增注册资本由苏州样本科技有限公司认缴。":
        "before=30000000 after=50000000 changed=2021-05-08 investor=苏州样本科技有限公司",
    "公司注册资本由人民币1,000万元增至人民币1,200万元，新增注册资本200万元由张知衡以货币方式认缴。":
        "before=10000000 after=12000000 investor=张知衡",
    "注册资本由500万元变更为800万元，新增注册资本由张知衡、李牧之认缴。": "before=5000000 after=8000000 investor=张知衡 investor=李牧之",
    "同意公司注册资本由1亿元增加到1.2亿元，新增出资额由宁波样岚企业管理合伙企业（有限合伙）认购。": "",
    "公司注册资本由5000万元减少至3000万元。": "",
    "公司拟将注册资本由3000万元增加至5000万元。": "",
    "苏州样本科技有限公司注册资本由3000万元增加至5000万元。": "before=30000000@苏州样本科技有限公司 after=50000000@苏州样本科技有限公司",
}  # fmt: skip

CONCERT = {
    "张知衡、李牧之签署《一致行动协议》。": "concert=张知衡、李牧之",
    "2020年1月6日，张知衡、李牧之和陆以宁签署《一致行动协议》。": "concert=张知衡、李牧之、陆以宁 signed=2020-01-06",
    "张知衡与李牧之于2020年1月6日签订了《一致行动人协议》。": "concert=张知衡、李牧之 signed=2020-01-06",
    "张知衡、李牧之二人共同签署《一致行动协议书》。": "concert=张知衡、李牧之",
    "张知衡、李牧之为一致行动人。": "concert=张知衡、李牧之",
    "张知衡签署《一致行动协议》。": "",
    "张知衡、李牧之拟签署《一致行动协议》。": "",
    "张知衡、李牧之解除《一致行动协议》。": "",
}

PARTNERS = {
    "宁波样岚企业管理合伙企业（有限合伙）的执行事务合伙人为张知衡。": "partner=张知衡@宁波样岚企业管理合伙企业(有限合伙)",
    "张知衡为宁波样岚企业管理合伙企业（有限合伙）的执行事务合伙人。": "partner=张知衡@宁波样岚企业管理合伙企业(有限合伙)",
    "苏州样本投资管理有限公司担任宁波样岚企业管理合伙企业（有限合伙）的普通合伙人及执行事务合伙人。":
        "partner=苏州样本投资管理有限公司@宁波样岚企业管理合伙企业(有限合伙)",
    "执行事务合伙人：张知衡": "partner=张知衡",
    "张知衡曾任宁波样岚企业管理合伙企业（有限合伙）执行事务合伙人。": "",
    "其执行事务合伙人为张知衡。": "",
}  # fmt: skip

CONTROLLERS = {
    "公司的实际控制人为张知衡。": "controller=张知衡",
    "公司实际控制人为张知衡、李牧之夫妇。": "controller=张知衡、李牧之",
    "发行人共同实际控制人为张知衡、李牧之。": "controller=张知衡、李牧之",
    "公司控股股东为苏州样本科技有限公司，实际控制人为张知衡先生。": "controller=张知衡 majority=苏州样本科技有限公司",
    "苏州样本科技有限公司的实际控制人为张知衡。": "controller=张知衡@苏州样本科技有限公司",
    "公司无实际控制人。": "controller=无",
    "公司目前不存在实际控制人。": "controller=无",
    "公司的控股股东为苏州样本科技有限公司。": "majority=苏州样本科技有限公司",
    "公司实际控制人为黄山市供销社。": "controller=黄山市供销社",
    "其中样岚资管为其执行事务合伙人，实际控制人为张知衡。": "",
    "2018年1月至2020年3月，公司实际控制人为张知衡。": "",
    "报告期内公司实际控制人未发生变化。": "",
}


@pytest.mark.parametrize(("sentence", "expected"), (STAKES | CAPITAL | CONCERT | PARTNERS | CONTROLLERS).items())
def test_a_sentence_gives_the_facts_it_states(sentence: str, expected: str) -> None:
    assert sorted(map(shown, read(sentence))) == sorted(expected.split())


@pytest.mark.parametrize("sentence", NO_STAKES)
def test_what_is_indirect_joint_past_or_planned_is_no_stake(sentence: str) -> None:
    assert [shown(fact) for fact in read(sentence) if fact.concept in ("shareholder_name", "shareholder_share")] == []
