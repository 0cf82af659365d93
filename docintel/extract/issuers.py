"""Whose document it is: the enterprise that issues it, as its cover, its addressee line or its statements name it."""

from __future__ import annotations

import re

_NAME = r"(?:(?!(?:关于|出具|同意|变更|改制|整体|设立|根据|以及|其中|名称|单位))[\u4e00-\u9fffA-Za-z0-9()·]){2,40}?"
_LEGAL = r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司|合伙企业\((?:有限|普通)合伙\)|合作社)"
_FORMS = ("公司", "合伙", "合作社")  # in one of which every legal name ends
_ENDS = ("公司", "合伙)", "合作社")
_LEGAL_NAME = re.compile(rf"(?P<name>{_NAME}{_LEGAL})")
_ENUMERATED = re.compile(r"^(?:[一二三四五六七八九十\d]+[、.]|\([一二三四五六七八九十\d]+\))")
_PAPER = r"(?:20\d{2}年|(?:[A-Z]\+?轮|天使轮)?(?:股权)?融资|商业计划书|主体(?:信用)?评级|信用评级|招股|募集|审计报告|年度报告|半年度报告|财务报表|合并财务报表|首次公开发行|公开转让|上市公告|向不特定|重大资产|发行股份|支付现金|吸收合并|公司债券)"
_COVER = re.compile(rf"(?P<name>{_NAME}{_LEGAL}){_PAPER}[^》,,。;;]{{0,30}}")
_ADDRESSEE = re.compile(rf"(?P<name>{_NAME}{_LEGAL})(?:全体股东|董事会|全体合伙人)[:：]?")
_AUDITED = re.compile(rf"我们(?:审计|审阅)了(?:后附的)?(?P<name>{_NAME}{_LEGAL})")
_NAMED = re.compile(
    rf"(?:公司的中文名称|发行人名称|发行人中文名称|中文名称|被审计单位(?:名称)?|挂牌公司|申报(?:单位|企业)(?:名称)?|申请(?:单位|企业)(?:名称)?)(?:\((?:盖章|公章)\))?[:：]?(?P<name>{_NAME}{_LEGAL})"
)
_STATEMENT = re.compile(
    r"(?:编制单位|编制企业|会企\d+表编制单位|被审计单位|单位名称|纳税人名称)[:：]?(?P<name>.+?(?:公司|企业|厂|院|所|中心|合伙\)|合作社|银行|个体))"
    r"(?![\u4e00-\u9fff]{0,12}公司)"  # 第二水泵厂有限责任公司 does not end at 厂
)
_PREPARED = ("编制", "被审计", "单位名称", "纳税人")
_ROLE = r"(?:控股股东|间接控股股东|实际控制人|母公司|子公司|参股公司|联营企业|合营企业|被投资企业|被投资单位|标的公司|标的企业|交易对方|担保人|被担保人)"
_OF_ANOTHER = re.compile(
    rf"(?P<role>{_ROLE})(?P<name>{_NAME}{_LEGAL}|[\u4e00-\u9fff]{{0,12}}?)(?:的|最近|报告期|近|截至|20\d{{2}}年|主要|经审计).*财务(?:数据|指标|状况|情况|信息)[^,。;]*如下"
)
_LED = re.compile(
    r"^.*(?:[万亿]元|\d[%股年月日]|(?:本?公司|发行人|双方|股东|我们|方)(?:与|向|对|由|和|及|将|以)|的|了|收购|购买|持有|持股|转让给|受让|出资|增资|通过|作为|包括|其中|以及|及其|关于|对于|截至"
    r"|报告期内?|根据|客户|供应商|子公司|参股公司|孙公司|控股股东|母公司|交易对方|标的公司|联营企业|合营企业|担保人|竞争对手|可比公司)(?:[为是系由与对即:、])?(?=.{5,}$)"
)  # words before a name: 客户甲有限公司, 公司以现金2,860万元收购甲有限公司
FIRST_PAGES = 2


def is_legal_name(text: str) -> bool:
    """Whether a squeezed text is the full name of a company and nothing else."""
    return text.endswith(_ENDS) and _LEGAL_NAME.fullmatch(text) is not None and _ENUMERATED.match(text) is None


def legal_names(text: str) -> list[tuple[str, int]]:
    """The full names in a squeezed text, without words that lead to them, each with where it ends."""
    names = _LEGAL_NAME.finditer(text) if any(form in text for form in _FORMS) else ()
    return [(_LED.sub("", found["name"]), found.end()) for found in names]


def preparer_in(text: str) -> str | None:
    """The enterprise whose statement follows: 编制单位：X."""
    found = _STATEMENT.search(text) if any(word in text for word in _PREPARED) else None
    return None if found is None else found["name"]


def another_in(text: str) -> str | None:
    """The enterprise beside the document's own whose figures a line announces: its name, or what it is (控股股东) where no name is printed."""
    found = _OF_ANOTHER.search(text) if "财务" in text else None
    return None if found is None else found["name"] or found["role"]


def issuer_in(text: str, page: int) -> str | None:
    """The enterprise that a line tells to be the document's own; a name alone does so only on the first pages."""
    if not any(form in text for form in _FORMS) or (_ENUMERATED.match(text) and not _AUDITED.search(text)):
        return None
    about = (
        ("我们" in text and _AUDITED.search(text)) or ((":" in text or "名称" in text or "挂牌" in text) and _NAMED.search(text)) or None
    )
    found = _COVER.fullmatch(text) or _ADDRESSEE.fullmatch(text) or about
    if found is not None:
        return found["name"]
    return text if page <= FIRST_PAGES and is_legal_name(text) else None
