"""`docintel packs try` tells a person who does not program what a pack reads and why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_cli import docintel

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
