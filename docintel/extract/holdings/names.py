"""Names in running text: where one begins after the words before it, and whether it is one at all."""

from __future__ import annotations

import re

from docintel.text.regions import REGIONS
from docintel.text.surnames import COMPOUND
from docintel.text.surnames import SURNAMES

SHORTEST = 6  # characters of a company's name: 同意公司 is none
OWN = ("公司", "本公司", "发行人", "申请人", "申报企业", "本企业", "申请企业", "企业")
NAME = r"[\u4e00-\u9fffA-Za-z0-9()·&\-]"
_FORM = r"(?:公司|合伙企业(?:\((?:有限|普通)合伙\))?|\((?:有限|普通)合伙\)|集团|研究院|研究所|大学|学院|中心|基金|银行|国有资产监督管理委员会|国资委|财政厅|财政局|厂|合作社|联合社|供销社)"
_ENTERPRISE = re.compile(rf"{NAME}{{2,46}}?{_FORM}")
_PERSON = re.compile(rf"(?:[{SURNAMES}][\u4e00-\u9fff]{{1,2}}|(?:{COMPOUND})[\u4e00-\u9fff]{{1,2}})")
_BEFORE = re.compile(
    r"^(?:(?:公司|本公司|发行人|申请人)?(?:的)?(?:第一大|唯一|主要|原|现有?)?(?:控股股东|股东|实际控制人|母公司|(?:全资|控股|参股)?子公司|参股公司|执行董事|董事长|总经理|法定代表人|创始人|普通合伙人)(?:、(?:实际控制人|董事长|总经理|执行董事|法定代表人))*"
    r"|截[至止](?:本[\u4e00-\u9fff]{2,12}(?:签署|出具|披露)(?:之)?日|\d{4}年(?:\d{1,2}月(?:\d{1,2}日|末|底)?|末|底)|目前|报告期末)"
    r"|截[至止]|其中|目前|现|根据|依据|按照|(?:员工)?持股平台|国有股东|外资股东|自然人(?:股东)?|法人股东|机构股东|同时|此外|另外|另|且|而|即|由|经|和|与|及|并|本次(?:增资|变更|转让)(?:完成)?后|增资后|变更后|先生|女士)[:,]?"
)
_FUNCTION = re.compile(
    r"[的了在于拟若且并与及]|通过|控制|合计|共计|间接|分别|直接|持有|持股|认缴|出资|以及|所持|委托|受托|代持|截至|根据|其"
)
_NEVER_GIVEN = "曾将拟已原现仍还也并均共又未系为等所其各间的了在于与及和或被由向对该股东公司"
_NO_PERSON = (
    "高管",
    "方式",
    "方面",
    "后续",
    "时间",
    "任何",
    "相关",
    "单位",
    "应当",
    "经理",
    "关联",
    "后者",
    "连同",
    "成员",
    "计划",
    "干部",
    "包括",
    "那么",
)
_LED = re.compile(
    r"(?:本?公司|发行人|控股股东|股东|实际控制人|母公司|(?:全资|控股|参股)?子公司|参股公司|由|向|对|经|受让|其|本|该|上述|原)"
)
_INNER = re.compile(r"(?:有限公司|有限责任公司|\((?:有限|普通)合伙\))(?=.)(?!\()")
_ROLE_BEFORE_REGION = re.compile(rf".{{0,6}}(?:股东|方|投资人|投资者|称|述|前|后|日|据|时)(?:{'|'.join(REGIONS)})")
_TITLE = re.compile(r"(?:先生|女士|\([^()]*(?:简称|以下|委派|下称)[^()]*\))$")
_LINK = re.compile(r"[、和与及]")


def found_name(text: str) -> tuple[int, int] | None:
    """Where a name stands in the text before a verb: after the words that lead to it, without titles after it; None where it is none."""
    start, end = 0, len(text)
    while (lead := _BEFORE.match(text[start:end])) is not None and lead.end() and not is_name(text[start:end]):
        start += lead.end()
    while (title := _TITLE.search(text[start:end])) is not None:
        end = start + title.start()
    return (start, end) if is_name(text[start:end]) else None


def is_name(text: str) -> bool:
    """Whether a text is the name of a person or an enterprise and nothing else."""
    return is_person(text) or is_enterprise(text)


def is_person(text: str) -> bool:
    """Whether a text is a surname and a given name; 张三曾 and 李四将 are none."""
    return _PERSON.fullmatch(text) is not None and not set(text[1:]) & set(_NEVER_GIVEN) and text not in _NO_PERSON


def is_enterprise(text: str) -> bool:
    """Whether a text ends as enterprises do, and only there, and begins with nothing but its name."""
    if _ENTERPRISE.fullmatch(text) is None or text in OWN or _FUNCTION.search(text) or _LED.match(text) or _BEFORE.match(text):
        return False
    if text.endswith("公司") and len(text) < SHORTEST:
        return False
    linked = text.partition("和")
    if is_person(linked[0]) or (linked[2] and _ENTERPRISE.fullmatch(linked[0]) is not None):
        return False
    return _INNER.search(text) is None and text.count("(") == text.count(")") and _ROLE_BEFORE_REGION.match(text) is None


def names_in(text: str) -> list[tuple[int, int]]:
    """The places of several names that stand linked with each other; empty where a part is no name."""
    places: list[tuple[int, int]] = []
    first = found_name_start(text)
    start = first
    for part in _LINK.split(text[first:]):
        end = start + len(part)
        found = found_name(part)
        if found is None:
            return []
        places.append((start + found[0], start + found[1]))
        start = end + 1
    return places


def found_name_start(text: str) -> int:
    """Where the first of several names begins."""
    start = 0
    while (lead := _BEFORE.match(text[start:])) is not None and lead.end():
        head = _LINK.split(text[start:])[0]
        if is_name(head):
            break
        start += lead.end()
    return start
