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
        "capital_before": "before", "capital_after": "after", "investor_name": "investor", "change_date": "changed", "kinship": "kin",
        "agreement_end": "until", "nominee_holder": "nominee", "nominee_owner": "behind", "nominee_share": "held_as_nominee",
    }[fact.concept or ""]  # fmt: skip
    return f"{short}={value}" + (f"@{fact.entity}" if fact.entity else "")


STAKES = {
    "控股股东苏州样本科技有限公司持有本公司51.00%的股权。": "holder=苏州样本科技有限公司 share=51",
    "苏州样本科技有限公司持有本公司51.00%股权，为公司控股股东。": "holder=苏州样本科技有限公司 share=51 majority=苏州样本科技有限公司",
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
    "因此，张知衡为公司的实际控制人。": "controller=张知衡",
    "综上，认定张知衡、李牧之为发行人的共同实际控制人。": "controller=张知衡、李牧之",
    "公司控股股东、实际控制人张知衡、李牧之实际控制公司86.47%股份的表决权。": "controller=张知衡、李牧之",
    "发行人控股股东、实际控制人张知衡已出具相关承诺。": "controller=张知衡",
    "张银宽为公司实际控制人张知衡的妹夫。": "",
    "公司实际控制人张知衡的妹妹不持有公司股份。": "",
}

KIN = {
    "张知衡与李牧之为夫妻。": "kin=张知衡、李牧之",
    "张知衡、李牧之系夫妻关系。": "kin=张知衡、李牧之",
    "股东孙国奉系张一衡舅父、系孙国敏长兄、系孙仁豪父亲。": "kin=孙国奉、张一衡 kin=孙国奉、孙国敏 kin=孙国奉、孙仁豪",
    "张知衡与李牧之为同学。": "",
}

OWNED = {
    "黄山例样集团为黄山市供销社100%出资的企业。": "holder=黄山市供销社@黄山例样集团 share=100@黄山例样集团",
}


