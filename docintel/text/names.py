"""Legal names of enterprises: region, brand, industry, form; compared by parts, never merged on likeness alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from docintel.text.normal import squeezed

_PROVINCES = [
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
    "内蒙古",
    "广西",
    "西藏",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
    "中国",
]
_CITIES = [
    "深圳",
    "广州",
    "东莞",
    "佛山",
    "珠海",
    "中山",
    "惠州",
    "苏州",
    "无锡",
    "常州",
    "南京",
    "南通",
    "扬州",
    "镇江",
    "泰州",
    "徐州",
    "盐城",
    "昆山",
    "杭州",
    "宁波",
    "温州",
    "嘉兴",
    "湖州",
    "绍兴",
    "金华",
    "台州",
    "合肥",
    "芜湖",
    "黄山",
    "武汉",
    "宜昌",
    "襄阳",
    "长沙",
    "株洲",
    "湘潭",
    "成都",
    "绵阳",
    "德阳",
    "西安",
    "宝鸡",
    "郑州",
    "洛阳",
    "济南",
    "青岛",
    "烟台",
    "潍坊",
    "淄博",
    "威海",
    "大连",
    "沈阳",
    "长春",
    "哈尔滨",
    "石家庄",
    "唐山",
    "保定",
    "太原",
    "福州",
    "厦门",
    "泉州",
    "南昌",
    "赣州",
    "昆明",
    "贵阳",
    "南宁",
    "柳州",
    "海口",
    "兰州",
    "银川",
    "西宁",
    "乌鲁木齐",
    "呼和浩特",
    "包头",
]
REGIONS = (*_PROVINCES, *_CITIES)
_REGION = "|".join(sorted([*_PROVINCES, *_CITIES], key=len, reverse=True))
_LEADING = re.compile(
    rf"^(?:(?:{_REGION})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?|[\u4e00-\u9fff]{{2,3}}(?:市|县|区)(?=[\u4e00-\u9fff]{{4}}))"
)
_BRACKETED = re.compile(r"\(([^()]*)\)")
_FORMS = [
    "合伙企业(有限合伙)",
    "合伙企业(普通合伙)",
    "合伙企业(特殊普通合伙)",
    "事务所(特殊普通合伙)",
    "事务所(普通合伙)",
    "(特殊普通合伙)",
    "(有限合伙)",
    "(普通合伙)",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "集团公司",
    "总公司",
    "公司",
    "普通合伙企业",
    "有限合伙企业",
    "合伙企业",
    "企业管理中心",
    "研究院",
    "研究所",
    "事务所",
    "合作社",
    "工厂",
    "厂",
    "中心",
]
_INDUSTRY = re.compile(
    r"(?:企业管理咨询|企业管理|股权投资管理|股权投资|创业投资|投资管理|新能源汽车零部件|新能源|信息技术|信息科技|电子科技|智能科技|生物科技|环保科技|新材料科技|网络科技|精密机械|智能装备|自动化设备|生物技术|医疗器械|汽车零部件|"
    r"新材料|自动化|半导体|电子|精密|机械|科技|技术|装备|设备|制造|材料|生物|医药|药业|化工|化学|电气|电器|电机|仪器|仪表|软件|信息|智能|光电|通信|环境|环保|能源|动力|"
    r"食品|纺织|服饰|金属|铸造|锻造|模具|塑料|塑胶|橡胶|包装|物流|贸易|投资|控股|实业|工业|工程|建设|集团|咨询|管理|股权|资本|互联网|表面处理|旋压|密封|轴承|阀门|泵业)+$"
)


class NameMatch(StrEnum):
    """What two names alone can say."""

    SAME = "same"
    POSSIBLE = "possible"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class NameParts:
    """A legal name in its parts; a part that is not there is empty. `region` holds every region named, sorted."""

    region: str
    brand: str
    industry: str
    form: str
    branch: str


def normalise_name(text: str) -> str:
    """NFKC, no white space, brackets half width, no trailing punctuation: the form in which names are looked up."""
    return squeezed(text).replace("〔", "(").replace("〕", ")").replace("【", "(").replace("】", ")").strip("。,、;:：")


def parse_name(text: str) -> NameParts:
    """The parts of a legal name; what is neither region, industry nor form is the brand."""
    name = normalise_name(text)
    branch = _branch_of(name)
    name = name[: len(name) - len(branch)] if branch else name
    regions, name = _regions_of(name)
    form = next((form for form in _FORMS if name.endswith(form)), "")
    rest = name[: len(name) - len(form)] if form else name
    industry = _INDUSTRY.search(rest)
    brand = rest if industry is None or industry.start() == 0 else rest[: industry.start()]
    return NameParts("".join(sorted(regions)), brand, rest[len(brand) :], form, branch)


def compare_names(one: str, two: str) -> NameMatch:
    """SAME where the parts are equal (brackets, spaces and the place of the region aside), POSSIBLE where one leaves out what the other says."""
    if normalise_name(one) == normalise_name(two):
        return NameMatch.SAME
    a, b = parse_name(one), parse_name(two)
    if a == b and a.form:
        return NameMatch.SAME
    if not a.brand or a.brand != b.brand or a.branch != b.branch:
        return NameMatch.DIFFERENT
    agree = [x == y or not x or not y or x in y or y in x for x, y in ((a.region, b.region), (a.industry, b.industry))]
    return NameMatch.POSSIBLE if all(agree) else NameMatch.DIFFERENT


def _branch_of(name: str) -> str:
    if not name.endswith(("分公司", "分厂", "分所", "办事处", "营业部")):
        return ""
    form = next((form for form in ("有限责任公司", "有限公司", "事务所") if form in name), None)
    return name[name.rindex(form) + len(form) :] if form else ""


def _regions_of(name: str) -> tuple[set[str], str]:
    regions: set[str] = set()
    for inner in _BRACKETED.findall(name):
        if re.fullmatch(rf"(?:{_REGION})(?:省|市)?|中国", inner):
            regions.add(inner.rstrip("省市"))
            name = name.replace(f"({inner})", "")
    while (leading := _LEADING.match(name)) is not None and len(name) - leading.end() >= 4:
        regions.add(re.sub(r"(?:省|市|县|区|壮族自治区|自治区)$", "", leading.group()))
        name = name[leading.end() :]
    return regions, name
