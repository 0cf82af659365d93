"""What the checks of a campaign say: the rule of each, its likeliest innocent explanation, and places in words."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from types import MappingProxyType

from docintel.campaign.nouns import Mention
from docintel.campaign.nouns import Place
from docintel.domain.wording import Wording

SHOWN = 4  # places named in a sentence; all are in the JSON and the report

RULES: Mapping[str, tuple[Wording, Wording]] = MappingProxyType({
    "B01": (Wording("一项专利只用于一份申报。", "A patent serves one application only."), Wording("可能为共同专利权人，或申报之间发生过转让。", "It may be held jointly, or was transferred between them.")),
    "B02": (Wording("同一细分市场的占有率合计不超过100%。", "The shares of one niche add up to at most 100 %."), Wording("可能对细分市场的范围或统计口径理解不同。", "They may draw the niche or count its sales differently.")),
    "B03": (Wording("不同申报的说明文字各自撰写。", "Each application tells its own story."), Wording("可能使用了同一模板，或由同一机构代写。", "They may use one template, or one agent wrote both.")),
    "B04": (Wording("不同企业的审计数据不会完全相同。", "Audited figures of two enterprises are not the same throughout."), Wording("可能误附了其他企业的审计报告。", "The report of another enterprise may have been attached by mistake.")),
    "B05": (Wording("无关联的申报企业联系方式不同。", "Applicants that are not related have contacts of their own."), Wording("可能属同一集团，或由同一机构代办。", "They may belong to one group, or have one agent.")),
    "B06": (Wording("不同申报企业的地址不同。", "Applicants have addresses of their own."), Wording("可能同在一个园区或楼宇，或属同一集团。", "They may be in one park or building, or belong to one group.")),
    "B07": (Wording("不同申报不提交同一份文件。", "No two applications submit the same file."), Wording("可能为集团共用的文件或公开资料。", "It may be a paper of their group, or a public one.")),
    "B08": (Wording("联系人不为多家申报企业共有。", "No contact serves many applicants."), Wording("可能由同一机构代办多家企业的申报。", "One agent may handle all of these applications.")),
})  # fmt: skip


def place_of(place: Place) -> Wording:
    """Applicant, file, and page or cell or field."""
    head = f"{place.applicant} {place.file}"
    if place.page is not None:
        return Wording(f"{head}第{place.page}页", f"{head} page {place.page}")
    spot = place.cell or place.field
    return Wording(f"{head}（{spot}）", f"{head} ({spot})") if spot else Wording(head, head)


def places_of(mentions: Sequence[Mention]) -> Wording:
    """The first places, one for each application, and how many more there are."""
    first = list({one.place.application: one.place for one in mentions}.values())
    told = [place_of(place) for place in first[:SHOWN]]
    more = len(first) - len(told)
    zh, en = "；".join(one.zh for one in told), "; ".join(one.en for one in told)
    return Wording(f"{zh}；另有 {more} 份", f"{en}; and {more} more") if more else Wording(zh, en)