FOUND = {
    "截至本招股说明书签署日，张知衡先生直接持有公司1,234.56万股股份，占发行前总股本的41.15%，为公司控股股东。": "holder=张知衡 share=41.15 majority=张知衡",
    "苏州样本科技有限公司出资3,000万元，占注册资本的60%；张知衡出资2,000万元，占注册资本的40%。": "holder=苏州样本科技有限公司 share=60 holder=张知衡 share=40",
    "其中：张知衡认缴出资600万元，持股比例60%；李牧之认缴出资400万元，持股比例40%。": "holder=张知衡 share=60 holder=李牧之 share=40",
    "公司股东为张知衡（持股70%）、李牧之（持股30%）。": "holder=张知衡 share=70 holder=李牧之 share=30",
    "公司由苏州样本科技有限公司100%持股。": "holder=苏州样本科技有限公司 share=100",
    "公司系苏州样本科技有限公司的全资子公司。": "holder=苏州样本科技有限公司 share=100",
    "截至2022年12月31日，公司共有三名股东：张知衡持股51%，李牧之持股29%，宁波样岚企业管理合伙企业（有限合伙）持股20%。": "holder=张知衡 share=51 holder=李牧之 share=29 holder=宁波样岚企业管理合伙企业(有限合伙) share=20 as_of=2022-12-31 as_of=2022-12-31 as_of=2022-12-31",
    "张知衡持有宁波样岚企业管理合伙企业（有限合伙）45.00%的财产份额，并担任其执行事务合伙人。": "holder=张知衡@宁波样岚企业管理合伙企业(有限合伙) share=45@宁波样岚企业管理合伙企业(有限合伙) partner=张知衡@宁波样岚企业管理合伙企业(有限合伙)",
    "李牧之，女，1975年出生，现持有公司15.50%的股份。": "holder=李牧之 share=15.5",
    "苏州样本科技有限公司直接持有本公司5,100万股，占公司股份总数的51%。": "holder=苏州样本科技有限公司 share=51",
    "张知衡、李牧之夫妇分别持有公司45%和25%的股权，为公司实际控制人。": "holder=张知衡 share=45 holder=李牧之 share=25",
    "本公司的母公司为苏州样本科技有限公司，对本公司的持股比例和表决权比例均为51%。": "holder=苏州样本科技有限公司 share=51",
    "张知衡通过苏州样本科技有限公司和宁波样岚企业管理合伙企业（有限合伙）间接控制公司31%的股份。": "",
    "张知衡直接持有公司35%的股份，通过宁波样岚企业管理合伙企业（有限合伙）间接持有公司4.5%的股份，合计持有公司39.5%的股份。": "holder=张知衡 share=35",
    "2018年5月，李牧之将其持有的公司10%股权（对应出资额100万元）以150万元的价格转让给张知衡。": "",
    "本次股权转让完成后，张知衡持有公司80%股权，李牧之持有公司20%股权。": "",
    "股东张知衡以货币出资人民币510万元，占注册资本51%。": "holder=张知衡 share=51",
    "张知衡代李牧之持有公司5%的股权。": "nominee=张知衡 behind=李牧之 held_as_nominee=5",
    "本次发行后，张知衡持有公司30.86%的股份。": "",
    "张知衡持有公司5%以上股份。": "",
    "2022年3月15日，公司召开股东会，同意注册资本由5,000万元增加至6,000万元，新增的1,000万元注册资本由宁波样岚企业管理合伙企业（有限合伙）以货币形式认缴。": "before=50000000 after=60000000 changed=2022-03-15 investor=宁波样岚企业管理合伙企业(有限合伙)",
    "2021年12月，公司注册资本由人民币1000万元变更为人民币3000万元，新增部分由原股东张知衡、李牧之同比例认缴。": "before=10000000 after=30000000 investor=张知衡 investor=李牧之",
    "本次增资后，公司注册资本由2,000万元增至2,500万元，投资方苏州样本科技有限公司认缴新增注册资本500万元。": "before=20000000 after=25000000 investor=苏州样本科技有限公司",
    "公司新增注册资本500万元，由苏州样本科技有限公司以每注册资本4元的价格认购，注册资本增加至2,500万元。": "after=25000000 investor=苏州样本科技有限公司",
    "同意公司注册资本从3000万元增加到5000万元。": "",
    "公司计划将注册资本由3000万元增加至5000万元。": "",
    "2020年6月30日，张知衡与李牧之、陆以宁共同签署了《一致行动协议》，约定有效期三年。": "concert=张知衡、李牧之、陆以宁 signed=2020-06-30 until=2023-06-30",
    "张知衡和李牧之已于2019年3月1日签署《一致行动人协议》，约定在行使股东权利时保持一致。": "concert=张知衡、李牧之 signed=2019-03-01",
    "根据张知衡、李牧之于2021年4月2日签署的《一致行动协议》，双方在股东会上保持一致。": "concert=张知衡、李牧之 signed=2021-04-02",
    "李牧之系张知衡的一致行动人。": "concert=李牧之、张知衡",
    "张知衡、李牧之之间不存在一致行动关系。": "",
    "张知衡与李牧之签署的《一致行动协议》已于2022年1月1日到期终止。": "",
    "宁波样岚企业管理合伙企业（有限合伙）的普通合伙人为苏州样本科技有限公司，有限合伙人为张知衡。": "partner=苏州样本科技有限公司@宁波样岚企业管理合伙企业(有限合伙)",
    "张知衡担任宁波样岚企业管理合伙企业（有限合伙）的普通合伙人、执行事务合伙人。": "partner=张知衡@宁波样岚企业管理合伙企业(有限合伙)",
    "宁波样岚企业管理合伙企业（有限合伙）成立于2019年5月6日，执行事务合伙人为张知衡，出资额500万元。": "partner=张知衡@宁波样岚企业管理合伙企业(有限合伙)",
    "员工持股平台宁波样岚企业管理合伙企业（有限合伙）由公司实际控制人张知衡担任执行事务合伙人。": "partner=张知衡@宁波样岚企业管理合伙企业(有限合伙)",
    "截至2023年6月30日，公司控股股东为苏州样本科技有限公司，实际控制人为张知衡。": "majority=苏州样本科技有限公司 controller=张知衡 as_of=2023-06-30 as_of=2023-06-30",
    "张知衡为公司的控股股东、实际控制人。": "majority=张知衡 controller=张知衡",
    "张知衡、李牧之夫妇为公司共同实际控制人。": "controller=张知衡、李牧之",
    "公司实际控制人：张知衡": "controller=张知衡",
    "公司控股股东、实际控制人为张知衡先生。": "majority=张知衡 controller=张知衡",
    "公司控股股东及实际控制人均为张知衡，报告期内未发生变更。": "majority=张知衡 controller=张知衡",
    "公司的实际控制人由李牧之变更为张知衡。": "",
    "公司股权较为分散，无控股股东和实际控制人。": "controller=无",
    "苏州市人民政府国有资产监督管理委员会为公司的实际控制人。": "controller=苏州市人民政府国有资产监督管理委员会",
    "若张知衡不再为公司实际控制人，应当及时告知。": "",
    "张知衡、李牧之合计持股65%。": "",
    "前十名股东合计持股72.5%。": "",
    "张知衡间接持股12%。": "",
    "实际控制人张知衡及其配偶持股56%。": "",
    "员工持股5%。": "",
    "公司高管持股3.2%。": "",
    "公司拟由苏州样本科技有限公司100%持股。": "",
    "2019年以前，公司系苏州样本科技有限公司的全资子公司。": "",
    "截至2021年12月31日，苏州样本科技有限公司持股比例为51.00%。": "holder=苏州样本科技有限公司 share=51 as_of=2021-12-31",
    "本次增资前，张知衡持股60%。": "",
    "增资后张知衡持股比例由60%下降至48%。": "",
    "其中，张知衡出资510万元，占注册资本的51%；李牧之出资490万元，占注册资本的49%。": "holder=张知衡 share=51 holder=李牧之 share=49",
    "设立时，张知衡出资510万元，占注册资本的51%。": "",
    "公司向银行出资300万元，占注册资本的3%。": "",
    "公司出资1,000万元，占注册资本的20%。": "",
    "经股东会决议，公司注册资本由1,000万元增加至1,500万元，由新股东李牧之认缴出资500万元。": "before=10000000 after=15000000 investor=李牧之",
    "张知衡与李牧之不是一致行动人。": "",
    "李牧之曾为张知衡的一致行动人。": "",
    "张知衡不是公司的实际控制人。": "",
    "张知衡为苏州样本科技有限公司的控股股东、实际控制人。": "majority=张知衡@苏州样本科技有限公司 controller=张知衡@苏州样本科技有限公司",
    "认定张知衡为公司实际控制人的依据充分。": "",
    "报告期内，张知衡均为公司的实际控制人。": "controller=张知衡",
    "宁波样岚企业管理合伙企业（有限合伙）的有限合伙人为张知衡。": "",
    "公司股东宁波样岚企业管理合伙企业（有限合伙）的普通合伙人为张知衡。": "partner=张知衡@宁波样岚企业管理合伙企业(有限合伙)",
    "张知衡先生为公司董事长、总经理，持有公司23.45%的股份。": "holder=张知衡 share=23.45",
    "公司股东张知衡所持公司20%的股份已质押。": "",
    "根据公司章程，股东张知衡认缴出资额为800万元，持股比例为80%。": "holder=张知衡 share=80",
    "公司的股权结构为：张知衡持股60%、李牧之持股40%。": "holder=张知衡 share=60 holder=李牧之 share=40",
    "国有股东苏州市国有资产投资集团有限公司持股35%。": "holder=苏州市国有资产投资集团有限公司 share=35",
}  # fmt: skip
"""Sentences of the sorts that prospectuses, articles and announcements have, written with what they state before they were read."""


@pytest.mark.parametrize(("sentence", "expected"), (STAKES | CAPITAL | CONCERT | PARTNERS | CONTROLLERS | FOUND | KIN | OWNED).items())
def test_a_sentence_gives_the_facts_it_states(sentence: str, expected: str) -> None:
    assert sorted(map(shown, read(sentence))) == sorted(expected.split())


@pytest.mark.parametrize("sentence", NO_STAKES)
def test_what_is_indirect_joint_past_or_planned_is_no_stake(sentence: str) -> None:
    assert [shown(fact) for fact in read(sentence) if fact.concept in ("shareholder_name", "shareholder_share")] == []
