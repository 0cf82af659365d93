"""`docintel packs try` tells a person who does not program what a pack reads and why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_cli import docintel

from docintel.simulate.evidence.dossier import open_dossier
from docintel.simulate.evidence.equity_chart import NAMES
from docintel.simulate.evidence.kinds import draw
from docintel.simulate.typesetting import installed

pytestmark = pytest.mark.usefixtures("read_once")

LICENCE = """营业执照
统一社会信用代码：91110000600037341L
名称：北京样例机械有限公司
法定代表人：李样例
注册资木：壹仟万元整
成立日期：长期
"""


@pytest.fixture
def licence(tmp_path: Path) -> Path:
    path = tmp_path / "营业执照.txt"
    path.write_text(LICENCE, encoding="utf-8")
    return path


def test_what_a_rule_reads_is_shown_with_its_print(licence: Path) -> None:
    told = docintel("packs", "try", licence, "--pack", "business_licence").out
    assert "business_licence 营业执照" in told
    assert "✓" in told
    assert "“北京样例机械有限公司”" in told


def test_a_label_that_is_not_there_is_answered_with_the_nearest_print(licence: Path) -> None:
    told = docintel("packs", "try", licence, "--pack", "business_licence").out.replace("\n", "")
    assert "注册资木" in told


def test_a_text_that_is_no_date_is_told_so(licence: Path) -> None:
    told = docintel("packs", "try", licence, "--pack", "business_licence", "--lang", "en").out
    assert "it is no date" in told


def test_a_kind_that_is_not_there_is_answered_with_the_nearest(licence: Path) -> None:
    ran = docintel("packs", "try", licence, "--pack", "business_license")
    assert ran.code == 2
    assert "business_licence" in ran.err


def test_the_places_are_drawn_over_the_page(samples: Path, tmp_path: Path) -> None:
    paper = samples / "clean" / "application" / "营业执照.pdf"
    assert docintel("packs", "try", paper, "--pack", "business_licence", "--image", tmp_path).code == 0
    assert (tmp_path / "营业执照-p001.png").stat().st_size > 10_000


@pytest.mark.skipif(not installed(), reason="needs the extra `samples`")
def test_a_chart_tells_its_edges_and_why_one_is_none(tmp_path: Path) -> None:
    made = draw("equity_chart", NAMES.index("controlled") + 1, open_dossier(3))
    path = tmp_path / made.file
    path.write_bytes(made.content)
    told = docintel("packs", "try", path, "--pack", "equity_chart", "--image", tmp_path).out
    assert "✓ 6. chart" in told
    assert "→" in told
    assert "协议或控制关系" in told
    assert (tmp_path / f"{path.stem}-p001.png").stat().st_size > 10_000
