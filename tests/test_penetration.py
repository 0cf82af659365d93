"""The ownership picture: what stands where, that no two labels meet, and that it is the same every time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from docintel.domain.errors import UsageError
from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import ControlAgreement
from docintel.domain.ownership import Edge
from docintel.domain.ownership import Footing
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import Party
from docintel.domain.ownership import Role
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.wording import Language
from docintel.ownership.kinds import kind_of
from docintel.report.chart_layout import HEIGHT
from docintel.report.chart_layout import Layout
from docintel.report.chart_layout import layout
from docintel.report.chart_layout import text_width
from docintel.report.chart_model import MOST
from docintel.report.chart_model import model_of
from docintel.report.penetration import ownership_png
from docintel.report.penetration import ownership_svg

OWN = "例样电子有限公司"


def edge(holder: str, share: str, company: str, footing: Footing = Footing.SINGLE, papers: int = 1) -> Edge:
    """A stake that so many papers state."""
    part = None if share == "?" else Fraction(share)
    stated = tuple(
        Holding(
            holder, company, part, Source("abc"[number] * 64, (PageBox(number + 1, 1, 1, 2, 2),), share, Method.TEXT), kind="equity_table"
        )
        for number in range(papers)
    )
    return Edge(holder, company, (part or Fraction(0), part or Fraction(0)), part is not None, Role.SHAREHOLDER, footing, stated)


def ownership(*edges: Edge, agreements: tuple[ControlAgreement, ...] = ()) -> Ownership:
    names = dict.fromkeys(name for one in edges for name in (one.holder, one.company))
    names |= dict.fromkeys(name for one in agreements for name in (*one.parties, *([one.company] if one.company else [])))
    return Ownership(tuple(Party(name, name, kind_of(name)) for name in names), applicant=OWN, edges=edges, agreements=agreements)


def placed(of: Ownership) -> Layout:
    return layout(model_of(of, (), Language.ZH))


def svg(of: Ownership, *recognised: str) -> str:
    return ownership_svg(of, Language.ZH, set(recognised))


SMALL = (
    edge("孟望舒", "3/5", "例样控股有限公司"),
    edge("例样控股有限公司", "2/3", OWN),
    edge("赵知衡", "1/3", OWN),
    edge(OWN, "1", "例样子有限公司"),
)


def test_persons_stand_on_top_and_the_applicant_between_holders_and_subsidiaries() -> None:
    top = {box.node.name: box.y for box in placed(ownership(*SMALL)).boxes}
    assert top["孟望舒"] == top["赵知衡"] < top["例样控股有限公司"] < top[OWN] < top["例样子有限公司"]


def test_shares_stand_on_their_lines_as_exact_as_it_matters() -> None:
    drawn = svg(ownership(*SMALL, edge("甲投资有限公司", "5000001/10000000", "乙投资有限公司")))
    labels = re.findall(r'font-size="11" fill="#1f5fa8">([^<]+)<', drawn)
    assert sorted(labels) == ["100%", "33.33%", "50.00001%", "60%", "66.67%"]


def test_marks_tell_the_applicant_recognised_enterprises_and_how_a_stake_stands() -> None:
    past = replace(
        edge("钱牧之", "1/5", OWN, Footing.SUPERSEDED),
        statements=(replace(edge("钱牧之", "1/5", OWN).statements[0], end=date(2022, 3, 1)),),
    )
    drawn = svg(
        ownership(*SMALL, past, edge("陆以宁", "?", OWN), edge("例样二号有限公司", "1/10", OWN, Footing.CONFLICTING, 2)), "例样控股有限公司"
    )
    assert "★已认定" in drawn
    assert "20% 至2022-03" in drawn
    assert 'stroke-dasharray="2 3"' in drawn
    assert 'stroke-dasharray="5 3"' in drawn
    assert re.search(r'fill="#b3261e">2</text>', drawn)


def test_agreements_are_seen() -> None:
    concert = ControlAgreement("1", AgreementKind.CONCERT, ("孟望舒", "赵知衡"), None, None)
    contract = ControlAgreement("2", AgreementKind.CONTRACT, (OWN,), "境内运营有限公司", None)
    proxy = ControlAgreement("3", AgreementKind.DELEGATION, ("孟望舒", "赵知衡"), OWN, None)
    drawn = svg(ownership(*SMALL, agreements=(concert, contract, proxy)))
    assert drawn.count("◆一致行动1") == 2
    assert "协议控制" in drawn
    assert "33.33%（委托孟望舒）" in drawn


def test_names_are_escaped() -> None:
    assert "<甲>" not in svg(ownership(edge("<甲>有限公司", "1", OWN)))


def test_without_stakes_there_is_no_picture() -> None:
    assert svg(ownership()) == ""
    assert ownership_png(ownership(), Language.ZH, set()) == b""


def test_more_than_sixty_parties_are_drawn_with_the_smallest_holders_as_one() -> None:
    many = ownership(*(edge(f"例样{number}号有限公司", f"{number + 1}/100000", OWN) for number in range(200)))
    model = model_of(many, (), Language.ZH)
    assert len(model.nodes) == MOST
    assert any("其余" in node.name for node in model.nodes)
    assert "例样199号有限公司" in {node.name for node in model.nodes}


def test_the_picture_is_the_same_every_time() -> None:
    assert svg(ownership(*SMALL)) == svg(ownership(*SMALL))
    try:
        one, other = (ownership_png(ownership(*SMALL), Language.ZH, set()) for _ in range(2))
    except UsageError as error:
        pytest.skip(f"no Chinese font on this machine, the PNG was not drawn: {error}")
    assert one == other
    assert one.startswith(b"\x89PNG")


NAMES = [*(f"甲{number}" for number in range(6)), OWN, *(f"例样{number}号有限公司" for number in range(14))]
GRAPHS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES[6:]), st.integers(1, 10000)), min_size=1, max_size=60)


@settings(deadline=None)
@given(GRAPHS)
def test_no_two_labels_or_boxes_meet_and_no_line_runs_through_a_box(stakes: list[tuple[str, str, int]]) -> None:
    edges = {(holder, company): edge(holder, f"{part}/10000", company) for holder, company, part in stakes if holder != company}
    if not edges:
        return
    drawn = placed(ownership(*edges.values()))
    boxes = [(box.x, box.y, box.x + box.width, box.y + HEIGHT) for box in drawn.boxes]
    labels = [(one.x, one.y - 10, one.x + text_width(one.link.label), one.y + 2) for one in drawn.labels]
    assert not [(one, other) for one, other in combinations(boxes + labels, 2) if meet(one, other)]
    segments = [(*start, *end) for line in drawn.lines for start, end in zip(line.points, line.points[1:], strict=False)]
    assert not [(line, box) for line in segments for box in boxes if inside(line, box)]


Box = tuple[float, float, float, float]


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def inside(line: Box, box: Box) -> bool:
    """Whether a line that runs straight across or down has a piece within a box, apart from its frame."""
    x0, x1, y0, y1 = min(line[0], line[2]), max(line[0], line[2]), min(line[1], line[3]), max(line[1], line[3])
    return x0 < box[2] - 1 and box[0] + 1 < x1 + 0.01 and y0 < box[3] - 1 and box[1] + 1 < y1 + 0.01


def test_a_mark_stands_above_its_box_and_covers_no_line_of_its_name() -> None:
    name = "扬州例样星辰联合第十号资产管理集团有限责任公司"
    drawn = svg(ownership(*SMALL, edge(name, "1/10", OWN)), name)
    marked = re.search(r'y="([\d.]+)" font-size="10"[^>]*>★已认定', drawn)
    box = re.search(rf"<title>{name}</title><rect x=\"[\d.]+\" y=\"([\d.]+)\"", drawn)
    assert marked is not None
    assert box is not None
    assert float(marked[1]) < float(box[1])


def test_a_long_chain_with_two_holders_a_company_ends() -> None:
    chain = [edge(f"例样{level}号有限公司", "3/5", f"例样{level + 1}号有限公司") for level in range(70)]
    persons = [edge(f"例样持股{level}号有限公司", "2/5", f"例样{level + 1}号有限公司") for level in range(70)]
    svg(ownership(*chain, *persons))
