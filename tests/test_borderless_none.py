"""Pages of labels and values that are no tables, though their words stand in columns."""

from __future__ import annotations

from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.intake.borderless import borderless_tables


def test_a_value_of_two_lines_may_stand_above_the_first_row_of_figures() -> None:
    """A certificate, which is no table: its title's first line stands before every line that has a figure."""
    printed = (
        (165.4, 98.4, 22, "计算机软件著作权登记证书"),
        (392.8, 141.8, 11, "证书号：样登字第11820347号"),
        (200.5, 169.6, 11, "例样萃取槽在线监测与优化控制系统"),
        (45.8, 177.1, 11, "软件名称："),
        (200.5, 185.3, 11, "V1.2.0"),
        (45.8, 202.6, 11, "著作权人："),
        (200.5, 202.6, 11, "例样章贡稀土智控有限公司"),
        (45.8, 219.8, 11, "开发完成日期："),
        (200.5, 219.8, 11, "2023年05月30日"),
        (45.8, 237.1, 11, "首次发表日期："),
        (200.5, 237.1, 11, "2023年06月12日"),
        (45.8, 254.3, 11, "权利取得方式："),
        (200.5, 254.3, 11, "原始取得"),
        (45.8, 271.6, 11, "权利范围："),
        (200.5, 271.6, 11, "全部权利"),
        (45.8, 288.8, 11, "登记号："),
        (200.5, 288.8, 11, "2023SR1233174"),
        (45.0, 315.8, 11, "根据《计算机软件保护条例》和《计算机软件著作权登记办法》的规定，对"),
        (45.0, 331.6, 11, "以上事项予以登记。"),
    )
    words = [Word(text, PageBox(1, left, top, left + size * _breadth(text), top + size)) for left, top, size, text in printed]
    assert borderless_tables(words, ()) == []


def _breadth(text: str) -> float:
    """Widths of a Chinese letter that a text takes."""
    return sum(1.0 if ord(char) > 255 else 0.55 for char in text)
