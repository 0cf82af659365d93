"""`docintel packs try` tells a person who does not program what a pack reads and why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_cli import docintel

from docintel.simulate.evidence.dossier import open_dossier
from docintel.simulate.evidence.equity_chart import NAMES
from docintel.simulate.evidence.kinds import draw
from docintel.simulate.typesetting import installed

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


def tried(path: Path, text: str, pack: str) -> str:
    """What is told of a file of text."""
    path.write_text(text, encoding="utf-8")
    return docintel("packs", "try", path, "--pack", pack).out.replace("\n", "")


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


def test_a_page_without_lines_is_no_chart(tmp_path: Path) -> None:
    assert "没有通到名称的连线" in tried(tmp_path / "图.txt", "股权结构图\n张知衡 51%\n", "equity_chart")


def test_a_sentence_on_ownership_is_shown_read_or_with_the_reason(tmp_path: Path) -> None:
    text = "张知衡持有公司60%的股权。\n李牧之间接持有公司20%的股权。\n"
    told = tried(tmp_path / "说明.txt", text, "equity_table")
    assert "ownership: “60%”" in told
    assert "“李牧之间接持有公司20%的股权。”" in told
    assert "间接、合计、拟议、过去的不采" in told


def test_a_page_that_speaks_of_no_ownership_says_so(tmp_path: Path) -> None:
    assert "没有谈到持股" in tried(tmp_path / "说明.txt", "公司主要生产轴承。\n", "equity_table")


@pytest.mark.skipif(not installed(), reason="needs the extra `samples`")
def test_a_statement_tells_its_rows(samples: Path) -> None:
    told = docintel("packs", "try", samples / "clean" / "application" / "审计报告2022.pdf", "--pack", "income_statement").out
    assert "✓ 1. statement" in told
    assert "2022-12-31" in told


def test_a_page_without_a_table_is_no_statement(tmp_path: Path) -> None:
    assert "页上没有表格" in tried(tmp_path / "利润表.txt", "本页无表\n", "income_statement")


def test_prose_tells_its_figures_and_those_without_a_concept(tmp_path: Path) -> None:
    told = tried(tmp_path / "报道.txt", "2022年公司实现营业收入1.2亿元，接待访客3000人次。\n", "other")
    assert "prose" in told
    assert "1.2亿元" in told


def test_a_rule_that_reads_codes_says_that_there_is_none(tmp_path: Path) -> None:
    assert "页上没有二维码" in tried(tmp_path / "社保.txt", "参保缴费证明\n", "social_insurance")
